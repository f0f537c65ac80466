//! schema.org (<https://schema.org/Quotation>, <https://schema.org/Claim>) as one JSON-LD graph: the articles, what is quoted word for
//! word as `Quotation`, every claim as `Claim`.
//!
//! Whoever is not resolved is nobody's `creator`: better none than the wrong one.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::dna::is_person;
use super::page::joined;
use super::webannotation::{markup_safe, urn};
use super::{Article, Options, Renderer};
use crate::attribute::{QuoteType, Speaker};
use crate::claim::position::{is_resolved, kind_label, speakers};

/// One graph over all documents.
pub(crate) struct SchemaOrg {
    options: Options,
    first: bool,
}

impl SchemaOrg {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, first: true }
    }
}

impl Renderer for SchemaOrg {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"@context\": \"https://schema.org\", \"@graph\": [")
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        for node in nodes(article, &self.options) {
            let end = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
            write!(out, "{end}{}", markup_safe(&node))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

fn nodes(article: &Article<'_>, options: &Options) -> Vec<Value> {
    let doc = article.doc;
    let own = urn(&doc.meta.id);
    let mut nodes = vec![news(article, &own)];
    let chosen = options.choose(article).0;
    for (index, attribution) in article.attributions.iter().enumerate() {
        let claims = chosen.iter().filter(|i| article.claims[**i].attribution == index);
        let mut claims = claims.peekable();
        // With a filter, only the quotations that hold a claim asked for.
        if claims.peek().is_none() {
            continue;
        }
        let verbatim = matches!(attribution.quote_type, QuoteType::Direct | QuoteType::Mixed);
        if verbatim {
            let mut node = work("Quotation", &format!("{own}#A{}", index + 1), &own, &joined(doc, &attribution.content));
            creators(article, &attribution.speakers, &mut node);
            nodes.push(Value::Object(node));
        }
        for claim_index in claims {
            let claim = &article.claims[*claim_index];
            let mut node = work("Claim", &format!("{own}#C{}", claim_index + 1), &own, &joined(doc, &claim.content));
            creators(article, speakers(claim, article.attributions), &mut node);
            node.insert("genre".into(), claim.kind.name().into());
            let mut about = kind_label(claim).replace('\u{a0}', " ");
            for condition in &claim.conditions {
                about.push_str("; condition: ");
                about.push_str(&joined(doc, &[*condition]));
            }
            node.insert("disambiguatingDescription".into(), about.into());
            if !claim.topics.is_empty() {
                let labels: Vec<String> = claim.topics.iter().map(|t| article.lexicon.topic_label(t)).collect();
                node.insert("keywords".into(), labels.into());
            }
            if verbatim {
                node.insert("isBasedOn".into(), json!({"@id": format!("{own}#A{}", index + 1)}));
            }
            nodes.push(Value::Object(node));
        }
    }
    nodes
}

fn news(article: &Article<'_>, id: &str) -> Value {
    let meta = &article.doc.meta;
    let mut node = Map::new();
    node.insert("@type".into(), "NewsArticle".into());
    node.insert("@id".into(), id.into());
    for (key, value) in [("headline", &meta.title), ("datePublished", &meta.published), ("url", &meta.url)] {
        if let Some(value) = value {
            node.insert(key.into(), value.as_str().into());
        }
    }
    if let Some(outlet) = &meta.outlet {
        node.insert("publisher".into(), json!({"@type": "Organization", "name": outlet}));
    }
    Value::Object(node)
}

fn work(kind: &str, id: &str, article: &str, text: &str) -> Map<String, Value> {
    let place = if kind == "Claim" { "appearance" } else { "isPartOf" };
    [("@type", json!(kind)), ("@id", json!(id)), ("text", json!(text)), (place, json!({"@id": article}))]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn creators(article: &Article<'_>, speakers: &[Speaker], node: &mut Map<String, Value>) {
    let known: Vec<Value> = speakers.iter().filter(|s| is_resolved(s)).map(|s| creator(article, s)).collect();
    if !known.is_empty() {
        node.insert("creator".into(), known.into());
    }
}

fn creator(article: &Article<'_>, speaker: &Speaker) -> Value {
    if !is_person(article, speaker) {
        return json!({"@type": "Organization", "name": speaker.name});
    }
    let mut node = Map::new();
    node.insert("@type".into(), "Person".into());
    node.insert("name".into(), speaker.name.as_str().into());
    if let Some(role) = &speaker.role {
        node.insert("jobTitle".into(), role.as_str().into());
    }
    // The country is the one that the speaker stands for, which need not be that of the passport.
    let parties = [&speaker.affiliation, &speaker.country].into_iter().flatten();
    let parties: Vec<Value> = parties.map(|name| json!({"@type": "Organization", "name": name})).collect();
    if !parties.is_empty() {
        node.insert("affiliation".into(), parties.into());
    }
    Value::Object(node)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, View};
    use super::*;

    #[test]
    fn a_graph_of_article_quotations_and_claims() {
        let out = Sample::new().draw(&Options::new(View::Claims, Format::SchemaOrg));
        let value: Value = serde_json::from_str(&out).unwrap();
        let graph = value["@graph"].as_array().unwrap();
        let kinds: Vec<&str> = graph.iter().map(|n| n["@type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["NewsArticle", "Claim", "Quotation", "Claim", "Claim", "Claim"]);
        assert_eq!(graph[1]["creator"][0]["jobTitle"], "Prime Minister");
        assert_eq!(graph[1]["disambiguatingDescription"], "commitment · conditional; condition: after a truce");
        assert_eq!(graph[3]["isBasedOn"]["@id"], graph[2]["@id"]);
        assert_eq!(graph[5]["creator"], Value::Null, "nobody is guessed");
    }
}
