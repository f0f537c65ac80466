//! What was typed, put in the order that clap knows: the command first, then its options.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{ArgAction, Command};

/// `onrecord FILE` means `onrecord brief FILE`, and `onrecord -q claims FILE` means `onrecord claims -q FILE`.
///
/// A word that is close to a command and no file is left alone, so that clap can say which command was meant.
pub(crate) fn command_first(mut args: Vec<OsString>, program: &Command) -> Vec<OsString> {
    let Some(first) = args.get(1) else { return args };
    if ["-h", "--help", "-V", "--version"].iter().any(|flag| first == flag) {
        return args;
    }
    let word = first_word(&args, program);
    let commands: Vec<&str> = program.get_subcommands().map(Command::get_name).chain(["help"]).collect();
    let meant = word.filter(|at| {
        let word = &args[*at];
        commands.iter().any(|command| word == command) || is_typo(word, &commands) && !Path::new(word).exists()
    });
    match meant {
        Some(at) => args[1..=at].rotate_right(1),
        None => args.insert(1, "brief".into()),
    }
    args
}

/// The first argument that is no option and no option's value.
fn first_word(args: &[OsString], program: &Command) -> Option<usize> {
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        let Some(text) = arg.to_str() else { return Some(at) };
        match text {
            "--" => return None,
            _ if text.len() < 2 || !text.starts_with('-') => return Some(at),
            _ => at += 1 + usize::from(wants_value(text, program)),
        }
    }
    None
}

/// Whether the next argument is the value of this option, of whichever command.
fn wants_value(option: &str, program: &Command) -> bool {
    let takes = |arg: &&clap::Arg| matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let options: Vec<&clap::Arg> = program.get_subcommands().flat_map(Command::get_arguments).filter(takes).collect();
    if let Some(long) = option.strip_prefix("--") {
        return options.iter().any(|arg| arg.get_long() == Some(long));
    }
    // Of `-qn 3` and `-n3` only the first wants more.
    let of_value = |short: char| options.iter().any(|arg| arg.get_short() == Some(short));
    option.chars().skip(1).position(of_value).is_some_and(|at| at + 2 == option.chars().count())
}

/// Whether a word is nearly a command: "sumarize", "quotse", "position".
fn is_typo(word: &OsStr, commands: &[&str]) -> bool {
    let Some(word) = word.to_str().filter(|w| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase() || c == '-')) else { return false };
    let opens = |command: &str| word.len() > 3 && command.len() > 3 && command[..4] == word[..4];
    commands.iter().any(|command| opens(command) || distance(word, command) * 3 <= word.len())
}

/// Letters to put in, leave out, change or swap.
fn distance(one: &str, other: &str) -> usize {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn ordered(args: &str) -> String {
        let args = std::iter::once("onrecord").chain(args.split_whitespace()).map(OsString::from).collect();
        let out = command_first(args, &super::super::args::Cli::command());
        out[1..].iter().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_command_comes_first() {
        for (typed, meant) in [
            ("a.txt", "brief a.txt"),
            ("-q a.txt", "brief -q a.txt"),
            ("-", "brief -"),
            ("-q brief a.txt", "brief -q a.txt"),
            ("--format json --quiet claims a.txt", "claims --format json --quiet a.txt"),
            ("--format=json claims a.txt", "claims --format=json a.txt"),
            ("-n 2 summarize a.txt", "summarize -n 2 a.txt"),
            ("-n2 summarize a.txt", "summarize -n2 a.txt"),
            ("-qn 2 summarize a.txt", "summarize -qn 2 a.txt"),
            ("-f claims a.txt", "brief -f claims a.txt"),
            ("-o claims a.txt", "brief -o claims a.txt"),
            ("claims -q positions", "claims -q positions"),
            ("-q -- claims", "brief -q -- claims"),
            ("-q", "brief -q"),
            ("--help", "--help"),
            ("sumarize a.txt", "sumarize a.txt"),
            ("-q sumarize a.txt", "sumarize -q a.txt"),
            ("quotse a.txt", "quotse a.txt"),
            ("clams a.txt", "clams a.txt"),
            ("article", "brief article"),
            ("archive", "brief archive"),
        ] {
            assert_eq!(ordered(typed), meant, "{typed}");
        }
    }
}
