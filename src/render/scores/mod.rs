//! Scores of summaries, attributions and claims. Pages show percentages of two decimals, csv and json shares of six, so that both tell four
//! decimals and more.

mod attributions;
mod claims;
mod summaries;

use std::io::{self, Write};

use serde::Serialize;

use super::compact::compact;
use super::csv::mark;
use super::inline::inline;
use super::page::Block;
use super::{Format, Options, one_page};
use crate::score::{Interval, Triple};

pub use attributions::attribution_scores;
pub use claims::claim_scores;
pub use summaries::scores;

/// A report in the ways that scores are written.
trait Scores {
    /// What a reader sees.
    fn page(&self) -> Vec<Block>;

    /// The rows of a CSV, its head included.
    fn rows(&self, out: &mut dyn Write) -> io::Result<()>;

    /// What programs read.
    fn json(&self) -> impl Serialize;
}

/// Writes a report in the format asked for.
fn write(scores: &impl Scores, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Csv => {
            mark(options, out)?;
            scores.rows(out)
        }
        Format::Json => writeln!(out, "{}", inline(&compact(&scores.json()))),
        Format::Jsonl => writeln!(out, "{}", compact(&scores.json())),
        _ => one_page("Scores", scores.page(), options, out),
    }
}

/// A share as a percentage.
fn percent(share: f64) -> String {
    format!("{:.2}", share * 100.0)
}

fn interval(i: &Interval) -> String {
    format!("{} to {}", percent(i.low), percent(i.high))
}

/// How many articles were scored, and how many could not be.
fn scored(articles: usize, left_out: usize) -> Block {
    let plural = |n: usize| if n == 1 { "article" } else { "articles" };
    let left = if left_out == 0 { String::new() } else { format!(", {left_out} {} left out", plural(left_out)) };
    Block::Note(format!("{articles} {} scored{left}; figures are percentages.", plural(articles)))
}

fn figures<T>(triple: &Triple<T>) -> [(&'static str, &T); 3] {
    [("precision", &triple.precision), ("recall", &triple.recall), ("f1", &triple.f1)]
}

#[derive(Serialize)]
struct JsonInterval {
    mean: f64,
    low: f64,
    high: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_above: Option<f64>,
}

fn json_interval(i: &Interval) -> JsonInterval {
    JsonInterval { mean: rounded(i.mean), low: rounded(i.low), high: rounded(i.high), not_above: None }
}

/// One measure as programs read it.
#[derive(Serialize)]
struct JsonMeasured {
    measure: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_type: Option<&'static str>,
    gold: usize,
    found: usize,
    precision: JsonInterval,
    recall: JsonInterval,
    f1: JsonInterval,
}

impl JsonMeasured {
    fn new(measure: &'static str, quote_type: Option<&'static str>, scores: &Triple<Interval>, [gold, found]: [usize; 2]) -> Self {
        let [precision, recall, f1] = figures(scores).map(|(_, i)| json_interval(i));
        Self { measure, quote_type, gold, found, precision, recall, f1 }
    }
}

/// The columns of a table of measures, and its rows.
const MEASURED: [&str; 7] = ["Measure", "Precision", "Recall", "F1", "F1, 95 % interval", "Gold", "Found"];

fn measured(label: &str, s: &Triple<Interval>, counts: [usize; 2]) -> Vec<String> {
    let shares = [percent(s.precision.mean), percent(s.recall.mean), percent(s.f1.mean), interval(&s.f1)];
    [&[label.to_owned()], &shares[..], &counts.map(|n| n.to_string())].concat()
}

/// Fixed decimals, so that the last bit of a sum never shows.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
