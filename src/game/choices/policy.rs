//! Standing policies: levers, and what belongs to a service.

use super::{Choice, Choices, ask, give};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, order};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::LeverKind;
use crate::sim::Command;

/// So many values of a lever are offered at the most.
const VALUES_MOST: i32 = 9;

pub(super) fn levers(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows =
        (0..scenario.rules.levers.len()).map(|at| lever_row(LeverId(at as u8), scenario, seen));
    let note = "standing policies; each stays as you set it".to_owned();
    Choices::new("Which lever?", note, rows.collect())
}

fn lever_row(lever: LeverId, scenario: &Scenario, seen: &Observation) -> Choice {
    let kind = scenario.rules.levers[lever.at()].kind;
    let now = format!("now {}", value(kind, seen.levers[lever.at()].now));
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
            set if set == now => "as it is",
            set if set == rule.at_start => "as it was when the run began",
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
        LeverKind::PagingThreshold(_) => format!("{value} % of the usual burn rates"),
        LeverKind::WipLimit(..) if value == 0 => "no limit".into(),
        LeverKind::WipLimit(..) => format!("{value} items"),
        LeverKind::DeployFreeze => on("frozen", "changes go out"),
        LeverKind::ErrorBudgetPolicy => on("in force", "not in force"),
        LeverKind::ChangeApproval(_) => on("a board approves", "a peer approves"),
        LeverKind::TestDepth(_) => format!("{value} % of the usual minutes"),
        LeverKind::CanaryMinutes(_) => format!("{value} min"),
        LeverKind::BatchSize(_) if value == 1 => "each change by itself".into(),
        LeverKind::BatchSize(_) => format!("{value} changes together"),
        LeverKind::Rush(_) => format!("{value} %"),
        LeverKind::CapacityUnits(_) => format!("{value} units at least"),
        LeverKind::AutoscalingMost(_) if value == 0 => "off".into(),
        LeverKind::AutoscalingMost(_) => format!("up to {value} units"),
        LeverKind::RetryBudget(_) if value == 0 => "no retries".into(),
        LeverKind::RetryBudget(_) => format!("{value} % of first attempts"),
        LeverKind::LoadShedding(_) if value == 0 => "nobody is turned away".into(),
        LeverKind::LoadShedding(_) => format!("{value} % are turned away"),
        LeverKind::Control(_) => on("in force", "not in force"),
        LeverKind::PatchWithin if value == 0 => "none at once".into(),
        LeverKind::PatchWithin => format!("due within {value} days"),
        LeverKind::Commitment(_) => format!("{value} units"),
        LeverKind::SpendCap => format!("{value} a day"),
        LeverKind::StopTheLine(_) => on("stops when something is wrong", "goes on"),
        LeverKind::ModelVersion(_) if value == 0 => "the newest".into(),
        LeverKind::ModelVersion(_) => format!("{value} back"),
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
            "as it is"
        } else {
            "what counts as bad"
        };
        rows.push(give(&order(&command, scenario), note, command));
    }
    for team in (0..scenario.words.teams.len()).map(|team| TeamId(team as u8)) {
        let command = Command::Own(service, team);
        let note = if team == state.team {
            "as it is"
        } else {
            "who answers for it"
        };
        rows.push(give(&order(&command, scenario), note, command));
    }
    let note = format!("owned by {}", words.team(state.team));
    Choices::new(words.service(service), note, rows)
}

fn concerns(lever: LeverKind, service: ServiceId, scenario: &Scenario) -> bool {
    let pipelines = &scenario.rules.pipelines;
    let line = lever.pipeline().map(|line| &pipelines[line.at()]);
    lever.service() == Some(service) || line.is_some_and(|line| line.service == Some(service))
}
