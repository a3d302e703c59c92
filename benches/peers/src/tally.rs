//! What a framework came to: incidents a second, and means of the time in the system by class.

/// Classes of incidents, the most urgent first.
pub const CLASSES: usize = 4;

/// Mean time in the system in service times, of a preemptive-resume M/M/8 at ρ = 0.85 with 5, 15, 30 and 50 % of each class.
pub const MEANS: [f64; CLASSES] = [1.0000, 1.0000, 1.0093, 1.9487];

/// Mean service [min].
pub const SERVICE_MINUTES: f64 = 600.0;

/// Incidents an hour, by class.
pub const PER_HOUR: [f64; CLASSES] = [0.034, 0.102, 0.204, 0.34];

/// People at the desk.
pub const PEOPLE: usize = 8;

/// Length of a run [min].
pub const RUN_MINUTES: f64 = 132_480.0;

/// Incidents count towards the means that open after the first of these and before the second [min]: a run begins empty, and what
/// opens late is not closed when it ends. Fifty services fill a desk, thirty-three see the last of them closed.
pub const COUNTED_MINUTES: (f64, f64) = (30_000.0, 112_480.0);

/// One run of a framework.
#[derive(Clone, Copy, Default)]
pub struct Run {
    /// Incidents that opened.
    pub incidents: u64,
    /// Minutes in the system and incidents, by class, of those that count.
    pub times: [(f64, u64); CLASSES],
}

impl Run {
    /// Counts an incident of a class that is closed.
    pub fn close(&mut self, class: usize, opened: f64, closed: f64) {
        if COUNTED_MINUTES.0 <= opened && opened < COUNTED_MINUTES.1 {
            self.times[class].0 += closed - opened;
            self.times[class].1 += 1;
        }
    }
}

/// Everything that a framework played.
pub struct Tally {
    runs: Vec<Run>,
    /// Incidents a second, by round.
    rates: Vec<f64>,
}

impl Tally {
    /// Nothing yet.
    pub const fn new() -> Tally {
        Tally {
            runs: Vec::new(),
            rates: Vec::new(),
        }
    }

    /// Adds a round.
    pub fn count(&mut self, runs: Vec<Run>, seconds: f64) {
        let incidents: u64 = runs.iter().map(|run| run.incidents).sum();
        self.rates.push(incidents as f64 / seconds);
        self.runs.extend(runs);
    }

    /// Incidents of all rounds.
    pub fn incidents(&self) -> u64 {
        self.runs.iter().map(|run| run.incidents).sum()
    }

    /// Median of the rounds [incidents/s].
    pub fn rate(&self) -> f64 {
        let mut rates = self.rates.clone();
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    }

    /// Mean time in the system of a class in mean services, and its standard error. Runs are independent, the incidents of one are
    /// not: it is the ratio of two sums over runs, with the error of a ratio.
    pub fn mean(&self, class: usize) -> (f64, f64) {
        let runs = self.runs.len() as f64;
        let of = |run: &Run| {
            (
                run.times[class].0 / SERVICE_MINUTES,
                run.times[class].1 as f64,
            )
        };
        let (sum, count) =
            (self.runs.iter().map(of)).fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
        let mean = sum / count;
        let squares = self
            .runs
            .iter()
            .map(of)
            .map(|(sum, count)| (sum - mean * count) * (sum - mean * count));
        let error = (squares.sum::<f64>() * runs / (runs - 1.0)).sqrt() / count;
        (mean, error)
    }
}
