//! Hidden faults: causes, lines of inquiry, remedies.

use super::Effect;
use crate::scenario::ids::*;
use crate::scenario::units::{Ppm, Tick};
use serde::{Deserialize, Serialize};

/// A hidden fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// Where it strikes.
    pub service: ServiceId,
    /// It begins at a tick drawn from this window, both ends included.
    pub onset: (Tick, Tick),
    /// Share of requests that the service itself loses at full strength.
    pub harm: Ppm,
    /// Minutes from onset to full strength; 0 is a step.
    pub ramp_minutes: u16,
    /// Its candidate causes: the first and one after the last.
    pub causes: (CauseId, CauseId),
    /// The true cause where the scenario fixes it; drawn from the priors otherwise. Hidden.
    pub truth: Option<CauseId>,
}

/// A candidate cause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cause {
    /// The fault it may explain.
    pub fault: FaultId,
    /// Probability before any evidence; those of a fault sum to [`Ppm::ALL`].
    pub prior: Ppm,
}

/// A line of inquiry: work that yields one of several findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inquiry {
    /// The fault that it looks into.
    pub fault: FaultId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert.
    pub effort: Effort,
    /// Tooling that makes it slow when it is down.
    pub needs: Option<ServiceId>,
    /// Probability of each finding (columns) under each cause of the fault (rows); a row sums to [`Ppm::ALL`].
    pub likelihood: Vec<Vec<Ppm>>,
}

/// Effort as a lognormal: person-minutes of an expert.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Effort {
    /// Median, in thousandths of a minute.
    pub median_milli: u32,
    /// Standard deviation of the logarithm, in millionths.
    pub sigma: Ppm,
}

/// What a remedy does against a cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RemedyEffect {
    /// The harm ends.
    Fixes,
    /// This share of the harm ends.
    Partial(Ppm),
    /// Nothing changes.
    Nothing,
    /// The harm grows by this share of what is left.
    Worse(Ppm),
}

/// A remedy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Remedy {
    /// The fault it is meant for.
    pub fault: FaultId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert.
    pub effort: Effort,
    /// Tooling that makes it slow when it is down.
    pub needs: Option<ServiceId>,
    /// May be taken back without loss.
    pub reversible: bool,
    /// Needs an approval that a card gives.
    pub needs_approval: bool,
    /// Can start only after this remedy was applied.
    pub after: Option<RemedyId>,
    /// Its effect under each cause of the fault.
    pub effects: Vec<RemedyEffect>,
    /// What happens besides, once it is applied.
    pub side_effects: Vec<Effect>,
    /// Protection that is off while it is in force.
    pub exposure: Option<Exposure>,
    /// Applying this one takes back those side effects: exposure ends.
    pub ends_exposure_of: Option<RemedyId>,
    /// Makes this tooling usable although it is down.
    pub bypasses: Option<ServiceId>,
}

/// A hazard while protection is off: it accumulates against one exponential threshold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Exposure {
    /// Expected number of successful attacks an hour.
    pub attacks_per_hour: Ppm,
    /// What an attack that gets through does.
    pub effects: Vec<Effect>,
}
