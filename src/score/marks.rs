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
    /// How the leaders who were measured stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standings: Vec<Standing>,
    /// How far one is ahead of another on the same seeds: what says whether good leadership wins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
}

/// How a reference leader stands, in points, not kept within 0–100.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The leader's name.
    pub leader: String,
    /// Its version.
    pub version: u32,
    /// Runs.
    pub seeds: u32,
    /// Mean overall.
    pub overall: f64,
    /// Mean of each axis; 0 where nothing is at stake.
    pub axes: [f64; 4],
}

/// How far one leader is ahead of another overall, in points, on the same seeds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Who should be ahead.
    pub leader: String,
    /// Of whom.
    pub of: String,
    /// Seeds that both played.
    pub seeds: u32,
    /// Mean difference.
    pub mean: f64,
    /// Lower end of its 95 % confidence interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
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
    /// Standard error of ceiling − base: of par − base over paired seeds and, where a rival lifts the ceiling, of its lead.
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

/// One less the other, seed by seed, as far as both go.
fn differences(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter()
        .zip(other)
        .map(|(one, other)| one - other)
        .collect()
}

/// Of a mean.
fn standard_error(samples: &[f64]) -> f64 {
    Spread::of(samples).sd / libm::sqrt(samples.len().max(1) as f64)
}

impl AxisMarks {
    /// Marks of an axis from its values seed by seed: the base, the textbook's, and those of a rival for the ceiling (lookahead, where
    /// it played). A rival who played the first seeds alone lifts the ceiling by how far it is ahead of the textbook on those, so that
    /// the luck of few seeds does not.
    pub fn of(axis: Axis, base: &[f64], par: &[f64], rival: &[f64]) -> AxisMarks {
        let leads = differences(rival, par);
        let lead = Spread::of(&leads).mean;
        let room = standard_error(&differences(par, base));
        let (par, best) = (Spread::of(par), Spread::of(rival));
        let (ceiling, range_error) = match lead > 0.0 {
            true => {
                let ceiling = Spread {
                    mean: par.mean + lead,
                    sd: best.sd,
                };
                (ceiling, libm::hypot(room, standard_error(&leads)))
            }
            false => (par, room),
        };
        AxisMarks {
            axis,
            base: Spread::of(base),
            ceiling,
            par,
            range_error,
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
        let measured = self.leaders.iter();
        changed(measured.map(|(name, version)| (name.as_str(), *version)))
    }

    /// Why the standings do not tell how leaders play now; `None` when they do. Scores do not rest on these: an older lookahead keeps
    /// nobody from playing.
    pub fn standings_stale(&self) -> Option<String> {
        if self.standings.is_empty() {
            return Some("the marks do not say how the leaders stand".into());
        }
        let measured = self.standings.iter();
        changed(measured.map(|standing| (standing.leader.as_str(), standing.version)))
    }
}

/// The first leader of those measured who plays otherwise now, or is no more.
fn changed<'a>(mut measured: impl Iterator<Item = (&'a str, u32)>) -> Option<String> {
    let changed = measured.find(|&(name, version)| {
        let mut profiles = crate::leaders::PROFILES.iter();
        !profiles.any(|now| now.name == name && now.version == version)
    });
    changed
        .map(|(name, _)| format!("the leader `{name}` has changed since the marks were measured"))
}
