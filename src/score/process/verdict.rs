//! A verdict over several runs (design §8): pass, not yet, or more evidence. The same runs, the same verdict; the rubric's version is
//! in it.

use super::capability::Capability;
use super::roll_up::capability;
use super::{MARKERS, MarkerOutcome, RUBRIC_VERSION, Rating};
use crate::scenario::rules::Level;
use serde::Serialize;
use std::collections::BTreeMap;

/// Different scenarios of one level that a verdict needs.
pub const SCENARIOS_LEAST: usize = 4;
/// The mean mark to pass.
pub const PASS_MARK: f64 = 70.0;
/// Scenarios in which a key marker is U before it fails a verdict.
const FAILS_IN: usize = 2;

/// A run that counts for a verdict.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessed {
    /// The scenario.
    pub scenario: String,
    /// Its level.
    pub level: Level,
    /// Half overall, half process; `None` where nothing was at stake.
    pub mark: Option<f64>,
    /// Its markers.
    pub markers: Vec<MarkerOutcome>,
    /// How far it can be vouched for.
    pub standing: Standing,
    /// It was led with hints, or taken back to an earlier minute; then it does not count.
    pub aided: bool,
}

/// How far a run can be vouched for (design §8).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Played on one's own machine, where seed and truth lie open.
    SelfPractice,
    /// Played on an assessor's host: an unpublished pack, truth kept on the server, the seed drawn after joining.
    Attested,
}

impl Standing {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Standing::SelfPractice => "self-practice",
            Standing::Attested => "attested",
        }
    }
}

/// What the evidence says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The standard is met.
    Pass,
    /// It is not.
    NotYet,
    /// There are too few different scenarios.
    MoreEvidence,
}

/// A verdict.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Verdict {
    /// The level.
    pub level: Level,
    /// The answer.
    pub verdict: Answer,
    /// Why, a sentence each.
    pub reasons: Vec<String>,
    /// Mean mark by scenario.
    pub marks: BTreeMap<String, f64>,
    /// The mean of those.
    pub mean_mark: Option<f64>,
    /// Key markers that were U in two scenarios or more.
    pub failed_markers: Vec<&'static str>,
    /// The capabilities of the level: the median over the scenarios, of two the worse.
    pub capabilities: BTreeMap<&'static str, Rating>,
    /// How far the runs can be vouched for: as far as the least of them.
    pub standing: Standing,
    /// How far the standard can be trusted.
    pub standard: &'static str,
    /// The edition of markers and bounds.
    pub rubric: u32,
}

/// The verdict on runs of one level. Runs of the same scenario count as one, by their mean; a marker was U there if it was in any.
///
/// # Errors
/// Says which runs are of another level, or that there is none.
pub fn verdict(runs: &[Assessed]) -> Result<Verdict, String> {
    let first = runs.first().ok_or("a verdict needs logs; name them")?;
    if let Some(other) = runs.iter().find(|run| run.level != first.level) {
        return Err(format!(
            "`{}` is of the level {}, `{}` of the level {}; a verdict is on one level",
            first.scenario,
            first.level.word(),
            other.scenario,
            other.level.word()
        ));
    }
    let mut by_scenario: BTreeMap<&str, Vec<&Assessed>> = BTreeMap::new();
    let counts = |run: &&Assessed| run.mark.is_some() && !run.aided;
    for run in runs.iter().filter(counts) {
        by_scenario.entry(&run.scenario).or_default().push(run);
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let marks: BTreeMap<String, f64> = (by_scenario.iter())
        .map(|(id, runs)| {
            let mut all: Vec<f64> = runs.iter().filter_map(|run| run.mark).collect();
            // The order of the logs changes no bit of the verdict.
            all.sort_by(f64::total_cmp);
            ((*id).to_owned(), mean(&all))
        })
        .collect();
    let mean_mark =
        (!marks.is_empty()).then(|| mean(&marks.values().copied().collect::<Vec<f64>>()));
    let failed_in = |id: &str| {
        let failed = |run: &&Assessed| {
            run.markers
                .iter()
                .any(|outcome| outcome.id == id && outcome.rating == Rating::U)
        };
        by_scenario
            .values()
            .filter(|runs| runs.iter().any(failed))
            .count()
    };
    let failed_markers: Vec<&'static str> = (MARKERS.iter())
        .filter(|marker| marker.key && failed_in(marker.id) >= FAILS_IN)
        .map(|marker| marker.id)
        .collect();
    let mut reasons = Vec::new();
    let missing = SCENARIOS_LEAST.saturating_sub(marks.len());
    if missing > 0 {
        reasons.push(format!(
            "Different scenarios so far: {}; a verdict needs {SCENARIOS_LEAST}",
            marks.len()
        ));
    }
    let aided = runs.iter().filter(|run| run.aided).count();
    if aided > 0 {
        reasons.push(format!(
            "Led with hints or taken back, and not counted: {aided} of {} runs",
            runs.len()
        ));
    }
    if let Some(mean) = mean_mark {
        let than = if mean >= PASS_MARK {
            "at least"
        } else {
            "less than"
        };
        reasons.push(format!("The mean mark is {mean:.1}, {than} {PASS_MARK:.0}"));
    }
    for id in &failed_markers {
        let name = MARKERS
            .iter()
            .find(|marker| marker.id == *id)
            .map_or("", |marker| marker.name);
        reasons.push(format!(
            "Not done in {} scenarios: {id}, {name}",
            failed_in(id)
        ));
    }
    let met = mean_mark.is_some_and(|mean| mean >= PASS_MARK) && failed_markers.is_empty();
    Ok(Verdict {
        level: first.level,
        verdict: match (missing, met) {
            (1.., _) => Answer::MoreEvidence,
            (0, true) => Answer::Pass,
            (0, false) => Answer::NotYet,
        },
        reasons,
        marks,
        mean_mark,
        failed_markers,
        capabilities: Capability::of(first.level)
            .map(|each| (each.name(), over(&by_scenario, each)))
            .into(),
        standing: (runs.iter().map(|run| run.standing))
            .min()
            .unwrap_or(Standing::SelfPractice),
        standard: "provisional standard, simulated dependability",
        rubric: RUBRIC_VERSION,
    })
}

/// A capability over scenarios: in each the worst of its runs, over all of them the one in the middle.
fn over(by_scenario: &BTreeMap<&str, Vec<&Assessed>>, each: Capability) -> Rating {
    let worst = |runs: &Vec<&Assessed>| {
        let rated = runs.iter().map(|run| capability(&run.markers, each));
        rated.filter(|rating| *rating != Rating::N).max()
    };
    Rating::median(by_scenario.values().filter_map(worst))
}
