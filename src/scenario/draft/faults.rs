//! As written: Hidden faults: causes, lines of inquiry, remedies.

use super::{Effect, List};
use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{Amount, Minutes, Number, PersonMinutes, Share, Whole, Word};
use crate::scenario::rules::FaultKind;
use serde::Deserialize;

record! {
    Fault {
        required id: String,
        required service: String,
        optional kind: Word<FaultKind>,
        optional onset_minutes: Pair<Minutes>,
        optional hazard: OnsetHazard,
        optional recurs_per_day: Number<0, 1000, 1_000_000>,
        required harm: Share,
        optional ramp_minutes: Whole<0, 10_080>,
        optional growth: Growth,
        optional leak_per_hour: Amount,
        optional noticed_per_day: Number<0, 1000, 1_000_000>,
        optional exposure: Exposure,
        optional runbook: bool,
        optional truth: String,
        required causes: List<Cause>,
        optional inquiries: List<Inquiry>,
        optional remedies: List<Remedy>,
        optional actions: List<Action>,
    }
}

record! {
    OnsetHazard {
        required per_day: Number<0, 1000, 1_000_000>,
        optional older_per_day: Share,
    }
}

/// How harm grows, where it is neither a step nor a ramp.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Growth {
    LogisticMinutes(At<Whole<1, 10_080>>),
    OscillatingMinutes(At<Whole<2, 10_080>>),
}

record! {
    Action {
        required id: String,
        required team: String,
        required skill: String,
        required minutes: PersonMinutes,
        optional pipeline: String,
        required cuts: Cut,
    }
}

/// What a review's action does against the next occurrence.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Cut {
    Recurrence(At<Share>),
    Detection(At<Whole<0, 1440>>),
    Runbook,
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
        optional repairs: Share,
        optional rolls_back: String,
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
