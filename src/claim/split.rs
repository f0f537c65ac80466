//! The content of an attribution parted into propositions: sentences, and conjuncts where the act may change.

use super::clause::is_pronoun;
use super::words::Words;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};
use crate::{Document, Lexicon, Span};

/// The content pieces that lie in one sentence.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// In order; several where the cue cuts them.
    pub(super) spans: Vec<Span>,
    /// Index of the sentence, where there is one.
    pub(super) sentence: Option<usize>,
}

/// Parts content by sentences. Words outside all sentences stay with their piece.
pub(super) fn units(doc: &Document, content: &[Span]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for piece in content {
        let sentences = doc.sentences_in(*piece);
        if sentences.is_empty() {
            units.push(Unit { spans: vec![*piece], sentence: None });
        }
        for sentence in sentences {
            let Some(span) = doc.sentences[sentence].span.intersection(*piece).map(|s| s.trim(&doc.text)) else { continue };
            match units.last_mut().filter(|u| u.sentence == Some(sentence)) {
                Some(unit) => unit.spans.push(span),
                None => units.push(Unit { spans: vec![span], sentence: Some(sentence) }),
            }
        }
    }
    units
}

/// How firmly two conjuncts are parted.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A semicolon, or "and that": always two propositions.
    Strong,
    /// The second has a subject of its own.
    Clause,
    /// The second shares the subject of the first.
    Verb,
    /// A bare verb that opens a quotation of its own ("... and \"build roads\""): the modal of the first governs it.
    Bare,
    /// A relative clause that tells what an agreement brings.
    Relative,
}

/// A place where a sentence may be parted: the last word before, the first word after.
#[derive(Copy, Clone, Debug)]
pub(super) struct Cut {
    /// Where the first conjunct ends.
    pub(super) end: usize,
    /// Where the second starts.
    pub(super) start: usize,
    /// What parts them.
    pub(super) joint: Joint,
}

/// Places where a sentence may be parted into conjuncts. Cost: linear in its words.
pub(super) fn cuts(words: &Words<'_>, blocked: impl Fn(usize) -> bool, lexicon: &Lexicon) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut last = 0;
    for at in 1..words.len().saturating_sub(1) {
        if blocked(at) || at < last + 2 {
            continue;
        }
        if let Some(cut) = cut_at(words, at, lexicon) {
            last = cut.start;
            cuts.push(cut);
        }
    }
    cuts
}

fn cut_at(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Cut> {
    /// How far "then" may be behind its "if".
    const REACH: usize = 25;
    let word = words.word(at);
    // "Sept. 11", "(D-Harl.) last week": an abbreviation. "... and . . . whether": dots that leave something out end a clause only where
    // another starts.
    let run = word == "." && (words.word(at - 1) == "." || words.get(at + 1) == ".");
    let opens = if run { starts_clause(words, at + 1, lexicon) } else { capital(words, at + 1) };
    if word == ";" || word == "." && at + 3 < words.len() && opens {
        return Some(Cut { end: at, start: at + 1, joint: Joint::Strong });
    }
    if word == "that" && matches!(words.get(at + 1), "would" | "will" | "shall") && !matches!(words.get(at + 2), "be" | "have") {
        return Some(Cut { end: at, start: at + 1, joint: Joint::Relative });
    }
    if word == "or" {
        return threatens(words, at, lexicon);
    }
    if is_dash(word) {
        return behind_dash(words, at, lexicon);
    }
    if !matches!(word, "and" | "but" | "so" | "yet") {
        return None;
    }
    let comma = words.word(at - 1) == ",";
    let end = at - usize::from(comma);
    let cut = |joint| Some(Cut { end, start: at + 1, joint });
    let next = words.get(at + 1);
    let class = words.class(at + 1, lexicon);
    if matches!(word, "and" | "but")
        && next == "that"
        && !(1..at).any(|i| words.word(i) == "that")
        && words.len() > at + 4
        && !words.class(at + 2, lexicon).any(Class::AUXILIARY)
        && has_verb(words, at + 2, lexicon)
    {
        return Some(Cut { end, start: at + 2, joint: Joint::Strong });
    }
    let framed = words.class(at + 1, lexicon).any(Class::ADVERB)
        && is_pronoun(words.get(at + 2), lexicon)
        && words.class(at + 3, lexicon).any(Class::AUXILIARY);
    if framed && words.quoted(at + 1) && !words.quoted(at) {
        return cut(Joint::Clause);
    }
    let pronoun = is_pronoun(next, lexicon) && !matches!(next, "that" | "this" | "these" | "those" | "who" | "what");
    if pronoun && verb_like(words, at + 2, lexicon) || next == "let" {
        return cut(Joint::Clause);
    }
    // "who cannot be tried but who are too dangerous to free" goes on.
    let relative = class.any(Class::RELATIVE) && next != "that";
    if (comma || word == "but") && !relative && own_subject(words, at + 1, lexicon) {
        return cut(Joint::Clause);
    }
    // "and if that is so, then I will", ", and at any cost we will"
    let then = next == "if" && (at + 2..words.len().min(at + REACH)).any(|i| words.word(i) == "then");
    if then && word == "and" || comma && phrase_first(words, at + 1, lexicon) {
        return cut(Joint::Clause);
    }
    if matches!(next, "not" | "never" | "only") && words.class(at + 2, lexicon).any(Class::PREPOSITION | Class::DETERMINER | Class::ADVERB)
    {
        return None;
    }
    let opens_quote = words.quoted(at + 1) && !words.quoted(at);
    let wants = words
        .signs(&lexicon.claims.modality, at + 1)
        .is_some_and(|(_, signs)| signs.iter().any(|s| matches!(s, Sign::Want | Sign::Plan | Sign::Must | Sign::Hope)));
    if class.any(Class::MODAL)
        || wants && word != "so"
        || matches!(
            next,
            "do" | "does" | "did" | "has" | "have" | "had" | "is" | "are" | "was" | "were" | "don't" | "doesn't" | "not" | "never"
        ) && word != "so"
    {
        return cut(Joint::Verb);
    }
    if opens_quote && (class.any(Class::BASE) || bare_verb(words, at + 1, lexicon)) {
        return cut(Joint::Bare);
    }
    None
}

fn capital(words: &Words<'_>, at: usize) -> bool {
    at < words.len() && words.surface(at).starts_with(char::is_uppercase)
}

/// Whether a pronoun with its verb, or a capital, stands at a place.
fn starts_clause(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    capital(words, at) || words.job(at, lexicon).any(Job::PERSON) && verb_like(words, at + 1, lexicon)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "--" | "\u{2013}" | "\u{2014}")
}

/// "We passed ten bills -- he should sign them": a clause of its own, and no aside between two dashes.
fn behind_dash(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Cut> {
    let clause = words.job(at + 1, lexicon).any(Job::PERSON) && words.class(at + 2, lexicon).any(Class::MODAL);
    let aside = || (0..words.len()).any(|i| i != at && is_dash(words.word(i)));
    (clause && words.quoted(at) && !aside()).then_some(Cut { end: at, start: at + 1, joint: Joint::Clause })
}

/// "or we will ...", "or else I shall ...".
fn threatens(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Cut> {
    let start = at + 1 + usize::from(words.get(at + 1) == "else");
    let own = matches!(words.get(start), "i" | "we")
        && (words.class(start + 1, lexicon).any(Class::MODAL) || words.word(0) == "either" && verb_like(words, start + 1, lexicon));
    own.then_some(Cut { end: at - usize::from(words.word(at - 1) == ","), start, joint: Joint::Clause })
}

fn bare_verb(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let deed = |s: &Sign| matches!(s, Sign::Undertake | Sign::Outcome | Sign::Base);
    words.signs(&lexicon.claims.stance, at).is_some_and(|(_, signs)| signs.iter().any(deed)) && !words.word(at).ends_with("ing")
}

fn verb_like(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let class = words.class(at, lexicon);
    at < words.len() && !words.mark(at) && !class.any(Class::PREPOSITION | Class::COORDINATOR | Class::DETERMINER)
}

fn has_verb(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    (from..words.len().min(from + 12))
        .any(|i| words.class(i, lexicon).any(Class::AUXILIARY | Class::PAST | Class::THIRD) || words.word(i).ends_with("ed"))
        || words.len() > from + 3
}

/// "at any cost we will": a phrase before a pronoun and its modal verb.
fn phrase_first(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    /// How long the phrase may be.
    const REACH: usize = 6;
    let phrase = words.class(from, lexicon).any(Class::PREPOSITION);
    let mut rest = (from + 2..words.len().min(from + REACH)).take_while(|i| !words.mark(*i));
    phrase && rest.any(|i| words.job(i, lexicon).any(Job::PERSON) && words.class(i + 1, lexicon).any(Class::MODAL))
}

/// Whether a noun phrase and a finite verb follow.
fn own_subject(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> bool {
    /// How long a subject may be.
    const REACH: usize = 9;
    // "but who had been found": a second relative clause.
    if words.class(from, lexicon).any(Class::RELATIVE) && words.word(from) != "that" {
        return false;
    }
    if words.class(from, lexicon).any(Class::PREPOSITION | Class::AUXILIARY | Class::SUBORDINATOR)
        && !matches!(words.get(from), "if" | "unless" | "when" | "until" | "after")
    {
        return false;
    }
    // "but say they cannot pay": a verb, and no noun.
    let saying = |act: Act| matches!(act, Act::Say | Act::Believe);
    if lexicon.claims.acts.longest(words, from).is_some_and(|hit| saying(*hit.value)) && words.job(from + 1, lexicon).any(Job::PERSON) {
        return false;
    }
    let reach = (from + 1..words.len().min(from + REACH)).take_while(|i| !words.mark(*i) && !words.class(*i, lexicon).any(Class::RELATIVE));
    reach.clone().any(|i| words.class(i, lexicon).any(Class::AUXILIARY)) && !matches!(words.get(from), "other" | "to")
}
