//! As written: People, where they are and when.

use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{Amount, MinuteOfDayText as Clock, Share, Standing, Whole};
use serde::Deserialize;

record! {
    Site {
        required id: String,
        required utc_offset_minutes: Whole<-720, 840>,
    }
}

record! {
    Person {
        required id: String,
        required team: String,
        required site: String,
        required skills: Pairs<Share>,
        required shift: Pair<Clock>,
        optional woke: Clock,
        required morale: Standing,
        required pay_per_hour: Amount,
        optional works_on: String,
        optional on_call: bool,
    }
}

/// Whose morale.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Who {
    OnDuty,
    Team(At<String>),
    Person(At<String>),
}
