//! The levers of design §5, a test each: over 200 paired seeds a lever moves what it is there for, and its price shows elsewhere.

use super::playing::{happened, load};
use super::work::busy_line;
use crate::stories::tiny;
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::world::Activity;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::sync::Arc;

const SEEDS: u64 = 200;
const DAY: u32 = 1440;

/// The end of a run.
struct End {
    world: World,
    events: Vec<Event>,
    metrics: Metrics,
}

impl End {
    fn count(&self, wanted: impl Fn(&What) -> bool) -> f64 {
        happened(&self.events, wanted).len() as f64
    }

    fn first(&self, wanted: impl Fn(&What) -> bool) -> Option<f64> {
        happened(&self.events, wanted)
            .first()
            .map(|&tick| f64::from(tick))
    }

    fn seen(&self) -> Observation {
        Observation::of(&self.world, Viewpoint::Leader)
    }

    fn line(&self, line: Line) -> f64 {
        self.world.ledger().line(line).units()
    }
}

/// A mean difference over the seeds, and its standard error.
#[derive(Clone, Copy, Debug)]
struct Moved {
    mean: f64,
    error: f64,
}

impl Moved {
    fn rises(self, what: &str) {
        assert!(
            self.mean > 3.0 * self.error,
            "{what} does not rise: {self:?}"
        );
    }

    fn falls(self, what: &str) {
        assert!(
            -self.mean > 3.0 * self.error,
            "{what} does not fall: {self:?}"
        );
    }
}

type Orders = [(u32, &'static str)];

/// What the second orders change against the first, on the same seeds.
fn paired<const N: usize>(
    scenario: &Arc<Scenario>,
    off: &Orders,
    on: &Orders,
    measure: impl Fn(&End) -> [f64; N],
) -> [Moved; N] {
    let end = |seed: u64, orders: &Orders| {
        let (world, events) = watched(scenario, seed, orders);
        let metrics = Metrics::of(scenario, &events, scenario.rules.ends);
        measure(&End {
            world,
            events,
            metrics,
        })
    };
    let rows: Vec<[f64; N]> = (0..SEEDS)
        .map(|seed| {
            let (off, on) = (end(seed, off), end(seed, on));
            std::array::from_fn(|at| on[at] - off[at])
        })
        .collect();
    std::array::from_fn(|at| {
        let column: Vec<f64> = rows.iter().map(|row| row[at]).collect();
        let (mean, error) = super::safety::mean(&column);
        Moved { mean, error }
    })
}

/// A run in which somebody looks after alarms every two hours, so that people get home again: what is open is looked into, and closed
/// where nothing is left of it.
fn watched(scenario: &Arc<Scenario>, seed: u64, orders: &Orders) -> (World, Vec<Event>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    let mut orders = orders.iter().peekable();
    // Whoever is ill or gone cannot be sent anywhere.
    let order = |world: &mut World, events: &mut Vec<Event>, command: Command| {
        let _ = give(world, Giver::Leader, command, events);
    };
    while !world.over() {
        let next = (world.now().0 / 120 + 1) * 120;
        while let Some((tick, text)) = orders.next_if(|(tick, _)| *tick <= next) {
            advance(&mut world, Tick(*tick), &mut events);
            let command = Command::read(text, &scenario.ids).unwrap();
            order(&mut world, &mut events, command);
        }
        advance(&mut world, Tick(next), &mut events);
        if scenario.rules.rotas.is_empty() || world.over() {
            continue;
        }
        let seen = Observation::of(&world, Viewpoint::Leader);
        for incident in seen.open_incidents() {
            order(&mut world, &mut events, Command::Acknowledge(incident.id));
            order(&mut world, &mut events, Command::Resolve(incident.id));
            let mut free = seen.people.iter();
            let free = free.find(|person| person.activity == Activity::Free);
            if let (Some(person), None) = (free, incident.triaged) {
                let triage = Command::Triage(incident.id, person.id);
                order(&mut world, &mut events, triage);
            }
        }
        if seen.open_incidents().next().is_none() {
            let free = seen.people.iter();
            for person in free.filter(|one| one.activity == Activity::Free && !one.in_shift) {
                order(&mut world, &mut events, Command::Rest(person.id));
            }
        }
    }
    (world, events)
}

fn lost(end: &End) -> f64 {
    end.metrics.ledger.lost_revenue
}

fn done(end: &End) -> f64 {
    f64::from(end.metrics.flow.velocity)
}

/// Revenue lost from one tick to another, by the events.
fn lost_between(end: &End, from: u32, until: u32) -> f64 {
    let mut sum = 0.0;
    let mut rates: std::collections::BTreeMap<u16, (u32, f64)> = Default::default();
    let clipped = |from_tick: u32, until_tick: u32| {
        f64::from(until_tick.min(until).saturating_sub(from_tick.max(from)))
    };
    for event in &end.events {
        if let What::Health(service, health) = event.what {
            let now = (event.tick.0, health.losing.units());
            if let Some((since, rate)) = rates.insert(service.0, now) {
                sum += clipped(since, event.tick.0) * rate;
            }
        }
    }
    sum + rates
        .values()
        .map(|(since, rate)| clipped(*since, until) * rate)
        .sum::<f64>()
}

// ---- the pipeline ----

#[test]
fn a_deploy_freeze_saves_revenue_and_holds_work_up() {
    let [lost, done] = paired(&busy_line(&[]), &[], &[(1, "set freeze 1")], |end| {
        [lost(end), done(end)]
    });
    lost.falls("lost revenue");
    done.falls("items done");
}

#[test]
fn a_work_limit_keeps_less_in_progress_and_leaves_hands_idle() {
    let [load, done] = paired(
        &busy_line(&[]),
        &[(1, "set build-limit 4")],
        &[(1, "set build-limit 1")],
        |end| [end.metrics.flow.load, done(end)],
    );
    load.falls("items in progress");
    done.falls("items done");
}

#[test]
fn a_board_in_the_way_of_changes_costs_lead_time_and_fails_no_change_fewer_but_keeps_some_from_customers()
 {
    let [lead, often, fail, lost] = paired(&busy_line(&[]), &[], &[(1, "set board 1")], |end| {
        let dora = &end.metrics.dora;
        [
            dora.change_lead_time_min.unwrap_or(1440.0),
            dora.deployment_frequency_per_day.unwrap_or(0.0),
            dora.change_fail_rate.unwrap_or(0.0),
            lost(end),
        ]
    });
    lead.rises("change lead time");
    often.falls("deployments a day");
    // §A2: no evidence of a lower fail rate. Batches that waited are larger.
    fail.rises("change fail rate");
    // What peers let through at once hurts sooner.
    lost.falls("lost revenue");
}

#[test]
fn the_error_budget_policy_saves_revenue_where_the_budget_is_spent_and_holds_features_up() {
    let scenario = busy_line(&[
        ("budget_spent: 0", "budget_spent: 1"),
        (
            "(id: \"freeze\", what: DeployFreeze, at_start: 0, from: 0, to: 1),",
            "(id: \"policy\", what: ErrorBudgetPolicy, at_start: 0, from: 0, to: 1),",
        ),
    ]);
    let [lost, done] = paired(&scenario, &[], &[(1, "set policy 1")], |end| {
        [lost(end), done(end)]
    });
    lost.falls("lost revenue");
    done.falls("items done");
}

// ---- load ----

/// A shop whose database carries 1,500 a minute, asked for twice as much as usual for ten minutes at about noon, when a fault takes a
/// third of its units for a while or of its answers.
fn busy_shop(web: &str, db: &str, fault: &str, levers: &str) -> Arc<Scenario> {
    tiny(&[
        (
            "onset_minutes: (5, 5), harm: 0.5, truth: \"release\",",
            fault,
        ),
        (
            "demand_per_minute: 1000, revenue_per_request: 0.01, hard: [\"db\"]",
            &format!("demand_per_minute: 1200, revenue_per_request: 0.01, {web} hard: [\"db\"]"),
        ),
        (
            "(id: \"db\", team: \"shop\", tier: 1, slo: 0.999, budget_spent: 0,",
            &format!("(id: \"db\", team: \"shop\", tier: 1, slo: 0.999, budget_spent: 0, {db},"),
        ),
        ("demand_per_minute: 10, hard: [\"db\"], ", ""),
        (
            "    stakeholders: [",
            &format!("levers: [{levers}], stakeholders: ["),
        ),
    ])
}

const CAPACITY_FAULT: &str =
    "onset_minutes: (20, 200), harm: 0.4, truth: \"release\", kind: \"capacity\",";

#[test]
fn more_units_save_revenue_and_cost_by_the_hour() {
    let scenario = busy_shop(
        "",
        "capacity: (units: 10, requests_per_unit_minute: 150, cost_per_unit_hour: 6)",
        CAPACITY_FAULT,
        r#"(id: "units", what: CapacityUnits("db"), at_start: 10, from: 1, to: 100)"#,
    );
    let [lost, cloud] = paired(&scenario, &[], &[(1, "set units 15")], |end| {
        [lost(end), end.line(Line::Cloud)]
    });
    lost.falls("lost revenue");
    cloud.rises("cloud");
}

const SCALES: &str =
    "capacity: (units: 10, requests_per_unit_minute: 150, cost_per_unit_hour: 6, lag_minutes: 7,
    autoscale: (target: 0.6, most: 10, every_minutes: 10))";

#[test]
fn autoscaling_saves_revenue_and_costs_by_the_hour() {
    let scenario = busy_shop(
        "",
        SCALES,
        CAPACITY_FAULT,
        r#"(id: "most", what: AutoscalingMost("db"), at_start: 0, from: 0, to: 100)"#,
    );
    let [lost, cloud] = paired(&scenario, &[], &[(1, "set most 40")], |end| {
        [lost(end), end.line(Line::Cloud)]
    });
    lost.falls("lost revenue");
    cloud.rises("cloud");
}

const FRAGILE: &str = "capacity: (units: 10, requests_per_unit_minute: 150, waste: 0.5)";
/// A third of answers fails from then on, until the storm and through it.
const ERRORS: &str = "onset_minutes: (2, 40), harm: 0.1, truth: \"release\",";
const STORM: &str = "attempts: 3, demand_curves: [Steps([(at_minute: 120, factor: 2), (at_minute: 130, factor: 1)])],";

#[test]
fn a_retry_budget_ends_a_storm_and_lets_little_errors_through() {
    let scenario = busy_shop(
        STORM,
        FRAGILE,
        ERRORS,
        r#"(id: "budget", what: RetryBudget("web"), at_start: 1000, from: 0, to: 1000)"#,
    );
    let [calm, storm] = paired(&scenario, &[], &[(1, "set budget 2")], |end| {
        [lost_between(end, 0, 120), lost_between(end, 120, 240)]
    });
    storm.falls("lost revenue in the storm");
    calm.rises("lost revenue before it");
}

#[test]
fn shedding_load_ends_a_storm_and_turns_customers_away_before_it() {
    let scenario = busy_shop(
        STORM,
        FRAGILE,
        ERRORS,
        r#"(id: "shed", what: LoadShedding("web"), at_start: 0, from: 0, to: 100)"#,
    );
    let [calm, storm] = paired(&scenario, &[], &[(1, "set shed 40")], |end| {
        [lost_between(end, 0, 120), lost_between(end, 120, 240)]
    });
    storm.falls("lost revenue in the storm");
    calm.rises("lost revenue before it");
}

// ---- people ----

/// Weeks with a rota; an error of three in a hundred begins at some time in the second one, and alarms ring for nothing.
fn on_call(fault: &str, more: &str) -> Arc<Scenario> {
    tiny(&[
        ("minutes: 240, play", "minutes: 20160, play"),
        (
            "onset_minutes: (5, 5), harm: 0.5, truth: \"release\",",
            fault,
        ),
        (
            "hard: [\"db\"], place: (1, 1)",
            "hard: [\"db\"], alarms: (false_per_day: 1), place: (1, 1)",
        ),
        (
            "    services: [",
            "    rotas: [(team: \"shop\", people: [\"ada\", \"ben\", \"cleo\"])],\n    services: [",
        ),
        (
            "shift: (\"20:00\", \"04:00\")",
            "shift: (\"08:00\", \"18:00\"), woke: \"07:00\"",
        ),
        ("    stakeholders: [", &format!("{more}    stakeholders: [")),
    ])
}

#[test]
fn a_lower_paging_threshold_tells_sooner_and_wakes_more_people_for_nothing() {
    let scenario = on_call(
        "onset_minutes: (10080, 18000), harm: 0.03, truth: \"release\",",
        r#"levers: [(id: "paging", what: PagingThreshold("web"), at_start: 100, from: 10, to: 1000)],"#,
    );
    let [told, pages] = paired(
        &scenario,
        &[(1, "set paging 120")],
        &[(1, "set paging 40")],
        |end| {
            let began = end
                .first(|what| matches!(what, What::FaultBegan(..)))
                .unwrap();
            let burns = |what: &What| matches!(what, What::AlertFired(_, row) if *row < 4);
            let told = end.first(burns).unwrap_or(20160.0);
            [told - began, f64::from(end.metrics.people.pages)]
        },
    );
    told.falls("minutes until a page tells of the fault");
    pages.rises("calls out of free time");
}

#[test]
fn turns_on_call_that_change_spread_the_broken_nights_and_burden_those_who_slept() {
    let scenario = on_call("onset_minutes: (20160, 20160), harm: 0.03,", "");
    let night = |end: &End| {
        let mut morale = [0.0_f64; 3];
        for event in &end.events {
            if let What::Morale(person, milli, _) = event.what {
                morale[person.at()] += f64::from(milli) / 1000.0;
            }
        }
        morale.sort_by(f64::total_cmp);
        [end.metrics.people.night_pages_gini, morale[2]]
    };
    // Ada and Ben are on call for both weeks, or the three take turns of about two days.
    let stays = [
        (7 * DAY + 1, "set-rota shop primary ada"),
        (7 * DAY + 1, "set-rota shop secondary ben"),
    ];
    let changes = [
        (2 * DAY, "set-rota shop primary cleo"),
        (4 * DAY, "set-rota shop secondary ada"),
        (6 * DAY, "set-rota shop primary ben"),
        (9 * DAY, "set-rota shop primary ada"),
        (11 * DAY, "set-rota shop secondary ben"),
        (13 * DAY, "set-rota shop primary cleo"),
    ];
    let [gini, spared] = paired(&scenario, &stays, &changes, night);
    gini.falls("inequality of broken nights");
    spared.falls("morale of whoever was spared most");
}

// ---- governance, automation, money ----

#[test]
fn a_standing_patch_policy_closes_holes_before_they_are_used_and_sets_planned_work_back() {
    let more = super::governance::hole("")
        .replace("exploits_per_30_days: 0", "exploits_per_30_days: 6")
        + r#"levers: [(id: "patch-within", what: PatchWithin, at_start: 0, from: 0, to: 60)],"#;
    let scenario = super::governance::office(2, &more);
    let [exploited, missed, left] = paired(&scenario, &[], &[(1, "set patch-within 14")], |end| {
        let work = end.seen().work;
        [
            end.count(|what| matches!(what, What::Exploited(_))),
            end.count(|what| matches!(what, What::PatchMissed(_))),
            work[0].left_minutes,
        ]
    });
    exploited.falls("exploits");
    missed.falls("deadlines missed");
    left.rises("planned work that is left");
}

#[test]
fn trust_in_an_automation_shortens_outages_and_pays_for_what_it_does_wrong() {
    let scenario = super::data::warehouse(
        1,
        r#"automations: [(id: "medic", fault: "jam", least_sure: 0.2, minutes: 1, trust_percent: 0, wrong: [Spend(breach, 1500)])],
        levers: [(id: "trust", what: AutomationTrust("medic"), at_start: 0, from: 0, to: 100)],"#,
    );
    let [lost, breach] = paired(&scenario, &[], &[(1, "set trust 60")], |end| {
        [lost(end), end.line(Line::Breach)]
    });
    lost.falls("lost revenue");
    breach.rises("what acting wrongly cost");
}

#[test]
fn a_spending_cap_cuts_waste_off_and_holds_back_the_scaling_that_customers_need() {
    let scenario = load(
        r#"(
        format: 1, id: "oracle", level: "advanced", track: "finops",
        starts_at: "00:00", minutes: 1440, play_minutes: 10, currency: "EUR", attention: Off,
        sites: [(id: "home", utc_offset_minutes: 0)], teams: ["shop"],
        people: [(id: "ada", team: "shop", site: "home", skills: {"code": 1}, shift: ("08:00", "17:00"), morale: 70, pay_per_hour: 60)],
        services: [
            (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1200, revenue_per_request: 0.01,
             demand_curves: [Steps([(at_minute: 900, factor: 3)])],
             capacity: (units: 10, requests_per_unit_minute: 150, cost_per_unit_hour: 1, lag_minutes: 7,
                 autoscale: (target: 0.6, most: 60, every_minutes: 10)), place: (1, 1)),
        ],
        faults: [(
            id: "leak", service: "web", kind: "spend-leak", leak_per_hour: 200, onset_minutes: (60, 600), harm: 1, causes: [(id: "loop", prior: 1)],
            remedies: [(id: "kill", skill: "code", minutes: 20, sigma: 0, effects: {"loop": Fixes})],
        )],
        cloud: (bill_lag_minutes: 60),
        levers: [(id: "cap", what: SpendCap, at_start: 1000000, from: 0, to: 1000000)],
        stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 20)],
    )"#,
    );
    let [cloud, lost] = paired(&scenario, &[], &[(1, "set cap 500")], |end| {
        [end.line(Line::Cloud), lost(end)]
    });
    cloud.falls("cloud");
    lost.rises("lost revenue");
}

#[test]
fn a_commitment_makes_what_is_used_cheaper_and_what_is_not_used_dearer() {
    let scenario = load(
        r#"(
        format: 1, id: "oracle", level: "advanced", track: "finops",
        starts_at: "00:00", minutes: 2880, play_minutes: 10, currency: "EUR", attention: Off,
        sites: [(id: "home", utc_offset_minutes: 0)], teams: ["shop"],
        people: [(id: "ada", team: "shop", site: "home", skills: {"code": 1}, shift: ("08:00", "17:00"), morale: 70, pay_per_hour: 60)],
        services: [
            (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 900, revenue_per_request: 0.01,
             demand_curves: [Steps([(at_minute: 1440, factor: 0.3)])],
             capacity: (units: 3, requests_per_unit_minute: 150, cost_per_unit_hour: 1, lag_minutes: 7,
                 autoscale: (target: 0.6, most: 60, every_minutes: 10)), place: (1, 1)),
        ],
        faults: [(
            id: "slow", service: "web", kind: "capacity", onset_minutes: (60, 600), harm: 0.3, causes: [(id: "disk", prior: 1)],
            remedies: [(id: "swap", skill: "code", minutes: 20, sigma: 0, effects: {"disk": Fixes})],
        )],
        cloud: (commitments: [(id: "base", covers: ["web"], discount: 0.28)]),
        levers: [(id: "base", what: Commitment("base"), at_start: 0, from: 0, to: 100)],
        stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 20)],
    )"#,
    );
    let [first, second] = paired(&scenario, &[], &[(1, "set base 10")], |end| {
        let unused = end.events.iter().find_map(|event| match event.what {
            What::CommitmentCosts(_, costs) => Some((costs.used.units(), costs.unused.units())),
            _ => None,
        });
        let (_, unused) = unused.unwrap_or_default();
        [end.line(Line::Cloud) - unused, unused]
    });
    first.falls("cloud for what is used");
    second.rises("cloud for what is not used");
}
