//! What a run came to, for scripts and for reading aloud.

use super::commands_file::Refused;
use super::led;
use crate::observe::sentences::when;
use crate::run::log::Difference;
use crate::run::note::Aids;
use crate::run::{Mode, Run};
use crate::scenario::Scenario;
use crate::scenario::rules::Level;
use crate::score::metrics::Metrics;
use crate::score::process::patterns::PatternOutcome;
use crate::score::process::roll_up::{CapabilityOutcome, mark};
use crate::score::process::verdict::{Assessed, Standing};
use crate::score::process::{MarkerOutcome, process};
use crate::score::{AxisScore, Scorecard, score};
use crate::study::given::Given;
use serde::Serialize;

/// What `play` and `replay` answer.
#[derive(Serialize)]
pub(super) struct Summary {
    scenario: String,
    rules_digest: String,
    form: String,
    seed: u64,
    leader: String,
    ticks: u32,
    digest: String,
    state_bytes: usize,
    score: Points,
    /// How each axis came about: its place between base and ceiling, its weight, and its parts.
    axes: [AxisScore; 4],
    metrics: Metrics,
    markers: Vec<MarkerOutcome>,
    /// What the markers say of the capabilities of the scenario's level.
    capabilities: Vec<CapabilityOutcome>,
    patterns: Vec<PatternOutcome>,
    /// How it was led, 0–100; `null` where nothing was called for.
    process_points: Option<f64>,
    /// Half overall, half process.
    mark: Option<f64>,
    /// Of stated confidences, over at least 20 of them.
    brier: Option<f64>,
    /// Why the marks behind the score are provisional.
    #[serde(skip_serializing_if = "Option::is_none")]
    provisional_marks: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
    /// What it was played for; `practice` where nobody said otherwise.
    mode: Mode,
    /// Hints that were taken, and how often the run was taken back.
    aids: Aids,
    #[serde(skip)]
    card: Scorecard,
}

/// 0–100 each; `null` where nothing is at stake.
#[derive(Serialize)]
struct Points {
    overall: Option<f64>,
    flow: Option<f64>,
    reliability: Option<f64>,
    morale: Option<f64>,
    cost: Option<f64>,
}

impl Summary {
    pub(super) fn of(run: &Run, given: &Given) -> Summary {
        let scenario = run.scenario();
        let card = score(run, &given.marks);
        let led = process(run);
        let [flow, reliability, morale, cost] = card
            .axes
            .each_ref()
            .map(|axis| axis.at_stake.then_some(axis.score));
        let any = card.axes.iter().any(|axis| axis.at_stake);
        Summary {
            scenario: scenario.id.clone(),
            rules_digest: scenario.rules_digest.clone(),
            form: scenario.form.clone(),
            seed: run.seed(),
            leader: run.leader().to_owned(),
            ticks: run.now().0,
            digest: run.digest(),
            state_bytes: run.state_bytes(),
            score: Points {
                overall: any.then_some(card.overall),
                flow,
                reliability,
                morale,
                cost,
            },
            axes: card.axes.clone(),
            metrics: card.metrics.clone(),
            mark: any
                .then_some(())
                .and(led.points)
                .map(|points| mark(card.overall, points)),
            process_points: led.points,
            brier: led.brier,
            markers: led.markers,
            capabilities: led.capabilities,
            patterns: led.patterns,
            provisional_marks: given.provisional.clone(),
            verified: None,
            finished: None,
            differences: Vec::new(),
            refused: Vec::new(),
            mode: run.mode(),
            aids: run.aids(),
            card,
        }
    }

    /// What counts of it for a verdict.
    pub(super) fn assessed(self, level: Level) -> Assessed {
        Assessed {
            scenario: self.scenario,
            level,
            mark: self.mark,
            markers: self.markers,
            standing: Standing::SelfPractice,
            aided: self.aids.any(),
        }
    }

    /// A scorecard that a person can read aloud.
    pub(super) fn text(&self, run: &Run) -> String {
        let scenario = run.scenario();
        let mut text = format!("{}\n", scenario.words.title);
        text += &format!(
            "Form {}, seed {}, led by {}.",
            self.form, self.seed, self.leader
        );
        text += &format!(" {}\n\n", how_it_ended(run, scenario));
        match self.score.overall {
            Some(overall) => {
                text += &format!("  overall      {overall:>3.0}  {}\n", bar(overall));
                let axes = self.card.axes.iter();
                axes.for_each(|axis| text += &axis_line(axis));
            }
            None => text += "Nothing is at stake here, so there is no score.\n",
        }
        if let Some(why) = &self.provisional_marks {
            text += &format!("\nProvisional marks, measured just now: {why}.\n");
        }
        let told: String = self
            .card
            .axes
            .iter()
            .map(|axis| what_cost(axis, scenario))
            .collect();
        if !told.is_empty() {
            text += &format!("\nWhat cost the most points:\n{told}");
        }
        if let (Some(overall), Some(points)) = (self.score.overall, self.process_points) {
            text += &led::together(overall, points);
        }
        text += &led::capabilities(&self.capabilities, scenario.rules.level);
        text += &led::markers(&self.markers, scenario);
        text += &led::patterns(&self.patterns, scenario);
        text += &cases(&self.metrics, scenario);
        text += &match self.verified {
            Some(true) => format!(
                "\nVerified: the log rebuilds this run. Digest {}.\n",
                self.digest
            ),
            Some(false) => "\nNot verified: the log differs from what was played.\n".to_owned(),
            None => format!("\nDigest {}.\n", self.digest),
        };
        text
    }
}

/// What became of the cases of every queue.
fn cases(metrics: &Metrics, scenario: &Scenario) -> String {
    if metrics.queues.is_empty() {
        return String::new();
    }
    let mut text = "\nCases, and their mean time from opening to closing:\n".to_owned();
    for (id, title) in scenario.ids.queues.iter().zip(&scenario.words.queues) {
        let queue = &metrics.queues[id];
        let (severity, closed, opened) = (queue.severity, queue.closed, queue.opened);
        text += &format!("  {title} (SEV{severity}): {closed} of {opened} closed");
        if let (Some(minutes), Some(services)) = (queue.time_min, queue.time_services) {
            text += &format!(", {minutes:.0} minutes, {services:.4} service times");
        }
        if let Some(expected) = queue.expected_services {
            text += &format!(" (in theory {expected:.4} in the long run)");
        }
        text += "\n";
    }
    text
}

fn how_it_ended(run: &Run, scenario: &Scenario) -> String {
    let (now, minutes) = (when(run.now(), scenario), run.now().0);
    if run.over() {
        format!("It ended at {now} UTC, after {minutes} minutes.")
    } else {
        format!(
            "It was left at {now} UTC, after {minutes} minutes; the rest counts as if nobody led."
        )
    }
}

fn axis_line(axis: &AxisScore) -> String {
    if !axis.at_stake {
        return format!("  {:<11}    –  not at stake here\n", axis.axis.word());
    }
    format!(
        "  {:<11}  {:>3.0}  {}  par {:.0}, weight {:.0} %\n",
        axis.axis.word(),
        axis.score,
        bar(axis.score),
        axis.par,
        axis.weight * 100.0
    )
}

fn bar(score: f64) -> String {
    let full = (score / 5.0).round() as usize;
    "█".repeat(full) + &"░".repeat(20_usize.saturating_sub(full))
}

/// The two parts of an axis that cost it most.
fn what_cost(axis: &AxisScore, scenario: &Scenario) -> String {
    // The first is where the axis begins, and nothing that happened.
    let mut parts: Vec<_> = axis
        .parts
        .iter()
        .skip(1)
        .filter(|part| part.points <= -0.5)
        .collect();
    parts.sort_by(|a, b| a.points.total_cmp(&b.points));
    let lines = parts.iter().take(2).map(|part| {
        let mut span = when(part.from, scenario);
        if part.until != part.from {
            span += &format!("–{}", when(part.until, scenario));
        }
        format!(
            "  {:<11} {:>+6.1}  {}, {span}{}\n",
            axis.axis.word(),
            part.points,
            part.why,
            behind(&part.events)
        )
    });
    lines.collect()
}

/// The first events behind a part, by their lines in `--events`.
fn behind(events: &[u32]) -> String {
    let first: Vec<String> = events.iter().take(4).map(u32::to_string).collect();
    let more = if events.len() > first.len() {
        " …"
    } else {
        ""
    };
    match first.len() {
        0 => String::new(),
        1 => format!(" (event {})", first[0]),
        _ => format!(" (events {}{more})", first.join(" ")),
    }
}
