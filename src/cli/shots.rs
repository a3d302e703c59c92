//! `shots`: every screen of the game as a picture.

use super::output::Output;
use super::{Answer, Failure, Fronts};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The folder for the pictures.
    folder: PathBuf,
}

pub(super) fn run(args: &Args, fronts: &Fronts, output: &mut Output) -> Result<Answer, Failure> {
    let Some(shots) = fronts.shots else {
        return Err(Failure::told(
            "this bridgecall was built without its window, so there is nothing to take pictures of",
        ));
    };
    let folder = &args.folder;
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::told(format!("`{}` cannot be made: {error}", folder.display()))
    })?;
    let shots = shots(folder).map_err(Failure::Told)?;
    output.answer(&shots, || {
        shots
            .iter()
            .map(|shot| format!("{}\n", shot.file.display()))
            .collect()
    })?;
    Ok(Answer::Yes)
}
