//! Stakeholders, what they send, and decision cards.

use super::Effort;
use super::{Axis, Condition, Effect, Ladder};
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
    /// The contract's ladder of credits; the usual one below the target of each service where none is said.
    pub credits: Option<Ladder>,
    /// Below that trust, in thousandths of a point, this customer threatens to leave; nobody who cannot leave does.
    pub threatens_below_milli: i32,
    /// Minutes from the threat until the customer leaves, unless trust is back.
    pub leaves_after_minutes: u32,
    /// After so many calls in a row for want of an update, the next one is made in person (§C6); 0: never.
    pub joins_after_calls: u8,
}

/// A vendor: denies at first, and escalates with evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Vendor {
    /// How long a denial takes, in minutes.
    pub reply: Effort,
    /// How long the vendor's engineers take once they believe it, in minutes.
    pub fix: Effort,
    /// So many cases are denied before the vendor looks without evidence.
    pub denials: u8,
    /// What counts as evidence; nothing does where it is absent.
    pub proof: Option<Condition>,
    /// What the vendor's work does.
    pub effects: Vec<Effect>,
}

/// Somebody outside has to be notified within a time from when it could be known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Duty {
    /// Who has to be notified.
    pub to: StakeholderId,
    /// The clock runs from the minute in which this could be known.
    pub knowable: Condition,
    /// The deadline, in minutes from then.
    pub within_minutes: u32,
    /// What a missed deadline does.
    pub missed: Vec<Effect>,
}

/// What a trainer may let happen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inject {
    /// What it does.
    pub effects: Vec<Effect>,
}

/// How sure somebody is who states a cause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// One of several; says little.
    Suspected,
    /// More likely than not.
    Likely,
    /// Beyond reasonable doubt.
    Confirmed,
}

impl Confidence {
    /// Every degree, the weakest first.
    pub const ALL: [Confidence; 3] = [
        Confidence::Suspected,
        Confidence::Likely,
        Confidence::Confirmed,
    ];

    /// The degree's word.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Suspected => "suspected",
            Confidence::Likely => "likely",
            Confidence::Confirmed => "confirmed",
        }
    }
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
    /// Every verb.
    pub const ALL: [Verb; 5] = [
        Verb::Agree,
        Verb::Counter,
        Verb::Defer,
        Verb::Decline,
        Verb::Escalate,
    ];

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
    pub answers: Vec<Answer>,
    /// What silence does.
    pub silence: Vec<Effect>,
}

/// A possible answer to a message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// Its verb; each stands once.
    pub verb: Verb,
    /// What it does at once.
    pub effects: Vec<Effect>,
    /// What it promises.
    pub promise: Option<Promise>,
}

/// What must be true by when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    /// Kept as soon as this holds.
    pub must: Condition,
    /// Broken after so many minutes.
    pub within_minutes: u32,
    /// What keeping it does, besides the trust that it wins.
    pub kept: Vec<Effect>,
    /// What breaking it does, besides the trust that it costs.
    pub broken: Vec<Effect>,
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
