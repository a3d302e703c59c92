//! From what is written to what is played: ids become numbers, clocks become ticks, shares become millionths.
//!
//! Where something was refused, a placeholder stands in, so that the rest can still be resolved; the caller throws the
//! outcome away if anything is on record.

mod alarms;
mod attention;
mod change;
mod data;
mod faults;
mod guide;
mod happenings;
mod history;
mod levers;
mod money;
mod parties;
mod people;
mod queues;
pub(super) mod services;
mod work;

use super::at::{At, Pair};
use super::command::Command;
use super::defaults;
use super::diagnostics::Diagnostics;
use super::draft::{self, Draft, List};
use super::guide::GuideStep;
use super::ids::*;
use super::names::{Names, Table, items};
use super::numbers::{Amount, Number, PersonMinutes, Share};
use super::rules::*;
use super::units::{MinuteOfDay, Money, Ppm, Tick};
use std::ops::Range;

/// The mechanics of a draft.
pub(super) fn resolve(draft: &Draft, names: &Names, found: &mut Diagnostics) -> Rules {
    Resolver { names, found }.rules(draft)
}

/// The steps of the guide of a draft.
pub(super) fn guide(draft: &Draft, names: &Names, found: &mut Diagnostics) -> Vec<GuideStep> {
    let mut resolver = Resolver { names, found };
    let steps = items(&draft.guide).map(|step| resolver.guide_step(step));
    steps.collect()
}

struct Resolver<'a> {
    names: &'a Names,
    found: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn find(&mut self, table: &Table, written: &At<String>) -> usize {
        table.find(written, self.found)
    }

    fn find_if_any(&mut self, table: &Table, written: &At<String>) -> Option<usize> {
        written.as_ref()?;
        Some(table.find(written, self.found))
    }

    fn team(&mut self, written: &At<String>) -> TeamId {
        TeamId(self.find(&self.names.teams, written) as u8)
    }

    fn skill(&mut self, written: &At<String>) -> SkillId {
        SkillId(self.find(&self.names.skills, written) as u16)
    }

    fn service(&mut self, written: &At<String>) -> ServiceId {
        ServiceId(self.find(&self.names.services, written) as u16)
    }

    fn service_if_any(&mut self, written: &At<String>) -> Option<ServiceId> {
        self.find_if_any(&self.names.services, written)
            .map(|at| ServiceId(at as u16))
    }

    fn remedy_if_any(&mut self, written: &At<String>) -> Option<RemedyId> {
        self.find_if_any(&self.names.remedies, written)
            .map(|at| RemedyId(at as u16))
    }

    fn stakeholder(&mut self, written: &At<String>) -> StakeholderId {
        StakeholderId(self.find(&self.names.stakeholders, written) as u8)
    }

    fn rules(&mut self, draft: &Draft) -> Rules {
        let starts_at = draft
            .starts_at
            .get()
            .map_or(MinuteOfDay(0), |clock| clock.0);
        let mut faults = Vec::new();
        let mut causes = Vec::new();
        let mut inquiries = Vec::new();
        let mut remedies = Vec::new();
        for (at, (fault, among)) in items(&draft.faults).zip(&self.names.causes_of).enumerate() {
            let id = FaultId(at as u8);
            faults.push(self.fault(fault, among));
            causes.extend(self.causes(fault, id, among));
            for inquiry in items(&fault.inquiries) {
                inquiries.push(self.inquiry(inquiry, id, among));
            }
            for remedy in items(&fault.remedies) {
                remedies.push(self.remedy(remedy, id, among));
            }
        }
        let (work, streams) = self.all_work(draft);
        Rules {
            level: draft.level.get().map_or(Level::Foundation, |word| word.0),
            track: draft.track.get().map_or(Track::Sre, |word| word.0),
            history: draft.history.get().unwrap_or(false),
            starts_at,
            starts_on: draft
                .starts_on
                .get()
                .map_or(defaults::STARTS_ON, |word| word.0),
            ends: Tick(count(&draft.minutes) as u32),
            play_minutes: count(&draft.play_minutes) as u16,
            currency: draft.currency.value.clone().unwrap_or_default(),
            weights: weights(draft),
            attention: self.attention(&draft.attention),
            triage: alarms::triage(&draft.triage),
            cadence_minutes: parties::cadence_minutes(&draft.cadence_minutes),
            sites: items(&draft.sites)
                .map(|site| Site {
                    utc_offset_minutes: count(&site.utc_offset_minutes) as i16,
                })
                .collect(),
            teams: self.names.teams.len() as u8,
            skills: self.names.skills.len() as u16,
            people: items(&draft.people)
                .map(|person| self.person(draft, person))
                .collect(),
            safety_milli: self.safety(&draft.safety),
            rotas: items(&draft.rotas).map(|rota| self.rota(rota)).collect(),
            services: items(&draft.services)
                .map(|service| self.declared_service(service, &draft.sites))
                .collect(),
            faults,
            causes,
            inquiries,
            remedies,
            stakeholders: items(&draft.stakeholders)
                .map(|stakeholder| self.declared_stakeholder(stakeholder))
                .collect(),
            messages: items(&draft.messages)
                .map(|message| self.message(message))
                .collect(),
            cards: items(&draft.cards)
                .zip(&self.names.options)
                .map(|(card, options)| self.card(card, options))
                .collect(),
            work,
            streams,
            pipelines: items(&draft.pipelines)
                .map(|pipeline| self.pipeline(pipeline))
                .collect(),
            initiatives: items(&draft.initiatives)
                .map(|initiative| self.initiative(initiative))
                .collect(),
            controls: items(&draft.controls)
                .map(|control| self.control(control))
                .collect(),
            audits: items(&draft.audits)
                .map(|audit| self.audit(audit))
                .collect(),
            vulnerabilities: items(&draft.vulnerabilities)
                .map(|vulnerability| self.vulnerability(vulnerability))
                .collect(),
            budgets: items(&draft.budgets)
                .map(|budget| self.budget(budget))
                .collect(),
            cloud: self.cloud(&draft.cloud),
            queues: items(&draft.queues)
                .map(|queue| self.queue(queue))
                .collect(),
            feeds: items(&draft.feeds).map(|feed| self.feed(feed)).collect(),
            models: items(&draft.models)
                .map(|model| self.model(model))
                .collect(),
            automations: items(&draft.automations)
                .map(|automation| self.automation(automation))
                .collect(),
            levers: items(&draft.levers)
                .map(|lever| self.lever(lever))
                .collect(),
            vendors: items(&draft.vendors)
                .map(|vendor| self.vendor(vendor))
                .collect(),
            duties: items(&draft.duties).map(|duty| self.duty(duty)).collect(),
            injects: items(&draft.injects)
                .map(|inject| Inject {
                    effects: self.effects(&inject.effects),
                })
                .collect(),
            history_steps: items(&draft.history_steps)
                .filter_map(|step| self.history_step(step))
                .collect(),
            milestones: draft.milestones.as_ref().map(|milestones| Milestones {
                detected: count(&milestones.detected) as u16,
                diagnosed: count(&milestones.diagnosed) as u16,
                mitigated: both(&milestones.mitigated)
                    .map_or((0, 0), |(a, b)| (a.0 as u16, b.0 as u16)),
            }),
        }
    }
}

fn share(written: &At<Share>) -> Ppm {
    written.get().map_or(Ppm::NONE, Number::ppm)
}

fn count<const FROM: i64, const TO: i64, const SCALE: i64>(
    written: &At<Number<FROM, TO, SCALE>>,
) -> i64 {
    written.get().map_or(0, |number| number.0)
}

fn money(written: &At<Amount>) -> Money {
    Money(count(written))
}

fn both<T: Copy>(written: &At<Pair<T>>) -> Option<(T, T)> {
    let pair = written.as_ref()?;
    Some((pair.0.get()?, pair.1.get()?))
}

/// Makes shares that were rounded to millionths sum to exactly 1; the largest takes the difference.
fn make_whole<'a>(shares: impl Iterator<Item = &'a mut Ppm>) {
    let mut shares: Vec<_> = shares.collect();
    let sum: i64 = shares.iter().map(|share| i64::from(share.0)).sum();
    if let Some(largest) = shares.iter_mut().max_by_key(|share| share.0) {
        largest.0 = (i64::from(largest.0) + i64::from(Ppm::ALL.0) - sum).clamp(0, 1_000_000) as u32;
    }
}

fn weights(draft: &Draft) -> [Ppm; 4] {
    let Some(weights) = draft.weights.as_ref() else {
        let level = draft.level.get().map_or(Level::Foundation, |word| word.0);
        return defaults::WEIGHTS[level as usize];
    };
    let mut shares = [
        &weights.flow,
        &weights.reliability,
        &weights.morale,
        &weights.cost,
    ]
    .map(share);
    make_whole(shares.iter_mut());
    shares
}
