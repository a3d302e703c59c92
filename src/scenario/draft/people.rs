//! As written: People, where they are and when.

use super::List;
use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{
    Amount, MinuteOfDayText as Clock, Minutes, Share, Standing, Whole, Word,
};
use crate::scenario::rules::{Joins, Weekday};
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
        optional overconfidence: Share,
        optional days: List<Word<Weekday>>,
        optional heads: Whole<1, 1000>,
        optional joins: Word<Joins>,
        optional tireless: bool,
    }
}

record! {
    /// Who of a team is on call, in turns.
    Rota {
        required team: String,
        required people: List<String>,
        optional period_hours: Whole<1, 2208>,
        optional first_hand_over_minutes: Minutes,
    }
}

/// Whose morale.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Who {
    OnDuty,
    Team(At<String>),
    Person(At<String>),
}
