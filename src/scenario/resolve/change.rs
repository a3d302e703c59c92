//! Initiatives and governance.

use super::*;

impl Resolver<'_> {
    pub(super) fn initiative(&mut self, initiative: &draft::Initiative) -> Initiative {
        let mut fit = vec![None; self.names.teams.len()];
        for (team, share_of) in initiative.fit.entries() {
            if let Some(team) = self.names.teams.look_up(team, self.found) {
                fit[team] = Some(share(share_of));
            }
        }
        Initiative {
            cost_per_week: money(&initiative.cost_per_week),
            fit,
            pace_gain: share(&initiative.pace_gain),
            change_fail_cut: share(&initiative.change_fail_cut),
            paging_cut: share(&initiative.paging_cut),
            dip: (initiative.dip.get()).map_or(defaults::DIP, Number::ppm),
            days_to_half: count(&initiative.days_to_half).max(1) as u16,
        }
    }

    pub(super) fn control(&mut self, control: &draft::Control) -> Control {
        let team = self.find_if_any(&self.names.teams, &control.team);
        Control {
            team: team.map(|team| TeamId(team as u8)),
            lead_time: share(&control.lead_time),
            on: control.on.get().unwrap_or(defaults::CONTROL_ON),
            exception_days_most: control
                .exception_days_most
                .get()
                .map_or(defaults::EXCEPTION_DAYS_MOST, |days| days.0 as u16),
        }
    }

    pub(super) fn audit(&mut self, audit: &draft::Audit) -> Audit {
        let needs = audit.needs.entries().iter();
        Audit {
            at: Tick(count(&audit.minute) as u32),
            needs: needs
                .map(|(control, least)| {
                    let control = self.find(&self.names.controls, control);
                    (ControlId(control as u8), share(least))
                })
                .collect(),
            finding: self.effects(&audit.finding),
            clean: self.effects(&audit.clean),
        }
    }

    pub(super) fn vulnerability(&mut self, written: &draft::Vulnerability) -> Vulnerability {
        let yes = |answer: &At<bool>| answer.get().unwrap_or(false);
        let rule = match written.rule.as_ref() {
            Some(draft::PatchRule::Bod2201) => PatchRule::Bod2201,
            Some(draft::PatchRule::Days(days)) => PatchRule::Days(count(days) as u16),
            Some(draft::PatchRule::Bod2604) | None => PatchRule::Bod2604,
        };
        let triage = self.find_if_any(&self.names.work, &written.triage);
        let strikes = self.find_if_any(&self.names.faults, &written.strikes);
        Vulnerability {
            service: self.service(&written.service),
            known: Tick(count(&written.known_minute) as u32),
            urgency: rule.urgency(Criteria {
                exposed: yes(&written.exposed),
                in_kev: yes(&written.in_kev),
                automatable: yes(&written.automatable),
                total: yes(&written.total),
            }),
            patch: WorkId(self.find(&self.names.work, &written.patch) as u16),
            triage: triage.map(|item| WorkId(item as u16)),
            exploits_per_30_days: (written.exploits_per_30_days.get())
                .map_or(defaults::EXPLOITS_PER_30_DAYS, Number::ppm),
            strikes: strikes.map(|fault| FaultId(fault as u8)),
            exploited: self.effects(&written.exploited),
            missed: self.effects(&written.missed),
        }
    }

    pub(super) fn budget(&mut self, budget: &draft::Budget) -> Budget {
        Budget {
            line: budget.line.get().unwrap_or(Line::Purchases),
            amount: money(&budget.amount),
            overrun: self.effects(&budget.overrun),
        }
    }
}
