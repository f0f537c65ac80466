//! Bytes as a stream: JSONL, web archives, Parquet, gzip, zstd. It ends, and no article is larger than asked.
#![no_main]

use std::io::Write;
use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use onrecord::read::{InputFormat, Options, articles, sources};

const MOST: usize = 1 << 16;

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("it can be written");
    let path: PathBuf = file.path().to_owned();
    for format in [InputFormat::Auto, InputFormat::Jsonl, InputFormat::Warc, InputFormat::Parquet] {
        let options = Options { format, most_bytes: MOST, ..Options::default() };
        for source in sources(std::slice::from_ref(&path)).into_iter().flatten() {
            for raw in articles(&source, &options).flatten() {
                // Encodings and pages may grow a little as they become text.
                assert!(raw.text.len() <= MOST * 4);
            }
        }
    }
});
