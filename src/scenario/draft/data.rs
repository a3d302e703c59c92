//! As written: data, models and automation.

use super::{Effect, List};
use crate::scenario::at::record;
use crate::scenario::numbers::{Amount, Number, PersonMinutes, Share, Whole, Word};
use crate::scenario::rules::DataCheck;

record! {
    Feed {
        required id: String,
        required service: String,
        optional every_minutes: Whole<1, 1440>,
        optional tables: Whole<1, 500_000>,
        optional issues_per_30_days: Number<0, 1000, 1_000_000>,
        optional false_alarms_per_30_days: Number<0, 1000, 1_000_000>,
        optional checks: List<Word<DataCheck>>,
        optional wrong_per_hour: Amount,
        optional stale_per_hour: Amount,
        optional again: String,
        optional again_minutes_per_hour: PersonMinutes,
        optional strikes: String,
    }
}

record! {
    Model {
        required id: String,
        required service: String,
        required wrong_per_hour: Amount,
        required versions: List<Version>,
        optional training: String,
    }
}

record! {
    Version {
        required quality: Share,
        optional drift_per_30_days: Share,
        optional age_days: Whole<0, 3650>,
    }
}

record! {
    Automation {
        required id: String,
        required fault: String,
        required least_sure: Share,
        optional minutes: Whole<1, 1440>,
        optional trust_percent: Whole<0, 100>,
        optional wrong: List<Effect>,
    }
}
