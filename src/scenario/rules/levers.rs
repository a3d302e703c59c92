//! Levers: standing policies that a leader may set, each a whole number within limits.

use crate::scenario::ids::*;
use serde::{Deserialize, Serialize};

/// A lever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lever {
    /// What it moves, and where.
    pub kind: LeverKind,
    /// Its value when the run begins.
    pub at_start: i32,
    /// The least value that may be set.
    pub least: i32,
    /// The greatest value that may be set.
    pub most: i32,
}

/// What a lever moves; each says the unit of its value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LeverKind {
    /// How fast a service must burn its budget to page, in percent of the rules of §B2: 100 is exactly those.
    PagingThreshold(ServiceId),
}
