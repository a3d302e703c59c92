//! What makes no sense although every word of it can be read. One file a rule or a family; a new rule is a file and a line here.
//!
//! Checks look at the draft, where every value has its place, and pass over what could not be read: that is on record.

mod alarms;
mod cards;
mod change;
mod circles;
mod data;
mod faults;
mod levers;
mod load;
mod queues;
pub(super) mod reach;
mod remedies;
mod rotas;
mod shifts;
mod sizes;
mod skills;
mod spending;
mod sums;
mod windows;
mod work;

use super::at::At;
use super::diagnostics::Diagnostics;
use super::draft::{Condition, Draft, Effect, List, Message, Promise};
use super::names::items;

const CHECKS: &[fn(&Draft, &mut Diagnostics)] = &[
    sums::check,
    circles::check,
    faults::check,
    remedies::check,
    skills::check,
    shifts::check,
    rotas::check,
    windows::check,
    cards::check,
    reach::promises,
    levers::check,
    load::check,
    alarms::check,
    queues::check,
    sizes::check,
    spending::check,
    work::check,
    change::check,
    data::check,
];

/// Every condition of a draft that something waits for: of messages, cards, promises, vendors, duties and steps of a history.
fn every_condition(draft: &Draft) -> impl Iterator<Item = &At<Condition>> {
    let messages = items(&draft.messages).map(|message| &message.when);
    let cards = items(&draft.cards).map(|card| &card.when);
    let promises = every_promise(draft).map(|(_, promise)| &promise.must);
    let vendors = items(&draft.vendors).map(|vendor| &vendor.proof);
    let duties = items(&draft.duties).map(|duty| &duty.knowable);
    let steps = items(&draft.history_steps).map(|step| &step.when);
    let steps = steps.chain(items(&draft.guide).map(|step| &step.when));
    let parties = promises.chain(vendors).chain(duties);
    messages.chain(cards).chain(parties).chain(steps)
}

/// Every promise of a draft, with the message whose answer gives it.
fn every_promise(draft: &Draft) -> impl Iterator<Item = (&Message, &Promise)> {
    items(&draft.messages).flat_map(|message| {
        items(&message.answers).filter_map(move |answer| Some((message, answer.promise.as_ref()?)))
    })
}

/// Every list of effects of a draft.
fn every_list_of_effects(draft: &Draft) -> impl Iterator<Item = &At<List<Effect>>> {
    let options = items(&draft.cards)
        .flat_map(|card| items(&card.options))
        .map(|option| &option.effects);
    let answers = items(&draft.messages)
        .flat_map(|message| items(&message.answers))
        .map(|answer| &answer.effects);
    let silences = items(&draft.messages).map(|message| &message.silence);
    let promises = every_promise(draft).flat_map(|(_, promise)| [&promise.kept, &promise.broken]);
    let remedies = || items(&draft.faults).flat_map(|fault| items(&fault.remedies));
    let sides = remedies().map(|remedy| &remedy.side_effects);
    let exposures = remedies().map(|remedy| &remedy.exposure);
    let exposures = exposures.chain(items(&draft.faults).map(|fault| &fault.exposure));
    let exposures = exposures
        .filter_map(|exposure| exposure.as_ref())
        .map(|exposure| &exposure.effects);
    let vendors = items(&draft.vendors).map(|vendor| &vendor.effects);
    let duties = items(&draft.duties).map(|duty| &duty.missed);
    let injects = items(&draft.injects).map(|inject| &inject.effects);
    let audits = items(&draft.audits).flat_map(|audit| [&audit.finding, &audit.clean]);
    let holes = items(&draft.vulnerabilities).flat_map(|hole| [&hole.exploited, &hole.missed]);
    let overruns = items(&draft.budgets).map(|budget| &budget.overrun);
    let automations = items(&draft.automations).map(|automation| &automation.wrong);
    let parties = promises.chain(vendors).chain(duties).chain(injects);
    let incidents = sides.chain(exposures).chain(automations);
    let rules = audits.chain(holes).chain(overruns);
    options
        .chain(answers)
        .chain(silences)
        .chain(incidents)
        .chain(parties)
        .chain(rules)
}

/// Runs every check.
pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for check in CHECKS {
        check(draft, found);
    }
}
