//! The service map.

use super::*;

impl Resolver<'_> {
    pub(super) fn declared_service(&mut self, service: &draft::Service) -> Service {
        Service {
            team: self.team(&service.team),
            tier: count(&service.tier) as u8,
            slo: share(&service.slo),
            budget_spent: share(&service.budget_spent),
            demand_per_minute: service
                .demand_per_minute
                .get()
                .map_or(defaults::DEMAND_PER_MINUTE, |n| n.0 as u32),
            healthy: service.healthy.get().map_or(defaults::HEALTHY, Number::ppm),
            revenue_per_request: service
                .revenue_per_request
                .get()
                .map_or(defaults::REVENUE_PER_REQUEST, Number::money),
            hard: service
                .hard
                .items()
                .iter()
                .map(|id| self.service(id))
                .collect(),
            soft: service
                .soft
                .entries()
                .iter()
                .map(|(id, lost)| (self.service(id), share(lost)))
                .collect(),
            place: both(&service.place).map_or((0, 0), |(x, y)| (x.0 as u16, y.0 as u16)),
        }
    }
}
