//! Vulnerabilities: deadlines by rule, and exploits while they are open.
//!
//! An exploit comes after an exponential time of mean 30 days ÷ `λ`; its tick is a latent, and what has not come yet says nothing
//! about when it will: it is drawn again from now on.

use super::*;
use crate::scenario::rules::Vulnerability;
use crate::scenario::units::MinuteOfDay;
use crate::sim::draw::{Key, Purpose, draw, exponential_quantile};
use crate::sim::faults;
use crate::sim::people::{in_shift, on_duty, send_to, take};
use crate::sim::work::{GOING_OUT, TO_DEPLOY, begin, can_be_worked_on, skill_now};
use crate::sim::world::Activity;

/// Minutes of 30 days.
const MONTH_MINUTES: f64 = 30.0 * 24.0 * 60.0;
/// Minutes between two looks for somebody to begin a patch.
const LOOK_MINUTES: u32 = 240;

/// A vulnerability.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct VulnerabilityState {
    pub known: bool,
    /// It has to be gone by then.
    pub deadline: Option<Tick>,
    pub missed: bool,
    pub patched: Option<Tick>,
    /// Latent: when somebody exploits it next.
    pub exploit: Option<Tick>,
    pub exploits: u16,
    /// Somebody should begin the patch and nobody was there.
    pub waiting: bool,
}

impl VulnerabilityState {
    fn open(&self) -> bool {
        self.known && self.patched.is_none()
    }

    /// When something of it is due next.
    pub(super) fn next(&self, rule: &Vulnerability, starts_at: MinuteOfDay, now: Tick) -> Tick {
        if !self.known {
            return rule.known;
        }
        if !self.open() {
            return Tick::NEVER;
        }
        let clock = u32::from(starts_at.0) + now.0;
        let look = now.plus(LOOK_MINUTES - clock % LOOK_MINUTES);
        let ticks = [
            self.deadline.filter(|_| !self.missed),
            self.exploit,
            self.waiting.then_some(look),
        ];
        ticks.into_iter().flatten().min().unwrap_or(Tick::NEVER)
    }
}

fn key(world: &World, vulnerability: usize) -> Key {
    Key::named(
        "vulnerability",
        &world.scenario.ids.vulnerabilities[vulnerability],
    )
}

/// When the next exploit comes: `u` of the exponential time, from now on.
fn next_exploit(world: &World, index: usize) -> Option<Tick> {
    let rate = world.rules().vulnerabilities[index].exploits_per_30_days;
    let ordinal = u32::from(world.governance.vulnerabilities[index].exploits);
    let u = draw(world.seed, key(world, index), Purpose::Exploit, ordinal);
    let minutes = exponential_quantile(u) / rate.ratio() * MONTH_MINUTES;
    // What comes after every run never comes.
    (minutes < 1e9).then(|| world.now.plus((libm::ceil(minutes) as u32).max(1)))
}

/// Draws every exploit that has not come yet anew.
pub(in crate::sim) fn resample(world: &mut World) {
    for index in 0..world.governance.vulnerabilities.len() {
        if world.governance.vulnerabilities[index].open() {
            world.governance.vulnerabilities[index].exploit = next_exploit(world, index);
        }
    }
    look_again(world);
}

/// What became known, was exploited, or was not patched in time.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    let mut waiting = false;
    let begins_by_itself = world.lever(LeverKind::PatchWithin).is_some();
    for (index, rule) in scenario.rules.vulnerabilities.iter().enumerate() {
        let id = VulnerabilityId(index as u8);
        let now = world.now;
        let state = &mut world.governance.vulnerabilities[index];
        if !state.known && now >= rule.known {
            let days = rule.urgency.days;
            state.known = true;
            state.waiting = begins_by_itself && days.is_some();
            state.deadline = days.map(|days| now.plus(u32::from(days) * DAY_MINUTES));
            note(events, now, What::VulnerabilityKnown(id, state.deadline));
            world.governance.vulnerabilities[index].exploit = next_exploit(world, index);
            see_patch(world, index, events);
        }
        let state = &mut world.governance.vulnerabilities[index];
        if !state.open() {
            continue;
        }
        waiting |= state.waiting;
        if state.deadline == Some(now) && !state.missed {
            state.missed = true;
            note(events, now, What::PatchMissed(id));
            let key = key(world, index).child(Purpose::Chance, 0);
            effects::happen(world, &rule.missed, Why::Vulnerability(id), key, events);
        }
        let state = &mut world.governance.vulnerabilities[index];
        if state.exploit == Some(now) {
            state.exploits += 1;
            let ordinal = u32::from(state.exploits);
            world.governance.vulnerabilities[index].exploit = next_exploit(world, index);
            note(events, now, What::Exploited(id));
            if let Some(fault) = rule.strikes {
                faults::strike(world, fault, None, events);
            }
            let key = key(world, index).child(Purpose::Exploit, ordinal);
            effects::happen(world, &rule.exploited, Why::Exploit(id), key, events);
        }
    }
    if waiting {
        put_people_on(world, events);
    }
}

/// Patches whose work is done.
pub(super) fn see_patches(world: &mut World, events: &mut Events) {
    for index in 0..world.governance.vulnerabilities.len() {
        if world.governance.vulnerabilities[index].open() {
            see_patch(world, index, events);
        }
    }
}

fn see_patch(world: &mut World, index: usize, events: &mut Events) {
    let rule = &world.rules().vulnerabilities[index];
    let done = |item: WorkId| world.work[item.at()].done.is_some();
    let triaged = !rule.urgency.triage || rule.triage.is_none_or(done);
    if done(rule.patch) && triaged {
        let now = world.now;
        let state = &mut world.governance.vulnerabilities[index];
        state.patched = Some(now);
        state.exploit = None;
        note(events, now, What::Patched(VulnerabilityId(index as u8)));
        look_again(world);
    }
}

/// By the standing policy somebody of the team begins what is due soon: who is free, or else at planned work.
pub(super) fn put_people_on(world: &mut World, events: &mut Events) {
    let within = world.lever(LeverKind::PatchWithin).unwrap_or(0);
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.vulnerabilities.iter().enumerate() {
        let state = world.governance.vulnerabilities[index];
        let soon = (rule.urgency.days).is_some_and(|days| i32::from(days) <= within);
        if !state.open() || !state.waiting || !soon {
            continue;
        }
        let team = world.owners[rule.service.at()];
        let begun = |item: WorkId| {
            let state = &world.work[item.at()];
            state.done.is_some()
                || matches!(state.stage, TO_DEPLOY | GOING_OUT)
                || (world.people.iter()).any(|person| person.activity == Activity::Working(item))
        };
        let asked = [
            Some(rule.patch),
            rule.triage.filter(|_| rule.urgency.triage),
        ];
        let mut asked = asked.into_iter().flatten().filter(|&item| !begun(item));
        let first = asked.next();
        world.governance.vulnerabilities[index].waiting = first.is_some();
        let mut asked = first.into_iter().chain(asked);
        // What has not come in, or waits for room, is looked at again.
        let Some(item) = asked.find(|&item| can_be_worked_on(world, item)) else {
            continue;
        };
        let patches = |person: usize| {
            let activity = world.people[person].activity;
            let elsewhere = matches!(activity, Activity::Working(other)
                if scenario.rules.vulnerabilities.iter().any(|rule| rule.patch == other || rule.triage == Some(other)));
            let own = &scenario.rules.people[person];
            on_duty(activity)
                && in_shift(&world.people[person], world.now)
                && own.team == team
                && matches!(activity, Activity::Free | Activity::Working(_))
                && !elsewhere
        };
        let skill = |person: usize| {
            crate::sim::people::skill_of(
                &scenario.rules,
                PersonId(person as u16),
                skill_now(world, item),
            )
        };
        let best = (0..world.people.len())
            .filter(|&person| patches(person))
            .max_by_key(|&person| (skill(person), std::cmp::Reverse(person)));
        if let Some(person) = best {
            let person = PersonId(person as u16);
            send_to(world, person, item);
            begin(world, item, events);
            take(world, person, Activity::Working(item), events);
            note(events, world.now, What::Working(person, item));
        }
    }
}
