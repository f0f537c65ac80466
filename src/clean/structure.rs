//! What only the order of lines shows: the headline, subheads, what follows a promotion or the closing credit, the line about the author.

use super::credits;
use super::dates;
use super::lines::{Line, Stop};
use super::stamps;
use crate::Lexicon;
use crate::document::Role;
use crate::lexicon::LineClass;

/// Most words of a headline.
const HEADLINE_WORDS: usize = 25;
/// Most words of a subhead.
const SUBHEAD_WORDS: usize = 12;
/// Lines among which the headline is sought: site name, section, time stamp and byline may come first.
const TOP: usize = 12;

/// Finds the headline. `title` is what the container says.
pub(super) fn headline(text: &str, lines: &mut [Line], title: Option<&str>, lexicon: &Lexicon) {
    if let Some(at) = lines.iter().position(|l| l.role() == Some(Role::Headline)) {
        above(lines, at, true);
        return;
    }
    let titled = title.map(super::lines::normalize).and_then(|title| lines.iter().take(TOP).position(|l| is_title(text, l, &title)));
    let guessed = || untitled(text, lines, lexicon);
    let Some(at) = titled.or_else(guessed) else { return };
    let (role, signal) = match title {
        _ if titled.is_some() => (Role::Headline, "is the title that came with the article"),
        Some(title) if !alike(lines[at].norm(text), title) => {
            (Role::Subhead, "short line without a final stop, but another title came with the article")
        }
        _ => (Role::Headline, "short line without a final stop before the first paragraph"),
    };
    lines[at].verdict = Some((role, signal));
    let known = titled.is_some();
    above(lines, at, known);
}

/// Site name and section above the headline; more words may be those where the headline is known for sure.
fn above(lines: &mut [Line], headline: usize, known: bool) {
    for line in lines[..headline].iter_mut().filter(|l| l.words <= 4 || known && l.words <= 8 && l.stop == Stop::None) {
        line.decide(Role::Promotion, "short line above the headline");
    }
}

/// What stands between the headline and the first paragraph: a byline without "By", a second title-like line.
pub(super) fn under_headline(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    let Some(headline) = lines.iter().take(TOP).position(|l| l.role() == Some(Role::Headline)) else { return };
    let body = lines.iter().skip(headline + 1).filter(|l| !l.is_furniture()).count();
    let Some(line) = lines.iter_mut().skip(headline + 1).find(|l| !l.is_furniture()).filter(|l| body > 1 && l.stop == Stop::None) else {
        return;
    };
    if line.words <= 8 && credits::is_signature(line.span.of(text), lexicon) {
        line.decide(Role::Credit, "names with a slash under the headline");
    } else if line.words <= HEADLINE_WORDS + 10 && is_title_like(text, line, lexicon) {
        line.decide(Role::Subhead, "line without a final stop under the headline");
    }
}

/// Finds the standfirst: a line or two, sentences even, between the headline and the byline or date of the article.
pub(super) fn standfirst(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    const MOST_WORDS: usize = 60;
    let Some(headline) = lines.iter().take(TOP).position(|l| l.role() == Some(Role::Headline)) else { return };
    const MOST_LINES: usize = 6;
    let dated = |l: &Line| l.verdict.is_none() && stamps::dateline(text, l.span, lexicon).is_some();
    let signed = |l: &Line| match l.verdict {
        Some((Role::Credit, signal)) => signal == super::BYLINE,
        // A time alone, as in a live blog, stands above each entry.
        Some((Role::Timestamp, _)) => dates::parse(l.span.of(text), lexicon).is_some(),
        _ => false,
    };
    let below = || lines.iter().enumerate().skip(headline + 1).take(TOP);
    // A report begins at its dateline; failing that, after the byline.
    let opening = below().find(|(_, l)| dated(l)).map(|(at, _)| (at, MOST_LINES, 1));
    let Some((sign, most_lines, least_body)) = opening.or_else(|| below().find(|(_, l)| signed(l)).map(|(at, _)| (at, 2, 2))) else {
        return;
    };
    let open: Vec<usize> = (headline + 1..sign).filter(|at| lines[*at].verdict.is_none()).collect();
    let body_after = lines[sign..].iter().filter(|l| !l.is_furniture() && l.ends_sentence()).count();
    if open.len() > most_lines || body_after < least_body || open.iter().any(|at| lines[*at].words > MOST_WORDS) {
        return;
    }
    for at in open {
        lines[at].decide(Role::Subhead, "stands between the headline and the byline, date or dateline");
    }
}

/// Whether a line is a title (in normal form), final stop aside.
fn is_title(text: &str, line: &Line, title: &str) -> bool {
    fn bare(t: &str) -> &str {
        t.trim_matches(|c: char| !c.is_alphanumeric())
    }
    let title = bare(title);
    // A letter of ASCII that opens a line opens its normal form.
    let opening = line.span.of(text).as_bytes().first().filter(|b| b.is_ascii_alphabetic());
    let other = opening.is_some_and(|b| title.as_bytes().first() != Some(&b.to_ascii_lowercase()));
    !other && !title.is_empty() && bare(line.norm(text)) == title
}

/// Whether half of the words of a title stand in a line too: pages word a title anew for search engines.
fn alike(line: &str, title: &str) -> bool {
    let title = super::lines::normalize(title);
    let words = |t: &str| t.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_owned).collect::<Vec<_>>();
    let (line, title) = (words(line), words(&title));
    title.iter().filter(|w| line.contains(w)).count() * 2 >= title.len().max(1)
}

/// The headline of a text that came without title: the first title-like line above the first paragraph.
fn untitled(text: &str, lines: &[Line], lexicon: &Lexicon) -> Option<usize> {
    let first_body = lines.iter().position(|l| !l.is_furniture() && l.ends_sentence() && !is_shouted(text, l, lexicon))?;
    let top = &lines[..first_body.min(TOP)];
    let candidates =
        || top.iter().enumerate().filter(|(_, l)| l.verdict.is_none() && l.words <= HEADLINE_WORDS && is_title_like(text, l, lexicon));
    let at = candidates().find(|(_, l)| l.words >= 4).or_else(|| candidates().next()).map(|(at, _)| at)?;
    // A poem or a list opens with many short lines that touch; a page with a few.
    let touching = 1 + candidates().skip_while(|(i, _)| *i <= at).zip(at + 1..).take_while(|((i, l), next)| i == next && !l.gap).count();
    (touching <= 4).then_some(at)
}

/// Whether a line may be a title: opens with a capital, figure or quote, holds words, does not end in mid-sentence.
fn is_title_like(text: &str, line: &Line, lexicon: &Lexicon) -> bool {
    let inside = line.span.of(text);
    let opens = inside.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let bullet = inside.starts_with(['\u{2022}', '*', '-', '\u{2013}', '\u{2014}', '\u{b7}', '(', '|']);
    opens && !bullet && line.stop != Stop::Open && (line.stop != Stop::Full || is_shouted(text, line, lexicon))
}

/// Whether every word of a line that a headline capitalizes opens with a capital: a headline even with a final stop.
fn is_shouted(text: &str, line: &Line, lexicon: &Lexicon) -> bool {
    if !(4..=HEADLINE_WORDS).contains(&line.words) {
        return false;
    }
    let small = |w: &str| lexicon.boilerplate.is(&w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase(), LineClass::Small);
    let capital = |w: &str| w.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
    let words = || line.span.of(text).split_whitespace();
    words().all(|w| capital(w) || small(w)) && words().filter(|w| !small(w)).count() >= 3
}

/// Finds subheads: a short line without a final stop, alone between paragraphs.
pub(super) fn subheads(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    let unstopped = lines.iter().filter(|l| !l.is_furniture() && !l.ends_sentence() && l.stop != Stop::Open).count();
    let body = lines.iter().filter(|l| !l.is_furniture()).count();
    // A text whose lines mostly lack final stops (a poem, tweets, another script) shows nothing by lacking one.
    if unstopped * 2 > body {
        return;
    }
    let Some(last_body) = lines.iter().rposition(|l| !l.is_furniture() && l.ends_sentence()) else { return };
    for at in 0..last_body {
        let alone = |i: Option<usize>| {
            i.and_then(|i| lines.get(i)).is_none_or(|l| l.is_furniture() || l.ends_sentence() || l.words > SUBHEAD_WORDS)
        };
        let line = &lines[at];
        let fits = line.verdict.is_none() && line.stop == Stop::None && line.words <= SUBHEAD_WORDS && is_title_like(text, line, lexicon);
        if fits && alone(at.checked_sub(1)) && alone(Some(at + 1)) && (at > 0 || lines.len() > 2) {
            lines[at].decide(Role::Subhead, "short line without a final stop between paragraphs");
        }
    }
}

/// What hangs on a promotion: the rest of its sentence, the titles under "Related stories".
pub(super) fn after_promotions(text: &str, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let (before, line) = (&lines[at - 1], &lines[at]);
        let continues = before.role() == Some(Role::Promotion)
            && before.stop != Stop::Full
            && line.verdict.is_none()
            && line.words <= 20
            && line.stop != Stop::Full
            && line.span.of(text).starts_with(char::is_lowercase);
        if continues {
            lines[at].decide(Role::Promotion, "goes on with the promotion above it");
        }
    }
    related(lines);
}

/// Titles under a heading such as "Related stories", up to the next sentence.
fn related(lines: &mut [Line]) {
    let mut inside = false;
    for at in 0..lines.len() {
        // A question in the list is a title too; one before a paragraph opens the text again.
        let text_next = lines.get(at + 1).is_none_or(|next| next.ends_sentence());
        let line = &mut lines[at];
        let heading = line.verdict.is_some_and(|(role, signal)| role == Role::Promotion && signal == super::PROMOTION_LIST);
        let sentence = line.stop == Stop::Full || line.stop == Stop::Asks && text_next;
        inside = heading || inside && !sentence && line.words <= 20 && line.verdict.is_none_or(|(r, _)| r != Role::Body);
        if inside && line.verdict.is_none() {
            line.decide(Role::Promotion, "stands in a list of other stories");
        }
    }
}

/// Lines among which a closing credit of names nobody knows is sought.
const LAST: usize = 6;

/// What follows the last paragraph: scraps after the closing credit, the line about the author.
pub(super) fn tail(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    if let Some(last) =
        lines.iter_mut().rev().take(LAST).filter(|l| l.verdict.is_none()).find(|l| credits::is_closing_signature(l.span.of(text), lexicon))
    {
        last.decide(Role::Credit, super::CLOSING_CREDIT);
    }
    let closing = lines.iter().rposition(|l| matches!(l.verdict, Some((Role::Credit, super::CLOSING_CREDIT))));
    let half = lines.len() / 2;
    if let Some(closing) = closing.filter(|at| *at >= half) {
        for line in lines[closing + 1..].iter_mut().filter(|l| l.words <= 14 && !l.ends_sentence()) {
            line.decide(Role::Promotion, "short line after the closing credit");
        }
    }
    bio(text, lines, lexicon);
    signature(text, lines);
}

fn is_byline(line: &Line) -> bool {
    matches!(line.verdict, Some((Role::Credit, super::BYLINE)))
}

/// The author's name again, above the line about him.
fn signature(text: &str, lines: &mut [Line]) {
    let Some(byline) = lines.iter().find(|l| is_byline(l)).map(|l| l.norm(text).to_owned()) else { return };
    let named = |l: &&mut Line| (2..=4).contains(&l.words) && byline.contains(l.norm(text));
    if let Some(line) = lines.iter_mut().rev().take(3).filter(|l| l.verdict.is_none()).find(named) {
        line.decide(Role::Credit, "the name in the byline again");
    }
}

fn bio(text: &str, lines: &mut [Line], lexicon: &Lexicon) {
    const MOST_AUTHORS: usize = 3;
    for _ in 0..MOST_AUTHORS {
        let body = lines.iter().filter(|l| !l.is_furniture()).count();
        let Some(last) = lines.iter().rposition(|l| !l.is_furniture()).filter(|_| body >= 3) else { return };
        let Some(name) = credits::bio_name(text, &lines[last], lexicon) else { return };
        // Who has been spoken of before is no author but the one written about; a surname alone has to stand in the byline.
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let signed = lines.iter().any(|l| is_byline(l) && l.norm(text).contains(&surname.to_lowercase()));
        if surname == name && !signed {
            return;
        }
        if lines[..last].iter().any(|l| !l.is_furniture() && l.span.of(text).contains(surname)) {
            return;
        }
        lines[last].decide(Role::Credit, "closing line about the author");
    }
}
