//! Whether a run of terminators ends its sentence.

use super::chars::{Run, char_at, is_opener};
use super::lists;
use crate::lexicon::{Abbreviation, BoundaryWord, Words};

/// The longest word before a full stop that can be an abbreviation, in bytes.
const LONGEST_ABBREVIATION: usize = 16;
/// Bytes of the word after a full stop that are looked at.
const LONGEST_NEXT: usize = 32;
/// How far the opening of a sentence reaches that a time may belong to ("In the morning at 6 a.m."), in words.
const OPENING_WORDS: usize = 6;
/// How far ahead and back the partner of a quotation mark or the opening of a clause is looked for, in bytes; two long sentences.
const LOOK_AHEAD: usize = 400;

/// A run of terminators where it stands.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a Words,
    /// Where the sentence starts.
    pub(super) start: usize,
    /// Where the run starts.
    pub(super) at: usize,
    pub(super) run: &'a Run,
}

/// Where the sentence ends that the run ends, if it does.
pub(super) fn is_boundary(context: &Context<'_>) -> Option<usize> {
    let Context { text, run, .. } = *context;
    if run.wide {
        let decimal = text[..run.stops_end].ends_with('\u{ff0e}') && char_at(text, run.end).is_some_and(char::is_numeric);
        return (!decimal && !continues(text, run.end)).then_some(run.end);
    }
    if char_at(text, run.end).is_some_and(|c| !c.is_whitespace() && !matches!(c, '\u{2014}' | '\u{2013}')) {
        return lacks_space(context).then_some(run.end);
    }
    let end = floating_closer(context).unwrap_or(run.end);
    if continues(text, end) {
        return None;
    }
    let Some(next) = Next::read(text, end) else { return Some(end) };
    let starts = if run.is_single_dot() { after_dot(context, &next) } else { after_run(context, &next) };
    starts.then(|| spaced_ellipsis(context).unwrap_or(end))
}

/// "It ended.The rest": a space was forgotten. Only before a word that opens sentences or a title, since "Example.Com" is a name.
fn lacks_space(context: &Context<'_>) -> bool {
    let Context { text, words, start, at, run } = *context;
    let word = word_before(text, start, at);
    let whole = word.len() > 2 && word.ends_with(|c: char| c.is_lowercase() || c.is_numeric()) && !word.contains(['/', '@', '.']);
    let Some(next) = Next::read(text, run.end).filter(|n| whole && run.is_single_dot() && n.first.is_uppercase()) else { return false };
    next.opens(words) || next.dotted && words.abbreviation(next.word) == Some(Abbreviation::Never)
}

/// Whether what follows cannot open a sentence: a comma, another terminator.
fn continues(text: &str, end: usize) -> bool {
    let next = text[end..].trim_start().chars().next();
    next.is_some_and(|c| {
        matches!(
            c,
            ',' | ';' | ':' | ')' | ']' | '}' | '.' | '!' | '?' | '/' | '&' | '%' | '=' | '\u{3001}' | '\u{ff0c}' | '\u{ff09}' | '\u{300d}'
        )
    })
}

/// The word after a candidate.
struct Next<'a> {
    /// Where what follows starts, opening marks included.
    start: usize,
    first: char,
    word: &'a str,
    /// Whether a full stop touches the word: an initial, an abbreviation.
    dotted: bool,
    after: &'a str,
}

impl<'a> Next<'a> {
    fn read(text: &'a str, end: usize) -> Option<Self> {
        let rest = text[end..].trim_start();
        let start = text.len() - rest.len();
        let rest = rest.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
        let first = rest.chars().next()?;
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
        let plain = rest.bytes().take(LONGEST_NEXT).take_while(|b| b.is_ascii_alphanumeric() || *b == b'\'').count();
        let word = if rest.as_bytes().get(plain).is_some_and(u8::is_ascii) {
            &rest[..plain]
        } else {
            &rest[..rest.find(|c: char| !is_inner(c)).unwrap_or(rest.len()).min(floor(rest, LONGEST_NEXT))]
        };
        let after = &rest[word.len()..];
        Some(Self { start, first, word, dotted: after.starts_with('.'), after })
    }

    /// A lower-case word goes on with the sentence, except a name such as "iPhone" or the marker of a list item.
    fn is_lower(&self) -> bool {
        self.first.is_lowercase() && !self.word.chars().nth(1).is_some_and(char::is_uppercase)
    }

    /// Whether it is a number, in digits or Roman ("Vol. II"; "I" alone is the pronoun).
    fn is_number(&self) -> bool {
        self.first.is_numeric() || self.word != "I" && self.word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
    }

    fn opens(&self, words: &Words) -> bool {
        !self.dotted && matches!(words.boundary(self.word), Some(BoundaryWord::Start | BoundaryWord::Lead))
    }

    fn is(&self, words: &Words, class: BoundaryWord) -> bool {
        words.boundary(self.word) == Some(class)
    }
}

/// After an ellipsis or a mark that only ends sentences.
fn after_run(context: &Context<'_>, next: &Next<'_>) -> bool {
    let Context { text, words, run, .. } = *context;
    if next.is_lower() {
        return run.strong && lists::marker_at(text, next.start).is_some();
    }
    if run.strong {
        return !(run.quote && is_reporting_clause(words, next));
    }
    // "I thought ... I would go": the pronoun is no sign of a new sentence.
    run.dots > 3 || next.word != "I"
}

/// "Ek asked", "Anna Ek said": at most three capitalized words, then a verb of saying.
fn is_reporting_clause(words: &Words, next: &Next<'_>) -> bool {
    if next.dotted || next.opens(words) {
        return false;
    }
    let following = next.after.split_whitespace().take(3);
    let mut names = std::iter::once(next.word).chain(following).skip_while(|w| w.starts_with(char::is_uppercase));
    names.next().is_some_and(|w| words.boundary(w.trim_end_matches([',', '.', ':'])) == Some(BoundaryWord::Speech))
}

/// After one full stop.
fn after_dot(context: &Context<'_>, next: &Next<'_>) -> bool {
    let Context { text, words, start, at, .. } = *context;
    let word = word_before(text, start, at);
    let bracketed = text[context.run.stops_end..].starts_with(')') && lists::marker_of(word, at).is_some();
    if bracketed || lists::opens_with_marker(text, start, at, word) {
        return false;
    }
    if next.is_lower() {
        return lists::marker_at(text, next.start).is_some() && words.abbreviation(word).is_none() && word.chars().count() > 1;
    }
    let opens = next.opens(words);
    if is_initials(word) && words.abbreviation(word).is_none() {
        return opens || word == "m" && is_time(context, next);
    }
    match words.abbreviation(word.rsplit(['-', '/']).next().unwrap_or(word)) {
        None | Some(Abbreviation::Degree) => true,
        Some(Abbreviation::Never) => false,
        Some(Abbreviation::Number) => !next.is_number(),
        Some(Abbreviation::Unit) => {
            !(next.first.is_numeric() && text[start..at - word.len()].trim_end().ends_with(|c: char| c.is_numeric()))
        }
        Some(Abbreviation::Time) => is_time(context, next),
        Some(Abbreviation::Ambiguous) => opens,
    }
}

/// After "6 p.m.": a boundary, unless a time zone follows or the time belongs to the opening of its sentence ("At 6 p.m. Ek left").
fn is_time(context: &Context<'_>, next: &Next<'_>) -> bool {
    let Context { text, words, start, at, .. } = *context;
    if next.is(words, BoundaryWord::Zone) || next.dotted && next.word.chars().count() == 1 {
        return false;
    }
    if next.opens(words) {
        return true;
    }
    let sentence = tail(text, start, at);
    let clause = sentence.rfind(": ").max(sentence.rfind("; ")).map_or(sentence, |i| &sentence[i + 2..]);
    let mut clause = clause.split_whitespace();
    let opening = clause.next().is_some_and(|w| words.boundary(w) == Some(BoundaryWord::Lead));
    !(opening && clause.take(OPENING_WORDS).count() < OPENING_WORDS)
}

/// The word that the full stop at `at` touches, without what opens before it; empty if none.
pub(super) fn word_before(text: &str, start: usize, at: usize) -> &str {
    let from = (start..at).rev().take(LONGEST_ABBREVIATION).take_while(|i| !text.as_bytes()[*i].is_ascii_whitespace()).last().unwrap_or(at);
    let from = (from..at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let word = &text[from..at];
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word;
    }
    word.rsplit(|c: char| is_opener(c) && c != '-' || matches!(c, ')' | ']' | ',')).next().unwrap_or(word)
}

/// "J", "J.K", "U.S": single letters parted by full stops.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split(['.', '-']).all(|l| {
            let mut letters = l.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

/// A quotation mark with spaces on both sides, as in text taken apart into tokens, closes if one is open in the sentence.
fn floating_closer(context: &Context<'_>) -> Option<usize> {
    let Context { text, start, run, .. } = *context;
    let rest = &text[run.end..];
    let mark = rest.trim_start_matches(' ');
    let at = text.len() - mark.len();
    let sign = ["''", "\"", "'"].into_iter().find(|q| mark.starts_with(q))?;
    let end = at + sign.len();
    let apart = at > run.end && text[end..].chars().next().is_none_or(char::is_whitespace);
    let is_apart = |hay: &str, i: usize| {
        let (before, after) = (&hay[..i], &hay[i + sign.len()..]);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        space(before.chars().next_back()) || space(after.chars().next())
    };
    let sentence = tail(text, start, context.at);
    let before = sentence.match_indices(sign).filter(|(i, _)| is_apart(sentence, *i)).count();
    // One that stands alone, or before a comma, opens nothing.
    let ahead = &text[end..floor(text, end + LOOK_AHEAD)];
    let comma = text[end..].trim_start().starts_with([',', ';', '.']);
    (apart && (comma || before % 2 == 1 || before == 0 && !ahead.match_indices(sign).any(|(i, _)| is_apart(ahead, i)))).then_some(end)
}

/// "It ended. . . . The rest": the full stop that touches ends the sentence, the three apart open the next.
fn spaced_ellipsis(context: &Context<'_>) -> Option<usize> {
    let Context { at, run, .. } = *context;
    (run.dots == 4 && run.spaced == 3 && !run.strong && run.end == run.stops_end && is_touching(context)).then_some(at + 1)
}

fn is_touching(context: &Context<'_>) -> bool {
    context.text[..context.at].ends_with(char::is_alphanumeric)
}

/// What was read of the sentence, at most [`LOOK_AHEAD`] bytes of it so that the work stays linear.
fn tail(text: &str, start: usize, at: usize) -> &str {
    let from = (start.max(at.saturating_sub(LOOK_AHEAD))..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    &text[from..at]
}

/// The largest character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
