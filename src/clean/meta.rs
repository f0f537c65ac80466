//! What the furniture says about the article: title, date, outlet, agency, byline. What the container said stays.

use super::credits;
use super::dates;
use super::stamps;
use crate::document::{Meta, Paragraph, Role, squeeze};
use crate::lexicon::Outlet;
use crate::{Lexicon, Span};

/// Fills what is not known yet. Cost: linear in the furniture.
pub(super) fn fill(meta: &mut Meta, text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) {
    let of = |role: Role| paragraphs.iter().filter(move |p| p.role == role);
    if meta.title.is_none() {
        meta.title = of(Role::Headline).next().map(|p| squeeze(p.span.of(text)));
    }
    meta.published = meta.published.take().and_then(|date| dates::parse(&date, lexicon)).or_else(|| published(text, paragraphs, lexicon));
    let sources = sources(text, paragraphs, lexicon);
    let named = |kind: Outlet| sources.iter().find(|(_, k)| *k == kind).map(|(name, _)| (*name).to_owned());
    meta.agency = meta.agency.take().or_else(|| named(Outlet::Agency));
    meta.outlet = meta.outlet.take().or_else(|| named(Outlet::Publisher));
    if meta.byline.is_none() {
        meta.byline = of(Role::Credit).find_map(|p| credits::strip_by(p.span.of(text))).map(squeeze);
    }
}

/// The date of a time stamp or byline near the top; one that also has the time wins over one of the same day without.
fn published(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Option<String> {
    let first_body = paragraphs.iter().position(|p| p.role == Role::Body).unwrap_or(paragraphs.len());
    let (top, rest) = paragraphs.split_at(first_body);
    let found = |within: &[Paragraph], roles: &[Role]| -> Option<String> {
        let mut lines: Vec<&str> = within.iter().filter(|p| roles.contains(&p.role)).map(|p| p.span.of(text)).collect();
        // When it was changed is not when it was published.
        lines.sort_by_key(|l| l.to_lowercase().contains("updated") || l.to_lowercase().contains("modified"));
        let dates: Vec<String> = lines.into_iter().filter_map(|line| dates::parse(line, lexicon)).collect();
        let first = dates.first()?;
        dates.iter().find(|d| d.len() > first.len() && d.starts_with(first.as_str())).or(Some(first)).cloned()
    };
    found(top, &[Role::Timestamp])
        .or_else(|| found(top, &[Role::Dateline, Role::Credit]))
        .or_else(|| found(rest, &[Role::Timestamp, Role::Dateline]))
}

/// The agencies and outlets named by datelines and closing credits, the closing ones first: they speak for the whole article.
fn sources<'a>(text: &'a str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<(&'a str, Outlet)> {
    let credits = paragraphs.iter().rev().filter(|p| p.role == Role::Credit && is_closing(p));
    let mut out: Vec<_> = credits.flat_map(|p| credits::signatories(text, p.span, lexicon)).collect();
    for paragraph in paragraphs.iter().filter(|p| p.role == Role::Dateline) {
        let whole = Span::new(paragraph.span.start(), text.len().min(paragraph.span.end() + 2));
        let whole = Span::new(whole.start(), whole.start() + stamps::floor_boundary(&text[whole.start()..], whole.len()));
        let source = stamps::dateline(text, whole, lexicon).and_then(|d| d.source);
        let names = source.into_iter().flat_map(|s| s.split(['/', '|'])).map(str::trim);
        let kind = |name: &str| lexicon.boilerplate.outlet(name).or_else(|| credits::is_acronym(name).then_some(Outlet::Agency));
        out.extend(names.filter_map(|name| Some((name, kind(name)?))));
    }
    out
}

/// A picture credit says nothing about the text.
fn is_closing(paragraph: &Paragraph) -> bool {
    paragraph.signal != super::PICTURE_CREDIT
}
