//! Commands, and their written form: one line of words, `apply INC-1 global-kill by mads-olsen`.
//!
//! Logs, command files, the steps of a history and the stories of tests all use it, so that a person reads them without a table
//! of numbers. Commands stand on this floor because a history is written in them; what they do is `sim`'s.

use super::Ids;
use super::delegation::{Area, Delegation};
use super::diagnostics::did_you_mean;
use super::ids::*;
use super::rules::{Audience, CommandKind, Confidence, Sponsorship, Verb};
use serde::{Deserialize, Serialize};

/// An act of a leader.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Take note of an incident: its page stops.
    Acknowledge(IncidentId),
    /// State a severity, 1 (worst) to 5.
    Declare(IncidentId, u8),
    /// Fold the first incident into the second.
    Merge(IncidentId, IncidentId),
    /// Give somebody a role in an incident.
    Role(PersonId, Role, IncidentId),
    /// Have somebody find out what an incident is about.
    Triage(IncidentId, PersonId),
    /// Send somebody along a line of inquiry.
    Investigate(IncidentId, InquiryId, PersonId),
    /// Have somebody apply a remedy.
    Apply(IncidentId, RemedyId, PersonId),
    /// Stop what somebody does; they go back to their planned work.
    Cancel(PersonId),
    /// Put somebody on a work item.
    Work(PersonId, WorkId),
    /// Call in somebody who is off shift.
    Page(PersonId),
    /// Send somebody to rest until the run ends or they are called.
    Rest(PersonId),
    /// Let everybody who is at an incident go.
    StandDown(IncidentId),
    /// Ask everybody at an incident whether they object.
    Poll(IncidentId),
    /// Say which team owns a service.
    Own(ServiceId, TeamId),
    /// Hand an area over.
    Delegate(Delegation),
    /// Take an area back.
    TakeBack(Area),
    /// Say whether a delegate may do what was asked.
    Permit(Area, bool),
    /// Open a case with a vendor.
    Escalate(VendorId),
    /// Notify somebody outside of the facts, and perhaps of a cause.
    Notify(DutyId, Option<(CauseId, Confidence)>),
    /// Let something happen: the trainer's.
    Inject(InjectId),
    /// Post an update.
    Post(IncidentId, Audience),
    /// Choose an option of a card.
    Decide(CardId, u8),
    /// Answer a message.
    Answer(MessageId, Verb),
    /// Close an incident.
    Resolve(IncidentId),
    /// Set a lever.
    Set(LeverId, i32),
    /// Give a case to somebody; who is at another case puts that down, and what is done of it stays done.
    Assign(CaseId, PersonId),
    /// Take somebody off a case; what is done of it stays done.
    Unassign(PersonId),
    /// Give a work item a place in its team's queue, 1 being next.
    Prioritise(WorkId, u16),
    /// Send out what is finished in a pipeline.
    Deploy(PipelineId),
    /// Take back what went out last through a pipeline.
    RollBack(PipelineId),
    /// Say how an incident will be reviewed.
    ScheduleReview(IncidentId, Style, Depth),
    /// Have somebody review an incident.
    Review(IncidentId, PersonId),
    /// Put somebody on call for a team; whoever was there takes the place that they leave.
    PutOnCall(TeamId, Turn, PersonId),
    /// Give somebody whole days off, from the end of the shift that runs.
    GiveDaysOff(PersonId, u8),
    /// Have the first tell the second all there is to know of an incident, and pass on the task.
    HandOver(PersonId, PersonId),
    /// Talk with somebody.
    Talk(PersonId, Manner),
    /// Look for somebody new to hire.
    Hire(PersonId),
    /// Look for somebody new on a contract.
    Contract(PersonId),
    /// Start an initiative, or back it in another way.
    Start(InitiativeId, Sponsorship),
    /// Stop an initiative.
    Stop(InitiativeId),
    /// Grant an exception from a control for so many days, from now on.
    Except(ControlId, u16),
    /// Move so many whole units of money from the first budget to the second.
    MoveBudget(BudgetId, BudgetId, u32),
    /// Promise an audience an update on an incident every so many minutes.
    Cadence(IncidentId, Audience, u16),
    /// Reply to a stakeholder who has joined a call.
    Reply(StakeholderId, Verb),
    /// Give a part of those who are at an incident a lead of their own.
    Split(IncidentId, PersonId),
    /// Choose what the SLO of a service watches.
    ChooseIndicator(ServiceId, u8),
}

/// How a review treats those who took part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// It asks how the system let it happen.
    Blameless,
    /// It asks who did it.
    Blaming,
}

impl Style {
    /// Both.
    pub const ALL: [Style; 2] = [Style::Blameless, Style::Blaming];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Style::Blameless => "blameless",
            Style::Blaming => "blaming",
        }
    }
}

/// How thorough a review is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// A form is filled in.
    Shallow,
    /// Those who took part tell what they saw, and the account is checked.
    Deep,
}

impl Depth {
    /// Both.
    pub const ALL: [Depth; 2] = [Depth::Shallow, Depth::Deep];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Depth::Shallow => "shallow",
            Depth::Deep => "deep",
        }
    }
}

/// What a talk is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// To hear what weighs on somebody.
    Listen,
    /// To help somebody on.
    Coach,
    /// To say thanks.
    Thank,
    /// To ask for more.
    Challenge,
    /// To agree on what comes next.
    AgreeGoal,
}

impl Manner {
    /// Every manner.
    pub const ALL: [Manner; 5] = [
        Manner::Listen,
        Manner::Coach,
        Manner::Thank,
        Manner::Challenge,
        Manner::AgreeGoal,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Manner::Listen => "listen",
            Manner::Coach => "coach",
            Manner::Thank => "thank",
            Manner::Challenge => "challenge",
            Manner::AgreeGoal => "agree-goal",
        }
    }
}

/// A place on call.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Paged first.
    Primary,
    /// Paged where the primary does not answer.
    Secondary,
}

impl Turn {
    /// Both places.
    pub const ALL: [Turn; 2] = [Turn::Primary, Turn::Secondary];

    /// The place's word.
    pub fn word(self) -> &'static str {
        match self {
            Turn::Primary => "primary",
            Turn::Secondary => "secondary",
        }
    }
}

/// A part somebody plays in an incident (§C6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Holds the incident together, so that the leader's own commands cost less.
    Commander,
    /// Coordinates those who investigate and mend.
    Operations,
    /// Writes the updates.
    Communications,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 3] = [Role::Commander, Role::Operations, Role::Communications];

    /// The role's word.
    pub fn word(self) -> &'static str {
        match self {
            Role::Commander => "commander",
            Role::Operations => "operations",
            Role::Communications => "communications",
        }
    }
}

impl Command {
    /// Its kind, for cost and authority.
    pub fn kind(&self) -> CommandKind {
        match self {
            Command::Acknowledge(..) => CommandKind::Acknowledge,
            Command::Declare(..) => CommandKind::Declare,
            Command::Merge(..) => CommandKind::Merge,
            Command::Role(..) => CommandKind::Role,
            Command::Triage(..) => CommandKind::Triage,
            Command::Investigate(..) => CommandKind::Investigate,
            Command::Apply(..) => CommandKind::Apply,
            Command::Cancel(..) => CommandKind::Cancel,
            Command::Work(..) => CommandKind::Work,
            Command::Page(..) => CommandKind::Page,
            Command::Rest(..) => CommandKind::Rest,
            Command::Post(..) => CommandKind::Post,
            Command::Decide(..) => CommandKind::Decide,
            Command::Answer(..) => CommandKind::Answer,
            Command::Resolve(..) => CommandKind::Resolve,
            Command::Set(..) => CommandKind::Set,
            Command::Assign(..) => CommandKind::Assign,
            Command::Unassign(..) => CommandKind::Unassign,
            Command::Prioritise(..) => CommandKind::Prioritise,
            Command::Deploy(..) => CommandKind::Deploy,
            Command::RollBack(..) => CommandKind::RollBack,
            Command::ScheduleReview(..) => CommandKind::ScheduleReview,
            Command::Review(..) => CommandKind::Review,
            Command::StandDown(..) => CommandKind::StandDown,
            Command::Poll(..) => CommandKind::Poll,
            Command::Own(..) => CommandKind::Own,
            Command::Delegate(..) => CommandKind::Delegate,
            Command::TakeBack(..) => CommandKind::TakeBack,
            Command::Permit(..) => CommandKind::Permit,
            Command::Escalate(..) => CommandKind::Escalate,
            Command::Notify(..) => CommandKind::Notify,
            Command::Inject(..) => CommandKind::Inject,
            Command::PutOnCall(..) | Command::GiveDaysOff(..) => CommandKind::SetRota,
            Command::HandOver(..) => CommandKind::HandOver,
            Command::Talk(..) => CommandKind::Talk,
            Command::Hire(..) => CommandKind::Hire,
            Command::Contract(..) => CommandKind::Contract,
            Command::Start(..) => CommandKind::Start,
            Command::Stop(..) => CommandKind::Stop,
            Command::Except(..) => CommandKind::Except,
            Command::MoveBudget(..) => CommandKind::MoveBudget,
            Command::Cadence(..) => CommandKind::Cadence,
            Command::Reply(..) => CommandKind::Reply,
            Command::Split(..) => CommandKind::Split,
            Command::ChooseIndicator(..) => CommandKind::ChooseIndicator,
        }
    }

    /// The written form.
    pub fn written(&self, ids: &Ids) -> String {
        let person = |id: PersonId| &ids.people[id.at()];
        match *self {
            Command::Acknowledge(incident) => format!("acknowledge {incident}"),
            Command::Declare(incident, severity) => format!("declare {incident} sev{severity}"),
            Command::Merge(from, into) => format!("merge {from} into {into}"),
            Command::Role(who, role, incident) => {
                format!("role {} {} {incident}", person(who), role.word())
            }
            Command::Triage(incident, who) => format!("triage {incident} by {}", person(who)),
            Command::Investigate(incident, inquiry, who) => {
                format!(
                    "investigate {incident} {} by {}",
                    ids.inquiries[inquiry.at()],
                    person(who)
                )
            }
            Command::Apply(incident, remedy, who) => {
                format!(
                    "apply {incident} {} by {}",
                    ids.remedies[remedy.at()],
                    person(who)
                )
            }
            Command::Cancel(who) => format!("cancel {}", person(who)),
            Command::Work(who, item) => format!("work {} on {}", person(who), ids.work[item.at()]),
            Command::Page(who) => format!("page {}", person(who)),
            Command::Rest(who) => format!("rest {}", person(who)),
            Command::Post(incident, audience) => {
                format!("post {incident} {}", audience.word())
            }
            Command::Decide(card, option) => {
                format!(
                    "decide {} {}",
                    ids.cards[card.at()],
                    ids.options[card.at()][usize::from(option)]
                )
            }
            Command::Answer(message, verb) => {
                format!("answer {} {}", ids.messages[message.at()], verb.word())
            }
            Command::Resolve(incident) => format!("resolve {incident}"),
            Command::Set(lever, value) => format!("set {} {value}", ids.levers[lever.at()]),
            Command::Assign(case, who) => format!("assign {case} to {}", person(who)),
            Command::Unassign(who) => format!("unassign {}", person(who)),
            Command::Prioritise(item, place) => {
                format!("prioritise {} {place}", ids.work[item.at()])
            }
            Command::Deploy(line) => format!("deploy {}", ids.pipelines[line.at()]),
            Command::RollBack(line) => format!("roll-back {}", ids.pipelines[line.at()]),
            Command::ScheduleReview(incident, style, depth) => {
                format!(
                    "schedule-review {incident} {} {}",
                    style.word(),
                    depth.word()
                )
            }
            Command::Review(incident, who) => format!("review {incident} by {}", person(who)),
            Command::StandDown(incident) => format!("stand-down {incident}"),
            Command::Poll(incident) => format!("poll {incident}"),
            Command::Own(service, team) => format!(
                "own {} by {}",
                ids.services[service.at()],
                ids.teams[team.at()]
            ),
            Command::Delegate(brief) => format!("delegate {}", brief.written(ids)),
            Command::TakeBack(area) => format!("take-back {}", area.written(ids)),
            Command::Permit(area, yes) => {
                format!(
                    "permit {} {}",
                    area.written(ids),
                    if yes { "yes" } else { "no" }
                )
            }
            Command::Escalate(vendor) => format!("escalate {}", ids.vendors[vendor.at()]),
            Command::Notify(duty, None) => format!("notify {}", ids.duties[duty.at()]),
            Command::Notify(duty, Some((cause, confidence))) => format!(
                "notify {} {} {}",
                ids.duties[duty.at()],
                ids.causes[cause.at()],
                confidence.word()
            ),
            Command::Inject(inject) => format!("inject {}", ids.injects[inject.at()]),
            Command::PutOnCall(team, turn, who) => {
                format!(
                    "set-rota {} {} {}",
                    ids.teams[team.at()],
                    turn.word(),
                    person(who)
                )
            }
            Command::GiveDaysOff(who, days) => format!("set-rota {} off {days}", person(who)),
            Command::HandOver(from, to) => {
                format!("hand-over {} to {}", person(from), person(to))
            }
            Command::Talk(who, manner) => format!("talk {} {}", person(who), manner.word()),
            Command::Hire(who) => format!("hire {}", person(who)),
            Command::Contract(who) => format!("contract {}", person(who)),
            Command::Start(initiative, how) => {
                format!("start {} {}", ids.initiatives[initiative.at()], how.word())
            }
            Command::Stop(initiative) => format!("stop {}", ids.initiatives[initiative.at()]),
            Command::Except(control, days) => {
                format!("except {} {days} days", ids.controls[control.at()])
            }
            Command::MoveBudget(from, to, units) => format!(
                "move-budget {} to {} {units}",
                ids.budgets[from.at()],
                ids.budgets[to.at()]
            ),
            Command::Cadence(incident, audience, minutes) => {
                format!(
                    "cadence {incident} {} every {minutes} minutes",
                    audience.word()
                )
            }
            Command::Reply(stakeholder, verb) => {
                format!(
                    "reply {} {}",
                    ids.stakeholders[stakeholder.at()],
                    verb.word()
                )
            }
            Command::Split(incident, who) => format!("split {incident} by {}", person(who)),
            Command::ChooseIndicator(service, indicator) => format!(
                "choose-indicator {} {}",
                ids.services[service.at()],
                ids.indicators[service.at()][usize::from(indicator)]
            ),
        }
    }

    /// Reads the written form.
    ///
    /// # Errors
    /// Says which word is not understood and what could stand there.
    pub fn read(text: &str, ids: &Ids) -> Result<Command, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        Ok(match words[..] {
            ["acknowledge", incident] => Command::Acknowledge(read_incident(incident)?),
            ["declare", incident, severity] => {
                Command::Declare(read_incident(incident)?, read_severity(severity)?)
            }
            ["merge", from, "into", into] => {
                Command::Merge(read_incident(from)?, read_incident(into)?)
            }
            ["role", who, role, incident] => Command::Role(
                PersonId(find(&ids.people, who, "person")?),
                read_role(role)?,
                read_incident(incident)?,
            ),
            ["triage", incident, "by", who] => Command::Triage(
                read_incident(incident)?,
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["investigate", incident, inquiry, "by", who] => Command::Investigate(
                read_incident(incident)?,
                InquiryId(find(&ids.inquiries, inquiry, "line of inquiry")?),
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["apply", incident, remedy, "by", who] => Command::Apply(
                read_incident(incident)?,
                RemedyId(find(&ids.remedies, remedy, "remedy")?),
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["cancel", who] => Command::Cancel(PersonId(find(&ids.people, who, "person")?)),
            ["work", who, "on", item] => Command::Work(
                PersonId(find(&ids.people, who, "person")?),
                WorkId(find(&ids.work, item, "work item")?),
            ),
            ["page", who] => Command::Page(PersonId(find(&ids.people, who, "person")?)),
            ["rest", who] => Command::Rest(PersonId(find(&ids.people, who, "person")?)),
            ["post", incident, audience] => {
                Command::Post(read_incident(incident)?, read_audience(audience)?)
            }
            ["decide", card, option] => {
                let card = CardId(find(&ids.cards, card, "card")?);
                Command::Decide(card, find(&ids.options[card.at()], option, "option")? as u8)
            }
            ["answer", message, verb] => Command::Answer(
                MessageId(find(&ids.messages, message, "message")?),
                read_verb(verb)?,
            ),
            ["assign", case, "to", who] => Command::Assign(
                read_case(case)?,
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["unassign", who] => Command::Unassign(PersonId(find(&ids.people, who, "person")?)),
            ["resolve", incident] => Command::Resolve(read_incident(incident)?),
            ["set", lever, value] => Command::Set(
                LeverId(find(&ids.levers, lever, "lever")? as u8),
                read_whole(value)?,
            ),
            ["prioritise", item, place] => Command::Prioritise(
                WorkId(find(&ids.work, item, "work item")?),
                read_whole(place)?,
            ),
            ["deploy", line] => {
                Command::Deploy(PipelineId(find(&ids.pipelines, line, "pipeline")? as u8))
            }
            ["roll-back", line] => {
                Command::RollBack(PipelineId(find(&ids.pipelines, line, "pipeline")? as u8))
            }
            ["schedule-review", incident, style, depth] => Command::ScheduleReview(
                read_incident(incident)?,
                read_word(&Style::ALL, Style::word, style)?,
                read_word(&Depth::ALL, Depth::word, depth)?,
            ),
            ["review", incident, "by", who] => Command::Review(
                read_incident(incident)?,
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["stand-down", incident] => Command::StandDown(read_incident(incident)?),
            ["poll", incident] => Command::Poll(read_incident(incident)?),
            ["own", service, "by", team] => Command::Own(
                ServiceId(find(&ids.services, service, "service")?),
                TeamId(find(&ids.teams, team, "team")? as u8),
            ),
            ["delegate", ref said @ ..] => Command::Delegate(Delegation::read(said, ids)?),
            ["take-back", area] => Command::TakeBack(Area::read(area, ids)?),
            ["permit", area, "yes"] => Command::Permit(Area::read(area, ids)?, true),
            ["permit", area, "no"] => Command::Permit(Area::read(area, ids)?, false),
            ["escalate", vendor] => {
                Command::Escalate(VendorId(find(&ids.vendors, vendor, "vendor")? as u8))
            }
            ["notify", duty] => {
                Command::Notify(DutyId(find(&ids.duties, duty, "duty")? as u8), None)
            }
            ["notify", duty, cause, confidence] => Command::Notify(
                DutyId(find(&ids.duties, duty, "duty")? as u8),
                Some((
                    CauseId(find(&ids.causes, cause, "cause")?),
                    read_confidence(confidence)?,
                )),
            ),
            ["inject", inject] => {
                Command::Inject(InjectId(find(&ids.injects, inject, "inject")? as u8))
            }
            ["set-rota", who, "off", days] => Command::GiveDaysOff(
                PersonId(find(&ids.people, who, "person")?),
                read_days(days)?,
            ),
            ["set-rota", team, turn, who] => Command::PutOnCall(
                TeamId(find(&ids.teams, team, "team")? as u8),
                read_turn(turn)?,
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["hand-over", from, "to", to] => Command::HandOver(
                PersonId(find(&ids.people, from, "person")?),
                PersonId(find(&ids.people, to, "person")?),
            ),
            ["talk", who, manner] => Command::Talk(
                PersonId(find(&ids.people, who, "person")?),
                read_word(&Manner::ALL, Manner::word, manner)?,
            ),
            ["hire", who] => Command::Hire(PersonId(find(&ids.people, who, "person")?)),
            ["contract", who] => Command::Contract(PersonId(find(&ids.people, who, "person")?)),
            ["start", initiative, how] => Command::Start(
                InitiativeId(find(&ids.initiatives, initiative, "initiative")? as u8),
                read_word(&Sponsorship::ALL, Sponsorship::word, how)?,
            ),
            ["stop", initiative] => {
                Command::Stop(InitiativeId(
                    find(&ids.initiatives, initiative, "initiative")? as u8,
                ))
            }
            ["except", control, days, "days"] => Command::Except(
                ControlId(find(&ids.controls, control, "control")? as u8),
                read_whole(days)?,
            ),
            ["move-budget", from, "to", to, units] => Command::MoveBudget(
                BudgetId(find(&ids.budgets, from, "budget")? as u8),
                BudgetId(find(&ids.budgets, to, "budget")? as u8),
                read_whole(units)?,
            ),
            ["cadence", incident, audience, "every", minutes, "minutes"] => Command::Cadence(
                read_incident(incident)?,
                read_audience(audience)?,
                read_whole(minutes)?,
            ),
            ["reply", stakeholder, verb] => Command::Reply(
                StakeholderId(find(&ids.stakeholders, stakeholder, "stakeholder")? as u8),
                read_verb(verb)?,
            ),
            ["split", incident, "by", who] => Command::Split(
                read_incident(incident)?,
                PersonId(find(&ids.people, who, "person")?),
            ),
            ["choose-indicator", service, indicator] => {
                let service = ServiceId(find(&ids.services, service, "service")?);
                let offered = &ids.indicators[service.at()];
                Command::ChooseIndicator(service, find(offered, indicator, "indicator")? as u8)
            }
            _ => return Err(misread(&words)),
        })
    }
}

const SHAPES: &[&str] = &[
    "acknowledge INC-1",
    "declare INC-1 sev1",
    "merge INC-2 into INC-1",
    "role PERSON commander|operations|communications INC-1",
    "triage INC-1 by PERSON",
    "investigate INC-1 INQUIRY by PERSON",
    "apply INC-1 REMEDY by PERSON",
    "cancel PERSON",
    "work PERSON on ITEM",
    "page PERSON",
    "rest PERSON",
    "post INC-1 customers|company",
    "decide CARD OPTION",
    "answer MESSAGE agree|counter|defer|decline|escalate",
    "resolve INC-1",
    "set LEVER NUMBER",
    "assign CASE-1 to PERSON",
    "unassign PERSON",
    "prioritise ITEM PLACE",
    "deploy PIPELINE",
    "roll-back PIPELINE",
    "schedule-review INC-1 blameless|blaming shallow|deep",
    "review INC-1 by PERSON",
    "stand-down INC-1",
    "poll INC-1",
    "own SERVICE by TEAM",
    "delegate INC-1|incidents/TEAM|board/TEAM|load/TEAM|updates/AUDIENCE to PERSON for INTENT never LIMIT spend MOST back MINUTES",
    "take-back AREA",
    "permit AREA yes|no",
    "escalate VENDOR",
    "notify DUTY [CAUSE suspected|likely|confirmed]",
    "inject INJECT",
    "set-rota TEAM primary|secondary PERSON",
    "hand-over PERSON to PERSON",
    "talk PERSON listen|coach|thank|challenge|agree-goal",
    "hire PERSON",
    "contract PERSON",
    "start INITIATIVE invite|sponsor|mandate",
    "stop INITIATIVE",
    "except CONTROL NUMBER days",
    "move-budget BUDGET to BUDGET NUMBER",
    "cadence INC-1 customers|company every NUMBER minutes",
    "reply STAKEHOLDER agree|counter|defer|decline|escalate",
    "split INC-1 by PERSON",
    "choose-indicator SERVICE INDICATOR",
];

fn misread(words: &[&str]) -> String {
    let verb = words.first().copied().unwrap_or_default();
    match SHAPES
        .iter()
        .find(|shape| shape.split(' ').next() == Some(verb))
    {
        Some(shape) => format!("`{}` is not a command; write `{shape}`", words.join(" ")),
        None => {
            let known: Vec<&str> = CommandKind::ALL.iter().map(|kind| kind.word()).collect();
            let near = did_you_mean(verb, known.iter().copied());
            let near = near.unwrap_or_else(|| format!("commands are {}", known.join(", ")));
            format!("`{verb}` is not a command; {near}")
        }
    }
}

/// The place of an id among those of its kind, which `what` names.
///
/// # Errors
/// Says what is not there, and what is like it.
pub fn find(ids: &[String], written: &str, what: &str) -> Result<u16, String> {
    let place = ids.iter().position(|id| id == written);
    place.map(|place| place as u16).ok_or_else(|| {
        match did_you_mean(written, ids.iter().map(String::as_str)) {
            Some(near) => format!("there is no {what} `{written}`; {near}"),
            None => format!("there is no {what} `{written}` here"),
        }
    })
}

/// Reads `INC-1`.
///
/// # Errors
/// Says how an incident is written.
pub fn read_incident(written: &str) -> Result<IncidentId, String> {
    let number = written
        .strip_prefix("INC-")
        .and_then(|digits| digits.parse::<u16>().ok())
        .filter(|&number| number > 0);
    number
        .map(|number| IncidentId(number - 1))
        .ok_or_else(|| format!("`{written}` is not an incident; write `INC-1`"))
}

fn read_case(written: &str) -> Result<CaseId, String> {
    let number = written
        .strip_prefix("CASE-")
        .and_then(|digits| digits.parse::<u32>().ok())
        .filter(|&number| number > 0);
    number
        .map(|number| CaseId(number - 1))
        .ok_or_else(|| format!("`{written}` is not a case; write `CASE-1`"))
}

fn read_severity(written: &str) -> Result<u8, String> {
    let number = written
        .strip_prefix("sev")
        .and_then(|digit| digit.parse::<u8>().ok());
    number
        .filter(|number| (1..=5).contains(number))
        .ok_or_else(|| format!("`{written}` is not a severity; write `sev1` to `sev5`"))
}

fn read_whole<T: std::str::FromStr>(written: &str) -> Result<T, String> {
    written
        .parse()
        .map_err(|_| format!("`{written}` is not a whole number; write one such as `2`"))
}

/// One of a few words.
pub(super) fn read_word<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    written: &str,
) -> Result<T, String> {
    let words = || all.iter().map(|&one| word(one));
    (all.iter().copied())
        .find(|&one| word(one) == written)
        .ok_or_else(|| {
            let known: Vec<&str> = words().collect();
            format!(
                "`{written}` cannot stand here; write {}",
                known.join(" or ")
            )
        })
}

fn read_days(written: &str) -> Result<u8, String> {
    written
        .parse()
        .map_err(|_| format!("`{written}` is not a number of days; write one such as `2`"))
}

fn read_turn(written: &str) -> Result<Turn, String> {
    (Turn::ALL.into_iter().find(|turn| turn.word() == written)).ok_or_else(|| {
        format!("`{written}` is not a place on call; write primary, secondary or off")
    })
}

fn read_role(written: &str) -> Result<Role, String> {
    Role::ALL
        .into_iter()
        .find(|role| role.word() == written)
        .ok_or_else(|| {
            format!("`{written}` is not a role; roles are commander, operations, communications")
        })
}

pub(super) fn read_audience(written: &str) -> Result<Audience, String> {
    Audience::ALL
        .into_iter()
        .find(|&audience| audience.word() == written)
        .ok_or_else(|| format!("`{written}` is not an audience; audiences are customers, company"))
}

fn read_confidence(written: &str) -> Result<Confidence, String> {
    Confidence::ALL
        .into_iter()
        .find(|degree| degree.word() == written)
        .ok_or_else(|| {
            format!("`{written}` is no confidence; write suspected, likely or confirmed")
        })
}

fn read_verb(written: &str) -> Result<Verb, String> {
    Verb::ALL
        .into_iter()
        .find(|&verb| verb.word() == written)
        .ok_or_else(|| {
            format!(
                "`{written}` is not an answer; answers are agree, counter, defer, decline, escalate"
            )
        })
}

impl std::fmt::Display for IncidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "INC-{}", self.0 + 1)
    }
}

impl std::fmt::Display for CaseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CASE-{}", u64::from(self.0) + 1)
    }
}
