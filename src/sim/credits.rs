//! Credits of contracts: what goes back when availability was below the target (§D).
//!
//! A contract has a ladder: below an availability of the month a share of the month's fee is credited, on request. How much of it
//! is asked for falls with trust: `claimed = fee × credit × (1 − trust)`; goodwill lost in the run costs as much again as it was
//! worth: `fee × (trust at start − trust)`, *assumed*. Where a contract says no ladder, the usual one stands below the target of
//! each service: 10, 25 and 100 % below the target, 99 % and 95 %.

use super::event::Why;
use super::world::World;
use super::{Events, effects, services};
use crate::scenario::ids::{ServiceId, StakeholderId};
use crate::scenario::rules::{Ladder, Line};
use crate::scenario::units::{Money, Ppm};

/// Availability of a month below which that share of the fee is credited, besides the target, in percent (§D).
const USUAL: [(u32, i64); 2] = [(990_000, 25), (950_000, 100)];
/// What is credited just below the target, in percent (§D).
const USUAL_FIRST: i64 = 10;
/// Minutes of the month on which credits are reckoned.
const MONTH_MINUTES: u64 = 30 * 24 * 60;

/// At the end: credits by the ladder of the worst tier-1 service, the more the less a customer trusts, and what goodwill costs.
pub(super) fn claim(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    for (index, rule) in
        (scenario.rules.stakeholders.iter().enumerate()).filter(|(_, rule)| rule.monthly_fee.0 > 0)
    {
        // Who left has had the month's fee back.
        if world.stakeholders[index].left {
            continue;
        }
        let stakeholder = StakeholderId(index as u8);
        let percent = (0..scenario.rules.services.len())
            .filter(|&service| scenario.rules.services[service].tier == 1)
            .map(|service| percent(world, service, rule.credits.as_ref()))
            .max()
            .unwrap_or(0);
        let trust = i64::from(world.stakeholders[index].trust_milli);
        let claimed = rule.monthly_fee.0 / 100 * percent / 100_000 * (100_000 - trust);
        let goodwill = rule.monthly_fee.0 / 100_000 * (i64::from(rule.trust_milli) - trust).max(0);
        effects::spend(
            world,
            Line::Credits,
            Money(claimed + goodwill),
            Why::Sla(stakeholder),
            events,
        );
    }
}

/// Share of the fee that a service's month earns, in percent.
fn percent(world: &World, service: usize, ladder: Option<&Ladder>) -> i64 {
    let rule = &world.rules().services[service];
    let availability = availability(world, service);
    match ladder {
        Some(ladder) => i64::from(ladder.credit(availability).0 / 10_000),
        None => usual_percent(rule.slo, availability),
    }
}

/// Availability of the month so far, of the requests that are usual, as if the rest of it were well.
fn availability(world: &World, service: usize) -> Ppm {
    let rule = &world.rules().services[service];
    let spent = u64::from(rule.budget_spent.0) * u64::from(rule.slo.rest().0) / 1_000_000;
    let service = ServiceId(service as u16);
    let month = u64::from(services::usual(world, service).max(1)) * MONTH_MINUTES;
    let lost = spent + services::bad_so_far(world, service) * 1000 / month;
    Ppm(1_000_000_u64.saturating_sub(lost) as u32)
}

fn usual_percent(slo: Ppm, availability: Ppm) -> i64 {
    let first = (slo.0, USUAL_FIRST);
    let rungs = USUAL.into_iter().chain([first]);
    rungs
        .filter(|&(below, _)| availability.0 < below)
        .map(|(_, percent)| percent)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_follow_the_ladder_of_the_cloud_contracts() {
        let at = |availability| usual_percent(Ppm(999_900), Ppm(availability));
        assert_eq!(
            [999_900, 999_800, 989_000, 940_000].map(at),
            [0, 10, 25, 100]
        );
    }
}
