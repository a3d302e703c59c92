//! Automations that act by themselves on a class of incident, as far as they are trusted.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `c` | how sure it is of one strike of the fault: even from the least to 1, and seen by the leader | 0–1 |
//! | `τ` | trust, a lever: it acts where `c ≥ 1 − τ`, after its minutes | 0–1 |
//! | `P(right)` | `c`: it is right as often as it is sure | 0–1 |
//!
//! It looks at a strike once, whatever duplicates say of it. Where it is right, a remedy that ends the harm is in force at once;
//! where it is wrong, one that does not, with what acting wrongly brings besides. It takes the first remedy that somebody could
//! apply now, so that which one it takes tells something about the cause. With `m` the cost of waiting for people and `k` that of
//! acting wrongly, it should act where `(1 − c) k < c m`: too much trust acts below that, too little waits above it.

use super::draw::{Key, Purpose, draw};
use super::event::{What, Why};
use super::slips::Hand;
use super::world::{IncidentState, World};
use super::{Events, effects, latent, note, orders, tasks};
use crate::scenario::ids::*;
use crate::scenario::rules::{LeverKind, RemedyEffect, Rules};
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// An automation.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct AutomationState {
    /// Incidents below this number were looked at.
    seen: u16,
    /// It acts then, on that incident, so sure.
    acts: Option<(Tick, IncidentId, Ppm)>,
}

/// Nothing was looked at when a run begins.
pub(super) fn at_start(rules: &Rules) -> Vec<AutomationState> {
    let fresh = AutomationState {
        seen: 0,
        acts: None,
    };
    vec![fresh; rules.automations.len()]
}

fn key(world: &World, index: usize) -> Key {
    Key::named("automation", &world.scenario.ids.automations[index])
}

/// How far an automation is trusted, in percent.
pub(crate) fn trust(world: &World, automation: AutomationId) -> u8 {
    let lever = world.lever(LeverKind::AutomationTrust(automation));
    let usual = world.rules().automations[automation.at()].trust_percent;
    lever.map_or(usual, |percent| percent.clamp(0, 100) as u8)
}

/// Looks at incidents that are new.
pub(super) fn look(world: &mut World, events: &mut Events) {
    for index in 0..world.automations.len() {
        while usize::from(world.automations[index].seen) < world.incidents.len() {
            let incident = IncidentId(world.automations[index].seen);
            world.automations[index].seen += 1;
            let rule = &world.rules().automations[index];
            let state = &world.incidents[incident.at()];
            let alike = |other: &IncidentState| {
                other.open() && (other.fault, other.strike) == (state.fault, state.strike)
            };
            let duplicate = world.incidents[..incident.at()].iter().any(alike);
            // What may have nothing behind it is for people.
            if state.fault == Some(rule.fault) && state.doubt.is_none() && !duplicate {
                consider(world, index, incident, events);
            }
        }
    }
}

fn consider(world: &mut World, index: usize, incident: IncidentId, events: &mut Events) {
    let id = AutomationId(index as u8);
    let rule = &world.rules().automations[index];
    let strike = world.incidents[incident.at()].strike;
    let key = key(world, index);
    let u = draw(world.seed, key, Purpose::Sureness, strike);
    let least = f64::from(rule.least_sure.0);
    let sure = Ppm(libm::round(least + (1e6 - least) * u) as u32);
    let due = world.now.plus(u32::from(rule.minutes));
    note(events, world.now, What::AutomationSure(id, incident, sure));
    let needed = Ppm(u32::from(trust(world, id)) * 10_000).rest();
    if sure >= needed {
        world.automations[index].acts = Some((due, incident, sure));
    }
}

/// Acts where its minutes are over and the incident still does harm.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    for index in 0..world.automations.len() {
        let Some((due, mut incident, sure)) = world.automations[index].acts else {
            continue;
        };
        if due > world.now {
            continue;
        }
        world.automations[index].acts = None;
        while let Some(into) = world.incidents[incident.at()].merged {
            incident = into;
        }
        let state = &world.incidents[incident.at()];
        if state.open() && state.mitigated.is_none() {
            act(world, index, incident, sure, events);
        }
    }
}

fn act(world: &mut World, index: usize, incident: IncidentId, sure: Ppm, events: &mut Events) {
    let id = AutomationId(index as u8);
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.automations[index];
    let ordinal = world.incidents[incident.at()].strike;
    let right = draw(world.seed, key(world, index), Purpose::Rightness, ordinal) < sure.ratio();
    let fault = &scenario.rules.faults[rule.fault.at()];
    let remedy = pick(
        world,
        rule.fault,
        world.faults[rule.fault.at()].cause,
        right,
    );
    for cause in latent::causes(fault) {
        // Under another cause it would have done something else.
        if pick(world, rule.fault, cause, right) != remedy {
            world.ruled_out[cause.at()] = true;
        }
    }
    note(
        events,
        world.now,
        What::AutomationActed(id, incident, remedy, right),
    );
    // What it acts on, everybody sees.
    tasks::know(world, rule.fault);
    if let Some(remedy) = remedy {
        tasks::bring_into_force(world, remedy, Hand::NONE, events);
    }
    if !right {
        let key = key(world, index).child(Purpose::Rightness, ordinal);
        effects::happen(world, &rule.wrong, Why::Automation(id), key, events);
    }
}

/// The first remedy that somebody could apply now and that ends the harm under a cause, or the first that does not.
fn pick(world: &World, fault: FaultId, cause: CauseId, right: bool) -> Option<RemedyId> {
    let rules = world.rules();
    let row = cause.at() - rules.faults[fault.at()].causes.0.at();
    let remedies = rules.remedies.iter().enumerate();
    let fitting = remedies.filter(|(_, rule)| {
        rule.fault == fault && (rule.effects[row] == RemedyEffect::Fixes) == right
    });
    let mut ids = fitting.map(|(index, _)| RemedyId(index as u16));
    ids.find(|&remedy| orders::check_applicable(world, remedy).is_ok())
}

/// The next tick at which one acts.
pub(super) fn next_change(world: &World) -> Tick {
    let acts = world.automations.iter().filter_map(|state| state.acts);
    acts.map(|(due, ..)| due).min().unwrap_or(Tick::NEVER)
}
