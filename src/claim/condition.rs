//! Conditions: "if ...", "unless ...", "after a truce", before or after the main clause, or presupposed ("to monitor a truce").

use std::ops::Range;

use super::clause::is_pronoun;
use super::extent::{clause_end, phrase_end};
use super::inverted::inverted;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, ConditionWord, Job, Sign};

/// A condition found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    /// The words of it.
    pub(super) at: Range<usize>,
    /// Whether it stands before the main clause, and so holds for all that follows.
    pub(super) leads: bool,
    /// Whether only an act can hang on it ("after ...", "until ..."): with plain assertions it is a time.
    pub(super) event: bool,
}

/// The conditions of a sentence, in order, apart from each other; `refused` tells that the cue says no to all of it ("refused to ...").
/// Cost: linear in its words.
pub(super) fn conditions(words: &Words<'_>, refused: bool, lexicon: &Lexicon) -> Vec<Condition> {
    let mut found: Vec<Condition> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(hit) = lexicon.claims.conditions.longest(words, at) else {
            at += 1;
            continue;
        };
        match condition(words, at..at + hit.len, *hit.value, refused, lexicon) {
            Some(condition) => {
                at = condition.at.end.max(at + 1);
                found.push(condition);
            }
            None => at += hit.len,
        }
    }
    found
}

/// Whether a place lies in one of the conditions of its sentence.
pub(super) fn holds(found: &[Condition], at: usize) -> bool {
    found.get(found.partition_point(|c| c.at.end <= at)).is_some_and(|c| c.at.contains(&at))
}

/// Whether a place holds one of the two commas around a condition: "would, if asked, pay".
pub(super) fn aside(words: &Words<'_>, found: &[Condition], at: usize) -> bool {
    let parted = |c: &&Condition| c.at.start > 0 && words.word(c.at.start - 1) == "," && words.get(c.at.end) == ",";
    let near = found.partition_point(|c| c.at.end < at);
    words.word(at) == "," && found[near..].iter().take(2).filter(parted).any(|c| at + 1 == c.at.start || at == c.at.end)
}

/// The conditions of a part of a sentence: those in it, and those before it that lead, or that hold for all that shares a subject.
pub(super) fn of_part<'c>(found: &'c [Condition], part: &Range<usize>, shares: bool) -> Vec<&'c Condition> {
    /// How many conditions are carried on; more stand only in text that is no prose.
    const CARRIED: usize = 4;
    let from = found.partition_point(|c| c.at.end <= part.start);
    let before = found[from.saturating_sub(CARRIED)..from].iter().filter(|c| c.leads || shares);
    let inside = found[from..].iter().take_while(|c| c.at.end <= part.end).filter(|c| part.start <= c.at.start);
    before.chain(inside).collect()
}

fn condition(words: &Words<'_>, opener: Range<usize>, word: ConditionWord, refused: bool, lexicon: &Lexicon) -> Option<Condition> {
    let after = opener.end;
    let at = opener.start + usize::from(words.mark(opener.start));
    let leads = opens_clause(words, at);
    if word == ConditionWord::Whole {
        return Some(Condition { at: at..after, leads, event: false });
    }
    if after >= words.len() || words.mark(after) && words.word(after) != "(" {
        return None;
    }
    // "the problem at the moment is"
    let moment = words.word(at) == "the" && at > 0 && words.class(at - 1, lexicon).any(Class::PREPOSITION);
    // "has until Friday to agree"
    let term = word == ConditionWord::Until && at > 0 && words.class(at - 1, lexicon).any(Class::HAVE);
    let (end, event) = match word {
        _ if term => return None,
        _ if moment => return None,
        _ if is_subject(words, at, after, lexicon) => return None,
        // "ruled against it on the basis that it is unfair": why, where nothing is promised.
        ConditionWord::Clause if words.get(at + 2) == "basis" && !(0..at).any(|i| words.class(i, lexicon).any(Class::MODAL)) => {
            return None;
        }
        _ if asks_if(words, at, lexicon) => return None,
        ConditionWord::Clause if words.get(at + 1) == "day" && was_day(words, at, after, lexicon) => return None,
        ConditionWord::Clause => (clause_end(words, after, leads, lexicon), false),
        // "pending legislation"
        ConditionWord::Noun
            if words.word(at) == "pending"
                && !words.class(after, lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
                && !(at > 0 && words.word(at - 1) == ",") =>
        {
            return None;
        }
        ConditionWord::Noun => (with_gerund(words, phrase_end(words, after, lexicon), lexicon), false),
        // "until 2030 to stop the spills", "until next May": a date.
        ConditionWord::Until if words.number(after) || words.class(after, lexicon).any(Class::MONTH) => return None,
        ConditionWord::Until if has_verb(words, after, lexicon) || event_head(words, after, lexicon) => {
            (clause_end(words, after, leads, lexicon), true)
        }
        // "the terror that once came"
        ConditionWord::Once if at > 0 && words.class(at - 1, lexicon).any(Class::RELATIVE) => return None,
        ConditionWord::Once
            if (leads || !words.word(after).ends_with("ed") && !words.class(after, lexicon).any(Class::AUXILIARY | Class::PAST))
                && has_verb(words, after, lexicon) =>
        {
            (clause_end(words, after, leads, lexicon), false)
        }
        ConditionWord::After if event_head(words, after, lexicon) => {
            let end = if has_subject_verb(words, after, lexicon) {
                clause_end(words, after, leads, lexicon)
            } else {
                phrase_end(words, after, lexicon)
            };
            (end, true)
        }
        ConditionWord::Before
            if (refused && !timed(words, at, lexicon) || bars(words, at, leads, lexicon)) && has_verb(words, after, lexicon) =>
        {
            (clause_end(words, after, leads, lexicon), true)
        }
        ConditionWord::Without if lacks(words, at, after, leads, lexicon) => (phrase_end(words, after, lexicon), true),
        ConditionWord::When if waits(words, at, after, lexicon) => (clause_end(words, after, leads, lexicon), true),
        ConditionWord::While if excludes(words, at, leads, refused, lexicon) && has_verb(words, after, lexicon) => {
            (clause_end(words, after, leads, lexicon), true)
        }
        ConditionWord::After if awaited(words, at, after, lexicon) => (clause_end(words, after, leads, lexicon), true),
        ConditionWord::Provided if provided(words, at, after, lexicon) => (clause_end(words, after, leads, lexicon), false),
        ConditionWord::Inverted if inverted(words, at, leads, lexicon) => (clause_end(words, after, true, lexicon), false),
        ConditionWord::Within if event_head(words, after, lexicon) && !happened(words, at, after, lexicon) => {
            (phrase_end(words, after, lexicon), true)
        }
        _ => return None,
    };
    // The comma before a closing quotation mark is the sentence's.
    let end = end - usize::from(end > after + 1 && words.word(end - 1) == ",");
    let at = if word == ConditionWord::Within { within(words, at) } else { at };
    let start = if at > 0 && words.word(at - 1) == "only" && word == ConditionWord::Clause { at - 1 } else { at };
    (end > after).then_some(Condition { at: start..end, leads, event })
}

/// "the day she had to leave, I wept": a day that is past. "Would sign the day the guns fell silent" waits for one.
fn was_day(words: &Words<'_>, at: usize, from: usize, lexicon: &Lexicon) -> bool {
    /// How far the verb may be.
    const REACH: usize = 5;
    let past = |i: usize| matches!(words.word(i), "was" | "were" | "had" | "did") || is_past(words, i, lexicon);
    let modal = |i: usize| words.class(i, lexicon).any(Class::MODAL);
    !(0..at).any(modal) && (from..words.len().min(from + REACH)).take_while(|i| !words.mark(*i)).any(past)
}

/// "is subject to scrutiny": a state; "is subject to approval" waits for it.
fn is_subject(words: &Words<'_>, at: usize, after: usize, lexicon: &Lexicon) -> bool {
    let be = at > 0 && words.class(at - 1, lexicon).any(Class::BE);
    words.word(at) == "subject" && be && !event_head(words, after, lexicon)
}

/// "asked people if they were well", "would see if it held": what is asked and no condition.
fn asks_if(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// The verb stands before it, or before whoever is asked.
    const REACH: usize = 3;
    let asks = |i: usize| words.job(i, lexicon).any(Job::ASKS_IF);
    let told = |i: usize| i + 1 == at || matches!(words.word(i), "ask" | "asked" | "asking" | "asks" | "tell" | "told");
    // "asks that if they leave they pay"
    let plain =
        |i: &usize| !words.mark(*i) && words.word(*i) != "that" && !words.class(*i, lexicon).any(Class::PREPOSITION | Class::COORDINATOR);
    words.word(at) == "if" && (at.saturating_sub(REACH)..at).rev().take_while(plain).any(|i| asks(i) && told(i))
}

/// "contingent on Sudland keeping | its word": the end of a phrase, or of what its gerund governs.
fn with_gerund(words: &Words<'_>, end: usize, lexicon: &Lexicon) -> usize {
    let object = words.class(end, lexicon).any(Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT_PRONOUN);
    let gerund = end > 0 && words.word(end - 1).ends_with("ing");
    if gerund && object { phrase_end(words, end, lexicon) } else { end }
}

/// "three days before": the time of a deed.
fn timed(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    at > 0 && words.class(at - 1, lexicon).any(Class::TIME)
}

/// "there will be no talks while shells fall", "refused to meet while they hold the crew": what is refused hangs on it.
fn excludes(words: &Words<'_>, at: usize, leads: bool, refused: bool, lexicon: &Lexicon) -> bool {
    let comma = at > 0 && words.word(at - 1) == ",";
    let denies = |i: usize| words.job(i, lexicon).any(Job::NONE) || words.sign(Sign::Refuse, i, lexicon);
    let modal = |i: usize| words.class(i, lexicon).any(Class::MODAL);
    let barred = (0..at).any(denies) || (0..at).any(|i| modal(i) && words.class(i + 1, lexicon).any(Class::NEGATION));
    !leads && !comma && (refused || barred)
}

/// Whether another offends by what the condition says: leaves undone, goes on, attacks.
pub(super) fn hostile(words: &Words<'_>, condition: &Condition, lexicon: &Lexicon) -> bool {
    let negated = |at: usize| words.signs(&lexicon.claims.modality, at).is_some_and(|(_, signs)| signs.contains(&Sign::Not));
    let offends = |at: usize| words.sign(Sign::Blame, at, lexicon) || words.sign(Sign::Offend, at, lexicon);
    condition.at.clone().any(|at| negated(at) || matches!(words.word(at), "unless" | "without") || offends(at))
}

/// "monitor a truce": the object of an act that supposes it, as a condition of that act.
pub(super) fn presupposed(words: &Words<'_>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let is = |at: usize, word: ConditionWord| lexicon.claims.conditions.longest(words, at).is_some_and(|hit| *hit.value == word);
    let verb = (0..words.len()).find(|at| is(*at, ConditionWord::Oversee))?;
    let end = phrase_end(words, verb + 1, lexicon);
    (verb + 1..end).any(|at| is(at, ConditionWord::Truce)).then_some(verb + 1..end)
}

/// ", four days after an attack left two dead": told of what has happened, no condition.
fn happened(words: &Words<'_>, at: usize, from: usize, lexicon: &Lexicon) -> bool {
    /// How far the comma and the verb may be.
    const REACH: usize = 3;
    let aside = (at.saturating_sub(REACH)..at).any(|i| words.word(i) == ",");
    let clause = from..words.len().min(from + 4 * REACH);
    aside && clause.take_while(|i| !words.mark(*i)).any(|i| is_past(words, i, lexicon))
}

/// Whether a word is written like the past form of a verb.
fn is_past(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.class(at, lexicon).any(Class::PAST) || lexicon.grammar.is_irregular_past(words.word(at)) || words.word(at).ends_with("ed")
}

/// Where "within 30 days of a truce" starts.
fn within(words: &Words<'_>, at: usize) -> usize {
    (at.saturating_sub(3)..at).find(|i| words.word(*i) == "within").unwrap_or(at.saturating_sub(1))
}

/// Whether a place opens a clause: at the start, after a mark, a coordinator or "that".
fn opens_clause(words: &Words<'_>, at: usize) -> bool {
    at == 0
        || at <= 3
            && (0..at).all(|i| {
                words.mark(i) || matches!(words.word(i), "and" | "but" | "that" | "so" | "only" | "well" | "then" | "not" | "also")
                    // "Similarly, if"
                    || words.word(i).ends_with("ly")
            })
        || words.mark(at - 1) && words.word(at - 1) != ","
        || matches!(words.word(at - 1), "that" | "and" | "but") && subject_verb_behind(words, at)
}

/// "... that if": the condition opens a subordinate clause.
fn subject_verb_behind(words: &Words<'_>, at: usize) -> bool {
    at >= 2 && !words.mark(at - 2)
}

/// Whether an event that an act can hang on heads the noun phrase at a place.
fn event_head(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    /// How many words may stand before the head.
    const REACH: usize = 6;
    let mut at = from;
    while at < words.len().min(from + REACH) {
        let class = words.class(at, lexicon);
        if words.mark(at) || at > from && class.any(Class::PREPOSITION | Class::MODAL) {
            return false;
        }
        if lexicon.claims.conditions.longest(words, at).is_some_and(|hit| matches!(hit.value, ConditionWord::Event | ConditionWord::Truce))
        {
            let next = words.class(at + 1, lexicon);
            return !(words.get(at + 1).starts_with("last") || next.any(Class::WEEKDAY | Class::MONTH));
        }
        at += 1;
    }
    false
}

/// "will not sign before they pay", "not before they pay": what is refused waits for it.
fn bars(words: &Words<'_>, at: usize, leads: bool, lexicon: &Lexicon) -> bool {
    /// How far the negation may be.
    const REACH: usize = 20;
    let negation = |i: usize| words.class(i, lexicon).any(Class::NEGATION);
    let mut before = (at.saturating_sub(REACH)..=at).rev().take_while(|i| !words.stops(*i));
    let mut behind = (at..words.len().min(at + REACH)).take_while(|i| !words.stops(*i));
    before.any(negation) || leads && behind.any(negation)
}

/// "Without a truce there is no aid", "there can be no aid without a truce": what is said not to be hangs on it.
fn lacks(words: &Words<'_>, at: usize, from: usize, leads: bool, lexicon: &Lexicon) -> bool {
    let thing = !words.word(from).ends_with("ing") && !words.number(from) && !words.class(from, lexicon).any(Class::OBJECT_PRONOUN);
    let none = |i: usize| words.job(i, lexicon).any(Job::NONE);
    let clause = |mut range: Range<usize>| range.any(none);
    let modal = (0..words.len()).any(|i| words.class(i, lexicon).any(Class::MODAL) || matches!(words.get(i), "there" | "be"));
    let end = phrase_end(words, from, lexicon);
    thing && modal && if leads { clause(end..words.len().min(end + 6)) } else { clause(at.saturating_sub(6)..at) }
}

/// "will be paid when a board has been set up": what is promised waits for it. "When we met" tells the time.
fn waits(words: &Words<'_>, at: usize, from: usize, lexicon: &Lexicon) -> bool {
    /// How long the subject may be.
    const REACH: usize = 9;
    let promised = (0..at).any(|i| matches!(words.word(i), "will" | "would" | "shall"));
    let clause = || (from + 1..words.len().min(from + REACH)).take_while(|i| !words.mark(*i));
    // "when there is a deal"
    let there = words.get(from) == "there" && words.class(from + 1, lexicon).any(Class::BE);
    let perfect = |i: usize| {
        words.class(i, lexicon).any(Class::HAVE | Class::BE)
            && words.class(i, lexicon).any(Class::AUXILIARY)
            && (words.class(i + 1, lexicon).any(Class::PARTICIPLE | Class::PAST | Class::BE) || words.get(i + 1).ends_with("ed"))
    };
    // "would only sign when they pay"
    let only = (0..at).any(|i| words.word(i) == "only" && words.class(i.wrapping_sub(1), lexicon).any(Class::MODAL));
    // "when elections are held next month": the day is set.
    let dated = |i: usize| words.class(i, lexicon).any(Class::TIME | Class::WEEKDAY | Class::MONTH) || words.number(i);
    let scheduled = || !only && !there && clause().any(dated);
    promised
        && !words.class(at.wrapping_sub(1), lexicon).any(Class::PREPOSITION)
        && (only || there || clause().any(perfect))
        && !scheduled()
}

/// "would pay after the last prisoner was home": what is promised waits for it. "He would go after he was convicted" is no promise.
fn awaited(words: &Words<'_>, at: usize, from: usize, lexicon: &Lexicon) -> bool {
    /// How many words a subject may have.
    const REACH: usize = 8;
    let promised = (0..at).any(|i| matches!(words.word(i), "will" | "would" | "shall"));
    let subject =
        words.class(from, lexicon).any(Class::DETERMINER | Class::POSSESSIVE) || words.surface(from).starts_with(char::is_uppercase);
    let clause = (from + 1..words.len().min(from + REACH)).take_while(|i| !words.mark(*i));
    let verb = |i: usize| matches!(words.word(i), "is" | "are" | "was" | "were" | "has" | "have" | "had");
    promised && subject && !is_pronoun(words.word(from), lexicon) && clause.into_iter().any(verb)
}

/// "... provided the war ended": a verb before, a clause after; not "has provided the army with ...".
fn provided(words: &Words<'_>, at: usize, after: usize, lexicon: &Lexicon) -> bool {
    let subject = is_pronoun(words.get(after), lexicon) || words.class(after, lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
    let named = words.surface(after).starts_with(char::is_uppercase);
    let before = at.wrapping_sub(1);
    let verb = words.class(before, lexicon).any(Class::AUXILIARY | Class::ADVERB) || is_pronoun(words.get(before), lexicon);
    let free = at > 0 && !verb && !words.surface(before).starts_with(char::is_uppercase);
    // "would cut rates provided inflation eased": behind a modal verb a bare noun may be the subject.
    let promised = (0..at).any(|i| words.class(i, lexicon).any(Class::MODAL));
    let bare = promised && words.class(after, lexicon) == Class::default() && !words.mark(after);
    (subject || named || bare) && free && has_verb(words, 0, lexicon) && has_verb(words, after, lexicon)
}

/// Whether a finite verb stands within a clause's reach.
fn has_verb(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    /// How many words a subject may have.
    const REACH: usize = 12;
    let deed = |i: usize| [Sign::Undertake, Sign::Outcome, Sign::Blame, Sign::Offend].into_iter().any(|s| words.sign(s, i, lexicon));
    let finite = |i: usize| {
        let class = words.class(i, lexicon);
        // "until May" is no clause.
        let month = class.any(Class::MONTH) && words.surface(i).starts_with(char::is_uppercase);
        class.any(Class::AUXILIARY | Class::PAST | Class::THIRD) && !month
            || i > from && lexicon.grammar.is_irregular_past(words.word(i))
            || i > from && deed(i) && (words.word(i).ends_with('s') || words.word(i).ends_with("ed"))
            // "until prices fall"
            || i > from && words.word(i - 1).ends_with('s') && (deed(i) || class.any(Class::BASE) && !class.any(Class::NOUN_TOO))
    };
    let pronoun = is_pronoun(words.get(from), lexicon) && from + 1 < words.len() && !words.mark(from + 1);
    pronoun || (from..words.len().min(from + REACH)).take_while(|i| !words.mark(*i)).any(finite)
}

/// "after the truce takes hold": a clause, not a noun phrase.
fn has_subject_verb(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    let end = phrase_end(words, from, lexicon);
    end < words.len() && words.class(end, lexicon).any(Class::AUXILIARY) && !words.class(end, lexicon).any(Class::MODAL)
}
