//! An article found in a source, its bytes not yet looked into: finding is quick and has an order, reading is work for many hands.

use std::path::PathBuf;

use encoding_rs::Encoding;

use super::{InputFormat, Raw, decode, jsonl};
use crate::document::Meta;
use crate::error::{Error, Place, Result};

/// An article that is found but not read.
#[derive(Debug)]
pub struct Unread {
    pub(super) place: Place,
    pub(super) bytes: Vec<u8>,
    pub(super) kind: Kind,
    pub(super) most_bytes: usize,
}

/// What the bytes are.
#[derive(Debug)]
pub(super) enum Kind {
    /// A whole file.
    File(InputFormat),
    /// A line of JSONL.
    Line,
    /// The body of a web archive's record.
    Record(Record),
    /// The text of a row of a Parquet file.
    #[cfg(feature = "parquet")]
    Row(Row),
}

/// What a row says of its text.
#[cfg(feature = "parquet")]
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
}

/// What a web archive says of a body.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) html: bool,
    pub(super) charset: Option<&'static Encoding>,
    /// The encodings of the body, innermost first: `gzip`, `chunked`.
    pub(super) codings: Vec<String>,
}

impl Unread {
    /// Where it stands. For a web archive the line is the number of the record, for a Parquet file that of the row.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Reads it. Cost: linear in its bytes.
    ///
    /// # Errors
    /// [`Error::Input`] if the bytes are no article.
    pub fn read(self) -> Result<Raw> {
        let most = self.most_bytes;
        match self.kind {
            Kind::File(format) => Raw::from_bytes_within(&self.place.path, &self.bytes, format, most),
            Kind::Line => jsonl::article(&self.place, &self.bytes),
            Kind::Record(ref record) => self.record(record),
            #[cfg(feature = "parquet")]
            Kind::Row(row) => of_row(self.place, self.bytes, row),
        }
    }

    fn record(&self, record: &Record) -> Result<Raw> {
        let number = self.place.line.unwrap_or_default();
        // Faults inside a page are told by the line of the page.
        let named = PathBuf::from(format!("{}#{number}", self.place.path.display()));
        let body = super::http::decoded(&self.bytes, &record.codings, self.most_bytes).map_err(|reason| Error::input(&named, reason))?;
        let mut raw = if record.html {
            super::html_page(&named, &body, record.charset)?
        } else {
            let decoded = decode::decode(&named, &body, record.charset)?;
            super::check_blank(&named, &decoded.text)?;
            Raw { text: decoded.text, extracted: true, ..Raw::default() }
        };
        let id = if record.id.is_empty() { named.display().to_string() } else { record.id.clone() };
        let url = raw.meta.url.take().or_else(|| record.url.clone());
        raw.meta = Meta { id, path: self.place.path.clone(), url, ..raw.meta };
        Ok(raw)
    }
}

#[cfg(feature = "parquet")]
fn of_row(place: Place, bytes: Vec<u8>, row: Row) -> Result<Raw> {
    let Ok(text) = String::from_utf8(bytes) else { return Err(Error::input(place, "is broken UTF-8; texts in Parquet are always UTF-8")) };
    if text.trim().is_empty() {
        return Err(Error::input(place, "has no text"));
    }
    let id = row.id.unwrap_or_else(|| place.to_string());
    let (title, published, url, outlet) = (row.title, row.date, row.url, row.outlet);
    let meta = Meta { id, path: place.path, title, published, url, outlet, ..Meta::default() };
    Ok(Raw { meta, text, ..Raw::default() })
}
