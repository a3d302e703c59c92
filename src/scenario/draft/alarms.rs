//! As written: what tells people that something is wrong.

use super::List;
use crate::scenario::at::record;
use crate::scenario::numbers::{Number, PersonMinutes, Share, Whole};

record! {
    Alarms {
        optional false_per_day: Number<0, 1000, 1_000_000>,
        optional reports_per_million: Number<0, 1000, 1_000_000>,
        optional least_requests: Whole<0, 1_000_000_000>,
        optional limits: List<Limit>,
    }
}

record! {
    Limit {
        optional success_below: Share,
        optional latency_above_ms: Whole<1, 3_600_000>,
        required minutes: Whole<1, 1440>,
    }
}

record! {
    Triage {
        required minutes: PersonMinutes,
        required sigma: Number<0, 3, 1_000_000>,
        optional wrong_team_times: Number<1, 20, 1000>,
    }
}
