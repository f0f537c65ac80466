//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): one JSON array, an annotation a claim.
//!
//! Each piece of the content is a target with two selectors, by quotation and by position. Positions are Unicode characters, whatever
//! `--offsets` says, since the model counts so. The source is the article's address, or a name made of its identifier.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::compact::compact;
use super::offsets::{Offsets, Unit};
use super::page::joined;
use super::{Article, Options, Renderer};
use crate::Span;
use crate::claim::Claim;
use crate::claim::position::{kind_label, speakers, speakers_label};

/// Bytes of context on either side, cut to whole characters: as browsers' text fragments use.
const CONTEXT: usize = 32;

/// One array over all documents.
pub(crate) struct WebAnnotation {
    options: Options,
    first: bool,
}

impl WebAnnotation {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, first: true }
    }
}

impl Renderer for WebAnnotation {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let offsets = Offsets::new(&article.doc.text, Unit::Char);
        for index in self.options.choose(article).0 {
            let annotation = annotation(article, &offsets, index, &article.claims[index]);
            let end = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
            write!(out, "{end}{}", markup_safe(&annotation))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

fn annotation(article: &Article<'_>, offsets: &Offsets<'_>, index: usize, claim: &Claim) -> Value {
    let doc = article.doc;
    let mut about = format!("{}: {}", speakers_label(speakers(claim, article.attributions)), kind_label(claim).replace('\u{a0}', " "));
    for condition in &claim.conditions {
        about.push_str("; condition: ");
        about.push_str(&joined(doc, &[*condition]));
    }
    let mut body = vec![text("classifying", claim.kind.name()), text("describing", &about)];
    body.extend(claim.topics.iter().map(|topic| text("tagging", topic)));
    let source = doc.meta.url.clone().unwrap_or_else(|| urn(&doc.meta.id));
    let target = |span: &Span| {
        json!({"source": source, "selector": [
            {"type": "TextQuoteSelector", "exact": doc.slice(*span), "prefix": before(&doc.text, *span), "suffix": after(&doc.text, *span)},
            {"type": "TextPositionSelector", "start": offsets.of(span.start()), "end": offsets.of(span.end())},
        ]})
    };
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{}#C{}", urn(&doc.meta.id), index + 1),
        "type": "Annotation",
        "motivation": "classifying",
        "body": body,
        "target": claim.content.iter().map(target).collect::<Vec<_>>(),
    })
}

fn text(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"})
}

fn before(text: &str, span: Span) -> &str {
    let start = (span.start().saturating_sub(CONTEXT)..span.start()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(span.start())..span.start()]
}

fn after(text: &str, span: Span) -> &str {
    let end = (span.end()..=(span.end() + CONTEXT).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[span.end()..end.unwrap_or(span.end())]
}

/// A name for a document without an address: its identifier, with what no address may hold percent-encoded.
pub(super) fn urn(id: &str) -> String {
    let mut out = "urn:onrecord:".to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// JSON that also a page may hold in a `script`: no `<`, no control character.
pub(super) fn markup_safe(value: &Value) -> String {
    compact(value).replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, Options, View};
    use super::*;

    #[test]
    fn both_selectors_select_the_words() {
        let sample = Sample::new();
        let out = sample.draw(&Options::new(View::Claims, Format::WebAnnotation));
        let value: Value = serde_json::from_str(&out).unwrap();
        let chars: Vec<char> = sample.doc.text.chars().collect();
        assert_eq!(value.as_array().unwrap().len(), 4);
        for annotation in value.as_array().unwrap() {
            assert_eq!(annotation["type"], "Annotation");
            let selectors = &annotation["target"][0]["selector"];
            let part = |name: &str| selectors[0][name].as_str().unwrap().to_owned();
            let whole = part("prefix") + &part("exact") + &part("suffix");
            assert_eq!(sample.doc.text.matches(&whole).count(), 1);
            let at = |name: &str| usize::try_from(selectors[1][name].as_u64().unwrap()).unwrap();
            assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), part("exact"));
        }
        assert_eq!(value[0]["body"][1]["value"], "Anna Ek: commitment · conditional; condition: after a truce");
    }

    #[test]
    fn names_and_texts_stay_in_their_strings() {
        assert_eq!(urn("a b#\u{e9}/\"<"), "urn:onrecord:a%20b%23%C3%A9%2F%22%3C");
        let mut sample = Sample::new();
        sample.attributions[0].speakers[0].name = "</script>\u{202e}\"".into();
        for format in [Format::WebAnnotation, Format::SchemaOrg] {
            let out = sample.draw(&Options::new(View::Claims, format));
            assert!(!out.contains('<') && !out.contains('\u{202e}'), "{out}");
            assert!(serde_json::from_str::<Value>(&out).is_ok());
        }
    }
}
