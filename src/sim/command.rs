//! Who may give which command, and why one may be refused. What a command says stands in [`crate::scenario::command`].

use crate::scenario::Scenario;
pub use crate::scenario::command::{Command, Manner, Role, Turn};
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, CommandKind, Joins, Verb};
use crate::scenario::units::Tick;
use serde::{Deserialize, Serialize};

/// Who gives a command.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Giver {
    /// The one leader of a solo run.
    Leader,
    /// A table's commander.
    Commander,
    /// A table's operations seat.
    Operations,
    /// A table's communications seat.
    Communications,
    /// A table's business seat.
    Business,
    /// The trainer.
    Trainer,
    /// A reference leader.
    Reference,
    /// Somebody to whom an area was handed; their acts follow from the state and are no entries of a log.
    Delegate,
}

impl Giver {
    /// Every giver.
    pub const ALL: [Giver; 8] = [
        Giver::Leader,
        Giver::Commander,
        Giver::Operations,
        Giver::Communications,
        Giver::Business,
        Giver::Trainer,
        Giver::Reference,
        Giver::Delegate,
    ];
}

/// Whether that seat may give that command. Whoever leads alone may give all of them.
pub fn may(giver: Giver, command: &Command) -> bool {
    may_kind(giver, command.kind())
}

fn may_kind(giver: Giver, kind: CommandKind) -> bool {
    use CommandKind as K;
    match giver {
        Giver::Trainer => true,
        Giver::Leader | Giver::Reference => kind != K::Inject,
        Giver::Commander => !matches!(kind, K::Post | K::Answer | K::Notify | K::Inject),
        Giver::Operations => matches!(
            kind,
            K::Acknowledge
                | K::Triage
                | K::Investigate
                | K::Apply
                | K::Cancel
                | K::Page
                | K::Deploy
                | K::RollBack
                | K::Escalate
                | K::Assign
                | K::Unassign
                | K::StandDown
                | K::Poll
                | K::Split
        ),
        Giver::Delegate => matches!(
            kind,
            K::Acknowledge
                | K::Declare
                | K::Triage
                | K::Investigate
                | K::Apply
                | K::Resolve
                | K::Page
                | K::Work
                | K::Post
                | K::Set
        ),
        Giver::Communications => {
            matches!(
                kind,
                K::Post | K::Answer | K::Notify | K::Cadence | K::Reply
            )
        }
        Giver::Business => matches!(
            kind,
            K::Work
                | K::Rest
                | K::Answer
                | K::Decide
                | K::Set
                | K::Prioritise
                | K::ScheduleReview
                | K::Review
                | K::Escalate
                | K::Notify
                | K::SetRota
                | K::Talk
                | K::Hire
                | K::Contract
                | K::Start
                | K::Stop
                | K::Except
                | K::MoveBudget
                | K::Own
                | K::Reply
                | K::ChooseIndicator
        ),
    }
}

/// Why a command was refused. The world is unchanged and the log has no trace of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommandError {
    /// The run is over.
    Over,
    /// That seat may not give that command.
    NotYours(Giver, CommandKind),
    /// So many commands already wait for the leader's attention.
    QueueFull(usize),
    /// A person, task, card or message that this form of the scenario does not have.
    NoSuchThing,
    /// No such incident; so many have opened.
    NoSuchIncident(IncidentId, u16),
    /// The incident was merged; send the command to the second.
    Merged(IncidentId, IncidentId),
    /// The incident is closed.
    Closed(IncidentId),
    /// It was acknowledged before.
    AlreadyAcknowledged(IncidentId),
    /// Severities run from 1 to 5, and it is not that one already.
    BadSeverity(u8),
    /// An incident cannot be merged into itself.
    MergeIntoItself,
    /// The two are about different faults; folding one into the other would hide it.
    NotTheSame(IncidentId, IncidentId),
    /// Its harm is still in force; there is nothing to close.
    NotMitigated(IncidentId),
    /// The person is off shift; `page` calls them in.
    OffShift(PersonId),
    /// The person was paged and is on the way until about then.
    OnTheWay(PersonId, Tick),
    /// The person is here already.
    AlreadyHere(PersonId),
    /// The person has nothing that could be stopped.
    Idle(PersonId),
    /// What it is about is known, or somebody is finding out.
    AlreadyTriaged(IncidentId),
    /// Nobody knows yet what it is about.
    NotTriaged(IncidentId),
    /// That line of inquiry has been followed or is being followed.
    AlreadyAsked(InquiryId),
    /// That remedy is in force or being applied.
    AlreadyApplied(RemedyId),
    /// That remedy or inquiry belongs to another incident.
    OtherIncident(IncidentId),
    /// Nobody has approved that remedy; the card that does has to be answered.
    NotApproved(RemedyId),
    /// Another remedy has to be applied first.
    After(RemedyId, RemedyId),
    /// The work item is done.
    WorkDone(WorkId),
    /// The person is on that already.
    AlreadyOnIt(PersonId),
    /// The card is not open.
    CardNotOpen(CardId),
    /// The card has only so many options.
    NoSuchOption(CardId, u8),
    /// The message is not waiting for an answer.
    MessageNotOpen(MessageId),
    /// That answer is not offered.
    NoSuchAnswer(MessageId, Verb),
    /// Nobody has acknowledged it yet; do that first.
    Unacknowledged(IncidentId),
    /// An update to that audience went out in this minute.
    JustPosted(Audience),
    /// Nobody is at that incident.
    NobodyThere(IncidentId),
    /// That team owns the service.
    OwnsIt(ServiceId, TeamId),
    /// Somebody has that area already.
    AreaTaken(Area),
    /// So many areas are handed over.
    TooManyAreas(usize),
    /// Nobody has that area.
    NotDelegated(Area),
    /// Who has that area asks nothing.
    NothingAsked(Area),
    /// The vendor has delivered; there is nothing more to ask.
    VendorDelivered(VendorId),
    /// The vendor has the case and there is no new evidence.
    VendorHasTheCase(VendorId),
    /// Nothing could be known yet that they have to be notified of.
    NothingToTell(DutyId),
    /// They were notified.
    AlreadyTold(DutyId),
    /// The team has no rota, or that person has that place already.
    NotOnRota(TeamId, PersonId),
    /// Days off run from 1 to 28, in a run of more than a day.
    BadDays(u8),
    /// Ill, gone or not there yet.
    Absent(PersonId),
    /// There is nothing that the first could hand over to the second.
    NothingToHandOver(PersonId),
    /// The leader talked with that person a short while ago.
    JustTalked(PersonId),
    /// Somebody who is there or looked for already, or comes in another way.
    NotToBeFound(PersonId),
    /// No case of that number is open.
    CaseNotOpen(CaseId),
    /// Somebody is at that case already.
    CaseInHand(CaseId, PersonId),
    /// That lever does not go there, or is there already.
    LeverOutOfRange(LeverId, i32),
    /// The work item has not come in.
    NotComeIn(WorkId),
    /// The work item waits for a place in a stage or for a deployment; nobody can work on it.
    WorkWaits(WorkId),
    /// Queues begin at 1.
    NoSuchPlace,
    /// The pipeline deploys nothing: its work is done after the last stage.
    NothingDeploys(PipelineId),
    /// A deployment or a roll-back is under way already.
    Deploying(PipelineId),
    /// No finished change waits that may go out; `true` while a freeze holds.
    NothingToDeploy(PipelineId, bool),
    /// Nothing went out through that pipeline that could be taken back.
    NothingOut(PipelineId),
    /// That item changed data for good; what went out with it cannot be taken back.
    Migration(WorkId),
    /// Its harm is not over; review it then.
    TooEarlyToReview(IncidentId),
    /// It was reviewed, or somebody is at it.
    AlreadyReviewed(IncidentId),
    /// Nobody has said how it will be reviewed.
    NoReviewScheduled(IncidentId),
    /// The initiative is under way in that way.
    UnderWay(InitiativeId),
    /// The initiative is not under way.
    NotUnderWay(InitiativeId),
    /// The control is off, or an exception runs.
    NotInForce(ControlId),
    /// An exception lasts a day at least, and so many at the most.
    ExceptionTooLong(ControlId, u16),
    /// The budget has only so many units left, or the other one is the same.
    BudgetTooSmall(BudgetId, i64),
    /// Updates are promised at that cadence already, or it is out of the range from the second to the third number of minutes.
    BadCadence(u16, u16, u16),
    /// So many cadences are promised.
    TooManyCadences(usize),
    /// That stakeholder has joined no call.
    NotOnTheCall(StakeholderId),
    /// That indicator is not offered, or watched already.
    NoSuchIndicator(ServiceId),
    /// Too few people are at it for one more lead: each takes so many.
    NothingToSplit(IncidentId, u16),
}

impl CommandError {
    /// One sentence: what is wrong and what would be valid.
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let person = |id: PersonId| &scenario.words.people[id.at()].name;
        let remedy = |id: RemedyId| &scenario.words.remedies[id.at()].title;
        match *self {
            CommandError::Over => "the run is over; start another one".into(),
            CommandError::NotYours(giver, kind) => {
                format!("the {giver:?} seat may not give {kind:?}; ask the seat that may")
                    .to_lowercase()
            }
            CommandError::QueueFull(most) => {
                format!(
                    "{most} commands already wait for your attention; let some of them finish or take one back"
                )
            }
            CommandError::NoSuchThing => {
                "this form of the scenario has no such person, task, card or message".into()
            }
            CommandError::NoSuchIncident(incident, 0) => {
                format!("there is no {incident}; no incident has opened yet")
            }
            CommandError::NoSuchIncident(incident, count) => {
                format!(
                    "there is no {incident}; the newest is {}",
                    IncidentId(count - 1)
                )
            }
            CommandError::Merged(incident, into) => {
                format!("{incident} was merged; send this to {into}")
            }
            CommandError::Closed(incident) => {
                format!("{incident} is closed; a new alert would open another")
            }
            CommandError::AlreadyAcknowledged(incident) => {
                format!("{incident} was acknowledged before")
            }
            CommandError::BadSeverity(severity) => {
                format!(
                    "severity {severity} changes nothing; choose another one from 1 (worst) to 5"
                )
            }
            CommandError::MergeIntoItself => {
                "an incident cannot be merged into itself; name another one".into()
            }
            CommandError::NotTheSame(from, into) => {
                format!("{from} is about another fault than {into}; lead both")
            }
            CommandError::NotMitigated(incident) => {
                format!("{incident} still does harm; end that first, then close it")
            }
            CommandError::OffShift(who) => format!("{} is off shift; page them first", person(who)),
            CommandError::OnTheWay(who, at) => {
                format!(
                    "{} was paged and should be here by minute {}",
                    person(who),
                    at.0
                )
            }
            CommandError::AlreadyHere(who) => {
                format!("{} is here already; give them something to do", person(who))
            }
            CommandError::Idle(who) => format!("{} has nothing that could be stopped", person(who)),
            CommandError::AlreadyTriaged(incident) => {
                format!(
                    "what {incident} is about is known, or somebody is finding out; go on from there"
                )
            }
            CommandError::NotTriaged(incident) => {
                format!(
                    "nobody knows yet what {incident} is about; `triage {incident} by PERSON` first"
                )
            }
            CommandError::AlreadyAsked(inquiry) => format!(
                "“{}” has been looked at or is being looked at; choose another line of inquiry",
                scenario.words.inquiries[inquiry.at()].title
            ),
            CommandError::AlreadyApplied(id) => {
                format!(
                    "“{}” is in force or under way; choose another remedy",
                    remedy(id)
                )
            }
            CommandError::OtherIncident(incident) => format!("that does not belong to {incident}"),
            CommandError::NotApproved(id) => format!(
                "“{}” needs an approval; answer the card that gives it",
                remedy(id)
            ),
            CommandError::After(id, first) => {
                format!("“{}” can start only after “{}”", remedy(id), remedy(first))
            }
            CommandError::WorkDone(item) => {
                format!(
                    "“{}” is done; choose another item",
                    scenario.words.work[item.at()]
                )
            }
            CommandError::AlreadyOnIt(who) => format!("{} is on that already", person(who)),
            CommandError::CardNotOpen(card) => {
                format!(
                    "“{}” is not waiting for a decision",
                    scenario.words.cards[card.at()].title
                )
            }
            CommandError::NoSuchOption(card, _) => {
                format!(
                    "choose one of: {}",
                    scenario.ids.options[card.at()].join(", ")
                )
            }
            CommandError::MessageNotOpen(_) => "that message does not wait for an answer".into(),
            CommandError::NoSuchAnswer(message, verb) => {
                let offered = scenario.rules.messages[message.at()].answers.iter();
                let offered: Vec<&str> = offered.map(|answer| answer.verb.word()).collect();
                format!(
                    "“{}” is not offered; choose one of: {}",
                    verb.word(),
                    offered.join(", ")
                )
            }
            CommandError::Unacknowledged(incident) => {
                format!("nobody has acknowledged {incident}; do that first")
            }
            CommandError::LeverOutOfRange(lever, value) => {
                let rule = &scenario.rules.levers[lever.at()];
                format!(
                    "{value} changes nothing on “{}”; choose another value from {} to {}",
                    scenario.words.levers[lever.at()].title,
                    rule.least,
                    rule.most
                )
            }
            CommandError::NotComeIn(item) => format!(
                "“{}” has not come in yet; choose another item",
                scenario.words.work[item.at()]
            ),
            CommandError::WorkWaits(item) => format!(
                "“{}” waits for room in the next stage or for a deployment; choose another item",
                scenario.words.work[item.at()]
            ),
            CommandError::NoSuchPlace => "the first place of a queue is 1".into(),
            CommandError::NothingDeploys(line) => format!(
                "{} deploys nothing; its work is done after the last stage",
                scenario.words.pipelines[line.at()]
            ),
            CommandError::Deploying(line) => format!(
                "{} is busy with a deployment; wait until it is out",
                scenario.words.pipelines[line.at()]
            ),
            CommandError::NothingToDeploy(line, false) => format!(
                "no finished change waits in {}; finish one first",
                scenario.words.pipelines[line.at()]
            ),
            CommandError::NothingToDeploy(line, true) => format!(
                "{} is frozen; only security work goes out, and repairs while an incident is open",
                scenario.words.pipelines[line.at()]
            ),
            CommandError::NothingOut(line) => format!(
                "nothing went out through {} that could be taken back",
                scenario.words.pipelines[line.at()]
            ),
            CommandError::Migration(item) => format!(
                "“{}” changed data for good; mend it forward, with another change",
                scenario.words.work[item.at()]
            ),
            CommandError::TooEarlyToReview(incident) => {
                format!("{incident} still does harm; review it when that is over")
            }
            CommandError::AlreadyReviewed(incident) => {
                format!("{incident} was reviewed, or somebody is at it")
            }
            CommandError::NoReviewScheduled(incident) => {
                format!("say first how {incident} will be reviewed: schedule it")
            }
            CommandError::NobodyThere(incident) => {
                format!("nobody is at {incident}; send somebody first")
            }
            CommandError::OwnsIt(service, team) => format!(
                "{} belongs to {} already; name another team",
                scenario.words.services[service.at()],
                scenario.words.teams[team.at()]
            ),
            CommandError::AreaTaken(area) => format!(
                "somebody has {} already; take it back first",
                area.written(&scenario.ids)
            ),
            CommandError::TooManyAreas(most) => {
                format!("{most} areas are handed over; take one back first")
            }
            CommandError::NotDelegated(area) => format!(
                "nobody has {}; hand it over first",
                area.written(&scenario.ids)
            ),
            CommandError::NothingAsked(area) => format!(
                "who has {} asks nothing; wait for a question",
                area.written(&scenario.ids)
            ),
            CommandError::VendorDelivered(vendor) => format!(
                "{} has delivered; there is nothing more to ask",
                scenario.words.vendors[vendor.at()]
            ),
            CommandError::VendorHasTheCase(vendor) => format!(
                "{} has the case; escalate again after the reply, or with new evidence",
                scenario.words.vendors[vendor.at()]
            ),
            CommandError::NothingToTell(duty) => format!(
                "there is nothing to notify yet for “{}”; wait until its clock runs",
                scenario.words.duties[duty.at()].title
            ),
            CommandError::AlreadyTold(duty) => format!(
                "“{}” was notified already",
                scenario.words.duties[duty.at()].title
            ),
            CommandError::NotOnRota(team, who) => {
                let team_name = &scenario.words.teams[team.at()];
                if scenario.rules.rotas.iter().any(|rota| rota.team == team) {
                    let name = person(who);
                    format!("{name} cannot take that turn; choose somebody else of {team_name}")
                } else {
                    format!("{team_name} has no turns on call; page somebody instead")
                }
            }
            CommandError::BadDays(days) => {
                format!("{days} days off cannot be given; write 1 to 28, in a run of several days")
            }
            CommandError::NothingToHandOver(who) => format!(
                "{} has no task in an incident to hand over to somebody else",
                person(who)
            ),
            CommandError::JustTalked(who) => {
                format!(
                    "you talked with {} just now; let it sink in for some hours",
                    person(who)
                )
            }
            CommandError::Absent(who) => {
                format!("{} is not there; choose somebody else", person(who))
            }
            CommandError::NotToBeFound(who) => {
                let name = person(who);
                match scenario.rules.people[who.at()].joins {
                    None => format!("{name} is there from the start; choose somebody who is not"),
                    Some(Joins::Hire) => format!("{name} may be hired, once"),
                    Some(Joins::Contract) => format!("{name} may be contracted, once"),
                }
            }
            CommandError::UnderWay(initiative) => format!(
                "“{}” is under way in that way; choose another way, or stop it",
                scenario.words.initiatives[initiative.at()].title
            ),
            CommandError::NotUnderWay(initiative) => format!(
                "“{}” is not under way; there is nothing to stop",
                scenario.words.initiatives[initiative.at()].title
            ),
            CommandError::NotInForce(control) => format!(
                "“{}” is not in force; there is nothing to except from",
                scenario.words.controls[control.at()].title
            ),
            CommandError::ExceptionTooLong(control, most) => format!(
                "an exception from “{}” lasts 1 to {most} days",
                scenario.words.controls[control.at()].title
            ),
            CommandError::BudgetTooSmall(from, left) => format!(
                "move 1 to {left} from “{}” to another budget",
                scenario.words.budgets[from.at()]
            ),
            CommandError::CaseNotOpen(case) => {
                format!("{case} is not open; choose one that waits")
            }
            CommandError::CaseInHand(case, who) => {
                format!(
                    "{} is at {case} already; choose one that waits",
                    person(who)
                )
            }
            CommandError::BadCadence(minutes, least, most) => format!(
                "an update every {minutes} minutes changes nothing; choose another number from {least} to {most}"
            ),
            CommandError::TooManyCadences(most) => {
                format!("{most} cadences are promised; close an incident first")
            }
            CommandError::NotOnTheCall(who) => format!(
                "{} has joined no call; there is nothing to reply to",
                scenario.words.stakeholders[who.at()].name
            ),
            CommandError::NoSuchIndicator(service) => {
                let name = &scenario.words.services[service.at()];
                let offered = scenario.ids.indicators[service.at()].join(", ");
                match offered.as_str() {
                    "" => format!("{name} offers no indicator beside its availability"),
                    offered => {
                        format!(
                            "that changes nothing; choose another indicator of {name}: {offered}"
                        )
                    }
                }
            }
            CommandError::NothingToSplit(incident, each) => format!(
                "too few people are at {incident} for one more lead; each takes {each} of them"
            ),
            CommandError::JustPosted(audience) => {
                format!(
                    "an update to {} went out in this minute; say more when there is more",
                    audience.word()
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_seat_and_only_the_trainer_injects() {
        use CommandKind as K;
        let seats = [
            Giver::Commander,
            Giver::Operations,
            Giver::Communications,
            Giver::Business,
        ];
        for &kind in CommandKind::ALL {
            let inject = kind == K::Inject;
            let may = |giver| may_kind(giver, kind);
            assert_eq!(seats.into_iter().any(may), !inject, "{kind:?} at a table");
            assert_eq!(may(Giver::Leader), !inject, "{kind:?} by a leader");
            assert_eq!(
                may(Giver::Reference),
                !inject,
                "{kind:?} by a reference leader"
            );
            assert!(may(Giver::Trainer));
        }
        // (kind, commander, operations, communications, business, delegate)
        let table = [
            (K::Acknowledge, "xx..x"),
            (K::Apply, "xx..x"),
            (K::Post, "..x.x"),
            (K::Answer, "..xx."),
            (K::Notify, "..xx."),
            (K::Decide, "x..x."),
            (K::Set, "x..xx"),
            (K::Escalate, "xx.x."),
            (K::StandDown, "xx..."),
            (K::Poll, "xx..."),
            (K::Own, "x..x."),
            (K::Delegate, "x...."),
            (K::TakeBack, "x...."),
            (K::Permit, "x...."),
            (K::Cadence, "x.x.."),
            (K::Reply, "x.xx."),
            (K::Split, "xx..."),
            (K::ChooseIndicator, "x..x."),
            (K::Inject, "....."),
        ];
        for (kind, wanted) in table {
            let told: String = (seats.into_iter().chain([Giver::Delegate]))
                .map(|giver| if may_kind(giver, kind) { 'x' } else { '.' })
                .collect();
            assert_eq!(told, wanted, "{kind:?}");
        }
    }
}
