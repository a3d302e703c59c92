//! Floor 6: what a run was worth: metrics from events alone → four axes between measured marks, each point explained.
//!
//! `axis = 100 · (m − base on the same seed) ÷ (mean ceiling − mean base)`; base is the worst of neglect, random and panic on
//! that axis, ceiling the better of the textbook and who rivals it (design §8). Raw values outside 0–100 are kept, and shown clamped.

pub mod marks;
pub mod metrics;
mod parts;
pub mod process;

pub use crate::observe::sentences::why_sentence;

use crate::leaders;
use crate::run::Run;
use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::scenario::units::Tick;
use marks::{AxisMarks, FormMarks};
use metrics::Metrics;
use serde::Serialize;
use std::sync::Arc;

/// Leaders whose worst is the base of an axis.
pub const BASE_LEADERS: [&str; 3] = ["neglect", "random", "panic"];

/// The score of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct Scorecard {
    /// Weighted mean of the axes at stake, from raw values, shown within 0–100.
    pub overall: f64,
    /// The same before it is kept within 0–100.
    pub overall_raw: f64,
    /// Flow, reliability, morale, cost.
    pub axes: [AxisScore; 4],
    /// What was measured.
    pub metrics: Metrics,
}

/// One axis of a score.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AxisScore {
    /// Which.
    pub axis: Axis,
    /// 0–100, as shown.
    pub score: f64,
    /// Before it is kept within 0–100.
    pub raw: f64,
    /// The metric, in the axis's unit; more is better.
    pub value: f64,
    /// The worst of neglect, random and panic on this seed.
    pub base: f64,
    /// Mean base over the seeds of the marks.
    pub mean_base: f64,
    /// Mean ceiling over the seeds of the marks: 100 points are what lies between the two.
    pub mean_ceiling: f64,
    /// Where par lies on this axis, in points: the textbook's mean.
    pub par: f64,
    /// Share of the overall score that the scenario gives it.
    pub stated_weight: f64,
    /// Share of the overall score that it has: more where another axis is not at stake, 0 where this one is not.
    pub weight: f64,
    /// The marks leave room on this axis.
    pub at_stake: bool,
    /// Where the metric came from: every amount with the events behind it.
    pub parts: Vec<Part>,
}

/// A part of an axis: something that happened, and the points that it cost or won.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Part {
    /// One sentence without a full stop.
    pub why: String,
    /// Points of this axis; negative when they were lost.
    pub points: f64,
    /// When it began.
    pub from: Tick,
    /// When it ended; the same tick for something that happened at once.
    pub until: Tick,
    /// The events behind it, as places among those of the run, from 1: the lines of `--events`. None for what was given.
    pub events: Vec<u32>,
}

/// The score of a run between the marks of its form. Plays the base leaders on the same seed.
///
/// What is left of an unfinished run counts as nobody leading it: stopping early wins nothing.
pub fn score(run: &Run, marks: &FormMarks) -> Scorecard {
    let base = if run.scenario().is_oracle() {
        [0.0; 4]
    } else {
        base_of(&base_metrics(run.scenario(), run.seed()))
    };
    let mut run = run.clone();
    run.step(run.scenario().rules.ends);
    score_above(&run, marks, base)
}

/// The score of a run above a base that is known already: flow, reliability, morale, cost.
pub fn score_above(run: &Run, marks: &FormMarks, base: [f64; 4]) -> Scorecard {
    let scenario = run.scenario();
    let metrics = Metrics::of(scenario, run.events(), run.now());
    let at_stake = Axis::ALL.map(|axis| marks.axes[axis as usize].at_stake());
    let stated = scenario.rules.weights.map(|weight| weight.ratio());
    let weights = shared_weights(stated, at_stake);
    let axes = Axis::ALL.map(|axis| {
        let (place, marks) = (axis as usize, &marks.axes[axis as usize]);
        let value = metrics.axis(axis);
        let points = |value: f64| {
            if at_stake[place] {
                marks.points(value)
            } else {
                0.0
            }
        };
        let raw = points(value - base[place]);
        AxisScore {
            axis,
            score: raw.clamp(0.0, 100.0),
            raw,
            value,
            base: base[place],
            mean_base: marks.base.mean,
            mean_ceiling: marks.ceiling.mean,
            par: points(marks.par.mean - marks.base.mean),
            stated_weight: stated[place],
            weight: weights[place],
            at_stake: at_stake[place],
            parts: parts::parts(
                parts::amounts(scenario, run.events(), run.now(), axis),
                base[place],
                run.now(),
                points,
            ),
        }
    });
    let overall_raw = axes.iter().map(|axis| axis.raw * axis.weight).sum::<f64>();
    Scorecard {
        overall: overall_raw.clamp(0.0, 100.0),
        overall_raw,
        axes,
        metrics,
    }
}

/// Points of what a run came to on the four axes, above a base: overall, then the axes, `None` where nothing is at stake.
pub fn points_above(
    scenario: &Scenario,
    marks: &[AxisMarks; 4],
    values: [f64; 4],
    base: [f64; 4],
) -> [Option<f64>; 5] {
    let at_stake = marks.each_ref().map(AxisMarks::at_stake);
    let stated = scenario.rules.weights.map(|weight| weight.ratio());
    let weights = shared_weights(stated, at_stake);
    let points: [f64; 4] = std::array::from_fn(|axis| match at_stake[axis] {
        true => marks[axis].points(values[axis] - base[axis]),
        false => 0.0,
    });
    let overall: f64 = points.iter().zip(weights).map(|(a, w)| a * w).sum();
    std::array::from_fn(|place| match place.checked_sub(1) {
        None => at_stake.contains(&true).then_some(overall),
        Some(axis) => at_stake[axis].then_some(points[axis]),
    })
}

/// Weights over the axes at stake: those of the others go to them in proportion.
fn shared_weights(weights: [f64; 4], at_stake: [bool; 4]) -> [f64; 4] {
    let sum: f64 = weights
        .iter()
        .zip(at_stake)
        .filter(|(_, at_stake)| *at_stake)
        .map(|(weight, _)| weight)
        .sum();
    std::array::from_fn(|place| {
        if at_stake[place] && sum > 0.0 {
            weights[place] / sum
        } else {
            0.0
        }
    })
}

/// What each base leader comes to on a seed, axis by axis.
pub fn base_metrics(scenario: &Arc<Scenario>, seed: u64) -> [[f64; 4]; 3] {
    BASE_LEADERS.map(|name| axis_values(&played(scenario, seed, name)))
}

/// The worst of the base leaders, axis by axis.
pub fn base_of(metrics: &[[f64; 4]; 3]) -> [f64; 4] {
    std::array::from_fn(|axis| {
        metrics
            .iter()
            .map(|values| values[axis])
            .fold(f64::INFINITY, f64::min)
    })
}

/// A whole run by a reference leader.
///
/// # Panics
/// If there is no leader of that name; callers name the base leaders or have asked [`leaders::by_name`] before.
pub fn played(scenario: &Arc<Scenario>, seed: u64, leader: &str) -> Run {
    let mut hands =
        leaders::by_name(leader, scenario, seed).expect("a reference leader of that name");
    Run::new(scenario.clone(), seed, leader).led_by(hands.as_mut())
}

/// The four metrics of a run, more is better.
pub fn axis_values(run: &Run) -> [f64; 4] {
    let metrics = Metrics::of(run.scenario(), run.events(), run.now());
    Axis::ALL.map(|axis| metrics.axis(axis))
}
