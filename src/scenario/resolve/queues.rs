//! Queues of cases.

use super::*;

impl Resolver<'_> {
    pub(super) fn queue(&mut self, queue: &draft::Queue) -> Queue {
        Queue {
            service: self.service(&queue.service),
            severity: count(&queue.severity) as u8,
            per_hour: queue.per_hour.get().map_or(Ppm::NONE, Number::ppm),
            skill: self.skill(&queue.skill),
            effort: case_effort(&queue.effort),
            way_in_minutes: queue
                .way_in_minutes
                .get()
                .map_or(defaults::CASE_WAY_IN_MINUTES, |minutes| minutes.0 as u16),
        }
    }
}

fn case_effort(written: &At<draft::CaseEffort>) -> CaseEffort {
    let mean = |minutes: &At<draft::MeanMinutes>| count(minutes) as u32;
    match written.as_ref() {
        None => CaseEffort::Fixed(1000),
        Some(draft::CaseEffort::Fixed(minutes)) => CaseEffort::Fixed(mean(minutes)),
        Some(draft::CaseEffort::Exponential(minutes)) => CaseEffort::Exponential(mean(minutes)),
        Some(draft::CaseEffort::Lognormal(minutes, sigma)) => {
            let sigma = sigma.get().map_or(Ppm::NONE, Number::ppm);
            CaseEffort::Lognormal(mean(minutes), sigma)
        }
        Some(draft::CaseEffort::Gamma(minutes, shape)) => {
            let shape = shape.get().map_or(Ppm::ALL, Number::ppm);
            CaseEffort::Gamma(mean(minutes), shape)
        }
    }
}
