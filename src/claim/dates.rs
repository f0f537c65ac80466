//! Times in a claim, as ISO 8601 values: "by March 1" said on 2027-02-10 is 2027-03-01.
//!
//! What depends on the day of publication is resolved against it, never against the clock; where that day is unknown, or the words
//! have two readings ("next Friday" on a Monday), there is no value and nothing is listed. As in TIMEX3 the words of a time leave out
//! the preposition, and the value is as exact as the words: a day, a month (`2027-03`), a year, a week (`2027-W20`), or a length of
//! time (`P30D`) that stays relative ("within 30 days of a truce").
//!
//! A day or month without a year lies ahead of the publication where its preposition says so ("by", "until") or a modal verb stands
//! before it ("will meet on Monday", "to meet on Monday"), behind it after "since" and in what is told as done (a report, an
//! agreement, an accusation). Otherwise it is not resolved. "Today" and "tomorrow" inside quotation marks count from the day of the
//! speech, which may be the day before: they are not resolved.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::periods::{edge_of, named, shifted, week};
use super::{Claim, ClaimType};
use crate::lexicon::phrases::expand;
use crate::lexicon::{CalendarWord, Class, Turn};
use crate::{Document, Lexicon, Span};

/// A time that a claim names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDate {
    /// Its words, without the preposition.
    pub span: Span,
    /// ISO 8601: a day, month, year, week or length of time.
    pub value: String,
}

/// The times in content and conditions of a claim. Cost: linear in them.
pub(super) fn dates(doc: &Document, claim: &Claim, lexicon: &Lexicon) -> Vec<ClaimDate> {
    let published = doc.meta.day().and_then(|p| p.parse().ok());
    let mut spans: Vec<Span> = claim.content.iter().chain(&claim.conditions).copied().collect();
    spans.sort_unstable();
    let mut found: Vec<ClaimDate> = Vec::new();
    for span in spans {
        let tokens = doc.tokens_in(span);
        let mut reader = Reader { doc, lexicon, published, usual: done(claim).then_some(Turn::Last) };
        let mut at = tokens.start;
        while at < tokens.end {
            let Some((len, value)) = reader.time(at, tokens.start, tokens.end) else {
                if reader.modal(at) {
                    reader.usual = Some(Turn::Next);
                }
                at += 1;
                continue;
            };
            let words = doc.token_span(at..at + len).filter(|s| found.last().is_none_or(|d| d.span.end() <= s.start()));
            found.extend(words.zip(value).map(|(span, value)| ClaimDate { span, value }));
            at += len;
        }
    }
    found
}

/// Whether a claim tells what is done.
fn done(claim: &Claim) -> bool {
    use ClaimType::{Accusation, Agreement, Denial, Praise, Report};
    matches!(claim.kind, Agreement | Report | Denial | Accusation | Praise)
}

struct Reader<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    published: Option<Date>,
    /// Where a date lies that says nothing of it itself.
    usual: Option<Turn>,
}

/// How many tokens a time takes, and its value where it can be told.
type Found = (usize, Option<String>);

impl Reader<'_> {
    fn time(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.edge(at, end))
            .or_else(|| self.month(at, start, end))
            .or_else(|| self.weekday(at, start, end))
            .or_else(|| self.length(at, start, end))
            .or_else(|| self.turned(at, end))
            .or_else(|| self.year_alone(at, start))
            .or_else(|| match self.word(at) {
                Some(CalendarWord::Day(n)) => {
                    let day = self.published.filter(|_| !self.quoted(at)).and_then(|p| p.checked_add(n.days()).ok());
                    Some((1, day.map(|d| d.to_string())))
                }
                _ => None,
            })
    }

    fn word(&self, token: usize) -> Option<CalendarWord> {
        if token >= self.doc.tokens.len() {
            return None;
        }
        self.lexicon.calendar.word(self.doc.word(token).trim_end_matches('.'))
    }

    /// Whether a date after this word lies ahead. "To" counts before a verb: not before a name or "the".
    fn modal(&self, token: usize) -> bool {
        let class = |word: &str| self.lexicon.grammar.class(word);
        let word = self.doc.word(token);
        if word == "to" {
            let next = self.text(token + 1);
            return next.starts_with(char::is_lowercase) && !class(self.doc.word(token + 1)).any(Class::DETERMINER);
        }
        let (head, tail) = expand(word).unwrap_or((word, ""));
        class(head).any(Class::MODAL) || class(tail).any(Class::MODAL)
    }

    /// Whether a token stands inside quotation marks. Cost: a binary search; nested ones are few.
    fn quoted(&self, token: usize) -> bool {
        let span = self.doc.tokens[token].span;
        let before = self.doc.quotations.partition_point(|q| q.outer.start() <= span.start());
        self.doc.quotations[..before].iter().rev().take(4).any(|q| q.inner.contains(span))
    }

    fn text(&self, token: usize) -> &str {
        self.doc.tokens.get(token).map_or("", |t| self.doc.slice(t.span))
    }

    fn capital(&self, token: usize) -> bool {
        self.text(token).starts_with(char::is_uppercase)
    }

    fn month_at(&self, token: usize, end: usize) -> Option<i8> {
        match self.word(token).filter(|_| token < end && self.capital(token)) {
            Some(CalendarWord::Month(month)) => Some(month),
            _ => None,
        }
    }

    /// A day of the month: "1", "1st".
    fn day_at(&self, token: usize, end: usize) -> Option<i8> {
        let text = if token < end { self.text(token) } else { "" };
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text);
        digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    }

    fn year_at(&self, token: usize, end: usize) -> Option<i16> {
        let text = if token < end { self.text(token) } else { "" };
        text.parse().ok().filter(|year| text.len() == 4 && (1900..=2199).contains(year))
    }

    /// Whether the word before `at` says where the date lies, else what the claim says.
    fn towards(&self, at: usize, start: usize) -> Option<Turn> {
        let before = at.checked_sub(1).filter(|b| *b >= start).and_then(|b| match self.word(b) {
            Some(CalendarWord::Ahead) => Some(Turn::Next),
            Some(CalendarWord::Back) => Some(Turn::Last),
            Some(CalendarWord::Turn(turn)) => Some(turn),
            _ => None,
        });
        before.or(self.usual)
    }

    /// "2027-03-01".
    fn numeric(&self, at: usize) -> Option<Found> {
        let text = self.text(at);
        (text.len() == 10 && text.as_bytes().get(4) == Some(&b'-')).then(|| text.parse::<Date>().ok()).flatten()?;
        Some((1, Some(text.to_owned())))
    }

    /// "March 1", "March 1, 2027", "1 March 2027", "the 1st of March", "March 2027", "in March".
    fn month(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        if let Some(day) = self.day_at(at, end) {
            let month_at = at + 1 + usize::from(self.text(at + 1) == "of");
            let month = self.month_at(month_at, end)?;
            let year = self.year_at(month_at + 1, end);
            let len = month_at + 1 - at + usize::from(year.is_some());
            return Some((len, self.day_of(at, start, (month, day), year)));
        }
        let month = self.month_at(at, end)?;
        if let Some(day) = self.day_at(at + 1, end) {
            let comma = usize::from(self.text(at + 2) == ",");
            let year = self.year_at(at + 2 + comma, end);
            let len = if year.is_some() { 3 + comma } else { 2 };
            return Some((len, self.day_of(at, start, (month, day), year)));
        }
        if let Some(year) = self.year_at(at + 1, end) {
            return Some((2, Some(format!("{year:04}-{month:02}"))));
        }
        self.introduced(at, start).then(|| (1, self.year_of(at, start, month, None).map(|year| format!("{year:04}-{month:02}"))))
    }

    fn day_of(&self, at: usize, start: usize, (month, day): (i8, i8), year: Option<i16>) -> Option<String> {
        let year = year.or_else(|| self.year_of(at, start, month, Some(day)))?;
        Date::new(year, month, day).ok().map(|d| d.to_string())
    }

    /// The year of a month or day that names none.
    fn year_of(&self, at: usize, start: usize, month: i8, day: Option<i8>) -> Option<i16> {
        let published = self.published?;
        let (named, now) = ((month, day.unwrap_or(0)), (published.month(), day.map_or(0, |_| published.day())));
        match self.towards(at, start)? {
            Turn::Next => Some(published.year() + i16::from(named < now)),
            Turn::Last => Some(published.year() - i16::from(named > now)),
            Turn::This => Some(published.year()),
        }
    }

    /// Whether the word before lets a month or a year stand alone: "in May", unlike "May he come".
    fn introduced(&self, at: usize, start: usize) -> bool {
        use CalendarWord::{Ahead, Back, Before, Turn};
        at > start && matches!(self.word(at - 1), Some(Ahead | Back | Before | Turn(_)))
    }

    /// "Friday", "next Friday": the day itself where the article came out on one.
    fn weekday(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        let turn = match self.word(at) {
            Some(CalendarWord::Turn(turn)) => Some(turn),
            _ => None,
        };
        let day_at = at + usize::from(turn.is_some());
        let Some(CalendarWord::Weekday(day)) = self.word(day_at).filter(|_| day_at < end && self.capital(day_at)) else { return None };
        let value = || {
            let (published, day) = (self.published?, Weekday::from_monday_one_offset(day).ok()?);
            let same = published.weekday() == day;
            match turn {
                None | Some(Turn::This) if same => Some(published),
                None => match self.towards(at, start)? {
                    Turn::Last => published.nth_weekday(-1, day).ok(),
                    _ => published.nth_weekday(1, day).ok(),
                },
                Some(Turn::This) => published.nth_weekday(1, day).ok().filter(|d| week(*d) == week(published)),
                // Two readings: the nearest one, or that of the next week. Only where they agree is there a value.
                Some(Turn::Next) => published.nth_weekday(1, day).ok().filter(|d| week(*d) != week(published)),
                Some(Turn::Last) => published.nth_weekday(-1, day).ok().filter(|d| week(*d) != week(published)),
            }
        };
        Some((day_at + 1 - at, value().map(|d| d.to_string())))
    }

    /// "the end of the month", "the start of March 2027", "the end of next year", "the end of 2027".
    fn edge(&self, at: usize, end: usize) -> Option<Found> {
        let Some(CalendarWord::Edge(edge)) = self.word(at) else { return None };
        if self.text(at + 1) != "of" {
            return None;
        }
        let next = at + 2 + usize::from(self.text(at + 2) == "the");
        if let Some(year) = self.year_at(next, end) {
            return Some((next + 1 - at, edge_of(edge, year, None)));
        }
        if let Some(month) = self.month_at(next, end) {
            let year = self.year_at(next + 1, end);
            let len = next + 1 - at + usize::from(year.is_some());
            return Some((len, year.or_else(|| self.year_of(next, next, month, None)).and_then(|y| edge_of(edge, y, Some(month)))));
        }
        let turn = match self.word(next) {
            Some(CalendarWord::Turn(turn)) => Some(turn),
            _ => None,
        };
        let unit_at = next + usize::from(turn.is_some());
        let Some(CalendarWord::Unit(unit)) = self.word(unit_at).filter(|_| unit_at < end) else { return None };
        let value = || {
            let period = self.period(unit, turn.unwrap_or(Turn::This))?;
            match unit {
                'Y' => edge_of(edge, period.year(), None),
                'M' => edge_of(edge, period.year(), Some(period.month())),
                _ => named(period, unit),
            }
        };
        Some((unit_at + 1 - at, value()))
    }

    /// "next week", "this year".
    fn turned(&self, at: usize, end: usize) -> Option<Found> {
        let Some(CalendarWord::Turn(turn)) = self.word(at) else { return None };
        let Some(CalendarWord::Unit(unit)) = self.word(at + 1).filter(|_| at + 1 < end) else { return None };
        let singular = !self.doc.word(at + 1).ends_with('s');
        singular.then(|| (2, self.period(unit, turn).and_then(|day| named(day, unit))))
    }

    /// A day in the day, week, month or year of the publication, or the one before or after.
    fn period(&self, unit: char, turn: Turn) -> Option<Date> {
        let published = self.published?;
        let step = match turn {
            Turn::Last => -1,
            Turn::This => 0,
            Turn::Next => 1,
        };
        shifted(published, unit, step)
    }

    /// "30 days", "two weeks", "a month"; "three days ago" is a day.
    fn length(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        let number = match self.word(at) {
            Some(CalendarWord::Number(n)) => n,
            _ => self.text(at).parse().ok().filter(|n| (1..=999).contains(n))?,
        };
        let Some(CalendarWord::Unit(unit)) = self.word(at + 1).filter(|_| at + 1 < end) else { return None };
        if at + 2 < end && self.word(at + 2) == Some(CalendarWord::Ago) {
            return Some((3, self.published.and_then(|p| shifted(p, unit, -number)).and_then(|d| named(d, unit))));
        }
        // "a year" alone is as often "each year": only after "within" and the like is it a length of time.
        let article = matches!(self.doc.word(at), "a" | "an");
        (!article || self.introduced(at, start)).then(|| (2, Some(format!("P{number}{unit}"))))
    }

    /// "in 2030".
    fn year_alone(&self, at: usize, start: usize) -> Option<Found> {
        let year = self.year_at(at, at + 1)?;
        self.introduced(at, start).then(|| (1, Some(year.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{Claim, claims};
    use crate::read::Raw;
    use crate::{Lexicon, attribute, parse};

    fn dates(text: &str, published: Option<&str>) -> Vec<(String, String)> {
        let lexicon = Lexicon::english();
        let mut doc = parse(Raw::text("t", text), lexicon);
        doc.meta.published = published.map(str::to_owned);
        let found = attribute::attribute(&doc, lexicon);
        let pairs = |c: &Claim| c.dates.iter().map(|d| (doc.slice(d.span).to_owned(), d.value.clone())).collect::<Vec<_>>();
        claims(&doc, &found, lexicon).iter().flat_map(pairs).collect()
    }

    /// Said on Friday, 14 May 2027.
    fn promised(when: &str) -> Option<(String, String)> {
        dates(&format!("Norland will open the port {when}, Prime Minister Ida Ek said."), Some("2027-05-14T09:00")).into_iter().next()
    }

    #[test]
    fn a_promise_lies_ahead() {
        for (when, words, value) in [
            ("on Monday", "Monday", "2027-05-17"),
            ("on Friday", "Friday", "2027-05-14"),
            ("by March 1", "March 1", "2028-03-01"),
            ("on June 20", "June 20", "2027-06-20"),
            ("by 3 April 2029", "3 April 2029", "2029-04-03"),
            ("by the end of the month", "end of the month", "2027-05-31"),
            ("before the end of next year", "end of next year", "2028-12-31"),
            ("by the end of February", "end of February", "2028-02-29"),
            ("in June", "June", "2027-06"),
            ("next month", "next month", "2027-06"),
            ("next week", "next week", "2027-W20"),
            ("next Monday", "next Monday", "2027-05-17"),
            ("tomorrow", "tomorrow", "2027-05-15"),
            ("within 30 days", "30 days", "P30D"),
            ("within two weeks of a truce", "two weeks", "P2W"),
            ("by 2030", "2030", "2030"),
        ] {
            assert_eq!(promised(when), Some((words.into(), value.into())), "{when}");
        }
    }

    #[test]
    fn a_report_lies_behind() {
        let text = "Norland opened the port on Monday, Prime Minister Ida Ek said.";
        assert_eq!(dates(text, Some("2027-05-14")), [("Monday".to_owned(), "2027-05-10".to_owned())]);
    }

    #[test]
    fn without_a_day_of_publication_only_full_dates_and_lengths_have_a_value() {
        let text = "Norland will open the port on Monday and the pass by 3 April 2029, Prime Minister Ida Ek said.";
        let values: Vec<String> = dates(text, None).into_iter().map(|d| d.1).collect();
        assert_eq!(values, ["2029-04-03"]);
        assert!(dates("Norland will open the port by the end of the month, Ida Ek said.", None).is_empty());
    }

    #[test]
    fn no_guess_and_no_modal_verb() {
        assert_eq!(promised("next Saturday"), None);
        assert_eq!(promised("if it may"), None);
        let warned = |text: &str| dates(text, Some("2027-05-14"));
        assert!(warned("\"We warned them in March and we warn them again,\" Ida Ek said.").is_empty(), "no modal, no preposition");
        assert!(warned("\"We will open the port tomorrow,\" Ida Ek said.").is_empty(), "the day of the speech is not known");
    }
}
