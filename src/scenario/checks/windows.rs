//! BC0406 and BC0407: windows run forwards, and nothing waits for a moment after the end of the run.

use super::{every_condition, every_list_of_effects, every_promise};
use crate::scenario::at::{At, Pair};
use crate::scenario::diagnostics::{Diagnostics, Span};
use crate::scenario::draft::{Condition, Draft, Effect, List};
use crate::scenario::names::items;
use crate::scenario::numbers::Whole;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    let mut run = Run {
        ends: draft.minutes.get().map_or(i64::MAX, |minutes| minutes.0),
        found,
    };
    for fault in items(&draft.faults) {
        run.window("the onset", &fault.onset_minutes);
    }
    for work in items(&draft.work) {
        for (what, minute) in [
            ("the item", &work.arrives_minute),
            ("the urgency", &work.urgent_after_minutes),
        ] {
            run.moment(what, minute.span, minute.get().map(|minute| minute.0));
        }
    }
    for message in items(&draft.messages) {
        run.ends_in_time(
            "the end of the patience",
            &message.when,
            &message.patience_minutes,
        );
    }
    for card in items(&draft.cards) {
        run.ends_in_time("the deadline", &card.when, &card.deadline_minutes);
    }
    for (_, promise) in every_promise(draft) {
        let within = promise.within_minutes.get().map(|minutes| minutes.0);
        run.moment(
            "the end of the promise",
            promise.within_minutes.span,
            within,
        );
    }
    every_condition(draft).for_each(|condition| run.condition(condition));
    every_list_of_effects(draft).for_each(|effects| run.effects(effects));
    if let Some(milestones) = draft.milestones.as_ref() {
        for (what, moment) in [
            ("the detection", &milestones.detected),
            ("the diagnosis", &milestones.diagnosed),
        ] {
            run.moment(what, moment.span, moment.get().map(|minutes| minutes.0));
        }
        run.window("the mitigation", &milestones.mitigated);
    }
}

struct Run<'a> {
    ends: i64,
    found: &'a mut Diagnostics,
}

impl Run<'_> {
    fn moment(&mut self, what: &str, place: Span, minute: Option<i64>) {
        let ends = self.ends;
        if let Some(minute) = minute.filter(|&minute| minute > ends) {
            let message =
                format!("{what} comes at minute {minute}, after the end of the run at {ends}");
            self.found
                .error("BC0407", place, message)
                .help("choose an earlier minute, or a longer run with `minutes`");
        }
    }

    fn window<const TO: i64>(&mut self, what: &str, window: &At<Pair<Whole<0, TO>>>) {
        let Some(Pair(first, last)) = window.as_ref() else {
            return;
        };
        if let (Some(first), Some(last)) = (first.get(), last.get()) {
            if first > last {
                let message = format!(
                    "{what} begins at {} and ends before it, at {}",
                    first.0, last.0
                );
                self.found
                    .error("BC0406", window.span, message)
                    .help(format!("write `({}, {})`", last.0, first.0));
            } else {
                self.moment(what, window.span, Some(last.0));
            }
        }
    }

    /// A deadline after a known minute, or one longer than the run, never comes.
    fn ends_in_time(&mut self, what: &str, when: &At<Condition>, minutes: &At<Whole<1, 10_080>>) {
        let begins = match when.as_ref() {
            Some(Condition::Minute(minute)) => minute.get().map_or(0, |minute| minute.0),
            _ => 0,
        };
        if begins <= self.ends {
            self.moment(
                what,
                minutes.span,
                minutes.get().map(|minutes| begins + minutes.0),
            );
        }
    }

    fn condition(&mut self, written: &At<Condition>) {
        match written.as_ref() {
            Some(
                Condition::Minute(minutes)
                | Condition::MinutesSinceFirstAlert(minutes)
                | Condition::IncidentOpenFor(minutes)
                | Condition::MinutesSinceMitigation(minutes),
            ) => self.moment("this", minutes.span, minutes.get().map(|minutes| minutes.0)),
            Some(Condition::All(all) | Condition::Any(all)) => {
                all.items().iter().for_each(|one| self.condition(one))
            }
            Some(Condition::Not(not)) => self.condition(not),
            _ => {}
        }
    }

    fn effects(&mut self, effects: &At<List<Effect>>) {
        for effect in items(effects) {
            match effect {
                Effect::Later(minutes, effects) => {
                    self.moment("this", minutes.span, minutes.get().map(|minutes| minutes.0));
                    self.effects(effects);
                }
                Effect::Chance(_, effects) => self.effects(effects),
                _ => {}
            }
        }
    }
}
