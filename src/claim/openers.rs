//! Past what stands before a clause and only frames it: "I think that", "In the spring,", "Mr. Speaker,".

use std::collections::BTreeSet;

use super::clause::is_pronoun;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// Where the clause itself starts; signs of what frames it go to `frame`. Cost: linear in the words passed over.
pub(super) fn start(words: &Words<'_>, frame: &mut BTreeSet<Sign>, lexicon: &Lexicon) -> usize {
    let at = skip_adverbial(words, skip_openers(words, addressed(words, lexicon), frame, lexicon), lexicon);
    skip_second(words, skip_openers(words, at, frame, lexicon), lexicon)
}

/// Past "I think that", "But", "In fact,".
fn skip_openers(words: &Words<'_>, mut at: usize, frame: &mut BTreeSet<Sign>, lexicon: &Lexicon) -> usize {
    if at == 0 && words.get(0) == "that" && words.len() > 2 && !words.class(1, lexicon).any(Class::AUXILIARY) {
        at = 1;
    }
    while at < words.len() {
        if words.mark(at) {
            at += 1;
            continue;
        }
        let Some((len, signs)) = words.signs(&lexicon.claims.modality, at).filter(|(_, signs)| signs.contains(&Sign::Opener)) else {
            break;
        };
        if at + len >= words.len() {
            break;
        }
        frame.extend(signs.iter().filter(|s| **s != Sign::Opener));
        at += len;
    }
    at.min(words.len())
}

/// Past whoever is spoken to: "Fellow citizens, we", "Mr. Speaker, I".
fn addressed(words: &Words<'_>, lexicon: &Lexicon) -> usize {
    /// Words of an address, and its comma.
    const REACH: usize = 5;
    let plain = |i: &usize| words.class(*i, lexicon) == Class::default() && !words.job(*i, lexicon).any(Job::PRONOUN);
    let comma = (0..words.len().min(REACH)).take_while(|i| words.word(*i) == "," || plain(i)).find(|i| words.word(*i) == ",");
    let own = |i: usize| matches!(words.get(i), "i" | "we");
    let noun = |i: usize| words.word(i).ends_with('s') || words.surface(i).starts_with(char::is_uppercase) && i > 0;
    comma.filter(|c| words.quoted(0) && *c > 1 && noun(c - 1) && own(c + 1)).map_or(0, |c| c + 1)
}

/// Past "In the spring," and "When the talks began,".
fn skip_adverbial(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> usize {
    /// How far the comma may be.
    const REACH: usize = 30;
    let rather = words.get(at) == "rather" && words.get(at + 1) == "than";
    let whatever = matches!(words.get(at), "whatever" | "whichever" | "wherever");
    // "as many as five"
    let amount = words.get(at) == "as" && matches!(words.get(at + 1), "many" | "much" | "few" | "little");
    if amount {
        return at;
    }
    let opens = rather
        || whatever
        || words.class(at, lexicon).any(Class::PREPOSITION | Class::SUBORDINATOR)
        || matches!(words.get(at), "as" | "if" | "given");
    if !opens || matches!(words.get(at), "that" | "to") || words.class(at, lexicon).any(Class::DETERMINER) {
        return skip_time(words, at, lexicon);
    }
    let upto = words.len().min(at + REACH);
    let comma = (at..upto).find(|i| words.word(*i) == ",");
    // "After some talks | he agreed": the words for the speaker stood between.
    if let Some(piece) = (at + 1..comma.unwrap_or(upto))
        .find(|i| words.opens(*i))
        .filter(|i| words.len() - i > 2 && !words.class(*i, lexicon).any(Class::AUXILIARY))
    {
        return piece;
    }
    // "On the first day we will": no comma, but a pronoun that only a new clause can have.
    let upto = comma.unwrap_or(words.len()).min(at + REACH);
    // "After that we will"
    let after_that = |i: usize| words.word(i - 1) == "that" && i == at + 2;
    // "As a relief agency we are", "On the tenth day I had"
    let verb =
        if words.get(at) == "as" || comma.is_none_or(|c| words.len() - c <= 3) { Class::MODAL | Class::AUXILIARY } else { Class::MODAL };
    let subject = |i: &usize| {
        words.job(*i, lexicon).any(Job::PERSON)
            && words.class(*i + 1, lexicon).any(verb)
            && words.word(*i + 1) != "be"
            && (after_that(*i)
                || !words.class(*i - 1, lexicon).any(Class::PREPOSITION | Class::RELATIVE | Class::SUBORDINATOR | Class::COORDINATOR))
    };
    if let Some(subject) = (at + 2..upto).find(subject).filter(|_| words.class(at, lexicon).any(Class::PREPOSITION)) {
        return subject;
    }
    comma.filter(|c| words.len() - c > 3).map_or(at, |c| c + 1)
}

/// Past "in Oslo," of "In 2008, in Oslo, I was".
fn skip_second(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> usize {
    /// How far the comma may be.
    const REACH: usize = 4;
    let comma = (at + 1..words.len().min(at + REACH)).find(|i| words.word(*i) == ",");
    let phrase = at > 0 && words.word(at - 1) == "," && words.class(at, lexicon).any(Class::PREPOSITION);
    comma.filter(|c| phrase && words.len() - c > 3).map_or(at, |c| c + 1)
}

/// Past "Next year," and "This week" before a subject; "next year will be hard" has it as its subject.
fn skip_time(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> usize {
    /// Words that say which year: "early next".
    const BEFORE: usize = 3;
    let time = |i: usize| words.class(i, lexicon).any(Class::TIME | Class::WEEKDAY | Class::MONTH);
    let Some(last) = (at..words.len().min(at + BEFORE)).find(|i| time(*i)) else { return at };
    if (at..last).any(|i| {
        words.mark(i) || is_pronoun(words.word(i), lexicon) && words.word(i) != "this" || words.class(i, lexicon).any(Class::AUXILIARY)
    }) {
        return at;
    }
    let next = (last + 1..words.len()).find(|i| !words.mark(*i)).unwrap_or(at);
    let subject = is_pronoun(words.get(next), lexicon)
        || words.class(next, lexicon).any(Class::DETERMINER)
        || words.job(next, lexicon).any(Job::WHOEVER)
        || words.surface(next).starts_with(char::is_uppercase) && !time(next);
    if next > last && subject { next } else { at }
}
