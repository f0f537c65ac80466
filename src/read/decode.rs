//! Bytes to text: UTF-8, UTF-16, and by chardetng the encodings of older files. Broken UTF-8 is refused, not patched.
//!
//! The hard part is to tell broken UTF-8 from another encoding, since every sequence of bytes is text in Windows-1252 or nearly so. What
//! decides is what the bytes would mean: valid sequences of several bytes hardly occur by chance, nor do cut ones, nor the codes that
//! Windows-1252 leaves empty.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::sniff;
use crate::error::{Error, Place, Result};

/// Text, and whether its bytes differ from the input's.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) changed: bool,
}

const RESAVE: &str = "re-save it as UTF-8";

/// The text of a file. `declared` is what its container says of the encoding. A byte order mark of UTF-8 stays in the text, so that
/// offsets are the file's.
pub(super) fn decode(path: &Path, bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded> {
    if bytes.is_empty() {
        return Err(Error::input(path, "is empty"));
    }
    if let Some(kind) = sniff::binary_kind(bytes) {
        return Err(Error::input(path, format!("is {kind}, not text; export the article as plain text or HTML")));
    }
    if let Some(encoding) = utf16(bytes) {
        return whole(path, bytes, encoding);
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(Error::input(place(path, bytes, at), "is a binary file (it holds zero bytes); give plain text, HTML or JSONL"));
    }
    check_controls(path, bytes)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), changed: false }),
        Err(error) => other(path, bytes, error.valid_up_to(), declared),
    }
}

/// UTF-16 by its mark, or by the zero bytes that every other byte of Latin text is.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let window = &bytes[..bytes.len().min(sniff::WINDOW) & !1];
    let zeros = |odd: usize| window.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), window.len() / 2);
    match () {
        () if half < 2 => None,
        () if odd * 10 >= half * 7 && even * 20 <= half => Some(UTF_16LE),
        () if even * 10 >= half * 7 && odd * 20 <= half => Some(UTF_16BE),
        () => None,
    }
}

/// All bytes in one encoding.
fn whole(path: &Path, bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded> {
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if broken {
        let at = text.find('\u{fffd}').unwrap_or(0);
        let place = Place::line(path, memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1);
        return Err(Error::input(place, format!("is broken {}; {RESAVE}", encoding.name())));
    }
    if let Some(at) = text.find('\0') {
        return Err(Error::input(
            place(path, text.as_bytes(), at),
            "is a binary file (it holds zero characters); give plain text, HTML or JSONL",
        ));
    }
    Ok(Decoded { text: text.into_owned(), changed: true })
}

/// A text holds line ends and tabs; a binary file many other control characters.
fn check_controls(path: &Path, bytes: &[u8]) -> Result<()> {
    let window = &bytes[..bytes.len().min(1 << 16)];
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || **b == 0x7f;
    let count = window.iter().filter(control).count();
    // A scanned page break or two is no reason to refuse a text.
    if count > 8 && count * 50 > window.len() {
        return Err(Error::input(path, "is a binary file (it is full of control characters); give plain text, HTML or JSONL"));
    }
    Ok(())
}

/// Bytes that are not UTF-8: broken, or another encoding.
fn other(path: &Path, bytes: &[u8], bad: usize, declared: Option<&'static Encoding>) -> Result<Decoded> {
    let declared = declared.filter(|d| *d != UTF_8);
    if bytes.starts_with(b"\xef\xbb\xbf") || (declared.is_none() && is_broken_utf8(bytes)) {
        let reason = format!("is broken UTF-8 (byte 0x{:02X} in this line); {RESAVE}", bytes.get(bad).copied().unwrap_or_default());
        return Err(Error::input(place(path, bytes, bad), reason));
    }
    let encoding = declared.unwrap_or_else(|| guess(bytes));
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let reason = format!("is in no encoding that could be told (nearest: {}); {RESAVE}", encoding.name());
        return Err(Error::input(place(path, bytes, bad), reason));
    }
    Ok(Decoded { text: text.into_owned(), changed: true })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if only_signs(bytes) { encoding_rs::WINDOWS_1252 } else { guessed }
}

/// Whether the only bytes beyond ASCII are the quotation marks, dashes, spaces and signs of Windows-1252 ("£5m"): too few to tell its
/// neighbours apart by, and the letters of none.
fn only_signs(bytes: &[u8]) -> bool {
    let mut high = bytes.iter().filter(|b| !b.is_ascii()).peekable();
    high.peek().is_some()
        && high.all(|b| {
            matches!(b, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xa3 | 0xa7 | 0xa9 | 0xab | 0xad | 0xae | 0xb0 | 0xb7 | 0xbb | 0xbd)
        })
}

/// Whether bytes that are not UTF-8 were meant to be.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut cut, mut single) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        match chunk.invalid() {
            [] => {}
            [_] => single += 1,
            _ => cut += 1,
        }
    }
    // A capital with an accent as the very last letter of a text is rarer than a cut sequence; "caf\xe9" is not.
    let cut_at_end = matches!(bytes.last(), Some(0xc2..=0xc5 | 0xd0 | 0xd1 | 0xe2));
    whole > 0 && whole >= single + cut || cut > 0 && cut * 2 >= single || cut_at_end || mostly_empty_codes(bytes)
}

/// Whether half of the bytes beyond ASCII are ones that text in Windows-1252 has no use for.
fn mostly_empty_codes(bytes: &[u8]) -> bool {
    let used = |b: u8| matches!(b, 0x80 | 0x82 | 0x84 | 0x85 | 0x8a | 0x8c | 0x8e | 0x91..=0x97 | 0x99 | 0x9a | 0x9c | 0x9e | 0xa0..=0xfd);
    let beyond = || bytes.iter().filter(|b| !b.is_ascii());
    let useless = beyond().filter(|b| !used(**b)).count();
    let doubled = memchr::memmem::find_iter(bytes, b"\x80\x80").count();
    (useless + doubled) * 2 >= beyond().count().max(1)
}

fn place(path: &Path, bytes: &[u8], at: usize) -> Place {
    Place::line(path, memchr::memchr_iter(b'\n', &bytes[..at.min(bytes.len())]).count() + 1)
}
