//! The window: home, briefing, bridge, debrief, replay, and what can be reached from them.
//!
//! **No rules here, and no window below:** drawing is pure (`view → wishes`), [`play`] is the one door to the run, this file only
//! composes. [`app`] is a value that tests drive without a display; [`run`] opens the window.

pub mod autosave;
pub mod bridge;
pub mod choices;
mod course;
mod desk;
mod draw;
pub mod glossary;
mod guide;
pub mod hint;
mod library;
pub mod pilot;
pub mod planning;
pub mod play;
mod rehearsal;
pub mod replay;
pub mod screens;
pub mod settings;
mod shelf;
mod shots;
pub mod theme;
mod third_party;
pub mod today;
pub mod widgets;
pub mod wish;

pub use desk::{Asked, Current, Desk, Screen, Watched};
pub use guide::Told;
pub use rehearsal::{Rehearsed, rehearse};
pub use shots::{Shot, shots};

use crate::scenario::catalogue::Catalogue;
use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use std::path::PathBuf;
use today::Day;

/// Why the window did not open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GameError {
    /// There is no screen to open it on.
    NoDisplay,
    /// It closed by an error.
    Failed(String),
}

impl std::fmt::Display for GameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            GameError::NoDisplay => f.write_str(
                "there is no display here; run `bridgecall play SCENARIO --leader textbook` for a run in text, \
                 and `bridgecall scenarios` for what SCENARIO may be",
            ),
            GameError::Failed(why) => write!(f, "the window closed by an error: {why}"),
        }
    }
}

impl std::error::Error for GameError {}

/// How the window opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opening {
    /// As large as the screen lets it be, for play.
    Maximised,
    /// 1920 × 1080 pixels, for pictures.
    ForPictures,
}

/// How the game is set up.
#[derive(Debug)]
pub struct Options {
    /// Where scenarios come from.
    pub catalogue: Catalogue,
    /// The user's own folder, for settings and logs; `None` keeps none.
    pub data: Option<PathBuf>,
    /// The window; a test has none.
    pub window: Option<Opening>,
    /// Nothing moves but the clock, until somebody sets it otherwise.
    pub reduced_motion: bool,
    /// The seed that is drawn and the day that it is, where they are not to be left to chance and the calendar.
    pub fixed: Option<(u64, Day)>,
}

impl Options {
    /// Of what is shown and not played: nothing is kept, and nothing moves.
    fn for_pictures() -> Options {
        Options {
            catalogue: Catalogue::find(),
            data: None,
            window: Some(Opening::ForPictures),
            reduced_motion: true,
            fixed: Some((shots::SEED, shots::DAY)),
        }
    }
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// If there is no display, or the window closed by an error.
pub fn run(catalogue: Catalogue) -> Result<(), GameError> {
    if !third_party::display::is_there() {
        return Err(GameError::NoDisplay);
    }
    let data = autosave::data_folder();
    let reduced_motion = std::env::var_os("BRIDGECALL_REDUCED_MOTION").is_some();
    match app(Options {
        catalogue,
        data,
        window: Some(Opening::Maximised),
        reduced_motion,
        fixed: None,
    })
    .run()
    {
        AppExit::Success => Ok(()),
        // How Bevy ends where somebody presses Ctrl-C or closes the terminal.
        AppExit::Error(code) if code.get() == 130 => Ok(()),
        AppExit::Error(code) => Err(GameError::Failed(format!("code {code}"))),
    }
}

/// The game as a value. Without a window its systems are the same, and wishes come from whoever holds it.
pub fn app(options: Options) -> App {
    let mut app = App::new();
    if let Some(opening) = options.window {
        app.add_plugins(third_party::window::Plugin(opening));
    } else {
        app.add_plugins((
            MinimalPlugins.set(ScheduleRunnerPlugin::run_once()),
            StatesPlugin,
        ));
    }
    let windowed = options.window.is_some();
    app.add_plugins(desk::plugin(options));
    if windowed {
        app.add_plugins((third_party::egui::plugin, draw::plugin));
    }
    app
}
