//! Controls, exceptions from them, and audits.

use super::*;
use crate::scenario::units::Ppm;
use crate::sim::draw::Key;

impl ControlState {
    /// On, and no exception runs.
    pub(crate) fn in_force(&self) -> bool {
        self.on && self.excepted.is_none()
    }

    /// Minutes of evidence until that tick.
    pub(crate) fn evidence(&self, now: Tick) -> u32 {
        let running = if self.in_force() {
            now.since(self.since)
        } else {
            0
        };
        self.evidence_minutes + running
    }
}

/// Changes whether a control is in force, with the evidence so far kept.
fn change(world: &mut World, control: ControlId, to: impl Fn(&mut ControlState)) {
    let now = world.now;
    let state = &mut world.governance.controls[control.at()];
    state.evidence_minutes = state.evidence(now);
    state.since = now;
    to(state);
    initiatives::refresh(world);
    look_again(world);
}

/// Turns a control on or off.
pub(in crate::sim) fn switch(world: &mut World, control: ControlId, on: bool) {
    change(world, control, |state| {
        state.on = on;
        // An exception from what is off means nothing.
        state.excepted = state.excepted.filter(|_| on);
    });
}

/// Grants an exception for so many days.
pub(in crate::sim) fn except(
    world: &mut World,
    control: ControlId,
    days: u16,
    events: &mut Events,
) {
    let until = world.now.plus(u32::from(days) * DAY_MINUTES);
    change(world, control, |state| state.excepted = Some(until));
    note(events, world.now, What::Excepted(control, until));
}

/// Exceptions whose time is over.
pub(super) fn expire(world: &mut World, events: &mut Events) {
    for index in 0..world.governance.controls.len() {
        let over = (world.governance.controls[index].excepted).is_some_and(|at| at <= world.now);
        if over {
            let control = ControlId(index as u8);
            change(world, control, |state| state.excepted = None);
            note(events, world.now, What::ExceptionExpired(control));
        }
    }
}

/// Audits whose tick has come: each control that lacks evidence is a finding.
pub(super) fn audit(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.audits.iter().enumerate() {
        if world.governance.audited[index] || world.now < rule.at {
            continue;
        }
        world.governance.audited[index] = true;
        let id = AuditId(index as u8);
        let key = Key::named("audit", &scenario.ids.audits[index]);
        let mut clean = true;
        for &(control, needed) in &rule.needs {
            let evidence = evidence_share(world, control);
            if evidence < needed {
                clean = false;
                note(events, world.now, What::AuditFinding(id, control, evidence));
                let control = Key::named("control", &scenario.ids.controls[control.at()]);
                let key = key.about(control);
                effects::happen(world, &rule.finding, Why::Audit(id), key, events);
            }
        }
        if clean {
            note(events, world.now, What::AuditClean(id));
            effects::happen(world, &rule.clean, Why::Audit(id), key, events);
        }
    }
}

/// Share of the run so far for which a control has evidence.
pub(crate) fn evidence_share(world: &World, control: ControlId) -> Ppm {
    let minutes = u64::from(world.now.0.max(1));
    let evidence = world.governance.controls[control.at()].evidence(world.now);
    Ppm((u64::from(evidence) * 1_000_000 / minutes) as u32)
}

/// What controls in force leave of the pace of a team's planned work.
pub(in crate::sim) fn lead_time_left(world: &World, team: TeamId) -> Ppm {
    let controls = world
        .rules()
        .controls
        .iter()
        .zip(&world.governance.controls);
    controls
        .filter(|(rule, state)| state.in_force() && rule.team.is_none_or(|own| own == team))
        .fold(Ppm::ALL, |left, (rule, _)| left.of(rule.lead_time.rest()))
}
