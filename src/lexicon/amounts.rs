//! Words of amounts: numbers, scales, shares, currencies, units, and the words that tell "at least" from "up to".

use super::Files;
use super::phrases::Phrases;
use crate::error::Result;

/// What a word or phrase says of an amount.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AmountWord {
    /// A whole number below a hundred.
    Number(f64),
    /// Multiplies the number before it.
    Scale(f64),
    /// The denominator of a part.
    Share(f64),
    /// A currency, by its code or name.
    Currency(Box<str>),
    /// A unit, by its name in results.
    Unit(Box<str>),
    /// What is counted, though it has no plural ending; with a name of its own in results.
    Noun(Box<str>),
    /// Opens an amount that is no less.
    Least,
    /// Opens an amount that is no more.
    Most,
    /// Opens an amount that is near.
    About,
    /// Joins two figures.
    Range,
    /// Opens two figures; `true` where they stay apart ("from 2 to 5").
    Between(bool),
    /// A figure after it is a name.
    Label,
    /// A word in s that is not counted.
    Adjective,
}

/// The words of amounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Amounts {
    /// By phrase.
    pub(crate) words: Phrases<AmountWord>,
}

impl Amounts {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut amounts = Self::default();
        for list in files.open("amounts.tsv")? {
            for line in list.lines() {
                let [phrase, kind, value] = line.cells()?;
                let word = known(kind, value).ok_or_else(|| line.error(format!("\"{kind} {value}\" is none of the kinds at the top")))?;
                amounts.words.add(phrase, word).map_err(|reason| line.error(reason))?;
            }
        }
        Ok(amounts)
    }
}

fn known(kind: &str, value: &str) -> Option<AmountWord> {
    let number = || value.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let name = || (!value.is_empty()).then(|| Box::from(value));
    Some(match (kind, value) {
        ("number", _) => AmountWord::Number(number()?),
        ("scale", _) => AmountWord::Scale(number()?),
        ("share", _) => AmountWord::Share(number()?),
        ("currency", _) => AmountWord::Currency(name()?),
        ("unit", _) => AmountWord::Unit(name()?),
        ("noun", _) => AmountWord::Noun(value.into()),
        ("least", "") => AmountWord::Least,
        ("most", "") => AmountWord::Most,
        ("about", "") => AmountWord::About,
        ("range", "") => AmountWord::Range,
        ("between", "" | "apart") => AmountWord::Between(value == "apart"),
        ("label", "") => AmountWord::Label,
        ("adjective", "") => AmountWord::Adjective,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked() {
        assert_eq!(known("scale", "1000"), Some(AmountWord::Scale(1000.0)));
        assert_eq!(known("between", "apart"), Some(AmountWord::Between(true)));
        assert!(
            [("scale", "many"), ("number", "-1"), ("unit", ""), ("least", "x"), ("size", "")].iter().all(|(k, v)| known(k, v).is_none())
        );
    }
}
