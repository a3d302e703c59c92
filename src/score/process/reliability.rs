//! Competency 8: reliability governance.

use super::record::{Course, Record};
use super::{Evidence, Rated, Rating};
use crate::scenario::command::{Depth, Style};
use crate::scenario::ids::*;
use crate::scenario::rules::{LeverKind, Origin};
use crate::scenario::units::Tick;
use crate::sim::What;
use std::collections::BTreeMap;

/// Working days within which a review is held (§G 8c), in calendar minutes.
const REVIEW_MINUTES: u32 = 7 * 1440;
/// Time in which a cause can come back, and in which an action item can be done.
const DAY_MINUTES: u32 = 1440;
/// Minutes that an action item gets before it counts as left. *Assumed.*
const ACTION_MINUTES: u32 = 5 * 1440;

/// 8a: share of the time in which a pipeline is frozen exactly while the error budget of its service is spent (§B3).
pub(super) fn budget_policy(record: &Record) -> Rated {
    let levers = &record.scenario.rules.levers;
    let policy = levers.iter().any(|lever| {
        matches!(
            lever.kind,
            LeverKind::ErrorBudgetPolicy | LeverKind::DeployFreeze
        )
    });
    let (mut all, mut good, mut first) = (0, 0, None);
    for (moment, minutes) in record.spans().filter(|_| policy) {
        for &(spent, frozen) in &moment.pipelines {
            all += minutes;
            good += if spent == frozen { minutes } else { 0 };
            if spent != frozen && first.is_none() {
                first = Some((moment.tick, spent));
            }
        }
    }
    if all == 0 {
        return Rated::not_called_for();
    }
    let share = f64::from(good) / f64::from(all);
    let evidence = match first {
        Some((tick, true)) => Evidence::at(
            tick,
            format!(
                "changes could go out although the budget was spent; the policy was kept for {:.0} % of the time",
                share * 100.0
            ),
        ),
        Some((tick, false)) => Evidence::at(
            tick,
            format!(
                "changes were frozen although there was budget; the policy was kept for {:.0} % of the time",
                share * 100.0
            ),
        ),
        None => Evidence::at(
            record.ended,
            "changes were frozen exactly while the budget was spent",
        ),
    };
    Rated {
        rating: Rating::at_least(share, [0.95, 0.85, 0.7]),
        evidence: vec![evidence],
    }
}

/// 8b: share of pages with something behind them, and share of what customers felt that a page told, where paging can be set.
pub(super) fn alert_quality(record: &Record) -> Rated {
    let levers = &record.scenario.rules.levers;
    let can_be_set = levers
        .iter()
        .any(|lever| matches!(lever.kind, LeverKind::PagingThreshold(_)));
    if !can_be_set || record.courses.len() < 3 {
        return Rated::not_called_for();
    }
    let all = record.courses.len() as f64;
    let empty = record
        .courses
        .iter()
        .filter(|course| course.false_alarm)
        .count() as f64;
    let reported = record
        .events
        .iter()
        .filter(|event| matches!(event.what, What::Reported(_)))
        .count() as f64;
    let precision = 1.0 - empty / all;
    let real = all - empty;
    let recall = real / (real + reported).max(1.0);
    let rating = Rating::at_least(precision, [0.8, 0.6, 0.4])
        .max(Rating::at_least(recall, [0.95, 0.9, 0.8]));
    let text = format!(
        "{:.0} % of pages had something behind them; {reported} reports came before a page did",
        precision * 100.0
    );
    Rated {
        rating,
        evidence: vec![Evidence::at(record.ended, text)],
    }
}

/// 8c: major incidents reviewed within five working days, without blame and in depth.
pub(super) fn learning(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for (course, _) in record.major() {
        let Some(over) = course.mitigated else {
            continue;
        };
        let due = over.plus(REVIEW_MINUTES);
        let occasion = match (course.reviewed, course.review_planned) {
            (Some((tick, style, depth)), _) => {
                let good = style == Style::Blameless && depth == Depth::Deep;
                let rating = match (tick <= due, style, good) {
                    (true, _, true) => Rating::P,
                    (true, Style::Blameless, false) => Rating::S,
                    _ => Rating::M,
                };
                let text = format!(
                    "{} was reviewed, {} and {}",
                    course.id,
                    style.word(),
                    depth.word()
                );
                (rating, Evidence::at(tick, text))
            }
            (None, Some(tick)) if record.ended <= due => (
                Rating::S,
                Evidence::at(tick, format!("a review of {} was planned", course.id)),
            ),
            (None, _) if record.ended.since(over) < 120 => continue,
            (None, _) => (
                Rating::U,
                Evidence::at(over, format!("{} was not reviewed", course.id)),
            ),
        };
        occasions.push(occasion);
    }
    Rated::over(occasions)
}

/// 8d: incidents that were known to be about what one that was closed before had been about, where nobody had looked into it or what
/// a review asked for was left. What comes back although everything was done against it is bad luck.
pub(super) fn recurrence(record: &Record) -> Rated {
    let mut about: BTreeMap<IncidentId, FaultId> = BTreeMap::new();
    for moment in &record.moments {
        for incident in &moment.incidents {
            if let Some(fault) = incident.fault {
                about.insert(incident.id, fault);
            }
        }
    }
    let (mut called_for, mut evidence) = (false, Vec::new());
    for course in record.real() {
        // A cause can come back only where there is a day for it.
        called_for |= course
            .resolved
            .is_some_and(|tick| record.ended.since(tick) >= DAY_MINUTES);
        let Some(&fault) = about.get(&course.id) else {
            continue;
        };
        let closed_before = |earlier: &&Course| {
            about.get(&earlier.id) == Some(&fault)
                && earlier.resolved.is_some_and(|tick| tick <= course.opened)
        };
        let earlier: Vec<&Course> = record.real().filter(closed_before).collect();
        called_for |= !earlier.is_empty();
        let looked_into = earlier.iter().any(|earlier| {
            let reviewed = earlier.reviewed.map(|(tick, ..)| tick);
            let planned = [reviewed, earlier.review_planned].into_iter().flatten();
            planned.min().is_some_and(|tick| tick <= course.opened)
        });
        let bad_luck = looked_into && all_done(record, fault, course.opened);
        if !earlier.is_empty() && !bad_luck {
            let why = match looked_into {
                true => "what the review asked for had been left",
                false => "nobody had looked into it",
            };
            let text = format!("{} is about what had been closed before; {why}", course.id);
            evidence.push(Evidence::at(course.opened, text));
        }
    }
    if !called_for {
        return Rated::not_called_for();
    }
    let rating = Rating::at_most(evidence.len() as f64, [0.0, 1.0, 2.0]);
    if evidence.is_empty() {
        evidence.push(Evidence::at(
            record.ended,
            "nothing that was closed came back for want of doing something about it",
        ));
    }
    Rated { rating, evidence }
}

/// Whether everything that reviews of a fault asked for a day before or earlier was done at a tick.
fn all_done(record: &Record, fault: FaultId, tick: Tick) -> bool {
    let origin = |item: WorkId| record.scenario.rules.work[item.at()].origin;
    let events = || record.events.iter().take_while(|event| event.tick <= tick);
    events().all(|event| match event.what {
        What::CameIn(item, _) if tick.since(event.tick) >= DAY_MINUTES => {
            !matches!(origin(item), Origin::Review(of, _) if of == fault)
                || events().any(|later| matches!(later.what, What::WorkDone(of) if of == item))
        }
        _ => true,
    })
}

/// 8e: an indicator chosen where one is offered, and then used: what it shows is acted on. Choosing anew and anew is no choice.
pub(super) fn indicators(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let offered: Vec<ServiceId> = (0..rules.services.len())
        .filter(|&at| rules.services[at].indicators.len() > 1)
        .map(|at| ServiceId(at as u16))
        .collect();
    let mut occasions = Vec::new();
    for service in offered {
        let name = &record.scenario.words.services[service.at()];
        let chosen: Vec<Tick> = (record.events.iter())
            .filter(|event| matches!(event.what, What::IndicatorChosen(of, _) if of == service))
            .map(|event| event.tick)
            .collect();
        let Some(&first) = chosen.first() else {
            occasions.push((
                Rating::U,
                Evidence::at(
                    record.ended,
                    format!("nobody chose what the target of {name} watches"),
                ),
            ));
            continue;
        };
        let acted = record.events.iter().any(|event| {
            event.tick > first
                && match event.what {
                    What::Declared(incident, _) => record.courses[incident.at()].service == service,
                    What::LeverSet(lever, _) => {
                        rules.levers[lever.at()].kind.service() == Some(service)
                    }
                    What::UnitsOrdered(of, ..) => of == service,
                    _ => false,
                }
        });
        let (rating, text) = match (chosen.len(), acted) {
            (3.., _) => (
                Rating::M,
                format!(
                    "what the target of {name} watches was changed {} times",
                    chosen.len()
                ),
            ),
            (_, true) => (
                Rating::P,
                format!("an indicator was chosen for {name}, and acted on"),
            ),
            (_, false) => (
                Rating::S,
                format!("an indicator was chosen for {name}, and not acted on"),
            ),
        };
        occasions.push((rating, Evidence::at(first, text)));
    }
    // One service is enough to show it: the best counts.
    occasions.sort_by_key(|(rating, _)| *rating);
    occasions.truncate(1);
    Rated::over(occasions)
}

/// 8f: share of what reviews asked for that was done, of what had been asked for five days before the end or earlier.
pub(super) fn actions(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let (mut all, mut good, mut evidence) = (0, 0, Vec::new());
    for event in &record.events {
        let What::CameIn(item, _) = event.what else {
            continue;
        };
        if !matches!(rules.work[item.at()].origin, Origin::Review(..)) {
            continue;
        }
        let done = record
            .events
            .iter()
            .find(|later| matches!(later.what, What::WorkDone(of) if of == item));
        if done.is_none() && record.ended.since(event.tick) < ACTION_MINUTES {
            continue;
        }
        all += 1;
        good += u32::from(done.is_some());
        let what = if done.is_some() {
            "was done"
        } else {
            "was left"
        };
        let title = &record.scenario.words.work[item.at()];
        evidence.push(Evidence::at(
            event.tick,
            format!("“{title}”, which a review had asked for, {what}"),
        ));
    }
    if all == 0 {
        return Rated::not_called_for();
    }
    Rated {
        rating: Rating::at_least(f64::from(good) / f64::from(all), [0.9, 0.75, 0.5]),
        evidence,
    }
}
