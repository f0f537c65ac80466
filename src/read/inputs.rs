//! What a user names as input: files, folders, patterns, standard input.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Source, sniff};
use crate::error::{Error, Result};

/// What the inputs stand for, in order, found as it is asked for: a file itself, a folder every article file in it and below it, sorted by
/// name, and a pattern such as `2026/**/*.html`, where no file has that name, all that it matches. Files named one by one or matched are
/// taken whatever their ending; from a folder come `.txt`, `.text`, `.html`, `.htm`, `.xhtml`, `.jsonl`, `.ndjson`, `.warc`, `.wet` and `.parquet`,
/// each also packed (`.gz`, `.zst`), hidden ones left out. A missing file and a folder without articles are errors in their place.
pub fn walk(inputs: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = Result<Source>> {
    inputs.into_iter().flat_map(input)
}

/// All of [`walk`] at once.
#[must_use]
pub fn sources(inputs: &[PathBuf]) -> Vec<Result<Source>> {
    walk(inputs.iter().cloned()).collect()
}

fn input(path: PathBuf) -> Box<dyn Iterator<Item = Result<Source>>> {
    if path.as_os_str() == "-" {
        return Box::new(std::iter::once(Ok(Source { path })));
    }
    match std::fs::metadata(&path) {
        Ok(found) if found.is_dir() => Box::new(Folder::new(path)),
        Ok(_) => Box::new(std::iter::once(Ok(Source { path }))),
        Err(error) => match path.to_str().filter(|text| text.contains(['*', '?', '['])) {
            Some(pattern) => matches(&path, pattern),
            None => Box::new(std::iter::once(Err(Error::io(&path, "read", error)))),
        },
    }
}

/// The files that a pattern matches, in order; a folder that it matches is walked.
fn matches(path: &Path, pattern: &str) -> Box<dyn Iterator<Item = Result<Source>>> {
    let fail = |reason: String| Box::new(std::iter::once(Err(Error::input(path, reason))));
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let mut found = match glob::glob_with(pattern, options) {
        Ok(found) => found.peekable(),
        Err(error) => return fail(format!("is no pattern: {error}")),
    };
    if found.peek().is_none() {
        return fail("is no file, and no file matches it".to_owned());
    }
    Box::new(found.flat_map(|entry| match entry {
        Ok(path) if path.is_dir() => Box::new(Folder::new(path)) as Box<dyn Iterator<Item = Result<Source>>>,
        Ok(path) => Box::new(std::iter::once(file(path))),
        Err(error) => {
            let path = error.path().to_owned();
            Box::new(std::iter::once(Err(Error::io(path, "list", error.into()))))
        }
    }))
}

/// A file that a folder or a pattern led to. Whoever opens a pipe waits for somebody to write, so it is only read where it is named itself.
fn file(path: PathBuf) -> Result<Source> {
    match std::fs::metadata(&path) {
        Ok(found) if !found.is_file() => Err(Error::input(path, "is a pipe or a device, which is read only where it is named itself")),
        _ => Ok(Source { path }),
    }
}

/// The article files of a folder, deeper ones where their folder's name sorts. Holds the names of the folders on the way down.
struct Folder {
    path: PathBuf,
    open: Vec<(PathBuf, std::vec::IntoIter<OsString>)>,
    started: bool,
    found: bool,
}

impl Folder {
    fn new(path: PathBuf) -> Self {
        Self { path, open: Vec::new(), started: false, found: false }
    }

    fn list(&mut self, path: &Path) -> Result<()> {
        let listed = std::fs::read_dir(path).and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>());
        let entries = listed.map_err(|error| Error::io(path, "list", error))?;
        let mut names: Vec<_> = entries.into_iter().map(|entry| entry.file_name()).collect();
        names.retain(|name| !name.to_string_lossy().starts_with('.'));
        names.sort();
        self.open.push((path.to_owned(), names.into_iter()));
        Ok(())
    }

    fn step(&mut self) -> Option<Result<Source>> {
        if !std::mem::replace(&mut self.started, true) {
            let path = self.path.clone();
            if let Err(error) = self.list(&path) {
                return Some(Err(error));
            }
        }
        while let Some((folder, names)) = self.open.last_mut() {
            let Some(path) = names.next().map(|name| folder.join(name)) else {
                self.open.pop();
                continue;
            };
            match std::fs::symlink_metadata(&path) {
                Err(error) => return Some(Err(Error::io(&path, "read", error))),
                Ok(kind) if kind.is_dir() => {
                    if let Err(error) = self.list(&path) {
                        return Some(Err(error));
                    }
                }
                // Links to folders are not followed: they may lead in a circle.
                Ok(_) if sniff::by_name(&path).is_some() && !path.is_dir() => return Some(file(path)),
                Ok(_) => {}
            }
        }
        None
    }
}

impl Iterator for Folder {
    type Item = Result<Source>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step();
        if step.is_none() && !std::mem::replace(&mut self.found, true) {
            let reason = "holds no articles; looked for .txt, .html, .jsonl, .warc and .parquet files in it and below it";
            return Some(Err(Error::input(self.path.as_path(), reason)));
        }
        self.found = true;
        step
    }
}
