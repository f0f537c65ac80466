//! JSONL: an article a line.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::unread::{Kind, Unread};
use super::{Options, Raw, too_large};
use crate::document::Meta;
use crate::error::{Error, Place, Result};

/// A line, as far as it is read; unknown fields are passed over.
#[derive(Deserialize)]
struct Row {
    id: Option<Value>,
    text: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

/// The articles of a JSONL stream. Holds one line at a time.
pub(super) struct Lines<R> {
    path: PathBuf,
    reader: R,
    number: usize,
    found: bool,
    done: bool,
    most_bytes: usize,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(path: &Path, reader: R, options: &Options) -> Self {
        Self { path: path.to_owned(), reader, number: 0, found: false, done: false, most_bytes: options.most_bytes }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Option<Result<Vec<u8>>> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let read = (&mut self.reader).take(self.most_bytes as u64 + 1).read_until(b'\n', &mut line);
            match read {
                Err(error) => {
                    self.done = true;
                    return Some(Err(Error::io(&self.path, "read", error)));
                }
                Ok(0) => return None,
                Ok(_) if line.len() > self.most_bytes => return Some(self.skip_rest(line.ends_with(b"\n"))),
                Ok(_) => {}
            }
            if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Some(Ok(line));
            }
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip_rest(&mut self, mut ended: bool) -> Result<Vec<u8>> {
        while !ended {
            let buffer = self.reader.fill_buf().map_err(|e| Error::io(&self.path, "read", e));
            let (used, end) = match buffer {
                Err(error) => {
                    self.done = true;
                    return Err(error);
                }
                Ok([]) => break,
                Ok(bytes) => memchr::memchr(b'\n', bytes).map_or((bytes.len(), false), |at| (at + 1, true)),
            };
            self.reader.consume(used);
            ended = end;
        }
        Err(Error::input(Place::line(&self.path, self.number), too_large(self.most_bytes)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.line() {
            Some(line) => {
                self.found = true;
                let place = Place::line(&self.path, self.number);
                Some(line.map(|bytes| Unread { place, bytes, kind: Kind::Line, most_bytes: self.most_bytes }))
            }
            None => {
                self.done = true;
                (!self.found).then(|| Err(Error::input(self.path.as_path(), "holds no articles")))
            }
        }
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
    let mut lines = Lines::new(path, bytes, &Options { most_bytes, ..Options::default() });
    let first = lines.next().unwrap_or_else(|| Err(Error::input(path, "holds no articles")))?;
    let first = first.read()?;
    match lines.next() {
        None => Ok(first),
        Some(_) => Err(Error::input(path, "holds several articles; read it as a stream")),
    }
}
