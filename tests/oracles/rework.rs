//! Work that is put aside for something else, and work that comes back.

use super::work::{STREAMS, line};
use crate::stories::{lead, tiny};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::ids::*;
use bridgecall::sim::{What, World, advance};
use std::collections::BTreeMap;

#[test]
fn whoever_is_given_something_between_goes_back_to_what_they_had_in_hand() {
    let scenario = tiny(&[
        ("onset_minutes: (5, 5)", "onset_minutes: (239, 239)"),
        (
            "woke: \"07:00\", morale: 70, pay_per_hour: 60),\n        (id: \"ben\"",
            "woke: \"07:00\", morale: 70, pay_per_hour: 60, works_on: \"long\"),\n        (id: \"ben\"",
        ),
        (
            "    stakeholders: [",
            r#"work: [
                (id: "long", kind: "feature", team: "shop", skill: "shop", minutes_left: 500, delay_per_hour: 60),
                (id: "short", kind: "defect", team: "shop", skill: "shop", minutes_left: 20, delay_per_hour: 90),
                (id: "shorter", kind: "defect", team: "shop", skill: "shop", minutes_left: 10, delay_per_hour: 90),
            ],
            stakeholders: ["#,
        ),
    ]);
    let turns = |script: &str| {
        let (run, refused) = lead(&scenario, 3, script);
        assert_eq!(refused, []);
        let turns = run.events().iter().filter_map(|event| match event.what {
            What::Working(PersonId(0), item) => Some(item.0),
            _ => None,
        });
        turns.collect::<Vec<_>>()
    };
    assert_eq!(turns("10:10 work ada on short"), [1, 0]);
    // Of two things given at once the first waits behind the second.
    assert_eq!(
        turns("10:10 work ada on short; 10:15 work ada on shorter"),
        [1, 2, 1]
    );
}

#[test]
fn what_is_sent_back_takes_a_share_of_its_own_size_again_and_as_much_each_time() {
    // Tests find whatever is bad, and most is.
    let scenario = line(
        3,
        STREAMS,
        &[(
            "caught: 0.4, change_fail: 0.15",
            "caught: 1, change_fail: 0.7",
        )],
    );
    let mut came: BTreeMap<(u64, u16), f64> = BTreeMap::new();
    let mut again: BTreeMap<(u64, u16), Vec<f64>> = BTreeMap::new();
    for seed in [5, 6] {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        while !world.over() {
            let before = events.len();
            let next = world.now().plus(1);
            advance(&mut world, next, &mut events);
            for event in &events[before..] {
                match event.what {
                    What::CameIn(item, milli) => {
                        came.insert((seed, item.0), f64::from(milli) / 1000.0);
                    }
                    What::SentBack(item, _) => {
                        let seen = Observation::of(&world, Viewpoint::Leader);
                        let size = seen.work.iter().find(|seen| seen.id == item).unwrap();
                        let sizes = again.entry((seed, item.0)).or_default();
                        sizes.push(size.size_minutes);
                    }
                    _ => {}
                }
            }
        }
    }
    let mut twice = 0;
    for (item, sizes) in &again {
        let expected = (came[item] * 0.25).max(1.0);
        for size in sizes {
            assert!(
                (size - expected).abs() < 0.05,
                "{item:?}: {came:?}, {sizes:?}"
            );
        }
        twice += usize::from(sizes.len() > 1);
    }
    assert!(
        again.len() > 20 && twice > 0,
        "{} sent back, {twice} twice",
        again.len()
    );
}
