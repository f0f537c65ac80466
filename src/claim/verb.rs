//! The finite verb of a proposition, relative clauses and noun phrases left aside.

use super::clause::{asks, is_pronoun};
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Beside, Class, Job, Sign};

/// The first word of the finite verb group, relative clauses left aside.
pub(super) fn find_verb(words: &Words<'_>, start: usize, lexicon: &Lexicon) -> Option<usize> {
    let contact = contact_clause(words, start, lexicon);
    contact.and_then(|at| search(words, start, Some(at), lexicon)).or_else(|| search(words, start, None, lexicon))
}

/// The pronoun of a clause that belongs to the subject and has no word to open it: "the leaders | we are paying for | are". Not "this time we".
fn contact_clause(words: &Words<'_>, start: usize, lexicon: &Lexicon) -> Option<usize> {
    /// How long the noun phrase before it may be.
    const REACH: usize = 4;
    let phrase = words.class(start, lexicon).any(Class::DETERMINER) || matches!(words.get(start), "everything" | "all" | "people");
    let at = (start + 1..words.len().min(start + REACH)).find(|i| words.job(*i, lexicon).any(Job::PERSON))?;
    let noun = words.class(at - 1, lexicon);
    let plain = (start + 1..at).all(|i| !words.mark(i) && (words.class(i, lexicon) == Class::default() || noun.any(Class::NOUN_TOO)));
    let time = noun.any(Class::TIME | Class::WEEKDAY | Class::MONTH) || lexicon.claims.conditions.longest(words, start).is_some();
    let verb = words.class(at + 1, lexicon).any(Class::AUXILIARY) && !words.mark(at + 1);
    (phrase && plain && !time && verb && words.word(at) != "who").then_some(at)
}

/// The verb behind the clause that starts at `contact`, where there is one.
fn search(words: &Words<'_>, start: usize, contact: Option<usize>, lexicon: &Lexicon) -> Option<usize> {
    // "What was taken must be given back": the first verb is that of the subject.
    let mut relative = words.job(start, lexicon).any(Job::WH) && words.class(start + 1, lexicon).any(Class::AUXILIARY) && !asks(words);
    // "What he said was wrong"
    let said = matches!(words.get(start + 2), "said" | "says" | "did" | "does" | "wrote" | "tweeted");
    relative |= words.get(start) == "what" && words.job(start + 1, lexicon).any(Job::PERSON) && said && !asks(words);
    if let Some(verb) = behind_the_way(words, start, lexicon) {
        return Some(verb);
    }
    let mut at = start + usize::from(relative);
    // "mothers that contract it should": the modal verb taken for that of a relative clause whose own verb no list has.
    let (mut opened, mut taken) = (None, None);
    // Where a relative clause behind a comma began: it ends at the next.
    let mut aside = None;
    while at < words.len() {
        if at > start && words.stops(at) {
            return None;
        }
        if words.get(at) == "who" && !asks(words) {
            at = behind_relative(words, at + 1, lexicon);
            continue;
        } else if at > start + 1
            && let Some(behind) = behind_clause(words, at, lexicon)
        {
            at = behind;
            continue;
        } else if contact == Some(at) {
            relative = true;
        } else if at > start && !relative && (relates(words, at, lexicon) || inner_clause(words, at, lexicon)) {
            relative = true;
            aside = (words.word(at - 1) == ",").then_some(at);
            opened = Some(at);
        } else if relative && words.word(at) == "," && aside.is_some_and(|from| at > from + 1) {
            (relative, aside) = (false, None);
        } else if is_verb(words, start, at, lexicon) {
            if !relative {
                return Some(at);
            }
            let unknown = |from: usize| at > from + 2 && words.word(from) == "that" && plain_verb(words, from + 1, lexicon);
            taken = opened.filter(|from| words.class(at, lexicon).any(Class::MODAL) && unknown(*from)).map(|_| at);
            // "what they said was wrong": the auxiliary behind a full verb is the clause's.
            while helps(words, at, lexicon) && at + 1 < words.len() && helps(words, at + 1, lexicon) {
                at += 1;
            }
            if words.class(at, lexicon).any(Class::AUXILIARY) && !words.mark(at + 1) {
                at += 1;
            }
            relative = false;
        }
        at += 1;
    }
    taken
}

/// Whether a word may be the verb of a relative clause whose subject is its pronoun: nothing that opens a noun phrase.
fn plain_verb(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.class(at, lexicon) == Class::default()
        && !words.mark(at)
        && !words.job(at, lexicon).any(Job::PERSON | Job::PRONOUN | Job::WHOEVER)
        && words.surface(at).starts_with(char::is_lowercase)
        && !words.word(at).ends_with('s')
}

/// The verb behind a clause that belongs to the subject: "the way the ministry spent it | was unfair". Not "the way forward is".
fn behind_the_way(words: &Words<'_>, start: usize, lexicon: &Lexicon) -> Option<usize> {
    /// How far the verb of the clause may be, and the verb behind it.
    const REACH: usize = 25;
    let next = start + 2;
    let subject = words.class(next, lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
        || words.job(next, lexicon).any(Job::PERSON)
        || next < words.len() && words.surface(next).starts_with(char::is_uppercase);
    if words.get(start) != "the" || words.get(start + 1) != "way" || !subject {
        return None;
    }
    let upto = words.len().min(start + REACH);
    let stops = |i: &usize| words.stops(*i) || words.class(*i, lexicon).any(Class::RELATIVE);
    let inner = (next + 1..upto).take_while(|i| !stops(i)).find(|i| is_verb(words, next, *i, lexicon))?;
    let main = (inner..upto).find(|i| !helps(words, *i, lexicon))?;
    let linked = |i: usize| words.class(i, lexicon).any(Class::COORDINATOR | Class::SUBORDINATOR) || words.job(i, lexicon).any(Job::PERSON);
    (main + 1..upto).take_while(|i| !stops(i)).find(|i| {
        words.class(*i, lexicon).any(Class::AUXILIARY) && !matches!(words.word(*i), "be" | "been" | "being" | "having") && !linked(i - 1)
    })
}

/// Whether a word opens a relative clause; "that" straight behind a preposition does not ("a judge of that town").
fn relates(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let points = words.word(at) == "that" && words.class(at - 1, lexicon).any(Class::PREPOSITION);
    words.class(at, lexicon).any(Class::RELATIVE) && !points
}

/// "the raid and what followed is", "talks with what he called rebels would", "the question whether they would sign is": a clause inside the
/// subject.
fn inner_clause(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let before = words.class(at - 1, lexicon);
    let what = words.word(at) == "what" && before.any(Class::COORDINATOR | Class::PREPOSITION);
    (what || words.word(at) == "whether") && words.word(at + 1) != "to"
}

/// Past the verb of a relative clause whose subject is its pronoun: "those who | hide it | will pay".
fn behind_relative(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> usize {
    (from..words.len()).find(|at| !helps(words, *at, lexicon)).map_or(words.len(), |verb| verb + 1)
}

/// Whether a word only helps the verb behind it.
fn helps(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.class(at, lexicon).any(Class::AUXILIARY | Class::ADVERB | Class::NEGATION)
}

/// Past a clause of time inside the subject, where a modal verb follows: "any vote before | the bill is read | would be void".
fn behind_clause(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<usize> {
    /// How long the clause may be.
    const REACH: usize = 12;
    if !matches!(words.word(at), "before" | "after" | "until" | "while") {
        return None;
    }
    let clause = || (at + 2..words.len().min(at + REACH)).take_while(|i| !words.mark(*i));
    let verb = clause().find(|i| {
        let class = words.class(*i, lexicon);
        class.any(Class::AUXILIARY | Class::PAST) && !class.any(Class::MODAL)
    })?;
    clause().find(|i| *i > verb && words.class(*i, lexicon).any(Class::MODAL))
}

/// Whether the word at a place can be a finite verb of a clause that starts at `start`.
fn is_verb(words: &Words<'_>, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    let word = words.word(at);
    let class = words.class(at, lexicon);
    if words.mark(at) {
        return false;
    }
    if class.any(Class::MODAL) || class.any(Class::AUXILIARY) && !matches!(word, "being" | "be" | "been" | "having") {
        return true;
    }
    // "Raising wages would be wrong": what follows the gerund is its object.
    if at == start || at == start + 1 && words.word(start).len() > 4 && words.word(start).ends_with("ing") {
        return false;
    }
    let before = words.class(at - 1, lexicon);
    if is_pronoun(words.word(at - 1), lexicon)
        && at == start + 1
        && !matches!(words.word(at - 1), "this" | "that" | "these" | "those" | "what")
    {
        return !class.any(Class::ADVERB | Class::PREPOSITION | Class::COORDINATOR);
    }
    // "the newly enlarged union"
    if before.any(Class::ADVERB) && at >= 2 && words.class(at - 2, lexicon).any(Class::DETERMINER) && word.ends_with("ed") {
        return false;
    }
    // "officials believe cuts are due": the base form of a verb of saying, behind a plural.
    if words.word(at - 1).ends_with('s') && !owned(words, at - 1) && thinks(words, at, lexicon) || bare_verb(words, start, at, lexicon) {
        return true;
    }
    // "Ek's proposals": what is owned is a noun.
    if before.any(Class::DETERMINER | Class::PREPOSITION | Class::POSSESSIVE) || words.word(at - 1) == "to" || owned(words, at - 1) {
        return false;
    }
    // "the letter signed by them", "a clerk accused of theft": a participle that belongs to the noun.
    let participle = word.ends_with("ed") && words.get(at + 1) == "by"
        || lexicon.cues.beside.is(word, Beside::SUSPECTED | Beside::CONVICTED) && words.get(at + 1) == "of"
        || participle_of_noun(words, at, lexicon);
    if participle && !before.any(Class::AUXILIARY) {
        return false;
    }
    let deed = |signs: &[Sign]| {
        signs.iter().any(|s| {
            matches!(s, Sign::Undertake | Sign::Outcome | Sign::Blame | Sign::Demand | Sign::Position | Sign::Oppose | Sign::Praise)
        })
    };
    let known = words.signs(&lexicon.claims.stance, at).is_some_and(|(_, signs)| deed(&signs));
    // "Ek said she was shocked"
    let told = lexicon.grammar.is_irregular_past(word) && lexicon.claims.acts.longest(words, at).is_some_and(|hit| *hit.value == Act::Say);
    let modal = words
        .signs(&lexicon.claims.modality, at)
        .is_some_and(|(_, signs)| signs.iter().any(|s| matches!(s, Sign::Want | Sign::Plan | Sign::Hope | Sign::Need | Sign::Must)));
    // "risks harming the senate"
    let risks = word.ends_with('s') && words.get(at + 1).ends_with("ing") && words.sign(Sign::Warn, at, lexicon);
    let follows_noun = !before.any(Class::ADVERB) || at > start + 1;
    let plural = (known || class.any(Class::NOUN_TOO)) && word.ends_with('s') && plural_subject(words, at, lexicon);
    follows_noun
        && !plural
        && (modal
            || told
            || risks
            || class.any(Class::PAST | Class::THIRD)
            || word.len() > 4 && word.ends_with("ed") && takes_object(words, at + 1, lexicon) && !describes(words, start, at, lexicon)
            || known
                && word.ends_with('s')
                && word != words.stem(at)
                && (!in_phrase(words, start, at, lexicon)
                    || words.surface(at - 1).starts_with(char::is_uppercase)
                    || words.class(at + 1, lexicon).any(Class::DETERMINER)))
}

/// "voters still deserve a say", "many people know it": the base form of a verb behind a plural, and no noun ("arms supply").
fn bare_verb(words: &Words<'_>, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    /// How far before the noun a verb may be that takes a bare one.
    const CAUSED: usize = 3;
    let class = words.class(at, lexicon);
    let act = lexicon.claims.acts.longest(words, at).is_some_and(|hit| hit.len == 1) && lexicon.cues.noun(words.word(at)).is_none();
    // "islanders back at home"
    if class.any(Class::ADVERB | Class::PREPOSITION) {
        return false;
    }
    let base = class.any(Class::BASE) || words.sign(Sign::Base, at, lexicon) || act && class == Class::default();
    let next = words.class(at + 1, lexicon);
    let object = next.any(Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT_PRONOUN) || words.get(at + 1) == "to";
    let certain = base && !class.any(Class::NOUN_TOO) || (base || class.any(Class::NOUN_TOO)) && object;
    let word = words.word(at);
    let plain = word != "like"
        && words.surface(at).starts_with(char::is_lowercase)
        && !word.ends_with('s')
        && !word.ends_with("ed")
        && !word.ends_with("ing")
        && !lexicon.grammar.is_irregular_past(word);
    let Some(noun) = (start..at).rev().find(|i| !words.class(*i, lexicon).any(Class::ADVERB)) else { return false };
    let before = words.word(noun);
    let plural = before.len() > 3 && before.ends_with('s') && !before.ends_with("ss") && words.class(noun, lexicon) == Class::default()
        || matches!(before, "people" | "men" | "women" | "children");
    // "to let doctors see everyone": such a verb is not finite.
    let led = (noun.saturating_sub(CAUSED)..noun).any(|i| lexicon.claims.words.job(words.word(i)).any(Job::CAUSES));
    certain && plain && plural && !led && !owned(words, noun)
}

/// Whether a token is the ending of an owner.
fn owned(words: &Words<'_>, at: usize) -> bool {
    matches!(words.word(at), "'s" | "'" | "\u{2019}")
}

/// Whether a word is the base form of a verb of saying or believing, with a clause behind it: "believe cuts are due", "say that ...".
fn thinks(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long the subject of the clause may be.
    const REACH: usize = 8;
    let act = lexicon.claims.acts.longest(words, at).filter(|hit| hit.len == 1).map(|hit| *hit.value);
    let word = words.word(at);
    let base = !word.ends_with('s') && !lexicon.grammar.is_irregular_past(word) && !words.class(at, lexicon).any(Class::NOUN_TOO);
    let says = matches!(act, Some(Act::Say | Act::Believe | Act::Suspect | Act::Doubt));
    let clause = || (at + 2..words.len().min(at + REACH)).take_while(|i| !words.mark(*i));
    base && says && (words.word(at + 1) == "that" || clause().any(|i| words.class(i, lexicon).any(Class::AUXILIARY)))
}

/// "the sailors held on the island will be freed": a past form and a phrase behind it, before the modal verb of the clause.
fn participle_of_noun(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long the phrase may be.
    const REACH: usize = 10;
    let word = words.word(at);
    let past = word.ends_with("ed") || words.class(at, lexicon).any(Class::PARTICIPLE) || lexicon.grammar.is_irregular_past(word);
    // "Ek promised at the summit Norland would pay": a verb of saying has a clause behind it.
    let saying = |act: Act| matches!(act, Act::Say | Act::Announce | Act::Promise | Act::Warn | Act::Predict | Act::Report);
    let says = lexicon.claims.acts.longest(words, at).is_some_and(|hit| saying(*hit.value));
    let next = words.class(at + 1, lexicon);
    // "all parties involved will go"
    if past && next.any(Class::MODAL) {
        return true;
    }
    let time = Class::TIME | Class::WEEKDAY | Class::MONTH;
    if !past || !next.any(Class::PREPOSITION | Class::ADVERB | Class::WEEKDAY) {
        return false;
    }
    let clause = Class::RELATIVE | Class::SUBORDINATOR | Class::COORDINATOR;
    let stops = |i: &usize| words.mark(*i) || words.class(*i, lexicon).any(clause) || words.job(*i, lexicon).any(Job::WH | Job::PERSON);
    // "proposals submitted on Sunday had covered it"
    let finite = |i: usize| {
        words.class(i, lexicon).any(Class::MODAL)
            || matches!(words.word(i), "had" | "has" | "have" | "was" | "were") && words.word(i - 1) != "to"
    };
    let modal = (at + 2..words.len().min(at + REACH)).take_while(|i| !stops(i)).find(|i| finite(*i));
    // "the cuts announced last week would"
    modal.is_some_and(|i| !says || words.class(i - 1, lexicon).any(time))
}

/// "coal plants would", "cuts in aid will": a plural noun before the verb, though a verb is written like it.
fn plural_subject(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How long a phrase behind the noun may be.
    const REACH: usize = 8;
    let modal = |i: usize| words.class(i, lexicon).any(Class::MODAL);
    let clause = Class::RELATIVE | Class::SUBORDINATOR | Class::COORDINATOR;
    let phrase = || (at + 2..words.len().min(at + REACH)).take_while(|i| !words.mark(*i) && !words.class(*i, lexicon).any(clause));
    words.class(at + 1, lexicon).any(Class::AUXILIARY) || words.class(at + 1, lexicon).any(Class::PREPOSITION) && phrase().any(modal)
}

/// Whether what follows a form in -ed makes it a verb and no adjective ("liquefied gas"): an article, a preposition, a name, an end.
fn takes_object(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let opens = Class::DETERMINER | Class::PREPOSITION | Class::ADVERB | Class::POSSESSIVE | Class::COORDINATOR | Class::OBJECT_PRONOUN;
    at >= words.len()
        || words.mark(at)
        || words.number(at)
        || matches!(words.word(at), "to" | "that" | "as")
        || words.class(at, lexicon).any(opens)
        || words.word(at).ends_with('s')
        || words.surface(at).starts_with(char::is_uppercase)
}

/// "of top industrialised nations": a participle before a plural, in a phrase.
fn describes(words: &Words<'_>, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    let next = words.get(at + 1);
    let noun =
        next.ends_with('s') && words.class(at + 1, lexicon) == Class::default() && words.surface(at + 1).starts_with(char::is_lowercase);
    let plural = words.word(at - 1).ends_with('s') || words.surface(at - 1).starts_with(char::is_uppercase);
    noun && !plural && in_phrase(words, start, at, lexicon)
}

/// "on timber exports": a noun that ends in s, after a preposition and another noun.
fn in_phrase(words: &Words<'_>, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    (start..at.saturating_sub(1)).rev().take(2).any(|i| words.class(i, lexicon).any(Class::PREPOSITION))
}
