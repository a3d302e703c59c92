//! As written: Hidden faults: causes, lines of inquiry, remedies.

use super::{Effect, List};
use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{Minutes, Number, PersonMinutes, Share, Whole};
use serde::Deserialize;

record! {
    Fault {
        required id: String,
        required service: String,
        required onset_minutes: Pair<Minutes>,
        required harm: Share,
        optional ramp_minutes: Whole<0, 10_080>,
        optional truth: String,
        required causes: List<Cause>,
        optional inquiries: List<Inquiry>,
        optional remedies: List<Remedy>,
    }
}

record! {
    Cause {
        required id: String,
        required prior: Share,
    }
}

record! {
    Inquiry {
        required id: String,
        required skill: String,
        required minutes: PersonMinutes,
        required sigma: Number<0, 3, 1_000_000>,
        optional needs: String,
        required findings: List<Finding>,
    }
}

record! {
    Finding {
        required id: String,
        required given: Pairs<Share>,
    }
}

record! {
    Remedy {
        required id: String,
        required skill: String,
        required minutes: PersonMinutes,
        required sigma: Number<0, 3, 1_000_000>,
        optional needs: String,
        optional reversible: bool,
        optional needs_approval: bool,
        optional after: String,
        required effects: Pairs<RemedyEffect>,
        optional side_effects: List<Effect>,
        optional exposure: Exposure,
        optional ends_exposure_of: String,
        optional bypasses: String,
    }
}

/// What a remedy does against a cause.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum RemedyEffect {
    Fixes,
    Partial(At<Share>),
    Nothing,
    Worse(At<Share>),
}

record! {
    Exposure {
        required attacks_per_hour: Number<0, 100, 1_000_000>,
        required effects: List<Effect>,
    }
}
