//! Quotations without a cue of their own: further pieces of the attribution before, or attributions nobody is named for.

use std::ops::Range;

use super::clause::Draft;
use super::relay::Relay;
use super::scan::Scan;
use super::source::Source;
use crate::Span;
use crate::document::EntityKind;
use crate::lexicon::Class;

/// A quotation by itself has at least so many words.
const LEAST: usize = 3;
/// A sentence that brings in whoever speaks next has at most so many tokens.
const LONGEST: usize = 24;

/// `Ek turned to the audit. "It was late."`: whoever opens the sentence straight before a quotation that stands by itself says it, where that
/// sentence says nothing else. Quotations that no draft holds, and those that a draft of another holds, get a draft of their own.
pub(super) fn take_over(scan: &Scan<'_>, drafts: &mut Vec<Draft>) {
    let doc = scan.doc;
    let mut held: Vec<(Span, usize)> = drafts.iter().enumerate().flat_map(|(i, d)| d.content.iter().map(move |s| (*s, i))).collect();
    held.sort_unstable_by_key(|(s, _)| *s);
    let mut told: Vec<usize> = drafts.iter().map(|d| d.sentence).collect();
    told.sort_unstable();
    let mut found: Vec<Draft> = Vec::new();
    for q in doc.quotations.iter().filter(|q| !q.nested) {
        let sentences = doc.sentences_in(q.outer);
        let Some(sentence) = doc.sentences.get(sentences.start) else { continue };
        let whole = sentences.clone().fold(sentence.span, |s, i| s.cover(doc.sentences[i].span)).trim(&doc.text);
        let alone = whole.start() == q.outer.start() && whole.end() <= q.outer.end() + 1;
        if !alone || doc.tokens_in(q.inner).len() < LEAST {
            continue;
        }
        let at = held.partition_point(|(s, _)| s.end() <= q.inner.start());
        let holder = held.get(at).filter(|(s, _)| s.overlaps(q.inner)).map(|(_, i)| *i);
        // A draft whose cue or source stands in the same stretch keeps it; so does one that starts with it.
        let goes_on = holder
            .is_none_or(|i| drafts[i].sentence + 1 < sentences.start && drafts[i].content.first().is_some_and(|s| !s.overlaps(q.inner)));
        let busy = |s: usize| told.binary_search(&s).is_ok();
        let before = sentences.start.checked_sub(1).filter(|s| goes_on && !busy(*s));
        let other = holder.and_then(|i| drafts[i].source.as_ref());
        let Some((source, cue)) = before.and_then(|_| taken_over(scan, sentences.start, other, sentences.start)) else { continue };
        if let Some(i) = holder {
            drafts[i].content.retain(|s| !s.overlaps(q.inner));
        }
        let sentence = sentences.start - 1;
        let rule = "a quotation behind a sentence about whoever says it".into();
        found.push(Draft {
            sentence,
            cue,
            source: Some(source),
            content: vec![q.inner.trim(&doc.text)],
            act: false,
            relay: Relay::None,
            rule,
        });
    }
    drafts.append(&mut found);
    drafts.retain(|d| !d.content.is_empty());
    // Whoever passes words on stays before those he quotes.
    drafts.sort_by_key(|d| d.sentence);
}

/// The subject and verb of the sentence before a quotation, if it is somebody else than `other` who opens it and `reached`, the sentence up to
/// which another draft goes, lies before it.
fn taken_over(scan: &Scan<'_>, quotation: usize, other: Option<&Source>, reached: usize) -> Option<(Source, Range<usize>)> {
    let doc = scan.doc;
    let before = quotation.checked_sub(1)?;
    let (sentence, next) = (&doc.sentences[before], &doc.sentences[quotation]);
    let near = sentence.paragraph == next.paragraph || sentence.paragraph + 1 == next.paragraph;
    let tokens = sentence.tokens.clone();
    if !near || reached > quotation || tokens.len() > LONGEST || scan.has_quote(tokens.clone()) {
        return None;
    }
    let phrase = scan.phrase_after(tokens.start, tokens.end)?;
    let person = |t: usize| {
        let m = scan.mention(t).map(|m| &doc.mentions[m])?;
        (scan.entities[m.entity].kind == EntityKind::Person).then_some(m.entity)
    };
    let pronoun = matches!(scan.word(phrase.head), "he" | "she");
    // "Lepik smiles when asked": a verb that no list knows may have been taken for a part of the phrase.
    let named = || person(tokens.start).and(scan.mention(tokens.start)).map(|m| doc.tokens_in(doc.mentions[m].span).end);
    let end = if pronoun { phrase.tokens.end } else { named()? };
    let verb = (end..tokens.end).take(2).find(|t| !scan.is(*t, Class::ADVERB))?;
    let acts =
        scan.finite(verb) || scan.is_word(verb) && !scan.capitalized(verb) && scan.word(verb).ends_with('s') && scan.word(verb) != "'s";
    let same =
        other.is_some_and(|o| pronoun && scan.is_pronoun(o.head) || person(o.head).is_some() && person(o.head) == person(tokens.start));
    let source = Source { tokens: tokens.start..end, head: end - 1, clause: tokens.start, inverted: false, shared: false };
    (acts && !same).then_some((source, verb..verb + 1))
}

/// Gives each quotation that no draft holds to the draft before it, where the speaker plainly goes on.
pub(super) fn continue_quotations(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let mut held: Vec<Span> = drafts.iter().flat_map(|d| d.content.iter().copied()).collect();
    held.sort_unstable();
    for (index, q) in scan.doc.quotations.iter().enumerate().filter(|(_, q)| !q.nested) {
        let inside = held.partition_point(|s| s.start() <= q.inner.start());
        if held[..inside].iter().rev().take(8).any(|s| s.overlaps(q.inner)) || held.get(inside).is_some_and(|s| s.overlaps(q.inner)) {
            continue;
        }
        if let Some((draft, piece)) = continued(scan, drafts, index) {
            let content = &mut drafts[draft].content;
            if !content.iter().any(|s| s.overlaps(piece)) {
                content.push(piece);
                content.sort_unstable();
            }
        }
    }
}

/// `"We stay," said Ek, who foresaw the cut. "We pay."` goes on with what Ek said, not with what she foresaw: of the drafts of the
/// last one's sentence the one that is quoted.
fn main_quotation(scan: &Scan<'_>, drafts: &[Draft], last: usize) -> usize {
    let quoted = |d: &Draft| d.content.last().is_some_and(|s| scan.doc.tokens_in(*s).any(|t| scan.quote(t).is_some()));
    if quoted(&drafts[last]) {
        return last;
    }
    let sentence = drafts[last].sentence;
    (0..last).rev().take_while(|i| drafts[*i].sentence == sentence).find(|i| quoted(&drafts[*i])).unwrap_or(last)
}

/// The draft that a quotation goes on from, and the piece it adds.
fn continued(scan: &Scan<'_>, drafts: &[Draft], quotation: usize) -> Option<(usize, Span)> {
    let doc = scan.doc;
    let q = &doc.quotations[quotation];
    let sentences = doc.sentences_in(q.outer);
    let first = sentences.start;
    let sentence = doc.sentences.get(first)?;
    let paragraph = &doc.paragraphs[sentence.paragraph];
    let last = drafts.partition_point(|d| d.sentence < first).checked_sub(1)?;
    let draft = main_quotation(scan, drafts, last);
    let before = &doc.sentences[drafts[draft].sentence];
    let last_piece = drafts[draft].content.last()?;
    let reached = doc.sentences_in(*last_piece).end.max(drafts[draft].sentence + 1);
    let all = first..doc.sentences_in(q.outer).end;
    let span = all.clone().fold(sentence.span, |s, i| s.cover(doc.sentences[i].span));
    let wholly =
        span.trim_matches(&doc.text, |c: char| c.is_whitespace() || c == '.').start() >= q.outer.start() && span.end() <= q.outer.end() + 1;
    let same_paragraph = before.paragraph == sentence.paragraph;
    let next = reached == first;
    let whole_paragraph = q.outer.start() == paragraph.span.start() && q.outer.end() + 1 >= paragraph.span.end();
    let was_quoted = scan.doc.tokens_in(*last_piece).any(|t| scan.quote(t).is_some());
    // The quotation that it continues may have been left to nobody.
    let continues = q.continues.is_some_and(|i| drafts[draft].content.iter().any(|s| s.overlaps(doc.quotations[i].inner)));
    let adjacent = before.paragraph + 1 == sentence.paragraph || continues || next;
    if taken_over(scan, first, drafts[draft].source.as_ref(), reached).is_some() {
        return None;
    }
    if wholly && (same_paragraph && (next || was_quoted) || whole_paragraph && was_quoted && adjacent) {
        return Some((draft, q.inner.trim(&doc.text)));
    }
    // A next sentence without a cue that holds quoted words is a further piece.
    let long = doc.tokens_in(q.inner).len() > 2;
    // "Berg shot back that …": whoever opens the sentence by name or description may be the one who says it.
    let outside = sentence.tokens.clone().filter(|t| scan.quote(*t).is_none());
    let people = &scan.lexicon.people;
    let somebody = |t: usize| {
        scan.mention(t).is_some()
            || people.noun(scan.word(t)).is_some()
            || people.role(scan.word(t)).is_some()
            || people.is_plural_role(scan.word(t))
    };
    let another = outside.take_while(|t| !scan.finite(*t)).any(somebody);
    (same_paragraph && next && all.len() == 1 && long && !another)
        .then(|| (draft, span.trim_matches(&doc.text, |c: char| c.is_whitespace() || c == '.')))
}
