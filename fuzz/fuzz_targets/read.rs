//! Bytes as a text file, a page, a line of JSONL: an article or an error, whatever they are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::read::{InputFormat, Raw};

fuzz_target!(|bytes: &[u8]| {
    for format in [InputFormat::Auto, InputFormat::Text, InputFormat::Html, InputFormat::Jsonl] {
        if let Ok(raw) = Raw::from_bytes("fuzz", bytes, format) {
            assert!(raw.hints.iter().all(|(span, _)| raw.text.get(span.range()).is_some()));
        }
    }
});
