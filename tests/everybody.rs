//! Random commands of every kind by every role: 10,000 short runs of a world in which everything occurs, and a few of the worlds of
//! the benchmarks. Nothing panics, a refusal changes nothing, nothing leaves its range, nobody is in two places, queues obey Little's
//! law, and however a run is played again, it ends in the same state.

use crate::random::{Dice, blind, likely};
use crate::ranges;
use bridgecall::observe::{Observation, Progress, Viewpoint, sentences};
use bridgecall::run::{Run, events, log, replay};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::CommandKind;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::score::played;
use bridgecall::sim::command::Role;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::{
    Activity, Command, Events, Giver, What, World, advance, begin, give, may, resample,
};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Runs of the world in which everything occurs.
const RUNS: u64 = 10_000;
/// So often at least every command is accepted from everybody who may give it.
const ACCEPTED_LEAST: u32 = 100;

pub(super) fn world_of(folder: &str, name: &str) -> Arc<Scenario> {
    let path = format!("{}/{folder}/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let loaded = Catalogue::default().load(&path, None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

/// The variant of a command: kinds may have several.
fn variant(command: &Command) -> String {
    let told = format!("{command:?}");
    told.split('(').next().unwrap().to_owned()
}

/// Commands by variant and giver.
pub(super) type Counts = BTreeMap<(String, String), u32>;

/// When a run begins to be led, and until when.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) from: Tick,
    pub(super) until: Tick,
}

/// What came of a run.
pub(super) struct Played {
    pub(super) world: World,
    /// Commands that were accepted.
    pub(super) orders: Vec<(Tick, Giver, Command)>,
    pub(super) events: Events,
}

/// Plays a stream of random commands, and checks on the way what must hold at every moment.
pub(super) fn play(
    scenario: &Arc<Scenario>,
    seed: u64,
    mut dice: Dice,
    span: Span,
    counts: &mut Counts,
) -> Played {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    begin(&world, &mut events);
    advance(&mut world, span.from, &mut events);
    let mut orders = Vec::new();
    let mut budgets = vec![f64::INFINITY; scenario.rules.services.len()];
    while world.now() < span.until && !world.over() {
        let seen = Observation::of(&world, Viewpoint::Leader);
        nobody_is_in_two_places(&seen);
        assert!(world.ledger().balances(), "the ledger does not balance");
        // Every half day forgets a sixtieth of what was spent before the run. No minute of the run leaves the window of a month before a
        // month is over, so what was spent in it stays spent.
        let remembered = 1.0 - f64::from(world.now().0 / 720) / 60.0;
        for (service, left) in seen.services.iter().zip(&mut budgets) {
            let before = scenario.rules.services[service.id.at()].budget_spent;
            let without = service.budget_left + before.ratio() * remembered;
            assert!(
                without <= *left + 1e-5,
                "an error budget came back: {service:?}"
            );
            *left = without;
        }
        if dice.percent(6) {
            ranges::check(&format!("{seen:?}"));
        }
        for _ in 0..1 + dice.below(3) {
            // What can seldom be given comes first.
            let rare = [CommandKind::Permit, CommandKind::Split][dice.below(2)];
            let rare = dice
                .percent(25)
                .then(|| likely(rare, &seen, &scenario.rules, &mut dice));
            let kind = CommandKind::ALL[dice.below(CommandKind::ALL.len())];
            let guess = dice
                .percent(75)
                .then(|| likely(kind, &seen, &scenario.rules, &mut dice));
            let command = match rare.flatten().or(guess.flatten()) {
                Some(command) => command,
                None => blind(kind, &scenario.rules, &mut dice),
            };
            let entitled = Giver::ALL.into_iter().filter(|giver| may(*giver, &command));
            let giver = match dice.one(entitled) {
                Some(giver) if dice.percent(90) => giver,
                _ => Giver::ALL[dice.below(Giver::ALL.len())],
            };
            let before = dice.percent(10).then(|| world.bytes());
            match give(&mut world, giver, command, &mut events) {
                Ok(()) => {
                    let key = (variant(&command), format!("{giver:?}"));
                    *counts.entry(key).or_default() += 1;
                    orders.push((world.now(), giver, command));
                }
                Err(error) => {
                    assert!(!error.sentence(scenario).is_empty());
                    let same = before.is_none_or(|before| before == world.bytes());
                    assert!(same, "refused, but it changed the world: {command:?}");
                }
            }
        }
        let next = world.now().plus(dice.below(7) as u32).min(span.until);
        advance(&mut world, next, &mut events);
    }
    Played {
        world,
        orders,
        events,
    }
}

/// Everybody is where their activity says, and nowhere else.
fn nobody_is_in_two_places(seen: &Observation) {
    // By person, how many places hold them; the place has to be the one that the activity names.
    let mut places = vec![0_u32; seen.people.len()];
    let mut holds = |who: PersonId, fits: &dyn Fn(Activity) -> bool| {
        let activity = seen.people[who.at()].activity;
        // Whoever passes a task on still holds it.
        let passes = matches!(activity, Activity::HandingOver(_));
        assert!(
            fits(activity) || passes,
            "{who:?} is {activity:?}, and elsewhere too"
        );
        places[who.at()] += 1;
    };
    let mut shown = BTreeSet::new();
    for incident in &seen.incidents {
        let id = incident.id;
        if let Some(who) = incident.triage_by {
            holds(who, &|activity| activity == Activity::Triaging(id));
        }
        for (role, who) in Role::ALL.into_iter().zip(incident.roles) {
            if let Some(who) = who {
                holds(who, &|activity| activity == Activity::Leading(id, role));
            }
        }
        for who in &incident.sub_leads {
            holds(*who, &|activity| activity == Activity::Subleading(id));
        }
        if let Some(who) = incident.review.by {
            holds(who, &|activity| activity == Activity::Reviewing(id));
        }
        // Two incidents of one fault show the same lines and remedies.
        for line in &incident.inquiries {
            if let Progress::Underway(who, _) = line.progress
                && shown.insert((0, line.id.0))
            {
                let fits = |activity| matches!(activity, Activity::Investigating(_, one) if one == line.id);
                holds(who, &fits);
            }
        }
        for remedy in &incident.remedies {
            if let Progress::Underway(who, _) = remedy.progress
                && shown.insert((1, remedy.id.0))
            {
                let fits =
                    |activity| matches!(activity, Activity::Applying(_, one) if one == remedy.id);
                holds(who, &fits);
            }
        }
    }
    for case in &seen.desk.cases {
        if let Some(who) = case.by {
            holds(who, &|activity| activity == Activity::Serving(case.id));
        }
    }
    for item in &seen.work {
        for who in &item.people {
            holds(*who, &|activity| activity == Activity::Working(item.id));
        }
    }
    for delegation in &seen.delegations {
        holds(delegation.brief.to, &|activity| {
            activity == Activity::Heading
        });
    }
    for (person, count) in seen.people.iter().zip(places) {
        let wanted = match person.activity {
            Activity::Off | Activity::OnTheWay | Activity::Free | Activity::Resting => 0,
            Activity::HandingOver(_) => count.min(1),
            // Of an occurrence that is over, incidents show no lines and no remedies once there is another.
            Activity::Investigating(..) | Activity::Applying(..) => count.min(1),
            _ => 1,
        };
        assert_eq!(count, wanted, "{:?} is {:?}", person.id, person.activity);
    }
}

/// Plays the same orders again, moving in that way.
pub(super) fn again(
    scenario: &Arc<Scenario>,
    seed: u64,
    played: &Played,
    mut step: impl FnMut(&mut World, Tick),
) -> String {
    let mut world = World::new(scenario.clone(), seed);
    for (tick, giver, command) in &played.orders {
        step(&mut world, *tick);
        give(&mut world, *giver, *command, &mut Vec::new()).expect("it was accepted before");
    }
    step(&mut world, played.world.now());
    world.digest()
}

fn at_once(world: &mut World, until: Tick) {
    advance(world, until, &mut Vec::new());
}

/// What there is in each queue, by a name for it.
fn in_queues(scenario: &Scenario, seen: &Observation) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for case in &seen.desk.cases {
        *counts
            .entry(scenario.ids.queues[case.queue.at()].clone())
            .or_default() += 1;
    }
    counts.insert("incidents".into(), seen.open_incidents().count() as u64);
    let open = seen.work.iter().filter(|item| item.done.is_none());
    counts.insert("work".into(), open.count() as u64);
    counts.retain(|_, count| *count > 0);
    counts
}

/// Little's law for every queue, exact over a finite run: what there is, summed over the minutes as a leader sees it, is the sum of
/// the minutes that each thing was there, by the events.
fn littles_law_holds(scenario: &Arc<Scenario>, seed: u64, played: &Played) {
    let mut seen_minutes: BTreeMap<String, u64> = BTreeMap::new();
    again(scenario, seed, played, |world, until| {
        while world.now() < until && !world.over() {
            let seen = Observation::of(world, Viewpoint::Leader);
            for (queue, count) in in_queues(scenario, &seen) {
                *seen_minutes.entry(queue).or_default() += count;
            }
            let next = world.now().plus(1);
            advance(world, next, &mut Vec::new());
        }
    });
    let end = played.world.now();
    let mut told: BTreeMap<String, u64> = BTreeMap::new();
    let mut since: BTreeMap<(String, u32), Tick> = BTreeMap::new();
    let work_at_start = scenario
        .rules
        .work
        .iter()
        .enumerate()
        .filter(|(_, item)| item.origin == bridgecall::scenario::rules::Origin::Start);
    for (item, _) in work_at_start {
        since.insert(("work".into(), item as u32), Tick(0));
    }
    let mut queue_of = BTreeMap::new();
    for event in &played.events {
        let (name, id, comes) = match event.what {
            What::CaseOpened(case, queue) => {
                queue_of.insert(case, queue);
                (scenario.ids.queues[queue.at()].clone(), case.0, true)
            }
            What::CaseClosed(case, _) => (
                scenario.ids.queues[queue_of[&case].at()].clone(),
                case.0,
                false,
            ),
            What::IncidentOpened(incident, _) => ("incidents".into(), incident.0.into(), true),
            What::Resolved(incident) | What::Merged(incident, _) => {
                ("incidents".into(), incident.0.into(), false)
            }
            What::CameIn(item, _) => ("work".into(), item.0.into(), true),
            What::WorkDone(item) => ("work".into(), item.0.into(), false),
            // What was out and is taken back, is there again.
            What::SentBack(item, _) => ("work".into(), item.0.into(), true),
            _ => continue,
        };
        let key = (name, id);
        if comes {
            since.entry(key).or_insert(event.tick);
        } else if let Some(from) = since.remove(&key) {
            *told.entry(key.0).or_default() += u64::from(event.tick.since(from));
        }
    }
    for ((name, _), from) in since {
        *told.entry(name).or_default() += u64::from(end.since(from));
    }
    told.retain(|_, minutes| *minutes > 0);
    assert_eq!(seen_minutes, told, "Little's law");
}

/// The run's log, written, read and replayed.
fn the_log_replays(scenario: &Arc<Scenario>, seed: u64, played: &Played) {
    let mut run = Run::new(scenario.clone(), seed, "person");
    for (tick, giver, command) in &played.orders {
        run.step(*tick);
        run.propose(*giver, *command)
            .expect("it was accepted before");
    }
    run.step(played.world.now());
    assert_eq!(
        run.digest(),
        played.world.digest(),
        "through the door of a run"
    );
    assert_eq!(run.events(), played.events, "through the door of a run");
    let read = log::read(log::write(&run).as_bytes()).expect("a log that was just written");
    let verified = replay::verify(&read).expect("its scenario is in it");
    assert!(verified.verified, "{:?}", verified.differences);
    let last = run.entries().last().map(|entry| &entry.state_before);
    let replayed = verified
        .run
        .entries()
        .last()
        .map(|entry| &entry.state_before);
    assert_eq!(last, replayed, "replayed from its log");
}

/// One run and what must come of playing it again, in one of several ways.
fn one(scenario: &Arc<Scenario>, number: u64, span: Span, counts: &mut Counts) {
    let played = play(scenario, number, Dice::new(number), span, counts);
    let digest = played.world.digest();
    let mut dice = Dice::new(number ^ 0xd1ce);
    match number % 5 {
        0 => {
            let minutes = again(scenario, number, &played, |world, until| {
                while world.now() < until && !world.over() {
                    let next = world.now().plus(1);
                    advance(world, next, &mut Vec::new());
                }
            });
            assert_eq!(digest, minutes, "minute by minute");
            if number.is_multiple_of(50) {
                littles_law_holds(scenario, number, &played);
            }
        }
        1 => {
            let split = again(scenario, number, &played, |world, until| {
                while world.now() < until && !world.over() {
                    let next = world.now().plus(1 + dice.below(40) as u32).min(until);
                    advance(world, next, &mut Vec::new());
                }
            });
            assert_eq!(digest, split, "split at random");
        }
        2 => {
            let mut used = World::new(scenario.clone(), !number);
            let at = span.from.plus(dice.below(60) as u32);
            advance(&mut used, at, &mut Vec::new());
            let cloned = again(scenario, number, &played, |world, until| {
                let at = world.now().plus(dice.below(30) as u32).min(until);
                advance(world, at, &mut Vec::new());
                if dice.percent(10) {
                    used.clone_from(world);
                    std::mem::swap(world, &mut used);
                }
                advance(world, until, &mut Vec::new());
            });
            assert_eq!(digest, cloned, "cloned on the way");
        }
        3 => {
            let threads = std::thread::scope(|threads| {
                let play = || again(scenario, number, &played, at_once);
                [threads.spawn(play), threads.spawn(play)].map(|thread| thread.join().unwrap())
            });
            assert_eq!([&digest; 2], [&threads[0], &threads[1]], "on other threads");
        }
        _ => {
            let present = Observation::of(&played.world, Viewpoint::Leader);
            let mut fork = played.world.clone();
            resample(&mut fork, future_seed(number, 1));
            let future = Observation::of(&fork, Viewpoint::Leader);
            assert!(present == future, "a future looks unlike the present");
            if number % 50 == 4 {
                the_log_replays(scenario, number, &played);
            }
        }
    }
    if number % 20 == 7 {
        let metrics = Metrics::of(scenario, &played.events, played.world.now());
        ranges::check(&format!("{metrics:?}"));
        ranges::check(&format!(
            "{:?}",
            Observation::of(&played.world, Viewpoint::Leader)
        ));
        for event in &played.events {
            assert!(!sentences::sentence(event, scenario).is_empty());
            assert!(events::written(event, scenario)["kind"].is_string());
        }
        for (_, _, command) in &played.orders {
            let written = command.written(&scenario.ids);
            assert_eq!(
                Command::read(&written, &scenario.ids),
                Ok(*command),
                "{written}"
            );
            assert!(!sentences::order(command, scenario).is_empty());
        }
    }
}

/// Plays these runs on as many threads as there are cores; counts what was accepted.
fn all(scenario: &Arc<Scenario>, runs: u64, span: impl Fn(u64) -> Span + Sync) -> Counts {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let share = |thread: u64| {
        let (mut counts, mut broken) = (Counts::new(), String::new());
        for number in (thread..runs).step_by(threads as usize) {
            let run = AssertUnwindSafe(|| one(scenario, number, span(number), &mut counts));
            if let Err(panic) = catch_unwind(run) {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                let text = text.or(panic.downcast_ref::<&str>().copied());
                broken += &format!("run {number}: {}\n", text.unwrap_or("panicked"));
            }
        }
        (counts, broken)
    };
    let share = &share;
    let (mut sum, mut broken) = (Counts::new(), String::new());
    std::thread::scope(|scope| {
        let threads = (0..threads).map(|thread| scope.spawn(move || share(thread)));
        for thread in threads.collect::<Vec<_>>() {
            let (counts, told) = thread.join().expect("panics were caught");
            broken += &told;
            for (key, count) in counts {
                *sum.entry(key).or_default() += count;
            }
        }
    });
    assert!(broken.is_empty(), "of {}:\n{broken}", scenario.id);
    sum
}

#[test]
fn ten_thousand_runs_of_random_commands_by_every_role_keep_every_promise() {
    let scenario = world_of("tests/worlds", "everything");
    // Most runs begin in the morning, some at any hour of the day and the night.
    let span = |number: u64| {
        let mut dice = Dice::new(number ^ 0x5a5a);
        let from = if dice.percent(60) {
            0
        } else {
            dice.below(2000) as u32
        };
        let from = Tick(from);
        Span {
            from,
            until: from.plus(60 + dice.below(180) as u32),
        }
    };
    let counts = all(&scenario, RUNS, span);
    // Every variant that there is, by everybody who may give it.
    let mut dice = Dice::new(0);
    let mut lacking = String::new();
    for &kind in CommandKind::ALL {
        let commands: Vec<Command> = (0..50)
            .map(|_| blind(kind, &scenario.rules, &mut dice))
            .collect();
        let variants: BTreeMap<String, Command> = commands
            .iter()
            .map(|command| (variant(command), *command))
            .collect();
        for (variant, command) in variants {
            for giver in Giver::ALL.into_iter().filter(|giver| may(*giver, &command)) {
                let key = (variant.clone(), format!("{giver:?}"));
                let count = counts.get(&key).copied().unwrap_or(0);
                if count < ACCEPTED_LEAST {
                    lacking += &format!("{} by {}: {count}\n", key.0, key.1);
                }
            }
        }
    }
    assert!(
        lacking.is_empty(),
        "accepted less than {ACCEPTED_LEAST} times; let `random::likely` propose it where it is valid, or the world allow it:\n{lacking}"
    );
}

#[test]
fn random_commands_keep_every_promise_on_worlds_of_every_level() {
    for (level, runs, until) in [
        ("foundation", 40, 480),
        ("professional", 8, 2000),
        ("advanced", 4, 900),
    ] {
        let scenario = world_of("benches/worlds", level);
        all(&scenario, runs, |_| Span {
            from: Tick(0),
            until: Tick(until),
        });
    }
}

#[test]
fn a_run_with_many_faults_is_measured_to_its_end() {
    let scenario = world_of("benches/worlds", "foundation");
    let run = played(&scenario, 1, "textbook");
    let metrics = Metrics::of(&scenario, run.events(), run.now());
    assert!(run.over() && metrics.ledger.total > 0.0);
    ranges::check(&format!("{metrics:?}"));
}
