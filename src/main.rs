//! The program: parse, dispatch, exit code.

use bridgecall::cli::{self, Fronts};
use std::process::ExitCode;

#[cfg(not(any(target_family = "wasm", target_env = "musl")))]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(&fronts())
}

#[cfg(feature = "game")]
fn fronts() -> Fronts {
    use bridgecall::game;
    use bridgecall::scenario::catalogue::Catalogue;
    Fronts {
        window: Some(|| game::run(Catalogue::find()).map_err(|error| error.to_string())),
        shots: Some(|folder| {
            let shots = game::shots(folder).map_err(|error| error.to_string())?;
            let told = shots.into_iter().map(|shot| cli::Shot {
                screen: shot.screen.to_owned(),
                state: shot.state.to_owned(),
                file: shot.file,
            });
            Ok(told.collect())
        }),
        rehearse: Some(|| {
            let rehearsed = game::rehearse().map_err(|error| error.to_string())?;
            Ok(cli::Rehearsed {
                verdict: rehearsed.verdict,
                minutes: rehearsed.minutes,
                keys: rehearsed.keys,
            })
        }),
    }
}

#[cfg(not(feature = "game"))]
fn fronts() -> Fronts {
    Fronts::default()
}
