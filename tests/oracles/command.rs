//! Attention, delegation and authority (§C6): what one person can lead, and what handing over is worth.

use crate::core::assert_exact;
use crate::stories::tiny;
use bridgecall::observe::{IncidentSeen, Observation, Progress, Viewpoint};
use bridgecall::scenario::load::load_sources;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source};
use bridgecall::sim::people::{in_incident, on_duty};
use bridgecall::sim::world::Activity;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::fmt::Write;
use std::sync::Arc;

/// As many services as incidents, four to a team; every team has a lead and somebody for each service. All fail in minute 5.
fn estate(incidents: usize) -> Arc<Scenario> {
    let teams = incidents.div_ceil(4);
    let mut people = String::new();
    let mut services = String::new();
    let mut faults = String::new();
    let mut names = String::new();
    for team in 0..teams {
        write!(names, r#""t{team}","#).unwrap();
        for person in 0..=(incidents - team * 4).min(4) {
            let id = if person == 0 {
                format!("lead{team}")
            } else {
                format!("p{team}-{person}")
            };
            writeln!(people, r#"(id: "{id}", team: "t{team}", site: "home", skills: {{"all": 1}}, shift: ("08:00", "22:00"), woke: "07:00", morale: 70, pay_per_hour: 60),"#).unwrap();
        }
    }
    for at in 0..incidents {
        let team = at / 4;
        writeln!(services, r#"(id: "s{at}", team: "t{team}", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1000, revenue_per_request: 0.01, place: (1, 1)),"#).unwrap();
        writeln!(
            faults,
            r#"(id: "f{at}", service: "s{at}", onset_minutes: (5, 5), harm: 0.3,
            causes: [(id: "a{at}", prior: 0.4), (id: "b{at}", prior: 0.35), (id: "c{at}", prior: 0.25)],
            inquiries: [
                (id: "i{at}", skill: "all", minutes: 5, sigma: 0.5, findings: [(id: "y", given: {{"a{at}": 0.9, "b{at}": 0.1, "c{at}": 0.1}}), (id: "n", given: {{"a{at}": 0.1, "b{at}": 0.9, "c{at}": 0.9}})]),
                (id: "j{at}", skill: "all", minutes: 6, sigma: 0.5, findings: [(id: "y", given: {{"a{at}": 0.5, "b{at}": 0.95, "c{at}": 0.05}}), (id: "n", given: {{"a{at}": 0.5, "b{at}": 0.05, "c{at}": 0.95}})]),
            ],
            remedies: [
                (id: "ra{at}", skill: "all", minutes: 8, sigma: 0.5, effects: {{"a{at}": Fixes}}),
                (id: "rb{at}", skill: "all", minutes: 8, sigma: 0.5, effects: {{"b{at}": Fixes}}),
                (id: "rc{at}", skill: "all", minutes: 8, sigma: 0.5, effects: {{"c{at}": Fixes, "a{at}": Worse(0.2)}}),
            ]),"#
        )
        .unwrap();
    }
    let text = format!(
        r#"(format: 1, id: "estate", level: "professional", track: "sre", starts_at: "10:00", minutes: 360, play_minutes: 10, currency: "EUR",
        sites: [(id: "home", utc_offset_minutes: 0)], teams: [{names}], people: [{people}], services: [{services}], faults: [{faults}],
        stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 600)])"#
    );
    let path = "estate.ron".to_owned();
    Arc::new(
        load_sources(&[Source { path, text }], None)
            .unwrap()
            .scenario,
    )
}

/// What a leader does next about an incident, with the people of the team that are not busy with one.
fn next_order(seen: &Observation, incident: &IncidentSeen) -> Option<Command> {
    let id = incident.id;
    if incident.acknowledged.is_none() {
        return Some(Command::Acknowledge(id));
    }
    if incident.severity.is_none() {
        return Some(Command::Declare(id, 2));
    }
    if incident.mitigated.is_some() {
        return Some(Command::Resolve(id));
    }
    let team = seen.services[incident.service.at()].team;
    let free = seen.people.iter().find(|person| {
        let idle = on_duty(person.activity) && !in_incident(person.activity);
        person.team == team && idle && person.activity != Activity::Heading
    })?;
    let applying = |activity| matches!(activity, Activity::Applying(of, _) if of == id);
    if seen.people.iter().any(|person| applying(person.activity)) {
        return None;
    }
    let open = |progress: Progress| progress == Progress::Open;
    let learnt = incident
        .inquiries
        .iter()
        .all(|line| matches!(line.progress, Progress::Finished(_)));
    let remedies = incident
        .remedies
        .iter()
        .filter(|remedy| open(remedy.progress));
    let best = remedies.max_by(|a, b| {
        incident
            .chance_it_helps(a)
            .total_cmp(&incident.chance_it_helps(b))
    });
    if let Some(remedy) = best.filter(|remedy| learnt || incident.chance_it_helps(remedy) >= 0.6) {
        return Some(Command::Apply(id, remedy.id, free.id));
    }
    let mut lines = incident.inquiries.iter().filter(|line| open(line.progress));
    lines
        .next()
        .map(|line| Command::Investigate(id, line.id, free.id))
}

/// Plays; whoever leads is asked every minute in which no command waits, that is: as often as thinking in a pause allows.
fn play(
    scenario: &Arc<Scenario>,
    seed: u64,
    mut lead: impl FnMut(&Observation) -> Vec<Command>,
) -> Vec<Event> {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    while !world.over() {
        let seen = Observation::of(&world, Viewpoint::Leader);
        if seen.attention.busy_seconds < 60 {
            for command in lead(&seen) {
                let _ = give(&mut world, Giver::Leader, command, &mut events);
            }
        }
        let until = world.now().plus(1);
        advance(&mut world, until, &mut events);
    }
    events
}

fn alone(seen: &Observation) -> Vec<Command> {
    let queued: Vec<Command> = seen.queued().copied().collect();
    let mut orders = seen
        .open_incidents()
        .filter_map(|incident| next_order(seen, incident));
    orders
        .find(|order| !queued.contains(order))
        .into_iter()
        .collect()
}

/// Hands the incidents of every team to its lead, and answers questions with yes.
fn handing_over<'a>(
    scenario: &'a Scenario,
    brief: &'a str,
) -> impl FnMut(&Observation) -> Vec<Command> + 'a {
    move |seen: &Observation| {
        let mut open: Vec<usize> = seen
            .open_incidents()
            .map(|incident| seen.services[incident.service.at()].team.at())
            .collect();
        open.dedup();
        let read = |text: String| Command::read(&text, &scenario.ids).unwrap();
        let hand = |team: usize| read(format!("delegate incidents/t{team} to lead{team}{brief}"));
        let asked = seen.delegations.iter().filter(|one| one.question.is_some());
        let permits = asked.map(|one| Command::Permit(one.brief.area, true));
        let given: Vec<_> = seen
            .delegations
            .iter()
            .map(|one| one.brief.area)
            .chain(seen.queued().filter_map(|command| match command {
                Command::Delegate(brief) => Some(brief.area),
                _ => None,
            }))
            .collect();
        let hands = open.into_iter().map(hand).filter(|command| match command {
            Command::Delegate(brief) => !given.contains(&brief.area),
            _ => false,
        });
        permits.chain(hands).take(1).collect()
    }
}

/// Minutes that customers hurt, over all incidents.
fn harm_minutes(scenario: &Scenario, events: &[Event]) -> f64 {
    let mitigated: Vec<u32> = (events.iter())
        .filter(|event| matches!(event.what, What::Mitigated(_)))
        .map(|event| event.tick.0 - 5)
        .collect();
    let open = scenario.rules.faults.len().saturating_sub(mitigated.len()) as f64;
    mitigated
        .iter()
        .map(|&minutes| f64::from(minutes))
        .sum::<f64>()
        + open * f64::from(scenario.rules.ends.0 - 5)
}

fn mean_and_error(sample: &[f64]) -> (f64, f64) {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let variance = sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

const BRIEF: &str = " for cost never irreversible back 60";

#[test]
fn one_person_cannot_do_the_work_of_four_by_pausing() {
    let within_the_hour = |incidents: usize| {
        let scenario = estate(incidents);
        let outputs: Vec<f64> = (0..20)
            .map(|seed| {
                let events = play(&scenario, seed, alone);
                let soon = events.iter().filter(|event| {
                    matches!(event.what, What::Mitigated(_)) && event.tick <= Tick(65)
                });
                soon.count() as f64
            })
            .collect();
        mean_and_error(&outputs)
    };
    let outputs: Vec<_> = [2, 6, 12, 24, 48].map(|n| (n, within_the_hour(n))).into();
    println!("incidents mitigated within an hour by one leader: {outputs:.1?}");
    // With few incidents the people are the limit and more incidents mean more output; then the leader is, and eight times as
    // many incidents bring no more.
    let (two, six, many) = (outputs[0].1, outputs[1].1, outputs[4].1);
    assert!(six.0 > 2.0 * two.0);
    let error = many.1.hypot(outputs[2].1.1);
    assert!(many.0 < outputs[2].1.0 + 3.0 * error, "{outputs:?}");
}

#[test]
fn delegating_pays_above_the_span_of_control_and_not_below_three() {
    let gain = |incidents: usize| {
        let scenario = estate(incidents);
        let gains: Vec<f64> = (0..60)
            .map(|seed| {
                let by_oneself = harm_minutes(&scenario, &play(&scenario, seed, alone));
                let handed = harm_minutes(
                    &scenario,
                    &play(&scenario, seed, handing_over(&scenario, BRIEF)),
                );
                (by_oneself - handed) / incidents as f64
            })
            .collect();
        mean_and_error(&gains)
    };
    let gains: Vec<_> = [1, 2, 4, 8, 12, 16].map(|n| (n, gain(n))).into();
    println!("minutes of harm an incident that delegating saves: {gains:.1?}");
    for (incidents, (mean, error)) in gains {
        if incidents < 3 {
            assert!(mean < 3.0 * error, "{incidents}: {mean} ± {error}");
        }
        if incidents > 7 {
            assert!(mean > 3.0 * error, "{incidents}: {mean} ± {error}");
        }
    }
}

#[test]
fn a_clear_brief_beats_a_vague_one() {
    let scenario = estate(8);
    let gains: Vec<f64> = (0..60)
        .map(|seed| {
            let vague = play(&scenario, seed, handing_over(&scenario, ""));
            let clear = play(
                &scenario,
                seed,
                handing_over(&scenario, " for speed never irreversible back 60"),
            );
            (harm_minutes(&scenario, &vague) - harm_minutes(&scenario, &clear)) / 8.0
        })
        .collect();
    let (mean, error) = mean_and_error(&gains);
    println!("a clear brief saves {mean:.1} ± {error:.1} minutes an incident");
    assert!(mean > 3.0 * error, "{mean} ± {error}");
}

#[test]
fn areas_in_hands_are_skipped_exactly() {
    let edits = [(
        r#"    stakeholders: ["#,
        r#"work: [(id: "w", kind: "feature", team: "shop", skill: "shop", minutes_left: 30, delay_per_hour: 60), (id: "v", kind: "debt", team: "shop", skill: "shop", minutes_left: 50, delay_per_hour: 90)],
        stakeholders: ["#,
    )];
    let scenario = tiny(&edits);
    assert_exact(
        &scenario,
        &[
            (2, "delegate incidents/shop to ada for speed back 15"),
            (3, "delegate board/shop to ben back 30"),
            (40, "take-back board/shop"),
        ],
    );
    assert_exact(
        &scenario,
        &[
            (2, "delegate updates/company to ada"),
            (9, "acknowledge INC-1"),
            (20, "delegate INC-1 to ben"),
            (30, "apply INC-1 roll-back by ada"),
        ],
    );
}
