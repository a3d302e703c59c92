//! The runs whose ends are known: every shipped shift under every leader, longer scenarios under two, the worlds of the benchmarks,
//! which have all parts of the model, and the desk of the oracle. `tests/golden.rs` plays them here, `main.rs` on other targets, where there
//! may be no files: whatever is played is inside the binary.

use bridgecall::leaders::{self, PROFILES};
use bridgecall::run::Run;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::load::load_sources;
use bridgecall::scenario::rules::Level;
use bridgecall::scenario::{Scenario, Source};
use std::sync::Arc;

const SEEDS: [u64; 2] = [0, 7];

/// What is played beside the shipped scenarios: path, text, leaders, seeds.
const BESIDE: [(&str, &str, &[&str], &[u64]); 4] = [
    (
        "benches/worlds/foundation.ron",
        include_str!("../../benches/worlds/foundation.ron"),
        &["textbook", "firefighter", "panic", "random"],
        &SEEDS,
    ),
    (
        "benches/worlds/professional.ron",
        include_str!("../../benches/worlds/professional.ron"),
        &["textbook", "random"],
        &SEEDS,
    ),
    (
        "benches/worlds/advanced.ron",
        include_str!("../../benches/worlds/advanced.ron"),
        &["textbook"],
        &[7],
    ),
    (
        "scenarios/oracle/incident-desk-8.ron",
        include_str!("../../scenarios/oracle/incident-desk-8.ron"),
        &["desk"],
        &SEEDS,
    ),
];

/// Plays all of them and tells a line a run: scenario, form, leader, seed, digest and bytes of the state at the end.
pub(crate) fn play(mut tell: impl FnMut(String)) {
    let catalogue = Catalogue::default();
    for entry in catalogue.playable() {
        let forms = catalogue
            .load(&entry.id, None)
            .expect("a shipped scenario")
            .scenario
            .forms;
        for form in forms {
            let scenario = catalogue
                .load(&entry.id, Some(&form))
                .expect("a form of it")
                .scenario;
            let short = scenario.rules.level == Level::Foundation;
            let names = PROFILES
                .iter()
                .map(|profile| profile.name)
                .filter(|name| short || ["textbook", "random"].contains(name));
            // Seconds here are minutes on an emulated processor.
            let seeds: &[u64] = if short { &SEEDS } else { &[7] };
            of_scenario(&entry.id, scenario, names, seeds, &mut tell);
        }
    }
    for (path, text, names, seeds) in BESIDE {
        let source = Source {
            path: path.into(),
            text: text.into(),
        };
        let loaded = load_sources(&[source], None);
        let scenario = loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        of_scenario(path, scenario, names.iter().copied(), seeds, &mut tell);
    }
}

fn of_scenario(
    name: &str,
    scenario: Scenario,
    leaders: impl Iterator<Item = &'static str> + Clone,
    seeds: &[u64],
    tell: &mut impl FnMut(String),
) {
    let (form, scenario) = (scenario.form.clone(), Arc::new(scenario));
    for &seed in seeds {
        for leader in leaders.clone() {
            let Some(mut hands) = leaders::by_name(leader, &scenario, seed) else {
                continue;
            };
            let run = Run::new(scenario.clone(), seed, leader).led_by(hands.as_mut());
            let (digest, bytes) = (run.digest(), run.state_bytes());
            tell(format!("{name} {form} {leader} {seed} {digest} {bytes}"));
        }
    }
}
