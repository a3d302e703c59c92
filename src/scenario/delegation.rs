//! What a leader hands over, to whom, and with what said: `delegate incidents/shop to ada for speed never paging back 30`.

use super::Ids;
use super::command::{find, read_audience, read_incident, read_word};
use super::ids::*;
use super::rules::Audience;
use serde::{Deserialize, Serialize};

/// What can be handed over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Area {
    /// An incident, until it is closed.
    Incident(IncidentId),
    /// All incidents of the services that a team owns, those to come too.
    Incidents(TeamId),
    /// Who of a team works on what.
    Board(TeamId),
    /// Updates to an audience about every open incident.
    Updates(Audience),
    /// The levers of load of the services that a team owns: what they let in, and with how many units.
    Load(TeamId),
}

/// The kinds of area.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// An incident.
    Incident,
    /// Incidents of a team.
    Incidents,
    /// A team's board.
    Board,
    /// Updates to an audience.
    Updates,
    /// Levers of load of a team's services.
    Load,
}

/// What matters most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Intent {
    /// Customers well again soon; a wrong remedy may be tried.
    Speed,
    /// Nothing gets worse.
    Safety,
    /// Nothing is spent that can be avoided.
    Cost,
}

impl Intent {
    /// Every intent.
    pub const ALL: [Intent; 3] = [Intent::Speed, Intent::Safety, Intent::Cost];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Intent::Speed => "speed",
            Intent::Safety => "safety",
            Intent::Cost => "cost",
        }
    }
}

/// What a delegate may not do without asking.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Apply what cannot be taken back.
    pub irreversible: bool,
    /// Call people out of their free time.
    pub paging: bool,
    /// Spend more than so much on one remedy, or on the units of one order in a day, in whole units of the currency.
    pub spend_above: Option<u32>,
}

impl Limits {
    /// Whether any limit is stated.
    pub fn stated(&self) -> bool {
        *self != Limits::default()
    }
}

/// An area handed over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Delegation {
    /// What.
    pub area: Area,
    /// To whom.
    pub to: PersonId,
    /// What matters, where it was said.
    pub intent: Option<Intent>,
    /// What may not be done without asking.
    pub limits: Limits,
    /// Minutes between two reports; 0 where none was asked for.
    pub back_minutes: u16,
}

impl Area {
    /// Its kind.
    pub fn kind(self) -> AreaKind {
        match self {
            Area::Incident(_) => AreaKind::Incident,
            Area::Incidents(_) => AreaKind::Incidents,
            Area::Board(_) => AreaKind::Board,
            Area::Updates(_) => AreaKind::Updates,
            Area::Load(_) => AreaKind::Load,
        }
    }

    /// The written form.
    pub fn written(self, ids: &Ids) -> String {
        match self {
            Area::Incident(incident) => incident.to_string(),
            Area::Incidents(team) => format!("incidents/{}", ids.teams[team.at()]),
            Area::Board(team) => format!("board/{}", ids.teams[team.at()]),
            Area::Updates(audience) => format!("updates/{}", audience.word()),
            Area::Load(team) => format!("load/{}", ids.teams[team.at()]),
        }
    }

    /// Reads the written form.
    pub(super) fn read(written: &str, ids: &Ids) -> Result<Area, String> {
        let team = |id| Ok::<_, String>(TeamId(find(&ids.teams, id, "team")? as u8));
        match written.split_once('/') {
            Some(("incidents", id)) => Ok(Area::Incidents(team(id)?)),
            Some(("board", id)) => Ok(Area::Board(team(id)?)),
            Some(("load", id)) => Ok(Area::Load(team(id)?)),
            Some(("updates", audience)) => Ok(Area::Updates(read_audience(audience)?)),
            Some(_) => Err(format!(
                "`{written}` is no area; areas are INC-1, incidents/TEAM, board/TEAM, load/TEAM, updates/AUDIENCE"
            )),
            None => Ok(Area::Incident(read_incident(written)?)),
        }
    }
}

impl Delegation {
    /// How much was said: intent, limits, a time to report, each counting one.
    pub fn parts_said(&self) -> u32 {
        u32::from(self.intent.is_some())
            + u32::from(self.limits.stated())
            + u32::from(self.back_minutes > 0)
    }

    /// The written form, without the verb.
    pub(super) fn written(&self, ids: &Ids) -> String {
        let mut text = format!("{} to {}", self.area.written(ids), ids.people[self.to.at()]);
        if let Some(intent) = self.intent {
            text += &format!(" for {}", intent.word());
        }
        if self.limits.irreversible {
            text += " never irreversible";
        }
        if self.limits.paging {
            text += " never paging";
        }
        if let Some(amount) = self.limits.spend_above {
            text += &format!(" spend {amount}");
        }
        if self.back_minutes > 0 {
            text += &format!(" back {}", self.back_minutes);
        }
        text
    }

    /// Reads the written form: the words after `delegate`.
    pub(super) fn read(words: &[&str], ids: &Ids) -> Result<Delegation, String> {
        let [area, "to", person, said @ ..] = words else {
            return Err("write `delegate AREA to PERSON`, and what matters: `for speed`".into());
        };
        let mut delegation = Delegation {
            area: Area::read(area, ids)?,
            to: PersonId(find(&ids.people, person, "person")?),
            intent: None,
            limits: Limits::default(),
            back_minutes: 0,
        };
        let number = |written: &str| {
            let wrong = |_| format!("`{written}` is not a whole number; write one such as `30`");
            written.parse::<u32>().map_err(wrong)
        };
        let pairs = said.chunks_exact(2);
        if let [odd] = pairs.remainder() {
            return Err(format!("something is missing after `{odd}`"));
        }
        for pair in pairs {
            match *pair {
                ["for", intent] => {
                    delegation.intent = Some(read_word(&Intent::ALL, Intent::word, intent)?);
                }
                ["never", "irreversible"] => delegation.limits.irreversible = true,
                ["never", "paging"] => delegation.limits.paging = true,
                ["spend", amount] => delegation.limits.spend_above = Some(number(amount)?),
                ["back", minutes] => {
                    delegation.back_minutes = number(minutes)?.clamp(5, 1440) as u16;
                }
                _ => {
                    return Err(format!(
                        "`{}` is not understood; write `for speed`, `never irreversible`, `never paging`, `spend 500` or `back 30`",
                        pair.join(" ")
                    ));
                }
            }
        }
        Ok(delegation)
    }
}
