//! What a person has set for themselves: read when the game opens, written whenever it changes. Knows no window.

use super::planning::Allowance;
use crate::run::beside;
use crate::words::Language;
use crate::words::fl;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

/// What can be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Size of type and of everything around it, in percent of the usual.
    pub text_percent: u16,
    /// Nothing moves but the clock.
    pub reduced_motion: bool,
    /// Black ground, white text, brighter lines.
    pub high_contrast: bool,
    /// The clock stops when somebody asks.
    pub stop_for_messages: bool,
    /// The clock stops when an incident opens.
    pub stop_for_incidents: bool,
    /// What the interface speaks.
    pub language: Language,
    /// How much time for planning an assessment gives.
    pub planning: Allowance,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            text_percent: 100,
            reduced_motion: false,
            high_contrast: false,
            stop_for_messages: true,
            stop_for_incidents: true,
            language: Language::default(),
            planning: Allowance::Usual,
        }
    }
}

/// Smallest and largest text, in percent.
pub const TEXT_PERCENT: (u16, u16) = (80, 200);
/// How much larger or smaller one step makes it.
pub const TEXT_STEP: u16 = 10;

impl Settings {
    /// Text some steps larger, or smaller below zero; `None` where it is as large or as small as it gets.
    pub fn with_text(self, steps: i32) -> Option<Settings> {
        let wanted = i32::from(self.text_percent) + steps * i32::from(TEXT_STEP);
        let (least, most) = TEXT_PERCENT;
        let text_percent = wanted.clamp(i32::from(least), i32::from(most)) as u16;
        (text_percent != self.text_percent).then_some(Settings {
            text_percent,
            ..self
        })
    }
}

/// The settings that hold, where they are kept, and what went wrong with that.
#[derive(Debug, Default)]
pub struct Kept {
    /// What holds now, whether or not it could be written.
    pub now: Settings,
    /// The file; `None` keeps none.
    file: Option<PathBuf>,
    /// What a person should know: nothing while all is well.
    pub trouble: Option<String>,
}

impl Kept {
    /// Reads the settings in a folder. What cannot be read is put aside, and the usual ones hold.
    pub fn open(folder: Option<&Path>) -> Kept {
        let file = folder.map(|folder| folder.join("settings.ron"));
        let (now, trouble) = match file.as_deref().map(read) {
            None | Some(Ok(None)) => (Settings::default(), None),
            Some(Ok(Some(settings))) => (settings, None),
            Some(Err(why)) => (Settings::default(), Some(why)),
        };
        Kept { now, file, trouble }
    }

    /// Settings hold from now on, and are on disk if the disk allows it.
    pub fn set(&mut self, settings: Settings) {
        self.now = settings;
        self.trouble = self
            .file
            .as_deref()
            .and_then(|path| Some((path, write(path, settings).err()?)))
            .map(|(path, error)| {
                fl!(
                    "settings-not-kept",
                    path = path.display().to_string(),
                    error = error.to_string()
                )
            });
    }
}

fn read(path: &Path) -> Result<Option<Settings>, String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(fl!("settings-no-text").to_owned())
        }
        Err(error) => {
            return Err(fl!(
                "settings-unread",
                path = path.display().to_string(),
                error = error.to_string()
            ));
        }
    };
    let read = text.and_then(|text| ron::from_str(&text).map_err(|error| error.to_string()));
    let settings: Settings = read.map_err(|why| put_aside(path, &why))?;
    let (least, most) = TEXT_PERCENT;
    Ok(Some(Settings {
        text_percent: settings.text_percent.clamp(least, most),
        ..settings
    }))
}

/// Moves a damaged file out of the way, so that nothing in it is lost to the next that is written.
fn put_aside(path: &Path, why: &str) -> String {
    let aside = path.with_extension("damaged.ron");
    let path_named = path.display().to_string();
    match std::fs::rename(path, &aside) {
        Ok(()) => fl!(
            "settings-damaged-aside",
            path = path_named,
            aside = aside.display().to_string(),
            why = why
        ),
        Err(error) => fl!(
            "settings-damaged",
            path = path_named,
            error = error.to_string(),
            why = why
        ),
    }
}

fn write(path: &Path, settings: Settings) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::default())
        .map_err(io::Error::other)?;
    beside::write(path, text.as_bytes())
}
