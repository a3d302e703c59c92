//! Stakeholders, what they send, and decision cards.

use super::{Axis, Condition, Effect};
use crate::scenario::ids::*;
use crate::scenario::units::Money;
use serde::{Deserialize, Serialize};

/// A stakeholder or an outside party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stakeholder {
    /// Which audience's posts reach this stakeholder.
    pub audience: Audience,
    /// Trust when the run begins, 0–100 in thousandths of a point.
    pub trust_milli: i32,
    /// Minutes without an update, while customers hurt, after which trust falls and a call interrupts the leader.
    pub patience_minutes: u16,
    /// What a month of this party's contract is worth; its credits come out of it. Zero for colleagues.
    pub monthly_fee: Money,
}

/// Whom a post is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The public status page.
    Customers,
    /// Colleagues and management.
    Company,
}

impl Audience {
    /// Both audiences.
    pub const ALL: [Audience; 2] = [Audience::Customers, Audience::Company];

    /// The audience's word.
    pub fn word(self) -> &'static str {
        match self {
            Audience::Customers => "customers",
            Audience::Company => "company",
        }
    }
}

/// A way of answering a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Say yes.
    Agree,
    /// Offer something else.
    Counter,
    /// Promise a later answer.
    Defer,
    /// Say no.
    Decline,
    /// Hand it upwards.
    Escalate,
}

impl Verb {
    /// The verb's word.
    pub fn word(self) -> &'static str {
        match self {
            Verb::Agree => "agree",
            Verb::Counter => "counter",
            Verb::Defer => "defer",
            Verb::Decline => "decline",
            Verb::Escalate => "escalate",
        }
    }
}

/// A message that a stakeholder sends once its condition holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Who sends it.
    pub from: StakeholderId,
    /// When it is sent; checked every minute, sent once.
    pub when: Condition,
    /// Minutes until silence counts as an answer.
    pub patience_minutes: u16,
    /// Possible answers and what they do.
    pub answers: Vec<(Verb, Vec<Effect>)>,
    /// What silence does.
    pub silence: Vec<Effect>,
}

/// A decision card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    /// When it comes up; checked every minute, shown once.
    pub when: Condition,
    /// Minutes until the default is taken.
    pub deadline_minutes: u16,
    /// Options, in the order in which they are shown.
    pub options: Vec<CardOption>,
    /// The option taken when nobody answers.
    pub default: u8,
}

/// An option of a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardOption {
    /// The axis that the option's text speaks for: what any reader would see, not what it does.
    pub favours: Axis,
    /// What choosing it does; never shown on the card.
    pub effects: Vec<Effect>,
}
