//! Figures in running words: "30,000", "6.6bn", "two hundred and fifty thousand", "half a million", "two-thirds".
//!
//! Tokens are parted further than elsewhere, so that each piece of "a 6.6-billion-euro fund" and "15-20" can be looked up.

use std::borrow::Cow;

use crate::document::TokenKind;
use crate::lexicon::AmountWord;
use crate::lexicon::phrases::Run;
use crate::{Document, Lexicon, Span};

/// A token, or a piece of one.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) span: Span,
    word: Cow<'a, str>,
    /// No white space before it: "bn" of "6.6bn", "$" of "US$".
    pub(super) glued: bool,
    /// A hyphen or dash before it, in the same token.
    pub(super) hyphen: bool,
    mark: bool,
}

/// Running pieces.
pub(super) struct Pieces<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    all: Vec<Piece<'a>>,
}

/// A figure: where it stands, and what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The first piece after it.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The part without its scale, and the scale: "6.6" and a billion.
    pub(super) bare: f64,
    pub(super) scale: f64,
    /// A part of a whole: "two thirds".
    pub(super) share: bool,
    /// Looks like a year: four digits without a comma.
    pub(super) year: bool,
    /// Written so that it needs no unit to be an amount: "30,000", "6 million".
    pub(super) plain: bool,
}

impl<'a> Pieces<'a> {
    /// Cost: linear in the words of `span`.
    pub(super) fn of(doc: &'a Document, span: Span, lexicon: &'a Lexicon) -> Self {
        let mut all: Vec<Piece<'a>> = Vec::new();
        for token in doc.tokens_in(span) {
            let whole = doc.tokens[token].span;
            let (word, surface) = (doc.word(token), doc.slice(whole));
            let same = word.len() == surface.len();
            let before = all.last().is_some_and(|p| p.span.end() == whole.start());
            let mark = doc.tokens[token].kind == TokenKind::Mark;
            for (at, end, hyphen) in cut(surface) {
                let text = if same { Cow::Borrowed(&word[at..end]) } else { Cow::Owned(surface[at..end].to_lowercase()) };
                let span = Span::new(whole.start() + at, whole.start() + end);
                all.push(Piece { span, word: text, glued: if at == 0 { before } else { !hyphen }, hyphen, mark });
            }
        }
        Self { doc, lexicon, all }
    }

    pub(super) fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// From one piece to before another.
    pub(super) fn cover(&self, from: usize, to: usize) -> Option<Span> {
        let (first, last) = (self.all.get(from)?, self.all.get(to.checked_sub(1)?)?);
        (from < to).then(|| first.span.cover(last.span))
    }

    /// The word at a place; empty past the end.
    pub(super) fn get(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |p| &p.word)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|p| p.mark)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|p| p.glued)
    }

    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|p| p.hyphen)
    }

    pub(super) fn surface(&self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |p| self.doc.slice(p.span))
    }

    /// What the longest phrase at a place says of amounts, and how many pieces it takes.
    pub(super) fn says(&self, at: usize) -> Option<(usize, &'a AmountWord)> {
        let hit = self.lexicon.amounts.words.longest(self, at)?;
        Some((hit.len, hit.value))
    }

    fn digits(&self, at: usize) -> Option<f64> {
        let word = self.get(at);
        let well_formed = word.starts_with(|c: char| c.is_ascii_digit()) && grouped(word);
        well_formed.then(|| word.replace(',', "").parse().ok()).flatten()
    }

    fn number(&self, at: usize) -> Option<f64> {
        match self.says(at)? {
            (1, AmountWord::Number(n)) => Some(*n),
            _ => None,
        }
    }

    /// A scale at a place. "5m" is five million, "5 m" is a length.
    fn scale(&self, at: usize) -> Option<f64> {
        match self.says(at)? {
            (1, AmountWord::Scale(n)) if self.get(at).len() > 1 || self.glued(at) => Some(*n),
            _ => None,
        }
    }

    /// The denominator of a part: "thirds", "half".
    fn part(&self, at: usize) -> Option<f64> {
        match self.says(at)? {
            (1, AmountWord::Share(n)) => Some(*n),
            _ => None,
        }
    }

    /// The figure that starts at a place. Cost: the pieces it takes.
    pub(super) fn figure(&self, at: usize) -> Option<Figure> {
        self.a_part(at).or_else(|| self.a_scale(at)).or_else(|| self.in_digits(at)).or_else(|| self.in_words(at))
    }

    /// "two thirds", "one-third", "a quarter of", "half of", "half the".
    fn a_part(&self, at: usize) -> Option<Figure> {
        let of = |next: usize| self.get(next) == "of";
        let share = |end: usize, value: f64| Some(Figure { end, value, bare: value, scale: 1.0, share: true, year: false, plain: true });
        if self.get(at) == "half" && (of(at + 1) || matches!(self.get(at + 1), "the" | "its" | "their" | "his" | "her" | "our" | "all")) {
            return share(at + 1, 0.5);
        }
        let denominator = self.part(at + 1)?;
        if matches!(self.get(at), "a" | "an") {
            return if of(at + 2) { share(at + 2, 1.0 / denominator) } else { None };
        }
        let n = self.number(at).or_else(|| self.digits(at))?;
        let plural = self.get(at + 1).ends_with('s') || self.get(at + 1) == "halves";
        (n < denominator && (plural == (n > 1.0))).then(|| share(at + 2, n / denominator)).flatten()
    }

    /// "a dozen", "a million", "half a million".
    fn a_scale(&self, at: usize) -> Option<Figure> {
        let half = self.get(at) == "half";
        let article = at + usize::from(half);
        let scale = self.scale(article + 1).filter(|_| matches!(self.get(article), "a" | "an"))?;
        let bare = if half { 0.5 } else { 1.0 };
        Some(Figure { end: article + 2, value: bare * scale, bare, scale, share: false, year: false, plain: true })
    }

    /// "30,000", "6.6 billion", "250 thousand".
    fn in_digits(&self, at: usize) -> Option<Figure> {
        let bare = self.digits(at)?;
        let (end, scale) = self.scales(at + 1);
        let year = self.get(at).len() == 4 && (1900.0..2200.0).contains(&bare) && scale < 2.0;
        let plain = self.get(at).contains(',') || scale > 1.0;
        Some(Figure { end, value: bare * scale, bare, scale, share: false, year, plain })
    }

    /// "twenty-five", "two hundred and fifty thousand".
    fn in_words(&self, at: usize) -> Option<Figure> {
        self.number(at)?;
        let (mut total, mut group, mut i) = (0.0, 0.0, at);
        let mut scaled = false;
        while i < at + 12 {
            let joins = self.get(i) == "and" && scaled && self.number(i + 1).is_some();
            let here = i + usize::from(joins);
            if let Some(n) = self.number(here).filter(|n| i == at || scaled || group % 10.0 == 0.0 && *n < 10.0 && group % 100.0 >= 20.0) {
                group += n;
                (i, scaled) = (here + 1, false);
            } else if let Some(scale) = self.scale(i) {
                if scale < 1000.0 {
                    group *= scale;
                } else {
                    (total, group) = (total + group * scale, 0.0);
                }
                (i, scaled) = (i + 1, true);
            } else {
                break;
            }
        }
        let value = total + group;
        Some(Figure { end: i, value, bare: value, scale: 1.0, share: false, year: false, plain: value >= 1000.0 })
    }

    /// The scales that follow a figure.
    fn scales(&self, at: usize) -> (usize, f64) {
        let (mut end, mut scale) = (at, 1.0);
        while let Some(next) = self.scale(end).filter(|_| end < at + 2) {
            scale *= next;
            end += 1;
        }
        (end, scale)
    }
}

impl Run for Pieces<'_> {
    fn len(&self) -> usize {
        self.all.len()
    }

    fn word(&self, at: usize) -> &str {
        self.get(at)
    }

    fn stem(&self, at: usize) -> &str {
        self.get(at)
    }

    fn stops(&self, at: usize) -> bool {
        self.is_mark(at) && !matches!(self.get(at), "%" | "$")
    }
}

/// The pieces of a word: at hyphens, and between digits and the letters after them; ordinals ("3rd") stay whole.
fn cut(word: &str) -> Vec<(usize, usize, bool)> {
    let mut out = Vec::new();
    let (mut start, mut hyphen) = (0, false);
    let mut push = |start: usize, end: usize, hyphen: bool| {
        if start >= end {
            return;
        }
        let part = &word[start..end];
        let digits = part.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(part.len());
        let tail = &part[digits..];
        if digits == 0 || tail.is_empty() || matches!(tail.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "s") {
            out.push((start, end, hyphen));
        } else {
            out.extend([(start, start + digits, hyphen), (start + digits, end, false)]);
        }
    };
    if word.chars().any(char::is_alphanumeric) {
        for (at, c) in word.char_indices().filter(|(_, c)| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')) {
            push(start, at, hyphen);
            (start, hyphen) = (at + c.len_utf8(), true);
        }
    }
    push(start, word.len(), hyphen);
    out
}

/// Digits with commas only between groups of three, and one decimal point.
fn grouped(word: &str) -> bool {
    let (whole, decimals) = word.split_once('.').unwrap_or((word, "0"));
    let mut groups = whole.split(',');
    let digits = |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().is_some_and(|g| digits(g) && (!whole.contains(',') || g.len() <= 3));
    first && groups.all(|g| g.len() == 3 && digits(g)) && digits(decimals)
}
