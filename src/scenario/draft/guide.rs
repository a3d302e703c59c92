//! As written: a guide through a first watch.

use super::Condition;
use crate::scenario::at::record;
use crate::scenario::guide::Part;
use crate::scenario::numbers::Word;

record! {
    GuideStep {
        required id: String,
        required at: Word<Part>,
        optional when: Condition,
        optional until: String,
    }
}
