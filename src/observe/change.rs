//! What a leader knows of initiatives and governance.

use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{LeverKind, Sponsorship};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::sim::{World, governance, initiatives};

/// A practice that teams may adopt.
#[derive(Clone, PartialEq, Debug)]
pub struct InitiativeSeen {
    /// Which.
    pub id: InitiativeId,
    /// How it is backed; `None` where it is not under way.
    pub how: Option<Sponsorship>,
    /// Share of each team that has adopted it, in whole percent, in the order of the teams.
    pub adoption_percent: Vec<u8>,
    /// Change of the pace of planned work by it, in whole percent, over the teams that it concerns.
    pub pace_percent: i32,
    /// How much faster planned work would go where it suits wholly, in whole percent, as its friends say.
    pub promised_pace_percent: u32,
    /// What a week of it costs.
    pub cost_per_week: Money,
}

impl InitiativeSeen {
    /// Adoption by the team that is slowest among those who have begun, in whole percent.
    pub fn slowest_percent(&self) -> u8 {
        let begun = self.adoption_percent.iter().filter(|share| **share > 0);
        begun.min().copied().unwrap_or(0)
    }

    /// Mean adoption by the teams that have begun, in percent.
    pub fn mean_percent(&self) -> f64 {
        let begun: Vec<f64> = (self.adoption_percent.iter())
            .filter(|share| **share > 0)
            .map(|share| f64::from(*share))
            .collect();
        begun.iter().sum::<f64>() / begun.len().max(1) as f64
    }

    /// Mean share of the teams that it concerns that works by it, 0–1.
    pub fn adopted(&self, scenario: &Scenario) -> f32 {
        let fit = &scenario.rules.initiatives[self.id.at()].fit;
        let concerned = self.adoption_percent.iter().zip(fit);
        let shares: Vec<f32> = concerned
            .filter_map(|(adopted, fit)| fit.map(|_| f32::from(*adopted) / 100.0))
            .collect();
        shares.iter().sum::<f32>() / shares.len().max(1) as f32
    }
}

/// A lever.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeverSeen {
    /// What it moves, and where.
    pub kind: LeverKind,
    /// What it is set to.
    pub now: i32,
    /// The least and the greatest value that may be set.
    pub range: (i32, i32),
}

/// A control.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ControlSeen {
    /// Which.
    pub id: ControlId,
    /// In force now.
    pub in_force: bool,
    /// An exception runs until then.
    pub excepted: Option<Tick>,
    /// Share of the run so far for which there is evidence.
    pub evidence: Ppm,
    /// The next audit that looks at it, and the share that it asks for.
    pub needed: Option<(Tick, Ppm)>,
}

/// A vulnerability that is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VulnerabilitySeen {
    /// Which.
    pub id: VulnerabilityId,
    /// Where it is.
    pub service: ServiceId,
    /// It has to be gone by then; `None` is with the next upgrade.
    pub deadline: Option<Tick>,
    /// The rule asks to look for traces of an intrusion, too.
    pub triage: bool,
    /// The work that ends it.
    pub patch: WorkId,
    /// It is gone since then.
    pub patched: Option<Tick>,
}

pub(super) fn initiatives(world: &World) -> Vec<InitiativeSeen> {
    let teams = world.initiatives.pace.len();
    let seen = |(index, state): (usize, &initiatives::InitiativeState)| {
        let id = InitiativeId(index as u8);
        let adoption = &world.initiatives.adoption[index * teams..(index + 1) * teams];
        InitiativeSeen {
            id,
            how: state.how,
            adoption_percent: adoption.iter().map(|ppm| (ppm / 10_000) as u8).collect(),
            pace_percent: initiatives::measured(world, id).1 / 10_000,
            promised_pace_percent: world.rules().initiatives[index].pace_gain.0 / 10_000,
            cost_per_week: world.rules().initiatives[index].cost_per_week,
        }
    };
    world
        .initiatives
        .list
        .iter()
        .enumerate()
        .map(seen)
        .collect()
}

pub(super) fn levers(world: &World) -> Vec<LeverSeen> {
    let levers = world.rules().levers.iter().zip(&world.levers);
    levers
        .map(|(rule, &now)| LeverSeen {
            kind: rule.kind,
            now,
            range: (rule.least, rule.most),
        })
        .collect()
}

pub(super) fn controls(world: &World) -> Vec<ControlSeen> {
    let controls = world.governance.controls.iter().enumerate();
    controls
        .map(|(index, state)| {
            let id = ControlId(index as u8);
            let asks = audits(world).into_iter().filter_map(|(audit, at)| {
                let needs = &world.rules().audits[audit.at()].needs;
                let of_it = needs.iter().find(|(control, _)| *control == id);
                of_it.map(|(_, share)| (at, *share))
            });
            ControlSeen {
                id,
                in_force: state.in_force(),
                excepted: state.excepted,
                evidence: governance::evidence_share(world, id),
                needed: asks.min(),
            }
        })
        .collect()
}

pub(super) fn audits(world: &World) -> Vec<(AuditId, Tick)> {
    let audits = world.rules().audits.iter().zip(&world.governance.audited);
    audits
        .enumerate()
        .filter(|(_, (_, done))| !**done)
        .map(|(index, (audit, _))| (AuditId(index as u8), audit.at))
        .collect()
}

pub(super) fn vulnerabilities(world: &World) -> Vec<VulnerabilitySeen> {
    let rules = world.rules().vulnerabilities.iter();
    rules
        .zip(&world.governance.vulnerabilities)
        .enumerate()
        .filter(|(_, (_, state))| state.known)
        .map(|(index, (rule, state))| VulnerabilitySeen {
            id: VulnerabilityId(index as u8),
            service: rule.service,
            deadline: state.deadline,
            triage: rule.urgency.triage,
            patch: rule.patch,
            patched: state.patched,
        })
        .collect()
}
