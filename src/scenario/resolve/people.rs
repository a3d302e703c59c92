//! People and their shifts.

use super::*;

impl Resolver<'_> {
    pub(super) fn person(&mut self, person: &draft::Person, starts_at: MinuteOfDay) -> Person {
        let (shift_from, shift_until) =
            both(&person.shift).map_or((0, 0), |(from, until)| shift(starts_at, from.0, until.0));
        let awake = |woke: MinuteOfDay| {
            (i32::from(starts_at.0) - i32::from(woke.0)).rem_euclid(1440) as u16
        };
        Person {
            team: self.team(&person.team),
            site: SiteId(self.find(&self.names.sites, &person.site) as u8),
            skills: person
                .skills
                .entries()
                .iter()
                .map(|(skill, well)| (self.skill(skill), share(well)))
                .collect(),
            shift_from,
            shift_until,
            awake_minutes: person.woke.get().map_or(0, |woke| awake(woke.0)),
            morale_milli: count(&person.morale) as i32,
            pay_per_hour: money(&person.pay_per_hour),
            works_on: self
                .find_if_any(&self.names.work, &person.works_on)
                .map(|at| WorkId(at as u16)),
            on_call: person.on_call.get().unwrap_or(false),
        }
    }

    pub(super) fn who(&mut self, written: &At<draft::Who>) -> Who {
        match written.as_ref() {
            None | Some(draft::Who::OnDuty) => Who::OnDuty,
            Some(draft::Who::Team(team)) => Who::Team(self.team(team)),
            Some(draft::Who::Person(person)) => {
                Who::Person(PersonId(self.find(&self.names.people, person) as u16))
            }
        }
    }
}

/// The shift that runs at the start, or else the next to begin, in ticks.
fn shift(starts_at: MinuteOfDay, from: MinuteOfDay, until: MinuteOfDay) -> (i32, i32) {
    let around = |minutes: i32| minutes.rem_euclid(1440);
    let length = around(i32::from(until.0) - i32::from(from.0));
    let running = around(i32::from(starts_at.0) - i32::from(from.0));
    let begins = if running < length {
        -running
    } else {
        1440 - running
    };
    (begins, begins + length)
}
