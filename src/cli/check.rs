//! `onrecord check`.

use std::io::Write;

use anyhow::ensure;
use onrecord::Lexicon;
use onrecord::check::check;
use onrecord::render::plain;

use super::args::Check;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Check) -> anyhow::Result<Outcome> {
    let own = work::lexicon(&args.words)?;
    ensure!(args.engine.is_available(), "the {} engine is not part of this build", args.engine);
    let report = check(&args.folder, own.as_ref().unwrap_or_else(|| Lexicon::english()), args.engine, args.update);
    let mut out = output::stdout(&args.manners);
    for path in &report.written {
        writeln!(out, "wrote {}", plain(&path.display().to_string()))?;
    }
    for difference in &report.differences {
        for line in difference.diff.lines() {
            writeln!(out, "{}", plain(line))?;
        }
    }
    writeln!(out, "{}", report.count())?;
    out.flush()?;
    for failure in &report.failures {
        output::complain(&failure.to_string());
    }
    Ok(match (report.failures.is_empty(), report.differences.is_empty()) {
        (false, _) => Outcome::Failed,
        (true, false) => Outcome::Different,
        (true, true) => Outcome::Done,
    })
}
