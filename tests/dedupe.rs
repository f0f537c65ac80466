//! Near-duplicates in a pile, from outside: marked or left out, the same for any number of jobs and after a kill.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Folder, Ran};

/// A made-up report; reports of different numbers share no run of four words, but for what everybody writes.
fn report(n: usize) -> String {
    const WHO: [&str; 7] = ["Anna Ek", "Jon Berg", "Ida Holm", "Per Lund", "Eva Strand", "Nils Dahl", "Maja Brekke"];
    const WHAT: [&str; 11] = ["bridge", "tunnel", "harbour", "railway", "school", "hospital", "dam", "museum", "bakery", "ferry", "mill"];
    const HOW: [&str; 13] = [
        "soon",
        "gladly",
        "at last",
        "by May",
        "in stages",
        "with care",
        "alone",
        "in vain",
        "openly",
        "again",
        "in June",
        "at once",
        "twice",
    ];
    let sentence = |i: usize| {
        let pick = |list: &[&'static str], salt: usize| list[(n * (salt + 3) + i * (salt + 5) + n / 7 * i) % list.len()];
        let (who, what, how) = (pick(&WHO, 0), pick(&WHAT, 1), pick(&HOW, 2));
        format!(
            "{who} said number {n}{i} would have a {what} built {how} near place {i}{n}. \"We will pay for {what} {n}x{i},\" the mayor added."
        )
    };
    (0..8).map(sentence).collect::<Vec<_>>().join("\n\n")
}

/// What stands in a line: every third article is an earlier report with a word changed, every eighth line is bad.
fn article(i: usize) -> Option<(String, usize, bool)> {
    match i {
        _ if i % 8 == 7 => None,
        _ if i % 3 == 2 => Some((format!("copy{i}"), i / 6 * 3, true)),
        _ => Some((format!("n{i}"), i, false)),
    }
}

fn pile(articles: usize) -> String {
    let line = |i: usize| match article(i) {
        None => "{bad\n".to_owned(),
        Some((id, n, copy)) => {
            let text = if copy { report(n).replacen("mayor", "chair", 1) } else { report(n) };
            format!("{}\n", json!({"id": id, "text": text}))
        }
    };
    (0..articles).map(line).collect()
}

/// The copies of a pile, and what each is a copy of: the first with the same report.
fn copies(articles: usize) -> BTreeMap<String, String> {
    let (mut first, mut copies) = (BTreeMap::new(), BTreeMap::new());
    for (id, n, _) in (0..articles).filter_map(article) {
        match first.get(&n) {
            Some(known) => drop(copies.insert(id, String::clone(known))),
            None => drop(first.insert(n, id)),
        }
    }
    copies
}

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const JSONL: [&str; 3] = ["summarize", "--format", "jsonl"];

#[test]
fn a_copy_says_what_it_is_a_copy_of() {
    let folder = Folder::new("dedupe-mark");
    let edited = report(1).replacen("mayor", "chair", 1);
    folder.write("a.jsonl", format!("{}\n{}\n", json!({"id": "one", "text": report(1)}), json!({"id": "two", "text": report(2)})));
    folder.write("b.txt", format!("A title\n\n{edited}\n"));
    let ran = folder.run(&[&JSONL[..], &["--dedupe", "mark", "a.jsonl", "b.txt"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), "onrecord: 1 of 3 are near-duplicates, marked\n"));
    let found = lines(&ran);
    assert!(found[0]["duplicate_of"].is_null() && found[1]["duplicate_of"].is_null());
    let first = &found[2]["duplicate_of"];
    assert_eq!((&first["id"], &first["place"]), (&json!("one"), &json!("a.jsonl:1")));
    assert!(first["similarity"].as_f64().is_some_and(|s| s > 0.85 && s < 1.0), "{first}");
    let schema: Value = serde_json::from_str(include_str!("../schema/onrecord.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&found[2]));

    for format in ["text", "table", "markdown", "html"] {
        let page = folder.run(&["brief", "--format", format, "--dedupe", "mark", "a.jsonl", "b.txt"]).out;
        assert_eq!(page.matches("early the same as one (a.jsonl:1), similarity 0.").count(), 1, "{page}");
    }
    let csv = folder.run(&["claims", "--format", "csv", "--dedupe", "mark", "a.jsonl", "b.txt"]).out;
    assert!(csv.lines().next().unwrap().ends_with(",start,end,duplicate_of,similarity"), "{csv}");
    for row in csv.lines().skip(1) {
        assert_eq!(row.contains(",one,0.9"), row.starts_with("b,"), "{row}");
    }
    let quiet = folder.run(&[&JSONL[..], &["-q", "--dedupe", "skip", "a.jsonl", "b.txt"]].concat());
    assert_eq!((quiet.err.as_str(), lines(&quiet).len()), ("", 2));
    assert_eq!(folder.run(&[&JSONL[..], &["a.jsonl", "b.txt"]].concat()).out.matches("duplicate_of").count(), 0);
}

#[test]
fn what_cannot_carry_the_mark_says_so() {
    let folder = Folder::new("dedupe-formats");
    folder.write("a.jsonl", pile(6));
    let brat = folder.run(&["claims", "--format", "dna", "--dedupe", "mark", "a.jsonl"]);
    assert_eq!((brat.code, brat.err.contains("--dedupe skip goes with every format")), (Some(2), true), "{}", brat.err);
    let skipped = folder.run(&["claims", "--format", "dna", "--dedupe", "skip", "a.jsonl"]);
    assert_eq!(skipped.code, Some(0), "{}", skipped.err);
    let together = folder.run(&["summarize", "--together", "--dedupe", "mark", "a.jsonl"]);
    assert_eq!((together.code, together.err.contains("--together")), (Some(2), true), "{}", together.err);
}

#[test]
fn any_number_of_jobs_finds_the_same() {
    let folder = Folder::new("dedupe-jobs");
    folder.write("a.jsonl", pile(120));
    let copies = copies(120);
    for (what, closing) in [("mark", "marked"), ("skip", "left out")] {
        for args in [&JSONL[..], &["claims", "--format", "csv"], &["brief"]] {
            let with = |jobs| folder.run(&[args, &["--dedupe", what, "--jobs", jobs, "a.jsonl", "missing.txt"]].concat());
            let one = with("1");
            let told = format!("onrecord: 16 of 121 could not be done; {} are near-duplicates, {closing}\n", copies.len());
            assert!(one.err.ends_with(&told), "{}", one.err);
            for jobs in ["2", "7"] {
                let ran = with(jobs);
                assert_eq!((ran.code, &ran.out, &ran.err), (one.code, &one.out, &one.err), "{args:?} {what} with {jobs} jobs");
            }
        }
    }
    let marked = lines(&folder.run(&[&JSONL[..], &["--dedupe", "mark", "a.jsonl"]].concat()));
    let skipped = lines(&folder.run(&[&JSONL[..], &["--dedupe", "skip", "a.jsonl"]].concat()));
    let first: Vec<&Value> = marked.iter().filter(|line| line["duplicate_of"].is_null()).collect();
    assert_eq!(first, skipped.iter().collect::<Vec<_>>());
    let told = marked.iter().filter_map(|line| {
        let first = line["duplicate_of"]["id"].as_str()?;
        Some((line["id"].as_str()?.to_owned(), first.to_owned()))
    });
    assert_eq!(told.collect::<BTreeMap<_, _>>(), copies);
}

#[test]
fn a_killed_run_still_knows_what_it_has_seen() {
    let folder = Folder::new("dedupe-kill");
    folder.write("a.jsonl", pile(4000));
    let args = ["claims", "--format", "jsonl", "--jobs", "2", "--dedupe", "mark", "a.jsonl"];
    let whole = folder.run(&args);
    let resumed = [&args[..], &["-o", "out.jsonl", "--resume"]].concat();
    let (journal, mut kills) = (folder.0.join("out.jsonl.partial.journal"), 0);
    let marks = || std::fs::read_to_string(&journal).map_or(0, |text| text.lines().count());
    while !folder.0.join("out.jsonl").exists() {
        let mut child = folder.command(&resumed).stderr(Stdio::null()).spawn().unwrap();
        let (begun, before) = (Instant::now(), marks());
        while child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
            if marks() > before.max(1) && kills < 2 {
                std::thread::sleep(Duration::from_millis(300));
                child.kill().unwrap();
                kills += 1;
            }
        }
        child.wait().unwrap();
    }
    assert_eq!(folder.read("out.jsonl"), whole.out, "after {kills} kills");
    assert!(whole.out.contains("\"duplicate_of\"") && (kills > 0 || !cfg!(debug_assertions)), "it was not killed once");
    let left = std::fs::read_dir(&folder.0).unwrap().filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".partial"));
    assert_eq!(left.count(), 0);
}
