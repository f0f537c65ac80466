//! Which columns of a file are an article's, and what their cells hold.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use parquet::basic::{LogicalType, TimeUnit, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::Result;
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

/// What a column is to an article.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Id,
    Title,
    Date,
    Url,
    Outlet,
}

/// The names of each part, in lower case; of several that a file has the first here.
const NAMES: [(Part, &[&str]); 6] = [
    (Part::Text, &["text", "body", "content", "article", "document"]),
    (Part::Id, &["id", "_id", "doc_id", "document_id", "article_id"]),
    (Part::Title, &["title", "headline"]),
    (Part::Date, &["date", "published", "published_at", "publish_date", "date_published", "pub_date", "timestamp"]),
    (Part::Url, &["url", "link"]),
    (Part::Outlet, &["outlet", "source", "publisher", "domain"]),
];

/// A column that is read.
#[derive(Copy, Clone, Debug)]
pub(super) struct Column {
    pub(super) part: Part,
    /// Its number among the leaves of the schema.
    pub(super) index: usize,
    moment: Moment,
}

/// What a number stands for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Moment {
    /// Itself.
    Number,
    /// Days since 1970.
    Days,
    /// So many parts of a second since 1970.
    Parts(i64),
}

/// The columns of an article, the text first; what is wrong if there is no text.
pub(super) fn find(schema: &SchemaDescriptor) -> std::result::Result<Vec<Column>, String> {
    let flat = |d: &ColumnDescriptor| d.path().parts().len() == 1 && d.max_rep_level() == 0;
    let is_text = |d: &ColumnDescriptor| d.physical_type() == Type::BYTE_ARRAY;
    let is_number = |d: &ColumnDescriptor| matches!(d.physical_type(), Type::INT32 | Type::INT64);
    let named = |(part, names): &(Part, &[&str])| {
        let fits = |d: &ColumnDescriptor| flat(d) && (is_text(d) || matches!(part, Part::Id | Part::Date) && is_number(d));
        let index = names.iter().find_map(|name| schema.columns().iter().position(|d| d.name().eq_ignore_ascii_case(name) && fits(d)))?;
        Some(Column { part: *part, index, moment: Moment::of(&schema.column(index)) })
    };
    let found: Vec<Column> = NAMES.iter().filter_map(named).collect();
    if found.first().is_some_and(|column| column.part == Part::Text) {
        return Ok(found);
    }
    let names: Vec<&str> = schema.columns().iter().take(20).map(|d| d.name()).collect();
    let more = if schema.num_columns() > names.len() { ", …" } else { "" };
    Err(format!("has no column of texts ({}); its columns are {}{more}", NAMES[0].1.join(", "), names.join(", ")))
}

impl Moment {
    fn of(column: &ColumnDescriptor) -> Self {
        match column.logical_type_ref() {
            Some(LogicalType::Date) => Self::Days,
            Some(LogicalType::Timestamp(timestamp)) => Self::Parts(match timestamp.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            }),
            _ => Self::Number,
        }
    }

    fn told(self, number: i64) -> Option<String> {
        match self {
            Self::Number => Some(number.to_string()),
            Self::Days => {
                let days = Span::new().try_days(number).ok()?;
                Date::constant(1970, 1, 1).checked_add(days).ok().map(|date| date.to_string())
            }
            Self::Parts(parts) => {
                let moment = Timestamp::from_second(number.div_euclid(parts)).ok()?;
                Some(moment.strftime("%Y-%m-%dT%H:%M").to_string())
            }
        }
    }
}

/// A cell, of which the bytes are shared with the page it stands in.
pub(super) enum Cell {
    None,
    Bytes(parquet::data_type::ByteArray),
    Told(String),
}

impl Column {
    /// The cells of the next rows, at most so many.
    pub(super) fn read(&self, reader: &mut ColumnReader, rows: usize) -> Result<Vec<Cell>> {
        let number = |n: i64| self.moment.told(n).map_or(Cell::None, Cell::Told);
        match reader {
            ColumnReader::ByteArrayColumnReader(reader) => cells(reader, rows, Cell::Bytes),
            ColumnReader::Int32ColumnReader(reader) => cells(reader, rows, |n| number(i64::from(n))),
            ColumnReader::Int64ColumnReader(reader) => cells(reader, rows, number),
            _ => Ok(Vec::new()),
        }
    }
}

fn cells<T: DataType>(reader: &mut ColumnReaderImpl<T>, rows: usize, cell: impl Fn(T::T) -> Cell) -> Result<Vec<Cell>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let (read, _, _) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    let mut values = values.into_iter().map(cell);
    // A column without levels has a value in each row.
    let is_there = |row: usize| levels.get(row).is_none_or(|level| *level > 0);
    Ok((0..read).map(|row| if is_there(row) { values.next().unwrap_or(Cell::None) } else { Cell::None }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        assert_eq!(Moment::Number.told(-7).as_deref(), Some("-7"));
        assert_eq!(Moment::Days.told(20_460).as_deref(), Some("2026-01-07"));
        assert_eq!(Moment::Days.told(-1).as_deref(), Some("1969-12-31"));
        assert_eq!(Moment::Parts(1_000).told(1_767_777_780_500).as_deref(), Some("2026-01-07T09:23"));
        assert_eq!(Moment::Parts(1_000_000_000).told(-1).as_deref(), Some("1969-12-31T23:59"));
        for far in [i64::MAX, i64::MIN, i64::from(i32::MAX)] {
            assert_eq!(Moment::Days.told(far), None);
        }
        assert_eq!(Moment::Parts(1_000).told(i64::MAX), None);
    }
}
