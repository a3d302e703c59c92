//! Units that must not be mixed up: minutes of a run, shares in millionths, money in millionths, minutes of a day.

use serde::{Deserialize, Serialize};

/// Minutes since the run began. A tick is one minute, always.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Tick(pub u32);

impl Tick {
    /// A tick that never comes: later than every run ends.
    pub const NEVER: Tick = Tick(u32::MAX);

    /// This tick and `minutes` more.
    pub fn plus(self, minutes: u32) -> Tick {
        Tick(self.0.saturating_add(minutes))
    }

    /// Minutes from `earlier` to this tick; 0 if `earlier` is later.
    pub fn since(self, earlier: Tick) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A share in parts per million: 1_000_000 is all.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Ppm(pub u32);

impl Ppm {
    /// All of it.
    pub const ALL: Ppm = Ppm(1_000_000);
    /// Nothing.
    pub const NONE: Ppm = Ppm(0);

    /// The share as a number from 0 to 1 (above 1 where a share may exceed the whole).
    pub fn ratio(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// What is left of the whole; nothing if the share exceeds it.
    pub fn rest(self) -> Ppm {
        Ppm(1_000_000_u32.saturating_sub(self.0))
    }

    /// A share of a share, rounded to the nearest millionth.
    pub fn of(self, other: Ppm) -> Ppm {
        let product = u64::from(self.0) * u64::from(other.0);
        Ppm(((product + 500_000) / 1_000_000) as u32)
    }
}

/// Money in millionths of the scenario's currency. Sums stay at the end of their range; the loader refuses what comes near it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Whole units of the currency.
    pub fn units(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl std::ops::Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl std::ops::AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 = self.0.saturating_add(other.0);
    }
}

impl std::ops::Mul<u32> for Money {
    type Output = Money;
    fn mul(self, times: u32) -> Money {
        Money(self.0.saturating_mul(i64::from(times)))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money(0), |sum, amount| sum + amount)
    }
}

/// A minute of the day in UTC, 0–1439. Written `"13:42"` in files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MinuteOfDay(pub u16);

impl MinuteOfDay {
    /// The clock's face `minutes` later, around midnight.
    pub fn plus(self, minutes: i64) -> MinuteOfDay {
        MinuteOfDay((i64::from(self.0) + minutes).rem_euclid(1440) as u16)
    }
}

impl std::fmt::Display for MinuteOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}
