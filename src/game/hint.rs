//! Hints in three steps: where to look, what a leader does there and why, the order itself. They come from what the textbook would
//! order now with what the leader can see, and from nothing else. Each step is said to cost something before it is taken, and the run
//! notes it.

use super::shelf::aids_name;
use crate::leaders::by_name;
use crate::observe::Observation;
use crate::observe::sentences::order;
use crate::run::{Act, Run};
use crate::scenario::guide::Part;
use crate::scenario::rules::CommandKind;
use crate::sim::{Command, Giver};
use crate::words::fl;

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
                0 => told(None, offer(run), Some(fl!("hint-step-1"))),
                _ => told(Some(Part::Top), fl!("hint-wait").to_owned(), None),
            };
        };
        let (part, verb, why) = practice(command.kind());
        match self.step {
            0 => told(None, offer(run), Some(fl!("hint-step-1"))),
            1 => told(
                Some(part),
                look_at(part).to_owned(),
                Some(fl!("hint-step-2")),
            ),
            2 => told(
                Some(part),
                format!("{}: {why}", verb.word()),
                Some(fl!("hint-step-3")),
            ),
            _ => {
                let order = order(command, run.scenario());
                let text = fl!("hint-order", order = order);
                told(Some(part), text, None)
            }
        }
    }
}

/// What a hint is and costs, before any of it is taken.
fn offer(run: &Run) -> String {
    match run.aids().any() {
        true => fl!("hint-offer-again", aids = aids_name(run.aids())),
        false => fl!("hint-offer").to_owned(),
    }
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
        Part::Top => fl!("hint-look-top"),
        Part::Dispatch => fl!("hint-look-dispatch"),
        Part::Map => fl!("hint-look-map"),
        Part::Incident => fl!("hint-look-incident"),
        Part::People => fl!("hint-look-people"),
        Part::Work => fl!("hint-look-work"),
        Part::Timeline => fl!("hint-look-timeline"),
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
            Verb::TakeCharge => fl!("hint-take-charge"),
            Verb::FindOut => fl!("hint-find-out"),
            Verb::Mend => fl!("hint-mend"),
            Verb::Tell => fl!("hint-tell"),
            Verb::Answer => fl!("hint-answer"),
            Verb::Assign => fl!("hint-assign"),
        }
    }
}

/// Where a kind of order is given, which of the six it is, and why it is given, in general.
fn practice(kind: CommandKind) -> (Part, Verb, &'static str) {
    use CommandKind as Kind;
    use Part::{Dispatch, Incident, Map, People, Work};
    use Verb::{Answer, Assign, FindOut, Mend, TakeCharge, Tell};
    match kind {
        Kind::Acknowledge => (Incident, TakeCharge, fl!("hint-acknowledge")),
        Kind::Declare => (Incident, TakeCharge, fl!("hint-declare")),
        Kind::Merge => (Incident, TakeCharge, fl!("hint-merge")),
        Kind::Role | Kind::Split => (Incident, TakeCharge, fl!("hint-role")),
        Kind::StandDown => (Incident, TakeCharge, fl!("hint-stand-down")),
        Kind::Resolve => (Incident, TakeCharge, fl!("hint-resolve")),
        Kind::ScheduleReview | Kind::Review => (Incident, TakeCharge, fl!("hint-review")),
        Kind::Triage => (Incident, FindOut, fl!("hint-triage")),
        Kind::Investigate => (Incident, FindOut, fl!("hint-investigate")),
        Kind::Poll => (Incident, FindOut, fl!("hint-poll")),
        Kind::Apply => (Incident, Mend, fl!("hint-apply")),
        Kind::Cancel => (People, Mend, fl!("hint-cancel")),
        Kind::Set | Kind::RollBack => (Map, Mend, fl!("hint-lever")),
        Kind::Post | Kind::Cadence => (Incident, Tell, fl!("hint-update")),
        Kind::Notify => (Map, Tell, fl!("hint-notify")),
        Kind::Escalate => (Map, Tell, fl!("hint-escalate")),
        Kind::Answer | Kind::Reply => (Dispatch, Answer, fl!("hint-reply")),
        Kind::Decide => (Map, Answer, fl!("hint-decide")),
        Kind::Permit => (Dispatch, Answer, fl!("hint-permit")),
        Kind::Work | Kind::Prioritise | Kind::Deploy => (Work, Assign, fl!("hint-work")),
        Kind::Assign | Kind::Unassign => (Dispatch, Assign, fl!("hint-case")),
        Kind::Page => (People, Assign, fl!("hint-page")),
        Kind::Rest | Kind::SetRota | Kind::HandOver => (People, Assign, fl!("hint-rest")),
        Kind::Talk => (People, Assign, fl!("hint-talk")),
        Kind::Hire | Kind::Contract => (People, Assign, fl!("hint-hire")),
        Kind::Own | Kind::Delegate | Kind::TakeBack => (Map, Assign, fl!("hint-attention")),
        Kind::Start
        | Kind::Stop
        | Kind::Except
        | Kind::MoveBudget
        | Kind::ChooseIndicator
        | Kind::Inject => (Map, Assign, fl!("hint-rules")),
    }
}
