//! The speaker's side: the names, countries and bodies that belong to the speaker, and whom a subject stands for, seen from there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::clause::Subject;
use super::words::Words;
use crate::attribute::{Attribution, QuoteType, Speaker};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, RoleClass, Sign, SourceNoun};
use crate::{Document, Lexicon};

/// What belongs to the speaker of an attribution: names and countries.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    names: BTreeSet<String>,
    pub(super) countries: BTreeSet<String>,
    /// The speaker is a country, body or document, so that "it" can be the speaker.
    body: bool,
    /// The speaker speaks for a government, an army, a court, a body.
    pub(super) official: bool,
    /// The speaker holds an office of a government or body, and so speaks for what he calls "the government" or "the commission".
    office: bool,
    /// The speaker watches and does not act: an analyst, a poll.
    pub(super) observer: bool,
    /// The speaker does not govern: a union, the opposition, a campaign.
    pub(super) outsider: bool,
    /// Nothing tells that the speaker is a person.
    pub(super) may_be_body: bool,
    /// The source is a document.
    pub(super) text: bool,
    /// Which pronoun of the reporter cannot stand for the speaker.
    not: Option<Misfit>,
    /// All of the content is quoted.
    direct: bool,
    /// The token that content opens with, where a pronoun behind it says that its subject is the speaker's side: "Norfalk will pay, its
    /// treasurer said".
    owner: Option<usize>,
    /// Whom a body behind the speaker stands for: "officers" of "the officers' union".
    members: BTreeSet<String>,
}

/// Pronouns that do not fit a speaker.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Misfit {
    /// "he", "she": several speak.
    Singular,
    /// "they": one speaks, and for himself.
    Plural,
}

impl Side {
    pub(super) fn of(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Self {
        let mut side = Self { direct: attribution.quote_type == QuoteType::Direct, ..Self::default() };
        for token in attribution.source.iter().flat_map(|s| doc.tokens_in(*s)) {
            side.add(doc.slice(doc.tokens[token].span), lexicon);
            side.official |= matches!(
                lexicon.people.role(doc.word(token)),
                Some(RoleClass::Leader | RoleClass::Minister | RoleClass::Official | RoleClass::Spokesperson | RoleClass::Military)
            );
            side.office |= office(doc.word(token), lexicon);
            side.body |= doc.word(token) == "it" || matches!(lexicon.people.noun(doc.word(token)), Some(SourceNoun::Body));
            side.text |= matches!(lexicon.people.noun(doc.word(token)), Some(SourceNoun::Text));
        }
        let person = |t: usize| {
            let word = doc.word(t);
            matches!(word, "he" | "she" | "who" | "i") || lexicon.people.role(word).is_some() || lexicon.people.first_name(word).is_some()
        };
        let source: Vec<usize> = attribution.source.iter().flat_map(|s| doc.tokens_in(*s)).collect();
        let words = Words::of(doc, &attribution.source, true);
        side.observer = (0..words.len()).any(|i| words.sign(Sign::Observer, i, lexicon));
        side.outsider = (0..words.len()).any(|i| words.sign(Sign::Outsider, i, lexicon));
        let named_as_body = source.first().is_some_and(|t| {
            let surface = doc.slice(doc.tokens[*t].span);
            doc.word(*t) == "the" || surface.len() > 1 && surface.chars().all(|c| c.is_uppercase() || c == '.')
        });
        side.may_be_body = !source.is_empty() && !source.iter().copied().any(person);
        side.body |= named_as_body && side.may_be_body && !side.text;
        side.official |= side.body;
        // "A spokesman said it would close" tells of the body.
        side.may_be_body |= source.iter().any(|t| lexicon.people.role(doc.word(*t)) == Some(RoleClass::Spokesperson));
        side.owner = owner(doc, attribution, &source);
        side.not = misfit(doc, attribution, &source, lexicon);
        side.members = members(doc, &source);
        for speaker in &attribution.speakers {
            side.official |= speaker.role.is_some();
            side.office |= speaker.role.iter().flat_map(|r| r.split_whitespace()).any(|w| office(&w.to_lowercase(), lexicon));
            speaker.name.split_whitespace().for_each(|w| side.add(w, lexicon));
            side.countries.extend(country(&speaker.name, lexicon));
            side.countries.extend(speaker.country.clone());
            speaker.affiliation.iter().flat_map(|a| a.split_whitespace()).for_each(|w| side.add(w, lexicon));
            side.body |= speaker.role.is_none() && country(&speaker.name, lexicon).is_some();
            side.official |= country(&speaker.name, lexicon).is_some();
        }
        side
    }

    fn add(&mut self, word: &str, lexicon: &Lexicon) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 2 && !lexicon.words.is_stop(&word.to_lowercase()) {
            self.names.insert(word.to_lowercase());
        }
        self.countries.extend(country(word, lexicon));
    }

    /// Whom the words of a subject stand for.
    pub(super) fn subject(&self, words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> Subject {
        let places: Vec<usize> = at.filter(|i| !words.mark(*i) && !words.class(*i, lexicon).any(Class::ADVERB)).collect();
        let Some(first) = places.first().copied() else { return Subject::None };
        let word = words.word(first);
        let quoted = words.quoted(first) || self.direct;
        // "the way the ministry will spend it"
        if word == "the" && places.len() > 2 && words.word(places[1]) == "way" {
            return Subject::Thing;
        }
        // "not one of us"
        if places.windows(2).any(|pair| words.word(pair[0]) == "of" && words.word(pair[1]) == "us") {
            return Subject::Own;
        }
        match word {
            "i" | "we" | "our" | "my" | "us" | "ours" | "let" => return Subject::Own,
            // "What we will not do is sign."
            "what" if places.len() == 2 && matches!(words.word(places[1]), "i" | "we") => return Subject::Own,
            "you" | "your" => return Subject::You,
            "he" | "she" | "they" if places.len() == 1 => {
                return if quoted || self.is_other(word) { Subject::Party } else { Subject::Own };
            }
            "his" | "her" | "their" | "its" if !quoted => return Subject::Own,
            "it" if places.len() == 1 => return if !quoted && self.body { Subject::Own } else { Subject::Impersonal },
            "there" | "this" | "that" | "these" | "those" | "what" | "which" | "here" if places.len() == 1 => return Subject::Impersonal,
            _ => {}
        }
        if self.owner.is_some_and(|opening| words.token(first) <= opening + OPENING) {
            return Subject::Own;
        }
        let lone = places.len() == 1;
        let head = head(words, places, lexicon);
        let of_kind = attributive(words, &head.1, lexicon);
        let agent = !of_kind && head.1.iter().any(|i| words.agent(*i, lexicon));
        let own = |of: &[usize]| of.iter().any(|i| self.owns(words, *i, lexicon));
        let named = |i: &usize| country(words.surface(*i), lexicon).is_some() || is_name(words, *i, lone, lexicon);
        // "the country", said by its minister, is his own.
        let bare = word == "the" && head.0.is_empty() && head.1.iter().any(|i| lexicon.people.is_generic_body(words.word(*i)));
        let short = head.1.len() <= 2;
        let member = head.1.last().is_some_and(|i| self.members.contains(words.word(*i)));
        if member || own(&head.1) || agent && own(&head.0) || bare && short && self.official && !quoted {
            Subject::Own
        } else if head.1.iter().any(named) && !of_kind {
            Subject::Party
        } else if agent || matches!(word, "everyone" | "everybody" | "nobody") {
            Subject::Agent
        } else {
            Subject::Thing
        }
    }

    /// Whether a pronoun of the reporter's own words stands for another: "many believe he has failed".
    fn is_other(&self, word: &str) -> bool {
        match self.not {
            Some(Misfit::Singular) => matches!(word, "he" | "she"),
            Some(Misfit::Plural) => word == "they",
            None => false,
        }
    }

    /// Whether a subject is the unnamed body that the speaker holds an office of: "the government", "the ministry".
    pub(super) fn house(&self, words: &Words<'_>, at: Range<usize>, lexicon: &Lexicon) -> bool {
        let quoted = words.quoted(at.start) || self.direct;
        self.office && !quoted && at.len() == 2 && words.get(at.start) == "the" && words.sign(Sign::House, at.start + 1, lexicon)
    }

    fn owns(&self, words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
        self.names.contains(words.word(at)) && words.surface(at).starts_with(char::is_uppercase)
            || country(words.surface(at), lexicon).is_some_and(|c| self.countries.contains(&c))
    }
}

/// How many tokens may stand before the subject of a sentence.
const OPENING: usize = 2;

/// Which pronoun cannot stand for the source: "he" for "many" or "analysts", "they" for "Professor Ek" or "he".
fn misfit(doc: &Document, attribution: &Attribution, source: &[usize], lexicon: &Lexicon) -> Option<Misfit> {
    /// How long a source is that has no room for an office.
    const REACH: usize = 3;
    let word = |t: &usize| doc.word(*t);
    let (first, last) = (source.first()?, source.last()?);
    let capital = |t: &usize| doc.slice(doc.tokens[*t].span).starts_with(char::is_uppercase);
    let several = matches!(word(first), "many" | "most" | "some" | "they" | "others" | "both" | "all" | "these" | "those");
    let noun = lexicon.grammar.class(word(last)) == Class::default() && !capital(last);
    // "Analysts", at the start of a sentence, unlike "Reuters".
    let known = source.len() == 1 && (lexicon.people.role(word(last)).is_some() || lexicon.people.noun(word(last)).is_some());
    let plural = word(last).ends_with('s') && !word(last).ends_with("ss");
    if several || plural && (noun && source.len() <= REACH || known) {
        return Some(Misfit::Singular);
    }
    // Who holds an office or stands for a body may call it "they".
    let private = |s: &Speaker| s.role.is_none() && s.affiliation.is_none() && s.country.is_none();
    let named = source.iter().any(|t| lexicon.people.first_name(word(t)).is_some());
    let alone = attribution.speakers.len() == 1 && attribution.speakers.iter().all(private);
    (named && alone && source.len() <= REACH).then_some(Misfit::Plural)
}

/// Where the content starts whose subject a source behind it belongs to: "its treasurer", "their union".
fn owner(doc: &Document, attribution: &Attribution, source: &[usize]) -> Option<usize> {
    /// How far into the source the pronoun may stand: "the head of their union".
    const REACH: usize = 4;
    let opening = doc.tokens_in(*attribution.content.first()?).next()?;
    let first = *source.first()?;
    let owns = |(n, t): (usize, &usize)| match doc.word(*t) {
        "its" | "their" => true,
        "his" | "her" => n == 0,
        _ => false,
    };
    let belongs = source.iter().take(REACH).enumerate().any(owns);
    (belongs && opening < first && source.len() > 1).then_some(opening)
}

/// "officers" of "the officers' union", "drivers" of "the drivers' association".
fn members(doc: &Document, source: &[usize]) -> BTreeSet<String> {
    let plural = |t: usize| doc.word(t).ends_with('s') && doc.slice(doc.tokens[t].span).starts_with(char::is_lowercase);
    let owner = |pair: &&[usize]| matches!(doc.word(pair[1]), "'" | "\u{2019}") && plural(pair[0]);
    source.windows(2).filter(owner).map(|pair| doc.word(pair[0]).to_owned()).collect()
}

/// Whether a word names an office of a government or body.
fn office(word: &str, lexicon: &Lexicon) -> bool {
    matches!(lexicon.people.role(word), Some(RoleClass::Minister | RoleClass::Official | RoleClass::Spokesperson))
}

/// A noun phrase parted in what only belongs to it (before "'s", after a preposition) and its head.
pub(super) fn head(words: &Words<'_>, places: Vec<usize>, lexicon: &Lexicon) -> (Vec<usize>, Vec<usize>) {
    let from = places.iter().rposition(|i| words.word(*i) == "'s" || words.word(*i) == "'").map_or(0, |i| i + 1);
    let linked = |i: &usize| words.class(*i, lexicon).any(Class::PREPOSITION | Class::RELATIVE) || words.word(*i) == "to";
    let to = places.iter().skip(from + 1).position(linked).map_or(places.len(), |n| from + 1 + n);
    let (from, to) = (from.min(places.len()), to.min(places.len()).max(from.min(places.len())));
    let rest = places[..from].iter().chain(&places[to..]).copied().collect();
    (rest, places[from..to].to_vec())
}

/// Whether a name only tells what kind of thing is meant: "Pentagon budget cuts", unlike "Pentagon officials", "Ek and his wife", "Ek himself".
fn attributive(words: &Words<'_>, head: &[usize], lexicon: &Lexicon) -> bool {
    let Some(last) = head.last().copied() else { return false };
    let plain = |i: &usize| {
        let class = words.class(*i, lexicon);
        !words.mark(*i)
            && !class.any(Class::COORDINATOR | Class::POSSESSIVE | Class::AUXILIARY)
            && words.surface(*i).chars().all(char::is_alphabetic)
    };
    let thing = [Sign::Deed, Sign::Outcome, Sign::Undertake, Sign::Warn, Sign::Judge].into_iter().any(|s| words.sign(s, last, lexicon));
    let whole = head.windows(2).all(|pair| pair[1] == pair[0] + 1);
    words.surface(last).starts_with(char::is_lowercase) && !words.agent_or_source(last, lexicon) && thing && whole && head.iter().all(plain)
}

/// Whether a word is a name: a capital inside a sentence, or a mention; at the start of a sentence a lone word that no list knows.
fn is_name(words: &Words<'_>, at: usize, lone: bool, lexicon: &Lexicon) -> bool {
    let (span, word) = (words.span(at), words.word(at));
    if !words.surface(at).starts_with(char::is_uppercase) || word == "i" {
        return false;
    }
    let known = lexicon.grammar.class(word) != Class::default();
    let before = words.doc.mentions.partition_point(|m| m.span.start() <= span.start());
    let mention = words.doc.mentions[..before].iter().rev().take(3).any(|m| m.span.contains(span));
    mention || !known && (!words.opens_sentence(at) || lone && !word.ends_with('s'))
}

/// The country that a word stands for, by its usual English name.
pub(super) fn country(word: &str, lexicon: &Lexicon) -> Option<String> {
    lexicon.people.country(word).map(|c| c.name.to_string())
}
