//! How fast a World advances and forks, on one core (design §12). The figures and their machine stand in `docs/performance.md`.
//!
//! | benchmark | what is timed | target |
//! | --- | --- | --- |
//! | `busy` | minutes one by one, from the first alert to the end of the incident, with the textbook's commands | ≥ 2 M/s (Foundation) |
//! | `calm` | a leap over minutes in which nothing is wrong, while demand moves, people tire and work gets done | |
//! | `idle` | a leap over minutes in which nothing is due | ≥ 50 M/s |
//! | `fork` | `clone_from` into a World that was used before | ≤ 1 µs for ≤ 32 KiB |

use bridgecall::leaders;
use bridgecall::run::{Act, Run};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, advance_once, give};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The worlds that are timed: by id, or by the path of a file.
const WORLDS: [(&str, &str); 4] = [
    ("waf-regex-2019", "waf-regex-2019"),
    ("foundation", "benches/worlds/foundation.ron"),
    ("professional", "benches/worlds/professional.ron"),
    ("advanced", "benches/worlds/advanced.ron"),
];

/// So many minutes are timed at the most.
const BUSY_MOST: u32 = 24 * 60;

/// A stretch of a run: the World when it begins, and every command in it.
struct Stretch {
    from: World,
    until: Tick,
    commands: Vec<(Tick, Giver, Command)>,
}

impl Stretch {
    fn minutes(&self) -> u32 {
        self.until.since(self.from.now())
    }
}

fn scenario(name: &str) -> Arc<Scenario> {
    let loaded = Catalogue::default().load(name, None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

fn commands(run: &Run) -> Vec<(Tick, Giver, Command)> {
    let given = run.entries().iter().filter_map(|entry| match entry.act {
        Act::Command(command) => Some((entry.tick, entry.giver, command)),
        Act::Note(_) => None,
    });
    given.collect()
}

/// From the first alert until the last incident is closed, as the textbook leads.
fn incident(scenario: &Arc<Scenario>) -> Stretch {
    let seed = 7;
    let mut leader = leaders::by_name("textbook", scenario, seed).expect("a reference leader");
    let run = Run::new(scenario.clone(), seed, "textbook").led_by(leader.as_mut());
    let tick_of = |wanted: fn(&What) -> bool| {
        run.events()
            .iter()
            .filter(move |event| wanted(&event.what))
            .map(|event| event.tick)
    };
    let first = tick_of(|what| matches!(what, What::AlertFired(..)))
        .min()
        .expect("an alert");
    let last = tick_of(|what| matches!(what, What::Resolved(..)))
        .max()
        .unwrap_or(run.now());
    let commands = commands(&run);
    let mut from = World::new(scenario.clone(), seed);
    for &(tick, giver, command) in commands.iter().filter(|(tick, ..)| *tick < first) {
        advance(&mut from, tick, &mut Vec::new());
        give(&mut from, giver, command, &mut Vec::new()).expect("a command of the log");
    }
    advance(&mut from, first, &mut Vec::new());
    Stretch {
        from,
        until: last.min(first.plus(BUSY_MOST)),
        commands: commands
            .into_iter()
            .filter(|(tick, ..)| *tick >= first)
            .collect(),
    }
}

fn busy(c: &mut Criterion) {
    let mut group = c.benchmark_group("busy");
    for (name, world) in WORLDS {
        let stretch = incident(&scenario(world));
        let mut world = stretch.from.clone();
        let mut events = Vec::with_capacity(100_000);
        group.throughput(Throughput::Elements(u64::from(stretch.minutes())));
        group.bench_function(name, |b| {
            b.iter(|| {
                events.clear();
                world.clone_from(&stretch.from);
                let mut next = 0;
                while world.now() < stretch.until {
                    while let Some(&(tick, giver, command)) = stretch.commands.get(next)
                        && tick <= world.now()
                    {
                        let _ = give(&mut world, giver, command, &mut events);
                        next += 1;
                    }
                    let minute = world.now().plus(1);
                    advance(&mut world, minute, &mut events);
                }
                black_box(world.now())
            });
        });
    }
    group.finish();
}

/// The minute before the first fault strikes.
fn before_the_first_fault(from: &World) -> Tick {
    let mut probe = from.clone();
    let mut events = Vec::new();
    while !probe.over()
        && !(events.iter()).any(|event: &Event| matches!(event.what, What::FaultBegan(..)))
    {
        let minute = probe.now().plus(1);
        advance(&mut probe, minute, &mut events);
    }
    Tick(probe.now().0.saturating_sub(1).max(1))
}

/// Before anything strikes: one leap to the minute before the first fault. Demand moves on the way, people tire, work gets done.
fn calm(c: &mut Criterion) {
    let mut group = c.benchmark_group("calm");
    for (name, world) in WORLDS {
        let from = World::new(scenario(world), 7);
        let until = before_the_first_fault(&from);
        leap(&mut group, name, &from, until);
    }
    group.finish();
}

/// The longest time before the first fault in which nothing is due at all: one leap over it.
fn idle(c: &mut Criterion) {
    let mut group = c.benchmark_group("idle");
    for (name, world) in WORLDS {
        let mut world = World::new(scenario(world), 7);
        let end = before_the_first_fault(&world);
        let (mut from, mut until) = (world.clone(), Tick(0));
        while world.now() < end {
            let before = world.clone();
            advance_once(&mut world, end, &mut Vec::new());
            if world.now().since(before.now()) > until.since(from.now()) {
                (from, until) = (before, world.now());
            }
        }
        leap(&mut group, name, &from, Tick(until.0 - 1));
    }
    group.finish();
}

/// Times a leap; the copy of the World is not counted.
#[expect(
    clippy::disallowed_methods,
    reason = "a clock is what a benchmark needs"
)]
fn leap(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, from: &World, until: Tick) {
    let mut world = from.clone();
    let mut events = Vec::with_capacity(100_000);
    let minutes = until.since(from.now());
    group.throughput(Throughput::Elements(u64::from(minutes)));
    group.bench_function(format!("{name}/{minutes} minutes"), |b| {
        b.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                events.clear();
                world.clone_from(from);
                let begun = Instant::now();
                advance(black_box(&mut world), until, &mut events);
                spent += begun.elapsed();
            }
            spent
        });
    });
}

fn fork(c: &mut Criterion) {
    let mut group = c.benchmark_group("fork");
    for (name, world) in WORLDS {
        let from = incident(&scenario(world)).from;
        let mut fork = World::new(scenario(world), 8);
        group.throughput(Throughput::Bytes(from.bytes().len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                fork.clone_from(black_box(&from));
                black_box(fork.now())
            });
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    busy(&mut criterion);
    calm(&mut criterion);
    idle(&mut criterion);
    fork(&mut criterion);
    criterion.final_summary();
}
