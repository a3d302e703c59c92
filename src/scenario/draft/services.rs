//! As written: The service map.

use super::{Alarms, List};
use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{Amount, MinuteOfDayText as Clock, Minutes, Number, Share, Whole};
use serde::Deserialize;

record! {
    Service {
        required id: String,
        required team: String,
        required tier: Whole<1, 3>,
        required slo: Share,
        required budget_spent: Share,
        optional demand_per_minute: Whole<0, 1_000_000_000>,
        optional demand_curves: List<Curve>,
        optional clock_of: String,
        optional healthy: Share,
        optional copies: Copies,
        optional revenue_per_request: Amount,
        optional hard: List<String>,
        optional soft: Pairs<Share>,
        optional redundant: List<Redundant>,
        optional calls: Pairs<Number<0, 1000, 1000>>,
        optional attempts: Whole<1, 10>,
        optional retry_budget: Number<0, 10, 1_000_000>,
        optional client_attempts: Whole<1, 10>,
        optional cache: Cache,
        optional latency_ms: Whole<1, 600_000>,
        optional timeout_ms: Whole<1, 3_600_000>,
        optional capacity: Capacity,
        optional alarms: Alarms,
        optional indicators: List<Indicator>,
        required place: Pair<Whole<0, 1000>>,
    }
}

record! {
    /// What a service's SLO may watch.
    Indicator {
        required id: String,
        required counts: Counts,
    }
}

/// What an indicator counts as bad.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Counts {
    Availability,
    Latency { above_ms: At<Whole<1, 3_600_000>> },
    Journey(At<List<String>>),
}

/// A factor of demand.
pub(in crate::scenario) type Factor = Number<0, 100, 1_000_000>;

/// How demand moves.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Curve {
    Day {
        peak_at: At<Clock>,
        low: At<Share>,
    },
    Week(At<List<Factor>>),
    Flash {
        at_minute: At<Minutes>,
        height: At<Factor>,
        ramp_minutes: At<Whole<0, 10_080>>,
        decay_minutes: At<Whole<1, 10_080>>,
    },
    Steps(At<List<Step>>),
}

record! {
    /// The factor from a minute on.
    Step {
        required at_minute: Minutes,
        required factor: Factor,
    }
}

record! {
    /// Copies of a service of which some have to work.
    Copies {
        required need: Whole<1, 16>,
        required of: Whole<1, 16>,
    }
}

record! {
    /// Interchangeable services of which some have to work.
    Redundant {
        required need: Whole<1, 16>,
        required of: List<String>,
    }
}

record! {
    Cache {
        required of: String,
        required hit: Share,
        required refill_minutes: Whole<1, 10_080>,
    }
}

record! {
    Capacity {
        required units: Whole<1, 10_000>,
        required requests_per_unit_minute: Whole<1, 10_000_000>,
        optional cost_per_unit_hour: Amount,
        optional waste: Share,
        optional lag_minutes: Whole<1, 10_080>,
        optional autoscale: Autoscale,
    }
}

record! {
    Autoscale {
        required target: Share,
        required most: Whole<1, 10_000>,
        optional every_minutes: Whole<1, 1440>,
    }
}
