//! `onrecord score claims` end to end: the figures are those of the scorer in Python that made `scored/figures.json`, and, where the shared gold is
//! at hand, those that it gives for what the program finds there.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};
use support::Folder;

/// Our names of the measures and theirs.
const MEASURES: [(&str, &str); 10] = [
    ("attribution", "attribution"),
    ("speaker", "attribution+speaker"),
    ("claims", "claims paired"),
    ("condition", "condition"),
    ("topic", "topic"),
    ("end_to_end", "end-to-end"),
    ("end_to_end_strict", "end-to-end strict"),
    ("commitment", "end-to-end commitment"),
    ("demand", "end-to-end demand"),
    ("position", "end-to-end position"),
];
const LABELS: [&str; 5] = ["group", "type", "type_strict", "strength", "polarity"];

fn scored(folder: &Folder, more: &[&str]) -> Value {
    let command = ["score", "claims", "system.jsonl", "gold.jsonl", "--format", "json", "--resamples", "20"];
    let ran = folder.run(&[&command[..], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// Our figures by their names.
fn figures(report: &Value) -> Map<String, Value> {
    let of = |list: &str, key: &str, name: &str| -> Value {
        report[list].as_array().unwrap().iter().find(|m| m[key] == name).unwrap_or_else(|| panic!("no {name}")).clone()
    };
    let mut out = Map::new();
    for (ours, theirs) in MEASURES {
        let measure = of("measures", "measure", ours);
        for (figure, short) in [("precision", "P"), ("recall", "R"), ("f1", "F1")] {
            out.insert(format!("{theirs} {short}"), measure[figure]["mean"].clone());
        }
    }
    for name in LABELS {
        let label = of("labels", "label", name);
        out.insert(format!("{name} acc"), label["accuracy"]["mean"].clone());
        out.insert(format!("{name} acc*"), label["recall"]["mean"].clone());
    }
    out
}

fn check_same(ours: &Map<String, Value>, theirs: &Value) {
    for (name, value) in ours {
        let (ours, theirs) = (value.as_f64().unwrap(), theirs[name].as_f64().unwrap_or_else(|| panic!("no {name}")));
        assert!((ours - theirs).abs() < 2e-6, "{name}: {ours}, expected {theirs}");
    }
}

fn stored(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("gold.jsonl", include_str!("scored/gold.jsonl"));
    folder.write("system.jsonl", include_str!("scored/system.jsonl"));
    folder
}

#[test]
fn the_figures_of_the_scorer_in_python() {
    let expected: Value = serde_json::from_str(include_str!("scored/figures.json")).unwrap();
    let ours = figures(&scored(&stored("claims-stored"), &[]));
    assert_eq!(ours.len(), 40);
    // Cases in which everything or nothing is right would tell little.
    assert!(ours.values().filter(|v| (0.05..0.95).contains(&v.as_f64().unwrap())).count() > 35, "{ours:?}");
    check_same(&ours, &expected);
}

#[test]
fn the_gold_is_right_in_every_way() {
    let folder = stored("claims-same");
    folder.write("system.jsonl", include_str!("scored/gold.jsonl"));
    for (name, value) in figures(&scored(&folder, &[])) {
        // Two of the made-up attributions in one place may be taken for each other.
        assert!(value.as_f64().unwrap() > 0.9, "{name}: {value}");
    }
}

/// The folder of the shared gold and its scorer, or a printed notice that nothing was compared.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("ONRECORD_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    let found = python && folder.join("tools/score_claims.py").exists();
    if !found {
        println!("skipped: no tools/score_claims.py under {}, or no python3; set ONRECORD_SHARED", folder.display());
    }
    found.then_some(folder)
}

fn pairs(spans: &Value) -> Value {
    spans.as_array().unwrap().iter().map(|s| json!([s["start"], s["end"]])).collect()
}

/// A line of ours as the scorer in Python reads it.
fn converted(line: &str) -> Value {
    let mut line: Value = serde_json::from_str(line).unwrap();
    for attribution in line["attributions"].as_array_mut().unwrap() {
        let names: Value = attribution["speakers"].as_array().unwrap().iter().map(|s| s["name"].clone()).collect();
        attribution["speaker"] = names;
        for part in ["source", "cue", "content"] {
            attribution[part] = pairs(&attribution[part]);
        }
        for claim in attribution["claims"].as_array_mut().unwrap() {
            for part in ["content", "conditions", "limits"] {
                claim[part] = pairs(&claim[part]);
            }
        }
    }
    line
}

#[test]
fn what_the_program_finds_gets_the_same_figures_from_both() {
    let Some(shared) = shared() else { return };
    for name in ["claims_cnn_dev.jsonl", "claims_seed.jsonl"] {
        let folder = Folder::new(&format!("claims-shared-{name}"));
        let gold = fs::read_to_string(shared.join("gold").join(name)).unwrap();
        let bare = gold.lines().map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            format!("{}\n", json!({"id": line["id"], "text": line["text"]}))
        });
        folder.write("gold.jsonl", &gold);
        folder.write("articles.jsonl", bare.collect::<String>());
        let found = folder.run(&["claims", "articles.jsonl", "--format", "jsonl", "--offsets", "char"]).out;
        folder.write("system.jsonl", &found);
        folder.write("converted.jsonl", found.lines().map(|l| format!("{}\n", converted(l))).collect::<String>());
        let mut python = Command::new("python3");
        python.arg("-B").arg(shared.join("tools/score_claims.py")).args([
            "gold.jsonl",
            "converted.jsonl",
            "--boot",
            "0",
            "--json",
            "theirs.json",
        ]);
        assert!(python.current_dir(&folder.0).output().unwrap().status.success());
        let theirs: Value = serde_json::from_str(&folder.read("theirs.json")).unwrap();
        check_same(&figures(&scored(&folder, &[])), &theirs["metrics"]);
    }
}

#[test]
fn output_keeps_to_its_schema_and_repeats_itself() {
    let folder = stored("claims-schema");
    let schema: Value = serde_json::from_str(include_str!("../schema/claim-scores.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let value = scored(&folder, &[]);
    let errors: Vec<String> = jsonschema::validator_for(&schema).unwrap().iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(value, scored(&folder, &[]));
    for measure in value["measures"].as_array().unwrap() {
        let of = |end: &str| measure["f1"][end].as_f64().unwrap();
        assert!(of("low") <= of("mean") && of("mean") <= of("high") && of("low") < of("high"), "{measure}");
    }
}

#[test]
fn each_form() {
    let folder = stored("claims-forms");
    let score = |more: &[&str]| folder.run(&[&["score", "claims", "system.jsonl", "gold.jsonl"], more].concat());
    let f1 = |measure: &str| {
        let report = scored(&folder, &[]);
        let found = report["measures"].as_array().unwrap().iter().find(|m| m["measure"] == measure).unwrap()["f1"]["mean"].as_f64();
        found.unwrap()
    };
    for format in ["text", "table", "markdown", "html"] {
        let page = score(&["--format", format]).out;
        assert!(page.contains("All for the tables") && page.contains(&format!("{:.2}", 100.0 * f1("end_to_end"))), "{page}");
        assert!(page.contains("Type, first reading") && page.contains("12 articles scored"), "{page}");
    }
    let csv = score(&["--format", "csv"]).out;
    assert!(csv.contains(&format!("system.jsonl,condition,f1,{:.6},", f1("condition"))), "{csv}");
    assert!(csv.contains("system.jsonl,strength,accuracy,"), "{csv}");
    assert_eq!(score(&["--format", "jsonl"]).out.lines().count(), 1);
}

#[test]
fn a_floor_decides_the_exit_code_and_errors_name_the_line() {
    let folder = stored("claims-floor");
    let score = |more: &[&str]| folder.run(&[&["score", "claims", "system.jsonl", "gold.jsonl"], more].concat());
    assert_eq!(score(&["--at-least", "attribution=10", "--at-least", "type=10"]).code, Some(0));
    let short = score(&["--at-least", "end_to_end=99.5", "--at-least", "type=99.5"]);
    assert_eq!(short.code, Some(1));
    assert!(short.err.contains("F1 of end_to_end is ") && short.err.contains("accuracy of type is "), "{}", short.err);
    let wrong = score(&["--at-least", "loose=10"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("attribution, speaker, claims"), "{}", wrong.err);
    folder.write("system.jsonl", "{\"id\": \"case-0\", \"attributions\": []}\n");
    let ran = score(&[]);
    assert!(ran.code == Some(2) && ran.err.contains("lacks 11 of the 12 articles"), "{}", ran.err);
    assert!(score(&["--allow-missing"]).out.contains("1 article scored, 11 articles left out"));
    folder.write("system.jsonl", "{\"id\": \"case-0\", \"attributions\": [{\"claims\": 3}]}\n");
    assert!(score(&["--allow-missing"]).err.contains("system.jsonl:1: no article with attributions"));
}
