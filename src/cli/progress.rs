//! One line on a terminal about how far a long run is: articles, bytes, rate, time left. Nothing in a pipe, nothing for short runs.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::read;

/// A run is long from here on.
const LONG: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const OFTEN: Duration = Duration::from_millis(250);

/// The line, and what it counts.
pub(crate) struct Progress {
    shown: bool,
    drawn: bool,
    started: Instant,
    last: Instant,
    /// Bytes read of the inputs, as they lie on the disk.
    pub(crate) read: Arc<AtomicU64>,
    total: Arc<OnceLock<Option<u64>>>,
    inputs: Option<Vec<PathBuf>>,
}

impl Progress {
    /// `wanted` is whether the line would disturb nobody: no `--quiet`, and the results do not go to the same terminal.
    pub(crate) fn new(wanted: bool, inputs: &[PathBuf]) -> Self {
        let now = Instant::now();
        Self {
            shown: wanted && io::stderr().is_terminal(),
            drawn: false,
            started: now,
            last: now,
            read: Arc::default(),
            total: Arc::default(),
            inputs: Some(inputs.to_vec()),
        }
    }

    /// Draws the line anew if it is time to.
    pub(crate) fn tick(&mut self, articles: u64, failed: u64) {
        let now = Instant::now();
        if !self.shown || now.duration_since(self.started) < LONG || self.drawn && now.duration_since(self.last) < OFTEN {
            return;
        }
        if let Some(inputs) = self.inputs.take() {
            let total = Arc::clone(&self.total);
            // Counting a large folder takes long; the line does not wait for it.
            thread::spawn(move || total.set(total_of(inputs)));
        }
        let read = self.read.load(Ordering::Relaxed);
        let line = line(articles, failed, read, self.total.get().copied().flatten(), now.duration_since(self.started));
        let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
        let line: String = line.chars().take(width.saturating_sub(1)).collect();
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        (self.drawn, self.last) = (true, now);
    }

    /// Takes the line away, so that a message can stand in its place.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// The bytes of all inputs; `None` if they cannot be known.
fn total_of(inputs: Vec<PathBuf>) -> Option<u64> {
    read::walk(inputs).flatten().map(|source| fs::metadata(source.path()).ok().filter(fs::Metadata::is_file).map(|found| found.len())).sum()
}

/// "1,234 articles (2 failed), 56.7 of 120.0 MB, 31.2 MB/s, 0:02 left".
fn line(articles: u64, failed: u64, read: u64, total: Option<u64>, spent: Duration) -> String {
    let mega = |bytes: u64| bytes as f64 / 1e6;
    let rate = read as f64 / spent.as_secs_f64().max(0.001);
    let failed = if failed > 0 { format!(" ({} failed)", grouped(failed)) } else { String::new() };
    let mut line = format!("{} articles{failed}, {:.1}", grouped(articles), mega(read));
    if let Some(total) = total {
        line.push_str(&format!(" of {:.1}", mega(total)));
    }
    line.push_str(&format!(" MB, {:.1} MB/s", rate / 1e6));
    if let Some(left) = total.map(|total| total.saturating_sub(read)).filter(|_| rate >= 1.0) {
        let seconds = (left as f64 / rate).min(1e9) as u64;
        line.push_str(&match seconds / 3600 {
            0 => format!(", {}:{:02} left", seconds / 60, seconds % 60),
            hours => format!(", {hours}:{:02}:{:02} left", seconds / 60 % 60, seconds % 60),
        });
    }
    line
}

/// "12,345".
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let mut out = digits[..head].to_owned();
    for group in digits.as_bytes()[head..].chunks(3) {
        if !out.is_empty() {
            out.push(',');
        }
        out.extend(group.iter().map(|b| char::from(*b)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let seconds = Duration::from_secs;
        assert_eq!(
            line(1234, 2, 50_000_000, Some(120_000_000), seconds(10)),
            "1,234 articles (2 failed), 50.0 of 120.0 MB, 5.0 MB/s, 0:14 left"
        );
        assert_eq!(line(0, 0, 0, None, seconds(0)), "0 articles, 0.0 MB, 0.0 MB/s");
        assert_eq!(line(1, 0, 1_000_000, Some(7_200_000_000), seconds(1)), "1 articles, 1.0 of 7200.0 MB, 1.0 MB/s, 1:59:59 left");
        assert_eq!([0, 12, 123, 1234, 1_234_567].map(grouped), ["0", "12", "123", "1,234", "1,234,567"]);
    }
}
