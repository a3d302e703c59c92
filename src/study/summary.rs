//! What a study came to: distributions by leader, and differences between leaders over the same seeds.

use super::dependability::{Dependability, Sums};
use super::plan::About;
use super::row::{POINTS, Row};
use super::statistics::{Distribution, Moments, Told};
use serde::Serialize;

/// What a study came to. Takes its rows one by one and keeps none.
pub struct Summary {
    about: About,
    scenarios: Vec<OfScenario>,
    sums: Sums,
    /// The rows of the cell that is not complete yet.
    cell: Vec<[Option<f64>; POINTS]>,
    place: usize,
    /// Runs that were taken.
    pub runs: u64,
    /// Minutes that they simulated.
    pub ticks: u64,
}

/// What became of a scenario.
pub struct OfScenario {
    /// A distribution a leader: overall, flow, reliability, morale, cost.
    pub leaders: Vec<[Distribution; POINTS]>,
    /// Every leader less every later one on the same seeds, row by row of the upper triangle.
    differences: Vec<[Moments; POINTS]>,
    ticks: u64,
}

impl Summary {
    /// Of a study, or of a shard that begins with that cell.
    pub fn new(about: &About, first_cell: usize) -> Summary {
        let leaders = about.leaders.len();
        let of_scenario = || OfScenario {
            leaders: (0..leaders).map(|_| Default::default()).collect(),
            differences: vec![Default::default(); leaders * (leaders - 1) / 2],
            ticks: 0,
        };
        Summary {
            scenarios: about.scenarios.iter().map(|_| of_scenario()).collect(),
            sums: Sums::new(leaders, about.scenarios.len()),
            about: about.clone(),
            cell: Vec::new(),
            place: first_cell * leaders,
            runs: 0,
            ticks: 0,
        }
    }

    /// Takes the next run of the study.
    pub fn take(&mut self, row: &Row) {
        let leaders = self.about.leaders.len();
        let (scenario, _) = self.about.cell(self.place / leaders);
        let of = &mut self.scenarios[scenario];
        of.ticks += u64::from(row.ticks);
        self.ticks += u64::from(row.ticks);
        self.runs += 1;
        let points = row.points();
        let distributions = &mut of.leaders[self.place % leaders];
        for (distribution, points) in distributions.iter_mut().zip(points) {
            if let Some(points) = points {
                distribution.take(points);
            }
        }
        self.cell.push(points);
        self.place += 1;
        if self.place.is_multiple_of(leaders) {
            let cell = std::mem::take(&mut self.cell);
            of.differ(&cell);
            // A verdict counts what is shown, within 0–100.
            let shown: Option<Vec<f64>> = cell
                .iter()
                .map(|points| points[0].map(|points| points.clamp(0.0, 100.0)))
                .collect();
            if let Some(shown) = shown {
                self.sums.take(scenario, &shown);
            }
        }
    }

    /// By scenario, in the study's order.
    pub fn scenarios(&self) -> &[OfScenario] {
        &self.scenarios
    }

    /// How far the overall score of one run can be relied on; `None` with fewer than two leaders, scenarios or seeds, or
    /// where nothing is at stake.
    pub fn dependability(&self) -> Option<Dependability> {
        self.sums.dependability()
    }

    /// What is told, for scripts: one part a scenario.
    pub fn told(&self) -> Vec<ScenarioTold> {
        let pairs = self.about.scenarios.iter().zip(&self.scenarios);
        let told = pairs.map(|(about, of)| ScenarioTold {
            scenario: about.scenario.clone(),
            form: about.form.clone(),
            rules_digest: about.rules_digest.clone(),
            leaders: self
                .about
                .leaders
                .iter()
                .zip(&of.leaders)
                .map(leader_told)
                .collect(),
            differences: self.differences_told(of),
            ticks: of.ticks,
        });
        told.collect()
    }

    fn differences_told(&self, of: &OfScenario) -> Vec<DifferenceTold> {
        let names: Vec<&String> = self.about.leaders.iter().map(|(name, _)| name).collect();
        let pairs =
            (0..names.len()).flat_map(|one| (one + 1..names.len()).map(move |other| (one, other)));
        let told = pairs.zip(&of.differences).map(|((one, other), moments)| {
            let [overall, flow, reliability, morale, cost] = moments.map(Difference::of);
            DifferenceTold {
                leader: names[one].clone(),
                less: names[other].clone(),
                n: moments[0].n,
                overall,
                flow,
                reliability,
                morale,
                cost,
            }
        });
        told.collect()
    }
}

impl OfScenario {
    /// Takes the points of all leaders on one seed.
    fn differ(&mut self, cell: &[[Option<f64>; POINTS]]) {
        let pairs =
            (0..cell.len()).flat_map(|one| (one + 1..cell.len()).map(move |other| (one, other)));
        for ((one, other), moments) in pairs.zip(&mut self.differences) {
            for (place, moments) in moments.iter_mut().enumerate() {
                if let (Some(one), Some(other)) = (cell[one][place], cell[other][place]) {
                    moments.take(one - other);
                }
            }
        }
    }
}

fn leader_told(
    ((name, version), distributions): (&(String, u32), &[Distribution; POINTS]),
) -> LeaderTold {
    let [overall, flow, reliability, morale, cost] =
        distributions.each_ref().map(Distribution::told);
    LeaderTold {
        leader: name.clone(),
        version: *version,
        n: distributions[0].moments.n,
        overall,
        flow,
        reliability,
        morale,
        cost,
    }
}

/// What a scenario of a study came to.
#[derive(Serialize, Debug)]
pub struct ScenarioTold {
    /// Its id.
    pub scenario: String,
    /// The form that was played.
    pub form: String,
    /// Digest of its mechanics.
    pub rules_digest: String,
    /// By leader.
    pub leaders: Vec<LeaderTold>,
    /// Between leaders.
    pub differences: Vec<DifferenceTold>,
    /// Minutes simulated.
    pub ticks: u64,
}

/// Points of a leader, not kept within 0–100; `null` where nothing is at stake.
#[derive(Serialize, Debug)]
pub struct LeaderTold {
    /// The leader's name.
    pub leader: String,
    /// Its version.
    pub version: u32,
    /// Runs.
    pub n: u64,
    /// All axes together.
    pub overall: Option<Told>,
    /// Flow.
    pub flow: Option<Told>,
    /// Reliability.
    pub reliability: Option<Told>,
    /// Morale.
    pub morale: Option<Told>,
    /// Cost.
    pub cost: Option<Told>,
}

/// Points of one leader less those of another on the same seeds.
#[derive(Serialize, Debug)]
pub struct DifferenceTold {
    /// The leader.
    pub leader: String,
    /// The other.
    pub less: String,
    /// Seeds.
    pub n: u64,
    /// All axes together.
    pub overall: Option<Difference>,
    /// Flow.
    pub flow: Option<Difference>,
    /// Reliability.
    pub reliability: Option<Difference>,
    /// Morale.
    pub morale: Option<Difference>,
    /// Cost.
    pub cost: Option<Difference>,
}

/// A mean difference and its 95 % confidence interval.
#[derive(Clone, Copy, Serialize, Debug)]
pub struct Difference {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Difference {
    /// `None` for fewer than two pairs.
    pub fn of(moments: Moments) -> Option<Difference> {
        let (low, high) = moments.interval()?;
        Some(Difference {
            mean: moments.mean,
            sd: moments.sd(),
            low,
            high,
        })
    }
}
