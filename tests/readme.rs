//! What the README shows is what the program prints.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::Path;
use std::process::Command;

const README: &str = include_str!("../README.md");

/// The commands of the README with the output shown below them.
fn examples() -> Vec<(Vec<&'static str>, String)> {
    let blocks = README.split("```console\n$ onrecord ").skip(1);
    let block = |text: &'static str| {
        let (block, _) = text.split_once("```").unwrap();
        let (command, output) = block.split_once('\n').unwrap();
        (command.split_whitespace().collect(), output.to_owned())
    };
    blocks.map(block).collect()
}

#[test]
fn examples_print_what_is_shown() {
    let examples = examples();
    assert!(!examples.is_empty(), "the README shows the program at work");
    for (args, shown) in examples {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(&args).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("CLICOLOR_FORCE").env("ONRECORD_ENGINE", "rules");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{args:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed, shown, "onrecord {} prints otherwise", args.join(" "));
    }
}

#[test]
fn the_two_commands_are_there() {
    let run = README.lines().find_map(|line| line.strip_prefix("    cargo run --release -- ")).unwrap();
    let input = run.split_whitespace().last().unwrap();
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(input).exists(), "{input}");
    let checks = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run"));
    assert!(README.lines().any(|line| line == "    cargo test"));
    if let Ok(checks) = checks {
        assert!(checks.contains("cargo test --locked\n"), "what the README says is what the checks run");
    }
}

#[test]
fn versions_agree() {
    let minimum = env!("CARGO_PKG_RUST_VERSION");
    assert!(README.contains(&format!("{minimum} or later")), "the README names Rust {minimum}");
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
    assert!(README.contains(&format!("version = \"{version}\"")), "the README names version {version}");
    let changelog = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains("## ["), "the changelog has sections");
}
