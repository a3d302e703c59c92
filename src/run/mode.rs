//! What a run is played for. It changes nothing in the World; it stands in the log's header, so that a reader can tell.

use serde::{Deserialize, Serialize};

/// What a run is played for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// To learn: there are hints, and orders can be taken back. A log that names no mode is one of practice.
    #[default]
    Practice,
    /// To be assessed: neither hints nor a way back, on a seed that nobody chose.
    Assessment,
    /// A seed that somebody named, so its truth may be known. Otherwise as in practice.
    GivenSeed,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 3] = [Mode::Practice, Mode::Assessment, Mode::GivenSeed];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Practice => "practice",
            Mode::Assessment => "assessment",
            Mode::GivenSeed => "given seed",
        }
    }

    /// Hints may be taken, and orders taken back.
    pub fn has_aids(self) -> bool {
        self != Mode::Assessment
    }

    pub(super) fn is_practice(&self) -> bool {
        *self == Mode::Practice
    }
}
