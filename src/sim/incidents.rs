//! Incidents: a page opens one for a service, unless an open one already concerns the harm behind it.

use super::alerts::pages;
use super::event::{What, Why};
use super::services::callees;
use super::world::{IncidentState, World};
use super::{Events, note, people};
use crate::scenario::ids::{FaultId, IncidentId, PersonId, ServiceId};
use crate::scenario::rules::Rules;

/// Morale of those who took part when customers are well again, in thousandths. *Assumed.*
const RELIEF_TOOK_PART: i32 = 2500;
/// Morale of everybody else on duty. *Assumed.*
const RELIEF_OTHERS: i32 = 800;

/// Opens an incident for every page that holds and has none: for harm in force on the service or on what it depends on.
///
/// Without harm in force the window still remembers what is over: no second incident for it. What comes back after an incident
/// was closed, and a second fault behind the first, have one of their own.
pub(super) fn answer_pages(world: &mut World, events: &mut Events) {
    for index in 0..world.services.len() {
        if pages(world.services[index].firing) {
            open_for(world, ServiceId(index as u16), events);
        }
    }
}

/// Opens an incident for the harm behind a service, unless one is open for it.
pub(super) fn open_for(world: &mut World, service: ServiceId, events: &mut Events) {
    let harms = |world: &World, fault: FaultId| {
        let rules = world.rules();
        world.faults[fault.at()].live
            && depends_on(rules, service, rules.faults[fault.at()].service)
    };
    let mut harmful = (0..world.faults.len())
        .map(|index| FaultId(index as u8))
        .filter(|&fault| harms(world, fault));
    let known = |fault: FaultId| {
        let mut incidents = world.incidents.iter();
        incidents.any(|incident| incident.open() && is_about(world, incident, fault))
    };
    let Some(fault) = harmful.next() else {
        return;
    };
    if known(fault) || harmful.any(known) {
        return;
    }
    let incident = IncidentId(world.incidents.len() as u16);
    world.incidents.push(IncidentState {
        service,
        fault: Some(fault),
        strike: world.faults[fault.at()].strikes,
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
    people::page_on_call(world, incident, service, events);
}

/// Whether an incident is about the last occurrence of a fault.
fn is_about(world: &World, incident: &IncidentState, fault: FaultId) -> bool {
    incident.fault == Some(fault) && incident.strike == world.faults[fault.at()].strikes
}

/// Whether a service is the other or calls it, directly or through others.
pub(super) fn depends_on(rules: &Rules, service: ServiceId, on: ServiceId) -> bool {
    service == on || callees(rules, service).any(|callee| depends_on(rules, callee, on))
}

/// Tells when customers stop hurting, and when they hurt again.
pub(super) fn see_mitigation(world: &mut World, events: &mut Events) {
    for index in 0..world.incidents.len() {
        let incident = &world.incidents[index];
        let harm =
            |fault: FaultId| world.faults[fault.at()].live && is_about(world, incident, fault);
        let calm = !incident.fault.is_some_and(harm);
        if !incident.open() || calm == incident.mitigated.is_some() {
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
