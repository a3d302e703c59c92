//! Lines of the ledger, what the cloud costs, and what contracts give back.

use crate::scenario::ids::*;
use crate::scenario::units::Ppm;
use serde::{Deserialize, Serialize};

/// A line of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Pay in shift hours.
    Regular,
    /// Pay outside shift hours.
    Overtime,
    /// Pay of contractors.
    Contractors,
    /// What it costs to lose and to find people.
    Replacement,
    /// What the cloud bills.
    Cloud,
    /// SLA credits.
    Credits,
    /// What a breach costs.
    Breach,
    /// Anything else that was bought.
    Purchases,
    /// Fines.
    Fines,
    /// What wrong or stale output cost those who built on it.
    Downstream,
}

impl Line {
    /// Every line, in the order of the ledger.
    pub const ALL: [Line; 10] = [
        Line::Regular,
        Line::Overtime,
        Line::Contractors,
        Line::Replacement,
        Line::Cloud,
        Line::Credits,
        Line::Breach,
        Line::Purchases,
        Line::Fines,
        Line::Downstream,
    ];
}

/// What the cloud costs beside list prices, which stand with the capacity of services.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cloud {
    /// Share below list that was negotiated: the contracted price is what is left.
    pub negotiated: Ppm,
    /// What may be committed to.
    pub commitments: Vec<Commitment>,
    /// Minutes by which the bill lags behind what was used.
    pub bill_lag_minutes: u16,
}

/// A commitment: so many units are paid for, used or not, at a discount. The shortest term on sale is a year (§D) and no run is
/// that long, so what was committed to stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Commitment {
    /// The services whose units it covers, in the order in which they are covered.
    pub covers: Vec<ServiceId>,
    /// Share below list (§D).
    pub discount: Ppm,
    /// Units committed to when the run begins.
    pub units: u32,
}

/// Credits: what share of a month's fee goes back, by the month's availability (§D).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ladder {
    /// Availability below which a share is credited, the highest first.
    pub rungs: Vec<(Ppm, Ppm)>,
}

impl Ladder {
    /// The share that is credited at that availability.
    pub fn credit(&self, availability: Ppm) -> Ppm {
        let below = self.rungs.iter().filter(|(below, _)| availability < *below);
        below.map(|(_, share)| *share).max().unwrap_or(Ppm::NONE)
    }
}
