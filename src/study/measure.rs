//! Marks, measured over many seeds on all cores.

use super::cores;
use crate::leaders::PROFILES;
use crate::run::Run;
use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::score::marks::{AxisMarks, FormMarks, Spread};
use crate::score::{axis_values, base_metrics, base_of, played, score_above};
use crate::sim::MODEL_VERSION;
use std::sync::Arc;

/// Seeds over which shipped marks are measured.
pub const MARK_SEEDS: u32 = 40;
/// Seeds over which marks are measured on the spot: enough for a provisional place on the scale.
pub const PROVISIONAL_SEEDS: u32 = 8;

/// Measures the marks of one form over seeds 0 to `seeds`, the last excluded.
pub fn measure(scenario: &Arc<Scenario>, seeds: u32) -> FormMarks {
    let runs = cores::all(seeds as usize, |seed| {
        let base = base_of(&base_metrics(scenario, seed as u64));
        (base, played(scenario, seed as u64, "textbook"))
    });
    let (bases, pars): (Vec<[f64; 4]>, Vec<Run>) = runs.into_iter().unzip();
    let par_values: Vec<[f64; 4]> = pars.iter().map(axis_values).collect();
    let column = |rows: &[[f64; 4]], axis: Axis| {
        rows.iter()
            .map(|row| row[axis as usize])
            .collect::<Vec<f64>>()
    };
    let axes = Axis::ALL
        .map(|axis| AxisMarks::of(axis, &column(&bases, axis), &column(&par_values, axis), &[]));
    let versions = PROFILES
        .iter()
        .filter(|profile| ["neglect", "random", "panic", "textbook"].contains(&profile.name));
    let mut marks = FormMarks {
        form: scenario.form.clone(),
        rules_digest: scenario.rules_digest.clone(),
        model: MODEL_VERSION,
        leaders: versions
            .map(|profile| (profile.name.to_owned(), profile.version))
            .collect(),
        seeds,
        measured_on: String::new(),
        axes,
        par_overall: Spread { mean: 0.0, sd: 0.0 },
    };
    let overall: Vec<f64> = pars
        .iter()
        .zip(&bases)
        .map(|(run, base)| score_above(run, &marks, *base).overall_raw)
        .collect();
    marks.par_overall = Spread::of(&overall);
    marks
}
