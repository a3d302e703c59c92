//! What a delegate does next, from what can be observed and nothing else: no true cause, no undrawn future.
//!
//! In incidents, the worst and oldest first: acknowledge, declare by the ladder of §B6, find out what it is about, mitigate as soon as some remedy is likely
//! enough to help, else look where most is learnt, page where nobody is left, close what is over. How likely is likely enough
//! follows the intent (*assumed*): 0.4 for speed, 0.6 for cost, 0.7 for safety, which prefers what can be taken back and leaves
//! what may make things worse; whoever was not told what matters wants 0.8. When nothing more can be learnt, the best is tried.
//!
//! On a board, whoever is free gets the item with the most cost of delay for its size; with speed as the intent the smallest, with
//! safety repairs, risk and debt first. Updates go out when an incident has had none, when there is news, before patience ends, and
//! before a promised one is late: what is due first goes out first. The load of services is `load`'s.

use super::{Delegated, LOOK_SECONDS, covers, load, quality};
use crate::scenario::delegation::{Area, Intent};
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, Effect, RemedyEffect, WorkKind};
use crate::scenario::units::{Money, Tick};
use crate::sim::command::{Command, Giver};
use crate::sim::incidents::shown_severity;
use crate::sim::latent::{belief, causes, gain_bits};
use crate::sim::orders;
use crate::sim::people::{in_incident, on_duty, skill_of};
use crate::sim::stakeholders::cadence_of;
use crate::sim::world::{Activity, World};

/// What a delegate wants.
pub(super) enum Wish {
    /// To do that.
    Do(Command),
    /// To ask whether that may be done.
    Ask(Command),
    /// Nothing for now.
    Wait,
}

/// Share of a stakeholder's patience after which an update goes out. *Assumed.*
const PATIENCE_PERCENT: u32 = 75;
/// Chance of making it worse above which somebody who cares for safety leaves a remedy. *Assumed.*
const TOO_RISKY: f64 = 0.2;

/// What the delegate at a place wants now.
pub(super) fn next(world: &World, at: usize) -> Wish {
    let delegated = &world.delegated[at];
    match delegated.brief.area {
        Area::Incident(incident) => in_one(world, delegated, incident),
        Area::Incidents(_) => in_all(world, delegated),
        Area::Board(team) => on_board(world, delegated, team),
        Area::Updates(audience) => update(world, delegated, audience),
        Area::Load(team) => load::steer(world, delegated, team),
    }
}

/// Of all incidents of the area: the first at which there is something to do, the worst and oldest before others.
fn in_all(world: &World, delegated: &Delegated) -> Wish {
    for severity in 0..=5 {
        for index in 0..world.incidents.len() {
            let incident = IncidentId(index as u16);
            let state = &world.incidents[index];
            // One that is not declared yet may be the worst.
            let due = state.severity.unwrap_or(0) == severity && state.open();
            if due && covers(world, delegated.brief.area, incident) {
                match in_one(world, delegated, incident) {
                    Wish::Wait => {}
                    Wish::Ask(_) if delegated.question.is_some() => {}
                    wish => return wish,
                }
            }
        }
    }
    Wish::Wait
}

fn in_one(world: &World, delegated: &Delegated, incident: IncidentId) -> Wish {
    let state = &world.incidents[incident.at()];
    if !state.open() {
        return Wish::Wait;
    }
    if state.acknowledged.is_none() {
        return Wish::Do(Command::Acknowledge(incident));
    }
    if state.severity.is_none() {
        return Wish::Do(Command::Declare(incident, shown_severity(world, incident)));
    }
    if state.mitigated.is_some() {
        return Wish::Do(Command::Resolve(incident));
    }
    if state.triaged.is_none() {
        return triage(world, delegated, incident);
    }
    let Some(fault) = state.about() else {
        return Wish::Wait;
    };
    let (wish, question) = mend(world, delegated, incident, fault);
    if let Wish::Do(_) = wish {
        return wish;
    }
    let look = investigate(world, delegated, incident, fault);
    match (look, question) {
        (Wish::Do(command), _) => Wish::Do(command),
        (_, Some(command)) => Wish::Ask(command),
        (Wish::Wait, None) => reinforce(world, delegated, incident),
        (look, None) => look,
    }
}

/// Has somebody find out what an incident is about.
fn triage(world: &World, delegated: &Delegated, incident: IncidentId) -> Wish {
    let Some(person) = somebody(world, delegated, None) else {
        return reinforce(world, delegated, incident);
    };
    let command = Command::Triage(incident, person);
    match orders::check(world, Giver::Delegate, &command) {
        Ok(()) => Wish::Do(command),
        Err(_) => Wish::Wait,
    }
}

/// Somebody for a task: of the area's team, at work, not in an incident; who is free before who works, then by skill.
fn somebody(world: &World, delegated: &Delegated, skill: Option<SkillId>) -> Option<PersonId> {
    let rules = world.rules();
    let rank = |index: usize| {
        let activity = world.people[index].activity;
        let mine = match delegated.brief.area {
            Area::Incidents(team) | Area::Board(team) => rules.people[index].team == team,
            _ => true,
        };
        let idle = matches!(activity, Activity::Free | Activity::Working(_));
        let able = skill.map_or(0, |skill| skill_of(rules, PersonId(index as u16), skill).0);
        (mine && idle && on_duty(activity) && !in_incident(activity))
            .then_some((activity == Activity::Free, able))
    };
    let people = (0..world.people.len()).filter_map(|index| Some((rank(index)?, index)));
    let best = people.max_by_key(|&(rank, index)| (rank, std::cmp::Reverse(index)));
    best.map(|(_, index)| PersonId(index as u16))
}

/// The remedy that is likely enough to help, and what would be but for the limits.
fn mend(
    world: &World,
    delegated: &Delegated,
    incident: IncidentId,
    fault: FaultId,
) -> (Wish, Option<Command>) {
    let rules = world.rules();
    let busy = |state: &crate::sim::world::PersonState| matches!(state.activity, Activity::Applying(of, _) if of == incident);
    if world.people.iter().any(busy) {
        return (Wish::Wait, None);
    }
    let intent = delegated.brief.intent;
    let enough = match intent {
        Some(Intent::Speed) => 0.4,
        Some(Intent::Cost) => 0.6,
        Some(Intent::Safety) => 0.7,
        None => 0.8,
    };
    let learnt = !can_learn(world, fault);
    let mut best: Option<(f64, Command)> = None;
    let mut question = None;
    for (index, rule) in rules.remedies.iter().enumerate() {
        if rule.fault != fault {
            continue;
        }
        let Some(person) = somebody(world, delegated, Some(rule.skill)) else {
            continue;
        };
        let command = Command::Apply(incident, RemedyId(index as u16), person);
        if orders::check(world, Giver::Delegate, &command).is_err() || refused(delegated, command) {
            continue;
        }
        let (mut helps, mut harms) = (0.0, 0.0);
        for (cause, effect) in causes(&rules.faults[fault.at()]).zip(&rule.effects) {
            let likely = belief(world, cause);
            match effect {
                RemedyEffect::Fixes => helps += likely,
                RemedyEffect::Partial(share) => helps += likely * share.ratio(),
                RemedyEffect::Worse(_) => harms += likely,
                RemedyEffect::Nothing => {}
            }
        }
        let careful = intent == Some(Intent::Safety);
        let likely_enough = helps >= enough || (learnt && helps > 0.0);
        if !likely_enough || (careful && harms > TOO_RISKY) {
            continue;
        }
        if !within_limits(delegated, rule) && !same_act(delegated.allowed, command) {
            question.get_or_insert(command);
            continue;
        }
        let worth = match intent {
            Some(Intent::Safety) if !rule.reversible => helps * 0.5,
            Some(Intent::Speed) => helps / f64::from(rule.effort.median_milli.max(1000)),
            _ => helps,
        };
        if best.is_none_or(|(other, _)| worth > other) {
            best = Some((worth, command));
        }
    }
    (
        best.map_or(Wish::Wait, |(_, command)| Wish::Do(command)),
        question,
    )
}

fn within_limits(delegated: &Delegated, rule: &crate::scenario::rules::Remedy) -> bool {
    let limits = &delegated.brief.limits;
    let spends: Money = (rule.side_effects.iter())
        .map(|effect| match effect {
            Effect::Spend(_, amount) => *amount,
            _ => Money(0),
        })
        .sum();
    let dear = (limits.spend_above)
        .is_some_and(|most| spends.0 > i64::from(most).saturating_mul(1_000_000));
    !(dear || (limits.irreversible && !rule.reversible))
}

/// The same remedy, whoever would apply it, the same lever, or the same page.
pub(super) fn same_act(one: Option<Command>, other: Command) -> bool {
    match (one, other) {
        (Some(Command::Apply(a, remedy, _)), Command::Apply(b, same, _)) => {
            (a, remedy) == (b, same)
        }
        (Some(Command::Set(lever, _)), Command::Set(same, _)) => lever == same,
        (Some(one), other) => one == other,
        (None, _) => false,
    }
}

pub(super) fn refused(delegated: &Delegated, command: Command) -> bool {
    (delegated.refused.iter()).any(|&refused| same_act(refused, command))
}

/// Whether a line of inquiry is left that could teach something, or somebody is at one.
fn can_learn(world: &World, fault: FaultId) -> bool {
    let inquiries = world.rules().inquiries.iter().zip(&world.inquiries);
    inquiries
        .filter(|(rule, _)| rule.fault == fault)
        .any(|(_, state)| state.finding.is_none())
}

fn investigate(world: &World, delegated: &Delegated, incident: IncidentId, fault: FaultId) -> Wish {
    let rules = world.rules();
    let first = rules.faults[fault.at()].causes.0;
    let mut best: Option<(f64, Command)> = None;
    for (index, rule) in rules.inquiries.iter().enumerate() {
        if rule.fault != fault {
            continue;
        }
        let Some(person) = somebody(world, delegated, Some(rule.skill)) else {
            continue;
        };
        let command = Command::Investigate(incident, InquiryId(index as u16), person);
        if orders::check(world, Giver::Delegate, &command).is_err() {
            continue;
        }
        let believed = |row: usize| belief(world, CauseId(first.0 + row as u16));
        let bits = gain_bits(believed, &rule.likelihood);
        let worth = bits / f64::from(rule.effort.median_milli.max(1000));
        if worth > 0.0 && best.is_none_or(|(other, _)| worth > other) {
            best = Some((worth, command));
        }
    }
    best.map_or(Wish::Wait, |(_, command)| Wish::Do(command))
}

/// Calls somebody in where nobody at all is at the incident.
fn reinforce(world: &World, delegated: &Delegated, incident: IncidentId) -> Wish {
    let at_it = |index: usize| {
        let activity = world.people[index].activity;
        crate::sim::people::incident_of(activity) == Some(incident)
            || activity == Activity::OnTheWay
    };
    if (0..world.people.len()).any(at_it) {
        return Wish::Wait;
    }
    let rules = world.rules();
    let owner = world.owners[world.incidents[incident.at()].service.at()];
    let off = (0..world.people.len()).filter(|&index| {
        let state = &world.people[index];
        state.activity == Activity::Off
            && state.absence.is_here()
            && rules.people[index].team == owner
    });
    let best = off.max_by_key(|&index| (rules.people[index].on_call, std::cmp::Reverse(index)));
    let Some(index) = best else {
        return Wish::Wait;
    };
    let page = Command::Page(PersonId(index as u16));
    let may = !delegated.brief.limits.paging || same_act(delegated.allowed, page);
    match may {
        _ if refused(delegated, page) => Wish::Wait,
        true => Wish::Do(page),
        false => Wish::Ask(page),
    }
}

fn on_board(world: &World, delegated: &Delegated, team: TeamId) -> Wish {
    let rules = world.rules();
    for index in 0..world.people.len() {
        let free = world.people[index].activity == Activity::Free;
        if !free || rules.people[index].team != team {
            continue;
        }
        let person = PersonId(index as u16);
        let valid = |item: WorkId| {
            let command = Command::Work(person, item);
            orders::check(world, Giver::Delegate, &command).is_ok()
        };
        let items = (rules.work.iter().enumerate())
            .filter(|(_, work)| work.team == team)
            .map(|(item, _)| WorkId(item as u16))
            .filter(|&item| valid(item));
        let worth = |item: WorkId| {
            let rule = &rules.work[item.at()];
            let left = world.work[item.at()].left.max(1);
            let able = f64::from(skill_of(rules, person, rule.skill).0);
            let keeps = matches!(
                rule.kind,
                WorkKind::Defect | WorkKind::Risk | WorkKind::Debt
            );
            let value = match delegated.brief.intent {
                Some(Intent::Speed) => 1.0,
                Some(Intent::Safety) if keeps => 1e9 * rule.delay_per_hour.units().max(1.0),
                _ => rule.delay_per_hour.units(),
            };
            value * able / left as f64
        };
        let best = items.max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)));
        if let Some(item) = best {
            return Wish::Do(Command::Work(person, item));
        }
    }
    Wish::Wait
}

/// The update that is due first, if one is due before the delegate looks again.
fn update(world: &World, delegated: &Delegated, audience: Audience) -> Wish {
    let patience = (world.rules().stakeholders.iter())
        .filter(|rule| rule.audience == audience)
        .map(|rule| u32::from(rule.patience_minutes) * PATIENCE_PERCENT / 100)
        .min();
    let next_look = libm::ceil(f64::from(LOOK_SECONDS) / quality(world, delegated) / 60.0) as u32;
    let mut first: Option<(Tick, Command)> = None;
    for (index, state) in world.incidents.iter().enumerate() {
        let incident = IncidentId(index as u16);
        let command = Command::Post(incident, audience);
        if !state.open() || orders::check(world, Giver::Delegate, &command).is_err() {
            continue;
        }
        let promised = cadence_of(world, incident, audience).map(|promised| promised.due);
        let expected =
            patience.map(
                |patience| match (state.posted[audience as usize], state.mitigated) {
                    (None, _) => world.now,
                    (Some(last), Some(mitigated)) if last < mitigated => world.now,
                    (Some(_), Some(_)) => Tick::NEVER,
                    (Some(last), None) => last.plus(patience),
                },
            );
        let late = promised.map(|due| Tick(due.0.saturating_sub(next_look)));
        let Some(due) = late.into_iter().chain(expected).min() else {
            continue;
        };
        if due <= world.now && first.is_none_or(|(earlier, _)| due < earlier) {
            first = Some((due, command));
        }
    }
    first.map_or(Wish::Wait, |(_, command)| Wish::Do(command))
}
