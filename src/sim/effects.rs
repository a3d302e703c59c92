//! What decisions, answers and remedies do: at once, later, or perhaps; and the hazard while protection is off.

use super::draw::{Key, Purpose, draw};
use super::event::{What, Why};
use super::people::{self, move_morale};
use super::slips::Slip;
use super::world::{Later, World};
use super::{
    Events, agenda, attention, bill, faults, incidents, latent, note, orders, services,
    stakeholders, work,
};
use crate::scenario::conditions::Topics;
use crate::scenario::ids::{PersonId, RemedyId};
use crate::scenario::rules::{Effect, Line, RemedyEffect, Who};
use crate::scenario::units::{Money, Ppm, Tick};

/// Makes effects happen. The draw of an uncertain one belongs to its source's key, its probability, and which of those of this
/// probability it is in its list: what stands beside it moves no draw of it.
pub(super) fn happen(
    world: &mut World,
    effects: &[Effect],
    why: Why,
    key: Key,
    events: &mut Events,
) {
    if !effects.is_empty() {
        agenda::raise(world, Topics::ALL);
    }
    for (place, effect) in effects.iter().enumerate() {
        let like = || {
            effects[..place]
                .iter()
                .filter(|other| alike(other, effect))
                .count() as u32
        };
        match effect {
            Effect::Trust(stakeholder, milli) => {
                stakeholders::move_trust(world, *stakeholder, *milli, why, events)
            }
            Effect::Morale(who, milli) => move_morale_of(world, *who, *milli, why, events),
            Effect::Spend(line, amount) => spend(world, *line, *amount, why, events),
            Effect::Approve(remedy) => {
                world.remedies[remedy.at()].approved = true;
                note(events, world.now, What::Approved(*remedy));
            }
            Effect::MoreWork(item, milli) => {
                if work::grow(world, *item, *milli) {
                    note(events, world.now, What::WorkGrew(*item, *milli, why));
                }
            }
            Effect::LessWork(item, milli) => {
                if work::shrink(world, *item, *milli) {
                    note(events, world.now, What::WorkShrank(*item, *milli, why));
                }
            }
            Effect::Mend(fault, share) => {
                // What nobody knows of, nobody mends.
                let known = !bill::is_quiet(world, *fault);
                let state = &mut world.faults[fault.at()];
                if state.began && known {
                    // A share of what is left: the harm ends when all of it does.
                    state.relief = Ppm(state.relief.0 + share.of(state.relief.rest()).0);
                    faults::touch(world);
                }
            }
            Effect::SetLever(lever, value) => orders::set_lever(world, *lever, *value, events),
            Effect::Send(message) => stakeholders::send(world, *message, events),
            Effect::Ask(card) => stakeholders::ask(world, *card, events),
            Effect::StartClock(duty) => stakeholders::start_clock(world, *duty, events),
            Effect::Interrupt(seconds) => {
                attention::interrupt(world, *seconds);
                note(events, world.now, What::Interrupted(*seconds, why));
            }
            Effect::ColdCache(service) => services::chill(world, *service, events),
            Effect::EndExposure => {
                for remedy in 0..world.remedies.len() {
                    end_exposure(world, RemedyId(remedy as u16), events);
                }
            }
            Effect::Relapse(fault) => relapse(world, *fault, events),
            Effect::Strike(fault) => {
                if !work::prevents(world, *fault)
                    && faults::strike(world, *fault, None, events)
                    && !world.rules().faults[fault.at()].kind.burns()
                {
                    incidents::notice(world, *fault, events);
                }
            }
            Effect::Clocks(site, minutes) => people::move_clocks(world, *site, *minutes, events),
            Effect::Later(minutes, effects) => {
                let due = world.now.plus(u32::from(*minutes).max(1));
                let key = key.child(Purpose::Later, u32::from(*minutes));
                let key = key.child(Purpose::Later, like());
                world.later.push(Later {
                    due,
                    effects: effects.clone(),
                    why,
                    key,
                });
            }
            Effect::Chance(chance, effects) => {
                let key = key.child(Purpose::Chance, chance.0);
                let like = like();
                if draw(world.seed, key, Purpose::Chance, like) < chance.ratio() {
                    let key = key.child(Purpose::Chance, like);
                    happen(world, effects, why, key, events);
                }
            }
        }
    }
}

/// Whether two effects are uncertain in the same way, or come after the same time.
fn alike(one: &Effect, other: &Effect) -> bool {
    match (one, other) {
        (Effect::Later(one, _), Effect::Later(other, _)) => one == other,
        (Effect::Chance(one, _), Effect::Chance(other, _)) => one == other,
        _ => false,
    }
}

/// The fault is back at full strength, and what had been done against it is undone. A way around stays open.
fn relapse(world: &mut World, fault: crate::scenario::ids::FaultId, events: &mut Events) {
    if !world.faults[fault.at()].began {
        return;
    }
    world.faults[fault.at()].relief = Ppm::NONE;
    world.faults[fault.at()].worse = Ppm::NONE;
    faults::touch(world);
    for remedy in 0..world.remedies.len() {
        let rule = &world.rules().remedies[remedy];
        let against_it = rule
            .effects
            .iter()
            .any(|&effect| effect != RemedyEffect::Nothing);
        if rule.fault == fault && against_it {
            world.remedies[remedy].applied = None;
            world.remedies[remedy].slip = Slip::default();
            end_exposure(world, RemedyId(remedy as u16), events);
        }
    }
}

fn move_morale_of(world: &mut World, who: Who, milli: i32, why: Why, events: &mut Events) {
    for person in (0..world.people.len()).map(|person| PersonId(person as u16)) {
        if people::is_meant(world, who, person) {
            move_morale(world, person, milli, why, events);
        }
    }
}

/// Spends money.
pub(super) fn spend(world: &mut World, line: Line, amount: Money, why: Why, events: &mut Events) {
    if amount.0 != 0 {
        world.ledger.book(line, amount);
        note(events, world.now, What::Spent(line, amount, why));
    }
}

/// Effects whose minute has come.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    while let Some(place) = world.later.iter().position(|later| later.due <= world.now) {
        let later = world.later.remove(place);
        happen(world, &later.effects, later.why, later.key, events);
    }
}

/// Protection is off from now on.
pub(super) fn begin_exposure(world: &mut World, remedy: RemedyId, events: &mut Events) {
    let key = Key::named("remedy", &world.scenario.ids.remedies[remedy.at()]);
    let state = &mut world.remedies[remedy.at()];
    state.thresholds += 1;
    let u = draw(
        world.seed,
        key,
        Purpose::ExposureThreshold,
        state.thresholds,
    );
    state.exposed = Some(0);
    state.threshold = latent::hazard(u);
    note(events, world.now, What::ExposureBegan(remedy));
    // What had put protection back can do so again.
    for other in 0..world.remedies.len() {
        if world.rules().remedies[other].ends_exposure_of == Some(remedy) {
            world.remedies[other].applied = None;
        }
    }
}

/// Protection is back.
pub(super) fn end_exposure(world: &mut World, remedy: RemedyId, events: &mut Events) {
    if world.remedies[remedy.at()].exposed.take().is_some() {
        note(events, world.now, What::ExposureEnded(remedy));
    }
}

/// Hazard of a minute, in billionths of an expected attack.
fn hazard_per_minute(world: &World, remedy: RemedyId) -> u64 {
    let exposure = world.rules().remedies[remedy.at()].exposure.as_ref();
    exposure.map_or(0, |exposure| {
        u64::from(exposure.attacks_per_hour.0) * 1000 / 60
    })
}

/// Counts minutes that are all like this one.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    if !world.exposes {
        return;
    }
    for remedy in (0..world.remedies.len()).map(|remedy| RemedyId(remedy as u16)) {
        let gained = hazard_per_minute(world, remedy) * u64::from(minutes);
        if let Some(exposed) = &mut world.remedies[remedy.at()].exposed {
            *exposed += gained;
        }
    }
}

/// Attacks that get through: hazard has reached its threshold. Each further one needs its own.
pub(super) fn expose(world: &mut World, events: &mut Events) {
    if !world.exposes {
        return;
    }
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.remedies.iter().enumerate() {
        let Some(exposure) = &rule.exposure else {
            continue;
        };
        let remedy = RemedyId(index as u16);
        let of_remedy = Key::named("remedy", &scenario.ids.remedies[index]);
        loop {
            let state = &mut world.remedies[index];
            if state
                .exposed
                .is_none_or(|exposed| exposed < state.threshold)
            {
                break;
            }
            state.attacks += 1;
            state.thresholds += 1;
            state.threshold += latent::hazard(draw(
                world.seed,
                of_remedy,
                Purpose::ExposureThreshold,
                state.thresholds,
            ));
            let attack = state.attacks;
            note(events, world.now, What::Attacked(remedy));
            let key = of_remedy.child(Purpose::ExposureThreshold, attack);
            happen(world, &exposure.effects, Why::Attack(remedy), key, events);
        }
    }
}

pub(super) fn next_change(world: &World) -> Tick {
    let later = world.later.iter().map(|later| later.due);
    if !world.exposes {
        return later.min().unwrap_or(Tick::NEVER);
    }
    let attacks = (0..world.remedies.len())
        .map(|remedy| RemedyId(remedy as u16))
        .filter_map(|remedy| {
            let state = &world.remedies[remedy.at()];
            let left = state.threshold.saturating_sub(state.exposed?);
            let minutes = left.div_ceil(hazard_per_minute(world, remedy).max(1));
            Some(world.now.plus(minutes.min(u64::from(u32::MAX)) as u32))
        });
    later.chain(attacks).min().unwrap_or(Tick::NEVER)
}
