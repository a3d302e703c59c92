//! The program: parse, dispatch, exit code.

use bridgecall::cli::{self, Fronts};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(&fronts())
}

#[cfg(feature = "game")]
fn fronts() -> Fronts {
    use bridgecall::game;
    use bridgecall::scenario::catalogue::Catalogue;
    Fronts {
        window: Some(|| game::run(Catalogue::find()).map_err(|error| error.to_string())),
        shots: Some(|folder| game::shots(folder).map_err(|error| error.to_string())),
    }
}

#[cfg(not(feature = "game"))]
fn fronts() -> Fronts {
    Fronts::default()
}
