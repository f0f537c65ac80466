//! What a file is, by its name and its first bytes.

use std::path::Path;

use super::InputFormat;

/// Endings of the files taken from a folder.
const ENDINGS: [(&str, InputFormat); 10] = [
    ("txt", InputFormat::Text),
    ("text", InputFormat::Text),
    ("html", InputFormat::Html),
    ("htm", InputFormat::Html),
    ("xhtml", InputFormat::Html),
    ("jsonl", InputFormat::Jsonl),
    ("ndjson", InputFormat::Jsonl),
    ("warc", InputFormat::Warc),
    ("wet", InputFormat::Warc),
    ("parquet", InputFormat::Parquet),
];

/// Endings that say how a file is packed, after the one that says what it is.
pub(super) const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

/// Bytes looked at. A page may open with a long comment.
pub(super) const WINDOW: usize = 4096;

/// The format that a file's ending tells: `a.html`, `a.jsonl.gz`.
pub(super) fn by_name(path: &Path) -> Option<InputFormat> {
    let mut ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if PACKED.contains(&ending.as_str()) {
        ending = Path::new(path.file_stem()?).extension()?.to_str()?.to_ascii_lowercase();
    }
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

/// The format asked for; else by ending, else by the first bytes.
pub(super) fn format(path: &Path, bytes: &[u8], asked: InputFormat) -> InputFormat {
    match asked {
        InputFormat::Auto => by_name(path).unwrap_or_else(|| by_content(bytes)),
        asked => asked,
    }
}

fn by_content(bytes: &[u8]) -> InputFormat {
    if bytes.starts_with(b"WARC/") {
        return InputFormat::Warc;
    }
    if bytes.starts_with(b"PAR1") {
        return InputFormat::Parquet;
    }
    let opening = bytes[..bytes.len().min(WINDOW)].to_ascii_lowercase();
    let opening = opening.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&opening).trim_ascii_start();
    let has = |what: &[u8]| memchr::memmem::find(opening, what).is_some();
    let markup = opening.starts_with(b"<!doctype html") || opening.starts_with(b"<html") || opening.starts_with(b"<head");
    let later = opening.starts_with(b"<") && (has(b"<!doctype html") || has(b"<html") || has(b"<body"));
    if markup || later {
        InputFormat::Html
    } else if is_json_line(opening) {
        InputFormat::Jsonl
    } else {
        InputFormat::Text
    }
}

/// Whether a text opens with an object and its first key.
fn is_json_line(opening: &[u8]) -> bool {
    opening.strip_prefix(b"{").is_some_and(|rest| {
        let line = rest.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_start();
        line.starts_with(b"\"") && memchr::memmem::find(line, b"\":").or_else(|| memchr::memmem::find(line, b"\" :")).is_some()
    })
}

/// The kind of binary file that opens with these bytes.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 19] = [
        (b"%PDF-", "a PDF file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"PK\x03\x04", "a ZIP archive, or an office document"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\x00", "an xz archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90\x00", "a program"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"SQLite format 3\x00", "a database"),
        (b"OggS\x00", "a sound file"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}
