//! Words of the rules as a person says them. What is written in files and logs is [`word`](crate::scenario::rules::Axis::word), and is
//! the same in every language.

use crate::scenario::command::{Depth, Role, Style, Turn};
use crate::scenario::rules::{Axis, Confidence, DataCheck, Sponsorship, Verb, Weekday, WorkKind};
use crate::sim::stakeholders::Wish;
use crate::words::fl;

/// Something that has a word in the language that is spoken.
pub trait Spoken: Copy {
    /// That word.
    fn spoken(self) -> &'static str;
}

impl Spoken for Axis {
    fn spoken(self) -> &'static str {
        match self {
            Axis::Flow => fl!("axis-flow"),
            Axis::Reliability => fl!("axis-reliability"),
            Axis::Morale => fl!("axis-morale"),
            Axis::Cost => fl!("axis-cost"),
        }
    }
}

impl Spoken for WorkKind {
    fn spoken(self) -> &'static str {
        match self {
            WorkKind::Feature => fl!("work-kind-feature"),
            WorkKind::Defect => fl!("work-kind-defect"),
            WorkKind::Risk => fl!("work-kind-risk"),
            WorkKind::Debt => fl!("work-kind-debt"),
        }
    }
}

impl Spoken for Role {
    fn spoken(self) -> &'static str {
        match self {
            Role::Commander => fl!("role-commander"),
            Role::Operations => fl!("role-operations"),
            Role::Communications => fl!("role-communications"),
        }
    }
}

impl Spoken for Turn {
    fn spoken(self) -> &'static str {
        match self {
            Turn::Primary => fl!("on-call-primary"),
            Turn::Secondary => fl!("on-call-secondary"),
        }
    }
}

impl Spoken for Style {
    fn spoken(self) -> &'static str {
        match self {
            Style::Blameless => fl!("review-blameless"),
            Style::Blaming => fl!("review-blaming"),
        }
    }
}

impl Spoken for Depth {
    fn spoken(self) -> &'static str {
        match self {
            Depth::Shallow => fl!("review-shallow"),
            Depth::Deep => fl!("review-deep"),
        }
    }
}

impl Spoken for Sponsorship {
    fn spoken(self) -> &'static str {
        match self {
            Sponsorship::Invite => fl!("sponsorship-invite"),
            Sponsorship::Sponsor => fl!("sponsorship-sponsor"),
            Sponsorship::Mandate => fl!("sponsorship-mandate"),
        }
    }
}

impl Spoken for Verb {
    fn spoken(self) -> &'static str {
        match self {
            Verb::Agree => fl!("answer-agree"),
            Verb::Counter => fl!("answer-counter"),
            Verb::Defer => fl!("answer-defer"),
            Verb::Decline => fl!("answer-decline"),
            Verb::Escalate => fl!("answer-escalate"),
        }
    }
}

impl Spoken for Confidence {
    fn spoken(self) -> &'static str {
        match self {
            Confidence::Suspected => fl!("confidence-suspected"),
            Confidence::Likely => fl!("confidence-likely"),
            Confidence::Confirmed => fl!("confidence-confirmed"),
        }
    }
}

impl Spoken for Weekday {
    fn spoken(self) -> &'static str {
        match self {
            Weekday::Monday => fl!("day-monday"),
            Weekday::Tuesday => fl!("day-tuesday"),
            Weekday::Wednesday => fl!("day-wednesday"),
            Weekday::Thursday => fl!("day-thursday"),
            Weekday::Friday => fl!("day-friday"),
            Weekday::Saturday => fl!("day-saturday"),
            Weekday::Sunday => fl!("day-sunday"),
        }
    }
}

impl Spoken for Wish {
    fn spoken(self) -> &'static str {
        match self {
            Wish::Severity => fl!("visit-severity"),
            Wish::Lead => fl!("visit-lead"),
            Wish::Facts => fl!("visit-facts"),
            Wish::End => fl!("visit-end"),
        }
    }
}

impl Spoken for DataCheck {
    fn spoken(self) -> &'static str {
        match self {
            DataCheck::Freshness => fl!("check-freshness"),
            DataCheck::Volume => fl!("check-volume"),
            DataCheck::Schema => fl!("check-schema"),
        }
    }
}
