//! What is played: a scenario's mechanics after loading, in numbers and ids, already checked.
//!
//! Beyond this door nobody checks again. Prose is elsewhere ([`Words`](super::words::Words)); these are the bytes of
//! `rules_digest`, so correcting a sentence voids no marks and no log.

use super::command::Command;
use super::ids::*;
use super::units::{MinuteOfDay, Money, Ppm, Tick};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    /// Sites, with their offsets.
    pub sites: Vec<Site>,
    /// Number of teams; teams have no mechanics but their members.
    pub teams: u8,
    /// Number of skills.
    pub skills: u16,
    /// Everybody who may be asked.
    pub people: Vec<Person>,
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
    /// Planned work.
    pub work: Vec<Work>,
    /// The order of what was really decided, for the leader `historical`; empty elsewhere.
    pub history_steps: Vec<HistoryStep>,
    /// The owner's milestones, for the same leader; minutes after the fault began.
    pub milestones: Option<Milestones>,
}

/// The leader's attention: seconds that each kind of command takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attention {
    /// `false` in oracle scenarios: every command takes effect at once.
    pub on: bool,
    /// Seconds by kind of command, in the order of [`CommandKind::ALL`].
    pub seconds: [u16; CommandKind::ALL.len()],
}

/// The kinds of command, for costs and authority.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// Take note of an incident.
    Acknowledge,
    /// State an incident's severity.
    Declare,
    /// Fold a duplicate into another incident.
    Merge,
    /// Give somebody a role in an incident.
    Role,
    /// Send somebody along a line of inquiry.
    Investigate,
    /// Have somebody apply a remedy.
    Apply,
    /// Stop what somebody does.
    Cancel,
    /// Put somebody on a work item.
    Work,
    /// Wake or call somebody who is off.
    Page,
    /// Send somebody to rest.
    Rest,
    /// Post an update to an audience.
    Post,
    /// Choose an option of a decision card.
    Decide,
    /// Answer a message.
    Answer,
    /// Close an incident.
    Resolve,
}

impl CommandKind {
    /// Every kind, in the order of the attention table.
    pub const ALL: [CommandKind; 14] = [
        CommandKind::Acknowledge,
        CommandKind::Declare,
        CommandKind::Merge,
        CommandKind::Role,
        CommandKind::Investigate,
        CommandKind::Apply,
        CommandKind::Cancel,
        CommandKind::Work,
        CommandKind::Page,
        CommandKind::Rest,
        CommandKind::Post,
        CommandKind::Decide,
        CommandKind::Answer,
        CommandKind::Resolve,
    ];

    /// The kind's word: the verb of a written command.
    pub fn word(self) -> &'static str {
        match self {
            CommandKind::Acknowledge => "acknowledge",
            CommandKind::Declare => "declare",
            CommandKind::Merge => "merge",
            CommandKind::Role => "role",
            CommandKind::Investigate => "investigate",
            CommandKind::Apply => "apply",
            CommandKind::Cancel => "cancel",
            CommandKind::Work => "work",
            CommandKind::Page => "page",
            CommandKind::Rest => "rest",
            CommandKind::Post => "post",
            CommandKind::Decide => "decide",
            CommandKind::Answer => "answer",
            CommandKind::Resolve => "resolve",
        }
    }
}

/// A site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Minutes ahead of UTC; fixed (a daylight-saving change is a scripted event).
    pub utc_offset_minutes: i16,
}

/// A named person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// The person's team.
    pub team: TeamId,
    /// Where the person works.
    pub site: SiteId,
    /// Skill and how well, as a share of an expert's speed.
    pub skills: Vec<(SkillId, Ppm)>,
    /// First minute of the shift, in ticks; negative when it began before the run.
    pub shift_from: i32,
    /// First tick after the shift.
    pub shift_until: i32,
    /// Minutes awake when the run begins. Somebody off shift may be asleep: then 0, and waking starts the count.
    pub awake_minutes: u16,
    /// Morale when the run begins, 0–100 in thousandths of a point.
    pub morale_milli: i32,
    /// Regular pay for an hour.
    pub pay_per_hour: Money,
    /// The work item at hand when the run begins.
    pub works_on: Option<WorkId>,
    /// Gets the page when an alert of the team's services fires.
    pub on_call: bool,
}

/// A service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Service {
    /// The team that owns it.
    pub team: TeamId,
    /// 1 is what customers cannot do without; 3 is internal comfort.
    pub tier: u8,
    /// Target share of good requests over 30 days.
    pub slo: Ppm,
    /// Share of the error budget spent when the run begins.
    pub budget_spent: Ppm,
    /// Requests a minute that start here (customers or staff), not those that callers pass on.
    pub demand_per_minute: u32,
    /// Share of good requests when nothing is wrong with this service or below it.
    pub healthy: Ppm,
    /// Revenue of a good request that starts here.
    pub revenue_per_request: Money,
    /// Fails when any of these fails (§B4: a product).
    pub hard: Vec<ServiceId>,
    /// Works worse when these fail: quality lost at total failure.
    pub soft: Vec<(ServiceId, Ppm)>,
    /// Place on the map, 0–1000 each way.
    pub place: (u16, u16),
}

/// A hidden fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// Where it strikes.
    pub service: ServiceId,
    /// It begins at a tick drawn from this window, both ends included.
    pub onset: (Tick, Tick),
    /// Share of requests that the service itself loses at full strength.
    pub harm: Ppm,
    /// Minutes from onset to full strength; 0 is a step.
    pub ramp_minutes: u16,
    /// Its candidate causes: the first and one after the last.
    pub causes: (CauseId, CauseId),
    /// The true cause where the scenario fixes it; drawn from the priors otherwise. Hidden.
    pub truth: Option<CauseId>,
}

/// A candidate cause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cause {
    /// The fault it may explain.
    pub fault: FaultId,
    /// Probability before any evidence; those of a fault sum to [`Ppm::ALL`].
    pub prior: Ppm,
}

/// A line of inquiry: work that yields one of several findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inquiry {
    /// The fault that it looks into.
    pub fault: FaultId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert.
    pub effort: Effort,
    /// Tooling that makes it slow when it is down.
    pub needs: Option<ServiceId>,
    /// Probability of each finding (columns) under each cause of the fault (rows); a row sums to [`Ppm::ALL`].
    pub likelihood: Vec<Vec<Ppm>>,
}

/// Effort as a lognormal: person-minutes of an expert.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Effort {
    /// Median, in thousandths of a minute.
    pub median_milli: u32,
    /// Standard deviation of the logarithm, in millionths.
    pub sigma: Ppm,
}

/// What a remedy does against a cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RemedyEffect {
    /// The harm ends.
    Fixes,
    /// This share of the harm ends.
    Partial(Ppm),
    /// Nothing changes.
    Nothing,
    /// The harm grows by this share of what is left.
    Worse(Ppm),
}

/// A remedy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Remedy {
    /// The fault it is meant for.
    pub fault: FaultId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert.
    pub effort: Effort,
    /// Tooling that makes it slow when it is down.
    pub needs: Option<ServiceId>,
    /// May be taken back without loss.
    pub reversible: bool,
    /// Needs an approval that a card gives.
    pub needs_approval: bool,
    /// Can start only after this remedy was applied.
    pub after: Option<RemedyId>,
    /// Its effect under each cause of the fault.
    pub effects: Vec<RemedyEffect>,
    /// What happens besides, once it is applied.
    pub side_effects: Vec<Effect>,
    /// Protection that is off while it is in force.
    pub exposure: Option<Exposure>,
    /// Applying this one takes back those side effects: exposure ends.
    pub ends_exposure_of: Option<RemedyId>,
    /// Makes this tooling usable although it is down.
    pub bypasses: Option<ServiceId>,
}

/// A hazard while protection is off: it accumulates against one exponential threshold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Exposure {
    /// Expected number of successful attacks an hour.
    pub attacks_per_hour: Ppm,
    /// What an attack that gets through does.
    pub effects: Vec<Effect>,
}

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

/// The four kinds of work of the Flow Framework (§A3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkKind {
    /// New value.
    Feature,
    /// Repair of quality.
    Defect,
    /// Security and compliance.
    Risk,
    /// Repair of the means of work.
    Debt,
}

/// A work item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Work {
    /// Its kind.
    pub kind: WorkKind,
    /// The team that does it.
    pub team: TeamId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert that are left, in thousandths.
    pub left_milli: u32,
    /// What an hour without it costs.
    pub delay_per_hour: Money,
    /// Tooling without which it goes slowly.
    pub needs: Option<ServiceId>,
}

/// Whose morale an effect moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Who {
    /// Everybody on duty.
    OnDuty,
    /// A team.
    Team(TeamId),
    /// One person.
    Person(PersonId),
}

/// A line of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Pay in shift hours.
    Regular,
    /// Pay outside shift hours.
    Overtime,
    /// Cloud beyond the plan.
    Cloud,
    /// SLA credits.
    Credits,
    /// What a breach or a fine costs.
    Breach,
    /// Anything else that was bought.
    Purchases,
}

impl Line {
    /// Every line, in the order of the ledger.
    pub const ALL: [Line; 6] = [
        Line::Regular,
        Line::Overtime,
        Line::Cloud,
        Line::Credits,
        Line::Breach,
        Line::Purchases,
    ];
}

/// What must hold for something to happen. Total and typed: no scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// This minute of the run is reached.
    Minute(u32),
    /// Share of good requests at a service is below this.
    Below(ServiceId, Ppm),
    /// An alert has been firing, or had fired before mitigation, for so many minutes.
    MinutesSinceFirstAlert(u32),
    /// An incident has a declared severity of this number or a lower one.
    Declared(u8),
    /// So many minutes have passed since an incident was mitigated.
    MinutesSinceMitigation(u32),
    /// This finding was reported.
    Found(InquiryId, u8),
    /// What can be known makes this cause at least so probable.
    Believed(CauseId, Ppm),
    /// The remedy was applied.
    Applied(RemedyId),
    /// The option was chosen or taken by default.
    Chosen(CardId, u8),
    /// The person with this number has finished the shift.
    ShiftOver(PersonId),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// What happens. Total and typed: no scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Effect {
    /// Trust of a stakeholder moves by thousandths of a point.
    Trust(StakeholderId, i32),
    /// Morale moves by thousandths of a point.
    Morale(Who, i32),
    /// Money is spent.
    Spend(Line, Money),
    /// The remedy may be applied.
    Approve(RemedyId),
    /// Work grows by thousandths of a person-minute.
    MoreWork(WorkId, u32),
    /// The leader's attention is taken, in seconds.
    Interrupt(u16),
    /// Protection is back: every exposure ends.
    EndExposure,
    /// The fault is back at full strength.
    Relapse(FaultId),
    /// After so many minutes, these.
    Later(u16, Arc<[Effect]>),
    /// With this probability, these.
    Chance(Ppm, Vec<Effect>),
}

/// One step of what was really decided: once the condition holds, the command is given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HistoryStep {
    /// What had to be known first.
    pub when: Condition,
    /// The command.
    pub command: Command,
}

/// The owner's milestones, in minutes after the fault began.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Milestones {
    /// The first page was acknowledged.
    pub detected: u16,
    /// The cause was believed.
    pub diagnosed: u16,
    /// Customers stopped hurting.
    pub mitigated: (u16, u16),
}
