//! What a leader may ask for, its written form, and why it may be refused.
//!
//! The written form is one line of words, `apply INC-1 global-kill by mads-olsen`. Logs, command files, the steps of a history
//! and the stories of tests all use it, so that a person reads them without a table of numbers.

use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, CommandKind, Verb};
use crate::scenario::units::Tick;
use crate::scenario::{Ids, Scenario};
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
    /// Post an update.
    Post(IncidentId, Audience),
    /// Choose an option of a card.
    Decide(CardId, u8),
    /// Answer a message.
    Answer(MessageId, Verb),
    /// Close an incident.
    Resolve(IncidentId),
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
}

impl Giver {
    /// Every giver.
    pub const ALL: [Giver; 7] = [
        Giver::Leader,
        Giver::Commander,
        Giver::Operations,
        Giver::Communications,
        Giver::Business,
        Giver::Trainer,
        Giver::Reference,
    ];
}

/// Whether that seat may give that command. Whoever leads alone may give all of them.
pub fn may(giver: Giver, command: &Command) -> bool {
    use CommandKind as K;
    let kind = command.kind();
    match giver {
        Giver::Leader | Giver::Reference | Giver::Trainer => true,
        Giver::Commander => !matches!(kind, K::Post | K::Answer),
        Giver::Operations => matches!(
            kind,
            K::Acknowledge | K::Investigate | K::Apply | K::Cancel | K::Page
        ),
        Giver::Communications => matches!(kind, K::Post | K::Answer),
        Giver::Business => matches!(kind, K::Work | K::Rest | K::Answer | K::Decide),
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
                format!("post {incident} {}", audience_word(audience))
            }
            Command::Decide(card, option) => {
                format!(
                    "decide {} {}",
                    ids.cards[card.at()],
                    ids.options[card.at()][usize::from(option)]
                )
            }
            Command::Answer(message, verb) => {
                format!("answer {} {}", ids.messages[message.at()], verb_word(verb))
            }
            Command::Resolve(incident) => format!("resolve {incident}"),
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
            ["resolve", incident] => Command::Resolve(read_incident(incident)?),
            _ => return Err(misread(&words)),
        })
    }
}

const SHAPES: [&str; 14] = [
    "acknowledge INC-1",
    "declare INC-1 sev1",
    "merge INC-2 into INC-1",
    "role PERSON commander|operations|communications INC-1",
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
];

/// The first words of the written forms.
pub fn command_words() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().filter_map(|shape| shape.split(' ').next())
}

fn misread(words: &[&str]) -> String {
    let verb = words.first().copied().unwrap_or_default();
    match SHAPES
        .iter()
        .find(|shape| shape.split(' ').next() == Some(verb))
    {
        Some(shape) => format!("`{}` is not a command; write `{shape}`", words.join(" ")),
        None => {
            let known: Vec<&str> = command_words().collect();
            format!(
                "`{verb}` is not a command; commands are {}",
                known.join(", ")
            )
        }
    }
}

fn find(ids: &[String], written: &str, what: &str) -> Result<u16, String> {
    let place = ids.iter().position(|id| id == written);
    place.map(|place| place as u16).ok_or_else(|| {
        let near = ids.iter().max_by(|a, b| {
            let (a, b) = (
                strsim::jaro_winkler(a, written),
                strsim::jaro_winkler(b, written),
            );
            a.total_cmp(&b)
        });
        match near {
            Some(near) => format!("there is no {what} `{written}`; did you mean `{near}`?"),
            None => format!("there is no {what} `{written}`; this scenario has none"),
        }
    })
}

fn read_incident(written: &str) -> Result<IncidentId, String> {
    let number = written
        .strip_prefix("INC-")
        .and_then(|digits| digits.parse::<u16>().ok())
        .filter(|&number| number > 0);
    number
        .map(|number| IncidentId(number - 1))
        .ok_or_else(|| format!("`{written}` is not an incident; write `INC-1`"))
}

fn read_severity(written: &str) -> Result<u8, String> {
    let number = written
        .strip_prefix("sev")
        .and_then(|digit| digit.parse::<u8>().ok());
    number
        .filter(|number| (1..=5).contains(number))
        .ok_or_else(|| format!("`{written}` is not a severity; write `sev1` to `sev5`"))
}

fn read_role(written: &str) -> Result<Role, String> {
    Role::ALL
        .into_iter()
        .find(|role| role.word() == written)
        .ok_or_else(|| {
            format!("`{written}` is not a role; roles are commander, operations, communications")
        })
}

fn read_audience(written: &str) -> Result<Audience, String> {
    Audience::ALL
        .into_iter()
        .find(|&audience| audience_word(audience) == written)
        .ok_or_else(|| format!("`{written}` is not an audience; audiences are customers, company"))
}

fn read_verb(written: &str) -> Result<Verb, String> {
    [
        Verb::Agree,
        Verb::Counter,
        Verb::Defer,
        Verb::Decline,
        Verb::Escalate,
    ]
    .into_iter()
    .find(|&verb| verb_word(verb) == written)
    .ok_or_else(|| {
        format!(
            "`{written}` is not an answer; answers are agree, counter, defer, decline, escalate"
        )
    })
}

/// The word of an audience in the written form.
pub fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Customers => "customers",
        Audience::Company => "company",
    }
}

/// The word of an answer in the written form.
pub fn verb_word(verb: Verb) -> &'static str {
    match verb {
        Verb::Agree => "agree",
        Verb::Counter => "counter",
        Verb::Defer => "defer",
        Verb::Decline => "decline",
        Verb::Escalate => "escalate",
    }
}

impl std::fmt::Display for IncidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "INC-{}", self.0 + 1)
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
    /// The person is off shift; `page` calls them in.
    OffShift(PersonId),
    /// The person was paged and is on the way until about then.
    OnTheWay(PersonId, Tick),
    /// The person is here already.
    AlreadyHere(PersonId),
    /// The person has nothing that could be stopped.
    Idle(PersonId),
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
                let offered: Vec<&str> = offered.map(|(verb, _)| verb_word(*verb)).collect();
                format!(
                    "“{}” is not offered; choose one of: {}",
                    verb_word(verb),
                    offered.join(", ")
                )
            }
            CommandError::Unacknowledged(incident) => {
                format!("nobody has acknowledged {incident}; do that first")
            }
            CommandError::JustPosted(audience) => {
                format!(
                    "an update to {} went out in this minute; say more when there is more",
                    audience_word(audience)
                )
            }
        }
    }
}
