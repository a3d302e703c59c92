//! The cadence of updates: a promise to an audience about an incident, renewed with every update (§B7: every 20 minutes).
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `e` | time between two updates, as promised | minutes |
//! | `k` | trust that an update wins besides which comes when it was promised: in the second half of `e` | 1.5 points, *assumed* |
//! | `b` | trust that a promised update costs which does not come: owed, as with any broken promise | 8 points, *assumed* |
//! | `p` | patience of a stakeholder; who knows when to expect news is quiet until then, but not beyond `2 p` | minutes; *assumed* |
//!
//! A promise cannot be put off: another cadence leaves the next update due when it was, or brings it forward. An update that comes early
//! renews the promise and wins nothing besides. A promise ends when its incident is closed.

use super::{move_trust, owe_trust, visits};
use crate::scenario::ids::{IncidentId, StakeholderId};
use crate::scenario::rules::Audience;
use crate::scenario::units::Tick;
use crate::sim::command::CommandError;
use crate::sim::event::{What, Why};
use crate::sim::world::World;
use crate::sim::{Events, note};
use serde::Serialize;

/// So many cadences may be promised at a time.
pub(crate) const CADENCES_MOST: usize = 32;
/// The least and the greatest number of minutes of a cadence.
const MINUTES: (u16, u16) = (5, 1440);
/// Trust won by an update that comes when it was promised, in thousandths of a point. *Assumed.*
pub const CADENCE_KEPT_MILLI: i32 = 1500;
/// Trust lost by one that does not come. *Assumed.*
pub const CADENCE_MISSED_MILLI: i32 = 8000;

/// Updates that are promised.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Cadence {
    pub incident: IncidentId,
    pub audience: Audience,
    pub every_minutes: u16,
    /// It comes with the severity; nobody said it.
    usual: bool,
    /// The promise was made or renewed then.
    since: Tick,
    pub due: Tick,
}

fn place_of(world: &World, incident: IncidentId, audience: Audience) -> Option<usize> {
    let mut promised = world.cadences.iter();
    promised.position(|one| (one.incident, one.audience) == (incident, audience))
}

/// What an audience is promised about an incident.
pub(crate) fn cadence_of(
    world: &World,
    incident: IncidentId,
    audience: Audience,
) -> Option<&Cadence> {
    place_of(world, incident, audience).map(|at| &world.cadences[at])
}

/// Whether that can be promised.
pub(in crate::sim) fn check_cadence(
    world: &World,
    incident: IncidentId,
    audience: Audience,
    minutes: u16,
) -> Result<(), CommandError> {
    let (least, most) = MINUTES;
    let promised = cadence_of(world, incident, audience);
    let same = promised.is_some_and(|one| one.every_minutes == minutes && !one.usual);
    if same || !(least..=most).contains(&minutes) {
        Err(CommandError::BadCadence(minutes, least, most))
    } else if promised.is_none() && world.cadences.len() == CADENCES_MOST {
        Err(CommandError::TooManyCadences(CADENCES_MOST))
    } else {
        Ok(())
    }
}

/// The leader promises updates.
pub(in crate::sim) fn set_cadence(
    world: &mut World,
    incident: IncidentId,
    audience: Audience,
    minutes: u16,
    events: &mut Events,
) {
    promise(world, incident, audience, minutes, false, events);
}

/// The updates that come with a severity are promised, unless the leader promised others.
pub(in crate::sim) fn usual_cadence(
    world: &mut World,
    incident: IncidentId,
    severity: u8,
    events: &mut Events,
) {
    let minutes = world.rules().cadence_minutes[usize::from(severity) - 1];
    for audience in Audience::ALL {
        match cadence_of(world, incident, audience) {
            Some(promised) if !promised.usual || promised.every_minutes == minutes => {}
            None if minutes == 0 || world.cadences.len() == CADENCES_MOST => {}
            _ if minutes == 0 => {
                (world.cadences).retain(|one| (one.incident, one.audience) != (incident, audience));
            }
            _ => promise(world, incident, audience, minutes, true, events),
        }
    }
}

fn promise(
    world: &mut World,
    incident: IncidentId,
    audience: Audience,
    minutes: u16,
    usual: bool,
    events: &mut Events,
) {
    let since = world.now;
    let due = since.plus(u32::from(minutes));
    let at = place_of(world, incident, audience).unwrap_or_else(|| {
        world.cadences.push(Cadence {
            incident,
            audience,
            every_minutes: minutes,
            usual,
            since,
            due,
        });
        world.cadences.len() - 1
    });
    let promised = &mut world.cadences[at];
    promised.every_minutes = minutes;
    promised.usual = usual;
    promised.due = promised.due.min(due);
    let due = promised.due;
    calm(world, audience, due);
    note(events, since, What::CadenceSet(incident, audience, minutes));
}

/// Whoever knows when to expect news is quiet until then.
fn calm(world: &mut World, audience: Audience, until: Tick) {
    let rules = &world.scenario.rules;
    for (rule, state) in rules.stakeholders.iter().zip(&mut world.stakeholders) {
        if rule.audience == audience {
            let longest = world.now.plus(2 * u32::from(rule.patience_minutes));
            state.due = state.due.map(|due| due.max(until.plus(1).min(longest)));
        }
    }
}

/// An update went out: what was promised is kept, and promised anew.
pub(super) fn renew(
    world: &mut World,
    incident: IncidentId,
    audience: Audience,
    events: &mut Events,
) {
    let Some(at) = place_of(world, incident, audience) else {
        return;
    };
    let now = world.now;
    let promised = &mut world.cadences[at];
    let every = u32::from(promised.every_minutes);
    let kept = now.since(promised.since) * 2 >= every;
    (promised.since, promised.due) = (now, now.plus(every));
    calm(world, audience, now.plus(every));
    if kept {
        note(events, now, What::CadenceKept(incident, audience));
        for stakeholder in of(world, audience) {
            let why = Why::Cadence(audience);
            move_trust(world, stakeholder, CADENCE_KEPT_MILLI, why, events);
        }
    }
}

/// Stakeholders of an audience.
fn of(world: &World, audience: Audience) -> impl Iterator<Item = StakeholderId> + use<> {
    let scenario = world.scenario.clone();
    let all = (0..world.stakeholders.len()).map(|index| StakeholderId(index as u8));
    all.filter(move |one| scenario.rules.stakeholders[one.at()].audience == audience)
}

/// Updates that were promised and do not come: that costs trust, and those who waited call or come.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    for at in 0..world.cadences.len() {
        let now = world.now;
        let promised = &mut world.cadences[at];
        // What comes in the minute in which it is due comes in time.
        if promised.due >= now {
            continue;
        }
        let (incident, audience) = (promised.incident, promised.audience);
        promised.since = now;
        promised.due = now.plus(u32::from(promised.every_minutes));
        note(events, now, What::CadenceMissed(incident, audience));
        for stakeholder in of(world, audience) {
            if world.stakeholders[stakeholder.at()].left {
                continue;
            }
            let why = Why::Cadence(audience);
            owe_trust(world, stakeholder, CADENCE_MISSED_MILLI, why, events);
            visits::ask(world, stakeholder, why, true, events);
        }
    }
}

/// An incident is folded into another: so is what was promised about it.
pub(in crate::sim) fn fold_cadences(world: &mut World, from: IncidentId, into: IncidentId) {
    for audience in Audience::ALL {
        if place_of(world, into, audience).is_none()
            && let Some(at) = place_of(world, from, audience)
        {
            world.cadences[at].incident = into;
        }
    }
    end_cadences(world, from);
}

/// An incident is closed: nothing is promised about it any more.
pub(in crate::sim) fn end_cadences(world: &mut World, incident: IncidentId) {
    world
        .cadences
        .retain(|promised| promised.incident != incident);
}

pub(super) fn next_change(world: &World) -> Tick {
    let due = world.cadences.iter().map(|promised| promised.due.plus(1));
    due.min().unwrap_or(Tick::NEVER)
}
