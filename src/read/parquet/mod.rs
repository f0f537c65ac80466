//! Parquet files: a row an article, the columns found by their names, a few rows of a row group at a time.
//!
//! Which columns are looked for is said in `columns`. Values are taken out of pages by the `parquet` crate; pages are found and unpacked
//! here (`pages`), because the crate takes their word for how much memory they need. Packed with snappy, gzip or zstd, or not at all.

mod columns;
mod footer;
mod pages;
mod thrift;

use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

use self::columns::{Cell, Column, Part};
use self::pages::{Pages, Pieces};
use super::stream::{Cursor, Form, Stream};
use super::unread::{Kind, Row, Unread};
use super::{Options, limit_words, too_large};
use crate::error::{Error, Result};

/// Rows that are taken from a row group at a time.
const ROWS: usize = 64;

/// The rows of a file.
pub(super) struct Rows {
    pieces: Arc<Pieces>,
    metadata: ParquetMetaData,
    columns: Vec<Column>,
    /// The next row group.
    group: usize,
    /// The columns of the one that is open, and rows that it still promises.
    open: Option<(Vec<ColumnReader>, usize)>,
    waiting: VecDeque<Vec<Cell>>,
    /// Bytes of all that was handed over, to tell a bomb.
    out: u64,
}

/// The articles of a file.
pub(super) fn rows(path: &Path, options: &Options) -> Result<Stream<Rows>> {
    let fail = |reason| Error::input(path, reason);
    let file = File::open(path).map_err(|e| Error::io(path, "read", e))?;
    let metadata = footer::read(&file, options.most_bytes).map_err(fail)?;
    let columns = columns::find(metadata.file_metadata().schema_descr()).map_err(fail)?;
    let pieces = Arc::new(Pieces::new(file, options.most_bytes, options.progress.clone()));
    let rows = Rows { pieces, metadata, columns, group: 0, open: None, waiting: VecDeque::new(), out: 0 };
    Ok(Stream::new(path, rows, options))
}

fn fail<T>(at: &Cursor, reason: impl Into<String>) -> Result<T> {
    Err(Error::input(at.place(), reason))
}

impl Rows {
    /// Opens the next row group; false at the end.
    fn open(&mut self, at: &mut Cursor) -> Result<bool> {
        let Some(group) = self.metadata.row_groups().get(self.group) else { return Ok(false) };
        self.group += 1;
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let reader = |column: &Column| {
            let chunk = group.columns().get(column.index)?;
            let (start, left) = range(chunk)?;
            let pages = Pages::new(Arc::clone(&self.pieces), chunk.compression(), start, left);
            Some(get_column_reader(chunk.column_descr_ptr(), Box::new(pages)))
        };
        let readers: Option<Vec<_>> = self.columns.iter().map(reader).collect();
        let whole = readers.is_some();
        self.open = Some((readers.unwrap_or_default(), rows));
        if whole { Ok(true) } else { self.give_up("its columns are not where it says", at).map(|()| true) }
    }

    /// Takes the next rows from the open row group.
    fn fill(&mut self, at: &mut Cursor) -> Result<()> {
        let Some((readers, left)) = &mut self.open else { return Ok(()) };
        let rows = ROWS.min(*left);
        if rows == 0 {
            self.open = None;
            return Ok(());
        }
        let mut columns = Vec::new();
        for (column, reader) in self.columns.iter().zip(readers) {
            match column.read(reader, rows) {
                Ok(cells) if cells.len() == rows => columns.push(cells.into_iter()),
                Ok(_) => return self.give_up("a column ends before the others", at),
                Err(error) => return self.give_up(&error.to_string(), at),
            }
        }
        *left -= rows;
        let row = |_| columns.iter_mut().filter_map(Iterator::next).collect();
        self.waiting = (0..rows).map(row).collect();
        Ok(())
    }

    /// Leaves a row group.
    fn give_up(&mut self, reason: &str, at: &mut Cursor) -> Result<()> {
        let left = self.open.take().map_or(0, |(_, left)| left);
        let group = self.group;
        at.number += 1;
        let told = fail(at, format!("row group {group} cannot be read on from here: {}", reason.trim_start_matches("Parquet error: ")));
        at.number = at.number.saturating_add(left.saturating_sub(1));
        told
    }

    fn article(&mut self, cells: Vec<Cell>, at: &mut Cursor) -> Result<Unread> {
        let most = self.pieces.most;
        let (mut bytes, mut row) = (Vec::new(), Row::default());
        for (column, cell) in self.columns.iter().zip(cells) {
            let told = match cell {
                Cell::None => continue,
                Cell::Told(told) => told,
                Cell::Bytes(cell) if cell.len() > most => return fail(at, too_large(most)),
                Cell::Bytes(cell) if column.part == Part::Text => {
                    bytes.extend_from_slice(cell.data());
                    continue;
                }
                Cell::Bytes(cell) => String::from_utf8_lossy(cell.data()).into_owned(),
            };
            let slot = match column.part {
                Part::Text => continue,
                Part::Id => &mut row.id,
                Part::Title => &mut row.title,
                Part::Date => &mut row.date,
                Part::Url => &mut row.url,
                Part::Outlet => &mut row.outlet,
            };
            *slot = Some(told).filter(|told| !told.trim().is_empty());
        }
        // One value may stand in a million rows: a small file is then a bomb, as one that unpacks without end.
        self.out += bytes.len() as u64 + 1;
        if super::open::is_bomb(self.out, self.pieces.packed.load(Ordering::Relaxed), most) {
            at.done = true;
            return fail(at, format!("comes after more text than a file of this size holds; the rest is left unread {}", limit_words()));
        }
        Ok(Unread { place: at.place(), bytes, kind: Kind::Row(row), most_bytes: most })
    }
}

impl Form for Rows {
    const HELD: &'static str = "articles";

    fn advance(&mut self, at: &mut Cursor) -> Result<Option<Unread>> {
        if let Some(cells) = self.waiting.pop_front() {
            at.number += 1;
            return self.article(cells, at).map(Some);
        }
        if self.open.is_none() && !self.open(at)? {
            at.done = true;
            return Ok(None);
        }
        self.fill(at)?;
        Ok(None)
    }
}

/// Where the pages of a column start, and how many bytes they have.
fn range(chunk: &ColumnChunkMetaData) -> Option<(u64, u64)> {
    let data = chunk.data_page_offset();
    // Some writers put 0 where there is no dictionary.
    let start = chunk.dictionary_page_offset().filter(|at| *at > 0 && *at < data).unwrap_or(data);
    Some((u64::try_from(start).ok()?, u64::try_from(chunk.compressed_size()).ok()?))
}
