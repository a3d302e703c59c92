//! Hidden faults: causes, lines of inquiry, remedies.

use super::*;

impl Resolver<'_> {
    pub(super) fn fault(&mut self, fault: &draft::Fault, among: &Range<usize>) -> Fault {
        let truth = self
            .names
            .causes
            .find_within(among.clone(), &fault.truth, self.found);
        Fault {
            service: self.service(&fault.service),
            kind: fault.kind.get().map_or(FaultKind::Errors, |word| word.0),
            onset: onset(fault),
            recurs_per_day: fault.recurs_per_day.get().map_or(Ppm::NONE, Number::ppm),
            harm: share(&fault.harm),
            growth: growth(fault),
            leak_per_hour: money(&fault.leak_per_hour),
            exposure: self.exposure(&fault.exposure),
            noticed_per_day: fault.noticed_per_day.get().map_or(Ppm::NONE, Number::ppm),
            runbook: fault.runbook.get().unwrap_or(defaults::RUNBOOK),
            causes: (CauseId(among.start as u16), CauseId(among.end as u16)),
            truth: truth.map(|at| CauseId(at as u16)),
        }
    }

    pub(super) fn causes(
        &mut self,
        fault: &draft::Fault,
        id: FaultId,
        among: &Range<usize>,
    ) -> Vec<Cause> {
        let mut causes: Vec<_> = items(&fault.causes)
            .take(among.len())
            .map(|cause| Cause {
                fault: id,
                prior: share(&cause.prior),
            })
            .collect();
        make_whole(causes.iter_mut().map(|cause| &mut cause.prior));
        causes
    }

    pub(super) fn inquiry(
        &mut self,
        inquiry: &draft::Inquiry,
        fault: FaultId,
        among: &Range<usize>,
    ) -> Inquiry {
        let mut likelihood = vec![vec![Ppm::NONE; items(&inquiry.findings).count()]; among.len()];
        for (column, finding) in items(&inquiry.findings).enumerate() {
            let mut given = vec![false; among.len()];
            for (cause, probability) in finding.given.entries() {
                if let Some(at) = self
                    .names
                    .causes
                    .find_within(among.clone(), cause, self.found)
                {
                    likelihood[at - among.start][column] = share(probability);
                    given[at - among.start] = true;
                }
            }
            if finding.given.value.is_some() {
                self.every_cause_is_given(finding, &given, among);
            }
        }
        likelihood
            .iter_mut()
            .for_each(|row| make_whole(row.iter_mut()));
        Inquiry {
            fault,
            skill: self.skill(&inquiry.skill),
            effort: effort(&inquiry.minutes, &inquiry.sigma),
            needs: self.service_if_any(&inquiry.needs),
            likelihood,
        }
    }

    pub(super) fn every_cause_is_given(
        &mut self,
        finding: &draft::Finding,
        given: &[bool],
        among: &Range<usize>,
    ) {
        let causes = self.names.causes.iter().skip(among.start);
        let left_out: Vec<_> = causes
            .zip(given)
            .filter(|(_, given)| !**given)
            .map(|((id, _), _)| id)
            .collect();
        if !left_out.is_empty() {
            let id = finding.id.value.as_deref().unwrap_or("?");
            let message = format!("the finding `{id}` leaves out `{}`", left_out.join("`, `"));
            self.found
                .error("BC0306", finding.given.span.opening(), message)
                .help(format!(
                    "add `\"{}\": …`, with 0 where it cannot be",
                    left_out[0]
                ));
        }
    }

    pub(super) fn remedy(
        &mut self,
        remedy: &draft::Remedy,
        fault: FaultId,
        among: &Range<usize>,
    ) -> Remedy {
        let mut effects = vec![RemedyEffect::Nothing; among.len()];
        for (cause, effect) in remedy.effects.entries() {
            if let Some(at) = self
                .names
                .causes
                .find_within(among.clone(), cause, self.found)
            {
                effects[at - among.start] = match effect.as_ref() {
                    Some(draft::RemedyEffect::Fixes) => RemedyEffect::Fixes,
                    Some(draft::RemedyEffect::Partial(part)) => RemedyEffect::Partial(share(part)),
                    Some(draft::RemedyEffect::Worse(part)) => RemedyEffect::Worse(share(part)),
                    Some(draft::RemedyEffect::Nothing) | None => RemedyEffect::Nothing,
                };
            }
        }
        Remedy {
            fault,
            skill: self.skill(&remedy.skill),
            effort: effort(&remedy.minutes, &remedy.sigma),
            needs: self.service_if_any(&remedy.needs),
            reversible: remedy.reversible.get().unwrap_or(defaults::REVERSIBLE),
            needs_approval: remedy
                .needs_approval
                .get()
                .unwrap_or(defaults::NEEDS_APPROVAL),
            after: self.remedy_if_any(&remedy.after),
            effects,
            side_effects: self.effects(&remedy.side_effects),
            exposure: self.exposure(&remedy.exposure),
            ends_exposure_of: self.remedy_if_any(&remedy.ends_exposure_of),
            bypasses: self.service_if_any(&remedy.bypasses),
            repairs: share(&remedy.repairs),
            rolls_back: self.pipeline_if_any(&remedy.rolls_back),
        }
    }

    fn exposure(&mut self, written: &At<draft::Exposure>) -> Option<Exposure> {
        written.as_ref().map(|exposure| Exposure {
            attacks_per_hour: exposure
                .attacks_per_hour
                .get()
                .map_or(Ppm::NONE, Number::ppm),
            effects: self.effects(&exposure.effects),
        })
    }
}

fn onset(fault: &draft::Fault) -> Onset {
    if let Some((first, last)) = both(&fault.onset_minutes) {
        return Onset::Window(Tick(first.0 as u32), Tick(last.0 as u32));
    }
    fault
        .hazard
        .as_ref()
        .map_or(Onset::Called, |hazard| Onset::Hazard {
            per_day: hazard.per_day.get().map_or(Ppm::NONE, Number::ppm),
            older: share(&hazard.older_per_day),
        })
}

fn growth(fault: &draft::Fault) -> Growth {
    match fault.growth.as_ref() {
        Some(draft::Growth::LogisticMinutes(minutes)) => Growth::Logistic(count(minutes) as u16),
        Some(draft::Growth::OscillatingMinutes(minutes)) => {
            Growth::Oscillating(count(minutes) as u16)
        }
        None => Growth::Ramp(
            fault
                .ramp_minutes
                .get()
                .map_or(defaults::RAMP_MINUTES, |minutes| minutes.0 as u16),
        ),
    }
}

pub(super) fn effort(minutes: &At<PersonMinutes>, sigma: &At<Number<0, 3, 1_000_000>>) -> Effort {
    Effort {
        median_milli: count(minutes) as u32,
        sigma: sigma.get().map_or(Ppm::NONE, Number::ppm),
    }
}
