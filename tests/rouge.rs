//! ROUGE is what Google's scorer says, to the sixth decimal, on made-up pairs. `tests/rouge/make.py` made the expected figures.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

use onrecord::score::{Prf, Tokens, rouge};
use serde_json::Value;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect()
}

#[test]
fn the_figures_of_rouge_score() {
    let pairs = lines(include_str!("rouge/pairs.jsonl"));
    let expected = lines(include_str!("rouge/scores.jsonl"));
    assert!(pairs.len() == expected.len() && pairs.len() > 40);
    for (pair, expected) in pairs.iter().zip(&expected) {
        assert_eq!(pair["id"], expected["id"]);
        for (tokens, name) in [(Tokens::Stemmed, "stemmed"), (Tokens::Plain, "plain")] {
            let ours = rouge(&texts(&pair["reference"]), &texts(&pair["summary"]), tokens);
            for (measure, prf) in [("rouge1", ours.rouge1), ("rouge2", ours.rouge2), ("rougeLsum", ours.rouge_lsum)] {
                let Prf { precision, recall, f1 } = prf;
                for (figure, ours) in [precision, recall, f1].into_iter().enumerate() {
                    let theirs = expected[name][measure][figure].as_f64().unwrap();
                    assert!((ours - theirs).abs() < 1e-6, "{} {name} {measure} {figure}: {ours}, expected {theirs}", pair["id"]);
                }
            }
        }
    }
}
