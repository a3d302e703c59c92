//! Incidents: what tells of harm opens one for a service, unless an open one already concerns the harm behind it.
//!
//! While nobody has found out what an incident is about, a page of another service for the same harm opens a duplicate, which can
//! be merged. Where a scenario does not ask for triage, what harms is known at once, and there are none.

use super::alerts::pages;
use super::event::{Source, What, Why};
use super::world::{IncidentState, World};
use super::{Events, alarms, bill, note, people, services, stakeholders};
use crate::scenario::ids::{FaultId, IncidentId, PersonId, ServiceId};
use crate::scenario::rules::Rules;

/// Morale of those who took part when customers are well again, in thousandths. *Assumed.*
const RELIEF_TOOK_PART: i32 = 2500;
/// Morale of everybody else on duty. *Assumed.*
const RELIEF_OTHERS: i32 = 800;

/// So many incidents may be open at once; what comes then is told by alerts alone, until one is closed.
const OPEN_MOST: usize = 1024;

/// Incidents for which a run has room from the start: one an hour, and twice the false alarms that are usual. Only a run with more
/// of them takes more memory while it goes on.
pub(super) fn usual(rules: &Rules) -> usize {
    let per_day = (rules.services.iter()).map(|service| u64::from(service.alarms.false_per_day.0));
    let false_alarms = per_day.sum::<u64>() * u64::from(rules.ends.0) / 1440 / 1_000_000;
    let hours = u64::from(rules.ends.0 / 60);
    32 + (hours + 2 * false_alarms).min(4064) as usize
}

/// Whether one more incident may open.
fn has_room(world: &World) -> bool {
    let open = || world.incidents.iter().filter(|incident| incident.open());
    let all = world.incidents.len();
    all < OPEN_MOST || all < usize::from(u16::MAX) && open().count() < OPEN_MOST
}

/// Opens an incident for every page that holds and has none: for harm in force on the service or on what it depends on.
///
/// Without harm in force the window still remembers what is over: no second incident for it. What comes back after an incident
/// was closed, and a second fault behind the first, have one of their own.
pub(super) fn answer_pages(world: &mut World, events: &mut Events) {
    for index in 0..world.services.len() {
        if pages(world.services[index].firing) {
            let service = ServiceId(index as u16);
            open_for(world, service, events);
            if services::is_strained(world, service) {
                open_for_load(world, service, events);
            }
        }
    }
}

/// Opens an incident for the harm behind a service, unless one is open for it.
pub(super) fn open_for(world: &mut World, service: ServiceId, events: &mut Events) {
    if let Some(fault) = unanswered(world, service) {
        open(world, service, Some(fault), false, events);
    }
}

/// Opens an incident where no fault is behind a page but more load than fits: what set it off may be gone. One at a time.
fn open_for_load(world: &mut World, service: ServiceId, events: &mut Events) {
    let mut faults = (0..world.faults.len()).map(|index| FaultId(index as u8));
    let mut incidents = world.incidents.iter();
    let told = faults.any(|fault| harms(world, fault, service))
        || incidents.any(|incident| incident.open() && is_about_load(incident));
    if !told {
        open(world, service, None, false, events);
    }
}

fn is_about_load(incident: &IncidentState) -> bool {
    incident.fault.is_none() && !incident.blind
}

/// Customers of a service report: that is news only where nothing else has told, and then the answer is `true`.
pub(super) fn report(world: &mut World, service: ServiceId, events: &mut Events) -> bool {
    let Some(fault) = unreported(world, service) else {
        return false;
    };
    note(events, world.now, What::Reported(service));
    open(world, service, Some(fault), false, events);
    true
}

/// Harm on a service, or on what it depends on, of which nothing has told.
pub(super) fn unreported(world: &World, service: ServiceId) -> Option<FaultId> {
    let fault = unanswered(world, service)?;
    let known = world.incidents.iter().any(|incident| {
        let harms =
            |fault: FaultId| harms(world, fault, service) && is_about(world, incident, fault);
        incident.open() && incident.fault.is_some_and(harms)
    });
    (!known).then_some(fault)
}

/// Somebody notices a fault that no service shows.
pub(super) fn notice(world: &mut World, fault: FaultId, events: &mut Events) {
    let mut incidents = world.incidents.iter();
    if !incidents.any(|incident| incident.open() && is_about(world, incident, fault)) {
        let service = world.rules().faults[fault.at()].service;
        note(events, world.now, What::Reported(service));
        open(world, service, Some(fault), false, events);
    }
}

/// An alarm with nothing on the dashboards opens an incident: people have to find out what it is about.
pub(super) fn open_in_doubt(
    world: &mut World,
    service: ServiceId,
    fault: Option<FaultId>,
    events: &mut Events,
) {
    open(world, service, fault, true, events);
}

fn harms(world: &World, fault: FaultId, service: ServiceId) -> bool {
    let rule = &world.rules().faults[fault.at()];
    world.faults[fault.at()].live
        && rule.kind.shows()
        && services::depends_on(world, service, rule.service)
}

/// Harm on a service, or on what it depends on, where no incident answers for any of it.
fn unanswered(world: &World, service: ServiceId) -> Option<FaultId> {
    let mut unanswered = None;
    for (index, state) in world.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        if !state.live || !harms(world, fault, service) {
            continue;
        }
        // The last ones are those that are open.
        let mut incidents = world.incidents.iter().rev();
        let answered = incidents.any(|incident| {
            let open = incident.open() && incident.triaged.is_some();
            let own = incident.resolved.is_none() && incident.service == service;
            (open || own) && is_about(world, incident, fault)
        });
        if answered {
            return None;
        }
        unanswered = unanswered.or(Some(fault));
    }
    unanswered
}

fn open(
    world: &mut World,
    service: ServiceId,
    fault: Option<FaultId>,
    blind: bool,
    events: &mut Events,
) {
    if !has_room(world) {
        return;
    }
    if let Some(fault) = fault {
        bill::notice(world, fault);
    }
    let incident = IncidentId(world.incidents.len() as u16);
    // That more comes than fits, dashboards show.
    let load = fault.is_none() && !blind;
    let again = blind && alarms::is_known(world, service, fault);
    let known = load || again || !blind && !world.rules().triage.always;
    if known {
        alarms::remember(world, true);
    }
    world.incidents.push(IncidentState {
        service,
        fault,
        strike: fault.map_or(0, |fault| world.faults[fault.at()].strikes),
        blind,
        doubt: alarms::doubt(world, service, fault).filter(|_| blind),
        triaged: known.then_some(world.now),
        triage_by: None,
        triages: 0,
        opened: world.now,
        acknowledged: None,
        severity: None,
        declared: None,
        mitigated: None,
        resolved: None,
        merged: None,
        roles: [None; 3],
        posted: [None; 2],
        review: Default::default(),
    });
    note(events, world.now, What::IncidentOpened(incident, service));
    let source = match fault {
        Some(fault) => Source::Fault(fault),
        None if load => Source::Load,
        None => Source::Nothing,
    };
    note(events, world.now, What::Behind(incident, source));
    people::page_on_call(world, incident, service, events);
}

/// The severity of an incident is stated: with it goes the cadence of updates that is usual for it.
pub(super) fn declare(world: &mut World, incident: IncidentId, severity: u8, events: &mut Events) {
    let now = world.now;
    let state = &mut world.incidents[incident.at()];
    state.severity = Some(severity);
    state.declared.get_or_insert(now);
    people::touch(world);
    note(events, now, What::Declared(incident, severity));
    stakeholders::usual_cadence(world, incident, severity, events);
}

/// The ladder of §B6, by what the dashboard of the incident's service shows.
pub(super) fn shown_severity(world: &World, incident: IncidentId) -> u8 {
    let service = world.incidents[incident.at()].service;
    let step = match world.services[service.at()].success.rest().0 {
        500_000.. => 1,
        100_000.. => 2,
        10_000.. => 3,
        _ => 4,
    };
    // What customers can do without is a step less bad.
    let tier = world.rules().services[service.at()].tier;
    (step + u8::from(tier > 1)).min(5)
}

/// Whether an incident is about the last occurrence of a fault.
fn is_about(world: &World, incident: &IncidentState, fault: FaultId) -> bool {
    incident.fault == Some(fault) && incident.strike == world.faults[fault.at()].strikes
}

/// Tells when customers stop hurting, and when they hurt again.
pub(super) fn see_mitigation(world: &mut World, events: &mut Events) {
    for index in 0..world.incidents.len() {
        let incident = &world.incidents[index];
        if !incident.open() {
            continue;
        }
        let calm = match incident.fault {
            Some(fault) => !(world.faults[fault.at()].live && is_about(world, incident, fault)),
            None if is_about_load(incident) => !services::is_strained(world, incident.service),
            // That nothing is behind an incident shows when somebody has found out.
            None => continue,
        };
        if calm == incident.mitigated.is_some() {
            continue;
        }
        let id = IncidentId(index as u16);
        world.incidents[index].mitigated = calm.then_some(world.now);
        if !calm {
            note(events, world.now, What::Relapsed(id));
            continue;
        }
        note(events, world.now, What::Mitigated(id));
        for person in (0..world.people.len()).map(|person| PersonId(person as u16)) {
            let points = match world.people[person.at()].activity {
                activity if people::in_incident(activity) => RELIEF_TOOK_PART,
                activity if people::on_duty(activity) => RELIEF_OTHERS,
                _ => continue,
            };
            people::move_morale(world, person, points, Why::Relief, events);
        }
    }
}
