//! Handing over: what one person knows of an incident goes to another, or is lost when the one goes home.
//!
//! A hand-over takes a quarter of an hour of both. After it the other has the role or the task, as far as it had come, the findings
//! and the familiarity. Whoever goes home without one takes what they found along, unless somebody else is still at the incident:
//! each finding is lost with a probability of 30 % (*assumed*), and has to be looked for again.

use super::*;

/// Minutes of both. *Assumed.*
pub(in crate::sim) const HAND_OVER_MINUTES: u32 = 15;

/// Chance that a finding goes home with the one who found it. *Assumed.*
const LOST: f64 = 0.3;

/// One begins to tell the other.
pub(in crate::sim) fn begin(world: &mut World, from: PersonId, to: PersonId, events: &mut Events) {
    let state = &world.people[from.at()];
    let passing = Passing {
        task: state.activity,
        usual_milli: state.usual_milli,
        effort: state.task.effort(),
        done: state.task.done(world.now),
    };
    take(world, to, Activity::HandingOver(from), events);
    let now = world.now;
    let task = &mut world.people[to.at()].task;
    task.wait_until(now, now);
    task.count(u64::from(HAND_OVER_MINUTES) * 1000, 0, now);
    // The task is kept as it is until the other has it.
    set_activity(world, from, Activity::HandingOver(to), 0);
    world.people[from.at()].passes = Some(passing);
    note(events, world.now, What::HandOverBegan(from, to));
}

/// A task on its way from one to the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Passing {
    task: Activity,
    /// Its usual effort.
    pub usual_milli: u32,
    /// Latent: effort that it takes.
    pub effort: u64,
    pub done: u64,
}

impl Passing {
    /// The task.
    pub(crate) fn task(self) -> Activity {
        self.task
    }
}

/// The one who listened has heard it all.
pub(in crate::sim) fn finish(world: &mut World, to: PersonId, events: &mut Events) {
    let Activity::HandingOver(from) = world.people[to.at()].activity else {
        return;
    };
    let Some(passing) = world.people[from.at()].passes.take() else {
        return;
    };
    note(events, world.now, What::HandedOver(from, to));
    let incident = incident_of(passing.task).filter(|id| world.incidents[id.at()].open());
    match incident {
        Some(incident) => {
            take_over(world, incident, passing, to);
            pass_on(world, incident, from, to);
            for inquiry in 0..world.inquiries.len() {
                let state = &mut world.inquiries[inquiry];
                if state.found_by == Some(from) {
                    state.found_by = Some(to);
                }
            }
        }
        None => {
            release(world, passing.task);
            free(world, to, events);
        }
    }
    free(world, from, events);
}

fn take_over(world: &mut World, incident: IncidentId, passing: Passing, to: PersonId) {
    match passing.task {
        Activity::Triaging(incident) => world.incidents[incident.at()].triage_by = Some(to),
        Activity::Investigating(_, inquiry) => world.inquiries[inquiry.at()].by = Some(to),
        Activity::Applying(_, remedy) => world.remedies[remedy.at()].by = Some(to),
        Activity::Leading(_, role) => {
            world.incidents[incident.at()].roles[role as usize] = Some(to)
        }
        _ => {}
    }
    set_activity(world, to, passing.task, 0);
    let now = world.now;
    let state = &mut world.people[to.at()];
    state.usual_milli = passing.usual_milli;
    state.task.count(passing.effort, passing.done, now);
}

/// A hand-over is broken off: the task is dropped, the other has nothing in hand.
pub(super) fn break_off(world: &mut World, person: PersonId, other: PersonId, events: &mut Events) {
    for one in [person, other] {
        if let Some(passing) = world.people[one.at()].passes.take() {
            release(world, passing.task);
        }
    }
    free(world, other, events);
}

/// Somebody goes home: what they alone found of an open incident may go with them.
pub(in crate::sim) fn lose_facts(world: &mut World, person: PersonId, events: &mut Events) {
    for index in 0..world.inquiries.len() {
        if world.inquiries[index].found_by != Some(person) {
            continue;
        }
        let fault = world.rules().inquiries[index].fault;
        let about = |incident: &IncidentState| incident.open() && incident.fault == Some(fault);
        let Some(at) = world.incidents.iter().position(about) else {
            continue;
        };
        let incident = IncidentId(at as u16);
        let others = ids(world).any(|other| {
            other != person && incident_of(world.people[other.at()].activity) == Some(incident)
        });
        world.inquiries[index].found_by = None;
        let key = Key::named("inquiry", &world.scenario.ids.inquiries[index]);
        let ordinal = world.inquiries[index].starts;
        if !others && draw(world.seed, key, Purpose::FactLost, ordinal) < LOST {
            world.inquiries[index].finding = None;
            world.inquiries[index].slip = Slip::default();
            note(
                events,
                world.now,
                What::FactLost(incident, InquiryId(index as u16), person),
            );
        }
    }
}
