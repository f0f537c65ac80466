//! The one public error.

use std::fmt;
use std::path::{Path, PathBuf};

/// What the library returns where it can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be done. Each message names the place (path, line) and says what to do next where that helps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be opened, listed, read or written.
    #[error("{}: cannot {doing}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "read", "list", "write".
        doing: &'static str,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The input cannot be read as an article: binary, empty, broken encoding, malformed JSON.
    #[error("{place}: {reason}")]
    Input {
        /// Where.
        place: Place,
        /// What is wrong and what would help.
        reason: String,
    },
    /// A lexicon file, built in or a user's, breaks its format.
    #[error("{place}: {reason}")]
    Lexicon {
        /// Where.
        place: Place,
        /// What is wrong and what would help.
        reason: String,
    },
    /// A fixture folder or an expected file is not as `check` needs it.
    #[error("{place}: {reason}")]
    Fixture {
        /// Where.
        place: Place,
        /// What is wrong and what would help.
        reason: String,
    },
}

impl Error {
    /// An [`Error::Io`].
    pub fn io(path: impl AsRef<Path>, doing: &'static str, source: std::io::Error) -> Self {
        Self::Io { path: path.as_ref().to_owned(), doing, source }
    }

    /// An [`Error::Input`].
    pub fn input(place: impl Into<Place>, reason: impl Into<String>) -> Self {
        Self::Input { place: place.into(), reason: reason.into() }
    }

    /// An [`Error::Lexicon`].
    pub fn lexicon(place: impl Into<Place>, reason: impl Into<String>) -> Self {
        Self::Lexicon { place: place.into(), reason: reason.into() }
    }

    /// An [`Error::Fixture`].
    pub fn fixture(place: impl Into<Place>, reason: impl Into<String>) -> Self {
        Self::Fixture { place: place.into(), reason: reason.into() }
    }
}

/// A path, and a line in it where one is known. Displays as `path` or `path:line`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the user named it; `-` is standard input.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// A line (from 1) of a file.
    pub fn line(path: impl AsRef<Path>, line: usize) -> Self {
        Self { path: path.as_ref().to_owned(), line: Some(line) }
    }
}

impl<P: AsRef<Path>> From<P> for Place {
    fn from(path: P) -> Self {
        Self { path: path.as_ref().to_owned(), line: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}
