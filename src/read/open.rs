//! A file or standard input as a stream of bytes, unpacked where it is gzip or zstd. Never the whole of it is in memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Options, Source, limit_words};
use crate::error::{Error, Result};

/// Bytes read at once.
const BUFFER: usize = 1 << 17;

/// So many times the size of its file an unpacked stream may be before it counts as a bomb. News text shrinks 3- to 10-fold, the most
/// repetitive logs 50-fold; a bomb is made of what gzip shrinks 200- to 1000-fold.
const MOST_EXPANSION: u64 = 100;

/// It is judged once so many articles of the largest size could have come out of it.
const JUDGED_AFTER: u64 = 4;

/// The bytes of a source. Whoever reads from them sees at least four in the first buffer, if there are as many.
pub(super) fn open(source: &Source, options: &Options) -> Result<Box<dyn BufRead>> {
    let fail = |error| Error::io(source.path(), "read", error);
    if source.is_stdin() {
        return unpacked(io::stdin().lock(), options).map_err(fail);
    }
    unpacked(File::open(source.path()).map_err(fail)?, options).map_err(fail)
}

#[cfg_attr(not(feature = "archives"), expect(unused_variables, reason = "without archives nothing is unpacked"))]
fn unpacked(file: impl Read + 'static, options: &Options) -> io::Result<Box<dyn BufRead>> {
    let packed = Arc::new(AtomicU64::new(0));
    let mut reader = peeked(Counted { inner: file, all: options.progress.clone(), packed: Arc::clone(&packed) })?;
    let kind = Packing::of(reader.fill_buf()?);
    let guarded = |kind, inner: Box<dyn Read>| {
        let guarded = Guarded { inner, kind, out: 0, packed, most: options.most_bytes };
        peeked(guarded).map(|reader| Box::new(reader) as Box<dyn BufRead>)
    };
    match kind {
        #[cfg(feature = "archives")]
        Some(kind @ Packing::Gzip) => guarded(kind, Box::new(flate2::bufread::MultiGzDecoder::new(reader))),
        #[cfg(feature = "archives")]
        Some(kind @ Packing::Zstd) => guarded(kind, Box::new(super::zstd::Frames::new(reader))),
        _ => Ok(Box::new(reader)),
    }
}

/// How a file is packed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    fn of(opening: &[u8]) -> Option<Self> {
        match opening {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            // A frame, or one that only carries notes for some tool.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// What the file has, in a reader's words. A decoder's own words are of blocks and checksums; a failing disk speaks for itself.
    fn told(self, error: io::Error) -> io::Error {
        let causes = || std::iter::successors(Some(&error as &(dyn std::error::Error + 'static)), |e| e.source());
        let found = || causes().filter_map(|cause| cause.downcast_ref::<io::Error>());
        if error.kind() == io::ErrorKind::Interrupted || found().any(|cause| cause.raw_os_error().is_some()) {
            return error;
        }
        let short = found().any(|cause| cause.kind() == io::ErrorKind::UnexpectedEof);
        let what = if short { "break off: the file is cut short" } else { "are damaged" };
        io::Error::new(error.kind(), format!("its {} data {what}", self.name()))
    }
}

/// A buffered reader whose first buffer holds at least four bytes: a pipe may hand them over one by one.
fn peeked<R: Read>(mut inner: R) -> io::Result<io::Chain<Cursor<Vec<u8>>, BufReader<R>>> {
    let mut opening = vec![0; BUFFER];
    let mut filled = 0;
    while filled < 4 {
        match inner.read(&mut opening[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    opening.truncate(filled);
    Ok(Cursor::new(opening).chain(BufReader::with_capacity(BUFFER, inner)))
}

/// Counts the bytes read from a file.
struct Counted<R> {
    inner: R,
    all: Option<Arc<AtomicU64>>,
    packed: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.packed.fetch_add(read as u64, Ordering::Relaxed);
        if let Some(all) = &self.all {
            all.fetch_add(read as u64, Ordering::Relaxed);
        }
        Ok(read)
    }
}

/// Stops a stream that expands without end.
struct Guarded {
    inner: Box<dyn Read>,
    kind: Packing,
    out: u64,
    packed: Arc<AtomicU64>,
    most: usize,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| self.kind.told(error))?;
        self.out += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if is_bomb(self.out, packed, self.most) {
            let times = self.out / packed.max(1);
            let reason = format!("unpacks to {times} times its size, as decompression bombs do; the rest is left unread {}", limit_words());
            return Err(io::Error::other(reason));
        }
        Ok(read)
    }
}

/// Whether so much came out of so little, where an article may have `most` bytes.
pub(super) fn is_bomb(out: u64, packed: u64, most: usize) -> bool {
    out > JUDGED_AFTER.saturating_mul(most as u64) && out / MOST_EXPANSION > packed
}
