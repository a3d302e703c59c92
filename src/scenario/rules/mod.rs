//! What is played: a scenario's mechanics after loading, in numbers and ids, already checked.
//!
//! Beyond this door nobody checks again. Prose is elsewhere ([`Words`](super::words::Words)); these are the bytes of
//! `rules_digest`, so correcting a sentence voids no marks and no log.

mod alarms;
mod attention;
mod change;
mod data;
mod faults;
mod happenings;
mod history;
mod levers;
mod money;
mod parties;
mod people;
mod queues;
mod services;
mod work;

pub use alarms::*;
pub use attention::*;
pub use change::*;
pub use data::*;
pub use faults::*;
pub use happenings::*;
pub use history::*;
pub use levers::*;
pub use money::*;
pub use parties::*;
pub use people::*;
pub use queues::*;
pub use services::*;
pub use work::*;

use super::units::{MinuteOfDay, Ppm, Tick};
use serde::{Deserialize, Serialize};

/// How wide a leader's influence is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// One team, one shift.
    Foundation,
    /// Several teams, days to two weeks.
    Professional,
    /// An organisation, a quarter.
    Advanced,
}

impl Level {
    /// The level's word.
    pub fn word(self) -> &'static str {
        match self {
            Level::Foundation => "foundation",
            Level::Professional => "professional",
            Level::Advanced => "advanced",
        }
    }
}

/// The direction of leadership that a scenario trains.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Track {
    /// Delivery flow, platform stability, accountability.
    #[serde(rename = "devops")]
    DevOps,
    /// Security controls aligned with delivery speed.
    #[serde(rename = "devsecops")]
    DevSecOps,
    /// Availability targets, incidents, error budgets.
    #[serde(rename = "sre")]
    Sre,
    /// Intelligent automation and operational analytics.
    #[serde(rename = "aiops-mlops")]
    AiOpsMlOps,
    /// Data pipeline reliability and velocity.
    #[serde(rename = "dataops")]
    DataOps,
    /// Cloud spend and financial accountability.
    #[serde(rename = "finops")]
    FinOps,
}

impl Track {
    /// The track's word.
    pub fn word(self) -> &'static str {
        match self {
            Track::DevOps => "devops",
            Track::DevSecOps => "devsecops",
            Track::Sre => "sre",
            Track::AiOpsMlOps => "aiops-mlops",
            Track::DataOps => "dataops",
            Track::FinOps => "finops",
        }
    }
}

/// The four axes of the score.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Planned work gets done when it is worth most.
    Flow,
    /// Customers can use the service.
    Reliability,
    /// People stay well.
    Morale,
    /// Money is spent knowingly.
    Cost,
}

impl Axis {
    /// All four, in the order in which they are shown.
    pub const ALL: [Axis; 4] = [Axis::Flow, Axis::Reliability, Axis::Morale, Axis::Cost];

    /// The axis's word.
    pub fn word(self) -> &'static str {
        match self {
            Axis::Flow => "flow",
            Axis::Reliability => "reliability",
            Axis::Morale => "morale",
            Axis::Cost => "cost",
        }
    }
}

/// A scenario's mechanics.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rules {
    /// How wide the leader's influence is.
    pub level: Level,
    /// What the scenario trains.
    pub track: Track,
    /// A real incident after its owner's report; exempt from the level's scale.
    pub history: bool,
    /// UTC clock at tick 0.
    pub starts_at: MinuteOfDay,
    /// Day of the week at tick 0, by UTC.
    pub starts_on: Weekday,
    /// The run ends at this tick.
    pub ends: Tick,
    /// Minutes of play that a person needs.
    pub play_minutes: u16,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Weights of flow, reliability, morale and cost; they sum to [`Ppm::ALL`].
    pub weights: [Ppm; 4],
    /// What commands cost the leader.
    pub attention: Attention,
    /// Finding out what an incident is about.
    pub triage: Triage,
    /// Minutes between updates that are promised with a severity, SEV1 first; 0 where nothing is.
    pub cadence_minutes: [u16; 5],
    /// Sites, with their offsets.
    pub sites: Vec<Site>,
    /// Number of teams; teams have no mechanics but their members.
    pub teams: u8,
    /// Number of skills.
    pub skills: u16,
    /// Everybody who may be asked.
    pub people: Vec<Person>,
    /// Psychological safety of each team when the run begins, 0–100 in thousandths of a point.
    pub safety_milli: Vec<i32>,
    /// Who is on call, in turns.
    pub rotas: Vec<Rota>,
    /// The service map.
    pub services: Vec<Service>,
    /// Hidden faults.
    pub faults: Vec<Fault>,
    /// Candidate causes of all faults.
    pub causes: Vec<Cause>,
    /// Lines of inquiry of all faults.
    pub inquiries: Vec<Inquiry>,
    /// Remedies of all faults.
    pub remedies: Vec<Remedy>,
    /// Who asks and whose trust moves.
    pub stakeholders: Vec<Stakeholder>,
    /// What they may send.
    pub messages: Vec<Message>,
    /// Decision cards.
    pub cards: Vec<Card>,
    /// Planned work, then the action items of every fault's reviews, then what streams may bring.
    pub work: Vec<Work>,
    /// Streams of work.
    pub streams: Vec<Stream>,
    /// Pipelines.
    pub pipelines: Vec<Pipeline>,
    /// Practices that teams may adopt.
    pub initiatives: Vec<Initiative>,
    /// Controls.
    pub controls: Vec<Control>,
    /// Audits.
    pub audits: Vec<Audit>,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<Vulnerability>,
    /// Budgets.
    pub budgets: Vec<Budget>,
    /// What the cloud costs.
    pub cloud: Cloud,
    /// Queues of cases.
    pub queues: Vec<Queue>,
    /// Data feeds.
    pub feeds: Vec<Feed>,
    /// Models in use.
    pub models: Vec<Model>,
    /// What acts by itself.
    pub automations: Vec<Automation>,
    /// Standing policies that the leader may set.
    pub levers: Vec<Lever>,
    /// Vendors.
    pub vendors: Vec<Vendor>,
    /// Who has to be notified, and when.
    pub duties: Vec<Duty>,
    /// What a trainer may let happen.
    pub injects: Vec<Inject>,
    /// The order of what was really decided, for the leader `historical`; empty elsewhere.
    pub history_steps: Vec<HistoryStep>,
    /// The owner's milestones, for the same leader; minutes after the fault began.
    pub milestones: Option<Milestones>,
}
