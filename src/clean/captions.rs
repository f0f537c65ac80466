//! Captions that carry no credit: told by what they share with captions that do, by how they describe a picture, and by where they stand.

use std::hash::{DefaultHasher, Hash, Hasher};

use foldhash::{HashSet, HashSetExt};

use super::credits::has_speech;
use super::lines::{Line, Stop};
use crate::Lexicon;
use crate::document::Role;
use crate::lexicon::LineClass;

/// Words of a run that two lines share only if one was made from the other. Eight: "President X of Norland said on Monday that" is seven.
const RUN: usize = 8;
/// Longest caption, in words; picture agencies write up to about a hundred.
pub(super) const LONGEST: usize = 130;

/// Finds uncredited captions among the lines. Cost: linear in their words.
pub(super) fn find(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    let known = runs_of_captions(text, lines);
    let spaced = lines.iter().filter(|l| l.gap).count() * 2 > lines.len();
    for at in 0..lines.len() {
        let line = &lines[at];
        if line.verdict.is_some() || line.words > LONGEST {
            continue;
        }
        let shared = if known.is_empty() { 0 } else { shared_words(line.norm(text), &known) };
        let near = near_caption(lines, at, 2);
        if shared * 10 >= line.words * 6 && (near || shared >= 20) {
            lines[at].decide(Role::Caption, "repeats the words of a caption");
        } else if is_alternative(text, lines, at, spaced, lexicon) {
            lines[at].decide(Role::Caption, "stands right above a caption");
        } else if describes_picture(text, lines, at, spaced, lexicon) {
            lines[at].decide(Role::Caption, "describes a picture beside a time stamp, caption or credit");
        }
    }
}

/// Every run of [`RUN`] words in the captions found so far, hashed.
fn runs_of_captions(text: &str, lines: &[Line]) -> HashSet<u64> {
    lines.iter().filter(|l| l.role() == Some(Role::Caption)).flat_map(|l| runs(l.norm(text))).collect()
}

/// The hash of each run of words of a line.
fn runs(norm: &str) -> Vec<u64> {
    let words: Vec<&str> = norm.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|w| !w.is_empty()).collect();
    words.windows(RUN).map(hash).collect()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How many words of a line stand in a run that a caption has too.
fn shared_words(norm: &str, known: &HashSet<u64>) -> usize {
    let (mut shared, mut covered_to) = (0, 0);
    for (at, run) in runs(norm).iter().enumerate() {
        if known.contains(run) {
            shared += at + RUN - covered_to.max(at);
            covered_to = at + RUN;
        }
    }
    shared
}

/// Whether a caption or picture credit stands within `reach` lines.
fn near_caption(lines: &[Line], at: usize, reach: usize) -> bool {
    let around = &lines[at.saturating_sub(reach)..(at + reach + 1).min(lines.len())];
    around.iter().any(|l| matches!(l.role(), Some(Role::Caption)))
}

/// Whether a line is the alternative text of a picture: right above its caption, on a page that parts its paragraphs by blank lines.
fn is_alternative(text: &str, lines: &[Line], at: usize, spaced: bool, lexicon: &Lexicon) -> bool {
    const MOST_WORDS: usize = 25;
    let below = lines.get(at + 1).is_some_and(|l| !l.gap && l.role() == Some(Role::Caption));
    spaced && below && lines[at].gap && lines[at].words <= MOST_WORDS && at > 0 && !has_speech(lines[at].norm(text), lexicon)
}

/// Adds up weak signals: place on the page, marks of position, verbs in the present, a full date, no final stop.
fn describes_picture(text: &str, lines: &[Line], at: usize, spaced: bool, lexicon: &Lexicon) -> bool {
    let line = &lines[at];
    let beside = |l: &Line| matches!(l.role(), Some(Role::Caption | Role::Timestamp)) || is_picture_credit(l);
    let before = at.checked_sub(1).and_then(|i| lines.get(i)).filter(|l| beside(l));
    let after = lines.get(at + 1).filter(|l| beside(l) && l.role() != Some(Role::Timestamp));
    if before.is_none() && after.is_none() || has_speech(line.norm(text), lexicon) {
        return false;
    }
    let touches = spaced && (before.is_some() && !line.gap || after.is_some_and(|l| !l.gap));
    let opening = line.norm(text).split(". ").next().unwrap_or_default();
    let verb = opening.split(' ').take(16).any(|w| lexicon.boilerplate.is(w, LineClass::Picture));
    let dated = opening.contains(" #, #") || opening.split(' ').any(|w| w.starts_with('#')) && opening.contains(" on ");
    let placed = lexicon.boilerplate.has_place_mark(line.norm(text));
    let score = 1
        + usize::from(touches)
        + if placed { 2 } else { 0 }
        + usize::from(verb)
        + usize::from(dated)
        + usize::from(line.stop == Stop::None && line.words >= 6);
    // A sentence in the past with a stop scores 1 or 2 here; a headline under a time stamp scores 2.
    score >= 3 && (placed || verb && (touches || dated || after.is_some()))
}

fn is_picture_credit(line: &Line) -> bool {
    matches!(line.verdict, Some((Role::Credit, super::PICTURE_CREDIT)))
}

/// Marks lines that repeat an earlier one: a pull quote, a caption beside its alternative text. Cost: linear.
pub(super) fn find_repeats(text: &str, lines: &mut [Line]) {
    let mut seen: HashSet<&str> = HashSet::new();
    for line in lines.iter_mut().filter(|l| l.words >= 8) {
        let new = seen.insert(line.span.of(text));
        if !new && line.verdict.is_none() {
            line.decide(Role::Promotion, "repeats an earlier line word for word");
        }
    }
}
