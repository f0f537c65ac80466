//! From the encoder's words back to the document: tokens of source and cue, spans of content.

use std::ops::Range;

use super::decode::Found;
use super::words::Words;
use crate::Span;
use crate::attribute::clause::Draft;
use crate::attribute::scan::Scan;
use crate::attribute::source::Source;
use crate::lexicon::{Class, Frames};

/// The drafts of what was found, in the order of their sentences.
pub(super) fn drafts(scan: &Scan<'_>, words: &Words, found: Vec<Found>) -> Vec<Draft> {
    let mut out: Vec<Draft> = found.into_iter().filter_map(|f| draft(scan, words, f)).collect();
    out.sort_by_key(|d| (d.sentence, d.cue.start, d.content.first().copied()));
    out
}

fn draft(scan: &Scan<'_>, words: &Words, found: Found) -> Option<Draft> {
    let doc = scan.doc;
    let span = |range: &Range<usize>| Some(words.spans.get(range.start)?.cover(*words.spans.get(range.end.checked_sub(1)?)?));
    let tokens = |range: &Range<usize>| span(range).map(|s| doc.tokens_in(s)).filter(|t| !t.is_empty());
    let content: Vec<Span> = found.contents.iter().filter_map(span).map(|s| piece(scan, s)).filter(|s| !s.is_empty()).collect();
    let first = *content.first()?;
    let cue = found.cue.as_ref().and_then(tokens);
    let source = found.source.as_ref().and_then(tokens);
    // "She'll announce": the encoder's words are finer than the tokens, and a token that both share is the source's.
    let cue = match (cue, &source) {
        (Some(cue), Some(source)) if source.contains(&cue.start) && source.end < cue.end => Some(source.end..cue.end),
        (cue, _) => cue,
    };
    let place = cue.as_ref().or(source.as_ref()).map_or(first.start(), |t| doc.tokens[t.start].span.start());
    let sentence = doc.sentences.partition_point(|s| s.span.end() <= place).min(doc.sentences.len().checked_sub(1)?);
    let act = cue.as_ref().is_some_and(|c| is_act(scan, c, first));
    let start = doc.tokens_in(first).start;
    let source = source.map(|tokens| {
        let inverted = cue.as_ref().is_some_and(|c| c.start < tokens.start);
        Source { head: head(scan, tokens.clone()), clause: tokens.start, tokens, inverted, shared: false }
    });
    let rule = rule(scan, &found, span).into();
    Some(Draft { sentence, cue: cue.unwrap_or(start..start), source, content, act, rule })
}

/// Why the encoder's attribution has its source: the scores of the source, of the next one and of having none.
fn rule(scan: &Scan<'_>, found: &Found, span: impl Fn(&Range<usize>) -> Option<Span>) -> String {
    let Some(why) = &found.why else { return "tagged by the encoder, with no cue near".into() };
    let rival = why.rival.as_ref().and_then(|(range, score)| Some((span(range)?, score)));
    let rival = rival.map_or_else(String::new, |(span, score)| format!(", \"{}\" {score:.1}", scan.doc.slice(span)));
    match why.score {
        Some(score) => format!("tagged by the encoder; its source scores {score:.1} (none {:.1}{rival})", why.none),
        None => format!("tagged by the encoder; no source scores above none ({:.1}{rival})", why.none),
    }
}

/// A piece of content as the project writes it: without the quotation marks around all of it, without the reporter's "that".
fn piece(scan: &Scan<'_>, span: Span) -> Span {
    let doc = scan.doc;
    let span = span.trim(&doc.text);
    let whole = doc.tokens_in(span).next().and_then(|t| scan.quote(t)).map(|q| &doc.quotations[q]).filter(|q| q.outer.contains(span));
    let span = whole.map_or(span, |q| span.intersection(q.inner).unwrap_or_default()).trim(&doc.text);
    let tokens = doc.tokens_in(span);
    // "that the talks were over": the word is the reporter's, unless it is the subject ("that is over") or quoted.
    let reporters = tokens.len() > 2 && scan.word(tokens.start) == "that" && scan.quote(tokens.start).is_none();
    let rest = if reporters && !scan.finite(tokens.start + 1) { doc.token_span(tokens.start + 1..tokens.end) } else { None };
    unpointed(scan, rest.and_then(|rest| rest.intersection(span)).unwrap_or(span))
}

/// Without the commas, semicolons, colons and dashes at its edges, which part it from what stands around; a quotation keeps its own.
fn unpointed(scan: &Scan<'_>, span: Span) -> Span {
    let parts = |t: usize| matches!(scan.word(t), "," | ";" | ":" | "-" | "--" | "\u{2013}" | "\u{2014}") && scan.quote(t).is_none();
    let mut tokens = scan.doc.tokens_in(span);
    while !tokens.is_empty() && parts(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && parts(tokens.end - 1) {
        tokens.end -= 1;
    }
    scan.doc.token_span(tokens).and_then(|inner| inner.intersection(span)).unwrap_or_default()
}

/// The head of a source: of its first noun phrase, before a comma or a relative clause.
fn head(scan: &Scan<'_>, tokens: Range<usize>) -> usize {
    let ends = |t: &usize| matches!(scan.word(*t), "," | "(" | "--" | "\u{2013}" | "\u{2014}") || scan.is(*t, Class::RELATIVE);
    let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
    scan.phrase(tokens.start..end).map_or(end - 1, |p| p.head)
}

/// Whether the deed is the statement: a cue that is an act, with a thing rather than a clause as its content.
fn is_act(scan: &Scan<'_>, cue: &Range<usize>, content: Span) -> bool {
    let act = cue.clone().filter_map(|t| scan.head(t)).flat_map(|h| &h.cues).any(|c| scan.lexicon.cues.cue(*c).frames.any(Frames::ACT));
    let tokens = scan.doc.tokens_in(content);
    act && !matches!(scan.word(tokens.start), "that" | "to" | "whether" | "if") && !scan.has_clause(tokens)
}
