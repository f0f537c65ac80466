//! A file or standard input as a stream of articles.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use super::stream::Stream;
use super::unread::{Kind, Unread};
use super::{InputFormat, Options, Raw, jsonl, open, sniff, too_large, warc};
use crate::error::{Error, Place, Result};

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub(super) path: PathBuf,
}

impl Source {
    /// The file as the user named it; `-` is standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is standard input.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// The articles of one source, found as they are asked for and not yet read.
pub struct Found(State);

enum State {
    One(Option<Result<Box<Unread>>>),
    Lines(Stream<jsonl::Lines<Box<dyn BufRead>>>),
    Records(Stream<warc::Records<Box<dyn BufRead>>>),
    #[cfg(feature = "parquet")]
    Rows(Box<Stream<super::parquet::Rows>>),
}

impl Iterator for Found {
    type Item = Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            State::One(article) => article.take().map(|article| article.map(|article| *article)),
            State::Lines(lines) => lines.next(),
            State::Records(records) => records.next(),
            #[cfg(feature = "parquet")]
            State::Rows(rows) => rows.next(),
        }
    }
}

/// Finds the articles of a source, in order. JSONL and web archives stream: a line is looked for when it is asked for, and what cannot be
/// one is an error in its place.
#[must_use]
pub fn unread(source: &Source, options: &Options) -> Found {
    Found(find(source, options).unwrap_or_else(|error| State::One(Some(Err(error)))))
}

fn find(source: &Source, options: &Options) -> Result<State> {
    let path = source.path();
    let mut reader = open::open(source, options)?;
    let opening = reader.fill_buf().map_err(|e| Error::io(path, "read", e))?;
    match sniff::format(path, opening, options.format) {
        InputFormat::Jsonl => Ok(State::Lines(jsonl::lines(path, reader, options))),
        InputFormat::Warc => Ok(State::Records(warc::pages(path, reader, options))),
        InputFormat::Parquet => rows(source, options),
        format => {
            let (mut bytes, most_bytes) = (Vec::new(), options.most_bytes);
            reader.take(most_bytes as u64 + 1).read_to_end(&mut bytes).map_err(|e| Error::io(path, "read", e))?;
            if bytes.len() > most_bytes {
                return Err(Error::input(path, too_large(most_bytes)));
            }
            Ok(State::One(Some(Ok(Box::new(Unread { place: Place::from(path), bytes, kind: Kind::File(format), most_bytes })))))
        }
    }
}

/// A Parquet file is read from its end, so it has to be a file, and not packed once more.
#[cfg(feature = "parquet")]
fn rows(source: &Source, options: &Options) -> Result<State> {
    if source.is_stdin() {
        return Err(Error::input(source.path(), "is a Parquet file, which is read from its end; give it as a file"));
    }
    super::parquet::rows(source.path(), options).map(|rows| State::Rows(Box::new(rows)))
}

#[cfg(not(feature = "parquet"))]
fn rows(source: &Source, _: &Options) -> Result<State> {
    let how = "is a Parquet file, and this program was built without the feature `parquet`; cargo install --features parquet";
    Err(Error::input(source.path(), how))
}

/// The articles of one source, read as they are asked for.
pub struct Articles(Found);

impl Iterator for Articles {
    type Item = Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|found| found.and_then(Unread::read))
    }
}

/// The articles of a source, in order, each read when it is asked for.
#[must_use]
pub fn articles(source: &Source, options: &Options) -> Articles {
    Articles(unread(source, options))
}

/// The name of an article in output: the file name without its ending.
pub(super) fn id_of(path: &Path) -> String {
    let packed = path.extension().is_some_and(|ending| sniff::PACKED.iter().any(|known| ending.eq_ignore_ascii_case(known)));
    let bare = if packed { path.file_stem().map_or(path, Path::new) } else { path };
    bare.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
