//! Chance is a named draw: what a leader does changes no draw of what comes from outside.

use crate::everybody::{Counts, Played, Span, again, play, world_of};
use crate::random::Dice;
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::Origin;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::alarms::PROBE_ROW;
use bridgecall::sim::{Event, What, World, advance, begin};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Faults whose first strike nothing brings but their own onset, on services without a pipeline whose debt could press.
const BY_THEMSELVES: &[&str] = &["lost-zone", "idle-cluster", "torn-writes", "open-port"];
/// Services whose false alarms no lever moves.
const WITHOUT_LEVER: &[&str] = &["zone-a", "zone-b"];

/// What comes from outside, by the thing that it comes to: nothing in it may depend on a leader.
fn from_outside(scenario: &Scenario, events: &[Event]) -> BTreeMap<String, Vec<String>> {
    let ids = &scenario.ids;
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Event { tick, what } in events {
        let tick = tick.0;
        let (thing, told, once) = match *what {
            What::FaultBegan(fault, cause) => {
                let (fault, cause) = (&ids.faults[fault.at()], &ids.causes[cause.at()]);
                if !BY_THEMSELVES.contains(&fault.as_str()) {
                    continue;
                }
                (format!("fault {fault}"), format!("{tick} {cause}"), true)
            }
            What::CaseOpened(_, queue) => (
                format!("queue {}", ids.queues[queue.at()]),
                tick.to_string(),
                false,
            ),
            What::CameIn(item, milli) => {
                if !matches!(scenario.rules.work[item.at()].origin, Origin::Stream(_)) {
                    continue;
                }
                (
                    format!("item {}", ids.work[item.at()]),
                    format!("{tick} {milli}"),
                    false,
                )
            }
            What::AlertFired(service, PROBE_ROW) => {
                let service = &ids.services[service.at()];
                if !WITHOUT_LEVER.contains(&service.as_str()) {
                    continue;
                }
                (format!("false alarm of {service}"), tick.to_string(), false)
            }
            What::DataIssueFound(feed, check) => (
                format!("feed {}", ids.feeds[feed.at()]),
                format!("{tick} {check:?}"),
                true,
            ),
            _ => continue,
        };
        let list = all.entry(thing).or_default();
        if !once || list.is_empty() {
            list.push(told);
        }
    }
    all
}

/// What a draw decides about something that a leader began: how long the first denial of each vendor takes, and how sure an
/// automation is of the first strike.
fn once_begun(scenario: &Scenario, events: &[Event]) -> BTreeMap<String, u32> {
    let mut all = BTreeMap::new();
    let mut asked: BTreeMap<VendorId, Vec<Tick>> = BTreeMap::new();
    for Event { tick, what } in events {
        match *what {
            What::VendorAsked(vendor, _) => asked.entry(vendor).or_default().push(*tick),
            What::VendorDenied(vendor) if asked[&vendor].len() == 1 => {
                let name = format!("denial of {}", scenario.ids.vendors[vendor.at()]);
                all.insert(name, tick.since(asked[&vendor][0]));
            }
            What::AutomationSure(automation, _, sure) => {
                let name = format!("sureness of {}", scenario.ids.automations[automation.at()]);
                all.entry(name).or_insert(sure.0);
            }
            _ => {}
        }
    }
    all
}

/// What everybody bears before falling ill or leaving, as the state says.
fn thresholds(world: &World) -> Vec<String> {
    let text = format!("{world:?}");
    let numbers = |name: &str| -> Vec<String> {
        let parts = text.split(name).skip(1);
        parts
            .map(|part| part.chars().take_while(char::is_ascii_digit).collect())
            .collect()
    };
    [numbers("sick_at: "), numbers("leave_at: ")].concat()
}

/// Requests of the dashboards, which nothing but their own demand brings, every ten minutes.
fn demand(scenario: &Arc<Scenario>, seed: u64, played: &Played) -> Vec<u32> {
    let ids = &scenario.ids.services;
    let dashboards = ids.iter().position(|id| id == "dashboards").unwrap();
    let mut requests = Vec::new();
    again(scenario, seed, played, |world, until| {
        while world.now() < until && !world.over() {
            let next = Tick((world.now().0 / 10 + 1) * 10).min(until);
            advance(world, next, &mut Vec::new());
            if world.now().0.is_multiple_of(10) {
                let seen = Observation::of(world, Viewpoint::Leader);
                requests.push(seen.services[dashboards].requests);
            }
        }
    });
    requests
}

fn nobody_leads(scenario: &Arc<Scenario>, seed: u64, until: Tick) -> Played {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    begin(&world, &mut events);
    advance(&mut world, until, &mut events);
    Played {
        world,
        orders: Vec::new(),
        events,
    }
}

#[test]
fn a_leaders_choice_changes_no_draw_of_what_comes_from_outside() {
    let scenario = world_of("tests/worlds", "everything");
    // Until the evening: on the next morning, whoever bore too much stays at home, and has another threshold.
    let span = Span {
        from: Tick(0),
        until: Tick(700),
    };
    let mut compared = BTreeMap::new();
    for seed in 0..60 {
        let still = nobody_leads(&scenario, seed, span.until);
        let outside = from_outside(&scenario, &still.events);
        let demanded = demand(&scenario, seed, &still);
        let begun = once_begun(&scenario, &still.events);
        let mut denials: Vec<BTreeMap<String, u32>> = vec![begun];
        for stream in 0..2 {
            let dice = Dice::new(1000 * (stream + 1) + seed);
            let led = play(&scenario, seed, dice, span, &mut Counts::new());
            assert!(led.orders.len() > 50, "nobody led");
            assert_eq!(outside, from_outside(&scenario, &led.events), "seed {seed}");
            assert_eq!(demanded, demand(&scenario, seed, &led), "seed {seed}");
            let same = thresholds(&still.world) == thresholds(&led.world);
            assert!(same, "thresholds of people, seed {seed}");
            denials.push(once_begun(&scenario, &led.events));
        }
        for (name, value) in denials.iter().flatten() {
            for other in denials.iter().filter_map(|all| all.get(name)) {
                assert_eq!(value, other, "{name}, seed {seed}");
                *compared.entry(name.clone()).or_insert(0) += 1;
            }
        }
        for (name, list) in outside {
            *compared.entry(name).or_insert(0) += list.len();
        }
    }
    // Every kind of thing happened often enough to show it.
    for name in BY_THEMSELVES.iter().map(|fault| format!("fault {fault}")) {
        assert!(compared[&name] > 20, "{name}: {compared:?}");
    }
    for name in [
        "queue refunds",
        "false alarm of zone-a",
        "feed price-list",
        "denial of cloud-house",
        "sureness of self-heal",
    ] {
        assert!(compared[name] > 15, "{name}: {compared:?}");
    }
}
