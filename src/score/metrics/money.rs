//! Money: the ledger by line, what the cloud cost in the columns of FOCUS (§D), and lost revenue apart.

use super::services::health;
use crate::scenario::Scenario;
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::Line;
use crate::scenario::units::{Money, Tick};
use crate::sim::event::{Event, What};
use serde::Serialize;
use std::collections::BTreeMap;

/// Money.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct LedgerMetrics {
    /// Spending by line.
    pub lines: BTreeMap<String, f64>,
    /// All spending.
    pub total: f64,
    /// Revenue that did not come in; counted under reliability alone.
    pub lost_revenue: f64,
    /// What capacity in the cloud cost; `null` where nothing is paid for capacity.
    pub cloud: Option<CloudMetrics>,
}

/// What capacity cost in the columns of FOCUS. What is billed is what is effective and what is unused.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct CloudMetrics {
    /// What ran, at list price.
    pub list: f64,
    /// What ran, at the price that was negotiated.
    pub contracted: f64,
    /// As invoiced, commitments included.
    pub billed: f64,
    /// What ran, with what was paid for commitments spread over what they cover.
    pub effective: f64,
    /// What was committed to and not used.
    pub unused: f64,
}

/// Measures money.
pub(super) fn ledger(scenario: &Scenario, events: &[Event], now: Tick) -> LedgerMetrics {
    let mut lines = [Money(0); Line::ALL.len()];
    for event in events {
        if let What::Spent(line, amount, _) = event.what {
            lines[line as usize] += amount;
        }
    }
    let services = (0..scenario.rules.services.len()).map(|index| ServiceId(index as u16));
    let lost = services.flat_map(|service| health(events, service, now));
    let lost = lost.map(|stretch| stretch.health.losing * stretch.until.since(stretch.from));
    let lost: Money = lost.sum();
    let of_line = |line: &Line| {
        let name = format!("{line:?}").to_lowercase();
        (name, lines[*line as usize].units())
    };
    LedgerMetrics {
        lines: Line::ALL.iter().map(of_line).collect(),
        total: lines.iter().copied().sum::<Money>().units(),
        lost_revenue: lost.units(),
        cloud: cloud(events),
    }
}

fn cloud(events: &[Event]) -> Option<CloudMetrics> {
    let mut sums = [Money(0); 5];
    let mut any = false;
    for event in events {
        let more = match event.what {
            What::CloudCosts(_, costs) => {
                any = true;
                [
                    costs.list,
                    costs.contracted,
                    costs.billed,
                    costs.effective,
                    Money(0),
                ]
            }
            What::CommitmentCosts(_, costs) => {
                any |= costs.billed.0 != 0;
                [Money(0), Money(0), costs.billed, Money(0), costs.unused]
            }
            _ => continue,
        };
        for (sum, more) in sums.iter_mut().zip(more) {
            *sum += more;
        }
    }
    let [list, contracted, billed, effective, unused] = sums.map(Money::units);
    any.then_some(CloudMetrics {
        list,
        contracted,
        billed,
        effective,
        unused,
    })
}
