//! A hazard: what may happen at any moment, by a rate that may change, against one exponential threshold (design §4).
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `r` | rate | expected events a minute, in billionths |
//! | `H` | gathered so far: the sum of `r` over the minutes | expected events, in billionths |
//! | `T` | latent threshold, exponential with mean 1 | the same |
//!
//! It happens in the first minute in which `H ≥ T`. `H` is known in closed form from an anchor, so a hazard costs nothing between
//! the ticks at which its rate changes. Because an exponential has no memory, what is left of `T` is drawn again as `H` plus a
//! fresh one: all that anybody can know is that it has not happened yet.

use super::draw::exponential_quantile;
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// Minutes of a day.
pub(super) const DAY_MINUTES: u32 = 1440;

/// A hazard against its threshold.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Hazard {
    /// Gathered up to the anchor.
    gathered: u64,
    /// Latent.
    threshold: u64,
    rate: u64,
    anchor: Tick,
    /// When the threshold is reached, should the rate stay.
    pub due: Tick,
    /// Thresholds drawn so far: the ordinal of the next draw.
    pub drawn: u32,
}

impl Hazard {
    /// Nothing gathers yet; `u` is the draw of the first threshold.
    pub(super) fn new(u: f64) -> Hazard {
        Hazard {
            gathered: 0,
            threshold: quantile(u),
            rate: 0,
            anchor: Tick(0),
            due: Tick::NEVER,
            drawn: 1,
        }
    }

    fn gathered(&self, now: Tick) -> u64 {
        self.gathered + self.rate * u64::from(now.since(self.anchor))
    }

    /// From now on it gathers at this rate.
    pub(super) fn set_rate(&mut self, now: Tick, rate: u64) {
        if rate != self.rate {
            self.gathered = self.gathered(now);
            self.anchor = now;
            self.rate = rate;
            self.reckon();
        }
    }

    /// It happened: the next one has a threshold of its own.
    pub(super) fn next(&mut self, now: Tick, u: f64) {
        self.drawn += 1;
        self.resample(now, u);
    }

    /// Draws the threshold anew, given that it was not reached.
    pub(super) fn resample(&mut self, now: Tick, u: f64) {
        self.gathered = 0;
        self.anchor = now;
        self.threshold = quantile(u);
        self.reckon();
    }

    fn reckon(&mut self) {
        let left = self.threshold.saturating_sub(self.gathered);
        self.due = match left.checked_div(self.rate) {
            Some(minutes) => {
                let minutes = minutes + u64::from(!left.is_multiple_of(self.rate));
                self.anchor
                    .plus(minutes.clamp(1, u64::from(u32::MAX)) as u32)
            }
            None => Tick::NEVER,
        };
    }
}

/// A threshold, in billionths of an expected event.
fn quantile(u: f64) -> u64 {
    (libm::round(exponential_quantile(u) * 1e9) as u64).max(1)
}

/// A rate a day as a rate a minute.
pub(super) fn per_day(rate: Ppm) -> u64 {
    u64::from(rate.0) * 1000 / u64::from(DAY_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_that_changes_delays_what_is_left_of_the_threshold() {
        // The median threshold is ln 2.
        let mut hazard = Hazard::new(0.5);
        hazard.set_rate(Tick(0), 10_000_000);
        assert_eq!(hazard.due, Tick(70));
        hazard.set_rate(Tick(40), 5_000_000);
        // .4 gathered, .293 left at .005 a minute.
        assert_eq!(hazard.due, Tick(40 + 59));
        hazard.set_rate(Tick(50), 0);
        assert_eq!(hazard.due, Tick::NEVER);
    }

    #[test]
    fn a_hazard_of_one_a_day_happens_once_a_day_on_average() {
        let days = 20_000;
        let mean: f64 = (0..days)
            .map(|n| {
                let mut hazard = Hazard::new((f64::from(n) + 0.5) / f64::from(days));
                hazard.set_rate(Tick(0), per_day(Ppm::ALL));
                f64::from(hazard.due.0)
            })
            .sum::<f64>()
            / f64::from(days);
        assert!((mean - 1440.5).abs() < 3.0, "{mean}");
    }
}
