//! Dates as pages print them. Only full dates count: nothing is ever filled in from the clock, and "07/01/2026", which is a day in
//! January here and one in July there, is no date.

use jiff::civil::Date;

use crate::Lexicon;
use crate::lexicon::LineClass;

/// The date in a piece of text as ISO 8601, with the time where there is one; the first of each counts.
///
/// Forms: "7 Jan 2026", "January 7, 2026", "7th of January 2026", "2026-01-07", "2026-01-07T09:23:00Z", "25/01/2026"; "9:23 am", "09.23am", "9 pm".
pub(super) fn parse(text: &str, lexicon: &Lexicon) -> Option<String> {
    let tokens: Vec<Token> = tokens(text);
    let date = (0..tokens.len()).find_map(|at| date_at(&tokens[at..]))?;
    let time = (0..tokens.len()).find_map(|at| time_at(&tokens[at..], lexicon));
    Some(time.map_or_else(|| date.to_string(), |(hour, minute)| format!("{date}T{hour:02}:{minute:02}")))
}

/// Whether a word (lower case) names a month, long or short.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// Whether a word (lower case) names a day of the week, long or short.
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().any(|day| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word)))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let known = |full: &&str| *full == word || (full.starts_with(word) && word.len() == 3) || (word == "sept" && **full == *"september");
    let at = MONTHS.iter().position(known)?;
    i8::try_from(at + 1).ok()
}

/// What a date is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A number of up to four digits, and how many it has.
    Number(i16, usize),
    /// A word, lower case, without dots.
    Word(String),
    /// A mark that matters: `:`, `.`, `/`, `-`.
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (piece, after) = rest.split_at(run(rest, c));
        rest = after;
        if c.is_ascii_digit() {
            out.push(piece.parse().map_or_else(|_| Token::Word(piece.to_owned()), |n| Token::Number(n, piece.len())));
        } else if c.is_alphabetic() {
            out.push(Token::Word(piece.to_lowercase().replace('.', "")));
        } else if matches!(c, ':' | '.' | '/' | '-') {
            out.push(Token::Mark(c));
        }
    }
    out
}

/// How far the run that `c` opens goes, in bytes. "a.m." is one word.
fn run(text: &str, c: char) -> usize {
    let same = |d: char| if c.is_ascii_digit() { d.is_ascii_digit() } else { c.is_alphabetic() && d.is_alphabetic() };
    let end = text.find(|d| !same(d)).unwrap_or(text.len()).max(c.len_utf8());
    let dotted = text.get(..4).filter(|d| d.eq_ignore_ascii_case("a.m.") || d.eq_ignore_ascii_case("p.m."));
    dotted.map_or(end, str::len)
}

fn date_at(tokens: &[Token]) -> Option<Date> {
    use Token::{Mark, Number, Word};
    match tokens {
        [Number(y, 4), Mark('-'), Number(m, 2), Mark('-'), Number(d, 2), ..] => date(*y, i8::try_from(*m).ok()?, *d),
        [Number(a, 1..=2), Mark('/'), Number(b, 1..=2), Mark('/'), Number(y, 4), ..]
        | [Number(a, 1..=2), Mark('.'), Number(b, 1..=2), Mark('.'), Number(y, 4), ..] => slashed(*a, *b, *y),
        [Number(d, 1..=2), rest @ ..] => {
            let rest = skip(rest, |t| matches!(t, Word(w) if matches!(w.as_str(), "st" | "nd" | "rd" | "th" | "of")) || *t == Mark('-'));
            let (m, rest) = named_month(rest)?;
            let rest = skip(rest, |t| matches!(t, Mark('.' | '-')));
            matches!(rest, [Number(_, 4), ..]).then(|| date(number(rest)?, m, *d)).flatten()
        }
        [Word(_), ..] => {
            let (m, rest) = named_month(tokens)?;
            let rest = skip(rest, |t| *t == Mark('.'));
            let [Number(d, 1..=2), rest @ ..] = rest else { return None };
            let rest = skip(rest, |t| matches!(t, Word(w) if matches!(w.as_str(), "st" | "nd" | "rd" | "th")));
            matches!(rest, [Number(_, 4), ..]).then(|| date(number(rest)?, m, *d)).flatten()
        }
        _ => None,
    }
}

fn date(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok().filter(|_| (1500..=2200).contains(&year))
}

/// Day and month where only one order makes a date.
fn slashed(a: i16, b: i16, year: i16) -> Option<Date> {
    let (day_first, month_first) = (date(year, i8::try_from(b).ok()?, a), date(year, i8::try_from(a).ok()?, b));
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

fn named_month(tokens: &[Token]) -> Option<(i8, &[Token])> {
    match tokens {
        [Token::Word(word), rest @ ..] => Some((month(word)?, rest)),
        _ => None,
    }
}

fn number(tokens: &[Token]) -> Option<i16> {
    match tokens {
        [Token::Number(n, _), ..] => Some(*n),
        _ => None,
    }
}

fn skip(tokens: &[Token], drop: impl Fn(&Token) -> bool) -> &[Token] {
    let at = tokens.iter().take(3).take_while(|t| drop(t)).count();
    &tokens[at..]
}

fn time_at(tokens: &[Token], lexicon: &Lexicon) -> Option<(i16, i16)> {
    use Token::{Mark, Number, Word};
    let half = |rest: &[Token]| match rest {
        [Word(w), ..] if w == "am" => Some(false),
        [Word(w), ..] if w == "pm" => Some(true),
        _ => None,
    };
    match tokens {
        [Number(h, 1..=2), Mark(':'), Number(m, 2), rest @ ..] => clock(*h, *m, half(rest)),
        [Number(h, 1..=2), Mark('.'), Number(m, 2), rest @ ..] if half(rest).is_some() => clock(*h, *m, half(rest)),
        // Without a time zone the number may be a price.
        [Number(h, 1..=2), Mark('.'), Number(m, 2), Word(zone), ..] if lexicon.boilerplate.is(zone, LineClass::Zone) => clock(*h, *m, None),
        [Number(h, 1..=2), rest @ ..] if half(rest).is_some() => clock(*h, 0, half(rest)),
        _ => None,
    }
}

fn clock(hour: i16, minute: i16, afternoon: Option<bool>) -> Option<(i16, i16)> {
    let hour = match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(pm) => hour % 12 + if pm { 12 } else { 0 },
        None => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    fn parse(text: &str) -> Option<String> {
        super::parse(text, Lexicon::english())
    }

    #[test]
    fn forms_that_pages_use() {
        for (text, date) in [
            ("7 Jan 2026", "2026-01-07"),
            ("9:23 am on 7 January 2026", "2026-01-07T09:23"),
            ("January 7, 2026 9:23 AM ET", "2026-01-07T09:23"),
            ("Updated 4:05 p.m. EST, Wed January 7, 2026", "2026-01-07T16:05"),
            ("Wed 7 Jan 2026 13.40 GMT", "2026-01-07T13:40"),
            ("2026-01-07", "2026-01-07"),
            ("2026-01-07T09:23:00.000Z", "2026-01-07T09:23"),
            ("Published 25/01/2026", "2026-01-25"),
            ("Published 05/05/2026", "2026-05-05"),
            ("the 7th of January 2026 at noon", "2026-01-07"),
            ("Sept. 3rd, 2025", "2025-09-03"),
            ("12 am, 1 May 2025", "2025-05-01T00:00"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in
            ["Published 07/01/2026", "3 hours ago", "31 February 2026", "May 2026", "9:23 am", "", "in 2026, 7 envoys", "99999-01-01"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
