//! The desk against queueing theory (§A4). What to expect is worked out from the file that is played.

use bridgecall::leaders::desk::decide;
use bridgecall::observe::DeskSeen;
use bridgecall::scenario::rules::CaseEffort;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::{Giver, What, World, advance, advance_once, give};
use std::sync::Arc;

const DESK: &str = include_str!("../../scenarios/oracle/incident-desk-8.ron");

/// The desk with some of its text replaced.
fn desk(edits: &[(&str, &str)]) -> Scenario {
    let mut text = DESK.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "nothing to replace: {from}");
        text = text.replace(from, to);
    }
    let path = "oracle/incident-desk-8.ron".to_owned();
    let loaded = load_sources(&[Source { path, text }], None);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// The desk with that many people and those queues: cases an hour, severity and effort.
fn desk_of(people: usize, queues: &[(f64, u8, &str)]) -> Scenario {
    let (head, rest) = DESK.split_once("    people: [\n").unwrap();
    let (_, rest) = rest.split_once("    services:").unwrap();
    let (services, _) = rest.split_once("    queues: [\n").unwrap();
    let people: String = (0..people)
        .map(|n| {
            format!(
                "(id: \"p{n}\", team: \"desk\", site: \"desk\", skills: {{\"cases\": 1}}, shift: (\"00:00\", \"23:59\"), \
                 tireless: true, morale: 70, pay_per_hour: 0),\n"
            )
        })
        .collect();
    let queues: String = (queues.iter().enumerate())
        .map(|(n, (per_hour, severity, effort))| {
            format!(
                "(id: \"q{n}\", service: \"shop\", severity: {severity}, per_hour: {per_hour}, skill: \"cases\", \
                 effort: {effort}, way_in_minutes: 0),\n"
            )
        })
        .collect();
    let text =
        format!("{head}    people: [{people}],\n    services:{services}    queues: [{queues}],\n)");
    let path = "oracle/incident-desk-8.ron".to_owned();
    let loaded = load_sources(&[Source { path, text }], None);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// What a run came to.
struct Outcome {
    /// By queue: minutes in the system and cases, of those that opened after the warm-up.
    times: Vec<(f64, f64)>,
    digest: String,
}

/// Relaxation takes some 20 mean services at these loads; a tenth of the run, at least, is left out.
const WARM_UP: u32 = 150_000;

/// A run led by the desk's leader, woken by the same events as in play. Checks Little's law for the whole of it: the time that the
/// desk saw cases open is the time that cases were open.
fn lead(scenario: &Arc<Scenario>, seed: u64, by_minutes: bool) -> Outcome {
    let ends = scenario.rules.ends;
    let mut world = World::new(scenario.clone(), seed);
    let (mut seen, mut commands, mut events) = (DeskSeen::default(), Vec::new(), Vec::new());
    let mut opened: Vec<(u32, usize)> = Vec::new();
    let mut times = vec![(0.0, 0.0); scenario.rules.queues.len()];
    let (mut in_system, mut waited) = (0_u64, 0_u64);
    while !world.over() {
        let before = world.now();
        if by_minutes {
            advance(&mut world, before.plus(1), &mut events);
        } else {
            advance_once(&mut world, ends, &mut events);
        }
        in_system += seen.cases.len() as u64 * u64::from(world.now().since(before));
        if events.is_empty() {
            continue;
        }
        for event in events.drain(..) {
            match event.what {
                What::CaseOpened(case, queue) => {
                    assert_eq!(case.0 as usize, opened.len(), "a number is used twice");
                    opened.push((event.tick.0, queue.at()));
                }
                What::CaseClosed(case, _) => {
                    let (since, queue) = opened[case.0 as usize];
                    let minutes = event.tick.0 - since;
                    waited += u64::from(minutes);
                    if since >= WARM_UP {
                        times[queue].0 += f64::from(minutes);
                        times[queue].1 += 1.0;
                    }
                }
                What::CaseTurnedAway(_) => panic!("the desk was full"),
                _ => {}
            }
        }
        seen.look(&world);
        commands.clear();
        // A case may open in the last minute of all, in which nobody can be given anything.
        if world.over() {
            break;
        }
        decide(&seen, &mut commands);
        for command in &commands {
            give(&mut world, Giver::Reference, *command, &mut events).unwrap();
        }
        seen.look(&world);
        events.clear();
    }
    let still = seen
        .cases
        .iter()
        .map(|case| u64::from(ends.since(case.opened)));
    assert_eq!(
        in_system,
        waited + still.sum::<u64>(),
        "Little's law, seed {seed}"
    );
    Outcome {
        times,
        digest: world.digest(),
    }
}

/// Mean time in the system by queue, in mean services, with its standard error over the seeds.
fn measured(mut scenario: Scenario, minutes: u32, seeds: u64) -> Vec<(f64, f64)> {
    scenario.rules.ends = Tick(minutes);
    let services: Vec<f64> = scenario
        .rules
        .queues
        .iter()
        .map(|queue| mean_of(queue.effort))
        .collect();
    let scenario = Arc::new(scenario);
    let runs: Vec<Outcome> = (0..seeds)
        .map(|seed| lead(&scenario, seed, false))
        .collect();
    (services.iter().enumerate())
        .map(|(queue, service)| {
            let means = runs
                .iter()
                .map(|run| run.times[queue].0 / run.times[queue].1 / service);
            let mean = means.clone().sum::<f64>() / seeds as f64;
            let square = means.map(|one| (one - mean) * (one - mean)).sum::<f64>();
            (mean, (square / (seeds as f64 - 1.0) / seeds as f64).sqrt())
        })
        .collect()
}

fn mean_of(effort: CaseEffort) -> f64 {
    let (CaseEffort::Fixed(milli)
    | CaseEffort::Exponential(milli)
    | CaseEffort::Lognormal(milli, _)
    | CaseEffort::Gamma(milli, _)) = effort;
    f64::from(milli) / 1000.0
}

/// Mean time in an M/M/c in mean services, offered `a` of them at a time: 1 + Erlang's C ÷ (c − a).
fn m_m_c(c: usize, a: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 0.0;
    for k in 0..c {
        sum += term;
        term *= a / (k + 1) as f64;
    }
    let last = term * c as f64 / (c as f64 - a);
    1.0 + last / (sum + last) / (c as f64 - a)
}

/// Mean time by class of a preemptive-resume M/M/c, highest severity first, all with the same mean service: the classes up to `k`
/// together are an M/M/c that does not see the rest.
fn preemptive(scenario: &Scenario) -> Vec<f64> {
    let servers = scenario.rules.people.len();
    let (mut load, mut all) = (0.0, 0.0);
    (scenario.rules.queues.iter())
        .map(|queue| {
            let own = queue.per_hour.ratio() / 60.0 * mean_of(queue.effort);
            load += own;
            let sum = load * m_m_c(servers, load);
            let mean = (sum - all) / own;
            all = sum;
            mean
        })
        .collect()
}

/// What a run's metrics say that theory expects.
fn assert_told(scenario: &Scenario, expected: &[f64]) {
    let metrics = Metrics::of(scenario, &[], Tick(0));
    for (id, wanted) in scenario.ids.queues.iter().zip(expected) {
        let told = metrics.queues[id].expected_services.unwrap();
        assert!((told - wanted).abs() < 1e-9, "{id}: {told}, not {wanted}");
    }
}

/// Within 3 standard errors, with the standard error within that share of the value.
fn assert_near(what: &str, (mean, error): (f64, f64), expected: f64, precision: f64) {
    assert!(
        error <= precision * expected,
        "{what}: {mean:.4} ± {error:.4} is not precise enough"
    );
    let off = (mean - expected) / error;
    assert!(
        off.abs() <= 3.0,
        "{what}: {mean:.4} ± {error:.4}, not {expected:.4} ({off:.1} standard errors)"
    );
}

#[test]
fn incident_desk_8_waits_as_a_preemptive_m_m_8_does() {
    let scenario = desk(&[]);
    let expected = preemptive(&scenario);
    assert_told(&scenario, &expected);
    for (wanted, published) in expected.iter().zip([1.0000, 1.0000, 1.0093, 1.9487]) {
        assert!(
            (wanted - published).abs() < 1e-4,
            "{wanted:.4}, not {published}"
        );
    }
    let measured = measured(scenario, 5_000_000, 24);
    for (class, (got, wanted)) in measured.into_iter().zip(expected).enumerate() {
        let precision = if class == 3 { 0.01 } else { 0.005 };
        assert_near(&format!("class {}", class + 1), got, wanted, precision);
    }
}

#[test]
fn another_size_load_and_mix_need_only_another_file() {
    let scenario = desk_of(
        5,
        &[
            (0.08, 1, "Exponential(480)"),
            (0.12, 2, "Exponential(480)"),
            (0.2, 5, "Exponential(480)"),
        ],
    );
    let expected = preemptive(&scenario);
    assert_told(&scenario, &expected);
    for (class, (got, wanted)) in measured(scenario, 3_000_000, 20)
        .into_iter()
        .zip(expected)
        .enumerate()
    {
        assert_near(&format!("class {}", class + 1), got, wanted, 0.01);
    }
}

#[test]
fn one_person_waits_as_an_m_m_1_does() {
    let scenario = desk_of(1, &[(0.04, 3, "Exponential(600)")]);
    let got = measured(scenario, 8_000_000, 24)[0];
    assert_near("M/M/1 at .4", got, 1.0 / (1.0 - 0.4), 0.005);
}

#[test]
fn three_people_wait_as_an_m_m_c_does() {
    let scenario = desk_of(3, &[(0.15, 3, "Exponential(600)")]);
    let got = measured(scenario, 5_000_000, 20)[0];
    assert_near("M/M/3 at .5", got, m_m_c(3, 1.5), 0.005);
}

#[test]
fn fixed_and_lognormal_and_gamma_services_wait_as_an_m_g_1_does() {
    for (effort, squared_variation) in [
        ("Fixed(600)", 0.0),
        ("Lognormal(600, 0.7)", libm::expm1(0.49)),
        ("Gamma(600, 4)", 0.25),
    ] {
        let scenario = desk_of(1, &[(0.03, 3, effort)]);
        let got = measured(scenario, 8_000_000, 20)[0];
        // Pollaczek and Khinchine: ρ ÷ (1 − ρ) × (1 + C²) ÷ 2 services of waiting, ρ = 0.3.
        let expected = 1.0 + 0.3 / 0.7 * (1.0 + squared_variation) / 2.0;
        assert_near(&format!("M/G/1 with {effort}"), got, expected, 0.005);
    }
}

#[test]
fn the_desk_ends_in_the_same_state_by_leaps_and_by_minutes() {
    let mut scenario = desk(&[]);
    scenario.rules.ends = Tick(30_000);
    let scenario = Arc::new(scenario);
    assert_eq!(
        lead(&scenario, 3, false).digest,
        lead(&scenario, 3, true).digest
    );
}

#[test]
fn closed_cases_leave_nothing_in_the_state() {
    let mut scenario = desk(&[]);
    scenario.rules.ends = Tick(2_000_000);
    let scenario = Arc::new(scenario);
    let size = |until: u32| {
        let mut world = World::new(scenario.clone(), 1);
        let (mut seen, mut commands, mut events) = (DeskSeen::default(), Vec::new(), Vec::new());
        while world.now() < Tick(until) {
            advance_once(&mut world, Tick(until), &mut events);
            seen.look(&world);
            commands.clear();
            decide(&seen, &mut commands);
            for command in &commands {
                give(&mut world, Giver::Reference, *command, &mut events).unwrap();
            }
            events.clear();
        }
        (world.bytes().len(), seen.cases.len())
    };
    let ((early, few), (late, many)) = (size(100_000), size(1_900_000));
    // Some 40 bytes a case that is open, and numbers that grow by a byte or two.
    let most = early + 40 * many.saturating_sub(few) + 100;
    assert!(
        late <= most,
        "{early} bytes with {few} cases open, {late} with {many}"
    );
}
