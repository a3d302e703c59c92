//! How the reference leaders' runs are rated, each world played once for all tests that ask.

use crate::everybody::world_of;
use bridgecall::leaders::{Leader, Orders, PROFILES, by_name};
use bridgecall::observe::Observation;
use bridgecall::observe::view::is_weekly;
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::delegation::{Delegation, Limits};
use bridgecall::scenario::rules::{Level, Sponsorship};
use bridgecall::scenario::units::Tick;
use bridgecall::score::process::process;
use bridgecall::sim::Command;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Seeds for each leader.
const SEEDS: u64 = 4;

const CURT: &str = "curt";
const COMMANDING: &str = "commanding";

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

/// Hands over what the textbook does, but says nothing with it: no reference leader does, and a marker asks for it.
struct Curt(Box<dyn Leader>);

impl Leader for Curt {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut orders = self.0.lead(seen);
        for command in &mut orders.commands {
            if let Command::Delegate(brief) = command {
                *brief = Delegation {
                    intent: None,
                    limits: Limits::default(),
                    back_minutes: 0,
                    ..*brief
                };
            }
        }
        orders
    }
}

/// Orders what the textbook offers in the first two weeks, and only offers it when that has stalled: nobody was heard before.
struct Commanding(Box<dyn Leader>);

impl Leader for Commanding {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut orders = self.0.lead(seen);
        let stalls = Tick(15 * 1440);
        for command in &mut orders.commands {
            if let Command::Start(_, how) = command
                && seen.now < stalls
            {
                *how = Sponsorship::Mandate;
            }
        }
        let ordered = seen
            .initiatives
            .iter()
            .filter(|practice| practice.how == Some(Sponsorship::Mandate) && seen.now >= stalls);
        let offers = ordered.map(|practice| Command::Start(practice.id, Sponsorship::Invite));
        orders.commands.extend(offers);
        orders
    }
}

/// The textbook with a fault of its own.
fn faulty(name: &str, textbook: Box<dyn Leader>) -> Box<dyn Leader> {
    match name {
        CURT => Box::new(Curt(textbook)),
        _ => Box::new(Commanding(textbook)),
    }
}

fn rows_of(scenario: &Arc<Scenario>) -> Vec<Row> {
    let mut rows = Vec::new();
    // A quarter takes as long as thirty shifts.
    let seeds = if is_weekly(scenario) { 2 } else { SEEDS };
    for name in PROFILES
        .map(|profile| profile.name)
        .into_iter()
        .chain([CURT])
        .chain((!scenario.rules.initiatives.is_empty()).then_some(COMMANDING))
    {
        for seed in 0..seeds {
            let leader = match name {
                CURT | COMMANDING => {
                    by_name("textbook", scenario, seed).map(|textbook| faulty(name, textbook))
                }
                name => by_name(name, scenario, seed),
            };
            let Some(mut leader) = leader else {
                continue;
            };
            let run = Run::new(scenario.clone(), seed, name).led_by(leader.as_mut());
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
