//! Reviews: what an incident teaches, how much of it is written down as action items, and what those change once they are done.
//!
//! | | action items born | worth of each |
//! | --- | --- | --- |
//! | blameless and deep | 3 | 1 |
//! | blameless and shallow | 1 | 0.4 |
//! | blaming and deep | 1 | 0.5 |
//! | blaming and shallow | 0 | |
//!
//! More than five working days after customers were well again, an item is worth half of that (§G, marker 8c, for the five days; the
//! numbers are *assumed*). Items of worth `w` that cut recurrence by `c` make further occurrences rarer by the share
//! `1 − Π (1 − w c)`: a hazard shrinks by it, and what would strike otherwise is prevented with that probability. A runbook that
//! is worth at least half speeds diagnosis up about three times (§A4). An alert of its own fires `m ÷ w` minutes after the onset.

use super::*;
use crate::scenario::command::{Depth, Style};
use crate::scenario::rules::{Cut, Weekday};
use crate::sim::{faults, incidents, slips};

/// Working days after customers were well again within which a review is worth most (§G, marker 8c).
const DUE_DAYS: u32 = 5;

/// Until when the review of an incident is worth most whose customers are well since then.
pub fn review_due(rules: &Rules, since: Tick) -> Tick {
    const DAY: u32 = 24 * 60;
    let first = rules
        .starts_on
        .plus((u32::from(rules.starts_at.0) + since.0) / DAY);
    let works = |day: &u32| !matches!(first.plus(*day), Weekday::Saturday | Weekday::Sunday);
    let mut days = (1..).filter(works);
    since.plus(days.nth(DUE_DAYS as usize - 1).unwrap_or(DUE_DAYS) * DAY)
}

/// Minutes of the reviewer's time, shallow and deep. *Assumed.*
pub(crate) const REVIEW_MINUTES: [u32; 2] = [45, 180];

/// A runbook worth less is not followed. *Assumed.*
const RUNBOOK_WORTH: Ppm = Ppm(500_000);
/// Morale of everybody on duty after a review in which nobody was blamed and all was told, in thousandths. *Assumed.*
const HEARD: i32 = 1500;
/// Morale of everybody on duty after a review that looked for somebody to blame. *Assumed.*
const BLAMED: i32 = -4000;

/// The review of an incident.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Review {
    /// How it will be held, or was.
    pub plan: Option<(Style, Depth)>,
    /// Who is holding it.
    pub by: Option<PersonId>,
    /// When it was held.
    pub held: Option<Tick>,
}

/// What is different about the next occurrence of a fault, by action items that are done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Lesson {
    /// Share of occurrences that does not happen.
    pub prevented: Ppm,
    /// An alert of its own fires so many minutes after the onset.
    pub alert_minutes: Option<u16>,
    /// Occurrences that were about to happen since there is something to prevent them.
    pub attempts: u16,
}

/// Says how an incident will be reviewed.
pub(in crate::sim) fn schedule(
    world: &mut World,
    incident: IncidentId,
    style: Style,
    depth: Depth,
    events: &mut Events,
) {
    world.incidents[incident.at()].review.plan = Some((style, depth));
    note(
        events,
        world.now,
        What::ReviewScheduled(incident, style, depth),
    );
}

/// Has somebody hold the review.
pub(in crate::sim) fn review(
    world: &mut World,
    incident: IncidentId,
    person: PersonId,
    events: &mut Events,
) {
    let (_, depth) = world.incidents[incident.at()]
        .review
        .plan
        .unwrap_or((Style::Blameless, Depth::Shallow));
    people::take(world, person, Activity::Reviewing(incident), events);
    world.incidents[incident.at()].review.by = Some(person);
    let effort = u64::from(REVIEW_MINUTES[depth as usize]) * 1000;
    world.people[person.at()].task.count(effort, 0, world.now);
    note(events, world.now, What::ReviewBegan(incident, person));
}

/// A review is over: people are better or worse for it, and action items come in.
pub(in crate::sim) fn hold(world: &mut World, incident: IncidentId, events: &mut Events) {
    let state = &mut world.incidents[incident.at()];
    state.review.held = Some(world.now);
    let Some((style, depth)) = state.review.plan else {
        return;
    };
    let (fault, since) = (state.fault, state.mitigated.unwrap_or(world.now));
    note(events, world.now, What::Reviewed(incident, style, depth));
    let felt = match (style, depth) {
        (Style::Blaming, _) => BLAMED,
        (Style::Blameless, Depth::Deep) => HEARD,
        (Style::Blameless, Depth::Shallow) => 0,
    };
    for person in (0..world.people.len()).map(|person| PersonId(person as u16)) {
        if felt != 0 && people::on_duty(world.people[person.at()].activity) {
            move_morale(world, person, felt, Why::Review(incident), events);
        }
    }
    let team = world.owners[world.incidents[incident.at()].service.at()];
    // How a mistake is taken is what a team learns about telling one.
    people::safety::move_safety(world, team, 2 * felt, Why::Review(incident), events);
    if let Some(fault) = fault {
        slips::review(world, fault, style, depth, events);
    }
    let (born, worth) = match (style, depth) {
        (Style::Blameless, Depth::Deep) => (3, 1_000_000),
        (Style::Blameless, Depth::Shallow) => (1, 400_000),
        (Style::Blaming, Depth::Deep) => (1, 500_000),
        (Style::Blaming, Depth::Shallow) => (0, 0),
    };
    let late = world.now > review_due(world.rules(), since);
    let worth = Ppm(if late { worth / 2 } else { worth });
    let scenario = world.scenario.clone();
    let slots = scenario.rules.work.iter().enumerate();
    let slots =
        slots.filter(|(_, rule)| matches!(rule.origin, Origin::Review(of, _) if Some(of) == fault));
    let mut left = born;
    for (index, _) in slots {
        if left > 0 && world.work[index].arrived.is_none() {
            left -= 1;
            world.work[index].worth = worth;
            come_in(world, WorkId(index as u16), events);
        }
    }
}

/// An action item is done: the next occurrence is another.
pub(super) fn learn(world: &mut World, item: WorkId) {
    let Origin::Review(fault, cut) = world.rules().work[item.at()].origin else {
        return;
    };
    let worth = world.work[item.at()].worth;
    let lesson = &mut world.lessons[fault.at()];
    match cut {
        Cut::Recurrence(cut) => {
            lesson.prevented = lesson.prevented.rest().of(cut.of(worth).rest()).rest();
            let prevented = lesson.prevented;
            faults::review(world, fault, prevented, false);
        }
        Cut::Runbook if worth >= RUNBOOK_WORTH => faults::review(world, fault, Ppm::NONE, true),
        Cut::Runbook => {}
        Cut::Detection(minutes) => {
            let minutes = u64::from(minutes) * 1_000_000 / u64::from(worth.0.max(1));
            let minutes = minutes.min(u64::from(u16::MAX)) as u16;
            let before = lesson.alert_minutes.unwrap_or(u16::MAX);
            lesson.alert_minutes = Some(before.min(minutes));
        }
    }
}

/// An action item was taken back: what is left is what the others taught.
pub(super) fn unlearn(world: &mut World, item: WorkId) {
    let Origin::Review(fault, _) = world.rules().work[item.at()].origin else {
        return;
    };
    let lesson = &mut world.lessons[fault.at()];
    (lesson.prevented, lesson.alert_minutes) = (Ppm::NONE, None);
    faults::forget_reviews(world, fault);
    for other in (0..world.work.len()).map(|index| WorkId(index as u16)) {
        let same =
            matches!(world.rules().work[other.at()].origin, Origin::Review(of, _) if of == fault);
        if same && world.work[other.at()].done.is_some() {
            learn(world, other);
        }
    }
}

/// Whether what was learnt keeps an occurrence from happening that an effect or a deployment would bring. Drawn in the minute in
/// which it would begin. Hazards are rarer by themselves.
pub(in crate::sim) fn prevents(world: &mut World, fault: FaultId) -> bool {
    let lesson = &mut world.lessons[fault.at()];
    if lesson.prevented.0 == 0 {
        return false;
    }
    lesson.attempts += 1;
    let (share, attempt) = (lesson.prevented.ratio(), lesson.attempts);
    let key = faults::key(&world.scenario, fault);
    draw(world.seed, key, Purpose::Prevented, u32::from(attempt)) < share
}

/// The tick at which the alert that a fault has of its own fires.
fn alert_at(world: &World, fault: usize) -> Option<Tick> {
    let minutes = world.lessons[fault].alert_minutes?;
    let state = &world.faults[fault];
    let live = state.live && state.level.0 > 0;
    live.then(|| state.onset.plus(u32::from(minutes)))
}

/// Opens an incident for every fault whose own alert fires.
pub(in crate::sim) fn watch(world: &mut World, events: &mut Events) {
    for fault in 0..world.lessons.len() {
        if alert_at(world, fault).is_some_and(|at| at <= world.now) {
            let rule = &world.rules().faults[fault];
            let (shows, service) = (rule.kind.shows(), rule.service);
            if shows {
                incidents::open_for(world, service, events);
            } else {
                incidents::notice(world, FaultId(fault as u8), events);
            }
        }
    }
}

pub(super) fn next_change(world: &World) -> Tick {
    let alerts = (0..world.lessons.len()).filter_map(|fault| alert_at(world, fault));
    let next = alerts.filter(|&at| at > world.now).min();
    next.unwrap_or(Tick::NEVER)
}
