//! Means, spreads, quantiles and intervals of samples that come one by one and are not kept.

use crate::sim::draw::normal_quantile;
use serde::Serialize;
use std::collections::BTreeMap;

/// Count, mean and sum of squares about the mean (Welford's recurrence, which does not cancel).
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Moments {
    /// How many.
    pub n: u64,
    /// Their mean; 0 for none.
    pub mean: f64,
    squares: f64,
}

impl Moments {
    /// Takes one more sample.
    pub fn take(&mut self, sample: f64) {
        self.n += 1;
        let off = sample - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (sample - self.mean);
    }

    /// Of samples at hand.
    pub fn of(samples: impl IntoIterator<Item = f64>) -> Moments {
        let mut moments = Moments::default();
        samples.into_iter().for_each(|sample| moments.take(sample));
        moments
    }

    /// Standard deviation of the sample (n − 1); 0 for fewer than two.
    pub fn sd(&self) -> f64 {
        libm::sqrt(self.squares / (self.n as f64 - 1.0).max(1.0))
    }

    /// The 95 % confidence interval of the mean, by Student's t; `None` for fewer than two samples.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let half = student(self.n.checked_sub(1).filter(|&free| free > 0)?) * self.sd()
            / libm::sqrt(self.n as f64);
        Some((self.mean - half, self.mean + half))
    }
}

/// Samples by the hundredth of a point. Its size is bounded by their range, not by their number.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Distribution {
    /// What all of them come to, exactly.
    pub moments: Moments,
    hundredths: BTreeMap<i32, u64>,
}

impl Distribution {
    /// Takes one more sample.
    pub fn take(&mut self, sample: f64) {
        self.moments.take(sample);
        let hundredths = (sample * 100.0).round() as i32; // saturates far outside of any score
        *self.hundredths.entry(hundredths).or_default() += 1;
    }

    /// The value below which that share of the samples lies, by linear interpolation between ranks; `None` for no samples.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.moments.n.checked_sub(1)?;
        let rank = share * last as f64;
        let low = self.ranked(rank as u64)?;
        let high = self.ranked((rank as u64 + 1).min(last))?;
        Some(low + (high - low) * (rank - (rank as u64) as f64))
    }

    /// The sample of a rank, from 0.
    fn ranked(&self, rank: u64) -> Option<f64> {
        let mut passed = 0;
        let found = self.hundredths.iter().find(|(_, count)| {
            passed += **count;
            passed > rank
        });
        found.map(|(&hundredths, _)| f64::from(hundredths) / 100.0)
    }

    /// Each value that came up, and how often.
    pub fn counts(&self) -> impl Iterator<Item = (f64, f64)> {
        let counts = self.hundredths.iter();
        counts.map(|(&hundredths, &count)| (f64::from(hundredths) / 100.0, count as f64))
    }

    /// What is told of it; `None` for no samples.
    pub fn told(&self) -> Option<Told> {
        Some(Told {
            mean: self.moments.mean,
            sd: self.moments.sd(),
            p10: self.quantile(0.1)?,
            p50: self.quantile(0.5)?,
            p90: self.quantile(0.9)?,
        })
    }
}

/// What is told of a distribution; quantiles to the hundredth of a point.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Told {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// A tenth lies below.
    pub p10: f64,
    /// Half lies below.
    pub p50: f64,
    /// Nine tenths lie below.
    pub p90: f64,
}

/// The 97.5 % quantile of Student's t with so many degrees of freedom (Hill, *Algorithm 396*, CACM 13, 1970; 6 digits).
fn student(freedom: u64) -> f64 {
    const TAILS: f64 = 0.05;
    if freedom <= 2 {
        return if freedom == 2 { 4.302_653 } else { 12.706_205 };
    }
    let n = freedom as f64;
    let a = 1.0 / (n - 0.5);
    let b = 48.0 / (a * a);
    let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    let d = ((94.5 / (b + c) - 3.0) / b + 1.0) * libm::sqrt(a * std::f64::consts::FRAC_PI_2) * n;
    let mut y = libm::pow(d * TAILS, 2.0 / n);
    if y > 0.05 + a {
        let x = normal_quantile(TAILS / 2.0);
        y = x * x;
        if freedom < 5 {
            c += 0.3 * (n - 4.5) * (x + 0.6);
        }
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = libm::expm1(a * y * y);
    } else {
        let inner = ((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0;
        y = ((1.0 / inner + 0.5 / (n + 4.0)) * y - 1.0) * (n + 1.0) / (n + 2.0) + 1.0 / y;
    }
    libm::sqrt(n * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_t_is_that_of_the_tables() {
        let table = [
            (1, 12.7062),
            (2, 4.3027),
            (3, 3.1824),
            (4, 2.7764),
            (5, 2.5706),
            (9, 2.2622),
            (19, 2.0930),
            (30, 2.0423),
            (120, 1.9799),
            (1_000_000, 1.9600),
        ];
        for (freedom, known) in table {
            let got = student(freedom);
            assert!(
                (got - known).abs() < 2e-4,
                "{freedom} degrees: {got}, not {known}"
            );
        }
    }

    #[test]
    fn quantiles_lie_between_ranks_and_moments_are_exact() {
        let mut distribution = Distribution::default();
        (1..=5)
            .rev()
            .for_each(|sample| distribution.take(f64::from(sample) * 10.0));
        assert_eq!(distribution.quantile(0.5), Some(30.0));
        assert_eq!(distribution.quantile(0.1), Some(14.0));
        assert_eq!(distribution.quantile(1.0), Some(50.0));
        assert_eq!(distribution.moments.mean, 30.0);
        assert!((distribution.moments.sd() - 250.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(Distribution::default().told(), None);
    }

    #[test]
    fn an_interval_of_ten_is_that_of_a_textbook() {
        // Student (1908), extra hours of sleep, drug 2 − drug 1: mean 1.58, interval 0.70 to 2.46.
        let hours = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let (low, high) = Moments::of(hours).interval().unwrap();
        assert!(
            (low - 0.7001).abs() < 5e-4 && (high - 2.4599).abs() < 5e-4,
            "{low} {high}"
        );
        assert_eq!(Moments::of([1.0]).interval(), None);
    }
}
