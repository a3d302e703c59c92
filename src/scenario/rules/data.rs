//! Data, models and automation: what is specific to them beside the faults that strike them.

use super::Effect;
use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm};
use serde::{Deserialize, Serialize};

/// A check of a data feed, by what it looks at (§E).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DataCheck {
    /// Whether data came when it should.
    Freshness,
    /// Whether there is as much of it as usual.
    Volume,
    /// Whether it has the shape that was agreed.
    Schema,
}

impl DataCheck {
    /// Every check.
    pub const ALL: [DataCheck; 3] = [DataCheck::Freshness, DataCheck::Volume, DataCheck::Schema];

    /// The check's word.
    pub fn word(self) -> &'static str {
        match self {
            DataCheck::Freshness => "freshness",
            DataCheck::Volume => "volume",
            DataCheck::Schema => "schema",
        }
    }
}

/// A data feed: tables that others build on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Feed {
    /// The service that carries it.
    pub service: ServiceId,
    /// It runs, and its checks with it, every so many minutes.
    pub every_minutes: u16,
    /// Expected issues in 30 days.
    pub issues_per_30_days: Ppm,
    /// Expected false alarms of each check in 30 days.
    pub false_alarms_per_30_days: Ppm,
    /// Checks that look at it, in the order of [`DataCheck::ALL`].
    pub checks: [bool; DataCheck::ALL.len()],
    /// What an hour of wrong output costs those who use it.
    pub wrong_per_hour: Money,
    /// What an hour without new output costs them.
    pub stale_per_hour: Money,
    /// Work that grows by thousandths of a person-minute with every hour of wrong output: what has to be run again.
    pub again: Option<(WorkId, u32)>,
    /// What an issue is: this fault strikes when it is found, and the issue lasts as long. It ends by itself where there is none.
    pub strikes: Option<FaultId>,
}

/// A model in use, with earlier versions to go back to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Model {
    /// The service that uses it.
    pub service: ServiceId,
    /// What an hour of a model that is always wrong would cost.
    pub wrong_per_hour: Money,
    /// Its versions, the newest first.
    pub versions: Vec<Version>,
    /// The work item that trains it anew: the newest version is fresh again then.
    pub training: Option<WorkId>,
}

/// A version of a model.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Version {
    /// Share of answers that are right when it is fresh.
    pub quality: Ppm,
    /// Share of that quality that it loses in 30 days if it degrades.
    pub drift_per_30_days: Ppm,
    /// Days since it was trained when the run begins.
    pub age_days: u16,
}

/// An automation that acts by itself on a class of incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Automation {
    /// Incidents of this fault.
    pub fault: FaultId,
    /// It is at least so sure of itself; how sure is even from there to 1, and it is right as often as it is sure.
    pub least_sure: Ppm,
    /// Minutes from the incident until it acts.
    pub minutes: u16,
    /// How far it is trusted when the run begins, in percent: it acts where it is at least 100 minus that sure.
    pub trust_percent: u8,
    /// What acting wrongly brings besides what the wrong remedy does.
    pub wrong: Vec<Effect>,
}
