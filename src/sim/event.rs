//! What happened: the only account of a run from which scores, reports and explanations are made.

use super::cloud::{CommitmentCosts, Costs};
use super::command::{Command, Manner, Role};
use super::stakeholders::Wish;
use crate::scenario::command::{Depth, Style};
use crate::scenario::delegation::{Area, Delegation};
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, Confidence, DataCheck, Line, Sponsorship, Verb};
use crate::scenario::units::{Money, Ppm, Tick};

/// Something that happened at a tick.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    /// When.
    pub tick: Tick,
    /// What.
    pub what: What,
}

/// The kinds of event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Units were ordered: so many the service will have, from that tick on.
    UnitsOrdered(ServiceId, u16, Tick),
    /// A service has so many units from now on.
    Units(ServiceId, u16),
    /// A service's cache is empty.
    CacheCold(ServiceId),
    /// A fault began, by that cause. Hidden until the debrief.
    FaultBegan(FaultId, CauseId),
    /// From now on a service does like this.
    Health(ServiceId, Health),
    /// A burn-rate rule began to hold; the second number is its row in §B2, from 0.
    AlertFired(ServiceId, u8),
    /// The rule holds no longer.
    AlertCleared(ServiceId, u8),
    /// A page opened an incident.
    IncidentOpened(IncidentId, ServiceId),
    /// What is really behind an incident that opened. Hidden until the debrief.
    Behind(IncidentId, Source),
    /// Customers reported what no alert had told.
    Reported(ServiceId),
    /// The leader took note.
    Acknowledged(IncidentId),
    /// The leader stated a severity.
    Declared(IncidentId, u8),
    /// The first was folded into the second.
    Merged(IncidentId, IncidentId),
    /// Somebody took a role.
    RoleTaken(IncidentId, PersonId, Role),
    /// Somebody set out to find out what an incident is about.
    TriageStarted(IncidentId, PersonId),
    /// Somebody found out: that is known now.
    Triaged(IncidentId, PersonId),
    /// Somebody found out: nothing is behind it.
    FalseAlarm(IncidentId, PersonId),
    /// Somebody set out on a line of inquiry.
    InquiryStarted(IncidentId, InquiryId, PersonId),
    /// A line of inquiry was finished and found that.
    Found(IncidentId, InquiryId, u8, PersonId),
    /// Somebody says what they believe the cause to be.
    Believes(PersonId, CauseId),
    /// Somebody set out to apply a remedy.
    RemedyStarted(IncidentId, RemedyId, PersonId),
    /// A remedy is in force.
    RemedyApplied(IncidentId, RemedyId, PersonId),
    /// A hand slipped and says so: it has to be done again.
    Slipped(IncidentId, Deed, PersonId),
    /// A hand slipped and says that it is done. Hidden until the debrief.
    SlipHidden(IncidentId, Deed, PersonId),
    /// It has come out that what somebody said to be done was not done right.
    SlipCameOut(IncidentId, Deed, PersonId),
    /// Customers stopped hurting.
    Mitigated(IncidentId),
    /// The fault is back.
    Relapsed(IncidentId),
    /// The incident is closed.
    Resolved(IncidentId),
    /// Somebody stopped what they were doing.
    Stopped(PersonId),
    /// Somebody is at a work item.
    Working(PersonId, WorkId),
    /// A work item is done.
    WorkDone(WorkId),
    /// A work item came in, of so many thousandths of an expert's minute.
    CameIn(WorkId, u32),
    /// A work item went into a stage of its pipeline: 1 and on, 254 waits for a deployment, 255 goes out.
    Moved(WorkId, PipelineId, u8),
    /// A work item is finished in that stage and cannot go on: the next one is full.
    Blocked(WorkId, PipelineId, u8),
    /// A change has to be done over: tests caught it, or it was taken back.
    SentBack(WorkId, PipelineId),
    /// A work item has that place in its team's queue.
    Prioritised(WorkId, u16),
    /// Technical debt moved, in thousandths of a point.
    Debt(PipelineId, i32),
    /// A deployment began: its number, and how many changes it takes out.
    DeployBegan(PipelineId, u16, u16),
    /// It is out, with so many changes.
    Deployed(PipelineId, u16, u16),
    /// None of its changes went out.
    DeployStopped(PipelineId, u16),
    /// A bad change went out with it: that fault strikes, or harms more where it is in force already. Hidden until the debrief.
    DeployFailed(PipelineId, u16, FaultId),
    /// The harm that came with a pipeline's deployments is over. Hidden until the debrief.
    DeployRecovered(PipelineId),
    /// What went out last is being taken back.
    RollBackBegan(PipelineId),
    /// That deployment was taken back.
    RolledBack(PipelineId, u16),
    /// The error-budget policy froze a pipeline, or thawed it.
    Frozen(PipelineId, bool),
    /// It was said how an incident will be reviewed.
    ReviewScheduled(IncidentId, Style, Depth),
    /// Somebody began to review it.
    ReviewBegan(IncidentId, PersonId),
    /// It was reviewed.
    Reviewed(IncidentId, Style, Depth),
    /// Somebody off shift was paged.
    Paged(PersonId),
    /// Somebody who was paged is here.
    Arrived(PersonId),
    /// Somebody's shift ended and they left.
    LeftShift(PersonId),
    /// Somebody who is off is awake: since that tick, with so many thousandths of S left now (§C4).
    Awake(PersonId, i32, u16),
    /// A team's primary and secondary on call from now on.
    OnCall(TeamId, PersonId, Option<PersonId>),
    /// Somebody has so many days off.
    DaysOff(PersonId, u8),
    /// The clocks of a site show so many minutes ahead of UTC from now on.
    ClocksMoved(SiteId, i16),
    /// Somebody is ill and does not come.
    FellIll(PersonId),
    /// Somebody resigned.
    Resigned(PersonId),
    /// Somebody is gone for good.
    Gone(PersonId),
    /// Somebody was hired or contracted, and is due then.
    Engaged(PersonId, Tick),
    /// Somebody new is there.
    Joined(PersonId),
    /// The first begins to tell the second what there is to know.
    HandOverBegan(PersonId, PersonId),
    /// The second knows all that the first knew.
    HandedOver(PersonId, PersonId),
    /// What a line of inquiry had found went home with somebody; it has to be looked for again.
    FactLost(IncidentId, InquiryId, PersonId),
    /// The leader talked with somebody.
    Talked(PersonId, Manner),
    /// Psychological safety of a team moved, in thousandths of a point.
    Safety(TeamId, i32, Why),
    /// Somebody was sent to rest.
    SentToRest(PersonId),
    /// An update went out.
    Posted(IncidentId, Audience),
    /// A card came up.
    CardOpened(CardId),
    /// An option was taken; `true` when by default.
    Decided(CardId, u8, bool),
    /// A message came in.
    MessageSent(MessageId),
    /// It was answered.
    Answered(MessageId, Verb),
    /// Nobody answered in time.
    Ignored(MessageId),
    /// A remedy was approved.
    Approved(RemedyId),
    /// Trust moved, in thousandths of a point.
    Trust(StakeholderId, i32, Why),
    /// Morale moved, in thousandths of a point.
    Morale(PersonId, i32, Why),
    /// Money went out.
    Spent(Line, Money, Why),
    /// Work grew, in thousandths of a person-minute.
    WorkGrew(WorkId, u32, Why),
    /// The leader was interrupted, in seconds.
    Interrupted(u16, Why),
    /// Protection is off.
    ExposureBegan(RemedyId),
    /// Protection is back.
    ExposureEnded(RemedyId),
    /// An attack got through.
    Attacked(RemedyId),
    /// An attack got through what a fault exposes.
    Breached(FaultId),
    /// A command had waited so long that it made no sense any more.
    Lapsed(Command),
    /// Work shrank, in thousandths of a person-minute.
    WorkShrank(WorkId, u32, Why),
    /// Something was promised with the answer to a message, to be true by then.
    PromiseMade(MessageId, Tick),
    /// It came true in time.
    PromiseKept(MessageId),
    /// It did not.
    PromiseBroken(MessageId),
    /// Everybody at an incident was let go.
    StoodDown(IncidentId),
    /// Everybody at an incident was asked for objections.
    Polled(IncidentId),
    /// From now on that team owns the service.
    OwnerSet(ServiceId, TeamId),
    /// An area was handed over.
    Delegated(Delegation),
    /// An area came back from somebody.
    HandedBack(Area, PersonId),
    /// A delegate did something.
    Acted(PersonId, Command),
    /// A delegate reported; so many acts since the last time.
    ReportedBack(Area, PersonId, u16),
    /// A delegate asks whether they may do something beyond their limits.
    AskedLeave(Area, PersonId, Command),
    /// The leader said whether.
    Permitted(Area, bool),
    /// The leader did a delegate's work over their head.
    Overruled(Area, PersonId),
    /// A case was opened with a vendor; `true` with evidence.
    VendorAsked(VendorId, bool),
    /// The vendor denies that it is theirs.
    VendorDenied(VendorId),
    /// The vendor has delivered.
    VendorDelivered(VendorId),
    /// It could be known from now on that somebody has to be notified, by then.
    ClockStarted(DutyId, Tick),
    /// Somebody was notified, perhaps of a cause; `true` when more was stated than the evidence carries.
    Notified(DutyId, Option<(CauseId, Confidence)>, bool),
    /// Nobody notified them in time.
    DeadlineMissed(DutyId),
    /// A customer threatens to leave by then.
    Threatened(StakeholderId, Tick),
    /// The threat is withdrawn.
    ThreatOver(StakeholderId),
    /// The customer is gone.
    CustomerLeft(StakeholderId),
    /// The trainer let something happen.
    Injected(InjectId),
    /// A case opened in a queue.
    CaseOpened(CaseId, QueueId),
    /// A queue had no room for one more case, which went elsewhere.
    CaseTurnedAway(QueueId),
    /// Somebody takes on a case.
    CaseTaken(CaseId, PersonId),
    /// Somebody put a case down that is not finished.
    CasePutDown(CaseId, PersonId),
    /// Somebody finished a case.
    CaseClosed(CaseId, PersonId),
    /// A lever was set to that.
    LeverSet(LeverId, i32),
    /// An initiative was started or is backed in that way from now on.
    InitiativeStarted(InitiativeId, Sponsorship),
    /// How far it has come: mean adoption, and the change of the pace of planned work, in millionths.
    InitiativeMeasured(InitiativeId, Ppm, i32),
    /// An initiative was stopped.
    InitiativeStopped(InitiativeId),
    /// At least half of a team has adopted it.
    Adopted(InitiativeId, TeamId),
    /// An exception from a control was granted until that tick.
    Excepted(ControlId, Tick),
    /// An exception ran out.
    ExceptionExpired(ControlId),
    /// An audit found a control without enough evidence; the share that there was.
    AuditFinding(AuditId, ControlId, Ppm),
    /// An audit found nothing.
    AuditClean(AuditId),
    /// A vulnerability became known; it is to be patched by that tick, or at leisure.
    VulnerabilityKnown(VulnerabilityId, Option<Tick>),
    /// A vulnerability is patched, and what its rule asks for besides is done.
    Patched(VulnerabilityId),
    /// A vulnerability's deadline went by.
    PatchMissed(VulnerabilityId),
    /// Somebody exploited a vulnerability.
    Exploited(VulnerabilityId),
    /// Money moved from the first budget to the second.
    BudgetMoved(BudgetId, BudgetId, Money),
    /// More was spent than a budget holds.
    BudgetOverrun(BudgetId),
    /// The cap on spending acts: the cloud came to that today.
    SpendCapped(Money),
    /// What a service's capacity came to.
    CloudCosts(ServiceId, Costs),
    /// What a commitment came to.
    CommitmentCosts(CommitmentId, CommitmentCosts),
    /// Something is wrong with a data feed; a check found it, or somebody who uses it did.
    DataIssueFound(FeedId, Option<DataCheck>),
    /// It is over.
    DataIssueOver(FeedId),
    /// A check of a data feed rang for nothing.
    DataFalseAlarm(FeedId),
    /// A data feed stopped, or goes on with what it has.
    FeedStopped(FeedId, bool),
    /// The version of a model in use was measured: that share of its answers is right.
    ModelMeasured(ModelId, u8, Ppm),
    /// An automation is so sure what an incident needs.
    AutomationSure(AutomationId, IncidentId, Ppm),
    /// It acted by itself, with that remedy if there was one; `true` where it was right.
    AutomationActed(AutomationId, IncidentId, Option<RemedyId>, bool),
    /// Updates on an incident are promised to an audience every so many minutes.
    CadenceSet(IncidentId, Audience, u16),
    /// An update came when it was promised.
    CadenceKept(IncidentId, Audience),
    /// None came.
    CadenceMissed(IncidentId, Audience),
    /// A stakeholder joined the call on an incident.
    Visited(StakeholderId, IncidentId, Wish),
    /// They were given a reply.
    Replied(StakeholderId, Verb),
    /// They left the call.
    VisitOver(StakeholderId),
    /// They were told that an incident would be over by then.
    Vowed(StakeholderId, IncidentId, Tick),
    /// Whether it was.
    VowSettled(StakeholderId, bool),
    /// Somebody leads a part of those who are at an incident.
    Split(IncidentId, PersonId),
    /// The SLO of a service watches that indicator from now on.
    IndicatorChosen(ServiceId, u8),
    /// Somebody came to so many paid minutes, of all heads: in the shift, and beyond it.
    Hours(PersonId, u32, u32),
    /// The run is over.
    Ended,
}

/// What is really behind an incident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The last occurrence of a fault.
    Fault(FaultId),
    /// More load than fits.
    Load,
    /// Nothing: a false alarm.
    Nothing,
}

/// Something that somebody says to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// A remedy was applied.
    Applied(RemedyId),
    /// A line of inquiry was followed to its finding.
    Found(InquiryId),
}

/// How a service does in every minute from an event on, until the next one says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Health {
    /// Share of good requests.
    pub success: Ppm,
    /// Requests a minute, own and passed on.
    pub requests: u32,
    /// Bad ones among them, in thousandths.
    pub bad_milli: u64,
    /// Revenue lost a minute.
    pub losing: Money,
}

/// Why trust, morale, money or attention moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
pub enum Why {
    /// An option of a card.
    Card(CardId, u8),
    /// An answer to a message.
    Answer(MessageId, Verb),
    /// A message that nobody answered.
    NoAnswer(MessageId),
    /// A remedy's side effect.
    Remedy(RemedyId),
    /// An attack while protection was off.
    Attack(RemedyId),
    /// An attack through what a fault exposes.
    Breach(FaultId),
    /// Spending that a fault leaks.
    Leak(FaultId),
    /// A stakeholder heard nothing for too long.
    Silence(StakeholderId),
    /// An update.
    Update(Audience),
    /// Work in an incident.
    Strain,
    /// Work beyond the shift.
    Overtime(PersonId),
    /// Work while very sleepy.
    Sleepy,
    /// Customers hurt and nobody leads.
    Unled,
    /// A call out of free time.
    CallOut(PersonId),
    /// Customers are well again.
    Relief,
    /// Planned work got done.
    Done(WorkId),
    /// Torn away from planned work.
    Interruption,
    /// Hours of pay.
    Hours,
    /// A promise that was kept or broken.
    Promise(MessageId),
    /// A delegate's report.
    Report(PersonId),
    /// What a vendor delivered.
    Vendor(VendorId),
    /// A duty to notify somebody.
    Duty(DutyId),
    /// A customer's threat.
    Threat(StakeholderId),
    /// What the trainer let happen.
    Inject(InjectId),
    /// Nights off duty.
    Rested,
    /// A talk.
    Talk(PersonId, Manner),
    /// Woken far more often than the others of the team.
    Unfair,
    /// Somebody left and has to be replaced.
    Exit(PersonId),
    /// Somebody was hired.
    Hiring(PersonId),
    /// Availability was below the target.
    Sla(StakeholderId),
    /// How an incident was reviewed.
    Review(IncidentId),
    /// Units of a service.
    Capacity(ServiceId),
    /// A practice that a leader brings in.
    Initiative(InitiativeId),
    /// What an audit found.
    Audit(AuditId),
    /// A vulnerability whose deadline went by.
    Vulnerability(VulnerabilityId),
    /// Somebody exploited a vulnerability.
    Exploit(VulnerabilityId),
    /// A budget that did not last.
    Budget(BudgetId),
    /// Capacity in the cloud that was committed to.
    Commitment(CommitmentId),
    /// Wrong or stale data.
    Feed(FeedId),
    /// A model that is wrong at times.
    Model(ModelId),
    /// An automation that acted wrongly.
    Automation(AutomationId),
    /// Updates that were promised at a cadence.
    Cadence(Audience),
    /// A stakeholder on the call.
    Visit(StakeholderId),
}
