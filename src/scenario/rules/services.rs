//! The service map.

use super::Alarms;
use crate::scenario::ids::*;
use crate::scenario::units::{MinuteOfDay, Money, Ppm, Tick};
use serde::{Deserialize, Serialize};

/// Requests a minute that reach a service at the most; the rest is not counted. The windows of §B2 hold 72 minutes of them.
pub const REQUESTS_MOST: u32 = 50_000_000;
/// Members of a redundant group, and copies of a service, at the most.
pub const MEMBERS_MOST: usize = 16;

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
    /// How that moves: it is multiplied by each of these.
    pub curves: Vec<Curve>,
    /// Minutes that the clock of its customers is ahead of UTC.
    pub clock_offset_minutes: i16,
    /// Share of good requests when nothing is wrong with this service or below it; with copies, of each of them.
    pub healthy: Ppm,
    /// So many copies have to work, of so many.
    pub copies: (u8, u8),
    /// Revenue of a good request that starts here.
    pub revenue_per_request: Money,
    /// Fails when any of these fails (§B4: a product).
    pub hard: Vec<ServiceId>,
    /// Works worse when these fail: quality lost at total failure.
    pub soft: Vec<(ServiceId, Ppm)>,
    /// Fails when too few of a group work (§B4: k of n).
    pub redundant: Vec<Redundant>,
    /// Calls that a request makes to a callee, in thousandths, where it is not one.
    pub calls: Vec<(ServiceId, u32)>,
    /// How it retries its calls.
    pub retries: Retries,
    /// Attempts that whoever starts a request here makes at most.
    pub client_attempts: u8,
    /// A cache in front of one of its callees.
    pub cache: Option<Cache>,
    /// Mean time that a request takes when nothing waits.
    pub latency_ms: u32,
    /// Whoever waits longer gives up.
    pub timeout_ms: u32,
    /// What it can carry; without end where nothing is said.
    pub capacity: Option<Capacity>,
    /// What tells of it.
    pub alarms: Alarms,
    /// What its SLO may watch, the first when the run begins; its availability where nothing is offered.
    pub indicators: Vec<Indicator>,
    /// Place on the map, 0–1000 each way.
    pub place: (u16, u16),
}

/// What counts as bad for an SLO.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Indicator {
    /// A request without a good answer.
    Availability,
    /// That, and a good answer that takes longer than so many milliseconds.
    LatencyMs(u32),
    /// A journey through these services in which some answer is not good or not right.
    Journey(Vec<ServiceId>),
}

/// How demand moves. Factors are in millionths and may exceed 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Curve {
    /// The course of a day: 1 at the peak, `low` twelve hours from it.
    Day {
        /// Clock of the peak, at the site.
        peak: MinuteOfDay,
        /// Factor at the lowest.
        low: Ppm,
    },
    /// A factor for each day, the first for the day on which the run begins.
    Week([Ppm; 7]),
    /// A flash crowd.
    Flash {
        /// It begins then.
        at: Tick,
        /// Factor at its height.
        height: Ppm,
        /// Minutes until then.
        ramp_minutes: u16,
        /// Time constant of its fall.
        decay_minutes: u16,
    },
    /// The factor from each tick on.
    Steps(Vec<(Tick, Ppm)>),
}

impl Curve {
    /// The largest factor that it may be.
    pub fn peak(&self) -> f64 {
        let most = |shares: &mut dyn Iterator<Item = &Ppm>| {
            shares.map(|share| share.ratio()).fold(0.0, f64::max)
        };
        match self {
            Curve::Day { .. } => 1.0,
            Curve::Week(days) => most(&mut days.iter()),
            Curve::Flash { height, .. } => height.ratio().max(1.0),
            Curve::Steps(steps) => most(&mut steps.iter().map(|(_, factor)| factor)).max(1.0),
        }
    }
}

/// Interchangeable services.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Redundant {
    /// So many have to work.
    pub need: u8,
    /// Of these.
    pub of: Vec<ServiceId>,
}

/// How a service retries its calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Retries {
    /// Attempts of a call at most; 1 is no retry.
    pub attempts: u8,
    /// Retries as a share of first attempts, at most.
    pub budget: Option<Ppm>,
}

/// A cache in front of a callee.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cache {
    /// The callee.
    pub of: ServiceId,
    /// Share of calls that a warm cache answers.
    pub hit: Ppm,
    /// Minutes in which a cold one fills, while the callee answers.
    pub refill_minutes: u16,
}

/// What a service can carry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Capacity {
    /// Units when the run begins.
    pub units: u16,
    /// What a unit serves.
    pub requests_per_unit_minute: u32,
    /// What a unit costs.
    pub cost_per_unit_hour: Money,
    /// Work that a lost request costs, as a share of a served one's.
    pub waste: Ppm,
    /// Minutes until units that were ordered are there.
    pub lag_minutes: u16,
    /// How it scales by itself.
    pub autoscale: Option<Autoscale>,
}

/// How a service scales by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Autoscale {
    /// Utilisation that is aimed at.
    pub target: Ppm,
    /// Units at the most.
    pub most: u16,
    /// It decides so often, on the run's clock.
    pub every_minutes: u16,
}
