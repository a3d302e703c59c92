//! What a person wants when they click or press a key. Drawing returns wishes; nothing else comes out of it.

use crate::scenario::ids::*;
use crate::sim::Command;
use crate::sim::command::Role;

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
    /// Look at an incident.
    LookAt(IncidentId),
    /// Open a list to choose from.
    Choose(Question),
    /// Close it.
    Close,
    /// Read the briefing of a scenario.
    Brief(String),
    /// Play another form of it.
    Form(String),
    /// Draw another seed.
    NewSeed,
    /// Begin the run that the briefing describes.
    Start,
    /// Play the same scenario and form again.
    Again(Seed),
    /// Go home.
    Home,
    /// Show a page of the debrief.
    Page(Page),
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
            Page::InShort => "In short",
            Page::Axes => "Axes",
            Page::Timeline => "Timeline",
            Page::Hidden => "What was hidden",
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
    /// Which severity?
    Severity(IncidentId),
    /// What is to be looked at?
    Inquiry(IncidentId),
    /// What is to be done?
    Remedy(IncidentId),
    /// Who looks at it?
    WhoInvestigates(IncidentId, InquiryId),
    /// Who does it?
    WhoApplies(IncidentId, RemedyId),
    /// Which role?
    Role(IncidentId),
    /// Who takes it?
    WhoTakes(IncidentId, Role),
    /// Whom is the update for?
    Audience(IncidentId),
    /// Into which incident is it folded?
    MergeInto(IncidentId),
    /// Who is it about?
    Person,
    /// What are they to do?
    PersonDoes(PersonId),
    /// Which work?
    WorkOf(PersonId),
    /// Which work item?
    Work,
    /// Who works on it?
    WhoWorks(WorkId),
    /// Which message?
    Message,
    /// What is the answer?
    Answer(MessageId),
}
