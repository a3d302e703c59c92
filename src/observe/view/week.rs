//! A week at a turn: what somebody looks at who leads an organisation for months, instead of sixty services minute by minute.
//!
//! A week has room for three priorities, two conversations, and one policy or budget move (design §11). What was ordered this week
//! stands in these places; answers, decisions and everything in an incident take none.

use super::decided;
use crate::observe::sentences::{
    Names, Spoken, area_name, capital, money, order, percent, span, when,
};
use crate::observe::{IncidentSeen, Observation, PersonSeen};
use crate::scenario::Scenario;
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::{CommandKind, Level, Sponsorship, WorkKind};
use crate::scenario::units::Tick;
use crate::sim::Command;
use crate::sim::people::on_duty;
use crate::sim::stakeholders::PromiseState;
use crate::words::fl;

/// Minutes of a week.
pub const WEEK_MINUTES: u32 = 7 * 24 * 60;
const DAY_MINUTES: u32 = 24 * 60;

/// Whether a scenario is led a week at a turn.
pub fn is_weekly(scenario: &Scenario) -> bool {
    takes_weeks(scenario.rules.level, scenario.rules.ends)
}

/// The same by its level and its end.
pub fn takes_weeks(level: Level, ends: Tick) -> bool {
    level == Level::Advanced && ends.0 >= 3 * WEEK_MINUTES
}

/// The first minute of the week that runs.
pub fn week_began(now: Tick) -> Tick {
    Tick(now.0 - now.0 % WEEK_MINUTES)
}

/// A kind of place that a week has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// What the organisation is to do.
    Priority,
    /// Whom one talks with.
    Conversation,
    /// What it is to do it by.
    Policy,
}

impl Place {
    /// Every kind, in order.
    pub const ALL: [Place; 3] = [Place::Priority, Place::Conversation, Place::Policy];

    /// How many of it a week has.
    pub fn count(self) -> usize {
        match self {
            Place::Priority => 3,
            Place::Conversation => 2,
            Place::Policy => 1,
        }
    }

    /// The place that a command takes; `None` where it takes none.
    pub fn of(command: &Command) -> Option<Place> {
        use CommandKind as K;
        match command.kind() {
            K::Start
            | K::Stop
            | K::Work
            | K::Prioritise
            | K::Delegate
            | K::TakeBack
            | K::Hire
            | K::Contract => Some(Place::Priority),
            K::Talk => Some(Place::Conversation),
            K::Set | K::Except | K::MoveBudget | K::Own | K::ChooseIndicator | K::SetRota => {
                Some(Place::Policy)
            }
            _ => None,
        }
    }
}

/// What a week shows.
#[derive(Clone, PartialEq, Debug)]
pub struct WeekView {
    /// Which week it is, from 1.
    pub week: u32,
    /// How many there are.
    pub weeks: u32,
    /// `Wednesday, 09:30 UTC`.
    pub clock: String,
    /// What has been begun and what could be, the most important first.
    pub portfolio: Vec<Venture>,
    /// Practices and planned work under way at once.
    pub under_way: usize,
    /// What is owed to somebody, the next first.
    pub obligations: Vec<Obligation>,
    /// What budgets hold, by name.
    pub budgets: Vec<(String, String)>,
    /// The teams.
    pub groups: Vec<Group>,
    /// Incidents that are open.
    pub moments: Vec<Moment>,
    /// What this week's places hold.
    pub ordered: Vec<Ordered>,
    /// What others look after.
    pub handed_over: Vec<String>,
}

impl WeekView {
    /// What stands in the places of a kind, in the order in which it was ordered.
    pub fn in_places(&self, place: Place) -> impl Iterator<Item = &Ordered> {
        self.ordered
            .iter()
            .filter(move |order| order.place == place)
    }

    /// Whether a place of a kind is free.
    pub fn has_room(&self, place: Place) -> bool {
        self.in_places(place).count() < place.count()
    }
}

/// What a venture is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VentureKind {
    /// A practice that teams may adopt.
    Practice(InitiativeId),
    /// Planned work.
    Work(WorkId, WorkKind),
    /// A control.
    Control(ControlId),
}

/// A practice, a large piece of work, or a control.
#[derive(Clone, PartialEq, Debug)]
pub struct Venture {
    /// What it is.
    pub kind: VentureKind,
    /// Its name.
    pub name: String,
    /// How far it has come, 0–1.
    pub share: f32,
    /// `sponsored · pace −4 %`.
    pub note: String,
    /// It has been begun, and goes on.
    pub on: bool,
}

/// Something that is owed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// `9 days`, `today`, `3 days late`.
    pub when: String,
    /// Minutes until it is due; negative where it is late.
    pub minutes_left: i64,
    /// What, and how far it has come.
    pub text: String,
}

/// A team.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// `Lyon · 25`.
    pub place: String,
    /// Mean share of it that works by the practices that concern it and have been begun, 0–1; `None` where none does.
    pub adopted: Option<f32>,
    /// Mean of how its people say they feel, 0–100.
    pub morale: u8,
    /// The same in words.
    pub mood: &'static str,
    /// Who can be talked with: who leads it, and is at work.
    pub lead: Option<PersonId>,
    /// That person's name; it is told also while they are not here.
    pub lead_name: String,
}

/// An incident, as a question of who leads it.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    /// Which.
    pub incident: IncidentId,
    /// Its severity, where one is declared.
    pub severity: Option<u8>,
    /// What it is.
    pub name: String,
    /// Since when, and who has it.
    pub note: String,
    /// Somebody looks after it.
    pub has_lead: bool,
}

/// A command of this week that takes a place.
#[derive(Clone, PartialEq, Debug)]
pub struct Ordered {
    /// The place that it takes.
    pub place: Place,
    /// What it is.
    pub text: String,
    /// Its place among the pending commands: it can still be taken back.
    pub undo: Option<usize>,
}

/// The week that runs. `given` are the commands of this week so far, `pending` those that can still be taken back.
pub fn week(
    scenario: &Scenario,
    seen: &Observation,
    given: &[Command],
    pending: &[Command],
) -> WeekView {
    let names = Names(scenario);
    let portfolio = portfolio(scenario, seen);
    let ordered = (given.iter().map(|command| (command, None)))
        .chain((pending.iter().enumerate()).map(|(place, command)| (command, Some(place))))
        .filter_map(|(command, undo)| {
            Some(Ordered {
                place: Place::of(command)?,
                text: order(command, scenario),
                undo,
            })
        });
    WeekView {
        week: seen.now.0 / WEEK_MINUTES + 1,
        weeks: scenario.rules.ends.0.div_ceil(WEEK_MINUTES),
        clock: clock(seen),
        under_way: portfolio.iter().filter(|venture| venture.on).count(),
        portfolio,
        obligations: obligations(scenario, seen),
        budgets: (seen.budgets.iter().enumerate())
            .map(|(at, held)| {
                let name = names.budget(BudgetId(at as u8)).to_owned();
                (name, money(*held, &scenario.rules.currency))
            })
            .collect(),
        groups: groups(scenario, seen),
        moments: (seen.open_incidents())
            .map(|incident| moment(scenario, seen, incident))
            .collect(),
        ordered: ordered.collect(),
        handed_over: (seen.delegations.iter())
            .map(|given| {
                let area = area_name(given.brief.area, scenario);
                format!("{area}: {}", names.person(given.brief.to))
            })
            .collect(),
    }
}

/// `Wednesday, 09:30 UTC`.
fn clock(seen: &Observation) -> String {
    let (at, day) = seen.started;
    let days = (u32::from(at.0) + seen.now.0) / DAY_MINUTES;
    let day = day.plus(days);
    fl!(
        "week-clock",
        day = capital(day.spoken()),
        clock = seen.clock.to_string()
    )
}

fn portfolio(scenario: &Scenario, seen: &Observation) -> Vec<Venture> {
    let names = Names(scenario);
    let practices = seen.initiatives.iter().map(|initiative| {
        let share = initiative.adopted(scenario);
        let how = match initiative.how {
            None if share > 0.0 => fl!("week-practice-stopped").to_owned(),
            None => fl!("week-practice-not-begun").to_owned(),
            Some(how) => {
                let how = match how {
                    Sponsorship::Invite => fl!("week-practice-offered"),
                    Sponsorship::Sponsor => fl!("week-practice-sponsored"),
                    Sponsorship::Mandate => fl!("week-practice-ordered"),
                };
                match initiative.pace_percent {
                    0 => how.to_owned(),
                    pace => fl!("week-practice-pace", how = how, pace = format!("{pace:+}"))
                        .replace('-', "−"),
                }
            }
        };
        Venture {
            kind: VentureKind::Practice(initiative.id),
            name: names.initiative(initiative.id).to_owned(),
            share,
            note: how,
            on: initiative.how.is_some(),
        }
    });
    let mut practices: Vec<Venture> = practices.collect();
    practices.sort_by_key(|venture| !venture.on);
    // What a quarter is spent on: nothing that is done in a few days.
    let large = |minutes: f64| minutes >= 5.0 * 8.0 * 60.0;
    let mut work: Vec<&crate::observe::WorkSeen> = (seen.work.iter())
        .filter(|work| work.done.is_none() && large(work.size_minutes))
        .collect();
    work.sort_by_key(|work| {
        (
            work.people.is_empty(),
            std::cmp::Reverse(work.delay_per_hour),
        )
    });
    let work = work.into_iter().map(|work| Venture {
        kind: VentureKind::Work(work.id, work.kind),
        name: names.work(work.id).to_owned(),
        share: (1.0 - work.left_minutes / work.size_minutes.max(1.0)).clamp(0.0, 1.0) as f32,
        note: fl!(
            "week-work-delay",
            money = money(work.delay_per_hour, &scenario.rules.currency)
        ),
        on: !work.people.is_empty(),
    });
    let controls = seen.controls.iter().map(|control| {
        let excepted = control.excepted.filter(|until| *until > seen.now);
        let note = match (excepted, control.in_force) {
            (Some(until), _) => fl!(
                "week-control-excepted",
                time = left(i64::from(until.since(seen.now)))
            ),
            (None, true) => fl!("week-control-in-force").to_owned(),
            (None, false) => fl!("week-control-not-in-force").to_owned(),
        };
        Venture {
            kind: VentureKind::Control(control.id),
            name: names.control(control.id).to_owned(),
            share: control.evidence.ratio() as f32,
            note: fl!(
                "week-control-evidence",
                state = note,
                evidence = percent(control.evidence)
            ),
            on: false,
        }
    });
    practices.into_iter().chain(work).chain(controls).collect()
}

fn obligations(scenario: &Scenario, seen: &Observation) -> Vec<Obligation> {
    let names = Names(scenario);
    let mut all: Vec<(Tick, String)> = Vec::new();
    for (audit, at) in &seen.audits {
        all.push((*at, fl!("week-audit-comes", audit = names.audit(*audit))));
    }
    for duty in seen.duties.iter().filter(|duty| duty.told.is_none()) {
        if let Some(due) = duty.due {
            all.push((due, names.duty(duty.id).to_owned()));
        }
    }
    for promise in &seen.promises {
        if let PromiseState::Due(due) = promise.state {
            let text = fl!("week-promise", person = names.sender(promise.message));
            all.push((due, text));
        }
    }
    for vulnerability in seen
        .vulnerabilities
        .iter()
        .filter(|one| one.patched.is_none())
    {
        if let Some(deadline) = vulnerability.deadline {
            let name = names.vulnerability(vulnerability.id);
            all.push((deadline, fl!("week-patched", vulnerability = name)));
        }
    }
    for control in &seen.controls {
        if let Some(until) = control.excepted.filter(|until| *until > seen.now) {
            let name = names.control(control.id);
            all.push((until, fl!("week-exception-ends", control = name)));
        }
    }
    for card in seen.cards.iter().filter(|card| !decided(seen, card)) {
        if let Some(words) = scenario.words.cards.get(card.id.at()) {
            all.push((card.due, words.title.clone()));
        }
    }
    for stakeholder in &seen.stakeholders {
        if let Some(due) = stakeholder.update_due {
            let name = names.stakeholder(stakeholder.id);
            all.push((due, fl!("week-waits-to-hear", person = name)));
        }
    }
    all.sort();
    all.dedup();
    let owed = all.into_iter().map(|(due, text)| {
        let minutes_left = i64::from(due.0) - i64::from(seen.now.0);
        Obligation {
            when: left(minutes_left),
            minutes_left,
            text,
        }
    });
    owed.collect()
}

/// `9 days`, `3 h late`.
fn left(minutes: i64) -> String {
    let away = span(u32::try_from(minutes.unsigned_abs()).unwrap_or(u32::MAX));
    if minutes < 0 {
        fl!("week-late", time = away)
    } else {
        away
    }
}

fn groups(scenario: &Scenario, seen: &Observation) -> Vec<Group> {
    let teams = (0..scenario.rules.teams).map(TeamId);
    let groups = teams.filter_map(|team| {
        let members: Vec<&PersonSeen> = (seen.people.iter())
            .filter(|person| person.team == team && person.absence.is_here())
            .collect();
        let heads: u32 = members.iter().map(|person| u32::from(person.heads)).sum();
        if heads == 0 {
            return None;
        }
        let mut sites: Vec<&str> = Vec::new();
        for person in &members {
            let site = Names(scenario).site(person.site);
            if !sites.contains(&site) {
                sites.push(site);
            }
        }
        let felt: u32 = (members.iter())
            .map(|person| u32::from(person.morale) * u32::from(person.heads))
            .sum();
        let morale = (felt / heads) as u8;
        let lead = members.iter().find(|person| person.heads == 1);
        let begun = (seen.initiatives.iter())
            .filter(|initiative| initiative.how.is_some())
            .filter(|initiative| {
                scenario.rules.initiatives[initiative.id.at()].fit[team.at()].is_some()
            })
            .map(|initiative| f32::from(initiative.adoption_percent[team.at()]) / 100.0);
        let begun: Vec<f32> = begun.collect();
        Some(Group {
            name: Names(scenario).team(team).to_owned(),
            place: format!("{} · {heads}", sites.join(", ")),
            adopted: (!begun.is_empty()).then(|| mean(begun.into_iter())),
            morale,
            mood: mood(morale),
            lead: lead
                .filter(|person| on_duty(person.activity))
                .map(|person| person.id),
            lead_name: lead.map_or(String::new(), |person| {
                Names(scenario).person(person.id).to_owned()
            }),
        })
    });
    groups.collect()
}

/// How a team says that it is.
fn mood(morale: u8) -> &'static str {
    match morale {
        75.. => fl!("week-mood-going-well"),
        65..75 => fl!("week-mood-all-right"),
        55..65 => fl!("week-mood-waits"),
        45..55 => fl!("week-mood-tired"),
        _ => fl!("week-mood-enough"),
    }
}

fn moment(scenario: &Scenario, seen: &Observation, incident: &IncidentSeen) -> Moment {
    let names = Names(scenario);
    let handed = seen
        .delegations
        .iter()
        .find(|given| match given.brief.area {
            Area::Incident(one) => one == incident.id,
            Area::Incidents(team) => team == incident.owner,
            _ => false,
        });
    let who = match (handed, incident.responders.len()) {
        (Some(given), _) => fl!("week-moment-person", person = names.person(given.brief.to)),
        (None, 0) => fl!("week-moment-nobody").to_owned(),
        (None, people) => fl!("week-moment-people", count = people),
    };
    let state = match incident.mitigated {
        Some(_) => fl!("week-moment-well"),
        None => fl!("week-moment-hurt"),
    };
    Moment {
        incident: incident.id,
        severity: incident.severity,
        name: format!(
            "{} {}",
            incident.id,
            names.incident(incident.fault, incident.service)
        ),
        note: fl!(
            "week-moment",
            clock = when(incident.opened, scenario),
            state = state,
            who = who
        ),
        has_lead: handed.is_some(),
    }
}

/// The mean of some shares; 0 of none.
fn mean(shares: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = shares.fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}
