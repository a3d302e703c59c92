//! As written: initiatives and governance.

use super::{Effect, List};
use crate::scenario::at::{At, Pairs, record};
use crate::scenario::numbers::{Amount, Minutes, Number, Share, Whole};
use crate::scenario::rules::Line;
use serde::Deserialize;

record! {
    Initiative {
        required id: String,
        required cost_per_week: Amount,
        required fit: Pairs<Share>,
        optional pace_gain: Share,
        optional change_fail_cut: Share,
        optional paging_cut: Share,
        optional dip: Share,
        required days_to_half: Whole<1, 365>,
    }
}

record! {
    Control {
        required id: String,
        optional team: String,
        optional lead_time: Share,
        optional on: bool,
        optional exception_days_most: Whole<0, 365>,
    }
}

record! {
    Audit {
        required id: String,
        required minute: Minutes,
        required needs: Pairs<Share>,
        optional finding: List<Effect>,
        optional clean: List<Effect>,
    }
}

/// Which rule sets a deadline.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum PatchRule {
    Bod2604,
    Bod2201,
    Days(At<Whole<1, 3650>>),
}

record! {
    Vulnerability {
        required id: String,
        required service: String,
        required known_minute: Minutes,
        optional exposed: bool,
        optional in_kev: bool,
        optional automatable: bool,
        optional total: bool,
        optional rule: PatchRule,
        required patch: String,
        optional triage: String,
        optional exploits_per_30_days: Number<0, 1000, 1_000_000>,
        optional strikes: String,
        optional exploited: List<Effect>,
        optional missed: List<Effect>,
    }
}

record! {
    Budget {
        required id: String,
        required line: Line,
        required amount: Amount,
        optional overrun: List<Effect>,
    }
}
