//! Competencies 11 and 12, which §G lacks and the curriculum has: bringing change about; controls and exceptions.

use super::record::Record;
use super::{Evidence, Rated, Rating};
use crate::scenario::command::Manner;
use crate::scenario::ids::*;
use crate::scenario::rules::{LeverKind, Sponsorship};
use crate::scenario::units::Tick;
use crate::sim::What;

/// A practice that has not begun to be adopted by then has met resistance or does not fit. *Assumed.*
const STALL_MINUTES: u32 = 14 * 1440;
/// Share of a team, in percent, below which it has not begun to be. *Assumed.*
const STALL_PERCENT: u8 = 20;

/// Initiatives that were backed by more than an invitation, each with the tick at which that first was so.
pub(super) fn backed(record: &Record) -> Vec<(InitiativeId, Tick)> {
    let mut backed: Vec<(InitiativeId, Tick)> = Vec::new();
    for event in &record.events {
        if let What::InitiativeStarted(id, how) = event.what
            && how != Sponsorship::Invite
            && !backed.iter().any(|(of, _)| *of == id)
        {
            backed.push((id, event.tick));
        }
    }
    backed
}

/// Teams that an initiative concerns.
pub(super) fn concerned(record: &Record, id: InitiativeId) -> Vec<TeamId> {
    let fit = &record.scenario.rules.initiatives[id.at()].fit;
    let teams = fit.iter().enumerate().filter(|(_, fit)| fit.is_some());
    teams.map(|(team, _)| TeamId(team as u8)).collect()
}

/// Whether somebody of a team was listened to, or agreed a goal, in the two weeks up to a tick.
pub(super) fn was_heard(record: &Record, team: TeamId, until: Tick) -> bool {
    record.events.iter().any(|event| {
        event.tick <= until
            && until.since(event.tick) <= STALL_MINUTES
            && match event.what {
                What::Talked(person, Manner::Listen | Manner::AgreeGoal) => {
                    record.scenario.rules.people[person.at()].team == team
                }
                _ => false,
            }
    })
}

/// 11a: before a practice is rolled out, the share of the teams that it concerns in which somebody was listened to; an invitation of
/// three days or more sounds everybody.
pub(super) fn sounded(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for (id, tick) in backed(record) {
        let teams = concerned(record, id);
        let invited = record.events.iter().any(|event| {
            matches!(event.what, What::InitiativeStarted(of, Sponsorship::Invite) if of == id)
                && tick.since(event.tick) >= 3 * 1440
        });
        let heard = teams
            .iter()
            .filter(|team| was_heard(record, **team, tick))
            .count();
        let share = heard as f64 / teams.len().max(1) as f64;
        let rating = match (invited, share) {
            (true, _) => Rating::P,
            (_, share) if share >= 0.9 => Rating::P,
            (_, share) if share >= 0.5 => Rating::S,
            (_, share) if share > 0.0 => Rating::M,
            _ => Rating::U,
        };
        let title = &record.scenario.words.initiatives[id.at()].title;
        let text = match invited {
            true => format!("“{title}” was offered before it was backed"),
            false => format!(
                "{heard} of the {} teams that “{title}” concerns were heard before",
                teams.len()
            ),
        };
        occasions.push((rating, Evidence::at(tick, text)));
    }
    Rated::over(occasions)
}

/// When a practice that is backed was seen to stall in some team that it concerns, and how it was backed then.
pub(super) fn stalled(
    record: &Record,
    id: InitiativeId,
    since: Tick,
) -> Option<(Tick, Sponsorship)> {
    let teams = concerned(record, id);
    record
        .between(since.plus(STALL_MINUTES), record.ended)
        .find_map(|moment| {
            let seen = moment.initiatives.iter().find(|seen| seen.id == id)?;
            let how = seen.how?;
            let slow = |team: &TeamId| {
                (seen.adoption_percent.get(team.at())).is_some_and(|share| *share < STALL_PERCENT)
            };
            teams.iter().any(slow).then_some((moment.tick, how))
        })
}

/// When a practice was backed in another way or stopped, after a tick.
pub(super) fn adapted(
    record: &Record,
    id: InitiativeId,
    since: Tick,
    how: Sponsorship,
) -> Option<Tick> {
    let changed = record.events.iter().find(|event| {
        event.tick >= since
            && match event.what {
                What::InitiativeStarted(of, now) => {
                    of == id && now != how && now != Sponsorship::Mandate
                }
                What::InitiativeStopped(of) => of == id,
                _ => false,
            }
    });
    changed.map(|event| event.tick)
}

/// 11b: days from when a practice was seen to stall somewhere until it was backed in another way or stopped.
pub(super) fn fitted(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for (id, tick) in backed(record) {
        let Some((since, how)) = stalled(record, id, tick) else {
            continue;
        };
        let title = &record.scenario.words.initiatives[id.at()].title;
        occasions.push(match adapted(record, id, since, how) {
            Some(tick) => {
                let days = f64::from(tick.since(since)) / 1440.0;
                let text =
                    format!("“{title}” stalled and was led in another way after {days:.0} days");
                (
                    Rating::at_most(days, [7.0, 14.0, 30.0]),
                    Evidence::at(tick, text),
                )
            }
            None if record.ended.since(since) < 7 * 1440 => continue,
            None => (
                Rating::U,
                Evidence::at(
                    since,
                    format!("“{title}” stalled, and nothing about it was changed"),
                ),
            ),
        });
    }
    Rated::over(occasions)
}

/// 11c: practices brought in one at a time, so that what each is worth can be measured: days to the nearest other start.
pub(super) fn measured(record: &Record) -> Rated {
    let starts = backed(record);
    let mut occasions = Vec::new();
    for (id, tick) in &starts {
        let others = starts.iter().filter(|(other, _)| other != id);
        let nearest = others
            .map(|(_, other)| tick.since(*other).max(other.since(*tick)))
            .min();
        let baseline = tick.0;
        let days = f64::from(nearest.unwrap_or(u32::MAX).min(baseline)) / 1440.0;
        let title = &record.scenario.words.initiatives[id.at()].title;
        let text =
            format!("“{title}” had {days:.0} days of its own before it, to be measured against");
        occasions.push((
            Rating::at_least(days, [7.0, 3.0, 1.0]),
            Evidence::at(*tick, text),
        ));
    }
    Rated::over(occasions)
}

/// 12a: share of controls that are in force where risk asks for them, and only there, at the end: an audit looks at them, or the team
/// that works under them owns a tier-1 service.
pub(super) fn tiered(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let mut occasions = Vec::new();
    let (mut all, mut good) = (0, 0);
    for (at, lever) in rules.levers.iter().enumerate() {
        let LeverKind::Control(control) = lever.kind else {
            continue;
        };
        let set = record
            .events
            .iter()
            .rev()
            .find_map(|event| match event.what {
                What::LeverSet(of, value) if of.at() == at => Some(value),
                _ => None,
            });
        let audited = rules
            .audits
            .iter()
            .any(|audit| audit.needs.iter().any(|(of, _)| *of == control));
        let critical = rules.services.iter().any(|service| {
            service.tier == 1
                && rules.controls[control.at()]
                    .team
                    .is_none_or(|team| team == service.team)
        });
        let (wanted, is) = (audited || critical, set.unwrap_or(lever.at_start) != 0);
        all += 1;
        good += u32::from(wanted == is);
        let title = &record.scenario.words.controls[control.at()].title;
        let text = match (wanted, is) {
            (true, true) => format!("“{title}” is in force, where risk asks for it"),
            (true, false) => format!("“{title}” is not in force, though risk asks for it"),
            (false, true) => format!("“{title}” is in force, though no risk asks for it"),
            (false, false) => format!("“{title}” is left out, where no risk asks for it"),
        };
        occasions.push(Evidence::at(record.ended, text));
    }
    if all < 2 {
        return Rated::not_called_for();
    }
    Rated {
        rating: Rating::at_least(f64::from(good) / f64::from(all), [0.95, 0.85, 0.7]),
        evidence: occasions,
    }
}

/// 12b: exceptions short, and left to run out: those granted again at once are permanent in all but name.
pub(super) fn exceptions(record: &Record) -> Rated {
    let mut granted: Vec<(ControlId, Tick, Tick)> = Vec::new();
    let mut occasions = Vec::new();
    for event in &record.events {
        let What::Excepted(control, until) = event.what else {
            continue;
        };
        let renewals = granted.iter().filter(|(of, ..)| *of == control).count();
        let close = granted
            .iter()
            .any(|(of, _, before)| *of == control && event.tick.since(*before) < 1440);
        let most =
            u32::from(record.scenario.rules.controls[control.at()].exception_days_most).max(1);
        let days = until.since(event.tick) / 1440;
        let rating = match (renewals, close) {
            (0, _) => Rating::at_most(f64::from(days) / f64::from(most), [0.5, 0.75, 1.0]),
            (1, _) | (_, false) => Rating::M,
            (_, true) => Rating::U,
        };
        granted.push((control, event.tick, until));
        let title = &record.scenario.words.controls[control.at()].title;
        let text = format!(
            "an exception from “{title}” was granted for {days} days, of {most} at the most"
        );
        occasions.push((rating, Evidence::at(event.tick, text)));
    }
    Rated::over(occasions)
}
