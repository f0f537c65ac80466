//! A run over a pile: articles found in order, worked on by several hands, written in order. What fails is told and counted, and the next
//! article follows.

use std::any::Any;
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Context, anyhow, bail, ensure};
use onrecord::read::{self, Unread};
use onrecord::render::{Format, Options, Renderer, renderer};

use super::args::{Common, Dedupe};
use super::dedupe::{Meeting, Turn};
use super::destination::Destination;
use super::find::{Found, Search};
use super::journal::Mark;
use super::pool::{self, Taker};
use super::progress::{Progress, grouped};
use super::work::{Job, Work};
use super::{Outcome, output};

/// Reads every input, works and writes.
///
/// `own` takes several documents whatever the format is; without it the format's own renderer is used.
pub(crate) fn run(
    common: &Common,
    job: &'static Job,
    own: Option<Box<dyn Renderer>>,
    mut reading: read::Options,
) -> anyhow::Result<Outcome> {
    let (mut destination, mark) = match Destination::open(common, job)? {
        Some(opened) => opened,
        None => return Ok(Outcome::Done),
    };
    let to_terminal = common.output.output.is_none() && io::stdout().is_terminal();
    let progress = Progress::new(!to_terminal && !common.output.manners.quiet, &common.inputs);
    reading.progress = Some(progress.read.clone());
    let search = Search::new(common, reading);
    let (peek, resumed) = (own.is_none() && counts(job.options.format), mark.clone());
    let meeting = match &mut destination {
        Destination::Journal(journal) => journal.seen()?.map(Meeting::after),
        _ => job.dedupe.map(|_| Meeting::default()),
    };
    let quiet = common.output.manners.quiet;
    let place = output::place(&common.output);
    let mut writer = Writer { destination, place, own, renderer: None, job, progress, mark, remarked: 0, quiet };
    let jobs = common.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let ran = pool::run(
        jobs,
        move || items(search.articles(), peek, resumed),
        Item::size,
        move |item| done(item, job, meeting.as_ref()),
        &mut writer,
    );
    ran.and_then(|()| writer.finish()).map_err(|error| if common.output.resume { resumable(error) } else { error })
}

/// What failed for want of room or by a fault of the disk can be gone on with.
fn resumable(error: anyhow::Error) -> anyhow::Error {
    let is_written = error.chain().all(|cause| cause.downcast_ref::<io::Error>().is_none());
    if is_written { error } else { anyhow!("{}; what is done is kept, and the same command goes on from there", output::reasons(&error)) }
}

/// Whether it matters if more than one document follows.
fn counts(format: Format) -> bool {
    format.is_page() || format == Format::Brat
}

/// What is found: an article, why one cannot be read, or why the run cannot go on.
struct Item {
    /// Its number among those of this run.
    number: u64,
    found: Found,
    /// Whether no other follows the first; only pages ask.
    alone: bool,
}

impl Item {
    fn size(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.as_ref().map_or(0, Unread::size))
    }

    /// Where it stands, or what is wrong there.
    fn place(&self) -> String {
        match &self.found {
            Ok(Ok(unread)) => unread.place().to_string(),
            Ok(Err(error)) => error.to_string(),
            Err(reason) => reason.clone(),
        }
    }
}

/// Numbers what is found, behind what an earlier run has done. `peek` is whether to tell of the first that no other follows it.
fn items(found: impl Iterator<Item = Found>, peek: bool, mark: Mark) -> impl Iterator<Item = Item> {
    let (mut found, mut mark) = (found.peekable(), Some(mark));
    (0..).map_while(move |number| {
        if let Some(changed) = mark.take().and_then(|mark| skip(&mut found, &mark)) {
            return Some(Item { number, found: Err(changed), alone: false });
        }
        let item = found.next()?;
        // Only pages need to know whether more follows; machine formats never wait for the next line.
        let alone = number == 0 && peek && found.peek().is_none();
        Some(Item { number, found: item, alone })
    })
}

/// Passes over what an earlier run has done; tells if the inputs are not the same any more.
fn skip(found: &mut impl Iterator<Item = Found>, mark: &Mark) -> Option<String> {
    let last = (0..mark.done).map_while(|_| found.next()).last();
    let place = last.map(|found| Item { number: 0, found, alone: false }.place()).unwrap_or_default();
    (place != mark.last).then(|| format!("the inputs have changed: article {} was {}, now it is {place}", mark.done, mark.last))
}

/// What came of an article.
struct Done {
    place: String,
    alone: bool,
    /// What a run that goes on with this one has to know of the article.
    record: Vec<u8>,
    duplicate: bool,
    result: Yield,
}

enum Yield {
    /// To be rendered.
    Work(Box<Work>),
    /// Rendered, with what there is to remark.
    Written(Vec<u8>, Vec<String>),
    /// Left out, as nearly the same as an earlier one.
    Skipped,
    /// Could not be done.
    Failed(String),
    /// The run cannot go on.
    Stop(String),
}

fn done(item: Item, job: &Job, meeting: Option<&Meeting>) -> Done {
    let (place, alone) = (item.place(), item.alone);
    let mut met = Met { turn: meeting.map(|meeting| meeting.turn(item.number)), record: Vec::new(), duplicate: false };
    let result = match item.found {
        Err(reason) => Yield::Stop(reason),
        Ok(Err(error)) => Yield::Failed(error.to_string()),
        Ok(Ok(unread)) => guarded(|| worked(unread, job, &mut met)).unwrap_or_else(|panic| {
            Yield::Failed(format!("{place}: the program failed on this article, which is a fault of the program: {panic}"))
        }),
    };
    Done { place, alone, record: met.record, duplicate: met.duplicate, result }
}

/// An article among the others of the pile. Without a turn nobody asks for duplicates.
struct Met<'a> {
    turn: Option<Turn<'a>>,
    record: Vec<u8>,
    duplicate: bool,
}

fn worked(unread: Unread, job: &Job, met: &mut Met<'_>) -> Yield {
    let place = met.turn.as_ref().map(|_| unread.place().to_string());
    let mut doc = match unread.read() {
        Ok(raw) => job.parse(raw),
        Err(error) => return Yield::Failed(error.to_string()),
    };
    if let (Some(turn), Some(place)) = (&mut met.turn, place) {
        met.record = turn.take(&mut doc, &place);
        met.duplicate = doc.duplicate_of.is_some();
        if met.duplicate && job.dedupe == Some(Dedupe::Skip) {
            return Yield::Skipped;
        }
    }
    let work = job.work(doc);
    if let Some(missing) = work.missing(job.options.view) {
        return Yield::Failed(missing);
    }
    let mut renderer = renderer(job.options.clone());
    if !renderer.stands_alone() {
        return Yield::Work(Box::new(work));
    }
    let mut out = Vec::new();
    // A vector takes every write.
    let _ = renderer.article(&work.article(job.lexicon), &mut out);
    Yield::Written(out, work.remarks())
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`, and gives what it says if it panics: one article must not end the run.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|panic: Box<dyn Any + Send>| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

/// Lets panics that are caught say nothing of their own.
pub(crate) fn mute_caught_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            usual(info);
        }
    }));
}

/// Of more articles the remarks are counted only.
const MOST_REMARKS: u64 = 20;

/// Writes results in order.
struct Writer {
    destination: Destination,
    /// Where that is, in words.
    place: String,
    own: Option<Box<dyn Renderer>>,
    renderer: Option<Box<dyn Renderer>>,
    job: &'static Job,
    progress: Progress,
    mark: Mark,
    /// Articles that there was something to remark on.
    remarked: u64,
    quiet: bool,
}

impl Writer {
    /// The renderer, begun with the first article: only then is it known whether there are more.
    fn begin(&mut self, alone: bool) -> anyhow::Result<()> {
        if self.renderer.is_some() {
            return Ok(());
        }
        let mut renderer = match self.own.take() {
            Some(own) => own,
            None => {
                let one = "a brat file is for one document: run once for each, or name a folder with --out-dir";
                ensure!(alone || self.job.options.format != Format::Brat, one);
                renderer(Options { several: !alone, ..self.job.options.clone() })
            }
        };
        if self.mark.done == 0 {
            renderer.begin(&mut self.destination.named(&self.place))?;
        }
        self.renderer = Some(renderer);
        Ok(())
    }

    /// What there is to remark on an article, of a pile only the first few times.
    fn remark(&mut self, place: &str, remarks: &[String]) {
        self.remarked += u64::from(!remarks.is_empty());
        if !self.quiet && self.remarked <= MOST_REMARKS {
            remarks.iter().for_each(|remark| self.complain(&format!("{place}: {remark}")));
        }
    }

    fn complain(&mut self, message: &str) {
        self.progress.clear();
        output::complain(message);
    }

    fn finish(mut self) -> anyhow::Result<Outcome> {
        // A pile without anything still makes a whole file.
        self.begin(true)?;
        if let Some(renderer) = &mut self.renderer {
            renderer.end(&mut self.destination.named(&self.place))?;
        }
        self.progress.clear();
        self.destination.commit(&self.place)?;
        let failed = self.mark.failed;
        let unsaid = self.remarked.saturating_sub(MOST_REMARKS);
        if unsaid > 0 && !self.quiet {
            output::complain(&format!("of {} more articles there was something to remark, as above", grouped(unsaid)));
        }
        if let Some(closing) = closing(&self.mark, self.job.dedupe).filter(|_| self.mark.done > 1 && !self.quiet) {
            output::complain(&closing);
        }
        Ok(if failed > 0 { Outcome::Failed } else { Outcome::Done })
    }
}

/// "2 of 81 could not be done; 12 are near-duplicates, marked".
fn closing(mark: &Mark, dedupe: Option<Dedupe>) -> Option<String> {
    let (done, failed, duplicates) = (grouped(mark.done), grouped(mark.failed), grouped(mark.duplicates));
    let failed = (mark.failed > 0).then(|| format!("{failed} of {done} could not be done"));
    let what = match dedupe {
        None => return failed,
        Some(Dedupe::Mark) => "marked",
        Some(Dedupe::Skip) => "left out",
    };
    Some(match failed {
        Some(failed) => format!("{failed}; {duplicates} are near-duplicates, {what}"),
        None => format!("{duplicates} of {done} are near-duplicates, {what}"),
    })
}

impl Taker<Done> for Writer {
    fn take(&mut self, done: Done) -> anyhow::Result<()> {
        self.begin(done.alone)?;
        let remarks = match done.result {
            Yield::Stop(reason) => bail!(reason),
            Yield::Failed(reason) => {
                self.mark.failed += 1;
                self.complain(&reason);
                Vec::new()
            }
            Yield::Skipped => Vec::new(),
            Yield::Written(bytes, remarks) => {
                self.destination.named(&self.place).write_all(&bytes)?;
                remarks
            }
            Yield::Work(work) => {
                let renderer = self.renderer.as_mut().context("a renderer was begun")?;
                renderer.article(&work.article(self.job.lexicon), &mut self.destination.named(&self.place))?;
                work.remarks()
            }
        };
        self.remark(&done.place, &remarks);
        self.mark.done += 1;
        self.mark.duplicates += u64::from(done.duplicate);
        self.mark.last = done.place;
        if let Destination::Journal(journal) = &mut self.destination {
            journal.note(&self.mark, &done.record)?;
        }
        self.progress.tick(self.mark.done, self.mark.failed);
        Ok(())
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        // Whoever reads from a pipe gets what there is; a file may wait.
        if matches!(self.destination, Destination::Stdout(_)) {
            self.destination.named(&self.place).flush()?;
        }
        self.progress.tick(self.mark.done, self.mark.failed);
        Ok(())
    }
}
