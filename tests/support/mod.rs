//! Runs the built binary and keeps a folder for its files.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A made-up report with captions, quotations, a condition and an unresolved pronoun.
pub(crate) const ARTICLE: &str = "Norland to send ships after a truce\n\
\n\
Norland would send two ships to the strait after a truce, Prime Minister Anna Ek said on Monday.\n\
\n\
\"We will pay for the crews,\" she said. \"We will not sign a deal without inspections.\"\n\
\n\
President Jon Berg of Sudland called on Norland to keep its ships at home, and warned that the truce could fail.\n\
\n\
The talks go on in May.\n";

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of its own for each test, removed at its end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("onrecord-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs the program in this folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args))
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = command(args);
        command.current_dir(&self.0);
        command
    }

    /// Runs the program in this folder with something on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child =
            self.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary is built");
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        finished(child.wait_with_output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program, away from the colour wishes of whoever runs the tests.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    // The rules are the same on every machine; the learned engine has tests of its own.
    command.args(args).stdin(Stdio::null()).env("ONRECORD_ENGINE", "rules");
    ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"].iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

pub(crate) fn ran(mut command: Command) -> Ran {
    finished(command.output().expect("the binary is built"))
}

fn finished(output: std::process::Output) -> Ran {
    Ran { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
}

/// The articles of this project's fixtures.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let folder = entry.unwrap().path();
        found.extend(["article.txt", "article.html"].map(|name| folder.join(name)).into_iter().filter(|path| path.exists()));
    }
    found.sort();
    found
}
