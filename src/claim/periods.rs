//! Days, weeks, months and years as ISO 8601 writes them: "2027-W20", "2027-05", "2028".

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lexicon::Edge;

/// The year and number of the week that holds a day.
pub(super) fn week(day: Date) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

/// The day so many days, weeks, months or years (`D`, `W`, `M`, `Y`) on.
pub(super) fn shifted(day: Date, unit: char, n: i32) -> Option<Date> {
    let span = match unit {
        'D' => n.days(),
        'W' => n.weeks(),
        'M' => n.months(),
        _ => n.years(),
    };
    day.checked_add(span).ok()
}

/// The period that holds a day.
pub(super) fn named(day: Date, unit: char) -> Option<String> {
    Some(match unit {
        'D' => day.to_string(),
        'W' => format!("{:04}-W{:02}", week(day).0, week(day).1),
        'M' => format!("{:04}-{:02}", day.year(), day.month()),
        _ => format!("{:04}", day.year()),
    })
}

/// The first or last day of a month or year.
pub(super) fn edge_of(edge: Edge, year: i16, month: Option<i8>) -> Option<String> {
    let first = Date::new(year, month.unwrap_or(if edge == Edge::End { 12 } else { 1 }), 1).ok()?;
    let day = if edge == Edge::End { first.last_of_month() } else { first };
    Some(day.to_string())
}
