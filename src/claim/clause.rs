//! What the grammar of a proposition tells: subject, modality, negation, signs.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fronted;
use super::side::Side;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// Who the subject of a clause is, seen from the speaker.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// I, we, the speaker by name, the speaker's country or body.
    Own,
    /// The one spoken to.
    You,
    /// A named person, country or body, or a pronoun for one.
    Party,
    /// Unnamed people or bodies: "the government".
    Agent,
    /// it, there, this.
    Impersonal,
    /// Anything else.
    Thing,
    /// The clause has none.
    None,
}

/// What the grammar of a clause tells.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Whom the clause is about.
    pub(super) subject: Subject,
    /// The words of the subject.
    pub(super) subject_at: Range<usize>,
    /// The first word of the verb group.
    pub(super) verb: Option<usize>,
    /// The word after auxiliaries, modals and adverbs: as a rule the main verb.
    pub(super) main: usize,
    /// Signs of the verb group.
    pub(super) group: BTreeSet<Sign>,
    /// Signs of the words that frame the clause ("I hope that").
    pub(super) frame: BTreeSet<Sign>,
    /// Signs anywhere in the clause, each with its place.
    pub(super) signs: Vec<(Sign, usize)>,
    /// Whether the main clause is negated.
    pub(super) negated: bool,
    /// "to send troops", "not to send troops".
    pub(super) infinitive: bool,
    /// "sending troops".
    pub(super) gerund: bool,
    /// Ends with a question mark.
    pub(super) question: bool,
    /// "Stop the war!"
    pub(super) imperative: bool,
    /// The subject is the unnamed body that an official speaks for: "the government".
    pub(super) house: bool,
}

impl Reading {
    /// Whether the verb group has a sign.
    pub(super) fn is(&self, sign: Sign) -> bool {
        self.group.contains(&sign)
    }

    /// How often a sign stands in the clause.
    pub(super) fn count(&self, sign: Sign) -> usize {
        self.signs.iter().filter(|(s, _)| *s == sign).count()
    }

    /// Whether a sign stands anywhere in the clause.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.signs.iter().any(|(s, _)| *s == sign)
    }

    /// Whether a sign stands at the main verb, or just after it.
    pub(super) fn at_main(&self, sign: Sign) -> bool {
        self.signs.iter().any(|(s, at)| *s == sign && (self.main..self.main + 2).contains(at))
    }

    /// Whether there is no verb at all.
    pub(super) fn nominal(&self) -> bool {
        self.verb.is_none() && !self.infinitive && !self.gerund && !self.imperative
    }
}

/// Reads a clause, its conditions left out. Cost: linear in its words.
pub(super) fn read(words: &Words<'_>, side: &Side, lexicon: &Lexicon) -> Reading {
    let mut reading = Reading {
        subject: Subject::None,
        subject_at: 0..0,
        verb: None,
        main: 0,
        group: BTreeSet::new(),
        frame: BTreeSet::new(),
        signs: Vec::new(),
        negated: false,
        infinitive: false,
        gerund: false,
        question: asks(words),
        imperative: false,
        house: false,
    };
    let start = skip_adverbial(words, skip_openers(words, 0, &mut reading.frame, lexicon), lexicon);
    let start = skip_openers(words, start, &mut reading.frame, lexicon);
    form(words, start, &mut reading, lexicon);
    if let Some(turned) = fronted::fronted(words, start, lexicon).filter(|_| !reading.question) {
        reading.subject = side.subject(words, turned.subject.clone(), lexicon);
        (reading.verb, reading.subject_at) = (Some(turned.verb), turned.subject.clone());
        group(words, turned.subject.end, &mut reading, lexicon);
        reading.group.extend(words.signs(&lexicon.claims.modality, turned.verb).into_iter().flat_map(|(_, signs)| signs));
        reading.negated = turned.negated || reading.is(Sign::Not);
        collect(words, &mut reading, lexicon);
        return reading;
    }
    if !reading.infinitive && !reading.imperative {
        reading.verb = find_verb(words, start, lexicon);
    }
    let from = match reading.verb {
        Some(verb) => {
            reading.subject_at = start..verb.max(start);
            reading.subject = side.subject(words, reading.subject_at.clone(), lexicon);
            reading.house = side.house(words, reading.subject_at.clone(), lexicon);
            verb
        }
        None => start,
    };
    group(words, from, &mut reading, lexicon);
    let body =
        reading.subject == Subject::Impersonal && words.get(reading.subject_at.start) == "it" && !words.quoted(reading.subject_at.start);
    let binds = [Sign::Ready, Sign::Plan, Sign::Want, Sign::Consider].into_iter().any(|s| reading.is(s));
    let acts = reading.is(Sign::Would) && [Sign::Undertake, Sign::Deprive].into_iter().any(|s| words.sign(s, reading.main, lexicon));
    let light = [Sign::Light, Sign::Position].into_iter().any(|s| words.sign(s, reading.main, lexicon));
    if body && (binds || acts && !light) && side.may_be_body {
        reading.subject = Subject::Own;
    }
    // "Let nobody think so."
    reading.negated |= reading.imperative && words.get(start) == "let" && words.job(start + 1, lexicon).any(Job::NONE);
    reading.negated |=
        none_of(words, start, lexicon) && !reading.imperative || takes_none(words, &reading, lexicon) || reading.frame.contains(&Sign::Not);
    collect(words, &mut reading, lexicon);
    reading
}

/// "No ship", "nobody", "not one soldier": a subject that says there is none.
fn none_of(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.job(at, lexicon).any(Job::NONE) || words.signs(&lexicon.claims.modality, at).is_some_and(|(_, signs)| signs.contains(&Sign::None))
}

/// "will take no more", "would take back nobody": an object that says there is none, behind the verb or its particle.
fn takes_none(words: &Words<'_>, reading: &Reading, lexicon: &Lexicon) -> bool {
    let next = reading.main + 1;
    let particle = words.class(next, lexicon).any(Class::ADVERB);
    let none = |at: usize| words.job(at, lexicon).any(Job::NONE) && !words.class(at, lexicon).any(Class::COORDINATOR);
    let pronoun = words.job(next, lexicon).any(Job::PRONOUN);
    matches!(words.get(next), "no" | "neither") || reading.verb.is_some() && (pronoun && none(next) || particle && none(next + 1))
}

/// Infinitive, gerund or imperative at the start of a clause.
fn form(words: &Words<'_>, start: usize, reading: &mut Reading, lexicon: &Lexicon) {
    let first = words.get(start);
    let base = |at: usize| words.sign(Sign::Base, at, lexicon);
    let negation = words.class(start, lexicon).any(Class::NEGATION);
    reading.infinitive = first == "to" || negation && words.get(start + 1) == "to";
    reading.gerund = first.len() > 4 && first.ends_with("ing") && !words.class(start, lexicon).any(Class::PREPOSITION | Class::DETERMINER);
    let polite = usize::from(matches!(first, "please" | "never" | "always"));
    let bare = start + polite < words.len() && is_lone_base(words, start + polite, lexicon) && base(start + polite);
    let plain = words.get(start + polite + 1);
    reading.imperative = bare
        && !reading.question
        && words.quoted(start)
        && !words.class(start + polite + 1, lexicon).any(Class::AUXILIARY)
        && !matches!(plain, "of" | "," | "");
}

/// Whether a word is a bare verb form: no ending of its own.
fn is_lone_base(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let class = words.class(at, lexicon);
    !class.any(Class::MODAL) && (!class.any(Class::AUXILIARY) || matches!(words.word(at), "be" | "do" | "don't" | "have"))
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

/// Past "In the spring," and "When the talks began,".
fn skip_adverbial(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> usize {
    /// How far the comma may be.
    const REACH: usize = 30;
    let opens = words.class(at, lexicon).any(Class::PREPOSITION | Class::SUBORDINATOR) || matches!(words.get(at), "as" | "if" | "given");
    if !opens || matches!(words.get(at), "that" | "to") || words.class(at, lexicon).any(Class::DETERMINER) {
        return skip_time(words, at, lexicon);
    }
    let comma = (at..words.len().min(at + REACH)).find(|i| words.word(*i) == ",");
    // "On the first day we will": no comma, but a pronoun that only a new clause can have.
    let upto = comma.unwrap_or(words.len()).min(at + REACH);
    let subject = |i: &usize| {
        words.job(*i, lexicon).any(Job::PERSON)
            && words.class(*i + 1, lexicon).any(Class::MODAL)
            && !words.class(*i - 1, lexicon).any(Class::PREPOSITION | Class::RELATIVE | Class::SUBORDINATOR | Class::COORDINATOR)
    };
    if let Some(subject) = (at + 2..upto).find(subject).filter(|_| words.class(at, lexicon).any(Class::PREPOSITION)) {
        return subject;
    }
    comma.filter(|c| words.len() - c > 3).map_or(at, |c| c + 1)
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
        || words.surface(next).starts_with(char::is_uppercase) && !time(next);
    if next > last && subject { next } else { at }
}

/// Whether a word can be a whole subject.
pub(super) fn is_pronoun(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.claims.words.job(word).any(Job::PRONOUN)
}

/// The first word of the finite verb group, relative clauses left aside.
fn find_verb(words: &Words<'_>, start: usize, lexicon: &Lexicon) -> Option<usize> {
    // "What was taken must be given back": the first verb is that of the subject.
    let mut relative = words.job(start, lexicon).any(Job::WH) && words.class(start + 1, lexicon).any(Class::AUXILIARY) && !asks(words);
    let mut at = start + usize::from(relative);
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
        } else if at > start && words.class(at, lexicon).any(Class::RELATIVE) && !relative {
            relative = true;
        } else if is_verb(words, start, at, lexicon) {
            if !relative {
                return Some(at);
            }
            while at + 1 < words.len() && words.class(at + 1, lexicon).any(Class::AUXILIARY | Class::ADVERB | Class::NEGATION) {
                at += 1;
            }
            if words.class(at, lexicon).any(Class::AUXILIARY) && !words.mark(at + 1) {
                at += 1;
            }
            relative = false;
        }
        at += 1;
    }
    None
}

/// Past the verb of a relative clause whose subject is its pronoun: "those who | hide it | will pay".
fn behind_relative(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> usize {
    let helps = |at: &usize| words.class(*at, lexicon).any(Class::AUXILIARY | Class::ADVERB | Class::NEGATION);
    (from..words.len()).find(|at| !helps(at)).map_or(words.len(), |verb| verb + 1)
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

fn asks(words: &Words<'_>) -> bool {
    (0..words.len()).rev().take(2).any(|i| words.word(i) == "?")
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
    // "Ek's proposals": what is owned is a noun.
    let owned = matches!(words.word(at - 1), "'s" | "'" | "\u{2019}");
    if before.any(Class::DETERMINER | Class::PREPOSITION | Class::POSSESSIVE) || words.word(at - 1) == "to" || owned {
        return false;
    }
    // "the letter signed by them": a participle that belongs to the noun.
    if word.ends_with("ed") && words.get(at + 1) == "by" && !before.any(Class::AUXILIARY) {
        return false;
    }
    let deed = |signs: &[Sign]| {
        signs.iter().any(|s| {
            matches!(s, Sign::Undertake | Sign::Outcome | Sign::Blame | Sign::Demand | Sign::Position | Sign::Oppose | Sign::Praise)
        })
    };
    let known = words.signs(&lexicon.claims.stance, at).is_some_and(|(_, signs)| deed(&signs));
    let modal = words
        .signs(&lexicon.claims.modality, at)
        .is_some_and(|(_, signs)| signs.iter().any(|s| matches!(s, Sign::Want | Sign::Plan | Sign::Hope | Sign::Need | Sign::Must)));
    let follows_noun = !before.any(Class::ADVERB) || at > start + 1;
    let plural = (known || class.any(Class::NOUN_TOO)) && word.ends_with('s') && plural_subject(words, at, lexicon);
    follows_noun
        && !plural
        && (modal
            || class.any(Class::PAST | Class::THIRD)
            || word.len() > 4 && word.ends_with("ed") && takes_object(words, at + 1, lexicon)
            || known
                && word.ends_with('s')
                && word != words.stem(at)
                && (!in_phrase(words, start, at, lexicon) || words.surface(at - 1).starts_with(char::is_uppercase)))
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

/// "on timber exports": a noun that ends in s, after a preposition and another noun.
fn in_phrase(words: &Words<'_>, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    (start..at.saturating_sub(1)).rev().take(2).any(|i| words.class(i, lexicon).any(Class::PREPOSITION))
}

/// Modality and negation from the first word of the verb group to the main verb.
fn group(words: &Words<'_>, from: usize, reading: &mut Reading, lexicon: &Lexicon) {
    let mut at = from;
    while at < words.len() && !words.mark(at) && !has_object(words, at, lexicon) {
        let hit = words.signs(&lexicon.claims.modality, at).filter(|(_, signs)| !signs.contains(&Sign::Opener));
        match hit {
            Some((len, signs)) => {
                reading.group.extend(signs);
                at += len;
            }
            // "would back the bill": what stands between a modal verb and an article is the verb.
            None if at > from && governs(words, at - 1, lexicon) && words.class(at + 1, lexicon).any(Class::DETERMINER) => break,
            None if words.class(at, lexicon).any(Class::ADVERB | Class::AUXILIARY) || words.word(at) == "to" => at += 1,
            None => break,
        }
    }
    reading.main = at;
    reading.negated = reading.is(Sign::Not);
}

/// "will have her hands full": "have" before an object is the main verb.
fn has_object(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.class(at, lexicon).any(Class::HAVE) && words.class(at + 1, lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
}

/// Whether a bare verb follows: behind a modal verb, its negation, "to".
fn governs(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let class = words.class(at, lexicon);
    let negated = class.any(Class::NEGATION) && at > 0 && words.class(at - 1, lexicon).any(Class::MODAL);
    class.any(Class::MODAL) || negated || words.word(at) == "to"
}

/// The signs of the whole clause.
fn collect(words: &Words<'_>, reading: &mut Reading, lexicon: &Lexicon) {
    let mut at = 0;
    while at < words.len() {
        let (len, signs) = words.signs(&lexicon.claims.stance, at).unwrap_or((1, Vec::new()));
        reading.signs.extend(signs.iter().map(|s| (*s, at)));
        at += len;
    }
}
