//! Floor 6: what a run was worth: metrics from events alone → four axes between measured marks, each point explained.
//!
//! `axis = 100 · (m − base on the same seed) ÷ (mean ceiling − mean base)`; base is the worst of neglect, random and panic on
//! that axis, ceiling the textbook's (design §8). Raw values outside 0–100 are kept, and shown clamped.

pub mod marks;
pub mod metrics;

use crate::run::Run;
use crate::scenario::rules::Axis;
use crate::scenario::units::Tick;
use marks::FormMarks;
use metrics::Metrics;

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
#[derive(Clone, PartialEq, Debug)]
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
    /// Where par lies on this axis, in points: the textbook's mean.
    pub par: f64,
    /// Share of the overall score; 0 when the axis is not at stake.
    pub weight: f64,
    /// The marks leave room on this axis.
    pub at_stake: bool,
    /// Where the metric came from: every amount with the events behind it.
    pub parts: Vec<Part>,
}

/// A part of an axis: something that happened, and the points that it cost or won.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// One sentence without a full stop.
    pub why: String,
    /// Points of this axis; negative when they were lost.
    pub points: f64,
    /// When it began.
    pub from: Tick,
    /// When it ended; the same tick for something that happened at once.
    pub until: Tick,
}
