//! Hints in three steps: where to look, what a leader does there and why, the order itself. They come from what the textbook would
//! order now with what the leader can see, and from nothing else. Each step is said to cost something before it is taken, and the run
//! notes it.

use crate::leaders::by_name;
use crate::observe::Observation;
use crate::observe::sentences::order;
use crate::run::{Act, Run};
use crate::scenario::guide::Part;
use crate::scenario::rules::CommandKind;
use crate::sim::{Command, Giver};

/// Steps of a hint.
pub const STEPS: u8 = 3;

/// A hint that is asked for, step by step.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Hint {
    /// What the textbook would order; nothing where it would wait.
    command: Option<Command>,
    /// Steps that were taken.
    step: u8,
}

/// What is said of it now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HintTold {
    /// The part of the bridge that it is about; before the first step, none.
    pub part: Option<Part>,
    /// Its words.
    pub text: String,
    /// What the next step says and costs; `None` after the last.
    pub next: Option<String>,
    /// Steps that were taken.
    pub step: u8,
}

impl Hint {
    /// The first order of the textbook that the run would take.
    pub(super) fn of(run: &Run, seen: &Observation) -> Hint {
        let given = |command: &Command| {
            let mut acts = run.entries().iter().map(|entry| &entry.act);
            acts.any(|act| matches!(act, Act::Command(its) if said_before(its, command)))
        };
        let textbook = by_name("textbook", run.scenario(), run.seed());
        let orders = textbook.map(|mut textbook| textbook.lead(seen).commands);
        let mut orders = orders.unwrap_or_default().into_iter();
        let command =
            orders.find(|order| !given(order) && run.would_refuse(Giver::Leader, order).is_none());
        Hint { command, step: 0 }
    }

    /// Takes the next step; `None` where there is none.
    pub(super) fn take(&mut self) -> Option<u8> {
        let last = if self.command.is_some() { STEPS } else { 1 };
        (self.step < last).then(|| {
            self.step += 1;
            self.step
        })
    }

    /// The run would not take its order any more.
    pub(super) fn is_stale(&self, run: &Run) -> bool {
        let refused = |command| run.would_refuse(Giver::Leader, command).is_some();
        self.command.as_ref().is_some_and(refused)
    }

    /// What is said now.
    pub(super) fn told(&self, run: &Run) -> HintTold {
        let told = |part: Option<Part>, text: String, next: Option<&str>| HintTold {
            part,
            text,
            next: next.map(str::to_owned),
            step: self.step,
        };
        let Some(command) = &self.command else {
            return match self.step {
                0 => told(None, offer(run), Some(FIRST)),
                _ => told(Some(Part::Top), WAIT.to_owned(), None),
            };
        };
        let (part, verb, why) = practice(command.kind());
        match self.step {
            0 => told(None, offer(run), Some(FIRST)),
            1 => told(Some(part), look_at(part).to_owned(), Some(SECOND)),
            2 => told(Some(part), format!("{}: {why}", verb.word()), Some(THIRD)),
            _ => {
                let order = order(command, run.scenario());
                let text = format!(
                    "By the book: “{order}”. There may be other good orders, and it is yours to give."
                );
                told(Some(part), text, None)
            }
        }
    }
}

const FIRST: &str = "Step 1 names where to look.";
const SECOND: &str = "Step 2 says what a leader does there, and why.";
const THIRD: &str = "Step 3 names the order itself.";
const WAIT: &str =
    "Nothing needs an order from you now. Let the clock run: N goes to whatever comes next.";

/// What a hint is and costs, before any of it is taken.
fn offer(run: &Run) -> String {
    let so_far = match run.aids().words() {
        none if none.is_empty() => String::new(),
        aids => format!(" This run so far: {aids}."),
    };
    format!(
        "A hint comes in three steps, from what the textbook would order with what you can see. Each step is noted in the run, and a run with hints counts for no verdict.{so_far}"
    )
}

/// The textbook that is asked remembers nothing; to say the same again to somebody would be no advice.
fn said_before(earlier: &Command, command: &Command) -> bool {
    match (earlier, command) {
        (Command::Talk(earlier, _), Command::Talk(person, _)) => earlier == person,
        (Command::Poll(earlier), Command::Poll(incident)) => earlier == incident,
        _ => false,
    }
}

fn look_at(part: Part) -> &'static str {
    match part {
        Part::Top => "Look at the top: the clock and your own attention.",
        Part::Dispatch => "Look at what waits for you, on the left.",
        Part::Map => "Look at the map, and at the lists above it.",
        Part::Incident => "Look at the sheet of the incident.",
        Part::People => "Look at your people.",
        Part::Work => "Look at the planned work.",
        Part::Timeline => "Look at what happened.",
    }
}

/// What a leader does on the bridge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// Leads an incident from its first page to its review.
    TakeCharge,
    /// Has somebody find out what is wrong.
    FindOut,
    /// Has it made well.
    Mend,
    /// Says what is known to those who wait.
    Tell,
    /// Answers and decides.
    Answer,
    /// Gives people work, and looks after them.
    Assign,
}

impl Verb {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Verb::TakeCharge => "Take charge",
            Verb::FindOut => "Find out",
            Verb::Mend => "Mend",
            Verb::Tell => "Tell",
            Verb::Answer => "Answer",
            Verb::Assign => "Assign",
        }
    }
}

/// Where a kind of order is given, which of the six it is, and why it is given, in general.
fn practice(kind: CommandKind) -> (Part, Verb, &'static str) {
    use CommandKind as Kind;
    use Part::{Dispatch, Incident, Map, People, Work};
    use Verb::{Answer, Assign, FindOut, Mend, TakeCharge, Tell};
    match kind {
        Kind::Acknowledge => (
            Incident,
            TakeCharge,
            "until somebody takes note of a page, nobody leads it.",
        ),
        Kind::Declare => (
            Incident,
            TakeCharge,
            "a severity says how much may be dropped for it. Go by what customers feel now.",
        ),
        Kind::Merge => (
            Incident,
            TakeCharge,
            "two pages with one reason behind them need one leader, not two.",
        ),
        Kind::Role | Kind::Split => (
            Incident,
            TakeCharge,
            "nobody can lead more than a handful of people. Roles spare your attention.",
        ),
        Kind::StandDown => (
            Incident,
            TakeCharge,
            "whoever is not needed any more should hear it, and go.",
        ),
        Kind::Resolve => (
            Incident,
            TakeCharge,
            "customers have been well for a while, and whatever stays open keeps people from their work.",
        ),
        Kind::ScheduleReview | Kind::Review => (
            Incident,
            TakeCharge,
            "what happened once can teach something, if it is looked at soon and without blame.",
        ),
        Kind::Triage => (
            Incident,
            FindOut,
            "until somebody knows what it is about, nothing can be mended.",
        ),
        Kind::Investigate => (
            Incident,
            FindOut,
            "ask what tells the likely causes apart, of somebody who knows the field, a question or two at a time.",
        ),
        Kind::Poll => (
            Incident,
            FindOut,
            "somebody on the call may see what you do not. Ask before you act, where there is time.",
        ),
        Kind::Apply => (
            Incident,
            Mend,
            "customers come first. What can be taken back may be tried before you are certain.",
        ),
        Kind::Cancel => (People, Mend, "what somebody is at helps nobody any more."),
        Kind::Set | Kind::RollBack => (
            Map,
            Mend,
            "a lever buys time while others look for the cause.",
        ),
        Kind::Post | Kind::Cadence => (
            Incident,
            Tell,
            "silence costs trust. Say what you know and when they hear again.",
        ),
        Kind::Notify => (
            Map,
            Tell,
            "somebody outside has a right to know, by a certain hour.",
        ),
        Kind::Escalate => (
            Map,
            Tell,
            "it lies with a vendor, and their clock starts when you call.",
        ),
        Kind::Answer | Kind::Reply => (
            Dispatch,
            Answer,
            "somebody waits for you. An honest answer with a date ages best.",
        ),
        Kind::Decide => (
            Map,
            Answer,
            "a decision waits. Ask what matters most right now, and what can be put right later.",
        ),
        Kind::Permit => (
            Dispatch,
            Answer,
            "somebody who looks after something for you asks before they act.",
        ),
        Kind::Work | Kind::Prioritise | Kind::Deploy => (
            Work,
            Assign,
            "work that waits costs something every hour, and somebody is free.",
        ),
        Kind::Assign | Kind::Unassign => (
            Dispatch,
            Assign,
            "a case waits, and somebody could take it.",
        ),
        Kind::Page => (
            People,
            Assign,
            "those who are here do not know enough about it, or are too few.",
        ),
        Kind::Rest | Kind::SetRota | Kind::HandOver => (
            People,
            Assign,
            "tired people are slow, and slip. Somebody rested should take over.",
        ),
        Kind::Talk => (
            People,
            Assign,
            "how people are is seen early only by whoever asks.",
        ),
        Kind::Hire | Kind::Contract => (
            People,
            Assign,
            "there are too few people for what is asked of them, for longer than today.",
        ),
        Kind::Own | Kind::Delegate | Kind::TakeBack => (
            Map,
            Assign,
            "your attention is the narrowest place. Let somebody else look after a part, or take it back.",
        ),
        Kind::Start
        | Kind::Stop
        | Kind::Except
        | Kind::MoveBudget
        | Kind::ChooseIndicator
        | Kind::Inject => (
            Map,
            Assign,
            "the rules that people work under can be changed, too.",
        ),
    }
}
