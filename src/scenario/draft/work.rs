//! As written: Planned work.

use super::List;
use crate::scenario::at::record;
use crate::scenario::numbers::{
    Amount, Minutes, Number, PersonMinutes, Share, Standing, Whole, Word,
};
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
        optional pipeline: String,
        optional migration: bool,
        optional arrives_minute: Minutes,
        optional urgent_after_minutes: Minutes,
        optional urgent_per_hour: Amount,
    }
}

record! {
    Stream {
        required id: String,
        required kind: Word<WorkKind>,
        required team: String,
        required skill: String,
        required minutes: PersonMinutes,
        optional sigma: Number<0, 3, 1_000_000>,
        required delay_per_hour: Amount,
        optional needs: String,
        optional pipeline: String,
        required per_day: Number<0, 1000, 1_000_000>,
        required most: Whole<1, 500>,
    }
}

record! {
    Pipeline {
        required id: String,
        optional service: String,
        required stages: List<Stage>,
        optional debt: Standing,
        optional deploy: Deploy,
    }
}

record! {
    Stage {
        required id: String,
        required share: Share,
        optional limit: Whole<0, 250>,
        optional skill: String,
    }
}

record! {
    Deploy {
        optional tests_minutes: Whole<0, 10_080>,
        optional caught: Share,
        optional canary_minutes: Whole<0, 10_080>,
        optional change_fail: Share,
        optional fault: String,
        optional roll_back_minutes: Whole<0, 10_080>,
        optional batch: Whole<1, 250>,
        optional board: bool,
        optional board_every_hours: Whole<1, 2160>,
    }
}
