//! In: a [`Raw`] article. Out: a [`Document`] with paragraphs and metadata. Needs: nothing else.
//!
//! Every stretch of the text gets a role, and nothing is dropped: paragraphs and the white space between them are the text. Rules run in
//! order, each on lines that no earlier one has decided: markup, then lines known by their own words (time stamps, furniture, credits,
//! captions with a credit), then what only their neighbours show (headline, captions without a credit, subheads, what follows the end).
//! What no rule claims is body: losing a sentence of the article is worse than keeping a line of its page.

mod captions;
mod credits;
mod dates;
mod lines;
mod meta;
mod norm;
mod split;
mod stamps;
mod structure;

use crate::document::Role;
use crate::lexicon::{Fit, Outlet};
use crate::read::Raw;
use crate::{Document, Lexicon, Span};
use lines::{Line, Verdict};

/// Signal of a line that is a picture credit and nothing else.
const PICTURE_CREDIT: &str = "is a picture credit";
/// Signal of a line that names agencies and outlets and nothing else.
const CLOSING_CREDIT: &str = "names only agencies and outlets";
/// Signal of a byline.
const BYLINE: &str = "opens with \"By\" and names";
/// Signal of a line that heads a list of other stories.
const PROMOTION_LIST: &str = "heads a list of other stories";

/// Gives every stretch of text its role. Cost: linear in the text.
#[must_use]
pub fn clean(raw: Raw, lexicon: &Lexicon) -> Document {
    let text = raw.text.as_str();
    let mut lines = lines::lines(text);
    let reader = Reader { text, lexicon, plain: !lexicon.boilerplate.screen.may_hold_entry(text) };
    reader.mark_up(&mut lines, &raw.hints);
    for line in lines.iter_mut().filter(|l| l.verdict.is_none()) {
        line.verdict = reader.by_itself(line);
    }
    structure::headline(text, &mut lines, raw.meta.title.as_deref(), lexicon);
    captions::find(text, &mut lines, lexicon);
    captions::find_repeats(text, &mut lines);
    structure::under_headline(text, &mut lines, lexicon);
    structure::standfirst(text, &mut lines, lexicon);
    structure::after_promotions(text, &mut lines);
    structure::tail(text, &mut lines, lexicon);
    structure::subheads(text, &mut lines, lexicon);
    keep_something(&mut lines);
    // Paragraphs are made of places and verdicts alone; the words of the lines need not stay until then.
    lines.iter_mut().for_each(Line::forget_norm);
    let mut meta = raw.meta;
    let paragraphs = split::paragraphs(text, &lines, lexicon);
    meta::fill(&mut meta, text, &paragraphs, lexicon);
    Document { meta, text: raw.text, paragraphs, ..Document::default() }
}

/// Reads lines by themselves.
struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Whether the text holds no furniture that may stand anywhere in a line.
    plain: bool,
}

impl Reader<'_> {
    /// Takes over the roles that the markup tells. A date beside the article is one still, and "Related stories" is no subhead.
    fn mark_up(&self, lines: &mut [Line], hints: &[(Span, Role)]) {
        let mut hints = hints.iter().peekable();
        for line in lines {
            while hints.next_if(|(span, _)| span.end() <= line.span.start()).is_some() {}
            let Some((_, role)) = hints.peek().filter(|(span, _)| span.overlaps(line.span)) else { continue };
            let mut own = || self.by_itself(line);
            let better = match role {
                Role::Promotion => own().filter(|(role, _)| matches!(role, Role::Timestamp | Role::Credit)),
                Role::Subhead => own().filter(|(role, _)| *role == Role::Promotion),
                _ => None,
            };
            line.verdict = better.or(Some((*role, "marked up so on the page")));
        }
    }

    /// The role that a line's own words show.
    fn by_itself(&self, line: &mut Line) -> Option<Verdict> {
        let (text, lexicon) = (self.text, self.lexicon);
        let inside = line.span.of(text);
        if stamps::is_stamp(inside, line.words, lexicon) {
            return Some((Role::Timestamp, "holds only a date or time"));
        }
        if !inside.contains(char::is_alphabetic) {
            return Some((Role::Promotion, "a line without words"));
        }
        if inside.starts_with('<') && inside.contains(['>', '=']) && !outside_tags(inside).any(char::is_alphabetic) {
            return Some((Role::Promotion, "a line of markup"));
        }
        let sources = credits::closing(text, line.span, lexicon);
        if !sources.is_empty() {
            let picture = sources.iter().any(|(_, kind)| *kind == Outlet::Photo);
            return Some((Role::Credit, if picture { PICTURE_CREDIT } else { CLOSING_CREDIT }));
        }
        if credits::is_byline(text, line) {
            return Some((Role::Credit, BYLINE));
        }
        let picture = credits::picture_credit(inside, lexicon);
        line.uncredited = picture.is_none();
        if let Some(verdict) = picture.and_then(|at| pictured(text, at, line, lexicon)) {
            return Some(verdict);
        }
        self.by_words(line)
    }

    /// The role of a line that no earlier rule has decided.
    fn by_words(&self, line: &Line) -> Option<Verdict> {
        let (text, lexicon) = (self.text, self.lexicon);
        // The rules below are for short lines.
        let long = line.words > lexicon.boilerplate.longest_entry() && line.words > credits::CONTACT_WORDS.max(stamps::DATELINE_WORDS);
        if long || quotes_first(text, line) {
            return None;
        }
        let (inside, boilerplate) = (line.span.of(text), &lexicon.boilerplate);
        let plain = boilerplate.screen.is_plain(inside, line.words) && (self.plain || !boilerplate.screen.may_hold_entry(inside));
        if let Some((role, fit)) = (!plain).then(|| boilerplate.role(line.norm(text), line.words)).flatten() {
            return Some((role, furniture_signal(role, fit)));
        }
        if stamps::is_bare_dateline(text, line, lexicon) {
            return Some((Role::Dateline, "holds only a place and a date"));
        }
        credits::is_contact(text, line).then_some((Role::Promotion, "an address in a short line"))
    }
}

/// The characters of a line that stand in no tag.
fn outside_tags(line: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    line.chars().filter(move |c| {
        let tag = inside || *c == '<';
        inside = tag && *c != '>';
        !tag
    })
}

/// Whether a line opens with a quotation and goes on after it: "Follow us," the captain said.
fn quotes_first(text: &str, line: &Line) -> bool {
    let inside = line.span.of(text);
    // The normal form of a letter is no mark.
    !inside.starts_with(|c: char| c.is_ascii_alphanumeric()) && (goes_on(inside) || quotes_first_in(line.norm(text)))
}

fn quotes_first_in(norm: &str) -> bool {
    norm.strip_prefix('"').and_then(|rest| rest.split_once('"')).is_some_and(|(_, after)| after.contains(char::is_alphanumeric))
}

/// Whether the same is seen without the normal form, which keeps letters, and marks as straight ones: a letter of ASCII after two marks. A line
/// so long that its normal form may be cut shows nothing.
fn goes_on(line: &str) -> bool {
    const UNCUT: usize = 800;
    let marks = ['"', '\u{201c}', '\u{201d}'];
    let after = line.strip_prefix(marks).filter(|_| line.len() <= UNCUT).and_then(|rest| rest.split_once(marks));
    after.is_some_and(|(_, after)| after.bytes().any(|b| b.is_ascii_alphabetic()))
}

/// A caption with its credit, which starts at `at`, or a picture credit alone.
fn pictured(text: &str, at: usize, line: &Line, lexicon: &Lexicon) -> Option<Verdict> {
    let before = line.span.of(text)[..at].trim();
    if before.is_empty() {
        return Some((Role::Credit, PICTURE_CREDIT));
    }
    // A long paragraph with a report in it is body, whatever stands at its end: `split` parts them.
    let report = line.words > 60 && credits::has_speech(line.norm(text), lexicon);
    (line.words <= captions::LONGEST && !report).then_some((Role::Caption, "ends with a picture credit"))
}

fn furniture_signal(role: Role, fit: Fit) -> &'static str {
    match (role, fit) {
        (Role::Promotion, Fit::Heading) => PROMOTION_LIST,
        (Role::Promotion, Fit::Line) => "is a known label of a page",
        (Role::Promotion, Fit::Start) => "opens like a promotion",
        (Role::Promotion, Fit::End | Fit::Any) => "words of a promotion",
        (Role::Credit, Fit::End | Fit::Any) => "words of a credit",
        (Role::Credit, _) => "opens like a credit",
        (Role::Caption, _) => "opens like a caption",
        _ => "is a known line of a page",
    }
}

/// A text of which nothing would be left is a short one, not all furniture: what the neighbours alone decided is taken back.
fn keep_something(lines: &mut [Line]) {
    if lines.iter().any(|l| !l.is_furniture()) {
        return;
    }
    for line in lines.iter_mut().filter(|l| matches!(l.role(), Some(Role::Subhead)) && l.words > 4) {
        line.verdict = None;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::lines::normalize;
    use super::*;

    proptest! {
        #[test]
        fn a_line_told_off_has_no_words_of_furniture(
            before in "(\\PC|[\"' \u{201c}\u{200b}A-Z]){0,3}",
            entry in 0_usize..1000,
            cut in 0_usize..40,
            after in "(\\PC|[.,\"'\u{201d}\u{212a}a-z ]){0,6}",
            words in 1_usize..90,
        ) {
            let boilerplate = &Lexicon::english().boilerplate;
            let entries: Vec<&str> = include_str!("../lexicon/en/boilerplate.txt").lines().filter(|l| !l.starts_with('#')).collect();
            let pattern = entries[entry % entries.len()].rsplit('\t').next().unwrap_or_default();
            let rest: String = pattern.chars().skip(if cut > 20 { 0 } else { cut }).collect();
            let line = format!("{before}{rest}{after}");
            if !boilerplate.screen.may_hold_entry(&line) && boilerplate.screen.is_plain(&line, words) {
                prop_assert_eq!(boilerplate.role(&normalize(&line), words), None, "{}", line);
            }
        }

        #[test]
        fn a_quotation_first_is_seen_without_the_normal_form(line in "[\"\u{201c}'a](\\PC|[a-z0-9 .,\"\u{201d}\u{200b}]){0,12}") {
            prop_assert!(!goes_on(&line) || quotes_first_in(&normalize(&line)), "{line}");
            prop_assert!(!line.starts_with('a') || !quotes_first_in(&normalize(&line)), "{line}");
        }
    }
}
