//! Delegation: what others can do from a clear brief is theirs, so that the leader leads (§C6; design §5).

use super::command::usefulness;
use super::*;
use crate::scenario::delegation::{Area, Delegation, Intent, Limits};
use crate::scenario::rules::Audience;
use crate::sim::people::on_duty;

/// People at work from whom on updates are handed over: two who write leave enough who mend. *Assumed.*
const WRITERS_FROM: usize = 12;
/// A brief takes the leader minutes: it pays where an incident lasts. *Assumed.*
const LASTS_MINUTES: u32 = 20;
/// Delegates report so often. *Assumed.*
const REPORT_MINUTES: u16 = 60;

impl Plan<'_> {
    /// Updates on a major incident that lasts are handed over, an audience each, to whoever leaves the least behind. What matters, what
    /// not to do unasked and when to report is said.
    pub(in crate::leaders) fn share_words(&mut self, incident: &IncidentSeen) {
        let at_work = self.seen.people.iter();
        let at_work = at_work.filter(|person| on_duty(person.activity)).count();
        let lasts = self.seen.now.since(incident.opened) >= LASTS_MINUTES;
        if !is_major(incident) || incident.mitigated.is_some() || !lasts || at_work < WRITERS_FROM {
            return;
        }
        for audience in Audience::ALL {
            let told = incident.posted[audience as usize].is_some();
            if !told || self.is_written_for(audience) || !self.has_time() {
                continue;
            }
            let others = self
                .at_hand()
                .filter(|one| one.in_shift && !self.mends_best(one, incident));
            let least_missed =
                others.min_by_key(|one| (self.left_behind(one), usefulness(one, incident)));
            if let Some(person) = least_missed.map(|person| person.id) {
                self.give(Command::Delegate(Delegation {
                    area: Area::Updates(audience),
                    to: person,
                    intent: Some(Intent::Safety),
                    limits: Limits {
                        paging: true,
                        ..Limits::default()
                    },
                    back_minutes: REPORT_MINUTES,
                }));
            }
        }
    }

    /// Somebody else writes to them, or is about to.
    pub(super) fn is_written_for(&self, audience: Audience) -> bool {
        let area = Area::Updates(audience);
        let given =
            |command: &Command| matches!(command, Command::Delegate(brief) if brief.area == area);
        let mut held = self.seen.delegations.iter();
        held.any(|held| held.brief.area == area) || self.given(given)
    }
}
