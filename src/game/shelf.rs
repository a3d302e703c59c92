//! Runs that were kept: what home offers to go on with, or to look at again.

use crate::run::log::{self, LogError};
use crate::run::note::Aids;
use crate::run::replay::verify;
use crate::run::{Mode, Run};
use crate::words::fl;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// So many are offered.
const MOST: usize = 6;

/// A run on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Kept {
    /// Its log.
    pub path: PathBuf,
    /// The scenario's id.
    pub scenario: String,
    /// Its form.
    pub form: String,
    /// The seed of every draw.
    pub seed: u64,
    /// What it was played for.
    pub mode: Mode,
    /// What it was led with besides what its leader knew.
    pub aids: Aids,
    /// The minute of the last entry, where it is not over.
    pub left_at: Option<u32>,
}

/// What a run is played for, in a word.
pub(super) fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => fl!("mode-practice"),
        Mode::Assessment => fl!("mode-assessment"),
        Mode::GivenSeed => fl!("mode-given-seed"),
    }
}

/// What a run was led with besides what its leader knew; nothing where that is nothing.
pub(super) fn aids_name(aids: Aids) -> String {
    let told = [
        (aids.hints > 0).then(|| fl!("aids-hints", count = aids.hints)),
        (aids.taken_back > 0).then(|| fl!("aids-taken-back", count = aids.taken_back)),
    ];
    told.into_iter()
        .flatten()
        .collect::<Vec<String>>()
        .join(", ")
}

/// The logs in a folder, the newest first.
pub(super) fn logs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(".run.jsonl"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort();
    files.into_iter().rev().map(|(_, path)| path).collect()
}

/// The newest runs in a folder, unfinished ones first. What cannot be read as a log is left out.
pub(super) fn kept(folder: &Path) -> Vec<Kept> {
    let newest = logs(folder).into_iter().take(MOST);
    let mut kept: Vec<Kept> = newest.filter_map(one).collect();
    kept.sort_by_key(|run| run.left_at.is_none());
    kept
}

fn one(path: PathBuf) -> Option<Kept> {
    let log = log::read(&std::fs::read(&path).ok()?).ok()?;
    Some(Kept {
        scenario: log.header.scenario.clone(),
        form: log.header.form.clone(),
        seed: log.header.seed,
        mode: log.header.mode,
        aids: log.aids(),
        left_at: log.left_at(),
        path,
    })
}

/// Reads a run back, as far as its log is true.
///
/// # Errors
/// One sentence that says why it cannot be played on.
pub(super) fn read_back(path: &Path) -> Result<Run, String> {
    let bytes = std::fs::read(path).map_err(|error| {
        fl!(
            "kept-cannot-be-read",
            path = path.display().to_string(),
            error = error.to_string()
        )
    })?;
    let verified = log::read(&bytes).and_then(|log| verify(&log));
    let verified = verified.map_err(|error: LogError| format!("{}: {error}", path.display()))?;
    match verified.differences.first() {
        Some(difference) => Err(fl!(
            "kept-was-changed",
            path = path.display().to_string(),
            difference = difference.to_string()
        )),
        None => Ok(verified.run),
    }
}
