//! How far a condition goes: to the end of its clause, or of its noun phrase.

use super::clause::is_pronoun;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job};

/// The end of a conditional clause: the comma before a main clause, a strong mark, or the subject of the main clause.
pub(super) fn clause_end(words: &Words<'_>, from: usize, leads: bool, lexicon: &Lexicon) -> usize {
    /// How far the comma of the main clause may be.
    const REACH: usize = 60;
    let comma = (from..words.len().saturating_sub(1).min(from + REACH)).any(|i| words.word(i) == ",");
    for at in from..words.len() {
        let word = words.word(at);
        if leads && !comma && at > from + 2 && new_subject(words, at, lexicon) {
            return at;
        }
        // Words outside the quotation marks are no longer the speaker's condition.
        if at > from && words.quoted(from) && words.quoted(from - 1) && !words.quoted(at) {
            return at;
        }
        if words.stops(at) || matches!(word, "--" | "\u{2013}" | "\u{2014}" | "...") {
            return at;
        }
        // A reason is not part of it: "if they leave because ..., we will", but "will not, if they leave, because ...".
        if !leads && at > from && word == "because" {
            return at;
        }
        // "after the case is closed and that he would pay": what is said goes on.
        if !leads && at > from + 2 && word == "and" && words.get(at + 1) == "that" && !words.class(at + 2, lexicon).any(Class::AUXILIARY) {
            return at;
        }
        // "by then" belongs to the condition.
        if word == "then" && at > from + 1 && !words.class(at - 1, lexicon).any(Class::PREPOSITION) {
            return at;
        }
        if word == "," && (leads && !list_comma(words, at, lexicon) || breaks(words, at + 1, lexicon)) {
            return at;
        }
        if at > from && words.opens(at) || at > from + 2 && word == "and" && pronoun_modal(words, at + 1, lexicon) {
            return at;
        }
        // "Not before they pay will we talk."
        if leads && at > from + 1 && words.class(at, lexicon).any(Class::MODAL) && words.job(at + 1, lexicon).any(Job::PERSON) {
            return at;
        }
        // "if you look at what is going on": no main clause opens so.
        if leads
            && at > from
            && is_pronoun(word, lexicon)
            && !words.job(at, lexicon).any(Job::WH)
            && words.class(at + 1, lexicon).any(Class::AUXILIARY)
            && !words.class(at - 1, lexicon).any(Class::SUBORDINATOR | Class::RELATIVE | Class::COORDINATOR)
            && !words.job(at - 1, lexicon).any(Job::WH)
        {
            return at;
        }
    }
    words.len()
}

/// "unless they act now | the year will": an article with its noun before a modal verb, behind a clause that has ended.
fn new_subject(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long the subject may be.
    const REACH: usize = 4;
    let article = |i: usize| words.class(i, lexicon).any(Class::DETERMINER) && words.word(i) != "that";
    let linked = Class::PREPOSITION | Class::COORDINATOR | Class::RELATIVE | Class::SUBORDINATOR | Class::DETERMINER | Class::AUXILIARY;
    if !article(at) || words.class(at - 1, lexicon).any(linked) || words.word(at - 1) == "to" {
        return false;
    }
    let next = (at + 1..words.len().min(at + REACH))
        .find(|i| article(*i) || words.mark(*i) || words.class(*i, lexicon).any(Class::MODAL | Class::PREPOSITION));
    next.is_some_and(|i| i > at + 1 && words.class(i, lexicon).any(Class::MODAL))
}

/// "and we will".
fn pronoun_modal(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    is_pronoun(words.get(at), lexicon) && words.class(at + 1, lexicon).any(Class::MODAL)
}

/// Whether what follows a comma is no longer the condition: a coordinated or relative clause, a participle.
fn breaks(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = words.get(at);
    words.job(at, lexicon).any(Job::ENDS_CONDITION | Job::PERSON)
        || word == "in" && words.get(at + 1) == "order"
        || matches!(word, "and" | "or")
            && (pronoun_modal(words, at + 1, lexicon)
                || words.get(at + 1) == "not"
                || matches!(words.get(at + 1), "that" | "this" | "it") && words.class(at + 2, lexicon).any(Class::AUXILIARY)
                || (at..words.len().min(at + 6)).any(|i| words.class(i, lexicon).any(Class::MODAL)))
        || word.len() > 5 && word.ends_with("ing")
        || words.class(at, lexicon).any(Class::MODAL)
}

/// Whether a comma parts the items of a list: another comma or "and" a few words on, no verb between.
fn list_comma(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long an item may be.
    const REACH: usize = 5;
    for i in at + 1..words.len().min(at + 1 + REACH) {
        if words.class(i, lexicon).any(Class::AUXILIARY | Class::MODAL) || is_pronoun(words.word(i), lexicon) {
            return false;
        }
        if matches!(words.word(i), "and" | "or") {
            let next = i + 1;
            return !(next..words.len().min(next + REACH)).any(|j| words.class(j, lexicon).any(Class::MODAL)) || words.get(i + 3) == ",";
        }
    }
    false
}

/// The end of a noun phrase with the phrases that hang on it.
pub(super) fn phrase_end(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> usize {
    for at in from..words.len() {
        let class = words.class(at, lexicon);
        let word = words.word(at);
        if words.mark(at) && word != "-" || at > from && words.opens(at) {
            return at;
        }
        if at == from {
            continue;
        }
        let before = words.class(at - 1, lexicon);
        let linked =
            before.any(Class::PREPOSITION | Class::COORDINATOR | Class::DETERMINER | Class::POSSESSIVE) || words.word(at - 1) == "to";
        let name = words.surface(at).starts_with(char::is_uppercase);
        if name && !linked && !words.surface(at - 1).starts_with(char::is_uppercase) && !words.number(at) && verb_ahead(words, at, lexicon)
        {
            return at;
        }
        let relative = class.any(Class::RELATIVE) && !linked;
        if relative || word == "because" || class.any(Class::MODAL) || class.any(Class::AUXILIARY) && !linked {
            return at;
        }
        if is_pronoun(word, lexicon) && !linked && word != "that"
            || class.any(Class::DETERMINER) && !linked && !class.any(Class::PREPOSITION)
        {
            return at;
        }
        if class.any(Class::COORDINATOR)
            && (at + 1..words.len().min(at + 5)).any(|i| words.class(i, lexicon).any(Class::MODAL | Class::AUXILIARY))
        {
            return at;
        }
    }
    words.len()
}

/// Whether a finite verb follows soon: what starts here is the subject of the main clause.
fn verb_ahead(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long a subject may be.
    const REACH: usize = 8;
    let reach = (at..words.len().min(at + REACH)).take_while(|i| !words.mark(*i));
    reach.into_iter().any(|i| words.class(i, lexicon).any(Class::AUXILIARY | Class::MODAL))
}
