//! What a front end shows of a moment: plain values with texts in them, made from an [`Observation`], the scenario's words and
//! what was visible on the way. No front end computes these twice, and none of them knows a `World`.

mod board;
mod incident;
mod map;
mod overlay;
mod people;
mod timeline;
mod trail;
mod week;

pub use board::{
    AlertRow, FlowColumn, IncidentCard, Lane, MessageView, PipelineRow, WorkCard, flow_board,
    pipeline_rows,
};
pub use incident::{
    Belief, IncidentSheet, InquiryLine, LineState, RemedyLine, RoleLine, UpdateLine,
};
pub use map::{Edge, MapView, Node, Walker};
pub use overlay::{Overlay, OverlayGroup, OverlayLine, OverlayMark, OverlayView, overlay};
pub use people::{Fitness, PersonCard, TeamCards, fitness};
pub use timeline::{Bar, BarKind, Dot, Due, Timeline, Tone};
pub use trail::{Sample, Trail};
pub use week::{
    Group, Moment, Obligation, Ordered, Place, Venture, VentureKind, WEEK_MINUTES, WeekView,
    is_weekly, takes_weeks, week, week_began,
};

use super::sentences::{Names, money, order, percent};
use super::{CardSeen, Observation};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Axis;
use crate::scenario::units::{MinuteOfDay, Money, Tick};
use crate::sim::{Command, Event};
use crate::words::fl;

/// Everything that the bridge shows.
#[derive(Clone, PartialEq, Debug)]
pub struct BridgeView {
    /// The scenario's title.
    pub title: String,
    /// The clock where the scenario keeps it (UTC).
    pub clock: String,
    /// Minutes of the run.
    pub minute: u32,
    /// The last minute.
    pub ends: u32,
    /// The clocks of the sites.
    pub sites: Vec<SiteClock>,
    /// What takes the leader's attention.
    pub attention: AttentionView,
    /// Flow, reliability, morale, cost: running figures, not scores.
    pub meters: [Meter; 4],
    /// The error budget of the tier-1 service that has least left.
    pub budget: Budget,
    /// Revenue that did not come in.
    pub lost: Lost,
    /// Incidents that are not folded away, in the order in which they opened.
    pub incidents: Vec<IncidentCard>,
    /// Services whose alerts fire.
    pub alerts: Vec<AlertRow>,
    /// Messages that wait.
    pub messages: Vec<MessageView>,
    /// The decision that waits first.
    pub card: Option<CardView>,
    /// How many more wait behind it.
    pub cards_behind: usize,
    /// Services and who walks to them.
    pub map: MapView,
    /// The incident that is looked at.
    pub sheet: Option<IncidentSheet>,
    /// People by team.
    pub teams: Vec<TeamCards>,
    /// Planned work.
    pub flow: Vec<FlowColumn>,
    /// Pipelines, with what their stages hold.
    pub pipelines: Vec<PipelineRow>,
    /// What happened when.
    pub timeline: Timeline,
    /// The run is over.
    pub over: bool,
}

/// The clock at a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteClock {
    /// Its name.
    pub name: String,
    /// Its time.
    pub clock: String,
    /// Between 22:00 and 06:00 there.
    pub night: bool,
}

/// The leader's attention: what is being said now, and what waits behind it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AttentionView {
    /// Commands, the first being given now.
    pub queue: Vec<Waiting>,
    /// Seconds until the leader is free.
    pub busy_seconds: u32,
}

/// A command that takes or awaits attention.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// What it is.
    pub text: String,
    /// Seconds until it takes effect.
    pub seconds: u32,
    /// Its place among the pending commands: it can still be taken back.
    pub undo: Option<usize>,
}

/// A running figure with its past.
#[derive(Clone, PartialEq, Debug)]
pub struct Meter {
    /// Which axis it speaks about.
    pub axis: Axis,
    /// The figure.
    pub figure: String,
    /// What the figure is.
    pub unit: String,
    /// The latest past, a value a minute, newest last.
    pub trend: Vec<f32>,
    /// The value at the start, to compare with.
    pub mark: f32,
    /// Where the trend is drawn from and to.
    pub range: (f32, f32),
}

/// What is left of an error budget.
#[derive(Clone, PartialEq, Debug)]
pub struct Budget {
    /// Whose.
    pub service: String,
    /// `38 %`.
    pub left: String,
    /// `burn 62×`.
    pub burn: String,
    /// It is being spent faster than it grows back.
    pub burning: bool,
}

/// Revenue lost.
#[derive(Clone, PartialEq, Debug)]
pub struct Lost {
    /// In this minute.
    pub per_minute: String,
    /// So far.
    pub so_far: String,
    /// Customers are hurt now.
    pub hurting: bool,
}

/// A decision card. Effects are nobody's business here.
#[derive(Clone, PartialEq, Debug)]
pub struct CardView {
    /// Which.
    pub id: CardId,
    /// The question.
    pub title: String,
    /// What is known.
    pub text: String,
    /// The options.
    pub options: Vec<String>,
    /// When the team goes on without an answer.
    pub due: String,
    /// Minutes until then.
    pub minutes_left: u32,
    /// What the team does then.
    pub default: String,
}

impl BridgeView {
    /// The view of a moment. `pending` are the commands that can still be taken back, `looked_at` the incident whose sheet is open.
    pub fn of(
        scenario: &Scenario,
        seen: &Observation,
        events: &[Event],
        pending: &[Command],
        trail: &Trail,
        looked_at: Option<IncidentId>,
    ) -> BridgeView {
        let mut cards = seen.cards.iter().filter(|card| !decided(seen, card));
        let first = cards.next();
        let open = looked_at.filter(|&id| {
            seen.incident(id)
                .is_some_and(|incident| incident.merged.is_none())
        });
        let looked_at = open.or_else(|| seen.open_incidents().map(|incident| incident.id).next());
        BridgeView {
            title: scenario.words.title.clone(),
            clock: seen.clock.to_string(),
            minute: seen.now.0,
            ends: seen.ends.0,
            sites: site_clocks(scenario, seen),
            attention: attention(scenario, seen, pending),
            meters: meters(scenario, seen, trail),
            budget: budget(scenario, seen),
            lost: Lost {
                per_minute: money(seen.losing_per_minute, &scenario.rules.currency),
                so_far: money(seen.ledger.lost_revenue, &scenario.rules.currency),
                hurting: seen.customers_hurt,
            },
            incidents: board::incident_cards(scenario, seen),
            alerts: board::alert_rows(scenario, seen),
            messages: board::messages(scenario, seen),
            card: first.map(|card| card_view(scenario, card, seen.now)),
            cards_behind: cards.count(),
            map: map::map(scenario, seen),
            sheet: looked_at.and_then(|id| incident::sheet(scenario, seen, events, trail, id)),
            teams: people::teams(scenario, seen),
            flow: flow_board(scenario, seen),
            pipelines: pipeline_rows(scenario, seen),
            timeline: timeline::timeline(scenario, seen, events),
            over: seen.over,
        }
    }
}

/// A decision on the card waits for attention already.
pub fn decided(seen: &Observation, card: &CardSeen) -> bool {
    seen.queued()
        .any(|command| matches!(command, Command::Decide(id, _) if *id == card.id))
}

/// An answer to the message waits for attention already.
pub fn answered(seen: &Observation, message: MessageId) -> bool {
    seen.queued()
        .any(|command| matches!(command, Command::Answer(id, _) if *id == message))
}

/// The clock's face at a tick.
pub fn clock_at(scenario: &Scenario, tick: Tick) -> MinuteOfDay {
    scenario.rules.starts_at.plus(i64::from(tick.0))
}

fn card_view(scenario: &Scenario, card: &CardSeen, now: Tick) -> CardView {
    let words = &scenario.words.cards[card.id.at()];
    CardView {
        id: card.id,
        title: words.title.clone(),
        text: words.text.clone(),
        options: words.options.clone(),
        due: clock_at(scenario, card.due).to_string(),
        minutes_left: card.due.since(now),
        default: words
            .options
            .get(usize::from(card.default))
            .cloned()
            .unwrap_or_default(),
    }
}

fn site_clocks(scenario: &Scenario, seen: &Observation) -> Vec<SiteClock> {
    let sites = scenario.rules.sites.iter().zip(&scenario.words.sites);
    sites
        .map(|(site, name)| {
            let clock = seen.clock.plus(i64::from(site.utc_offset_minutes));
            SiteClock {
                name: name.clone(),
                clock: clock.to_string(),
                night: is_night(clock),
            }
        })
        .collect()
}

fn is_night(clock: MinuteOfDay) -> bool {
    !(6 * 60..22 * 60).contains(&clock.0)
}

fn attention(scenario: &Scenario, seen: &Observation, pending: &[Command]) -> AttentionView {
    let first_pending = seen.attention.queue.len().saturating_sub(pending.len());
    let queue = seen
        .attention
        .queue
        .iter()
        .enumerate()
        .map(|(place, (command, seconds))| Waiting {
            text: order(command, scenario),
            seconds: *seconds,
            undo: place.checked_sub(first_pending),
        });
    AttentionView {
        queue: queue.collect(),
        busy_seconds: seen.attention.busy_seconds,
    }
}

fn budget(scenario: &Scenario, seen: &Observation) -> Budget {
    let tier_1 = seen
        .services
        .iter()
        .filter(|service| service.tier == 1 && service.requests > 0);
    let worst = tier_1.min_by(|a, b| a.budget_left.total_cmp(&b.budget_left));
    match worst {
        Some(worst) => Budget {
            service: Names(scenario).service(worst.id).to_owned(),
            left: format!("{:.0} %", worst.budget_left * 100.0).replace('-', "−"),
            burn: fl!("top-burn", burn = format!("{:.0}", worst.burn)),
            burning: worst.burn >= 1.0,
        },
        None => Budget {
            service: String::new(),
            left: "—".into(),
            burn: String::new(),
            burning: false,
        },
    }
}

/// So much of the past is shown: more than fits beside a figure.
const TREND_MOST: usize = 120;

fn meters(scenario: &Scenario, seen: &Observation, trail: &Trail) -> [Meter; 4] {
    let currency = &scenario.rules.currency;
    let now = trail.latest();
    let all = trail.samples();
    let newest = &all[all.len().saturating_sub(TREND_MOST)..];
    let meter =
        |axis: Axis, figure: String, unit: &str, past: fn(&Sample) -> f32, range: (f32, f32)| {
            Meter {
                axis,
                figure,
                unit: unit.to_owned(),
                trend: newest.iter().map(past).collect(),
                mark: trail.samples().first().map_or(0.0, past),
                range,
            }
        };
    let open: Money = seen
        .work
        .iter()
        .filter(|work| work.done.is_none())
        .map(|work| work.delay_per_hour)
        .sum();
    let cost_top = now.spent.max(1_000.0) as f32;
    [
        meter(
            Axis::Flow,
            money(Money(-open.0), currency),
            fl!("top-flow-unit"),
            |s| s.work_done as f32,
            (0.0, 1.0),
        ),
        meter(
            Axis::Reliability,
            percent(crate::scenario::units::Ppm((now.good_so_far * 1e6) as u32)),
            fl!("top-reliability-unit"),
            |s| s.good_now as f32,
            (0.0, 1.0),
        ),
        meter(
            Axis::Morale,
            format!("{:.0}", now.morale),
            fl!("top-morale-unit"),
            |s| s.morale as f32,
            (30.0, 100.0),
        ),
        meter(
            Axis::Cost,
            money(Money((now.spent * 1e6) as i64), currency),
            fl!("top-cost-unit"),
            |s| s.spent as f32,
            (0.0, cost_top),
        ),
    ]
}
