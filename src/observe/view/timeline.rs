//! What happened when: bars for what lasts, dots for what happens at once, flags for what is due.

use crate::observe::sentences::{Names, Spoken, audience_name, sentence};
use crate::observe::{Observation, is_visible};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::words::fl;

/// A timeline.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Timeline {
    /// The clock at tick 0, minutes of the day.
    pub starts_at: u16,
    /// Now.
    pub now: u32,
    /// The last tick.
    pub ends: u32,
    /// What lasts.
    pub bars: Vec<Bar>,
    /// What happens at once.
    pub dots: Vec<Dot>,
    /// What is due.
    pub dues: Vec<Due>,
}

/// Something that lasts.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// From this tick.
    pub from: u32,
    /// Until this tick; now, while it lasts.
    pub until: u32,
    /// It has not ended.
    pub open: bool,
    /// What.
    pub text: String,
    /// Which sort.
    pub kind: BarKind,
}

/// Sorts of bars.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BarKind {
    /// Customers hurt.
    Harm,
    /// Somebody works on an incident.
    Work,
    /// Protection is off.
    Exposure,
}

/// Something that happens at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Dot {
    /// When.
    pub tick: u32,
    /// In a word or two.
    pub text: String,
    /// In a sentence.
    pub sentence: String,
    /// How it is coloured.
    pub tone: Tone,
}

/// How a dot is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// The leader's own act.
    Own,
    /// Something that was learned or done.
    News,
    /// A warning.
    Warning,
    /// Something good.
    Good,
}

/// Something that is due.
#[derive(Clone, PartialEq, Debug)]
pub struct Due {
    /// When.
    pub tick: u32,
    /// What.
    pub text: String,
}

pub(super) fn timeline(scenario: &Scenario, seen: &Observation, events: &[Event]) -> Timeline {
    Timeline {
        starts_at: scenario.rules.starts_at.0,
        now: seen.now.0,
        ends: seen.ends.0,
        bars: bars(scenario, events, seen.now),
        dots: dots(scenario, events),
        dues: dues(scenario, seen),
    }
}

/// Bars of a run so far.
pub(super) fn bars(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<Bar> {
    let words = Names(scenario);
    let mut bars: Vec<Bar> = Vec::new();
    // What stands open, by what ends it.
    let mut harm: Vec<(IncidentId, usize)> = Vec::new();
    let mut tasks: Vec<(PersonId, usize)> = Vec::new();
    let mut exposure: Vec<usize> = Vec::new();
    let open = |bars: &mut Vec<Bar>, tick: Tick, text: String, kind: BarKind| {
        bars.push(Bar {
            from: tick.0,
            until: now.0,
            open: true,
            text,
            kind,
        });
        bars.len() - 1
    };
    let close = |bars: &mut Vec<Bar>, place: usize, tick: Tick| {
        bars[place].until = tick.0;
        bars[place].open = false;
    };
    for event in events {
        let end_task =
            |bars: &mut Vec<Bar>, tasks: &mut Vec<(PersonId, usize)>, person: PersonId| {
                if let Some(at) = tasks.iter().position(|(who, _)| *who == person) {
                    close(bars, tasks.remove(at).1, event.tick);
                }
            };
        match event.what {
            What::IncidentOpened(incident, service) => {
                let text = fl!("timeline-hurting", service = words.service(service));
                harm.push((incident, open(&mut bars, event.tick, text, BarKind::Harm)));
            }
            What::Relapsed(incident) => {
                harm.push((
                    incident,
                    open(
                        &mut bars,
                        event.tick,
                        fl!("timeline-hurting-again").into(),
                        BarKind::Harm,
                    ),
                ));
            }
            What::Mitigated(incident) | What::Merged(incident, _) => {
                if let Some(at) = harm.iter().position(|(id, _)| *id == incident) {
                    close(&mut bars, harm.remove(at).1, event.tick);
                }
            }
            What::InquiryStarted(_, inquiry, person) => {
                end_task(&mut bars, &mut tasks, person);
                let text = format!(
                    "{}: {}",
                    first_name(words.person(person)),
                    words.inquiry(inquiry)
                );
                tasks.push((person, open(&mut bars, event.tick, text, BarKind::Work)));
            }
            What::RemedyStarted(_, remedy, person) => {
                end_task(&mut bars, &mut tasks, person);
                let text = format!(
                    "{}: {}",
                    first_name(words.person(person)),
                    words.remedy(remedy)
                );
                tasks.push((person, open(&mut bars, event.tick, text, BarKind::Work)));
            }
            What::Found(_, _, _, person)
            | What::RemedyApplied(_, _, person)
            | What::Slipped(_, _, person) => {
                end_task(&mut bars, &mut tasks, person);
            }
            What::Stopped(person)
            | What::LeftShift(person)
            | What::SentToRest(person)
            | What::Working(person, _) => {
                end_task(&mut bars, &mut tasks, person);
            }
            What::RoleTaken(_, person, _) => end_task(&mut bars, &mut tasks, person),
            What::ExposureBegan(_) => exposure.push(open(
                &mut bars,
                event.tick,
                fl!("timeline-protection-off").into(),
                BarKind::Exposure,
            )),
            What::ExposureEnded(_) => {
                if let Some(place) = exposure.pop() {
                    close(&mut bars, place, event.tick);
                }
            }
            What::Ended => {
                for (_, place) in harm.drain(..) {
                    close(&mut bars, place, event.tick);
                }
            }
            _ => {}
        }
    }
    bars
}

/// Dots of a run so far: the moments that a person would tell.
pub(super) fn dots(scenario: &Scenario, events: &[Event]) -> Vec<Dot> {
    let words = Names(scenario);
    let visible = events.iter().filter(|event| is_visible(&event.what));
    visible
        .filter_map(|event| {
            let (text, tone) = match event.what {
                What::Acknowledged(_) => (fl!("timeline-acknowledged").into(), Tone::Own),
                What::Declared(_, severity) => {
                    (fl!("timeline-severity", severity = severity), Tone::Own)
                }
                What::RoleTaken(_, person, role) => (
                    format!("{}: {}", first_name(words.person(person)), role.spoken()),
                    Tone::Own,
                ),
                What::Found(_, inquiry, _, _) => (
                    fl!(
                        "timeline-found",
                        inquiry = words.inquiry(inquiry).to_lowercase()
                    ),
                    Tone::News,
                ),
                What::RemedyApplied(_, remedy, _) => (lowered(words.remedy(remedy)), Tone::News),
                What::Slipped(..) => (fl!("timeline-slip").into(), Tone::Warning),
                What::Mitigated(_) => (fl!("timeline-well").into(), Tone::Good),
                What::Relapsed(_) => (fl!("timeline-relapsed").into(), Tone::Warning),
                What::Resolved(_) => (fl!("timeline-closed").into(), Tone::Own),
                What::WorkDone(item) => (
                    fl!("timeline-work-done", work = words.work(item)),
                    Tone::Good,
                ),
                What::Arrived(person) => (
                    fl!("timeline-here", person = first_name(words.person(person))),
                    Tone::News,
                ),
                What::LeftShift(person) => (
                    fl!("timeline-leaves", person = first_name(words.person(person))),
                    Tone::Warning,
                ),
                What::Posted(_, audience) => (
                    fl!("timeline-update", audience = audience_name(audience)),
                    Tone::Own,
                ),
                What::Decided(_, _, by_default) => (
                    if by_default {
                        fl!("timeline-undecided").into()
                    } else {
                        fl!("timeline-decided").into()
                    },
                    Tone::Own,
                ),
                What::Ignored(message) => (
                    fl!(
                        "timeline-unanswered",
                        person = first_name(words.sender(message))
                    ),
                    Tone::Warning,
                ),
                What::Attacked(_) | What::Breached(_) => {
                    (fl!("timeline-attack").into(), Tone::Warning)
                }
                _ => return None,
            };
            Some(Dot {
                tick: event.tick.0,
                text,
                sentence: sentence(event, scenario),
                tone,
            })
        })
        .collect()
}

fn dues(scenario: &Scenario, seen: &Observation) -> Vec<Due> {
    let mut dues = Vec::new();
    if let Some(due) = seen
        .stakeholders
        .iter()
        .filter_map(|stakeholder| stakeholder.update_due)
        .min()
    {
        dues.push(Due {
            tick: due.0,
            text: fl!(
                "timeline-update-due",
                clock = super::clock_at(scenario, due).to_string()
            ),
        });
    }
    if let Some(card) = seen.cards.iter().map(|card| card.due).min() {
        dues.push(Due {
            tick: card.0,
            text: fl!(
                "timeline-decide-by",
                clock = super::clock_at(scenario, card).to_string()
            ),
        });
    }
    if let Some(message) = seen.messages.iter().map(|message| message.due).min() {
        dues.push(Due {
            tick: message.0,
            text: fl!(
                "timeline-answer-by",
                clock = super::clock_at(scenario, message).to_string()
            ),
        });
    }
    dues
}

fn first_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
