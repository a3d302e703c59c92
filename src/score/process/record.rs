//! What markers look at: the run played once more, with what its leader saw at the time.
//!
//! Events that were hidden when they happened are left out, and what is known of a moment is taken from the [`Observation`] that
//! the leader had. So no marker can rate what nobody could know.

use crate::leaders::severity_by_impact;
use crate::observe::{
    IncidentSeen, InitiativeSeen, Observation, PersonSeen, ServiceSeen, Viewpoint, WorkSeen,
    is_visible,
};
use crate::run::note::Note;
use crate::run::{Act, Entry, Run};
use crate::scenario::Scenario;
use crate::scenario::command::{Depth, Style};
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, WorkKind};
use crate::scenario::units::{Money, Tick};
use crate::score::axis_values;
use crate::sim::cloud::CommitmentCosts;
use crate::sim::command::Role;
use crate::sim::people::in_incident;
use crate::sim::work::READY;
use crate::sim::{Activity, Command, Event, Giver, What};
use std::sync::Arc;

/// While an incident is new, what is seen is looked at so often, in minutes, besides at every command and every event that calls for
/// attention.
const LOOK_EVERY_MINUTES: u32 = 5;
/// And so often at the least, where nothing happens.
const LOOK_AT_MOST_MINUTES: u32 = 240;
/// Looks of a run, those at commands apart, at the most: a quarter is looked at every 44 minutes, a shift every minute.
const LOOKS_A_RUN: u32 = 3000;

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
    /// The seed of every draw: the textbook plays it too.
    pub seed: u64,
    /// The metrics of flow, reliability, morale and cost.
    pub values: [f64; 4],
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
    /// The board.
    pub board: Board,
    /// Cloud spending in this minute for which there is no known use.
    pub unexplained: Money,
    /// The error budget of a tier-1 service is spent.
    pub overspent: bool,
    /// By pipeline: the budget of its service is spent, and nothing goes out.
    pub pipelines: Vec<(bool, bool)>,
    /// Initiatives.
    pub initiatives: Vec<InitiativeSeen>,
    /// What commitments came to so far.
    pub commitments: Vec<CommitmentCosts>,
}

/// What a leader saw of planned work.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Board {
    /// Items that were begun and are not done.
    pub begun: u32,
    /// Items that are not done.
    pub open: u32,
    /// People in their shift who are not at an incident.
    pub hands: u32,
    /// People at an item.
    pub working: u32,
    /// Those of them at what repairs: defects, risk and debt.
    pub repairing: u32,
    /// Cost of delay by effort of the items that people are at.
    pub chosen: f64,
    /// The same, had everybody taken the dearest that they could.
    pub dearest: f64,
}

impl Board {
    fn of(seen: &Observation) -> Board {
        let open = || seen.work.iter().filter(|item| item.done.is_none());
        let begun = |item: &&WorkSeen| {
            !item.people.is_empty()
                || (item.pipeline.is_some() && item.stage != READY)
                || item.left_minutes < item.size_minutes
        };
        let mut board = Board {
            begun: open().filter(begun).count() as u32,
            open: open().count() as u32,
            hands: (seen.people.iter())
                .filter(|person| person.in_shift && !in_incident(person.activity))
                .map(|person| u32::from(person.heads))
                .sum(),
            ..Board::default()
        };
        for person in &seen.people {
            let Activity::Working(id) = person.activity else {
                continue;
            };
            let Some(item) = seen.item(id).filter(|item| item.done.is_none()) else {
                continue;
            };
            board.working += 1;
            board.repairing += u32::from(item.kind != WorkKind::Feature);
            let free = open().filter(|other| {
                other.team == person.team
                    && other.people.is_empty()
                    && other.can_be_worked_on
                    && can(person, other.skill)
            });
            let chosen = urgency(item);
            board.chosen += chosen;
            board.dearest += free.map(urgency).fold(chosen, f64::max);
        }
        board
    }
}

/// Cost of delay of an hour, by the effort that is left (§A: weighted shortest job first).
fn urgency(item: &WorkSeen) -> f64 {
    item.delay_per_hour.units() / item.left_minutes.max(1.0)
}

/// Whether somebody has a skill at all.
pub fn can(person: &PersonSeen, skill: SkillId) -> bool {
    person
        .skills
        .iter()
        .any(|(id, share)| *id == skill && share.0 > 0)
}

impl Moment {
    fn of(seen: Observation) -> Moment {
        let open: Vec<IncidentSeen> = seen.open_incidents().cloned().collect();
        let spent = |service: &ServiceSeen| service.budget_left < 0.0;
        let pipelines = seen.pipelines.iter().filter_map(|line| {
            let service = &seen.services[line.service?.at()];
            line.deploys.then(|| (spent(service), line.frozen))
        });
        Moment {
            board: Board::of(&seen),
            unexplained: seen.unexplained_spend_per_minute,
            overspent: (seen.services.iter()).any(|service| service.tier == 1 && spent(service)),
            pipelines: pipelines.collect(),
            tick: seen.now,
            hurt: seen.customers_hurt,
            ladder: open
                .iter()
                .map(|incident| severity_by_impact(&seen, incident))
                .collect(),
            incidents: open,
            people: seen.people,
            initiatives: seen.initiatives,
            commitments: seen.commitments,
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

/// What people do for an incident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskKind {
    /// Finding out what it is about.
    Triage,
    /// A line of inquiry.
    Inquiry(InquiryId),
    /// A remedy.
    Remedy(RemedyId),
}

/// Work that somebody set out on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// Who.
    pub person: PersonId,
    /// When it began.
    pub from: Tick,
    /// When it was finished, or the person stopped or turned to something else; the end of the run where none of these happened.
    pub until: Tick,
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
    /// Work that people set out on, in the order of its beginning.
    pub tasks: Vec<Task>,
    /// Lines of inquiry that were finished.
    pub found: Vec<(Tick, InquiryId)>,
    /// Those at it were asked whether they object.
    pub polls: Vec<Tick>,
    /// When it was said how it will be reviewed.
    pub review_planned: Option<Tick>,
    /// When it was reviewed, and how.
    pub reviewed: Option<(Tick, Style, Depth)>,
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

    /// Ticks at which it was looked at anew: something was found, begun, finished or stated.
    pub fn looks(&self) -> Vec<Tick> {
        let begun = self.tasks.iter().flat_map(|task| [task.from, task.until]);
        let stated = self.declared.iter().map(|(tick, _)| *tick);
        let given = self.roles.iter().map(|(tick, ..)| *tick);
        begun
            .chain(stated)
            .chain(given)
            .chain(self.polls.iter().copied())
            .chain(self.acknowledged)
            .collect()
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
            courses: courses(&events, again.now()),
            events,
            entries: run.entries().to_vec(),
            moments,
            ended: again.now(),
            seed: run.seed(),
            values: axis_values(&again),
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

    /// What was seen, each with the minutes until the next look.
    pub fn spans(&self) -> impl Iterator<Item = (&Moment, u32)> {
        let next = self.moments.iter().skip(1).map(|moment| moment.tick);
        let next = next.chain([self.ended]);
        let moments = self.moments.iter().zip(next);
        moments.map(|(moment, next)| (moment, next.since(moment.tick)))
    }

    /// Major incidents (SEV1 or SEV2) that had something behind them, with the tick since when they were.
    pub fn major(&self) -> impl Iterator<Item = (&Course, Tick)> {
        self.real()
            .filter_map(|course| Some((course, course.major_since(self)?)))
    }

    /// Probability that a remedy ends the harm of an incident, by what was known at a tick.
    pub fn chance(&self, incident: IncidentId, remedy: RemedyId, tick: Tick) -> f64 {
        let seen = self.seen_at(tick).incident(incident);
        let known = seen.and_then(|incident| {
            let remedy = incident.remedies.iter().find(|seen| seen.id == remedy)?;
            Some(incident.chance_it_helps(remedy))
        });
        known.unwrap_or(0.0)
    }

    /// Somebody's name.
    pub fn name(&self, person: PersonId) -> &str {
        &self.scenario.words.people[person.at()].name
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

/// Runs to a tick and looks at every event that calls for attention, and now and again while an incident is open.
fn watch(run: &mut Run, until: Tick, moments: &mut Vec<Moment>) {
    let least = run.scenario().rules.ends.0 / LOOKS_A_RUN;
    while run.now() < until && !run.over() {
        let pause = moments
            .last()
            .map_or(1, |moment| pause_after(moment).max(least));
        run.step_to_event(run.now().plus(pause).min(until));
        let due = moments
            .last()
            .is_none_or(|moment| run.now().since(moment.tick) >= least);
        if run.now() < until && due {
            look(run, moments);
        }
    }
}

/// Minutes until the next look, where nothing calls for one: few after an incident opened, more the longer none has.
fn pause_after(moment: &Moment) -> u32 {
    let youngest = moment
        .incidents
        .iter()
        .map(|incident| moment.tick.since(incident.opened))
        .min();
    youngest.map_or(LOOK_AT_MOST_MINUTES, |age| {
        (age / 12).clamp(LOOK_EVERY_MINUTES, LOOK_AT_MOST_MINUTES)
    })
}

fn look(run: &Run, moments: &mut Vec<Moment>) {
    if moments.last().is_none_or(|moment| moment.tick < run.now()) {
        moments.push(Moment::of(run.observe(Viewpoint::Leader)));
    }
}

fn courses(events: &[Event], ended: Tick) -> Vec<Course> {
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
                tasks: Vec::new(),
                found: Vec::new(),
                polls: Vec::new(),
                review_planned: None,
                reviewed: None,
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
            What::TriageStarted(id, person) => {
                begin(&mut courses, id, TaskKind::Triage, person, tick)
            }
            What::InquiryStarted(id, line, person) => {
                begin(&mut courses, id, TaskKind::Inquiry(line), person, tick);
            }
            What::RemedyStarted(id, remedy, person) => {
                begin(&mut courses, id, TaskKind::Remedy(remedy), person, tick);
            }
            What::Found(id, line, _, person) => {
                courses[id.at()].found.push((tick, line));
                end(&mut courses, person, tick);
            }
            What::RemedyApplied(_, _, person)
            | What::Triaged(_, person)
            | What::Slipped(_, _, person)
            | What::Stopped(person)
            | What::Working(person, _)
            | What::LeftShift(person)
            | What::SentToRest(person) => end(&mut courses, person, tick),
            What::Polled(id) => courses[id.at()].polls.push(tick),
            What::ReviewScheduled(id, ..) => {
                courses[id.at()].review_planned.get_or_insert(tick);
            }
            What::Reviewed(id, style, depth) => {
                courses[id.at()].reviewed = Some((tick, style, depth))
            }
            What::FalseAlarm(id, _) => courses[id.at()].false_alarm = true,
            What::Merged(id, _) => courses[id.at()].merged = true,
            What::Mitigated(id) => {
                courses[id.at()].mitigated.get_or_insert(tick);
            }
            What::Resolved(id) => courses[id.at()].resolved = Some(tick),
            _ => {}
        }
    }
    let last = |task: &&mut Task| task.until == Tick::NEVER;
    let tasks = courses.iter_mut().flat_map(|course| &mut course.tasks);
    tasks.filter(last).for_each(|task| task.until = ended);
    courses
}

/// Somebody sets out on something; what they were at is over.
fn begin(courses: &mut [Course], id: IncidentId, kind: TaskKind, person: PersonId, tick: Tick) {
    end(courses, person, tick);
    courses[id.at()].tasks.push(Task {
        kind,
        person,
        from: tick,
        until: Tick::NEVER,
    });
}

fn end(courses: &mut [Course], person: PersonId, tick: Tick) {
    let tasks = courses.iter_mut().flat_map(|course| &mut course.tasks);
    let under_way = |task: &&mut Task| task.person == person && task.until == Tick::NEVER;
    tasks.filter(under_way).for_each(|task| task.until = tick);
}
