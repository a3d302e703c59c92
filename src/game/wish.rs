//! What a person wants when they click or press a key. Drawing returns wishes; nothing else comes out of it.

use super::choices::sure::Matter;
use super::screens::library::Sift;
use super::settings::Settings;
use crate::observe::view::{Overlay, Place};
use crate::run::Mode;
use crate::scenario::command::{Role, Turn};
use crate::scenario::delegation::{Area, Delegation};
use crate::scenario::guide::Part;
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::words::fl;
use std::path::PathBuf;

/// Something that a person wants.
#[derive(Clone, PartialEq, Debug)]
pub enum Wish {
    /// Give a command.
    Give(Command),
    /// Take a pending command back.
    Undo(usize),
    /// Stop the clock, or let it run.
    Pause,
    /// Let the clock run at this speed.
    Run(Speed),
    /// Run to the next event that calls for attention.
    NextDecision,
    /// Lead minute by minute from here, or by the week.
    ByMinute(bool),
    /// Look at an incident.
    LookAt(IncidentId),
    /// Open a list to choose from.
    Choose(Question),
    /// Type into the list that is open.
    Type(String),
    /// Note how sure one is of something, with what was typed as the reason.
    Note(Matter, u8),
    /// Close it.
    Close,
    /// Look at this part of the bridge, where there is no room for all.
    Show(Part),
    /// Look at the decision again that was laid aside for a part of the bridge.
    TakeUp,
    /// Lay a question over the map, or take it away.
    Overlay(Option<Overlay>),
    /// Open the way out of the bridge, or close it.
    Menu,
    /// Ask for a hint, or for its next step.
    Hint,
    /// No more of the hint.
    HintOff,
    /// Go back to before the last order.
    TakeBack,
    /// What the guide says was read.
    GuideOn,
    /// No more of the guide.
    GuideOff,
    /// Read the briefing of a scenario.
    Brief(String),
    /// Play another form of it.
    Form(String),
    /// Draw another seed.
    NewSeed,
    /// Play this seed.
    GiveSeed(u64),
    /// Play for something else.
    For(Mode),
    /// Begin the run that the briefing describes.
    Start,
    /// Play the same scenario and form again.
    Again(Seed),
    /// Go on with the run that one just left.
    GoOn,
    /// Go on with a run that was kept, or look at how it ended.
    Open(PathBuf),
    /// Watch the run again.
    Replay,
    /// While watching: go to a minute.
    GoTo(u32),
    /// While watching: play on from here, as a branch.
    PlayOn,
    /// From the replay back to the debrief.
    Debrief,
    /// Go home.
    Home,
    /// Show a page of the debrief.
    Page(Page),
    /// Look through the library.
    Library,
    /// Look at the path through the levels.
    Path,
    /// Look at what kept runs came to over time.
    Progress,
    /// Look at what cost most.
    Drills,
    /// Play a kept run again from a minute.
    Drill(PathBuf, u32),
    /// Look for these in it.
    Sift(Sift),
    /// Look words up.
    Glossary,
    /// Look at the settings.
    Settings,
    /// Set them.
    Set(Settings),
    /// Back to the screen before.
    Back,
    /// Leave the game.
    Quit,
}

/// Which seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seed {
    /// The one just played.
    Same,
    /// A fresh one.
    New,
}

/// Pages of the debrief.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// What one would tell in a minute.
    #[default]
    InShort,
    /// Every part of every axis.
    Axes,
    /// Everything that happened, hidden things too.
    Timeline,
    /// What was hidden, and what was believed of it.
    Hidden,
}

impl Page {
    /// All pages, in order.
    pub const ALL: [Page; 4] = [Page::InShort, Page::Axes, Page::Timeline, Page::Hidden];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Page::InShort => fl!("debrief-page-in-short"),
            Page::Axes => fl!("debrief-page-axes"),
            Page::Timeline => fl!("debrief-page-timeline"),
            Page::Hidden => fl!("debrief-page-hidden"),
        }
    }
}

/// Speeds of the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Speed {
    /// One simulated minute a second.
    #[default]
    One,
    /// Four.
    Four,
    /// Sixteen.
    Sixteen,
}

impl Speed {
    /// All speeds.
    pub const ALL: [Speed; 3] = [Speed::One, Speed::Four, Speed::Sixteen];

    /// Simulated minutes a second.
    pub fn minutes_a_second(self) -> f32 {
        match self {
            Speed::One => 1.0,
            Speed::Four => 4.0,
            Speed::Sixteen => 16.0,
        }
    }
}

/// A question that is answered from a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// What is to be done about an incident?
    Incident(IncidentId),
    /// Which severity?
    Severity(IncidentId),
    /// What is to be looked at?
    Inquiry(IncidentId),
    /// What is to be done?
    Remedy(IncidentId),
    /// Which role?
    Role(IncidentId),
    /// Whom is the update for?
    Audience(IncidentId),
    /// How often are updates promised?
    Cadence(IncidentId),
    /// Into which incident is it folded?
    MergeInto(IncidentId),
    /// How is it reviewed?
    Review(IncidentId),
    /// Who does it?
    Who(Task),
    /// Who is it about?
    Person,
    /// What are they to do?
    PersonDoes(PersonId),
    /// Which work?
    WorkOf(PersonId),
    /// How does one talk with them?
    Talk(PersonId),
    /// How long are they off?
    DaysOff(PersonId),
    /// Which work item?
    Work,
    /// Who works on it, and when?
    Item(WorkId),
    /// What goes out?
    Pipelines,
    /// Which case?
    Cases,
    /// Which message?
    Message,
    /// What is the answer?
    Answer(MessageId),
    /// Which lever?
    Levers,
    /// Which value?
    Lever(LeverId),
    /// What is to be done about a service?
    Service(ServiceId),
    /// Whom outside?
    Outside,
    /// What is the reply to somebody on the call?
    Visit(StakeholderId),
    /// What is stated?
    Duty(DutyId),
    /// What changes in the organisation?
    Change,
    /// How is it brought in?
    Initiative(InitiativeId),
    /// For how long is there an exception?
    Control(ControlId),
    /// How much goes where?
    MoveFrom(BudgetId),
    /// What is handed over?
    Delegation,
    /// What is said with it?
    Brief(Delegation),
    /// Of which cause of an incident is one more or less sure?
    SureOfCause(IncidentId),
    /// Of which option of a card?
    SureOfOption(CardId),
    /// How sure?
    HowSure(Matter),
    /// Why that sure?
    Why(Matter, u8),
    /// What does a place of the week go to?
    Place(Place),
    /// Who leads an incident in one's place?
    Lead(IncidentId),
    /// Which of all orders?
    Everything,
}

/// What somebody can be sent to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Find out what an incident is about.
    Triage(IncidentId),
    /// Follow a line of inquiry.
    Investigate(IncidentId, InquiryId),
    /// Apply a remedy.
    Apply(IncidentId, RemedyId),
    /// Take a role.
    Role(Role, IncidentId),
    /// Lead a part of those at an incident.
    Split(IncidentId),
    /// Review an incident.
    Review(IncidentId),
    /// Do planned work.
    Work(WorkId),
    /// Take a case.
    Case(CaseId),
    /// Be on call.
    OnCall(TeamId, Turn),
    /// Take over from somebody.
    TakeOver(PersonId),
    /// Look after an area.
    LookAfter(Area),
}
