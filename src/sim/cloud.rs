//! What the cloud costs, in the four columns of FOCUS (§D), and commitments.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `u` | units of capacity that a service runs | |
//! | `p`, `q` | list price; contracted price `q` = `p` (1 − negotiated) | a unit and minute |
//! | `v` | units among `u` that a commitment covers: its services in their order, as far as it reaches | |
//! | `C`, `d` | units committed to, and the discount | |
//!
//! | column | of a service | of a commitment |
//! | --- | --- | --- |
//! | list | `p u` | |
//! | contracted | `q u` | |
//! | billed | `q (u − v)` | `C p (1 − d)`, used or not |
//! | effective | `q (u − v) + v p (1 − d)` | `(C − Σ v) p (1 − d)`: unused |
//!
//! So for a commitment used + unused = effective = billed, always. Against the list price it pays where more than 1 − `d` of it is
//! used. The ledger books what is billed; what leaks, and what a cap acts on, waits for the [`bill`](super::bill).

use super::event::{What, Why};
use super::world::{World, cloned_in_place};
use super::{Events, note};
use crate::scenario::ids::{CommitmentId, ServiceId};
use crate::scenario::rules::{Commitment, LeverKind, Line, Rules};
use crate::scenario::units::{Money, Tick};
use serde::Serialize;

/// Capacity in use and what it costs.
#[derive(Debug, Serialize)]
pub(crate) struct CloudState {
    /// What a minute is billed.
    billed_per_minute: Money,
    /// Tallies are complete until here; since then every minute was like this one.
    since: Tick,
    services: Vec<Tally>,
    /// Units committed to, and unit-minutes of them so far.
    commitments: Vec<Tally>,
}

cloned_in_place!(CloudState {
    billed_per_minute,
    since,
    services,
    commitments,
});

/// Units, and unit-minutes so far.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Tally {
    units: u32,
    /// A service's units that commitments cover; a commitment's units that are used.
    covered: u32,
    unit_minutes: u64,
    covered_minutes: u64,
    /// What the covered units cost at the commitment's price.
    covered_cost: Money,
    covered_cost_per_minute: Money,
}

/// Costs in the columns of FOCUS.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Costs {
    /// At list price.
    pub list: Money,
    /// At the price that was negotiated.
    pub contracted: Money,
    /// As invoiced.
    pub billed: Money,
    /// With what was paid for a commitment spread over what it covers.
    pub effective: Money,
}

/// What a commitment came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct CommitmentCosts {
    /// Units committed to now.
    pub units: u32,
    /// As invoiced.
    pub billed: Money,
    /// Effective cost of what was used.
    pub used: Money,
    /// Effective cost of what was not.
    pub unused: Money,
}

impl CloudState {
    pub(super) fn new(rules: &Rules) -> CloudState {
        let commitment = |rule: &Commitment| Tally {
            units: rule.units,
            ..Tally::default()
        };
        let mut cloud = CloudState {
            billed_per_minute: Money(0),
            since: Tick(0),
            services: vec![Tally::default(); rules.services.len()],
            commitments: rules.cloud.commitments.iter().map(commitment).collect(),
        };
        for lever in &rules.levers {
            if let LeverKind::Commitment(commitment) = lever.kind {
                cloud.commitments[commitment.at()].units = lever.at_start.max(0) as u32;
            }
        }
        cloud.reprice(rules);
        cloud
    }

    /// Completes the tallies.
    fn settle(&mut self, now: Tick) {
        let minutes = now.since(self.since);
        self.since = now;
        if minutes > 0 {
            for tally in self.services.iter_mut().chain(&mut self.commitments) {
                tally.unit_minutes += u64::from(tally.units) * u64::from(minutes);
                tally.covered_minutes += u64::from(tally.covered) * u64::from(minutes);
                tally.covered_cost += tally.covered_cost_per_minute * minutes;
            }
        }
    }

    /// Works out who is covered, and what a minute costs.
    fn reprice(&mut self, rules: &Rules) {
        for tally in &mut self.services {
            tally.covered = 0;
            tally.covered_cost_per_minute = Money(0);
        }
        let mut billed = Money(0);
        for (rule, tally) in rules.cloud.commitments.iter().zip(&mut self.commitments) {
            let price = committed_price(rules, rule);
            tally.covered = 0;
            for service in &rule.covers {
                let covered = &mut self.services[service.at()];
                let more = (covered.units - covered.covered).min(tally.units - tally.covered);
                covered.covered += more;
                covered.covered_cost_per_minute += price * more;
                tally.covered += more;
            }
            billed += price * tally.units;
        }
        for (service, tally) in self.services.iter().enumerate() {
            billed += contracted_price(rules, service) * (tally.units - tally.covered);
        }
        self.billed_per_minute = billed;
    }
}

/// What a committed unit costs for a minute. The loader lets a commitment cover services of one price alone (`BC0553`).
fn committed_price(rules: &Rules, rule: &Commitment) -> Money {
    let list = rule
        .covers
        .first()
        .map_or(Money(0), |one| list_price(rules, one.at()));
    part(list, rule.discount.rest().0)
}

/// List price of a unit of a service for a minute, to the nearest millionth of the currency.
fn list_price(rules: &Rules, service: usize) -> Money {
    let capacity = rules.services[service].capacity.as_ref();
    capacity.map_or(Money(0), |one| Money((one.cost_per_unit_hour.0 + 30) / 60))
}

fn contracted_price(rules: &Rules, service: usize) -> Money {
    part(list_price(rules, service), rules.cloud.negotiated.rest().0)
}

/// A share of an amount, to the nearest millionth of the currency.
fn part(amount: Money, ppm: u32) -> Money {
    Money(((i128::from(amount.0) * i128::from(ppm) + 500_000) / 1_000_000) as i64)
}

/// What every service runs when the run begins.
pub(super) fn begin(world: &mut World) {
    for index in 0..world.services.len() {
        let units = world.services[index].carried.units;
        run_units(world, ServiceId(index as u16), units);
    }
}

/// A service runs so many units from now on.
pub(super) fn run_units(world: &mut World, service: ServiceId, units: u16) {
    if world.cloud.services[service.at()].units != u32::from(units) {
        world.cloud.settle(world.now);
        world.cloud.services[service.at()].units = u32::from(units);
        world.cloud.reprice(&world.scenario.rules);
    }
}

/// So many units are committed to from now on.
pub(super) fn commit(world: &mut World, commitment: CommitmentId, units: u32) {
    world.cloud.settle(world.now);
    world.cloud.commitments[commitment.at()].units = units;
    world.cloud.reprice(&world.scenario.rules);
}

/// Counts minutes that are all like this one.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    if world.cloud.billed_per_minute.0 != 0 {
        let amount = world.cloud.billed_per_minute * minutes;
        world.ledger.book(Line::Cloud, amount);
    }
}

/// What a service's capacity came to so far.
pub fn costs(world: &World, service: ServiceId) -> Costs {
    let tally = &world.cloud.services[service.at()];
    let minutes = world.now.since(world.cloud.since);
    let at = |minutes_so_far: u64, units: u32, price: Money| {
        let unit_minutes = minutes_so_far + u64::from(units) * u64::from(minutes);
        Money(price.0.saturating_mul(unit_minutes as i64))
    };
    let rules = world.rules();
    let list = list_price(rules, service.at());
    let contracted = contracted_price(rules, service.at());
    let billed = at(
        tally.unit_minutes - tally.covered_minutes,
        tally.units - tally.covered,
        contracted,
    );
    Costs {
        list: at(tally.unit_minutes, tally.units, list),
        contracted: at(tally.unit_minutes, tally.units, contracted),
        billed,
        effective: billed + tally.covered_cost + tally.covered_cost_per_minute * minutes,
    }
}

/// What a commitment came to so far.
pub fn commitment_costs(world: &World, commitment: CommitmentId) -> CommitmentCosts {
    let tally = &world.cloud.commitments[commitment.at()];
    let rules = world.rules();
    let price = committed_price(rules, &rules.cloud.commitments[commitment.at()]);
    let minutes = u64::from(world.now.since(world.cloud.since));
    let at = |unit_minutes: u64| Money(price.0.saturating_mul(unit_minutes as i64));
    let committed = tally.unit_minutes + u64::from(tally.units) * minutes;
    let used = tally.covered_minutes + u64::from(tally.covered) * minutes;
    CommitmentCosts {
        units: tally.units,
        billed: at(committed),
        used: at(used),
        unused: at(committed - used),
    }
}

/// Tells what capacity came to, at the end of the run.
pub(super) fn tell(world: &mut World, events: &mut Events) {
    let now = world.now;
    let mut spent = |billed: Money, why| {
        if billed.0 != 0 {
            note(events, now, What::Spent(Line::Cloud, billed, why));
        }
    };
    for service in (0..world.cloud.services.len()).map(|index| ServiceId(index as u16)) {
        spent(costs(world, service).billed, Why::Capacity(service));
    }
    for commitment in (0..world.cloud.commitments.len()).map(|index| CommitmentId(index as u8)) {
        spent(
            commitment_costs(world, commitment).billed,
            Why::Commitment(commitment),
        );
    }
    for service in (0..world.cloud.services.len()).map(|index| ServiceId(index as u16)) {
        let costs = costs(world, service);
        if costs.list.0 != 0 {
            note(events, now, What::CloudCosts(service, costs));
        }
    }
    for commitment in (0..world.cloud.commitments.len()).map(|index| CommitmentId(index as u8)) {
        let costs = commitment_costs(world, commitment);
        note(events, now, What::CommitmentCosts(commitment, costs));
    }
}
