//! From the encoder's words back to the document: tokens of source and cue, spans of content.

use std::ops::Range;

use super::decode::Found;
use super::silent::{is_question, nobody_says};
use super::words::Words;
use super::{source, subject};
use crate::Span;
use crate::attribute::clause::{self, Draft};
use crate::attribute::phrase::Phrase;
use crate::attribute::relay::Relay;
use crate::attribute::scan::Scan;
use crate::attribute::source::Source;
use crate::document::Quotation;
use crate::lexicon::{Beside, Class, Frames};

/// The drafts of what was found, in the order of their sentences.
pub(super) fn drafts(scan: &Scan<'_>, words: &Words, found: Vec<Found>) -> Vec<Draft> {
    let mut out: Vec<Draft> = found.into_iter().filter_map(|f| draft(scan, words, f)).filter(|d| !is_question(scan, d)).collect();
    out.sort_by_key(|d| (d.sentence, d.cue.start, d.content.first().copied()));
    out
}

fn draft(scan: &Scan<'_>, words: &Words, found: Found) -> Option<Draft> {
    let doc = scan.doc;
    let span = |range: &Range<usize>| Some(words.spans.get(range.start)?.cover(*words.spans.get(range.end.checked_sub(1)?)?));
    let tokens = |range: &Range<usize>| span(range).map(|s| doc.tokens_in(s)).filter(|t| !t.is_empty());
    let contents = found.contents.iter().filter_map(span).flat_map(|s| parted(scan, s));
    let content: Vec<Span> = contents.map(|s| piece(scan, s)).filter(|s| !s.is_empty()).collect();
    let first = *content.first()?;
    let cue = found.cue.as_ref().and_then(tokens);
    let source = found.source.as_ref().and_then(tokens).map(|t| source::whole(scan, t));
    // "She'll announce": the encoder's words are finer than the tokens, and a token that both share is the source's.
    let cue = match (cue, &source) {
        (Some(cue), Some(source)) if source.contains(&cue.start) && source.end < cue.end => Some(source.end..cue.end),
        (cue, _) => cue,
    };
    let place = cue.as_ref().or(source.as_ref()).map_or(first.start(), |t| doc.tokens[t.start].span.start());
    let sentence = doc.sentences.partition_point(|s| s.span.end() <= place).min(doc.sentences.len().checked_sub(1)?);
    let (cue, content) = match cue.as_ref().and_then(|c| without_citation(scan, c, first)) {
        Some((verb, start)) => (Some(verb), content.iter().filter_map(|s| s.intersection(Span::new(start, s.end().max(start)))).collect()),
        None => (cue, content),
    };
    let behind = |s: Span| cue.as_ref().is_some_and(|c| scan.doc.tokens_in(s).start >= c.end);
    let alone = |s: Span| if behind(s) { before_another(scan, s) } else { s };
    let content: Vec<Span> = content.into_iter().map(|s| before_semicolon(scan, alone(s))).filter(|s| !s.is_empty()).collect();
    let content = before_aside(scan, sentence, source.as_ref(), content);
    let content = with_condition(scan, sentence, content);
    let content = cue.as_ref().map_or_else(|| content.clone(), |cue| with_party(scan, cue, content.clone()));
    let first = *content.first()?;
    let act = cue.as_ref().is_some_and(|c| is_act(scan, c, first));
    // "which must approve the plan": nothing was approved.
    let open = |t: usize| matches!(scan.word(t), "must" | "should" | "may" | "might" | "can" | "could");
    if act && cue.as_ref().is_some_and(|c| c.clone().any(open)) {
        return None;
    }
    let start = doc.tokens_in(first).start;
    let mut rule = rule(scan, &found, span);
    let within = &doc.sentences[sentence].tokens;
    let source = source.filter(|s| cue.as_ref().is_none_or(|c| subject::may_stand(scan, within, c, s)));
    let source = source.filter(|s| !source::is_clause(scan, s));
    let source = source.map(|s| source::among(scan, within, &s).unwrap_or(s));
    let passed = cue.as_ref().and_then(|c| subject::passed_over(scan, within, c, source.as_ref()));
    let passed = passed.filter(|subject| !content.iter().any(|s| doc.tokens_in(*s).contains(&subject.start)));
    if passed.is_some() {
        rule.push_str("; its subject stands straight before it");
    }
    let owner = cue.as_ref().and_then(|c| owner(scan, within, c)).filter(|o| source.as_ref().is_some_and(|s| s.end <= o.start));
    let source = owner.or(passed).or_else(|| cue.as_ref().and_then(|c| subject::behind(scan, within, c, source.as_ref()))).or(source);
    if cue.as_ref().is_some_and(|c| nobody_says(scan, c, source.as_ref())) && !content.iter().any(|s| scan.has_quote(doc.tokens_in(*s))) {
        return None;
    }
    let source = source.map(|tokens| {
        let inverted = cue.as_ref().is_some_and(|c| c.start < tokens.start);
        Source { head: source::head(scan, tokens.clone()), clause: tokens.start, tokens, inverted, shared: false }
    });
    Some(Draft { sentence, cue: cue.unwrap_or(start..start), source, content, act, relay: Relay::None, rule: rule.into() })
}

/// "Berg shunned | critics | ' calls for peace": whose the noun is that is the cue.
fn owner(scan: &Scan<'_>, sentence: &Range<usize>, cue: &Range<usize>) -> Option<Range<usize>> {
    let noun = scan.lexicon.cues.noun(scan.word(cue.start)).is_some();
    let mark = cue.start.checked_sub(1).filter(|t| noun && *t > sentence.start && matches!(scan.word(*t), "'s" | "'"))?;
    let people = |p: &Phrase| scan.agent(p) || scan.word(mark) == "'" && scan.word(p.head).ends_with('s');
    scan.phrase_before(mark, sentence.start).filter(people).map(|p| p.tokens)
}

/// "The pact is off, Ek said on Monday, in the clearest sign yet that …": what the reporter makes of it is no content.
fn before_aside(scan: &Scan<'_>, sentence: usize, source: Option<&Range<usize>>, content: Vec<Span>) -> Vec<Span> {
    let start = scan.doc.sentences[sentence].tokens.start;
    let [piece] = content.as_slice() else { return content };
    let Some(source) = source.filter(|s| s.start > start + 1) else { return content };
    let after = scan.doc.tokens_in(*piece);
    let aside = after.start > source.end && scan.word(after.start - 1) == "," && scan.is(after.start, Class::PREPOSITION);
    let left = start..source.start - 1;
    let clause =
        scan.word(source.start - 1) == "," && scan.has_clause(left.clone()) && !scan.is(start, Class::SUBORDINATOR | Class::PREPOSITION);
    let plain = !scan.has_quote(after.clone()) && !scan.has_quote(left.clone());
    if aside && clause && plain { vec![scan.span(left)] } else { content }
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

/// `"We pay. "We stay."`: a quotation that opens again is a piece of its own. Cost: of the quotations that start in there.
fn parted(scan: &Scan<'_>, span: Span) -> Vec<Span> {
    let quotations = &scan.doc.quotations;
    let first = quotations.partition_point(|q| q.outer.start() <= span.start());
    let inside = quotations[first..].iter().take_while(|q| q.outer.start() < span.end());
    let mut out = Vec::new();
    let mut start = span.start();
    // "doves" "hawks" are listed: only a sentence goes on so.
    let end = |q: &Quotation| (q.outer.end(), scan.doc.slice(q.inner).ends_with(['.', '?', '!']));
    let mut before = first.checked_sub(1).map(|q| end(&quotations[q]));
    for q in inside.filter(|q| !q.nested) {
        let next =
            |(end, ended): (usize, bool)| ended && scan.doc.text.get(end..q.outer.start()).is_some_and(|between| between.trim().is_empty());
        if q.continues.is_some() || before.is_some_and(next) {
            out.push(Span::new(start, q.outer.start()));
            start = q.outer.start();
        }
        before = Some(end(q));
    }
    out.push(Span::new(start, span.end()));
    out
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
    let rest = if reporters && !scan.finite(tokens.start + 1) && scan.word(tokens.start + 1) != "'s" {
        doc.token_span(tokens.start + 1..tokens.end)
    } else {
        None
    };
    unpointed(scan, rest.and_then(|rest| rest.intersection(span)).unwrap_or(span))
}

/// Without the commas, semicolons, colons and dashes at its edges, which part it from what stands around; a quotation keeps its own.
fn unpointed(scan: &Scan<'_>, span: Span) -> Span {
    let parts = |t: usize| (matches!(scan.word(t), "," | ";" | ":") || scan.is_dash(t)) && scan.quote(t).is_none();
    let mut tokens = scan.doc.tokens_in(span);
    while !tokens.is_empty() && parts(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && parts(tokens.end - 1) {
        tokens.end -= 1;
    }
    scan.doc.token_span(tokens).and_then(|inner| inner.intersection(span)).unwrap_or_default()
}

/// "The Herald reported, citing two officials, that Ek had left": the cue is the verb before the aside, and the content starts behind
/// it. The verb's tokens and the byte where the content starts.
fn without_citation(scan: &Scan<'_>, cue: &Range<usize>, content: Span) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 25;
    let doc = scan.doc;
    let citing = cue.clone().rev().find(|t| scan.beside(*t, Beside::CITING))?;
    let aside = doc.tokens_in(content);
    let that = aside.clone().take(LONGEST).find(|t| *t > aside.start && scan.word(*t) == "that" && scan.word(*t - 1) == ",")?;
    let verb = citing.checked_sub(2).filter(|t| scan.word(*t + 1) == "," && scan.head(*t).is_some_and(|h| h.forms.past))?;
    let start = doc.tokens.get(that + 1)?.span.start();
    (aside.start == citing + 1 && start < content.end()).then_some((verb..verb + 1, start))
}

/// "the port would open; Berg said it would not": content ends before a semicolon behind which somebody else speaks.
fn before_semicolon(scan: &Scan<'_>, piece: Span) -> Span {
    let doc = scan.doc;
    let tokens = doc.tokens_in(piece);
    let Some(mark) = tokens.clone().find(|t| scan.word(*t) == ";" && scan.quote(*t).is_none()) else { return piece };
    let sentence = doc.sentences.partition_point(|s| s.tokens.end <= mark);
    let after = mark + 1 + usize::from(matches!(scan.word(mark + 1), "and" | "but" | "while"));
    let next = clause::first_within(scan, sentence, after..tokens.end.max(after));
    let speaks = next.and_then(|d| d.source).is_some_and(|s| s.tokens.start == after && !scan.is_pronoun(s.head));
    let cut = doc.tokens.get(mark).map_or(piece.end(), |t| t.span.start());
    if speaks { Span::new(piece.start(), cut).trim(&doc.text) } else { piece }
}

/// "says the port will open | and Berg claims it will not": content ends before a conjunct that somebody else says.
fn before_another(scan: &Scan<'_>, piece: Span) -> Span {
    let doc = scan.doc;
    let tokens = doc.tokens_in(piece);
    let sentence = doc.sentences.partition_point(|s| s.tokens.end <= tokens.start);
    let Some(within) = doc.sentences.get(sentence).map(|s| s.tokens.start..s.tokens.end.min(tokens.end)) else { return piece };
    let another = |t: &usize| scan.quote(*t).is_none() && scan.another_speaks(*t, &within);
    let Some(joiner) = (tokens.start + 1..within.end).find(another) else { return piece };
    let end = joiner - usize::from(scan.word(joiner - 1) == ",");
    doc.token_span(tokens.start..end).and_then(|s| s.intersection(piece)).unwrap_or(piece)
}

/// "urged | the town | not to pay": the party asked or accused belongs to the content, where the encoder leaves it between.
fn with_party(scan: &Scan<'_>, cue: &Range<usize>, mut content: Vec<Span>) -> Vec<Span> {
    /// How long the party may be.
    const LONGEST: usize = 10;
    let Some(first) = content.first_mut() else { return content };
    let start = scan.doc.tokens_in(*first).start;
    let asks = cue.clone().filter_map(|t| scan.head(t)).flat_map(|h| &h.cues).any(|c| {
        let frames = scan.lexicon.cues.cue(*c).frames;
        frames.any(Frames::OBJECT) || frames.any(Frames::NP) && scan.word(start) == "of"
    });
    let linked = matches!(scan.word(start), "to" | "of") || scan.word(start) == "not" && scan.word(start + 1) == "to";
    let party = cue.end..start;
    let plain = |t: usize| !scan.is_mark(t) || matches!(scan.word(t), "'s" | "'" | "-");
    let phrase = || scan.phrase_after(party.start, party.end).is_some_and(|p| p.tokens == party);
    if asks && linked && !party.is_empty() && party.len() <= LONGEST && party.clone().all(plain) && scan.quote(start).is_none() && phrase()
    {
        *first = scan.span(party).cover(*first);
    }
    content
}

/// A condition behind a comma belongs to what is promised on it: the encoder often leaves it.
fn with_condition(scan: &Scan<'_>, sentence: usize, mut content: Vec<Span>) -> Vec<Span> {
    let within = scan.doc.sentences[sentence].tokens.clone();
    if let Some(last) = content.last_mut() {
        let end = scan.doc.tokens_in(*last).end;
        let whole = scan.with_condition(end, &within).filter(|_| within.contains(&end)).and_then(|to| scan.doc.token_span(end..to));
        *last = whole.map_or(*last, |rest| last.cover(rest));
    }
    content
}

/// Whether the deed is the statement: a cue that is an act, with a thing rather than a clause as its content.
fn is_act(scan: &Scan<'_>, cue: &Range<usize>, content: Span) -> bool {
    let act = scan.takes(cue.clone(), Frames::ACT);
    let tokens = scan.doc.tokens_in(content);
    act && !matches!(scan.word(tokens.start), "that" | "to" | "whether" | "if") && !scan.has_clause(tokens)
}

#[cfg(test)]
mod tests {
    use super::super::wordpiece::WordPiece;
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// The drafts of a text whose words are marked: source, cue and content by their first and last words.
    fn drafted(text: &str, source: &str, cue: &str, content: &str) -> Vec<(String, Vec<String>)> {
        let vocab: Vec<Box<str>> = ["[UNK]", "[CLS]", "[SEP]"].map(Box::from).into();
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("t", text), lexicon);
        let scan = Scan::new(&doc, lexicon);
        let words = Words::new(&doc, &WordPiece::new(&vocab).unwrap());
        let range = |part: &str| {
            let start = doc.text.find(part).unwrap();
            let at = |offset: usize| words.spans.partition_point(|w| w.end() <= offset);
            at(start)..at(start + part.len() - 1) + 1
        };
        let found = Found { source: Some(range(source)), cue: Some(range(cue)), contents: vec![range(content)], why: None };
        let shown = |d: Draft| {
            let cue = doc.slice(scan.span(d.cue.clone())).to_owned();
            (cue, d.content.iter().map(|s| doc.slice(*s).to_owned()).collect())
        };
        drafts(&scan, &words, vec![found]).into_iter().map(shown).collect()
    }

    fn one(cue: &str, content: &str) -> Vec<(String, Vec<String>)> {
        vec![(cue.to_owned(), vec![content.to_owned()])]
    }

    #[test]
    fn a_citation_is_no_content() {
        let text = "The Herald reported, citing two officials, that Otto Berg had left the council on Monday.";
        let content = "two officials, that Otto Berg had left the council on Monday";
        assert_eq!(drafted(text, "The Herald", "citing", content), one("reported", "Otto Berg had left the council on Monday"));
        let text = "The Herald left, citing two officials, and the paper closed.";
        assert_eq!(drafted(text, "The Herald", "citing", "two officials"), one("citing", "two officials"));
    }

    #[test]
    fn what_is_asked_is_the_reporters() {
        let text = "Asked whether the pact would hold, Ida Ek said it would.";
        assert_eq!(drafted(text, "Ida Ek", "Asked", "whether the pact would hold"), []);
        let text = "Ida Ek, asked about the pact, said it would hold.";
        assert_eq!(drafted(text, "Ida Ek", "asked", "the pact"), []);
        let text = "The bishop, Ida Ek, asked for prayers.";
        assert_eq!(drafted(text, "Ida Ek", "asked for", "prayers"), one("asked for", "prayers"));
    }

    #[test]
    fn what_the_reporter_makes_of_it_is_no_content() {
        let text = "The town will drop the tax, Ida Ek said, in the clearest sign yet that a deal is near.";
        let content = "in the clearest sign yet that a deal is near";
        assert_eq!(drafted(text, "Ida Ek", "said", content), one("said", "The town will drop the tax"));
    }

    #[test]
    fn content_ends_where_somebody_else_speaks() {
        let text = "Ida Ek said the harbour would open; Otto Berg said the pay was too low.";
        let content = "the harbour would open; Otto Berg said the pay was too low";
        assert_eq!(drafted(text, "Ida Ek", "said", content), one("said", "the harbour would open"));
        let text = "Ida Ek said the harbour would open; the ships would follow.";
        let content = "the harbour would open; the ships would follow";
        assert_eq!(drafted(text, "Ida Ek", "said", content), one("said", content));
    }

    #[test]
    fn the_party_asked_belongs_to_the_content() {
        let text = "Ida Ek urged the town council not to pay before June.";
        assert_eq!(drafted(text, "Ida Ek", "urged", "not to pay before June"), one("urged", "the town council not to pay before June"));
        let text = "Ida Ek accused Sudland of arming gangs.";
        assert_eq!(drafted(text, "Ida Ek", "accused", "of arming gangs"), one("accused", "Sudland of arming gangs"));
        let text = "Ida Ek promised the town to pay.";
        assert_eq!(drafted(text, "Ida Ek", "promised", "to pay"), one("promised", "to pay"));
    }

    #[test]
    fn the_condition_behind_a_comma_belongs_to_the_content() {
        let text = "Ida Ek pledged to rebuild the quay, subject to a grant from the state.";
        let whole = "to rebuild the quay, subject to a grant from the state";
        assert_eq!(drafted(text, "Ida Ek", "pledged", "to rebuild the quay"), one("pledged", whole));
        let text = "Ida Ek pledged to rebuild the quay, unless it sinks, and left.";
        assert_eq!(drafted(text, "Ida Ek", "pledged", "to rebuild the quay"), one("pledged", "to rebuild the quay"));
    }

    #[test]
    fn what_must_be_approved_is_not() {
        let text = "The deal went to parliament, which must approve the treaty by June.";
        assert_eq!(drafted(text, "which", "must approve", "the treaty"), []);
        let text = "The deal went to parliament, which approved the treaty in June.";
        assert_eq!(drafted(text, "which", "approved", "the treaty"), one("approved", "the treaty"));
    }

    #[test]
    fn a_quotation_that_opens_again_is_a_piece_of_its_own() {
        let text = "Ida Ek said: \"We pay. \"We stay.\" Otto Berg left.";
        let pieces = ["We pay.", "We stay."].map(String::from).to_vec();
        assert_eq!(drafted(text, "Ida Ek", "said", "\"We pay. \"We stay.\""), [("said".to_owned(), pieces)]);
    }

    #[test]
    fn that_of_thats_is_no_conjunction() {
        let text = "That's a good place to stay, Ida Ek said.";
        assert_eq!(drafted(text, "Ida Ek", "said", "That's a good place to stay"), one("said", "That's a good place to stay"));
    }

    #[test]
    fn nobody_says_what_is_done_to_somebody() {
        let text = "The deal is expected to last, Ida Ek said.";
        assert_eq!(drafted(text, "Ida Ek", "said", "The deal is expected to last"), one("said", "The deal is expected to last"));
        let text = "The members, who were asked to vote, left.";
        assert_eq!(drafted(text, "who", "were asked", "to vote"), []);
    }
}
