//! Neglect: nobody leads.

use super::{Leader, Orders};
use crate::observe::Observation;

/// Gives no command at all.
pub(super) struct Neglect;

impl Leader for Neglect {
    fn lead(&mut self, seen: &Observation) -> Orders {
        Orders {
            commands: Vec::new(),
            wake: seen.ends,
            on_event: false,
        }
    }
}
