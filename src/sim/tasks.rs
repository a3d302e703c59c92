//! What people do in an incident: triage, lines of inquiry and remedies, from the first minute to what is found or comes into force.
//!
//! A task takes effort, drawn when it begins and hidden until it is spent (see [`super::latent`]); how fast it is spent is the
//! pace of [`super::people`]. A finding is drawn in the minute in which it is reported, by the likelihoods under the true cause.
//!
//! | what makes it longer or shorter | times its median | source |
//! | --- | --- | --- |
//! | triage by somebody of another team than the one that owns the service; so by anybody where a team without people does | the scenario's factor, 3 unless said | §C3: up to 10.16; *assumed* |
//! | triage or inquiry with a runbook, or by somebody who worked on that fault before | 1 ÷ 3 | §A4: about 3 |

use super::draw::{Key, Purpose, draw};
use super::event::{Deed, What, Why};
use super::latent::effort_beyond;
use super::people::{arrive, drop_task, free, take};
use super::slips::{self, Hand, Outcome, Slip};
use super::world::{Activity, World};
use super::{
    Events, alarms, bill, desk, effects, faults, incidents, latent, note, opinions, people, work,
};
use crate::scenario::ids::*;
use crate::scenario::rules::{Effort, Remedy, RemedyEffect};
use crate::scenario::units::Ppm;

/// How much faster somebody looks who knows where (§A4: a playbook makes it about three times as fast).
const KNOWN_WAY: u32 = 3;

/// The service that an incident is known to be about: until somebody has found out, the one whose alarm rang.
pub(crate) fn seat(world: &World, incident: IncidentId) -> ServiceId {
    let state = &world.incidents[incident.at()];
    seat_of(world, incident, state.about())
}

fn seat_of(world: &World, incident: IncidentId, fault: Option<FaultId>) -> ServiceId {
    fault.map_or(world.incidents[incident.at()].service, |fault| {
        world.rules().faults[fault.at()].service
    })
}

/// Whether somebody knows the way: by a runbook, or because they have been there.
fn knows_the_way(world: &World, fault: FaultId, person: PersonId) -> bool {
    let state = &world.faults[fault.at()];
    let been_there = person.at() < 64 && state.familiar & 1 << person.at() != 0;
    state.runbook || been_there
}

/// How long it usually takes somebody to find out what an incident is about, who does not know the way.
fn usual_triage(world: &World, incident: IncidentId, person: PersonId) -> Effort {
    let rules = world.rules();
    let usual = rules.triage.effort;
    // Who owns what harms knows its signs, whether anybody has told them so or not.
    let owner = world.owners[seat_of(world, incident, shown(world, incident)).at()];
    let times = if rules.people[person.at()].team == owner {
        1000
    } else {
        rules.triage.wrong_team_milli
    };
    let median = u64::from(usual.median_milli) * u64::from(times) / 1000;
    Effort {
        median_milli: median.min(u64::from(u32::MAX)) as u32,
        ..usual
    }
}

/// What is behind an incident that dashboards show.
fn shown(world: &World, incident: IncidentId) -> Option<FaultId> {
    let state = &world.incidents[incident.at()];
    state.fault.filter(|_| !state.blind)
}

/// The same for somebody who may know the way, should that fault be behind it.
fn triage_of(world: &World, usual: Effort, person: PersonId, fault: Option<FaultId>) -> Effort {
    Effort {
        median_milli: usual.median_milli / fault.map_or(1, |fault| way(world, fault, person)),
        ..usual
    }
}

/// The incident that somebody is finding out about, or was before they began to hand that over.
pub(super) fn triages(world: &World, person: PersonId) -> Option<IncidentId> {
    let state = &world.people[person.at()];
    let task = (state.passes).map_or(state.activity, people::Passing::task);
    match task {
        Activity::Triaging(incident) => Some(incident),
        _ => None,
    }
}

/// What somebody's triage of an incident usually takes, should that be behind it, and what was done of it.
fn triage_should(world: &World, person: PersonId, fault: Option<FaultId>) -> (Effort, u64) {
    let state = &world.people[person.at()];
    let (median_milli, done) = (state.passes)
        .map_or((state.usual_milli, state.task.done(world.now)), |passing| {
            (passing.usual_milli, passing.done)
        });
    let usual = Effort {
        median_milli,
        ..world.rules().triage.effort
    };
    (triage_of(world, usual, person, fault), done)
}

/// What somebody's triage of an incident usually takes, and what was done of it.
pub(super) fn triage_in_hand(
    world: &World,
    incident: IncidentId,
    person: PersonId,
) -> (Effort, u64) {
    triage_should(world, person, shown(world, incident))
}

/// Chance that a triage in hand takes more than was done, should that fault be behind it.
pub(super) fn chance_triage_goes_on(world: &World, person: PersonId, fault: FaultId) -> f64 {
    let (effort, done) = triage_should(world, person, Some(fault));
    1.0 - latent::share_within(effort, done)
}

/// How long a line of inquiry usually takes somebody.
pub(crate) fn usual_inquiry(world: &World, inquiry: InquiryId, person: PersonId) -> Effort {
    let rule = &world.rules().inquiries[inquiry.at()];
    Effort {
        median_milli: rule.effort.median_milli / way(world, rule.fault, person),
        ..rule.effort
    }
}

fn way(world: &World, fault: FaultId, person: PersonId) -> u32 {
    if knows_the_way(world, fault, person) {
        KNOWN_WAY
    } else {
        1
    }
}

/// Gives somebody a task of a drawn effort.
fn set_effort(world: &mut World, person: PersonId, effort: Effort, u: f64) {
    let now = world.now;
    let state = &mut world.people[person.at()];
    state.usual_milli = effort.median_milli;
    state.task.count(effort_beyond(effort, 0, u), 0, now);
}

/// Has somebody find out what an incident is about.
pub(super) fn triage(
    world: &mut World,
    incident: IncidentId,
    person: PersonId,
    events: &mut Events,
) {
    take(world, person, Activity::Triaging(incident), events);
    let state = &mut world.incidents[incident.at()];
    state.triage_by = Some(person);
    state.triages += 1;
    let ordinal = u32::from(state.triages);
    let u = draw(
        world.seed,
        triage_key(world, incident),
        Purpose::TriageEffort,
        ordinal,
    );
    let usual = usual_triage(world, incident, person);
    let behind = shown(world, incident);
    set_effort(world, person, triage_of(world, usual, person, behind), u);
    // Whoever knows the way without knowing it yet tells nobody how long it will take.
    world.people[person.at()].usual_milli = usual.median_milli;
    note(events, world.now, What::TriageStarted(incident, person));
}

/// The key of an incident's draws: those of one service are numbered.
pub(super) fn triage_key(world: &World, incident: IncidentId) -> Key {
    let service = world.incidents[incident.at()].service;
    let earlier = world.incidents[..incident.at()].iter();
    let ordinal = earlier.filter(|earlier| earlier.service == service).count();
    Key::named("service", &world.scenario.ids.services[service.at()])
        .child(Purpose::TriageEffort, ordinal as u32)
}

/// Somebody has found out what an incident is about, and with it what others are that opened for the same harm.
fn find_out(world: &mut World, incident: IncidentId, person: PersonId, events: &mut Events) {
    let now = world.now;
    let state = &mut world.incidents[incident.at()];
    state.triaged = Some(now);
    let fault = state.fault;
    alarms::remember(world, fault.is_some());
    let Some(fault) = fault else {
        world.incidents[incident.at()].mitigated = Some(now);
        note(events, now, What::FalseAlarm(incident, person));
        return;
    };
    note(events, now, What::Triaged(incident, person));
    for other in 0..world.incidents.len() {
        let alike = &world.incidents[other];
        let same =
            (alike.fault, alike.strike) == (Some(fault), world.incidents[incident.at()].strike);
        if same && alike.open() && !alike.blind && alike.triaged.is_none() {
            let by = alike.triage_by;
            world.incidents[other].triaged = Some(now);
            alarms::remember(world, true);
            note(events, now, What::Triaged(IncidentId(other as u16), person));
            if let Some(busy) = by {
                drop_task(world, busy, events);
                free(world, busy, events);
            }
        }
    }
    become_familiar(world, fault, person);
    opinions::say(world, fault, person, events);
}

/// What happened shows what incidents about a fault are about.
pub(super) fn know(world: &mut World, fault: FaultId) {
    let now = world.now;
    let strike = world.faults[fault.at()].strikes;
    for index in 0..world.incidents.len() {
        let state = &mut world.incidents[index];
        let about = state.fault == Some(fault) && state.strike == strike && state.open();
        if about && state.triaged.is_none() {
            state.triaged = Some(now);
            alarms::remember(world, true);
        }
    }
}

fn become_familiar(world: &mut World, fault: FaultId, person: PersonId) {
    if person.at() < 64 {
        world.faults[fault.at()].familiar |= 1 << person.at();
    }
}

/// Sends somebody along a line of inquiry.
pub(super) fn investigate(
    world: &mut World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
    events: &mut Events,
) {
    let to = Activity::Investigating(incident, inquiry);
    take(world, person, to, events);
    let state = &mut world.inquiries[inquiry.at()];
    state.by = Some(person);
    state.starts += 1;
    let starts = state.starts;
    let key = Key::named("inquiry", &world.scenario.ids.inquiries[inquiry.at()]);
    let u = draw(world.seed, key, Purpose::InquiryEffort, starts);
    let effort = usual_inquiry(world, inquiry, person);
    set_effort(world, person, effort, u);
    let what = What::InquiryStarted(incident, inquiry, person);
    note(events, world.now, what);
}

/// Has somebody apply a remedy.
pub(super) fn apply(
    world: &mut World,
    incident: IncidentId,
    remedy: RemedyId,
    person: PersonId,
    events: &mut Events,
) {
    take(world, person, Activity::Applying(incident, remedy), events);
    let state = &mut world.remedies[remedy.at()];
    state.by = Some(person);
    state.starts += 1;
    let starts = state.starts;
    let key = Key::named("remedy", &world.scenario.ids.remedies[remedy.at()]);
    let u = draw(world.seed, key, Purpose::RemedyEffort, starts);
    let effort = world.rules().remedies[remedy.at()].effort;
    set_effort(world, person, effort, u);
    let what = What::RemedyStarted(incident, remedy, person);
    note(events, world.now, what);
}

/// Finishes every task whose effort is spent.
pub(super) fn finish(world: &mut World, events: &mut Events) {
    let now = world.now;
    let mut asked = 0;
    while let Some(at) = (world.people[asked..].iter()).position(|one| one.task.ends() <= now) {
        let person = PersonId((asked + at) as u16);
        asked += at + 1;
        match world.people[person.at()].activity {
            Activity::OnTheWay => {
                arrive(world, person, events);
            }
            Activity::Triaging(incident) => {
                drop_task(world, person, events);
                find_out(world, incident, person, events);
                free(world, person, events);
            }
            Activity::Investigating(incident, inquiry) => {
                find(world, incident, inquiry, person, events);
                drop_task(world, person, events);
                free(world, person, events);
            }
            Activity::Applying(incident, remedy) => {
                drop_task(world, person, events);
                put_in_force(world, incident, remedy, person, events);
                free(world, person, events);
            }
            Activity::Serving(case) => {
                desk::close(world, case, person, events);
                free(world, person, events);
            }
            Activity::HandingOver(_) => people::handover::finish(world, person, events),
            Activity::Reviewing(incident) => {
                drop_task(world, person, events);
                work::hold(world, incident, events);
                free(world, person, events);
            }
            _ => {}
        }
    }
}

fn find(
    world: &mut World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
    events: &mut Events,
) {
    let fault = world.rules().inquiries[inquiry.at()].fault;
    see_leak(world, fault, events);
    match slips::of_inquiry(world, inquiry, person) {
        Outcome::Told => slips::tell(world, incident, Deed::Found(inquiry), person, events),
        Outcome::Done(hand) => report(world, incident, inquiry, person, hand, events),
    }
    become_familiar(world, fault, person);
    slips::work_shows(world, fault, person, events);
    opinions::say(world, fault, person, events);
}

/// Whoever works on a leak that is over sees whether it leaks again.
fn see_leak(world: &mut World, fault: FaultId, events: &mut Events) {
    if bill::is_quiet(world, fault) {
        incidents::notice(world, fault, events);
    } else if !world.faults[fault.at()].live {
        bill::clear(world, fault);
    }
}

/// Somebody reports what a line of inquiry found, as they read it.
fn report(
    world: &mut World,
    incident: IncidentId,
    inquiry: InquiryId,
    person: PersonId,
    hand: Hand,
    events: &mut Events,
) {
    let now = world.now;
    let fault = world.rules().inquiries[inquiry.at()].fault;
    let key = Key::named("inquiry", &world.scenario.ids.inquiries[inquiry.at()]);
    let strikes = world.faults[fault.at()].strikes;
    let u = draw(world.seed, key, Purpose::Finding, strikes.saturating_sub(1));
    let mut finding = latent::pick_finding(world, inquiry, None, u);
    if hand.hidden {
        let deed = Deed::Found(inquiry);
        note(events, now, What::SlipHidden(incident, deed, person));
        finding = slips::misread(world, inquiry, finding);
    }
    let state = &mut world.inquiries[inquiry.at()];
    state.finding = Some(finding);
    state.found_by = Some(person);
    state.slip = hand.kept(0);
    note(events, now, What::Found(incident, inquiry, finding, person));
}

/// Relief and worsening of a fault once a remedy with that effect is in force.
fn after(effect: RemedyEffect, relief: Ppm, worse: Ppm) -> (Ppm, Ppm) {
    match effect {
        RemedyEffect::Fixes => (Ppm::ALL, worse),
        RemedyEffect::Partial(share) => (relief.max(share), worse),
        RemedyEffect::Worse(share) => (relief, worse.max(share)),
        RemedyEffect::Nothing => (relief, worse),
    }
}

/// Looks at the harm once a remedy is in force that does this. Rules out every cause under which the harm would now be another than
/// it is seen to be; where a hand may have slipped and nothing has changed, such a cause is less likely and not ruled out. Where
/// there is no harm left, nothing can be seen.
fn see_effect(world: &mut World, remedy: &Remedy, effect: RemedyEffect, hand: Hand) -> Slip {
    let rule = &world.scenario.rules.faults[remedy.fault.at()];
    let state = &mut world.faults[remedy.fault.at()];
    let since = world.now.since(state.onset);
    let (full, relief, worse) = (state.harm, state.relief, state.worse);
    let harm = |effect: RemedyEffect| {
        let (relief, worse) = after(effect, relief, worse);
        (
            faults::level(rule, full, since, relief, worse),
            faults::full_level(full, relief, worse),
        )
    };
    let seen = harm(effect);
    let unchanged = seen == harm(RemedyEffect::Nothing);
    if !unchanged {
        (state.relief, state.worse) = after(effect, relief, worse);
    }
    let in_doubt = unchanged && hand.is_doubtful();
    let mut would = 0;
    for (row, (cause, &effect)) in latent::causes(rule).zip(&remedy.effects).enumerate() {
        if harm(effect) != seen {
            if in_doubt {
                would |= slips::bit(row);
            } else {
                world.ruled_out[cause.at()] = true;
            }
        }
    }
    if in_doubt {
        hand.kept(would)
    } else {
        Slip::default()
    }
}

fn put_in_force(
    world: &mut World,
    incident: IncidentId,
    remedy: RemedyId,
    person: PersonId,
    events: &mut Events,
) {
    let now = world.now;
    let deed = Deed::Applied(remedy);
    see_leak(world, world.rules().remedies[remedy.at()].fault, events);
    slips::look_again(world, remedy, events);
    match slips::of_remedy(world, remedy, person) {
        Outcome::Told => slips::tell(world, incident, deed, person, events),
        Outcome::Done(hand) => {
            note(events, now, What::RemedyApplied(incident, remedy, person));
            if hand.hidden {
                note(events, now, What::SlipHidden(incident, deed, person));
            }
            bring_into_force(world, remedy, hand, events);
        }
    }
    let fault = world.rules().remedies[remedy.at()].fault;
    slips::work_shows(world, fault, person, events);
}

/// A remedy is in force from now on, or said to be, by whatever hand.
pub(super) fn bring_into_force(
    world: &mut World,
    remedy: RemedyId,
    hand: Hand,
    events: &mut Events,
) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.remedies[remedy.at()];
    let key = Key::named("remedy", &scenario.ids.remedies[remedy.at()]);
    let effect = if hand.hidden {
        RemedyEffect::Nothing
    } else {
        latent::true_effect(world, remedy)
    };
    world.remedies[remedy.at()].applied = Some(world.now);
    world.remedies[remedy.at()].slip = see_effect(world, rule, effect, hand);
    faults::repair(world, rule.fault, rule.repairs);
    if let Some(line) = rule.rolls_back {
        work::undo_last(world, line, events);
    }
    if let Some(tool) = rule.bypasses {
        world.services[tool.at()].bypassed = true;
        people::touch(world);
    }
    if rule.exposure.is_some() {
        effects::begin_exposure(world, remedy, events);
    }
    if let Some(exposed) = rule.ends_exposure_of {
        effects::end_exposure(world, exposed, events);
    }
    let starts = world.remedies[remedy.at()].starts;
    let key = key.child(Purpose::RemedyEffort, starts);
    effects::happen(world, &rule.side_effects, Why::Remedy(remedy), key, events);
}
