//! The pages of one column in one row group: found, unpacked and looked over before the `parquet` crate takes their values out.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};

use super::thrift::{Compact, Kind};
use crate::read::{limit_words, size};

/// A page may be so many times as large as an article: it holds at least one value, and writers put up to a thousand long ones into one.
const PAGE: usize = 16;

/// Most values of a page. Writers put some thousand texts into one, or a million numbers.
const MOST_VALUES: i64 = 1 << 24;

/// Most values of a dictionary. Writers give up on one when it has a megabyte.
const MOST_DISTINCT: u32 = 1 << 20;

/// Bytes of a page's header that are read at first, which are nearly always enough.
const HEADER: usize = 1 << 12;

/// A file of which pieces are read; counts the bytes.
#[derive(Debug)]
pub(super) struct Pieces {
    file: File,
    /// Largest article.
    pub(super) most: usize,
    /// Bytes read of this file.
    pub(super) packed: AtomicU64,
    progress: Option<Arc<AtomicU64>>,
}

impl Pieces {
    pub(super) fn new(file: File, most: usize, progress: Option<Arc<AtomicU64>>) -> Self {
        Self { file, most, packed: AtomicU64::new(0), progress }
    }

    /// At most so many bytes from an offset on; fewer at the end of the file.
    fn read(&self, from: u64, bytes: usize) -> Result<Vec<u8>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(from))?;
        let mut out = Vec::new();
        file.take(bytes as u64).read_to_end(&mut out)?;
        Ok(out)
    }

    fn count(&self, bytes: u64) {
        self.packed.fetch_add(bytes, Ordering::Relaxed);
        if let Some(progress) = &self.progress {
            progress.fetch_add(bytes, Ordering::Relaxed);
        }
    }
}

/// Reads the pages of one column.
pub(super) struct Pages {
    pieces: Arc<Pieces>,
    compression: Compression,
    /// Where the next page starts, and bytes left.
    at: u64,
    left: u64,
    dictionary: bool,
}

/// What a page's header tells.
#[derive(Debug, Default)]
struct Header {
    kind: i64,
    unpacked: usize,
    packed: usize,
    values: i64,
    encoding: i64,
    /// Encodings of the levels, in pages of the first version.
    levels: [i64; 2],
    /// Nulls, rows, bytes of definition and of repetition levels, in pages of the second.
    second: [i64; 4],
    is_packed: bool,
}

fn broken(reason: impl Into<String>) -> ParquetError {
    ParquetError::General(reason.into())
}

impl Pages {
    /// The pages between an offset and `left` bytes after it.
    pub(super) fn new(pieces: Arc<Pieces>, compression: Compression, at: u64, left: u64) -> Self {
        Self { pieces, compression, at, left, dictionary: false }
    }

    fn header(&mut self) -> Result<Header> {
        let mut window = HEADER;
        loop {
            let bytes = self.pieces.read(self.at, window.min(usize::try_from(self.left).unwrap_or(usize::MAX)))?;
            let mut reader = Compact::new(&bytes);
            if let Some(header) = Header::read(&mut reader) {
                let length = (bytes.len() - reader.left()) as u64;
                (self.at, self.left) = (self.at + length, self.left - length);
                return Ok(header);
            }
            // Some writers put the least and the largest value of a page into its header, whole.
            if bytes.len() < window || window > self.pieces.most.saturating_mul(4) {
                return Err(broken("the header of a page makes no sense"));
            }
            window *= 8;
        }
    }

    fn next_page(&mut self) -> Result<Option<Page>> {
        while self.left > 0 {
            let header = self.header()?;
            let most = self.pieces.most.saturating_mul(PAGE);
            if header.unpacked > most || header.packed > most {
                return Err(broken(format!("a page is larger than {} {}", size(most), limit_words())));
            }
            if header.packed as u64 > self.left {
                return Err(broken("a page goes on behind its column"));
            }
            let bytes = self.pieces.read(self.at, header.packed)?;
            if bytes.len() < header.packed {
                return Err(ParquetError::EOF("the file ends inside a page".into()));
            }
            self.pieces.count(header.packed as u64);
            (self.at, self.left) = (self.at + header.packed as u64, self.left - header.packed as u64);
            if let Some(page) = self.page(&header, bytes)? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    /// A page whose every number has been looked at; `None` for an index.
    fn page(&mut self, header: &Header, bytes: Vec<u8>) -> Result<Option<Page>> {
        let count =
            |n: i64| u32::try_from(n).ok().filter(|n| i64::from(*n) <= MOST_VALUES).ok_or_else(|| broken("a page has too many values"));
        let (num_values, encoding) = (count(header.values)?, encoding(header.encoding)?);
        let statistics = None;
        let of_dictionary = encoding == Encoding::RLE_DICTIONARY || encoding == plain_dictionary();
        if header.kind != DICTIONARY && of_dictionary && !self.dictionary {
            return Err(broken("a page goes by a dictionary that is not there"));
        }
        match header.kind {
            DICTIONARY if num_values > MOST_DISTINCT || num_values as usize * 4 > header.unpacked => {
                Err(broken("a dictionary is too large"))
            }
            DICTIONARY if self.dictionary => Err(broken("a column has two dictionaries")),
            DICTIONARY if encoding == Encoding::PLAIN || encoding == plain_dictionary() => {
                self.dictionary = true;
                let buf = self.unpacked(&bytes, header.unpacked)?;
                Ok(Some(Page::DictionaryPage { buf: buf.into(), num_values, encoding, is_sorted: false }))
            }
            DATA if header.levels == [RLE; 2] => {
                let buf = Bytes::from(self.unpacked(&bytes, header.unpacked)?);
                let (def_level_encoding, rep_level_encoding) = (Encoding::RLE, Encoding::RLE);
                Ok(Some(Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, statistics }))
            }
            DATA_V2 => {
                let [num_nulls, num_rows, def_levels_byte_len, rep_levels_byte_len] =
                    header.second.map(|n| u32::try_from(n).unwrap_or(u32::MAX));
                let levels = usize::try_from(u64::from(def_levels_byte_len) + u64::from(rep_levels_byte_len)).unwrap_or(usize::MAX);
                if levels > bytes.len() || levels > header.unpacked || num_nulls > num_values || num_rows > num_values {
                    return Err(broken("the levels of a page make no sense"));
                }
                let mut buf = bytes[..levels].to_vec();
                let rest = &bytes[levels..];
                buf.extend(if header.is_packed { self.unpacked(rest, header.unpacked - levels)? } else { rest.to_vec() });
                let (buf, is_compressed) = (buf.into(), false);
                Ok(Some(Page::DataPageV2 {
                    buf,
                    num_values,
                    encoding,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed,
                    statistics,
                }))
            }
            INDEX => Ok(None),
            _ => Err(broken("a page is of a kind that is not read here")),
        }
    }

    /// Unpacks to exactly `size` bytes, which has been found small enough.
    fn unpacked(&self, bytes: &[u8], size: usize) -> Result<Vec<u8>> {
        if size == 0 {
            return Ok(Vec::new());
        }
        let mut out = Vec::new();
        match self.compression {
            Compression::UNCOMPRESSED => out.extend_from_slice(bytes),
            Compression::SNAPPY => {
                let told = snap::raw::decompress_len(bytes).map_err(|e| broken(e.to_string()))?;
                if told == size {
                    out = snap::raw::Decoder::new().decompress_vec(bytes).map_err(|e| broken(e.to_string()))?;
                }
            }
            Compression::GZIP(_) => {
                flate2::read::MultiGzDecoder::new(bytes).take(size as u64 + 1).read_to_end(&mut out)?;
            }
            Compression::ZSTD(_) => {
                crate::read::zstd::Frames::new(bytes).take(size as u64 + 1).read_to_end(&mut out)?;
            }
            other => {
                let name = format!("{other:?}");
                let name = name.split('(').next().unwrap_or_default();
                return Err(broken(format!("it is packed in a way that is not read here ({name}); write it with zstd, snappy or gzip")));
            }
        }
        if out.len() == size { Ok(out) } else { Err(broken("a page is not as large as it says")) }
    }
}

const DATA: i64 = 0;
const INDEX: i64 = 1;
const DICTIONARY: i64 = 2;
const DATA_V2: i64 = 3;
/// The encoding of levels that every writer of the last ten years uses.
const RLE: i64 = 3;

fn plain_dictionary() -> Encoding {
    Encoding::PLAIN_DICTIONARY
}

/// The encodings that texts and numbers have.
fn encoding(number: i64) -> Result<Encoding> {
    Ok(match number {
        0 => Encoding::PLAIN,
        2 => plain_dictionary(),
        5 => Encoding::DELTA_BINARY_PACKED,
        8 => Encoding::RLE_DICTIONARY,
        // The crate's decoders of these take a page's word for its lengths, and end the program where it lies.
        6 | 7 => return Err(broken("its texts are delta-encoded, which is not read here; write them plain or by a dictionary")),
        _ => return Err(broken("a page is in an encoding that is not read here")),
    })
}

impl Header {
    /// Reads a `PageHeader`; `None` if it is not there as a whole.
    fn read(reader: &mut Compact<'_>) -> Option<Self> {
        let (mut header, mut last) = (Self { is_packed: true, levels: [RLE; 2], ..Self::default() }, 0);
        while let Some((id, kind)) = reader.field(&mut last)? {
            match id {
                1 => header.kind = reader.int()?,
                2 => header.unpacked = usize::try_from(reader.int()?).ok()?,
                3 => header.packed = usize::try_from(reader.int()?).ok()?,
                5 | 7 | 8 if kind == Kind::STRUCT => header.of_kind(id, reader)?,
                _ => reader.skip(kind)?,
            }
        }
        Some(header)
    }

    /// Reads a `DataPageHeader`, `DictionaryPageHeader` or `DataPageHeaderV2`.
    fn of_kind(&mut self, which: i64, reader: &mut Compact<'_>) -> Option<()> {
        let mut last = 0;
        while let Some((id, kind)) = reader.field(&mut last)? {
            match (which, id) {
                (_, 1) => self.values = reader.int()?,
                (5 | 7, 2) | (8, 4) => self.encoding = reader.int()?,
                (5, 3) => self.levels[0] = reader.int()?,
                (5, 4) => self.levels[1] = reader.int()?,
                (8, 2) => self.second[0] = reader.int()?,
                (8, 3) => self.second[1] = reader.int()?,
                (8, 5) => self.second[2] = reader.int()?,
                (8, 6) => self.second[3] = reader.int()?,
                (8, 7) => self.is_packed = kind == Kind::TRUE,
                _ => reader.skip(kind)?,
            }
        }
        Some(())
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.next_page().inspect_err(|_| self.left = 0)
    }

    // Only asked for by those who skip rows or read lists, which nobody does here.
    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Err(broken("pages are read one after the other"))
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.get_next_page().map(drop)
    }
}
