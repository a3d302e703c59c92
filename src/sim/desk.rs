//! The desk: queues of cases, incidents that need nothing but people's effort (§A4). Nothing hidden is behind a case, so nothing
//! is found out about it: it opens, waits for somebody, is worked on and closes. Many are open at once.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `λ` | rate at which a queue's cases open (Poisson) | an hour |
//! | `A` | latent: when the next one opens; the gap before it is exponential with mean `1 ÷ λ` | thousandths of a minute |
//! | `S` | effort of a case, by the queue's distribution | expert's minutes |
//! | `N` | latent: whole minutes that the effort takes at an expert's pace: `⌊S + v⌋`, `v` uniform, 1 at least | minutes |
//!
//! **Whole minutes bend no mean.** `E⌊S + v⌋ = E S`, and a case opens in the first minute not before `A`, of which the fraction is
//! kept, so gaps keep their mean too. What rounding adds is a variance of a quarter of a minute squared: against a mean service of
//! 600 minutes, a millionth of the wait.
//!
//! A case that is put down keeps what was done of it (preemptive-resume). A closed one leaves no trace in the state; numbers are
//! not used twice. Where [`CASES_MOST`] are open, one more goes elsewhere.

use super::command::Command;
use super::draw::{
    Key, Purpose, draw, exponential_quantile, gamma_quantile, gamma_share, lognormal_quantile,
    normal_share,
};
use super::event::What;
use super::people;
use super::world::{Activity, World};
use super::{Events, note};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{CaseEffort, Queue};
use crate::scenario::units::Tick;
use serde::Serialize;

/// So many cases may be open.
pub const CASES_MOST: usize = 500;

/// Queues and their open cases.
#[derive(Debug, Serialize)]
pub(crate) struct Desk {
    pub queues: Vec<QueueState>,
    /// Open cases, in the order in which they opened.
    pub cases: Vec<CaseState>,
    /// Cases that have opened so far.
    pub opened: u32,
    /// The next case opens then.
    pub due: Tick,
}

super::world::cloned_in_place!(Desk {
    queues,
    cases,
    opened,
    due,
});

/// A queue.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct QueueState {
    /// Of its draws; it follows from the queue's id.
    #[serde(skip)]
    key: Key,
    /// Latent: when the next case opens, in thousandths of a minute.
    next_milli: u64,
    /// Cases that have come so far.
    came: u32,
}

/// An open case.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct CaseState {
    pub id: CaseId,
    pub queue: QueueId,
    /// That of its queue.
    #[serde(skip)]
    pub severity: u8,
    /// Which of its queue's cases it is.
    ordinal: u32,
    pub opened: Tick,
    pub by: Option<PersonId>,
    /// Latent: effort that it takes, in thousandths of an expert's minute.
    effort: u64,
    /// Effort so far; whoever is at it counts on.
    done: u64,
}

impl Desk {
    fn place(&self, id: CaseId) -> Option<usize> {
        self.cases.binary_search_by_key(&id, |case| case.id).ok()
    }

    /// An open case.
    pub(crate) fn case(&self, id: CaseId) -> Option<&CaseState> {
        Some(&self.cases[self.place(id)?])
    }

    fn case_mut(&mut self, id: CaseId) -> Option<&mut CaseState> {
        let place = self.place(id)?;
        Some(&mut self.cases[place])
    }
}

/// The desk when the run begins.
pub(super) fn at_start(scenario: &Scenario, seed: u64) -> Desk {
    let rules = scenario.rules.queues.iter();
    let queues: Vec<QueueState> = (scenario.ids.queues.iter().zip(rules))
        .map(|(id, rule)| {
            let key = Key::named("queue", id);
            QueueState {
                key,
                next_milli: after(0, rule, draw(seed, key, Purpose::CaseArrival, 0)),
                came: 0,
            }
        })
        .collect();
    let mut desk = Desk {
        cases: Vec::with_capacity(if queues.is_empty() { 0 } else { CASES_MOST }),
        queues,
        opened: 0,
        due: Tick::NEVER,
    };
    look_ahead(&mut desk);
    desk
}

/// When the next case of a queue opens, after a moment in thousandths of a minute.
fn after(milli: u64, rule: &Queue, u: f64) -> u64 {
    if rule.per_hour.0 == 0 {
        return u64::MAX;
    }
    let mean_milli = 60_000.0 / rule.per_hour.ratio();
    milli + libm::round(mean_milli * exponential_quantile(u)) as u64
}

fn look_ahead(desk: &mut Desk) {
    let next = desk.queues.iter().map(|queue| queue.next_milli).min();
    desk.due = next.map_or(Tick::NEVER, |milli| {
        Tick(milli.div_ceil(1000).min(u64::from(u32::MAX)) as u32)
    });
}

/// Opens the cases whose minute has come.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    while world.desk.due <= world.now {
        let queues = world.desk.queues.iter().enumerate();
        let Some((index, queue)) = queues.min_by_key(|(_, queue)| queue.next_milli) else {
            return;
        };
        let (queue, id) = (*queue, QueueId(index as u8));
        let rule = &world.rules().queues[index];
        let u = draw(world.seed, queue.key, Purpose::CaseArrival, queue.came + 1);
        let next_milli = after(queue.next_milli, rule, u);
        let case = CaseState {
            id: CaseId(world.desk.opened),
            queue: id,
            severity: rule.severity,
            ordinal: queue.came,
            opened: world.now,
            by: None,
            effort: effort_beyond(rule.effort, 0, world.seed, queue.key, queue.came),
            done: 0,
        };
        let state = &mut world.desk.queues[index];
        state.next_milli = next_milli;
        state.came += 1;
        look_ahead(&mut world.desk);
        if world.desk.cases.len() == CASES_MOST {
            note(events, world.now, What::CaseTurnedAway(id));
        } else {
            world.desk.opened += 1;
            world.desk.cases.push(case);
            note(events, world.now, What::CaseOpened(case.id, id));
        }
    }
}

/// Gives a case to somebody.
pub(super) fn assign(world: &mut World, id: CaseId, person: PersonId, events: &mut Events) {
    put_down_noted(world, person, events);
    let Some(case) = world.desk.case_mut(id) else {
        return;
    };
    case.by = Some(person);
    let case = *case;
    let way_in = world.rules().queues[case.queue.at()].way_in_minutes;
    let to = Activity::Serving(id);
    people::take_within(world, person, to, u32::from(way_in), events);
    let task = &mut world.people[person.at()].task;
    task.count(case.effort, case.done, world.now);
    note(events, world.now, What::CaseTaken(id, person));
}

/// Whether a command moves somebody between cases, and nothing but cases, so that nobody answers it. A delegate may.
pub(super) fn is_answered_by_nobody(world: &World, command: &Command) -> bool {
    let (Command::Assign(_, person) | Command::Unassign(person)) = *command else {
        return false;
    };
    let activity = world.people[person.at()].activity;
    world.delegated.is_empty() && matches!(activity, Activity::Free | Activity::Serving(_))
}

/// Takes somebody off a case.
pub(super) fn unassign(world: &mut World, person: PersonId, events: &mut Events) {
    put_down_noted(world, person, events);
    people::drop_task(world, person, events);
    people::free(world, person, events);
}

fn put_down_noted(world: &World, person: PersonId, events: &mut Events) {
    if let Activity::Serving(case) = world.people[person.at()].activity {
        note(events, world.now, What::CasePutDown(case, person));
    }
}

/// Lets go of a case; what is done of it stays done.
pub(super) fn put_down(world: &mut World, id: CaseId, person: PersonId) {
    let done = world.people[person.at()].task.done(world.now);
    if let Some(case) = world.desk.case_mut(id) {
        case.by = None;
        case.done = done;
    }
}

/// A case is finished: it leaves the state.
pub(super) fn close(world: &mut World, id: CaseId, person: PersonId, events: &mut Events) {
    if let Some(place) = world.desk.place(id) {
        world.desk.cases.remove(place);
    }
    note(events, world.now, What::CaseClosed(id, person));
}

/// The skill that a case takes.
pub(super) fn skill(world: &World, id: CaseId) -> Option<SkillId> {
    let case = world.desk.case(id)?;
    Some(world.rules().queues[case.queue.at()].skill)
}

/// Draws when the next cases open, from what could be known.
pub(super) fn resample_arrivals(world: &mut World) {
    let rules = &world.scenario.rules.queues;
    for (queue, rule) in world.desk.queues.iter_mut().zip(rules) {
        // An exponential has no memory: all that is known is that it has not come yet.
        let u = draw(world.seed, queue.key, Purpose::CaseArrival, queue.came);
        queue.next_milli = after(u64::from(world.now.0) * 1000, rule, u);
    }
    look_ahead(&mut world.desk);
}

/// Draws what the open cases take, from what could be known.
pub(super) fn resample_efforts(world: &mut World) {
    let Desk { queues, cases, .. } = &mut world.desk;
    for case in cases {
        let rule = &world.scenario.rules.queues[case.queue.at()];
        let key = queues[case.queue.at()].key;
        let done = (case.by).map_or(case.done, |who| world.people[who.at()].task.done(world.now));
        case.effort = effort_beyond(rule.effort, done, world.seed, key, case.ordinal);
        if let Some(who) = case.by {
            world.people[who.at()].task.redraw(case.effort);
        }
    }
}

/// Effort of a case in thousandths of an expert's minute, a whole number of minutes, given that it takes more than `done`.
///
/// With `n` whole minutes done, `N = ⌊S + v⌋ > n` says `S + v ≥ n + 1`: `S` is drawn from beyond `n`, where it has to lie, and what
/// does not fit is drawn again.
fn effort_beyond(effort: CaseEffort, done: u64, seed: u64, queue: Key, ordinal: u32) -> u64 {
    /// The last attempt counts whatever comes; it is needed once in 10¹⁵ times.
    const ATTEMPTS: u32 = 100;
    let key = queue.child(Purpose::CaseEffort, ordinal);
    let least = (done / 1000) as f64;
    let mut minutes = 0.0;
    for attempt in 0..ATTEMPTS {
        let drawn = minutes_beyond(effort, least, draw(seed, key, Purpose::CaseEffort, attempt));
        minutes = libm::floor(drawn + draw(seed, key, Purpose::CaseRounding, attempt));
        if minutes > least || least == 0.0 {
            break;
        }
    }
    (minutes as u64 * 1000).max(1000).max(done + 1)
}

/// The quantile of an effort, in minutes, given that it takes more than `least`.
fn minutes_beyond(effort: CaseEffort, least: f64, u: f64) -> f64 {
    let minutes = |milli: u32| f64::from(milli) / 1000.0;
    // Far in the tail a share rounds to 1; a quantile just under it keeps the draw finite.
    let beyond = |share: f64| (share + (1.0 - share) * u).min(1.0 - 1e-15);
    match effort {
        CaseEffort::Fixed(mean) => minutes(mean),
        CaseEffort::Exponential(mean) => least + minutes(mean) * exponential_quantile(u),
        CaseEffort::Lognormal(mean, sigma) => {
            let sigma = sigma.ratio();
            // Its mean is the median times e^(σ²/2).
            let median = minutes(mean) * libm::exp(-sigma * sigma / 2.0);
            let below = if least == 0.0 || sigma == 0.0 {
                0.0
            } else {
                normal_share(libm::log(least / median) / sigma)
            };
            lognormal_quantile(beyond(below), median, sigma)
        }
        CaseEffort::Gamma(mean, shape) => {
            let shape = shape.ratio();
            let scale = minutes(mean) / shape;
            scale * gamma_quantile(beyond(gamma_share(least / scale, shape)), shape)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::units::Ppm;

    const MEAN: u32 = 600_000;

    fn efforts(effort: CaseEffort, done: u64, count: u32) -> Vec<f64> {
        let key = Key::named("queue", "one");
        (0..count)
            .map(|ordinal| effort_beyond(effort, done, 5, key, ordinal) as f64 / 1000.0)
            .collect()
    }

    fn mean_and_error(of: &[f64]) -> (f64, f64) {
        let n = of.len() as f64;
        let mean = of.iter().sum::<f64>() / n;
        let square = of.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        (mean, libm::sqrt(square / n))
    }

    #[test]
    fn whole_minutes_keep_the_mean_of_every_distribution() {
        let sigma = Ppm(500_000);
        for effort in [
            CaseEffort::Fixed(10_400),
            CaseEffort::Exponential(MEAN),
            CaseEffort::Lognormal(MEAN, sigma),
            CaseEffort::Gamma(MEAN, Ppm(2_500_000)),
        ] {
            let (CaseEffort::Fixed(wanted)
            | CaseEffort::Exponential(wanted)
            | CaseEffort::Lognormal(wanted, _)
            | CaseEffort::Gamma(wanted, _)) = effort;
            let (mean, error) = mean_and_error(&efforts(effort, 0, 40_000));
            let off = mean - f64::from(wanted) / 1000.0;
            assert!(
                off.abs() < 3.0 * error,
                "{effort:?}: off by {off} ± {error}"
            );
        }
    }

    #[test]
    fn what_is_left_is_drawn_from_what_is_known() {
        // Of many cases, those that take more than 300 minutes: the same mean as drawn again given 300 minutes done.
        for effort in [
            CaseEffort::Exponential(MEAN),
            CaseEffort::Lognormal(MEAN, Ppm(800_000)),
            CaseEffort::Gamma(MEAN, Ppm(3_000_000)),
        ] {
            let all = efforts(effort, 0, 40_000);
            let longer: Vec<f64> = all.into_iter().filter(|&minutes| minutes > 300.0).collect();
            let (wanted, error) = mean_and_error(&longer);
            let (mean, own) = mean_and_error(&efforts(effort, 300_000, 40_000));
            let most = 3.0 * libm::sqrt(error * error + own * own);
            assert!(
                (mean - wanted).abs() < most,
                "{effort:?}: {mean}, not {wanted} ± {most}"
            );
        }
    }
}
