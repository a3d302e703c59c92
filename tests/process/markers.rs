//! Each marker on the tiny world: what it takes to be rated P, and what U.

use super::{marker, rating};
use crate::stories::{lead, tiny};
use bridgecall::scenario::{Scenario, markers};
use bridgecall::score::process::{MARKERS, Rating};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The tiny world with customers who listen: the shop fails by half from 10:05 on, the page goes out at 10:05.
fn shop() -> Arc<Scenario> {
    tiny(&[(
        r#"stakeholders: ["#,
        r#"stakeholders: [(id: "clients", audience: "customers", trust: 70, patience_minutes: 20), "#,
    )])
}

const SEV1: &str = "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1";

#[test]
fn ids_are_in_order_and_say_their_competency() {
    let ids: BTreeSet<(u8, &str)> = (MARKERS.iter())
        .map(|marker| (marker.competency as u8, marker.id))
        .collect();
    assert_eq!(ids.len(), MARKERS.len(), "an id stands twice");
    assert!(
        ids.iter().copied().eq(MARKERS
            .iter()
            .map(|marker| (marker.competency as u8, marker.id)))
    );
    for marker in MARKERS {
        let number = marker
            .id
            .trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        assert_eq!(
            number,
            (marker.competency as u8).to_string(),
            "{}",
            marker.id
        );
        for capability in marker.capabilities {
            assert!(
                capability.level() as u8 >= marker.from as u8,
                "{} is not rated at that level",
                marker.id
            );
        }
    }
}

#[test]
fn scenarios_may_declare_every_marker_and_no_other() {
    assert!(
        markers::IDS
            .iter()
            .eq(MARKERS.iter().map(|marker| &marker.id))
    );
    let declared = tiny(&[("format: 1,", r#"format: 1, opportunities: ["5a", "1a"],"#)]);
    assert_eq!(
        declared.opportunities,
        ["1a", "5a"],
        "in the order of the markers"
    );
    assert_eq!(
        declared.rules_digest,
        tiny(&[]).rules_digest,
        "nothing that is played changes"
    );
}

#[test]
fn severity_is_declared_within_five_minutes_or_late_or_never() {
    for (script, expected) in [
        (
            "10:08 acknowledge INC-1; 10:08 declare INC-1 sev2",
            Rating::P,
        ),
        (
            "10:08 acknowledge INC-1; 10:18 declare INC-1 sev2",
            Rating::S,
        ),
        (
            "10:08 acknowledge INC-1; 10:30 declare INC-1 sev2",
            Rating::M,
        ),
        ("10:08 acknowledge INC-1", Rating::U),
    ] {
        let (run, refused) = lead(&shop(), 0, script);
        assert!(refused.is_empty(), "{refused:?}");
        assert_eq!(
            rating(&run, "1a"),
            expected,
            "{script}: {:?}",
            marker(&run, "1a")
        );
    }
}

#[test]
fn severity_follows_the_dashboards_and_too_low_counts_twice() {
    // Half of all requests fail: SEV1 by the ladder.
    for (severity, expected) in [(1, Rating::P), (2, Rating::U), (3, Rating::U)] {
        let (run, _) = lead(
            &shop(),
            0,
            &format!("10:08 acknowledge INC-1; 10:08 declare INC-1 sev{severity}"),
        );
        assert_eq!(rating(&run, "2a"), expected, "{:?}", marker(&run, "2a"));
    }
}

#[test]
fn customers_hear_of_a_major_incident_within_ten_minutes() {
    let told = |clock: &str| format!("{SEV1}; {clock} post INC-1 customers");
    for (script, expected) in [
        (told("10:10"), Rating::P),
        (told("10:22"), Rating::S),
        (told("10:40"), Rating::M),
        (SEV1.into(), Rating::U),
    ] {
        let (run, _) = lead(&shop(), 0, &script);
        assert_eq!(
            rating(&run, "5a"),
            expected,
            "{script}: {:?}",
            marker(&run, "5a")
        );
    }
    let (run, _) = lead(&tiny(&[]), 0, SEV1);
    assert_eq!(rating(&run, "5a"), Rating::N, "no customers listen");
}
