//! Claims put together: an attribution is parted, each part is read and typed, parts of one act are joined again.

use std::collections::BTreeSet;
use std::ops::Range;

use super::act::{self, Cue};
use super::actors;
use super::behind;
use super::clause::{self, Reading, Subject};
use super::condition::{self, Condition};
use super::kind::{self, Evidence, Verdict};
use super::side::Side;
use super::split::{self, Joint, Unit};
use super::words::Words;
use super::{Claim, ClaimType, Group, limits, modality, topics};
use crate::attribute::{Attribution, QuoteType};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Sign};
use crate::{Document, Lexicon, Span};

/// What all parts of an attribution share.
struct Context<'a> {
    doc: &'a Document,
    index: usize,
    attribution: &'a Attribution,
    cue: Cue,
    side: Side,
    /// What the document speaks of.
    spoken: &'a BTreeSet<usize>,
    lexicon: &'a Lexicon,
}

/// A part of a sentence with what was found of it.
struct Part {
    at: Range<usize>,
    joint: Joint,
    conditions: Vec<Range<usize>>,
    reading: Reading,
    verdict: Verdict,
    /// What the part before asks for is the condition of this one: "come with half and I'll find the rest".
    bargain: bool,
}

impl Part {
    /// Makes it what is asked for.
    fn ask(&mut self) {
        if self.verdict.kind.group() != Group::Demand {
            self.verdict =
                Verdict::new(ClaimType::Demand, kind::sure::MODAL, "clause: asked for, and something promised or threatened for it");
        }
    }

    /// Whether it says what another is to do: an imperative, or "you pay half".
    fn asks(&self) -> bool {
        let r = &self.reading;
        r.imperative && !r.negated || r.subject == Subject::You && r.group.is_empty() && r.verb == Some(r.main) && !r.question
    }
}

/// Adds the claims of one attribution.
pub(super) fn claims_of(
    doc: &Document,
    (index, attribution): (usize, &Attribution),
    spoken: &BTreeSet<usize>,
    lexicon: &Lexicon,
    out: &mut Vec<Claim>,
) {
    let side = Side::of(doc, attribution, lexicon);
    let cue = act::cue(doc, attribution, lexicon);
    // "He did not say when the port would open", "did not repeat the pledge": what was not said is no claim.
    // "Parliament still has to approve the loan": nor is what is still to be done.
    if act::unsaid(doc, attribution, &cue, lexicon) || cue.due {
        return;
    }
    let context = Context { doc, index, attribution, cue, side, spoken, lexicon };
    let start = out.len();
    let said = said(doc, attribution, lexicon);
    let spans = behind::rejoined(doc, &said, lexicon);
    for (n, unit) in split::units(doc, &spans).iter().enumerate() {
        for (claim, fragment) in context.unit(unit, n == 0) {
            let restates = out[start..].last().is_some_and(|last| fragment || restates(doc, last, &claim));
            match out.last_mut().filter(|_| restates) {
                Some(last) => join(last, claim),
                None => out.push(claim),
            }
        }
    }
    // What was read over the words between two pieces is still only what was said.
    if spans.len() < said.len() {
        for claim in &mut out[start..] {
            claim.content = claim.content.iter().flat_map(|s| said.iter().filter_map(|p| p.intersection(*s))).collect();
        }
    }
}

/// The content without the relative pronoun that stands for its other piece: "the tolls … that" of "the tolls that Ek imposed".
fn said(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Vec<Span> {
    let stands_in = |s: &&Span| relative(doc, **s, lexicon);
    let rest: Vec<Span> = attribution.content.iter().filter(|s| !stands_in(s)).copied().collect();
    if rest.is_empty() { attribution.content.clone() } else { rest }
}

/// Whether a span is nothing but a relative pronoun.
pub(super) fn relative(doc: &Document, span: Span, lexicon: &Lexicon) -> bool {
    let tokens = doc.tokens_in(span);
    tokens.len() == 1 && lexicon.grammar.class(doc.word(tokens.start)).any(Class::RELATIVE)
}

/// Whether a sentence only says again what the one before said: same kind of assessment, nothing new spoken of, and short.
fn restates(doc: &Document, last: &Claim, next: &Claim) -> bool {
    /// Words that a restatement may have.
    const SHORT: usize = 9;
    let words: usize = next.content.iter().map(|s| doc.tokens_in(*s).len()).sum();
    last.group() == Group::Assessment
        && last.kind == next.kind
        && last.polarity == next.polarity
        && next.conditions.is_empty()
        && words <= SHORT
}

fn join(last: &mut Claim, next: Claim) {
    last.content.extend(next.content);
    last.topics.extend(next.topics.into_iter().filter(|t| !last.topics.contains(t)).collect::<Vec<_>>());
    last.reasons.push("joined: restated".into());
}

impl Context<'_> {
    /// The claims of one sentence of content, each with whether it is a mere fragment ("Not ten. One.").
    fn unit(&self, unit: &Unit, first: bool) -> Vec<(Claim, bool)> {
        /// Words that a fragment may have.
        const SHORT: usize = 6;
        let words = Words::of(self.doc, &unit.spans, self.attribution.quote_type == QuoteType::Direct);
        let found = condition::conditions(&words, self.cue.act == Act::Refuse && !self.cue.negated, self.lexicon);
        let blocked = |at: usize| condition::holds(&found, at);
        let cuts = split::cuts(&words, blocked, self.lexicon);
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        for n in 0..=cuts.len() {
            let end = cuts.get(n).map_or(words.len(), |c| c.end);
            let joint = n.checked_sub(1).map_or(Joint::Strong, |n| cuts[n].joint);
            if let Some(part) = self.part(
                &words,
                start..end.max(start),
                joint,
                &found,
                first && (n == 0 || joint != Joint::Strong || governs(&self.cue)),
                parts.last(),
            ) {
                if let Some(before) = parts.last_mut().filter(|_| part.bargain) {
                    before.ask();
                }
                parts.push(part);
            }
            start = cuts.get(n).map_or(words.len(), |c| c.start);
        }
        // "signed off on a package. … prices": a thing named in a sentence of its own, which nobody has said.
        let deed = self.attribution.quote_type == QuoteType::Act;
        if !first && !words.any_quoted() && (deed || parts.iter().all(|p| p.reading.nominal())) {
            return Vec::new();
        }
        let parts = merged(parts);
        let whole = parts.len() == 1;
        let fragment = |part: &Part| !first && whole && part.reading.nominal() && words.len() <= SHORT;
        let mut claims: Vec<(Claim, bool)> = Vec::new();
        for part in parts {
            let (fragment, shares) = (fragment(&part), matches!(part.joint, Joint::Verb | Joint::Bare));
            let mut claim = self.claim(&words, unit, part, whole);
            if let Some((before, _)) = claims.last().filter(|_| shares && claim.actors.is_empty()) {
                claim.actors.clone_from(&before.actors);
            }
            claims.push((claim, fragment));
        }
        claims
    }

    /// Reads and types the words of a part.
    fn part(
        &self,
        words: &Words<'_>,
        at: Range<usize>,
        joint: Joint,
        found: &[Condition],
        first: bool,
        before: Option<&Part>,
    ) -> Option<Part> {
        let shares = joint != Joint::Clause && joint != Joint::Strong;
        // "and that", ";": a condition of the clause before holds no longer.
        let ended = joint == Joint::Strong && at.start > 0;
        let conditions: Vec<&Condition> =
            condition::of_part(found, &at, shares).into_iter().filter(|c| !ended || c.at.start >= at.start).collect();
        let main =
            words.part(at.clone()).filtered(|i| !condition::holds(found, i + at.start) && !condition::aside(words, found, i + at.start));
        if (0..main.len()).all(|i| main.mark(i)) && !unit_without_words(words) {
            return None;
        }
        let mut reading = clause::read(&main, &self.side, self.lexicon);
        match (joint, before) {
            (Joint::Relative, _) => reading.subject = Subject::Agent,
            // "We wait, but do not have any": no call to anybody.
            (Joint::Verb, Some(before)) => {
                reading.subject = before.reading.subject;
                let own = before.reading.subject == Subject::Own;
                reading.imperative &= !own || before.reading.imperative || before.reading.verb.is_none();
                reading.others = before.reading.others;
            }
            (Joint::Bare, Some(before)) => {
                reading.subject = before.reading.subject;
                reading.subject_at = 0..0;
                reading.group.clone_from(&before.reading.group);
                (reading.negated, reading.imperative, reading.verb, reading.main) = (before.reading.negated, false, Some(0), 0);
            }
            _ => {}
        }
        let joiner = at.start.checked_sub(1).map_or("", |i| words.get(i));
        let either = |b: &Part| words.get(b.at.start) == "either";
        let bargain = before
            .filter(|b| joint == Joint::Clause && (b.asks() || either(b)) && matches!(joiner, "and" | "or" | "else") && acts(&reading));
        let offered = before.is_some_and(|b| joint == Joint::Verb && b.verdict.kind.group() == Group::Commitment);
        let evidence = Evidence {
            offered,
            official: self.side.official,
            observer: self.side.observer,
            outsider: self.side.outsider,
            text: self.side.text,
            cue: &self.cue,
            words: &main,
            reading: &reading,
            conditional: !conditions.is_empty() || bargain.is_some(),
            hostile: bargain.is_some() && joiner != "and" || conditions.iter().any(|c| condition::hostile(words, c, self.lexicon)),
            bargain: bargain.is_some(),
            unreal: conditions.iter().any(|c| words.word(c.at.start) == "had"),
            joint: self.attribution.speakers.len() > 1,
            first,
            lexicon: self.lexicon,
        };
        let verdict = kind::decide(&evidence)?;
        let binds = matches!(verdict.kind.group(), Group::Commitment | Group::Demand) || matches!(verdict.kind, ClaimType::Position);
        // "Nothing is agreed until all is agreed": what is said not to be waits for it.
        let waits = reading.negated && reading.verb.is_some_and(|v| present(&main, v, self.lexicon));
        let holds = |c: &&Condition| !c.event || binds || waits && words.word(c.at.start) != "without";
        let mut conditions: Vec<Range<usize>> = conditions.into_iter().filter(holds).map(|c| c.at.clone()).collect();
        if conditions.is_empty() && matches!(verdict.kind, ClaimType::Commitment | ClaimType::Offer) {
            conditions.extend(condition::presupposed(&words.part(at.clone()), self.lexicon).map(|c| c.start + at.start..c.end + at.start));
        }
        let bargain = bargain.filter(|_| verdict.kind.group() == Group::Commitment).map(|b| b.at.clone());
        conditions.extend(bargain.clone());
        conditions.sort_by_key(|c| c.start);
        Some(Part { at, joint, conditions, reading, verdict, bargain: bargain.is_some() })
    }

    /// Puts a claim together.
    fn claim(&self, words: &Words<'_>, unit: &Unit, part: Part, whole: bool) -> Claim {
        let content = if whole { unit.spans.clone() } else { self.content(words, unit, &part.at) };
        let main = words.part(part.at.clone()).filtered(|i| !part.conditions.iter().any(|c| c.contains(&(i + part.at.start))));
        let kind = part.verdict.kind;
        let hits = topics::topics(&main, self.spoken, self.lexicon);
        let id = |topic: usize| self.lexicon.topics.id(topic);
        let why = hits.iter().map(|(topic, phrase)| format!("topic {}: \"{phrase}\"", id(*topic)));
        let reasons = std::iter::once(part.verdict.reason.clone()).chain(why).collect();
        let topics = hits.keys().map(|topic| id(*topic).to_owned()).collect();
        let limited = matches!(kind.group(), Group::Commitment | Group::Demand) || kind == ClaimType::Position;
        let limits = if limited { limits::limits(&main, self.lexicon) } else { Vec::new() };
        Claim {
            attribution: self.index,
            kind,
            strength: modality::strength(&part.verdict, &part.reading, !part.conditions.is_empty()),
            polarity: modality::polarity(&part.verdict, &part.reading),
            limits: limits.into_iter().filter(|l| actors::inside(*l, &content)).collect(),
            clause: (part.reading.verb.is_some() || part.reading.imperative) && !turned(&part),
            dates: Vec::new(),
            amounts: Vec::new(),
            places: Vec::new(),
            conditions: part
                .conditions
                .iter()
                .filter_map(|c| words.cover(c.clone()))
                .filter(|c| actors::inside(*c, &unit.spans))
                .map(|c| balanced(self.doc, c, &unit.spans))
                .collect(),
            actors: self.actors(&main, &part.reading, kind),
            targets: actors::targets(&main, &part.reading, kind, self.lexicon),
            topics,
            confidence: part.verdict.confidence,
            reasons,
            content,
        }
    }

    /// Who would do it.
    fn actors(&self, main: &Words<'_>, reading: &Reading, kind: ClaimType) -> Vec<String> {
        if self.names_deed() {
            return Vec::new();
        }
        let found = actors::actors(main, reading, kind, &self.side, self.lexicon);
        let told = found.is_empty() && kind.group() == Group::Demand && reading.infinitive;
        if told { actors::told(self.doc, self.attribution, self.lexicon) } else { found }
    }

    /// Whether the content is the thing signed, hailed, rejected rather than a clause.
    fn names_deed(&self) -> bool {
        self.attribution.quote_type == QuoteType::Act && self.cue.act != Act::Demand
    }

    /// The spans of a part of a sentence, quotation marks at its edges included.
    fn content(&self, words: &Words<'_>, unit: &Unit, at: &Range<usize>) -> Vec<Span> {
        let Some(cover) = words.cover(at.clone()) else { return unit.spans.clone() };
        let last = at.end == words.len();
        let cover = match unit.spans.last() {
            Some(end) if last => cover.cover(Span::new(end.end(), end.end())),
            _ => cover,
        };
        let cover = balanced(self.doc, cover, &unit.spans);
        unit.spans.iter().filter_map(|s| s.intersection(cover)).collect()
    }
}

/// Whether the cue says no to words that by themselves say yes: "denied | he had paid".
fn turned(part: &Part) -> bool {
    let against = matches!(part.verdict.kind, ClaimType::Refusal | ClaimType::Denial) || part.verdict.negative == Some(true);
    part.verdict.by_cue && against && !part.reading.negated
}

/// With the quotation marks just outside, of quotations whose words are all inside; never beyond the content.
fn balanced(doc: &Document, span: Span, content: &[Span]) -> Span {
    let reach = |a: usize, b: usize| a <= b && !doc.text[a..b].contains(char::is_alphanumeric);
    let first = doc.quotations.partition_point(|q| q.outer.start() < span.start()).saturating_sub(2);
    let Some(piece) = content.iter().find(|c| c.contains(span)) else { return span };
    let near = doc.quotations[first..].iter().take_while(|q| q.outer.start() < span.end());
    let whole = near.filter(|q| {
        let (opens, closes) = (q.outer.start() < span.start(), q.outer.end() > span.end());
        let starts = !opens || reach(q.outer.start(), span.start());
        let ends = !closes || q.inner.end() >= span.start() && reach(span.end().min(q.inner.end()), q.inner.end());
        !q.open && starts && ends && piece.contains(q.outer)
    });
    whole.fold(span, |all, q| all.cover(q.outer))
}

/// Whether the speaker's side does or will do something.
fn acts(reading: &Reading) -> bool {
    let will = reading.is(Sign::Will) || reading.is(Sign::Would);
    reading.subject == Subject::Own && (will || reading.group.is_empty() && reading.verb == Some(reading.main))
}

/// Whether a verb tells of what is or will be.
fn present(words: &Words<'_>, verb: usize, lexicon: &Lexicon) -> bool {
    words.class(verb, lexicon).any(Class::MODAL) || matches!(words.word(verb), "is" | "are" | "am")
}

fn unit_without_words(words: &Words<'_>) -> bool {
    words.len() == 0
}

/// Whether a cue types all that is joined to its clause ("pledged to ... and to ...").
fn governs(cue: &Cue) -> bool {
    !act::neutral(cue.act)
}

/// Parts joined again where neither type nor act changes.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        let keep = out.last().is_none_or(|last| parted(last, &part));
        match out.last_mut().filter(|_| !keep) {
            Some(last) => {
                last.at.end = part.at.end;
                last.conditions.extend(part.conditions.into_iter().filter(|c| !last.conditions.contains(c)).collect::<Vec<_>>());
            }
            None => out.push(part),
        }
    }
    out
}

/// Whether two conjuncts stay apart.
fn parted(last: &Part, next: &Part) -> bool {
    let (a, b) = (&last.verdict, &next.verdict);
    let acts = |v: &Verdict| matches!(v.kind.group(), Group::Commitment | Group::Demand);
    let differ = a.kind.group() != b.kind.group();
    match next.joint {
        Joint::Strong | Joint::Bare => differ || acts(b) || a.kind != b.kind,
        Joint::Clause => differ || acts(a) && acts(b),
        Joint::Verb => {
            let kinds = [a.kind, b.kind];
            // "is ready to pay and will send ships": willing the one, bound to the other.
            let firmer = kinds == [ClaimType::Offer, ClaimType::Commitment] && !b.tentative;
            differ && (acts(a) || acts(b)) || a.kind != b.kind && kinds.contains(&ClaimType::Refusal) || firmer
        }
        Joint::Relative => a.kind == ClaimType::Agreement && b.kind.group() == Group::Commitment,
    }
}
