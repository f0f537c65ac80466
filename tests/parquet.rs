//! Parquet in and out, from outside: columns by name, types, damage, and tables read back.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use support::{ARTICLE, Folder, Ran};

enum Values {
    Text(Vec<Option<String>>),
    Int(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
}

/// Writes optional columns, in row groups of so many rows.
fn table(path: &Path, columns: &[(&str, Values)], group: usize, properties: WriterProperties) {
    let fields = columns.iter().map(|(field, _)| format!("optional {field};")).collect::<String>();
    let schema = Arc::new(parse_message_type(&format!("message articles {{ {fields} }}")).unwrap());
    let mut file = SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::new(properties)).unwrap();
    let rows = match &columns[0].1 {
        Values::Text(v) => v.len(),
        Values::Int(v) => v.len(),
        Values::Long(v) => v.len(),
    };
    for start in (0..rows).step_by(group) {
        let end = rows.min(start + group);
        let mut group = file.next_row_group().unwrap();
        for (_, values) in columns {
            let mut column = group.next_column().unwrap().unwrap();
            macro_rules! write {
                ($kind:ty, $values:expr, $value:expr) => {{
                    let levels: Vec<i16> = $values[start..end].iter().map(|v| i16::from(v.is_some())).collect();
                    let values: Vec<_> = $values[start..end].iter().flatten().map($value).collect();
                    column.typed::<$kind>().write_batch(&values, Some(&levels), None).unwrap();
                }};
            }
            match values {
                Values::Text(v) => write!(ByteArrayType, v, |v: &String| ByteArray::from(v.as_str())),
                Values::Int(v) => write!(Int32Type, v, |v: &i32| *v),
                Values::Long(v) => write!(Int64Type, v, |v: &i64| *v),
            }
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    file.close().unwrap();
}

fn texts(n: usize) -> Values {
    Values::Text((0..n).map(|i| Some(ARTICLE.replace("Monday", &format!("day {i}")))).collect())
}

fn list(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&["sentences", "--format", "jsonl"][..], more].concat())
}

fn objects(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn columns_are_found_by_name_and_dates_told() {
    let folder = Folder::new("parquet-names");
    let some = |list: &[&str]| Values::Text(list.iter().map(|t| Some((*t).to_owned())).collect());
    let columns = [
        ("binary Headline (STRING)", some(&["First", "Second", " "])),
        ("int64 id", Values::Long(vec![Some(7), None, Some(9)])),
        ("binary other (STRING)", some(&["x", "y", "z"])),
        ("binary body (STRING)", some(&["Anna Ek said yes.", "", "Jon Berg said no."])),
        ("int32 published (DATE)", Values::Int(vec![Some(20_460), None, Some(0)])),
        ("binary url", some(&["https://example.org/1", "", ""])),
    ];
    table(&folder.0.join("a.parquet"), &columns, 2, WriterProperties::default());
    let ran = list(&folder, &["a.parquet"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "onrecord: a.parquet:2: has no text\nonrecord: 1 of 3 could not be done\n");
    let found = objects(&ran);
    assert_eq!((&found[0]["id"], &found[0]["title"], &found[0]["published"]), (&"7".into(), &"First".into(), &"2026-01-07".into()));
    assert_eq!(found[0]["url"], "https://example.org/1");
    assert_eq!((&found[1]["id"], found[1]["title"].is_null(), &found[1]["published"]), (&"9".into(), true, &"1970-01-01".into()));
    assert_eq!(found[1]["sentences"][0]["text"], "Jon Berg said no.");

    let stamps = [("binary text", some(&["Yes."])), ("int64 date (TIMESTAMP(MILLIS,true))", Values::Long(vec![Some(1_767_777_780_500)]))];
    table(&folder.0.join("b.parquet"), &stamps, 2, WriterProperties::default());
    let found = objects(&list(&folder, &["b.parquet"]));
    assert_eq!((&found[0]["id"], &found[0]["published"]), (&"b.parquet:1".into(), &"2026-01-07T09:23".into()));

    table(
        &folder.0.join("c.parquet"),
        &[("binary words", some(&["x"])), ("int32 text", Values::Int(vec![Some(1)]))],
        1,
        WriterProperties::default(),
    );
    let none = list(&folder, &["c.parquet"]);
    assert!(
        none.err.contains("has no column of texts (text, body, content, article, document); its columns are words, text"),
        "{}",
        none.err
    );
    let piped = folder.run_with(&["sentences", "-"], std::fs::read(folder.0.join("b.parquet")).unwrap());
    assert!(piped.err.contains("give it as a file"), "{}", piped.err);
}

#[test]
fn every_packing_and_version_reads_the_same() {
    let folder = Folder::new("parquet-packed");
    let read = |properties: WriterProperties| {
        table(&folder.0.join("a.parquet"), &[("binary text (STRING)", texts(500))], 150, properties);
        let ran = list(&folder, &["a.parquet"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        ran.out
    };
    let plain = read(WriterProperties::default());
    assert_eq!(plain.lines().count(), 500);
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for dictionary in [true, false] {
            let base = || {
                let base = WriterProperties::builder().set_writer_version(version).set_dictionary_enabled(dictionary);
                base.set_encoding(Encoding::PLAIN).set_data_page_size_limit(9000)
            };
            assert!(read(base().build()) == plain);
            assert!(read(base().set_compression(Compression::SNAPPY).build()) == plain);
        }
    }
    for jobs in ["1", "4"] {
        assert_eq!(list(&folder, &["--jobs", jobs, "a.parquet", "a.parquet"]).out, plain.repeat(2));
    }
}

/// The decoders of these encodings believe any length that a page tells.
#[test]
fn delta_encoded_texts_are_refused() {
    let folder = Folder::new("parquet-delta");
    for encoding in [Encoding::DELTA_BYTE_ARRAY, Encoding::DELTA_LENGTH_BYTE_ARRAY] {
        let properties = WriterProperties::builder().set_dictionary_enabled(false).set_encoding(encoding).build();
        table(&folder.0.join("a.parquet"), &[("binary text (STRING)", texts(5))], 5, properties);
        let ran = list(&folder, &["a.parquet"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("a.parquet:1: row group 1 cannot be read on from here: its texts are delta-encoded"), "{}", ran.err);
    }
}

/// Files written by other programs, packed in ways that this one does not write: gzip and zstd.
#[test]
fn files_of_other_writers() {
    let folder = Folder::new("parquet-others");
    for packing in ["gzip", "zstd"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/parquet/{packing}.parquet"));
        let ran = list(&folder, &[path.to_str().unwrap()]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let found = objects(&ran);
        assert_eq!(found.len(), 40);
        assert_eq!((&found[39]["id"], &found[39]["published"]), (&"n39".into(), &"2026-02-09".into()));
        assert_eq!(found[7]["sentences"][0]["text"], "Anna Ek said that harbour 7 would open in May.");
    }
}

#[test]
fn an_article_over_the_limit_and_one_of_broken_letters_are_told() {
    let folder = Folder::new("parquet-limit");
    let texts = vec![Some("Anna Ek said yes.".to_owned()), Some("word ".repeat(300)), None, Some("Jon Berg said no.".to_owned())];
    table(&folder.0.join("a.parquet"), &[("binary text", Values::Text(texts))], 10, WriterProperties::default());
    let ran = list(&folder, &["--max-article-size", "1K", "a.parquet"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 2));
    assert!(ran.err.starts_with("onrecord: a.parquet:2: is larger than one article may be (1 KiB)"), "{}", ran.err);
    assert!(ran.err.contains("a.parquet:3: has no text"), "{}", ran.err);
}

#[test]
fn one_value_in_a_million_rows_is_a_bomb() {
    let folder = Folder::new("parquet-bomb");
    let text = Some("word ".repeat(200));
    table(&folder.0.join("a.parquet"), &[("binary text", Values::Text(vec![text; 100_000]))], 100_000, WriterProperties::default());
    let ran = list(&folder, &["--max-article-size", "4K", "a.parquet"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("comes after more text than a file of this size holds"), "{}", ran.err);
    assert!(ran.out.lines().count() < 1000);
}

/// A file with any byte changed gives articles or errors, and ends.
#[test]
fn damage_is_told_and_the_rest_is_read() {
    use onrecord::read::{Options, articles, sources};
    let folder = Folder::new("parquet-damage");
    let path = folder.0.join("a.parquet");
    for (version, dictionary) in [(WriterVersion::PARQUET_1_0, true), (WriterVersion::PARQUET_2_0, false)] {
        let properties = WriterProperties::builder().set_writer_version(version).set_dictionary_enabled(dictionary);
        let properties = properties.set_column_encoding("text".into(), Encoding::PLAIN);
        let short = Values::Text((0..40).map(|i| Some(format!("Anna Ek said yes {}.", i % 7))).collect());
        table(&path, &[("binary text", short), ("int32 id", Values::Int((0..40).map(Some).collect()))], 20, properties.build());
        let whole = std::fs::read(&path).unwrap();
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let found = sources(std::slice::from_ref(&path)).into_iter().flatten().flat_map(|s| articles(&s, &Options::default()));
            found.fold((0, 0), |(good, bad), article| if article.is_ok() { (good + 1, bad) } else { (good, bad + 1) })
        };
        assert_eq!(read(&whole), (40, 0));
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= change;
                let (good, bad) = read(&bytes);
                assert!(good + bad > 0 && bad < 100, "byte {at}: {good} and {bad}");
            }
            assert!(read(&whole[..at]).0 == 0, "a file cut short has no footer");
        }
    }
}

#[test]
fn tables_are_written_with_types_and_read_back() {
    let folder = Folder::new("parquet-out");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE.replace("ships", "planes"));
    let inputs = ["a.txt", "b.txt", "missing.txt"];
    let ran = folder.run(&[&["claims", "--format", "parquet", "--dedupe", "mark", "-o", "out.parquet"][..], &inputs].concat());
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let csv = folder.run(&[&["claims", "--format", "csv", "--dedupe", "mark"][..], &inputs].concat()).out;
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let file = SerializedFileReader::new(File::open(folder.0.join("out.parquet")).unwrap()).unwrap();
    let rows: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    let expected: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), expected.len());
    assert!(rows.len() > 4);
    for (row, expected) in rows.iter().zip(&expected) {
        for (((name, field), expected_name), cell) in row.get_column_iter().zip(&names).zip(expected) {
            assert_eq!(name, expected_name);
            match field {
                Field::Null => assert_eq!(cell, ""),
                Field::Long(n) => assert_eq!((n.to_string().as_str(), ["line", "start", "end"].contains(&name.as_str())), (cell, true)),
                Field::Str(text) => assert_eq!(text, cell),
                Field::Double(n) => assert_eq!((n.to_string().as_str(), name.as_str()), (cell, "similarity")),
                other => panic!("{name} is {other:?}"),
            }
        }
    }
    for jobs in ["1", "3"] {
        let more = ["claims", "--format", "parquet", "--dedupe", "mark", "-q", "--jobs", jobs, "-o", "again.parquet"];
        folder.run(&[&more[..], &inputs].concat());
        assert_eq!(std::fs::read(folder.0.join("again.parquet")).unwrap(), std::fs::read(folder.0.join("out.parquet")).unwrap());
    }
    let piped = folder.run(&["claims", "--format", "parquet", "a.txt"]);
    assert_eq!((piped.code, piped.err.contains("--output FILE.parquet")), (Some(2), true), "{}", piped.err);
}
