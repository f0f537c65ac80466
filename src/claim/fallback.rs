//! Judgement or fact: the type of a claim where no rule gives more.

use super::ClaimType;
use super::clause::Subject;
use super::kind::{Evidence, Verdict, sure};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Sign};

/// Judgement or fact, where nothing else fits.
pub(super) fn fallback(e: &Evidence<'_>, act: Act) -> Verdict {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| Verdict::new(kind, sure::DEFAULT, format!("default: {why}"));
    let (judge, fact) = (r.count(Sign::Judge), r.count(Sign::Fact) + (0..e.words.len()).filter(|i| e.words.number(*i)).count());
    match act {
        Act::Stress if r.has(Sign::Position) => says(T::Position, "stressed"),
        Act::Support => says(T::Position, "supported"),
        Act::Oppose => says(T::Position, "opposed").against(),
        Act::Warn => says(T::Warning, "warned"),
        Act::Agree if r.negated => says(T::Position, "agreed that not").against(),
        Act::Agree => says(T::Position, "agreed that"),
        Act::Report | Act::Announce if judge <= fact + 1 => says(T::Report, "reported"),
        Act::Believe | Act::Predict | Act::Propose => says(T::Assessment, "believed"),
        Act::Stress if r.subject == Subject::Own => says(T::Report, "insisted of one's own side"),
        // "is being questioned"
        _ if e.words.get(r.main.wrapping_sub(1)) == "being" && e.words.get(r.main).ends_with("ed") && judge <= fact + 1 => {
            says(T::Report, "is being done")
        }
        // "I think that they lost": what is held to be.
        _ if r.frame.contains(&Sign::Judge) => says(T::Assessment, "a belief"),
        _ if predicate(e) => says(T::Assessment, "is what or how"),
        _ if marked(e) => says(T::Assessment, "in the speaker's own words"),
        _ if judge > fact => says(T::Assessment, "more judgement than fact"),
        _ if fact > 0 || past_tense(e) => says(T::Report, "fact"),
        _ => says(T::Assessment, "no sign"),
    }
}

/// "is tense": a form of be with an adjective.
fn predicate(e: &Evidence<'_>) -> bool {
    let (word, class) = (e.words.get(e.reading.main), e.words.class(e.reading.main, e.lexicon));
    let be = e.reading.verb.is_some_and(|v| matches!(e.words.word(v), "is" | "are" | "was" | "were" | "am"));
    // "is worth $3 million": an amount is a fact.
    let figure = |i: usize| e.words.get(i).starts_with(|c: char| c.is_ascii_digit());
    let amount = (e.reading.main + 1..e.reading.main + 3).any(figure);
    let other =
        amount || word.is_empty() || word.ends_with("ed") || word.ends_with("ing") || word.starts_with(|c: char| c.is_ascii_digit());
    let noun = class.any(Class::PREPOSITION | Class::DETERMINER | Class::PARTICIPLE | Class::PAST)
        || e.lexicon.grammar.is_irregular_past(word)
        || e.lexicon.grammar.is_participle(word)
        || e.reading.at_main(Sign::Undertake);
    be && !other && !noun && !e.words.surface(e.reading.main).starts_with(char::is_uppercase)
}

/// Whether what the subject is said to be stands in quotation marks: `the visit was a "vital step"`, `had been "highly unstable"`.
fn marked(e: &Evidence<'_>) -> bool {
    /// How far behind "be" the quotation may open.
    const REACH: usize = 3;
    let (r, words) = (e.reading, e.words);
    let be = |at: usize| words.class(at, e.lexicon).any(Class::BE) && !words.quoted(at);
    let verb = r.verb.filter(|_| words.get(r.subject_at.start) != "there").unwrap_or(words.len());
    let last = (verb..words.len().min(verb + REACH)).rev().find(|i| be(*i));
    let small = |i: &usize| words.class(*i, e.lexicon).any(Class::DETERMINER | Class::ADVERB | Class::NEGATION) && !words.quoted(*i);
    let behind = |be: usize| (be + 1..words.len().min(be + 1 + REACH)).find(|i| !small(i));
    last.and_then(behind).is_some_and(|i| words.quoted(i) && !words.number(i))
}

fn past_tense(e: &Evidence<'_>) -> bool {
    let verb = e.words.get(e.reading.verb.unwrap_or(usize::MAX - 1));
    matches!(verb, "was" | "were" | "had" | "did" | "has" | "have")
        || e.lexicon.grammar.class(verb).any(Class::PAST)
        || verb.ends_with("ed")
}
