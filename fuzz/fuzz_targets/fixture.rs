//! Bytes as the files of a fixture: `check` compares or says what is wrong, and writes nothing.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use onrecord::Lexicon;
use onrecord::attribute::Engine;
use onrecord::check::check;

fuzz_target!(|input: (&[u8], &[u8], &str)| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = [("article.txt", input.0), ("claims.json", input.1), ("about.toml", input.2.as_bytes())];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("it can be written");
    }
    let _ = check(folder.path(), Lexicon::english(), Engine::Rules, false);
    assert_eq!(fs::read_dir(folder.path()).map_or(0, Iterator::count), files.len());
});
