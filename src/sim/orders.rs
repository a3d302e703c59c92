//! Commands put into effect: first whether one is valid, changing nothing, then what it does.

use super::command::{Command, CommandError, Giver, Turn, may};
use super::draw::{Key, Purpose};
use super::event::{What, Why};
use super::people::{self, in_incident, on_duty};
use super::work::{self, NotBack, UnderWay};
use super::world::{Activity, CardState, IncidentState, MessageState, World};
use super::{
    Events, alarms, alerts, delegation, desk, effects, governance, incidents, initiatives, note,
    opinions, services, slips, stakeholders, tasks,
};
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::{Joins, LeverKind};
use crate::scenario::units::Tick;

/// Whether a command is valid now.
///
/// # Errors
/// Says what is wrong; [`CommandError::sentence`] says what would be valid.
pub(super) fn check(world: &World, giver: Giver, command: &Command) -> Result<(), CommandError> {
    if world.over {
        return Err(CommandError::Over);
    }
    if !may(giver, command) {
        return Err(CommandError::NotYours(giver, command.kind()));
    }
    if !names_known_things(world, command) {
        return Err(CommandError::NoSuchThing);
    }
    match *command {
        Command::Start(..) | Command::Stop(_) | Command::Except(..) | Command::MoveBudget(..) => {
            governance::check(world, command)
        }
        Command::Acknowledge(incident) => match open(world, incident)?.acknowledged {
            Some(_) => Err(CommandError::AlreadyAcknowledged(incident)),
            None => Ok(()),
        },
        Command::Declare(incident, severity) => {
            let same = led(world, incident)?.severity == Some(severity);
            if same || !(1..=5).contains(&severity) {
                Err(CommandError::BadSeverity(severity))
            } else {
                Ok(())
            }
        }
        Command::Merge(from, into) => {
            open(world, from)?;
            open(world, into)?;
            let fault = |id: IncidentId| world.incidents[id.at()].about();
            let in_doubt = |id: &IncidentId| world.incidents[id.at()].triaged.is_none();
            if from == into {
                Err(CommandError::MergeIntoItself)
            } else if let Some(doubted) = [from, into].into_iter().find(in_doubt) {
                Err(CommandError::NotTriaged(doubted))
            } else if fault(from) != fault(into) {
                Err(CommandError::NotTheSame(from, into))
            } else {
                Ok(())
            }
        }
        Command::Role(person, role, incident) => {
            led(world, incident)?;
            here(world, person)?;
            let same = world.people[person.at()].activity == Activity::Leading(incident, role);
            if same {
                Err(CommandError::AlreadyOnIt(person))
            } else {
                Ok(())
            }
        }
        Command::Triage(incident, person) => {
            let state = led(world, incident)?;
            let known = state.triaged.is_some() || state.triage_by.is_some();
            here(world, person)?;
            if known {
                Err(CommandError::AlreadyTriaged(incident))
            } else {
                Ok(())
            }
        }
        Command::Investigate(incident, inquiry, person) => {
            check_inquiry(world, incident, inquiry, person)
        }
        Command::Apply(incident, remedy, person) => check_remedy(world, incident, remedy, person),
        Command::Cancel(person) => {
            here(world, person)?;
            let activity = world.people[person.at()].activity;
            let busy = in_incident(activity)
                || matches!(activity, Activity::Reviewing(_) | Activity::HandingOver(_));
            if busy {
                Ok(())
            } else {
                Err(CommandError::Idle(person))
            }
        }
        Command::Work(person, item) => {
            here(world, person)?;
            if world.work[item.at()].done.is_some() {
                return Err(CommandError::WorkDone(item));
            }
            has_come_in(world, item)?;
            let same = world.people[person.at()].activity == Activity::Working(item);
            if same {
                Err(CommandError::AlreadyOnIt(person))
            } else if !work::can_be_worked_on(world, item) {
                Err(CommandError::WorkWaits(item))
            } else {
                Ok(())
            }
        }
        Command::Page(person) => match world.people[person.at()].activity {
            _ if !world.people[person.at()].absence.is_here() => Err(CommandError::Absent(person)),
            Activity::Off | Activity::Resting => Ok(()),
            Activity::OnTheWay => Err(on_the_way(world, person)),
            _ => Err(CommandError::AlreadyHere(person)),
        },
        Command::Rest(person) => here(world, person),
        Command::Post(incident, audience) => {
            let state = led(world, incident)?;
            let just = state.posted[audience as usize] == Some(world.now);
            if just {
                Err(CommandError::JustPosted(audience))
            } else {
                Ok(())
            }
        }
        Command::Decide(card, option) => match world.cards[card.at()] {
            CardState::Open(_)
                if usize::from(option) < world.rules().cards[card.at()].options.len() =>
            {
                Ok(())
            }
            CardState::Open(_) => Err(CommandError::NoSuchOption(card, option)),
            _ => Err(CommandError::CardNotOpen(card)),
        },
        Command::Answer(message, verb) => match world.messages[message.at()] {
            MessageState::Open(_) => {
                let offered = &world.rules().messages[message.at()].answers;
                let known = offered.iter().any(|offered| offered.verb == verb);
                if known {
                    Ok(())
                } else {
                    Err(CommandError::NoSuchAnswer(message, verb))
                }
            }
            _ => Err(CommandError::MessageNotOpen(message)),
        },
        Command::Resolve(incident) => match led(world, incident)?.mitigated {
            Some(_) => Ok(()),
            None => Err(CommandError::NotMitigated(incident)),
        },
        Command::StandDown(incident) => {
            open(world, incident)?;
            somebody_at(world, incident)
        }
        Command::Poll(incident) => {
            triaged(world, incident)?;
            somebody_at(world, incident)
        }
        Command::Own(service, team) => {
            if world.owners[service.at()] == team {
                Err(CommandError::OwnsIt(service, team))
            } else {
                Ok(())
            }
        }
        Command::Delegate(brief) => {
            here(world, brief.to)?;
            if let Area::Incident(incident) = brief.area {
                open(world, incident)?;
            }
            delegation::check(world, &brief)
        }
        Command::TakeBack(area) => delegation::check_held(world, area, false),
        Command::Permit(area, _) => delegation::check_held(world, area, true),
        Command::Escalate(vendor) => stakeholders::check_vendor(world, vendor),
        Command::Notify(duty, _) => match world.duties[duty.at()] {
            state if state.known.is_none() => Err(CommandError::NothingToTell(duty)),
            state if state.told.is_some() => Err(CommandError::AlreadyTold(duty)),
            _ => Ok(()),
        },
        Command::Inject(_) => Ok(()),
        Command::PutOnCall(team, turn, person) => {
            let rota = people::rota_of(world, team);
            let place = rota.map(|rota| match turn {
                Turn::Primary => world.rotas[rota].primary,
                Turn::Secondary => world.rotas[rota].secondary,
            });
            let of_team = world.rules().people[person.at()].team == team;
            match place {
                Some(now) if of_team && now != Some(person) => Ok(()),
                _ => Err(CommandError::NotOnRota(team, person)),
            }
        }
        Command::GiveDaysOff(person, days) => {
            if !world.people[person.at()].absence.is_here() {
                return Err(CommandError::Absent(person));
            }
            let daily = world.rules().people[person.at()].hours.days.is_some();
            if daily && (1..=28).contains(&days) {
                Ok(())
            } else {
                Err(CommandError::BadDays(days))
            }
        }
        Command::HandOver(from, to) => {
            here(world, from)?;
            here(world, to)?;
            if from == to || !in_incident(world.people[from.at()].activity) {
                Err(CommandError::NothingToHandOver(from))
            } else {
                Ok(())
            }
        }
        Command::Talk(person, _) => {
            here(world, person)?;
            let last = world.people[person.at()].talks.into_iter().flatten().max();
            let wait = people::safety::BETWEEN_TALKS_MINUTES;
            match last.filter(|last| world.now.since(*last) < wait) {
                Some(_) => Err(CommandError::JustTalked(person)),
                None => Ok(()),
            }
        }
        Command::Hire(person) => check_joins(world, person, Joins::Hire),
        Command::Contract(person) => check_joins(world, person, Joins::Contract),
        Command::Assign(case, person) => {
            here(world, person)?;
            let state = world.desk.case(case);
            match state.ok_or(CommandError::CaseNotOpen(case))?.by {
                Some(who) => Err(CommandError::CaseInHand(case, who)),
                None => Ok(()),
            }
        }
        Command::Unassign(person) => match world.people[person.at()].activity {
            Activity::Serving(_) => Ok(()),
            _ => Err(CommandError::Idle(person)),
        },
        Command::Set(lever, value) => {
            let rule = &world.rules().levers[lever.at()];
            let back =
                matches!(rule.kind, LeverKind::Commitment(_)) && value < world.levers[lever.at()];
            let moves = world.levers[lever.at()] != value && !back;
            if moves && (rule.least..=rule.most).contains(&value) {
                Ok(())
            } else {
                Err(CommandError::LeverOutOfRange(lever, value))
            }
        }
        Command::Prioritise(item, place) => {
            has_come_in(world, item)?;
            if world.work[item.at()].done.is_some() {
                Err(CommandError::WorkDone(item))
            } else if place == 0 {
                Err(CommandError::NoSuchPlace)
            } else {
                Ok(())
            }
        }
        Command::Deploy(line) => {
            if world.rules().pipelines[line.at()].deploy.is_none() {
                Err(CommandError::NothingDeploys(line))
            } else if world.pipelines[line.at()].under_way != UnderWay::Nothing {
                Err(CommandError::Deploying(line))
            } else if !work::can_deploy(world, line) {
                let frozen = work::is_frozen(world, line);
                Err(CommandError::NothingToDeploy(line, frozen))
            } else {
                Ok(())
            }
        }
        Command::RollBack(line) => {
            work::can_roll_back(world, line).map_err(|why| not_back(why, line))
        }
        Command::ScheduleReview(incident, ..) => {
            let review = reviewable(world, incident)?.review;
            if review.by.is_some() || review.held.is_some() {
                Err(CommandError::AlreadyReviewed(incident))
            } else {
                Ok(())
            }
        }
        Command::Cadence(incident, audience, minutes) => {
            led(world, incident)?;
            stakeholders::check_cadence(world, incident, audience, minutes)
        }
        Command::Reply(stakeholder, _) => match world.stakeholders[stakeholder.at()].visit {
            Some(_) => Ok(()),
            None => Err(CommandError::NotOnTheCall(stakeholder)),
        },
        Command::ChooseIndicator(service, indicator) => {
            let offered = world.rules().services[service.at()].indicators.len();
            let watched = world.services[service.at()].indicator == indicator;
            if watched || usize::from(indicator) >= offered {
                Err(CommandError::NoSuchIndicator(service))
            } else {
                Ok(())
            }
        }
        Command::Split(incident, person) => {
            led(world, incident)?;
            here(world, person)?;
            people::check_split(world, incident, person)
        }
        Command::Review(incident, person) => {
            let review = reviewable(world, incident)?.review;
            here(world, person)?;
            if review.by.is_some() || review.held.is_some() {
                Err(CommandError::AlreadyReviewed(incident))
            } else if review.plan.is_none() {
                Err(CommandError::NoReviewScheduled(incident))
            } else {
                Ok(())
            }
        }
    }
}

fn has_come_in(world: &World, item: WorkId) -> Result<(), CommandError> {
    match world.work[item.at()].arrived {
        Some(_) => Ok(()),
        None => Err(CommandError::NotComeIn(item)),
    }
}

fn not_back(why: NotBack, line: PipelineId) -> CommandError {
    match why {
        NotBack::NothingOut => CommandError::NothingOut(line),
        NotBack::Busy => CommandError::Deploying(line),
        NotBack::Migration(item) => CommandError::Migration(item),
    }
}

/// An incident that is over, closed or not.
fn reviewable(world: &World, incident: IncidentId) -> Result<&IncidentState, CommandError> {
    let count = world.incidents.len() as u16;
    let state = world
        .incidents
        .get(incident.at())
        .ok_or(CommandError::NoSuchIncident(incident, count))?;
    match (state.merged, state.mitigated) {
        (Some(into), _) => Err(CommandError::Merged(incident, into)),
        (None, None) => Err(CommandError::TooEarlyToReview(incident)),
        (None, Some(_)) => Ok(state),
    }
}

/// Whether every number in a command stands for something of this scenario and form. Incidents have an error of their own.
fn names_known_things(world: &World, command: &Command) -> bool {
    let person = |id: PersonId| id.at() < world.people.len();
    match *command {
        Command::Assign(_, who) | Command::Unassign(who) => person(who),
        Command::Role(who, ..)
        | Command::Cancel(who)
        | Command::Page(who)
        | Command::Rest(who)
        | Command::GiveDaysOff(who, _)
        | Command::Talk(who, _)
        | Command::Hire(who)
        | Command::Contract(who) => person(who),
        Command::HandOver(from, to) => person(from) && person(to),
        Command::PutOnCall(team, _, who) => team.at() < world.safety.len() && person(who),
        Command::Triage(_, who) | Command::Split(_, who) => person(who),
        Command::ChooseIndicator(service, _) => service.at() < world.services.len(),
        Command::Reply(stakeholder, _) => stakeholder.at() < world.stakeholders.len(),
        Command::Investigate(_, inquiry, who) => {
            person(who) && inquiry.at() < world.inquiries.len()
        }
        Command::Apply(_, remedy, who) => person(who) && remedy.at() < world.remedies.len(),
        Command::Work(who, item) => person(who) && item.at() < world.work.len(),
        Command::Decide(card, _) => card.at() < world.cards.len(),
        Command::Answer(message, _) => message.at() < world.messages.len(),
        Command::Set(lever, _) => lever.at() < world.levers.len(),
        Command::Start(initiative, _) | Command::Stop(initiative) => {
            initiative.at() < world.initiatives.list.len()
        }
        Command::Except(control, _) => control.at() < world.governance.controls.len(),
        Command::MoveBudget(from, to, _) => [from, to]
            .iter()
            .all(|budget| budget.at() < world.governance.budgets.len()),
        Command::Prioritise(item, _) => item.at() < world.work.len(),
        Command::Deploy(line) | Command::RollBack(line) => line.at() < world.pipelines.len(),
        Command::Review(_, who) => person(who),
        Command::Own(service, team) => {
            service.at() < world.services.len() && team.0 < world.rules().teams
        }
        Command::StandDown(_) | Command::Poll(_) => true,
        Command::Delegate(brief) => person(brief.to) && is_known(world, brief.area),
        Command::TakeBack(area) | Command::Permit(area, _) => is_known(world, area),
        Command::Escalate(vendor) => vendor.at() < world.vendors.len(),
        Command::Notify(duty, cause) => {
            let causes = world.rules().causes.len();
            duty.at() < world.duties.len() && cause.is_none_or(|(cause, _)| cause.at() < causes)
        }
        Command::Inject(inject) => inject.at() < world.rules().injects.len(),
        Command::Acknowledge(_)
        | Command::Declare(..)
        | Command::Merge(..)
        | Command::Post(..)
        | Command::Cadence(..)
        | Command::ScheduleReview(..)
        | Command::Resolve(_) => true,
    }
}

fn check_joins(world: &World, person: PersonId, joins: Joins) -> Result<(), CommandError> {
    let rule = world.rules().people[person.at()].joins;
    match world.people[person.at()].absence {
        people::Absence::NotYet(None) if rule == Some(joins) => Ok(()),
        _ => Err(CommandError::NotToBeFound(person)),
    }
}

/// Incidents have an error of their own.
fn is_known(world: &World, area: Area) -> bool {
    match area {
        Area::Incidents(team) | Area::Board(team) | Area::Load(team) => {
            team.0 < world.rules().teams
        }
        Area::Incident(_) | Area::Updates(_) => true,
    }
}

fn check_inquiry(
    world: &World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
) -> Result<(), CommandError> {
    let fault = triaged(world, incident)?;
    here(world, person)?;
    if Some(world.rules().inquiries[inquiry.at()].fault) != fault {
        return Err(CommandError::OtherIncident(incident));
    }
    let state = &world.inquiries[inquiry.at()];
    let asked = state.finding.is_some() || state.by.is_some();
    if asked {
        Err(CommandError::AlreadyAsked(inquiry))
    } else {
        Ok(())
    }
}

fn check_remedy(
    world: &World,
    incident: IncidentId,
    remedy: RemedyId,
    person: PersonId,
) -> Result<(), CommandError> {
    let fault = triaged(world, incident)?;
    here(world, person)?;
    if Some(world.rules().remedies[remedy.at()].fault) != fault {
        return Err(CommandError::OtherIncident(incident));
    }
    check_applicable(world, remedy)
}

/// Whether a remedy could be applied now, by whatever hand.
pub(super) fn check_applicable(world: &World, remedy: RemedyId) -> Result<(), CommandError> {
    let rule = &world.rules().remedies[remedy.at()];
    let state = &world.remedies[remedy.at()];
    // Where it may not have been done right, it may be done once more.
    let settled = state.applied.is_some() && state.slip.doubt.0 == 0;
    if settled || state.by.is_some() {
        return Err(CommandError::AlreadyApplied(remedy));
    }
    if rule.needs_approval && !state.approved {
        return Err(CommandError::NotApproved(remedy));
    }
    if let Some(item) = (rule.rolls_back).and_then(|line| work::migrated(world, line)) {
        return Err(CommandError::Migration(item));
    }
    match rule.after {
        Some(first) if world.remedies[first.at()].applied.is_none() => {
            Err(CommandError::After(remedy, first))
        }
        _ => Ok(()),
    }
}

fn open(world: &World, incident: IncidentId) -> Result<&IncidentState, CommandError> {
    let count = world.incidents.len() as u16;
    let state = world
        .incidents
        .get(incident.at())
        .ok_or(CommandError::NoSuchIncident(incident, count))?;
    match (state.merged, state.resolved) {
        (Some(into), _) => Err(CommandError::Merged(incident, into)),
        (None, Some(_)) => Err(CommandError::Closed(incident)),
        (None, None) => Ok(state),
    }
}

fn led(world: &World, incident: IncidentId) -> Result<&IncidentState, CommandError> {
    let state = open(world, incident)?;
    // A command that waits behind the acknowledgement takes effect after it.
    let waits = || {
        world
            .queue
            .iter()
            .any(|queued| queued.command == Command::Acknowledge(incident))
    };
    if state.acknowledged.is_some() || waits() {
        Ok(state)
    } else {
        Err(CommandError::Unacknowledged(incident))
    }
}

/// Whether anybody is at an incident.
fn somebody_at(world: &World, incident: IncidentId) -> Result<(), CommandError> {
    let mut people = world.people.iter();
    if people.any(|person| people::incident_of(person.activity) == Some(incident)) {
        Ok(())
    } else {
        Err(CommandError::NobodyThere(incident))
    }
}

/// What people know an incident to be about.
fn triaged(world: &World, incident: IncidentId) -> Result<Option<FaultId>, CommandError> {
    let state = led(world, incident)?;
    match state.triaged {
        Some(_) => Ok(state.fault),
        None => Err(CommandError::NotTriaged(incident)),
    }
}

fn here(world: &World, person: PersonId) -> Result<(), CommandError> {
    match world.people[person.at()].activity {
        Activity::OnTheWay => Err(on_the_way(world, person)),
        activity if on_duty(activity) => Ok(()),
        _ => Err(CommandError::OffShift(person)),
    }
}

/// When somebody paged is expected, by what is usual: the true minute is hidden.
fn on_the_way(world: &World, person: PersonId) -> CommandError {
    let waited = (world.people[person.at()].task.done(world.now) / 1000) as u32;
    let usual = people::PAGE_DELAY.median_milli / 1000;
    CommandError::OnTheWay(
        person,
        Tick(world.now.0 + usual.saturating_sub(waited).max(1)),
    )
}

/// Puts a valid command into effect.
pub(super) fn perform(world: &mut World, command: Command, events: &mut Events) {
    let now = world.now;
    match command {
        Command::Acknowledge(incident) => {
            world.incidents[incident.at()].acknowledged = Some(now);
            note(events, now, What::Acknowledged(incident));
        }
        Command::Declare(incident, severity) => {
            incidents::declare(world, incident, severity, events);
        }
        Command::Merge(from, into) => {
            world.incidents[from.at()].merged = Some(into);
            alarms::listen(world);
            note(events, now, What::Merged(from, into));
            stakeholders::fold_cadences(world, from, into);
            send_home(world, from, events);
        }
        Command::Role(person, role, incident) => {
            if let Some(before) = world.incidents[incident.at()].roles[role as usize] {
                people::drop_task(world, before, events);
                people::free(world, before, events);
            }
            people::take(world, person, Activity::Leading(incident, role), events);
            world.incidents[incident.at()].roles[role as usize] = Some(person);
            note(events, now, What::RoleTaken(incident, person, role));
        }
        Command::Triage(incident, person) => tasks::triage(world, incident, person, events),
        Command::Investigate(incident, inquiry, person) => {
            tasks::investigate(world, incident, inquiry, person, events)
        }
        Command::Apply(incident, remedy, person) => {
            tasks::apply(world, incident, remedy, person, events)
        }
        Command::Cancel(person) => {
            people::drop_task(world, person, events);
            note(events, now, What::Stopped(person));
            people::free(world, person, events);
        }
        Command::Work(person, item) => {
            people::send_to(world, person, item);
            work::begin(world, item, events);
            people::take(world, person, Activity::Working(item), events);
            note(events, now, What::Working(person, item));
        }
        Command::Page(person) => people::page(world, person, events),
        Command::Rest(person) => {
            people::take(world, person, Activity::Resting, events);
            note(events, now, What::SentToRest(person));
            people::handover::lose_facts(world, person, events);
        }
        Command::Post(incident, audience) => stakeholders::post(world, incident, audience, events),
        Command::Decide(card, option) => {
            stakeholders::take_option(world, card, option, false, events)
        }
        Command::Answer(message, verb) => stakeholders::answer(world, message, verb, events),
        Command::Resolve(incident) => {
            world.incidents[incident.at()].resolved = Some(now);
            alarms::listen(world);
            note(events, now, What::Resolved(incident));
            stakeholders::end_cadences(world, incident);
            send_home(world, incident, events);
        }
        Command::Set(lever, value) => set_lever(world, lever, value, events),
        Command::StandDown(incident) => {
            note(events, now, What::StoodDown(incident));
            send_home(world, incident, events);
        }
        Command::Poll(incident) => {
            note(events, now, What::Polled(incident));
            if let Some(fault) = world.incidents[incident.at()].about() {
                for person in (0..world.people.len()).map(|person| PersonId(person as u16)) {
                    let state = &world.people[person.at()];
                    let there = people::incident_of(state.activity) == Some(incident);
                    if there && state.task.ready().plus(opinions::HEARD_AFTER_MINUTES) <= now {
                        opinions::say(world, fault, person, events);
                    }
                    if there {
                        slips::ask(world, person, events);
                    }
                }
            }
        }
        Command::Own(service, team) => {
            world.owners[service.at()] = team;
            // How a team has its alerts set comes with it.
            alerts::thresholds_changed(world);
            note(events, now, What::OwnerSet(service, team));
        }
        Command::Delegate(brief) => delegation::hand_over(world, brief, events),
        Command::TakeBack(area) => delegation::take_back(world, area, events),
        Command::Permit(area, yes) => delegation::permit(world, area, yes, events),
        Command::Escalate(vendor) => stakeholders::escalate(world, vendor, events),
        Command::Notify(duty, cause) => stakeholders::notify(world, duty, cause, events),
        Command::Inject(inject) => {
            let scenario = world.scenario.clone();
            let key = Key::named("inject", &scenario.ids.injects[inject.at()]);
            let key = key.child(Purpose::Chance, now.0);
            note(events, now, What::Injected(inject));
            let rule = &scenario.rules.injects[inject.at()];
            effects::happen(world, &rule.effects, Why::Inject(inject), key, events);
        }
        Command::PutOnCall(team, turn, person) => {
            people::put_on_call(world, team, turn, person, events)
        }
        Command::GiveDaysOff(person, days) => people::give_days_off(world, person, days, events),
        Command::HandOver(from, to) => people::handover::begin(world, from, to, events),
        Command::Talk(person, manner) => people::safety::talk(world, person, manner, events),
        Command::Hire(person) | Command::Contract(person) => {
            people::exits::engage(world, person, events)
        }
        Command::Start(initiative, how) => initiatives::start(world, initiative, how, events),
        Command::Stop(initiative) => initiatives::stop(world, initiative, events),
        Command::Except(control, days) => governance::except(world, control, days, events),
        Command::MoveBudget(from, to, units) => {
            governance::move_money(world, from, to, units, events)
        }
        Command::Cadence(incident, audience, minutes) => {
            stakeholders::set_cadence(world, incident, audience, minutes, events)
        }
        Command::Reply(stakeholder, verb) => stakeholders::reply(world, stakeholder, verb, events),
        Command::ChooseIndicator(service, indicator) => {
            services::watch(world, service, indicator, events)
        }
        Command::Split(incident, person) => {
            people::take(world, person, Activity::Subleading(incident), events);
            note(events, now, What::Split(incident, person));
        }
        Command::Assign(case, person) => desk::assign(world, case, person, events),
        Command::Unassign(person) => desk::unassign(world, person, events),
        Command::Prioritise(item, place) => work::prioritise(world, item, place, events),
        Command::Deploy(line) => work::deploy(world, line, events),
        Command::RollBack(line) => work::roll_back(world, line, events),
        Command::ScheduleReview(incident, style, depth) => {
            work::schedule(world, incident, style, depth, events)
        }
        Command::Review(incident, person) => work::review(world, incident, person, events),
    }
}

/// Sets a lever, whoever says so.
pub(super) fn set_lever(world: &mut World, lever: LeverId, value: i32, events: &mut Events) {
    world.levers[lever.at()] = value;
    // Thresholds may have moved: every rule is looked at again.
    alerts::thresholds_changed(world);
    alarms::levers_moved(world, events);
    work::lever_moved(world);
    note(events, world.now, What::LeverSet(lever, value));
    services::set(world, world.rules().levers[lever.at()].kind, value, events);
    governance::lever_moved(world, lever, value, events);
}

/// Everybody who is busy with an incident stops.
fn send_home(world: &mut World, incident: IncidentId, events: &mut Events) {
    for person in (0..world.people.len()).map(|person| PersonId(person as u16)) {
        if people::incident_of(world.people[person.at()].activity) == Some(incident) {
            people::drop_task(world, person, events);
            people::free(world, person, events);
        }
    }
}
