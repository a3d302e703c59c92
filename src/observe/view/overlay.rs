//! Overlays of the map: one question each, answered service by service on the map and line by line beside it.

use crate::observe::sentences::{Names, capital, line_name, money, percent};
use crate::observe::{Observation, PersonSeen, ServiceSeen};
use crate::scenario::Scenario;
use crate::scenario::rules::Line;
use crate::scenario::units::Money;
use crate::sim::people::{incident_of, on_duty};
use crate::words::fl;
use std::cmp::Reverse;

/// What an overlay asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// Who is overloaded?
    Overloaded,
    /// What fails?
    Failing,
    /// Where does the money go?
    Money,
}

impl Overlay {
    /// Every overlay, in order.
    pub const ALL: [Overlay; 3] = [Overlay::Overloaded, Overlay::Failing, Overlay::Money];

    /// What it asks, in words.
    pub fn name(self) -> &'static str {
        match self {
            Overlay::Overloaded => fl!("overlay-overloaded"),
            Overlay::Failing => fl!("overlay-failing"),
            Overlay::Money => fl!("overlay-money-question"),
        }
    }
}

/// The answer of an overlay.
#[derive(Clone, PartialEq, Debug)]
pub struct OverlayView {
    /// What was asked.
    pub overlay: Overlay,
    /// The lines, by what they are about; none of them is empty.
    pub groups: Vec<OverlayGroup>,
    /// What stands on the map at each service, in the order of the scenario; `None` where there is nothing to say.
    pub marks: Vec<Option<OverlayMark>>,
}

/// Lines about things of a kind, the worst first.
#[derive(Clone, PartialEq, Debug)]
pub struct OverlayGroup {
    /// What they are.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<OverlayLine>,
}

/// A line of an overlay.
#[derive(Clone, PartialEq, Debug)]
pub struct OverlayLine {
    /// Who or what.
    pub name: String,
    /// `94 %`, `14 h awake`, `$1.2k a min`.
    pub figure: String,
    /// What explains it, in a few words; may be empty.
    pub note: String,
    /// That tells of retries.
    pub retries: bool,
    /// How much of the worst that is possible, 0–1.
    pub share: f32,
}

/// A service's figure on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct OverlayMark {
    /// Short enough for a ring: `94 %`.
    pub figure: String,
    /// How much of the ring is filled, and how grave it is, 0–1.
    pub share: f32,
}

/// A smaller share of retries is not worth a word.
const RETRIES_LEAST: f64 = 0.01;
/// So many people, or pieces of work, stand in a list.
const MOST: usize = 6;

/// Answers an overlay's question from what can be seen.
pub fn overlay(overlay: Overlay, scenario: &Scenario, seen: &Observation) -> OverlayView {
    let (groups, marks) = match overlay {
        Overlay::Overloaded => overloaded(scenario, seen),
        Overlay::Failing => failing(scenario, seen),
        Overlay::Money => spending(scenario, seen),
    };
    let groups = groups.into_iter();
    OverlayView {
        overlay,
        groups: groups.filter(|group| !group.lines.is_empty()).collect(),
        marks,
    }
}

type Answer = (Vec<OverlayGroup>, Vec<Option<OverlayMark>>);

/// The lines of a group with the worst first.
fn group(title: &'static str, mut lines: Vec<OverlayLine>) -> OverlayGroup {
    lines.sort_by(|a, b| b.share.total_cmp(&a.share));
    lines.truncate(MOST);
    OverlayGroup { title, lines }
}

fn overloaded(scenario: &Scenario, seen: &Observation) -> Answer {
    let names = Names(scenario);
    let marks: Vec<Option<OverlayMark>> = (seen.services.iter())
        .map(|service| {
            service.load.utilisation.map(|used| OverlayMark {
                figure: format!("{:.0} %", used * 100.0),
                share: used.min(1.0) as f32,
            })
        })
        .collect();
    let services = seen.services.iter().filter_map(|service| {
        let used = service.load.utilisation?;
        let mut notes = Vec::new();
        if service.load.retries >= RETRIES_LEAST {
            notes.push(fl!(
                "overlay-retries",
                percent = format!("{:.0}", service.load.retries * 100.0)
            ));
        }
        if service.load.shed_percent > 0 {
            notes.push(fl!(
                "overlay-turned-away",
                percent = service.load.shed_percent
            ));
        }
        Some(OverlayLine {
            name: names.service(service.id).to_owned(),
            figure: fl!("overlay-used", percent = format!("{:.0}", used * 100.0)),
            note: notes.join(" · "),
            retries: service.load.retries >= RETRIES_LEAST,
            share: used.min(1.0) as f32,
        })
    });
    let busy = |person: &PersonSeen| incident_of(person.activity);
    let people = seen.people.iter().filter(|person| {
        on_duty(person.activity) && (person.sleepiness >= 6 || busy(person).is_some())
    });
    let people = people.filter_map(|person| {
        let hours = (person.awake_minutes? + 30) / 60;
        let tired = match person.sleepiness {
            8.. => fl!("overlay-fights-sleep"),
            6..=7 => fl!("overlay-tired"),
            _ => "",
        };
        let notes = [
            tired.to_owned(),
            busy(person).map_or(String::new(), |incident| {
                fl!("overlay-on-incident", incident = incident.to_string())
            }),
        ];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        Some(OverlayLine {
            name: names.person(person.id).to_owned(),
            figure: fl!("overlay-hours-awake", hours = hours),
            note: notes.join(" · "),
            retries: false,
            share: f32::from(person.sleepiness.clamp(1, 9) - 1) / 8.0,
        })
    });
    let queue = seen.attention.queue.len();
    let waits = match queue {
        0 => String::new(),
        more => fl!("overlay-orders-wait", count = more),
    };
    let busy = seen.attention.busy_seconds;
    let you = (busy > 0 || queue > 0).then(|| OverlayLine {
        name: fl!("overlay-you").to_owned(),
        figure: fl!("overlay-seconds-taken", seconds = busy),
        note: waits,
        retries: false,
        share: (busy as f32 / 180.0).min(1.0),
    });
    let groups = vec![
        group(fl!("overlay-services"), services.collect()),
        group(fl!("overlay-your-attention"), Vec::from_iter(you)),
        group(fl!("overlay-people"), people.collect()),
    ];
    (groups, marks)
}

fn failing(scenario: &Scenario, seen: &Observation) -> Answer {
    let names = Names(scenario);
    let bad = |share: f64| match share * 100.0 {
        percent if percent < 1.0 => fl!("overlay-fails", percent = format!("{percent:.1}")),
        percent => fl!("overlay-fails", percent = format!("{percent:.0}")),
    };
    // What its target allows is no failure.
    let fails = |service: &ServiceSeen| {
        (service.success < service.slo).then(|| 1.0 - service.success.ratio())
    };
    let marks = seen.services.iter().map(|service| {
        fails(service).map(|share| OverlayMark {
            figure: format!("{:.0} %", (share * 100.0).max(1.0)),
            share: share as f32,
        })
    });
    let services = seen.services.iter().filter_map(|service| {
        let share = fails(service)?;
        let target = percent(service.slo);
        Some(OverlayLine {
            name: names.service(service.id).to_owned(),
            figure: bad(share),
            note: fl!(
                "overlay-target",
                target = target,
                burn = format!("{:.0}", service.burn)
            ),
            retries: false,
            share: share as f32,
        })
    });
    let calls = seen.services.iter().flat_map(|service| {
        let hard = service.hard.iter().map(|callee| (*callee, true));
        let soft = service.soft.iter().map(|callee| (*callee, false));
        let caller = names.service(service.id);
        hard.chain(soft).filter_map(move |(callee, hard)| {
            let share = fails(seen.services.get(callee.at())?)?;
            let note = match hard {
                true => fl!("overlay-hard"),
                false => fl!("overlay-soft"),
            };
            Some(OverlayLine {
                name: format!("{caller} → {}", names.service(callee)),
                figure: bad(share),
                note: note.to_owned(),
                retries: false,
                share: share as f32,
            })
        })
    });
    let groups = vec![
        group(fl!("overlay-services"), services.collect()),
        group(fl!("overlay-dependants"), calls.collect()),
    ];
    (groups, marks.collect())
}

/// Of each line with an amount: its share of the largest.
fn amounts(
    amounts: impl IntoIterator<Item = (String, Money, String)>,
    figure: impl Fn(Money) -> String,
) -> Vec<OverlayLine> {
    let mut amounts: Vec<_> = amounts.into_iter().collect();
    amounts.retain(|(_, amount, _)| amount.0 > 0);
    amounts.sort_by_key(|(_, amount, _)| Reverse(amount.0));
    let most = amounts.first().map_or(1, |(_, amount, _)| amount.0).max(1);
    (amounts.into_iter())
        .map(|(name, amount, note)| OverlayLine {
            name,
            figure: figure(amount),
            note,
            retries: false,
            share: amount.0 as f32 / most as f32,
        })
        .collect()
}

fn spending(scenario: &Scenario, seen: &Observation) -> Answer {
    let names = Names(scenario);
    let said = |amount: Money| money(amount, &scenario.rules.currency);
    let most = (seen.services.iter())
        .map(|service| service.losing_per_minute.0)
        .max()
        .unwrap_or(0)
        .max(1);
    let marks = seen.services.iter().map(|service| {
        let losing = service.losing_per_minute;
        (losing.0 > 0).then(|| OverlayMark {
            figure: said(losing),
            share: losing.0 as f32 / most as f32,
        })
    });
    let lost = seen.services.iter().map(|service| {
        let name = names.service(service.id).to_owned();
        (name, service.losing_per_minute, String::new())
    });
    let lost = amounts(lost, |amount| fl!("overlay-a-min", money = said(amount)));
    let lines = Line::ALL.iter().zip(&seen.ledger.lines);
    let spent = lines.map(|(line, amount)| (capital(line_name(*line)), *amount, String::new()));
    let spent = amounts(spent, said);
    let open = seen.work.iter().filter(|work| work.done.is_none());
    let waiting = open.map(|work| {
        let name = names.work(work.id).to_owned();
        (
            name,
            work.delay_per_hour,
            fl!(
                "overlay-work-left",
                minutes = format!("{:.0}", work.left_minutes)
            ),
        )
    });
    let waiting = amounts(waiting, |amount| {
        fl!("overlay-an-hour", money = said(amount))
    });
    let groups = vec![
        group(fl!("overlay-revenue-lost"), lost),
        group(fl!("overlay-spent"), spent),
        group(fl!("overlay-work-waits"), waiting),
    ];
    (groups, marks.collect())
}
