//! A run in play: the clock, the pending commands, the list that is open. Knows no window; one door to the run.

mod aids;
mod hold;

use super::autosave::Autosave;
use super::choices::{Choices, choices, found, still_asked};
use super::guide::{Guide, Told};
use super::hint::Hint;
use super::planning::Planning;
use super::settings::Settings;
use super::wish::{Question, Speed, Wish};
use crate::observe::view::{
    BridgeView, Overlay, OverlayView, Trail, WEEK_MINUTES, WeekView, decided, is_weekly, overlay,
    week, week_began,
};
use crate::observe::{Observation, Viewpoint, calls_for_attention};
use crate::run::note::Note;
use crate::run::{Act, Entry, Mode, Run};
use crate::scenario::Scenario;
use crate::scenario::guide::Part;
use crate::scenario::ids::IncidentId;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::sim::{Command, Giver};
use std::path::Path;
use std::sync::Arc;

/// Why the clock stands still by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Halt {
    /// A decision is asked.
    Card,
    /// Somebody asks.
    Message,
    /// Something happened that a person was waiting for.
    News,
    /// A week is over.
    Week,
}

/// How the clock runs.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pace {
    /// It runs.
    pub running: bool,
    /// How fast.
    pub speed: Speed,
    /// It runs to the next event that calls for attention.
    pub skipping: bool,
    /// It runs through the week.
    pub through_week: bool,
    /// Why it stands still.
    pub halt: Option<Halt>,
    /// Part of the next minute that has passed.
    part: f32,
}

/// Real seconds that a week takes in which nothing asks for the leader.
const WEEK_SECONDS: f32 = 15.0;

impl Pace {
    fn minutes_a_second(&self) -> f32 {
        match self.through_week {
            true => WEEK_MINUTES as f32 / WEEK_SECONDS,
            false => self.speed.minutes_a_second(),
        }
    }

    /// Whole minutes that pass in some real seconds.
    pub(super) fn minutes(&mut self, seconds: f32) -> u32 {
        if !self.running {
            return 0;
        }
        self.part += seconds * self.minutes_a_second();
        let minutes = self.part.floor();
        self.part -= minutes;
        minutes as u32
    }
}

/// So many minutes of a run that one goes on with are looked at again.
const NOTED_MOST: u32 = 3000;

/// A run in play.
#[derive(Debug)]
pub struct Play {
    run: Run,
    trail: Trail,
    pace: Pace,
    question: Option<Question>,
    /// What was typed into it.
    typed: String,
    looked_at: Option<IncidentId>,
    refusal: Option<String>,
    news: Option<String>,
    /// What the game says once: until the next wish, or until the clock stops by itself.
    notice: Option<&'static str>,
    guide: Guide,
    hint: Option<Hint>,
    overlay: Option<Overlay>,
    part: Part,
    /// The decision was laid aside to look at a part.
    aside: bool,
    /// It is led by the week, and not minute by minute.
    by_week: bool,
    /// The menu is open, and whether the clock ran before.
    menu: Option<bool>,
    /// The clock stands because whoever leads stopped it.
    held: bool,
    planning: Planning,
    save: Autosave,
    /// The text of the marks beside the scenario.
    pub marks: Option<String>,
    /// What stops the clock is set here.
    pub settings: Settings,
    /// Raised whenever what is shown may have changed.
    version: u64,
}

impl Play {
    /// A run at its first minute, with the clock standing.
    pub fn begin(
        scenario: Arc<Scenario>,
        seed: u64,
        marks: Option<String>,
        folder: Option<&Path>,
    ) -> Play {
        Play::start(Run::new(scenario, seed, "person"), marks, folder)
    }

    /// The same, of a run that was set up.
    pub fn start(run: Run, marks: Option<String>, folder: Option<&Path>) -> Play {
        let save = Autosave::begin(folder, &run);
        let planning = Planning::begin(&save);
        Play::of(run, marks, save, planning)
    }

    /// A run that was begun before, where it was left, with the clock standing.
    pub fn go_on(run: Run, marks: Option<String>, save: Autosave) -> Play {
        let planning = Planning::go_on(&save);
        let mut play = Play::of(
            Run::new(run.scenario().clone(), run.seed(), run.leader()),
            marks,
            save,
            planning,
        );
        let mut guided = Guided::from(&play.run);
        {
            let Play {
                run: again,
                trail,
                guide,
                ..
            } = &mut play;
            let mut noting = note_again(trail, run.now());
            again.retrace(&run, run.now(), |minute| {
                guided.follow(guide, minute);
                noting(minute);
            });
        }
        guided.hear(&mut play.guide, &run);
        play.run = run;
        play.look_at_guide();
        play
    }

    fn of(run: Run, marks: Option<String>, save: Autosave, planning: Planning) -> Play {
        let mut play = Play {
            by_week: is_weekly(run.scenario()),
            run,
            trail: Trail::default(),
            pace: Pace::default(),
            question: None,
            typed: String::new(),
            looked_at: None,
            refusal: None,
            news: None,
            notice: None,
            guide: Guide::default(),
            hint: None,
            overlay: None,
            part: Part::Dispatch,
            aside: false,
            menu: None,
            held: false,
            planning,
            save,
            marks,
            settings: Settings::default(),
            version: 0,
        };
        play.note_minute();
        play
    }

    /// The run.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// What was written down every minute.
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    /// How the clock runs. It stands while somebody types or says how sure they are: nobody writes against the clock.
    pub fn pace(&self) -> Pace {
        Pace {
            running: self.pace.running && !self.is_writing(),
            ..self.pace
        }
    }

    /// Why the last command was refused.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// What stopped the clock, in a sentence.
    pub fn news(&self) -> Option<&str> {
        self.news.as_deref()
    }

    /// What the game says once.
    pub fn notice(&self) -> Option<&'static str> {
        self.notice
    }

    /// What a newcomer is told now.
    pub fn told(&self) -> Option<&Told> {
        self.guide.told()
    }

    /// The menu lies over the bridge.
    pub fn menu(&self) -> bool {
        self.menu.is_some()
    }

    /// The log on disk.
    pub fn save(&self) -> &Autosave {
        &self.save
    }

    /// Raised whenever what is shown may have changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What the leader knows, pending commands included.
    pub fn seen(&self) -> Observation {
        self.run.observe_pending(Viewpoint::Leader)
    }

    /// What the bridge shows.
    pub fn view(&self) -> BridgeView {
        let pending: Vec<Command> = self
            .run
            .pending()
            .iter()
            .map(|(_, command)| *command)
            .collect();
        BridgeView::of(
            self.run.scenario(),
            &self.seen(),
            self.run.events(),
            &pending,
            &self.trail,
            self.looked_at,
        )
    }

    /// The part of the bridge that is looked at where there is no room for all.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Where there is no room for all, the decision was laid aside to look at a part.
    pub fn aside(&self) -> bool {
        self.aside
    }

    /// The week, where the run is led by it now.
    pub fn week(&self) -> Option<WeekView> {
        if !self.by_week {
            return None;
        }
        let began = week_began(self.run.now());
        let command = |entry: &Entry| match entry.act {
            Act::Command(command) if entry.tick >= began => Some(command),
            _ => None,
        };
        let given: Vec<Command> = self.run.entries().iter().filter_map(command).collect();
        let pending: Vec<Command> = (self.run.pending().iter()).map(|(_, one)| *one).collect();
        Some(week(self.run.scenario(), &self.seen(), &given, &pending))
    }

    /// One could lead by the week, and leads minute by minute.
    pub fn by_minute(&self) -> bool {
        !self.by_week && is_weekly(self.run.scenario())
    }

    /// What is laid over the map.
    pub fn overlay(&self) -> Option<OverlayView> {
        let scenario = self.run.scenario();
        self.overlay
            .map(|wanted| overlay(wanted, scenario, &self.seen()))
    }

    /// The list that is open.
    pub fn choices(&self) -> Option<Choices> {
        let scenario = self.run.scenario();
        let mut choices = choices(self.question?, scenario, &self.seen());
        for row in &mut choices.rows {
            if let Wish::Give(command) = &row.wish {
                let refused = self.run.would_refuse(Giver::Leader, command);
                row.refusal = refused.map(|error| error.sentence(scenario));
            }
        }
        if let Some(field) = &mut choices.field {
            field.typed.clone_from(&self.typed);
            if field.finds {
                choices.rows = found(choices.rows, &self.typed);
            }
        }
        Some(choices)
    }

    /// Does what a person wants on the bridge. Other wishes are not for here.
    pub fn wish(&mut self, wish: Wish) {
        self.version += 1;
        if !matches!(wish, Wish::Close) {
            self.refusal = None;
            self.notice = None;
        }
        match wish {
            Wish::Give(command) => self.give(command),
            Wish::Undo(place) => {
                self.run.undo(place);
            }
            Wish::Pause if self.pace.running || self.pace.skipping => self.hold(),
            Wish::Pause => self.run_on(),
            Wish::Run(speed) => {
                self.pace.speed = speed;
                self.run_on();
            }
            Wish::NextDecision => {
                self.run_on();
                self.pace.skipping = true;
            }
            Wish::ByMinute(by_minute) => {
                self.by_week = !by_minute && is_weekly(self.run.scenario());
                self.hold();
            }
            Wish::LookAt(incident) => {
                self.looked_at = Some(incident);
                self.part = Part::Incident;
            }
            Wish::Choose(question) => self.ask(Some(question)),
            Wish::Type(typed) => self.typed = typed,
            Wish::Note(matter, percent) => self.note_down(matter, percent),
            Wish::Close => self.ask(None),
            Wish::Show(part) => {
                self.part = part;
                self.aside = true;
            }
            Wish::TakeUp => self.aside = false,
            Wish::Overlay(overlay) => {
                self.overlay = overlay;
                self.part = Part::Map;
            }
            Wish::Menu => self.open_or_close_menu(),
            Wish::Hint => self.take_hint(),
            Wish::HintOff => self.hint = None,
            Wish::TakeBack => self.take_back(),
            Wish::GuideOn => self.guide.read(),
            Wish::GuideOff => self.guide.end(self.run.scenario()),
            _ => {}
        }
        self.look_at_guide();
    }

    /// New words stop the clock.
    fn look_at_guide(&mut self) {
        if !self.run.scenario().guide.is_empty()
            && self.guide.look(self.run.scenario(), &self.seen())
        {
            self.stand();
            if let Some(told) = self.guide.told() {
                self.part = told.part;
            }
        }
    }

    fn ask(&mut self, question: Option<Question>) {
        self.question = question;
        self.typed.clear();
    }

    /// The clock stands while the menu is open, and goes on after it if it ran before.
    fn open_or_close_menu(&mut self) {
        match self.menu.take() {
            Some(ran) => self.pace.running = ran,
            None => {
                self.menu = Some(self.pace.running);
                self.ask(None);
                self.pace.running = false;
            }
        }
    }

    /// The bridge is left: the clock stands until somebody who comes back lets it run, and the log says how far it came.
    pub fn leave(&mut self) {
        self.leave_off_holding();
        self.menu = None;
        self.stand();
        let last = self.run.entries().last().map(|entry| entry.tick);
        if last.unwrap_or_default() < self.run.now()
            && self.run.note(Giver::Leader, Note::Left).is_ok()
        {
            self.save.append(&self.run);
        }
    }

    /// The game is left: orders that still waited for the clock are given, so that they are not lost either.
    pub fn quit(&mut self) {
        self.leave();
        if !self.run.pending().is_empty() {
            self.run.step(self.run.now());
            self.save.append(&self.run);
        }
    }

    /// The clock stands, because a person wants it to.
    fn stand(&mut self) {
        self.pace.running = false;
        self.pace.skipping = false;
        self.pace.through_week = false;
    }

    fn run_on(&mut self) {
        self.let_go();
        self.pace.running = true;
        self.pace.skipping = false;
        self.pace.through_week = self.by_week;
        self.pace.halt = None;
        self.news = None;
    }

    fn give(&mut self, command: Command) {
        match self.run.propose(Giver::Leader, command) {
            Ok(()) => {
                self.guide.given(command.kind());
                self.hint = None;
                self.ask(None);
                self.go_on_after(command);
                if self.run.mode() == Mode::Assessment {
                    self.ask(self.asked_for(command));
                }
            }
            Err(error) => self.refusal = Some(error.sentence(self.run.scenario())),
        }
    }

    /// A clock that a card or a message stopped goes on once it is answered; one that a person stopped does not.
    fn go_on_after(&mut self, command: Command) {
        let seen = self.seen();
        let undecided = seen.cards.iter().any(|card| !decided(&seen, card));
        let answered = match self.pace.halt {
            Some(Halt::Card) => matches!(command, Command::Decide(..)),
            Some(Halt::Message) => true,
            Some(Halt::News | Halt::Week) | None => false,
        };
        if answered && !undecided {
            self.run_on();
        }
    }

    /// Lets real time pass.
    pub fn pass(&mut self, seconds: f32) {
        if self.run.over() {
            return;
        }
        if !self.pace().running {
            self.held_for(seconds);
            return;
        }
        if self.pace.skipping {
            // A minute a frame at 60 frames a second: the longest gap of a watch is over within two seconds.
            self.minute();
            return;
        }
        self.pace.part += seconds * self.pace.minutes_a_second();
        while self.pace.part >= 1.0 && self.pace.running && !self.run.over() {
            self.pace.part -= 1.0;
            self.minute();
        }
        self.pace.part = self.pace.part.min(1.0);
    }

    /// One minute: the pending commands are committed and are on disk before the next.
    pub fn minute(&mut self) {
        let before = self.run.events().len();
        self.run.step(self.run.now().plus(1));
        self.save.append(&self.run);
        self.note_minute();
        let new: Vec<Event> = self.run.events()[before..].to_vec();
        self.halt_for(&new);
        if self.run.over() {
            self.planning.forget();
        }
        if self
            .question
            .is_some_and(|question| !still_asked(question, &self.seen()))
        {
            self.ask(None);
        }
    }

    fn note_minute(&mut self) {
        let seen = self.run.observe(Viewpoint::Leader);
        self.trail.note(self.run.scenario(), &seen);
        self.look_at_guide();
        if (self.hint.as_ref()).is_some_and(|hint| hint.is_stale(&self.run)) {
            self.hint = None;
        }
        self.version += 1;
    }

    /// An incident opened, and, where one leads by the week, nobody was asked to lead it.
    fn opens_unled(&self, events: &[Event]) -> bool {
        let opened = events.iter().filter_map(|event| match event.what {
            What::IncidentOpened(incident, _) => Some(incident),
            _ => None,
        });
        let opened: Vec<IncidentId> = opened.collect();
        if opened.is_empty() || !self.by_week {
            return !opened.is_empty();
        }
        let moments = self.week().map(|week| week.moments).unwrap_or_default();
        let mut moments = moments.iter();
        moments.any(|moment| !moment.has_lead && opened.contains(&moment.incident))
    }

    fn halt_for(&mut self, events: &[Event]) {
        let has = |wanted: fn(&What) -> bool| events.iter().any(|event| wanted(&event.what));
        let halt = if has(|what| matches!(what, What::CardOpened(_))) {
            self.aside = false;
            Some(Halt::Card)
        } else if self.settings.stop_for_messages
            && has(|what| matches!(what, What::MessageSent(_)))
        {
            Some(Halt::Message)
        } else if has(|what| matches!(what, What::Ended))
            || (self.settings.stop_for_incidents && self.opens_unled(events))
            || (self.pace.skipping && events.iter().any(calls_for_attention))
        {
            Some(Halt::News)
        } else if self.by_week && self.run.now().0.is_multiple_of(WEEK_MINUTES) {
            Some(Halt::Week)
        } else {
            None
        };
        if halt.is_some() {
            self.pace = Pace {
                running: false,
                skipping: false,
                through_week: false,
                halt,
                part: 0.0,
                ..self.pace
            };
            let told = events.iter().rfind(|event| calls_for_attention(event));
            self.notice = None;
            self.news =
                told.map(|event| crate::observe::sentences::sentence(event, self.run.scenario()));
            if let Some(What::IncidentOpened(incident, _)) = told.map(|event| event.what) {
                self.looked_at = Some(incident);
            }
        }
    }
}

/// Leads a guide along a run that is played again.
struct Guided {
    /// What its leader saw a minute before; `None` where nobody is guided.
    before: Option<Observation>,
    /// Entries that the guide knows of.
    heard: usize,
}

impl Guided {
    fn from(run: &Run) -> Guided {
        let is_guided = !run.scenario().guide.is_empty();
        Guided {
            before: is_guided.then(|| run.observe(Viewpoint::Leader)),
            heard: 0,
        }
    }

    /// What was ordered since it listened last.
    fn hear(&mut self, guide: &mut Guide, run: &Run) {
        for entry in &run.entries()[self.heard..] {
            if let Act::Command(command) = entry.act {
                guide.given(command.kind());
            }
        }
        self.heard = run.entries().len();
    }

    fn follow(&mut self, guide: &mut Guide, minute: &Run) {
        let Some(before) = &mut self.before else {
            return;
        };
        let scenario = minute.scenario().clone();
        let now = minute.observe(Viewpoint::Leader);
        let before = std::mem::replace(before, now);
        self.hear(guide, minute);
        guide.went_on(&scenario, &before);
    }
}

/// Writes minutes down again while a run is retraced up to a tick: of one of weeks some are enough, so that nobody waits for it.
fn note_again(trail: &mut Trail, until: Tick) -> impl FnMut(&Run) {
    let every = (until.0 / NOTED_MOST).max(1);
    move |run| {
        if run.now().0.is_multiple_of(every) {
            trail.note(run.scenario(), &run.observe(Viewpoint::Leader));
        }
    }
}
