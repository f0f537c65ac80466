//! Files, folders and standard input as streams of articles.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{InputFormat, MOST_BYTES, Raw, jsonl, sniff, too_large};
use crate::error::{Error, Result};

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    path: PathBuf,
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

    fn open(&self) -> Result<Box<dyn BufRead>> {
        if self.is_stdin() {
            return Ok(Box::new(std::io::stdin().lock()));
        }
        let file = File::open(&self.path).map_err(|e| Error::io(&self.path, "read", e))?;
        Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
    }
}

/// What the inputs stand for, in order: a file itself, a folder every article file in it and below it, sorted by name. Files named one by
/// one are taken whatever their ending; from a folder come `.txt`, `.text`, `.html`, `.htm`, `.xhtml`, `.jsonl` and `.ndjson`, hidden ones left out.
/// A missing file and a folder without articles are errors in their place in the list.
#[must_use]
pub fn sources(inputs: &[PathBuf]) -> Vec<Result<Source>> {
    let mut out = Vec::new();
    for path in inputs {
        if path.as_os_str() != "-" && path.is_dir() {
            let before = out.len();
            folder(path, &mut out);
            if out.len() == before {
                let reason = "holds no articles; looked for .txt, .html and .jsonl files in it and below it";
                out.push(Err(Error::input(path.as_path(), reason)));
            }
        } else if path.as_os_str() == "-" {
            out.push(Ok(Source { path: path.clone() }));
        } else {
            let found = std::fs::metadata(path).map_err(|e| Error::io(path, "read", e));
            out.push(found.map(|_| Source { path: path.clone() }));
        }
    }
    out
}

/// The article files of a folder, then deeper ones where their folder's name sorts. Links to folders are not followed: they may lead in a circle.
fn folder(path: &Path, out: &mut Vec<Result<Source>>) {
    let listed = std::fs::read_dir(path).and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>());
    let mut entries = match listed {
        Ok(entries) => entries,
        Err(error) => return out.push(Err(Error::io(path, "list", error))),
    };
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        match entry.file_type() {
            Err(error) => out.push(Err(Error::io(&path, "read", error))),
            Ok(kind) if kind.is_dir() => folder(&path, out),
            Ok(_) if sniff::by_name(&path).is_some() && !path.is_dir() => out.push(Ok(Source { path })),
            Ok(_) => {}
        }
    }
}

/// The articles of one source, read as they are asked for.
pub struct Articles(State);

enum State {
    One(Option<Result<Box<Raw>>>),
    Many(jsonl::Lines<Box<dyn BufRead>>),
}

impl Iterator for Articles {
    type Item = Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            State::One(article) => article.take().map(|article| article.map(|article| *article)),
            State::Many(lines) => lines.next(),
        }
    }
}

/// The articles of a source, in order. JSONL streams: a line is read when it is asked for, and a malformed one is an error in its place.
#[must_use]
pub fn articles(source: &Source, format: InputFormat) -> Articles {
    Articles(open(source, format).unwrap_or_else(|error| State::One(Some(Err(error)))))
}

fn open(source: &Source, format: InputFormat) -> Result<State> {
    let path = source.path();
    let mut reader = source.open()?;
    let opening = reader.fill_buf().map_err(|e| Error::io(path, "read", e))?;
    match sniff::format(path, opening, format) {
        InputFormat::Jsonl => Ok(State::Many(jsonl::Lines::new(path, reader))),
        format => {
            let mut bytes = Vec::new();
            reader.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| Error::io(path, "read", e))?;
            if bytes.len() > MOST_BYTES {
                return Err(Error::input(path, too_large(MOST_BYTES)));
            }
            Ok(State::One(Some(Raw::from_bytes(path, &bytes, format).map(Box::new))))
        }
    }
}

/// The name of an article in output: the file name without its ending.
pub(super) fn id_of(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
