//! Long runs from outside: several jobs, output files, kill and resume.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{ARTICLE, Folder};

/// So many articles, every tenth line bad, of very different lengths.
fn pile(articles: usize) -> String {
    let line = |i: usize| match i % 10 {
        7 => "{bad\n".to_owned(),
        _ => {
            let text = ARTICLE.replace("Monday", &format!("day {i}")).repeat(1 + i % 5 * (i % 3));
            format!("{}\n", serde_json::json!({"id": format!("n{i}"), "text": text}))
        }
    };
    (0..articles).map(line).collect()
}

#[test]
fn any_number_of_jobs_writes_the_same_bytes() {
    let folder = Folder::new("jobs");
    folder.write("a.jsonl", pile(40));
    for args in [
        &["claims", "--format", "jsonl"][..],
        &["claims", "--format", "csv"],
        &["claims", "--format", "dna"],
        &["claims", "--format", "web-annotation"],
        &["summarize", "--format", "json"],
        &["brief"],
        &["brief", "--format", "markdown"],
    ] {
        let with = |jobs| folder.run(&[args, &["--jobs", jobs, "a.jsonl", "missing.txt", "a.jsonl"]].concat());
        let one = with("1");
        assert_eq!(one.code, Some(2));
        assert_eq!(one.err.lines().count(), 10, "{}", one.err);
        assert!(one.err.ends_with("onrecord: 9 of 81 could not be done\n"), "{}", one.err);
        for jobs in ["2", "5"] {
            let ran = with(jobs);
            assert_eq!((ran.code, &ran.out, &ran.err), (one.code, &one.out, &one.err), "{args:?} with {jobs} jobs");
        }
    }
    assert_eq!(folder.run(&["brief", "--jobs", "0", "a.jsonl"]).code, Some(2));
}

#[test]
fn a_pipe_gets_results_as_they_come() {
    use std::io::{BufRead, BufReader, Write};
    let folder = Folder::new("stream");
    for jobs in ["1", "3"] {
        let mut child = folder
            .command(&["sentences", "--input-format", "jsonl", "--format", "jsonl", "--jobs", jobs, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        for i in 0..3 {
            writeln!(input, "{{\"id\": \"{i}\", \"text\": \"Anna Ek said yes.\"}}").unwrap();
            input.flush().unwrap();
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            assert!(line.starts_with(&format!("{{\"id\":\"{i}\"")), "{line}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn an_output_file_is_whole_or_as_it_was() {
    let folder = Folder::new("output");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    let printed = folder.run(&["claims", "--format", "json", "a.txt", "b.txt"]).out;
    folder.write("out.json", "old\n");
    let ran = folder.run(&["claims", "--format", "json", "-o", "out.json", "a.txt", "b.txt"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
    assert_eq!(folder.read("out.json"), printed);
    // What fails as a whole leaves what was there, and nothing beside it.
    let before = fs::read_dir(&folder.0).unwrap().count();
    let brat = folder.run(&["claims", "--format", "brat", "-o", "out.json", "a.txt", "b.txt"]);
    assert_eq!(brat.code, Some(2));
    assert_eq!(folder.read("out.json"), printed);
    assert_eq!(folder.run(&["brief", "-o", "no/such/folder.txt", "a.txt"]).code, Some(2));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), before);
    // One bad article of several is no reason to lose the others.
    let ran = folder.run(&["claims", "--format", "jsonl", "-o", "some.jsonl", "a.txt", "missing.txt"]);
    assert_eq!((ran.code, folder.read("some.jsonl").lines().count()), (Some(2), 1));
}

#[test]
fn no_input_is_written_over() {
    let folder = Folder::new("over");
    let line = "{\"id\": \"x\", \"text\": \"Anna Ek said yes.\"}\n";
    folder.write("pile/a.jsonl", line);
    folder.write("pile/z.jsonl", line);
    for args in [
        &["-o", "pile/a.jsonl", "pile/a.jsonl"][..],
        &["-o", "./pile/../pile/a.jsonl", "pile/z.jsonl", "pile/a.jsonl"],
        &["-o", "pile/z.jsonl", "pile"],
        &["-o", "pile/z.jsonl", "pile/*"],
        &["-o", "pile/z.jsonl", "--resume", "pile/z.jsonl"],
    ] {
        let ran = folder.run(&[&["claims", "--format", "jsonl"][..], args].concat());
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains("jsonl: is an input"), "{args:?}: {}", ran.err);
        assert_eq!((folder.read("pile/a.jsonl"), folder.read("pile/z.jsonl")), (line.to_owned(), line.to_owned()));
    }
}

#[test]
fn a_killed_run_goes_on_without_a_lost_or_doubled_article() {
    let folder = Folder::new("kill");
    folder.write("a.jsonl", pile(900));
    let args = ["claims", "--format", "jsonl", "--jobs", "2", "a.jsonl", "missing.txt", "a.jsonl"];
    let whole = folder.run(&args);
    assert_eq!(whole.code, Some(2));
    let resumed = [&args[..], &["-o", "out.jsonl", "--resume"]].concat();
    let mut kills = 0;
    let out = folder.0.join("out.jsonl");
    while !out.exists() {
        let mut child = folder.command(&resumed).stderr(Stdio::null()).spawn().unwrap();
        let (begun, before) = (Instant::now(), marks(&folder));
        // Killed a while after the journal has moved, so that lines stand behind its last mark.
        while child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
            if marks(&folder) > before && kills < 3 {
                std::thread::sleep(Duration::from_millis(300));
                child.kill().unwrap();
                kills += 1;
            }
        }
        child.wait().unwrap();
    }
    assert_eq!(folder.read("out.jsonl"), whole.out, "after {kills} kills");
    assert!(kills > 0 || !cfg!(debug_assertions), "it was not killed once");
    assert!(!folder.0.join("out.jsonl.partial").exists() && !folder.0.join("out.jsonl.partial.journal").exists());
    let again = folder.run(&resumed);
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("nothing is left to do"), "{}", again.err);
}

/// Lines of the journal.
fn marks(folder: &Folder) -> usize {
    fs::read(folder.0.join("out.jsonl.partial.journal")).map_or(0, |journal| journal.iter().filter(|b| **b == b'\n').count())
}

#[test]
fn what_cannot_be_resumed_is_said() {
    let folder = Folder::new("resume");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    assert!(folder.run(&["claims", "--resume", "a.txt"]).err.contains("--output"));
    assert!(folder.run(&["claims", "--resume", "-o", "x", "a.txt"]).err.contains("jsonl"));
    let header = "{\"onrecord\":\"0.0.0\",\"run\":\"other\"}\n";
    folder.write("o.jsonl.partial", "line\n");
    folder.write("o.jsonl.partial.journal", header);
    let other = folder.run(&["claims", "--format", "jsonl", "-o", "o.jsonl", "--resume", "a.txt", "b.txt"]);
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("was begun with other inputs, options or another version"), "{}", other.err);
}

#[test]
fn a_run_with_other_words_or_another_reading_is_another() {
    let folder = Folder::new("otherwise");
    let topics = |word: &str| {
        folder.write("t.toml", format!("[[topic]]\nid = \"coast\"\nlabel = \"Coast\"\ntriggers = [\"{word}\"]\n"));
    };
    topics("lighthouse");
    let args = ["claims", "--format", "jsonl", "-o", "o.jsonl", "--resume", "--topics", "t.toml", "-"];
    let mut child = folder.command(&args).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while fs::read(folder.0.join("o.jsonl.partial.journal")).is_ok_and(|journal| journal.is_empty())
        || !folder.0.join("o.jsonl.partial.journal").exists()
    {
        assert!(begun.elapsed() < Duration::from_secs(60), "no journal was begun");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let is_another = |args: &[&str]| folder.run(args).err.contains("was begun with other inputs, options");
    topics("lamp");
    assert!(is_another(&args));
    topics("lighthouse");
    assert!(is_another(&[&args[..], &["--input-format", "jsonl"]].concat()));
    assert!(is_another(&[&args[..6], &["-"]].concat()));
    assert!(!is_another(&args));
}

#[cfg(target_os = "linux")]
#[test]
fn what_standard_output_goes_to_is_not_read() {
    let folder = Folder::new("stdout");
    let line = "{\"id\": \"x\", \"text\": \"Anna Ek said yes.\"}\n";
    folder.write("pile/a.jsonl", line);
    folder.write("pile/z.jsonl", line);
    let out = fs::File::create(folder.0.join("pile/m.jsonl")).unwrap();
    let ran = folder.command(&["sentences", "--format", "jsonl", "pile"]).stdout(out).output().unwrap();
    assert_eq!((ran.status.code(), folder.read("pile/m.jsonl").lines().count()), (Some(2), 2));
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(told.starts_with("onrecord: pile/m.jsonl: is the file that the output goes to, and is not read\n"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = Folder::new("full");
    folder.write("a.txt", ARTICLE);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let ran = folder.command(&["brief", "a.txt"]).stdout(full).output().unwrap();
    assert_eq!((ran.status.code(), String::from_utf8(ran.stderr).unwrap().lines().count()), (Some(2), 1));
    let ran = folder.run(&["brief", "-o", "/dev/full", "a.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("onrecord: /dev/full: cannot write: No space left on device"), "{}", ran.err);
}

#[test]
fn a_remark_names_its_article_and_a_pile_has_few() {
    let folder = Folder::new("remarks");
    let line = |n: usize| format!("{{\"id\":\"a{n}\",\"text\":\"One sentence stands here.\"}}\n");
    folder.write("short.jsonl", (0..30).map(line).collect::<String>());
    let told = folder.run(&["summarize", "--format", "jsonl", "short.jsonl"]).err;
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[1].contains("short.jsonl:2: the article has only 1 sentence"), "{told}");
    assert_eq!((lines.len(), lines[20]), (21, "onrecord: of 10 more articles there was something to remark, as above"));
    assert_eq!(folder.run(&["summarize", "-q", "--format", "jsonl", "short.jsonl"]).err, "");
}
