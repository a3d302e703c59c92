//! What a person's own runs say together: how scores moved, and what cost most. Made from what kept runs came to; knows no window.

use super::library::Tally;
use super::screens::drills::DrillRow;
use super::screens::progress::{Dot, ProgressRow};
use crate::score::{Part, Scorecard};
use std::path::Path;

/// Fewer points than this are no moment to go back to.
const LEAST_POINTS: f64 = 1.0;
/// So many moments of one run are offered, so that one bad watch does not fill the list.
const MOST_OF_A_RUN: usize = 3;
/// So many are offered in all.
const MOST: usize = 12;

/// A stretch of a run that cost points.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Costly {
    /// Its first minute.
    pub from: u32,
    /// Its last.
    pub until: u32,
    /// Why, in a sentence without a full stop.
    pub why: String,
    /// Points of the whole result that it cost.
    pub points: f64,
}

/// The stretches of a run that cost most, the dearest first. What took most of the watch is no moment that could be played again.
pub(super) fn costly(card: &Scorecard, ends: u32) -> Vec<Costly> {
    let of_axes = card.axes.iter().flat_map(|axis| {
        // The first part is what the axis starts from.
        let happened = axis.parts.iter().skip(1);
        happened.map(|part| (part, -part.points * axis.weight))
    });
    let is_moment = |part: &Part| 2 * part.until.since(part.from) <= ends;
    let mut costly: Vec<Costly> = of_axes
        .filter(|(part, points)| *points >= LEAST_POINTS && is_moment(part))
        .map(|(part, points)| Costly {
            from: part.from.0,
            until: part.until.0,
            why: part.why.clone(),
            points,
        })
        .collect();
    costly.sort_by(|a, b| b.points.total_cmp(&a.points));
    costly.truncate(MOST_OF_A_RUN);
    costly
}

/// The dearest moments of all runs.
pub(super) fn drills<'a>(
    runs: impl Iterator<Item = (&'a Path, &'a Tally)>,
    title: impl Fn(&str) -> String,
) -> Vec<DrillRow> {
    let mut rows: Vec<DrillRow> = Vec::new();
    for (path, run) in runs {
        rows.extend(run.costly.iter().map(|moment| DrillRow {
            path: path.to_owned(),
            minute: moment.from,
            until: moment.until,
            title: title(&run.scenario),
            seed: run.seed,
            why: moment.why.clone(),
            points: moment.points,
        }));
    }
    rows.sort_by(|a, b| b.points.total_cmp(&a.points));
    rows.truncate(MOST);
    rows
}

/// How scores moved, a row a scenario in the order given; those without a run are left out.
pub(super) fn progress<'a>(
    scenarios: impl Iterator<Item = (&'a str, &'a str)>,
    runs: &[&Tally],
) -> Vec<ProgressRow> {
    let rows = scenarios.filter_map(|(id, title)| {
        let mut of_it: Vec<&&Tally> = runs.iter().filter(|run| run.scenario == id).collect();
        of_it.sort_by_key(|run| run.saved);
        let dots = of_it.iter().filter_map(|run| {
            let (points, par) = run.came_to.ok()?;
            Some(Dot {
                points,
                par,
                aided: run.aided,
            })
        });
        let dots: Vec<Dot> = dots.collect();
        let unscored = of_it.len() - dots.len();
        (!of_it.is_empty()).then(|| ProgressRow {
            title: title.to_owned(),
            dots,
            unscored,
        })
    });
    rows.collect()
}
