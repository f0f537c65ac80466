//! Whether words for and against, of praise and of blame, are what a clause says of its subject.

use super::kind::Evidence;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// Whether a word for or against is somebody's stand. Behind other words than "be", "against" only tells whom or what a deed meets ("a case
/// against him", "ran against Ek"), and what is done "by" another is nobody's own stand ("raids financed and supported by Sudland").
pub(super) fn is_stand(e: &Evidence<'_>, at: usize) -> bool {
    /// How far behind the verb "by" may be.
    const REACH: usize = 4;
    let before = (0..at).rev().find(|i| !e.words.class(*i, e.lexicon).any(Class::ADVERB | Class::NEGATION));
    let stands = before.is_none_or(|i| {
        e.words.class(i, e.lexicon).any(Class::BE) || matches!(e.words.word(i), "vote" | "voted" | "voting" | "stand" | "stands" | "stood")
    });
    let by = || (at + 1..e.words.len().min(at + REACH)).any(|i| e.words.word(i) == "by");
    let done = e.words.word(at).ends_with("ed") && before.is_some_and(|i| !e.words.class(i, e.lexicon).any(Class::HAVE)) && by();
    // "without the support of the guild"
    let owned = at > 0
        && e.words.class(at - 1, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
        && e.words.get(at + 1) == "of"
        && e.words.class(at, e.lexicon).any(Class::NOUN_TOO);
    if e.words.word(at) == "against" { stands } else { !done && !owned }
}

/// Whether words of praise or of blame are what the clause says of its subject: "was a cowardly act", "disgraced the town"; not "the men who did
/// the brutal deed were caught", "had put the truce at risk". Behind other verbs than "be" they count over `reach` words.
pub(super) fn predicated(e: &Evidence<'_>, sign: Sign, reach: usize) -> bool {
    /// How far behind "be" the word may be: "is one of the most brutal".
    const REACH: usize = 8;
    /// How far behind what one is doing: "is making a terrible mistake".
    const DOING: usize = 3;
    let r = e.reading;
    // "is doing a fine job": what one is doing, unlike "is one of the finest".
    let doing = e.words.get(r.main).ends_with("ing") && is(e);
    let upto = r.main
        + if doing {
            reach.max(DOING)
        } else if is(e) && !passive(e) {
            REACH
        } else {
            reach
        };
    let told = |v: usize| r.signs.iter().any(|(s, at)| *s == sign && (v..=upto).contains(at));
    r.verb.map_or(e.words.any_quoted() || !r.nominal() || !e.first, told)
}

/// Whether the verb is "be", alone or before what the subject is, is done to or is doing.
pub(super) fn is(e: &Evidence<'_>) -> bool {
    let be = |at: usize| e.words.class(at, e.lexicon).any(Class::BE);
    be(e.reading.main) || e.reading.main > 0 && be(e.reading.main - 1)
}

/// Whether something was done to the subject: "were killed by the raiders", "had been suspended".
pub(super) fn passive(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    let participle = e.words.get(main).ends_with("ed") || e.words.class(main, e.lexicon).any(Class::PARTICIPLE | Class::PAST);
    // "are usually abandoned"
    let before = (0..main).rev().find(|i| !e.words.class(*i, e.lexicon).any(Class::ADVERB));
    participle && before.is_some_and(|i| e.words.class(i, e.lexicon).any(Class::BE))
}

/// Whether a word of blame is held against the subject. Who suffers a deed ("were killed by the raiders"), or was "suspended over the attack",
/// is not blamed for it; what was "used to launch attacks" is.
pub(super) fn blames(e: &Evidence<'_>, at: usize) -> bool {
    let main = e.reading.main;
    // "is under investigation for assault": nothing is settled yet.
    let open = (main..at).any(|i| e.words.job(i, e.lexicon).any(Job::INQUIRY));
    // "the fund from which he is accused of stealing is empty", "fell back when rebels attacked", "to tell which gang was behind it": said of
    // another than the subject.
    let from = if at < main { e.reading.subject_at.start } else { main };
    let aside = (from..at).any(|i| {
        let class = e.words.class(i, e.lexicon);
        at < main && class.any(Class::RELATIVE)
            || at > main && class.any(Class::SUBORDINATOR) && e.words.word(i) != "that"
            || matches!(e.words.word(i), "which" | "whether")
    });
    // "accepted there was no plot"
    let denied = at > main && (main + 1..at).any(|i| e.words.class(i, e.lexicon).any(Class::NEGATION));
    // "died from the attacks", "hit an abandoned camp"
    let cause =
        at > main && (main + 1..at).any(|i| matches!(e.words.word(i), "from" | "about" | "during" | "amid" | "since" | "following"));
    let adjective = at > main && e.words.word(at).ends_with("ed") && e.words.class(at - 1, e.lexicon).any(Class::DETERMINER);
    !open
        && !aside
        && !denied
        && !cause
        && !adjective
        && !only_named(e, at)
        && (!passive(e) || at < main || (main + 1..at).any(|i| e.words.word(i) == "to"))
}

/// Whether a wrong is only named: "the attackers' names are unknown", "foiled an attack", "is the victim of abuse". It is held against the
/// subject as a verb, or where the verb is one of doing it ("carried out an attack", "is guilty of abuse").
fn only_named(e: &Evidence<'_>, at: usize) -> bool {
    let r = e.reading;
    let Some(verb) = r.verb.filter(|_| e.words.sign(Sign::Harm, at, e.lexicon) || e.words.job(at, e.lexicon).any(Job::WRONG)) else {
        return false;
    };
    let noun = at > 0 && e.words.class(at - 1, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION)
        || at > r.main + 1 && at > 1 && e.words.class(at - 2, e.lexicon).any(Class::DETERMINER | Class::PREPOSITION);
    let suffers = (r.main..at).any(|i| matches!(e.words.word(i), "victim" | "victims"));
    let does = (verb..=r.main + 1).any(|i| e.words.job(i, e.lexicon).any(Job::COMMITS)) || is(e) && !suffers;
    at < verb || at > r.main && noun && !does
}
