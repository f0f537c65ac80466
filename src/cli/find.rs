//! The articles of all inputs, found in order; the output is never one of them.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use onrecord::files;
use onrecord::read::{self, Unread};

use super::args::Common;

/// An article, why one cannot be read, or why the run cannot go on.
pub(crate) type Found = Result<onrecord::Result<Unread>, String>;

/// What is looked through, and how.
pub(crate) struct Search {
    inputs: Vec<PathBuf>,
    reading: read::Options,
    output: Option<PathBuf>,
}

impl Search {
    pub(crate) fn new(common: &Common, reading: read::Options) -> Self {
        Self { inputs: common.inputs.clone(), reading, output: common.output.output.clone().filter(|path| path.exists()) }
    }

    /// Finds the articles of the inputs.
    pub(crate) fn articles(self) -> impl Iterator<Item = Found> {
        let Self { inputs, reading, output } = self;
        read::walk(inputs).flat_map(move |source| of(source, &reading, output.as_deref()))
    }
}

fn of(source: onrecord::Result<read::Source>, reading: &read::Options, output: Option<&Path>) -> Box<dyn Iterator<Item = Found>> {
    match source {
        Err(error) => Box::new(std::iter::once(Ok(Err(error)))),
        Ok(source) if output.is_some_and(|output| files::is_same(output, source.path())) => {
            Box::new(std::iter::once(Err(is_input(source.path()))))
        }
        Ok(source) => Box::new(read::unread(&source, reading).map(Ok)),
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
