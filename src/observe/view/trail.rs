//! What a watcher would have written down every minute: figures for trends, beliefs for their last movement.

use crate::observe::Observation;
use crate::scenario::Scenario;
use crate::scenario::ids::CauseId;
use crate::scenario::rules::Line;
use crate::scenario::units::Tick;

/// The figures of a minute.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Sample {
    /// When.
    pub tick: Tick,
    /// Share of customers' requests that are good in this minute.
    pub good_now: f64,
    /// The same from the start until now.
    pub good_so_far: f64,
    /// Share of the planned work that is done.
    pub work_done: f64,
    /// Mean morale, 0–100.
    pub morale: f64,
    /// Spending beyond regular pay.
    pub spent: f64,
}

/// The figures of every minute, and how beliefs moved.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Trail {
    samples: Vec<Sample>,
    /// Belief now and before it last moved, by cause.
    beliefs: Vec<(CauseId, f64, f64)>,
    /// Every change of belief: when, in what, to what.
    moves: Vec<(Tick, CauseId, f64)>,
}

impl Trail {
    /// Writes this minute down. Minutes are to come in order; the same minute twice replaces itself.
    pub fn note(&mut self, scenario: &Scenario, seen: &Observation) {
        if self
            .samples
            .last()
            .is_some_and(|last| last.tick == seen.now)
        {
            self.samples.pop();
        }
        let demand = scenario
            .rules
            .services
            .iter()
            .map(|service| f64::from(service.demand_per_minute));
        let (mut asked, mut good) = (0.0, 0.0);
        for (demand, service) in demand
            .zip(&seen.services)
            .filter(|(demand, _)| *demand > 0.0)
        {
            asked += demand;
            good += demand * service.success.ratio();
        }
        let good_now = if asked > 0.0 { good / asked } else { 1.0 };
        let (before, minutes) = match self.samples.last() {
            Some(last) => (
                last.good_so_far * f64::from(last.tick.0 + 1),
                f64::from(seen.now.since(last.tick)),
            ),
            None => (0.0, f64::from(seen.now.0 + 1)),
        };
        let sizes: f64 = seen.work.iter().map(|work| work.size_minutes).sum();
        let left: f64 = seen
            .work
            .iter()
            .map(|work| work.left_minutes.min(work.size_minutes))
            .sum();
        self.samples.push(Sample {
            tick: seen.now,
            good_now,
            good_so_far: ((before + good_now * minutes) / f64::from(seen.now.0 + 1))
                .clamp(0.0, 1.0),
            work_done: if sizes > 0.0 { 1.0 - left / sizes } else { 1.0 },
            morale: seen
                .people
                .iter()
                .map(|person| f64::from(person.morale))
                .sum::<f64>()
                / seen.people.len().max(1) as f64,
            spent: seen.ledger.total.units() - seen.ledger.lines[Line::Regular as usize].units(),
        });
        for cause in seen.incidents.iter().flat_map(|incident| &incident.causes) {
            match self.beliefs.iter_mut().find(|(id, ..)| *id == cause.id) {
                Some((_, now, before)) if (*now - cause.belief).abs() > 0.0005 => {
                    (*before, *now) = (*now, cause.belief);
                    self.moves.push((seen.now, cause.id, cause.belief));
                }
                Some(_) => {}
                None => {
                    self.beliefs.push((cause.id, cause.belief, cause.belief));
                    self.moves.push((seen.now, cause.id, cause.belief));
                }
            }
        }
    }

    /// The figures of every minute, oldest first.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The figures of the last minute.
    pub fn latest(&self) -> Sample {
        self.samples.last().copied().unwrap_or(Sample {
            good_now: 1.0,
            good_so_far: 1.0,
            ..Sample::default()
        })
    }

    /// By how much belief in a cause last moved.
    pub fn last_movement(&self, cause: CauseId) -> f64 {
        self.beliefs
            .iter()
            .find(|(id, ..)| *id == cause)
            .map_or(0.0, |(_, now, before)| now - before)
    }

    /// Belief in a cause over time, a step at each change.
    pub fn belief_steps(&self, cause: CauseId) -> Vec<(Tick, f64)> {
        self.moves
            .iter()
            .filter(|(_, id, _)| *id == cause)
            .map(|(tick, _, belief)| (*tick, *belief))
            .collect()
    }
}
