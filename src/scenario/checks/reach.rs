//! BC0570 (warning): a message or a card whose condition can never hold. BC0571: a broken promise that pays.
//!
//! A decision is out of reach if it waits for an answer to one that is, for two things that exclude each other, or for a lever
//! beyond its end. What an effect sends or asks can always come. Whoever waits for an answer waits for all that its question waited
//! for: what follows one option cannot wait for another, however many decisions lie between.

use super::{every_list_of_effects, every_promise};
use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, Effect, List};
use crate::scenario::names::items;
use crate::scenario::rules::{Condition, Rules};

/// Warns of what is out of reach; looks at the resolved conditions, which compare without their places.
pub(in crate::scenario) fn check(draft: &Draft, rules: &Rules, found: &mut Diagnostics) {
    let mut reach = Reach {
        rules,
        messages: vec![false; rules.messages.len()],
        cards: vec![false; rules.cards.len()],
        sent: Vec::new(),
        asked: Vec::new(),
    };
    for effects in every_list_of_effects(draft) {
        reach.bring(draft, effects);
    }
    (reach.sent, reach.asked) = (reach.messages.clone(), reach.cards.clone());
    while reach.grow() {}
    let help = "ask for something that can happen, or remove it";
    for (message, _) in (items(&draft.messages).zip(&reach.messages)).filter(|(_, can)| !**can) {
        let told = "nothing can ever send this message";
        found.warning("BC0570", message.when.span, told).help(help);
    }
    for (card, _) in (items(&draft.cards).zip(&reach.cards)).filter(|(_, can)| !**can) {
        let told = "this card can never come up";
        found.warning("BC0570", card.when.span, told).help(help);
    }
}

struct Reach<'a> {
    rules: &'a Rules,
    messages: Vec<bool>,
    cards: Vec<bool>,
    /// Those among them that an effect brings, whatever their own condition says.
    sent: Vec<bool>,
    asked: Vec<bool>,
}

impl Reach<'_> {
    fn bring(&mut self, draft: &Draft, effects: &At<List<Effect>>) {
        for effect in items(effects) {
            match effect {
                Effect::Send(id) => {
                    let sent = items(&draft.messages).map(|message| message.id.value == id.value);
                    mark(&mut self.messages, sent);
                }
                Effect::Ask(id) => {
                    let asked = items(&draft.cards).map(|card| card.id.value == id.value);
                    mark(&mut self.cards, asked);
                }
                Effect::Later(_, effects) | Effect::Chance(_, effects) => {
                    self.bring(draft, effects)
                }
                _ => {}
            }
        }
    }

    /// Adds what can come by what can come already; tells whether there was anything.
    fn grow(&mut self) -> bool {
        let mut grown = false;
        for (at, message) in self.rules.messages.iter().enumerate() {
            if !self.messages[at] && self.can_hold(&message.when) {
                (self.messages[at], grown) = (true, true);
            }
        }
        for (at, card) in self.rules.cards.iter().enumerate() {
            if !self.cards[at] && self.can_hold(&card.when) {
                (self.cards[at], grown) = (true, true);
            }
        }
        grown
    }

    fn can_hold(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Chosen(card, _) => self.cards[card.at()],
            Condition::Answered(message, _)
            | Condition::PromiseKept(message)
            | Condition::PromiseBroken(message) => self.messages[message.at()],
            Condition::LeverAtLeast(lever, least) => *least <= self.rules.levers[lever.at()].most,
            Condition::Any(any) => any.iter().any(|part| self.can_hold(part)),
            Condition::All(all) => {
                let mut decided = Vec::new();
                all.iter()
                    .for_each(|part| self.take_for_granted(part, &mut decided));
                !any_clash(all)
                    && !any_clash(&decided)
                    && all.iter().all(|part| self.can_hold(part))
            }
            _ => true,
        }
    }

    /// What was decided for good where a condition holds, by what had to hold before.
    fn take_for_granted(&self, condition: &Condition, decided: &mut Vec<Condition>) {
        if decided.contains(condition) {
            return;
        }
        let before = match condition {
            Condition::All(all) => {
                all.iter()
                    .for_each(|part| self.take_for_granted(part, decided));
                return;
            }
            Condition::Chosen(card, _) => {
                let own = !self.asked[card.at()];
                own.then(|| &self.rules.cards[card.at()].when)
            }
            Condition::Answered(message, _)
            | Condition::PromiseKept(message)
            | Condition::PromiseBroken(message) => {
                let own = !self.sent[message.at()];
                own.then(|| &self.rules.messages[message.at()].when)
            }
            _ => return,
        };
        decided.push(condition.clone());
        if let Some(before) = before {
            self.take_for_granted(before, decided);
        }
    }
}

/// Whether two among some conditions can never hold together.
fn any_clash(all: &[Condition]) -> bool {
    let pairs = all.iter().enumerate();
    pairs
        .flat_map(|(at, one)| all[at + 1..].iter().map(move |other| (one, other)))
        .any(|(one, other)| exclude(one, other) || exclude(other, one))
}

fn mark(all: &mut [bool], named: impl Iterator<Item = bool>) {
    for (can, named) in all.iter_mut().zip(named) {
        *can |= named;
    }
}

/// Whether two conditions can never hold together.
fn exclude(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Not(not), other) => **not == *other,
        (Condition::Chosen(a, x), Condition::Chosen(b, y)) => a == b && x != y,
        (Condition::Found(a, x), Condition::Found(b, y)) => a == b && x != y,
        (Condition::Answered(a, x), Condition::Answered(b, y)) => a == b && x != y,
        (Condition::PromiseKept(a), Condition::PromiseBroken(b)) => a == b,
        (Condition::TrustBelow(a, x), Condition::TrustAbove(b, y)) => a == b && x <= y,
        (Condition::Weekday(a), Condition::Weekday(b)) => a != b,
        _ => false,
    }
}

/// A broken promise must cost whoever was promised something.
pub(super) fn promises(draft: &Draft, found: &mut Diagnostics) {
    for (message, promise) in every_promise(draft) {
        let pays = items(&promise.broken).any(|effect| match effect {
            Effect::Trust(whom, points) => {
                whom.value == message.from.value && points.get().is_some_and(|points| points.0 > 0)
            }
            _ => false,
        });
        if pays {
            let told = "breaking this promise wins trust of who was promised";
            found
                .error("BC0571", promise.broken.span, told)
                .help("let it cost, or put the effect into `kept`");
        }
    }
}
