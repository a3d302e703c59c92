//! Standing policies: levers, and what belongs to a service.

use super::{Choice, Choices, ask, give};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, order};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::LeverKind;
use crate::sim::Command;
use crate::words::fl;

/// So many values of a lever are offered at the most.
const VALUES_MOST: i32 = 9;

pub(super) fn levers(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows =
        (0..scenario.rules.levers.len()).map(|at| lever_row(LeverId(at as u8), scenario, seen));
    let note = fl!("policy-levers-note").to_owned();
    Choices::new(fl!("policy-levers"), note, rows.collect())
}

fn lever_row(lever: LeverId, scenario: &Scenario, seen: &Observation) -> Choice {
    let kind = scenario.rules.levers[lever.at()].kind;
    let now = fl!(
        "policy-now",
        value = value(kind, seen.levers[lever.at()].now)
    );
    ask(Names(scenario).lever(lever), &now, Question::Lever(lever))
}

/// Values that it may be set to: all of a few, else the ends, what is and what was, and some between.
pub(super) fn lever(lever: LeverId, scenario: &Scenario, seen: &Observation) -> Choices {
    let rule = &scenario.rules.levers[lever.at()];
    let now = seen.levers[lever.at()].now;
    let range = i64::from(rule.most) - i64::from(rule.least);
    let steps = range.min(i64::from(VALUES_MOST - 1)).max(1);
    let between = (0..=steps).map(|step| (i64::from(rule.least) + range * step / steps) as i32);
    let mut values: Vec<i32> = between.chain([now, rule.at_start]).collect();
    values.sort_unstable();
    values.dedup();
    let rows = values.into_iter().map(|set| {
        let note = match set {
            set if set == now => fl!("policy-as-it-is"),
            set if set == rule.at_start => fl!("policy-as-it-began"),
            _ => "",
        };
        give(&value(rule.kind, set), note, Command::Set(lever, set))
    });
    let words = scenario.words.levers.get(lever.at());
    let note = words.map_or(String::new(), |words| words.note.clone());
    Choices::new(Names(scenario).lever(lever), note, rows.collect())
}

/// A lever's value with its unit.
fn value(kind: LeverKind, value: i32) -> String {
    let on = |yes: &str, no: &str| {
        if value == 0 {
            no.to_owned()
        } else {
            yes.to_owned()
        }
    };
    match kind {
        LeverKind::PagingThreshold(_) => fl!("policy-burn-rates", value = value),
        LeverKind::WipLimit(..) if value == 0 => fl!("policy-wip-none").into(),
        LeverKind::WipLimit(..) => fl!("policy-wip", value = value),
        LeverKind::DeployFreeze => on(fl!("policy-frozen"), fl!("policy-changes-go-out")),
        LeverKind::ErrorBudgetPolicy => on(fl!("policy-on"), fl!("policy-off")),
        LeverKind::ChangeApproval(_) => on(fl!("policy-board"), fl!("policy-peer")),
        LeverKind::TestDepth(_) => fl!("policy-tests", value = value),
        LeverKind::CanaryMinutes(_) => fl!("policy-minutes", value = value),
        LeverKind::BatchSize(_) if value == 1 => fl!("policy-batch-one").into(),
        LeverKind::BatchSize(_) => fl!("policy-batch", value = value),
        LeverKind::Rush(_) => format!("{value} %"),
        LeverKind::CapacityUnits(_) => fl!("policy-units-at-least", value = value),
        LeverKind::AutoscalingMost(_) if value == 0 => fl!("policy-autoscaling-off").into(),
        LeverKind::AutoscalingMost(_) => fl!("policy-autoscaling-most", value = value),
        LeverKind::RetryBudget(_) if value == 0 => fl!("policy-retries-none").into(),
        LeverKind::RetryBudget(_) => fl!("policy-retries", value = value),
        LeverKind::LoadShedding(_) if value == 0 => fl!("policy-shedding-none").into(),
        LeverKind::LoadShedding(_) => fl!("policy-shedding", value = value),
        LeverKind::Control(_) => on(fl!("policy-on"), fl!("policy-off")),
        LeverKind::PatchWithin if value == 0 => fl!("policy-patch-none").into(),
        LeverKind::PatchWithin => fl!("policy-patch-within", value = value),
        LeverKind::Commitment(_) => fl!("policy-units", value = value),
        LeverKind::SpendCap => fl!("policy-a-day", value = value),
        LeverKind::StopTheLine(_) => on(fl!("policy-stops-the-line"), fl!("policy-goes-on")),
        LeverKind::ModelVersion(_) if value == 0 => fl!("policy-model-newest").into(),
        LeverKind::ModelVersion(_) => fl!("policy-model-back", value = value),
        LeverKind::AutomationTrust(_) => format!("{value} %"),
    }
}

/// What can be done about a service: its levers, who owns it, what its SLO watches.
pub(super) fn service(service: ServiceId, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let Some(state) = seen.services.get(service.at()) else {
        return Choices::new(words.service(service), String::new(), Vec::new());
    };
    let levers = scenario.rules.levers.iter().enumerate();
    let of_it = levers.filter(|(_, lever)| concerns(lever.kind, service, scenario));
    let mut rows: Vec<Choice> = of_it
        .map(|(at, _)| lever_row(LeverId(at as u8), scenario, seen))
        .collect();
    for indicator in 0..scenario.rules.services[service.at()].indicators.len() as u8 {
        let command = Command::ChooseIndicator(service, indicator);
        let note = if indicator == state.indicator {
            fl!("policy-as-it-is")
        } else {
            fl!("policy-indicator")
        };
        rows.push(give(&order(&command, scenario), note, command));
    }
    for team in (0..scenario.words.teams.len()).map(|team| TeamId(team as u8)) {
        let command = Command::Own(service, team);
        let note = if team == state.team {
            fl!("policy-as-it-is")
        } else {
            fl!("policy-owner")
        };
        rows.push(give(&order(&command, scenario), note, command));
    }
    let note = fl!("policy-owned-by", team = words.team(state.team));
    Choices::new(words.service(service), note, rows)
}

fn concerns(lever: LeverKind, service: ServiceId, scenario: &Scenario) -> bool {
    let pipelines = &scenario.rules.pipelines;
    let line = lever.pipeline().map(|line| &pipelines[line.at()]);
    lever.service() == Some(service) || line.is_some_and(|line| line.service == Some(service))
}
