//! What a person has besides orders: hints, a way back, and words about how sure they are. None of it moves the World.

use super::{Play, note_again};
use crate::game::autosave::Autosave;
use crate::game::choices::sure::Matter;
use crate::game::hint::{Hint, HintTold};
use crate::game::play::Pace;
use crate::game::wish::Question;
use crate::observe::Viewpoint;
use crate::observe::sentences::order;
use crate::observe::view::Trail;
use crate::run::note::{FreeText, Note};
use crate::run::{Act, Run};
use crate::sim::{Command, Giver};
use crate::words::fl;
use std::path::Path;

impl Play {
    /// What the leader said to be how sure of, the last word on each.
    pub fn noted(&self) -> Vec<(Matter, u8)> {
        let mut noted: Vec<(Matter, u8)> = Vec::new();
        for entry in self.run.entries() {
            if let Act::Note(note) = &entry.act
                && let Some((matter, percent)) = Matter::of(note)
            {
                noted.retain(|(other, _)| *other != matter);
                noted.push((matter, percent));
            }
        }
        noted
    }

    pub(super) fn is_writing(&self) -> bool {
        matches!(
            self.question,
            Some(
                Question::Everything
                    | Question::SureOfCause(_)
                    | Question::SureOfOption(_)
                    | Question::HowSure(_)
                    | Question::Why(..)
            )
        )
    }

    /// The hint that is asked for. While a guide speaks there is none.
    pub fn hint(&self) -> Option<HintTold> {
        let hint = self.hint.as_ref().filter(|_| self.told().is_none());
        hint.map(|hint| hint.told(&self.run))
    }

    /// Hints may be taken, and orders taken back.
    pub fn has_aids(&self) -> bool {
        self.run.mode().has_aids()
    }

    /// The last order, as the leader would say it; `None` where it cannot be taken back.
    pub fn last_order(&self) -> Option<String> {
        if !self.has_aids() {
            return None;
        }
        let mut latest_first = self.run.entries().iter().rev();
        latest_first.find_map(|entry| match &entry.act {
            Act::Command(command) => Some(order(command, self.run.scenario())),
            Act::Note(_) => None,
        })
    }

    /// Under assessment a leader is asked how sure they are: of an answer, and of a cause before anything is tried. Nobody has to say.
    pub(super) fn asked_for(&self, command: Command) -> Option<Question> {
        let noted = self.noted();
        let is_noted = |wanted: &dyn Fn(Matter) -> bool| noted.iter().any(|(its, _)| wanted(*its));
        match command {
            Command::Decide(card, option) => {
                let of_card = |its| matches!(its, Matter::Option(other, _) if other == card);
                let question = Question::HowSure(Matter::Option(card, option));
                (!is_noted(&of_card)).then_some(question)
            }
            Command::Apply(incident, ..) => {
                let of_incident = |its| matches!(its, Matter::Cause(other, _) if other == incident);
                (!is_noted(&of_incident)).then_some(Question::SureOfCause(incident))
            }
            _ => None,
        }
    }

    /// Offers a hint; once it is offered, takes its next step.
    pub(super) fn take_hint(&mut self) {
        if !self.has_aids() || self.told().is_some() || self.run.over() {
            return;
        }
        self.menu = None;
        self.ask(None);
        self.stand();
        let Some(hint) = &mut self.hint else {
            self.hint = Some(Hint::of(&self.run, &self.seen()));
            return;
        };
        if let Some(step) = hint.take() {
            let told = hint.told(&self.run);
            let _ = self.run.note(Giver::Leader, Note::Hint(step));
            self.save.append(&self.run);
            self.part = told.part.unwrap_or(self.part);
        }
    }

    /// Goes back to before the last order, in the same log, which says so.
    pub(super) fn take_back(&mut self) {
        if !self.has_aids() {
            return;
        }
        let mut trail = trail_of(&self.run);
        let noting = note_again(&mut trail, self.run.now());
        let Some(run) = self.run.before_last_order(noting) else {
            return;
        };
        if let Some(path) = self.save.path().map(Path::to_owned) {
            self.save = Autosave::go_on(&path, &run);
        }
        (self.run, self.trail) = (run, trail);
        self.pace = Pace {
            speed: self.pace.speed,
            ..Pace::default()
        };
        (self.menu, self.hint, self.news, self.looked_at) = (None, None, None, None);
        self.aside = false;
        self.ask(None);
    }

    pub(super) fn note_down(&mut self, matter: Matter, percent: u8) {
        let noted = fresh_salt().and_then(|salt| {
            // As the command line writes it.
            let typed = self.typed.trim();
            let reason = typed.strip_prefix("because ").unwrap_or(typed);
            let note = matter.note(percent, FreeText::new(reason, salt));
            let noted = self.run.note(Giver::Leader, note);
            noted.map_err(|error| error.sentence(self.run.scenario()))
        });
        match noted {
            Ok(()) => {
                self.save.append(&self.run);
                self.ask(None);
            }
            Err(why) => self.refusal = Some(why),
        }
    }
}

/// What is written down of the first minute of a run.
fn trail_of(run: &Run) -> Trail {
    let first = Run::new(run.scenario().clone(), run.seed(), run.leader());
    let mut trail = Trail::default();
    trail.note(first.scenario(), &first.observe(Viewpoint::Leader));
    trail
}

/// Without it the hash in the log would give away a reason that was deleted to whoever guesses it.
fn fresh_salt() -> Result<[u8; 16], String> {
    use rand::TryRng;
    let mut salt = [0; 16];
    let drawn = rand::rngs::SysRng.try_fill_bytes(&mut salt);
    drawn.map_err(|error| fl!("ask-no-salt", error = error.to_string()))?;
    Ok(salt)
}
