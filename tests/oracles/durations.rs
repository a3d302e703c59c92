//! How long incidents last on the Professional world of the benchmarks, as the textbook leads (§B5). No scenario says it: it comes of
//! when somebody is there, how long they look, which remedies they try first, and how long the commander watches before closing.
//!
//! An incident's duration is what status pages tell, from which §G2.4 took lognormal(4.25, 1.2): from "investigating", here the page
//! or report that opened it, to "resolved", here when it was closed. Its severity is the last that was declared. Duplicates are
//! part of the incident that they were folded into, and what turned out to be nothing is no incident. Both are read from events.

use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::score::played;
use bridgecall::sim::{Event, What};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::thread;

/// Of the logarithm of minutes (§G2.4).
const MU: f64 = 4.25;
const SIGMA: f64 = 1.2;

/// Runs of two weeks: more than enough for 2,000 incidents.
const SEEDS: u64 = 66;

/// What happened to an incident, in minutes of the run.
#[derive(Clone, Copy, Default)]
struct Course {
    opened: u32,
    severity: u8,
    /// Somebody set out to find something out, or to mend.
    begun: Option<u32>,
    /// Somebody set out to apply the last remedy.
    mends: Option<u32>,
    mitigated: Option<u32>,
    closed: Option<u32>,
    /// A duplicate, or nothing was behind it.
    is_none: bool,
}

fn courses(events: &[Event]) -> Vec<Course> {
    let mut all: Vec<Course> = Vec::new();
    for event in events {
        let now = event.tick.0;
        match event.what {
            What::IncidentOpened(..) => all.push(Course {
                opened: now,
                ..Course::default()
            }),
            What::Declared(id, severity) => all[id.at()].severity = severity,
            What::TriageStarted(id, _) | What::InquiryStarted(id, ..) => {
                all[id.at()].begun.get_or_insert(now);
            }
            What::RemedyStarted(id, ..) => {
                all[id.at()].begun.get_or_insert(now);
                all[id.at()].mends = Some(now);
            }
            What::Mitigated(id) => all[id.at()].mitigated = Some(now),
            What::Resolved(id) => all[id.at()].closed = Some(now),
            What::Merged(id, _) | What::FalseAlarm(id, _) => all[id.at()].is_none = true,
            _ => {}
        }
    }
    all.retain(|course| !course.is_none);
    all
}

/// Incidents of many runs, played side by side once for all tests.
fn incidents() -> &'static [Course] {
    static INCIDENTS: OnceLock<Vec<Course>> = OnceLock::new();
    INCIDENTS.get_or_init(|| {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/benches/worlds/professional.ron"
        );
        let world: Arc<Scenario> = match Catalogue::default().load(path, None) {
            Ok(loaded) => Arc::new(loaded.scenario),
            Err(problems) => panic!("{problems}"),
        };
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
        let share = |core: u64| -> Vec<Course> {
            let seeds = (core..SEEDS).step_by(cores as usize);
            seeds
                .flat_map(|seed| courses(played(&world, seed, "textbook").events()))
                .collect()
        };
        thread::scope(|scope| {
            let share = &share;
            let parts: Vec<_> = (0..cores)
                .map(|core| scope.spawn(move || share(core)))
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().unwrap())
                .collect()
        })
    })
}

/// Severity and minutes of the incidents that were closed before their run ended.
fn closed() -> Vec<(f64, f64)> {
    let closed = incidents().iter();
    let closed = closed.filter_map(|course| Some((course, course.closed? - course.opened)));
    let closed = closed.map(|(course, minutes)| (f64::from(course.severity), f64::from(minutes)));
    closed.collect()
}

/// Kolmogorov–Smirnov distance of whole minutes to a lognormal distribution.
fn distance(minutes: &[f64], mu: f64, sigma: f64) -> f64 {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for &length in minutes {
        *counts.entry(length as u64).or_default() += 1;
    }
    let n = minutes.len() as f64;
    let (mut below, mut worst) = (0.0, 0.0_f64);
    for (length, count) in counts {
        let z = ((length as f64).ln() - mu) / sigma;
        let expected = libm::erfc(-z / 2.0_f64.sqrt()) / 2.0;
        worst = worst.max((expected - below / n).abs());
        below += f64::from(count);
        worst = worst.max((expected - below / n).abs());
    }
    worst
}

/// Spearman's correlation of ranks; equal values share theirs.
fn rank_correlation(pairs: &[(f64, f64)]) -> f64 {
    let ranks = |of: fn(&(f64, f64)) -> f64| -> Vec<f64> {
        let values: Vec<f64> = pairs.iter().map(of).collect();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = |value: &f64| {
            let first = sorted.partition_point(|other| other < value);
            let last = sorted.partition_point(|other| other <= value);
            (first + last) as f64 / 2.0 - pairs.len() as f64 / 2.0
        };
        values.iter().map(rank).collect()
    };
    let (x, y) = (ranks(|pair| pair.0), ranks(|pair| pair.1));
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    sum(&x, &y) / (sum(&x, &x) * sum(&y, &y)).sqrt()
}

#[test]
fn durations_of_incidents_come_out_lognormal_as_they_were_measured() {
    let all = incidents().len();
    let minutes: Vec<f64> = closed().iter().map(|(_, minutes)| *minutes).collect();
    assert!(minutes.len() >= 2000, "only {} incidents", minutes.len());
    assert!(
        minutes.len() * 100 >= all * 98,
        "{} of {all} were never closed",
        all - minutes.len()
    );
    let far = distance(&minutes, MU, SIGMA);
    assert!(far <= 0.1, "KS distance {far:.3}");
    // The same measure tells a world in which everything takes a third of that, or always the same.
    let shorter = distance(&minutes, MU - 1.0, SIGMA);
    let alike = distance(&minutes, MU, SIGMA / 2.0);
    assert!(
        shorter > 0.1 && alike > 0.1,
        "{shorter:.3} and {alike:.3} are as near"
    );
}

#[test]
fn how_bad_an_incident_is_says_nothing_of_how_long_it_lasts() {
    let pairs = closed();
    assert!(pairs.len() >= 2000, "only {} incidents", pairs.len());
    for severity in 1..=4 {
        let of = pairs.iter().filter(|pair| pair.0 == f64::from(severity));
        let share = of.count() as f64 / pairs.len() as f64;
        assert!(share >= 0.05, "SEV{severity} is only {share:.3} of them");
    }
    let rho = rank_correlation(&pairs);
    assert!(rho.abs() <= 0.1, "rho {rho:.3}");
    // The same measure tells a world in which every step of severity takes a quarter longer.
    let planted = pairs
        .iter()
        .map(|&(severity, minutes)| (severity, minutes * 1.25_f64.powf(severity)));
    let planted = rank_correlation(&planted.collect::<Vec<_>>());
    assert!(planted > 0.1, "rho {planted:.3} with a planted one");
}

#[test]
fn an_incident_is_made_of_waiting_looking_mending_and_watching() {
    let mut parts = [0_u32; 4];
    for course in incidents() {
        let (Some(begun), Some(mends)) = (course.begun, course.mends) else {
            continue;
        };
        let (Some(mitigated), Some(closed)) = (course.mitigated, course.closed) else {
            continue;
        };
        let ends = [begun, mends.min(mitigated), mitigated, closed];
        let mut from = course.opened;
        for (part, until) in parts.iter_mut().zip(ends) {
            *part += until - from;
            from = until;
        }
    }
    let all: u32 = parts.iter().sum();
    for (part, name) in parts
        .iter()
        .zip(["waiting", "looking", "mending", "watching"])
    {
        let share = f64::from(*part) / f64::from(all);
        assert!(
            (0.02..0.5).contains(&share),
            "{name} is {share:.3} of all minutes"
        );
    }
}
