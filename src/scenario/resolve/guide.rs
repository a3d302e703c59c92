//! The guide.

use super::*;
use crate::scenario::guide::{GuideStep, Part};

impl Resolver<'_> {
    pub(super) fn guide_step(&mut self, step: &draft::GuideStep) -> GuideStep {
        let until = self.find_if_any(&self.names.commands, &step.until);
        GuideStep {
            part: step.at.get().map_or(Part::Map, |part| part.0),
            when: self.condition(&step.when),
            until: until.and_then(|at| CommandKind::ALL.get(at).copied()),
        }
    }
}
