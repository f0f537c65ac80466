//! Apache Parquet: the rows of the CSV with types, in row groups, so that a table of any length takes the memory of one group.
//!
//! Cells hold the article's characters as they are: whoever shows them makes them harmless. An empty cell is null.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::csv::Csv;
use super::{Article, Options, Renderer};

/// Rows of a row group.
const ROWS: usize = 1 << 16;
/// Bytes of cells after which a row group is full, whatever its rows.
const BYTES: usize = 64 << 20;

/// Columns of whole numbers, and of others.
const WHOLE: [&str; 5] = ["line", "start", "end", "mentions", "times"];
const REAL: [&str; 2] = ["score", "similarity"];

/// Writes the rows of any view that has a CSV.
pub(crate) struct Parquet {
    table: Csv,
    columns: Vec<&'static str>,
    cells: Vec<Vec<String>>,
    bytes: usize,
    file: Option<SerializedFileWriter<Shared>>,
    written: Shared,
}

/// What is written and not yet handed over.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Parquet {
    pub(crate) fn new(options: Options) -> Self {
        let table = Csv::new(options);
        let columns = table.header();
        Self { table, columns, cells: Vec::new(), bytes: 0, file: None, written: Shared::default() }
    }

    /// Writes the rows that wait as a row group.
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let rows = std::mem::take(&mut self.cells);
        self.bytes = 0;
        if !rows.is_empty() {
            write_group(file, &self.columns, &rows).map_err(io::Error::other)?;
        }
        out.write_all(&self.written.take())
    }
}

impl Renderer for Parquet {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema = schema(&self.columns).map_err(io::Error::other)?;
        self.file = Some(SerializedFileWriter::new(self.written.clone(), schema, Arc::new(properties)).map_err(io::Error::other)?);
        out.write_all(&self.written.take())
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.table.rows(article);
        self.bytes += rows.iter().flatten().map(String::len).sum::<usize>();
        self.cells.extend(rows);
        if self.cells.len() >= ROWS || self.bytes >= BYTES { self.flush(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.flush(out)?;
        if let Some(file) = self.file.take() {
            file.close().map_err(io::Error::other)?;
        }
        out.write_all(&self.written.take())
    }
}

fn schema(columns: &[&'static str]) -> Result<TypePtr, ParquetError> {
    let field = |name: &&str| {
        let physical = match name {
            name if WHOLE.contains(name) => Physical::INT64,
            name if REAL.contains(name) => Physical::DOUBLE,
            _ => Physical::BYTE_ARRAY,
        };
        let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
        field.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("onrecord").with_fields(fields).build()?))
}

fn write_group(file: &mut SerializedFileWriter<Shared>, columns: &[&str], rows: &[Vec<String>]) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    let mut index = 0;
    while let Some(column) = group.next_column()? {
        let cells = rows.iter().map(|row| row.get(index).map_or("", String::as_str));
        write_column(column, columns.get(index).copied().unwrap_or_default(), cells)?;
        index += 1;
    }
    group.close().map(drop)
}

fn write_column<'a>(mut column: SerializedColumnWriter<'_>, name: &str, cells: impl Iterator<Item = &'a str>) -> Result<(), ParquetError> {
    match name {
        name if WHOLE.contains(&name) => {
            let (values, levels) = split(cells, |cell| cell.parse::<i64>().ok());
            column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        name if REAL.contains(&name) => {
            let (values, levels) = split(cells, |cell| cell.parse::<f64>().ok());
            column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
        }
        _ => {
            let (values, levels) = split(cells, |cell| Some(ByteArray::from(cell)));
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
    }
    column.close()
}

/// The values of the cells that are not empty, and for each cell whether it is there.
fn split<'a, T>(cells: impl Iterator<Item = &'a str>, value: impl Fn(&'a str) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = Some(cell).filter(|cell| !cell.is_empty()).and_then(&value);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}
