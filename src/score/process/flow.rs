//! Competency 7: flow and portfolio.

use super::record::Record;
use super::{Evidence, Rated, Rating};
use crate::scenario::units::Tick;
use crate::sim::What;

/// 7a: items in progress ÷ people who are free to work on them, the mean over the run.
///
/// Pipelines keep the limits that are set by themselves, so what is rated is the load that people carry: one item each (§A4: Little).
pub(super) fn wip(record: &Record) -> Rated {
    let (mut load, mut all, mut peak) = (0.0, 0, (0.0, Tick(0)));
    for (moment, minutes) in record.spans() {
        let board = moment.board;
        if board.open < 2 || board.hands == 0 {
            continue;
        }
        let ratio = f64::from(board.begun) / f64::from(board.hands);
        load += ratio * f64::from(minutes);
        all += minutes;
        if ratio > peak.0 {
            peak = (ratio, moment.tick);
        }
    }
    if all == 0 {
        return Rated::not_called_for();
    }
    let mean = load / f64::from(all);
    let text = format!(
        "{mean:.1} items in progress for each person at work on average, {:.1} at the most",
        peak.0
    );
    Rated {
        rating: Rating::at_most(mean, [1.0, 1.2, 1.5]),
        evidence: vec![Evidence::at(peak.1, text)],
    }
}

/// 7b: what was lost by working on other items than the dearest by their effort: share of the cost of delay that could be ended.
pub(super) fn order(record: &Record) -> Rated {
    let (mut chosen, mut dearest, mut worst) = (0.0, 0.0, (0.0, Tick(0)));
    for (moment, minutes) in record.spans() {
        let board = moment.board;
        if board.open < 2 {
            continue;
        }
        chosen += board.chosen * f64::from(minutes);
        dearest += board.dearest * f64::from(minutes);
        let lost = (board.dearest - board.chosen) * f64::from(minutes);
        if lost > worst.0 {
            worst = (lost, moment.tick);
        }
    }
    if dearest == 0.0 {
        return Rated::not_called_for();
    }
    let loss = 1.0 - chosen / dearest;
    let percent = loss * 100.0;
    let text = match worst.0 > 0.0 {
        true => format!(
            "{percent:.0} % of the cost of delay that could be ended was left, most of it from here on"
        ),
        false => "everybody was at the dearest item that they could work on".into(),
    };
    Rated {
        rating: Rating::at_most(loss, [0.1, 0.25, 0.5]),
        evidence: vec![Evidence::at(worst.1, text)],
    }
}

/// 7c: while the error budget of a tier-1 service is spent, the share of people at work on what repairs.
pub(super) fn mix(record: &Record) -> Rated {
    let (mut working, mut repairing, mut since) = (0, 0, None);
    for (moment, minutes) in record.spans().filter(|(moment, _)| moment.overspent) {
        since.get_or_insert(moment.tick);
        working += moment.board.working * minutes;
        repairing += moment.board.repairing * minutes;
    }
    let Some(since) = since.filter(|_| working > 0) else {
        return Rated::not_called_for();
    };
    let share = f64::from(repairing) / f64::from(working);
    let text = format!(
        "with a budget spent, {:.0} % of planned work was repair",
        share * 100.0
    );
    Rated {
        rating: Rating::at_least(share, [0.5, 0.45, 0.4]),
        evidence: vec![Evidence::at(since, text)],
    }
}

/// 7d: changes that go out together, the mean (§A4: at one bad change in twenty, 2 fail in 10 %, 5 in 23 %, 10 in 40 % of cases).
pub(super) fn batches(record: &Record) -> Rated {
    let outs: Vec<(Tick, u16)> = (record.events.iter())
        .filter_map(|event| match event.what {
            What::Deployed(_, _, changes) => Some((event.tick, changes)),
            _ => None,
        })
        .collect();
    let Some(&(tick, most)) = outs.iter().max_by_key(|(_, changes)| *changes) else {
        return Rated::not_called_for();
    };
    let mean = outs
        .iter()
        .map(|(_, changes)| f64::from(*changes))
        .sum::<f64>()
        / outs.len() as f64;
    let text = format!("{mean:.1} changes went out together on average, {most} at the most");
    Rated {
        rating: Rating::at_most(mean, [2.0, 5.0, 10.0]),
        evidence: vec![Evidence::at(tick, text)],
    }
}
