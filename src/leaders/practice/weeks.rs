//! Weeks: what somebody does who leads an organisation for months instead of a shift (design §11). Teams know their work, pick it up and
//! release it by themselves. The leader backs a few practices and looks whether people take them up, says what comes first, and
//! changes one rule at a time: six orders a week, as many as the screen of a week has places.

use super::*;
use crate::observe::view::{Place, WEEK_MINUTES, takes_weeks, week_began};
use crate::observe::{InitiativeSeen, LeverSeen};
use crate::scenario::ids::{LeverId, WorkId};
use crate::scenario::rules::{LeverKind, Sponsorship};
use crate::scenario::units::Tick;

/// The week is planned so long after it began, when everybody has come.
const PLANNED_MINUTES: u32 = 60;
/// A practice is offered for so long before it is backed or given up: long enough to see who takes it up. *Assumed.*
const TRIAL_MINUTES: u32 = 2 * WEEK_MINUTES;
/// Mean adoption in percent, after the trial, from which a practice suits: it began at 5.
const TAKEN_UP_PERCENT: f64 = 6.5;
/// Adoption in percent by the slowest team from which a practice lives without backing.
const LIVES_PERCENT: u8 = 60;
/// So many practices at a time that are not settled: each takes a third of the will to change from the others.
const AT_ONCE: usize = 2;
/// Minutes that a release is watched on a few customers: 86 % of what is bad is seen by then.
const WATCH_MINUTES: i32 = 60;
/// So many changes in a release are few enough (§A4).
const FEW_CHANGES: i32 = 2;

/// What a leader of weeks remembers.
#[derive(Default)]
pub(in crate::leaders) struct Weeks {
    /// The last week that was planned.
    planned: Option<Tick>,
    /// When each practice was offered first.
    offered: Vec<Option<Tick>>,
    /// What was put first already.
    put_first: Vec<WorkId>,
}

impl Plan<'_> {
    /// Teams pick up and release their own work, and share their nights: whoever leads weeks does not do that for them.
    pub(in crate::leaders) fn leads_weeks(&self) -> bool {
        takes_weeks(self.seen.level, self.seen.ends)
    }

    /// Plans a week, once in it, when nothing burns.
    pub(in crate::leaders) fn plan_the_week(&mut self, memory: &mut Memory) {
        let weeks = &mut memory.weeks;
        let now = self.seen.now;
        let began = week_began(now);
        let waits = weeks.planned == Some(began) || now.since(began) < PLANNED_MINUTES;
        if !self.leads_weeks() || waits || !self.quiet() || !self.has_time() {
            return;
        }
        weeks.planned = Some(began);
        let before = self.commands.len();
        self.back_practices(weeks);
        let left = Place::Priority.count() - (self.commands.len() - before);
        self.put_first(weeks, left);
        if let Some((lever, value)) = self.rule_to_change() {
            self.give(Command::Set(lever, value));
        }
        self.talk_in_the_week(memory);
    }

    /// A week has room for two conversations, with those who need them most.
    pub(in crate::leaders) fn talk_in_the_week(&mut self, memory: &mut Memory) {
        let now = self.seen.now;
        let most = Place::Conversation.count();
        let minutes = now.since(week_began(now));
        if !self.leads_weeks() || minutes < PLANNED_MINUTES || !self.quiet() {
            return;
        }
        for _ in 0..most {
            self.talk_with_one(memory, minutes + 1, most);
        }
    }

    /// Practices are offered two at a time, what promises most for its cost first. What is taken up is sponsored, one a week, so that
    /// each can be measured; what is not is given up; what lives needs no backing.
    fn back_practices(&mut self, weeks: &mut Weeks) {
        let now = self.seen.now;
        weeks.offered.resize(self.seen.initiatives.len(), None);
        let mut orders = Vec::new();
        let (mut unsettled, mut sponsored) = (0, false);
        for practice in &self.seen.initiatives {
            let Some(how) = practice.how else { continue };
            let offered = weeks.offered[practice.id.at()];
            let tried = offered.is_none_or(|tick| now.since(tick) >= TRIAL_MINUTES);
            let lives = practice.slowest_percent() >= LIVES_PERCENT;
            let unwanted = tried && practice.mean_percent() < TAKEN_UP_PERCENT;
            if lives || unwanted {
                orders.push(Command::Stop(practice.id));
                continue;
            }
            unsettled += 1;
            if tried && how == Sponsorship::Invite && !sponsored {
                sponsored = true;
                orders.push(Command::Start(practice.id, Sponsorship::Sponsor));
            }
        }
        let untried =
            self.seen.initiatives.iter().filter(|practice| {
                practice.how.is_none() && weeks.offered[practice.id.at()].is_none()
            });
        let mut untried: Vec<&InitiativeSeen> = untried.collect();
        let worth = |practice: &InitiativeSeen| {
            f64::from(practice.promised_pace_percent) / practice.cost_per_week.units().max(1.0)
        };
        untried.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.id.cmp(&b.id)));
        for practice in untried.into_iter().take(AT_ONCE - AT_ONCE.min(unsettled)) {
            weeks.offered[practice.id.at()] = Some(now);
            orders.push(Command::Start(practice.id, Sponsorship::Invite));
        }
        for order in orders.into_iter().take(Place::Priority.count()) {
            self.give(order);
        }
    }

    /// What costs most by waiting for its size goes first in its team, where nobody is at it.
    fn put_first(&mut self, weeks: &mut Weeks, most: usize) {
        let worth = |item: &crate::observe::WorkSeen| {
            item.delay_per_hour.units() / item.left_minutes.max(1.0)
        };
        let waits = |item: &&crate::observe::WorkSeen| {
            item.can_be_worked_on && item.people.is_empty() && !weeks.put_first.contains(&item.id)
        };
        let mut items: Vec<_> = self.seen.work.iter().filter(waits).collect();
        items.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.id.cmp(&b.id)));
        for item in items.into_iter().take(most) {
            weeks.put_first.push(item.id);
            self.give(Command::Prioritise(item.id, 1));
        }
    }

    /// One rule at a time: first what has a date, then the error budget, then how changes go out where most of them wait.
    fn rule_to_change(&self) -> Option<(LeverId, i32)> {
        let seen = self.seen;
        let levers =
            || (seen.levers.iter().enumerate()).map(|(at, lever)| (LeverId(at as u8), lever));
        let deadline = (seen.vulnerabilities.iter())
            .filter(|seen| seen.patched.is_none())
            .filter_map(|seen| seen.deadline)
            .min();
        let dated = levers().find_map(|(id, lever)| match lever.kind {
            LeverKind::PatchWithin if lever.now == 0 => {
                let days = deadline?.0.saturating_sub(seen.now.0) / 1440;
                Some((id, (days as i32).clamp(1, lever.range.1)))
            }
            LeverKind::Control(control) if lever.now == 0 => {
                seen.controls[control.at()].needed.map(|_| (id, 1))
            }
            LeverKind::ErrorBudgetPolicy if lever.now == 0 => Some((id, 1)),
            _ => None,
        });
        let waiting = |lever: &LeverSeen| {
            let line = lever.kind.pipeline().map(|line| &seen.pipelines[line.at()]);
            line.map_or(0, |line| line.to_deploy + line.going_out)
        };
        let better = levers().filter_map(|(id, lever)| {
            let value = match lever.kind {
                LeverKind::CanaryMinutes(_) if lever.now < WATCH_MINUTES => WATCH_MINUTES,
                LeverKind::ChangeApproval(_) if lever.now > 0 => 0,
                LeverKind::BatchSize(_) if lever.now > FEW_CHANGES => {
                    (lever.now / 2).max(FEW_CHANGES)
                }
                _ => return None,
            };
            Some((
                waiting(lever),
                id,
                value.clamp(lever.range.0, lever.range.1),
            ))
        });
        dated.or_else(|| {
            let most = better.max_by_key(|&(waiting, id, _)| (waiting, std::cmp::Reverse(id)));
            most.map(|(_, id, value)| (id, value))
        })
    }
}
