//! People and rest: who is tired hands over to somebody rested, whose shift is over goes home, and everybody is talked with now and
//! again (§C4, §C5).

use super::*;
use crate::scenario::command::{Manner as Tone, Turn};
use crate::scenario::ids::IncidentId;
use crate::scenario::units::Tick;
use crate::sim::people::{in_incident, on_duty};

/// Somebody who says to feel worse is listened to.
const WEIGHED_DOWN: u8 = 60;

/// So many conversations fit beside the rest: a leader of forty talks with those who need it most. *Assumed:* as many people as report
/// to one leader.
const TALKS_MOST: usize = 8;

/// Whose turn on call is changed has this much of it left at least.
const TURN_MINUTES: u32 = 12 * 60;
/// Hours of the night where somebody is.
const NIGHT: (u16, u16) = (22 * 60, 6 * 60);

/// To hand over takes two people a quarter of an hour, which only a long incident is worth.
const LONG_MINUTES: u32 = 90;

/// What a leader remembers between looks, because no dashboard shows it.
#[derive(Default)]
pub(in crate::leaders) struct Memory {
    /// When each person was last talked with in each manner.
    talked: Vec<[Option<Tick>; Tone::ALL.len()]>,
    /// At which incidents people were asked for objections.
    pub(super) polled: Vec<IncidentId>,
    nights: Vec<Nights>,
    /// What was begun in which week.
    pub(in crate::leaders) weeks: weeks::Weeks,
}

/// Nights that somebody was called out in.
#[derive(Clone, Copy, Default)]
struct Nights {
    count: u32,
    /// They are at work in one now.
    called: bool,
    /// Nobody has seen to it yet that somebody else is called next time.
    relief_due: bool,
}

impl Plan<'_> {
    /// Whose shift is over goes home as soon as nobody needs them; whoever is asked to stay although `needed` is the leader's choice.
    pub(in crate::leaders) fn send_home(&mut self, needed: impl Fn(&PersonSeen) -> bool) {
        let seen = self.seen;
        let done = seen.people.iter().filter(|person| {
            on_duty(person.activity) && !in_incident(person.activity) && !person.in_shift
        });
        for person in done {
            if !self.taken.contains(&person.id) && !needed(person) {
                self.give(Command::Rest(person.id));
            }
        }
    }

    /// Whoever is needed while an incident hurts customers stays, unless they are too tired.
    pub(in crate::leaders) fn send_home_when_quiet(&mut self) {
        let quiet = self.quiet();
        self.send_home(|person| !quiet && is_fresh(person));
    }

    /// Who works in an incident and is tired, or beyond the shift, tells somebody rested all there is to know (§C4).
    pub(in crate::leaders) fn hand_over(&mut self, incident: &IncidentSeen) {
        if self.seen.now.since(incident.opened) < LONG_MINUTES {
            return;
        }
        for &id in &incident.responders {
            let from = &self.seen.people[id.at()];
            let spent = !is_fresh(from) || !from.in_shift;
            let passes = matches!(
                from.activity,
                Activity::Investigating(..) | Activity::Triaging(_) | Activity::Leading(..)
            );
            if !spent || !passes || self.taken.contains(&id) {
                continue;
            }
            let wanted = match from.activity {
                Activity::Investigating(_, line) => {
                    let mut lines = incident.inquiries.iter();
                    lines.find(|seen| seen.id == line).map(|seen| seen.skill)
                }
                _ => None,
            };
            let fit = |person: &&PersonSeen| {
                let able = wanted.is_none_or(|wanted| skill(person, wanted) >= RIGHT_PERSON);
                person.in_shift && is_fresh(person) && able
            };
            let rested = self.at_hand_for(incident).filter(fit);
            let next = rested.max_by_key(|person| (person.team == from.team, !person.sleepiness));
            if let Some(to) = next.map(|person| person.id) {
                self.taken.push(id);
                self.give(Command::HandOver(id, to));
            }
        }
    }

    /// Whoever was called out of the night hands the turn on call to who of the team has had the fewest such nights (§G 6c).
    pub(in crate::leaders) fn share_nights(&mut self, memory: &mut Memory) {
        let seen = self.seen;
        memory.nights.resize(seen.people.len(), Nights::default());
        for (person, nights) in seen.people.iter().zip(&mut memory.nights) {
            let here = on_duty(person.activity) || person.activity == Activity::OnTheWay;
            let called = here && !person.in_shift && is_night(person);
            if called && !nights.called {
                nights.count += 1;
                nights.relief_due = true;
            }
            nights.called = called;
        }
        if self.leads_weeks() || !self.quiet() || seen.ends.0 < seen.now.0 + TURN_MINUTES {
            return;
        }
        let count = |person: &PersonSeen| memory.nights[person.id.at()].count;
        let mut relieved = Vec::new();
        for person in &seen.people {
            if !memory.nights[person.id.at()].relief_due || !self.has_time() {
                continue;
            }
            relieved.push(person.id);
            let others = seen.people.iter().filter(|other| {
                let here = other.team == person.team && other.absence.is_here();
                here && !other.on_call && count(other) < count(person)
            });
            let best = |other: &PersonSeen| other.skills.iter().map(|(_, share)| *share).max();
            let next = others.min_by_key(|other| (count(other), std::cmp::Reverse(best(other))));
            if let Some(next) = next.filter(|_| person.on_call) {
                self.give(Command::PutOnCall(person.team, Turn::Primary, next.id));
            }
        }
        for person in relieved {
            memory.nights[person.at()].relief_due = false;
        }
    }

    /// Talks with whoever was not talked with for so many minutes, the worst off first, as far as there is time for all of them: listens
    /// to whom something weighs on, agrees a goal with others. One talk at a time, and only while nothing else waits.
    pub(in crate::leaders) fn talk(&mut self, memory: &mut Memory, every_minutes: u32) {
        let attention = &self.seen.attention;
        let idle = attention.busy_seconds == 0 && self.commands.is_empty();
        if idle && self.quiet() && !self.leads_weeks() {
            self.talk_with_one(memory, every_minutes, TALKS_MOST);
        }
    }

    /// The same for one person, unless so many others were talked with in that time.
    pub(super) fn talk_with_one(&mut self, memory: &mut Memory, every_minutes: u32, most: usize) {
        memory
            .talked
            .resize(self.seen.people.len(), Default::default());
        let now = self.seen.now;
        let since = |last: Option<Tick>| last.map_or(u32::MAX, |last| now.since(last));
        let latest = |person: PersonId| memory.talked[person.at()].into_iter().flatten().max();
        let talked = |person: PersonId| since(latest(person)) < every_minutes;
        let people = &self.seen.people;
        if people.iter().filter(|one| talked(one.id)).count() >= most {
            return;
        }
        let due = |person: &&PersonSeen| {
            on_duty(person.activity) && !in_incident(person.activity) && !talked(person.id)
        };
        // The same talk again does nothing before the last one has had its time.
        let tone = |person: &PersonSeen| {
            let had = |tone: Tone, days: u32| {
                since(memory.talked[person.id.at()][tone as usize]) < days * 1440
            };
            match person.morale {
                ..WEIGHED_DOWN if !had(Tone::Listen, 1) => Some(Tone::Listen),
                _ if !had(Tone::AgreeGoal, 14) => Some(Tone::AgreeGoal),
                _ if !had(Tone::Coach, 7) && is_fresh(person) => Some(Tone::Coach),
                _ => None,
            }
        };
        let next = people.iter().filter(due);
        let next = next.filter_map(|person| Some((person, tone(person)?)));
        if let Some((person, tone)) = next.min_by_key(|(person, _)| person.morale) {
            let id = person.id;
            memory.talked[id.at()][tone as usize] = Some(now);
            self.give(Command::Talk(id, tone));
        }
    }
}

fn is_night(person: &PersonSeen) -> bool {
    let clock = person.local_clock.0;
    clock >= NIGHT.0 || clock < NIGHT.1
}
