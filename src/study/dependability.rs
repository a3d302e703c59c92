//! How far a score tells leaders apart: a generalisability study over leaders × (seeds within scenarios).
//!
//! `x = μ + leader + scenario + seed + leader×scenario + rest`. Seeds stand within scenarios, because seed 7 of one has nothing
//! to do with seed 7 of another, and leaders are crossed with both. The parts of the variance solve the expected mean squares
//! (Brennan, *Generalizability Theory*, 2001, ch. 3 and app. B), with L leaders, S scenarios and R seeds in each:
//!
//! ```text
//! E MS(rest)              = σ²(rest)
//! E MS(leader×scenario)   = σ²(rest) + R σ²(leader×scenario)
//! E MS(seed)              = σ²(rest) + L σ²(seed)
//! E MS(scenario)          = σ²(rest) + R σ²(leader×scenario) + L σ²(seed) + L R σ²(scenario)
//! E MS(leader)            = σ²(rest) + R σ²(leader×scenario) + R S σ²(leader)
//! ```
//!
//! An assessed person plays n scenarios, each once, on seeds of their own, and is held against a fixed standard. Then all but
//! σ²(leader) is error, and the dependability is `Φ(n) = σ²(leader) ÷ (σ²(leader) + σ²(error) ÷ n)`.

use serde::Serialize;

/// The dependability that a verdict should have.
pub const WANTED: f64 = 0.8;

/// Sums over a study, cell by cell.
#[derive(Clone, Debug)]
pub struct Sums {
    /// Sum a leader and scenario.
    of: Vec<Vec<f64>>,
    /// Cells a scenario.
    cells: Vec<u32>,
    /// Sum of the squares of a cell's sum, a scenario.
    cell_squares: Vec<f64>,
    /// Sum of all squares.
    squares: f64,
}

/// What a generalisability study found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Dependability {
    /// Leaders.
    pub leaders: usize,
    /// Scenarios.
    pub scenarios: usize,
    /// Seeds of each.
    pub seeds: u32,
    /// Variances, in squared points.
    pub variance: Parts,
    /// Their shares of the whole.
    pub share: Parts,
    /// Luck: the share of seeds, and of what they do to one leader and not to another.
    pub luck: f64,
    /// Dependability of one run of one scenario.
    pub of_one: f64,
    /// Scenarios, each played once, for a dependability of [`WANTED`]; `None` where leaders do not differ.
    pub scenarios_needed: Option<u32>,
}

/// The parts of a variance. A negative estimate is told as 0.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Parts {
    /// Leaders differ.
    pub leader: f64,
    /// Scenarios differ in how hard they are.
    pub scenario: f64,
    /// Some scenarios suit some leaders.
    pub leader_by_scenario: f64,
    /// Some seeds are kinder to everybody.
    pub seed: f64,
    /// What is left: luck of one leader on one seed.
    pub rest: f64,
}

impl Parts {
    fn map(self, of: impl Fn(f64) -> f64) -> Parts {
        Parts {
            leader: of(self.leader),
            scenario: of(self.scenario),
            leader_by_scenario: of(self.leader_by_scenario),
            seed: of(self.seed),
            rest: of(self.rest),
        }
    }

    fn error(self) -> f64 {
        self.scenario + self.leader_by_scenario + self.seed + self.rest
    }
}

impl Sums {
    /// Of nothing yet.
    pub fn new(leaders: usize, scenarios: usize) -> Sums {
        Sums {
            of: vec![vec![0.0; scenarios]; leaders],
            cells: vec![0; scenarios],
            cell_squares: vec![0.0; scenarios],
            squares: 0.0,
        }
    }

    /// Takes the points of all leaders on one seed of a scenario.
    pub fn take(&mut self, scenario: usize, points: &[f64]) {
        for (of, points) in self.of.iter_mut().zip(points) {
            of[scenario] += points;
            self.squares += points * points;
        }
        let sum: f64 = points.iter().sum();
        self.cell_squares[scenario] += sum * sum;
        self.cells[scenario] += 1;
    }

    /// The parts of the variance; `None` with fewer than two leaders, scenarios or seeds, or where scenarios have different
    /// numbers of seeds.
    pub fn dependability(&self) -> Option<Dependability> {
        let (leaders, scenarios, seeds) = (self.of.len(), self.cells.len(), *self.cells.first()?);
        let balanced = self.cells.iter().all(|&cells| cells == seeds);
        if leaders < 2 || scenarios < 2 || seeds < 2 || !balanced {
            return None;
        }
        let (l, s, r) = (leaders as f64, scenarios as f64, f64::from(seeds));
        let total: f64 = self.of.iter().flatten().sum();
        let square_of_sums =
            |sums: &mut dyn Iterator<Item = f64>| sums.map(|sum| sum * sum).sum::<f64>();
        // Sums of squares, uncorrected: each is the sum of squared totals over how many samples each total has.
        let all = total * total / (l * s * r);
        let by_leader = square_of_sums(&mut self.of.iter().map(|of| of.iter().sum())) / (s * r);
        let by_scenario =
            square_of_sums(&mut (0..scenarios).map(|at| self.of.iter().map(|of| of[at]).sum()))
                / (l * r);
        let by_both = square_of_sums(&mut self.of.iter().flatten().copied()) / r;
        let by_cell = self.cell_squares.iter().sum::<f64>() / l;
        let mean_leader = (by_leader - all) / (l - 1.0);
        let mean_scenario = (by_scenario - all) / (s - 1.0);
        let mean_seed = (by_cell - by_scenario) / (s * (r - 1.0));
        let mean_both = (by_both - by_leader - by_scenario + all) / ((l - 1.0) * (s - 1.0));
        let mean_rest =
            (self.squares - by_cell - by_both + by_scenario) / (s * (l - 1.0) * (r - 1.0));
        let variance = Parts {
            leader: (mean_leader - mean_both) / (r * s),
            scenario: (mean_scenario - mean_both - mean_seed + mean_rest) / (l * r),
            leader_by_scenario: (mean_both - mean_rest) / r,
            seed: (mean_seed - mean_rest) / l,
            rest: mean_rest,
        };
        let variance = variance.map(|part| part.max(0.0));
        let whole = variance.leader + variance.error();
        let share = variance.map(|part| if whole > 0.0 { part / whole } else { 0.0 });
        // Φ(n) ≥ WANTED where n ≥ WANTED ÷ (1 − WANTED) × error ÷ leader; a hair less, so that 4.000…01 is 4.
        let needed = WANTED / (1.0 - WANTED) * share.error() / share.leader;
        Some(Dependability {
            leaders,
            scenarios,
            seeds,
            variance,
            share,
            luck: share.seed + share.rest,
            of_one: share.leader,
            scenarios_needed: (needed.is_finite() && needed < 1e6)
                .then(|| ((needed - 1e-9).ceil() as u32).max(1)),
        })
    }
}
