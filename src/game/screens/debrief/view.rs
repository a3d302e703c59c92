//! What the debrief shows, made from the run, its trail and its score.

use crate::game::choices::sure::Matter;
use crate::game::shelf::{aids_name, mode_name};
use crate::observe::sentences::{Names, Spoken, capital, sentence};
use crate::observe::view::{Trail, clock_at};
use crate::run::note::FreeText;
use crate::run::{Act, Run};
use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::scenario::units::Tick;
use crate::score::process::confidence::{CLAIMS_LEAST, brier, claims};
use crate::score::process::record::Record;
use crate::score::{AxisScore, Part, Scorecard};
use crate::sim::event::{Event, What};
use crate::words::fl;

/// The debrief.
#[derive(Clone, PartialEq, Debug)]
pub struct DebriefView {
    /// What was played.
    pub heading: String,
    /// One sentence.
    pub verdict: String,
    /// What to know about it.
    pub under: String,
    /// Flow, reliability, morale, cost.
    pub axes: Vec<AxisCard>,
    /// Points of the result before anything was lost or won: how far the worst leaders lie below.
    pub start: f32,
    /// The parts that weigh most, overall.
    pub parts: Vec<PartRow>,
    /// The result, before it is kept within 0–100.
    pub result: f32,
    /// All parts by axis.
    pub all_parts: Vec<(Axis, Vec<PartRow>)>,
    /// Three moments to talk about.
    pub beats: Vec<Beat>,
    /// Everything that happened: clock, sentence, hidden until now.
    pub story: Vec<(String, String, bool)>,
    /// What was hidden.
    pub hidden: Vec<Hidden>,
    /// How sure the leader said to be.
    pub sure: Sure,
    /// Served requests and beliefs over time.
    pub curve: Curve,
}

/// An axis.
#[derive(Clone, PartialEq, Debug)]
pub struct AxisCard {
    /// Which.
    pub axis: Axis,
    /// `61`; a dash where it is not at stake.
    pub score: String,
    /// 0–1.
    pub share: f32,
    /// Par, 0–1.
    pub par: Option<f32>,
    /// Its biggest part in a phrase.
    pub phrase: String,
    /// The metric in words.
    pub weight: String,
}

/// A part of the result.
#[derive(Clone, PartialEq, Debug)]
pub struct PartRow {
    /// Which axis.
    pub axis: Axis,
    /// Why.
    pub why: String,
    /// Points of the axis.
    pub points: f32,
    /// When.
    pub when: String,
}

/// A moment worth talking about.
#[derive(Clone, PartialEq, Debug)]
pub struct Beat {
    /// What it weighed.
    pub row: PartRow,
    /// What happened around it.
    pub around: Vec<String>,
}

/// Something that was hidden.
#[derive(Clone, PartialEq, Debug)]
pub struct Hidden {
    /// What it is.
    pub title: String,
    /// What was true.
    pub truth: String,
    /// What was believed of it, and when.
    pub believed: Vec<String>,
}

/// How sure the leader said to be, and what it is worth.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sure {
    /// `13:50  75 % sure: A rule went out, because it fits the minute`.
    pub said: Vec<String>,
    /// What was said of causes against what could be known then.
    pub against: Vec<String>,
    /// What that comes to, in a sentence.
    pub comes_to: String,
}

/// Lines over the minutes of a run.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Curve {
    /// The clock at tick 0, minutes of the day.
    pub starts_at: u16,
    /// The last tick.
    pub ends: u32,
    /// Share of requests served, a value a minute.
    pub served: Vec<f32>,
    /// Belief in the true cause, a step at each change.
    pub belief: Vec<(u32, f32)>,
    /// The leader's moments: tick, word, good or not.
    pub marks: Vec<(u32, String)>,
}

impl DebriefView {
    /// The debrief of a run that is over. `provisional` says why the marks are, if they are.
    pub fn of(
        run: &Run,
        trail: &Trail,
        card: &Scorecard,
        provisional: Option<&str>,
    ) -> DebriefView {
        let scenario = run.scenario();
        let all_parts: Vec<(Axis, Vec<PartRow>)> = card
            .axes
            .iter()
            .map(|axis| {
                (
                    axis.axis,
                    sorted(
                        happened(axis)
                            .map(|part| row(scenario, axis.axis, part))
                            .collect(),
                    ),
                )
            })
            .collect();
        let mut parts: Vec<PartRow> = card
            .axes
            .iter()
            .flat_map(|axis| {
                happened(axis).map(|part| PartRow {
                    points: (part.points * axis.weight) as f32,
                    ..row(scenario, axis.axis, part)
                })
            })
            .collect();
        parts.retain(|part| part.points.abs() >= 0.05);
        let parts = sorted(parts);
        DebriefView {
            heading: heading(run),
            verdict: verdict(card),
            under: under(card, provisional),
            axes: card.axes.iter().map(axis_card).collect(),
            beats: parts
                .iter()
                .take(3)
                .map(|row| beat(scenario, run.events(), row.clone()))
                .collect(),
            story: story(scenario, run.events()),
            hidden: hidden(scenario, run.events(), trail),
            sure: sure(run),
            curve: curve(scenario, run, trail),
            start: card
                .axes
                .iter()
                .filter_map(|axis| {
                    axis.parts
                        .first()
                        .map(|part| (part.points * axis.weight) as f32)
                })
                .sum(),
            result: card.overall_raw as f32,
            parts,
            all_parts,
        }
    }
}

/// What happened on an axis: every part but the first, which says where the scale begins.
fn happened(axis: &AxisScore) -> impl Iterator<Item = &Part> {
    axis.parts.iter().skip(1)
}

fn sorted(mut rows: Vec<PartRow>) -> Vec<PartRow> {
    rows.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    rows
}

fn row(scenario: &Scenario, axis: Axis, part: &Part) -> PartRow {
    let from = clock_at(scenario, part.from).to_string();
    let when = if part.until > part.from {
        format!("{from}–{}", clock_at(scenario, part.until))
    } else {
        from
    };
    PartRow {
        axis,
        why: capital(&part.why),
        points: part.points as f32,
        when,
    }
}

fn axis_card(axis: &AxisScore) -> AxisCard {
    let biggest = happened(axis).max_by(|a, b| a.points.abs().total_cmp(&b.points.abs()));
    AxisCard {
        axis: axis.axis,
        score: if axis.at_stake {
            format!("{:.0}", axis.score)
        } else {
            "—".into()
        },
        share: (axis.score / 100.0) as f32,
        par: axis.at_stake.then_some((axis.par / 100.0) as f32),
        phrase: match biggest {
            _ if !axis.at_stake => fl!("debrief-not-at-stake").into(),
            Some(part) if part.points.abs() < 0.05 => part.why.clone(),
            Some(part) => format!("{} {}", signed(part.points), part.why),
            None => String::new(),
        },
        weight: fl!(
            "debrief-axis-weight",
            weight = format!("{:.0}", axis.weight * 100.0)
        ),
    }
}

/// `+5`, `−11`.
pub(super) fn signed(points: f64) -> String {
    let sign = if points < 0.0 { "−" } else { "+" };
    if points.abs() < 9.95 {
        format!("{sign}{:.1}", points.abs())
    } else {
        format!("{sign}{:.0}", points.abs())
    }
}

/// What was played, for what, and with what help.
fn heading(run: &Run) -> String {
    let scenario = run.scenario();
    let (title, form, seed) = (
        &scenario.words.title,
        &scenario.form,
        run.seed().to_string(),
    );
    let mode = mode_name(run.mode());
    let aids = aids_name(run.aids());
    match aids.is_empty() {
        true => fl!(
            "debrief-heading",
            title = title,
            form = form,
            seed = seed,
            mode = mode
        ),
        false => fl!(
            "debrief-heading-aided",
            title = title,
            form = form,
            seed = seed,
            mode = mode,
            aids = aids
        ),
    }
}

/// One sentence: how it went as a whole, and what was dearest.
fn verdict(card: &Scorecard) -> String {
    let whole = match card.overall {
        o if o >= 85.0 => fl!("debrief-led-as-well"),
        o if o >= 65.0 => fl!("debrief-led-soundly"),
        o if o >= 40.0 => fl!("debrief-led-in-part"),
        o if o >= 15.0 => fl!("debrief-led-you"),
        _ => fl!("debrief-led-by-nobody"),
    };
    let at_stake = || card.axes.iter().filter(|axis| axis.at_stake);
    let behind = |axis: &AxisScore| (axis.par - axis.score) * axis.weight;
    let worst = at_stake().max_by(|a, b| behind(a).total_cmp(&behind(b)));
    let best = at_stake().min_by(|a, b| behind(a).total_cmp(&behind(b)));
    match (worst, best) {
        (Some(worst), Some(best)) if behind(worst) > 1.0 && worst.axis != best.axis => {
            let (strong, dear) = (best.axis.spoken(), worst.axis.spoken());
            let loss = happened(worst)
                .filter(|part| part.points < 0.0)
                .min_by(|a, b| a.points.total_cmp(&b.points));
            match loss {
                Some(loss) => fl!(
                    "debrief-verdict-dear",
                    whole = whole,
                    strong = strong,
                    dear = dear,
                    why = loss.why
                ),
                None => fl!(
                    "debrief-verdict-left-behind",
                    whole = whole,
                    strong = strong,
                    dear = dear
                ),
            }
        }
        (Some(_), Some(best)) => fl!(
            "debrief-verdict-even",
            whole = whole,
            strong = best.axis.spoken()
        ),
        _ => format!("{whole}."),
    }
}

fn under(card: &Scorecard, provisional: Option<&str>) -> String {
    let par: f64 = card.axes.iter().map(|axis| axis.par * axis.weight).sum();
    let (points, par) = (format!("{:.0}", card.overall), format!("{par:.0}"));
    match provisional {
        Some(why) => fl!(
            "debrief-under-provisional",
            points = points,
            par = par,
            why = why
        ),
        None => fl!("debrief-under", points = points, par = par),
    }
}

fn beat(scenario: &Scenario, events: &[Event], row: PartRow) -> Beat {
    let near = events.iter().filter(|event| {
        let moved = matches!(
            event.what,
            What::Health(..)
                | What::Morale(..)
                | What::Trust(..)
                | What::Spent(..)
                | What::AlertFired(..)
                | What::AlertCleared(..)
        );
        let clock = clock_at(scenario, event.tick).to_string();
        !moved && row.when.split('–').any(|end| end == clock)
    });
    Beat {
        around: near
            .map(|event| sentence(event, scenario))
            .take(4)
            .collect(),
        row,
    }
}

fn story(scenario: &Scenario, events: &[Event]) -> Vec<(String, String, bool)> {
    let told = events
        .iter()
        .filter(|event| !matches!(event.what, What::Health(..) | What::Morale(..)));
    told.map(|event| {
        let hidden = !crate::observe::is_visible(&event.what);
        (
            clock_at(scenario, event.tick).to_string(),
            sentence(event, scenario),
            hidden,
        )
    })
    .collect()
}

fn hidden(scenario: &Scenario, events: &[Event], trail: &Trail) -> Vec<Hidden> {
    let words = Names(scenario);
    let began = events.iter().filter_map(|event| match event.what {
        What::FaultBegan(fault, cause) => Some((event.tick, fault, cause)),
        _ => None,
    });
    began
        .map(|(tick, fault, cause)| {
            let steps = trail.belief_steps(cause);
            let believed = steps.iter().map(|(tick, belief)| {
                let found = events
                    .iter()
                    .rfind(|event| event.tick <= *tick && matches!(event.what, What::Found(..)));
                let after = found
                    .filter(|found| found.tick == *tick)
                    .map_or(String::new(), |found| {
                        format!(" · {}", sentence(found, scenario))
                    });
                format!(
                    "{}  {:.0} %{after}",
                    clock_at(scenario, *tick),
                    belief * 100.0
                )
            });
            Hidden {
                title: words.fault(fault).to_owned(),
                truth: fl!(
                    "debrief-truth",
                    cause = words.cause(cause).to_lowercase(),
                    clock = clock_at(scenario, tick).to_string()
                ),
                believed: believed.collect(),
            }
        })
        .collect()
}

fn sure(run: &Run) -> Sure {
    let scenario = run.scenario();
    let clock = |tick: Tick| clock_at(scenario, tick);
    let said = run.entries().iter().filter_map(|entry| {
        let Act::Note(note) = &entry.act else {
            return None;
        };
        let (matter, percent) = Matter::of(note)?;
        let reason = note.words().and_then(FreeText::kept);
        let reason = reason.map_or("", |words| &words.text);
        let about = matter.words(scenario);
        let at = clock(entry.tick).to_string();
        Some(match reason {
            "" => fl!(
                "debrief-sure-said",
                at = at,
                percent = percent,
                matter = about
            ),
            reason => fl!(
                "debrief-sure-said-because",
                at = at,
                percent = percent,
                matter = about,
                reason = reason
            ),
        })
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return Sure {
            comes_to: fl!("debrief-sure-nothing").to_owned(),
            ..Sure::default()
        };
    }
    let claims = claims(&Record::of(run));
    let against = claims.iter().map(|claim| {
        let (stated, knowable) = (claim.stated * 100.0, claim.knowable * 100.0);
        let cause = Names(scenario).cause(claim.cause);
        let at = clock(claim.tick).to_string();
        fl!(
            "debrief-sure-against",
            at = at,
            stated = format!("{stated:.0}"),
            knowable = format!("{knowable:.0}"),
            cause = cause
        )
    });
    let comes_to = match (claims.len(), brier(&claims)) {
        (0, _) => fl!("debrief-sure-nothing-to-compare").to_owned(),
        (claims, Some(brier)) => fl!(
            "debrief-sure-brier",
            brier = format!("{brier:.2}"),
            claims = claims
        ),
        (claims, None) => fl!(
            "debrief-sure-too-few",
            least = CLAIMS_LEAST,
            claims = claims
        ),
    };
    let against = against.collect();
    Sure {
        said,
        against,
        comes_to,
    }
}

fn curve(scenario: &Scenario, run: &Run, trail: &Trail) -> Curve {
    let cause = run.events().iter().find_map(|event| match event.what {
        What::FaultBegan(_, cause) => Some(cause),
        _ => None,
    });
    let word = |event: &Event| match event.what {
        What::IncidentOpened(..) => Some(fl!("debrief-mark-page").to_owned()),
        What::Acknowledged(_) => Some(fl!("debrief-mark-acknowledged").to_owned()),
        What::Declared(_, severity) => Some(fl!("debrief-mark-severity", severity = severity)),
        What::RemedyApplied(_, remedy, _) => Some(Names(scenario).remedy(remedy).to_owned()),
        What::Mitigated(_) => Some(fl!("debrief-mark-well").to_owned()),
        What::Relapsed(_) => Some(fl!("debrief-mark-relapsed").to_owned()),
        What::Resolved(_) => Some(fl!("debrief-mark-closed").to_owned()),
        _ => None,
    };
    Curve {
        starts_at: scenario.rules.starts_at.0,
        ends: run.now().0.max(1),
        served: trail
            .samples()
            .iter()
            .map(|sample| sample.good_now as f32)
            .collect(),
        belief: cause
            .map(|cause| trail.belief_steps(cause))
            .unwrap_or_default()
            .into_iter()
            .map(|(Tick(tick), belief)| (tick, belief as f32))
            .collect(),
        marks: run
            .events()
            .iter()
            .filter_map(|event| word(event).map(|word| (event.tick.0, word)))
            .collect(),
    }
}
