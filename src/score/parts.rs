//! Where an axis's points came from: every amount with the events behind it. The parts of an axis sum to its raw score.

use super::Part;
use super::metrics::services::health;
use super::metrics::work::Account;
use crate::observe::sentences::why_sentence;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Axis, Line};
use crate::scenario::units::{Money, Tick};
use crate::sim::Why;
use crate::sim::event::{Event, What};
use crate::words::fl;
use std::collections::BTreeMap;

/// An amount in the axis's own unit, before it becomes points.
pub(super) struct Amount {
    /// Empty for what no leader can change.
    why: String,
    value: f64,
    from: Tick,
    until: Tick,
    /// Places among the events of the run, from 1.
    events: Vec<u32>,
}

/// The amounts that an axis's metric consists of; they sum to the metric. What no leader can change comes first, without a
/// sentence of its own.
pub(super) fn amounts(scenario: &Scenario, events: &[Event], now: Tick, axis: Axis) -> Vec<Amount> {
    match axis {
        Axis::Flow => flow(scenario, events, now),
        Axis::Reliability => reliability(scenario, events, now),
        Axis::Morale => morale(scenario, events),
        Axis::Cost => cost(scenario, events),
    }
}

/// Amounts as parts: first how far a run without good leadership stands below, then what happened in this one.
pub(super) fn parts(
    amounts: Vec<Amount>,
    base: f64,
    now: Tick,
    points: impl Fn(f64) -> f64,
) -> Vec<Part> {
    let given = amounts.iter().filter(|amount| amount.why.is_empty());
    let start = Part {
        why: fl!("part-start").into(),
        points: points(given.map(|amount| amount.value).sum::<f64>() - base),
        from: Tick(0),
        until: now,
        events: Vec::new(),
    };
    let happened = amounts.into_iter().filter(|amount| !amount.why.is_empty());
    let rest = happened.map(|amount| Part {
        why: amount.why,
        points: points(amount.value),
        from: amount.from,
        until: amount.until,
        events: amount.events,
    });
    std::iter::once(start).chain(rest).collect()
}

/// Events with their places, from 1: the lines of `--events`.
fn numbered(events: &[Event]) -> impl Iterator<Item = (u32, &Event)> {
    (1..).zip(events)
}

/// Against a run in which nothing gets done: what every item's being done was still worth.
fn flow(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<Amount> {
    let account = Account::of(scenario, events, now);
    let items = || scenario.rules.work.iter().zip(&account.items);
    let nothing_done = items().filter_map(|(work, course)| {
        let came = course.came?;
        Some(-work.delay_between(came, now))
    });
    let nothing_done = Amount {
        why: String::new(),
        value: nothing_done.sum(),
        from: Tick(0),
        until: now,
        events: Vec::new(),
    };
    let mut lines = lines_of_items(scenario, events);
    let titles = items().zip(&scenario.words.work).zip(&mut lines);
    let amounts = titles.filter_map(|(((work, course), title), lines)| {
        let came = course.came?;
        let last = course.spells.last();
        let (why, from, until) = match last {
            Some((done, end)) if *end == now => {
                let before = now.since(course.spells[0].0);
                let why = fl!("part-done-before", work = title, minutes = before);
                (why, *done, *done)
            }
            Some((done, end)) => {
                let why = fl!("part-taken-back", work = title);
                (why, *done, *end)
            }
            None => (fl!("part-not-done", work = title), came, now),
        };
        Some(Amount {
            why,
            value: work.delay_between(came, now) - course.delay_cost(work, now),
            from,
            until,
            events: std::mem::take(lines),
        })
    });
    std::iter::once(nothing_done).chain(amounts).collect()
}

/// When each item came in, was done and was sent back, as places among the events.
fn lines_of_items(scenario: &Scenario, events: &[Event]) -> Vec<Vec<u32>> {
    let mut lines = vec![Vec::new(); scenario.rules.work.len()];
    for (line, event) in numbered(events) {
        if let What::CameIn(item, _) | What::WorkDone(item) | What::SentBack(item, _) = event.what {
            lines[item.at()].push(line);
        }
    }
    lines
}

/// The run in stages, by what ended each: so a minute of harm says what it waited for.
fn stages(events: &[Event], now: Tick) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let mut from = Tick(0);
    let mut cut = |tick: Tick, name: &'static str, ended: Option<u32>| {
        if tick > from {
            // Stages of the same name that touch are one.
            match stages.last_mut().filter(|last| last.name == name) {
                Some(last) => {
                    last.until = tick;
                    last.ended.extend(ended);
                }
                None => stages.push(Stage {
                    name,
                    from,
                    until: tick,
                    ended: ended.into_iter().collect(),
                }),
            }
            from = tick;
        }
    };
    for (line, event) in numbered(events) {
        let name = match event.what {
            What::FaultBegan(..) => fl!("part-before-fault"),
            What::Acknowledged(_) => fl!("part-until-charge"),
            What::Declared(..) => fl!("part-until-declared"),
            What::InquiryStarted(..) => fl!("part-until-question"),
            What::RemedyStarted(..) => fl!("part-until-remedy"),
            What::RemedyApplied(..) => fl!("part-while-applied"),
            What::Mitigated(_) => fl!("part-until-well"),
            What::Relapsed(_) => fl!("part-until-relapse"),
            _ => continue,
        };
        cut(event.tick, name, Some(line));
    }
    cut(now, fl!("part-to-the-end"), None);
    stages
}

/// A stretch of a run, and what ended it.
struct Stage {
    name: &'static str,
    from: Tick,
    until: Tick,
    ended: Vec<u32>,
}

/// A stretch in which a service lost revenue.
struct Losing {
    line: u32,
    from: Tick,
    until: Tick,
    per_minute: Money,
}

/// Every stretch in which some service lost revenue.
fn losing(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<Losing> {
    let services = (0..scenario.rules.services.len()).map(|index| ServiceId(index as u16));
    let of_service = services.flat_map(|service| {
        let told = numbered(events)
            .filter(move |(_, event)| matches!(event.what, What::Health(of, _) if of == service));
        told.zip(health(events, service, now))
    });
    let all = of_service.map(|((line, _), stretch)| Losing {
        line,
        from: stretch.from,
        until: stretch.until,
        per_minute: stretch.health.losing,
    });
    all.filter(|one| one.per_minute.0 != 0).collect()
}

fn reliability(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<Amount> {
    let losing = losing(scenario, events, now);
    let stages = stages(events, now).into_iter();
    let amounts = stages.map(|stage| {
        let within = |one: &&Losing| one.from < stage.until && stage.from < one.until;
        let lost = losing.iter().filter(within).map(|one| {
            let minutes = one.until.min(stage.until).since(one.from.max(stage.from));
            one.per_minute * minutes
        });
        let lost: Money = lost.sum();
        let mut events: Vec<u32> = losing.iter().filter(within).map(|one| one.line).collect();
        events.extend(stage.ended);
        events.sort_unstable();
        let minutes = stage.until.since(stage.from);
        Amount {
            why: fl!("part-lost", stage = stage.name, minutes = minutes),
            value: -lost.units(),
            from: stage.from,
            until: stage.until,
            events,
        }
    });
    amounts.collect()
}

/// What adds up to an amount over a run.
struct Sum<T> {
    value: T,
    from: Tick,
    until: Tick,
    events: Vec<u32>,
}

impl<T: std::ops::AddAssign> Sum<T> {
    /// Adds to the sum of a key, or begins it.
    fn add<K: Ord>(sums: &mut BTreeMap<K, Sum<T>>, key: K, line: u32, tick: Tick, value: T) {
        match sums.get_mut(&key) {
            Some(sum) => {
                sum.value += value;
                sum.until = tick;
                sum.events.push(line);
            }
            None => {
                let sum = Sum {
                    value,
                    from: tick,
                    until: tick,
                    events: vec![line],
                };
                sums.insert(key, sum);
            }
        }
    }
}

fn morale(scenario: &Scenario, events: &[Event]) -> Vec<Amount> {
    let people = &scenario.rules.people;
    let points = |milli: i64| milli as f64 / 1000.0 / people.len().max(1) as f64;
    let start = people.iter().map(|person| i64::from(person.morale_milli));
    let mut sums = BTreeMap::new();
    for (line, event) in numbered(events) {
        if let What::Morale(_, milli, why) = event.what {
            Sum::add(&mut sums, together(why), line, event.tick, i64::from(milli));
        }
    }
    let start = Amount {
        why: String::new(),
        value: points(start.sum()),
        from: Tick(0),
        until: Tick(0),
        events: Vec::new(),
    };
    let moved = sums.into_iter().map(|(why, sum)| Amount {
        why: why_sentence(why, scenario),
        value: points(sum.value),
        from: sum.from,
        until: sum.until,
        events: sum.events,
    });
    std::iter::once(start).chain(moved).collect()
}

/// Causes that are told as one, whoever they concern.
fn together(why: Why) -> Why {
    match why {
        Why::Overtime(_) => Why::Overtime(PersonId(0)),
        Why::CallOut(_) => Why::CallOut(PersonId(0)),
        _ => why,
    }
}

fn cost(scenario: &Scenario, events: &[Event]) -> Vec<Amount> {
    let mut sums: BTreeMap<(Line, Why), Sum<Money>> = BTreeMap::new();
    for (line, event) in numbered(events) {
        if let What::Spent(of, amount, why) = event.what {
            Sum::add(&mut sums, (of, together(why)), line, event.tick, amount);
        }
    }
    let amounts = sums.into_iter().map(|((_, why), sum)| {
        // Regular pay is the same whoever leads.
        let given = why == Why::Hours;
        Amount {
            why: if given {
                String::new()
            } else {
                why_sentence(why, scenario)
            },
            value: -sum.value.units(),
            from: sum.from,
            until: sum.until,
            events: sum.events,
        }
    });
    amounts.collect()
}
