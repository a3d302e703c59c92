//! What was measured, from the events of a run alone: anybody can recompute it from `--events` and the scenario.

use super::flow::Account;
use super::queues::{QueueMetrics, queues};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Axis, Line};
use crate::scenario::units::{Money, Tick};
use crate::sim::event::{Event, Health, What};
use crate::sim::people::{Body, RESTED_MILLI, Routine};
use crate::sim::services::usual_requests;
use serde::Serialize;
use std::collections::BTreeMap;

/// The metrics of a run. Minutes are minutes, money is in the scenario's currency, ratios are 0–1.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Metrics {
    /// Incidents by declared severity (`sev1` … `sev5`, `undeclared`).
    pub severity: BTreeMap<String, SeverityMetrics>,
    /// Queues of cases by id.
    pub queues: BTreeMap<String, QueueMetrics>,
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
    /// Calls between 22 and 6 o'clock where the person is.
    pub night_pages: u32,
    /// How unequally they fell on people (Gini coefficient): 0 where all had the same, towards 1 where one had all.
    pub night_pages_gini: f64,
    /// Resignations.
    pub exits: u32,
    /// Days on which somebody fell ill.
    pub sick_spells: u32,
    /// Psychological safety at the end, the mean of all teams, 0–100.
    pub safety: f64,
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
            queues: queues(scenario, events),
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
            let (mut requests, mut bad_milli) = (0_u64, 0_u64);
            for stretch in health(events, ServiceId(index as u16), now) {
                let minutes = u64::from(stretch.until.since(stretch.from));
                requests += minutes * u64::from(stretch.health.requests);
                bad_milli += minutes * stretch.health.bad_milli;
            }
            let month = rule.slo.rest().ratio() * f64::from(usual[index]) * 30.0 * 24.0 * 60.0;
            let bad = bad_milli as f64 / 1000.0;
            let share = |of: f64| if of > 0.0 { bad / of } else { 0.0 };
            let metrics = ServiceMetrics {
                availability: 1.0 - share(requests as f64),
                budget_spent: rule.budget_spent.ratio() + share(month),
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
            What::TriageStarted(incident, _)
            | What::InquiryStarted(incident, ..)
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
    let rules = &scenario.rules;
    let mut morale: Vec<i32> = (rules.people.iter())
        .map(|person| person.morale_milli)
        .collect();
    let mut offsets: Vec<i16> = (rules.sites.iter())
        .map(|site| site.utc_offset_minutes)
        .collect();
    let mut nights = vec![0_u32; rules.people.len()];
    let mut safety: Vec<i32> = rules.safety_milli.clone();
    let mut metrics = PeopleMetrics::default();
    for event in events {
        match event.what {
            What::Morale(person, milli, why) => {
                morale[person.at()] += milli;
                metrics.interruptions += u32::from(why == crate::sim::Why::Interruption);
            }
            What::Paged(person) => {
                metrics.pages += 1;
                let offset = offsets[rules.people[person.at()].site.at()];
                let minutes = i64::from(event.tick.0) + i64::from(offset);
                let night = !(360..1320).contains(&rules.starts_at.plus(minutes).0);
                nights[person.at()] += u32::from(night);
            }
            What::ClocksMoved(site, minutes) => offsets[site.at()] = minutes,
            What::Resigned(_) => metrics.exits += 1,
            What::FellIll(_) => metrics.sick_spells += 1,
            What::Safety(team, milli, _) => safety[team.at()] += milli,
            What::Spent(Line::Overtime, amount, crate::sim::Why::Overtime(person)) => {
                let hour = rules.people[person.at()].pay_per_hour.units() * 1.5;
                metrics.overtime_hours += if hour > 0.0 {
                    amount.units() / hour
                } else {
                    0.0
                };
            }
            _ => {}
        }
    }
    metrics.night_pages = nights.iter().sum();
    metrics.night_pages_gini = gini(&mut nights);
    metrics.safety = safety
        .iter()
        .map(|&milli| f64::from(milli) / 1000.0)
        .sum::<f64>()
        / safety.len().max(1) as f64;
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

/// Gini coefficient of counts: `Σ (2 i − n − 1) x_i ÷ (n Σ x)`, sorted, i from 1; 0 where there is nothing to share.
fn gini(counts: &mut [u32]) -> f64 {
    counts.sort_unstable();
    let n = counts.len() as f64;
    let sum: f64 = counts.iter().copied().map(f64::from).sum();
    if sum == 0.0 {
        return 0.0;
    }
    let weighted = counts.iter().enumerate();
    let weighted =
        weighted.map(|(place, &count)| (2.0 * place as f64 + 1.0 - n) * f64::from(count));
    weighted.sum::<f64>() / (n * sum)
}

/// The sleepiest that anybody at work was, by the quarter of an hour (§C4).
fn peak_sleepiness(scenario: &Scenario, events: &[Event], now: Tick) -> f64 {
    let rules = &scenario.rules;
    let mut peak: f64 = 1.0;
    for (index, rule) in rules.people.iter().enumerate() {
        let offset = rules.sites[rule.site.at()].utc_offset_minutes;
        let routine = Routine {
            wakes: 0,
            midnight: -(i32::from(rules.starts_at.0) + i32::from(offset)),
        };
        let woke = -i32::from(rule.awake_minutes);
        let mut body = Body {
            at: woke,
            pressure_milli: RESTED_MILLI,
            woke: Some(woke),
        };
        let at_work = |body: Body, from: Tick, until: Tick| {
            let quarters = (from.0..=until.0).step_by(15);
            let kss = quarters.map(|tick| body.kss(tick as i32, routine));
            kss.fold(1.0, f64::max)
        };
        let here_at_start = rule.shift_from <= 0 && rule.shift_until > 0 && rule.joins.is_none();
        let mut here = here_at_start.then_some(Tick(0));
        for event in events
            .iter()
            .filter(|event| whose(&event.what) == Some(index))
        {
            match event.what {
                What::Awake(_, woke, pressure_milli) => {
                    body = Body {
                        at: event.tick.0 as i32,
                        pressure_milli,
                        woke: Some(woke),
                    }
                }
                What::Arrived(_) => here = Some(event.tick),
                _ => {
                    if let Some(from) = here.take() {
                        peak = peak.max(at_work(body, from, event.tick));
                    }
                }
            }
        }
        if let Some(from) = here {
            peak = peak.max(at_work(body, from, now));
        }
    }
    peak
}

/// Whose waking, coming or going an event tells.
fn whose(what: &What) -> Option<usize> {
    match *what {
        What::Awake(person, ..)
        | What::Arrived(person)
        | What::LeftShift(person)
        | What::SentToRest(person) => Some(person.at()),
        _ => None,
    }
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
    let Some((began, fault, cause)) = events.iter().find_map(|event| match event.what {
        What::FaultBegan(fault, cause) => Some((event.tick, fault, cause)),
        _ => None,
    }) else {
        return MilestoneMetrics::default();
    };
    let after = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| event.tick >= began && wanted(&event.what))
            .map(|event| f64::from(event.tick.since(began)))
    };
    let fixes = |remedy: RemedyId| {
        let rule = &scenario.rules.remedies[remedy.at()];
        let row = cause.at() - scenario.rules.faults[fault.at()].causes.0.at();
        rule.fault == fault && rule.effects[row] == crate::scenario::rules::RemedyEffect::Fixes
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
