//! The desk as its leader sees it: what is open, who is at it. It can be looked at again without building a whole Observation.

use crate::scenario::ids::{CaseId, PersonId, QueueId};
use crate::scenario::units::Tick;
use crate::sim::World;
use crate::sim::world::Activity;

/// Open cases, and what everybody does.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DeskSeen {
    /// Open cases, in the order in which they opened.
    pub cases: Vec<CaseSeen>,
    /// What everybody does, in the order of the scenario.
    pub people: Vec<Activity>,
}

/// An open case.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CaseSeen {
    /// Which.
    pub id: CaseId,
    /// Its queue.
    pub queue: QueueId,
    /// 1 (worst) to 5.
    pub severity: u8,
    /// When it opened.
    pub opened: Tick,
    /// Who is at it.
    pub by: Option<PersonId>,
}

impl DeskSeen {
    /// Looks at a World again, in place.
    pub fn look(&mut self, world: &World) {
        self.people.clear();
        self.people
            .extend(world.people.iter().map(|person| person.activity));
        self.cases.clear();
        self.cases
            .extend(world.desk.cases.iter().map(|case| CaseSeen {
                id: case.id,
                queue: case.queue,
                severity: case.severity,
                opened: case.opened,
                by: case.by,
            }));
    }

    pub(super) fn of(world: &World) -> DeskSeen {
        let mut seen = DeskSeen::default();
        if !world.scenario().rules.queues.is_empty() {
            seen.look(world);
        }
        seen
    }
}
