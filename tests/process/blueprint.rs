//! The blueprint: what the curriculum wants assessed and demonstrated, what rates it, and which scenario calls for it. The page is
//! written with `BLUEPRINT=write cargo test --no-default-features --test all blueprint`; what is still open may only shrink.

use super::led::{played, rows};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::rules::Level;
use bridgecall::score::process::capability::{Capability, RESULTS};
use bridgecall::score::process::{MARKERS, Marker};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Markers of a capability that a scenario of its level has to declare before the capability counts as called for.
const MARKERS_LEAST: usize = 3;

/// What no shipped scenario calls for yet, a line each. A new scenario takes lines out; nothing may be put in.
const OPEN: &str = include_str!("open.txt");

fn name(id: &str) -> &'static str {
    let marker = MARKERS.iter().find(|marker| marker.id == id);
    marker.map_or("", |marker| marker.name)
}

/// A marker as the page names it; key markers are bold.
fn shown(marker: &Marker) -> String {
    match marker.key {
        true => format!("**{}** {}", marker.id, marker.name),
        false => format!("{} {}", marker.id, marker.name),
    }
}

fn of_capability(capability: Capability) -> impl Iterator<Item = &'static Marker> {
    let markers = MARKERS.iter();
    markers.filter(move |marker| marker.capabilities.contains(&capability))
}

/// Scenarios of a capability's level that declare enough of its markers.
fn calling_for(capability: Capability, scenarios: &[Arc<Scenario>]) -> Vec<&str> {
    let enough = |scenario: &&Arc<Scenario>| {
        let declared = |marker: &&Marker| scenario.opportunities.contains(&marker.id);
        scenario.rules.level == capability.level()
            && of_capability(capability).filter(declared).count() >= MARKERS_LEAST
    };
    ids(scenarios.iter().filter(enough))
}

/// Scenarios of a level that declare one of these markers.
fn playing<'a>(level: Level, markers: &[&str], scenarios: &'a [Arc<Scenario>]) -> Vec<&'a str> {
    let one = |scenario: &&Arc<Scenario>| {
        let declared = &scenario.opportunities;
        scenario.rules.level == level && markers.iter().any(|id| declared.contains(id))
    };
    ids(scenarios.iter().filter(one))
}

fn ids<'a>(scenarios: impl Iterator<Item = &'a Arc<Scenario>>) -> Vec<&'a str> {
    scenarios.map(|scenario| scenario.id.as_str()).collect()
}

/// What no scenario calls for.
fn open(scenarios: &[Arc<Scenario>]) -> Vec<String> {
    let capabilities = Capability::ALL.into_iter();
    let capabilities = capabilities.filter(|each| calling_for(*each, scenarios).is_empty());
    let results = RESULTS.iter();
    let results =
        results.filter(|result| playing(result.level, result.shown_by, scenarios).is_empty());
    let declared: BTreeSet<&str> = (scenarios.iter())
        .flat_map(|scenario| scenario.opportunities.iter().copied())
        .collect();
    let markers = MARKERS.iter();
    let markers = markers.filter(|marker| !declared.contains(marker.id));
    (capabilities.map(|each| format!("capability: {}", each.name())))
        .chain(results.map(|result| format!("result: {}", result.name)))
        .chain(markers.map(|marker| format!("marker: {} {}", marker.id, marker.name)))
        .collect()
}

fn listed(ids: &[&str]) -> String {
    match ids {
        [] => "*open*".into(),
        ids => ids.join(", "),
    }
}

fn page(scenarios: &[Arc<Scenario>]) -> String {
    let mut page = String::from(
        "# The blueprint of assessment\n\n\
         What the curriculum wants assessed and demonstrated, which behavioural markers rate it, and which shipped scenarios call for it. What a\n\
         marker rates, with its bounds and sources, stands in `src/score/process/table.rs`; how ratings become a verdict, in [scoring.md](scoring.md).\n\n\
         This page is written by a test, from the table of markers and the scenarios themselves:\n\n\
         ```text\n\
         BLUEPRINT=write cargo test --no-default-features --test all blueprint\n\
         ```\n\n\
         ## Capabilities\n\n\
         Each rests on three markers or more; key markers are bold. A scenario *calls for* a capability where it is of its level and means to call for\n\
         three of its markers.\n\n\
         | level | capability | markers | called for in |\n\
         | --- | --- | --- | --- |\n",
    );
    for capability in Capability::ALL {
        let markers: Vec<String> = of_capability(capability).map(shown).collect();
        page += &format!(
            "| {} | {} | {} | {} |\n",
            capability.level().word(),
            capability.name(),
            markers.join(" · "),
            listed(&calling_for(capability, scenarios))
        );
    }
    page += "\n## Practical results\n\n\
         Each is played where a scenario of its level means to call for one of the markers that show it.\n\n\
         | level | result | shown by | played in |\n\
         | --- | --- | --- | --- |\n";
    for result in &RESULTS {
        let markers: Vec<String> = (result.shown_by.iter())
            .map(|id| format!("{id} {}", name(id)))
            .collect();
        page += &format!(
            "| {} | {} | {} | {} |\n",
            result.level.word(),
            result.name,
            markers.join(" · "),
            listed(&playing(result.level, result.shown_by, scenarios))
        );
    }
    page += "\n## Scenarios\n\n\
         What each means to call for, as its file declares it. A test lets the reference leaders play it: whatever is declared has to be rated in some run.\n\n\
         | scenario | level | track | opportunities |\n\
         | --- | --- | --- | --- |\n";
    for scenario in scenarios {
        let declared: Vec<String> = (scenario.opportunities.iter())
            .map(|id| format!("{id} {}", name(id)))
            .collect();
        page += &format!(
            "| {} | {} | {} | {} |\n",
            scenario.id,
            scenario.rules.level.word(),
            scenario.rules.track.word(),
            declared.join(" · ")
        );
    }
    let open = open(scenarios);
    page += &format!(
        "\n## Open\n\n\
         What no shipped scenario calls for yet, {} lines. The same lines stand in `tests/process/open.txt`, which may only shrink.\n\n",
        open.len()
    );
    for gap in open {
        page += &format!("- {gap}\n");
    }
    page
}

#[test]
fn the_blueprint_is_what_markers_and_scenarios_say() {
    let page = page(&played());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/blueprint.md");
    if std::env::var_os("BLUEPRINT").is_some_and(|wish| wish == "write") {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == page,
        "docs/blueprint.md is out of date; run `BLUEPRINT=write cargo test --no-default-features --test all blueprint`"
    );
}

#[test]
fn what_no_scenario_calls_for_only_shrinks() {
    let open = open(&played());
    let open: BTreeSet<&str> = open.iter().map(String::as_str).collect();
    let listed: BTreeSet<&str> = OPEN.lines().collect();
    let opened: Vec<_> = open.difference(&listed).collect();
    let closed: Vec<_> = listed.difference(&open).collect();
    assert!(
        opened.is_empty(),
        "nothing calls for these any more: {opened:#?}"
    );
    assert!(
        closed.is_empty(),
        "these are called for now; take them out of tests/process/open.txt: {closed:#?}"
    );
}

#[test]
fn what_a_scenario_declares_is_called_for_in_runs_of_the_reference_leaders() {
    for scenario in played() {
        assert!(
            !scenario.opportunities.is_empty(),
            "{} declares none",
            scenario.id
        );
        let rows = &rows()[&scenario.id];
        for id in &scenario.opportunities {
            let rated = rows.iter().any(|row| row.contains_key(id));
            assert!(
                rated,
                "{} declares {id}, and no run was rated on it",
                scenario.id
            );
        }
    }
}
