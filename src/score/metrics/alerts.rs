//! What pages were worth, against what was really there. Here alone a metric is defined on hidden truth: which fault a page was about.

use crate::scenario::Scenario;
use crate::scenario::ids::FaultId;
use crate::sim::event::{Event, Source, What};
use serde::Serialize;

/// Pages against faults (§C2).
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct AlertMetrics {
    /// Incidents that an alert opened, and that so paged somebody.
    pub pages: u32,
    /// Those with nothing behind them.
    pub false_pages: u32,
    /// Share of pages with something behind them: a fault, or more load than fits; `null` if nothing paged.
    pub precision: Option<f64>,
    /// Times that a fault began.
    pub faults: u32,
    /// Those of which a page told before any customer or colleague did.
    pub paged_first: u32,
    /// Share of them; `null` if no fault began.
    pub recall: Option<f64>,
}

/// Who told first of an occurrence of a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Teller {
    Nobody,
    Page,
    Person,
}

/// Measures pages and faults.
pub(super) fn alerts(scenario: &Scenario, events: &[Event]) -> AlertMetrics {
    let mut metrics = AlertMetrics::default();
    // Of the last occurrence of each fault.
    let mut told = vec![Teller::Nobody; scenario.rules.faults.len()];
    let mut teller = Teller::Page;
    let mut tell = |fault: FaultId, teller: Teller| {
        let first = &mut told[fault.at()];
        let is_first = *first == Teller::Nobody;
        if is_first || teller == Teller::Nobody {
            *first = teller;
        }
        is_first && teller == Teller::Page
    };
    for event in events {
        match event.what {
            What::FaultBegan(fault, _) => {
                metrics.faults += 1;
                tell(fault, Teller::Nobody);
            }
            // Who reports opens an incident next, if any.
            What::Reported(_) => teller = Teller::Person,
            What::Behind(_, source) => {
                let paged = std::mem::replace(&mut teller, Teller::Page);
                if paged == Teller::Page {
                    metrics.pages += 1;
                    metrics.false_pages += u32::from(source == Source::Nothing);
                }
                if let Source::Fault(fault) = source {
                    metrics.paged_first += u32::from(tell(fault, paged));
                }
            }
            What::IncidentOpened(..) => {}
            _ => teller = Teller::Page,
        }
    }
    let share = |part: u32, whole: u32| (whole > 0).then(|| f64::from(part) / f64::from(whole));
    metrics.precision = share(metrics.pages - metrics.false_pages, metrics.pages);
    metrics.recall = share(metrics.paged_first, metrics.faults);
    metrics
}
