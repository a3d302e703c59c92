//! As written: The service map.

use super::List;
use crate::scenario::at::{Pair, Pairs, record};
use crate::scenario::numbers::{Amount, Share, Whole};

record! {
    Service {
        required id: String,
        required team: String,
        required tier: Whole<1, 3>,
        required slo: Share,
        required budget_spent: Share,
        optional demand_per_minute: Whole<0, 1_000_000_000>,
        optional healthy: Share,
        optional revenue_per_request: Amount,
        optional hard: List<String>,
        optional soft: Pairs<Share>,
        required place: Pair<Whole<0, 1000>>,
    }
}
