//! What markers look at: the run played once more, with what its leader saw at the time.
//!
//! Events that were hidden when they happened are left out, and what is known of a moment is taken from the [`Observation`] that
//! the leader had. So no marker can rate what nobody could know.

use crate::leaders::severity_by_impact;
use crate::observe::{IncidentSeen, Observation, PersonSeen, is_visible};
use crate::run::note::Note;
use crate::run::{Act, Entry, Run};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::scenario::units::Tick;
use crate::sim::command::Role;
use crate::sim::{Command, Event, Giver, What};
use std::sync::Arc;

/// While an incident is open, what is seen is looked at so often, in minutes, besides at every command and every event that calls
/// for attention.
const LOOK_EVERY_MINUTES: u32 = 5;

/// A run, as its leader saw it.
pub struct Record {
    /// What was played.
    pub scenario: Arc<Scenario>,
    /// What could be seen, when it happened.
    pub events: Vec<Event>,
    /// Commands and notes, with what was seen before each.
    pub entries: Vec<Entry>,
    /// What was seen, in the order of time.
    pub moments: Vec<Moment>,
    /// Incidents, in the order in which they opened.
    pub courses: Vec<Course>,
    /// When the run ended.
    pub ended: Tick,
}

/// What a leader saw at a tick, before the commands of that tick.
pub struct Moment {
    /// When.
    pub tick: Tick,
    /// Customers hurt.
    pub hurt: bool,
    /// Open incidents.
    pub incidents: Vec<IncidentSeen>,
    /// The severity that the ladder of §B6 gives to what the dashboards show of each of those.
    pub ladder: Vec<u8>,
    /// Everybody.
    pub people: Vec<PersonSeen>,
}

impl Moment {
    fn of(seen: Observation) -> Moment {
        let open: Vec<IncidentSeen> = seen.open_incidents().cloned().collect();
        Moment {
            tick: seen.now,
            hurt: seen.customers_hurt,
            ladder: open
                .iter()
                .map(|incident| severity_by_impact(&seen, incident))
                .collect(),
            incidents: open,
            people: seen.people,
        }
    }

    /// An incident, if it was open.
    pub fn incident(&self, id: IncidentId) -> Option<&IncidentSeen> {
        self.incidents.iter().find(|incident| incident.id == id)
    }

    /// Its severity by the ladder, if it was open.
    pub fn ladder_of(&self, id: IncidentId) -> Option<u8> {
        let place = self
            .incidents
            .iter()
            .position(|incident| incident.id == id)?;
        Some(self.ladder[place])
    }
}

/// What happened to an incident.
#[derive(Clone, Debug)]
pub struct Course {
    /// Which.
    pub id: IncidentId,
    /// The service whose page opened it.
    pub service: ServiceId,
    /// When it opened.
    pub opened: Tick,
    /// When the leader or a delegate took note.
    pub acknowledged: Option<Tick>,
    /// Severities that were declared.
    pub declared: Vec<(Tick, u8)>,
    /// Roles that were taken.
    pub roles: Vec<(Tick, PersonId, Role)>,
    /// Updates.
    pub posts: Vec<(Tick, Audience)>,
    /// Nothing was behind it.
    pub false_alarm: bool,
    /// It was folded into another.
    pub merged: bool,
    /// When customers first stopped hurting.
    pub mitigated: Option<Tick>,
    /// When it was closed.
    pub resolved: Option<Tick>,
}

impl Course {
    /// When it was closed, or the run ended.
    pub fn closed(&self, record: &Record) -> Tick {
        self.resolved.unwrap_or(record.ended)
    }

    /// When customers stopped hurting, it was closed, or the run ended.
    pub fn harm_over(&self, record: &Record) -> Tick {
        let closed = self.closed(record);
        self.mitigated.map_or(closed, |tick| tick.min(closed))
    }

    /// The worst severity that the dashboards showed of it until a tick.
    pub fn worst_until(&self, record: &Record, until: Tick) -> Option<u8> {
        let moments = record.between(self.opened, until);
        moments.filter_map(|moment| moment.ladder_of(self.id)).min()
    }

    /// The severity that was declared last, at a tick.
    pub fn severity_at(&self, tick: Tick) -> Option<u8> {
        let before = self.declared.iter().rev();
        let mut before = before.skip_while(|(declared, _)| *declared > tick);
        before.next().map(|(_, severity)| *severity)
    }

    /// From when it was a major incident (SEV1 or SEV2): as declared, or as the dashboards showed it, whichever came first.
    pub fn major_since(&self, record: &Record) -> Option<Tick> {
        let declared = self.declared.iter().find(|(_, severity)| *severity <= 2);
        let shown = record
            .between(self.opened, self.harm_over(record))
            .find(|moment| {
                moment
                    .ladder_of(self.id)
                    .is_some_and(|severity| severity <= 2)
            });
        let ticks = [
            declared.map(|(tick, _)| *tick),
            shown.map(|moment| moment.tick),
        ];
        ticks.into_iter().flatten().min()
    }
}

impl Record {
    /// Plays a run once more and writes down what its leader saw. What is left of an unfinished run is played to its end.
    pub fn of(run: &Run) -> Record {
        let mut again = Run::new(run.scenario().clone(), run.seed(), run.leader());
        let mut moments = Vec::new();
        let mut entries = run.entries().iter().peekable();
        while let Some(tick) = entries.peek().map(|entry| entry.tick) {
            watch(&mut again, tick, &mut moments);
            look(&again, &mut moments);
            while let Some(entry) = entries.next_if(|entry| entry.tick == tick) {
                if let Act::Command(command) = entry.act {
                    // It was accepted when it was given.
                    let _ = again.propose(entry.giver, command);
                }
            }
        }
        watch(&mut again, run.scenario().rules.ends, &mut moments);
        look(&again, &mut moments);
        let visible = again
            .events()
            .iter()
            .filter(|event| is_visible(&event.what));
        let events: Vec<Event> = visible.copied().collect();
        Record {
            scenario: run.scenario().clone(),
            courses: courses(&events),
            events,
            entries: run.entries().to_vec(),
            moments,
            ended: again.now(),
        }
    }

    /// What was seen from one tick to another, both included.
    pub fn between(&self, from: Tick, until: Tick) -> impl Iterator<Item = &Moment> {
        let first = self.moments.partition_point(|moment| moment.tick < from);
        let later = self.moments[first..].iter();
        later.take_while(move |moment| moment.tick <= until)
    }

    /// What was seen last, at a tick.
    pub fn seen_at(&self, tick: Tick) -> &Moment {
        let after = self.moments.partition_point(|moment| moment.tick <= tick);
        &self.moments[after.saturating_sub(1)]
    }

    /// Commands by whoever led, not by the trainer.
    pub fn commands(&self) -> impl Iterator<Item = (Tick, Command)> {
        let led = self
            .entries
            .iter()
            .filter(|entry| entry.giver != Giver::Trainer);
        led.filter_map(|entry| match entry.act {
            Act::Command(command) => Some((entry.tick, command)),
            Act::Note(_) => None,
        })
    }

    /// What was said beside the run.
    pub fn notes(&self) -> impl Iterator<Item = (Tick, &Note)> {
        self.entries.iter().filter_map(|entry| match &entry.act {
            Act::Note(note) => Some((entry.tick, note)),
            Act::Command(_) => None,
        })
    }

    /// Incidents that had something behind them, as far as anybody found out, and stood for themselves.
    pub fn real(&self) -> impl Iterator<Item = &Course> {
        let courses = self.courses.iter();
        courses.filter(|course| !course.false_alarm && !course.merged)
    }
}

/// Runs to a tick and looks at every event that calls for attention, and so often while an incident is open.
fn watch(run: &mut Run, until: Tick, moments: &mut Vec<Moment>) {
    while run.now() < until && !run.over() {
        let open = (moments.last()).is_some_and(|moment| !moment.incidents.is_empty());
        let next = if open {
            run.now().plus(LOOK_EVERY_MINUTES).min(until)
        } else {
            until
        };
        run.step_to_event(next);
        if run.now() < until {
            look(run, moments);
        }
    }
}

fn look(run: &Run, moments: &mut Vec<Moment>) {
    if moments.last().is_none_or(|moment| moment.tick < run.now()) {
        moments.push(Moment::of(run.observe(crate::observe::Viewpoint::Leader)));
    }
}

fn courses(events: &[Event]) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    for event in events {
        let tick = event.tick;
        match event.what {
            What::IncidentOpened(id, service) => courses.push(Course {
                id,
                service,
                opened: tick,
                acknowledged: None,
                declared: Vec::new(),
                roles: Vec::new(),
                posts: Vec::new(),
                false_alarm: false,
                merged: false,
                mitigated: None,
                resolved: None,
            }),
            What::Acknowledged(id) => {
                courses[id.at()].acknowledged.get_or_insert(tick);
            }
            What::Declared(id, severity) => courses[id.at()].declared.push((tick, severity)),
            What::RoleTaken(id, person, role) => courses[id.at()].roles.push((tick, person, role)),
            What::Posted(id, audience) => courses[id.at()].posts.push((tick, audience)),
            What::FalseAlarm(id, _) => courses[id.at()].false_alarm = true,
            What::Merged(id, _) => courses[id.at()].merged = true,
            What::Mitigated(id) => {
                courses[id.at()].mitigated.get_or_insert(tick);
            }
            What::Resolved(id) => courses[id.at()].resolved = Some(tick),
            _ => {}
        }
    }
    courses
}
