//! What a leader knows of initiatives and governance.

use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Sponsorship;
use crate::scenario::units::{Ppm, Tick};
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
}

impl InitiativeSeen {
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

pub(super) fn controls(world: &World) -> Vec<ControlSeen> {
    let controls = world.governance.controls.iter().enumerate();
    controls
        .map(|(index, state)| ControlSeen {
            id: ControlId(index as u8),
            in_force: state.in_force(),
            excepted: state.excepted,
            evidence: governance::evidence_share(world, ControlId(index as u8)),
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
