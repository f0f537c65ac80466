//! Events of actor and concept, as Discourse Network Analyzer lists them: a row for each speaker and topic of a claim.
//!
//! `concept` is the topic, `agreement` 1 for and 0 against. A claim without a topic has an empty concept, a speaker who is not
//! resolved has neither person nor organization: both are there to be coded, not guessed.

use std::io::{self, Write};

use super::csv::{mark, write_row};
use super::page::joined;
use super::{Article, Options, Renderer};
use crate::attribute::Speaker;
use crate::claim::Polarity;
use crate::claim::position::{is_resolved, speakers};
use crate::document::EntityKind;

const HEADER: [&str; 14] = [
    "id",
    "time",
    "document_id",
    "document_title",
    "author",
    "source",
    "person",
    "organization",
    "concept",
    "agreement",
    "type",
    "condition",
    "claim",
    "text",
];

/// A row an event.
pub(crate) struct Dna {
    options: Options,
    /// Events so far: identifiers run on over the documents.
    events: usize,
}

impl Dna {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, events: 0 }
    }
}

impl Renderer for Dna {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        mark(&self.options, out)?;
        write_row(out, HEADER.map(str::to_owned))
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let meta = &article.doc.meta;
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        for index in self.options.choose(article).0 {
            let claim = &article.claims[index];
            let agreement = if claim.polarity == Polarity::Positive { "1" } else { "0" };
            let conditions: Vec<String> = claim.conditions.iter().map(|s| joined(article.doc, &[*s])).collect();
            for (person, organization) in actors(article, speakers(claim, article.attributions)) {
                let none = [String::new()];
                for concept in if claim.topics.is_empty() { &none[..] } else { &claim.topics[..] } {
                    self.events += 1;
                    let row = [
                        self.events.to_string(),
                        own(&meta.published),
                        meta.id.clone(),
                        own(&meta.title),
                        own(&meta.byline),
                        own(&meta.outlet),
                        person.clone(),
                        organization.clone(),
                        concept.clone(),
                        agreement.to_owned(),
                        claim.kind.name().to_owned(),
                        conditions.join("; "),
                        format!("C{}", index + 1),
                        joined(article.doc, &claim.content),
                    ];
                    write_row(out, row)?;
                }
            }
        }
        Ok(())
    }
}

/// Person and organization of each speaker; a country or body is an organization, a person's is the body or else the country.
pub(super) fn actors(article: &Article<'_>, speakers: &[Speaker]) -> Vec<(String, String)> {
    if speakers.is_empty() {
        return vec![Default::default()];
    }
    let actor = |s: &Speaker| {
        if !is_resolved(s) {
            return Default::default();
        }
        let organization = s.affiliation.as_ref().or(s.country.as_ref()).cloned().unwrap_or_default();
        if is_person(article, s) { (s.name.clone(), organization) } else { (String::new(), s.name.clone()) }
    };
    speakers.iter().map(actor).collect()
}

/// Whether a speaker is a person: what the names of the article say; a role speaks for a person.
pub(super) fn is_person(article: &Article<'_>, speaker: &Speaker) -> bool {
    let entity = article.doc.entities.iter().find(|e| e.name == speaker.name);
    entity.map_or(speaker.role.is_some(), |e| e.kind == EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, Options, View};

    #[test]
    fn an_event_for_each_speaker_and_topic() {
        let mut sample = Sample::new();
        sample.claims[2].topics = vec!["a".into(), "b".into()];
        sample.attributions[1].speakers[0].role = Some("=cmd()".into());
        let out = sample.draw(&Options { bom: true, ..Options::new(View::Claims, Format::Dna) });
        let body = out.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        let cells: Vec<Vec<&str>> = rows.iter().map(|r| [0, 1, 6, 7, 8, 9].map(|i| &r[i]).to_vec()).collect();
        assert_eq!(cells[0], ["1", "2026-02-03", "Anna Ek", "Norland", "troop_deployment", "1"]);
        assert_eq!(cells[1][4], "");
        assert_eq!((cells[2][4], cells[3][4], cells[3][5]), ("a", "b", "0"));
        assert_eq!((cells[4][2], cells[4][3]), ("", ""), "who is not resolved is nobody");
        assert_eq!(&rows[0][11], "after a truce");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let mut sample = Sample::new();
        sample.attributions[0].speakers[0].name = "=HYPERLINK(1)".into();
        let out = sample.draw(&Options::new(View::Claims, Format::Dna));
        assert!(out.contains(",'=HYPERLINK(1),"), "{out}");
    }
}
