//! What people believe about a cause, and how sure they say they are: experts who are confident and sometimes wrong.
//!
//! | symbol | meaning | |
//! | --- | --- | --- |
//! | `n` | candidate causes | |
//! | `s` | best skill among those that the fault's lines of inquiry take | 0–1 |
//! | `a` | chance that somebody names the true cause: `1 ÷ n + (1 − 1 ÷ n) · 0.6 s` | insight *assumed* |
//! | `c` | confidence that they state: `a + (1 − a) · overconfidence` | |
//!
//! Somebody whose overconfidence the scenario states says what they believe when a task in an occurrence of a fault is finished, and
//! when they are asked and have been at it for ten minutes, each time with the share that their team tells (`people::safety`), once in
//! all. Who is silent is so whatever they believe. What they say is the true cause with chance `a`, each other with
//! `(1 − a) ÷ (n − 1)`. That likelihood, not the stated confidence, is what it is worth as evidence, and all that it says about the
//! truth.

use super::draw::{Key, Purpose, draw};
use super::event::What;
use super::people::safety::told_share;
use super::people::skill_of;
use super::world::World;
use super::{Events, faults, latent, note};
use crate::scenario::ids::{CauseId, FaultId, PersonId};
use crate::scenario::rules::Rules;
use crate::scenario::units::Ppm;
use serde::Serialize;

/// Opinions that are remembered; when there are more, the oldest is forgotten by all.
pub(super) const OPINIONS_MOST: usize = 64;
/// Minutes at an incident, one's way found into it, after which somebody who is asked has something to say. *Assumed.*
pub(super) const HEARD_AFTER_MINUTES: u32 = 10;
/// What an expert's experience adds to a guess. *Assumed.*
const INSIGHT: f64 = 0.6;

/// What somebody believes about the live occurrence of a fault.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Opinion {
    pub fault: FaultId,
    pub person: PersonId,
    pub cause: CauseId,
}

/// Chance that somebody names the true cause of a fault.
fn accuracy(rules: &Rules, fault: FaultId, person: PersonId) -> f64 {
    let causes = latent::causes(&rules.faults[fault.at()]).count() as f64;
    let lines = rules.inquiries.iter().filter(|line| line.fault == fault);
    let skill = lines.map(|line| skill_of(rules, person, line.skill)).max();
    let guess = 1.0 / causes;
    guess + (1.0 - guess) * INSIGHT * skill.unwrap_or_default().ratio().min(1.0)
}

/// Probability that somebody says this, should that be the true cause.
pub(super) fn likelihood(rules: &Rules, opinion: &Opinion, truth: CauseId) -> f64 {
    let right = accuracy(rules, opinion.fault, opinion.person);
    let causes = latent::causes(&rules.faults[opinion.fault.at()]).count();
    if causes == 1 {
        1.0
    } else if opinion.cause == truth {
        right
    } else {
        (1.0 - right) / (causes - 1) as f64
    }
}

/// How sure somebody says they are. It depends on who speaks and not on what is true.
pub(crate) fn confidence(rules: &Rules, opinion: &Opinion) -> Ppm {
    let right = accuracy(rules, opinion.fault, opinion.person);
    let over = rules.people[opinion.person.at()].overconfidence;
    let sure = right + (1.0 - right) * over.unwrap_or_default().ratio();
    Ppm(libm::round(sure * 1e6) as u32)
}

/// Somebody may say what they believe, once in an occurrence.
pub(super) fn say(world: &mut World, fault: FaultId, person: PersonId, events: &mut Events) {
    let mut said = world.opinions.iter();
    let again = said.any(|opinion| (opinion.fault, opinion.person) == (fault, person));
    let rules = world.rules();
    if again || rules.people[person.at()].overconfidence.is_none() {
        return;
    }
    let speaker = Key::named("person", &world.scenario.ids.people[person.at()]);
    let key = speaker.about(faults::key(&world.scenario, fault));
    let speaks_up = draw(world.seed, key, Purpose::SpeaksUp, world.now.0);
    if speaks_up >= told_share(world, rules.people[person.at()].team).ratio() {
        return;
    }
    let strike = world.faults[fault.at()].strikes;
    let u = draw(world.seed, key, Purpose::Opinion, strike);
    let truth = world.faults[fault.at()].cause;
    let spoken = |cause: CauseId| {
        let opinion = Opinion {
            fault,
            person,
            cause,
        };
        likelihood(rules, &opinion, truth)
    };
    let cause = latent::pick_cause(&rules.faults[fault.at()], spoken, u);
    if world.opinions.len() == OPINIONS_MOST {
        world.opinions.remove(0);
    }
    world.opinions.push(Opinion {
        fault,
        person,
        cause,
    });
    note(events, world.now, What::Believes(person, cause));
}

/// Nobody has said anything about the next occurrence.
pub(super) fn forget(world: &mut World, fault: FaultId) {
    world.opinions.retain(|opinion| opinion.fault != fault);
}
