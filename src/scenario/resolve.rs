//! From what is written to what is played: ids become numbers, clocks become ticks, shares become millionths.
//!
//! Where something was refused, a placeholder stands in, so that the rest can still be resolved; the caller throws the
//! outcome away if anything is on record.

use super::at::{At, Pair};
use super::command::Command;
use super::defaults;
use super::diagnostics::Diagnostics;
use super::draft::{self, Draft, List};
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

struct Resolver<'a> {
    names: &'a Names,
    found: &'a mut Diagnostics,
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

/// The shift that runs at the start, or else the next to begin, in ticks.
fn shift(starts_at: MinuteOfDay, from: MinuteOfDay, until: MinuteOfDay) -> (i32, i32) {
    let around = |minutes: i32| minutes.rem_euclid(1440);
    let length = around(i32::from(until.0) - i32::from(from.0));
    let running = around(i32::from(starts_at.0) - i32::from(from.0));
    let begins = if running < length {
        -running
    } else {
        1440 - running
    };
    (begins, begins + length)
}

/// Makes shares that were rounded to millionths sum to exactly 1; the largest takes the difference.
fn make_whole<'a>(shares: impl Iterator<Item = &'a mut Ppm>) {
    let mut shares: Vec<_> = shares.collect();
    let sum: i64 = shares.iter().map(|share| i64::from(share.0)).sum();
    if let Some(largest) = shares.iter_mut().max_by_key(|share| share.0) {
        largest.0 = (i64::from(largest.0) + i64::from(Ppm::ALL.0) - sum).clamp(0, 1_000_000) as u32;
    }
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
        Rules {
            level: draft.level.get().map_or(Level::Foundation, |word| word.0),
            track: draft.track.get().map_or(Track::Sre, |word| word.0),
            history: draft.history.get().unwrap_or(false),
            starts_at,
            ends: Tick(count(&draft.minutes) as u32),
            play_minutes: count(&draft.play_minutes) as u16,
            currency: draft.currency.value.clone().unwrap_or_default(),
            weights: weights(&draft.weights),
            attention: self.attention(&draft.attention),
            sites: items(&draft.sites)
                .map(|site| Site {
                    utc_offset_minutes: count(&site.utc_offset_minutes) as i16,
                })
                .collect(),
            teams: self.names.teams.len() as u8,
            skills: self.names.skills.len() as u16,
            people: items(&draft.people)
                .map(|person| self.person(person, starts_at))
                .collect(),
            services: items(&draft.services)
                .map(|service| self.declared_service(service))
                .collect(),
            faults,
            causes,
            inquiries,
            remedies,
            stakeholders: items(&draft.stakeholders)
                .map(|stakeholder| Stakeholder {
                    audience: stakeholder
                        .audience
                        .get()
                        .map_or(Audience::Company, |word| word.0),
                    trust_milli: count(&stakeholder.trust) as i32,
                    patience_minutes: count(&stakeholder.patience_minutes) as u16,
                    monthly_fee: stakeholder
                        .monthly_fee
                        .get()
                        .map_or(defaults::MONTHLY_FEE, Number::money),
                })
                .collect(),
            messages: items(&draft.messages)
                .map(|message| self.message(message))
                .collect(),
            cards: items(&draft.cards)
                .zip(&self.names.options)
                .map(|(card, options)| self.card(card, options))
                .collect(),
            work: items(&draft.work).map(|work| self.work(work)).collect(),
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

    fn attention(&mut self, written: &At<draft::Attention>) -> Attention {
        let mut seconds = CommandKind::ALL.map(defaults::attention_seconds);
        if let Some(draft::Attention::Seconds(pairs)) = written.as_ref() {
            for (kind, value) in pairs.entries() {
                let at = self.find(&self.names.commands, kind);
                seconds[at] = count(value) as u16;
            }
        }
        Attention {
            on: !matches!(written.as_ref(), Some(draft::Attention::Off)),
            seconds,
        }
    }

    fn person(&mut self, person: &draft::Person, starts_at: MinuteOfDay) -> Person {
        let (shift_from, shift_until) =
            both(&person.shift).map_or((0, 0), |(from, until)| shift(starts_at, from.0, until.0));
        let awake = |woke: MinuteOfDay| {
            (i32::from(starts_at.0) - i32::from(woke.0)).rem_euclid(1440) as u16
        };
        Person {
            team: self.team(&person.team),
            site: SiteId(self.find(&self.names.sites, &person.site) as u8),
            skills: person
                .skills
                .entries()
                .iter()
                .map(|(skill, well)| (self.skill(skill), share(well)))
                .collect(),
            shift_from,
            shift_until,
            awake_minutes: person.woke.get().map_or(0, |woke| awake(woke.0)),
            morale_milli: count(&person.morale) as i32,
            pay_per_hour: money(&person.pay_per_hour),
            works_on: self
                .find_if_any(&self.names.work, &person.works_on)
                .map(|at| WorkId(at as u16)),
            on_call: person.on_call.get().unwrap_or(false),
        }
    }

    fn declared_service(&mut self, service: &draft::Service) -> Service {
        Service {
            team: self.team(&service.team),
            tier: count(&service.tier) as u8,
            slo: share(&service.slo),
            budget_spent: share(&service.budget_spent),
            demand_per_minute: service
                .demand_per_minute
                .get()
                .map_or(defaults::DEMAND_PER_MINUTE, |n| n.0 as u32),
            healthy: service.healthy.get().map_or(defaults::HEALTHY, Number::ppm),
            revenue_per_request: service
                .revenue_per_request
                .get()
                .map_or(defaults::REVENUE_PER_REQUEST, Number::money),
            hard: service
                .hard
                .items()
                .iter()
                .map(|id| self.service(id))
                .collect(),
            soft: service
                .soft
                .entries()
                .iter()
                .map(|(id, lost)| (self.service(id), share(lost)))
                .collect(),
            place: both(&service.place).map_or((0, 0), |(x, y)| (x.0 as u16, y.0 as u16)),
        }
    }

    fn fault(&mut self, fault: &draft::Fault, among: &Range<usize>) -> Fault {
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

    fn causes(&mut self, fault: &draft::Fault, id: FaultId, among: &Range<usize>) -> Vec<Cause> {
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

    fn inquiry(
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

    fn every_cause_is_given(
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

    fn remedy(&mut self, remedy: &draft::Remedy, fault: FaultId, among: &Range<usize>) -> Remedy {
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

    fn message(&mut self, message: &draft::Message) -> Message {
        Message {
            from: self.stakeholder(&message.from),
            when: self.condition(&message.when),
            patience_minutes: count(&message.patience_minutes) as u16,
            answers: items(&message.answers)
                .map(|answer| {
                    (
                        answer.verb.get().map_or(Verb::Agree, |word| word.0),
                        self.effects(&answer.effects),
                    )
                })
                .collect(),
            silence: self.effects(&message.silence),
        }
    }

    fn card(&mut self, card: &draft::Card, options: &Table) -> Card {
        Card {
            when: self.condition(&card.when),
            deadline_minutes: count(&card.deadline_minutes) as u16,
            options: items(&card.options)
                .map(|option| CardOption {
                    favours: option.favours.get().map_or(Axis::Flow, |word| word.0),
                    effects: self.effects(&option.effects),
                })
                .collect(),
            default: options
                .iter()
                .position(|(id, _)| Some(id) == card.default.value.as_deref())
                .unwrap_or(0) as u8,
        }
    }

    fn history_step(&mut self, step: &draft::HistoryStep) -> Option<HistoryStep> {
        let when = self.condition(&step.when);
        let written = step.what.as_ref()?;
        match Command::read(written, &self.names.ids()) {
            Ok(command) => Some(HistoryStep { when, command }),
            Err(message) => {
                self.found.error("BC0408", step.what.span, message);
                None
            }
        }
    }

    fn work(&mut self, work: &draft::Work) -> Work {
        Work {
            kind: work.kind.get().map_or(WorkKind::Feature, |word| word.0),
            team: self.team(&work.team),
            skill: self.skill(&work.skill),
            left_milli: count(&work.minutes_left) as u32,
            delay_per_hour: money(&work.delay_per_hour),
            needs: self.service_if_any(&work.needs),
        }
    }

    fn condition(&mut self, written: &At<draft::Condition>) -> Condition {
        let names = self.names;
        let Some(condition) = written.as_ref() else {
            return Condition::All(Vec::new());
        };
        match condition {
            draft::Condition::Minute(minute) => Condition::Minute(count(minute) as u32),
            draft::Condition::Below(service, level) => {
                Condition::Below(self.service(service), share(level))
            }
            draft::Condition::MinutesSinceFirstAlert(minutes) => {
                Condition::MinutesSinceFirstAlert(count(minutes) as u32)
            }
            draft::Condition::Declared(severity) => Condition::Declared(count(severity) as u8),
            draft::Condition::MinutesSinceMitigation(minutes) => {
                Condition::MinutesSinceMitigation(count(minutes) as u32)
            }
            draft::Condition::Found(inquiry, finding) => {
                let (inquiry, finding) =
                    self.find_two(&names.inquiries, &names.findings, inquiry, finding);
                Condition::Found(InquiryId(inquiry), finding)
            }
            draft::Condition::Believed(cause, level) => Condition::Believed(
                CauseId(self.find(&names.causes, cause) as u16),
                share(level),
            ),
            draft::Condition::Applied(remedy) => {
                Condition::Applied(RemedyId(self.find(&names.remedies, remedy) as u16))
            }
            draft::Condition::Chosen(card, option) => {
                let (card, option) = self.find_two(&names.cards, &names.options, card, option);
                Condition::Chosen(CardId(card), option)
            }
            draft::Condition::ShiftOver(person) => {
                Condition::ShiftOver(PersonId(self.find(&names.people, person) as u16))
            }
            draft::Condition::All(all) => Condition::All(self.conditions(all)),
            draft::Condition::Any(any) => Condition::Any(self.conditions(any)),
            draft::Condition::Not(not) => Condition::Not(Box::new(self.condition(not))),
        }
    }

    fn conditions(&mut self, written: &At<List<draft::Condition>>) -> Vec<Condition> {
        written
            .items()
            .iter()
            .map(|condition| self.condition(condition))
            .collect()
    }

    /// A thing and a part of it: a finding of an inquiry, an option of a card.
    fn find_two(
        &mut self,
        things: &Table,
        parts: &[Table],
        thing: &At<String>,
        part: &At<String>,
    ) -> (u16, u8) {
        let at = things.look_up(thing, self.found);
        let part = at
            .and_then(|at| parts.get(at))
            .map_or(0, |parts| self.find(parts, part));
        (at.unwrap_or(0) as u16, part as u8)
    }

    fn effects(&mut self, written: &At<List<draft::Effect>>) -> Vec<Effect> {
        items(written).map(|effect| self.effect(effect)).collect()
    }

    fn effect(&mut self, effect: &draft::Effect) -> Effect {
        let names = self.names;
        match effect {
            draft::Effect::Trust(stakeholder, points) => {
                Effect::Trust(self.stakeholder(stakeholder), count(points) as i32)
            }
            draft::Effect::Morale(who, points) => {
                Effect::Morale(self.who(who), count(points) as i32)
            }
            draft::Effect::Spend(line, amount) => {
                Effect::Spend(line.get().unwrap_or(Line::Purchases), money(amount))
            }
            draft::Effect::Approve(remedy) => {
                Effect::Approve(RemedyId(self.find(&names.remedies, remedy) as u16))
            }
            draft::Effect::MoreWork(work, minutes) => Effect::MoreWork(
                WorkId(self.find(&names.work, work) as u16),
                count(minutes) as u32,
            ),
            draft::Effect::Interrupt(seconds) => Effect::Interrupt(count(seconds) as u16),
            draft::Effect::EndExposure => Effect::EndExposure,
            draft::Effect::Relapse(fault) => {
                Effect::Relapse(FaultId(self.find(&names.faults, fault) as u8))
            }
            draft::Effect::Later(minutes, effects) => {
                Effect::Later(count(minutes) as u16, self.effects(effects).into())
            }
            draft::Effect::Chance(probability, effects) => {
                chance(share(probability), self.effects(effects))
            }
        }
    }

    fn who(&mut self, written: &At<draft::Who>) -> Who {
        match written.as_ref() {
            None | Some(draft::Who::OnDuty) => Who::OnDuty,
            Some(draft::Who::Team(team)) => Who::Team(self.team(team)),
            Some(draft::Who::Person(person)) => {
                Who::Person(PersonId(self.find(&self.names.people, person) as u16))
            }
        }
    }
}

/// An uncertain effect, drawn when the first of what it brings can be seen and not before: a draw that waits in the state
/// would be a future that is known already.
fn chance(probability: Ppm, effects: Vec<Effect>) -> Effect {
    let delay = |effect: &Effect| match effect {
        Effect::Later(minutes, _) => (*minutes).max(1),
        _ => 0,
    };
    let first = effects.iter().map(delay).min().unwrap_or(0);
    if first == 0 {
        return Effect::Chance(probability, effects);
    }
    let mut then = Vec::new();
    for effect in effects {
        match effect {
            Effect::Later(minutes, effects) if minutes > first => {
                then.push(Effect::Later(minutes - first, effects))
            }
            Effect::Later(_, effects) => then.extend(effects.iter().cloned()),
            effect => then.push(effect),
        }
    }
    Effect::Later(first, vec![chance(probability, then)].into())
}

fn weights(written: &At<draft::Weights>) -> [Ppm; 4] {
    let Some(weights) = written.as_ref() else {
        return defaults::WEIGHTS;
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

fn effort(minutes: &At<PersonMinutes>, sigma: &At<Number<0, 3, 1_000_000>>) -> Effort {
    Effort {
        median_milli: count(minutes) as u32,
        sigma: sigma.get().map_or(Ppm::NONE, Number::ppm),
    }
}
