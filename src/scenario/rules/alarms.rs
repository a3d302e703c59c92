//! What tells people that something is wrong, and how they find out what it is about.

use super::Effort;
use crate::scenario::units::Ppm;
use serde::{Deserialize, Serialize};

/// What tells of a service, beside the burn-rate rules of §B2.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Alarms {
    /// Expected pages a day with nothing behind them, at the usual paging threshold.
    pub false_per_day: Ppm,
    /// Expected reports of customers for a million bad requests.
    pub reports_per_million: Ppm,
    /// A burn-rate rule holds only if its long window saw so many requests (§B2: services with little traffic).
    pub least_requests: u32,
    /// Static thresholds.
    pub limits: Vec<Limit>,
}

/// A static threshold: it pages when it was crossed for so long.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Limit {
    /// What counts.
    pub bound: Bound,
    /// Minutes in a row.
    pub minutes: u16,
}

/// A bound of what a dashboard shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Bound {
    /// A share of good requests below this.
    SuccessBelow(Ppm),
    /// A mean time of requests above so many milliseconds.
    LatencyAboveMs(u32),
}

/// Finding out what an incident is about, before anybody can look for its cause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Triage {
    /// Every incident needs it; otherwise only a page with nothing on the dashboards does.
    pub always: bool,
    /// Person-minutes of somebody of the team that owns the service.
    pub effort: Effort,
    /// Times that effort for somebody of another team, in thousandths (§C3).
    pub wrong_team_milli: u32,
}
