//! Overlays of the map: one question each, answered service by service on the map and line by line beside it.

use crate::observe::sentences::{Names, capital, line_name, money, percent};
use crate::observe::{Observation, PersonSeen, ServiceSeen};
use crate::scenario::Scenario;
use crate::scenario::rules::Line;
use crate::scenario::units::Money;
use crate::sim::people::{incident_of, on_duty};
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
            Overlay::Overloaded => "Who is overloaded",
            Overlay::Failing => "What fails",
            Overlay::Money => "Where the money goes",
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
        if service.load.retries >= 0.01 {
            notes.push(format!("{:.0} % are retries", service.load.retries * 100.0));
        }
        if service.load.shed_percent > 0 {
            notes.push(format!("{} % turned away", service.load.shed_percent));
        }
        Some(OverlayLine {
            name: names.service(service.id).to_owned(),
            figure: format!("{:.0} % of what it fits", used * 100.0),
            note: notes.join(" · "),
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
            8.. => "fights sleep",
            6..=7 => "tired",
            _ => "",
        };
        let notes = [
            tired.to_owned(),
            busy(person).map_or(String::new(), |incident| format!("on {incident}")),
        ];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        Some(OverlayLine {
            name: names.person(person.id).to_owned(),
            figure: format!("{hours} h awake"),
            note: notes.join(" · "),
            share: f32::from(person.sleepiness.clamp(1, 9) - 1) / 8.0,
        })
    });
    let queue = seen.attention.queue.len();
    let waits = match queue {
        0 => String::new(),
        1 => "1 order waits to be said".to_owned(),
        more => format!("{more} orders wait to be said"),
    };
    let busy = seen.attention.busy_seconds;
    let you = (busy > 0 || queue > 0).then(|| OverlayLine {
        name: "You".to_owned(),
        figure: format!("{busy} s taken"),
        note: waits,
        share: (busy as f32 / 180.0).min(1.0),
    });
    let groups = vec![
        group("services", services.collect()),
        group("your attention", Vec::from_iter(you)),
        group("people at an incident, or tired", people.collect()),
    ];
    (groups, marks)
}

fn failing(scenario: &Scenario, seen: &Observation) -> Answer {
    let names = Names(scenario);
    let bad = |share: f64| match share * 100.0 {
        percent if percent < 1.0 => format!("{percent:.1} % fail"),
        percent => format!("{percent:.0} % fail"),
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
            note: format!("target {target} · burn {:.0}×", service.burn),
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
                true => "cannot be done without",
                false => "can be done without",
            };
            Some(OverlayLine {
                name: format!("{caller} → {}", names.service(callee)),
                figure: bad(share),
                note: note.to_owned(),
                share: share as f32,
            })
        })
    });
    let groups = vec![
        group("services", services.collect()),
        group("who depends on them", calls.collect()),
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
    let lost = amounts(lost, |amount| format!("{} a min", said(amount)));
    let lines = Line::ALL.iter().zip(&seen.ledger.lines);
    let spent = lines.map(|(line, amount)| (capital(line_name(*line)), *amount, String::new()));
    let spent = amounts(spent, said);
    let open = seen.work.iter().filter(|work| work.done.is_none());
    let waiting = open.map(|work| {
        let name = names.work(work.id).to_owned();
        (
            name,
            work.delay_per_hour,
            format!("{:.0} min left", work.left_minutes),
        )
    });
    let waiting = amounts(waiting, |amount| format!("{} an hour", said(amount)));
    let groups = vec![
        group("revenue lost now", lost),
        group("spent so far", spent),
        group("lost while work waits", waiting),
    ];
    (groups, marks.collect())
}
