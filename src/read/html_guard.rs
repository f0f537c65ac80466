//! What has to be known of a page before it is parsed: its encoding, and that parsing it will end soon.
//!
//! An HTML parser copies unclosed formatting elements into every later paragraph, and readability scores walk up from every node. A page
//! made for it can so cost gigabytes or minutes. The scan here is linear and counts what those costs are made of.

use std::collections::HashMap;
use std::path::Path;

use encoding_rs::Encoding;

use crate::error::{Error, Place, Result};

/// Deepest nesting of elements. Pages of newspapers stay under 100.
const MOST_DEPTH: usize = 512;
/// Most elements. The largest news pages have some ten thousand.
const MOST_ELEMENTS: usize = 200_000;
/// Most copies of unclosed formatting elements that parsing would make.
const MOST_COPIES: usize = 1_000_000;

/// The encoding that a page declares in its first bytes.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let opening = &bytes[..bytes.len().min(4096)];
    let at = find_ignoring_case(opening, b"charset")? + b"charset".len();
    let rest = opening[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_' | b':')).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

/// Refuses a page that is nested too deeply or would be too costly to parse. Cost: linear.
pub(super) fn check(path: &Path, page: &str) -> Result<()> {
    let mut scan = Scan::default();
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        if let Some(reason) = scan.tag(&bytes[at..]) {
            let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
            return Err(Error::input(Place::line(path, line), format!("{reason}; save the article as plain text")));
        }
        at += skip_raw(&bytes[at..]);
    }
    Ok(())
}

#[derive(Default)]
struct Scan {
    /// Open elements by name: a stray closing tag of another name must not hide how deep the page is.
    open: HashMap<Vec<u8>, usize>,
    depth: usize,
    elements: usize,
    formatting: usize,
    copies: usize,
}

impl Scan {
    /// Counts the tag after a "<".
    fn tag(&mut self, rest: &[u8]) -> Option<String> {
        let closing = rest.first() == Some(&b'/');
        let name = tag_name(&rest[usize::from(closing)..]);
        if name.is_empty() || is_void(&name) {
            return None;
        }
        let formatting = is_formatting(&name);
        // These close themselves when the next one opens; what they cost is the copying.
        let flat = matches!(name.as_slice(), b"p" | b"li" | b"dt" | b"dd" | b"td" | b"th" | b"tr" | b"option" | b"tbody" | b"a");
        if closing {
            if let Some(open) = self.open.get_mut(&name).filter(|open| **open > 0) {
                *open -= 1;
                self.depth = self.depth.saturating_sub(usize::from(!flat));
                self.formatting = self.formatting.saturating_sub(usize::from(formatting));
            }
            return None;
        }
        self.elements += 1;
        self.depth += usize::from(!flat);
        self.copies += if formatting { 0 } else { self.formatting };
        self.formatting += usize::from(formatting);
        *self.open.entry(name).or_default() += 1;
        match () {
            () if self.depth > MOST_DEPTH => Some(format!("has elements nested more than {MOST_DEPTH} deep")),
            () if self.elements > MOST_ELEMENTS => Some(format!("has more than {MOST_ELEMENTS} elements")),
            () if self.copies > MOST_COPIES => Some("has too many formatting elements that are not closed".into()),
            () => None,
        }
    }
}

/// The name of a tag, lower case; empty if there is none, or it is far too long for one.
fn tag_name(rest: &[u8]) -> Vec<u8> {
    let end = rest.iter().take(24).position(|b| !b.is_ascii_alphanumeric() && *b != b'-').unwrap_or(0);
    rest[..end].to_ascii_lowercase()
}

fn is_void(name: &[u8]) -> bool {
    const VOID: [&[u8]; 17] = [
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track", b"wbr",
        b"path", b"use", b"circle",
    ];
    VOID.contains(&name)
}

fn is_formatting(name: &[u8]) -> bool {
    const FORMATTING: [&[u8]; 13] =
        [b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];
    FORMATTING.contains(&name)
}

/// How many bytes after a "<" are a comment, a script or a style sheet, in which "<" opens nothing.
fn skip_raw(rest: &[u8]) -> usize {
    if rest.starts_with(b"!--") {
        return memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
    }
    let name = tag_name(rest);
    let end: &[u8] = match name.as_slice() {
        b"script" => b"</script",
        b"style" => b"</style",
        b"textarea" => b"</textarea",
        _ => return 0,
    };
    find_ignoring_case(rest, end).unwrap_or(rest.len())
}

fn find_ignoring_case(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = what.first()?;
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(lower, upper, bytes).find(|at| bytes.get(*at..*at + what.len()).is_some_and(|b| b.eq_ignore_ascii_case(what)))
}
