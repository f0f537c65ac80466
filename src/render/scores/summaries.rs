//! Scores of summaries: ROUGE of one system, or of two with the difference.

use std::io::{self, Write};

use serde::Serialize;

use super::super::Options;
use super::super::csv::{write_numbers, write_row};
use super::super::page::{Block, Grid};
use super::{JsonInterval, Scores, figures, interval, json_interval, percent, rounded, scored, write};
use crate::score::{Difference, Interval, Measures, Prf, Report, Rouge, Tokens, Triple};

/// Writes a report; with `each` the scores of every article too. The view of `options` is not looked at.
///
/// # Errors
/// What `out` returns.
pub fn scores(report: &Report, tokens: Tokens, each: bool, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write(&Summaries { report, tokens, each }, options, out)
}

struct Summaries<'a> {
    report: &'a Report,
    tokens: Tokens,
    each: bool,
}

impl Scores for Summaries<'_> {
    fn page(&self) -> Vec<Block> {
        page(self.report, self.each)
    }

    fn rows(&self, out: &mut dyn Write) -> io::Result<()> {
        rows(self.report, self.each, out)
    }

    fn json(&self) -> impl Serialize {
        json(self.report, self.tokens, self.each)
    }
}

fn page(report: &Report, each: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    for system in &report.systems {
        let row = |(name, t): (&str, &Triple<Interval>)| {
            vec![label(name).to_owned(), percent(t.precision.mean), percent(t.recall.mean), percent(t.f1.mean), interval(&t.f1)]
        };
        blocks.push(Block::Heading(system.name.clone()));
        let rows = system.measures.named().map(row).to_vec();
        blocks.push(Block::Table(Grid { columns: vec!["Measure", "Precision", "Recall", "F1", "F1, 95 % interval"], rows }));
        blocks.push(Block::Note(format!("{:.1} words and {:.2} sentences a summary.", system.words, system.sentences)));
    }
    if let (Some(difference), [one, two]) = (&report.difference, &report.systems[..]) {
        let row = |(name, t): (&str, &Triple<Difference>)| {
            let d = &t.f1.interval;
            let signed = |share: f64| format!("{:+.2}", share * 100.0);
            let spread = format!("{} to {}", signed(d.low), signed(d.high));
            vec![label(name).to_owned(), signed(d.mean), spread, format!("{:.4}", t.f1.not_above)]
        };
        blocks.push(Block::Heading(format!("{} less {}", one.name, two.name)));
        let columns = vec!["Measure", "Difference of F1", "95 % interval", "Not above 0"];
        blocks.push(Block::Table(Grid { columns, rows: difference.named().map(row).to_vec() }));
    }
    if each {
        let mut rows = Vec::new();
        for system in &report.systems {
            for (id, scores) in report.ids.iter().zip(&system.articles) {
                let f1 = named(scores).map(|(_, prf)| percent(prf.f1));
                rows.push([vec![id.clone(), system.name.clone()], f1.to_vec()].concat());
            }
        }
        let columns = vec!["Article", "System", "ROUGE-1 F1", "ROUGE-2 F1", "ROUGE-Lsum F1"];
        blocks.push(Block::Table(Grid { columns, rows }));
    }
    blocks.push(scored(report.ids.len(), report.left_out));
    blocks
}

fn label(name: &str) -> &'static str {
    match name {
        "rouge1" => "ROUGE-1",
        "rouge2" => "ROUGE-2",
        _ => "ROUGE-Lsum",
    }
}

fn named(scores: &Rouge) -> [(&'static str, Prf); 3] {
    [("rouge1", scores.rouge1), ("rouge2", scores.rouge2), ("rougeLsum", scores.rouge_lsum)]
}

const COLUMNS: [&str; 9] = ["system", "against", "article", "measure", "figure", "value", "low", "high", "not_above"];

fn rows(report: &Report, each: bool, out: &mut dyn Write) -> io::Result<()> {
    write_row(out, COLUMNS.map(str::to_owned))?;
    let mut row = |head: [&str; 4], figure: &str, value: f64, rest: [Option<f64>; 3]| {
        let cells = head.into_iter().chain([figure]).map(str::to_owned);
        let numbers = std::iter::once(Some(value)).chain(rest).map(|v| v.map_or_else(String::new, |v| format!("{v:.6}")));
        write_numbers(out, cells, numbers)
    };
    for system in &report.systems {
        for (name, triple) in system.measures.named() {
            for (figure, i) in figures(triple) {
                row([&system.name, "", "", name], figure, i.mean, [Some(i.low), Some(i.high), None])?;
            }
        }
    }
    if let (Some(difference), [one, two]) = (&report.difference, &report.systems[..]) {
        for (name, triple) in difference.named() {
            for (figure, d) in figures(triple) {
                let rest = [Some(d.interval.low), Some(d.interval.high), Some(d.not_above)];
                row([&one.name, &two.name, "", name], figure, d.interval.mean, rest)?;
            }
        }
    }
    for system in report.systems.iter().filter(|_| each) {
        for (id, scores) in report.ids.iter().zip(&system.articles) {
            for (name, prf) in named(scores) {
                for (figure, value) in [("precision", prf.precision), ("recall", prf.recall), ("f1", prf.f1)] {
                    row([&system.name, "", id, name], figure, value, [None; 3])?;
                }
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonReport<'a> {
    articles: usize,
    left_out: usize,
    tokens: &'static str,
    systems: Vec<JsonSystem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<JsonDifference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_article: Option<Vec<JsonArticle<'a>>>,
}

#[derive(Serialize)]
struct JsonSystem<'a> {
    system: &'a str,
    words: f64,
    sentences: f64,
    #[serde(flatten)]
    measures: JsonMeasures<JsonInterval>,
}

#[derive(Serialize)]
struct JsonDifference<'a> {
    system: &'a str,
    against: &'a str,
    #[serde(flatten)]
    measures: JsonMeasures<JsonInterval>,
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    id: &'a str,
    systems: Vec<JsonScores<'a>>,
}

#[derive(Serialize)]
struct JsonScores<'a> {
    system: &'a str,
    #[serde(flatten)]
    measures: JsonMeasures<f64>,
}

#[derive(Serialize)]
struct JsonMeasures<T> {
    rouge1: JsonTriple<T>,
    rouge2: JsonTriple<T>,
    #[serde(rename = "rougeLsum")]
    rouge_lsum: JsonTriple<T>,
}

#[derive(Serialize)]
struct JsonTriple<T> {
    precision: T,
    recall: T,
    f1: T,
}

fn measures<T, J>(measures: &Measures<T>, of: impl Fn(&T) -> J) -> JsonMeasures<J> {
    let triple = |t: &Triple<T>| JsonTriple { precision: of(&t.precision), recall: of(&t.recall), f1: of(&t.f1) };
    JsonMeasures { rouge1: triple(&measures.rouge1), rouge2: triple(&measures.rouge2), rouge_lsum: triple(&measures.rouge_lsum) }
}

fn json(report: &Report, tokens: Tokens, each: bool) -> JsonReport<'_> {
    let systems = report.systems.iter().map(|s| JsonSystem {
        system: &s.name,
        words: rounded(s.words),
        sentences: rounded(s.sentences),
        measures: measures(&s.measures, json_interval),
    });
    let difference = report.difference.as_ref().zip(report.systems.first()).zip(report.systems.get(1));
    let difference = difference.map(|((difference, one), two)| JsonDifference {
        system: &one.name,
        against: &two.name,
        measures: measures(difference, |d| JsonInterval { not_above: Some(rounded(d.not_above)), ..json_interval(&d.interval) }),
    });
    let triple = |p: Prf| JsonTriple { precision: rounded(p.precision), recall: rounded(p.recall), f1: rounded(p.f1) };
    let of = |s: &Rouge| JsonMeasures { rouge1: triple(s.rouge1), rouge2: triple(s.rouge2), rouge_lsum: triple(s.rouge_lsum) };
    let by_article = report.ids.iter().enumerate().map(|(index, id)| {
        let systems = report.systems.iter().filter_map(|s| Some(JsonScores { system: &s.name, measures: of(s.articles.get(index)?) }));
        JsonArticle { id, systems: systems.collect() }
    });
    JsonReport {
        articles: report.ids.len(),
        left_out: report.left_out,
        tokens: tokens.name(),
        systems: systems.collect(),
        difference,
        by_article: each.then(|| by_article.collect()),
    }
}
