//! Who would do it: the subject of a clause seen from the speaker, the party asked, the one relayed.

use std::ops::Range;

use super::clause::{Reading, Subject};
use super::side::{Side, country, head};
use super::words::Words;
use super::{ClaimType, Group};
use crate::attribute::Attribution;
use crate::document::{TokenKind, squeeze};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};
use crate::{Document, Lexicon, Span};

/// The actors of a claim: the doer named as its subject, the party asked in a demand.
pub(super) fn actors(words: &Words<'_>, reading: &Reading, kind: ClaimType, side: &Side, lexicon: &Lexicon) -> Vec<String> {
    if reading.subject == Subject::Own
        && words.class(reading.subject_at.start, lexicon).any(Class::POSSESSIVE)
        && kind.group() == Group::Commitment
    {
        return side.countries.iter().take(1).cloned().collect();
    }
    // "Any ship will be sunk": whom a threat is about is its target, and who would do it is not said.
    let stops = kind == ClaimType::Threat && reading.at_main(Sign::Deprive);
    // "340 people had been killed", "the passengers will be refunded": what happens to one is no deed of his.
    let told = matches!(kind, ClaimType::Report | ClaimType::Commitment | ClaimType::Position) || kind.group() == Group::Demand;
    let suffers = told && reading.main > 0 && words.class(reading.main - 1, lexicon).any(Class::BE);
    if suffers && words.get(reading.main).ends_with("ed") {
        return Vec::new();
    }
    if kind == ClaimType::Threat && !stops && reading.subject != Subject::Own && reading.verb.is_some() {
        return Vec::new();
    }
    let named = match kind.group() {
        Group::Commitment | Group::Demand => true,
        Group::Position => kind == ClaimType::Position,
        Group::Assessment => kind == ClaimType::Report,
    };
    let asked = asked(words, reading, lexicon)
        .filter(|at| !serves(words, at.clone(), lexicon) && acts(words, at.clone(), lexicon))
        .or_else(|| bidden(words, reading, kind, lexicon))
        .filter(|at| is_party(words, at.clone(), lexicon));
    match (kind.group(), asked) {
        (Group::Demand, Some(party)) => names(words, party, lexicon),
        _ if !named || !matches!(reading.subject, Subject::Own | Subject::Party | Subject::Agent) && !reading.is(Sign::Willing) => {
            Vec::new()
        }
        _ if is_held(words, reading, lexicon) => Vec::new(),
        // "fairness requires that it be paid": who is to pay is not said.
        (Group::Demand, None) if reading.verb.is_some_and(|v| words.word(v).starts_with("require")) => Vec::new(),
        _ => {
            let at = doer(words, after_phrase(words, reading.subject_at.clone(), lexicon), lexicon);
            if is_party(words, at.clone(), lexicon) { names(words, at, lexicon) } else { Vec::new() }
        }
    }
}

/// "our goal is to win", "his fear": what the speaker has does nothing.
fn is_held(words: &Words<'_>, reading: &Reading, lexicon: &Lexicon) -> bool {
    let at = reading.subject_at.clone();
    let held = reading.subject == Subject::Own && words.class(at.start, lexicon).any(Class::POSSESSIVE);
    let (_, head) = head(words, at.skip(1).filter(|i| !words.mark(*i)).collect(), lexicon);
    held && head.last().is_some_and(|i| !words.agent(*i, lexicon) && !words.surface(*i).starts_with(char::is_uppercase))
}

/// Who acts, of the words of a subject: without the phrases behind a comma ("any raid, even for aid, without consent").
fn doer(words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let loose = |i: usize| words.class(i, lexicon).any(Class::ADVERB | Class::PREPOSITION);
    let comma = at.clone().find(|i| words.word(*i) == "," && i + 1 < at.end && loose(i + 1));
    // "Ek, the head of roads and rails,", "the party - which won -": an aside closes before the verb.
    let mark = |i: usize| matches!(words.word(i), "," | "-" | "--" | "\u{2013}" | "\u{2014}");
    let closes = at.end.checked_sub(1).filter(|last| at.contains(last) && mark(*last));
    let aside = closes.and_then(|last| at.clone().skip(1).find(|i| words.word(*i) == words.word(last)));
    at.start..comma.into_iter().chain(aside).min().unwrap_or(at.end)
}

/// The party between cue and content: "begged | the generals | to free her".
pub(super) fn told(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Vec<String> {
    /// How many tokens it may have.
    const REACH: usize = 8;
    let (Some(cue), Some(content)) = (attribution.cue.last(), attribution.content.first()) else { return Vec::new() };
    let (from, to) = (doc.tokens_in(*cue).end, doc.tokens_in(*content).start);
    let gap = (from < to && to - from <= REACH).then(|| doc.token_span(from..to)).flatten();
    let Some(words) = gap.map(|gap| Words::of(doc, &[gap], false)) else { return Vec::new() };
    let plain = (0..words.len()).all(|i| !words.mark(i) && !words.class(i, lexicon).any(Class::AUXILIARY | Class::RELATIVE));
    if plain && is_party(&words, 0..words.len(), lexicon) { names(&words, 0..words.len(), lexicon) } else { Vec::new() }
}

/// Whether a noun phrase without an article can be a party that is asked to act: "farmers", "police", not "urgent action".
fn acts(words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> bool {
    let from = at.start;
    let article = words.class(from, lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
    let (_, head) = head(words, at.filter(|i| !words.mark(*i) && !words.class(*i, lexicon).any(Class::ADVERB)).collect(), lexicon);
    let doer = |i: usize| words.agent(i, lexicon) || words.word(i).ends_with('s') || lexicon.people.is_generic_body(words.word(i));
    // "outlined their plans to pay"
    let owned = words.class(from, lexicon).any(Class::POSSESSIVE) && head.last().is_some_and(|i| !words.agent(*i, lexicon));
    // "wants the ability to strike", "called for a chance to vote"
    let abstract_noun = head.last().is_some_and(|i| words.job(*i, lexicon).any(Job::ROOM));
    !owned
        && !abstract_noun
        && (article || head.iter().any(|i| words.surface(*i).starts_with(char::is_uppercase)) || head.last().is_none_or(|i| doer(*i)))
}

/// "a new plan for Sudland", unlike "the minister for roads": who is to act cannot be told.
fn serves(words: &Words<'_>, mut at: Range<usize>, lexicon: &Lexicon) -> bool {
    at.next();
    at.any(|i| words.word(i) == "for" && !words.agent(i - 1, lexicon))
}

/// Whether a noun phrase can be a party that acts: not "a levy", "any attempt", "the army's budget".
fn is_party(words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> bool {
    let places: Vec<usize> = at.clone().filter(|i| !words.mark(*i) && !words.class(*i, lexicon).any(Class::ADVERB)).collect();
    let loose = words.job(at.start, lexicon).any(Job::INDEFINITE);
    let (owner, head) = head(words, places, lexicon);
    let agent = |i: &usize| words.agent(*i, lexicon) || words.surface(*i).starts_with(char::is_uppercase);
    let owned = owner.first().is_some_and(|i| *i < head.first().copied().unwrap_or(0))
        && owner.iter().any(|i| words.mark(*i) || words.word(*i) == "'s");
    !loose && !owned || head.last().is_some_and(agent)
}

/// Past a phrase before the subject without a comma: "after the verdict the premier should go".
fn after_phrase(words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    if !words.class(at.start, lexicon).any(Class::PREPOSITION) {
        return at;
    }
    let last = at.clone().rev().find(|i| words.class(*i, lexicon).any(Class::DETERMINER));
    last.map_or(at.clone(), |i| i..at.end)
}

/// "Sudland" of "urged Sudland to pay".
fn asked(words: &Words<'_>, reading: &Reading, lexicon: &Lexicon) -> Option<Range<usize>> {
    /// How long a party may be.
    const REACH: usize = 12;
    if reading.infinitive || reading.imperative || reading.subject == Subject::Own {
        return None;
    }
    let end = (1..words.len().min(REACH)).find(|i| words.word(*i) == "to")?;
    let verb = [Sign::Undertake, Sign::Outcome, Sign::Base, Sign::Demand, Sign::Deprive, Sign::Agree]
        .into_iter()
        .any(|s| words.sign(s, end + 1, lexicon));
    // "called for tariffs to be cut": who is to cut them is not said.
    let passive =
        words.get(end + 1) == "be" && (words.get(end + 2).ends_with("ed") || words.class(end + 2, lexicon).any(Class::PARTICIPLE));
    let free =
        reading.verb.is_none_or(|v| v >= end) && !passive && (verb || words.class(end + 1, lexicon).any(Class::BASE | Class::ADVERB));
    free.then(|| 0..end - usize::from(words.word(end - 1) == "not"))
}

/// "Sudland" of "demanded Sudland pull back": the words before a bare verb.
fn bidden(words: &Words<'_>, reading: &Reading, kind: ClaimType, lexicon: &Lexicon) -> Option<Range<usize>> {
    /// How long a party may be.
    const REACH: usize = 8;
    // "Sudish prisoners to be freed"
    let freed = |i: usize| words.word(i) == "to" && words.word(i + 1) == "be" && words.get(i + 2).ends_with("ed");
    let owned = words.class(0, lexicon).any(Class::POSSESSIVE);
    if kind.group() != Group::Demand || !reading.nominal() || owned || (1..words.len().min(REACH)).any(freed) {
        return None;
    }
    let capital = |i: &usize| words.surface(*i).starts_with(char::is_uppercase);
    let run = (0..words.len()).take_while(capital).count();
    if run > 0 && words.get(run) == "'s" {
        // "Ek's dismissal"
        return None;
    }
    if run > 0 {
        // "Sudish militia"
        return Some(0..run + usize::from(words.agent(run, lexicon)));
    }
    // "congressional approval", "the complete repeal of": nouns, with nobody before them.
    let noun = |i: usize| ["ion", "ment", "val"].iter().any(|end| words.word(i).ends_with(end)) || words.get(i + 1) == "of";
    let bare = |i: usize| words.sign(Sign::Undertake, i, lexicon) && !words.word(i).ends_with('s') && !noun(i);
    let end = (1..words.len().min(REACH))
        .take_while(|i| !words.class(*i, lexicon).any(Class::PREPOSITION) && words.word(*i) != "to")
        .find(|i| bare(*i))?;
    Some(0..end)
}

/// The names in a noun phrase: parts of a list one by one, countries by their usual name, pronouns none.
pub(super) fn names(words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut part = at.start;
    let at = at.start..at.end.min(words.len());
    for i in at.clone() {
        if matches!(words.word(i), "and" | "," | "or") && !inside_name(words, i) {
            push(words, part..i, lexicon, &mut out);
            part = i + 1;
        }
    }
    push(words, part..at.end, lexicon, &mut out);
    out
}

/// Whether an "and" or a comma belongs to a name: "the Office of Roads and Bridges".
fn inside_name(words: &Words<'_>, at: usize) -> bool {
    let span = words.span(at);
    let before = words.doc.mentions.partition_point(|m| m.name.start() <= span.start());
    words.doc.mentions[..before].iter().rev().take(3).any(|m| m.name.contains(span) && m.name.end() > span.end())
}

fn push(words: &Words<'_>, mut at: Range<usize>, lexicon: &Lexicon, out: &mut Vec<String>) {
    // "the man who fled", "the premier to agree at once": who it is ends there; "he still" ends with an adverb.
    // What another piece of the content opens with is who acts: "a week ago | Ek".
    at.start = (at.start + 1..at.end).rev().find(|i| words.opens(*i)).unwrap_or(at.start);
    // "Anyone who pays" is told by the clause alone.
    let anyone = words.job(at.start, lexicon).any(Job::WHOEVER);
    // "the leaders we pay for"
    let clause = |i: usize| words.class(i, lexicon).any(Class::RELATIVE) || matches!(words.word(i), "we" | "i" | "they" | "he" | "she");
    let goes_on = |i: &usize| words.word(*i) == "to" || !anyone && clause(*i);
    at.end = (at.start + 1..at.end).find(goes_on).unwrap_or(at.end);
    while at.end > at.start + 1 && words.class(at.end - 1, lexicon).any(Class::ADVERB) {
        at.end -= 1;
    }
    if at.start < at.end
        && words.job(at.start, lexicon).any(Job::WH)
        && at.len() > 1
        && words.class(at.start, lexicon).any(Class::SUBORDINATOR)
    {
        at.start += 1;
    }
    let relative = words.class(at.start, lexicon).any(Class::RELATIVE) || words.job(at.start, lexicon).any(Job::WH);
    if at.start < at.end && (relative || words.word(at.start) == "including") {
        return;
    }
    while at.start < at.end
        && (words.class(at.start, lexicon).any(Class::DETERMINER | Class::ADVERB | Class::PREPOSITION) || words.mark(at.start))
        && !matches!(words.word(at.start), "all" | "both" | "other")
    {
        at.start += 1;
    }
    // "residents Friday"
    let day = Class::WEEKDAY | Class::MONTH;
    while at.end > at.start + 1 && words.class(at.end - 1, lexicon).any(day) && words.surface(at.end - 2).starts_with(char::is_lowercase) {
        at.end -= 1;
    }
    // "Ek last year"
    let behind = |i: usize| words.class(i, lexicon).any(Class::TIME) && matches!(words.word(i - 1), "last" | "this" | "next");
    if at.end > at.start + 2 && behind(at.end - 1) {
        at.end -= 2;
    }
    // "earlier Wednesday, four soldiers died", "the plan | the deputies back": no doer.
    let time = |i: usize| words.class(i, lexicon).any(Class::TIME | Class::WEEKDAY | Class::MONTH);
    let article =
        |i: usize| matches!(words.word(i), "the" | "a" | "an") && !words.class(i - 1, lexicon).any(Class::PREPOSITION | Class::COORDINATOR);
    if at.clone().all(time) || (at.start + 1..at.end).any(article) {
        return;
    }
    let lone = |i: usize| {
        words.job(i, lexicon).any(Job::PRONOUN | Job::WHOEVER)
            || words.class(i, lexicon).any(Class::OBJECT_PRONOUN)
            || matches!(words.word(i), "let" | "one")
    };
    let pronoun = at.len() == 1 && lone(at.start);
    let Some(span) = words.cover(at.clone()).filter(|_| !pronoun && at.start < at.end) else { return };
    let text = words.doc.slice(span);
    // "Norway's president" is he, "Norway's forces" are Norway.
    let person = words.get(at.start + 1) == "'s" && lexicon.people.role(words.word(at.end - 1)).is_some();
    let forces =
        at.len() > 1 && !person && country(words.surface(at.start), lexicon).is_some() && words.sign(Sign::Agent, at.end - 1, lexicon);
    let name = country(text, lexicon).or_else(|| forces.then(|| country(words.surface(at.start), lexicon)).flatten());
    let name = name.unwrap_or_else(|| squeeze(text));
    if !out.contains(&name) {
        out.push(name);
    }
}

/// Whom the claim is directed at: the named party of an accusation, of criticism, of a threat.
pub(super) fn targets(words: &Words<'_>, reading: &Reading, kind: ClaimType, lexicon: &Lexicon) -> Vec<String> {
    /// How long a party may be.
    const REACH: usize = 10;
    if !matches!(kind, ClaimType::Accusation | ClaimType::Praise | ClaimType::Threat) {
        return Vec::new();
    }
    let stops = kind == ClaimType::Threat && reading.at_main(Sign::Deprive);
    if reading.verb.is_some() && matches!(reading.subject, Subject::Party | Subject::Agent) && !stops {
        // "the minister of having lied"
        let at = reading.subject_at.clone();
        let of = |i: &usize| kind == ClaimType::Accusation && words.job(*i, lexicon).any(Job::ENDS_PARTY);
        let end = at.clone().skip(1).find(of).map_or(at.end, |i| i - usize::from(words.word(i - 1) == "of"));
        return names(words, at.start..end, lexicon);
    }
    // "we regret it", "to leave the talks": a clause of one's own names nobody it is directed at.
    if reading.verb.is_some() && reading.subject != Subject::None || reading.infinitive {
        return Vec::new();
    }
    let ends = |i: &usize| {
        matches!(words.word(*i), "of" | "for" | "over" | "as" | "," | "'s")
            || words.mark(*i)
            || words.job(*i, lexicon).any(Job::ENDS_PARTY | Job::INDEFINITE)
    };
    let end = (1..words.len().min(REACH)).find(ends).unwrap_or_else(|| words.len().min(REACH));
    let named =
        (0..end).any(|i| words.doc.tokens[words.token(i)].kind == TokenKind::Word && words.surface(i).starts_with(char::is_uppercase));
    if named { names(words, 0..end, lexicon) } else { Vec::new() }
}

/// Keeps only spans inside `content`; used by all that mark words of a claim.
pub(super) fn inside(span: Span, content: &[Span]) -> bool {
    content.iter().any(|c| c.contains(span))
}
