//! Where results go: standard output, a file that is there whole or not at all, a file that a later run can go on with.

use std::io::{self, Write};

use anyhow::ensure;
use onrecord::files::Whole;
use onrecord::render::Format;

use super::args::Common;
use super::journal::{Journal, Mark, Resumed};
use super::output::Named;
use super::work::Job;
use super::{find, output};

/// A place that results go to, opened.
pub(super) enum Destination {
    Stdout(io::BufWriter<anstream::AutoStream<io::Stdout>>),
    Whole(Whole),
    Journal(Box<Journal>),
}

impl Destination {
    /// What the options ask for, and how far an earlier run came; `None` where all results are there already.
    pub(super) fn open(common: &Common, job: &Job) -> anyhow::Result<Option<(Self, Mark)>> {
        let Some(path) = &common.output.output else {
            ensure!(!common.output.resume, "--resume needs --output FILE, where the lines of the killed run stand");
            return Ok(Some((Self::Stdout(output::stdout(&common.output.manners)), Mark::default())));
        };
        find::apart(&common.inputs, path)?;
        if !common.output.resume {
            return Ok(Some((Self::Whole(Whole::create(path)?), Mark::default())));
        }
        ensure!(job.options.format == Format::Jsonl, "--resume is for --format jsonl, where each article is a line of its own");
        let does = format!("{:?} {:?} {:?} {}", common.inputs, common.input_format, job, common.max_article_size);
        Ok(match Journal::open(path, does, job.dedupe.is_some())? {
            Resumed::From(journal, mark) => Some((Self::Journal(journal), mark)),
            Resumed::Whole => {
                let remark = format!("{}: is there and whole; nothing is left to do. Delete it to begin anew", path.display());
                output::remark(&common.output.manners, &remark);
                None
            }
        })
    }

    /// What is written to, under its name for messages.
    pub(super) fn named<'a>(&'a mut self, place: &'a str) -> Named<'a> {
        let out: &mut dyn Write = match self {
            Self::Stdout(out) => out,
            Self::Whole(out) => out,
            Self::Journal(out) => out,
        };
        Named { out, place }
    }

    /// Finishes: what was written stays.
    pub(super) fn commit(mut self, place: &str) -> anyhow::Result<()> {
        self.named(place).flush()?;
        match self {
            Self::Stdout(_) => Ok(()),
            Self::Whole(out) => Ok(out.commit()?),
            Self::Journal(out) => out.commit(),
        }
    }
}
