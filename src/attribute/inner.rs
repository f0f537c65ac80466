//! Sources quoted by another source: Ek inside "the watchdog said Ek had promised to pay". The outermost keeps the attribution; the
//! inner one is shown with it.

use super::clause::{self, Draft};
use super::coref::Resolver;
use super::{ResolvedBy, Speaker};

/// Longer names are clauses misread.
const LONGEST_NAME: usize = 6;

impl Resolver<'_, '_> {
    /// Whoever the content says has said it, by name: the first cue with a subject in its first piece.
    pub(super) fn inner(&self, draft: &Draft, outer: &[Speaker], reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let Some(first) = draft.content.first().filter(|_| !draft.act && !outer.is_empty()) else { return Vec::new() };
        let within = scan.doc.tokens_in(*first);
        let found = clause::first_within(scan, draft.sentence, within.clone());
        let Some(found) = found.filter(|f| !f.act && scan.head(f.cue.start).is_some()) else { return Vec::new() };
        let Some(source) = found.source.as_ref().filter(|s| within.contains(&s.tokens.start) && self.pronoun(s.head).is_none()) else {
            return Vec::new();
        };
        let mut ignored = Vec::new();
        let mut speakers = self.speakers(source.tokens.clone(), source.head, &found, &mut ignored);
        let told = |s: &Speaker| {
            s.name.split_whitespace().count() <= LONGEST_NAME
                && s.resolved_by != ResolvedBy::Unresolved
                && !outer.iter().any(|o| o.name == s.name)
        };
        speakers.retain(told);
        for speaker in &speakers {
            let cue = scan.doc.slice(scan.span(found.cue.clone()));
            reasons.push(format!("inside: {} is quoted by the speaker (\"{cue}\")", speaker.name));
        }
        speakers
    }
}
