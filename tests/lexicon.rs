//! Lints the word lists: each opens with a header, is sorted and unique, and is one that the library loads.

use std::collections::BTreeSet;
use std::path::Path;

use onrecord::Lexicon;

const FOLDER: &str = "src/lexicon/en";
/// Ordered by class or purpose within the file, with words that may stand in several classes.
const GROUPED: [&str; 4] = ["boilerplate.txt", "grammar.tsv", "outlets.txt", "pagewords.txt"];

#[test]
fn lists_open_with_a_header_and_are_sorted_and_unique() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if !text.starts_with("# ") || !text.contains("Licence:") {
            wrong.push(format!("{name}: opens with lines that say purpose, columns, origin and licence"));
        }
        if GROUPED.contains(&&*name) || name.ends_with(".toml") {
            continue;
        }
        let keys: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').next().unwrap_or(l)).collect();
        let sorted: BTreeSet<&str> = keys.iter().copied().collect();
        if keys != sorted.into_iter().collect::<Vec<_>>() {
            let at = keys.windows(2).position(|w| w[0] >= w[1]).map_or(0, |i| i + 1);
            wrong.push(format!("{name}: \"{}\" is out of order or there twice", keys[at]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_a_list_that_the_library_knows() {
    // Merged over itself the folder loads: no file has a name that is passed over.
    let error = Lexicon::with_folder(Path::new(FOLDER)).err();
    assert!(error.is_none(), "{error:?}");
}

#[test]
fn a_misspelt_list_is_refused_by_name() {
    let folder = std::env::temp_dir().join(format!("onrecord-lexicon-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ceus.tsv"), "say\tthat\n").unwrap();
    let error = Lexicon::with_folder(&folder).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(error.contains("ceus.tsv") && error.contains("cues.tsv"), "{error}");
}
