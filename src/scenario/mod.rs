//! Floor 1: what is written. A scenario is text; here it becomes a checked [`Scenario`], or every fault in it is reported at once.
//!
//! **Knows no World.** Read [`rules`] for what is played, [`words`] for what is read, `draft` for what is written.

mod at;
pub mod catalogue;
mod checks;
pub mod command;
pub mod conditions;
pub mod defaults;
pub mod delegation;
pub mod diagnostics;
mod draft;
mod files;
pub mod guide;
pub mod ids;
pub mod load;
pub mod markers;
mod names;
mod numbers;
mod prose;
mod resolve;
pub mod rules;
mod sentences;
pub mod units;
pub mod words;

use rules::Rules;
use words::Words;

/// A scenario in one of its forms: checked, ids resolved to numbers.
#[derive(Clone, PartialEq, Debug)]
pub struct Scenario {
    /// The scenario's id in the catalogue.
    pub id: String,
    /// The form that this is.
    pub form: String,
    /// Every form of the scenario, the default first.
    pub forms: Vec<String>,
    /// What is played.
    pub rules: Rules,
    /// The written ids, in the order of the numbers.
    pub ids: Ids,
    /// What is read.
    pub words: Words,
    /// Ids of the markers that this scenario means to call for, in their own order. They change nothing that is played.
    pub opportunities: Vec<&'static str>,
    /// What a newcomer is told on the bridge, step by step; empty in all but tutorials. It changes nothing that is played.
    pub guide: Vec<guide::GuideStep>,
    /// SHA-256 of the resolved mechanics of this form, in hexadecimal.
    pub rules_digest: String,
    /// SHA-256 of the words, in hexadecimal.
    pub text_digest: String,
    /// The files that it was read from, in full: what a log embeds.
    pub sources: Vec<Source>,
}

impl Scenario {
    /// Not for people: it shows that the model agrees with a closed form. Such a scenario has no marks and no score.
    pub fn is_oracle(&self) -> bool {
        let own = self.sources.first();
        own.is_some_and(|source| source.path.starts_with(ORACLES))
    }
}

/// Where the scenarios lie that are not for people.
const ORACLES: &str = "oracle/";

/// A file of a scenario, by its path inside the scenarios' folder.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// The path, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The ids as written in files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ids {
    /// Ids of sites.
    pub sites: Vec<String>,
    /// Ids of teams.
    pub teams: Vec<String>,
    /// Names of skills.
    pub skills: Vec<String>,
    /// Ids of people.
    pub people: Vec<String>,
    /// Ids of services.
    pub services: Vec<String>,
    /// Ids of faults.
    pub faults: Vec<String>,
    /// Ids of causes.
    pub causes: Vec<String>,
    /// Ids of lines of inquiry.
    pub inquiries: Vec<String>,
    /// Ids of indicators, by service.
    pub indicators: Vec<Vec<String>>,
    /// Ids of findings, by line of inquiry.
    pub findings: Vec<Vec<String>>,
    /// Ids of remedies.
    pub remedies: Vec<String>,
    /// Ids of stakeholders.
    pub stakeholders: Vec<String>,
    /// Ids of messages.
    pub messages: Vec<String>,
    /// Ids of cards.
    pub cards: Vec<String>,
    /// Ids of options, by card.
    pub options: Vec<Vec<String>>,
    /// Ids of work items.
    pub work: Vec<String>,
    /// Ids of streams of work.
    pub streams: Vec<String>,
    /// Ids of queues.
    pub queues: Vec<String>,
    /// Ids of pipelines.
    pub pipelines: Vec<String>,
    /// Ids of stages, by pipeline.
    pub stages: Vec<Vec<String>>,
    /// Ids of levers.
    pub levers: Vec<String>,
    /// Ids of vendors.
    pub vendors: Vec<String>,
    /// Ids of duties to notify somebody.
    pub duties: Vec<String>,
    /// Ids of injects.
    pub injects: Vec<String>,
    /// Ids of initiatives.
    pub initiatives: Vec<String>,
    /// Ids of controls.
    pub controls: Vec<String>,
    /// Ids of audits.
    pub audits: Vec<String>,
    /// Ids of vulnerabilities.
    pub vulnerabilities: Vec<String>,
    /// Ids of budgets.
    pub budgets: Vec<String>,
    /// Ids of commitments.
    pub commitments: Vec<String>,
    /// Ids of data feeds.
    pub feeds: Vec<String>,
    /// Ids of models.
    pub models: Vec<String>,
    /// Ids of automations.
    pub automations: Vec<String>,
}
