//! Who says what, case by case: `tests/cases/attribution.txt` marks source, cue and content in place.
//!
//! A block is a heading (`## the phenomenon`), the text with marks, and a line for each attribution in the order of its number:
//! `=> speaker; speaker | quote type`, with ` | via speaker` behind it where somebody passes it on. `[S words]`, `[C words]` and `[T words]` mark source, cue and content (text said); a number
//! after the letter tells attributions apart (`[S2 …]`, `[S1,2 …]` for a subject that two cues share), marks may nest, several pieces of content carry the same mark. A blank line
//! parts paragraphs. `expect-fail: reason` names what is known to fail: the run lists it, and fails if it starts to pass.

use std::collections::BTreeMap;

use onrecord::attribute::{Attribution, QuoteType, Speaker, attribute};
use onrecord::read::Raw;
use onrecord::{Document, Lexicon, parse};

const FILE: &str = "tests/cases/attribution.txt";

#[derive(Default)]
struct Case {
    line: usize,
    name: String,
    text: String,
    expected: BTreeMap<usize, Expected>,
    expect_fail: Option<String>,
}

#[derive(Default, Debug, PartialEq)]
struct Expected {
    source: Vec<String>,
    cue: Vec<String>,
    content: Vec<String>,
    speakers: Vec<String>,
    quote_type: String,
    relayed_by: Vec<String>,
}

#[test]
fn cases() {
    let text = std::fs::read_to_string(FILE).unwrap();
    let cases = load(&text).unwrap_or_else(|e| panic!("{FILE}:{e}"));
    assert!(cases.len() > 30, "{FILE}: only {} cases", cases.len());
    let mut failures = Vec::new();
    for case in &cases {
        match (run(case), &case.expect_fail) {
            (Ok(()), None) => {}
            (Err(_), Some(reason)) => println!("known to fail: {FILE}:{}: {}: {reason}", case.line, case.name),
            (Err(why), None) => failures.push(format!("{FILE}:{}: {}\n{why}", case.line, case.name)),
            (Ok(()), Some(_)) => failures.push(format!("{FILE}:{}: {}: passes now, take the expect-fail line out", case.line, case.name)),
        }
    }
    assert!(failures.is_empty(), "{} of {} cases fail\n\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

#[test]
fn malformed_blocks_are_refused_with_their_line() {
    for (text, error) in [
        ("## a\n[S Ek said yes.\n=> Ek | direct\n", "2: a mark is not closed"),
        ("## a\n[X Ek] said yes.\n=> Ek | direct\n", "2: a mark is S, C or T with a number, not \"X\""),
        ("## a\n[S Ek] [C said] [T yes].\n", "1: no \"=>\" line"),
        ("## a\n[T yes].\n=> Ek\n", "3: \"=> speakers | quote type\""),
        ("text\n", "1: text before the first heading"),
    ] {
        assert_eq!(load(text).err().as_deref(), Some(error), "{text}");
    }
}

fn run(case: &Case) -> Result<(), String> {
    let lexicon = Lexicon::english();
    let doc = parse(Raw::text("case", case.text.as_str()), lexicon);
    let found = attribute(&doc, lexicon);
    let expected: Vec<&Expected> = case.expected.values().collect();
    let shown: Vec<Expected> = found.iter().map(|a| show(&doc, a)).collect();
    if shown.iter().collect::<Vec<_>>() == expected { Ok(()) } else { Err(format!("  expected {expected:#?}\n  found {shown:#?}")) }
}

fn show(doc: &Document, a: &Attribution) -> Expected {
    let words = |spans: &[onrecord::Span]| spans.iter().map(|s| doc.slice(*s).to_owned()).collect();
    let quote_type = match a.quote_type {
        QuoteType::Direct => "direct",
        QuoteType::Mixed => "mixed",
        QuoteType::Indirect => "indirect",
        QuoteType::Act => "act",
    };
    let names = |speakers: &[Speaker]| speakers.iter().map(|s| s.name.clone()).collect();
    Expected {
        source: words(&a.source),
        cue: words(&a.cue),
        content: words(&a.content),
        speakers: names(&a.speakers),
        quote_type: quote_type.into(),
        relayed_by: names(&a.relayed_by),
    }
}

fn load(text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut outcomes = 0;
    for (i, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l)) {
        if let Some(name) = line.strip_prefix("## ") {
            finish(cases.last(), outcomes)?;
            outcomes = 0;
            cases.push(Case { line: i, name: name.trim().into(), ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            return Err(format!("{i}: text before the first heading"));
        };
        if let Some(outcome) = line.strip_prefix("=>") {
            outcomes += 1;
            let (speakers, quote_type) = outcome.split_once('|').ok_or(format!("{i}: \"=> speakers | quote type\""))?;
            let entry = case.expected.entry(outcomes).or_default();
            let (quote_type, via) = quote_type.split_once("| via ").unwrap_or((quote_type, ""));
            let names = |list: &str| list.split(';').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
            entry.speakers = names(speakers);
            entry.quote_type = quote_type.trim().into();
            entry.relayed_by = names(via);
        } else if let Some(reason) = line.strip_prefix("expect-fail:") {
            case.expect_fail = Some(reason.trim().into());
        } else {
            read_marks(case, line).map_err(|e| format!("{i}: {e}"))?;
        }
    }
    finish(cases.last(), outcomes)?;
    Ok(cases)
}

fn finish(case: Option<&Case>, outcomes: usize) -> Result<(), String> {
    match case {
        Some(case) if case.expected.len() > outcomes || outcomes == 0 && !case.name.starts_with("nobody") => {
            Err(format!("{}: no \"=>\" line", case.line))
        }
        _ => Ok(()),
    }
}

fn read_marks(case: &mut Case, line: &str) -> Result<(), String> {
    let mut open: Vec<(char, Vec<usize>, usize)> = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']']) {
        case.text.push_str(&rest[..at]);
        if rest[at..].starts_with(']') {
            let (role, numbers, start) = open.pop().ok_or("a mark is closed that was not opened")?;
            let words = case.text[start..].to_owned();
            for number in numbers {
                let entry = case.expected.entry(number).or_default();
                match role {
                    'S' => entry.source.push(words.clone()),
                    'C' => entry.cue.push(words.clone()),
                    _ => entry.content.push(words.clone()),
                }
            }
            rest = &rest[at + 1..];
        } else {
            let (mark, after) = rest[at + 1..].split_once(' ').ok_or("a mark is followed by a space")?;
            let role = mark.chars().next().filter(|c| "SCT".contains(*c));
            let numbers = if mark.len() == 1 { Some(vec![1]) } else { mark[1..].split(',').map(|n| n.parse().ok()).collect() };
            let (Some(role), Some(number)) = (role, numbers) else {
                return Err(format!("a mark is S, C or T with a number, not \"{mark}\""));
            };
            open.push((role, number, case.text.len()));
            rest = after;
        }
    }
    case.text.push_str(rest);
    case.text.push('\n');
    if open.is_empty() { Ok(()) } else { Err("a mark is not closed".into()) }
}
