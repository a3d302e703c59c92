//! Planned work.

use super::*;

impl Resolver<'_> {
    pub(super) fn work(&mut self, work: &draft::Work) -> Work {
        Work {
            kind: work.kind.get().map_or(WorkKind::Feature, |word| word.0),
            team: self.team(&work.team),
            skill: self.skill(&work.skill),
            left_milli: count(&work.minutes_left) as u32,
            delay_per_hour: money(&work.delay_per_hour),
            needs: self.service_if_any(&work.needs),
        }
    }
}
