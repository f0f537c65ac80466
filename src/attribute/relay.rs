//! Words passed on: who says it, and who says that it was said.
//!
//! A channel that quotes is no source: in "Interfax quoted Ek as saying" Ek speaks ([`Sentence::quoted_as`]). A relay around a whole
//! attribution makes two, nested: in "Ek will sign, he told aides, according to two officials" the officials report, and Ek commits
//! himself ([`relayed`]). Inside "the officials said that ..." nothing else is told apart: it is theirs, and the claim names Ek as its actor.

use std::ops::Range;

use super::clause::{self, BEFORE, Draft, Sentence, rule_of};
use super::content::Right;
use super::scan::Scan;
use super::source::Source;
use crate::Span;
use crate::document::EntityKind;
use crate::lexicon::{Class, Cue, Frames, Head, SourceNoun};

/// How a draft stands to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Relay {
    /// Told at first hand.
    #[default]
    None,
    /// Passes on the drafts behind it.
    Around,
    /// Passed on by this source.
    By(Source),
}

/// Between "quoted" and "as saying" stand at most so many tokens.
const FARTHEST_SAYING: usize = 24;
/// Before a nested attribution ("On Monday, ...") and behind it stand at most so many tokens of the relay's content.
const LOOSE: usize = 5;

/// Puts behind each relay the whole attributions it passes on. Cost: linear in the contents.
pub(super) fn relayed(scan: &Scan<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    for mut draft in drafts.into_iter().filter(|d| !cites(scan, d)) {
        let mut nested = nested(scan, &draft);
        if let Some(inner) = nested.last_mut() {
            draft.relay = Relay::Around;
            // "He said she had questions to answer, the agency reported. 'That is hopeless.'": the quotation behind it is his.
            let end = scan.doc.sentences[draft.sentence].span.end();
            inner.content.extend(draft.content.extract_if(.., |s| s.start() >= end));
        }
        out.push(draft);
        out.extend(nested);
    }
    out
}

/// Whether a draft only names who is quoted: "the paper reported, citing two officials".
fn cites(scan: &Scan<'_>, draft: &Draft) -> bool {
    let relays = scan.takes(draft.cue.clone(), Frames::RELAY);
    let content = draft.content.first().filter(|_| relays && draft.relay == Relay::None).map(|s| scan.doc.tokens_in(*s));
    content.and_then(|c| scan.phrase_after(c.start, c.end)).is_some_and(|p| informs(scan, p.head))
}

/// Whether a word names somebody who can be asked: a person, "a diplomat", "two officials", "people close to her".
fn informs(scan: &Scan<'_>, head: usize) -> bool {
    let people = &scan.lexicon.people;
    let person = |m: usize| scan.entities[scan.doc.mentions[m].entity].kind == EntityKind::Person;
    let word = scan.word(head);
    scan.mention(head).is_some_and(person)
        || scan.is_role(head)
        || people.is_plural_role(word)
        || people.noun(word) == Some(SourceNoun::Group)
}

/// The attributions that fill the content of a relay, if it is one: a clause before its cue, or around "according to".
fn nested(scan: &Scan<'_>, draft: &Draft) -> Vec<Draft> {
    let (Some(source), Some(first)) = (&draft.source, draft.content.first()) else { return Vec::new() };
    let cue = scan.span(draft.cue.clone());
    let content = draft.content.iter().filter(|s| s.end() <= cue.start()).fold(*first, |all, s| all.cover(*s));
    let content = scan.doc.tokens_in(content);
    let within = &scan.doc.sentences[draft.sentence].tokens;
    let before = content.end <= draft.cue.start || scan.word(draft.cue.start) == "according";
    let plain = content.clone().any(|t| scan.quote(t).is_none());
    if draft.act || draft.relay != Relay::None || !before || !plain || content.end > within.end {
        return Vec::new();
    }
    // A quotation of several sentences: who says it stands behind it, in the last.
    let content = content.start.max(within.start)..content.end.max(within.start);
    let mut found = clause::within(scan, draft.sentence, content.clone());
    found.retain(|d| d.source.as_ref().is_some_and(|s| speaks(scan, d, s)));
    let extent = found.iter().flat_map(|d| extent(scan, d)).reduce(Span::cover).map(|s| scan.doc.tokens_in(s));
    let fills =
        extent.is_some_and(|e| e.start <= content.start + LOOSE && e.end + LOOSE >= content.end && opens(scan, content.start, e.start));
    if !fills {
        return Vec::new();
    }
    found.iter_mut().for_each(|d| d.relay = Relay::By(source.clone()));
    found
}

/// Whether the source of a nested attribution says it himself: a person, or a body that plainly says so. What a country has agreed to or
/// expects, somebody else tells.
fn speaks(scan: &Scan<'_>, draft: &Draft, source: &Source) -> bool {
    let named = scan.mention(source.head).map(|m| scan.entities[scan.doc.mentions[m].entity].kind);
    let third = scan.is_pronoun(source.head) && matches!(scan.word(source.head), "he" | "she");
    let person = named == Some(EntityKind::Person) || third || named.is_none() && scan.is_role(source.head);
    // "The government will order": nothing was said yet.
    let told = draft.cue.clone().filter_map(|t| scan.head(t)).filter(|h| h.forms.past || h.forms.third);
    let says = told.flat_map(|h| &h.cues).map(|c| scan.lexicon.cues.cue(*c).frames).any(|f| f.any(Frames::BARE));
    !draft.cue.is_empty() && (person || says && !scan.is_pronoun(source.head))
}

/// The spans of a draft.
fn extent<'a>(scan: &'a Scan<'_>, draft: &'a Draft) -> impl Iterator<Item = Span> + 'a {
    let source = draft.source.iter().map(|s| scan.span(s.tokens.clone()));
    draft.content.iter().copied().chain(source).chain([scan.span(draft.cue.clone())])
}

/// Whether what stands between the start of a content and the attribution in it is an adverbial: nothing, or up to a comma.
fn opens(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    from == to || scan.word(to - 1) == "," || (from..to).all(|t| scan.is_mark(t) || scan.is(t, Class::COORDINATOR | Class::ADVERB))
}

/// The drafts of an engine that does not read "quoted as saying", with those sentences read by the rules. Cost: linear in the tokens.
#[cfg(feature = "learned")]
pub(super) fn with_quoted_as(scan: &Scan<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    /// Whoever's words these are taken for stands at most so many sentences away.
    const NEAR: usize = 8;
    let mut read = Vec::new();
    for (index, tokens) in clause::stretches(scan.doc) {
        let verbs = tokens.clone().filter(|t| scan.quote(*t).is_none() && scan.head(*t).is_some());
        let mut sentence = Sentence::new(scan, index, tokens);
        if let Some((verb, draft)) = verbs.into_iter().find_map(|t| Some((t, sentence.quoted_as(t)?))) {
            let near = drafts.partition_point(|d| d.sentence + NEAR < index)..drafts.partition_point(|d| d.sentence <= index + NEAR);
            without(scan, &mut drafts[near], verb, &draft);
            read.push(draft);
        }
    }
    drafts.retain(|d| !d.content.is_empty());
    drafts.extend(read);
    drafts.sort_by_key(|d| (d.sentence, d.cue.start, d.content.first().copied()));
    drafts
}

/// Leaves the words of `told`, whose "quoted" stands at `verb`, to it alone.
#[cfg(feature = "learned")]
fn without(scan: &Scan<'_>, drafts: &mut [Draft], verb: usize, told: &Draft) {
    let words = scan.span(verb..told.cue.end);
    let said = |s: &Span| told.content.iter().any(|c| c.overlaps(*s));
    for draft in drafts {
        let taken = !draft.cue.is_empty() && scan.span(draft.cue.clone()).overlaps(words);
        draft.content.retain(|s| !taken && !s.overlaps(words) && !said(s));
    }
}

impl Sentence<'_, '_> {
    /// "Interfax quoted Ek as saying ...", "..., Ek was quoted by Interfax as saying": the attribution that "quoted" at `verb` passes on.
    pub(super) fn quoted_as(&mut self, verb: usize) -> Option<Draft> {
        let scan = self.scan;
        let (end, say) = scan.as_saying(verb, &self.tokens)?;
        let group = scan.group_start(verb, self.tokens.start);
        let passive = (group..verb).any(|t| scan.is(t, Class::BE));
        let subject = scan.phrase_before(group, self.tokens.start).map(Source::of);
        let by = [verb + 1, end].into_iter().find(|t| passive && scan.word_in(*t, &self.tokens) == "by");
        let agent = by.and_then(|t| scan.phrase_after(t + 1, self.tokens.end)).map(Source::of);
        let from = agent.as_ref().filter(|a| a.tokens.start > end).map_or(end, |a| a.tokens.end);
        let quoted = || {
            let source = scan.phrase_after(verb + 1, end).map(Source::of)?;
            // "its leader, Ida Ek, as saying"
            let comma = |t: usize| scan.word(t) == ",";
            let apposition = comma(source.tokens.end) && comma(end - 3) && source.tokens.end < end - 3;
            let tokens = source.tokens.start..if apposition { end - 3 } else { source.tokens.end };
            Some(Source { tokens, ..source })
        };
        let (source, channel) = if passive { (subject?, agent) } else { (quoted()?, subject) };
        let clause = if passive { source.clause } else { channel.as_ref().map_or(group, |c| c.clause) };
        let source = Source { clause, ..source };
        let right = scan.right(from, say, &self.tokens);
        let (content, rule, covered) = match (self.left(&source, say, from), right) {
            (Some(left), _) if self.quoted_end(&left) || right.is_none_or(|(right, _)| right == Right::Noun) => {
                let (content, covered) = self.before_cue(left, from);
                (content, BEFORE, covered)
            }
            (_, Some((right, start))) => {
                let high = scan.right_end(start, right, &self.tokens);
                (scan.pieces(start..high), rule_of(right), high)
            }
            (_, None) => return None,
        };
        self.covered = covered.max(from);
        self.subject = Some(source.clone());
        let cue = if passive && end == verb + 3 { verb..end } else { end - 2..end };
        let relay = channel.map_or(Relay::None, Relay::By);
        let draft = Draft { sentence: self.index, cue, source: Some(source), content, act: false, relay, rule: rule.into() };
        (!draft.content.is_empty()).then_some(draft)
    }
}

impl<'a> Scan<'a> {
    /// Where "as saying" behind "quoted" at `verb` ends, and the cue of its gerund.
    pub(super) fn as_saying(&self, verb: usize, sentence: &Range<usize>) -> Option<(usize, &'a Cue)> {
        let cues = |head: &'a Head| head.cues.iter().map(|c| self.lexicon.cues.cue(*c));
        cues(self.head(verb)?).find(|c| c.frames.any(Frames::RELAY))?;
        let limit = sentence.end.min(verb + FARTHEST_SAYING);
        let says = |t: usize| cues(self.head(t).filter(|h| h.forms.gerund && !h.forms.base)?).find(|c| c.frames.any(Frames::THAT));
        // "quoted a statement read by Ek as saying"
        let told = |t: usize| self.finite(t) && self.word(t + 1) != "by";
        let mut between = (verb + 1..limit).take_while(|t| self.quote(*t).is_none() && !told(*t));
        between.find_map(|t| (self.word(t) == "as" && t + 1 < limit).then(|| Some((t + 2, says(t + 1)?))).flatten())
    }
}
