//! Views that are one list: open questions, quiet parties, quotations, keywords.

use super::page::{Block, Grid, Page, joined};
use super::{Article, Format, Options};
use crate::claim::audit::{attributed, audit};
use crate::claim::open::{OpenQuestion, open_questions};
use crate::claim::position::{speakers, speakers_label};
use crate::claim::quiet::quiet_parties;
use crate::document::{Entity, EntityKind};
use crate::keywords::keywords;

/// The open questions; with a filter only those that a claim asked for holds.
pub(super) fn open(article: &Article<'_>, options: &Options) -> Vec<OpenQuestion> {
    let mut found = open_questions(article.doc, article.claims, article.lexicon);
    let asked = |i: &usize| options.filter.admits(&article.claims[*i], speakers(&article.claims[*i], article.attributions));
    if !options.filter.is_empty() {
        found.iter_mut().for_each(|q| q.claims.retain(asked));
        found.retain(|q| !q.claims.is_empty());
    }
    found
}

/// The identifiers of the claims that hold an open question, and who makes them.
pub(super) fn who(article: &Article<'_>, question: &OpenQuestion) -> (String, String) {
    let mut names: Vec<String> = Vec::new();
    for index in &question.claims {
        let label = speakers_label(speakers(&article.claims[*index], article.attributions));
        if !names.contains(&label) {
            names.push(label);
        }
    }
    (question.claims.iter().map(|i| format!("C{}", i + 1)).collect::<Vec<_>>().join("; "), names.join("; "))
}

/// What a party is, in output. A single word that nothing else tells of may be a body, a place or a surname: it has no kind.
pub(super) fn kind(entity: &Entity) -> Option<&'static str> {
    let acronym = entity.name.chars().all(|c| c.is_uppercase() || c == '.');
    match entity.kind {
        EntityKind::Person => Some("person"),
        EntityKind::Country => Some("country"),
        EntityKind::Body if acronym || entity.name.contains(' ') => Some("body"),
        EntityKind::Body | EntityKind::Group | EntityKind::Text => None,
    }
}

impl Page<'_> {
    pub(super) fn open(&self, blocks: &mut Vec<Block>) {
        let row = |q: &OpenQuestion| {
            let (claims, names) = who(self.article, q);
            let names = if claims.is_empty() { "(the article)".to_owned() } else { format!("{names} ({claims})") };
            vec![joined(self.article.doc, &[q.sentence]), joined(self.article.doc, &q.words), names, self.place(q.sentence)]
        };
        let rows: Vec<_> = open(self.article, self.options).iter().map(row).collect();
        if rows.is_empty() {
            return blocks.push(Block::Note("Nothing is said to be still open.".to_owned()));
        }
        blocks.push(Block::Heading("Still to be settled".to_owned()));
        blocks.push(Block::Table(Grid { columns: vec!["Sentence", "Words", "Who says so", "Where"], rows }));
    }

    pub(super) fn quiet(&self, blocks: &mut Vec<Block>) {
        /// So many places are told; the rest are counted.
        const SHOWN: usize = 6;
        let parties = quiet_parties(self.article.doc, self.article.attributions, self.article.lexicon);
        if parties.is_empty() {
            return blocks.push(Block::Note("Nobody is named twice and never speaks.".to_owned()));
        }
        let rows = parties.iter().map(|p| {
            let mut places: Vec<String> = p.mentions.iter().map(|m| self.place(*m)).collect();
            places.dedup();
            let more = places.len() > SHOWN;
            places.truncate(SHOWN);
            let places = places.join(", ") + if more { " …" } else { "" };
            let entity = p.entity;
            let about: Vec<&str> =
                [&entity.role, &entity.country].into_iter().flatten().map(String::as_str).filter(|a| *a != entity.name).collect();
            vec![entity.name.clone(), kind(entity).unwrap_or_default().to_owned(), about.join(", "), p.mentions.len().to_string(), places]
        });
        let rows = rows.collect();
        blocks.push(Block::Heading("Spoken about, never speaking".to_owned()));
        blocks.push(Block::Table(Grid { columns: vec!["Name", "Kind", "Role, country", "Named", "Where"], rows }));
    }

    pub(super) fn keywords(&self, most: usize, blocks: &mut Vec<Block>) {
        let doc = self.article.doc;
        let found = keywords(doc, most, self.article.lexicon);
        if found.is_empty() {
            return blocks.push(Block::Note("There are no keywords.".to_owned()));
        }
        if self.options.format != Format::Table {
            return blocks.extend(found.iter().map(|k| Block::Line(joined(doc, &[k.span]))));
        }
        let row = |k: &crate::keywords::Keyword| {
            let place = k.mentions.first().map_or(String::new(), |m| self.place(*m));
            vec![joined(doc, &[k.span]), k.kind.name().to_owned(), k.mentions.len().to_string(), format!("{:.2}", k.score), place]
        };
        let columns = vec!["Keyword", "Kind", "Times", "Score", "First"];
        blocks.push(Block::Table(Grid { columns, rows: found.iter().map(row).collect() }));
    }

    pub(super) fn quotes(&self, blocks: &mut Vec<Block>) {
        let audited = audit(self.article.doc, self.article.attributions);
        if audited.is_empty() {
            return blocks.push(Block::Note("There are no quotation marks in the body.".to_owned()));
        }
        let rows = audited.iter().map(|a| {
            let attribution = a.attribution.and_then(|i| Some((i, self.article.attributions.get(i)?)));
            let by = attribution
                .map_or_else(|| "NOT ATTRIBUTED".to_owned(), |(i, own)| format!("{} (A{})", speakers_label(&own.speakers), i + 1));
            vec![self.quoted(&[a.quotation.inner]), by, self.place(a.quotation.outer)]
        });
        let rows = rows.collect();
        blocks.push(Block::Table(Grid { columns: vec!["Quotation", "Attributed to", "Where"], rows }));
        let (all, with) = (audited.len(), attributed(&audited));
        blocks.push(Block::Note(format!("{with} of {all} quotations are attributed ({}%).", with * 100 / all)));
        let unclosed = audited.iter().filter(|a| a.quotation.open).count();
        if unclosed > 0 {
            blocks.push(Block::Note(format!("{unclosed} without a closing mark in their paragraph.")));
        }
    }
}
