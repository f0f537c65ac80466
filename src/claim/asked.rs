//! What another is asked to do: parties and bare verbs behind a cue ("urged | Sudland to pay", "insisted | it leave").

use super::clause::is_pronoun;
use super::kind::{Evidence, Verdict};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Sign};

/// "seeks | to end the strike": what is only tried is told, and nobody is asked for it. "seeks talks" asks.
pub(super) fn only_tries(e: &Evidence<'_>) -> bool {
    // "sought to | end the strike"
    let infinitive = e.reading.infinitive || e.words.before() == Some("to");
    e.cue.act == Act::Demand && infinitive && matches!(e.cue.word.as_str(), "seek" | "seeks" | "seeking" | "sought")
}

/// A party or deed asked for: "not to", "no", "against" make it negative.
pub(super) fn asked(e: &Evidence<'_>, verdict: Verdict) -> Verdict {
    let not_to = (0..e.words.len().min(12)).any(|i| e.words.word(i) == "not" && e.words.get(i + 1) == "to");
    // "Ek to deny that he did not know": what Ek is to do is not negated.
    let told = (1..e.words.len().min(6)).any(|i| e.words.word(i) == "to") && e.reading.verb.is_some_and(|v| v > 6);
    let negated = e.reading.verb.is_some() && e.reading.negated && !told;
    let against = not_to || e.words.get(0) == "against" || negated || e.words.get(0) == "no";
    if against { verdict.against() } else { verdict.in_favour() }
}

/// "challenged the mayor to resign".
pub(super) fn asks_to_act(e: &Evidence<'_>) -> bool {
    /// How long the party may be.
    const REACH: usize = 8;
    e.reading.infinitive || (1..e.words.len().min(REACH)).any(|i| e.words.word(i) == "to")
}

/// "told the councils to pay": what another is to do.
pub(super) fn told_to(e: &Evidence<'_>) -> bool {
    /// How long the party told may be.
    const REACH: usize = 5;
    let told = matches!(e.cue.word.as_str(), "tell" | "telling" | "tells" | "told");
    let to = || {
        let upto = e.words.len().min(REACH);
        (0..upto).take_while(|i| !e.words.mark(*i) && !e.words.quoted(*i)).any(|i| e.words.word(i) == "to")
    };
    told && (e.reading.infinitive || e.reading.verb.is_none() && to())
}

/// "that he resign": a bare verb after a subject.
pub(super) fn subjunctive(e: &Evidence<'_>) -> bool {
    e.reading.verb.is_none() && e.words.len() > 2
}

/// "no aid go to the rebels", "the books be opened": the first verb of the clause is bare.
pub(super) fn bare_first(e: &Evidence<'_>) -> bool {
    /// How long the subject may be.
    const REACH: usize = 8;
    let linked = |i: usize| {
        let class = e.words.class(i, e.lexicon);
        class.any(Class::DETERMINER | Class::PREPOSITION | Class::POSSESSIVE) || e.words.word(i) == "to"
    };
    let verb = |i: &usize| {
        let class = e.words.class(*i, e.lexicon);
        // "the deal struck last week"
        let time = e.words.class(*i + 1, e.lexicon).any(Class::TIME | Class::WEEKDAY | Class::MONTH);
        let bare = class.any(Class::BASE) && !class.any(Class::NOUN_TOO) && !time;
        class.any(Class::AUXILIARY | Class::PAST) || e.words.word(*i) == "be" || bare
    };
    // "the total spent on roads be told"
    let bent = |i: usize| e.words.class(i, e.lexicon).any(Class::PAST) && e.words.class(i + 1, e.lexicon).any(Class::PREPOSITION);
    let helps = |i: &usize| e.words.class(*i, e.lexicon).any(Class::AUXILIARY);
    if let Some(past) = (1..e.words.len().min(REACH)).find(|i| bent(*i))
        && let Some(be) = (past + 2..e.words.len().min(past + REACH)).take_while(|i| !e.words.mark(*i)).find(helps)
    {
        return e.words.word(be) == "be";
    }
    let first = (1..e.words.len().min(REACH)).filter(|i| !linked(i - 1)).take_while(|i| !e.words.mark(*i)).find(verb);
    let plural = |i: usize| e.words.word(i - 1).ends_with('s') || is_pronoun(e.words.word(i - 1), e.lexicon);
    first.is_some_and(|i| e.words.word(i) == "be" || !plural(i) && !e.words.class(i, e.lexicon).any(Class::AUXILIARY | Class::PAST))
}

/// A bare verb after the first word.
pub(super) fn bare_verb(e: &Evidence<'_>) -> bool {
    let deed = |i: usize| {
        e.words.sign(Sign::Undertake, i, e.lexicon)
            || e.words.sign(Sign::Base, i, e.lexicon)
            || e.words.class(i, e.lexicon).any(Class::BASE)
            || e.words.word(i) == "be"
    };
    (1..e.words.len().min(12)).any(deed) && !e.words.class(0, e.lexicon).any(Class::PREPOSITION)
}

/// "appeals to young voters": pleases them, and asks nothing of them.
pub(super) fn attracts(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    let asks = |i: usize| matches!(e.words.word(i), "to" | "for" | "not" | "that");
    e.words.get(main).starts_with("appeal") && e.words.get(main + 1) == "to" && !(main + 2..e.words.len()).any(asks)
}

/// Whether the verb found is certainly one: an auxiliary, and no participle that only describes.
pub(super) fn finite(e: &Evidence<'_>) -> bool {
    e.words.before() == Some("that") || e.reading.verb.is_some_and(|v| e.words.class(v, e.lexicon).any(Class::AUXILIARY))
}

/// "proposed | a ban on visitors born abroad": a thing, though a participle in it looks like a verb.
pub(super) fn proposes_it(e: &Evidence<'_>) -> bool {
    let verb = ["advocat", "propos"].iter().any(|start| e.cue.word.starts_with(start));
    verb && !finite(e) && e.words.class(0, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
}
