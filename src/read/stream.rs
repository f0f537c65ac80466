//! Files of many articles, whatever their form: which file it is, which article comes next, whether there was any, whether it goes on.

use std::io;
use std::path::{Path, PathBuf};

use super::Options;
use super::unread::Unread;
use crate::error::{Error, Place, Result};

/// How articles stand in a file.
pub(super) trait Form {
    /// What the file is said to lack where it holds none.
    const HELD: &'static str;

    /// The next article. `None` if what came is none; the end is told to the cursor.
    fn advance(&mut self, at: &mut Cursor) -> Result<Option<Unread>>;
}

/// Where in a file the reading stands.
pub(super) struct Cursor {
    pub(super) path: PathBuf,
    /// The line, record or row.
    pub(super) number: usize,
    pub(super) most_bytes: usize,
    /// Whether nothing comes any more.
    pub(super) done: bool,
}

impl Cursor {
    pub(super) fn place(&self) -> Place {
        Place::line(&self.path, self.number)
    }

    /// What a failing disk or pipe comes to.
    pub(super) fn unreadable(&self, error: io::Error) -> Error {
        Error::io(&self.path, "read", error)
    }
}

/// The articles of a file, one at a time. What is wrong with one is told in its place, and the next follows.
pub(super) struct Stream<F> {
    form: F,
    at: Cursor,
    found: bool,
}

impl<F: Form> Stream<F> {
    pub(super) fn new(path: &Path, form: F, options: &Options) -> Self {
        let at = Cursor { path: path.to_owned(), number: 0, most_bytes: options.most_bytes, done: false };
        Self { form, at, found: false }
    }
}

impl<F: Form> Iterator for Stream<F> {
    type Item = Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.at.done {
            let Some(next) = self.form.advance(&mut self.at).transpose() else { continue };
            self.found = true;
            // A file that cannot be read here cannot be read behind it either.
            self.at.done |= matches!(next, Err(Error::Io { .. }));
            return Some(next);
        }
        // A file without any is told once.
        let empty = !std::mem::replace(&mut self.found, true);
        empty.then(|| Err(Error::input(self.at.path.as_path(), format!("holds no {}", F::HELD))))
    }
}
