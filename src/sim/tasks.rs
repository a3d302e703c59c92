//! What people do in an incident: lines of inquiry and remedies, from the first minute to what is found or comes into force.
//!
//! A task takes effort, drawn when it begins and hidden until it is spent (see [`super::latent`]); how fast it is spent is the
//! pace of [`super::people`]. A finding is drawn in the minute in which it is reported, by the likelihoods under the true cause.

use super::draw::{Key, Purpose, draw};
use super::event::{What, Why};
use super::latent::effort_beyond;
use super::people::{SLEEPY_KSS_CENTI, arrive, drop_task, free, take};
use super::world::{Activity, World};
use super::{Events, effects, faults, latent, note, people, work};
use crate::scenario::ids::*;
use crate::scenario::rules::{Remedy, RemedyEffect};
use crate::scenario::units::Ppm;

/// Chance of a slip of a rested hand (§C4 for what fatigue adds). *Assumed.*
const SLIP_RESTED: f64 = 0.02;
/// Chance of a slip at KSS 7 and more. *Assumed.*
const SLIP_SLEEPY: f64 = 0.12;

/// Sends somebody along a line of inquiry.
pub(super) fn investigate(
    world: &mut World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
    events: &mut Events,
) {
    take(
        world,
        person,
        Activity::Investigating(incident, inquiry),
        events,
    );
    let state = &mut world.inquiries[inquiry.at()];
    state.by = Some(person);
    state.starts += 1;
    let key = Key::named("inquiry", &world.scenario.ids.inquiries[inquiry.at()]);
    let u = draw(
        world.seed,
        key,
        Purpose::InquiryEffort,
        world.inquiries[inquiry.at()].starts,
    );
    world.people[person.at()].effort =
        effort_beyond(world.rules().inquiries[inquiry.at()].effort, 0, u);
    note(
        events,
        world.now,
        What::InquiryStarted(incident, inquiry, person),
    );
}

/// Has somebody apply a remedy.
pub(super) fn apply(
    world: &mut World,
    incident: IncidentId,
    remedy: RemedyId,
    person: PersonId,
    events: &mut Events,
) {
    take(world, person, Activity::Applying(incident, remedy), events);
    let state = &mut world.remedies[remedy.at()];
    state.by = Some(person);
    state.starts += 1;
    let key = Key::named("remedy", &world.scenario.ids.remedies[remedy.at()]);
    let u = draw(
        world.seed,
        key,
        Purpose::RemedyEffort,
        world.remedies[remedy.at()].starts,
    );
    world.people[person.at()].effort =
        effort_beyond(world.rules().remedies[remedy.at()].effort, 0, u);
    note(
        events,
        world.now,
        What::RemedyStarted(incident, remedy, person),
    );
}

/// Finishes every task whose effort is spent.
pub(super) fn finish(world: &mut World, events: &mut Events) {
    for index in 0..world.people.len() {
        let state = &world.people[index];
        if state.effort == 0 || state.done < state.effort {
            continue;
        }
        let person = PersonId(index as u16);
        match state.activity {
            Activity::OnTheWay => {
                arrive(world, person, events);
            }
            Activity::Investigating(incident, inquiry) => {
                find(world, incident, inquiry, person, events);
                drop_task(world, person);
                free(world, person, events);
            }
            Activity::Applying(incident, remedy) => {
                drop_task(world, person);
                put_in_force(world, incident, remedy, person, events);
                free(world, person, events);
            }
            Activity::Reviewing(incident) => {
                drop_task(world, person);
                work::hold(world, incident, events);
                free(world, person, events);
            }
            _ => {}
        }
    }
}

fn find(
    world: &mut World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
    events: &mut Events,
) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.inquiries[inquiry.at()];
    let first = scenario.rules.faults[rule.fault.at()].causes.0;
    let row = world.faults[rule.fault.at()].cause.at() - first.at();
    let key = Key::named("inquiry", &scenario.ids.inquiries[inquiry.at()]);
    let mut left = draw(world.seed, key, Purpose::Finding, 0);
    let mut finding = 0;
    for (index, share) in rule.likelihood[row]
        .iter()
        .enumerate()
        .filter(|(_, share)| share.0 > 0)
    {
        finding = index as u8;
        if left < share.ratio() {
            break;
        }
        left -= share.ratio();
    }
    world.inquiries[inquiry.at()].finding = Some(finding);
    note(
        events,
        world.now,
        What::Found(incident, inquiry, finding, person),
    );
}

/// Relief and worsening of a fault once a remedy with that effect is in force.
fn after(effect: RemedyEffect, relief: Ppm, worse: Ppm) -> (Ppm, Ppm) {
    match effect {
        RemedyEffect::Fixes => (Ppm::ALL, worse),
        RemedyEffect::Partial(share) => (relief.max(share), worse),
        RemedyEffect::Worse(share) => (relief, worse.max(share)),
        RemedyEffect::Nothing => (relief, worse),
    }
}

/// Rules out every cause under which the harm would now be another than it is seen to be. Where there is no harm left, nothing
/// can be seen.
fn learn(world: &mut World, remedy: &Remedy, effect: RemedyEffect) {
    let rule = &world.scenario.rules.faults[remedy.fault.at()];
    let state = &world.faults[remedy.fault.at()];
    let since = world.now.since(state.onset);
    let harm = |effect: RemedyEffect| {
        let (relief, worse) = after(effect, state.relief, state.worse);
        (
            faults::level(rule, since, relief, worse),
            faults::full_level(rule, relief, worse),
        )
    };
    let seen = harm(effect);
    for (cause, &effect) in latent::causes(rule).zip(&remedy.effects) {
        if harm(effect) != seen {
            world.ruled_out[cause.at()] = true;
        }
    }
}

fn put_in_force(
    world: &mut World,
    incident: IncidentId,
    remedy: RemedyId,
    person: PersonId,
    events: &mut Events,
) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.remedies[remedy.at()];
    let key = Key::named("remedy", &scenario.ids.remedies[remedy.at()]);
    let slip = if world.people[person.at()].kss_centi >= SLEEPY_KSS_CENTI {
        SLIP_SLEEPY
    } else {
        SLIP_RESTED
    };
    if draw(
        world.seed,
        key,
        Purpose::Slip,
        world.remedies[remedy.at()].starts,
    ) < slip
    {
        note(events, world.now, What::Slipped(incident, remedy, person));
        return;
    }
    note(
        events,
        world.now,
        What::RemedyApplied(incident, remedy, person),
    );
    let effect = latent::true_effect(world, remedy);
    world.remedies[remedy.at()].applied = Some(world.now);
    learn(world, rule, effect);
    let fault = &mut world.faults[rule.fault.at()];
    (fault.relief, fault.worse) = after(effect, fault.relief, fault.worse);
    faults::repair(world, rule.fault, rule.repairs);
    if let Some(line) = rule.rolls_back {
        work::undo_last(world, line, events);
    }
    if let Some(tool) = rule.bypasses {
        world.services[tool.at()].bypassed = true;
        people::touch(world);
    }
    if rule.exposure.is_some() {
        effects::begin_exposure(world, remedy, events);
    }
    if let Some(exposed) = rule.ends_exposure_of {
        effects::end_exposure(world, exposed, events);
    }
    let starts = world.remedies[remedy.at()].starts;
    let key = key.child(Purpose::RemedyEffort, starts);
    effects::happen(world, &rule.side_effects, Why::Remedy(remedy), key, events);
}
