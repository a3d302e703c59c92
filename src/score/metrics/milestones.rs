//! When what matters in an outage happened.

use crate::scenario::Scenario;
use crate::scenario::ids::RemedyId;
use crate::scenario::rules::RemedyEffect;
use crate::sim::event::{Event, What};
use serde::Serialize;

/// When what matters in an outage happened.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct MilestoneMetrics {
    /// The first page was acknowledged.
    pub detected_min: Option<f64>,
    /// The leader declared a severity.
    pub declared_min: Option<f64>,
    /// The first remedy against the true cause was begun: the team acted on it.
    pub diagnosed_min: Option<f64>,
    /// Customers stopped hurting.
    pub mitigated_min: Option<f64>,
    /// The incident was closed.
    pub resolved_min: Option<f64>,
}

/// Measures the milestones of the first fault.
pub(super) fn milestones(scenario: &Scenario, events: &[Event]) -> MilestoneMetrics {
    let Some((began, fault, cause)) = events.iter().find_map(|event| match event.what {
        What::FaultBegan(fault, cause) => Some((event.tick, fault, cause)),
        _ => None,
    }) else {
        return MilestoneMetrics::default();
    };
    let after = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| event.tick >= began && wanted(&event.what))
            .map(|event| f64::from(event.tick.since(began)))
    };
    let fixes = |remedy: RemedyId| {
        let rule = &scenario.rules.remedies[remedy.at()];
        let row = cause.at() - scenario.rules.faults[fault.at()].causes.0.at();
        rule.fault == fault && rule.effects[row] == RemedyEffect::Fixes
    };
    MilestoneMetrics {
        detected_min: after(&|what| matches!(what, What::Acknowledged(_))),
        declared_min: after(&|what| matches!(what, What::Declared(..))),
        diagnosed_min: after(
            &|what| matches!(what, What::RemedyStarted(_, remedy, _) if fixes(*remedy)),
        ),
        mitigated_min: after(&|what| matches!(what, What::Mitigated(_))),
        resolved_min: after(&|what| matches!(what, What::Resolved(_))),
    }
}
