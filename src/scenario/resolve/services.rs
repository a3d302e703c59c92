//! The service map.

use super::*;

impl Resolver<'_> {
    pub(super) fn declared_service(
        &mut self,
        service: &draft::Service,
        sites: &At<List<draft::Site>>,
    ) -> Service {
        let clock = self.find_if_any(&self.names.sites, &service.clock_of);
        let site = clock.and_then(|at| items(sites).nth(at));
        let copies = service.copies.as_ref();
        Service {
            team: self.team(&service.team),
            tier: count(&service.tier) as u8,
            slo: share(&service.slo),
            budget_spent: share(&service.budget_spent),
            demand_per_minute: service
                .demand_per_minute
                .get()
                .map_or(defaults::DEMAND_PER_MINUTE, |n| n.0 as u32),
            curves: items(&service.demand_curves).map(curve).collect(),
            clock_offset_minutes: site.map_or(0, |site| count(&site.utc_offset_minutes) as i16),
            healthy: service.healthy.get().map_or(defaults::HEALTHY, Number::ppm),
            copies: copies.map_or(defaults::COPIES, |copies| {
                (count(&copies.need) as u8, count(&copies.of) as u8)
            }),
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
            redundant: items(&service.redundant)
                .map(|group| Redundant {
                    need: count(&group.need) as u8,
                    of: group.of.items().iter().map(|id| self.service(id)).collect(),
                })
                .collect(),
            calls: service
                .calls
                .entries()
                .iter()
                .map(|(id, calls)| (self.service(id), count(calls) as u32))
                .collect(),
            retries: Retries {
                attempts: service
                    .attempts
                    .get()
                    .map_or(defaults::ATTEMPTS, |n| n.0 as u8),
                budget: service.retry_budget.get().map(Number::ppm),
            },
            client_attempts: service
                .client_attempts
                .get()
                .map_or(defaults::ATTEMPTS, |n| n.0 as u8),
            cache: service.cache.as_ref().map(|cache| Cache {
                of: self.service(&cache.of),
                hit: share(&cache.hit),
                refill_minutes: count(&cache.refill_minutes) as u16,
            }),
            latency_ms: service
                .latency_ms
                .get()
                .map_or(defaults::LATENCY_MS, |n| n.0 as u32),
            timeout_ms: service
                .timeout_ms
                .get()
                .map_or(defaults::TIMEOUT_MS, |n| n.0 as u32),
            capacity: service.capacity.as_ref().map(capacity),
            alarms: alarms::alarms(&service.alarms),
            indicators: items(&service.indicators)
                .map(|indicator| self.indicator(indicator))
                .collect(),
            place: both(&service.place).map_or((0, 0), |(x, y)| (x.0 as u16, y.0 as u16)),
        }
    }
}

impl Resolver<'_> {
    fn indicator(&mut self, indicator: &draft::Indicator) -> Indicator {
        match indicator.counts.as_ref() {
            Some(draft::Counts::Latency { above_ms }) => {
                Indicator::LatencyMs(count(above_ms) as u32)
            }
            Some(draft::Counts::Journey(services)) => {
                let services = services.items().iter();
                Indicator::Journey(services.map(|id| self.service(id)).collect())
            }
            Some(draft::Counts::Availability) | None => Indicator::Availability,
        }
    }
}

/// How demand moves, as it is played.
pub(in crate::scenario) fn curve(curve: &draft::Curve) -> Curve {
    match curve {
        draft::Curve::Day { peak_at, low } => Curve::Day {
            peak: peak_at.get().map_or(MinuteOfDay(0), |clock| clock.0),
            low: share(low),
        },
        draft::Curve::Week(days) => {
            let mut week = [Ppm::ALL; 7];
            for (day, factor) in week.iter_mut().zip(days.items()) {
                *day = factor.get().map_or(Ppm::ALL, Number::ppm);
            }
            Curve::Week(week)
        }
        draft::Curve::Flash {
            at_minute,
            height,
            ramp_minutes,
            decay_minutes,
        } => Curve::Flash {
            at: Tick(count(at_minute) as u32),
            height: height.get().map_or(Ppm::ALL, Number::ppm),
            ramp_minutes: count(ramp_minutes) as u16,
            decay_minutes: count(decay_minutes) as u16,
        },
        draft::Curve::Steps(steps) => {
            let step = |step: &draft::Step| {
                let factor = step.factor.get().map_or(Ppm::ALL, Number::ppm);
                (Tick(count(&step.at_minute) as u32), factor)
            };
            Curve::Steps(items(steps).map(step).collect())
        }
    }
}

fn capacity(capacity: &draft::Capacity) -> Capacity {
    Capacity {
        units: count(&capacity.units) as u16,
        requests_per_unit_minute: count(&capacity.requests_per_unit_minute) as u32,
        cost_per_unit_hour: capacity
            .cost_per_unit_hour
            .get()
            .map_or(defaults::COST_PER_UNIT_HOUR, Number::money),
        // A lost request that costs as much as a served one would leave nothing for anybody.
        waste: Ppm(capacity
            .waste
            .get()
            .map_or(defaults::WASTE, Number::ppm)
            .0
            .min(990_000)),
        lag_minutes: capacity
            .lag_minutes
            .get()
            .map_or(defaults::LAG_MINUTES, |n| n.0 as u16),
        autoscale: capacity.autoscale.as_ref().map(|autoscale| Autoscale {
            target: share(&autoscale.target),
            most: count(&autoscale.most) as u16,
            every_minutes: autoscale
                .every_minutes
                .get()
                .map_or(defaults::SCALE_EVERY_MINUTES, |n| n.0 as u16),
        }),
    }
}
