//! A made-up article with values as the stages would find them, for the tests of the formats.

use crate::attribute::{Attribution, QuoteType, ResolvedBy, Speaker};
use crate::claim::{Claim, ClaimType, Polarity, Strength};
use crate::document::{Meta, Paragraph, Quotation, Role, Sentence};
use crate::summarize::{Summary, Unit};
use crate::{Document, Lexicon, Span};

const TEXT: &str = "Norland offers ships\n\nNorland would send ships after a truce, Prime Minister Anna Ek said on Monday.\n\
“We will pay. We will not sign,” she added.\nHe said the talks were\nlikely to fail.\n";

/// Owns what an [`Article`](super::Article) borrows.
pub(crate) struct Sample {
    pub(crate) doc: Document,
    pub(crate) summary: Summary,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) claims: Vec<Claim>,
}

impl Sample {
    pub(crate) fn new() -> Self {
        let find = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let paragraph = |words, role| Paragraph { span: find(words), role, signal: "a line of text" };
        let ship = find("Norland would send ships after a truce, Prime Minister Anna Ek said on Monday.");
        let pay = find("“We will pay. We will not sign,” she added.");
        let doc = Document {
            meta: Meta {
                id: "ships".into(),
                title: Some("Norland offers ships".into()),
                published: Some("2026-02-03".into()),
                outlet: Some("The Norland Post".into()),
                ..Meta::default()
            },
            text: TEXT.into(),
            paragraphs: vec![
                paragraph("Norland offers ships", Role::Headline),
                Paragraph { span: ship, role: Role::Body, signal: "a line of text" },
                Paragraph { span: pay, role: Role::Body, signal: "a line of text" },
                paragraph("He said the talks were\nlikely to fail.", Role::Body),
            ],
            sentences: [
                ship,
                find("“We will pay."),
                find("We will not sign,” she added."),
                find("He said the talks were\nlikely to fail."),
            ]
            .iter()
            .zip([1, 2, 2, 3])
            .map(|(span, paragraph)| Sentence { span: *span, paragraph, tokens: 0..0 })
            .collect(),
            quotations: vec![Quotation {
                outer: find("“We will pay. We will not sign,”"),
                inner: find("We will pay. We will not sign,"),
                open: false,
                continues: None,
                nested: false,
            }],
            ..Document::default()
        };
        let speaker = |name: &str, resolved_by, mention| Speaker {
            name: name.into(),
            role: (resolved_by == ResolvedBy::Name).then(|| "Prime Minister".into()),
            affiliation: None,
            country: (resolved_by == ResolvedBy::Name).then(|| "Norland".into()),
            resolved_by,
            mention: Some(find(mention)),
        };
        let attribution = |source: &str, cue, content: &[&str], quote_type, speaker| Attribution {
            source: vec![find(source)],
            cue: vec![find(cue)],
            content: content.iter().map(|w| find(w)).collect(),
            quote_type,
            speakers: vec![speaker],
            inner: vec![],
            relays: false,
            relayed_by: vec![],
            reasons: vec!["subject before cue".into()],
        };
        let claim = |attribution, kind, strength, content, conditions: &[&str]| Claim {
            attribution,
            kind,
            strength,
            polarity: if strength == Strength::Refused { Polarity::Negative } else { Polarity::Positive },
            content: vec![find(content)],
            conditions: conditions.iter().map(|w| find(w)).collect(),
            limits: Vec::new(),
            clause: true,
            dates: Vec::new(),
            amounts: Vec::new(),
            places: Vec::new(),
            actors: if attribution == 0 { vec!["Norland".into()] } else { Vec::new() },
            targets: Vec::new(),
            topics: if attribution == 0 { vec!["troop_deployment".into()] } else { Vec::new() },
            confidence: 0.8,
            reasons: vec!["will + verb".into()],
        };
        Self {
            summary: Summary {
                units: vec![Unit { span: ship, sentences: 0..1, score: 0.5, reasons: vec!["title: ships".into()], added: None }],
                remark: None,
            },
            attributions: vec![
                attribution(
                    "Prime Minister Anna Ek",
                    "said",
                    &["Norland would send ships after a truce"],
                    QuoteType::Indirect,
                    speaker("Anna Ek", ResolvedBy::Name, "Prime Minister Anna Ek"),
                ),
                attribution(
                    "she",
                    "added",
                    &["We will pay. We will not sign,"],
                    QuoteType::Direct,
                    speaker("Anna Ek", ResolvedBy::Pronoun, "she"),
                ),
                attribution(
                    "He",
                    "He said",
                    &["the talks were\nlikely to fail"],
                    QuoteType::Indirect,
                    speaker("He", ResolvedBy::Unresolved, "He"),
                ),
            ],
            claims: vec![
                claim(0, ClaimType::Commitment, Strength::Conditional, "Norland would send ships after a truce", &["after a truce"]),
                claim(1, ClaimType::Commitment, Strength::Firm, "We will pay.", &[]),
                claim(1, ClaimType::Refusal, Strength::Refused, "We will not sign,", &[]),
                claim(2, ClaimType::Prediction, Strength::Na, "the talks were\nlikely to fail", &[]),
            ],
            doc,
        }
    }

    pub(crate) fn article(&self) -> super::Article<'_> {
        super::Article {
            doc: &self.doc,
            summary: Some(&self.summary),
            attributions: &self.attributions,
            claims: &self.claims,
            lexicon: Lexicon::english(),
        }
    }

    pub(crate) fn draw(&self, options: &super::Options) -> String {
        super::to_string(&self.article(), options)
    }
}
