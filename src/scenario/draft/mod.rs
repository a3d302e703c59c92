//! A scenario as written: every field with its place, ids as text, nothing checked but types and ranges.

mod alarms;
mod attention;
mod change;
mod data;
mod faults;
mod guide;
mod happenings;
mod history;
mod levers;
mod money;
mod parties;
mod people;
mod queues;
mod services;
mod work;

pub(super) use alarms::*;
pub(super) use attention::*;
pub(super) use change::*;
pub(super) use data::*;
pub(super) use faults::*;
pub(super) use guide::*;
pub(super) use happenings::*;
pub(super) use history::*;
pub(super) use levers::*;
pub(super) use money::*;
pub(super) use parties::*;
pub(super) use people::*;
pub(super) use queues::*;
pub(super) use services::*;
pub(super) use work::*;

use crate::scenario::at::{At, Pair, Pairs, record};
use crate::scenario::numbers::{MinuteOfDayText as Clock, Minutes, Share, Standing, Whole, Word};
use crate::scenario::rules::{Level, Track, Weekday};
use serde::Deserialize;

/// Items that are refused one by one.
pub(in crate::scenario) type List<T> = Vec<At<T>>;

record! {
    /// A scenario file. What may also stand in a fragment comes last.
    Draft {
        required format: Whole<1, 1_000_000>,
        required id: String,
        required level: Word<Level>,
        required track: Word<Track>,
        optional history: bool,
        optional uses as "use": List<String>,
        required starts_at: Clock,
        optional starts_on: Word<Weekday>,
        required minutes: Whole<1, 132_480>,
        required play_minutes: Whole<1, 600>,
        required currency: String,
        optional weights: Weights,
        optional opportunities: List<String>,
        optional attention: Attention,
        optional triage: Triage,
        optional cadence_minutes: Cadences,
        optional faults: List<Fault>,
        optional messages: List<Message>,
        optional cards: List<Card>,
        optional levers: List<Lever>,
        optional vendors: List<Vendor>,
        optional duties: List<Duty>,
        optional injects: List<Inject>,
        optional initiatives: List<Initiative>,
        optional controls: List<Control>,
        optional audits: List<Audit>,
        optional vulnerabilities: List<Vulnerability>,
        optional budgets: List<Budget>,
        optional cloud: Cloud,
        optional queues: List<Queue>,
        optional feeds: List<Feed>,
        optional models: List<Model>,
        optional automations: List<Automation>,
        optional base_form: String,
        optional forms: List<Form>,
        optional history_steps: List<HistoryStep>,
        optional milestones: Milestones,
        optional guide: List<GuideStep>,
        optional sites: List<Site>,
        optional teams: List<String>,
        optional people: List<Person>,
        optional safety: Pairs<Standing>,
        optional rotas: List<Rota>,
        optional services: List<Service>,
        optional work: List<Work>,
        optional streams: List<Stream>,
        optional pipelines: List<Pipeline>,
        optional stakeholders: List<Stakeholder>,
    }
}

record! {
    /// A file of parts that several scenarios use.
    Fragment {
        optional uses as "use": List<String>,
        optional sites: List<Site>,
        optional teams: List<String>,
        optional people: List<Person>,
        optional services: List<Service>,
        optional work: List<Work>,
        optional streams: List<Stream>,
        optional pipelines: List<Pipeline>,
        optional stakeholders: List<Stakeholder>,
    }
}

record! {
    /// Weights of the axes.
    Weights {
        required flow: Share,
        required reliability: Share,
        required morale: Share,
        required cost: Share,
    }
}

record! {
    /// What a form changes.
    Form {
        required id: String,
        optional truth: Truth,
        optional onset_minutes: Pair<Minutes>,
        optional away: List<String>,
        optional demand_percent: Whole<0, 1000>,
    }
}

/// Where the first fault's true cause comes from.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum Truth {
    Drawn,
    Cause(At<String>),
}
