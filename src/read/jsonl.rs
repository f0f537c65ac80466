//! JSONL: an article a line.

use std::io::{BufRead, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::stream::{Cursor, Form, Stream};
use super::unread::{Kind, Unread};
use super::{Options, Raw, too_large};
use crate::document::Meta;
use crate::error::{Error, Place, Result};

/// A line, as far as it is read; unknown fields are passed over.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Row {
    id: Option<Value>,
    text: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

/// The lines of a file. Holds one at a time.
pub(super) struct Lines<R> {
    reader: R,
}

/// The articles of a JSONL stream.
pub(super) fn lines<R: BufRead>(path: &Path, reader: R, options: &Options) -> Stream<Lines<R>> {
    Stream::new(path, Lines { reader }, options)
}

impl<R: BufRead> Lines<R> {
    /// Passes over the rest of a line that is too long.
    fn skip_rest(&mut self, at: &Cursor) -> Result<()> {
        loop {
            let (used, ended) = match self.reader.fill_buf().map_err(|e| at.unreadable(e))? {
                [] => return Ok(()),
                bytes => memchr::memchr(b'\n', bytes).map_or((bytes.len(), false), |end| (end + 1, true)),
            };
            self.reader.consume(used);
            if ended {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Form for Lines<R> {
    const HELD: &'static str = "articles";

    fn advance(&mut self, at: &mut Cursor) -> Result<Option<Unread>> {
        let mut bytes = Vec::new();
        at.number += 1;
        let read = (&mut self.reader).take(at.most_bytes as u64 + 1).read_until(b'\n', &mut bytes).map_err(|e| at.unreadable(e))?;
        at.done = read == 0;
        if bytes.len() > at.most_bytes {
            if !bytes.ends_with(b"\n") {
                self.skip_rest(at)?;
            }
            return Err(Error::input(at.place(), too_large(at.most_bytes)));
        }
        if at.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        let blank = bytes.trim_ascii().is_empty();
        Ok((!blank).then(|| Unread { place: at.place(), bytes, kind: Kind::Line, most_bytes: at.most_bytes }))
    }
}

/// The article of one line.
pub(super) fn article(place: &Place, line: &[u8]) -> Result<Raw> {
    let fail = |reason: String| Error::input(place.clone(), reason);
    let line = std::str::from_utf8(line.trim_ascii()).map_err(|_| fail("is broken UTF-8; JSONL is always UTF-8".into()))?;
    let row: Row = serde_json::from_str(line).map_err(|e| fail(explain(&e)))?;
    let Some(text) = row.text else { return Err(fail("has no \"text\"; each line is {\"id\", \"text\", …}".into())) };
    if text.trim().is_empty() {
        return Err(fail("has a blank \"text\"".into()));
    }
    let id = match row.id {
        Some(Value::String(id)) if !id.trim().is_empty() => id,
        Some(Value::Number(id)) => id.to_string(),
        None | Some(Value::Null | Value::String(_)) => place.to_string(),
        Some(_) => return Err(fail("has an \"id\" that is neither a string nor a number".into())),
    };
    let told = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    let meta = Meta {
        id,
        path: place.path.clone(),
        title: told(row.title),
        published: told(row.date),
        url: told(row.url),
        outlet: told(row.outlet),
        ..Meta::default()
    };
    Ok(Raw { meta, text, ..Raw::default() })
}

/// The reason without "at line 1", which is never the file's line.
fn explain(error: &serde_json::Error) -> String {
    let reason = error.to_string();
    let bare = reason.split(" at line ").next().unwrap_or(&reason);
    format!("is not a JSON object of an article: {bare} (column {})", error.column())
}

/// The article of a file that has only one.
pub(super) fn only(path: &Path, bytes: &[u8], most_bytes: usize) -> Result<Raw> {
    let mut lines = lines(path, bytes, &Options { most_bytes, ..Options::default() });
    let first = lines.next().unwrap_or_else(|| Err(Error::input(path, "holds no articles")))?;
    let first = first.read()?;
    match lines.next() {
        None => Ok(first),
        Some(_) => Err(Error::input(path, "holds several articles; read it as a stream")),
    }
}
