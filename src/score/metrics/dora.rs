//! DORA's five metrics of deployments (§A1).

use super::means::median;
use super::work::{Account, Deployment};
use crate::scenario::units::Tick;
use serde::Serialize;

/// DORA's five metrics. A run without deployments has none of them: `null`.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Dora {
    /// Median minutes from commit (a change leaves its first stage) to production.
    pub change_lead_time_min: Option<f64>,
    /// Deployments a day.
    pub deployment_frequency_per_day: Option<f64>,
    /// Share of deployments that needed immediate intervention.
    pub change_fail_rate: Option<f64>,
    /// Median minutes to recover from those; to the end of the run where nobody did.
    pub failed_deployment_recovery_min: Option<f64>,
    /// Share of deployments with a defect or a change that had been sent back.
    pub rework_rate: Option<f64>,
}

impl Account {
    /// DORA's five.
    pub(super) fn dora(&self, now: Tick) -> Dora {
        let all = self.deployments.len() as f64;
        if self.deployments.is_empty() {
            return Dora::default();
        }
        let count = |is: fn(&Deployment) -> bool| {
            self.deployments.values().filter(|one| is(one)).count() as f64
        };
        let struck = self.deployments.values().filter(|one| one.struck);
        let recovery = struck.map(|one| one.recovered.unwrap_or(now).since(one.out));
        Dora {
            change_lead_time_min: median(self.lead_minutes.clone()),
            deployment_frequency_per_day: Some(all * 1440.0 / f64::from(now.0.max(1))),
            change_fail_rate: Some(count(|one| one.struck || one.taken_back) / all),
            failed_deployment_recovery_min: median(recovery.collect()),
            rework_rate: Some(count(|one| one.rework) / all),
        }
    }
}
