//! Every marker: what it is called, what it gives evidence for, and where it comes from.

use super::capability::{Capability, Competency};
use super::{Marker, awareness, severity, words};
use crate::scenario::rules::Level;

/// Every marker, in the order of its id.
pub const MARKERS: &[Marker] = &[
    Marker {
        id: "1a",
        name: "declare in time",
        competency: Competency::SituationAwareness,
        from: Level::Foundation,
        key: true,
        capabilities: &[
            Capability::WorkflowTransparency,
            Capability::IncidentLeadership,
        ],
        rates: "minutes from the page to a declared severity: 5, 15, 30",
        source: "§G 1a; owners' detection times (§B7)",
        rate: awareness::declare,
    },
    Marker {
        id: "2a",
        name: "the right severity",
        competency: Competency::Severity,
        from: Level::Foundation,
        key: true,
        capabilities: &[
            Capability::FlowAndReliabilityMetrics,
            Capability::IncidentLeadership,
        ],
        rates: "levels between what was declared and what the dashboards showed, too low counting twice: 0, 0.5, 1",
        source: "§G 2a; the ladder of §B6",
        rate: severity::level_error,
    },
    Marker {
        id: "5a",
        name: "tell customers soon",
        competency: Competency::Communication,
        from: Level::Foundation,
        key: true,
        capabilities: &[
            Capability::WorkflowTransparency,
            Capability::IncidentLeadership,
        ],
        rates: "minutes from a major incident to the first update for customers: 10, 20, 40",
        source: "§G 5a; first post and scope post 5 + 5 minutes (§B7)",
        rate: words::first_post,
    },
];
