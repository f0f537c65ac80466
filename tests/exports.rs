//! Exports keep to the rules of the programs that read them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use support::{Folder, fixtures};

/// The types and attribute values that an `annotation.conf` knows, by section.
fn configuration(text: &str) -> BTreeMap<&str, BTreeSet<String>> {
    let mut sections: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with(['#', '!', '<'])) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            continue;
        }
        let (name, rest) = line.split_once('\t').unwrap_or((line, ""));
        let known = sections.entry(section).or_default();
        match rest.split_once("Value:") {
            Some((_, values)) => known.extend(values.split('|').map(|v| format!("{name} {v}"))),
            None => drop(known.insert(name.to_owned())),
        }
    }
    sections
}

/// What is wrong with a standoff file, line by line; nothing if brat takes it.
fn faults(annotations: &str, text: &str, types: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut ids, mut spans) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for line in annotations.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let id = cells[0];
        let numbered = id.get(1..).is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
        let words: Vec<&str> = cells.get(1).map_or(Vec::new(), |c| c.split(' ').collect());
        let known = |section: &str, name: &str| types[section].contains(name);
        let refers = |word: &str, role: &str| word.strip_prefix(role).is_some_and(|id| spans.contains(id));
        let right = numbered
            && ids.insert(id.to_owned())
            && match (id.chars().next(), cells.len(), &words[..]) {
                (Some('T'), 3, [kind, ..]) => {
                    spans.insert(id.to_owned());
                    known("entities", kind) && selects(&cells[1][kind.len() + 1..], cells[2], &chars)
                }
                (Some('R'), 2, [kind, from, to]) => known("relations", kind) && refers(from, "Arg1:") && refers(to, "Arg2:"),
                (Some('A'), 2, [kind, of, value]) => known("attributes", &format!("{kind} {value}")) && refers(of, ""),
                (Some('#'), 3, ["AnnotatorNotes", of]) => refers(of, "") && !cells[2].is_empty(),
                _ => false,
            };
        if !right {
            wrong.push(line.to_owned());
        }
    }
    wrong
}

/// Whether fragments are in order, apart, on one line each, and select the words, joined by blanks.
fn selects(fragments: &str, words: &str, chars: &[char]) -> bool {
    let mut last = 0;
    let mut pieces = Vec::new();
    for fragment in fragments.split(';') {
        let Some((start, end)) = fragment.split_once(' ') else { return false };
        let (Ok(start), Ok(end)) = (start.parse::<usize>(), end.parse::<usize>()) else { return false };
        if start < last || start >= end || end > chars.len() {
            return false;
        }
        last = end;
        let piece: String = chars[start..end].iter().collect();
        if piece.contains(['\n', '\r', '\t']) || piece.trim() != piece {
            return false;
        }
        pieces.push(piece);
    }
    pieces.join(" ") == words
}

fn checked(folder: &Path) -> usize {
    let read = |name: String| std::fs::read_to_string(folder.join(name)).unwrap();
    let configuration_text = read("annotation.conf".into());
    let types = configuration(&configuration_text);
    let mut documents = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".ann") else { continue };
        let wrong = faults(&read(name.clone()), &read(format!("{stem}.txt")), &types);
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        documents += 1;
    }
    documents
}

#[test]
fn brat_takes_every_fixture_and_odd_text() {
    let folder = Folder::new("brat");
    let odd = "Ships for the strait\n\nPrime Minister Ida Ek said\tNorland would send \u{201c}two\u{202e} ships 😀\u{201d} after\ta truce.\n\n\
               \u{201c}We will pay for the crews,\u{201d} she said. \u{201c}We will not\r\nsign a deal if they\u{2028}leave.\u{201d}\n";
    folder.write("odd.txt", odd);
    let mut args: Vec<String> = ["claims", "--format", "brat", "--out-dir", "out", "odd.txt"].map(str::to_owned).to_vec();
    args.extend(fixtures().iter().map(|p| p.display().to_string()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = folder.run(&args);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(checked(&folder.0.join("out")), args.len() - 5);
    assert_eq!(folder.read("out/odd.txt"), odd);
    assert!(folder.read("out/odd.ann").lines().count() > 6, "{}", folder.read("out/odd.ann"));
}

#[test]
fn corrections_are_not_overwritten() {
    let folder = Folder::new("brat-again");
    folder.write("a.txt", support::ARTICLE);
    let arguments = ["claims", "--format", "brat", "--out-dir", "out", "a.txt"];
    assert_eq!(folder.run(&arguments).code, Some(0));
    assert_eq!(folder.run(&arguments).code, Some(0), "the same words may be written again");
    folder.write("out/a.ann", "T1\tSource 0 2\tHe\n");
    let again = folder.run(&arguments);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("a.ann") && again.err.contains("not overwritten"), "{}", again.err);
    assert_eq!(folder.read("out/a.ann"), "T1\tSource 0 2\tHe\n");
    // What comes after is written all the same, also where somebody has added types.
    folder.write("b.txt", support::ARTICLE);
    folder.write("out/annotation.conf", "[entities]\nMine\n");
    let more = folder.run(&["claims", "--format", "brat", "--out-dir", "out", "a.txt", "b.txt"]);
    assert_eq!(more.code, Some(2));
    assert!(more.err.contains("out: 1 document was left as it is"), "{}", more.err);
    assert!(folder.read("out/b.ann").starts_with("T1\t") && folder.read("out/annotation.conf").contains("Mine"));
    assert_eq!(folder.run(&["claims", "--out-dir", "out", "a.txt"]).code, Some(2), "only for brat");
}

#[test]
fn faults_are_found() {
    let types = configuration("[entities]\nCue\n[relations]\nSays\tArg1:Cue, Arg2:Cue\n[attributes]\nStrength\tArg:Cue, Value:Firm\n");
    let text = "He said\nit.";
    let one = |line: &str| faults(&format!("T1\tCue 3 7\tsaid\n{line}"), text, &types).len();
    assert_eq!(faults("T1\tCue 3 7;8 10\tsaid it\nA1\tStrength T1 Firm\n#1\tAnnotatorNotes T1\tx", text, &types), Vec::<String>::new());
    for line in [
        "T2\tCue 3 10\tsaid it",
        "T2\tCue 3 7\tsays",
        "T2\tWho 3 7\tsaid",
        "T1\tCue 3 7\tsaid",
        "R1\tSays Arg1:T1 Arg2:T9",
        "A1\tStrength T1 Na",
    ] {
        assert_eq!(one(line), 1, "{line}");
    }
}
