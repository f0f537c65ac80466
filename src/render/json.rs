//! The JSON that programs rely on. It has types of its own, so that renaming a field inside cannot change what users parse;
//! `schema/onrecord.schema.json` describes them and a test holds them to it.

use std::io::{self, Write};

use super::compact::{compact, write};
use super::inline::inline;
use super::offsets::{Lines, Offsets};
use super::shape::{
    Each, JsonAdded, JsonAmount, JsonAttribution, JsonClaim, JsonCoverage, JsonDate, JsonDocument, JsonDuplicate, JsonKeyword,
    JsonParagraph, JsonParty, JsonPlace, JsonQuestion, JsonQuotation, JsonSentence, JsonSpan, JsonSpeaker,
};
use super::{Article, Evidence, Options, Renderer, View, lists};
use crate::Span;
use crate::attribute::{Attribution, Speaker};
use crate::claim::audit::{attributed, audit};
use crate::claim::quiet::quiet_parties;
use crate::claim::{Claim, ClaimAmount, ClaimPlace};

/// One array with an object a document, laid out for people.
pub(crate) struct Json {
    options: Options,
    first: bool,
}

impl Json {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, first: true }
    }
}

impl Renderer for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let offsets = Offsets::new(&article.doc.text, self.options.unit);
        let object = inline(&compact(&Maker::new(article, &self.options, &offsets).document()));
        out.write_all(if std::mem::take(&mut self.first) { b"\n" } else { b",\n" })?;
        out.write_all(object.as_bytes())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.first { b"]\n" } else { b"\n]\n" })
    }
}

/// A line a document.
pub(crate) struct JsonLines {
    options: Options,
}

impl JsonLines {
    pub(crate) fn new(options: Options) -> Self {
        Self { options }
    }
}

impl Renderer for JsonLines {
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let offsets = Offsets::new(&article.doc.text, self.options.unit);
        write(&Maker::new(article, &self.options, &offsets).document(), out)?;
        out.write_all(b"\n")
    }

    fn stands_alone(&self) -> bool {
        true
    }
}

/// Makes the values of one document.
struct Maker<'a> {
    article: &'a Article<'a>,
    options: &'a Options,
    offsets: &'a Offsets<'a>,
    lines: Lines,
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article<'a>, options: &'a Options, offsets: &'a Offsets<'a>) -> Self {
        Self { article, options, offsets, lines: Lines::new(&article.doc.text) }
    }

    fn document(&self) -> JsonDocument<'_> {
        let (doc, view) = (self.article.doc, self.options.view);
        let meta = &doc.meta;
        JsonDocument {
            id: &meta.id,
            title: meta.title.as_deref(),
            published: meta.published.as_deref(),
            outlet: meta.outlet.as_deref(),
            agency: meta.agency.as_deref(),
            byline: meta.byline.as_deref(),
            url: meta.url.as_deref(),
            duplicate_of: doc.duplicate_of.as_ref().map(|d| JsonDuplicate { id: &d.id, place: &d.place, similarity: d.similarity }),
            text: doc.extracted.then_some(doc.text.as_str()),
            paragraphs: (view == View::Clean).then(|| Each::new(|| self.paragraphs())),
            sentences: matches!(view, View::Sentences { .. } | View::Brief | View::Summary).then(|| Each::new(|| self.sentences())),
            attributions: matches!(view, View::Brief | View::Attributions | View::Claims | View::Positions(_) | View::Why(_))
                .then(|| Each::new(|| self.attributions())),
            open_questions: (view == View::Open).then(|| self.open_questions()),
            quiet_parties: (view == View::QuietParties).then(|| self.quiet_parties()),
            quotations: (view == View::Quotes).then(|| self.quotations()),
            coverage: (view == View::Quotes).then(|| self.coverage()),
            keywords: match view {
                View::Keywords { most } => Some(self.keywords(most)),
                _ => None,
            },
        }
    }

    fn paragraphs(&self) -> impl Iterator<Item = JsonParagraph<'a>> {
        let paragraphs = self.article.doc.paragraphs.iter();
        paragraphs.map(|p| JsonParagraph { span: self.span(p.span), role: p.role, reasons: self.options.explain.then_some([p.signal]) })
    }

    /// The sentences of the article, or those of its summary.
    fn sentences(&self) -> Box<dyn Iterator<Item = JsonSentence<'a>> + '_> {
        if let View::Sentences { whole } = self.options.view {
            let spans = super::page::sentences(self.article.doc, whole).into_iter();
            return Box::new(spans.map(|s| JsonSentence { span: self.span(s), score: None, added: None, reasons: None }));
        }
        let units = self.article.summary.map_or(&[][..], |s| &s.units).iter();
        Box::new(units.map(|u| JsonSentence {
            span: self.span(u.span),
            score: Some(rounded(u.score, 1e4)),
            added: u.added.as_ref().map(|a| JsonAdded { pronoun: self.span(a.pronoun), name: &a.name, shown: &a.shown }),
            reasons: self.options.explain.then_some(&u.reasons[..]),
        }))
    }

    /// The attributions with their claims: those that hold one, and with a filter one that is asked for. Identifiers stay those of
    /// the whole document.
    fn attributions(&self) -> impl Iterator<Item = JsonAttribution<'a>> {
        let (mut chosen, _) = self.options.choose(self.article);
        let claims = self.article.claims;
        chosen.sort_by_key(|claim| claims[*claim].attribution);
        self.article.attributions.iter().enumerate().filter_map(move |(index, a)| {
            let start = chosen.partition_point(|claim| claims[*claim].attribution < index);
            let own = chosen[start..].iter().take_while(|claim| claims[**claim].attribution == index);
            let kept = match self.options.view {
                View::Why(Evidence::Attribution(meant)) => index == meant,
                View::Attributions => self.options.filter.is_empty() || self.options.filter.admits_any(&a.speakers),
                // An attribution without a claim ("discussed the crisis") has no place in a list of claims.
                _ => own.clone().next().is_some(),
            };
            let told = (self.options.view != View::Attributions).then(|| own.map(|claim| self.claim(*claim, &claims[*claim])));
            kept.then(|| self.attribution(index, a, told.map(Iterator::collect)))
        })
    }

    fn keywords(&self, most: usize) -> Vec<JsonKeyword<'a>> {
        let keyword = |k: crate::keywords::Keyword| JsonKeyword {
            span: self.span(k.span),
            kind: k.kind.name(),
            times: k.mentions.len(),
            score: rounded(k.score, 1e4),
            mentions: self.spans(&k.mentions),
        };
        crate::keywords::keywords(self.article.doc, most, self.article.lexicon).into_iter().map(keyword).collect()
    }

    fn open_questions(&self) -> Vec<JsonQuestion<'a>> {
        let questions = lists::open(self.article, self.options).into_iter();
        let question = |q: crate::claim::open::OpenQuestion| JsonQuestion {
            span: self.span(q.sentence),
            line: self.lines.of(q.sentence.start()),
            words: self.spans(&q.words),
            claims: q.claims.iter().map(|i| format!("C{}", i + 1)).collect(),
        };
        questions.map(question).collect()
    }

    fn quiet_parties(&self) -> Vec<JsonParty<'a>> {
        let parties = quiet_parties(self.article.doc, self.article.attributions, self.article.lexicon).into_iter();
        let party = |p: crate::claim::quiet::QuietParty<'a>| JsonParty {
            name: &p.entity.name,
            kind: lists::kind(p.entity),
            role: p.entity.role.as_deref(),
            country: p.entity.country.as_deref(),
            mentions: self.spans(&p.mentions),
        };
        parties.map(party).collect()
    }

    fn quotations(&self) -> Vec<JsonQuotation<'a>> {
        let audited = audit(self.article.doc, self.article.attributions).into_iter();
        let quotation = |a: crate::claim::audit::Audited<'a>| JsonQuotation {
            span: self.span(a.quotation.inner),
            line: self.lines.of(a.quotation.outer.start()),
            closed: !a.quotation.open,
            attribution: a.attribution.map(|i| format!("A{}", i + 1)),
        };
        audited.map(quotation).collect()
    }

    fn coverage(&self) -> JsonCoverage {
        let audited = audit(self.article.doc, self.article.attributions);
        let (all, with) = (audited.len(), attributed(&audited));
        #[expect(clippy::cast_precision_loss, reason = "a text holds far fewer quotations than a float can count")]
        let share = (all > 0).then(|| rounded(with as f64 / all as f64, 1e4));
        JsonCoverage { quotations: all, attributed: with, share }
    }

    fn attribution(&self, index: usize, a: &'a Attribution, claims: Option<Vec<JsonClaim<'a>>>) -> JsonAttribution<'a> {
        JsonAttribution {
            id: format!("A{}", index + 1),
            source: self.spans(&a.source),
            cue: self.spans(&a.cue),
            content: self.spans(&a.content),
            quote_type: a.quote_type,
            speakers: a.speakers.iter().map(|s| self.speaker(s)).collect(),
            inner: a.inner.iter().map(|s| self.speaker(s)).collect(),
            relayed_by: a.relayed_by.iter().map(|s| self.speaker(s)).collect(),
            reasons: self.explain().then_some(&a.reasons[..]),
            claims,
        }
    }

    fn speaker(&self, speaker: &'a Speaker) -> JsonSpeaker<'a> {
        JsonSpeaker {
            name: &speaker.name,
            role: speaker.role.as_deref(),
            affiliation: speaker.affiliation.as_deref(),
            country: speaker.country.as_deref(),
            resolved_by: speaker.resolved_by,
            mention: speaker.mention.map(|m| self.span(m)),
        }
    }

    fn claim(&self, index: usize, claim: &'a Claim) -> JsonClaim<'a> {
        JsonClaim {
            id: format!("C{}", index + 1),
            group: claim.group(),
            kind: claim.kind,
            strength: claim.strength,
            polarity: claim.polarity,
            content: self.spans(&claim.content),
            conditions: self.spans(&claim.conditions),
            limits: self.spans(&claim.limits),
            dates: claim.dates.iter().map(|d| JsonDate { span: self.span(d.span), value: &d.value }).collect(),
            amounts: claim.amounts.iter().map(|a| self.amount(a)).collect(),
            places: claim.places.iter().map(|p| self.place(p)).collect(),
            actors: &claim.actors,
            targets: &claim.targets,
            topics: &claim.topics,
            confidence: rounded(f64::from(claim.confidence), 1e2),
            reasons: self.explain().then_some(&claim.reasons[..]),
        }
    }

    fn amount(&self, a: &'a ClaimAmount) -> JsonAmount<'a> {
        let [value, min, max] = [a.value, a.min, a.max].map(|n| n.and_then(number));
        JsonAmount { span: self.span(a.span), value, min, max, unit: a.unit.as_deref(), of: a.of.map(|s| self.span(s)) }
    }

    fn place(&self, p: &'a ClaimPlace) -> JsonPlace<'a> {
        JsonPlace { span: self.span(p.span), country: &p.country, code: p.code.as_deref(), named_by: p.named_by }
    }

    /// Whoever asks why is told.
    fn explain(&self) -> bool {
        self.options.explain || matches!(self.options.view, View::Why(_))
    }

    fn spans(&self, spans: &[Span]) -> Vec<JsonSpan<'a>> {
        spans.iter().map(|s| self.span(*s)).collect()
    }

    fn span(&self, span: Span) -> JsonSpan<'a> {
        JsonSpan { start: self.offsets.of(span.start()), end: self.offsets.of(span.end()), text: self.article.doc.slice(span) }
    }
}

/// A whole number without a decimal point.
fn number(value: f64) -> Option<serde_json::Number> {
    /// Above it floats leave out whole numbers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the bounds")]
    let whole = (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64);
    whole.map_or_else(|| serde_json::Number::from_f64(value), |n| Some(n.into()))
}

/// Fixed decimals, so that the last bit of a sum never shows.
pub(crate) fn rounded(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}
