//! As written: Stakeholders, what they send, and decision cards.

use super::{Condition, Effect, Ladder, List};
use crate::scenario::at::record;
use crate::scenario::numbers::{Amount, Minutes, Number, PersonMinutes, Standing, Whole, Word};
use crate::scenario::rules::{Audience, Axis, Verb};

record! {
    Stakeholder {
        required id: String,
        required audience: Word<Audience>,
        required trust: Standing,
        required patience_minutes: Whole<1, 10_080>,
        optional monthly_fee: Amount,
        optional credits: Ladder,
        optional threatens_below: Standing,
        optional leaves_after_minutes: Whole<1, 132_480>,
        optional joins_after_calls: Whole<1, 9>,
    }
}

record! {
    /// Minutes between updates that a company promises by severity.
    Cadences {
        optional sev1: Whole<5, 1440>,
        optional sev2: Whole<5, 1440>,
        optional sev3: Whole<5, 1440>,
        optional sev4: Whole<5, 1440>,
        optional sev5: Whole<5, 1440>,
    }
}

record! {
    Vendor {
        required id: String,
        required reply_minutes: PersonMinutes,
        required fix_minutes: PersonMinutes,
        optional sigma: Number<0, 3, 1_000_000>,
        optional denials: Whole<0, 9>,
        optional proof: Condition,
        required effects: List<Effect>,
    }
}

record! {
    Duty {
        required id: String,
        required to: String,
        required knowable: Condition,
        required within_minutes: Whole<1, 525_600>,
        required source: String,
        optional missed: List<Effect>,
    }
}

record! {
    Inject {
        required id: String,
        required effects: List<Effect>,
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
        optional promise: Promise,
    }
}

record! {
    Promise {
        required must: Condition,
        required within_minutes: Minutes,
        optional kept: List<Effect>,
        optional broken: List<Effect>,
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
