//! Stakeholders: their trust, their patience, their messages, and the cards they and events put before the leader.
//!
//! While customers hurt, each stakeholder expects an update within their patience (§B7: every 20 minutes for the first two
//! hours). Silence costs trust, and a call interrupts the leader (§C6), who does better to promise a cadence and keep it.

mod cadence;
mod duties;
mod promises;
mod vendors;
mod visits;

pub use cadence::{CADENCE_KEPT_MILLI, CADENCE_MISSED_MILLI};
pub(crate) use cadence::{CADENCES_MOST, Cadence, cadence_of};
pub(super) use cadence::{check_cadence, end_cadences, fold_cadences, set_cadence, usual_cadence};
pub use duties::least_belief;
pub(crate) use duties::{DutyState, due as duty_due};
pub(super) use duties::{notify, start as start_clock};
pub use promises::{BROKEN_MILLI, KEPT_MILLI, PromiseState};
pub(crate) use vendors::{VendorState, has_proof};
pub(super) use vendors::{check as check_vendor, escalate, set_due as set_vendor_due};

pub(crate) use visits::Visit;
pub use visits::{VISITED_SHARE, Wish};
pub(super) use visits::{is_visited, reply, share_left};

use super::draw::{Key, Purpose};
use super::event::{What, Why};
use super::world::{CardState, MessageState, World};
use super::{Events, agenda, attention, effects, note, services};
use crate::scenario::conditions::Topics;
use crate::scenario::ids::{CardId, IncidentId, MessageId, StakeholderId};
use crate::scenario::rules::{Audience, Line, Verb};
use crate::scenario::units::Tick;

/// Trust lost by silence, in thousandths of a point. *Assumed.*
const SILENCE_MILLI: i32 = -6000;
/// Seconds of a call by somebody who heard nothing. *Assumed.*
const CALL_SECONDS: u16 = 60;
/// Trust won by the first update of an episode of harm. *Assumed.*
const FIRST_UPDATE_MILLI: i32 = 3000;
/// Trust won by a later one, when half the patience has passed or customers are well again. *Assumed.*
const NEXT_UPDATE_MILLI: i32 = 1200;
/// Trust lost by an update with nothing new in it. *Assumed.*
const NOISE_MILLI: i32 = -800;
/// An update on an incident sooner than so many minutes after the last costs trust, unless customers are well since. *Assumed.*
const NOTHING_NEW_MINUTES: u32 = 8;
/// Moves trust, within 0–100.
pub(super) fn move_trust(
    world: &mut World,
    stakeholder: StakeholderId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let state = &mut world.stakeholders[stakeholder.at()];
    let paid = milli.clamp(0, state.owed_milli);
    state.owed_milli -= paid;
    let after = (state.trust_milli + milli - paid).clamp(0, 100_000);
    let moved = after - state.trust_milli;
    state.trust_milli = after;
    if moved != 0 {
        note(events, world.now, What::Trust(stakeholder, moved, why));
        threaten(world, stakeholder, events);
    }
}

/// Takes trust; what is not there is owed, and paid before any is won again.
fn owe_trust(
    world: &mut World,
    stakeholder: StakeholderId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let state = &mut world.stakeholders[stakeholder.at()];
    state.owed_milli += (milli - state.trust_milli).max(0);
    move_trust(world, stakeholder, -milli, why, events);
}

/// A customer whose trust is too low threatens to leave; the threat is over when trust is back.
fn threaten(world: &mut World, stakeholder: StakeholderId, events: &mut Events) {
    let rule = &world.rules().stakeholders[stakeholder.at()];
    let leaves = world.now.plus(rule.leaves_after_minutes);
    let below = rule.threatens_below_milli;
    let state = &mut world.stakeholders[stakeholder.at()];
    if state.left || (state.trust_milli < below) == state.leaves.is_some() {
        return;
    }
    if state.leaves.take().is_some() {
        note(events, world.now, What::ThreatOver(stakeholder));
    } else {
        state.leaves = Some(leaves);
        note(events, world.now, What::Threatened(stakeholder, leaves));
        attention::interrupt(world, CALL_SECONDS);
        let why = Why::Threat(stakeholder);
        note(events, world.now, What::Interrupted(CALL_SECONDS, why));
    }
}

/// Customers whose threat comes true: a month's fee is given back. Tells whether there was one.
fn leave(world: &mut World, events: &mut Events) -> bool {
    let mut changed = false;
    for index in 0..world.stakeholders.len() {
        let now = world.now;
        let state = &mut world.stakeholders[index];
        if state.leaves.is_some_and(|leaves| leaves <= now) {
            changed = true;
            (state.leaves, state.left, state.due) = (None, true, None);
            let stakeholder = StakeholderId(index as u8);
            note(events, now, What::CustomerLeft(stakeholder));
            let fee = world.rules().stakeholders[index].monthly_fee;
            effects::spend(world, Line::Credits, fee, Why::Threat(stakeholder), events);
        }
    }
    changed
}

/// An update goes out.
pub(super) fn post(
    world: &mut World,
    incident: IncidentId,
    audience: Audience,
    events: &mut Events,
) {
    let now = world.now;
    let state = &mut world.incidents[incident.at()];
    let last = state.posted[audience as usize].replace(now);
    let over = state
        .mitigated
        .is_some_and(|mitigated| last.is_some_and(|last| last < mitigated));
    let noise = last.is_some_and(|last| now.since(last) < NOTHING_NEW_MINUTES);
    note(events, now, What::Posted(incident, audience));
    for stakeholder in 0..world.stakeholders.len() {
        let rule = &world.rules().stakeholders[stakeholder];
        if rule.audience == audience && !world.stakeholders[stakeholder].left {
            let patience = u32::from(rule.patience_minutes);
            let state = &mut world.stakeholders[stakeholder];
            let waited = (state.heard).is_none_or(|heard| now.since(heard) >= patience / 2);
            let points = if state.hurt && waited {
                if state.told {
                    NEXT_UPDATE_MILLI
                } else {
                    FIRST_UPDATE_MILLI
                }
            } else if over && state.told {
                NEXT_UPDATE_MILLI
            } else if noise {
                NOISE_MILLI
            } else {
                0
            };
            if points > 0 {
                state.told = state.hurt;
                state.heard = Some(now);
            }
            state.due = state.due.map(|_| now.plus(patience));
            move_trust(
                world,
                StakeholderId(stakeholder as u8),
                points,
                Why::Update(audience),
                events,
            );
            visits::hear(world, StakeholderId(stakeholder as u8), events);
        }
    }
    cadence::renew(world, incident, audience, events);
}

/// Patience, messages and cards whose minute has come. Tells whether a message or a card changed. Conditions are read only where
/// what they ask about may have changed.
pub(super) fn come_due(world: &mut World, events: &mut Events) -> bool {
    let seen = events.len();
    lose_patience(world, events);
    cadence::come_due(world, events);
    visits::come_due(world, events);
    agenda::hear(world, &events[seen..]);
    let read = agenda::conditions_matter(world);
    if !read && !cfg!(debug_assertions) {
        return false;
    }
    let mut changed = leave(world, events);
    changed |= promises::come_due(world, events);
    changed |= vendors::come_due(world, events);
    changed |= duties::come_due(world, events);
    changed |= messages_and_cards(world, events);
    debug_assert!(
        read || !changed,
        "a fact of a condition changed, and its topic was not raised"
    );
    changed
}

fn messages_and_cards(world: &mut World, events: &mut Events) -> bool {
    let mut changed = false;
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.messages.iter().enumerate() {
        let message = MessageId(index as u16);
        match world.messages[index] {
            MessageState::Unsent if rule.when.holds(world) => {
                changed = true;
                send(world, message, events);
            }
            MessageState::Open(since)
                if world.now.since(since) >= u32::from(rule.patience_minutes) =>
            {
                changed = true;
                world.messages[index] = MessageState::Closed(None);
                note(events, world.now, What::Ignored(message));
                effects::happen(
                    world,
                    &rule.silence,
                    Why::NoAnswer(message),
                    message_key(world, message, 0),
                    events,
                );
            }
            _ => {}
        }
    }
    for (index, rule) in scenario.rules.cards.iter().enumerate() {
        let card = CardId(index as u16);
        match world.cards[index] {
            CardState::Unseen if rule.when.holds(world) => {
                changed = true;
                ask(world, card, events);
            }
            CardState::Open(since)
                if world.now.since(since) >= u32::from(rule.deadline_minutes) =>
            {
                changed = true;
                take_option(world, card, rule.default, true, events);
            }
            _ => {}
        }
    }
    changed
}

/// A message comes in, unless it has before.
pub(super) fn send(world: &mut World, message: MessageId, events: &mut Events) {
    if world.messages[message.at()] == MessageState::Unsent {
        world.messages[message.at()] = MessageState::Open(world.now);
        note(events, world.now, What::MessageSent(message));
    }
}

/// A card comes up, unless it has before.
pub(super) fn ask(world: &mut World, card: CardId, events: &mut Events) {
    if world.cards[card.at()] == CardState::Unseen {
        world.cards[card.at()] = CardState::Open(world.now);
        note(events, world.now, What::CardOpened(card));
    }
}

fn lose_patience(world: &mut World, events: &mut Events) {
    let known = world.first_alert.is_some() && services::customers_hurt(world);
    for index in 0..world.stakeholders.len() {
        let patience = u32::from(world.rules().stakeholders[index].patience_minutes);
        let now = world.now;
        let state = &mut world.stakeholders[index];
        if known && !state.hurt {
            state.told = false;
        }
        state.hurt = known;
        if !known || state.left || state.visit.is_some() {
            state.due = None;
        } else if state.due.get_or_insert(now.plus(patience)).0 <= now.0 {
            state.due = Some(now.plus(patience));
            let stakeholder = StakeholderId(index as u8);
            move_trust(
                world,
                stakeholder,
                SILENCE_MILLI,
                Why::Silence(stakeholder),
                events,
            );
            visits::ask(world, stakeholder, Why::Silence(stakeholder), false, events);
        }
    }
}

/// Takes an option of a card.
pub(super) fn take_option(
    world: &mut World,
    card: CardId,
    option: u8,
    by_default: bool,
    events: &mut Events,
) {
    world.cards[card.at()] = CardState::Taken(option);
    note(events, world.now, What::Decided(card, option, by_default));
    let scenario = world.scenario.clone();
    let id = &scenario.ids.options[card.at()][usize::from(option)];
    let card_key = Key::named("card", &scenario.ids.cards[card.at()]);
    let key = card_key.about(Key::named("option", id));
    let chosen = &scenario.rules.cards[card.at()].options[usize::from(option)];
    effects::happen(world, &chosen.effects, Why::Card(card, option), key, events);
}

/// Answers a message.
pub(super) fn answer(world: &mut World, message: MessageId, verb: Verb, events: &mut Events) {
    world.messages[message.at()] = MessageState::Closed(Some(verb));
    note(events, world.now, What::Answered(message, verb));
    let scenario = world.scenario.clone();
    let answers = &scenario.rules.messages[message.at()].answers;
    if let Some(chosen) = answers.iter().find(|answer| answer.verb == verb) {
        let key = message_key(world, message, verb as u32 + 1);
        let why = Why::Answer(message, verb);
        if let Some(promise) = &chosen.promise {
            promises::give(world, message, promise, events);
        }
        effects::happen(world, &chosen.effects, why, key, events);
    }
}

fn message_key(world: &World, message: MessageId, answer: u32) -> Key {
    Key::named("message", &world.scenario.ids.messages[message.at()]).child(Purpose::Chance, answer)
}

/// The next tick at which silence or an update that was promised costs trust, or somebody on the call speaks up.
pub(super) fn next_patience(world: &World) -> Tick {
    let patience = world.stakeholders.iter().filter_map(|state| state.due);
    let patience = patience.min().unwrap_or(Tick::NEVER);
    (patience.min(cadence::next_change(world))).min(visits::next_change(world))
}

/// Whether what a message or a card waits for holds already.
pub(super) fn some_hold(world: &World) -> bool {
    let rules = world.rules();
    let messages = rules.messages.iter().zip(&world.messages);
    let cards = rules.cards.iter().zip(&world.cards);
    messages
        .into_iter()
        .any(|(rule, state)| *state == MessageState::Unsent && rule.when.holds(world))
        || cards
            .into_iter()
            .any(|(rule, state)| *state == CardState::Unseen && rule.when.holds(world))
}

/// The next tick at which a message, a card, a promise or an outside party is due by the passing of time alone.
pub(super) fn next_condition(world: &World) -> Tick {
    let rules = world.rules();
    let messages = (rules.messages.iter().zip(&world.messages)).map(|(rule, state)| match state {
        MessageState::Unsent => rule.when.next_flip(world),
        MessageState::Open(since) => since.plus(u32::from(rule.patience_minutes)),
        MessageState::Closed(_) => Tick::NEVER,
    });
    let cards = (rules.cards.iter().zip(&world.cards)).map(|(rule, state)| match state {
        CardState::Unseen => rule.when.next_flip(world),
        CardState::Open(since) => since.plus(u32::from(rule.deadline_minutes)),
        CardState::Taken(_) => Tick::NEVER,
    });
    let threats = world.stakeholders.iter().filter_map(|state| state.leaves);
    let parties = [
        promises::next_change(world),
        vendors::next_change(world),
        duties::next_change(world),
    ];
    let asked = messages.chain(cards);
    asked
        .chain(threats)
        .chain(parties)
        .min()
        .unwrap_or(Tick::NEVER)
}

/// What messages, cards, promises and duties ask about that have not come.
pub(super) fn asked(world: &World) -> Topics {
    let rules = world.rules();
    let messages = (rules.messages.iter().zip(&world.messages))
        .filter(|(_, state)| **state == MessageState::Unsent)
        .map(|(rule, _)| rule.when.topics());
    let cards = (rules.cards.iter().zip(&world.cards))
        .filter(|(_, state)| **state == CardState::Unseen)
        .map(|(rule, _)| rule.when.topics());
    let parties = [promises::asked(world), duties::asked(world)];
    messages
        .chain(cards)
        .chain(parties)
        .fold(Topics::NONE, Topics::and)
}
