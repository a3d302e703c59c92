//! A scenario as written: every field with its place, ids as text, nothing checked but types and ranges.

use super::at::{At, Pair, Pairs, record};
use super::numbers::{
    Amount, MinuteOfDayText as Clock, Minutes, Number, PersonMinutes, Points, Share, Standing,
    Whole, Word,
};
use super::rules::{Audience, Axis, Level, Line, Track, Verb, WorkKind};
use serde::Deserialize;

/// Items that are refused one by one.
pub(super) type List<T> = Vec<At<T>>;

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
        required minutes: Whole<1, 132_480>,
        required play_minutes: Whole<1, 600>,
        required currency: String,
        optional weights: Weights,
        optional attention: Attention,
        optional faults: List<Fault>,
        optional messages: List<Message>,
        optional cards: List<Card>,
        optional base_form: String,
        optional forms: List<Form>,
        optional history_steps: List<HistoryStep>,
        optional milestones: Milestones,
        optional sites: List<Site>,
        optional teams: List<String>,
        optional people: List<Person>,
        optional services: List<Service>,
        optional work: List<Work>,
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

/// What commands cost the leader.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(super) enum Attention {
    On,
    Off,
    Seconds(At<Pairs<Whole<0, 3600>>>),
}

record! {
    Site {
        required id: String,
        required utc_offset_minutes: Whole<-720, 840>,
    }
}

record! {
    Person {
        required id: String,
        required team: String,
        required site: String,
        required skills: Pairs<Share>,
        required shift: Pair<Clock>,
        optional woke: Clock,
        required morale: Standing,
        required pay_per_hour: Amount,
        optional works_on: String,
        optional on_call: bool,
    }
}

record! {
    Service {
        required id: String,
        required team: String,
        required tier: Whole<1, 3>,
        required slo: Share,
        required budget_spent: Share,
        optional demand_per_minute: Whole<0, 1_000_000_000>,
        optional healthy: Share,
        optional revenue_per_request: Amount,
        optional hard: List<String>,
        optional soft: Pairs<Share>,
        required place: Pair<Whole<0, 1000>>,
    }
}

record! {
    Fault {
        required id: String,
        required service: String,
        required onset_minutes: Pair<Minutes>,
        required harm: Share,
        optional ramp_minutes: Whole<0, 10_080>,
        optional truth: String,
        required causes: List<Cause>,
        optional inquiries: List<Inquiry>,
        optional remedies: List<Remedy>,
    }
}

record! {
    Cause {
        required id: String,
        required prior: Share,
    }
}

record! {
    Inquiry {
        required id: String,
        required skill: String,
        required minutes: PersonMinutes,
        required sigma: Number<0, 3, 1_000_000>,
        optional needs: String,
        required findings: List<Finding>,
    }
}

record! {
    Finding {
        required id: String,
        required given: Pairs<Share>,
    }
}

record! {
    Remedy {
        required id: String,
        required skill: String,
        required minutes: PersonMinutes,
        required sigma: Number<0, 3, 1_000_000>,
        optional needs: String,
        optional reversible: bool,
        optional needs_approval: bool,
        optional after: String,
        required effects: Pairs<RemedyEffect>,
        optional side_effects: List<Effect>,
        optional exposure: Exposure,
        optional ends_exposure_of: String,
        optional bypasses: String,
    }
}

/// What a remedy does against a cause.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(super) enum RemedyEffect {
    Fixes,
    Partial(At<Share>),
    Nothing,
    Worse(At<Share>),
}

record! {
    Exposure {
        required attacks_per_hour: Number<0, 100, 1_000_000>,
        required effects: List<Effect>,
    }
}

record! {
    Stakeholder {
        required id: String,
        required audience: Word<Audience>,
        required trust: Standing,
        required patience_minutes: Whole<1, 10_080>,
        optional monthly_fee: Amount,
    }
}

record! {
    Message {
        required id: String,
        required from: String,
        required when: Condition,
        required patience_minutes: Whole<1, 10_080>,
        required answers: List<Answer>,
        optional silence: List<Effect>,
    }
}

record! {
    Answer {
        required verb: Word<Verb>,
        required effects: List<Effect>,
    }
}

record! {
    Card {
        required id: String,
        required when: Condition,
        required deadline_minutes: Whole<1, 10_080>,
        required default: String,
        required options: List<CardOption>,
    }
}

record! {
    CardOption {
        required id: String,
        required favours: Word<Axis>,
        required effects: List<Effect>,
    }
}

record! {
    Work {
        required id: String,
        required kind: Word<WorkKind>,
        required team: String,
        required skill: String,
        required minutes_left: PersonMinutes,
        required delay_per_hour: Amount,
        optional needs: String,
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
pub(super) enum Truth {
    Drawn,
    Cause(At<String>),
}

record! {
    HistoryStep {
        required when: Condition,
        required what as "do": String,
    }
}

record! {
    Milestones {
        required detected: Whole<0, 65_535>,
        required diagnosed: Whole<0, 65_535>,
        required mitigated: Pair<Whole<0, 65_535>>,
    }
}

/// What must hold.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(super) enum Condition {
    Minute(At<Minutes>),
    Below(At<String>, At<Share>),
    MinutesSinceFirstAlert(At<Minutes>),
    Declared(At<Whole<1, 5>>),
    MinutesSinceMitigation(At<Minutes>),
    Found(At<String>, At<String>),
    Believed(At<String>, At<Share>),
    Applied(At<String>),
    Chosen(At<String>, At<String>),
    ShiftOver(At<String>),
    All(At<List<Condition>>),
    Any(At<List<Condition>>),
    Not(Box<At<Condition>>),
}

/// What happens.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(super) enum Effect {
    Trust(At<String>, At<Points>),
    Morale(At<Who>, At<Points>),
    Spend(At<Line>, At<Amount>),
    Approve(At<String>),
    MoreWork(At<String>, At<PersonMinutes>),
    Interrupt(At<Whole<0, 3600>>),
    EndExposure,
    Relapse(At<String>),
    Later(At<Whole<0, 65_535>>, At<List<Effect>>),
    Chance(At<Share>, At<List<Effect>>),
}

/// Whose morale.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(super) enum Who {
    OnDuty,
    Team(At<String>),
    Person(At<String>),
}
