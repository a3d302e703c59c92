//! How the reference leaders' runs are rated, each world played once for all tests that ask.

use crate::everybody::world_of;
use bridgecall::leaders::{PROFILES, by_name};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::rules::Level;
use bridgecall::score::process::process;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Seeds for each leader.
const SEEDS: u64 = 4;

/// The points of every marker that a run called for.
pub(super) type Row = BTreeMap<&'static str, f64>;

/// Rows of every leader and seed, by scenario: those of the catalogue, and the world in which everything occurs.
pub(super) fn rows() -> &'static BTreeMap<String, Vec<Row>> {
    static ROWS: OnceLock<BTreeMap<String, Vec<Row>>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let worlds = played().into_iter().chain([everything()]);
        let rows = worlds.map(|scenario| (scenario.id.clone(), rows_of(&scenario)));
        rows.collect()
    })
}

/// Every scenario of the catalogue in which people are judged, in its base form: all but tutorials.
pub(super) fn played() -> Vec<Arc<Scenario>> {
    let catalogue = Catalogue::find();
    let load = |id: &str| Arc::new(catalogue.load(id, None).unwrap().scenario);
    let entries = catalogue.playable();
    let scenarios = entries.iter().map(|entry| load(&entry.id));
    scenarios.filter(|each| each.guide.is_empty()).collect()
}

fn rows_of(scenario: &Arc<Scenario>) -> Vec<Row> {
    let mut rows = Vec::new();
    for profile in &PROFILES {
        for seed in 0..SEEDS {
            let Some(mut leader) = by_name(profile.name, scenario, seed) else {
                continue;
            };
            let run = Run::new(scenario.clone(), seed, profile.name).led_by(leader.as_mut());
            let rated = process(&run).markers.into_iter();
            let points = rated.filter_map(|marker| Some((marker.id, marker.rating.points()?)));
            rows.push(points.collect());
        }
    }
    rows
}

/// The world in which everything occurs, at the level at which every marker is rated.
fn everything() -> Arc<Scenario> {
    let mut scenario = (*world_of("tests/worlds", "everything")).clone();
    scenario.rules.level = Level::Advanced;
    Arc::new(scenario)
}
