//! The articles of all inputs, found in order; the output is never one of them.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use onrecord::Error;
use onrecord::files;
use onrecord::read::{self, Unread};

use super::args::Common;

/// An article, why one cannot be read, or why the run cannot go on.
pub(crate) type Found = Result<onrecord::Result<Unread>, String>;

/// What is looked through, and how.
pub(crate) struct Search {
    inputs: Vec<PathBuf>,
    reading: read::Options,
    output: Output,
}

/// Where results go, as far as an input may be the same.
enum Output {
    /// Nothing that is a file yet.
    Nowhere,
    /// A file that the whole output takes the place of.
    File(PathBuf),
    /// The file that the shell lets standard output write to.
    Stdout,
}

impl Output {
    const STDOUT: &str = "/dev/stdout";

    fn of(common: &Common) -> Self {
        match &common.output.output {
            Some(path) if path.exists() => Self::File(path.clone()),
            None if Path::new(Self::STDOUT).is_file() => Self::Stdout,
            _ => Self::Nowhere,
        }
    }

    /// What there is to say of an input that is the output too. One that the shell has opened is lost as an input already, and to read it
    /// would be to read what is being written.
    fn clash(&self, input: &Path) -> Option<Found> {
        match self {
            Self::File(path) if files::is_same(path, input) => Some(Err(is_input(input))),
            Self::Stdout if files::is_same(Path::new(Self::STDOUT), input) => {
                Some(Ok(Err(Error::input(input, "is the file that the output goes to, and is not read"))))
            }
            _ => None,
        }
    }
}

impl Search {
    pub(crate) fn new(common: &Common, reading: read::Options) -> Self {
        Self { inputs: common.inputs.clone(), reading, output: Output::of(common) }
    }

    /// Finds the articles of the inputs.
    pub(crate) fn articles(self) -> impl Iterator<Item = Found> {
        let Self { inputs, reading, output } = self;
        read::walk(inputs).flat_map(move |source| of(source, &reading, &output))
    }
}

fn of(source: onrecord::Result<read::Source>, reading: &read::Options, output: &Output) -> Box<dyn Iterator<Item = Found>> {
    match source {
        Err(error) => Box::new(std::iter::once(Ok(Err(error)))),
        Ok(source) => match output.clash(source.path()) {
            Some(clash) => Box::new(std::iter::once(clash)),
            None => Box::new(read::unread(&source, reading).map(Ok)),
        },
    }
}

/// An output that is named as an input too is refused before anything is read.
pub(crate) fn apart(inputs: &[PathBuf], output: &Path) -> anyhow::Result<()> {
    let same = inputs.iter().find(|input| input.is_file() && files::is_same(input, output));
    ensure!(same.is_none(), is_input(same.map_or(output, PathBuf::as_path)));
    Ok(())
}

pub(super) fn is_input(path: &Path) -> String {
    format!("{}: is an input; write to another file", path.display())
}
