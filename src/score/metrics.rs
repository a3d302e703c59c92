//! What was measured, from the events of a run alone: anybody can recompute it from `--events` and the scenario.

use super::flow::Account;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Axis, Line};
use crate::scenario::units::{Money, Tick};
use crate::sim::event::{Event, Health, What};
use crate::sim::services::usual_requests;
use serde::Serialize;
use std::collections::BTreeMap;

/// The metrics of a run. Minutes are minutes, money is in the scenario's currency, ratios are 0–1.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Metrics {
    /// Incidents by declared severity (`sev1` … `sev5`, `undeclared`).
    pub severity: BTreeMap<String, SeverityMetrics>,
    /// Services by id.
    pub services: BTreeMap<String, ServiceMetrics>,
    /// DORA's five (§A1).
    pub dora: Dora,
    /// The Flow Framework's five (§A3).
    pub flow: FlowMetrics,
    /// People.
    pub people: PeopleMetrics,
    /// Money by line, the total, and lost revenue apart.
    pub ledger: LedgerMetrics,
    /// Trust at the end, by stakeholder, 0–100.
    pub trust: BTreeMap<String, f64>,
    /// Minutes from the first fault's beginning; `null` for what never happened.
    pub milestones: MilestoneMetrics,
}

/// Incidents of one severity.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct SeverityMetrics {
    /// How many.
    pub count: u32,
    /// Mean minutes from opening to the first responder; to the end of the run where nobody came.
    pub wait_min: f64,
    /// Mean minutes from opening to closing; to the end of the run where nobody closed it.
    pub open_min: f64,
}

/// A service over the run.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ServiceMetrics {
    /// Good requests ÷ requests.
    pub availability: f64,
    /// Share of the month's error budget spent, what was spent before the run included; above 1 when overspent.
    pub budget_spent: f64,
}

/// DORA's five metrics. A run without deployments has none of them: `null`.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Dora {
    /// Median minutes from commit (a change leaves its first stage) to production.
    pub change_lead_time_min: Option<f64>,
    /// Deployments a day.
    pub deployment_frequency_per_day: Option<f64>,
    /// Share of deployments that needed immediate intervention.
    pub change_fail_rate: Option<f64>,
    /// Median minutes to recover from those; to the end of the run where nobody did.
    pub failed_deployment_recovery_min: Option<f64>,
    /// Share of deployments with a defect or a change that had been sent back.
    pub rework_rate: Option<f64>,
}

/// The Flow Framework's five.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct FlowMetrics {
    /// Items done.
    pub velocity: u32,
    /// Mean minutes from coming in to done, over items done; `null` if none was.
    pub time_min: Option<f64>,
    /// Minutes with somebody at an item ÷ minutes open, over all items.
    pub efficiency: f64,
    /// Mean number of items in progress: begun in their pipeline and not done; without one, with somebody at them.
    pub load: f64,
    /// Share of items done, by kind.
    pub distribution: BTreeMap<String, f64>,
    /// What delay cost.
    pub delay_cost: f64,
}

/// People over the run.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct PeopleMetrics {
    /// Paid hours beyond the shift.
    pub overtime_hours: f64,
    /// Mean morale at the end, 0–100.
    pub morale: f64,
    /// The lowest morale at the end.
    pub morale_lowest: f64,
    /// Calls out of free time.
    pub pages: u32,
    /// Times that somebody was torn away from planned work.
    pub interruptions: u32,
    /// Highest sleepiness (KSS) of anybody at work.
    pub peak_sleepiness: f64,
}

/// Money.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct LedgerMetrics {
    /// Spending by line.
    pub lines: BTreeMap<String, f64>,
    /// All spending.
    pub total: f64,
    /// Revenue that did not come in; counted under reliability alone.
    pub lost_revenue: f64,
}

/// When what matters in an outage happened.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct MilestoneMetrics {
    /// The first page was acknowledged.
    pub detected_min: Option<f64>,
    /// The leader declared a severity.
    pub declared_min: Option<f64>,
    /// The first remedy against the true cause was begun: the team acted on it.
    pub diagnosed_min: Option<f64>,
    /// Customers stopped hurting.
    pub mitigated_min: Option<f64>,
    /// The incident was closed.
    pub resolved_min: Option<f64>,
}

impl Metrics {
    /// Measures a run.
    pub fn of(scenario: &Scenario, events: &[Event], now: Tick) -> Metrics {
        let account = Account::of(scenario, events, now);
        Metrics {
            severity: severity(events, now),
            services: services(scenario, events, now),
            dora: account.dora(now),
            flow: account.flow(scenario, events, now),
            people: people(scenario, events, now),
            ledger: ledger(scenario, events, now),
            trust: trust(scenario, events),
            milestones: milestones(scenario, events),
        }
    }

    /// The metric of an axis; more is better. Flow, reliability and cost are amounts of money that went, morale is points.
    pub fn axis(&self, axis: Axis) -> f64 {
        match axis {
            Axis::Flow => -self.flow.delay_cost,
            Axis::Reliability => -self.ledger.lost_revenue,
            Axis::Morale => self.people.morale,
            Axis::Cost => -self.ledger.total,
        }
    }
}

/// A stretch in which a service did alike.
pub(super) struct Stretch {
    pub from: Tick,
    pub until: Tick,
    pub health: Health,
}

/// Stretches of a service's health.
pub(super) fn health(events: &[Event], service: ServiceId, now: Tick) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for event in events {
        if let What::Health(of, health) = event.what
            && of == service
        {
            if let Some(last) = stretches.last_mut() {
                last.until = event.tick;
            }
            stretches.push(Stretch {
                from: event.tick,
                until: now,
                health,
            });
        }
    }
    stretches
}

fn services(scenario: &Scenario, events: &[Event], now: Tick) -> BTreeMap<String, ServiceMetrics> {
    let usual = usual_requests(&scenario.rules);
    let all = scenario
        .rules
        .services
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let (mut requests, mut bad) = (0_u64, 0_u64);
            for stretch in health(events, ServiceId(index as u16), now) {
                let minutes = u64::from(stretch.until.since(stretch.from));
                requests += minutes * u64::from(stretch.health.requests);
                bad += minutes * u64::from(stretch.health.bad);
            }
            let month = rule.slo.rest().ratio() * f64::from(usual[index]) * 30.0 * 24.0 * 60.0;
            let share = |part: u64, of: f64| if of > 0.0 { part as f64 / of } else { 0.0 };
            let metrics = ServiceMetrics {
                availability: 1.0 - share(bad, requests as f64),
                budget_spent: rule.budget_spent.ratio() + share(bad, month),
            };
            (scenario.ids.services[index].clone(), metrics)
        });
    all.collect()
}

/// What happened to an incident, from its events.
struct Course {
    opened: Tick,
    severity: Option<u8>,
    responded: Option<Tick>,
    closed: Option<Tick>,
    merged: bool,
}

fn severity(events: &[Event], now: Tick) -> BTreeMap<String, SeverityMetrics> {
    let mut courses: Vec<Course> = Vec::new();
    for event in events {
        match event.what {
            What::IncidentOpened(..) => {
                courses.push(Course {
                    opened: event.tick,
                    severity: None,
                    responded: None,
                    closed: None,
                    merged: false,
                });
            }
            What::Declared(incident, severity) => courses[incident.at()].severity = Some(severity),
            What::InquiryStarted(incident, ..)
            | What::RemedyStarted(incident, ..)
            | What::RoleTaken(incident, ..) => {
                courses[incident.at()].responded.get_or_insert(event.tick);
            }
            What::Resolved(incident) => courses[incident.at()].closed = Some(event.tick),
            What::Merged(incident, _) => courses[incident.at()].merged = true,
            _ => {}
        }
    }
    let mut by_severity: BTreeMap<String, SeverityMetrics> = BTreeMap::new();
    for course in courses.iter().filter(|course| !course.merged) {
        let name = course
            .severity
            .map_or("undeclared".to_owned(), |severity| format!("sev{severity}"));
        let metrics = by_severity.entry(name).or_default();
        let count = f64::from(metrics.count);
        let mean = |mean: f64, until: Tick| {
            (mean * count + f64::from(until.since(course.opened))) / (count + 1.0)
        };
        metrics.wait_min = mean(metrics.wait_min, course.responded.unwrap_or(now));
        metrics.open_min = mean(metrics.open_min, course.closed.unwrap_or(now));
        metrics.count += 1;
    }
    by_severity
}

fn people(scenario: &Scenario, events: &[Event], now: Tick) -> PeopleMetrics {
    let mut morale: Vec<i32> = scenario
        .rules
        .people
        .iter()
        .map(|person| person.morale_milli)
        .collect();
    let mut metrics = PeopleMetrics::default();
    for event in events {
        match event.what {
            What::Morale(person, milli, why) => {
                morale[person.at()] += milli;
                metrics.interruptions += u32::from(why == crate::sim::Why::Interruption);
            }
            What::Paged(_) => metrics.pages += 1,
            What::Spent(Line::Overtime, amount, crate::sim::Why::Overtime(person)) => {
                let hour = scenario.rules.people[person.at()].pay_per_hour.units() * 1.5;
                metrics.overtime_hours += if hour > 0.0 {
                    amount.units() / hour
                } else {
                    0.0
                };
            }
            _ => {}
        }
    }
    let count = morale.len().max(1) as f64;
    metrics.morale = morale
        .iter()
        .map(|&milli| f64::from(milli) / 1000.0)
        .sum::<f64>()
        / count;
    metrics.morale_lowest = f64::from(morale.iter().copied().min().unwrap_or(0)) / 1000.0;
    metrics.peak_sleepiness = peak_sleepiness(scenario, events, now);
    metrics
}

/// The sleepiest that anybody at work was, by the quarter of an hour (§C4).
fn peak_sleepiness(scenario: &Scenario, events: &[Event], now: Tick) -> f64 {
    let mut peak: f64 = 1.0;
    for (index, rule) in scenario.rules.people.iter().enumerate() {
        let id = PersonId(index as u16);
        let here_at_start = rule.shift_from <= 0 && rule.shift_until > 0;
        let mut here = here_at_start.then_some(Tick(0));
        let mut woke = (rule.awake_minutes > 0).then(|| -f64::from(rule.awake_minutes));
        let mut stays: Vec<(Tick, Tick)> = Vec::new();
        for event in events {
            match event.what {
                What::Paged(person) if person == id => {
                    woke.get_or_insert(f64::from(event.tick.0));
                }
                What::Arrived(person) if person == id => {
                    woke.get_or_insert(f64::from(event.tick.0));
                    here = Some(event.tick);
                }
                What::LeftShift(person) | What::SentToRest(person) if person == id => {
                    stays.extend(here.take().map(|from| (from, event.tick)));
                }
                _ => {}
            }
        }
        stays.extend(here.map(|from| (from, now)));
        let (Some(woke), offset) = (
            woke,
            scenario.rules.sites[rule.site.at()].utc_offset_minutes,
        ) else {
            continue;
        };
        for (from, until) in stays {
            for tick in (from.0..=until.0).step_by(15) {
                let local = scenario
                    .rules
                    .starts_at
                    .plus(i64::from(tick) + i64::from(offset));
                let kss = crate::sim::people::kss(
                    (f64::from(tick) - woke) / 60.0,
                    f64::from(local.0) / 60.0,
                );
                peak = peak.max(kss.clamp(1.0, 9.0));
            }
        }
    }
    peak
}

fn ledger(scenario: &Scenario, events: &[Event], now: Tick) -> LedgerMetrics {
    let mut lines = [Money(0); Line::ALL.len()];
    for event in events {
        if let What::Spent(line, amount, _) = event.what {
            lines[line as usize] += amount;
        }
    }
    let lost = (0..scenario.rules.services.len())
        .flat_map(|index| health(events, ServiceId(index as u16), now));
    let lost: Money = lost
        .map(|stretch| stretch.health.losing * stretch.until.since(stretch.from))
        .sum();
    LedgerMetrics {
        lines: Line::ALL
            .iter()
            .map(|line| {
                (
                    format!("{line:?}").to_lowercase(),
                    lines[*line as usize].units(),
                )
            })
            .collect(),
        total: lines.iter().copied().sum::<Money>().units(),
        lost_revenue: lost.units(),
    }
}

fn trust(scenario: &Scenario, events: &[Event]) -> BTreeMap<String, f64> {
    let mut trust: Vec<i32> = scenario
        .rules
        .stakeholders
        .iter()
        .map(|stakeholder| stakeholder.trust_milli)
        .collect();
    for event in events {
        if let What::Trust(stakeholder, milli, _) = event.what {
            trust[stakeholder.at()] += milli;
        }
    }
    scenario
        .ids
        .stakeholders
        .iter()
        .cloned()
        .zip(trust.into_iter().map(|milli| f64::from(milli) / 1000.0))
        .collect()
}

fn milestones(scenario: &Scenario, events: &[Event]) -> MilestoneMetrics {
    let Some((began, cause)) = events.iter().find_map(|event| match event.what {
        What::FaultBegan(_, cause) => Some((event.tick, cause)),
        _ => None,
    }) else {
        return MilestoneMetrics::default();
    };
    let after = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| wanted(&event.what))
            .map(|event| f64::from(event.tick.since(began)))
    };
    let fixes = |remedy: RemedyId| {
        let rule = &scenario.rules.remedies[remedy.at()];
        let row = usize::from(cause.0 - scenario.rules.faults[rule.fault.at()].causes.0.0);
        rule.effects.get(row) == Some(&crate::scenario::rules::RemedyEffect::Fixes)
    };
    MilestoneMetrics {
        detected_min: after(&|what| matches!(what, What::Acknowledged(_))),
        declared_min: after(&|what| matches!(what, What::Declared(..))),
        diagnosed_min: after(
            &|what| matches!(what, What::RemedyStarted(_, remedy, _) if fixes(*remedy)),
        ),
        mitigated_min: after(&|what| matches!(what, What::Mitigated(_))),
        resolved_min: after(&|what| matches!(what, What::Resolved(_))),
    }
}
