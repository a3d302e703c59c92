//! Promises: an answer that says what will be true by when. Kept as soon as that is true, broken when the time is over.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `g` | trust of whoever was promised that the answer won at once | points |
//! | `k` | trust that a kept promise wins | 4, *assumed* |
//! | `b` | trust that a broken one costs | 12, *assumed*: three kept ones |
//!
//! Breaking costs `g + b`: what was given on credit is taken back, and more. Where less trust is left than that, the rest is
//! owed, and whatever would win trust pays the debt first; so a broken promise costs even somebody who is not trusted.

use super::{move_trust, owe_trust};
use crate::scenario::conditions::Topics;
use crate::scenario::ids::MessageId;
use crate::scenario::rules::{Answer, Effect, Promise, Verb};
use crate::scenario::units::Tick;
use crate::sim::draw::Purpose;
use crate::sim::event::{What, Why};
use crate::sim::world::{MessageState, World};
use crate::sim::{Events, effects, note};
use serde::Serialize;

/// Trust won by a kept promise, in thousandths of a point. *Assumed.*
pub const KEPT_MILLI: i32 = 4000;
/// Trust lost by a broken one. *Assumed.*
pub const BROKEN_MILLI: i32 = 12_000;

/// What became of the promise that the answer to a message gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum PromiseState {
    /// Nothing was promised.
    None,
    /// To be true by then.
    Due(Tick),
    /// It came true in time.
    Kept,
    /// It did not.
    Broken,
}

/// An answer was given: what it promises is due from now on.
pub(super) fn give(world: &mut World, message: MessageId, promise: &Promise, events: &mut Events) {
    let due = world.now.plus(promise.within_minutes);
    world.promises[message.at()] = PromiseState::Due(due);
    note(events, world.now, What::PromiseMade(message, due));
}

/// The answer that was given to a message, where it promises something that is still open.
fn open(world: &World, message: MessageId) -> Option<(Tick, &Answer, &Promise)> {
    let PromiseState::Due(due) = world.promises[message.at()] else {
        return None;
    };
    let answer = given(world, message)?;
    Some((due, answer, answer.promise.as_ref()?))
}

fn given(world: &World, message: MessageId) -> Option<&Answer> {
    let MessageState::Closed(Some(verb)) = world.messages[message.at()] else {
        return None;
    };
    let answers = &world.rules().messages[message.at()].answers;
    answers.iter().find(|answer| answer.verb == verb)
}

/// Promises that came true, or whose time is over. Tells whether there was one.
pub(super) fn come_due(world: &mut World, events: &mut Events) -> bool {
    let mut changed = false;
    for message in (0..world.promises.len()).map(|message| MessageId(message as u16)) {
        let Some((due, answer, promise)) = open(world, message) else {
            continue;
        };
        let (verb, kept) = (answer.verb, promise.must.holds(world));
        if kept || due <= world.now {
            changed = true;
            settle(world, message, verb, kept, events);
        }
    }
    changed
}

fn settle(world: &mut World, message: MessageId, verb: Verb, kept: bool, events: &mut Events) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.messages[message.at()];
    let Some(answer) = rule.answers.iter().find(|answer| answer.verb == verb) else {
        return;
    };
    let Some(promise) = &answer.promise else {
        return;
    };
    let why = Why::Promise(message);
    let key = super::message_key(world, message, verb as u32 + 1);
    let key = key.child(Purpose::PromiseOutcome, u32::from(kept));
    if kept {
        world.promises[message.at()] = PromiseState::Kept;
        note(events, world.now, What::PromiseKept(message));
        move_trust(world, rule.from, KEPT_MILLI, why, events);
        effects::happen(world, &promise.kept, why, key, events);
    } else {
        world.promises[message.at()] = PromiseState::Broken;
        note(events, world.now, What::PromiseBroken(message));
        let won: i32 = (answer.effects.iter())
            .map(|effect| match effect {
                Effect::Trust(of, milli) if *of == rule.from => (*milli).max(0),
                _ => 0,
            })
            .sum();
        owe_trust(world, rule.from, BROKEN_MILLI + won, why, events);
        effects::happen(world, &promise.broken, why, key, events);
    }
}

pub(super) fn next_change(world: &World) -> Tick {
    let messages = (0..world.promises.len()).map(|message| MessageId(message as u16));
    let next = messages.filter_map(|message| {
        let (due, _, promise) = open(world, message)?;
        Some(due.min(promise.must.next_flip(world)))
    });
    next.min().unwrap_or(Tick::NEVER)
}

/// What open promises are about.
pub(super) fn asked(world: &World) -> Topics {
    let messages = (0..world.promises.len()).map(|message| MessageId(message as u16));
    let open = messages.filter_map(|message| Some(open(world, message)?.2.must.topics()));
    open.fold(Topics::NONE, Topics::and)
}
