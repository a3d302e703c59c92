//! Hidden faults: causes, lines of inquiry, remedies.

use super::Effect;
use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm, Tick};
use serde::{Deserialize, Serialize};

/// How a fault hurts: what its `harm` is a share of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// Requests that fail.
    #[default]
    Errors,
    /// Requests that are too slow to count as good.
    Latency,
    /// Capacity that is gone.
    Capacity,
    /// Data that is lost or corrupted in an hour; it stays so after the fault is gone, until a remedy puts it right.
    DataLoss,
    /// Expected attacks, of those that `exposure` tells: nothing shows until somebody notices.
    Exposure,
    /// Answers that look good and are wrong or stale: their revenue is lost.
    StaleData,
    /// Answers of a model or an automation that look good and are wrong.
    Drift,
    /// Money of `leak_per_hour` that is spent for nothing.
    SpendLeak,
}

impl FaultKind {
    /// Whether dashboards show it: everything but an exposure and a leak, of which somebody has to hear.
    pub fn shows(self) -> bool {
        !matches!(self, FaultKind::Exposure | FaultKind::SpendLeak)
    }

    /// Whether requests fail of it, so that burn rates tell: what makes good answers worthless does not.
    pub fn burns(self) -> bool {
        self.shows() && !matches!(self, FaultKind::StaleData | FaultKind::Drift)
    }
}

/// When a fault begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Onset {
    /// At a tick drawn from this window, both ends included.
    Window(Tick, Tick),
    /// By a hazard that gathers from the first minute on.
    Hazard {
        /// Expected strikes a day.
        per_day: Ppm,
        /// Share by which that grows with every day of the run.
        older: Ppm,
    },
    /// When something brings it: an effect, a deploy.
    Called,
}

/// How harm comes to its full strength.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Growth {
    /// Evenly over so many minutes; 0 is a step.
    Ramp(u16),
    /// Slowly, then fast, then slowly: full after so many minutes.
    Logistic(u16),
    /// Up and down, once in so many minutes.
    Oscillating(u16),
}

/// A hidden fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// Where it strikes.
    pub service: ServiceId,
    /// How it hurts.
    pub kind: FaultKind,
    /// When it first begins.
    pub onset: Onset,
    /// Expected returns a day once it is over and nobody learnt from it.
    pub recurs_per_day: Ppm,
    /// Harm at full strength, as a share of what its kind says.
    pub harm: Ppm,
    /// How harm comes to that.
    pub growth: Growth,
    /// What a spend leak costs at full strength.
    pub leak_per_hour: Money,
    /// Expected times a day that somebody notices a spend leak of full strength.
    pub noticed_per_day: Ppm,
    /// Attacks at full strength of an exposure.
    pub exposure: Option<Exposure>,
    /// How to look for its cause was written down before the run.
    pub runbook: bool,
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
    /// Share of lost or corrupted data that it puts right.
    pub repairs: Ppm,
    /// Takes back what went out last through this pipeline.
    pub rolls_back: Option<PipelineId>,
}

/// What an action item of a review does against the next occurrence, once it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cut {
    /// This share of further occurrences does not happen.
    Recurrence(Ppm),
    /// An alert of its own fires so many minutes after the onset.
    Detection(u16),
    /// How to look for its cause is written down.
    Runbook,
}

/// A hazard while protection is off: it accumulates against one exponential threshold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Exposure {
    /// Expected number of successful attacks an hour.
    pub attacks_per_hour: Ppm,
    /// What an attack that gets through does.
    pub effects: Vec<Effect>,
}
