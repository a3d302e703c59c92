//! As written: what the cloud costs, and what contracts give back.

use super::List;
use crate::scenario::at::{At, record};
use crate::scenario::numbers::{Share, Whole};
use serde::Deserialize;

record! {
    Cloud {
        optional negotiated: Share,
        optional commitments: List<Commitment>,
        optional bill_lag_minutes: Whole<0, 10_080>,
    }
}

record! {
    Commitment {
        required id: String,
        required covers: List<String>,
        optional discount: Share,
        optional units: Whole<0, 100_000>,
    }
}

record! {
    Rung {
        required below: Share,
        required credit: Share,
    }
}

/// A ladder of credits: one of those that are known, or its own.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Ladder {
    AwsRegion,
    AwsInstance,
    AwsService,
    GoogleCompute,
    AzureMachines,
    Rungs(At<List<Rung>>),
}
