//! From the words of a source to its speakers: names, pronouns, descriptions, joint sources.
//!
//! Every decision goes from the near to the far: the sentence itself, then sentence by sentence back, at most [`REACH`] of them. What
//! no candidate fits stays unresolved, under the words of the source.

use std::collections::HashMap;
use std::ops::Range;

use super::clause::Draft;
use super::scan::Scan;
use super::{Attribution, QuoteType, ResolvedBy, Speaker};
use crate::Span;
use crate::document::{Entity, EntityKind};
use crate::lexicon::{Class, CountryWord};

/// A pronoun's antecedent stands at most so many sentences back.
pub(super) const REACH: usize = 8;
/// A description ("the minister") may stand further from its name.
pub(super) const FAR: usize = 60;

/// Gives each draft its speakers.
pub(super) fn resolve(scan: &Scan<'_>, drafts: Vec<Draft>) -> Vec<Attribution> {
    let names = scan.doc.entities.iter().enumerate().map(|(i, e)| (e.name.as_str(), i)).collect();
    let mut resolver = Resolver { scan, names, history: Vec::new() };
    let mut out: Vec<Attribution> = drafts.into_iter().map(|d| resolver.attribution(d)).collect();
    out.sort_by_key(|a| (a.content.first().copied(), a.cue.first().copied()));
    out
}

pub(super) struct Resolver<'s, 'd> {
    pub(super) scan: &'s Scan<'d>,
    /// The entities by name.
    pub(super) names: HashMap<&'d str, usize>,
    /// The speakers so far, with the sentence of their attribution, in order.
    pub(super) history: Vec<(usize, Vec<Speaker>)>,
}

impl Resolver<'_, '_> {
    fn attribution(&mut self, draft: Draft) -> Attribution {
        let scan = self.scan;
        let mut reasons = vec![format!("content: {}", draft.rule)];
        let speakers =
            draft.source.as_ref().map_or_else(Vec::new, |source| self.speakers(source.tokens.clone(), source.head, &draft, &mut reasons));
        self.history.push((draft.sentence, speakers.clone()));
        let span = |tokens: Range<usize>| Some(scan.span(tokens)).filter(|s| !s.is_empty());
        Attribution {
            source: draft.source.and_then(|s| span(s.tokens)).into_iter().collect(),
            cue: span(draft.cue).into_iter().collect(),
            quote_type: self.quote_type(&draft.content, draft.act),
            content: draft.content,
            speakers,
            reasons,
        }
    }

    fn quote_type(&self, content: &[Span], act: bool) -> QuoteType {
        let words = content.iter().flat_map(|s| self.scan.doc.tokens_in(*s)).filter(|t| !self.scan.is_mark(*t));
        let (mut quoted, mut plain) = (0, 0);
        for t in words {
            if self.scan.quote(t).is_some() { quoted += 1 } else { plain += 1 }
        }
        match (quoted, plain) {
            (0, _) if act => QuoteType::Act,
            (0, _) => QuoteType::Indirect,
            (_, 0) => QuoteType::Direct,
            _ => QuoteType::Mixed,
        }
    }

    fn speakers(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let parts = self.conjuncts(tokens.clone(), head);
        let mut out: Vec<Speaker> = Vec::new();
        for (part, head) in parts {
            for speaker in self.one(part, head, draft, reasons) {
                if !out.iter().any(|s| s.name == speaker.name) {
                    out.push(speaker);
                }
            }
        }
        out
    }

    /// The members of a joint source with their heads: "Ek, Berg and the union".
    fn conjuncts(&self, tokens: Range<usize>, head: usize) -> Vec<(Range<usize>, usize)> {
        let scan = self.scan;
        let mut cuts = Vec::new();
        for t in tokens.start + 1..tokens.end.saturating_sub(1) {
            let inside_name = scan.mention(t).is_some();
            let after = t + 1 + usize::from(scan.word(t) == "," && scan.word(t + 1) == "and");
            let joins = scan.word(t) == "and" || scan.word(t) == "," && !scan.is(t + 1, Class::DETERMINER) && after < tokens.end;
            if !inside_name && joins {
                cuts.push(t);
            }
        }
        let has_and = cuts.iter().any(|t| scan.word(*t) == "and");
        let whole = vec![(tokens.clone(), head)];
        let first_end = cuts.first().copied().unwrap_or(tokens.end);
        // "the leaders of Norland and Sudland", "Norlandic and Sudlandic officials" are one each.
        let hangs = (tokens.start..first_end).any(|t| scan.is(t, Class::PREPOSITION)) && scan.mention(head).is_none();
        let adjective = first_end > tokens.start && scan.country(first_end - 1).is_some_and(|(_, by)| by == CountryWord::Adjective);
        if !has_and || hangs || adjective {
            return whole;
        }
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for cut in cuts.into_iter().chain([tokens.end]) {
            if start < cut {
                let part = start..cut;
                let head = (part.clone().skip(1)).find(|t| scan.is(*t, Class::PREPOSITION)).map_or(cut - 1, |t| t - 1);
                parts.push((part, head));
            }
            start = cut + 1;
        }
        parts
    }

    fn one(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let mention = Some(scan.span(tokens.clone()));
        if let Some(pronoun) = self.pronoun(head).filter(|_| tokens.len() == 1) {
            return self.pronoun_speakers(pronoun, tokens, draft, reasons);
        }
        if let Some(m) = scan.mention(head).or_else(|| scan.mention(tokens.end - 1).filter(|_| scan.is(head, Class::DETERMINER))) {
            let entity = &scan.doc.entities[scan.doc.mentions[m].entity];
            reasons.push(format!("speaker: \"{}\" is {}", scan.surface(head), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        if let Some(entity) = self.titled(tokens.clone(), head) {
            reasons.push(format!("speaker: a title stands before the name of {}", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        if let Some(entity) = self.apposed(tokens.clone(), head) {
            reasons.push(format!("speaker: an apposition names {}", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        self.described(tokens, head, draft, reasons)
    }

    /// "Secretary of State Ida Ek": the person whose title the head is.
    fn titled(&self, tokens: Range<usize>, head: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        let title = doc.tokens[head].span;
        let mention = tokens.filter_map(|t| self.scan.mention(t)).find(|m| doc.mentions[*m].span.contains(title))?;
        Some(&doc.entities[doc.mentions[mention].entity]).filter(|e| e.kind == EntityKind::Person)
    }

    /// "Norland's envoy, Ida Ek": the person named behind the comma.
    fn apposed(&self, tokens: Range<usize>, head: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        let comma = (head + 1..tokens.end).find(|t| self.scan.word(*t) == ",")?;
        let mention = (comma + 1..tokens.end).find_map(|t| self.scan.mention(t))?;
        let m = &doc.mentions[mention];
        let starts = doc.tokens[comma + 1].span.start() >= m.span.start();
        Some(&doc.entities[m.entity]).filter(|e| starts && e.kind == EntityKind::Person)
    }

    pub(super) fn known(&self, name: &str) -> Option<&Entity> {
        self.names.get(name).map(|id| &self.scan.doc.entities[*id])
    }

    /// A speaker under the words of the source, without an article.
    pub(super) fn unresolved(&self, tokens: Range<usize>) -> Speaker {
        let scan = self.scan;
        let article = usize::from(matches!(scan.word(tokens.start), "the" | "a" | "an") && tokens.len() > 1);
        let name = scan.doc.slice(scan.span(tokens.start + article..tokens.end)).split_whitespace().collect::<Vec<_>>().join(" ");
        Speaker {
            name,
            role: None,
            affiliation: None,
            country: None,
            resolved_by: ResolvedBy::Unresolved,
            mention: Some(scan.span(tokens)),
        }
    }
}

pub(super) fn speaker_of(entity: &Entity, resolved_by: ResolvedBy, mention: Option<Span>) -> Speaker {
    Speaker {
        name: entity.name.clone(),
        role: entity.role.clone(),
        affiliation: entity.affiliation.clone(),
        country: entity.country.clone(),
        resolved_by,
        mention,
    }
}
