//! BC0510–BC0516: services that nobody owns, that cannot carry their load, or whose load makes no sense.

use super::sizes::requests;
use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Curve, Draft, LeverKind, Service};
use crate::scenario::names::items;
use crate::scenario::rules::MEMBERS_MOST;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    let services: Vec<&Service> = items(&draft.services).collect();
    for service in &services {
        owner(draft, service, found);
        redundancy(service, found);
        scaling(service, found);
        calls(service, found);
        curves(service, found);
    }
    let usual = requests(&services, &|_| 1.0);
    for (service, requests) in services.iter().zip(usual) {
        capacity(service, requests, found);
    }
    for lever in items(&draft.levers) {
        let (Some(what), Some(from), Some(to)) =
            (lever.what.as_ref(), lever.from.get(), lever.to.get())
        else {
            continue;
        };
        let limits = match what {
            LeverKind::LoadShedding(_) => 0..=100,
            LeverKind::RetryBudget(_) => 0..=1000,
            LeverKind::AutoscalingMost(_) => 0..=10_000,
            LeverKind::CapacityUnits(_) => 0..=10_000,
            _ => continue,
        };
        for end in [from, to] {
            if !limits.contains(&end.0) {
                let message = format!("this lever cannot be set to {}", end.0);
                found
                    .error("BC0514", lever.what.span, message)
                    .help(format!(
                        "stay within {} to {}",
                        limits.start(),
                        limits.end()
                    ));
            }
        }
        let service = |id: &At<String>| {
            let known = |one: &&&Service| one.id.value.is_some() && one.id.value == id.value;
            services.iter().find(known).copied()
        };
        let lacks = match what {
            LeverKind::CapacityUnits(id) => service(id)
                .filter(|service| service.capacity.value.is_none())
                .map(|_| "capacity"),
            LeverKind::AutoscalingMost(id) => service(id)
                .filter(|service| {
                    let capacity = service.capacity.as_ref();
                    capacity.is_none_or(|capacity| capacity.autoscale.value.is_none())
                })
                .map(|_| "autoscaling"),
            _ => None,
        };
        if let Some(lacks) = lacks {
            found
                .error(
                    "BC0514",
                    lever.what.span,
                    format!("the service of this lever has no {lacks}"),
                )
                .help("give the service a `capacity`, with `autoscale` where it scales by itself");
        }
    }
}

fn owner(draft: &Draft, service: &Service, found: &mut Diagnostics) {
    let declared = draft.teams.items().iter();
    let is_team = |team: &At<String>| team.value.is_some() && team.value == service.team.value;
    let mut people = items(&draft.people);
    if declared.clone().any(is_team) && !people.any(|person| is_team(&person.team)) {
        let message = "nobody owns this service: its team has no members";
        found
            .warning("BC0510", service.team.span, message)
            .help("give it to a team with people, or put somebody into that team");
    }
}

/// Units have to fit what reaches the service while nothing is wrong.
fn capacity(service: &Service, requests: f64, found: &mut Diagnostics) {
    let Some(capacity) = service.capacity.as_ref() else {
        return;
    };
    let (Some(units), Some(rate)) = (
        capacity.units.get(),
        capacity.requests_per_unit_minute.get(),
    ) else {
        return;
    };
    let fits = (units.0 * rate.0) as f64;
    if requests > fits {
        let message =
            format!("the units fit {fits} requests a minute, and {requests:.0} come every minute");
        let needed = (requests / rate.0 as f64).ceil();
        found
            .warning("BC0511", capacity.units.span, message)
            .help(format!("start with {needed} units"));
    }
}

fn redundancy(service: &Service, found: &mut Diagnostics) {
    if let Some(copies) = service.copies.as_ref()
        && let (Some(need), Some(of)) = (copies.need.get(), copies.of.get())
        && need.0 > of.0
    {
        let message = format!("{} of {} copies can never work", need.0, of.0);
        found.error("BC0512", copies.need.span, message);
    }
    for group in items(&service.redundant) {
        let members = group.of.items().len();
        let need = group.need.get().map_or(0, |need| need.0);
        if members > MEMBERS_MOST {
            let message = format!("a group of {members} is larger than {MEMBERS_MOST}");
            found.error("BC0512", group.of.span.opening(), message);
        } else if need as usize > members {
            let message = format!("{need} of {members} services can never work");
            found
                .error("BC0512", group.need.span, message)
                .help("need fewer, or add members to the group");
        }
    }
}

fn scaling(service: &Service, found: &mut Diagnostics) {
    let capacity = service.capacity.as_ref();
    let Some((capacity, autoscale)) =
        capacity.and_then(|capacity| Some((capacity, capacity.autoscale.as_ref()?)))
    else {
        return;
    };
    if let (Some(units), Some(most)) = (capacity.units.get(), autoscale.most.get())
        && most.0 < units.0
    {
        let message = format!(
            "it scales to {} units at the most and begins with {}",
            most.0, units.0
        );
        found
            .error("BC0513", autoscale.most.span, message)
            .help("write the larger number for `most`");
    }
    if autoscale.target.get().is_some_and(|target| target.0 == 0) {
        found
            .error(
                "BC0513",
                autoscale.target.span,
                "no number of units is idle enough for a target of 0",
            )
            .help("write a utilisation such as 0.6");
    }
}

/// Whom a service calls, as written.
pub(super) fn callees(service: &Service) -> Vec<&At<String>> {
    let redundant = items(&service.redundant).flat_map(|group| group.of.items());
    let hard = service.hard.items().iter();
    let soft = service.soft.entries().iter().map(|(id, _)| id);
    hard.chain(soft).chain(redundant).collect()
}

fn calls(service: &Service, found: &mut Diagnostics) {
    let callees = callees(service);
    let same = |a: &At<String>, b: &At<String>| a.value.is_some() && a.value == b.value;
    for (at, callee) in callees.iter().enumerate() {
        if callees[..at].iter().any(|other| same(other, callee)) {
            found
                .error("BC0515", callee.span, "this service is called already")
                .help("name it once, among `hard`, `soft` or `redundant`");
        }
    }
    let cached = service.cache.as_ref().map(|cache| &cache.of);
    let named = service.calls.entries().iter().map(|(id, _)| id);
    for id in named.chain(cached).filter(|id| id.value.is_some()) {
        if !callees.iter().any(|callee| same(callee, id)) {
            found
                .error("BC0515", id.span, "this service is not called from here")
                .help("name it among `hard`, `soft` or `redundant`, or leave this out");
        }
    }
}

fn curves(service: &Service, found: &mut Diagnostics) {
    for curve in items(&service.demand_curves) {
        match curve {
            Curve::Week(days) if days.items().len() != 7 => {
                let message = format!("a week of {} days", days.items().len());
                found
                    .error("BC0516", days.span.opening(), message)
                    .help("write seven factors, the first for the day on which the run begins");
            }
            Curve::Steps(steps) => {
                let all: Vec<_> = items(steps).collect();
                for pair in all.windows(2) {
                    let minute = |at: usize| pair[at].at_minute.get().map(|minute| minute.0);
                    if minute(1).is_some() && minute(1) <= minute(0) {
                        found
                            .error(
                                "BC0516",
                                pair[1].at_minute.span,
                                "this step does not come after the one before",
                            )
                            .help("put steps into the order of their minutes");
                    }
                }
            }
            _ => {}
        }
    }
}
