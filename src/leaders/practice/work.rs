//! Work beside and between incidents: little cases, reviews, deployments, planned work.

use super::*;
use crate::observe::{CaseSeen, PipelineSeen, WorkSeen};
use crate::scenario::command::{Depth, Style};
use crate::scenario::ids::WorkId;
use crate::sim::work::UnderWay;

/// Cases of this severity and worse take people off planned work.
const PRESSING: u8 = 3;
/// Minutes that somebody needs to be there for a deep review.
const REVIEW_MINUTES: u32 = 200;
/// So long before a review is worth less, it takes somebody off planned work.
const REVIEW_PRESSES_MINUTES: u32 = 3 * 24 * 60;

impl Plan<'_> {
    /// Gives cases to people, the worst before others and then the oldest.
    pub(in crate::leaders) fn serve_cases(&mut self) {
        let waiting = self.seen.desk.cases.iter();
        let mut waiting: Vec<&CaseSeen> = waiting.filter(|case| case.by.is_none()).collect();
        waiting.sort_by_key(|case| (case.severity, case.id));
        for case in waiting {
            let given =
                |command: &Command| matches!(command, Command::Assign(id, _) if *id == case.id);
            if self.seen.queued().any(given) {
                continue;
            }
            let pressing = case.severity <= PRESSING;
            let next = self
                .at_hand()
                .filter(|person| match person.activity {
                    Activity::Free => true,
                    Activity::Working(_) => pressing,
                    _ => false,
                })
                .max_by_key(|person| (person.activity == Activity::Free, is_fresh(person)));
            if let Some(person) = next.map(|person| person.id) {
                self.give(Command::Assign(case.id, person));
            }
        }
    }

    /// What customers felt is reviewed soon, deeply, and without asking who did it; by one of the owners, who has the time.
    pub(in crate::leaders) fn review(&mut self) {
        if !self.has_time() || !self.quiet() {
            return;
        }
        for incident in &self.seen.incidents {
            let over = incident.mitigated.is_some() && incident.merged.is_none();
            let review = &incident.review;
            if !over || !is_felt(incident) || review.by.is_some() || review.held.is_some() {
                continue;
            }
            if review.plan.is_none() {
                let plan = Command::ScheduleReview(incident.id, Style::Blameless, Depth::Deep);
                self.give(plan);
                continue;
            }
            let given =
                |command: &Command| matches!(command, Command::Review(id, _) if *id == incident.id);
            if self.seen.now.plus(REVIEW_MINUTES) > self.seen.ends || self.seen.queued().any(given)
            {
                continue;
            }
            let pressing = (incident.review_due)
                .is_some_and(|due| due <= self.seen.now.plus(REVIEW_PRESSES_MINUTES));
            let has_time = |person: &&PersonSeen| {
                let until = i64::from(self.seen.now.0) + i64::from(REVIEW_MINUTES);
                let idle = match person.activity {
                    Activity::Free => true,
                    Activity::Working(_) => pressing,
                    _ => false,
                };
                idle && person.in_shift && i64::from(person.shift_until) >= until
            };
            let next = self.at_hand().filter(has_time).max_by_key(|person| {
                (
                    person.team == incident.owner,
                    person.activity == Activity::Free,
                )
            });
            if let Some(person) = next.map(|person| person.id) {
                self.give(Command::Review(incident.id, person));
            }
        }
    }

    /// What is finished goes out: the smaller the batch, the less of it fails (§A4). Not while customers hurt badly, nor to what
    /// is in trouble itself, and somebody has to be there to see it.
    pub(in crate::leaders) fn send_out(&mut self) {
        if self.leads_weeks() || !self.has_time() {
            return;
        }
        let mut hurting = self.seen.open_incidents();
        if hurting.any(|incident| incident.mitigated.is_none() && is_major(incident)) {
            return;
        }
        let in_trouble = |line: &PipelineSeen| {
            let mut open = self.seen.open_incidents();
            open.any(|incident| Some(incident.service) == line.service)
        };
        let ready = |line: &&PipelineSeen| {
            line.deploys
                && line.to_deploy > 0
                && !line.frozen
                && line.under_way == UnderWay::Nothing
                && !in_trouble(line)
        };
        for line in self.seen.pipelines.iter().filter(ready) {
            let owner = line
                .service
                .map(|service| self.seen.services[service.at()].team);
            let watches = |person: &PersonSeen| {
                person.in_shift && owner.is_none_or(|team| person.team == team)
            };
            if self.at_hand().any(watches) {
                self.give(Command::Deploy(line.id));
            }
        }
    }

    /// People without anything in hand take planned work.
    pub(in crate::leaders) fn use_free_hands(&mut self) {
        if self.leads_weeks() {
            return;
        }
        let seen = self.seen;
        let free =
            available(seen).filter(|person| person.in_shift && person.activity == Activity::Free);
        for person in free {
            if !self.has_time() {
                break;
            }
            if self.taken.contains(&person.id) {
                continue;
            }
            let open = seen
                .work
                .iter()
                .filter(|item| item.can_be_worked_on && skill(person, item.skill) >= RIGHT_PERSON);
            // Where nobody is, then of the own team, then what costs most of delay for its size.
            let worth = |item: &WorkSeen| item.delay_per_hour.units() / item.left_minutes.max(1.0);
            let best = open.max_by(|a, b| {
                let rank = |item: &WorkSeen| {
                    (
                        std::cmp::Reverse(self.hands_at(item)),
                        item.team == person.team,
                    )
                };
                rank(a)
                    .cmp(&rank(b))
                    .then(worth(a).total_cmp(&worth(b)))
                    .then(b.id.cmp(&a.id))
            });
            if let Some(item) = best.map(|item| item.id) {
                self.give(Command::Work(person.id, item));
            }
        }
    }

    /// What reviews asked for is begun soon: whoever has nothing in hand in the team that it falls to, or whose work can wait longest.
    pub(in crate::leaders) fn take_up_lessons(&mut self) {
        if self.leads_weeks() || !self.quiet() {
            return;
        }
        let lessons = (self.seen.work.iter()).filter(|item| {
            item.action_of.is_some() && item.can_be_worked_on && self.hands_at(item) == 0
        });
        let lessons: Vec<&WorkSeen> = lessons.collect();
        let is_lesson = |id: WorkId| {
            let mut items = self.seen.work.iter();
            items.any(|item| item.id == id && item.action_of.is_some())
        };
        for item in lessons {
            if !self.has_time() {
                break;
            }
            let fit = |person: &&PersonSeen| {
                let idle = match person.activity {
                    Activity::Free => true,
                    Activity::Working(other) => !is_lesson(other),
                    _ => false,
                };
                let able = skill(person, item.skill) >= RIGHT_PERSON;
                idle && person.in_shift && person.team == item.team && able
            };
            let others = self.at_hand().filter(fit);
            let least_missed = others.min_by_key(|person| self.left_behind(person));
            if let Some(person) = least_missed.map(|person| person.id) {
                self.give(Command::Work(person, item.id));
            }
        }
    }

    /// People who are at an item or about to be.
    fn hands_at(&self, item: &WorkSeen) -> usize {
        let sent = self.seen.queued().chain(&self.commands);
        let sent = sent.filter(|command| matches!(command, Command::Work(_, id) if *id == item.id));
        item.people.len() + sent.count()
    }
}
