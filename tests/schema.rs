//! What every command prints as JSON keeps to the schema, and every offset selects its text.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use serde_json::Value;
use support::{Folder, fixtures};

const COMMANDS: [&[&str]; 13] = [
    &["keywords"],
    &["positions", "--open"],
    &["positions", "--quiet-parties"],
    &["quotes"],
    &["brief"],
    &["summarize", "--explain"],
    &["attributions"],
    &["attributions", "--explain"],
    &["claims", "--explain"],
    &["positions"],
    &["clean", "--explain"],
    &["sentences"],
    &["sentences", "--quotes", "whole"],
];

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../schema/onrecord.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schema_is_a_schema() {
    let schema: Value = serde_json::from_str(include_str!("../schema/onrecord.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
}

#[test]
fn every_command_keeps_to_it() {
    let folder = Folder::new("schema");
    folder.write("made-up.txt", support::ARTICLE);
    let mut inputs: Vec<String> = fixtures().iter().map(|p| p.display().to_string()).collect();
    inputs.push("made-up.txt".into());
    let validator = validator();
    for command in COMMANDS {
        let mut args = command.to_vec();
        args.extend(["--format", "jsonl"]);
        args.extend(inputs.iter().map(String::as_str));
        let ran = folder.run(&args);
        assert_eq!(ran.code, Some(0), "{command:?}: {}", ran.err);
        assert_eq!(ran.out.lines().count(), inputs.len(), "{command:?}: a line a document");
        for line in ran.out.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{command:?}: {errors:?}");
        }
    }
}

#[test]
fn every_offset_selects_its_text() {
    let folder = Folder::new("offsets");
    folder.write("a.txt", support::ARTICLE.replace('"', "\u{201c}").replace("Ek", "Éķ😀"));
    let text = folder.read("a.txt");
    for command in COMMANDS {
        for unit in ["byte", "char", "utf16"] {
            let mut args = command.to_vec();
            args.extend(["--format", "json", "--offsets", unit, "a.txt"]);
            let value: Value = serde_json::from_str(&folder.run(&args).out).unwrap();
            assert_eq!(value.as_array().map(Vec::len), Some(1));
            spans(&value, &mut |start, end, words| {
                let selected = match unit {
                    "byte" => text.get(start..end).map(str::to_owned),
                    "char" => Some(text.chars().skip(start).take(end - start).collect()),
                    _ => String::from_utf16(&text.encode_utf16().skip(start).take(end - start).collect::<Vec<_>>()).ok(),
                };
                assert_eq!(selected.as_deref(), Some(words), "{command:?} in {unit}");
            });
        }
    }
}

fn spans(value: &Value, visit: &mut impl FnMut(usize, usize, &str)) {
    if let (Some(start), Some(end), Some(text)) = (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str()) {
        visit(usize::try_from(start).unwrap(), usize::try_from(end).unwrap(), text);
    }
    value.as_array().into_iter().flatten().for_each(|v| spans(v, visit));
    value.as_object().into_iter().flat_map(|o| o.values()).for_each(|v| spans(v, visit));
}
