//! What markers roll up into: the competencies of §G, and the capabilities and practical results of the curriculum.

use crate::scenario::rules::Level;

/// A competency of §G, with the number that its markers' ids begin with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Competency {
    /// 1.
    SituationAwareness = 1,
    /// 2.
    Severity,
    /// 3.
    Decision,
    /// 4.
    Command,
    /// 5.
    Communication,
    /// 6.
    People,
    /// 7.
    Flow,
    /// 8.
    Reliability,
    /// 9.
    Cost,
    /// 10: security, data and automation.
    Track,
    /// 11: bringing change about; not in §G.
    Change,
    /// 12: governance; not in §G.
    Governance,
}

impl Competency {
    /// Every competency.
    pub const ALL: [Competency; 12] = [
        Competency::SituationAwareness,
        Competency::Severity,
        Competency::Decision,
        Competency::Command,
        Competency::Communication,
        Competency::People,
        Competency::Flow,
        Competency::Reliability,
        Competency::Cost,
        Competency::Track,
        Competency::Change,
        Competency::Governance,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Competency::SituationAwareness => "situation awareness",
            Competency::Severity => "severity and scope",
            Competency::Decision => "decision under uncertainty",
            Competency::Command => "command and coordination",
            Competency::Communication => "communication",
            Competency::People => "people and sustainability",
            Competency::Flow => "flow and portfolio",
            Competency::Reliability => "reliability governance",
            Competency::Cost => "cost and value",
            Competency::Track => "security, data and automation",
            Competency::Change => "change",
            Competency::Governance => "controls and exceptions",
        }
    }
}

/// A capability that the curriculum assesses; three a level.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Capability {
    /// Foundation.
    TeamCollaboration,
    /// Foundation.
    FlowAndReliabilityMetrics,
    /// Foundation.
    WorkflowTransparency,
    /// Professional.
    CrossTeamAlignment,
    /// Professional.
    IncidentLeadership,
    /// Professional.
    ReliabilityOwnership,
    /// Advanced.
    StrategicGovernance,
    /// Advanced.
    ComplianceAndRisk,
    /// Advanced.
    ChangeLeadership,
}

impl Capability {
    /// Every capability, in the order of the curriculum.
    pub const ALL: [Capability; 9] = [
        Capability::TeamCollaboration,
        Capability::FlowAndReliabilityMetrics,
        Capability::WorkflowTransparency,
        Capability::CrossTeamAlignment,
        Capability::IncidentLeadership,
        Capability::ReliabilityOwnership,
        Capability::StrategicGovernance,
        Capability::ComplianceAndRisk,
        Capability::ChangeLeadership,
    ];

    /// Those that a level assesses.
    pub fn of(level: Level) -> [Capability; 3] {
        let first = level as usize * 3;
        [0, 1, 2].map(|at| Capability::ALL[first + at])
    }

    /// The level at which it is assessed.
    pub fn level(self) -> Level {
        [Level::Foundation, Level::Professional, Level::Advanced][self as usize / 3]
    }

    /// Its name in the curriculum.
    pub fn name(self) -> &'static str {
        match self {
            Capability::TeamCollaboration => "team collaboration patterns",
            Capability::FlowAndReliabilityMetrics => "flow and reliability metrics",
            Capability::WorkflowTransparency => "workflow transparency",
            Capability::CrossTeamAlignment => "cross-team alignment",
            Capability::IncidentLeadership => "incident leadership",
            Capability::ReliabilityOwnership => "reliability ownership",
            Capability::StrategicGovernance => "strategic governance",
            Capability::ComplianceAndRisk => "compliance and risk alignment",
            Capability::ChangeLeadership => "change leadership",
        }
    }
}

/// A result that the curriculum wants demonstrated; three a level.
pub struct PracticalResult {
    /// The level at which it is.
    pub level: Level,
    /// Its name in the curriculum.
    pub name: &'static str,
    /// Markers that show it: it is played where a scenario of its level calls for one of them.
    pub shown_by: &'static [&'static str],
}

/// Every practical result, in the order of the curriculum.
pub const RESULTS: [PracticalResult; 9] = [
    PracticalResult {
        level: Level::Foundation,
        name: "define useful DevOps performance indicators",
        shown_by: &["8e"],
    },
    PracticalResult {
        level: Level::Foundation,
        name: "review pipelines with leadership context",
        shown_by: &["7a", "7b"],
    },
    PracticalResult {
        level: Level::Foundation,
        name: "improve communication across teams",
        shown_by: &["4c", "5b", "5d"],
    },
    PracticalResult {
        level: Level::Professional,
        name: "design scalable DevOps operating models",
        shown_by: &["4f", "4h", "7d"],
    },
    PracticalResult {
        level: Level::Professional,
        name: "run effective incident reviews",
        shown_by: &["8c", "8f"],
    },
    PracticalResult {
        level: Level::Professional,
        name: "connect technical metrics to business goals",
        shown_by: &["7c", "8a", "8b"],
    },
    PracticalResult {
        level: Level::Advanced,
        name: "drive enterprise DevOps adoption",
        shown_by: &["11a", "11b"],
    },
    PracticalResult {
        level: Level::Advanced,
        name: "integrate finance and security into delivery",
        shown_by: &["9b", "9c", "12a", "12b"],
    },
    PracticalResult {
        level: Level::Advanced,
        name: "measure business impact at scale",
        shown_by: &["9a", "11c"],
    },
];
