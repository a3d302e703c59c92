//! `advance` allocates nothing: an allocator that counts, only on the thread that asks for it and only while it asks.

use bridgecall::leaders::{self, PROFILES};
use bridgecall::observe::Viewpoint;
use bridgecall::run::{Act, Run};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Giver, World, advance, give};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;

thread_local! {
    /// Allocations of this thread so far, while counting.
    static COUNTED: Cell<Option<u32>> = const { Cell::new(None) };
}

struct Counting;

fn count() {
    // A thread that ends frees memory after its variables are gone: then there is nothing to count.
    let _ = COUNTED.try_with(|counted| counted.set(counted.get().map(|so_far| so_far + 1)));
}

#[expect(
    unsafe_code,
    reason = "an allocator can be written in no other way; it hands everything on"
)]
// SAFETY: every call is handed on to the system's allocator unchanged; counting touches no memory of the heap.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of this thread while it does that.
pub(super) fn allocations_of(act: impl FnOnce()) -> u32 {
    COUNTED.set(Some(0));
    act();
    COUNTED.take().unwrap_or(0)
}

/// A run that somebody has led until then.
fn led(scenario: &Arc<Scenario>, seed: u64, name: &str, until: Tick) -> Option<Run> {
    let mut leader = leaders::by_name(name, scenario, seed)?;
    let mut run = Run::new(scenario.clone(), seed, name);
    while run.now() < until && !run.over() {
        let orders = leader.lead(&run.observe(Viewpoint::Leader));
        for command in orders.commands {
            // A reference leader may ask for what is not valid.
            let _ = run.propose(Giver::Reference, command);
        }
        let wake = orders.wake.max(run.now().plus(1)).min(until);
        if orders.on_event {
            run.step_to_event(wake);
        } else {
            run.step(wake);
        }
    }
    Some(run)
}

/// Plays a leader's commands again and counts what the minutes between them allocate. The caller's list of events is reserved.
fn allocations_in_advance(scenario: &Arc<Scenario>, seed: u64, name: &str, until: Tick) -> u32 {
    let Some(run) = led(scenario, seed, name, until) else {
        return 0;
    };
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::with_capacity(run.events().len() + 1000);
    let mut allocations = 0;
    let mut advance_to = |world: &mut World, until: Tick| {
        allocations += allocations_of(|| advance(world, until, &mut events));
    };
    for entry in run.entries() {
        if let Act::Command(command) = entry.act {
            advance_to(&mut world, entry.tick);
            give(&mut world, entry.giver, command, &mut Vec::new()).unwrap();
        }
    }
    advance_to(&mut world, until);
    assert_eq!(world.digest(), run.digest(), "it was another run");
    allocations
}

#[test]
fn the_allocator_counts() {
    assert_eq!(
        allocations_of(|| drop(std::hint::black_box(Box::new(1)))),
        1
    );
    assert_eq!(allocations_of(|| ()), 0);
}

#[test]
fn advance_allocates_nothing_whoever_leads() {
    let scenario = super::shipped("waf-regex-2019", "drawn");
    for name in PROFILES.iter().map(|profile| profile.name) {
        assert_eq!(
            allocations_in_advance(&scenario, 7, name, scenario.rules.ends),
            0,
            "under {name}"
        );
    }
}

#[test]
fn advance_allocates_nothing_in_the_worlds_of_the_benchmarks() {
    for world in ["foundation", "professional", "advanced"] {
        let path = format!("{}/benches/worlds/{world}.ron", env!("CARGO_MANIFEST_DIR"));
        let loaded = Catalogue::default().load(&path, None);
        let scenario = loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let scenario = Arc::new(scenario);
        let until = scenario.rules.ends.min(Tick(2 * 24 * 60));
        let allocations = allocations_in_advance(&scenario, 7, "textbook", until);
        assert_eq!(allocations, 0, "{world}");
    }
}
