//! Web archives (WARC 1.0 and 1.1, ISO 28500): the pages among their records, one at a time.
//!
//! A record is a line `WARC/1.x`, header lines, an empty line, `Content-Length` bytes and two empty lines. Pages are `response` records
//! of status 200 with HTML or plain text, `resource` records of these types, and `conversion` records of plain text (WET files). Every
//! other record is passed over without being held.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::http::{self, Headers};
use super::stream::{Cursor, Form, Stream};
use super::unread::{Kind, Record, Unread};
use super::{Options, too_large};
use crate::error::{Error, Result};

/// Longest header line; the standard knows no limit, crawlers write some hundred bytes.
const LONGEST_LINE: u64 = 1 << 16;
/// Most header lines of a record.
const MOST_LINES: usize = 1000;

/// The records of an archive.
pub(super) struct Records<R> {
    reader: R,
}

/// The pages of an archive.
pub(super) fn pages<R: BufRead>(path: &Path, reader: R, options: &Options) -> Stream<Records<R>> {
    Stream::new(path, Records { reader }, options)
}

fn fail<T>(at: &Cursor, reason: impl Into<String>) -> Result<T> {
    Err(Error::input(PathBuf::from(format!("{}#{}", at.path.display(), at.number)), reason))
}

fn cut_short<T>(at: &mut Cursor) -> Result<T> {
    at.done = true;
    fail(at, "ends inside a record; the file is cut short")
}

impl<R: BufRead> Records<R> {
    /// A line without its end; `None` at the end of the file.
    fn line(&mut self, at: &Cursor) -> Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(|e| at.unreadable(e))?;
        line.truncate(line.trim_ascii_end().len());
        Ok((read > 0).then_some(line))
    }

    /// Goes past the next record's version line; false at the end. What stands before it belongs to none, or to a record whose header
    /// is broken, which has been told.
    fn seek(&mut self, at: &Cursor) -> Result<bool> {
        while let Some(line) = self.line(at)? {
            if line.starts_with(b"WARC/") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn headers(&mut self, at: &Cursor) -> Result<Headers> {
        let mut headers = Headers::default();
        for _ in 0..MOST_LINES {
            match self.line(at)? {
                None => return fail(at, "ends inside the header of a record"),
                Some(line) if line.is_empty() => return Ok(headers),
                Some(line) => headers.add(&line),
            }
        }
        fail(at, "has a record with too many header lines")
    }

    /// The next record: a page, or nothing to be read.
    fn record(&mut self, at: &mut Cursor) -> Result<Option<Unread>> {
        let headers = self.headers(at)?;
        let Some(length) = headers.get("content-length").and_then(|n| n.parse::<u64>().ok()) else {
            return fail(at, "is a record without its length");
        };
        let kind = headers.get("warc-type").unwrap_or_default().to_owned();
        let wanted = match kind.as_str() {
            "response" => headers.get("content-type").is_none_or(|t| t.trim_start().to_ascii_lowercase().starts_with("application/http")),
            "resource" | "conversion" => headers.get("content-type").is_some_and(|t| Media::of(t).is_text()),
            _ => false,
        };
        if !wanted {
            self.skip(length, at)?;
            return Ok(None);
        }
        let most = at.most_bytes as u64;
        let mut bytes = Vec::new();
        (&mut self.reader).take(length.min(most + 1)).read_to_end(&mut bytes).map_err(|e| at.unreadable(e))?;
        if bytes.len() as u64 > most {
            self.skip(length - bytes.len() as u64, at)?;
            // A film or an archive is no page, whatever its size.
            let page = kind != "response" || http::response(&bytes).is_none_or(|(_, headers, _)| is_page(&headers));
            return if page { fail(at, too_large(at.most_bytes)) } else { Ok(None) };
        }
        if (bytes.len() as u64) < length {
            return cut_short(at);
        }
        Ok(page(&kind, &headers, bytes, at))
    }

    fn skip(&mut self, length: u64, at: &mut Cursor) -> Result<()> {
        let skipped = std::io::copy(&mut (&mut self.reader).take(length), &mut std::io::sink());
        if skipped.map_err(|e| at.unreadable(e))? < length {
            return cut_short(at);
        }
        Ok(())
    }
}

impl<R: BufRead> Form for Records<R> {
    const HELD: &'static str = "pages";

    fn advance(&mut self, at: &mut Cursor) -> Result<Option<Unread>> {
        at.number += 1;
        at.done = !self.seek(at)?;
        if at.done { Ok(None) } else { self.record(at) }
    }
}

/// The page of a record; `None` if it is none.
fn page(kind: &str, headers: &Headers, mut bytes: Vec<u8>, at: &Cursor) -> Option<Unread> {
    let bare = |text: &str| text.trim_matches(|c| matches!(c, '<' | '>' | ' ')).to_owned();
    let mut record = Record { id: headers.get("warc-record-id").map(bare).unwrap_or_default(), ..Record::default() };
    record.url = headers.get("warc-target-uri").map(bare).filter(|url| !url.is_empty());
    let media = if kind == "response" {
        let (status, http, body) = http::response(&bytes)?;
        if status != 200 || !is_page(&http) {
            return None;
        }
        for name in ["content-encoding", "transfer-encoding"] {
            record.codings.extend(http.get(name).into_iter().flat_map(|v| v.split(',')).map(|v| v.trim().to_ascii_lowercase()));
        }
        bytes.drain(..body);
        Media::of(http.get("content-type").unwrap_or("text/html"))
    } else {
        Media::of(headers.get("content-type").unwrap_or_default())
    };
    (record.html, record.charset) = (media.html, media.charset);
    Some(Unread { place: at.place(), bytes, kind: Kind::Record(record), most_bytes: at.most_bytes })
}

fn is_page(http: &Headers) -> bool {
    http.get("content-type").is_none_or(|value| Media::of(value).is_text())
}

/// A media type with its encoding: "text/html; charset=utf-8".
struct Media {
    html: bool,
    plain: bool,
    charset: Option<&'static Encoding>,
}

impl Media {
    fn of(value: &str) -> Self {
        let value = value.to_ascii_lowercase();
        let mut parts = value.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let label = parts.find_map(|p| p.strip_prefix("charset=")).map(|label| label.trim_matches('"'));
        Self {
            html: matches!(name, "text/html" | "application/xhtml+xml"),
            plain: name == "text/plain",
            charset: label.and_then(|label| Encoding::for_label(label.as_bytes())),
        }
    }

    fn is_text(&self) -> bool {
        self.html || self.plain
    }
}
