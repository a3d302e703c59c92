//! Marks: what neglect and the textbook came to, measured over many seeds; a score is a place between them (design §8).

use crate::scenario::rules::Axis;
use serde::{Deserialize, Serialize};

/// The measured marks of a scenario: the content of `<id>.marks.ron`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The scenario's id.
    pub scenario: String,
    /// One entry a form.
    pub forms: Vec<FormMarks>,
}

/// The measured marks of one form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormMarks {
    /// The form's id.
    pub form: String,
    /// Digest of the mechanics that were measured.
    pub rules_digest: String,
    /// Version of the model that was measured.
    pub model: u32,
    /// Leaders and their versions.
    pub leaders: Vec<(String, u32)>,
    /// Seeds 0 to this number, the last excluded.
    pub seeds: u32,
    /// The day on which they were written, `2026-11-24`; empty for marks measured on the spot.
    #[serde(default)]
    pub measured_on: String,
    /// Flow, reliability, morale, cost.
    pub axes: [AxisMarks; 4],
    /// Points that par scores overall.
    pub par_overall: Spread,
}

/// Marks of one axis, in the axis's own unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisMarks {
    /// Which.
    pub axis: Axis,
    /// The worst of neglect, random and panic, by seed.
    pub base: Spread,
    /// The best known play: of the textbook and those who rival it, whoever's mean is best on this axis.
    pub ceiling: Spread,
    /// The textbook's.
    pub par: Spread,
    /// Standard error of ceiling − base over paired seeds.
    pub range_error: f64,
}

/// A mean with its spread.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

impl Spread {
    /// Mean and standard deviation of samples; both 0 for none.
    pub fn of(samples: &[f64]) -> Spread {
        let count = samples.len().max(1) as f64;
        let mean = samples.iter().sum::<f64>() / count;
        let squares: f64 = samples
            .iter()
            .map(|sample| (sample - mean) * (sample - mean))
            .sum();
        Spread {
            mean,
            sd: libm::sqrt(squares / (count - 1.0).max(1.0)),
        }
    }
}

impl AxisMarks {
    /// Marks of an axis from its values on the same seeds: the base, the textbook's, and those of each leader who rivals it for the
    /// ceiling (lookahead, where it played).
    pub fn of(axis: Axis, base: &[f64], par: &[f64], rivals: &[Vec<f64>]) -> AxisMarks {
        let rivals = rivals.iter().map(Vec::as_slice);
        let mean = |values: &[f64]| Spread::of(values).mean;
        let best = rivals.fold(par, |best, rival| {
            if mean(rival) > mean(best) {
                rival
            } else {
                best
            }
        });
        let ranges: Vec<f64> = best
            .iter()
            .zip(base)
            .map(|(best, base)| best - base)
            .collect();
        AxisMarks {
            axis,
            base: Spread::of(base),
            ceiling: Spread::of(best),
            par: Spread::of(par),
            range_error: Spread::of(&ranges).sd / libm::sqrt(ranges.len().max(1) as f64),
        }
    }

    /// What 100 points are worth.
    pub fn range(&self) -> f64 {
        self.ceiling.mean - self.base.mean
    }

    /// An axis whose range is under 4 standard errors is not at stake.
    pub fn at_stake(&self) -> bool {
        self.range() > 4.0 * self.range_error
    }

    /// Points of a value above the base of the same seed, or below it.
    pub fn points(&self, above_base: f64) -> f64 {
        100.0 * above_base / self.range()
    }
}

impl FormMarks {
    /// Why these marks do not fit what is played now; `None` when they do.
    pub fn stale(&self, rules_digest: &str) -> Option<String> {
        if self.rules_digest != rules_digest {
            return Some("the mechanics have changed since the marks were measured".into());
        }
        if self.model != crate::sim::MODEL_VERSION {
            return Some(format!(
                "the marks are of model {}, this is model {}",
                self.model,
                crate::sim::MODEL_VERSION
            ));
        }
        let changed = self.leaders.iter().find(|(name, version)| {
            let now = crate::leaders::PROFILES
                .iter()
                .find(|profile| profile.name == name);
            now.is_none_or(|now| now.version != *version)
        });
        changed.map(|(name, _)| {
            format!("the leader `{name}` has changed since the marks were measured")
        })
    }
}
