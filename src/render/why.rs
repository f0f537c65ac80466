//! What made one claim or attribution: the words, where they stand, and the rules and candidates that decided.

use super::Evidence;
use super::offsets::Offsets;
use super::page::{Block, Grid, Page, joined};
use crate::Span;
use crate::attribute::{Attribution, ResolvedBy, Speaker};
use crate::claim::Claim;
use crate::claim::position::{kind_label, speakers_label};
use crate::document::squeeze;

/// Rows of two cells.
type Rows = Vec<Vec<String>>;

impl Page<'_> {
    pub(super) fn why(&self, evidence: Evidence, blocks: &mut Vec<Block>) {
        let (claims, index) = match evidence {
            Evidence::Claim(index) => (vec![index], self.article.claims.get(index).map(|c| c.attribution)),
            Evidence::Attribution(index) => {
                let own = self.article.claims.iter().enumerate().filter(|(_, c)| c.attribution == index);
                (own.map(|(i, _)| i).collect(), Some(index))
            }
        };
        let Some((index, attribution)) = index.and_then(|i| Some((i, self.article.attributions.get(i)?))) else { return };
        for (claim_index, claim) in claims.iter().filter_map(|i| Some((*i, self.article.claims.get(*i)?))) {
            blocks.push(Block::Heading(format!("C{}: {}", claim_index + 1, kind_label(claim))));
            blocks.push(grid(self.claim_rows(claim)));
        }
        blocks.push(Block::Heading(format!("A{}: {}", index + 1, speakers_label(&attribution.speakers))));
        blocks.push(grid(self.attribution_rows(attribution)));
    }

    fn claim_rows(&self, claim: &Claim) -> Rows {
        let mut rows = vec![pair("Group", claim.group().name())];
        self.spans("Words", &claim.content, &mut rows);
        self.spans("Condition", &claim.conditions, &mut rows);
        self.spans("Limit", &claim.limits, &mut rows);
        for date in &claim.dates {
            rows.push(pair("Date", format!("{} = {}", self.located(date.span), date.value)));
        }
        for amount in &claim.amounts {
            rows.push(pair("Amount", format!("{} = {}", self.located(amount.span), squeeze(&amount.label(self.article.doc)))));
        }
        for place in &claim.places {
            let code = place.code.as_ref().map_or(String::new(), |code| format!(" ({code})"));
            rows.push(pair("Place", format!("{} = {}{code}", self.located(place.span), place.country)));
        }
        for (name, list) in [("Would be done by", &claim.actors), ("Directed at", &claim.targets)] {
            if !list.is_empty() {
                rows.push(pair(name, list.join(", ")));
            }
        }
        if !claim.topics.is_empty() {
            rows.push(pair("Topic", claim.topics.iter().map(|t| self.topic(t)).collect::<Vec<_>>().join("; ")));
        }
        rows.extend(claim.reasons.iter().map(|reason| pair("Rule", reason)));
        rows.push(pair("Confidence", format!("{:.2}", claim.confidence)));
        rows
    }

    fn attribution_rows(&self, attribution: &Attribution) -> Rows {
        let doc = self.article.doc;
        let mut rows = Rows::new();
        for sentence in &doc.sentences[doc.sentences_in(attribution.extent())] {
            rows.push(pair("Sentence", self.located(sentence.span)));
        }
        self.spans("Source", &attribution.source, &mut rows);
        self.spans("Cue", &attribution.cue, &mut rows);
        self.spans("Content", &attribution.content, &mut rows);
        rows.extend(attribution.speakers.iter().map(|s| pair("Speaker", self.speaker(s))));
        rows.extend(attribution.reasons.iter().map(|reason| pair("Rule", reason)));
        rows
    }

    fn speaker(&self, speaker: &Speaker) -> String {
        let parts = [Some(&speaker.name), speaker.role.as_ref(), speaker.affiliation.as_ref(), speaker.country.as_ref()];
        let who = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        let how = match speaker.resolved_by {
            ResolvedBy::Name => "named",
            ResolvedBy::Pronoun => "by a pronoun",
            ResolvedBy::Description => "by a description",
            ResolvedBy::Continuation => "carried over from before",
            ResolvedBy::Unresolved => "not resolved",
        };
        let words = speaker.mention.map_or(String::new(), |m| format!(": {}", self.located(m)));
        format!("{who}; {how}{words}")
    }

    fn spans(&self, name: &str, spans: &[Span], rows: &mut Rows) {
        rows.extend(spans.iter().map(|s| pair(name, self.located(*s))));
    }

    /// The words, the line, the offsets in the unit asked for.
    fn located(&self, span: Span) -> String {
        let doc = self.article.doc;
        let offsets = Offsets::new(&doc.text, self.options.unit);
        let (start, end) = (offsets.of(span.start()), offsets.of(span.end()));
        format!("{} ({}, {start} to {end})", joined(doc, &[span]), self.place(span))
    }
}

fn pair(name: &str, value: impl Into<String>) -> Vec<String> {
    vec![name.to_owned(), value.into()]
}

fn grid(rows: Rows) -> Block {
    Block::Table(Grid { columns: vec!["What", "Evidence"], rows })
}
