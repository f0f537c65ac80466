//! Scores of attributions: for all, and by kind of quotation.

use std::io::{self, Write};

use serde::Serialize;

use super::super::Options;
use super::super::csv::{write_numbers, write_row};
use super::super::page::{Block, Grid};
use super::{JsonMeasured, MEASURED, Scores, figures, measured, percent, scored, write};
use crate::score::attributions::{MEASURES, Measured, Quotation, Report};

/// Writes a report. The view of `options` is not looked at.
///
/// # Errors
/// What `out` returns.
pub fn attribution_scores(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write(report, options, out)
}

impl Scores for Report {
    fn page(&self) -> Vec<Block> {
        page(self)
    }

    fn rows(&self, out: &mut dyn Write) -> io::Result<()> {
        rows(self, out)
    }

    fn json(&self) -> impl Serialize {
        json(self)
    }
}

fn page(report: &Report) -> Vec<Block> {
    let all = report.measured.iter().filter(|m| m.quotation.is_none());
    let row = |m: &Measured| measured(label(m.measure), &m.scores, [m.gold, m.found]);
    let columns = MEASURED.to_vec();
    let mut blocks = vec![Block::Heading(report.name.clone()), Block::Table(Grid { columns, rows: all.map(row).collect() })];
    let kinds: Vec<Quotation> = Quotation::ALL.into_iter().filter(|q| report.measured.iter().any(|m| m.quotation == Some(*q))).collect();
    if !kinds.is_empty() {
        let cell = |measure: &str, kind: Quotation| {
            let found = report.measured.iter().find(|m| m.measure == measure && m.quotation == Some(kind));
            found.map_or_else(String::new, |m| percent(m.scores.f1.mean))
        };
        let row = |measure: &'static str| {
            let cells = kinds.iter().map(|kind| cell(measure, *kind));
            std::iter::once(label(measure).to_owned()).chain(cells).collect()
        };
        let columns = std::iter::once("F1 by quotation").chain(kinds.iter().map(|k| k.name())).collect();
        blocks.push(Block::Table(Grid { columns, rows: MEASURES.map(row).to_vec() }));
    }
    blocks.push(scored(report.articles, report.left_out));
    blocks
}

fn label(measure: &str) -> &'static str {
    match measure {
        "source" => "Source, to the word",
        "cue" => "Cue, to the word",
        "content" => "Content, to the word",
        "detect" => "Content overlaps",
        "loose" => "and the source too",
        "half" => "and by half",
        _ => "Content and source the same",
    }
}

fn rows(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_row(out, ["system", "quote_type", "measure", "figure", "value", "low", "high", "gold", "found"].map(str::to_owned))?;
    for m in &report.measured {
        for (figure, i) in figures(&m.scores) {
            let head = [report.name.as_str(), m.quotation.map_or("", Quotation::name), m.measure, figure].map(str::to_owned);
            let numbers = [i.mean, i.low, i.high].map(|v| format!("{v:.6}"));
            write_numbers(out, head, numbers.into_iter().chain([m.gold.to_string(), m.found.to_string()]))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonReport<'a> {
    system: &'a str,
    articles: usize,
    left_out: usize,
    measures: Vec<JsonMeasured>,
}

fn json(report: &Report) -> JsonReport<'_> {
    let measured = |m: &Measured| JsonMeasured::new(m.measure, m.quotation.map(Quotation::name), &m.scores, [m.gold, m.found]);
    let measures = report.measured.iter().map(measured);
    JsonReport { system: &report.name, articles: report.articles, left_out: report.left_out, measures: measures.collect() }
}
