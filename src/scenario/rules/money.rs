//! Lines of the ledger.

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
    /// Cloud beyond the plan.
    Cloud,
    /// SLA credits.
    Credits,
    /// What a breach or a fine costs.
    Breach,
    /// Anything else that was bought.
    Purchases,
}

impl Line {
    /// Every line, in the order of the ledger.
    pub const ALL: [Line; 8] = [
        Line::Regular,
        Line::Overtime,
        Line::Contractors,
        Line::Replacement,
        Line::Cloud,
        Line::Credits,
        Line::Breach,
        Line::Purchases,
    ];
}
