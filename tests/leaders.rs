//! Reference leaders know what they are shown, and nothing else.

use bridgecall::analysis::lookahead::Lookahead;
use bridgecall::leaders::{self, PROFILES};
use bridgecall::observe::view::{Place, WEEK_MINUTES, is_weekly};
use bridgecall::observe::{Observation, Viewpoint, calls_for_attention};
use bridgecall::run::{Act, Run};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::rules::CommandKind;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::{Giver, World, advance_once, give, resample};
use std::sync::Arc;

/// Worlds as the textbook comes to them, at every `every`th of its looks.
fn on_the_way(scenario: &Arc<Scenario>, seed: u64, every: usize) -> Vec<World> {
    let mut leader = leaders::by_name("textbook", scenario, seed).unwrap();
    let mut world = World::new(scenario.clone(), seed);
    let mut met = Vec::new();
    for look in 0.. {
        if world.over() {
            break;
        }
        if look % every == 0 {
            met.push(world.clone());
        }
        let orders = leader.lead(&Observation::of(&world, Viewpoint::Leader));
        for command in orders.commands {
            // A reference leader may ask for what is not valid.
            let _ = give(&mut world, Giver::Reference, command, &mut Vec::new());
        }
        let wake = orders.wake.max(world.now().plus(1));
        let mut events = Vec::new();
        while world.now() < wake && !world.over() && !events.iter().any(calls_for_attention) {
            advance_once(&mut world, wake, &mut events);
        }
    }
    met
}

#[test]
fn what_is_hidden_changes_no_order_of_any_leader() {
    let mut truths_that_differ = 0;
    for (id, form) in [("waf-regex-2019", "drawn"), ("sale-eve", "usual")] {
        let scenario = super::shipped(id, form);
        for world in on_the_way(&scenario, 3, 4) {
            let look = Observation::of(&world, Viewpoint::Leader);
            let other = (0..8)
                .map(|future| {
                    let mut other = world.clone();
                    resample(&mut other, future_seed(9, future));
                    other
                })
                // What a fault that nobody has noticed does now may show on a dashboard: that is another look.
                .find(|other| Observation::of(other, Viewpoint::Leader) == look);
            let Some(other) = other else { continue };
            truths_that_differ += u32::from(other.digest() != world.digest());
            let again = Observation::of(&other, Viewpoint::Leader);
            for profile in &PROFILES {
                let Some(mut one) = leaders::by_name(profile.name, &scenario, 5) else {
                    continue;
                };
                let mut another = leaders::by_name(profile.name, &scenario, 5).unwrap();
                assert_eq!(
                    one.lead(&look),
                    another.lead(&again),
                    "{} in minute {} of {id}",
                    profile.name,
                    world.now().0
                );
            }
        }
    }
    assert!(
        truths_that_differ > 40,
        "only {truths_that_differ} looks had another truth behind them"
    );
}

#[test]
fn lookahead_decides_by_what_could_be_true_and_not_by_what_is() {
    let scenario = super::shipped("waf-regex-2019", "drawn");
    let mut run = Run::new(scenario.clone(), 3, "lookahead");
    let mut leader = Lookahead::new(&scenario, 3);
    let mut truths_that_differ = 0;
    for _ in 0..12 {
        let look = run.observe(Viewpoint::Leader);
        let (one, other) = (run.future(1), run.future(2));
        let alike = [&one, &other]
            .iter()
            .all(|future| future.observe(Viewpoint::Leader) == look);
        if alike {
            truths_that_differ += u32::from(one.digest() != other.digest());
            let orders = [&run, &one, &other].map(|run| Lookahead::new(&scenario, 5).orders(run));
            assert!(
                orders[0] == orders[1] && orders[1] == orders[2],
                "{orders:?}"
            );
        }
        let orders = leader.orders(&run);
        run.follow(orders);
    }
    assert!(truths_that_differ > 6, "{truths_that_differ}");
}

#[test]
fn who_leads_weeks_plans_no_more_in_one_than_a_week_has_places_for() {
    let catalogue = Catalogue::find();
    let scenarios = catalogue.playable().into_iter();
    let mut weekly = scenarios
        .map(|entry| Arc::new(catalogue.load(&entry.id, None).unwrap().scenario))
        .filter(|scenario| is_weekly(scenario));
    let scenario = weekly.next().expect("a scenario that is led by the week");
    let planned = [
        CommandKind::Start,
        CommandKind::Stop,
        CommandKind::Prioritise,
        CommandKind::Talk,
        CommandKind::Set,
    ];
    for name in ["textbook", "caretaker"] {
        let mut leader = leaders::by_name(name, &scenario, 2).unwrap();
        let run = Run::new(scenario.clone(), 2, name).led_by(leader.as_mut());
        let mut most = 0;
        for week in 0..scenario.rules.ends.0.div_ceil(WEEK_MINUTES) {
            for place in Place::ALL {
                let given = run.entries().iter().filter(|entry| match entry.act {
                    Act::Command(command) => {
                        entry.tick.0 / WEEK_MINUTES == week
                            && planned.contains(&command.kind())
                            && Place::of(&command) == Some(place)
                    }
                    _ => false,
                });
                let given = given.count();
                assert!(
                    given <= place.count(),
                    "{name}, week {week}: {given} of {place:?}"
                );
                most = most.max(given);
            }
        }
        assert!(most > 0, "{name} planned nothing");
    }
}
