//! One summary of several articles: nothing twice, every sentence with its source, the same bytes each time.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use serde_json::Value;
use support::{ARTICLE, Folder};

const HERALD: &str = "Norland and Sudland signed a truce on Monday that opens the border to aid convoys, President Ida Ek said in Ostby.\n\n\
    Ek thanked the envoy Otto Holt of the Northern Union for months of quiet talks.\n\n\
    Farmers near the frontier said the roads were still mined and that the harvest was lost.\n\n\
    \"The convoys will roll before the snow comes,\" Ek said.\n\n\
    It was the third attempt in two years to end the fighting.\n";
const COURIER: &str = "The truce that Norland and Sudland signed on Monday opens the border to aid convoys.\n\n\
    Sudland's foreign minister Rurik Dahl warned that the calm had to hold for the whole week before any convoy could pass.\n\n\
    Monitors of the Northern Union will count the convoys at two crossings, the envoy Otto Holt said.\n\n\
    Shares in Vestby rose by two per cent on the news.\n";
/// Most of the Herald's report, word for word, as outlets print what agencies send.
const GAZETTE: &str = "Norland and Sudland signed a truce on Monday that opens the border to aid convoys, President Ida Ek said in Ostby.\n\n\
    Ek thanked the envoy Otto Holt of the Northern Union for months of quiet talks.\n\n\
    Snow is expected in Ostby by the end of the month.\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let line = |id: &str, outlet: &str, text: &str| serde_json::json!({"id": id, "outlet": outlet, "text": text}).to_string();
    let lines = [line("h", "The Herald", HERALD), line("c", "Courier", COURIER), line("g", "", GAZETTE)];
    folder.write("event.jsonl", lines.join("\n"));
    folder
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let ran = folder.run(&[&["summarize", "--together", "--format", "jsonl", "event.jsonl"], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value["sentences"].as_array().unwrap().iter().map(|s| s["text"].as_str().unwrap()).collect()
}

#[test]
fn nothing_is_told_twice_whoever_tells_it() {
    let folder = folder("together-twice");
    for method in ["tfidf", "lexrank", "kl"] {
        for n in ["2", "4", "6", "8"] {
            let value = json(&folder, &["-n", n, "--method", method]);
            for words in ["opens the border to aid convoys", "thanked the envoy"] {
                let told = texts(&value).iter().filter(|t| t.contains(words)).count();
                assert!(told <= 1, "{method} {n}: {:?}", texts(&value));
            }
        }
    }
}

#[test]
fn what_several_tell_comes_first() {
    let folder = folder("together-first");
    let value = json(&folder, &["-n", "1"]);
    assert!(texts(&value)[0].contains("opens the border"), "{value}");
    let value = json(&folder, &["-n", "4"]);
    let from = value["sentences"].as_array().unwrap().iter().map(|s| s["document"].as_u64().unwrap());
    let from: std::collections::BTreeSet<u64> = from.collect();
    assert!(from.len() > 1, "more than one outlet has a say: {value}");
}

#[test]
fn every_sentence_has_its_source_and_the_order_is_that_of_the_inputs() {
    let folder = folder("together-source");
    let ran = folder.run(&["summarize", "--together", "-n", "5", "event.jsonl"]);
    let labels = ["(The Herald)", "(Courier)", "(g)"];
    let at = |line: &str| labels.iter().position(|l| line.ends_with(l)).unwrap_or_else(|| panic!("no source: {line}"));
    let order: Vec<usize> = ran.out.lines().map(at).collect();
    assert!(order.len() > 2 && order.is_sorted(), "{}", ran.out);
    let table = folder.run(&["summarize", "--together", "--format", "table", "event.jsonl"]).out;
    assert!(table.contains("Source") && table.contains("Herald"), "{table}");
    let rank = folder.run(&["summarize", "--together", "-n", "5", "--order", "rank", "event.jsonl"]).out;
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(sorted(&rank), sorted(&ran.out));
}

#[test]
fn output_keeps_to_its_schema_and_repeats_itself() {
    let folder = folder("together-schema");
    folder.write(
        "page.html",
        format!("<html><body><article><h1>Truce</h1><p>{}</p></article></body></html>", COURIER.replace("\n\n", "</p><p>")),
    );
    let schema: Value = serde_json::from_str(include_str!("../schema/together.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for more in [&[][..], &["--explain"], &["page.html", "--words", "60"], &["--offsets", "char", "--chars", "300"]] {
        let value = json(&folder, more);
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{more:?}: {errors:?}");
        assert_eq!(value, json(&folder, more), "{more:?}");
        assert!(!texts(&value).is_empty(), "{more:?}");
    }
    let csv = folder.run(&["summarize", "--together", "--format", "csv", "event.jsonl"]).out;
    assert!(csv.starts_with("document,outlet,path,line,start,end,score,text,added\n"), "{csv}");
}

#[test]
fn one_article_or_none_is_no_special_case() {
    let folder = folder("together-one");
    folder.write("a.txt", HERALD);
    let ran = folder.run(&["summarize", "--together", "-n", "2", "a.txt"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2), "{}", ran.out);
    let ran = folder.run(&["summarize", "--together", "-n", "50", "a.txt"]);
    assert!(ran.err.contains("the articles have only"), "{}", ran.err);
    let ran = folder.run(&["summarize", "--together", "missing.txt"]);
    assert_eq!(ran.code, Some(2));
    let ran = folder.run(&["summarize", "--together", "a.txt", "missing.txt"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 3), "the others are still summarized: {}", ran.err);
}

#[test]
fn the_output_is_never_an_input_of_a_folder() {
    let folder = Folder::new("together-over");
    folder.write("pile/a.txt", ARTICLE);
    folder.write("pile/b.txt", ARTICLE);
    let ran = folder.run(&["summarize", "--together", "-o", "pile/b.txt", "pile"]);
    assert_eq!((ran.code, ran.err.contains("pile/b.txt: is an input")), (Some(2), true), "{}", ran.err);
    assert_eq!(folder.read("pile/b.txt"), ARTICLE);
}
