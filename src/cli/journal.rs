//! Output that a killed run can go on with (`--resume`).
//!
//! Beside the output FILE stand, until it is whole, `FILE.partial` with the lines written so far and `FILE.partial.journal`: a line about what
//! the run does, then a line every second or so: articles done, how many of them failed, bytes written, and where the last article stood.
//! With `--dedupe` there is `FILE.partial.seen` too, a record of each article that later ones may be duplicates of.
//! A journal line is only written once what it tells is synced to the disk. Whoever resumes cuts the partial file to the last journal
//! line and goes on with the article after it: whatever was written between is written again, so none is lost and none doubled.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use onrecord::dedupe::Seen;
use onrecord::files;
use serde::{Deserialize, Serialize};

use super::dedupe;

/// How much work a kill may cost.
const OFTEN: Duration = Duration::from_secs(1);

/// What a run does: one that does something else cannot go on with its output.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    onrecord: String,
    run: String,
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Articles done, the failed ones too.
    pub(crate) done: u64,
    /// Articles that could not be done.
    pub(crate) failed: u64,
    /// Articles that are nearly the same as an earlier one.
    #[serde(default)]
    pub(crate) duplicates: u64,
    /// Bytes written.
    bytes: u64,
    /// Bytes of records written.
    #[serde(default)]
    seen: u64,
    /// Where the last article stands.
    pub(crate) last: String,
}

/// The partial file and its journal.
pub(crate) struct Journal {
    target: PathBuf,
    partial: PathBuf,
    out: BufWriter<File>,
    /// Records of what was seen, where duplicates are looked for.
    seen: Option<BufWriter<File>>,
    log: File,
    written: Instant,
}

/// What there is to resume.
pub(crate) enum Resumed {
    /// All is done: the output is there, and no partial file.
    Whole,
    /// From here on, which may be the beginning.
    From(Box<Journal>, Mark),
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

impl Journal {
    /// Opens or begins the partial output for `target`; `run` tells everything that the output depends on, `dedupe` whether records of what
    /// was seen are kept.
    pub(crate) fn open(target: &Path, run: String, dedupe: bool) -> anyhow::Result<Resumed> {
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let (partial, path) = (beside(&target, ".partial"), beside(&target, ".partial.journal"));
        if target.exists() && !partial.exists() {
            // Killed after the last rename, or done long ago.
            clear(&target);
            return Ok(Resumed::Whole);
        }
        let doing = || format!("{}: cannot write", path.display());
        let options = || File::options().read(true).write(true).create(true).truncate(false).clone();
        let mut log = options().open(&path).with_context(doing)?;
        match log.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("{}: another run writes it", target.display()),
            Err(TryLockError::Error(error)) => return Err(error).with_context(doing),
        }
        let header = Header { onrecord: env!("CARGO_PKG_VERSION").to_owned(), run };
        let open = |path: &Path| options().open(path).with_context(|| format!("{}: cannot write", path.display()));
        let mut out = open(&partial)?;
        let mut seen = dedupe.then(|| open(&beside(&target, ".partial.seen"))).transpose()?;
        let kept = seen.as_ref().map_or(Ok(0), |seen| seen.metadata().map(|found| found.len()))?;
        let (begun, mark, end) = read(&log, out.metadata()?.len(), kept).with_context(doing)?;
        if let Some(begun) = begun {
            ensure!(
                begun == header,
                "{}: was begun with other inputs, options or another version; go on as it was begun, or delete it",
                partial.display()
            );
        }
        out.set_len(mark.bytes)?;
        out.seek(SeekFrom::End(0))?;
        if let Some(seen) = &mut seen {
            seen.set_len(mark.seen)?;
            seen.seek(SeekFrom::End(0))?;
        }
        log.set_len(end)?;
        log.seek(SeekFrom::End(0))?;
        if end == 0 {
            log.write_all(line(&header)?.as_bytes()).with_context(doing)?;
        }
        let (out, seen) = (BufWriter::new(out), seen.map(BufWriter::new));
        let journal = Self { target, partial, out, seen, log, written: Instant::now() };
        Ok(Resumed::From(Box::new(journal), mark))
    }

    /// What earlier runs have seen; `None` where no duplicates are looked for.
    pub(crate) fn seen(&mut self) -> anyhow::Result<Option<Seen>> {
        let Some(file) = self.seen.as_mut().map(BufWriter::get_mut) else { return Ok(None) };
        file.seek(SeekFrom::Start(0))?;
        let seen =
            dedupe::read(&mut *file).with_context(|| format!("{}: cannot be read", beside(&self.target, ".partial.seen").display()))?;
        file.seek(SeekFrom::End(0))?;
        Ok(Some(seen))
    }

    /// Takes down that everything up to an article is written, once in a while. `record` is of that article.
    pub(crate) fn note(&mut self, so_far: &Mark, record: &[u8]) -> anyhow::Result<()> {
        if let Some(seen) = &mut self.seen {
            seen.write_all(record)?;
        }
        if self.written.elapsed() < OFTEN {
            return Ok(());
        }
        self.mark(so_far).with_context(|| format!("{}: cannot write", self.partial.display()))
    }

    fn mark(&mut self, so_far: &Mark) -> anyhow::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_data()?;
        let mut mark = Mark { bytes: self.out.get_mut().stream_position()?, ..so_far.clone() };
        if let Some(seen) = &mut self.seen {
            seen.flush()?;
            seen.get_ref().sync_data()?;
            mark.seen = seen.get_mut().stream_position()?;
        }
        self.log.write_all(line(&mark)?.as_bytes())?;
        self.written = Instant::now();
        Ok(())
    }

    /// Puts the whole output in its place.
    pub(crate) fn commit(mut self) -> anyhow::Result<()> {
        let doing = format!("{}: cannot write", self.target.display());
        self.out.flush().context(doing.clone())?;
        self.out.get_ref().sync_all().context(doing.clone())?;
        fs::rename(&self.partial, &self.target).context(doing)?;
        files::sync_folder(&self.target);
        clear(&self.target);
        Ok(())
    }
}

/// Takes away what stands beside a whole output. Without a partial file it would be known to be left over.
fn clear(target: &Path) {
    for ending in [".partial.journal", ".partial.seen"] {
        let _ = fs::remove_file(beside(target, ending));
    }
}

impl Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn line(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}

/// The header, the last line that the partial file of `len` bytes and the records of `seen` bytes bear out, and where that line ends.
fn read(log: &File, len: u64, seen: u64) -> io::Result<(Option<Header>, Mark, u64)> {
    let (mut header, mut mark, mut end, mut at) = (None, Mark::default(), 0, 0);
    let mut reader = BufReader::new(log);
    let mut text = Vec::new();
    while reader.read_until(b'\n', &mut text)? > 0 {
        at += text.len() as u64;
        // A line cut short by a kill tells nothing.
        if !text.ends_with(b"\n") {
            break;
        }
        if header.is_none() {
            header = serde_json::from_slice(&text).ok();
            if header.is_none() {
                break;
            }
            end = at;
        } else {
            let found: Option<Mark> = serde_json::from_slice(&text).ok().filter(|found: &Mark| found.bytes <= len && found.seen <= seen);
            let Some(found) = found else { break };
            (mark, end) = (found, at);
        }
        text.clear();
    }
    Ok((header, mark, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(target: &Path, run: &str) -> (Journal, Mark) {
        match Journal::open(target, run.to_owned(), false).unwrap() {
            Resumed::From(journal, mark) => (*journal, mark),
            Resumed::Whole => panic!("nothing to resume"),
        }
    }

    #[test]
    fn what_no_journal_line_bears_out_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.jsonl");
        let (mut journal, mark) = open(&target, "x");
        assert_eq!(mark, Mark::default());
        journal.write_all(b"one\n").unwrap();
        journal.written -= OFTEN;
        journal.note(&Mark { done: 2, failed: 1, last: "a:2".into(), ..Mark::default() }, &[]).unwrap();
        journal.write_all(b"two\nthr").unwrap();
        journal.flush().unwrap();
        journal.log.write_all(b"{\"done\":3,\"fai").unwrap();
        assert!(Journal::open(&target, "x".into(), false).is_err_and(|e| e.to_string().contains("another run")));
        drop(journal);
        assert!(!target.exists());
        assert!(Journal::open(&target, "y".into(), false).is_err_and(|e| e.to_string().contains("other inputs")));
        let (mut journal, mark) = open(&target, "x");
        assert_eq!((mark.done, mark.failed, mark.last.as_str()), (2, 1, "a:2"));
        journal.write_all(b"two\n").unwrap();
        journal.commit().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"one\ntwo\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(matches!(Journal::open(&target, "x".into(), false).unwrap(), Resumed::Whole));
    }

    #[test]
    fn a_partial_file_shorter_than_the_journal_says_goes_back_further() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.jsonl");
        let (mut journal, _) = open(&target, "x");
        for (i, text) in ["one\n", "two\n"].iter().enumerate() {
            journal.write_all(text.as_bytes()).unwrap();
            journal.written -= OFTEN;
            journal.note(&Mark { done: i as u64 + 1, last: (*text).into(), ..Mark::default() }, &[]).unwrap();
        }
        drop(journal);
        File::options().write(true).open(beside(&target, ".partial")).unwrap().set_len(6).unwrap();
        assert_eq!(open(&target, "x").1.done, 1);
    }
}
