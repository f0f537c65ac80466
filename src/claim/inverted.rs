//! Conditions without "if": "should the talks fail", "were Norland to refuse", "had they asked".

use super::clause::is_pronoun;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::Class;
use crate::lexicon::phrases::Run;

/// How many words the subject may have.
const REACH: usize = 8;

/// Whether the verb at a place stands before its subject and so opens a condition. `opens` tells that a clause may start there.
pub(super) fn inverted(words: &Words<'_>, at: usize, opens: bool, lexicon: &Lexicon) -> bool {
    let word = words.word(at);
    let place = opens || at > 0 && words.word(at - 1) == "," || follows_main_clause(words, at, word, lexicon);
    place && subject(words, at + 1, lexicon) && !question(words, at) && verb(words, at + 1, word, lexicon)
}

/// "would pay were the talks to fail", unlike "the talks were the way to pay".
fn follows_main_clause(words: &Words<'_>, at: usize, word: &str, lexicon: &Lexicon) -> bool {
    let main = (0..at).rev().find(|i| words.class(*i, lexicon).any(Class::MODAL));
    // "promised to resign should the court object": the cue is the verb of the main clause.
    let main = main.or_else(|| (words.word(0) == "to").then_some(0));
    let Some(main) = main.filter(|m| at > m + 1) else { return false };
    let before = words.word(at - 1);
    let agrees = word == "were" && (before.ends_with('s') || is_pronoun(before, lexicon));
    // "The mayor said the ministry should ...", "would say he had a plan": a subject just before is that of the verb.
    let own = is_pronoun(before, lexicon) || before == "who" || words.class(at - 1, lexicon).any(Class::RELATIVE | Class::COORDINATOR);
    let perfect = word != "had" || words.get(main + 1) == "have";
    !agrees && !own && perfect
}

/// Whether a subject starts at a place.
fn subject(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = words.get(at);
    let class = words.class(at, lexicon);
    // "we should all pay", but ", should all sides agree".
    let aside = at >= 2 && (words.opens(at - 1) || words.word(at - 2) == ",");
    if word.is_empty() || words.mark(at) || matches!(word, "all" | "both" | "each" | "some" | "such") && !aside {
        return false;
    }
    let plural = word.ends_with('s') && class == Class::default();
    let known = is_pronoun(word, lexicon) && !matches!(word, "what" | "who") || matches!(word, "anyone" | "anything" | "someone");
    known || class.any(Class::DETERMINER | Class::POSSESSIVE) || plural || words.surface(at).starts_with(char::is_uppercase)
}

/// Whether the rest of the verb follows the subject: "take" after should, "to take" after were, "taken" after had.
fn verb(words: &Words<'_>, from: usize, word: &str, lexicon: &Lexicon) -> bool {
    let clause = (from + 1..words.len().min(from + REACH)).take_while(|i| !words.mark(*i) && !words.opens(*i));
    let any = |wanted: &dyn Fn(usize) -> bool| clause.clone().any(wanted);
    match word {
        "were" => {
            any(&|i| words.word(i) == "to" && !words.class(i + 1, lexicon).any(Class::DETERMINER))
                || words.get(from) == "it" && words.get(from + 1) == "not"
        }
        "had" => any(&|i| words.word(i).ends_with("ed") || words.class(i, lexicon).any(Class::PARTICIPLE | Class::PAST)),
        _ => {
            clause.clone().next().is_some()
                && !any(&|i| words.class(i, lexicon).any(Class::AUXILIARY) && words.word(i) != "be" && words.word(i) != "have")
        }
    }
}

/// Whether the sentence that holds a place asks.
fn question(words: &Words<'_>, at: usize) -> bool {
    (at..words.len()).find(|i| words.stops(*i)).is_some_and(|i| words.word(i) == "?")
}
