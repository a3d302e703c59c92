//! People, where they are and when.

use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
pub const DAY_MINUTES: i32 = 1440;

/// A site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Minutes ahead of UTC when the run begins; a daylight-saving change is an effect.
    pub utc_offset_minutes: i16,
}

/// Days of the week, a bit each, Monday the lowest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(pub u8);

impl Days {
    /// Monday to Friday.
    pub const WORKING: Days = Days(0b001_1111);

    /// Whether a day is among them.
    pub fn has(self, day: i32) -> bool {
        self.0 >> day.rem_euclid(7) & 1 == 1
    }
}

/// Hours of work, in the local time of the person's site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hours {
    /// Minute of the local day at which a shift begins.
    pub from: u16,
    /// Length of a shift, in minutes.
    pub minutes: u16,
    /// Days on which one begins; `None` where the run is a day at most, and has one shift only.
    pub days: Option<Days>,
}

impl Hours {
    /// The shift that runs at a local minute or is the next to begin, not before `earliest`: its first minute and the first after
    /// it. Local minutes count from the midnight before the Monday of the week in which the run begins. `None` without working days.
    pub fn shift_at(self, local: i32, earliest: i32) -> Option<(i32, i32)> {
        let days = self.days.filter(|days| days.0 & 0x7f != 0)?;
        let today = local.max(earliest).div_euclid(DAY_MINUTES);
        (today - 1..=today + 7)
            .filter(|&day| days.has(day))
            .map(|day| {
                let begins = day * DAY_MINUTES + i32::from(self.from);
                (begins, begins + i32::from(self.minutes))
            })
            .find(|&(begins, ends)| ends > local && begins >= earliest)
    }
}

/// How somebody who is not there at the start may come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joins {
    /// Hired: weeks to fill, then months to full output (§C5).
    Hire,
    /// Contracted: days to fill, at a higher price.
    Contract,
}

/// A named person, or a group of people of like kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// The person's team.
    pub team: TeamId,
    /// Where the person works.
    pub site: SiteId,
    /// Skill and how well, as a share of an expert's speed.
    pub skills: Vec<(SkillId, Ppm)>,
    /// First minute of the first shift, in ticks; negative when it began before the run.
    pub shift_from: i32,
    /// First tick after that shift.
    pub shift_until: i32,
    /// Hours of all shifts.
    pub hours: Hours,
    /// Minutes awake when the run begins. Somebody off shift may be asleep: then 0, and waking starts the count.
    pub awake_minutes: u16,
    /// Morale when the run begins, 0–100 in thousandths of a point: the person's own baseline.
    pub morale_milli: i32,
    /// Regular pay of one head for an hour.
    pub pay_per_hour: Money,
    /// The work item at hand when the run begins.
    pub works_on: Option<WorkId>,
    /// Says what the cause of a fault is, and is so much surer than the evidence allows; `None` keeps such beliefs private.
    pub overconfidence: Option<Ppm>,
    /// Gets the page when an alert of the team's services fires.
    pub on_call: bool,
    /// So many people of like kind.
    pub heads: u16,
    /// Not there at the start, and how they may come.
    pub joins: Option<Joins>,
    /// Works around the clock, whatever the shift, and never tires: a server of queueing theory, in oracle scenarios.
    pub tireless: bool,
}

/// Who of a team is on call, in turns: the primary, and behind them the secondary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rota {
    /// Whose services.
    pub team: TeamId,
    /// In the order of turns.
    pub people: Vec<PersonId>,
    /// Length of a turn.
    pub period_minutes: u32,
    /// The tick at which the first turn ends.
    pub first_hand_over: u32,
}

/// Whose morale an effect moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Who {
    /// Everybody on duty.
    OnDuty,
    /// A team.
    Team(TeamId),
    /// One person.
    Person(PersonId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_shift_after_fridays_is_mondays() {
        let day_shift = Hours {
            from: 540,
            minutes: 480,
            days: Some(Days::WORKING),
        };
        let friday = 4 * DAY_MINUTES;
        assert_eq!(
            day_shift.shift_at(friday + 600, i32::MIN),
            Some((friday + 540, friday + 1020))
        );
        let monday = 7 * DAY_MINUTES;
        assert_eq!(
            day_shift.shift_at(friday + 1020, i32::MIN),
            Some((monday + 540, monday + 1020))
        );
        // Two days off after Monday's: Thursday's is the next.
        let thursday = 10 * DAY_MINUTES;
        assert_eq!(
            day_shift.shift_at(monday + 1020, monday + 1020 + 2 * DAY_MINUTES),
            Some((thursday + 540, thursday + 1020))
        );
    }

    #[test]
    fn a_night_shift_runs_into_the_morning_after_its_day() {
        let night_shift = Hours {
            from: 1320,
            minutes: 480,
            days: Some(Days::WORKING),
        };
        let saturday = 5 * DAY_MINUTES;
        assert_eq!(
            night_shift.shift_at(saturday + 60, i32::MIN),
            Some((saturday - 120, saturday + 360))
        );
    }
}
