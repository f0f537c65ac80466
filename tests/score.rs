//! `onrecord score` end to end: figures, formats, errors.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use serde_json::Value;
use support::Folder;

const REFERENCE: &str = "{\"id\": \"a\", \"summary\": [\"The truce holds.\", \"Ships sail.\"]}\n\
    {\"id\": 2, \"summaries\": [[\"Norland signs.\"], \"Norland waits.\"]}\n";
const OURS: &str =
    "{\"id\": 2, \"summary\": [\"Norland signs.\"]}\n{\"id\": \"a\", \"sentences\": [{\"text\": \"The truce holds in May.\"}]}\n";
const THEIRS: &str = "{\"id\": \"a\", \"summary\": [\"Snow fell.\"]}\n{\"id\": \"2\", \"summary\": \"Norland sings.\"}\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("reference.jsonl", REFERENCE);
    folder.write("ours.jsonl", OURS);
    folder.write("theirs.jsonl", THEIRS);
    folder
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let ran = folder.run(&[&["score", "summaries", "ours.jsonl", "reference.jsonl", "--format", "json"], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn means_over_references_and_articles() {
    let folder = folder("score-means");
    let value = json(&folder, &["--each"]);
    // "a": 0.6; "2": 1 against the first reference, 0.5 against the second.
    assert_eq!(value["by_article"][0]["id"], "a");
    assert_eq!(value["by_article"][0]["systems"][0]["rouge1"]["f1"], 0.6);
    assert_eq!(value["by_article"][1]["systems"][0]["rouge1"]["f1"], 0.75);
    assert_eq!(value["systems"][0]["rouge1"]["f1"]["mean"], 0.675);
    assert_eq!(value["systems"][0]["words"], 3.5);
    let table = folder.run(&["score", "summaries", "ours.jsonl", "reference.jsonl"]);
    assert!(table.out.contains("67.50") && table.out.contains("2 articles scored"), "{}", table.out);
}

#[test]
fn systems_are_compared_on_the_same_articles() {
    let folder = folder("score-against");
    let value = json(&folder, &["--against", "theirs.jsonl"]);
    let gain = &value["difference"]["rouge1"]["f1"];
    assert_eq!(gain["mean"], 0.425);
    assert_eq!(gain["not_above"], 0.0);
    assert!(gain["low"].as_f64() > Some(0.0));
    let csv = folder.run(&["score", "summaries", "theirs.jsonl", "reference.jsonl", "--against", "ours.jsonl", "--format", "csv"]).out;
    assert!(csv.contains("theirs.jsonl,ours.jsonl,,rouge1,f1,-0.425000,"), "{csv}");
}

#[test]
fn output_keeps_to_its_schema_and_repeats_itself() {
    let folder = folder("score-schema");
    let schema: Value = serde_json::from_str(include_str!("../schema/scores.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for more in [&[][..], &["--each"], &["--against", "theirs.jsonl", "--each"], &["--tokens", "unicode"]] {
        let value = json(&folder, more);
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{more:?}: {errors:?}");
        assert_eq!(value, json(&folder, more));
    }
}

#[test]
fn what_is_missing_is_said() {
    let folder = folder("score-missing");
    folder.write("half.jsonl", "{\"id\": \"a\", \"summary\": [\"The truce holds.\"]}\n");
    let score = |more: &[&str]| folder.run(&[&["score", "summaries"], more].concat());
    let ran = score(&["half.jsonl", "reference.jsonl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("half.jsonl: has no summary of 1 of the 2") && ran.err.contains("\"2\""), "{}", ran.err);
    let ran = score(&["half.jsonl", "reference.jsonl", "--allow-missing"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("1 article scored, 1 article left out"), "{}", ran.out);
    assert!(score(&["none.jsonl", "reference.jsonl"]).err.contains("none.jsonl: cannot read"));
    assert!(score(&["-", "-"]).err.contains("standard input"));
    assert_eq!(score(&["ours.jsonl", "reference.jsonl", "--format", "brat"]).code, Some(2));
}

#[test]
fn scores_go_to_the_file_asked_for() {
    let folder = folder("score-output");
    let score = |more: &[&str]| folder.run(&[&["score", "summaries", "ours.jsonl", "reference.jsonl"], more].concat());
    let ran = score(&["-o", "scores.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(folder.read("scores.txt"), score(&[]).out);
    let ran = score(&["-o", "reference.jsonl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("reference.jsonl: is an input"), "{}", ran.err);
    assert_eq!(folder.read("reference.jsonl"), REFERENCE);
    assert!(score(&["-o", "scores.jsonl", "--format", "jsonl", "--resume"]).err.contains("--resume is for"));
    assert_eq!(score(&["--resamples", "99999999999"]).code, Some(2));
}

#[test]
fn a_floor_decides_the_exit_code() {
    let folder = folder("score-floor");
    let run = |least: &str| folder.run(&["score", "summaries", "ours.jsonl", "reference.jsonl", "--at-least", least]);
    assert_eq!(run("rouge1=67.5").code, Some(0));
    let short = run("rouge1=67.6");
    assert_eq!(short.code, Some(1));
    assert!(short.err.contains("67.50"), "{}", short.err);
    assert_eq!(run("rouge3=1").code, Some(2));
}

#[test]
fn summaries_go_straight_into_the_scorer() {
    let folder = folder("score-pipe");
    folder.write("articles.jsonl", "{\"id\": \"a\", \"text\": \"Norland signed the truce. It rained.\"}\n");
    folder.write("gold.jsonl", "{\"id\": \"a\", \"summary\": \"Norland signed the truce.\"}\n");
    let ours = folder.run(&["summarize", "-n", "1", "--format", "jsonl", "articles.jsonl"]).out;
    let ran = folder.run_with(&["score", "summaries", "-", "gold.jsonl", "--format", "csv"], &ours);
    assert!(ran.out.contains("-,,,rouge2,f1,1.000000"), "{}{}", ran.out, ran.err);
}

const GOLD: &str = r#"{"id": "a", "text": "Ek \u2014 of the union \u2014 said the ships would leave. \"We pay,\" Berg said.", "attributions": [
{"source": [[0, 2]], "cue": [[20, 24]], "content": [[25, 46]], "quote_type": "indirect"},
{"source": [[58, 62]], "cue": [[63, 67]], "content": [[48, 57]], "quote_type": "direct"}]}"#;

fn attributions(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("gold.jsonl", GOLD.replace('\n', " "));
    folder.write("article.jsonl", GOLD.replace('\n', " "));
    folder
}

#[test]
fn what_the_program_finds_is_scored_whatever_its_offsets_count() {
    let folder = attributions("score-attributions");
    let mut seen = Vec::new();
    for unit in ["byte", "char", "utf16"] {
        let found = folder.run(&["attributions", "article.jsonl", "--engine", "rules", "--format", "jsonl", "--offsets", unit]).out;
        folder.write("ours.jsonl", &found);
        let ran = folder.run(&["score", "attributions", "ours.jsonl", "gold.jsonl", "--format", "json", "--at-least", "direct.loose=100"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        seen.push(serde_json::from_str::<Value>(&ran.out).unwrap());
    }
    assert!(seen.iter().all(|v| v == &seen[0]));
    let loose = seen[0]["measures"].as_array().unwrap().iter().find(|m| m["measure"] == "loose" && m["quote_type"].is_null());
    assert_eq!(loose.unwrap()["f1"]["mean"], 1.0);
    let schema: Value = serde_json::from_str(include_str!("../schema/attribution-scores.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let errors: Vec<String> = jsonschema::validator_for(&schema).unwrap().iter_errors(&seen[0]).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn scores_of_attributions_in_each_form() {
    let folder = attributions("score-attribution-forms");
    folder
        .write("ours.jsonl", "{\"id\": \"a\", \"attributions\": [{\"source\": [[0, 2]], \"cue\": [[20, 24]], \"content\": [[25, 34]]}]}\n");
    let score = |more: &[&str]| folder.run(&[&["score", "attributions", "ours.jsonl", "gold.jsonl"], more].concat());
    let table = score(&[]);
    assert_eq!(table.code, Some(0), "{}", table.err);
    assert!(
        table.out.contains("and the source too") && table.out.contains("66.67") && table.out.contains("1 article scored"),
        "{}",
        table.out
    );
    assert!(score(&["--format", "csv"]).out.contains("ours.jsonl,,loose,f1,0.666667,"), "{}", score(&["--format", "csv"]).out);
    assert!(score(&["--format", "markdown"]).out.contains("| Cue, to the word"));
    let short = score(&["--at-least", "loose=70", "--at-least", "detect=10"]);
    assert_eq!(short.code, Some(1));
    assert!(short.err.contains("F1 of loose is 66.67"), "{}", short.err);
    let wrong = score(&["--at-least", "rouge1=10"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("source, cue, content, detect, loose"), "{}", wrong.err);
    folder.write("ours.jsonl", "{\"id\": \"a\", \"attributions\": [{\"content\": [{\"start\": 3, \"end\": 9, \"text\": \"nothing\"}]}]}\n");
    assert!(score(&[]).err.contains("ours.jsonl:1: the span 3 to 9 does not select its text"), "{}", score(&[]).err);
}

#[test]
fn a_headline_has_attributions_but_no_claims() {
    let folder = Folder::new("headline");
    let line = r#"{"id": "a", "title": "Ek says Norland will leave", "text": "Ek says Norland will leave\n\nThe minister spoke in the capital on Monday."}"#;
    folder.write("a.jsonl", line);
    let ran = |command: &str| folder.run(&[command, "a.jsonl", "--engine", "rules", "--format", "jsonl"]).out;
    assert!(ran("attributions").contains("Norland will leave\"}],\"quote_type\""), "{}", ran("attributions"));
    assert!(!ran("claims").contains("\"claims\":[{"), "{}", ran("claims"));
}
