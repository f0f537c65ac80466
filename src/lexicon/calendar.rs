//! Words of the calendar: months, days, units of time, and the words that tell whether a date lies ahead or behind.

use super::{Files, Table};
use crate::error::Result;

/// What a word says of time. A word may say several things ("may" is told from the month by its capital, elsewhere).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1 to 12.
    Month(i8),
    /// 1, Monday, to 7.
    Weekday(i8),
    /// Days from the day of publication.
    Day(i32),
    /// `D`, `W`, `M`, `Y`, as ISO 8601 has them.
    Unit(char),
    /// A number written as a word.
    Number(i32),
    /// Start or end of a stretch of time.
    Edge(Edge),
    /// Next, last, this.
    Turn(Turn),
    /// A date after it lies ahead.
    Ahead,
    /// A date after it lies behind.
    Back,
    /// May stand before a month or year alone.
    Before,
    /// Turns a length of time into a date behind.
    Ago,
}

/// Start or end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The first day.
    Start,
    /// The last day.
    End,
}

/// Which one of those that come again.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The one before.
    Last,
    /// The present one.
    This,
    /// The one after.
    Next,
}

/// The words of the calendar.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    words: Table<CalendarWord>,
}

impl Calendar {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut calendar = Self::default();
        for list in files.open("calendar.tsv")? {
            for line in list.lines() {
                let [word, kind, value] = line.cells()?;
                let known = known(kind, value).ok_or_else(|| line.error(format!("\"{kind} {value}\" is none of the kinds at the top")))?;
                calendar.words.insert(word, known);
            }
        }
        Ok(calendar)
    }

    /// What a word, lower case, says of time.
    pub(crate) fn word(&self, word: &str) -> Option<CalendarWord> {
        self.words.get(word).copied()
    }
}

fn known(kind: &str, value: &str) -> Option<CalendarWord> {
    let number = |low: i32, high: i32| value.parse::<i32>().ok().filter(|n| (low..=high).contains(n));
    let small = |high: i32| number(1, high).and_then(|n| i8::try_from(n).ok());
    Some(match (kind, value) {
        ("month", _) => CalendarWord::Month(small(12)?),
        ("weekday", _) => CalendarWord::Weekday(small(7)?),
        ("day", _) => CalendarWord::Day(number(-7, 7)?),
        ("number", _) => CalendarWord::Number(number(1, 999)?),
        ("unit", "D" | "W" | "M" | "Y") => CalendarWord::Unit(value.chars().next()?),
        ("edge", "start") => CalendarWord::Edge(Edge::Start),
        ("edge", "end") => CalendarWord::Edge(Edge::End),
        ("turn", "next") => CalendarWord::Turn(Turn::Next),
        ("turn", "last") => CalendarWord::Turn(Turn::Last),
        ("turn", "this") => CalendarWord::Turn(Turn::This),
        ("ahead", "") => CalendarWord::Ahead,
        ("back", "") => CalendarWord::Back,
        ("before", "") => CalendarWord::Before,
        ("ago", "") => CalendarWord::Ago,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_unique() {
        for list in Files::default().open("calendar.tsv").unwrap() {
            let words: Vec<String> = list.lines().map(|l| l.cells::<3>().unwrap()[0].to_owned()).collect();
            assert!(words.windows(2).all(|w| w[0] < w[1]));
        }
    }

    #[test]
    fn values_are_checked() {
        assert_eq!(known("month", "12"), Some(CalendarWord::Month(12)));
        assert!(["13", "0", "x"].iter().all(|v| known("month", v).is_none()));
        assert_eq!(known("unit", "H"), None);
    }
}
