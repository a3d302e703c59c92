//! As written: Conditions and effects: total and typed, no scripts.

use super::{List, Who};
use crate::scenario::at::At;
use crate::scenario::numbers::{Amount, Minutes, PersonMinutes, Points, Share, Whole};
use crate::scenario::rules::Line;
use serde::Deserialize;

/// What must hold.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Condition {
    Minute(At<Minutes>),
    Below(At<String>, At<Share>),
    MinutesSinceFirstAlert(At<Minutes>),
    Declared(At<Whole<1, 5>>),
    MinutesSinceMitigation(At<Minutes>),
    Found(At<String>, At<String>),
    Believed(At<String>, At<Share>),
    Applied(At<String>),
    Chosen(At<String>, At<String>),
    ShiftOver(At<String>),
    All(At<List<Condition>>),
    Any(At<List<Condition>>),
    Not(Box<At<Condition>>),
}

/// What happens.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Effect {
    Trust(At<String>, At<Points>),
    Morale(At<Who>, At<Points>),
    Spend(At<Line>, At<Amount>),
    Approve(At<String>),
    MoreWork(At<String>, At<PersonMinutes>),
    Interrupt(At<Whole<0, 3600>>),
    EndExposure,
    Relapse(At<String>),
    Strike(At<String>),
    Later(At<Whole<0, 65_535>>, At<List<Effect>>),
    Chance(At<Share>, At<List<Effect>>),
}
