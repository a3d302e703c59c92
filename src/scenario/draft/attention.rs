//! As written: what commands cost the leader.

use crate::scenario::at::{At, Pairs};
use crate::scenario::numbers::Whole;
use serde::Deserialize;

/// What commands cost the leader.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Attention {
    On,
    Off,
    Seconds(At<Pairs<Whole<0, 3600>>>),
}
