//! Whether a scenario is in balance: who wins on it, at what pace it is played, and whether its choices matter (design §8, §9, §11).
//!
//! Judgement is pure: [`leaders`] reads standings and gaps of marks, [`pace`] what the textbook's runs looked like, [`choices`] what
//! became of runs in which one thing was done otherwise. Only [`otherwise`] plays. What is wrong is a [`Finding`].

pub mod choices;
pub mod leaders;
pub mod otherwise;
pub mod pace;

use super::cores;
use super::measure::{marks_of, points};
use super::rows::{Entrant, Rows, entrants, runs};
use crate::scenario::Scenario;
use crate::scenario::diagnostics::Severity;
use crate::score::marks::{FormMarks, Gap, Standing};
use crate::score::played;
use choices::{Weighed, weigh};
use leaders::Specialist;
use otherwise::Choice;
use pace::{Pace, RunPace};
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Something out of balance: what, where, and what to change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// An error keeps a scenario from shipping; a warning is for its author to think about.
    pub severity: Severity,
    /// Stable code.
    pub code: &'static str,
    /// The id that it is about, as the scenario writes it; `None` for the scenario as a whole.
    pub about: Option<String>,
    /// One sentence in lower case without a full stop.
    pub message: String,
    /// What to change.
    pub help: String,
}

impl Finding {
    fn error(code: &'static str, message: String, help: &str) -> Finding {
        Finding {
            severity: Severity::Error,
            code,
            about: None,
            message,
            help: help.to_owned(),
        }
    }

    fn warning(code: &'static str, message: String, help: &str) -> Finding {
        Finding {
            severity: Severity::Warning,
            ..Finding::error(code, message, help)
        }
    }

    fn about(self, id: &str) -> Finding {
        Finding {
            about: Some(id.to_owned()),
            ..self
        }
    }
}

/// What is to be found out about one form of a scenario.
pub struct Examination {
    scenario: Arc<Scenario>,
    seeds: u32,
    entrants: Vec<Entrant>,
    choices: Vec<Choice>,
}

/// What was found out.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Balance {
    /// The scenario's id.
    pub scenario: String,
    /// Its form.
    pub form: String,
    /// Every leader played seeds 0 to this number, the last excluded; lookahead perhaps fewer.
    pub seeds: u32,
    /// What leaders come to.
    pub leaders: Vec<Standing>,
    /// Who is ahead of whom.
    pub gaps: Vec<Gap>,
    /// How leaders of one axis do on it.
    pub specialists: Vec<Specialist>,
    /// What a firefighter leaves to be won, 0–100.
    pub difficulty: Option<f64>,
    /// Share of the variance of overall points that luck has.
    pub luck: Option<f64>,
    /// At what pace it is played.
    pub pace: Option<Pace>,
    /// What came of each way to decide something.
    pub choices: Vec<Weighed>,
    /// It was stopped before choices were weighed.
    pub stopped: bool,
    /// The marks that follow.
    #[serde(skip)]
    pub marks: FormMarks,
    /// What is out of balance.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

impl Examination {
    /// Of a scenario over that many seeds; with lookahead, and with everything that may be decided otherwise, or without.
    pub fn new(scenario: Arc<Scenario>, seeds: u32, lookahead: bool, choices: bool) -> Examination {
        Examination {
            seeds,
            entrants: entrants(seeds, lookahead),
            choices: match choices {
                true => otherwise::choices(&scenario),
                false => Vec::new(),
            },
            scenario,
        }
    }

    /// How many runs it takes.
    pub fn runs(&self) -> usize {
        let ways: usize = self.choices.iter().map(|choice| choice.ways.len()).sum();
        runs(&self.entrants) + (1 + ways) * self.seeds as usize
    }

    /// Plays all of them; `each` is called after every run. `None` if `stop` turned true before all leaders had played.
    pub fn play(&self, stop: &AtomicBool, each: impl Fn() + Sync) -> Option<Balance> {
        let scenario = &self.scenario;
        let rows = Rows::play(scenario, &self.entrants, stop, &each)?;
        let paces = self.paces(stop, &each)?;
        let outcomes = otherwise::play(scenario, &self.choices, self.seeds, stop, &each);
        let stopped = outcomes.is_none();
        let (marks, bases) = (marks_of(scenario, &rows), rows.bases());
        let beside = (&*bases, rows.of("textbook"));
        let outcomes = outcomes.unwrap_or_default();
        let pairs = self.choices.iter().zip(&outcomes);
        let choices: Vec<Weighed> = pairs
            .map(|(choice, outcomes)| weigh(scenario, &marks.axes, beside, choice, outcomes))
            .collect();
        let pace = pace::together(&paces, scenario.rules.level);
        let mut findings = leaders::judge(&marks);
        if let Some(pace) = &pace {
            findings.extend(pace::judge(pace, scenario.rules.history));
        }
        findings.extend(choices.iter().flat_map(choices::judge));
        Some(Balance {
            scenario: scenario.id.clone(),
            form: scenario.form.clone(),
            seeds: self.seeds,
            leaders: marks.standings.clone(),
            gaps: marks.gaps.clone(),
            specialists: leaders::specialists(&marks),
            difficulty: leaders::difficulty(&marks),
            luck: leaders::luck(&points(scenario, &marks.axes, &rows)),
            pace,
            choices,
            stopped,
            marks,
            findings,
        })
    }

    /// The pace of the textbook's runs.
    fn paces(&self, stop: &AtomicBool, each: &(impl Fn() + Sync)) -> Option<Vec<RunPace>> {
        let mut paces = Vec::new();
        let (rules, seeds) = (&self.scenario.rules, self.seeds as usize);
        let Ok(done) = cores::in_order(
            0..seeds,
            stop,
            |seed| {
                let run = played(&self.scenario, seed as u64, "textbook");
                each();
                pace::of(&pace::beats(&run), rules.ends.0, rules.level)
            },
            |pace| {
                paces.push(pace);
                Ok::<(), Infallible>(())
            },
        );
        (done == seeds).then_some(paces)
    }
}
