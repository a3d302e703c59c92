//! The log of the run in play, on disk before the next minute. A disk that refuses stops nobody from playing.

use crate::run::Run;
use crate::run::log::LogFile;
use crate::words::fl;
use std::path::{Path, PathBuf};

/// Where the log of a run goes, and whether it goes there.
#[derive(Debug)]
pub enum Autosave {
    /// It is written here.
    On(PathBuf, LogFile),
    /// It is not, and why: one sentence.
    Off(String),
}

impl Autosave {
    /// Begins the log of a run in a folder; without a folder nothing is kept.
    pub fn begin(folder: Option<&Path>, run: &Run) -> Autosave {
        let Some(folder) = folder else {
            return Autosave::Off(String::new());
        };
        let digits = run.seed();
        let name = |number: u32| match number {
            0 => format!("{}-{digits}.run.jsonl", run.scenario().id),
            number => format!("{}-{digits}-{}.run.jsonl", run.scenario().id, number + 1),
        };
        let free = (0..10_000)
            .map(|number| folder.join(name(number)))
            .find(|path| !path.exists());
        let path = free.unwrap_or_else(|| folder.join(name(0)));
        let begun = std::fs::create_dir_all(folder).and_then(|()| LogFile::create(&path, run));
        match begun {
            Ok(file) => Autosave::On(path, file),
            Err(error) => Autosave::Off(refused(&path, &error)),
        }
    }

    /// Goes on in the log that a run was read from.
    pub fn go_on(path: &Path, run: &Run) -> Autosave {
        match LogFile::create(path, run) {
            Ok(file) => Autosave::On(path.to_owned(), file),
            Err(error) => Autosave::Off(refused(path, &error)),
        }
    }

    /// Writes what is new.
    pub fn append(&mut self, run: &Run) {
        if let Autosave::On(path, file) = self
            && let Err(error) = file.append(run)
        {
            *self = Autosave::Off(refused(path, &error));
        }
    }

    /// What a person should know: nothing while all is well.
    pub fn trouble(&self) -> Option<&str> {
        match self {
            Autosave::Off(why) if !why.is_empty() => Some(why),
            _ => None,
        }
    }

    /// The log's path.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Autosave::On(path, _) => Some(path),
            Autosave::Off(_) => None,
        }
    }
}

fn refused(path: &Path, error: &std::io::Error) -> String {
    fl!(
        "kept-not-being-saved",
        path = path.display().to_string(),
        error = error.to_string()
    )
}

/// The user's own folder: settings, and logs of runs in `runs`.
pub fn data_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("bridgecall"))
}
