//! As written: Planned work.

use crate::scenario::at::record;
use crate::scenario::numbers::{Amount, PersonMinutes, Word};
use crate::scenario::rules::WorkKind;

record! {
    Work {
        required id: String,
        required kind: Word<WorkKind>,
        required team: String,
        required skill: String,
        required minutes_left: PersonMinutes,
        required delay_per_hour: Amount,
        optional needs: String,
    }
}
