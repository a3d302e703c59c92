//! Floor 3: what a leader may know.
//!
//! **Invariant:** no true cause, no undrawn future and no reference to the `World` leaves this module; an [`Observation`] is
//! built in one place, [`Observation::of`], and owns everything it shows. Reference leaders and people get exactly this.

mod change;
mod desk;
mod of;
pub mod sentences;
pub mod view;

pub use change::{ControlSeen, InitiativeSeen, LeverSeen, VulnerabilitySeen};
pub use desk::{CaseSeen, DeskSeen};

use crate::scenario::conditions::Facts;
use crate::scenario::delegation::{AreaKind, Delegation};
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, Axis, Level, Line, Verb, Weekday, Who, WorkKind};
use crate::scenario::units::{MinuteOfDay, Money, Ppm, Tick};
use crate::sim::cloud::{CommitmentCosts, Costs};
use crate::sim::command::Role;
use crate::sim::event::{Event, What, Why};
pub use crate::sim::people::Absence;
use crate::sim::people::on_duty;
use crate::sim::stakeholders::PromiseState;
pub use crate::sim::stakeholders::Wish;
use crate::sim::work::{Review, UnderWay};
use crate::sim::world::Activity;
use crate::sim::{Command, Giver};

/// Whose eyes an observation is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Viewpoint {
    /// The one leader of a solo run.
    Leader,
    /// A seat of a table, which knows its part.
    Seat(Giver),
}

/// Everything that a leader may know at a moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Observation {
    /// The scenario's level: how wide the leader's influence is.
    pub level: Level,
    /// Minutes of the run.
    pub now: Tick,
    /// The run ends then.
    pub ends: Tick,
    /// The run is over.
    pub over: bool,
    /// UTC clock.
    pub clock: MinuteOfDay,
    /// The leader's attention.
    pub attention: AttentionSeen,
    /// When the first page went out.
    pub first_alert: Option<Tick>,
    /// A tier-1 service burns its budget faster than the fastest page tolerates.
    pub customers_hurt: bool,
    /// Revenue lost in this minute.
    pub losing_per_minute: Money,
    /// Cloud spending in this minute for which there is no known use.
    pub unexplained_spend_per_minute: Money,
    /// The service map, in the order of the scenario.
    pub services: Vec<ServiceSeen>,
    /// Incidents, in the order in which they opened.
    pub incidents: Vec<IncidentSeen>,
    /// Everybody.
    pub people: Vec<PersonSeen>,
    /// Open cases of queues, and who could be at them.
    pub desk: DeskSeen,
    /// Planned work that has come in, in the order of the scenario.
    pub work: Vec<WorkSeen>,
    /// Pipelines, in the order of the scenario.
    pub pipelines: Vec<PipelineSeen>,
    /// Stakeholders.
    pub stakeholders: Vec<StakeholderSeen>,
    /// Messages that wait for an answer.
    pub messages: Vec<MessageSeen>,
    /// Cards that wait for a decision.
    pub cards: Vec<CardSeen>,
    /// The option taken of each card, in the order of the scenario.
    pub chosen: Vec<Option<u8>>,
    /// The answer given to each message, in the order of the scenario.
    pub answered: Vec<Option<Verb>>,
    /// What was promised with answers, and what became of it.
    pub promises: Vec<PromiseSeen>,
    /// Areas in the hands of delegates.
    pub delegations: Vec<DelegationSeen>,
    /// Vendors and their cases.
    pub vendors: Vec<VendorSeen>,
    /// Duties to notify somebody, and their clocks.
    pub duties: Vec<DutySeen>,
    /// UTC clock and day of the week at tick 0.
    pub started: (MinuteOfDay, Weekday),
    /// Levers, in the order of the scenario.
    pub levers: Vec<LeverSeen>,
    /// Money so far.
    pub ledger: LedgerSeen,
    /// What had been spent at the last look of a quarter of an hour, where the scenario asks for that.
    pub spent_at_look: Money,
    /// Share of each service's error budget that was spent then.
    pub budgets_at_look: Vec<Ppm>,
    /// Practices that teams may adopt.
    pub initiatives: Vec<InitiativeSeen>,
    /// Controls.
    pub controls: Vec<ControlSeen>,
    /// Audits that are still to come, with their ticks.
    pub audits: Vec<(AuditId, Tick)>,
    /// Vulnerabilities that are known.
    pub vulnerabilities: Vec<VulnerabilitySeen>,
    /// What each budget still holds, in the order of the scenario; negative when it did not last.
    pub budgets: Vec<Money>,
    /// What commitments came to, in the order of the scenario.
    pub commitments: Vec<CommitmentCosts>,
    /// What the capacity of each service came to, in the order of the scenario.
    pub capacity: Vec<Costs>,
    /// Data feeds: `None` where nothing is known to be wrong, else whether it stopped.
    pub feeds: Vec<Option<bool>>,
    /// By model: the version in use.
    pub versions: Vec<u8>,
    /// By automation: how far it is trusted, in percent.
    pub trusted_percent: Vec<u8>,
    /// The cap on spending acts today.
    pub capped: bool,
}

/// The leader's attention.
#[derive(Clone, PartialEq, Debug)]
pub struct AttentionSeen {
    /// Whether commands take time in this scenario.
    pub on: bool,
    /// Seconds until the leader is free.
    pub busy_seconds: u32,
    /// Commands that wait, the first being given now, with the seconds until each takes effect.
    pub queue: Vec<(Command, u32)>,
    /// Seconds that each kind of command takes, without help.
    pub seconds: Vec<u16>,
}

/// A service on the dashboards.
#[derive(Clone, PartialEq, Debug)]
pub struct ServiceSeen {
    /// Which.
    pub id: ServiceId,
    /// The team that owns it.
    pub team: TeamId,
    /// 1 is what customers cannot do without.
    pub tier: u8,
    /// Target share of good requests.
    pub slo: Ppm,
    /// Share of good requests in this minute.
    pub success: Ppm,
    /// Requests a minute.
    pub requests: u32,
    /// Revenue lost in this minute.
    pub losing_per_minute: Money,
    /// Share of the month's error budget that is left; negative when overspent.
    pub budget_left: f64,
    /// Burn rate over the last hour (§B1).
    pub burn: f64,
    /// The indicator that its SLO watches; the first where there is none but availability.
    pub indicator: u8,
    /// Share of good requests as each indicator that is offered counts them.
    pub indicators: Vec<Ppm>,
    /// A page of §B2 holds.
    pub paging: bool,
    /// Somebody opened a way around it.
    pub bypassed: bool,
    /// Hard dependencies.
    pub hard: Vec<ServiceId>,
    /// Soft dependencies, and those of which others can take the place.
    pub soft: Vec<ServiceId>,
    /// What it carries.
    pub load: LoadSeen,
}

/// What a service carries, as its dashboard shows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LoadSeen {
    /// Requests ÷ what the units fit; `None` where it carries without end.
    pub utilisation: Option<f64>,
    /// Mean time that a request takes that is served.
    pub latency_ms: f64,
    /// Share of requests that are not the first attempt of their caller.
    pub retries: f64,
    /// Units at work.
    pub units: u16,
    /// Units that were ordered, and when they are there.
    pub ordered: Option<(Tick, u16)>,
    /// Share of its own demand that is turned away, in percent.
    pub shed_percent: u8,
    /// How much of its cache is filled; 1 without one.
    pub warmth: f64,
}

/// An incident.
#[derive(Clone, PartialEq, Debug)]
pub struct IncidentSeen {
    /// Which.
    pub id: IncidentId,
    /// What it is known to be about; `None` until somebody has found out, and when nothing is behind it.
    pub fault: Option<FaultId>,
    /// The service whose alert opened it.
    pub service: ServiceId,
    /// When it opened.
    pub opened: Tick,
    /// When the leader took note.
    pub acknowledged: Option<Tick>,
    /// Declared severity.
    pub severity: Option<u8>,
    /// When it was first declared.
    pub declared: Option<Tick>,
    /// Customers are well since then.
    pub mitigated: Option<Tick>,
    /// Closed then.
    pub resolved: Option<Tick>,
    /// Folded into that one.
    pub merged: Option<IncidentId>,
    /// Who holds which role, in the order of [`Role::ALL`].
    pub roles: [Option<PersonId>; Role::ALL.len()],
    /// When each audience last heard, in the order of [`Audience::ALL`].
    pub posted: [Option<Tick>; Audience::ALL.len()],
    /// Updates promised to each audience: every so many minutes, the next one by then.
    pub cadences: [Option<(u16, Tick)>; Audience::ALL.len()],
    /// Those who lead a part of the responders.
    pub sub_leads: Vec<PersonId>,
    /// Everybody busy with it.
    pub responders: Vec<PersonId>,
    /// People know since then what it is about: until then there is nothing to look into or to mend.
    pub triaged: Option<Tick>,
    /// Who is finding out.
    pub triage_by: Option<PersonId>,
    /// The team that owns what it is known to be about, or else the service whose alert opened it.
    pub owner: TeamId,
    /// What people say they believe.
    pub opinions: Vec<OpinionSeen>,
    /// Candidate causes with their probability given all findings.
    pub causes: Vec<CauseSeen>,
    /// Lines of inquiry.
    pub inquiries: Vec<InquirySeen>,
    /// Remedies.
    pub remedies: Vec<RemedySeen>,
    /// How it will be reviewed, or was.
    pub review: Review,
    /// A review is worth most until then.
    pub review_due: Option<Tick>,
}

/// What somebody says the cause is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpinionSeen {
    /// Who.
    pub person: PersonId,
    /// What they believe.
    pub cause: CauseId,
    /// How sure they say they are: their word, and no evidence.
    pub confidence: Ppm,
}

/// A candidate cause.
#[derive(Clone, PartialEq, Debug)]
pub struct CauseSeen {
    /// Which.
    pub id: CauseId,
    /// Its probability before any finding.
    pub prior: f64,
    /// Its probability now.
    pub belief: f64,
}

/// How far something that a person does has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Nobody has done it.
    Open,
    /// Somebody is at it, with so many expert's minutes done.
    Underway(PersonId, u32),
    /// Finished; the number is the finding of an inquiry, or the tick of a remedy.
    Finished(u32),
}

/// A line of inquiry.
#[derive(Clone, PartialEq, Debug)]
pub struct InquirySeen {
    /// Which.
    pub id: InquiryId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Usual minutes of an expert.
    pub usual_minutes: f64,
    /// What it needs is down: it goes slowly.
    pub hampered_by: Option<ServiceId>,
    /// How far it is.
    pub progress: Progress,
    /// What it is expected to teach about the causes, in bits; 0 once it is finished.
    pub gain_bits: f64,
    /// Probability that its finding was misread; 0 where that is settled.
    pub doubt: f64,
}

/// A remedy.
#[derive(Clone, PartialEq, Debug)]
pub struct RemedySeen {
    /// Which.
    pub id: RemedyId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Usual minutes of an expert.
    pub usual_minutes: f64,
    /// What it needs is down: it goes slowly.
    pub hampered_by: Option<ServiceId>,
    /// May be taken back without loss.
    pub reversible: bool,
    /// Nobody has approved it yet, and somebody must.
    pub unapproved: bool,
    /// Another remedy has to come first.
    pub waits_for: Option<RemedyId>,
    /// What it would take back changed data for good with this item.
    pub changed_data: Option<WorkId>,
    /// How far it is.
    pub progress: Progress,
    /// Probability that it was not done right although it is said to be done; 0 where that is settled. While it is more, it may be
    /// done once more.
    pub doubt: f64,
    /// Causes that it is known to end.
    pub ends: Vec<CauseId>,
    /// Causes that it is known to make worse.
    pub worsens: Vec<CauseId>,
    /// Takes protection away while it is in force.
    pub exposes: bool,
    /// Protection is off because of it.
    pub exposing: bool,
    /// Puts back the protection that this remedy took away.
    pub restores: Option<RemedyId>,
    /// Opens a way around this service.
    pub bypasses: Option<ServiceId>,
}

/// A person, as colleagues see them.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonSeen {
    /// Who.
    pub id: PersonId,
    /// Their team.
    pub team: TeamId,
    /// Where.
    pub site: SiteId,
    /// The clock where they are.
    pub local_clock: MinuteOfDay,
    /// What they do.
    pub activity: Activity,
    /// They are finding their way in until then.
    pub ready: Tick,
    /// Minutes awake; `None` while asleep.
    pub awake_minutes: Option<u32>,
    /// How sleepy they say they are, 1 (alert) to 9 (fighting sleep), in whole points.
    pub sleepiness: u8,
    /// How they say they feel, 0–100, in whole points.
    pub morale: u8,
    /// The shift has begun and is not over.
    pub in_shift: bool,
    /// First tick after the shift that runs or the next one.
    pub shift_until: i32,
    /// First tick after the first shift of the run.
    pub first_shift_until: i32,
    /// Skills, as shares of an expert's pace.
    pub skills: Vec<(SkillId, Ppm)>,
    /// On call for the team.
    pub on_call: bool,
    /// Ill, leaving, gone or not there yet.
    pub absence: Absence,
    /// So many people of like kind.
    pub heads: u16,
    /// The planned work to go back to.
    pub home: Option<WorkId>,
}

/// A work item.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkSeen {
    /// Which.
    pub id: WorkId,
    /// Its kind.
    pub kind: WorkKind,
    /// The team that does it.
    pub team: TeamId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Expert's minutes left.
    pub left_minutes: f64,
    /// Expert's minutes when the run began.
    pub size_minutes: f64,
    /// What an hour without it costs now.
    pub delay_per_hour: Money,
    /// When it came in.
    pub arrived: Tick,
    /// When it was done.
    pub done: Option<Tick>,
    /// Who is at it.
    pub people: Vec<PersonId>,
    /// The pipeline that it goes through.
    pub pipeline: Option<PipelineId>,
    /// Where it is: 0 is ready, then the stages from 1, 254 waits for a deployment, 255 goes out.
    pub stage: u8,
    /// In its stage since then.
    pub since: Tick,
    /// Its place in its team's queue of work that is not done, from 1; 0 once it is done.
    pub place: u16,
    /// Finished in its stage, but held there by a limit.
    pub blocked: bool,
    /// Somebody could work on it now.
    pub can_be_worked_on: bool,
    /// It changes data in a way that cannot be taken back.
    pub migration: bool,
    /// It comes from a review of that.
    pub action_of: Option<FaultId>,
}

/// A pipeline.
#[derive(Clone, PartialEq, Debug)]
pub struct PipelineSeen {
    /// Which.
    pub id: PipelineId,
    /// The service that its changes go to.
    pub service: Option<ServiceId>,
    /// Technical debt, 0–100, in whole points.
    pub debt: u8,
    /// Nothing goes out but what an incident needs and security work.
    pub frozen: bool,
    /// Items in each stage, and how many it may hold.
    pub stages: Vec<(u16, Option<u8>)>,
    /// Whether its changes are deployed.
    pub deploys: bool,
    /// Finished changes that wait for a deployment.
    pub to_deploy: u16,
    /// Changes that are going out.
    pub going_out: u16,
    /// What it is doing.
    pub under_way: UnderWay,
    /// When something last went out that is still out, and with how many changes.
    pub last_out: Option<(Tick, u16)>,
}

/// A stakeholder.
#[derive(Clone, PartialEq, Debug)]
pub struct StakeholderSeen {
    /// Who.
    pub id: StakeholderId,
    /// Which updates reach them.
    pub audience: Audience,
    /// Trust as it shows, 0–100, in whole points.
    pub trust: u8,
    /// When silence will next cost trust.
    pub update_due: Option<Tick>,
    /// Has joined the call on that incident, with that wish, since then.
    pub visit: Option<(IncidentId, Wish, Tick)>,
    /// Was told that this incident would be over by then.
    pub vow: Option<(IncidentId, Tick)>,
}

/// A message that waits for an answer.
#[derive(Clone, PartialEq, Debug)]
pub struct MessageSeen {
    /// Which.
    pub id: MessageId,
    /// From whom.
    pub from: StakeholderId,
    /// When it came.
    pub since: Tick,
    /// Silence is an answer from then on.
    pub due: Tick,
    /// Possible answers.
    pub answers: Vec<Verb>,
}

/// A promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PromiseSeen {
    /// The message whose answer gave it.
    pub message: MessageId,
    /// When it is due, or how it ended.
    pub state: PromiseState,
}

/// An area in somebody's hands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DelegationSeen {
    /// What was handed over, to whom, and what was said.
    pub brief: Delegation,
    /// Since when.
    pub since: Tick,
    /// The last report.
    pub last_report: Option<Tick>,
    /// When the next one comes.
    pub next_report: Option<Tick>,
    /// What the delegate asks leave for.
    pub question: Option<Command>,
    /// Trust between the two of you, 0–100, in whole points.
    pub trust: u8,
}

/// A vendor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VendorSeen {
    /// Which.
    pub id: VendorId,
    /// A case is open since then; nobody knows for how long.
    pub open_since: Option<Tick>,
    /// Cases that were denied.
    pub denials: u8,
    /// Delivered then.
    pub delivered: Option<Tick>,
    /// There is evidence that convinces the vendor.
    pub has_proof: bool,
}

/// A duty to notify somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DutySeen {
    /// Which.
    pub id: DutyId,
    /// Its deadline, once there is something to tell.
    pub due: Option<Tick>,
    /// They were notified then.
    pub told: Option<Tick>,
    /// The deadline passed before.
    pub missed: bool,
}

/// A card that waits for a decision.
#[derive(Clone, PartialEq, Debug)]
pub struct CardSeen {
    /// Which.
    pub id: CardId,
    /// When it came up.
    pub since: Tick,
    /// The default is taken then.
    pub due: Tick,
    /// The axis that each option's text speaks for.
    pub options: Vec<Axis>,
    /// The option that is taken if nobody answers.
    pub default: u8,
}

/// Money so far.
#[derive(Clone, PartialEq, Debug)]
pub struct LedgerSeen {
    /// Spending by line, in the order of [`Line::ALL`].
    pub lines: [Money; Line::ALL.len()],
    /// All spending.
    pub total: Money,
    /// Revenue that did not come in; not spending.
    pub lost_revenue: Money,
}

impl Observation {
    /// The incident, if it has opened.
    pub fn incident(&self, id: IncidentId) -> Option<&IncidentSeen> {
        self.incidents.get(id.at())
    }

    /// A work item, if it has come in.
    pub fn item(&self, id: WorkId) -> Option<&WorkSeen> {
        self.work.iter().find(|item| item.id == id)
    }

    /// Incidents that are neither closed nor folded into another.
    pub fn open_incidents(&self) -> impl Iterator<Item = &IncidentSeen> {
        self.incidents.iter().filter(|incident| incident.is_open())
    }

    /// Commands that wait for the leader's attention.
    pub fn queued(&self) -> impl Iterator<Item = &Command> {
        self.attention.queue.iter().map(|(command, _)| command)
    }
}

impl IncidentSeen {
    /// Those of the people who are busy with it and lead neither it nor a part of it.
    pub fn workers<'a>(&self, people: &'a [PersonSeen]) -> impl Iterator<Item = &'a PersonSeen> {
        let responders = self.responders.iter().map(|id| &people[id.at()]);
        responders.filter(|person| {
            !matches!(
                person.activity,
                Activity::Leading(..) | Activity::Subleading(_)
            )
        })
    }

    /// Neither closed nor folded into another.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none() && self.merged.is_none()
    }

    /// Probability of one of its causes; 0 for another's.
    pub fn belief(&self, cause: CauseId) -> f64 {
        self.causes
            .iter()
            .find(|seen| seen.id == cause)
            .map_or(0.0, |seen| seen.belief)
    }

    /// Probability that a remedy ends the harm, by what is believed.
    pub fn chance_it_helps(&self, remedy: &RemedySeen) -> f64 {
        remedy.ends.iter().map(|&cause| self.belief(cause)).sum()
    }
}

impl RemedySeen {
    /// Whether somebody may be sent to apply it: it was not done, or perhaps not done right.
    pub fn can_start(&self) -> bool {
        let wanted = match self.progress {
            Progress::Open => true,
            Progress::Underway(..) => false,
            Progress::Finished(_) => self.doubt > 0.0,
        };
        wanted && !self.unapproved && self.waits_for.is_none() && self.changed_data.is_none()
    }
}

/// Whether a leader sees an event when it happens. What was hidden is for the debrief.
pub fn is_visible(what: &What) -> bool {
    !matches!(
        what,
        What::FaultBegan(..)
            | What::Behind(..)
            | What::DeployFailed(..)
            | What::DeployRecovered(..)
            | What::Exploited(..)
            | What::Spent(_, _, Why::Leak(_))
            | What::SlipHidden(..)
    )
}

/// What somebody who leads weeks is not called for: who comes and goes, and single pieces of work.
pub fn is_of_a_day(event: &Event) -> bool {
    matches!(
        event.what,
        What::Arrived(..)
            | What::LeftShift(..)
            | What::CameIn(..)
            | What::WorkDone(..)
            | What::SentBack(..)
            | What::Deployed(..)
            | What::DeployStopped(..)
    )
}

/// Whether an event calls for the leader's attention: the clock of a front end that runs ahead stops there.
pub fn calls_for_attention(event: &Event) -> bool {
    matches!(
        event.what,
        What::IncidentOpened(..)
            | What::Triaged(..)
            | What::FalseAlarm(..)
            | What::Found(..)
            | What::RemedyApplied(..)
            | What::Slipped(..)
            | What::SlipCameOut(..)
            | What::Mitigated(..)
            | What::Relapsed(..)
            | What::Arrived(..)
            | What::LeftShift(..)
            | What::WorkDone(..)
            | What::CameIn(..)
            | What::SentBack(..)
            | What::Deployed(..)
            | What::DeployStopped(..)
            | What::RolledBack(..)
            | What::Frozen(..)
            | What::Reviewed(..)
            | What::CaseOpened(..)
            | What::CaseClosed(..)
            | What::CardOpened(..)
            | What::MessageSent(..)
            | What::Approved(..)
            | What::PromiseBroken(..)
            | What::AskedLeave(..)
            | What::HandedBack(..)
            | What::VendorDenied(..)
            | What::VendorDelivered(..)
            | What::ClockStarted(..)
            | What::DeadlineMissed(..)
            | What::Threatened(..)
            | What::CadenceMissed(..)
            | What::Visited(..)
            | What::Attacked(..)
            | What::Breached(..)
            | What::Lapsed(..)
            | What::AuditFinding(..)
            | What::AuditClean(..)
            | What::VulnerabilityKnown(..)
            | What::PatchMissed(..)
            | What::ExceptionExpired(..)
            | What::BudgetOverrun(..)
            | What::SpendCapped(..)
            | What::DataIssueFound(..)
            | What::AutomationActed(..)
            | What::Ended
    )
}

impl Facts for Observation {
    fn now(&self) -> Tick {
        self.now
    }

    fn success(&self, service: ServiceId) -> Ppm {
        self.services[service.at()].success
    }

    fn first_alert(&self) -> Option<Tick> {
        self.first_alert
    }

    fn declared(&self) -> Option<u8> {
        self.open_incidents()
            .filter_map(|incident| incident.severity)
            .min()
    }

    fn mitigated_at(&self) -> Option<Tick> {
        self.incidents
            .iter()
            .rfind(|incident| incident.merged.is_none())
            .and_then(|last| last.mitigated)
    }

    fn finding(&self, inquiry: InquiryId) -> Option<u8> {
        let mut inquiries = self
            .incidents
            .iter()
            .flat_map(|incident| &incident.inquiries);
        match inquiries.find(|seen| seen.id == inquiry)?.progress {
            Progress::Finished(finding) => Some(finding as u8),
            _ => None,
        }
    }

    fn belief(&self, cause: CauseId) -> f64 {
        self.incidents
            .iter()
            .map(|incident| incident.belief(cause))
            .fold(0.0, f64::max)
    }

    fn applied(&self, remedy: RemedyId) -> bool {
        let mut remedies = self
            .incidents
            .iter()
            .flat_map(|incident| &incident.remedies);
        remedies.any(|seen| seen.id == remedy && matches!(seen.progress, Progress::Finished(_)))
    }

    fn chosen(&self, card: CardId) -> Option<u8> {
        self.chosen[card.at()]
    }

    fn started(&self) -> (MinuteOfDay, Weekday) {
        self.started
    }

    fn customers_hurt(&self) -> bool {
        self.customers_hurt
    }

    fn open_count(&self) -> usize {
        self.open_incidents().count()
    }

    fn oldest_open(&self) -> Option<Tick> {
        self.open_incidents().next().map(|incident| incident.opened)
    }

    fn answered(&self, message: MessageId) -> Option<Verb> {
        self.answered[message.at()]
    }

    fn promise(&self, message: MessageId) -> Option<bool> {
        let mut promises = self.promises.iter();
        match promises.find(|seen| seen.message == message)?.state {
            PromiseState::Kept => Some(true),
            PromiseState::Broken => Some(false),
            PromiseState::None | PromiseState::Due(_) => None,
        }
    }

    fn trust_milli(&self, stakeholder: StakeholderId) -> i32 {
        i32::from(self.stakeholders[stakeholder.at()].trust) * 1000
    }

    fn morale_milli(&self, who: Who) -> Option<i32> {
        let meant = self.people.iter().filter(|person| match who {
            Who::OnDuty => on_duty(person.activity),
            Who::Team(team) => person.team == team,
            Who::Person(one) => person.id == one,
        });
        let morale: Vec<i32> = meant
            .map(|person| i32::from(person.morale) * 1000)
            .collect();
        (!morale.is_empty()).then(|| morale.iter().sum::<i32>() / morale.len() as i32)
    }

    fn budget_spent(&self, service: ServiceId) -> Ppm {
        self.budgets_at_look[service.at()]
    }

    fn spent(&self) -> Money {
        self.spent_at_look
    }

    fn done(&self, work: WorkId) -> bool {
        self.item(work).is_some_and(|item| item.done.is_some())
    }

    fn lever_at(&self, lever: LeverId) -> i32 {
        self.levers[lever.at()].now
    }

    fn delivered(&self, vendor: VendorId) -> bool {
        self.vendors[vendor.at()].delivered.is_some()
    }

    fn is_delegated(&self, kind: AreaKind) -> bool {
        let mut areas = self.delegations.iter();
        areas.any(|seen| seen.brief.area.kind() == kind)
    }

    fn notified(&self, duty: DutyId) -> bool {
        self.duties[duty.at()].told.is_some()
    }

    fn shift_over(&self, person: PersonId) -> bool {
        let seen = &self.people[person.at()];
        seen.first_shift_until <= self.now.0 as i32 && !seen.in_shift
    }

    fn shift_edge(&self, person: PersonId) -> Tick {
        let seen = &self.people[person.at()];
        let later = [seen.shift_until, seen.first_shift_until].into_iter();
        let next = later.filter(|&edge| edge > self.now.0 as i32).min();
        next.map_or(Tick::NEVER, |edge| Tick(edge as u32))
    }
}
