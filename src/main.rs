//! The program: parse, dispatch, exit code.

use bridgecall::cli::{self, Fronts};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(&Fronts::default())
}
