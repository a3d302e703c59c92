//! People and their shifts.

use super::*;
use crate::scenario::at::Pairs;
use crate::scenario::numbers::{Standing, Word};

impl Resolver<'_> {
    pub(super) fn person(&mut self, draft: &Draft, person: &draft::Person) -> Person {
        let starts_at = (draft.starts_at.get()).map_or(MinuteOfDay(0), |clock| clock.0);
        let starts_on = (draft.starts_on.get()).map_or(defaults::STARTS_ON, |day| day.0);
        let tireless = person.tireless.get().unwrap_or(false);
        let first =
            both(&person.shift).map_or((0, 0), |(from, until)| shift(starts_at, from.0, until.0));
        let site = self.find(&self.names.sites, &person.site);
        let offset =
            (items(&draft.sites).nth(site)).map_or(0, |site| count(&site.utc_offset_minutes));
        // A local minute minus its tick.
        let local = starts_on as i32 * DAY_MINUTES + i32::from(starts_at.0) + offset as i32;
        let hours = Hours {
            from: (local + first.0).rem_euclid(DAY_MINUTES) as u16,
            minutes: (first.1 - first.0) as u16,
            days: (!tireless && count(&draft.minutes) > i64::from(DAY_MINUTES))
                .then(|| days(&person.days)),
        };
        let (shift_from, shift_until) = match hours.days {
            Some(_) => (hours.shift_at(local, i32::MIN))
                .map_or((i32::MAX, i32::MAX), |(from, until)| {
                    (from - local, until - local)
                }),
            None if tireless => (0, i32::MAX),
            None => first,
        };
        let awake = |woke: MinuteOfDay| {
            (i32::from(starts_at.0) - i32::from(woke.0)).rem_euclid(1440) as u16
        };
        Person {
            team: self.team(&person.team),
            site: SiteId(site as u8),
            skills: person
                .skills
                .entries()
                .iter()
                .map(|(skill, well)| (self.skill(skill), share(well)))
                .collect(),
            shift_from,
            shift_until,
            hours,
            awake_minutes: person.woke.get().map_or(0, |woke| awake(woke.0)),
            morale_milli: count(&person.morale) as i32,
            pay_per_hour: money(&person.pay_per_hour),
            works_on: self
                .find_if_any(&self.names.work, &person.works_on)
                .map(|at| WorkId(at as u16)),
            overconfidence: person.overconfidence.get().map(Number::ppm),
            on_call: person.on_call.get().unwrap_or(false),
            heads: (person.heads.get()).map_or(defaults::HEADS, |heads| heads.0 as u16),
            joins: person.joins.get().map(|word| word.0),
            tireless,
        }
    }

    pub(super) fn rota(&mut self, rota: &draft::Rota) -> Rota {
        let period_minutes =
            (rota.period_hours.get()).map_or(defaults::ON_CALL_HOURS, |hours| hours.0 as u32) * 60;
        Rota {
            team: self.team(&rota.team),
            people: (rota.people.items().iter())
                .map(|person| PersonId(self.find(&self.names.people, person) as u16))
                .collect(),
            period_minutes,
            first_hand_over: (rota.first_hand_over_minutes.get())
                .map_or(period_minutes, |minutes| minutes.0 as u32),
        }
    }

    pub(super) fn safety(&mut self, written: &At<Pairs<Standing>>) -> Vec<i32> {
        let mut safety = vec![defaults::SAFETY_MILLI; self.names.teams.len()];
        for (team, points) in written.entries() {
            let team = self.team(team);
            if let Some(of) = safety.get_mut(team.at()) {
                *of = count(points) as i32;
            }
        }
        safety
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

fn days(written: &At<List<Word<Weekday>>>) -> Days {
    if written.value.is_none() {
        return defaults::DAYS;
    }
    let bits = (written.items().iter())
        .filter_map(At::get)
        .fold(0, |bits, day| bits | 1 << day.0 as u8);
    Days(bits)
}
