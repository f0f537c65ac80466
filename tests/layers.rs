//! The flow runs one way: a folder may use the shared nouns and the folders to its left, never one to its right or in the other
//! branch; only the binary knows clap. Checked by reading the paths that the code names, its own tests left out.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, and which of the others each may name. Everything may name the nouns: span, document, error, lexicon, random.
const STAGES: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("document", &[]),
    ("error", &[]),
    ("files", &[]),
    ("lexicon", &[]),
    ("random", &[]),
    ("dedupe", &[]),
    ("read", &[]),
    ("clean", &["read"]),
    ("segment", &["read", "clean"]),
    ("annotate", &["read", "clean", "segment"]),
    ("summarize", &["read", "clean", "segment", "annotate"]),
    ("attribute", &["read", "clean", "segment", "annotate"]),
    ("claim", &["read", "clean", "segment", "annotate", "attribute"]),
    ("keywords", &["read", "clean", "segment", "annotate"]),
    // What is scored are claims: their types are named in one place.
    ("score", &["claim"]),
    ("render", &["summarize", "attribute", "claim", "keywords", "score"]),
    ("check", &["files", "read", "summarize", "attribute", "claim", "render", "parse"]),
];

const NOUNS: &[&str] = &["span", "document", "error", "lexicon", "random", "Language", "Span", "Document", "Error", "Result", "Lexicon"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The stage a file belongs to: its folder, or its own name.
fn stage(path: &Path) -> String {
    let inside = path.strip_prefix(source()).unwrap();
    inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file: no comments, no tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..tests].lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether a file is there for tests only.
fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.ends_with("render/sample.rs")
}

/// The first name of every path that opens with `crate::`, groups opened up.
fn names(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => names.push(ident(rest)),
            Some(group) => names.extend(group_names(group)),
        }
    }
    names
}

/// The first names in what follows an opening brace.
fn group_names(group: &str) -> Vec<String> {
    let (mut depth, mut fresh) = (0, true);
    let mut names = Vec::new();
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && c.is_alphanumeric() => {
                names.push(ident(&group[i..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn ident(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn no_stage_names_a_later_one() {
    let mut found = Vec::new();
    files(&source(), &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let stage = stage(&path);
        if ["lib", "main", "cli"].contains(&stage.as_str()) || is_test(&path) {
            continue;
        }
        let allowed = STAGES.iter().find(|(name, _)| *name == stage);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{stage} is no stage known to this test: say here what it may use"));
        for name in names(&code(&path)) {
            if name != stage && !NOUNS.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: {stage} may not name {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_binary_knows_clap() {
    let mut found = Vec::new();
    files(&source(), &mut found);
    for path in found.iter().filter(|p| !["cli", "main"].contains(&stage(p).as_str())) {
        let code = code(path);
        for word in ["clap::", "anyhow::", "anstream::", "terminal_size::"] {
            let named = code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(!named, "{} names {word}", path.display());
        }
    }
}

#[test]
fn arguments_are_defined_in_one_folder_and_main_is_short() {
    let mut found = Vec::new();
    files(&source().join("cli"), &mut found);
    for path in found.iter().filter(|p| !p.components().any(|c| c.as_os_str() == "args")) {
        let code = code(path);
        for word in ["derive(Args", "derive(Parser", "derive(Subcommand", "ValueEnum)"] {
            assert!(!code.contains(word), "{} defines arguments", path.display());
        }
    }
    let main = fs::read_to_string(source().join("main.rs")).unwrap();
    assert!(main.lines().count() <= 40, "main.rs parses, calls and maps to an exit code");
}

#[test]
fn paths_are_taken_apart() {
    let code = "use crate::{Document, read::Raw, claim::{Claim, Group}};\nlet x = crate::render::plain(\"\");";
    assert_eq!(names(code), ["Document", "read", "claim", "render"]);
}
