//! The service map.

use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm};
use serde::{Deserialize, Serialize};

/// A service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Service {
    /// The team that owns it.
    pub team: TeamId,
    /// 1 is what customers cannot do without; 3 is internal comfort.
    pub tier: u8,
    /// Target share of good requests over 30 days.
    pub slo: Ppm,
    /// Share of the error budget spent when the run begins.
    pub budget_spent: Ppm,
    /// Requests a minute that start here (customers or staff), not those that callers pass on.
    pub demand_per_minute: u32,
    /// Share of good requests when nothing is wrong with this service or below it.
    pub healthy: Ppm,
    /// Revenue of a good request that starts here.
    pub revenue_per_request: Money,
    /// Fails when any of these fails (§B4: a product).
    pub hard: Vec<ServiceId>,
    /// Works worse when these fail: quality lost at total failure.
    pub soft: Vec<(ServiceId, Ppm)>,
    /// Place on the map, 0–1000 each way.
    pub place: (u16, u16),
}
