//! The state of a run: flat arrays in the order of the scenario's ids, integers throughout, history kept outside.

use super::agenda::Agenda;
use super::alarms::{AlarmState, Doubt, Worth};
use super::alerts::{self, Windows};
use super::attention::Queued;
use super::automation::AutomationState;
use super::bill::Bill;
use super::cloud::CloudState;
use super::command::Role;
use super::data::Data;
use super::delegation::{self, Delegated};
use super::desk::{self, Desk};
use super::draw::Key;
use super::event::Health;
use super::faults::FaultState;
use super::governance::Governance;
use super::initiatives::Initiatives;
use super::ledger::Ledger;
use super::looks::Looks;
use super::opinions::Opinion;
use super::services::{Affliction, Carried};
use super::slips::Slip;
use super::stakeholders::{CADENCES_MOST, Cadence, DutyState, PromiseState, VendorState, Visit};
use super::work::{Flow, Lesson, PipelineState, Review, StreamState, WorkState};
use super::{
    alarms, automation, bill, cloud, data, faults, incidents, initiatives, latent, opinions,
    people, services, work,
};
use crate::scenario::Scenario;
use crate::scenario::command::Manner;
use crate::scenario::conditions::Facts;
use crate::scenario::delegation::AreaKind;
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, Effect, LeverKind, Rules, Service, Verb, Weekday, Who};
use crate::scenario::units::{MinuteOfDay, Money, Ppm, Tick};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The state of a run. Scenario, seed and ordered commands rebuild it bit for bit on any machine.
#[derive(Debug, Serialize)]
pub struct World {
    #[serde(skip)]
    pub(crate) scenario: Arc<Scenario>,
    #[serde(skip)]
    pub(crate) agenda: Agenda,
    /// Some remedy of the scenario may leave something exposed.
    #[serde(skip)]
    pub(crate) exposes: bool,
    /// The seed of every draw from now on.
    pub(crate) seed: u64,
    /// Minutes since the run began.
    pub(crate) now: Tick,
    pub(crate) over: bool,
    pub(crate) services: Vec<ServiceState>,
    pub(crate) load: services::Load,
    pub(crate) windows: Windows,
    pub(crate) faults: Vec<FaultState>,
    /// Faults are looked at again then.
    pub(crate) faults_due: Tick,
    /// Something of a fault adds up from minute to minute.
    pub(crate) faults_accrue: bool,
    /// What people believe about live faults.
    pub(crate) opinions: Vec<Opinion>,
    /// By cause: what a remedy was seen to do cannot have been, had this been the cause.
    pub(crate) ruled_out: Vec<bool>,
    pub(crate) first_alert: Option<Tick>,
    /// By service, what tells of it; empty where only burn-rate rules do.
    pub(crate) alarms: Vec<AlarmState>,
    /// Alarms are looked at again then.
    pub(crate) alarms_due: Tick,
    /// What recent pages were worth.
    pub(crate) worth: Worth,
    pub(crate) incidents: Vec<IncidentState>,
    pub(crate) inquiries: Vec<InquiryState>,
    pub(crate) remedies: Vec<RemedyState>,
    pub(crate) people: Vec<PersonState>,
    pub(crate) crew: people::Crew,
    pub(crate) rotas: Vec<people::RotaState>,
    /// Psychological safety by team, in thousandths of a point.
    pub(crate) safety: Vec<i32>,
    /// Minutes ahead of UTC, by site.
    pub(crate) offsets: Vec<i16>,
    pub(crate) work: Vec<WorkState>,
    pub(crate) streams: Vec<StreamState>,
    pub(crate) pipelines: Vec<PipelineState>,
    pub(crate) flow: Flow,
    /// By fault.
    pub(crate) lessons: Vec<Lesson>,
    pub(crate) stakeholders: Vec<StakeholderState>,
    pub(crate) messages: Vec<MessageState>,
    /// By message: what its answer promised.
    pub(crate) promises: Vec<PromiseState>,
    /// Updates that are promised at a cadence.
    pub(crate) cadences: Vec<Cadence>,
    pub(crate) vendors: Vec<VendorState>,
    pub(crate) duties: Vec<DutyState>,
    pub(crate) looks: Looks,
    /// Areas in the hands of delegates.
    pub(crate) delegated: Vec<Delegated>,
    /// By person: trust between them and the leader, in thousandths of a point.
    pub(crate) rapport: Vec<i32>,
    /// By service: the team that owns it.
    pub(crate) owners: Vec<TeamId>,
    pub(crate) cards: Vec<CardState>,
    pub(crate) later: Vec<Later>,
    pub(crate) desk: Desk,
    /// What the levers are set to.
    pub(crate) levers: Vec<i32>,
    pub(crate) queue: Vec<Queued>,
    /// The leader is busy until this second of the run.
    pub(crate) busy_until_second: u32,
    pub(crate) ledger: Ledger,
    pub(crate) cloud: CloudState,
    pub(crate) bill: Bill,
    pub(crate) initiatives: Initiatives,
    pub(crate) governance: Governance,
    pub(crate) data: Data,
    pub(crate) automations: Vec<AutomationState>,
}

/// A service, as it is in this minute.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct ServiceState {
    /// Share of good requests.
    pub success: Ppm,
    /// Requests a minute, own and passed on.
    pub requests: u32,
    /// Bad ones among them, in thousandths: little traffic fails too.
    pub bad_milli: u64,
    /// What faults do to it.
    pub affliction: Affliction,
    /// What it carries.
    pub carried: Carried,
    /// Revenue lost a minute.
    pub losing: Money,
    /// Bad ones as the SLO's indicator counts them, in thousandths.
    pub counted_milli: u64,
    /// The indicator that the SLO watches.
    pub indicator: u8,
    /// Bad requests in thousandths, until their rate last moved: see [`services::bad_so_far`].
    pub bad_total_milli: u64,
    /// Those that the indicator counted, in thousandths, until then.
    pub counted_total_milli: u64,
    /// Usable although it is down: somebody opened a way around.
    pub bypassed: bool,
    /// Rules of §B2 that hold, a bit each.
    pub firing: u8,
}

/// An incident.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct IncidentState {
    pub service: ServiceId,
    /// What is behind it; `None` when nothing is. A latent while `doubt` leaves it open and nobody has found out.
    pub fault: Option<FaultId>,
    /// Which occurrence of that fault.
    pub strike: u32,
    /// An alarm with nothing on the dashboards opened it.
    pub blind: bool,
    /// Why it may have nothing behind it although something could be.
    pub doubt: Option<Doubt>,
    /// People know since then what it is about.
    pub triaged: Option<Tick>,
    /// Who is finding out.
    pub triage_by: Option<PersonId>,
    pub triages: u16,
    pub opened: Tick,
    pub acknowledged: Option<Tick>,
    pub severity: Option<u8>,
    pub declared: Option<Tick>,
    pub mitigated: Option<Tick>,
    pub resolved: Option<Tick>,
    pub merged: Option<IncidentId>,
    pub roles: [Option<PersonId>; Role::ALL.len()],
    /// When each audience last heard of it.
    pub posted: [Option<Tick>; Audience::ALL.len()],
    pub review: Review,
}

/// A line of inquiry: open, under way, or finished.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct InquiryState {
    pub by: Option<PersonId>,
    pub starts: u32,
    pub finding: Option<u8>,
    /// Who found it, or has it from them, and may take it home.
    pub found_by: Option<PersonId>,
    /// Whether it was read right.
    pub slip: Slip,
}

/// A remedy.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct RemedyState {
    pub by: Option<PersonId>,
    pub starts: u32,
    pub approved: bool,
    /// In force since then.
    pub applied: Option<Tick>,
    /// Whether that was done right.
    pub slip: Slip,
    /// Hazard since its exposure began, in billionths of the expected number of attacks.
    pub exposed: Option<u64>,
    /// Latent: the hazard at which an attack gets through.
    pub threshold: u64,
    /// Thresholds drawn so far: every exposure and every attack has its own.
    pub thresholds: u32,
    pub attacks: u32,
}

/// A person.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct PersonState {
    pub activity: Activity,
    pub task: people::Task,
    /// Median of its effort, for this person and task; what is usual is known.
    pub usual_milli: u32,
    /// The task's tooling is as good as down.
    pub hampered: bool,
    /// The person's own baseline, and all that moved it.
    pub morale_milli: i32,
    /// What each of Maslach's six adds to it (§C5).
    pub mismatches: [i32; 6],
    /// Sleep and waking, as of an anchor.
    pub body: people::Body,
    /// The next look at how sleepy they are.
    pub look: Tick,
    /// Sleepiness (KSS) in hundredths, as of the last look (§C4).
    pub kss_centi: u16,
    /// The shift that runs or the next one, in ticks: its first, and the first after it.
    pub shift: (i32, i32),
    /// No shift begins before this tick: days off.
    pub off_until: i32,
    pub absence: people::Absence,
    /// Came in the run, then.
    pub joined: Option<Tick>,
    /// Share of full output of somebody new.
    pub ramp: Ppm,
    /// Paid as a contractor.
    pub contracted: bool,
    /// So many people of like kind.
    pub heads: u16,
    /// Pay of one head.
    pub pay_per_minute: Money,
    pub wear: people::Wear,
    /// Minutes paid beyond the shift, of all heads, until they were counted last.
    pub overtime_minutes: u32,
    /// Minutes paid in the shift, of all heads, until then.
    pub regular_minutes: u32,
    /// What minutes count as since then.
    pub hours: people::Hours,
    pub counted: Tick,
    pub pages: u32,
    /// Those that woke them.
    pub nights: u16,
    /// Here because of a page, not of a shift.
    pub called_out: bool,
    /// Minutes of overtime that the call-out has paid already.
    pub prepaid_minutes: u32,
    /// The planned work to go back to: what they were given last, and what they had before that.
    pub homes: [Option<WorkId>; 2],
    /// The planned work that they were sent to last, and did not pick up by themselves.
    pub sent: Option<WorkId>,
    /// What they know of what they do and did.
    pub familiarity: people::Familiarity,
    /// The task that they hand over.
    pub passes: Option<people::Passing>,
    /// The last talk of each manner with the leader.
    pub talks: [Option<Tick>; Manner::ALL.len()],
    /// Something to thank for has happened since the last thanks.
    pub earned: bool,
    /// When they last told a mistake.
    pub told: Option<Tick>,
}

/// What a person does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Activity {
    /// Not at work.
    Off,
    /// Paged and on the way.
    OnTheWay,
    /// At work with nothing in hand.
    Free,
    /// At planned work.
    Working(WorkId),
    /// Finding out what an incident is about.
    Triaging(IncidentId),
    /// Along a line of inquiry.
    Investigating(IncidentId, InquiryId),
    /// Applying a remedy.
    Applying(IncidentId, RemedyId),
    /// In a role.
    Leading(IncidentId, Role),
    /// Reviewing what happened.
    Reviewing(IncidentId),
    /// At a case.
    Serving(CaseId),
    /// Looks after an area that the leader handed over.
    Heading,
    /// Telling somebody, or being told, what there is to know.
    HandingOver(PersonId),
    /// Sent to rest.
    Resting,
    /// Leads a part of those who are at an incident.
    Subleading(IncidentId),
}

/// A stakeholder.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct StakeholderState {
    pub trust_milli: i32,
    /// When silence will next cost trust, while customers hurt.
    pub due: Option<Tick>,
    /// When they last heard anything that was worth telling.
    pub heard: Option<Tick>,
    /// Customers hurt, as far as anybody knows.
    pub hurt: bool,
    /// They have heard of the harm, and not that it is over.
    pub told: bool,
    /// Trust that was lost beyond what there was; won trust pays it first.
    pub owed_milli: i32,
    /// Threatens to leave then.
    pub leaves: Option<Tick>,
    /// Is gone.
    pub left: bool,
    /// Calls in a row for want of an update.
    pub calls: u8,
    /// Has joined a call.
    pub visit: Option<Visit>,
    /// Was told that an incident would be over by then.
    pub vow: Option<(IncidentId, Tick)>,
}

/// A message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum MessageState {
    /// Its condition has not held yet.
    Unsent,
    /// Waiting for an answer since then.
    Open(Tick),
    /// Answered, by silence where nothing was said.
    Closed(Option<crate::scenario::rules::Verb>),
}

/// A decision card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum CardState {
    /// Its condition has not held yet.
    Unseen,
    /// Waiting for a decision since then.
    Open(Tick),
    /// This option was taken.
    Taken(u8),
}

/// Effects that are still to come, and why.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Later {
    pub due: Tick,
    pub effects: Arc<[Effect]>,
    pub why: super::event::Why,
    pub key: Key,
}

impl World {
    /// The world of a scenario at tick 0.
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> World {
        let rules = &scenario.rules;
        let mut world = World {
            agenda: Agenda::at_the_start(),
            exposes: (rules.remedies.iter()).any(|remedy| remedy.exposure.is_some()),
            seed,
            now: Tick(0),
            over: false,
            services: rules.services.iter().map(ServiceState::new).collect(),
            load: services::Load::new(rules),
            windows: Windows::new(rules.services.len()),
            faults: (0..rules.faults.len())
                .map(|fault| FaultState::at_start(&scenario, FaultId(fault as u8), seed))
                .collect(),
            faults_due: Tick(0),
            faults_accrue: false,
            opinions: Vec::with_capacity(opinions::OPINIONS_MOST),
            ruled_out: vec![false; rules.causes.len()],
            first_alert: None,
            alarms: alarms::at_start(&scenario, seed),
            alarms_due: Tick::NEVER,
            worth: Worth::default(),
            incidents: Vec::with_capacity(incidents::usual(rules)),
            inquiries: vec![InquiryState::default(); rules.inquiries.len()],
            remedies: vec![RemedyState::default(); rules.remedies.len()],
            people: rules.people.iter().map(people::at_start).collect(),
            work: work::at_start(rules),
            streams: work::streams_at_start(&scenario, seed),
            pipelines: work::pipelines_at_start(rules),
            flow: work::flow_at_start(rules),
            lessons: vec![Lesson::default(); rules.faults.len()],
            crew: people::Crew::default(),
            rotas: people::rotas_at_start(rules),
            safety: rules.safety_milli.clone(),
            offsets: (rules.sites.iter())
                .map(|site| site.utc_offset_minutes)
                .collect(),
            stakeholders: (rules.stakeholders.iter())
                .map(|stakeholder| StakeholderState {
                    trust_milli: stakeholder.trust_milli,
                    due: None,
                    heard: None,
                    hurt: false,
                    told: false,
                    owed_milli: 0,
                    leaves: None,
                    left: false,
                    calls: 0,
                    visit: None,
                    vow: None,
                })
                .collect(),
            messages: vec![MessageState::Unsent; rules.messages.len()],
            promises: vec![PromiseState::None; rules.messages.len()],
            cadences: Vec::with_capacity(CADENCES_MOST),
            vendors: vec![VendorState::NEW; rules.vendors.len()],
            duties: vec![DutyState::default(); rules.duties.len()],
            looks: Looks::new(rules),
            delegated: Vec::with_capacity(delegation::AREAS_MOST),
            rapport: vec![delegation::TRUST_AT_START_MILLI; rules.people.len()],
            owners: rules.services.iter().map(|service| service.team).collect(),
            cards: vec![CardState::Unseen; rules.cards.len()],
            later: Vec::with_capacity(64),
            desk: desk::at_start(&scenario, seed),
            levers: rules.levers.iter().map(|lever| lever.at_start).collect(),
            queue: Vec::with_capacity(super::attention::QUEUE_MOST),
            busy_until_second: 0,
            ledger: Ledger::default(),
            cloud: CloudState::new(rules),
            bill: Bill::new(rules),
            initiatives: Initiatives::new(rules),
            governance: Governance::new(rules),
            data: Data::new(rules),
            automations: automation::at_start(rules),
            scenario,
        };
        faults::grow(&mut world, &mut Vec::new());
        initiatives::refresh(&mut world);
        data::begin(&mut world);
        services::settle(&mut world);
        // Levers may have set units by now.
        cloud::begin(&mut world);
        alarms::begin(&mut world);
        alerts::fill(&mut world);
        work::begin_run(&mut world);
        // Debt presses from the first minute on.
        faults::grow(&mut world, &mut Vec::new());
        people::begin(&mut world);
        world
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Minutes since the run began.
    pub fn now(&self) -> Tick {
        self.now
    }

    /// Whether the run is over.
    pub fn over(&self) -> bool {
        self.over
    }

    /// SHA-256 of the state, in hexadecimal: the same on every platform for the same scenario, seed and commands.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.bytes()))
    }

    /// The state as bytes, by the stable wire format of `postcard`.
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("a World holds nothing that postcard cannot write")
    }

    /// A hash of the state, to compare it with itself: no digest, but quick, and it allocates nothing.
    pub(crate) fn fingerprint(&self) -> u64 {
        // The offset of FNV-1a.
        let flavor = Fingerprint(0xcbf2_9ce4_8422_2325);
        postcard::serialize_with_flavor(self, flavor)
            .expect("a World holds nothing that postcard cannot write")
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.scenario.rules
    }

    /// What a lever is set to; `None` where the scenario has no such lever.
    pub(crate) fn lever(&self, kind: LeverKind) -> Option<i32> {
        let levers = &self.rules().levers;
        let at = levers.iter().position(|lever| lever.kind == kind)?;
        Some(self.levers[at])
    }

    /// Money that went out so far, by line.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }
}

/// FNV-1a of what is written.
struct Fingerprint(u64);

impl postcard::ser_flavors::Flavor for Fingerprint {
    type Output = u64;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<u64> {
        Ok(self.0)
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl ServiceState {
    /// As an event tells it.
    pub(crate) fn health(&self) -> Health {
        Health {
            success: self.success,
            requests: self.requests,
            bad_milli: self.bad_milli,
            losing: self.losing,
        }
    }

    fn new(rule: &Service) -> ServiceState {
        ServiceState {
            success: Ppm::ALL,
            requests: 0,
            bad_milli: 0,
            affliction: Affliction::NONE,
            carried: services::at_start(rule),
            losing: Money(0),
            bad_total_milli: 0,
            counted_milli: 0,
            indicator: 0,
            counted_total_milli: 0,
            bypassed: false,
            firing: 0,
        }
    }
}

/// A `Clone` whose `clone_from` reuses what is there, field by field, without allocating.
macro_rules! cloned_in_place {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl Clone for $name {
            fn clone(&self) -> $name {
                $name { $($field: self.$field.clone()),* }
            }

            fn clone_from(&mut self, from: &$name) {
                $(self.$field.clone_from(&from.$field);)*
            }
        }
    };
}
pub(crate) use cloned_in_place;

/// Points as everybody reads them, in thousandths: conditions ask for what can be seen.
fn whole_points(milli: i32) -> i32 {
    (milli + 500) / 1000 * 1000
}

cloned_in_place!(World {
    scenario,
    agenda,
    exposes,
    seed,
    now,
    over,
    services,
    load,
    windows,
    faults,
    faults_due,
    faults_accrue,
    opinions,
    ruled_out,
    first_alert,
    alarms,
    alarms_due,
    worth,
    incidents,
    inquiries,
    remedies,
    people,
    crew,
    rotas,
    safety,
    offsets,
    work,
    streams,
    pipelines,
    flow,
    lessons,
    stakeholders,
    messages,
    promises,
    cadences,
    vendors,
    duties,
    looks,
    delegated,
    rapport,
    owners,
    cards,
    later,
    desk,
    levers,
    queue,
    busy_until_second,
    ledger,
    cloud,
    bill,
    initiatives,
    governance,
    data,
    automations,
});

impl Facts for World {
    fn now(&self) -> Tick {
        self.now
    }

    fn success(&self, service: ServiceId) -> Ppm {
        self.services[service.at()].success
    }

    fn started(&self) -> (MinuteOfDay, Weekday) {
        (self.rules().starts_at, self.rules().starts_on)
    }

    fn customers_hurt(&self) -> bool {
        services::customers_hurt(self)
    }

    fn first_alert(&self) -> Option<Tick> {
        self.first_alert
    }

    fn open_count(&self) -> usize {
        self.incidents.iter().filter(|one| one.open()).count()
    }

    fn oldest_open(&self) -> Option<Tick> {
        let open = self.incidents.iter().find(|one| one.open());
        open.map(|incident| incident.opened)
    }

    fn answered(&self, message: MessageId) -> Option<Verb> {
        match self.messages[message.at()] {
            MessageState::Closed(verb) => verb,
            _ => None,
        }
    }

    fn promise(&self, message: MessageId) -> Option<bool> {
        match self.promises[message.at()] {
            PromiseState::Kept => Some(true),
            PromiseState::Broken => Some(false),
            PromiseState::None | PromiseState::Due(_) => None,
        }
    }

    fn trust_milli(&self, stakeholder: StakeholderId) -> i32 {
        whole_points(self.stakeholders[stakeholder.at()].trust_milli)
    }

    fn morale_milli(&self, who: Who) -> Option<i32> {
        let (mut sum, mut count) = (0, 0);
        for index in 0..self.people.len() {
            if people::is_meant(self, who, PersonId(index as u16)) {
                sum += i32::from(people::safety::says_to_feel(self, PersonId(index as u16))) * 1000;
                count += 1;
            }
        }
        (count > 0).then(|| sum / count)
    }

    fn budget_spent(&self, service: ServiceId) -> Ppm {
        self.looks.budgets[service.at()]
    }

    fn spent(&self) -> Money {
        self.looks.spent
    }

    fn done(&self, work: WorkId) -> bool {
        self.work[work.at()].done.is_some()
    }

    fn lever_at(&self, lever: LeverId) -> i32 {
        self.levers[lever.at()]
    }

    fn delivered(&self, vendor: VendorId) -> bool {
        self.vendors[vendor.at()].delivered.is_some()
    }

    fn is_delegated(&self, kind: AreaKind) -> bool {
        delegation::any_of(self, kind)
    }

    fn notified(&self, duty: DutyId) -> bool {
        self.duties[duty.at()].told.is_some()
    }

    fn declared(&self) -> Option<u8> {
        self.incidents
            .iter()
            .filter(|incident| incident.open())
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
        self.inquiries[inquiry.at()].finding
    }

    fn belief(&self, cause: CauseId) -> f64 {
        let fault = self.rules().causes[cause.at()].fault;
        let strike = bill::strikes_known(self, fault);
        let mut incidents = self.incidents.iter();
        if incidents.any(|one| one.about() == Some(fault) && one.strike == strike) {
            latent::belief(self, cause)
        } else {
            0.0
        }
    }

    fn applied(&self, remedy: RemedyId) -> bool {
        self.remedies[remedy.at()].applied.is_some()
    }

    fn chosen(&self, card: CardId) -> Option<u8> {
        match self.cards[card.at()] {
            CardState::Taken(option) => Some(option),
            _ => None,
        }
    }

    fn shift_over(&self, person: PersonId) -> bool {
        let first = self.rules().people[person.at()].shift_until;
        first <= self.now.0 as i32 && !people::in_shift(&self.people[person.at()], self.now)
    }

    fn shift_edge(&self, person: PersonId) -> Tick {
        let (from, until) = self.people[person.at()].shift;
        let first = self.rules().people[person.at()].shift_until;
        let later = [from, until, first].into_iter();
        let next = later.filter(|&edge| edge > self.now.0 as i32).min();
        next.map_or(Tick::NEVER, |edge| Tick(edge as u32))
    }
}

impl IncidentState {
    /// Neither closed nor folded into another.
    pub(crate) fn open(&self) -> bool {
        self.resolved.is_none() && self.merged.is_none()
    }

    /// What people know it to be about: nothing until somebody has found out.
    pub(crate) fn about(&self) -> Option<FaultId> {
        self.fault.filter(|_| self.triaged.is_some())
    }
}
