//! Sentence boundaries: our own cases, and how right they are on the shared data sets where those are at hand.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its data should stop")]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::segment::{Quotes, sentences};
use onrecord::{Lexicon, Span};
use serde_json::Value;

fn split(text: &str, quotes: Quotes) -> Vec<String> {
    let spans = sentences(text, Span::new(0, text.len()), quotes, Lexicon::english());
    spans.iter().map(|s| collapse(s.of(text))).collect()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folder of the shared data, or a printed notice that the figure is not measured.
fn records(name: &str) -> Option<Vec<Value>> {
    let root = std::env::var_os("ONRECORD_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join("data/segmentation").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("notice: {} is not there, so this figure was not measured", path.display());
        return None;
    };
    Some(text.lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}

fn expected(record: &Value) -> Vec<String> {
    record["sentences"].as_array().unwrap().iter().map(|s| collapse(s.as_str().unwrap())).collect()
}

/// Share of verbatim records split exactly as expected, in percent.
fn golden(records: &[Value], english: bool) -> f64 {
    let (mut right, mut all) = (0, 0);
    for record in records.iter().filter(|r| r["verbatim"] == true && r["doc_type"].is_null() && (r["lang"] == "en") == english) {
        let found = split(record["text"].as_str().unwrap(), Quotes::Whole);
        all += 1;
        if found == expected(record) {
            right += 1;
        } else if std::env::var_os("ONRECORD_SHOW").is_some() {
            println!("{} {}\n  expected {:?}\n  found    {found:?}", record["id"], record["lang"], expected(record));
        }
    }
    100.0 * f64::from(right) / f64::from(all)
}

#[test]
fn golden_rules() {
    let Some(records) = records("golden.dev.jsonl") else { return };
    let (english, other) = (golden(&records, true), golden(&records, false));
    println!("golden.dev: English {english:.1} %, other languages {other:.1} %");
    assert!(english >= 91.5, "{english}");
    assert!(other >= 87.0, "{other}");
}

/// Ends of sentences, in characters that are not white space.
fn ends(sentences: &[String]) -> Vec<usize> {
    let mut at = 0;
    sentences
        .iter()
        .map(|s| s.chars().filter(|c| !c.is_whitespace()).count())
        .map(|n| {
            at += n;
            at
        })
        .collect()
}

#[test]
fn gum_news() {
    let Some(records) = records("gum_news.dev.jsonl") else { return };
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for record in &records {
        let text = record["text"].as_str().unwrap();
        let (ours, gold) = (ends(&split(text, Quotes::Split)), ends(&expected(record)));
        right += gold.iter().filter(|e| ours.binary_search(e).is_ok()).count();
        found += ours.len();
        wanted += gold.len();
        if ours != gold && std::env::var_os("ONRECORD_SHOW").is_some() {
            println!("{}\n  expected {:?}\n  found    {:?}", record["id"], expected(record), split(text, Quotes::Split));
        }
    }
    let f1 = 200.0 * right as f64 / (found + wanted) as f64;
    println!("gum_news.dev: boundary F1 {f1:.2} ({right} right, {found} found, {wanted} wanted)");
    assert!(f1 >= 98.0, "{f1}");
}

#[test]
fn cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sentences.txt");
    let text = fs::read_to_string(&path).unwrap();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with("== ") {
            continue;
        }
        seen += 1;
        let (fails, case) = line.strip_prefix("fails: ").map_or((false, line), |rest| (true, rest));
        let (quotes, case) = case.strip_prefix("whole: ").map_or((Quotes::Split, case), |rest| (Quotes::Whole, rest));
        let case = case.replace("\\n", "\n");
        let expected: Vec<String> = case.split('|').map(collapse).collect();
        let found = split(&case.replace('|', ""), quotes);
        if (found == expected) == fails {
            wrong.push(format!("{}:{}: expected {expected:?}, found {found:?}", path.display(), number + 1));
        }
    }
    assert!(seen > 40, "{seen} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest::proptest! {
    /// Sentences and the white space between them make up the text, whatever it is.
    #[test]
    fn nothing_is_lost(text in "[a-zA-Z0-9 .!?…\"'()“”\n:;。é]{0,80}") {
        for quotes in [Quotes::Whole, Quotes::Split] {
            let spans = sentences(&text, Span::new(0, text.len()), quotes, Lexicon::english());
            let mut at = 0;
            for span in spans {
                proptest::prop_assert!(text[at..span.start()].trim().is_empty());
                proptest::prop_assert!(!span.is_empty());
                at = span.end();
            }
            proptest::prop_assert!(text[at..].trim().is_empty());
        }
    }

    /// No input makes it panic.
    #[test]
    fn any_text(text in "\\PC{0,60}") {
        let _ = sentences(&text, Span::new(0, text.len()), Quotes::Whole, Lexicon::english());
    }
}
