//! What the encoder passed over though the grammar leaves no doubt: "…, Ek said", "Berg said that …", "Ek plans to …".
//!
//! The rules read the text too. Of what they find, the attributions with a plain verb of saying and a clause are taken over where the
//! encoder tagged nothing, or only took the verb of that clause for one of the same speaker's: "Ek said one thing all agree on is …".
//! So are those that bind somebody to an act, or ask for one, where nothing else is said there: "Ek's pledge to resign".

use super::super::clause::{self, BEFORE, Draft};
use super::super::content::Right;
use super::super::extent::Tokens;
use super::super::nominal::NOUN;
use super::super::phrase::Phrase;
use super::super::scan::Scan;
use super::super::source::Source;
use super::asserted::is_asserted;
use super::silent::in_question;
use crate::Span;
use crate::lexicon::{Act, Class, Frames};

/// An aside between dashes is at most so many words long.
const ASIDE: usize = 30;

/// The drafts with those that only the rules found, in order. Cost: linear in the text.
pub(super) fn completed(scan: &Scan<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut held = Held::of(scan, &drafts);
    for told in clause::drafts(scan).into_iter().filter(|d| !in_question(scan, d)) {
        let touched = held.touched(scan, &told);
        if touched.is_empty() && binds(scan, &told) {
            held.add(scan, &told, drafts.len());
            drafts.push(told);
            continue;
        }
        if !is_clause(scan, &told) {
            continue;
        }
        if let Some(own) = held.cue(&told) {
            let others: Vec<usize> = touched.into_iter().filter(|i| *i != own).collect();
            if others.is_empty() && behind_fronted(scan, &mut drafts[own], &told) {
                held.add(scan, &told, own);
                continue;
            }
            let part = |d: &Draft| is_part(d, &told) || in_aside(scan, d, &told);
            let parts = others.iter().all(|i| part(&drafts[*i]) && !scan.has_quote(told.cue.end..drafts[*i].cue.end));
            if parts && with_verb(scan, &mut drafts[own], &told, !others.is_empty()) {
                others.iter().for_each(|i| drafts[*i].content.clear());
            } else if !others.is_empty()
                && others.iter().all(|i| strays(scan, &drafts[*i], &told))
                && with_conjunct(scan, &mut drafts[own], &told)
            {
                let before = told.content.first().map_or(0, |s| s.end());
                others.iter().for_each(|i| drafts[*i].content.retain(|s| s.start() >= before));
            }
        } else if is_plain(scan, &told) && touched.iter().all(|i| is_part(&drafts[*i], &told)) {
            touched.iter().for_each(|i| drafts[*i].content.clear());
            held.add(scan, &told, drafts.len());
            drafts.push(told);
        }
    }
    drafts.retain(|d| !d.content.is_empty());
    drafts.sort_by_key(|d| (d.sentence, d.cue.start, d.content.first().copied()));
    drafts
}

/// Whether a draft of the rules has somebody, a finite verb, and a clause that is said.
fn is_clause(scan: &Scan<'_>, draft: &Draft) -> bool {
    let finite = draft.cue.clone().any(|t| scan.head(t).is_some_and(|h| h.forms.past || h.forms.third) || scan.bare_verb(t));
    let clause = draft.rule == BEFORE
        || [Right::That, Right::Clause].iter().any(|r| draft.rule == clause::rule_of(*r))
        || draft.rule == clause::rule_of(Right::Noun) && goes_on(scan, draft);
    draft.source.as_ref().is_some_and(|s| !s.shared) && finite && clause && !draft.act
}

/// "plans to visit", "pressed Sudland to sign", "his pledge to resign": an act that somebody is bound to or asked for.
fn binds(scan: &Scan<'_>, draft: &Draft) -> bool {
    let act = [Right::Infinitive, Right::Object].iter().any(|r| draft.rule == clause::rule_of(*r));
    let first = draft.content.first().map_or(0, |s| scan.doc.tokens_in(*s).start);
    // "asked for orders | requiring them to stop", "what she wants | and they go on"
    let party = !scan.word(first).ends_with("ing") && !scan.is(first, Class::COORDINATOR);
    // "prepared to sail": got ready, and offered nothing.
    let ready = scan.word(draft.cue.start).starts_with("prepar") && !(draft.cue.start > 0 && scan.is(draft.cue.start - 1, Class::BE));
    let to = scan.word(first) == "to" || scan.word(first) == "not" && scan.word(first + 1) == "to";
    let noun = draft.rule == NOUN && (to || first > 0 && scan.word(first - 1) == "that");
    let says =
        |s: &Source| !s.shared && (scan.agent(&Phrase { tokens: s.tokens.clone(), head: s.head }) || scan.is(s.head, Class::POSSESSIVE));
    let run = Tokens { scan, end: draft.cue.end };
    let binding = |t: usize| {
        let act = scan.lexicon.claims.acts.longest(&run, t).map(|hit| *hit.value);
        act.is_some_and(|a| {
            matches!(a, Act::Promise | Act::Decide | Act::Offer | Act::Refuse | Act::Threaten | Act::Demand | Act::Want | Act::Agree)
        })
    };
    (act || noun)
        && party
        && !ready
        && draft.source.as_ref().is_some_and(says)
        && draft.cue.clone().any(binding)
        && is_asserted(scan, draft)
}

/// Whether what looks like a noun goes on to a verb behind an aside: "the tax - which Ek vowed to keep - must go".
fn goes_on(scan: &Scan<'_>, draft: &Draft) -> bool {
    let [whole] = draft.content.as_slice() else { return false };
    let whole = scan.doc.tokens_in(*whole);
    let mut dashes = whole.clone().filter(|t| scan.is_dash(*t) && scan.quote(*t).is_none());
    let (opened, closed) = (dashes.next(), dashes.next());
    opened.is_some() && closed.is_some_and(|t| whole.contains(&(t + 1)) && scan.finite(t + 1))
}

/// Whether it is beyond doubt besides: somebody who can speak, and a verb that mostly stands before a clause ("claimed ten lives" has none).
fn is_plain(scan: &Scan<'_>, draft: &Draft) -> bool {
    let phrase = |s: &Source| Phrase { tokens: s.tokens.clone(), head: s.head };
    let that = draft.rule == BEFORE || draft.rule == clause::rule_of(Right::That);
    let says = scan.takes(draft.cue.clone(), Frames::BARE) && (that || !scan.takes(draft.cue.clone(), Frames::NP));
    says && draft.source.as_ref().is_some_and(|s| scan.agent(&phrase(s)))
}

/// Whether the encoder's draft is a verb of the clause that the other says, given to the same source.
fn is_part(draft: &Draft, told: &Draft) -> bool {
    let source = |d: &Draft| d.source.as_ref().map(|s| s.head);
    draft.cue.start >= told.cue.end && source(draft).is_none_or(|s| Some(s) == source(told))
}

/// "said the tax - which Ek vowed to keep - must go": what stands between two dashes inside what is said is part of it.
fn in_aside(scan: &Scan<'_>, draft: &Draft, told: &Draft) -> bool {
    let [whole] = told.content.as_slice() else { return false };
    let whole = scan.doc.tokens_in(*whole);
    let opened = (whole.start..draft.cue.start).rev().take(ASIDE).find(|t| scan.is_dash(*t));
    let closed = (draft.cue.end..whole.end).take(ASIDE).find(|t| scan.is_dash(*t));
    opened.is_some() && closed.is_some_and(|t| scan.finite(t + 1)) && whole.contains(&draft.cue.start)
}

/// "said the aim was to keep it | but change it | and hinted that": a piece before its own cue, in what another says.
fn strays(scan: &Scan<'_>, draft: &Draft, told: &Draft) -> bool {
    let [whole] = told.content.as_slice() else { return false };
    let before = draft.content.iter().filter(|s| whole.contains(**s)).count();
    let cue = scan.span(draft.cue.clone()).start();
    before > 0
        && before < draft.content.len()
        && whole.end() <= cue
        && !draft.content.iter().any(|s| s.overlaps(*whole) && !whole.contains(*s))
}

/// "said the aim was to keep it | but change it": content that the encoder cut off at a conjunct goes on as far as the rules read it.
fn with_conjunct(scan: &Scan<'_>, draft: &mut Draft, told: &Draft) -> bool {
    let ([piece], [whole]) = (draft.content.as_slice(), told.content.as_slice()) else { return false };
    let end = scan.doc.tokens_in(*piece).end;
    let cut = piece.start() == whole.start() && piece.end() < whole.end() && scan.is(end, Class::COORDINATOR);
    replaced(draft, *whole, cut)
}

/// "Speaking in Halden, | Ek said the aim was": a phrase before the speaker that is no clause is not what is said, where a clause stands behind
/// the verb.
fn behind_fronted(scan: &Scan<'_>, draft: &mut Draft, told: &Draft) -> bool {
    let ([piece], [whole]) = (draft.content.as_slice(), told.content.as_slice()) else { return false };
    let tokens = scan.doc.tokens_in(*piece);
    let first = scan.word(tokens.start);
    let opens = scan.doc.sentences[draft.sentence].tokens.start == tokens.start;
    let phrase = first.ends_with("ing") || first.ends_with("ed") || scan.is(tokens.start, Class::PREPOSITION);
    let plain = !scan.has_quote(tokens.clone()) && !scan.has_clause(tokens.clone());
    let fronted = opens && phrase && plain && tokens.end < draft.cue.start && scan.word(tokens.end) == "," && whole.start() > piece.end();
    replaced(draft, *whole, fronted)
}

/// "confirmed the port | was discussed", "said the port | , built last year, would close": content that the encoder cut off before its verb
/// goes on as far as the rules read it; `parted` where it took the aside for somebody's words. Whether it did.
fn with_verb(scan: &Scan<'_>, draft: &mut Draft, told: &Draft, parted: bool) -> bool {
    let ([piece], [whole]) = (draft.content.as_slice(), told.content.as_slice()) else { return false };
    let tokens = scan.doc.tokens_in(*piece);
    let cut = piece.start() == whole.start() && piece.end() < whole.end() && tokens.start >= draft.cue.end;
    let dash = parted && scan.is_dash(tokens.end) || scan.behind_aside(tokens.end, scan.doc.tokens_in(*whole).end).is_some();
    let breaks = if parted { scan.word(tokens.end) == "," } else { scan.finite(tokens.end) };
    replaced(draft, *whole, cut && (dash || breaks && !scan.has_clause(tokens)))
}

/// Gives a draft the content that the rules read, where that `holds`; whether it does.
fn replaced(draft: &mut Draft, whole: Span, holds: bool) -> bool {
    if holds {
        draft.content = vec![whole];
    }
    holds
}

/// Which draft holds each token as its cue, and which in any way.
struct Held {
    cue: Vec<Option<usize>>,
    any: Vec<Option<usize>>,
}

impl Held {
    fn of(scan: &Scan<'_>, drafts: &[Draft]) -> Self {
        let none = vec![None; scan.doc.tokens.len()];
        let mut held = Self { cue: none.clone(), any: none };
        drafts.iter().enumerate().for_each(|(index, draft)| held.add(scan, draft, index));
        held
    }

    fn add(&mut self, scan: &Scan<'_>, draft: &Draft, index: usize) {
        self.cue[draft.cue.clone()].fill(Some(index));
        let content = draft.content.iter().map(|s| scan.doc.tokens_in(*s));
        content.chain([draft.cue.clone()]).for_each(|tokens| self.any[tokens].fill(Some(index)));
    }

    /// The draft whose cue a cue shares a token with.
    fn cue(&self, draft: &Draft) -> Option<usize> {
        draft.cue.clone().find_map(|t| self.cue[t])
    }

    /// The drafts that hold a token of another.
    fn touched(&self, scan: &Scan<'_>, draft: &Draft) -> Vec<usize> {
        let content = draft.content.iter().map(|s: &Span| scan.doc.tokens_in(*s));
        let mut touched: Vec<usize> = content.chain([draft.cue.clone()]).flatten().filter_map(|t| self.any[t]).collect();
        touched.dedup();
        touched
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::relay::Relay;
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// The drafts of a text of which the encoder found some, by the words of source, cue and content.
    fn completed_by(text: &str, found: &[(&str, &str, &str)]) -> Vec<(String, String)> {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("t", text), lexicon);
        let scan = Scan::new(&doc, lexicon);
        let span = |part: &str| {
            let start = doc.text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let draft = |(source, cue, content): &(&str, &str, &str)| {
            let (source, cue) = (doc.tokens_in(span(source)), doc.tokens_in(span(cue)));
            let sentence = doc.sentences.partition_point(|s| s.tokens.end <= cue.start);
            let source = Source { head: source.end - 1, clause: source.start, tokens: source, inverted: false, shared: false };
            let content = content.split(" | ").map(span).collect();
            Draft { sentence, cue, source: Some(source), content, act: false, relay: Relay::None, rule: "test".into() }
        };
        let words = |d: Draft| {
            let content: Vec<&str> = d.content.iter().map(|s| doc.slice(*s)).collect();
            (doc.slice(scan.span(d.cue)).to_owned(), content.join(" | "))
        };
        completed(&scan, found.iter().map(draft).collect()).into_iter().map(words).collect()
    }

    fn said(cue: &str, content: &str) -> (String, String) {
        (cue.to_owned(), content.to_owned())
    }

    #[test]
    fn a_plain_saying_that_was_passed_over_is_found() {
        let text = "Ida Ek left. The union and the council said that the strike had ended on Sunday.";
        assert_eq!(completed_by(text, &[]), [said("said", "the strike had ended on Sunday")]);
        let text = "The storm claimed more than ten lives.";
        assert_eq!(completed_by(text, &[]), []);
    }

    #[test]
    fn an_act_that_somebody_is_bound_to_or_asked_for_is_found() {
        let text = "Ida Ek is planning to visit the port in May.";
        assert_eq!(completed_by(text, &[]), [said("planning", "to visit the port in May")]);
        let text = "Otto Berg's pledge to resign came too late.";
        assert_eq!(completed_by(text, &[]), [said("pledge", "to resign")]);
        let text = "Both crews prepared to sail in May.";
        assert_eq!(completed_by(text, &[]), []);
    }

    #[test]
    fn what_is_found_is_left_alone() {
        let text = "Ida Ek said the union had warned that the port would close.";
        let found = [("Ida Ek", "said", "the union had warned that the port would close")];
        assert_eq!(completed_by(text, &found), [said("said", found[0].2)]);
    }

    #[test]
    fn a_verb_inside_what_somebody_says_gives_way_to_all_of_it() {
        let text = "Ida Ek said one thing all members agree on is that the port must stay.";
        let found = [("Ida Ek", "agree on", "is that the port must stay")];
        assert_eq!(completed_by(text, &found), [said("said", "one thing all members agree on is that the port must stay")]);
    }

    #[test]
    fn an_aside_between_dashes_is_part_of_what_is_said() {
        let text = "Ida Ek suggested the pensions - which the Reformers pledged to protect - should be cut.";
        let found = [("Ida Ek", "suggested", "the pensions"), ("the Reformers", "pledged", "to protect - should be cut")];
        let whole = "the pensions - which the Reformers pledged to protect - should be cut";
        assert_eq!(completed_by(text, &found), [said("suggested", whole)]);
    }

    #[test]
    fn a_conjunct_is_whose_it_follows() {
        let text = "Ida Ek said the aim was to keep the harbour but build a larger wall and hinted that a bridge was likely.";
        let found =
            [("Ida Ek", "said", "the aim was to keep the harbour"), ("Ida Ek", "hinted", "build a larger wall | a bridge was likely")];
        let whole = "the aim was to keep the harbour but build a larger wall";
        assert_eq!(completed_by(text, &found), [said("said", whole), said("hinted", "a bridge was likely")]);
    }

    #[test]
    fn a_phrase_before_the_speaker_is_not_what_is_said() {
        let text = "Speaking in Halden last week, Ida Ek said the aim was to keep the harbour.";
        let found = [("Ida Ek", "said", "Speaking in Halden last week")];
        assert_eq!(completed_by(text, &found), [said("said", "the aim was to keep the harbour")]);
    }

    #[test]
    fn content_goes_on_to_its_verb() {
        let text = "Officials have confirmed the harbour was discussed when Ida Ek came.";
        let found = [("Officials", "have confirmed", "the harbour")];
        assert_eq!(completed_by(text, &found), [said("have confirmed", "the harbour was discussed when Ida Ek came")]);
        let text = "Ida Ek said the new fees, revealed in a written statement, would raise the tax.";
        let found = [("Ida Ek", "said", "the new fees"), ("Ida Ek", "revealed in a written statement", "would raise the tax")];
        assert_eq!(completed_by(text, &found), [said("said", "the new fees, revealed in a written statement, would raise the tax")]);
    }
}
