//! Scores of claims: what is found of them, and what is told of those that are.

use std::io::{self, Write};

use serde::Serialize;

use super::super::Options;
use super::super::csv::{write_numbers, write_row};
use super::super::page::{Block, Grid};
use super::{JsonInterval, JsonMeasured, MEASURED, Scores, figures, interval, json_interval, measured, percent, scored, write};
use crate::score::claims::{Labelled, Measured, Report};

/// Writes a report. The view of `options` is not looked at.
///
/// # Errors
/// What `out` returns.
pub fn claim_scores(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write(report, options, out)
}

impl Scores for Report {
    fn page(&self) -> Vec<Block> {
        let measures = self.measured.iter().map(|m| measured(label(m.measure), &m.scores, [m.gold, m.found]));
        let row = |l: &Labelled| vec![label(l.label).to_owned(), percent(l.accuracy.mean), interval(&l.accuracy), percent(l.recall.mean)];
        let columns = vec!["Of paired claims", "Right", "Right, 95 % interval", "Right, of all marked"];
        let claims = if self.paired == 1 { "claim" } else { "claims" };
        vec![
            Block::Heading(self.name.clone()),
            Block::Table(Grid { columns: MEASURED.to_vec(), rows: measures.collect() }),
            Block::Table(Grid { columns, rows: self.labelled.iter().map(row).collect() }),
            Block::Note(format!("{} {claims} paired.", self.paired)),
            scored(self.articles, self.left_out),
        ]
    }

    fn rows(&self, out: &mut dyn Write) -> io::Result<()> {
        write_row(out, ["system", "measure", "figure", "value", "low", "high", "gold", "found"].map(str::to_owned))?;
        let mut row = |measure: &str, figure: &str, i: &crate::score::Interval, counts: [usize; 2]| {
            let numbers = [i.mean, i.low, i.high].map(|v| format!("{v:.6}"));
            let head = [self.name.as_str(), measure, figure].map(str::to_owned);
            write_numbers(out, head, numbers.into_iter().chain(counts.map(|n| n.to_string())))
        };
        for m in &self.measured {
            for (figure, i) in figures(&m.scores) {
                row(m.measure, figure, i, [m.gold, m.found])?;
            }
        }
        let claims = self.measured.iter().find(|m| m.measure == "claims").map_or(0, |m| m.gold);
        for l in &self.labelled {
            for (figure, i) in [("accuracy", &l.accuracy), ("recall", &l.recall)] {
                row(l.label, figure, i, [claims, self.paired])?;
            }
        }
        Ok(())
    }

    fn json(&self) -> impl Serialize {
        let measures = self.measured.iter().map(|m: &Measured| JsonMeasured::new(m.measure, None, &m.scores, [m.gold, m.found]));
        let labels = self.labelled.iter().map(|l| JsonLabelled {
            label: l.label,
            accuracy: json_interval(&l.accuracy),
            recall: json_interval(&l.recall),
        });
        JsonReport {
            system: &self.name,
            articles: self.articles,
            left_out: self.left_out,
            paired: self.paired,
            measures: measures.collect(),
            labels: labels.collect(),
        }
    }
}

fn label(name: &str) -> &'static str {
    match name {
        "attribution" => "Attribution",
        "speaker" => "and its speaker",
        "claims" => "Claims of these",
        "condition" => "Their conditions",
        "topic" => "Their topics",
        "end_to_end" => "All for the tables",
        "end_to_end_strict" => "by first readings",
        "commitment" => "Commitments",
        "demand" => "Demands",
        "position" => "Positions",
        "group" => "Group",
        "type" => "Type",
        "type_strict" => "Type, first reading",
        "strength" => "Strength",
        _ => "Polarity",
    }
}

#[derive(Serialize)]
struct JsonReport<'a> {
    system: &'a str,
    articles: usize,
    left_out: usize,
    paired: usize,
    measures: Vec<JsonMeasured>,
    labels: Vec<JsonLabelled>,
}

#[derive(Serialize)]
struct JsonLabelled {
    label: &'static str,
    accuracy: JsonInterval,
    recall: JsonInterval,
}
