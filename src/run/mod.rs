//! Floor 5: a run in progress, the one door through which a World is stepped.
//!
//! Commands wait as *pending*, checked in order on a scratch World, until the next step commits them; until then any of them can
//! be taken back. Committed commands are the log; scenario, seed and log rebuild every state. Notes are in the log too, but outside
//! the World. Read on in [`log`] and [`replay`].

pub mod beside;
pub mod events;
pub mod log;
mod mode;
pub mod note;
pub mod replay;

pub use mode::Mode;

use crate::leaders::{Leader, Orders, Sight};
use crate::observe::view::is_weekly;
use crate::observe::{Observation, Viewpoint, calls_for_attention, is_of_a_day};
use crate::scenario::Scenario;
use crate::scenario::units::Tick;
use crate::sim::{self, Command, CommandError, Event, Events, Giver, World};
use note::{Aids, Note};
use std::borrow::Cow;
use std::sync::Arc;

/// Room for what happens in most runs, so that little has to be moved as they grow.
const EVENTS_ROOM: usize = 8192;
const ENTRIES_ROOM: usize = 2048;

/// A run in progress, or over.
#[derive(Clone, Debug)]
pub struct Run {
    seed: u64,
    leader: String,
    mode: Mode,
    world: World,
    entries: Vec<Entry>,
    pending: Vec<(Giver, Command)>,
    /// The World as if the pending commands had been given, where somebody proposed one since the last step.
    ahead: Option<Box<World>>,
    events: Events,
}

/// A committed command, or a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// When it was given.
    pub tick: Tick,
    /// Who gave it.
    pub giver: Giver,
    /// What was given.
    pub act: Act,
    /// Digest of the state before, in hexadecimal; `None` where a reference leader gave it: a log that is written works it out.
    pub state_before: Option<String>,
}

/// What an entry holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A command, which changed the World.
    Command(Command),
    /// Words about the run, which changed nothing.
    Note(Note),
}

impl Run {
    /// A run at tick 0. `leader` names who leads, for the log.
    pub fn new(scenario: Arc<Scenario>, seed: u64, leader: &str) -> Run {
        let world = World::new(scenario, seed);
        let mut events = Vec::with_capacity(EVENTS_ROOM);
        sim::begin(&world, &mut events);
        Run {
            seed,
            leader: leader.to_owned(),
            mode: Mode::default(),
            world,
            entries: Vec::with_capacity(ENTRIES_ROOM),
            pending: Vec::new(),
            ahead: None,
            events,
        }
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.world.scenario()
    }

    /// The seed of every draw.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Who leads: a reference leader's name, or `person`.
    pub fn leader(&self) -> &str {
        &self.leader
    }

    /// The same run, played for something else.
    pub fn in_mode(mut self, mode: Mode) -> Run {
        self.mode = mode;
        self
    }

    /// What it is played for.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What it was led with besides what its leader knew.
    pub fn aids(&self) -> Aids {
        Aids::count(notes(&self.entries))
    }

    /// Minutes since the run began.
    pub fn now(&self) -> Tick {
        self.world.now()
    }

    /// Whether the run is over.
    pub fn over(&self) -> bool {
        self.world.over()
    }

    /// Digest of the state, in hexadecimal.
    pub fn digest(&self) -> String {
        self.world.digest()
    }

    /// Size of the state in bytes.
    pub fn state_bytes(&self) -> usize {
        self.world.bytes().len()
    }

    /// Every event so far, hidden ones too: for scores and the debrief.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Committed commands, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Commands that the next step commits, in order.
    pub fn pending(&self) -> &[(Giver, Command)] {
        &self.pending
    }

    /// What can be known now from a viewpoint, before the pending commands.
    pub fn observe(&self, viewpoint: Viewpoint) -> Observation {
        Observation::of(&self.world, viewpoint)
    }

    /// What can be known now, as if the pending commands had been given: a front end shows this, so that a person sees their
    /// own queue at once.
    pub fn observe_pending(&self, viewpoint: Viewpoint) -> Observation {
        match &self.ahead {
            // Where commands take effect at once, showing that would let a draw be seen and the command be taken back.
            Some(ahead) if ahead.rules().attention.on => Observation::of(ahead, viewpoint),
            _ => self.observe(viewpoint),
        }
    }

    /// Adds a command to those pending.
    ///
    /// # Errors
    /// Says why it cannot follow the ones before it; nothing changes then.
    pub fn propose(&mut self, giver: Giver, command: Command) -> Result<(), CommandError> {
        let mut ahead = match self.ahead.take() {
            Some(ahead) => ahead,
            None => Box::new(self.world.clone()),
        };
        // A refused command leaves it as it is.
        let given = sim::give(&mut ahead, giver, command, &mut Vec::new());
        self.ahead = Some(ahead);
        given?;
        self.pending.push((giver, command));
        Ok(())
    }

    /// Why a command could not follow those pending, if it could not.
    pub fn would_refuse(&self, giver: Giver, command: &Command) -> Option<CommandError> {
        let world = self.ahead.as_deref().unwrap_or(&self.world);
        sim::check(world, giver, command).err()
    }

    /// Takes back a pending command; later ones that made sense only after it are taken back too. Returns those.
    pub fn undo(&mut self, place: usize) -> Vec<Command> {
        self.ahead = None;
        let kept = std::mem::take(&mut self.pending);
        let mut gone = Vec::new();
        for (index, (giver, command)) in kept.into_iter().enumerate() {
            if index == place || self.propose(giver, command).is_err() {
                gone.push(command);
            }
        }
        gone
    }

    /// Commits the pending commands and runs to a tick.
    pub fn step(&mut self, until: Tick) {
        self.commit();
        sim::advance(&mut self.world, until, &mut self.events);
    }

    /// Commits the pending commands and runs to a tick, or to the first minute in which something calls for attention.
    pub fn step_to_event(&mut self, until: Tick) {
        self.commit();
        while self.now() < until && !self.over() {
            let seen = self.events.len();
            sim::advance_once(&mut self.world, until, &mut self.events);
            if self.events[seen..]
                .iter()
                .any(|event| self.calls_leader(event))
            {
                break;
            }
        }
    }

    /// Whether an event calls for whoever leads this run, at the pace at which it is led.
    pub fn calls_leader(&self, event: &Event) -> bool {
        calls_for_attention(event) && !(is_weekly(self.scenario()) && is_of_a_day(event))
    }

    /// Lets a leader lead until the run is over.
    pub fn led_by(mut self, leader: &mut dyn Leader) -> Run {
        self.be_led(leader, Tick::NEVER);
        self
    }

    /// Lets a leader lead until a tick, or until the run is over.
    pub fn be_led(&mut self, leader: &mut dyn Leader, until: Tick) {
        self.commit();
        let mut seen = self.observe(Viewpoint::Leader);
        while !self.over() && self.now() < until {
            match leader.sight() {
                Sight::All => seen = self.observe(Viewpoint::Leader),
                Sight::Desk => seen.look_at_the_desk(&self.world),
            }
            let mut orders = leader.lead(&seen);
            orders.wake = orders.wake.min(until);
            self.follow(orders);
        }
    }

    /// Gives a reference leader's commands, and runs until that leader wants to look again.
    pub fn follow(&mut self, orders: Orders) {
        for command in orders.commands {
            match sim::give(&mut self.world, Giver::Reference, command, &mut self.events) {
                Ok(()) => self.enter(Giver::Reference, Act::Command(command), None),
                // No later one would find room either.
                Err(CommandError::QueueFull(_)) => break,
                // A reference leader may ask for what is not valid; it is left out, as a person would be told.
                Err(_) => {}
            }
        }
        let wake = orders.wake.max(self.now().plus(1));
        if orders.on_event {
            self.step_to_event(wake)
        } else {
            self.step(wake)
        }
    }

    /// Plays on as a run of the same scenario and seed did, up to a tick; `each` looks at every minute on the way. Commands that it
    /// gave at that tick are still to come.
    pub fn retrace(&mut self, other: &Run, until: Tick, mut each: impl FnMut(&Run)) {
        while self.now() < until && !self.over() {
            while let Some(entry) =
                (other.entries.get(self.entries.len())).filter(|entry| entry.tick <= self.now())
            {
                if let Act::Command(command) = entry.act {
                    sim::give(&mut self.world, entry.giver, command, &mut self.events)
                        .expect("what was accepted once is accepted again");
                }
                self.entries.push(entry.clone());
            }
            let minute = self.now().plus(1);
            sim::advance(&mut self.world, minute, &mut self.events);
            each(self);
        }
    }

    /// This run as it stood before the last order of whoever leads, in a minute before this one or in this; what else was given in the
    /// minute of that order is pending again. `each` looks at every minute on the way. `None` where nothing was ordered.
    pub fn before_last_order(&self, each: impl FnMut(&Run)) -> Option<Run> {
        let is_order = |entry: &Entry| matches!(entry.act, Act::Command(_));
        let last = self.entries.iter().rposition(is_order)?;
        let minute = self.entries[last].tick;
        let mut run = Run::new(self.scenario().clone(), self.seed, &self.leader).in_mode(self.mode);
        run.retrace(self, minute, each);
        let same_minute = run.entries.len()..last;
        run.taken_back_from(self);
        for entry in &self.entries[same_minute] {
            if let Act::Command(command) = entry.act {
                // Each was accepted then, after those before it.
                let _ = run.propose(entry.giver, command);
            }
        }
        Some(run)
    }

    /// Notes that this run is an earlier minute of another that was played on from there, and what that one was led with since: who
    /// leads knows it.
    pub fn taken_back_from(&mut self, later: &Run) {
        let since = notes(later.entries.get(self.entries.len()..).unwrap_or_default());
        let aids = since.filter(|note| matches!(note, Note::Hint(_) | Note::TakenBack(_)));
        for note in aids.cloned().chain([Note::TakenBack(later.now())]) {
            // One that is over takes no notes, and cannot be played on either.
            let _ = self.note(Giver::Leader, note);
        }
    }

    /// One of the futures of this run: all that is hidden is drawn anew from what could be known, and what comes is drawn by that
    /// seed. Its truth is not this run's. What was given and what happened until now stays behind.
    pub fn future(&self, seed: u64) -> Run {
        let mut world = self.world.clone();
        sim::resample(&mut world, seed);
        Run {
            seed,
            leader: self.leader.clone(),
            mode: self.mode,
            world,
            entries: Vec::new(),
            pending: Vec::new(),
            ahead: None,
            events: Vec::new(),
        }
    }

    /// Adds a note to the log.
    ///
    /// # Errors
    /// A run that is over takes no more notes: its log is sealed.
    pub fn note(&mut self, giver: Giver, note: Note) -> Result<(), CommandError> {
        if self.over() {
            return Err(CommandError::Over);
        }
        self.enter(giver, Act::Note(note), Some(self.digest()));
        Ok(())
    }

    fn commit(&mut self) {
        self.ahead = None;
        if self.pending.is_empty() {
            return;
        }
        for (giver, command) in std::mem::take(&mut self.pending) {
            // Each was checked after those before it; what is refused all the same leaves no trace.
            let _ = self.give(giver, command);
        }
    }

    /// Gives a command at once.
    fn give(&mut self, giver: Giver, command: Command) -> Result<(), CommandError> {
        let state_before = self.digest();
        sim::give(&mut self.world, giver, command, &mut self.events)?;
        self.enter(giver, Act::Command(command), Some(state_before));
        Ok(())
    }

    /// This run with the digest of the state before every entry. Where a reference leader left them out, everything is played
    /// again, which has to end in the same state.
    fn with_states(&self) -> Cow<'_, Run> {
        if (self.entries.iter()).all(|entry| entry.state_before.is_some()) {
            return Cow::Borrowed(self);
        }
        let mut again = Run::new(self.scenario().clone(), self.seed, &self.leader);
        for entry in &self.entries {
            again.step(entry.tick);
            let given = match entry.act.clone() {
                Act::Command(command) => again.give(entry.giver, command),
                Act::Note(note) => again.note(entry.giver, note),
            };
            given.expect("what was accepted once is accepted again");
        }
        again.step(self.now());
        assert_eq!(again.digest(), self.digest(), "the same run has two ends");
        Cow::Owned(again)
    }

    fn enter(&mut self, giver: Giver, act: Act, state_before: Option<String>) {
        let tick = self.now();
        self.entries.push(Entry {
            tick,
            giver,
            act,
            state_before,
        });
    }
}

/// What was said among some entries.
fn notes(entries: &[Entry]) -> impl Iterator<Item = &Note> {
    entries.iter().filter_map(|entry| match &entry.act {
        Act::Note(note) => Some(note),
        Act::Command(_) => None,
    })
}
