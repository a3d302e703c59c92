//! The service map: nodes by health and tier, edges by load, people walking to where they were sent.

use super::board::initials;
use crate::observe::sentences::Names;
use crate::observe::{Observation, PersonSeen};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::sim::world::Activity;
use crate::words::fl;

/// The map.
#[derive(Clone, PartialEq, Debug)]
pub struct MapView {
    /// Services, in the order of the scenario.
    pub nodes: Vec<Node>,
    /// Who calls whom.
    pub edges: Vec<Edge>,
    /// People who are busy with an incident.
    pub walkers: Vec<Walker>,
}

/// A service.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// Which.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Place, 0–1 each way.
    pub place: (f32, f32),
    /// 1 is largest.
    pub tier: u8,
    /// Share of good requests, 0–1.
    pub health: f32,
    /// Requests, as a share of the busiest service's.
    pub load: f32,
    /// Customers are hurt here: harm, 0–1.
    pub heat: f32,
    /// What is wrong, in a few words; empty when nothing is.
    pub note: String,
}

/// A call from one service to another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Edge {
    /// The caller's place in the nodes.
    pub from: usize,
    /// The callee's.
    pub to: usize,
    /// Share of calls that fail, 0–1.
    pub failing: f32,
    /// How much flows, 0–1.
    pub load: f32,
    /// The caller cannot do without.
    pub hard: bool,
}

/// Somebody at a service, or on the way there.
#[derive(Clone, PartialEq, Debug)]
pub struct Walker {
    /// Who.
    pub person: PersonId,
    /// Their initials.
    pub initials: String,
    /// The node's place in the list.
    pub at: usize,
    /// Still finding their way in.
    pub walking: bool,
}

pub(super) fn map(scenario: &Scenario, seen: &Observation) -> MapView {
    let busiest = seen
        .services
        .iter()
        .map(|service| service.requests)
        .max()
        .unwrap_or(1)
        .max(1) as f32;
    let nodes: Vec<Node> = (seen.services.iter())
        .map(|service| {
            let place = scenario.rules.services[service.id.at()].place;
            let health = service.success.ratio() as f32;
            let failing = (1.0 - health) * 100.0;
            let note = match health {
                _ if service.bypassed => fl!("map-way-around").to_owned(),
                h if h >= 0.985 => String::new(),
                _ if service.tier == 1 => {
                    fl!("map-requests-fail", percent = format!("{failing:.0}"))
                }
                _ => fl!("map-fails", percent = format!("{failing:.0}")),
            };
            Node {
                id: service.id,
                name: Names(scenario).service(service.id).to_owned(),
                place: (f32::from(place.0) / 1000.0, f32::from(place.1) / 1000.0),
                tier: service.tier,
                health,
                load: (service.requests as f32 / busiest).sqrt(),
                heat: if service.tier == 1 {
                    (1.0 - health).max(0.0)
                } else {
                    (1.0 - health).max(0.0) * 0.35
                },
                note,
            }
        })
        .collect();
    let mut edges = Vec::new();
    for service in &seen.services {
        let callees = service
            .hard
            .iter()
            .map(|to| (to, true))
            .chain(service.soft.iter().map(|to| (to, false)));
        for (to, hard) in callees {
            let callee = &nodes[to.at()];
            edges.push(Edge {
                from: service.id.at(),
                to: to.at(),
                failing: 1.0 - callee.health,
                load: nodes[service.id.at()].load.min(callee.load).max(0.12),
                hard,
            });
        }
    }
    let walkers = seen
        .people
        .iter()
        .filter_map(|person| walker(scenario, seen, person))
        .collect();
    MapView {
        nodes,
        edges,
        walkers,
    }
}

fn walker(scenario: &Scenario, seen: &Observation, person: &PersonSeen) -> Option<Walker> {
    let at = match person.activity {
        Activity::Investigating(incident, inquiry) => {
            let needs = scenario
                .rules
                .inquiries
                .get(inquiry.at())
                .and_then(|inquiry| inquiry.needs);
            needs.unwrap_or(seen.incident(incident)?.service)
        }
        Activity::Applying(incident, remedy) => {
            let bypassed = scenario
                .rules
                .remedies
                .get(remedy.at())
                .and_then(|remedy| remedy.bypasses);
            bypassed.unwrap_or(seen.incident(incident)?.service)
        }
        Activity::Triaging(incident)
        | Activity::Leading(incident, _)
        | Activity::Subleading(incident) => seen.incident(incident)?.service,
        Activity::Serving(case) => {
            let case = seen.desk.cases.iter().find(|seen| seen.id == case)?;
            scenario.rules.queues[case.queue.at()].service
        }
        _ => return None,
    };
    Some(Walker {
        person: person.id,
        initials: initials(Names(scenario).person(person.id)),
        at: at.at(),
        walking: person.ready > seen.now,
    })
}
