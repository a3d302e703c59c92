//! As written: Stakeholders, what they send, and decision cards.

use super::{Condition, Effect, List};
use crate::scenario::at::record;
use crate::scenario::numbers::{Amount, Standing, Whole, Word};
use crate::scenario::rules::{Audience, Axis, Verb};

record! {
    Stakeholder {
        required id: String,
        required audience: Word<Audience>,
        required trust: Standing,
        required patience_minutes: Whole<1, 10_080>,
        optional monthly_fee: Amount,
    }
}

record! {
    Message {
        required id: String,
        required from: String,
        required when: Condition,
        required patience_minutes: Whole<1, 10_080>,
        required answers: List<Answer>,
        optional silence: List<Effect>,
    }
}

record! {
    Answer {
        required verb: Word<Verb>,
        required effects: List<Effect>,
    }
}

record! {
    Card {
        required id: String,
        required when: Condition,
        required deadline_minutes: Whole<1, 10_080>,
        required default: String,
        required options: List<CardOption>,
    }
}

record! {
    CardOption {
        required id: String,
        required favours: Word<Axis>,
        required effects: List<Effect>,
    }
}
