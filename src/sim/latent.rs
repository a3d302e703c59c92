//! What is true and cannot be seen: every draw that enters the state before a leader could observe it is listed here, with its
//! prior and what is known about it, so that futures are drawn from what could be known (design §4).
//!
//! | latent | prior | known of it | resampled |
//! | --- | --- | --- | --- |
//! | true cause | the scenario's priors | findings, and what remedies were seen to do | exact Bayes |
//! | onset | uniform over the window | it has not come yet | the rest of the window |
//! | effort of a task in hand | lognormal | it takes more than was done | truncated quantile |
//! | arrival of somebody paged | lognormal | not here yet | truncated quantile |
//! | hazard that an exposure withstands | exponential | it withstood what there was | memoryless |
//! | when a stream brings its next item of work | exponential | it has not come yet | memoryless |
//! | wait for a vendor | lognormal | the case is still open | truncated quantile |
//! | strain that somebody bears before resigning, before falling ill | exponential | they bore what there was | memoryless |
//!
//! Findings, slips and uncertain effects are drawn only in the minute in which they can be seen: the loader turns a chance of
//! something later into something later that has a chance (`scenario/resolve.rs`).

use super::agenda::Agenda;
use super::draw::{Key, Purpose, draw, exponential_quantile, lognormal_quantile, normal_share};
use super::faults;
use super::people::{self, PAGE_DELAY};
use super::work;
use super::world::{Activity, World};
use crate::scenario::ids::{CauseId, FaultId, PersonId, VendorId};
use crate::scenario::rules::{Effort, Fault, Onset, RemedyEffect};
use crate::scenario::units::Tick;

/// Probability of a cause of a fault, given every finding and what every remedy was seen to do: exact Bayes.
pub(super) fn belief(world: &World, cause: CauseId) -> f64 {
    let fault = world.rules().causes[cause.at()].fault;
    let rule = &world.rules().faults[fault.at()];
    let sum: f64 = causes(rule).map(|other| weight(world, fault, other)).sum();
    weight(world, fault, cause) / sum
}

/// Prior times likelihood of what was observed; positive for at least the true cause.
fn weight(world: &World, fault: FaultId, cause: CauseId) -> f64 {
    let rules = world.rules();
    let row = cause.at() - rules.faults[fault.at()].causes.0.at();
    if world.ruled_out[cause.at()] {
        return 0.0;
    }
    let mut weight = rules.causes[cause.at()].prior.ratio();
    for (inquiry, state) in rules.inquiries.iter().zip(&world.inquiries) {
        if let Some(finding) = state.finding.filter(|_| inquiry.fault == fault) {
            weight *= inquiry.likelihood[row][usize::from(finding)].ratio();
        }
    }
    weight
}

/// The causes of a fault.
pub(super) fn causes(fault: &Fault) -> impl Iterator<Item = CauseId> {
    (fault.causes.0.0..fault.causes.1.0).map(CauseId)
}

/// The effect of a remedy under the true cause.
pub(super) fn true_effect(world: &World, remedy: crate::scenario::ids::RemedyId) -> RemedyEffect {
    let rule = &world.rules().remedies[remedy.at()];
    let first = world.rules().faults[rule.fault.at()].causes.0;
    rule.effects[world.faults[rule.fault.at()].cause.at() - first.at()]
}

/// The cause at a quantile of weights that need not sum to 1.
pub(super) fn pick_cause(fault: &Fault, weight: impl Fn(CauseId) -> f64, u: f64) -> CauseId {
    let sum: f64 = causes(fault).map(&weight).sum();
    let mut left = u * sum;
    let mut last = fault.causes.0;
    for cause in causes(fault) {
        let weight = weight(cause);
        if weight > 0.0 {
            last = cause;
            if left < weight {
                return cause;
            }
            left -= weight;
        }
    }
    last
}

/// A tick of a window, both ends included.
pub(super) fn tick_in((first, last): (Tick, Tick), u: f64) -> Tick {
    let ticks = f64::from(last.since(first) + 1);
    first.plus((u * ticks) as u32)
}

/// Effort of a task in thousandths of an expert's minute, at least one minute, given that it takes more than `done`.
pub(super) fn effort_beyond(effort: Effort, done: u64, u: f64) -> u64 {
    let median = f64::from(effort.median_milli);
    let sigma = effort.sigma.ratio();
    let below = if done == 0 {
        0.0
    } else {
        normal_share(libm::log(done as f64 / median) / sigma)
    };
    // Far in the tail the share rounds to 1; a quantile just under it keeps the draw finite.
    let u = (below + (1.0 - below) * u).min(1.0 - 1e-15);
    let drawn = lognormal_quantile(u, median, sigma);
    (libm::round(drawn) as u64).max(done + 1).max(1000)
}

/// Draws every latent anew from what could be known, and changes the seed of all draws after now: one of the futures.
///
/// # Examples
/// Two worlds that look the same to a leader have the same distribution of futures, whatever is true in them.
pub fn resample(world: &mut World, future_seed: u64) {
    world.seed = future_seed;
    world.agenda = Agenda::default();
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        let key = Key::named("fault", &scenario.ids.faults[index]);
        let u = draw(future_seed, key, Purpose::TrueCause, 0);
        world.faults[index].cause = pick_cause(rule, |cause| weight(world, fault, cause), u);
        if let (Onset::Window(first, last), false) = (rule.onset, world.faults[index].began) {
            world.faults[index].onset = tick_in(
                (first.max(world.now.plus(1)), last),
                draw(future_seed, key, Purpose::Onset, 0),
            );
        }
        let now = world.now;
        let state = &mut world.faults[index];
        for (hazard, purpose) in [
            (&mut state.coming, Purpose::StrikeThreshold),
            (&mut state.attack, Purpose::BreachThreshold),
        ] {
            hazard.resample(now, draw(future_seed, key, purpose, hazard.drawn - 1));
        }
    }
    faults::touch(world);
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        resample_task(world, person);
        people::exits::draw_thresholds(world, person);
    }
    work::resample(world, future_seed);
    for index in 0..world.vendors.len() {
        super::stakeholders::set_vendor_due(world, VendorId(index as u8));
    }
    for index in 0..world.remedies.len() {
        let Some(exposed) = world.remedies[index].exposed else {
            continue;
        };
        let key = Key::named("remedy", &scenario.ids.remedies[index]);
        let u = draw(
            future_seed,
            key,
            Purpose::ExposureThreshold,
            world.remedies[index].thresholds,
        );
        world.remedies[index].threshold = exposed + hazard(u);
    }
}

/// Hazard that an exposure withstands, in millionths of an expected attack.
pub(super) fn hazard(u: f64) -> u64 {
    (libm::round(exponential_quantile(u) * 1e6) as u64).max(1)
}

fn resample_task(world: &mut World, person: PersonId) {
    let scenario = world.scenario.clone();
    let done = world.people[person.at()].done;
    let (key, purpose, ordinal, effort) = match world.people[person.at()].activity {
        Activity::Investigating(_, inquiry) => (
            Key::named("inquiry", &scenario.ids.inquiries[inquiry.at()]),
            Purpose::InquiryEffort,
            world.inquiries[inquiry.at()].starts,
            scenario.rules.inquiries[inquiry.at()].effort,
        ),
        Activity::Applying(_, remedy) => (
            Key::named("remedy", &scenario.ids.remedies[remedy.at()]),
            Purpose::RemedyEffort,
            world.remedies[remedy.at()].starts,
            scenario.rules.remedies[remedy.at()].effort,
        ),
        Activity::OnTheWay => (
            Key::named("person", &scenario.ids.people[person.at()]),
            Purpose::PageDelay,
            world.people[person.at()].pages,
            PAGE_DELAY,
        ),
        _ => return,
    };
    let u = draw(world.seed, key, purpose, ordinal);
    world.people[person.at()].effort = effort_beyond(effort, done, u);
}
