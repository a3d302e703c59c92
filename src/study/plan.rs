//! What a study consists of: leaders × scenarios × seeds, and which shard of it is played here.
//!
//! A *cell* is a seed of a scenario with a run by every leader: they share its base. Cells stand seed by seed, and a shard is a
//! stretch of them, so shards of scenarios of any length take about the same time, and joining shards is joining files.

use super::given::given;
use super::row::Row;
use crate::analysis;
use crate::leaders::PROFILES;
use crate::run::Run;
use crate::scenario::Scenario;
use crate::scenario::load::Loaded;
use crate::score::marks::FormMarks;
use crate::score::{BASE_LEADERS, axis_values, base_of, played, score_above};
use crate::sim::MODEL_VERSION;
use crate::sim::world::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

/// What a study is of: whatever its rows depend on. Files of the same study say the same here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Version of this description and of the columns.
    pub format: u32,
    /// Version of Bridgecall.
    pub bridgecall: String,
    /// Version of the model.
    pub model: u32,
    /// What was played.
    pub scenarios: Vec<AboutScenario>,
    /// Leaders and their versions.
    pub leaders: Vec<(String, u32)>,
    /// Seeds 0 to this number, the last excluded.
    pub seeds: u32,
}

/// A scenario of a study.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutScenario {
    /// Its id.
    pub scenario: String,
    /// The form that was played.
    pub form: String,
    /// Digest of its mechanics.
    pub rules_digest: String,
    /// Digest of the marks that scores were placed between.
    pub marks_digest: String,
}

/// The version of what [`About`] and the columns say.
const FORMAT: u32 = 1;

impl About {
    /// How many cells the whole study has.
    pub fn cells(&self) -> usize {
        self.scenarios.len() * self.seeds as usize
    }

    /// The cells of a shard.
    pub fn cells_of(&self, shard: Shard) -> Range<usize> {
        let cut =
            |part: u32| (self.cells() as u128 * u128::from(part) / u128::from(shard.of)) as usize;
        cut(shard.number - 1)..cut(shard.number)
    }

    /// What a cell is about: its scenario's place, and its seed.
    pub fn cell(&self, cell: usize) -> (usize, u64) {
        let scenarios = self.scenarios.len();
        (cell % scenarios, (cell / scenarios) as u64)
    }

    /// Whether a row is the one that the study has at that place, counted over the whole study.
    pub fn expects(&self, place: usize, row: &Row) -> bool {
        let (scenario, seed) = self.cell(place / self.leaders.len());
        row.scenario == self.scenarios[scenario].scenario
            && row.form == self.scenarios[scenario].form
            && row.leader == self.leaders[place % self.leaders.len()].0
            && row.seed == seed
    }

    /// What differs from another study, in words; `None` if nothing does.
    pub fn differs_from(&self, other: &About) -> Option<String> {
        let names = |about: &About| -> Vec<String> {
            let scenarios = about.scenarios.iter();
            scenarios
                .map(|one| format!("{} ({})", one.scenario, one.form))
                .collect()
        };
        let leaders = |about: &About| -> Vec<String> {
            let leaders = about.leaders.iter();
            leaders
                .map(|(name, version)| format!("{name} {version}"))
                .collect()
        };
        let pairs = [
            ("format", self.format.to_string(), other.format.to_string()),
            (
                "version of Bridgecall",
                self.bridgecall.clone(),
                other.bridgecall.clone(),
            ),
            ("model", self.model.to_string(), other.model.to_string()),
            ("scenarios", names(self).join(", "), names(other).join(", ")),
            (
                "leaders",
                leaders(self).join(", "),
                leaders(other).join(", "),
            ),
            (
                "number of seeds",
                self.seeds.to_string(),
                other.seeds.to_string(),
            ),
        ];
        let pair = pairs.into_iter().find(|(_, one, another)| one != another);
        if let Some((what, one, another)) = pair {
            return Some(format!("the {what}: `{one}`, not `{another}`"));
        }
        let scenarios = self.scenarios.iter().zip(&other.scenarios);
        scenarios
            .filter(|(one, another)| one != another)
            .map(
                |(one, another)| match one.rules_digest == another.rules_digest {
                    true => format!("the marks of {}", one.scenario),
                    false => format!("the mechanics of {}", one.scenario),
                },
            )
            .next()
    }
}

/// A part of a study, `number` of `of`, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// The whole.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// How many shards there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Which one this is, from 1.
    pub fn number(self) -> u32 {
        self.number
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text
            .split_once('/')
            .and_then(|(number, of)| Some((number.trim().parse().ok()?, of.trim().parse().ok()?)));
        match numbers {
            Some((number, of)) if 1 <= number && number <= of => Ok(Shard { number, of }),
            Some((_, of)) if of > 0 => {
                Err(format!("shards of {of} count from 1/{of} to {of}/{of}"))
            }
            _ => Err("a shard is written as `I/N`, such as `2/7` for the second of seven".into()),
        }
    }
}

/// A study that can be played.
pub struct Plan {
    /// What it is of.
    pub about: About,
    /// Scenarios with the marks that their runs are scored by.
    pub scenarios: Vec<(Arc<Scenario>, FormMarks)>,
    /// Why marks are provisional, a sentence a scenario.
    pub provisional: Vec<String>,
}

/// Why a study cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlanError {
    /// There is no such leader.
    NoLeader(String),
    /// This leader has nothing to go by in that scenario.
    Unfit {
        /// The leader.
        leader: String,
        /// The scenario.
        scenario: String,
    },
    /// A leader or a scenario is named twice.
    Twice(String),
}

impl fmt::Display for PlanError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::NoLeader(name) => {
                write!(to, "there is no leader `{name}`; leaders are")?;
                PROFILES
                    .iter()
                    .try_for_each(|profile| write!(to, "\n  {:<13} {}", profile.name, profile.is))
            }
            PlanError::Unfit { leader, scenario } => write!(
                to,
                "the leader `{leader}` has nothing to go by in `{scenario}`; leave one of them out"
            ),
            PlanError::Twice(name) => write!(to, "`{name}` is named twice; name it once"),
        }
    }
}

impl Plan {
    /// A study of scenarios as they were loaded. Where their marks do not fit, provisional ones are measured.
    ///
    /// # Errors
    /// Says which leader or scenario does not fit.
    pub fn new(loaded: Vec<Loaded>, leaders: &[String], seeds: u32) -> Result<Plan, PlanError> {
        let ids: Vec<&str> = loaded.iter().map(|one| one.scenario.id.as_str()).collect();
        let leader_names: Vec<&str> = leaders.iter().map(String::as_str).collect();
        if let Some(name) = twice(&ids).or(twice(&leader_names)) {
            return Err(PlanError::Twice(name.to_owned()));
        }
        let profiles = leaders.iter().map(|name| {
            let profile = PROFILES.iter().find(|profile| profile.name == name);
            let profile = profile.ok_or_else(|| PlanError::NoLeader(name.clone()))?;
            let unfit = loaded
                .iter()
                .find(|one| !analysis::can_lead(name, &one.scenario));
            match unfit {
                Some(one) => Err(PlanError::Unfit {
                    leader: name.clone(),
                    scenario: one.scenario.id.clone(),
                }),
                None => Ok((name.clone(), profile.version)),
            }
        });
        let profiles = profiles.collect::<Result<Vec<_>, PlanError>>()?;
        let mut plan = Plan {
            about: About {
                format: FORMAT,
                bridgecall: env!("CARGO_PKG_VERSION").to_owned(),
                model: MODEL_VERSION,
                scenarios: Vec::new(),
                leaders: profiles,
                seeds,
            },
            scenarios: Vec::new(),
            provisional: Vec::new(),
        };
        for one in loaded {
            let scenario = Arc::new(one.scenario);
            let given = given(&scenario, one.marks.as_deref());
            let provisional = given
                .provisional
                .map(|why| format!("{}: {why}", scenario.id));
            plan.provisional.extend(provisional);
            plan.about.scenarios.push(AboutScenario {
                scenario: scenario.id.clone(),
                form: scenario.form.clone(),
                rules_digest: scenario.rules_digest.clone(),
                marks_digest: digest(&given.marks),
            });
            plan.scenarios.push((scenario, given.marks));
        }
        Ok(plan)
    }

    /// Plays every leader on a cell. The base leaders are played once.
    pub fn play(&self, cell: usize) -> Vec<Row> {
        let (scenario, seed) = self.about.cell(cell);
        let (scenario, marks) = &self.scenarios[scenario];
        let bases: Vec<Run> = match scenario.is_oracle() {
            true => Vec::new(),
            false => BASE_LEADERS
                .iter()
                .map(|name| played(scenario, seed, name))
                .collect(),
        };
        let base = match bases.as_slice() {
            [one, two, three] => base_of(&[one, two, three].map(axis_values)),
            _ => [0.0; 4],
        };
        let leaders = self.about.leaders.iter().map(|(name, _)| {
            let again;
            let run = match bases.iter().find(|run| run.leader() == name) {
                Some(run) => run,
                None => {
                    again = analysis::led(scenario, seed, name).expect("a leader who fits");
                    &again
                }
            };
            Row::of(run, &score_above(run, marks, base))
        });
        leaders.collect()
    }
}

fn twice<'a>(names: &[&'a str]) -> Option<&'a str> {
    let later = names.iter().enumerate();
    later
        .filter(|(place, name)| names[..*place].contains(name))
        .map(|(_, name)| *name)
        .next()
}

/// Digest of marks, in hexadecimal.
fn digest(marks: &FormMarks) -> String {
    let text = serde_json::to_string(marks).unwrap_or_default();
    hex(&Sha256::digest(text.as_bytes()))
}
