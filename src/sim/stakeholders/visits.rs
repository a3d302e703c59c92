//! Stakeholders who join the call (§C6, "executive swoop"): whoever was left without updates too often, or without one that was
//! promised, comes in person. While they are there, those who mend listen too, and they take a minute of attention now and again:
//! the commander's, who then takes less off the leader, or the leader's own.
//!
//! What they want follows from what they can see: another severity where the dashboards show another; the lead where nobody
//! commands; facts where their audience has heard nothing; an end of it otherwise.
//!
//! | wish | agree | counter | defer | decline | escalate |
//! | --- | --- | --- | --- | --- | --- |
//! | severity | +2, and it is declared | −1 | −1 | 0 where the declared one is the worse, else −5 | −2 |
//! | lead | +2, and everybody there stops for 5 minutes | −1 | −3 | −4 | +1: "do you wish to take command?" They do not |
//! | facts | +3, for 5 minutes of attention | +1, and a cadence | −1 | −3 | −2 |
//! | end | +2, and a vow: over within 30 minutes | 0, and a cadence | −2 | −4 | −2 |
//!
//! Points of trust, *assumed*; the replies are those that §C6's source prescribes. A vow is a promise: kept, or broken at its price.
//! To escalate takes 2 minutes more, except where it is the reply that ends it. Who is put off comes back with the next silence. An update
//! that reaches them gives facts; nobody stays when customers are well.

use super::{BROKEN_MILLI, CALL_SECONDS, KEPT_MILLI, cadence, move_trust, owe_trust};
use crate::scenario::ids::{IncidentId, StakeholderId};
use crate::scenario::rules::{Audience, Verb};
use crate::scenario::units::Tick;
use crate::sim::command::Role;
use crate::sim::event::{What, Why};
use crate::sim::world::World;
use crate::sim::{Events, attention, incidents, note, people};
use serde::Serialize;

/// Share of everybody's pace that is left for each stakeholder on the call. *Assumed.*
pub const VISITED_SHARE: f64 = 0.85;
/// Minutes after which somebody on the call speaks up again. *Assumed.*
const SPEAKS_EVERY_MINUTES: u32 = 10;
/// Minutes for which those who mend stop when somebody else leads. *Assumed.*
const STOPPED_MINUTES: u32 = 5;
/// Seconds of the leader that it takes to give facts. *Assumed.*
const FACTS_SECONDS: u16 = 300;
/// Seconds of the leader that it takes to go over somebody's head. *Assumed.*
const ESCALATED_SECONDS: u16 = 120;
/// Minutes within which an incident is to be over when that was said. *Assumed.*
const VOW_MINUTES: u32 = 30;

/// What a stakeholder on the call wants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub enum Wish {
    /// Another severity.
    Severity,
    /// To lead.
    Lead,
    /// Facts.
    Facts,
    /// An end of it.
    End,
}

impl Wish {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Wish::Severity => "severity",
            Wish::Lead => "lead",
            Wish::Facts => "facts",
            Wish::End => "end",
        }
    }

    /// Trust that a reply moves, in thousandths of a point. *Assumed.*
    fn trust_milli(self, verb: Verb) -> i32 {
        // Agree, counter, defer, decline, escalate.
        let points = match self {
            Wish::Severity => [2, -1, -1, -5, -2],
            Wish::Lead => [2, -1, -3, -4, 1],
            Wish::Facts => [3, 1, -1, -3, -2],
            Wish::End => [2, 0, -2, -4, -2],
        };
        points[verb as usize] * 1000
    }
}

/// A stakeholder on the call.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Visit {
    pub incident: IncidentId,
    pub wish: Wish,
    pub since: Tick,
    /// Speaks up again then.
    pub speaks: Tick,
}

/// Whether somebody is on the call on an incident.
pub(in crate::sim) fn is_visited(world: &World, incident: IncidentId) -> bool {
    visitors(world, incident) > 0
}

fn visitors(world: &World, incident: IncidentId) -> usize {
    let here = |visit: Visit| visit.incident == incident;
    let states = world.stakeholders.iter();
    states.filter(|state| state.visit.is_some_and(here)).count()
}

/// Share of everybody's pace at an incident that visitors leave.
pub(in crate::sim) fn share_left(world: &World, incident: IncidentId) -> f64 {
    (0..visitors(world, incident)).fold(1.0, |share, _| share * VISITED_SHARE)
}

/// Somebody had no update: they call, or come where they called often enough or where one had been promised.
pub(super) fn ask(
    world: &mut World,
    stakeholder: StakeholderId,
    why: Why,
    promised: bool,
    events: &mut Events,
) {
    let rule = &world.rules().stakeholders[stakeholder.at()];
    let (joins_after, audience) = (rule.joins_after_calls, rule.audience);
    let state = &mut world.stakeholders[stakeholder.at()];
    if state.visit.is_some() {
        return;
    }
    let comes = joins_after > 0 && (promised || state.calls >= joins_after);
    match worst(world).filter(|_| comes) {
        Some(incident) => {
            let wish = wish(world, incident, audience);
            let state = &mut world.stakeholders[stakeholder.at()];
            state.visit = Some(Visit {
                incident,
                wish,
                since: world.now,
                speaks: world.now,
            });
            // Who is on the call waits for no update.
            state.due = None;
            people::touch(world);
            note(
                events,
                world.now,
                What::Visited(stakeholder, incident, wish),
            );
            speak(world, stakeholder, events);
        }
        None => {
            let calls = &mut world.stakeholders[stakeholder.at()].calls;
            *calls = calls.saturating_add(1);
            attention::interrupt(world, CALL_SECONDS);
            note(events, world.now, What::Interrupted(CALL_SECONDS, why));
        }
    }
}

/// The open incident that hurts customers and was declared the worst; the oldest of those.
fn worst(world: &World) -> Option<IncidentId> {
    let open = world.incidents.iter().enumerate();
    let open = open.filter(|(_, state)| state.open() && state.mitigated.is_none());
    let worst = open.min_by_key(|(at, state)| (state.severity.unwrap_or(6), *at));
    worst.map(|(at, _)| IncidentId(at as u16))
}

fn wish(world: &World, incident: IncidentId, audience: Audience) -> Wish {
    let state = &world.incidents[incident.at()];
    if state.severity != Some(incidents::shown_severity(world, incident)) {
        Wish::Severity
    } else if state.roles[Role::Commander as usize].is_none() {
        Wish::Lead
    } else if state.posted[audience as usize].is_none() {
        Wish::Facts
    } else {
        Wish::End
    }
}

/// Somebody on the call speaks up: the commander listens, or the leader where there is none.
fn speak(world: &mut World, stakeholder: StakeholderId, events: &mut Events) {
    let Some(visit) = &mut world.stakeholders[stakeholder.at()].visit else {
        return;
    };
    visit.speaks = world.now.plus(SPEAKS_EVERY_MINUTES);
    let incident = visit.incident;
    if world.incidents[incident.at()].roles[Role::Commander as usize].is_none() {
        attention::interrupt(world, CALL_SECONDS);
        let why = Why::Visit(stakeholder);
        note(events, world.now, What::Interrupted(CALL_SECONDS, why));
    }
}

/// Somebody leaves the call.
fn leave(world: &mut World, stakeholder: StakeholderId, events: &mut Events) {
    let patience = world.rules().stakeholders[stakeholder.at()].patience_minutes;
    let due = world.now.plus(u32::from(patience));
    let state = &mut world.stakeholders[stakeholder.at()];
    state.visit = None;
    state.due = (state.hurt && !state.left).then_some(due);
    people::touch(world);
    note(events, world.now, What::VisitOver(stakeholder));
}

/// The leader replies to somebody on the call, who leaves it.
pub(in crate::sim) fn reply(
    world: &mut World,
    stakeholder: StakeholderId,
    verb: Verb,
    events: &mut Events,
) {
    let Some(visit) = world.stakeholders[stakeholder.at()].visit else {
        return;
    };
    let Visit { incident, wish, .. } = visit;
    let rule = &world.rules().stakeholders[stakeholder.at()];
    let (audience, patience) = (rule.audience, rule.patience_minutes);
    note(events, world.now, What::Replied(stakeholder, verb));
    let shown = incidents::shown_severity(world, incident);
    let declared = world.incidents[incident.at()].severity;
    let cautious = declared.is_some_and(|declared| declared <= shown);
    let milli = match (wish, verb) {
        (Wish::Severity, Verb::Decline) if cautious => 0,
        _ => wish.trust_milli(verb),
    };
    move_trust(world, stakeholder, milli, Why::Visit(stakeholder), events);
    if verb != Verb::Defer {
        world.stakeholders[stakeholder.at()].calls = 0;
    }
    leave(world, stakeholder, events);
    match (wish, verb) {
        (Wish::Severity, Verb::Agree) if declared != Some(shown) => {
            incidents::declare(world, incident, shown, events);
        }
        (Wish::Lead, Verb::Agree) => people::stop_for(world, incident, STOPPED_MINUTES),
        (Wish::Facts, Verb::Agree) => take_time(world, stakeholder, FACTS_SECONDS, events),
        (Wish::End, Verb::Agree) => {
            let due = world.now.plus(VOW_MINUTES);
            world.stakeholders[stakeholder.at()].vow = Some((incident, due));
            note(events, world.now, What::Vowed(stakeholder, incident, due));
        }
        (Wish::Facts | Wish::End, Verb::Counter) => {
            let minutes = patience.clamp(5, 60);
            if cadence::check_cadence(world, incident, audience, minutes).is_ok() {
                cadence::set_cadence(world, incident, audience, minutes, events);
            }
        }
        (Wish::Lead, Verb::Escalate) => {}
        (_, Verb::Escalate) => take_time(world, stakeholder, ESCALATED_SECONDS, events),
        _ => {}
    }
}

fn take_time(world: &mut World, stakeholder: StakeholderId, seconds: u16, events: &mut Events) {
    attention::interrupt(world, seconds);
    let why = Why::Visit(stakeholder);
    note(events, world.now, What::Interrupted(seconds, why));
}

/// An update reached somebody: who wanted facts has them.
pub(super) fn hear(world: &mut World, stakeholder: StakeholderId, events: &mut Events) {
    let state = &mut world.stakeholders[stakeholder.at()];
    state.calls = 0;
    if state.visit.is_some_and(|visit| visit.wish == Wish::Facts) {
        leave(world, stakeholder, events);
    }
}

/// Whoever is on the call speaks up or has no reason to stay; vows come true or not.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    for index in 0..world.stakeholders.len() {
        let stakeholder = StakeholderId(index as u8);
        if let Some(visit) = world.stakeholders[index].visit {
            let over = is_over(world, visit.incident) || world.stakeholders[index].left;
            if over {
                leave(world, stakeholder, events);
            } else if visit.speaks <= world.now {
                speak(world, stakeholder, events);
            }
        }
        if let Some((incident, due)) = world.stakeholders[index].vow {
            let kept = is_over(world, incident);
            if kept || due <= world.now {
                world.stakeholders[index].vow = None;
                note(events, world.now, What::VowSettled(stakeholder, kept));
                let why = Why::Visit(stakeholder);
                match kept {
                    true => move_trust(world, stakeholder, KEPT_MILLI, why, events),
                    false => owe_trust(world, stakeholder, BROKEN_MILLI, why, events),
                }
            }
        }
    }
}

/// Whether customers are well again after an incident, or it was folded into another.
fn is_over(world: &World, incident: IncidentId) -> bool {
    let state = &world.incidents[incident.at()];
    !state.open() || state.mitigated.is_some()
}

pub(super) fn next_change(world: &World) -> Tick {
    let states = world.stakeholders.iter();
    let due = states.flat_map(|state| {
        let speaks = state.visit.map(|visit| visit.speaks);
        [speaks, state.vow.map(|(_, due)| due)]
    });
    due.flatten().min().unwrap_or(Tick::NEVER)
}
