//! The `onrecord` program: arguments in, exit code out. All that it does is in the library; see `cli`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
