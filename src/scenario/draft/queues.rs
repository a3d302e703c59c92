//! As written: queues of cases.

use crate::scenario::at::{At, record};
use crate::scenario::numbers::{Number, Whole};
use serde::Deserialize;

/// Mean minutes of an expert: under ten, whole minutes are too coarse.
pub(in crate::scenario) type MeanMinutes = Number<10, 100_000, 1000>;

record! {
    Queue {
        required id: String,
        required service: String,
        required severity: Whole<1, 5>,
        required per_hour: Number<0, 1000, 1_000_000>,
        required skill: String,
        required effort: CaseEffort,
        optional way_in_minutes: Whole<0, 1440>,
    }
}

/// How much effort a case takes.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum CaseEffort {
    Fixed(At<MeanMinutes>),
    Exponential(At<MeanMinutes>),
    Lognormal(At<MeanMinutes>, At<Number<0, 3, 1_000_000>>),
    Gamma(At<MeanMinutes>, At<Number<0, 100, 1_000_000>>),
}
