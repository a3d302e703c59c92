//! People, where they are and when.

use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm};
use serde::{Deserialize, Serialize};

/// A site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Minutes ahead of UTC; fixed (a daylight-saving change is a scripted event).
    pub utc_offset_minutes: i16,
}

/// A named person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// The person's team.
    pub team: TeamId,
    /// Where the person works.
    pub site: SiteId,
    /// Skill and how well, as a share of an expert's speed.
    pub skills: Vec<(SkillId, Ppm)>,
    /// First minute of the shift, in ticks; negative when it began before the run.
    pub shift_from: i32,
    /// First tick after the shift.
    pub shift_until: i32,
    /// Minutes awake when the run begins. Somebody off shift may be asleep: then 0, and waking starts the count.
    pub awake_minutes: u16,
    /// Morale when the run begins, 0–100 in thousandths of a point.
    pub morale_milli: i32,
    /// Regular pay for an hour.
    pub pay_per_hour: Money,
    /// The work item at hand when the run begins.
    pub works_on: Option<WorkId>,
    /// Gets the page when an alert of the team's services fires.
    pub on_call: bool,
}

/// Whose morale an effect moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Who {
    /// Everybody on duty.
    OnDuty,
    /// A team.
    Team(TeamId),
    /// One person.
    Person(PersonId),
}
