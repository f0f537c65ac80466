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
    mark_up(text, &mut lines, &raw.hints, lexicon);
    for line in lines.iter_mut().filter(|l| l.verdict.is_none()) {
        line.verdict = by_itself(text, line, lexicon);
    }
    structure::headline(text, &mut lines, raw.meta.title.as_deref(), lexicon);
    captions::find(&mut lines, lexicon);
    captions::find_repeats(text, &mut lines);
    structure::under_headline(text, &mut lines, lexicon);
    structure::standfirst(text, &mut lines, lexicon);
    structure::after_promotions(text, &mut lines);
    structure::tail(text, &mut lines, lexicon);
    structure::subheads(text, &mut lines, lexicon);
    keep_something(&mut lines);
    // Paragraphs are made of places and verdicts alone; the words of the lines need not stay until then.
    lines.iter_mut().for_each(|line| line.norm = norm::Norm::default());
    let mut meta = raw.meta;
    let paragraphs = split::paragraphs(text, &lines, lexicon);
    meta::fill(&mut meta, text, &paragraphs, lexicon);
    Document { meta, text: raw.text, paragraphs, ..Document::default() }
}

/// Takes over the roles that the markup tells. A date beside the article is one still, and "Related stories" is no subhead.
fn mark_up(text: &str, lines: &mut [Line], hints: &[(Span, Role)], lexicon: &Lexicon) {
    let mut hints = hints.iter().peekable();
    for line in lines {
        while hints.next_if(|(span, _)| span.end() <= line.span.start()).is_some() {}
        let Some((_, role)) = hints.peek().filter(|(span, _)| span.overlaps(line.span)) else { continue };
        let mut own = || by_itself(text, line, lexicon);
        let better = match role {
            Role::Promotion => own().filter(|(role, _)| matches!(role, Role::Timestamp | Role::Credit)),
            Role::Subhead => own().filter(|(role, _)| *role == Role::Promotion),
            _ => None,
        };
        line.verdict = better.or(Some((*role, "marked up so on the page")));
    }
}

/// The role that a line's own words show.
fn by_itself(text: &str, line: &mut Line, lexicon: &Lexicon) -> Option<Verdict> {
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
    if let Some(verdict) = picture.and_then(|at| pictured(inside, at, line, lexicon)) {
        return Some(verdict);
    }
    if quotes_first(&line.norm) {
        return None;
    }
    if let Some((role, fit)) = lexicon.boilerplate.role(&line.norm, line.words) {
        return Some((role, furniture_signal(role, fit)));
    }
    if stamps::is_bare_dateline(text, line, lexicon) {
        return Some((Role::Dateline, "holds only a place and a date"));
    }
    credits::is_contact(text, line).then_some((Role::Promotion, "an address in a short line"))
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
fn quotes_first(norm: &str) -> bool {
    norm.strip_prefix('"').and_then(|rest| rest.split_once('"')).is_some_and(|(_, after)| after.contains(char::is_alphanumeric))
}

/// A caption with its credit, which starts at `at`, or a picture credit alone.
fn pictured(inside: &str, at: usize, line: &Line, lexicon: &Lexicon) -> Option<Verdict> {
    let before = inside[..at].trim();
    if before.is_empty() {
        return Some((Role::Credit, PICTURE_CREDIT));
    }
    // A long paragraph with a report in it is body, whatever stands at its end: `split` parts them.
    let report = line.words > 60 && credits::has_speech(&line.norm, lexicon);
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
