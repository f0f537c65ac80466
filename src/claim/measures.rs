//! A figure with what it counts: the currency before it, the unit or the plural noun behind it, what it is a part of.

use std::ops::Range;

use super::figures::{Figure, Pieces};
use crate::Span;
use crate::lexicon::phrases::One;
use crate::lexicon::{AmountWord, CalendarWord, Class};

/// A figure with the currency before it and the unit behind it.
pub(super) struct Measure {
    pub(super) at: Range<usize>,
    pub(super) figure: Figure,
    pub(super) unit: Option<Unit>,
}

#[derive(Clone, PartialEq)]
pub(super) enum Unit {
    /// A currency or another unit of the list.
    Known(String),
    /// The noun that is counted.
    Counted(String),
}

impl Pieces<'_> {
    /// Days to years are a length of time, which `dates` tells.
    pub(super) fn lasts(&self, m: &Measure) -> bool {
        matches!(self.lexicon().calendar.word(self.get(m.figure.end)), Some(CalendarWord::Unit(_)))
    }

    /// A figure with what stands around it.
    pub(super) fn measure(&self, at: usize) -> Option<Measure> {
        let (symbol, from) = self.symbol(at);
        let figure = self.figure(from)?;
        let mut m = Measure { at: at..figure.end, figure, unit: symbol.map(Unit::Known) };
        if m.unit.is_none()
            && let Some((end, unit)) = self.unit(&m.figure)
        {
            m.unit = Some(unit);
            m.at.end = end;
        }
        Some(m)
    }

    /// "€", "US$" and where the figure starts.
    fn symbol(&self, at: usize) -> (Option<String>, usize) {
        let currency = |text: &str| {
            let hit = self.lexicon().amounts.words.longest(&One(text), 0)?;
            if let AmountWord::Currency(code) = hit.value { Some(code.to_string()) } else { None }
        };
        let own = |i: usize| self.is_mark(i).then(|| currency(self.get(i))).flatten();
        if self.glued(at + 1)
            && own(at + 1).is_some()
            && let Some(code) = currency(&format!("{}{}", self.get(at), self.get(at + 1)))
        {
            return (Some(code), at + 2);
        }
        let code = own(at);
        let from = at + usize::from(code.is_some());
        (code, from)
    }

    /// The unit after a figure: one of the list, or the noun that is counted.
    fn unit(&self, figure: &Figure) -> Option<(usize, Unit)> {
        let at = figure.end;
        match self.says(at) {
            Some((len, AmountWord::Unit(name))) => return Some((at + len, Unit::Known(name.to_string()))),
            Some((len, AmountWord::Currency(code))) if !self.is_mark(at) => return Some((at + len, Unit::Known(code.to_string()))),
            _ => {}
        }
        let hyphen = self.hyphen(at) && self.get(at) != "strong";
        if hyphen && figure.value >= 1000.0 {
            // "a 48-billion-crown budget"
            return Some((at + 1, Unit::Counted(self.get(at).to_owned())));
        }
        if figure.share || figure.year || hyphen {
            return None;
        }
        let (end, name) = self.counted(at)?;
        Some((end, Unit::Counted(name)))
    }

    /// "troops" of "30,000 more British troops": the first plural noun, and one that goes with it ("artillery shells").
    fn counted(&self, at: usize) -> Option<(usize, String)> {
        /// Words that may stand before the noun.
        const REACH: usize = 4;
        let skip = if self.get(at) == "of" { 1 + usize::from(self.get(at + 1) == "the") } else { 0 };
        for i in at + skip..at + skip + REACH {
            if self.is_mark(i) || self.figure(i).is_some() && i > at {
                return None;
            }
            let class = self.lexicon().grammar.class(self.get(i));
            if let Some(name) = self.plural(i) {
                let more = (self.plural(i + 1)).filter(|_| !self.lexicon().grammar.class(self.get(i + 1)).any(Class::THIRD));
                return Some(more.map_or((i + 1, name), |more| (i + 2, more)));
            }
            let stop =
                Class::PREPOSITION | Class::AUXILIARY | Class::RELATIVE | Class::COORDINATOR | Class::DETERMINER | Class::SUBORDINATOR;
            if class.any(stop) && self.get(i) != "other" && self.get(i) != "more" || self.get(i) == "to" {
                return None;
            }
        }
        None
    }

    /// The name of a plural noun.
    fn plural(&self, at: usize) -> Option<String> {
        let word = self.get(at);
        match self.says(at) {
            Some((1, AmountWord::Noun(name))) => return Some(if name.is_empty() { word.to_owned() } else { name.to_string() }),
            Some((1, AmountWord::Currency(_) | AmountWord::Unit(_))) => return Some(word.to_owned()),
            Some((1, AmountWord::Adjective | AmountWord::Label)) => return None,
            _ => {}
        }
        let small = self.surface(at).starts_with(char::is_lowercase);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("ous") && !word.ends_with("'s");
        let class = self.lexicon().grammar.class(word);
        (small && plural && !class.any(Class::DETERMINER | Class::ADVERB | Class::PREPOSITION)).then(|| word.to_owned())
    }

    /// What a percentage or part is a part of: the noun phrase after "of".
    pub(super) fn of_whole(&self, at: usize, m: &Measure) -> Option<Span> {
        /// How long it may be.
        const REACH: usize = 5;
        let part = m.figure.share || matches!(&m.unit, Some(Unit::Known(name)) if name == "percent");
        if !part || self.get(at) != "of" {
            return None;
        }
        let class = |i: usize| self.lexicon().grammar.class(self.get(i));
        let from = at + 1 + usize::from(class(at + 1).any(Class::DETERMINER));
        let stop = Class::PREPOSITION | Class::AUXILIARY | Class::RELATIVE | Class::COORDINATOR | Class::SUBORDINATOR;
        let ends = |i: &usize| self.is_mark(*i) || class(*i).any(stop) || self.get(*i) == "to";
        let end = (from..from + REACH).find(ends).unwrap_or(from + REACH);
        self.cover(from, end)
    }
}

impl Unit {
    pub(super) fn name(self) -> String {
        match self {
            Self::Known(name) | Self::Counted(name) => name,
        }
    }
}
