//! Where an axis's points came from: every amount with the events behind it. The parts of an axis sum to its raw score.

use super::Part;
use super::flow::Account;
use super::metrics::health;
use crate::observe::sentences::why_sentence;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Axis, Line};
use crate::scenario::units::{Money, Tick};
use crate::sim::Why;
use crate::sim::event::{Event, What};
use std::collections::BTreeMap;

/// An amount in the axis's own unit, before it becomes points.
pub(super) struct Amount {
    pub why: String,
    pub value: f64,
    pub from: Tick,
    pub until: Tick,
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
    let given: f64 = amounts
        .iter()
        .filter(|amount| amount.why.is_empty())
        .map(|amount| amount.value)
        .sum();
    let start = Part {
        why: "against the worst of neglect, random and panic on this seed".into(),
        points: points(given - base),
        from: Tick(0),
        until: now,
    };
    let happened = amounts.into_iter().filter(|amount| !amount.why.is_empty());
    let rest = happened.map(|amount| Part {
        why: amount.why,
        points: points(amount.value),
        from: amount.from,
        until: amount.until,
    });
    std::iter::once(start).chain(rest).collect()
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
    };
    let titles = items().zip(&scenario.words.work);
    let amounts = titles.filter_map(|((work, course), title)| {
        let came = course.came?;
        let last = course.spells.last();
        let until = last.map_or(now, |(from, _)| *from);
        let why = match last {
            Some((_, until)) if *until == now => {
                format!(
                    "“{title}” was done {} min before the end",
                    now.since(course.spells[0].0)
                )
            }
            Some(_) => format!("“{title}” was done and had to be taken back"),
            None => format!("“{title}” was not done"),
        };
        Some(Amount {
            why,
            value: work.delay_between(came, now) - course.delay_cost(work, now),
            from: until,
            until,
        })
    });
    std::iter::once(nothing_done).chain(amounts).collect()
}

/// The run in stages, by what ended each: so a minute of harm says what it waited for.
fn stages(events: &[Event], now: Tick) -> Vec<(String, Tick, Tick)> {
    let mut stages: Vec<(String, Tick, Tick)> = Vec::new();
    let mut from = Tick(0);
    let mut cut = |tick: Tick, name: &str| {
        if tick > from {
            stages.push((name.to_owned(), from, tick));
            from = tick;
        }
    };
    for event in events {
        match event.what {
            What::FaultBegan(..) => cut(event.tick, "before the fault"),
            What::Acknowledged(_) => cut(event.tick, "until somebody took charge"),
            What::Declared(..) => cut(event.tick, "until it was declared"),
            What::InquiryStarted(..) => cut(event.tick, "until the first question was asked"),
            What::RemedyStarted(..) => cut(event.tick, "until a remedy was begun"),
            What::RemedyApplied(..) => cut(event.tick, "while a remedy was applied"),
            What::Mitigated(_) => cut(event.tick, "until customers were well"),
            What::Relapsed(_) => cut(event.tick, "until it came back"),
            _ => {}
        }
    }
    cut(now, "to the end");
    stages
}

fn reliability(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<Amount> {
    let all: Vec<_> = (0..scenario.rules.services.len())
        .flat_map(|index| health(events, ServiceId(index as u16), now))
        .collect();
    let lost_within = |from: Tick, until: Tick| -> Money {
        let overlap = |start: Tick, end: Tick| end.min(until).since(start.max(from));
        all.iter()
            .map(|stretch| stretch.health.losing * overlap(stretch.from, stretch.until))
            .sum()
    };
    let mut amounts: Vec<Amount> = Vec::new();
    for (name, from, until) in stages(events, now) {
        let lost = lost_within(from, until).units();
        let why = format!("lost revenue {name}: {} min", until.since(from));
        // Stages of the same name that touch are one.
        match amounts.last_mut().filter(|last| {
            last.until == from && last.why.starts_with(&format!("lost revenue {name}:"))
        }) {
            Some(last) => {
                last.until = until;
                last.value -= lost;
                last.why = format!("lost revenue {name}: {} min", until.since(last.from));
            }
            None => amounts.push(Amount {
                why,
                value: -lost,
                from,
                until,
            }),
        }
    }
    amounts
}

fn morale(scenario: &Scenario, events: &[Event]) -> Vec<Amount> {
    let count = scenario.rules.people.len().max(1) as f64;
    let start: i32 = scenario
        .rules
        .people
        .iter()
        .map(|person| person.morale_milli)
        .sum();
    let mut sums: BTreeMap<Why, (i64, Tick, Tick)> = BTreeMap::new();
    for event in events {
        if let What::Morale(_, milli, why) = event.what {
            let sum = sums
                .entry(together(why))
                .or_insert((0, event.tick, event.tick));
            sum.0 += i64::from(milli);
            sum.2 = event.tick;
        }
    }
    let start = Amount {
        why: String::new(),
        value: f64::from(start) / 1000.0 / count,
        from: Tick(0),
        until: Tick(0),
    };
    let moved = sums.into_iter().map(|(why, (milli, from, until))| Amount {
        why: why_sentence(why, scenario),
        value: milli as f64 / 1000.0 / count,
        from,
        until,
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
    let mut sums: BTreeMap<(Line, Why), (Money, Tick, Tick)> = BTreeMap::new();
    for event in events {
        if let What::Spent(line, amount, why) = event.what {
            let sum =
                sums.entry((line, together(why)))
                    .or_insert((Money(0), event.tick, event.tick));
            sum.0 += amount;
            sum.2 = event.tick;
        }
    }
    let amounts = sums.into_iter().map(|((_, why), (amount, from, until))| {
        // Regular pay is the same whoever leads.
        let given = why == Why::Hours;
        Amount {
            why: if given {
                String::new()
            } else {
                why_sentence(why, scenario)
            },
            value: -amount.units(),
            from,
            until,
        }
    });
    amounts.collect()
}
