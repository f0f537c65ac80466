//! One summary of several documents, each sentence with where it is from.

use std::io::{self, Write};

use serde::Serialize;

use super::compact::compact;
use super::csv::{mark, write_row};
use super::inline::inline;
use super::json::rounded;
use super::offsets::{Lines, Offsets};
use super::page::{Block, Grid, joined, place, shown};
use super::shape::{JsonAdded, JsonSpan};
use super::{Format, Options, one_page};
use crate::Document;
use crate::summarize::{Together, Unit};

/// Writes a summary of several documents. The view of `options` is not looked at.
///
/// # Errors
/// What `out` returns.
pub fn together(documents: &[Document], summary: &Together, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Csv => csv(documents, summary, options, out),
        Format::Json => writeln!(out, "[\n{}\n]", inline(&json(documents, summary, options))),
        Format::Jsonl => writeln!(out, "{}", json(documents, summary, options)),
        _ => one_page("Summary", page(documents, summary, options), options, out),
    }
}

/// What each document is called: its outlet, or its id where it has none or another has the same.
fn labels(documents: &[Document]) -> Vec<String> {
    let outlets: Vec<&str> = documents.iter().map(|d| d.meta.outlet.as_deref().unwrap_or_default()).collect();
    let label = |(index, doc): (usize, &Document)| {
        let outlet = outlets[index];
        let id = &doc.meta.id;
        match outlets.iter().filter(|o| **o == outlet).count() {
            _ if outlet.is_empty() => id.clone(),
            1 => outlet.to_owned(),
            _ => format!("{outlet}, {id}"),
        }
    };
    documents.iter().enumerate().map(label).collect()
}

fn page(documents: &[Document], summary: &Together, options: &Options) -> Vec<Block> {
    let labels = labels(documents);
    let known = summary.units.iter().filter_map(|(doc, unit)| Some((documents.get(*doc)?, labels.get(*doc)?, unit)));
    if options.format == Format::Table {
        let mut columns = vec!["Sentence", "Source", "Where", "Score"];
        columns.extend(options.explain.then_some("Why"));
        let row = |(doc, label, unit): (&Document, &String, &Unit)| {
            let mut row = vec![shown(doc, unit), label.clone(), place(doc, unit.span), format!("{:.4}", unit.score)];
            row.extend(options.explain.then(|| unit.reasons.join("; ")));
            row
        };
        return vec![Block::Table(Grid { columns, rows: known.map(row).collect() })];
    }
    let mut blocks = Vec::new();
    for (doc, label, unit) in known {
        blocks.push(Block::Line(format!("{} ({label})", shown(doc, unit))));
        if options.explain {
            blocks.push(Block::Line(format!("    score {:.4}: {}", unit.score, unit.reasons.join("; "))));
        }
    }
    blocks
}

fn csv(documents: &[Document], summary: &Together, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    mark(options, out)?;
    write_row(out, ["document", "outlet", "path", "line", "start", "end", "score", "text", "added"].map(str::to_owned))?;
    for (doc, unit) in summary.units.iter().filter_map(|(doc, unit)| Some((documents.get(*doc)?, unit))) {
        let offsets = Offsets::new(&doc.text, options.unit);
        let numbers = [Lines::new(&doc.text).of(unit.span.start()), offsets.of(unit.span.start()), offsets.of(unit.span.end())];
        let head = [doc.meta.id.clone(), doc.meta.outlet.clone().unwrap_or_default(), doc.meta.path.display().to_string()];
        let added = unit.added.as_ref().map_or(String::new(), |a| a.shown.clone());
        let tail = [format!("{:.4}", unit.score), joined(doc, &[unit.span]), added];
        write_row(out, head.into_iter().chain(numbers.map(|n| n.to_string())).chain(tail))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonTogether<'a> {
    documents: Vec<JsonSource<'a>>,
    sentences: Vec<JsonSentence<'a>>,
}

#[derive(Serialize)]
struct JsonSource<'a> {
    id: &'a str,
    path: String,
    title: Option<&'a str>,
    published: Option<&'a str>,
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSentence<'a> {
    document: usize,
    id: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<JsonAdded<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<&'a [String]>,
}

fn json(documents: &[Document], summary: &Together, options: &Options) -> String {
    let source = |doc: &'_ Document| doc.meta.path.display().to_string();
    let sources = documents.iter().map(|doc| JsonSource {
        id: &doc.meta.id,
        path: source(doc),
        title: doc.meta.title.as_deref(),
        published: doc.meta.published.as_deref(),
        outlet: doc.meta.outlet.as_deref(),
        url: doc.meta.url.as_deref(),
        text: doc.extracted.then_some(doc.text.as_str()),
    });
    let sentences = summary.units.iter().filter_map(|(index, unit)| {
        let doc = documents.get(*index)?;
        let offsets = Offsets::new(&doc.text, options.unit);
        let added = unit.added.as_ref().map(|a| JsonAdded {
            pronoun: JsonSpan { start: offsets.of(a.pronoun.start()), end: offsets.of(a.pronoun.end()), text: doc.slice(a.pronoun) },
            name: &a.name,
            shown: &a.shown,
        });
        Some(JsonSentence {
            document: *index,
            id: &doc.meta.id,
            start: offsets.of(unit.span.start()),
            end: offsets.of(unit.span.end()),
            text: doc.slice(unit.span),
            score: rounded(unit.score, 1e4),
            added,
            reasons: options.explain.then_some(&unit.reasons[..]),
        })
    });
    compact(&JsonTogether { documents: sources.collect(), sentences: sentences.collect() })
}
