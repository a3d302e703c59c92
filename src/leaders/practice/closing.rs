//! Closing: when customers are well, put protection back, let people go, watch for a while, tell, close.

use super::*;
use crate::leaders::shared::startable;
use crate::scenario::rules::Audience;

/// Watch half as long as it hurt before closing (§G2.4: medians of 41 and 26 minutes), between its P10 and two hours.
const WATCH_MINUTES: (u32, u32) = (4, 120);

impl Plan<'_> {
    /// Customers are well: put protection back, send people home, watch, close.
    pub(in crate::leaders) fn wind_down(&mut self, incident: &IncidentSeen) {
        let exposing = incident
            .remedies
            .iter()
            .find(|remedy| remedy.exposing)
            .map(|remedy| remedy.id);
        let restore = startable(self.seen, incident)
            .find(|remedy| remedy.restores.is_some() && remedy.restores == exposing);
        if let Some(remedy) = restore
            && let Some(person) = self.best_mender(incident, remedy.skill, Ppm(1))
        {
            self.give(Command::Apply(incident.id, remedy.id, person));
        }
        for &person in &incident.responders {
            let applying = matches!(
                self.seen.people[person.at()].activity,
                Activity::Applying(..)
            );
            if !applying && !self.taken.contains(&person) {
                self.give(Command::Cancel(person));
            }
        }
        let told = Audience::ALL.iter().all(|&audience| {
            incident.posted[audience as usize].is_some_and(|last| {
                incident
                    .mitigated
                    .is_some_and(|mitigated| last >= mitigated)
            })
        });
        let watched = incident.mitigated.is_some_and(|mitigated| {
            let hurt = mitigated.since(incident.opened);
            let watch = (hurt / 2).clamp(WATCH_MINUTES.0, WATCH_MINUTES.1);
            self.seen.now.since(mitigated) >= watch
        });
        if exposing.is_none() && told && watched {
            self.give(Command::Resolve(incident.id));
        }
    }
}
