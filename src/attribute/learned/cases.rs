//! The runtime against the training framework, on the cases that `training/export.py` stores beside the weights: made-up texts with
//! what each step gave there.

use std::ops::Range;

use serde_json::Value;

use super::decode::decode;
use super::encoder::{Input, Scratch};
use super::linear::{Kernels, Precision};
use super::link::{Role, Text};
use super::model::{FILE, Model};
use super::spans::Spans;
use super::window::{self, Window};
use super::words::Words;
use crate::document::Role as ParagraphRole;
use crate::read::Raw;
use crate::{Document, Lexicon, Span, annotate, clean, segment};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/attribute/learned/cases.json");

/// The cases with a model in floats; none in a build without weights.
fn cases() -> Option<(Vec<Value>, Model<'static>)> {
    let text = std::fs::read_to_string(CASES).ok().filter(|_| !FILE.is_empty())?;
    let cases: Vec<Value> = serde_json::from_str(&text).expect("cases.json is JSON");
    assert!(!cases.is_empty());
    Some((cases, Model::new(FILE, Precision::Float).expect("the weights are whole")))
}

/// A document whose every paragraph is body, as the training framework reads texts.
fn whole(text: &str) -> Document {
    let lexicon = Lexicon::english();
    let mut doc = clean::clean(Raw::text("case", text), lexicon);
    doc.paragraphs.iter_mut().for_each(|p| p.role = ParagraphRole::Body);
    segment::segment(&mut doc, lexicon);
    annotate::annotate(&mut doc, lexicon);
    doc
}

fn numbers<T: TryFrom<u64>>(case: &Value, key: &str) -> Vec<T> {
    let all = case[key].as_array().into_iter().flatten().filter_map(Value::as_u64);
    all.filter_map(|n| T::try_from(n).ok()).collect()
}

fn pair(value: &Value) -> Range<usize> {
    let at = |n: usize| value[n].as_u64().unwrap() as usize;
    at(0)..at(1)
}

fn spans(case: &Value) -> Spans {
    let list = |n: usize| case["spans"][n].as_array().into_iter().flatten().map(pair).collect();
    Spans { sources: list(0), cues: list(1), contents: list(2) }
}

fn floats(value: &Value) -> Vec<f32> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).map(|n| n as f32).collect()
}

fn encoded(model: &Model<'_>, input: &Input, firsts: &[usize]) -> Vec<f32> {
    let mut out = Vec::new();
    model.encode(&Kernels::new(), input, firsts, &mut Scratch::default(), &mut out).unwrap();
    out
}

fn given(case: &Value) -> (Input, Vec<usize>) {
    let input = Input { ids: numbers(case, "ids"), cap: numbers(case, "cap"), quote: numbers(case, "quote"), para: numbers(case, "para") };
    (input, numbers(case, "first"))
}

#[test]
fn words_pieces_and_features_are_the_same() {
    let Some((cases, model)) = cases() else { return };
    for case in &cases {
        let doc = whole(case["text"].as_str().unwrap());
        let words = Words::new(&doc, &model.wordpiece);
        let window = Window { seen: 0..words.len(), start: 0 };
        assert_eq!(window::input(&words, &window, &model.wordpiece), given(case), "{}", doc.text);
    }
}

#[test]
fn scores_are_the_same_to_a_thousandth() {
    let Some((cases, model)) = cases() else { return };
    let kernels = Kernels::new();
    for case in &cases {
        let (input, firsts) = given(case);
        let hidden = encoded(&model, &input, &firsts);
        let logits = model.logits(&kernels, &hidden).unwrap();
        let expected: Vec<f32> = case["logits"].as_array().unwrap().iter().flat_map(floats).collect();
        assert_eq!(logits.len(), expected.len());
        let far = logits.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 1e-3, "a logit is off by {far}");
        assert_eq!(Spans::of(&model.crf.marginals(&logits)), spans(case));
        let names = model.names(&kernels, &hidden).unwrap();
        let expected: Vec<f32> = case["names"].as_array().unwrap().iter().flat_map(floats).collect();
        let far = names.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(names.len() == expected.len() && far < 1e-3, "a name's score is off by {far}");
        let far = farthest_link(case, &model, &hidden);
        assert!(far < 1e-3, "a link score is off by {far}");
    }
}

/// The greatest difference between a link score here and there.
fn farthest_link(case: &Value, model: &Model<'_>, hidden: &[f32]) -> f32 {
    let kernels = Kernels::new();
    let spans = spans(case);
    let doc = whole(case["text"].as_str().unwrap());
    let words = Words::new(&doc, &model.wordpiece);
    let text = Text { hidden, par: &words.par };
    let mut far = 0.0_f32;
    for link in case["links"].as_array().into_iter().flatten() {
        let (role, others) = if link["role"] == 0 { (Role::Source, &spans.sources) } else { (Role::Content, &spans.contents) };
        let at = |all: &[Range<usize>], key: &str| all.iter().position(|s| *s == pair(&link[key])).unwrap();
        let scores = model.links.scores(&kernels, role, &text, &spans.cues, others).unwrap();
        far = far.max((scores.pair(at(&spans.cues, "cue"), at(others, "other")) - link["score"].as_f64().unwrap() as f32).abs());
    }
    far
}

#[test]
fn attributions_are_the_same() {
    let Some((cases, model)) = cases() else { return };
    for case in &cases {
        let doc = whole(case["text"].as_str().unwrap());
        let ends: Vec<usize> = doc.text.char_indices().map(|(at, _)| at).chain([doc.text.len()]).collect();
        let spans = |value: &Value| -> Vec<Span> {
            value.as_array().into_iter().flatten().map(pair).map(|p| Span::new(ends[p.start], ends[p.end])).collect()
        };
        let expected = case["attributions"].as_array().unwrap();
        let expected: Vec<_> = expected.iter().map(|a| [spans(&a["source"]), spans(&a["cue"]), spans(&a["content"])]).collect();
        let words = Words::new(&doc, &model.wordpiece);
        let span = |r: &Range<usize>| words.spans[r.start].cover(words.spans[r.end - 1]);
        let all = |ranges: &[Range<usize>]| ranges.iter().map(span).collect::<Vec<_>>();
        let found = decode(&model, &words).unwrap().found;
        let found: Vec<_> = found.iter().map(|f| [all(f.source.as_slice()), all(f.cue.as_slice()), all(&f.contents)]).collect();
        assert_eq!(found, expected, "{}", doc.text);
    }
}

#[test]
fn bytes_give_the_spans_of_floats_but_for_close_calls() {
    let Some((cases, _)) = cases() else { return };
    let (model, kernels) = (Model::new(FILE, Precision::Fast).unwrap(), Kernels::new());
    let (mut same, mut all) = (0, 0);
    for case in &cases {
        let (input, firsts) = given(case);
        let hidden = encoded(&model, &input, &firsts);
        let found = Spans::of(&model.crf.marginals(&model.logits(&kernels, &hidden).unwrap()));
        let expected = spans(case);
        for (found, expected) in [(&found.sources, &expected.sources), (&found.cues, &expected.cues), (&found.contents, &expected.contents)]
        {
            same += found.iter().filter(|span| expected.contains(span)).count();
            all += expected.len().max(found.len());
        }
    }
    assert!(same * 100 >= all * 90, "{same} of {all}");
}
