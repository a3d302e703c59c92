//! Queues of cases: incidents that need nothing but people's effort.

use crate::scenario::ids::*;
use crate::scenario::units::Ppm;
use serde::{Deserialize, Serialize};

/// A queue: where cases come from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Queue {
    /// The service that they are about.
    pub service: ServiceId,
    /// Their severity, 1 (worst) to 5.
    pub severity: u8,
    /// Expected number of cases an hour, in millionths.
    pub per_hour: Ppm,
    /// The skill that they take.
    pub skill: SkillId,
    /// Expert's minutes that a case takes.
    pub effort: CaseEffort,
    /// Minutes to find one's way into a case, at every start.
    pub way_in_minutes: u16,
}

/// How much effort a case takes: a distribution with its mean, in thousandths of an expert's minute.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CaseEffort {
    /// Always the same.
    Fixed(u32),
    /// Exponential.
    Exponential(u32),
    /// Lognormal, with the standard deviation of its logarithm.
    Lognormal(u32, Ppm),
    /// Gamma, with its shape.
    Gamma(u32, Ppm),
}
