//! The footer of a Parquet file: where the columns of each row group are.

use std::io::{Read, Seek, SeekFrom};

use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

use super::thrift::{Compact, Kind};
use crate::read::too_large;

/// A schema nested deeper is refused: it would be taken apart by calls within calls.
const DEEPEST: usize = 32;

/// Reads the footer; a larger one than `most` bytes is refused.
pub(super) fn read(mut file: impl Read + Seek, most: usize) -> Result<ParquetMetaData, String> {
    let told = |error: std::io::Error| format!("cannot be read: {error}");
    let length = file.seek(SeekFrom::End(0)).map_err(told)?;
    let mut tail = [0; 8];
    if length < 12 {
        return Err("is no Parquet file, or is cut short".into());
    }
    file.seek(SeekFrom::End(-8)).and_then(|_| file.read_exact(&mut tail)).map_err(told)?;
    match &tail[4..] {
        b"PAR1" => {}
        b"PARE" => return Err("is an encrypted Parquet file".into()),
        _ => return Err("is no Parquet file, or is cut short: its end is not that of one".into()),
    }
    let size = u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]);
    if u64::from(size) + 12 > length {
        return Err("is a broken Parquet file: its footer is longer than the file".into());
    }
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size > most {
        return Err(format!("has a footer that {}", too_large(most)));
    }
    let mut footer = vec![0; size];
    file.seek(SeekFrom::Start(length - 8 - size as u64)).and_then(|_| file.read_exact(&mut footer)).map_err(told)?;
    check(&footer).ok_or("is a broken Parquet file: its schema makes no sense, or is nested too deep")?;
    ParquetMetaDataReader::decode_metadata(&footer).map_err(|error| format!("is a broken Parquet file: {error}"))
}

/// Whether the schema, which lists each column after the group that it belongs to, is a tree of bounded depth.
fn check(footer: &[u8]) -> Option<()> {
    let (mut reader, mut last) = (Compact::new(footer), 0);
    while let Some((id, kind)) = reader.field(&mut last)? {
        if (id, kind) != (2, Kind::LIST) {
            reader.skip(kind)?;
            continue;
        }
        let (size, Kind::STRUCT) = reader.list()? else { return None };
        // How many columns each open group still waits for.
        let mut open: Vec<usize> = Vec::new();
        for left in (0..size).rev() {
            let children = children(&mut reader)?;
            if let Some(waiting) = open.last_mut() {
                *waiting -= 1;
            }
            (children <= left).then_some(())?;
            open.extend((children > 0).then_some(children));
            (open.len() <= DEEPEST).then_some(())?;
            while open.last() == Some(&0) {
                open.pop();
            }
        }
    }
    Some(())
}

/// Field 5 of a schema's element.
fn children(reader: &mut Compact<'_>) -> Option<usize> {
    let (mut children, mut last) = (0, 0);
    while let Some((id, kind)) = reader.field(&mut last)? {
        if id == 5 {
            children = usize::try_from(reader.int()?).ok()?;
        } else {
            reader.skip(kind)?;
        }
    }
    Some(children)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A schema whose elements have so many children each.
    fn schema(children: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0x15, 0x02, 0x19, 0xfc];
        let varint = |bytes: &mut Vec<u8>, mut n: u32| {
            while n >= 0x80 {
                bytes.push(n.to_le_bytes()[0] | 0x80);
                n >>= 7;
            }
            bytes.push(n.to_le_bytes()[0]);
        };
        varint(&mut bytes, u32::try_from(children.len()).unwrap());
        for n in children {
            bytes.extend([0x48, 1, b'x', 0x15]);
            varint(&mut bytes, n * 2);
            bytes.push(0);
        }
        bytes.push(0);
        bytes
    }

    #[test]
    fn a_schema_is_a_tree_of_bounded_depth() {
        assert!(check(&schema(&[2, 0, 1, 0])).is_some());
        assert!(check(&schema(&[1; 20])).is_none(), "the last one has no child");
        let chain = |depth: usize| [vec![1; depth], vec![0]].concat();
        assert!(check(&schema(&chain(20))).is_some());
        assert!(check(&schema(&chain(100_000))).is_none());
        assert!(check(&schema(&[1_000_000_000, 0])).is_none());
        assert!(check(b"\x19\xfc").is_none());
    }

    #[test]
    fn what_is_no_parquet_file_is_refused() {
        let told = |bytes: &[u8]| read(Cursor::new(bytes), 1000).unwrap_err();
        assert!(told(b"PAR1").contains("is no Parquet file"));
        assert!(told(b"PAR1PAR1PAR1").contains("longer than the file"));
        assert!(told(b"PAR1abcdefghijkl").contains("its end is not"));
        assert!(told(b"PAR1\0\0\0\0PARE").contains("encrypted"));
        assert!(told(&[&[0; 5000][..], &4000_u32.to_le_bytes(), b"PAR1"].concat()).contains("--max-article-size"));
        assert!(told(&[&b"PAR1"[..], &schema(&[1; 100]), &100_u32.to_le_bytes(), b"PAR1"].concat()).contains("broken"));
    }
}
