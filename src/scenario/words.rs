//! The prose of a scenario, kept apart from its mechanics: one flat sidecar a language, correctable and translatable.

use serde::{Deserialize, Serialize};

/// Every text of a scenario, in the order of the ids of [`Rules`](super::rules::Rules).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// The scenario's title.
    pub title: String,
    /// One sentence for the library.
    pub summary: String,
    /// What the leader is told before the run, a paragraph each.
    pub briefing: Vec<String>,
    /// What the leader is asked to achieve.
    pub objectives: Vec<String>,
    /// Names of sites.
    pub sites: Vec<String>,
    /// Names of teams.
    pub teams: Vec<String>,
    /// Names of skills.
    pub skills: Vec<String>,
    /// People.
    pub people: Vec<NameAndTitle>,
    /// Names of services.
    pub services: Vec<String>,
    /// What an incident of each fault is called.
    pub faults: Vec<String>,
    /// Candidate causes, as hypotheses.
    pub causes: Vec<String>,
    /// Lines of inquiry.
    pub inquiries: Vec<InquiryWords>,
    /// Remedies.
    pub remedies: Vec<TitleAndNote>,
    /// Stakeholders.
    pub stakeholders: Vec<NameAndTitle>,
    /// Messages.
    pub messages: Vec<MessageWords>,
    /// Decision cards.
    pub cards: Vec<CardWords>,
    /// Steps of the guide.
    pub guide: Vec<String>,
    /// Work items.
    pub work: Vec<String>,
    /// What a case of each queue is called.
    pub queues: Vec<String>,
    /// Pipelines.
    pub pipelines: Vec<String>,
    /// Their stages.
    pub stages: Vec<Vec<String>>,
    /// Levers.
    pub levers: Vec<TitleAndNote>,
    /// Names of vendors.
    pub vendors: Vec<String>,
    /// Who has to be notified of what, and the source of the deadline.
    pub duties: Vec<TitleAndNote>,
    /// Injects.
    pub injects: Vec<String>,
    /// Initiatives.
    pub initiatives: Vec<TitleAndNote>,
    /// Controls.
    pub controls: Vec<TitleAndNote>,
    /// Audits.
    pub audits: Vec<String>,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<TitleAndNote>,
    /// Budgets.
    pub budgets: Vec<String>,
    /// Commitments to capacity.
    pub commitments: Vec<String>,
    /// Data feeds.
    pub feeds: Vec<String>,
    /// Models.
    pub models: Vec<String>,
    /// Automations.
    pub automations: Vec<String>,
}

/// Somebody's name and what they do.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct NameAndTitle {
    /// Full name.
    pub name: String,
    /// Role in the organisation.
    pub title: String,
}

/// A title with one sentence of explanation.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct TitleAndNote {
    /// What it is called.
    pub title: String,
    /// What it entails, as an engineer would say before starting.
    pub note: String,
}

/// The words of a line of inquiry.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct InquiryWords {
    /// What is looked at.
    pub title: String,
    /// What may be found, in the order of the likelihood's columns.
    pub findings: Vec<String>,
}

/// The words of a message.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct MessageWords {
    /// What is asked.
    pub text: String,
    /// The answers, in the order of the mechanics.
    pub answers: Vec<String>,
}

/// The words of a decision card.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CardWords {
    /// The question.
    pub title: String,
    /// What is known and who says so.
    pub text: String,
    /// The options.
    pub options: Vec<String>,
}

/// `edge-proxy` → `Edge proxy`: the name of a thing whose sidecar says none.
pub fn from_id(id: &str) -> String {
    let spaced = id.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}
