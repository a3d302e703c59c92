//! Competency 6: people and sustainability.

use super::record::{Moment, Record, can};
use super::{Evidence, Rated, Rating};
use crate::observe::{Absence, PersonSeen};
use crate::scenario::ids::PersonId;
use crate::score::metrics::people::gini;
use crate::sim::people::{in_incident, on_duty};
use crate::sim::{Activity, Event, What, Why};
use std::collections::BTreeMap;

/// Sleepiness from which critical work should be somebody else's (§C4: KSS).
const SLEEPY: u8 = 7;
/// Minutes awake from which it should (§G 6a).
const LONG_AWAKE: u32 = 16 * 60;

/// 6a: person-hours at incidents of people who were very sleepy or long awake, while a rested substitute could be reached. Who sends
/// the rested and leaves the tired out has performed.
pub(super) fn fatigue(record: &Record) -> Rated {
    let mut minutes = 0;
    let mut called_for = false;
    let mut evidence: Vec<(PersonId, Evidence)> = Vec::new();
    for (moment, span) in record.spans() {
        called_for |= is_spared(moment);
        for person in moment
            .people
            .iter()
            .filter(|person| is_tired(person) && in_incident(person.activity))
        {
            called_for = true;
            let Some(other) = substitute(moment, person) else {
                continue;
            };
            minutes += span * u32::from(person.heads);
            if !evidence.iter().any(|(who, _)| *who == person.id) {
                let hours = person.awake_minutes.unwrap_or(0) / 60;
                let text = format!(
                    "{} was at an incident, {hours} h awake and sleepy at {} of 9; {} could be reached",
                    record.name(person.id),
                    person.sleepiness,
                    record.name(other.id)
                );
                evidence.push((person.id, Evidence::at(moment.tick, text)));
            }
        }
    }
    if !called_for {
        return Rated::not_called_for();
    }
    if evidence.is_empty() {
        let text = "who was tired was spared, or could not have been relieved";
        return Rated {
            rating: Rating::P,
            evidence: vec![Evidence::at(record.ended, text)],
        };
    }
    Rated {
        rating: Rating::at_most(f64::from(minutes) / 60.0, [0.0, 1.0, 4.0]),
        evidence: evidence.into_iter().map(|(_, evidence)| evidence).collect(),
    }
}

fn is_tired(person: &PersonSeen) -> bool {
    person.sleepiness >= SLEEPY
        || person
            .awake_minutes
            .is_some_and(|minutes| minutes >= LONG_AWAKE)
}

/// Whether somebody rested is at an incident while somebody tired with the same skill is left out of it.
fn is_spared(moment: &Moment) -> bool {
    let people = || moment.people.iter();
    let at_it = |person: &&PersonSeen| !is_tired(person) && in_incident(person.activity);
    let spared = |person: &&PersonSeen| {
        is_tired(person) && on_duty(person.activity) && !in_incident(person.activity)
    };
    people().filter(at_it).any(|rested| {
        let mut skills = rested.skills.iter().filter(|(_, share)| share.0 > 0);
        skills.any(|(skill, _)| people().filter(spared).any(|tired| can(tired, *skill)))
    })
}

/// Somebody rested with a skill of theirs, at work and not at an incident, or awake and to be called.
fn substitute<'a>(moment: &'a Moment, tired: &PersonSeen) -> Option<&'a PersonSeen> {
    moment.people.iter().find(|person| {
        let free = (on_duty(person.activity) && !in_incident(person.activity))
            || (person.activity == Activity::Off && person.awake_minutes.is_some());
        let knows = tired
            .skills
            .iter()
            .any(|(skill, share)| share.0 > 0 && can(person, *skill));
        free && knows
            && person.absence == Absence::None
            && person.sleepiness < SLEEPY - 1
            && !is_tired(person)
    })
}

/// 6b: share of days on which somebody was called more than twice and got no relief (§C1: two incidents a shift).
pub(super) fn on_call_load(record: &Record) -> Rated {
    let mut calls: BTreeMap<(u32, PersonId), u32> = BTreeMap::new();
    for event in &record.events {
        if let What::Paged(person) = event.what {
            *calls.entry((event.tick.0 / 1440, person)).or_default() += 1;
        }
    }
    if calls.is_empty() {
        return Rated::not_called_for();
    }
    // To go back to bed until the next call is no relief; nor is a change in another team's rota.
    let relieved = |day: u32, who: PersonId| {
        let team = record.scenario.rules.people[who.at()].team;
        let about = |event: &&Event| (day..=day + 1).contains(&(event.tick.0 / 1440));
        let events = || record.events.iter().filter(about);
        let last = events().rfind(|event| event.what == What::Paged(who));
        events().any(|event| match event.what {
            What::SentToRest(person) => {
                person == who && last.is_some_and(|last| event.tick >= last.tick)
            }
            What::DaysOff(person, _) => person == who,
            What::OnCall(of, primary, _) => of == team && primary != who,
            _ => false,
        })
    };
    let over: Vec<_> = (calls.iter())
        .filter(|((day, who), count)| **count > 2 && !relieved(*day, *who))
        .collect();
    let evidence = over.iter().map(|((day, who), count)| {
        let text = format!(
            "{} was called {count} times that day and got no relief",
            record.name(*who)
        );
        Evidence {
            tick: day * 1440,
            text,
        }
    });
    let mut evidence: Vec<Evidence> = evidence.collect();
    if evidence.is_empty() {
        evidence.push(Evidence::at(
            record.ended,
            "nobody was called more than twice a day without relief",
        ));
    }
    Rated {
        rating: Rating::at_most(over.len() as f64 / calls.len() as f64, [0.0, 0.05, 0.15]),
        evidence,
    }
}

/// 6d: times that somebody was torn away from planned work, for a person and a day.
pub(super) fn interruptions(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let planned = rules
        .people
        .iter()
        .filter(|person| person.works_on.is_some())
        .count();
    if planned == 0 {
        return Rated::not_called_for();
    }
    let torn = record
        .events
        .iter()
        .filter(|event| matches!(event.what, What::Morale(_, _, Why::Interruption)));
    let torn: Vec<_> = torn.collect();
    let days = f64::from(record.ended.0.div_ceil(1440).max(1));
    let each = torn.len() as f64 / planned as f64 / days;
    let text = format!(
        "people were torn away from planned work {} times, {each:.1} for each a day",
        torn.len()
    );
    let tick = torn.first().map_or(record.ended, |event| event.tick);
    Rated {
        rating: Rating::at_most(each, [2.0, 4.0, 7.0]),
        evidence: vec![Evidence::at(tick, text)],
    }
}

/// 6c: how unequally calls at night fell on people, from four calls on: of the Gini coefficients that so few calls among so many
/// people can have, from as even as whole calls allow (0) to all on one (1). Ten calls among twenty people are never equal.
pub(super) fn fairness(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let mut nights = vec![0_u32; rules.people.len()];
    for event in &record.events {
        let What::Paged(person) = event.what else {
            continue;
        };
        let clock = record.seen_at(event.tick).people[person.at()].local_clock.0;
        nights[person.at()] += u32::from(!(360..1320).contains(&clock));
    }
    let sum: u32 = nights.iter().sum();
    // Whoever could be called: those on a rota, or everybody.
    let rota: Vec<usize> = rules
        .rotas
        .iter()
        .flat_map(|rota| rota.people.iter().map(|person| person.at()))
        .collect();
    if !rota.is_empty() {
        nights = (nights.into_iter().enumerate())
            .filter(|(at, calls)| *calls > 0 || rota.contains(at))
            .map(|(_, calls)| calls)
            .collect();
    }
    if sum < 4 || nights.len() < 2 {
        return Rated::not_called_for();
    }
    let uneven = unevenness(&mut nights);
    let text = format!(
        "{sum} calls at night among {} people, {:.0} % of the way from evenly to all on one",
        nights.len(),
        uneven * 100.0
    );
    Rated {
        rating: Rating::at_most(uneven, [0.25, 0.35, 0.5]),
        evidence: vec![Evidence::at(record.ended, text)],
    }
}

/// Where a Gini coefficient lies between the least and the greatest of as many whole calls among as many people.
fn unevenness(calls: &mut [u32]) -> f64 {
    let (people, sum) = (calls.len() as u32, calls.iter().sum::<u32>());
    let mut even: Vec<u32> = (0..people)
        .map(|place| sum / people + u32::from(place < sum % people))
        .collect();
    let (least, most) = (gini(&mut even), 1.0 - 1.0 / f64::from(people));
    (gini(calls) - least) / (most - least)
}

/// 6e: how people say they feel at the end, against the beginning, and who resigned.
pub(super) fn morale(record: &Record) -> Rated {
    let mean = |moment: &Moment| {
        let there = moment
            .people
            .iter()
            .filter(|person| person.absence == Absence::None);
        let said: Vec<f64> = there.map(|person| f64::from(person.morale)).collect();
        said.iter().sum::<f64>() / said.len().max(1) as f64
    };
    let (Some(first), Some(last)) = (record.moments.first(), record.moments.last()) else {
        return Rated::not_called_for();
    };
    let change = mean(last) - mean(first);
    let exits: Vec<_> = (record.events.iter())
        .filter(|event| matches!(event.what, What::Resigned(_)))
        .collect();
    let trend = Rating::at_most(-change, [0.0, 3.0, 8.0]);
    let exit = [Rating::P, Rating::M, Rating::U][exits.len().min(2)];
    let text = format!(
        "people say that they feel {change:+.0} points against the beginning; {} resigned",
        exits.len()
    );
    Rated {
        rating: trend.max(exit),
        evidence: vec![Evidence::at(last.tick, text)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_calls_among_many_people_are_shared_as_well_as_they_can_be() {
        let mut one_each = [1, 0, 1, 0, 1, 0, 0, 0];
        let mut all_on_one = [0, 0, 0, 3, 0, 0, 0, 0];
        let mut plenty = [4, 4, 4, 0];
        assert_eq!(unevenness(&mut one_each), 0.0);
        assert!((unevenness(&mut all_on_one) - 1.0).abs() < 1e-12);
        // Twelve calls could be even: a Gini coefficient of 0.25 where 0.75 is the most.
        assert!((unevenness(&mut plenty) - 1.0 / 3.0).abs() < 1e-12);
    }
}
