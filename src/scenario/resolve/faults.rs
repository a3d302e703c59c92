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
            onset: both(&fault.onset_minutes).map_or((Tick(0), Tick(0)), |(first, last)| {
                (Tick(first.0 as u32), Tick(last.0 as u32))
            }),
            harm: share(&fault.harm),
            ramp_minutes: fault
                .ramp_minutes
                .get()
                .map_or(defaults::RAMP_MINUTES, |minutes| minutes.0 as u16),
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
            exposure: remedy.exposure.as_ref().map(|exposure| Exposure {
                attacks_per_hour: exposure
                    .attacks_per_hour
                    .get()
                    .map_or(Ppm::NONE, Number::ppm),
                effects: self.effects(&exposure.effects),
            }),
            ends_exposure_of: self.remedy_if_any(&remedy.ends_exposure_of),
            bypasses: self.service_if_any(&remedy.bypasses),
        }
    }
}

fn effort(minutes: &At<PersonMinutes>, sigma: &At<Number<0, 3, 1_000_000>>) -> Effort {
    Effort {
        median_milli: count(minutes) as u32,
        sigma: sigma.get().map_or(Ppm::NONE, Number::ppm),
    }
}
