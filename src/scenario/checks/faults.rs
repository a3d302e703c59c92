//! BC0520: a fault begins in one way and grows in one way. BC0521: a page that cannot fire. BC0522: a cause that nobody can find.
//! BC0523: a remedy that nobody is able to apply. BC0524: data that nothing brings back.

use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, Fault, Inquiry, RemedyEffect, Service};
use crate::scenario::names::items;
use crate::scenario::rules::FaultKind;

/// Burn rate of the fastest rule of §B2, in tenths: it needs more errors than there are requests at a target of 1 − 1 ÷ 14.4.
const FASTEST_BURN_TENTHS: i64 = 144;
/// Pace of somebody without a skill: less than this of it is none.
const UNSKILLED: i64 = 200_000;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    items(&draft.services).for_each(|service| can_fire(service, found));
    for fault in items(&draft.faults) {
        can_be_found(fault, found);
        can_be_applied(draft, fault, found);
        can_be_repaired(fault, found);
        if fault.onset_minutes.value.is_some() && fault.hazard.value.is_some() {
            found
                .error(
                    "BC0520",
                    fault.hazard.span,
                    "a fault begins in a window or by a hazard, not both",
                )
                .help("remove `hazard`, or `onset_minutes`; `recurs_per_day` lets a fault return");
        }
        if fault.ramp_minutes.value.is_some() && fault.growth.value.is_some() {
            found
                .error(
                    "BC0520",
                    fault.growth.span,
                    "harm grows in one way, not two",
                )
                .help("remove `growth`, or `ramp_minutes`");
        }
    }
}

/// A service whose fastest rule can never hold pages late, and one without a static threshold has nothing instead.
fn can_fire(service: &Service, found: &mut Diagnostics) {
    let (Some(slo), Some(id)) = (service.slo.get(), service.id.as_ref()) else {
        return;
    };
    let alarms = service.alarms.as_ref();
    let limited = alarms.is_some_and(|alarms| !alarms.limits.items().is_empty());
    // Nobody is paged for internal comfort.
    let counts = service.tier.get().is_none_or(|tier| tier.0 < 3);
    let needed = (1_000_000 - slo.0) * FASTEST_BURN_TENTHS / 10;
    if needed >= 1_000_000 && counts && !limited {
        let message = format!(
            "the fastest page of `{id}` cannot fire: it needs {} % errors",
            needed / 10_000
        );
        found
            .warning("BC0521", service.slo.span, message)
            .help("write a target above 0.9306, or `alarms: (limits: [(success_below: 0.9, minutes: 5)])`");
    }
}

/// What a loss of data damages stays damaged until a remedy puts it right.
fn can_be_repaired(fault: &Fault, found: &mut Diagnostics) {
    let loses = (fault.kind.get()).is_some_and(|word| word.0 == FaultKind::DataLoss);
    let Some(id) = fault.id.as_ref().filter(|_| loses) else {
        return;
    };
    let mut remedies = items(&fault.remedies);
    if !remedies.any(|remedy| remedy.repairs.get().is_some_and(|share| share.0 > 0)) {
        found
            .warning(
                "BC0524",
                fault.kind.span,
                format!("no remedy brings back the data that `{id}` loses"),
            )
            .help("give a remedy `repairs: 1`, for example one that restores a backup");
    }
}

/// Two causes that other remedies fix must differ in what some line of inquiry finds.
fn can_be_found(fault: &Fault, found: &mut Diagnostics) {
    let causes: Vec<&At<String>> = items(&fault.causes).map(|cause| &cause.id).collect();
    for (place, cause) in causes.iter().enumerate() {
        let Some(id) = cause.as_ref() else { continue };
        let alike = causes
            .iter()
            .filter_map(|other| other.as_ref())
            .find(|other| {
                *other != id
                    && items(&fault.inquiries).all(|line| !separates(line, id, other))
                    && items(&fault.remedies)
                        .any(|remedy| effect(&remedy.effects, id) != effect(&remedy.effects, other))
            });
        // The pair is told once, at its later cause.
        let earlier = |other: &String| causes[..place].iter().any(|it| it.as_ref() == Some(other));
        if let Some(other) = alike.filter(|other| earlier(other)) {
            found
                .warning(
                    "BC0522",
                    cause.span,
                    format!("no line of inquiry tells `{id}` from `{other}`"),
                )
                .help("give one line a finding that is likelier under one of the two");
        }
    }
}

fn separates(line: &Inquiry, one: &str, other: &str) -> bool {
    items(&line.findings).any(|finding| {
        let given = |cause: &str| {
            let mut entries = finding.given.entries().iter();
            let entry = entries.find(|(id, _)| id.as_ref().is_some_and(|id| id == cause));
            entry.and_then(|(_, share)| share.get())
        };
        given(one) != given(other)
    })
}

fn effect<'a>(
    effects: &'a At<crate::scenario::at::Pairs<RemedyEffect>>,
    cause: &str,
) -> Option<&'a RemedyEffect> {
    let mut entries = effects.entries().iter();
    let entry = entries.find(|(id, _)| id.as_ref().is_some_and(|id| id == cause))?;
    // What is left out does nothing, as what says so.
    entry
        .1
        .as_ref()
        .filter(|effect| **effect != RemedyEffect::Nothing)
}

/// Whoever is best at the skill of a remedy must be better at it than somebody who never learnt it.
fn can_be_applied(draft: &Draft, fault: &Fault, found: &mut Diagnostics) {
    for remedy in items(&fault.remedies) {
        let (Some(id), Some(skill)) = (remedy.id.as_ref(), remedy.skill.as_ref()) else {
            continue;
        };
        let skills = items(&draft.people).flat_map(|person| person.skills.entries());
        let best = skills
            .filter(|(known, _)| known.as_ref().is_some_and(|known| known == skill))
            .filter_map(|(_, share)| share.get())
            .map(|share| share.0)
            .max();
        if best.is_some_and(|best| best > 0 && best <= UNSKILLED) {
            found
                .warning(
                    "BC0523",
                    remedy.skill.span,
                    format!("nobody is able to apply `{id}`: the best at `{skill}` is no better than somebody without it"),
                )
                .help(format!("give somebody more than 0.2 of `{skill}`"));
        }
    }
}
