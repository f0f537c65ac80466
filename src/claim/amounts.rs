//! Amounts in a claim, as value and unit: "€6.6 billion" is 6600000000 EUR, "15 to 20 per cent of GDP" is from 15 to 20 percent, of GDP.
//!
//! The fields are those of schema.org's `QuantitativeValue`. A figure alone is an amount only where its form or a word before it says
//! so ("30,000", "at least 15"); years, days of the month and figures that are names ("Article 5") are none, and lengths of time in
//! days to years are dates. "Dozens" and "several" have no value that could be told. "$" is the US dollar unless a letter says otherwise.

use super::Claim;
use super::figures::Pieces;
use super::measures::{Measure, Unit};
use crate::lexicon::phrases::Run;
use crate::lexicon::{AmountWord, CalendarWord, Class};
use crate::{Document, Lexicon, Span};

/// An amount that a claim names. At least one of value, minimum and maximum is there.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimAmount {
    /// Its words, with "at least" and the unit, and without what it is a part of.
    pub span: Span,
    /// The figure, where there is one.
    pub value: Option<f64>,
    /// The lower end of a range, or the least.
    pub min: Option<f64>,
    /// The upper end of a range, or the most.
    pub max: Option<f64>,
    /// A currency (ISO 4217), a unit by its usual name, "percent", "share", or the noun that is counted.
    pub unit: Option<String>,
    /// What it is a part of: "GDP" of "5 per cent of GDP".
    pub of: Option<Span>,
}

impl ClaimAmount {
    /// The figure with its unit, as tables have it: "30000 troops", "15–20 percent of GDP", "at least 15".
    #[must_use]
    pub fn label(&self, doc: &Document) -> String {
        let figure = match (self.value, self.min, self.max) {
            (Some(value), ..) => value.to_string(),
            (None, Some(min), Some(max)) => format!("{min}\u{2013}{max}"),
            (None, Some(min), None) => format!("at least {min}"),
            (None, None, Some(max)) => format!("at most {max}"),
            (None, None, None) => String::new(),
        };
        let mut label = figure;
        for (joint, part) in [(" ", self.unit.as_deref()), (" of ", self.of.map(|s| doc.slice(s)))] {
            if let Some(part) = part {
                label.push_str(joint);
                label.push_str(part);
            }
        }
        label
    }
}

/// The amounts in content and conditions of a claim. Cost: linear in them.
pub(super) fn amounts(doc: &Document, claim: &Claim, lexicon: &Lexicon) -> Vec<ClaimAmount> {
    let mut spans: Vec<Span> = claim.content.iter().chain(&claim.conditions).copied().collect();
    spans.sort_unstable();
    let mut found: Vec<ClaimAmount> = Vec::new();
    for span in spans {
        let reader = Reader { pieces: Pieces::of(doc, span, lexicon) };
        let mut at = 0;
        while at < reader.pieces.len() {
            let Some((end, amounts)) = reader.amount(at) else {
                at += 1;
                continue;
            };
            let new = amounts.into_iter().filter(|a| !claim.dates.iter().any(|d| d.span.overlaps(a.span)));
            let new: Vec<_> = new.filter(|a| found.iter().all(|f| f.span.end() <= a.span.start())).collect();
            found.extend(new);
            at = end.max(at + 1);
        }
    }
    found
}

struct Reader<'a> {
    pieces: Pieces<'a>,
}

/// What a word before a figure says of it.
#[derive(Copy, Clone, PartialEq)]
enum Bound {
    Least,
    Most,
    None,
}

impl Reader<'_> {
    /// The amount that starts at a place, or two that stay apart; and the first piece after it.
    fn amount(&self, at: usize) -> Option<(usize, Vec<ClaimAmount>)> {
        let (bound, from, apart, between) = self.opening(at);
        let mut first = self.pieces.measure(from).filter(|m| !self.names(at, m))?;
        let second = self.second(&mut first, between);
        let Some(mut second) = second.filter(|_| !apart) else {
            return self.single(at, bound, first);
        };
        if second.unit.is_none() {
            second.unit.clone_from(&first.unit);
        }
        let joined = between || self.pieces.get(second.at.start.saturating_sub(1)) == "to" || first.figure.plain || second.unit.is_some();
        if !joined {
            return None;
        }
        let span = self.pieces.cover(at, second.at.end)?;
        let of = self.pieces.of_whole(second.at.end, &second);
        let (min, max) = (Some(tidy(first.figure.value)), Some(tidy(second.figure.value)));
        let end = second.at.end;
        Some((end, vec![ClaimAmount { span, value: None, min, max, unit: second.unit.map(Unit::name), of }]))
    }

    fn single(&self, at: usize, bound: Bound, mut m: Measure) -> Option<(usize, Vec<ClaimAmount>)> {
        let mut bound = bound;
        // "15 or more", "$100 or less".
        let after = self.pieces.says(m.at.end).filter(|_| self.pieces.get(m.at.end) == "or");
        if let Some((len, word @ (AmountWord::Least | AmountWord::Most))) = after {
            bound = if *word == AmountWord::Least { Bound::Least } else { Bound::Most };
            m.at.end += len;
        }
        let end = m.at.end;
        let known = matches!(m.unit, Some(Unit::Known(_)));
        let enough = m.unit.is_some() || m.figure.plain || bound != Bound::None;
        let year = m.figure.year && !known && bound == Bound::None;
        if !enough || year || self.pieces.get(m.at.start) == "one" && !known && !m.figure.share && !m.figure.plain {
            return None;
        }
        let start = if bound == Bound::None { m.at.start } else { at };
        let span = self.pieces.cover(start, m.at.end)?;
        let value = Some(tidy(m.figure.value));
        let (value, min, max) = match bound {
            Bound::None => (value, None, None),
            Bound::Least => (None, value, None),
            Bound::Most => (None, None, value),
        };
        let of = self.pieces.of_whole(m.at.end, &m);
        let unit = m.unit.map(Unit::name).or_else(|| m.figure.share.then(|| "share".to_owned()));
        Some((end, vec![ClaimAmount { span, value, min, max, unit, of }]))
    }

    /// What opens an amount: its bound, where the figure starts, whether two figures stay apart, whether two have to follow.
    fn opening(&self, at: usize) -> (Bound, usize, bool, bool) {
        let apart = at > 0 && matches!(self.pieces.says(at - 1), Some((1, AmountWord::Between(true))));
        match self.pieces.says(at) {
            Some((len, AmountWord::Least)) if self.bounds(at, len) => (Bound::Least, at + len, false, false),
            Some((len, AmountWord::Most)) if self.bounds(at, len) => (Bound::Most, at + len, false, false),
            Some((len, AmountWord::Between(false))) => (Bound::None, at + len, false, true),
            _ => (Bound::None, at, apart, false),
        }
    }

    /// "over 30,000", but not "talks over 12 islands": a lone preposition opens an amount only before a large figure.
    fn bounds(&self, at: usize, len: usize) -> bool {
        const LARGE: f64 = 50.0;
        let lone = len == 1 && self.pieces.lexicon().grammar.class(self.pieces.get(at)).any(Class::PREPOSITION);
        !lone || self.pieces.measure(at + 1).is_some_and(|m| m.figure.value >= LARGE || matches!(m.unit, Some(Unit::Known(_))))
    }

    /// Whether a figure is part of a name or a date: "Article 5", "World War Two", "March 1".
    fn names(&self, at: usize, m: &Measure) -> bool {
        let month = |i: usize| {
            let capital = self.pieces.surface(i).starts_with(char::is_uppercase);
            let word = self.pieces.lexicon().calendar.word(self.pieces.get(i));
            capital && matches!(word, Some(CalendarWord::Month(_)))
        };
        let label = |len: usize| at >= len && self.pieces.says(at - len).is_some_and(|(n, w)| n == len && *w == AmountWord::Label);
        label(1) || label(2) || at > 0 && month(at - 1) || month(m.figure.end) || self.pieces.lasts(m)
    }

    /// "20" of "15 to 20", "15-20", "two or three"; "and" only after "between". A scale holds for both.
    fn second(&self, first: &mut Measure, between: bool) -> Option<Measure> {
        let next = first.at.end;
        let hyphen = self.pieces.hyphen(next);
        let word = self.pieces.get(next);
        let dash = matches!(word, "\u{2013}" | "-");
        let joins = matches!(self.pieces.says(next), Some((1, AmountWord::Range))) && (word != "and" || between);
        let second = self.pieces.measure(next + usize::from(!hyphen)).filter(|_| hyphen || dash || joins)?;
        if first.figure.scale < 2.0 && second.figure.scale > 1.0 && first.figure.bare < 1000.0 {
            first.figure.value = first.figure.bare * second.figure.scale;
        }
        let same = first.unit.is_none() || second.unit.is_none() || first.unit == second.unit;
        let rising = first.figure.value < second.figure.value && !first.figure.year && !self.pieces.lasts(&second);
        (same && rising).then_some(second)
    }
}

/// At most four decimals: "two thirds" is 0.6667, and 6.6 billion a whole number.
fn tidy(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::claims;
    use crate::read::Raw;
    use crate::{attribute, parse};

    /// The amounts of what somebody says.
    fn said(words: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let text = format!("The talks went on in the capital for a third day.\n\nPrime Minister Ida Ek said Norland would {words}.");
        let doc = parse(Raw::text("t", text), lexicon);
        let claims = claims(&doc, &attribute::attribute(&doc, lexicon), lexicon);
        let show = |a: &ClaimAmount| {
            let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
            let figure = a.value.map_or_else(|| format!("{}..{}", number(a.min), number(a.max)), |v| v.to_string());
            let of = a.of.map_or(String::new(), |s| format!(" of {}", doc.slice(s)));
            format!("{figure} {}{of}", a.unit.as_deref().unwrap_or("-"))
        };
        claims.iter().flat_map(|c| c.amounts.iter().map(show)).collect()
    }

    #[test]
    fn values_and_units() {
        for (words, wanted) in [
            ("send 30,000 more British troops", "30000 troops"),
            ("pay €6.6 billion", "6600000000 EUR"),
            ("pay 6.6bn euros", "6600000000 EUR"),
            ("open a 6.6-billion-euro fund", "6600000000 EUR"),
            ("pass a 48-billion-crown budget", "48000000000 crown"),
            ("lend US$5m to the port", "5000000 USD"),
            ("lend A$20 million", "20000000 AUD"),
            ("spend 5 per cent of GDP on roads", "5 percent of GDP"),
            ("spend 3.5% of its gross domestic product", "3.5 percent of gross domestic product"),
            ("free two thirds of the prisoners", "0.6667 share of prisoners"),
            ("cut a quarter of the jobs", "0.25 share of jobs"),
            ("send a dozen trucks", "12 trucks"),
            ("send half a million shells", "500000 shells"),
            ("send two hundred and fifty thousand shells", "250000 shells"),
            ("send twenty-five engineers", "25 engineers"),
            ("send 300 artillery shells", "300 shells"),
            ("move a 30,000-strong force", "30000 people"),
            ("clear a 20-mile strip", "20 mile"),
            ("pump 500,000 barrels a day", "500000 barrel per day"),
            ("free 15 of the prisoners", "15 prisoners"),
            ("welcome 3 million", "3000000 -"),
        ] {
            assert_eq!(said(words), [wanted], "{words}");
        }
    }

    #[test]
    fn ranges_and_bounds() {
        for (words, wanted) in [
            ("send 15 to 20 ships", "15..20 ships"),
            ("send 15-20 ships", "15..20 ships"),
            ("send between 15 and 20 ships", "15..20 ships"),
            ("send two or three ships", "2..3 ships"),
            ("lend $5 to $6 billion", "5000000000..6000000000 USD"),
            ("lend 5 to 6 billion euros", "5000000000..6000000000 EUR"),
            ("send at least 15 ships", "15.. ships"),
            ("send up to 30,000 troops", "..30000 troops"),
            ("send over 30,000 troops", "30000.. troops"),
            ("send no more than 15", "..15 -"),
            ("send 15 ships or more", "15.. ships"),
            ("give $100 or less", "..100 USD"),
        ] {
            assert_eq!(said(words), [wanted], "{words}");
        }
        assert_eq!(said("raise the levy from 2 per cent to 5 per cent"), ["2 percent", "5 percent"]);
    }

    #[test]
    fn names_dates_and_vague_words_are_no_amounts() {
        for words in [
            "invoke Article 5 of the treaty",
            "wait until March 1, 2027",
            "hold the 2027 elections",
            "pay within 30 days",
            "send dozens of troops",
            "back Resolution 2231",
            "talk to one side",
            "leave the Group of Seven",
            "pay in a third country",
            "wait half an hour",
        ] {
            assert_eq!(said(words), Vec::<String>::new(), "{words}");
        }
    }
}
