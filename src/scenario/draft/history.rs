//! As written: what was really decided, in scenarios after real incidents.

use super::Condition;
use crate::scenario::at::{Pair, record};
use crate::scenario::numbers::Whole;

record! {
    HistoryStep {
        required when: Condition,
        required what as "do": String,
    }
}

record! {
    Milestones {
        required detected: Whole<0, 65_535>,
        required diagnosed: Whole<0, 65_535>,
        required mitigated: Pair<Whole<0, 65_535>>,
    }
}
