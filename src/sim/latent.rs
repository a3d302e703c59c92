//! What is true and cannot be seen: every draw that enters the state before a leader could observe it stands in [`LATENTS`], with
//! its prior, what is known of it, and how it is drawn again given that, so that futures are drawn from what could be known (design
//! §4). Everything else is drawn in the minute in which it can be seen ([`SEEN`]): the loader turns a chance of something later into
//! something later that has a chance (`scenario/resolve`).
//!
//! Two worlds that look the same are the same world once both are drawn anew for the same future, byte for byte;
//! only an exploit that nobody saw leaves a count, so that the next ones are others and their distribution is the same.

use super::agenda::Agenda;
use super::draw::{Key, Purpose, draw, exponential_quantile, lognormal_quantile, normal_share};
use super::people::{self, PAGE_DELAY};
use super::world::{Activity, IncidentState, World};
use super::{
    alarms, bill, data, desk, faults, governance, opinions, slips, stakeholders, tasks, work,
};
use crate::scenario::ids::{CauseId, FaultId, InquiryId, PersonId, VendorId};
use crate::scenario::rules::{Effort, Fault, Onset, RemedyEffect};
use crate::scenario::units::{Ppm, Tick};

/// Probability of a cause of a fault, given every finding and what every remedy was seen to do: exact Bayes.
pub(super) fn belief(world: &World, cause: CauseId) -> f64 {
    let fault = world.rules().causes[cause.at()].fault;
    let rule = &world.rules().faults[fault.at()];
    let sum: f64 = causes(rule).map(|other| weight(world, fault, other)).sum();
    weight(world, fault, cause) / sum
}

/// The same for every cause of a fault, in their order, at the price of one.
pub(super) fn beliefs(world: &World, fault: FaultId) -> Vec<f64> {
    let causes = causes(&world.rules().faults[fault.at()]);
    let mut beliefs: Vec<f64> = causes.map(|cause| weight(world, fault, cause)).collect();
    let sum: f64 = beliefs.iter().sum();
    for belief in &mut beliefs {
        *belief /= sum;
    }
    beliefs
}

/// Prior times likelihood of what was observed; positive for at least the true cause.
pub(super) fn weight(world: &World, fault: FaultId, cause: CauseId) -> f64 {
    let rules = world.rules();
    let row = cause.at() - rules.faults[fault.at()].causes.0.at();
    if world.ruled_out[cause.at()] {
        return 0.0;
    }
    let mut weight = rules.causes[cause.at()].prior.ratio();
    for (inquiry, state) in rules.inquiries.iter().zip(&world.inquiries) {
        if let Some(finding) = state.finding.filter(|_| inquiry.fault == fault) {
            let shares = &inquiry.likelihood[row];
            let share = shares[usize::from(finding)].ratio();
            weight *= slips::reported(share, shares.len(), state.slip.doubt);
        }
    }
    for (remedy, state) in rules.remedies.iter().zip(&world.remedies) {
        if remedy.fault == fault {
            weight *= slips::left(&state.slip, row);
        }
    }
    for opinion in world.opinions.iter().filter(|said| said.fault == fault) {
        weight *= opinions::likelihood(rules, opinion, cause);
    }
    weight
}

/// Expected information of a finding about the causes, each with its probability: the mutual information, in bits.
pub fn gain_bits(belief: impl Fn(usize) -> f64, likelihood: &[Vec<Ppm>]) -> f64 {
    let findings = likelihood.first().map_or(0, Vec::len);
    let mut bits = 0.0;
    for finding in 0..findings {
        let each = || {
            let rows = likelihood.iter().enumerate();
            rows.map(|(row, shares)| (belief(row), shares[finding].ratio()))
        };
        let chance: f64 = each().map(|(belief, share)| belief * share).sum();
        for (belief, share) in each().filter(|(belief, share)| belief * share > 0.0) {
            bits += belief * share * libm::log2(share / chance);
        }
    }
    bits.max(0.0)
}

/// The causes of a fault.
pub(super) fn causes(fault: &Fault) -> impl Iterator<Item = CauseId> + use<> {
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

/// The finding of a line of inquiry under the true cause, at a quantile; not that one, where one is excluded.
pub(super) fn pick_finding(world: &World, inquiry: InquiryId, not: Option<u8>, u: f64) -> u8 {
    let rule = &world.rules().inquiries[inquiry.at()];
    let first = world.rules().faults[rule.fault.at()].causes.0;
    let row = world.faults[rule.fault.at()].cause.at() - first.at();
    let shares = &rule.likelihood[row];
    let excluded = not.map_or(Ppm::NONE, |not| shares[usize::from(not)]);
    let mut left = u * excluded.rest().ratio();
    let mut finding = 0;
    for (index, share) in shares.iter().enumerate() {
        if share.0 == 0 || not == Some(index as u8) {
            continue;
        }
        finding = index as u8;
        if left < share.ratio() {
            break;
        }
        left -= share.ratio();
    }
    finding
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
    let below = share_within(effort, done);
    // Far in the tail the share rounds to 1; a quantile just under it keeps the draw finite.
    let u = (below + (1.0 - below) * u).min(1.0 - 1e-15);
    let drawn = lognormal_quantile(u, median, sigma);
    (libm::round(drawn) as u64).max(done + 1).max(1000)
}

/// Share of tasks of that effort that take no more than `done`.
pub(super) fn share_within(effort: Effort, done: u64) -> f64 {
    if done == 0 {
        return 0.0;
    }
    let beyond = libm::log(done as f64 / f64::from(effort.median_milli));
    if effort.sigma.0 == 0 {
        return f64::from(u8::from(beyond >= 0.0));
    }
    normal_share(beyond / effort.sigma.ratio())
}

/// A latent: something drawn early and hidden.
pub struct Latent {
    /// What it is.
    pub name: &'static str,
    /// Its distribution before anything is known.
    pub prior: &'static str,
    /// What is known of it while it is hidden.
    pub known: &'static str,
    /// The draws that make it.
    pub purposes: &'static [Purpose],
    /// Draws it anew, given what is known, by the seed that the world has now.
    resample: fn(&mut World),
}

/// Every latent, in the order in which they are drawn anew.
pub const LATENTS: &[Latent] = &[
    Latent {
        name: "whether something is behind an alarm",
        prior: "rate of false alarms against that of the fault's first strike",
        known: "when alarms rang, that no attack has come since, that nobody has found out",
        purposes: &[Purpose::Doubt],
        resample: resample_doubts,
    },
    Latent {
        name: "whether a leak has begun, when, and what it has spent",
        prior: "the hazard or window of its strikes, by debt as it was and reviews as they are",
        known: "bills, which lag; that nobody has noticed",
        purposes: &[Purpose::Unbilled],
        resample: bill::resample,
    },
    Latent {
        name: "which of several faults that look alike struck",
        prior: "their windows and hazards in that minute, by debt as it was",
        known: "when, that nobody has found out, how long that has taken, that no automation answers",
        purposes: &[Purpose::Behind],
        resample: faults::resample_alike,
    },
    Latent {
        name: "true cause",
        prior: "the scenario's priors",
        known: "findings, opinions, what remedies were seen to do",
        purposes: &[Purpose::TrueCause],
        resample: resample_causes,
    },
    Latent {
        name: "whether somebody did something wrong and does not say so",
        prior: "by how tired they are, and by what their team tells",
        known: "what a remedy was seen to do, what was found, looks that brought nothing out",
        purposes: &[Purpose::HiddenSlip],
        resample: slips::resample,
    },
    Latent {
        name: "onset in a window",
        prior: "uniform over the window",
        known: "it has not come yet",
        purposes: &[Purpose::Onset],
        resample: resample_onsets,
    },
    Latent {
        name: "hazard until a fault strikes, and until it gives a sign",
        prior: "exponential",
        known: "it was not reached yet: what is left has no memory",
        purposes: &[Purpose::StrikeThreshold, Purpose::BreachThreshold],
        resample: faults::resample,
    },
    Latent {
        name: "hazard until a false alarm, and until customers report",
        prior: "exponential",
        known: "it was not reached yet: what is left has no memory",
        purposes: &[Purpose::FalseAlarmThreshold, Purpose::ReportThreshold],
        resample: alarms::resample,
    },
    Latent {
        name: "effort of a task in hand, and arrival of somebody paged",
        prior: "lognormal",
        known: "what is usual, and that it takes more than was done",
        purposes: &[
            Purpose::TriageEffort,
            Purpose::InquiryEffort,
            Purpose::RemedyEffort,
            Purpose::PageDelay,
        ],
        resample: resample_tasks,
    },
    Latent {
        name: "when the next case of a queue opens",
        prior: "exponential",
        known: "it has not opened yet: what is left has no memory",
        purposes: &[Purpose::CaseArrival],
        resample: desk::resample_arrivals,
    },
    Latent {
        name: "effort of a case",
        prior: "the queue's distribution, in whole minutes",
        known: "it takes more than was done",
        purposes: &[Purpose::CaseEffort, Purpose::CaseRounding],
        resample: desk::resample_efforts,
    },
    Latent {
        name: "when a stream brings its next item of work",
        prior: "exponential",
        known: "it has not come yet: what is left has no memory",
        purposes: &[Purpose::Arrival],
        resample: work::resample,
    },
    Latent {
        name: "strain that somebody bears before resigning, and before falling ill",
        prior: "exponential",
        known: "they bore what there was: what is left has no memory",
        purposes: &[Purpose::LeaveThreshold, Purpose::SickThreshold],
        resample: resample_strains,
    },
    Latent {
        name: "when somebody exploits a vulnerability",
        prior: "exponential",
        known: "it has not come yet: what is left has no memory",
        purposes: &[Purpose::Exploit],
        resample: governance::resample,
    },
    Latent {
        name: "when a data feed goes wrong, is found out and is well again; whether a model degrades",
        prior: "exponential, lognormal (§E); 91 % (§E)",
        known: "nobody has found out, or it is not over yet; what was measured",
        purposes: &[
            Purpose::DataIssue,
            Purpose::DataKind,
            Purpose::DataUnseen,
            Purpose::DataRepair,
            Purpose::FalseDataAlarm,
            Purpose::Degrades,
        ],
        resample: data::resample,
    },
    Latent {
        name: "wait for a vendor",
        prior: "lognormal",
        known: "the case is still open",
        purposes: &[Purpose::VendorReply, Purpose::VendorFix],
        resample: resample_vendors,
    },
    Latent {
        name: "hazard that protection taken off withstands",
        prior: "exponential",
        known: "it withstood what there was: what is left has no memory",
        purposes: &[Purpose::ExposureThreshold],
        resample: resample_exposures,
    },
];

/// Draws that are made in the minute in which what they decide can be seen, or outside the world.
pub const SEEN: &[Purpose] = &[
    Purpose::Finding,
    Purpose::Slip,
    Purpose::Chance,
    Purpose::Later,
    Purpose::Opinion,
    Purpose::WorkSize,
    Purpose::BadChange,
    Purpose::Prevented,
    Purpose::PromiseOutcome,
    Purpose::Recovers,
    Purpose::FactLost,
    Purpose::Sureness,
    Purpose::Rightness,
    Purpose::Misread,
    Purpose::SlipComesOut,
    Purpose::Reread,
    Purpose::SpeaksUp,
    Purpose::Pick,
    Purpose::Future,
    Purpose::RunOfTheDay,
];

/// Draws every latent anew from what could be known, and changes the seed of all draws after now: one of the futures.
pub fn resample(world: &mut World, future_seed: u64) {
    resample_those(world, future_seed, |_| true);
}

/// The same for some latents alone. What is left out stays true and shows in the future: tests see to it that this is found.
pub fn resample_those(world: &mut World, future_seed: u64, wanted: impl Fn(&Latent) -> bool) {
    world.seed = future_seed;
    world.agenda = Agenda::default();
    for latent in LATENTS.iter().filter(|latent| wanted(latent)) {
        (latent.resample)(world);
    }
    // What was drawn anew may hurt otherwise from this minute on.
    faults::touch(world);
    faults::grow(world, &mut Vec::new());
}

fn resample_causes(world: &mut World) {
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        let key = faults::key(&scenario, fault);
        let u = draw(world.seed, key, Purpose::TrueCause, 0);
        // What was found out is about the last strike, not about one that nobody has noticed.
        let quiet = bill::is_quiet(world, fault);
        let weight = |cause: CauseId| match quiet {
            true => scenario.rules.causes[cause.at()].prior.ratio(),
            false => weight(world, fault, cause),
        };
        world.faults[index].cause = pick_cause(rule, weight, u);
    }
}

fn resample_onsets(world: &mut World) {
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        if let (Onset::Window(first, last), false) = (rule.onset, world.faults[index].began) {
            let key = faults::key(&scenario, FaultId(index as u8));
            let u = draw(world.seed, key, Purpose::Onset, 0);
            let window = (first.max(world.now.plus(1)), last);
            world.faults[index].onset = tick_in(window, u);
        }
    }
}

/// For every fault that may be behind an alarm: it is behind one of those in doubt, or has not struck yet.
///
/// Behind alarm `i`, which rang in minute `t`: chance that it struck in `t` × chance that no attack has come since × chance that no
/// false alarm rang in `t`, for one that did. Behind none: chance that it has not struck until now.
fn resample_doubts(world: &mut World) {
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        let doubted = |incident: &IncidentState| {
            incident.triaged.is_none() && incident.doubt.is_some_and(|doubt| doubt.fault == fault)
        };
        let known = |incident: &IncidentState| incident.fault == Some(fault) && !doubted(incident);
        if !world.incidents.iter().any(doubted) || world.incidents.iter().any(known) {
            continue;
        }
        let weight = |incident: &IncidentState| {
            let Some(doubt) = incident.doubt.filter(|_| doubted(incident)) else {
                return 0.0;
            };
            let false_alarm = doubt.false_rate as f64 / 1e9;
            let odds = libm::exp(-false_alarm) / -libm::expm1(-false_alarm);
            let quiet = libm::exp(-faults::signs(rule, world.now.since(incident.opened)));
            faults::chance_then(rule, incident.opened, doubt.hazard) * quiet * odds
        };
        let weights = world.incidents.iter().map(weight);
        let not_yet = faults::chance_not_yet(world, fault);
        let sum = not_yet + weights.clone().sum::<f64>();
        let mut left = draw(world.seed, faults::key(&scenario, fault), Purpose::Doubt, 0) * sum;
        let behind = weights.enumerate().find_map(|(place, weight)| {
            left -= weight;
            (left < 0.0).then_some(place)
        });
        let struck = behind.map(|place| world.incidents[place].opened);
        for place in 0..world.incidents.len() {
            if doubted(&world.incidents[place]) {
                let is_it = behind == Some(place);
                world.incidents[place].fault = is_it.then_some(fault);
                world.incidents[place].strike = u32::from(is_it);
            }
        }
        faults::set_struck(world, fault, struck);
    }
}

fn resample_tasks(world: &mut World) {
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        resample_task(world, person);
    }
}

fn resample_strains(world: &mut World) {
    for index in 0..world.people.len() {
        people::exits::draw_thresholds(world, PersonId(index as u16));
    }
}

fn resample_vendors(world: &mut World) {
    for index in 0..world.vendors.len() {
        stakeholders::set_vendor_due(world, VendorId(index as u8));
    }
}

fn resample_exposures(world: &mut World) {
    for index in 0..world.remedies.len() {
        let Some(exposed) = world.remedies[index].exposed else {
            continue;
        };
        let key = Key::named("remedy", &world.scenario.ids.remedies[index]);
        let ordinal = world.remedies[index].thresholds;
        let u = draw(world.seed, key, Purpose::ExposureThreshold, ordinal);
        world.remedies[index].threshold = exposed + hazard(u);
    }
}

/// Hazard that an exposure withstands, in billionths of an expected attack.
pub(super) fn hazard(u: f64) -> u64 {
    (libm::round(exponential_quantile(u) * 1e9) as u64).max(1)
}

fn resample_task(world: &mut World, person: PersonId) {
    let scenario = world.scenario.clone();
    let ids = &scenario.ids;
    let state = &world.people[person.at()];
    // A task that is handed over keeps what it takes.
    let (task, usual_milli, done) = (state.passes).map_or(
        (
            state.activity,
            state.usual_milli,
            state.task.done(world.now),
        ),
        |passing| (passing.task(), passing.usual_milli, passing.done),
    );
    let (key, purpose, ordinal, sigma) = match task {
        Activity::Triaging(incident) => (
            tasks::triage_key(world, incident),
            Purpose::TriageEffort,
            u32::from(world.incidents[incident.at()].triages),
            scenario.rules.triage.effort.sigma,
        ),
        Activity::Investigating(_, inquiry) => (
            Key::named("inquiry", &ids.inquiries[inquiry.at()]),
            Purpose::InquiryEffort,
            world.inquiries[inquiry.at()].starts,
            scenario.rules.inquiries[inquiry.at()].effort.sigma,
        ),
        Activity::Applying(_, remedy) => (
            Key::named("remedy", &ids.remedies[remedy.at()]),
            Purpose::RemedyEffort,
            world.remedies[remedy.at()].starts,
            scenario.rules.remedies[remedy.at()].effort.sigma,
        ),
        Activity::OnTheWay => (
            Key::named("person", &ids.people[person.at()]),
            Purpose::PageDelay,
            state.pages,
            PAGE_DELAY.sigma,
        ),
        _ => return,
    };
    let usual = match task {
        Activity::Triaging(incident) => tasks::triage_in_hand(world, incident, person).0,
        _ => Effort {
            median_milli: usual_milli,
            sigma,
        },
    };
    let u = draw(world.seed, key, purpose, ordinal);
    let drawn = effort_beyond(usual, done, u);
    let state = &mut world.people[person.at()];
    match &mut state.passes {
        Some(passing) => passing.effort = drawn,
        None => state.task.redraw(drawn),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_test_of_a_coin_teaches_one_bit_and_a_useless_one_nothing() {
        let sure = vec![vec![Ppm::ALL, Ppm::NONE], vec![Ppm::NONE, Ppm::ALL]];
        assert!((gain_bits(|_| 0.5, &sure) - 1.0).abs() < 1e-12);
        let blind = vec![vec![Ppm(500_000), Ppm(500_000)]; 2];
        assert!(gain_bits(|_| 0.5, &blind).abs() < 1e-12);
    }
}
