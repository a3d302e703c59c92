//! Knowing what one is at: it grows with the time on it, and is lost by switching (§C3).
//!
//! | symbol | equation | source |
//! | --- | --- | --- |
//! | f on it | `1 − (1 − f₀) e^(−t ÷ 60)`, t in minutes on it | *assumed* |
//! | f away | `0.8 f e^(−t ÷ 480)`, t in minutes away: a fifth is lost at once | a fifth: Weinberg's rule of thumb, §C3 |
//! | way in | planned work `4 + 6 (1 − f)` minutes, an incident `2 + 2 (1 − f)` | *assumed*; §C3 has 23–25 for a full return, over about two other tasks |
//!
//! Work that somebody has never been at begins at 0; of services, the owners know their own, and everybody else half of it.
//! Nothing is computed but at a switch, and somebody remembers three things besides the one in hand.

use super::*;

/// Minutes on something after which a share of 1 − 1/e of what was unknown is known. *Assumed.*
const LEARN_MINUTES: f64 = 60.0;
/// Minutes away after which a share of 1/e is left. *Assumed.*
const FORGET_MINUTES: f64 = 480.0;
/// Share that a switch leaves (§C3: a fifth is lost).
const KEPT: f64 = 0.8;

/// Something that can be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) enum Subject {
    /// A work item.
    Work(WorkId),
    /// A service that has an incident.
    Service(ServiceId),
}

/// How well somebody knew something when they left it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Known {
    of: Subject,
    /// In thousandths.
    milli: u16,
    left: Tick,
}

/// What somebody knows: the thing in hand, since when and how well then, and up to three more.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Familiarity {
    now: Option<Known>,
    before: [Option<Known>; 3],
}

impl Familiarity {
    /// Somebody who has been at something for long.
    pub(super) fn with(subject: Option<Subject>) -> Familiarity {
        let known = |of| Known {
            of,
            milli: 1000,
            left: Tick(0),
        };
        Familiarity {
            now: subject.map(known),
            before: [None; 3],
        }
    }

    /// How well somebody knows something at a tick, in thousandths, if they were ever at it.
    fn of(&self, subject: Subject, now: Tick) -> Option<u16> {
        if let Some(known) = self.now.filter(|known| known.of == subject) {
            return Some(grown(known, now));
        }
        let known = self
            .before
            .iter()
            .flatten()
            .find(|known| known.of == subject)?;
        let away = f64::from(now.since(known.left));
        let left = KEPT * f64::from(known.milli) * libm::exp(-away / FORGET_MINUTES);
        Some(libm::round(left) as u16)
    }

    /// Leaves what is in hand for something known so well.
    fn turn_to(&mut self, of: Subject, milli: u16, now: Tick) {
        if let Some(known) = self.now.take() {
            let left = Known {
                milli: grown(known, now),
                left: now,
                ..known
            };
            // In place of what was left longest ago.
            let oldest = (self.before.iter_mut())
                .min_by_key(|place| place.map_or(0, |known| known.left.0 + 1));
            if let Some(place) = oldest {
                *place = Some(left);
            }
        }
        for place in &mut self.before {
            if place.is_some_and(|known| known.of == of) {
                *place = None;
            }
        }
        self.now = Some(Known {
            of,
            milli,
            left: now,
        });
    }
}

fn grown(known: Known, now: Tick) -> u16 {
    let on_it = f64::from(now.since(known.left));
    let unknown = f64::from(1000 - known.milli) * libm::exp(-on_it / LEARN_MINUTES);
    1000 - libm::round(unknown) as u16
}

/// What an activity is about.
fn subject(world: &World, activity: Activity) -> Option<Subject> {
    match activity {
        Activity::Working(item) => Some(Subject::Work(item)),
        _ => {
            let incident = incident_of(activity)?;
            Some(Subject::Service(world.incidents[incident.at()].service))
        }
    }
}

/// How well somebody knows what an activity is about, in thousandths.
fn known(world: &World, person: PersonId, subject: Subject) -> u16 {
    let familiarity = &world.people[person.at()].familiarity;
    familiarity
        .of(subject, world.now)
        .unwrap_or_else(|| match subject {
            Subject::Work(_) => 0,
            Subject::Service(service) => {
                let rules = world.rules();
                let own = world.owners[service.at()] == rules.people[person.at()].team;
                if own { 1000 } else { 500 }
            }
        })
}

/// Somebody turns to something: minutes in which nothing gets done.
pub(super) fn turn_to(world: &mut World, person: PersonId, activity: Activity) -> u32 {
    let Some(subject) = subject(world, activity) else {
        return WAY_IN_MINUTES;
    };
    let known = known(world, person, subject);
    let now = world.now;
    (world.people[person.at()].familiarity).turn_to(subject, known, now);
    let unknown = u32::from(1000 - known);
    match subject {
        Subject::Work(_) => WAY_BACK_MINUTES + 6 * unknown / 1000,
        Subject::Service(_) => WAY_IN_MINUTES + 2 * unknown / 1000,
    }
}

/// What one knows of an incident, the other knows too.
pub(super) fn pass_on(world: &mut World, incident: IncidentId, from: PersonId, to: PersonId) {
    let subject = Subject::Service(world.incidents[incident.at()].service);
    let milli = known(world, from, subject).max(known(world, to, subject));
    let now = world.now;
    (world.people[to.at()].familiarity).turn_to(subject, milli, now);
}
