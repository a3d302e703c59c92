//! Money: every amount goes through one door and stands on one line; what customers did not buy is kept apart.

use crate::scenario::rules::Line;
use crate::scenario::units::Money;
use serde::Serialize;

/// What went out, by line, and the revenue that did not come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Ledger {
    lines: [Money; Line::ALL.len()],
    total: Money,
    /// Revenue lost to bad requests; not spending, and no part of the total.
    pub lost_revenue: Money,
}

impl Ledger {
    /// Books an amount.
    pub(super) fn book(&mut self, line: Line, amount: Money) {
        self.lines[line as usize] += amount;
        self.total += amount;
    }

    /// What a line came to.
    pub fn line(&self, line: Line) -> Money {
        self.lines[line as usize]
    }

    /// What all lines came to.
    pub fn total(&self) -> Money {
        self.total
    }

    /// Whether the lines sum to the total.
    pub fn balances(&self) -> bool {
        self.lines.iter().copied().sum::<Money>() == self.total
    }
}
