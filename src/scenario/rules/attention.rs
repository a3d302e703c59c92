//! What commands cost the leader.

use serde::{Deserialize, Serialize};

/// The leader's attention: seconds that each kind of command takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attention {
    /// `false` in oracle scenarios: every command takes effect at once.
    pub on: bool,
    /// Seconds by kind of command, in the order of [`CommandKind::ALL`].
    pub seconds: Vec<u16>,
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
    /// Have somebody find out what an incident is about.
    Triage,
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
    /// Set a lever.
    Set,
    /// Give a work item a place in its team's queue.
    Prioritise,
    /// Send finished changes out.
    Deploy,
    /// Take back what went out last.
    RollBack,
    /// Say how an incident will be reviewed.
    ScheduleReview,
    /// Have somebody review an incident.
    Review,
    /// Let everybody at an incident go.
    StandDown,
    /// Ask for objections.
    Poll,
    /// Say who owns a service.
    Own,
    /// Hand an area over; what is said with it takes longer.
    Delegate,
    /// Take an area back.
    TakeBack,
    /// Answer a delegate's question.
    Permit,
    /// Open a case with a vendor.
    Escalate,
    /// Notify somebody outside.
    Notify,
    /// The trainer lets something happen.
    Inject,
    /// Say who is on call, or give days off.
    SetRota,
    /// Have somebody tell another what there is to know.
    HandOver,
    /// Talk with somebody.
    Talk,
    /// Look for somebody to hire.
    Hire,
    /// Look for somebody on a contract.
    Contract,
    /// Start an initiative.
    Start,
    /// Stop an initiative.
    Stop,
    /// Grant an exception from a control.
    Except,
    /// Move money from one budget to another.
    MoveBudget,
    /// Give a case to somebody.
    Assign,
    /// Take somebody off a case.
    Unassign,
    /// Promise updates at a cadence.
    Cadence,
    /// Reply to a stakeholder who has joined a call.
    Reply,
    /// Give a part of those at an incident a lead of their own.
    Split,
    /// Choose what an SLO watches.
    ChooseIndicator,
}

impl CommandKind {
    /// Every kind, in the order of the attention table.
    pub const ALL: &[CommandKind] = &[
        CommandKind::Acknowledge,
        CommandKind::Declare,
        CommandKind::Merge,
        CommandKind::Role,
        CommandKind::Triage,
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
        CommandKind::Set,
        CommandKind::Prioritise,
        CommandKind::Deploy,
        CommandKind::RollBack,
        CommandKind::ScheduleReview,
        CommandKind::Review,
        CommandKind::StandDown,
        CommandKind::Poll,
        CommandKind::Own,
        CommandKind::Delegate,
        CommandKind::TakeBack,
        CommandKind::Permit,
        CommandKind::Escalate,
        CommandKind::Notify,
        CommandKind::Inject,
        CommandKind::SetRota,
        CommandKind::HandOver,
        CommandKind::Talk,
        CommandKind::Hire,
        CommandKind::Contract,
        CommandKind::Start,
        CommandKind::Stop,
        CommandKind::Except,
        CommandKind::MoveBudget,
        CommandKind::Assign,
        CommandKind::Unassign,
        CommandKind::Cadence,
        CommandKind::Reply,
        CommandKind::Split,
        CommandKind::ChooseIndicator,
    ];

    /// The kind's word: the verb of a written command.
    pub fn word(self) -> &'static str {
        match self {
            CommandKind::Acknowledge => "acknowledge",
            CommandKind::Declare => "declare",
            CommandKind::Merge => "merge",
            CommandKind::Role => "role",
            CommandKind::Triage => "triage",
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
            CommandKind::Set => "set",
            CommandKind::Prioritise => "prioritise",
            CommandKind::Deploy => "deploy",
            CommandKind::RollBack => "roll-back",
            CommandKind::ScheduleReview => "schedule-review",
            CommandKind::Review => "review",
            CommandKind::StandDown => "stand-down",
            CommandKind::Poll => "poll",
            CommandKind::Own => "own",
            CommandKind::Delegate => "delegate",
            CommandKind::TakeBack => "take-back",
            CommandKind::Permit => "permit",
            CommandKind::Escalate => "escalate",
            CommandKind::Notify => "notify",
            CommandKind::Inject => "inject",
            CommandKind::SetRota => "set-rota",
            CommandKind::HandOver => "hand-over",
            CommandKind::Talk => "talk",
            CommandKind::Hire => "hire",
            CommandKind::Contract => "contract",
            CommandKind::Start => "start",
            CommandKind::Stop => "stop",
            CommandKind::Except => "except",
            CommandKind::MoveBudget => "move-budget",
            CommandKind::Assign => "assign",
            CommandKind::Unassign => "unassign",
            CommandKind::Cadence => "cadence",
            CommandKind::Reply => "reply",
            CommandKind::Split => "split",
            CommandKind::ChooseIndicator => "choose-indicator",
        }
    }
}
