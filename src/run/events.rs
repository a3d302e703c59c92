//! Events as JSON with the ids of the scenario: anybody can recompute the metrics from them.

use crate::scenario::delegation::Intent;
use crate::scenario::ids::*;
use crate::scenario::rules::Line;
use crate::scenario::{Ids, Scenario};
use crate::sim::event::{Deed, Source};
use crate::sim::work::{GOING_OUT, READY, TO_DEPLOY};
use crate::sim::{Event, Health, What, Why};
use serde_json::{Map, Value, json};

/// An event as one JSON object: `tick`, `kind`, and what belongs to the kind. Money is in the scenario's currency, shares are
/// 0–1, trust and morale are points, work is in person-minutes.
pub fn written(event: &Event, scenario: &Scenario) -> Value {
    let ids = &scenario.ids;
    let (kind, facts) = kind_and_facts(&event.what, ids);
    let mut object = Map::from_iter([
        ("tick".to_owned(), json!(event.tick.0)),
        ("kind".to_owned(), json!(kind)),
    ]);
    if let Value::Object(facts) = facts {
        object.extend(facts);
    }
    if let What::CameIn(item, _) = event.what {
        let rule = &scenario.rules.work[item.at()];
        object.insert("item".into(), json!(rule.kind.word()));
        object.insert("delay_per_hour".into(), json!(rule.delay_per_hour.units()));
        if let Some((after, amount)) = rule.urgent {
            object.insert("urgent_after".into(), json!(after.0));
            object.insert("urgent_per_hour".into(), json!(amount.units()));
        }
    }
    Value::Object(object)
}

/// The line's name in events, in metrics and in the ledger.
pub fn line_word(line: Line) -> &'static str {
    match line {
        Line::Regular => "regular",
        Line::Overtime => "overtime",
        Line::Contractors => "contractors",
        Line::Replacement => "replacement",
        Line::Cloud => "cloud",
        Line::Credits => "credits",
        Line::Breach => "breach",
        Line::Purchases => "purchases",
        Line::Fines => "fines",
        Line::Downstream => "downstream",
    }
}

fn points(milli: i32) -> f64 {
    f64::from(milli) / 1000.0
}

fn kind_and_facts(what: &What, ids: &Ids) -> (&'static str, Value) {
    let on = |incident: crate::scenario::ids::IncidentId| incident.to_string();
    let finding = |inquiry: usize, finding: u8| &ids.findings[inquiry][usize::from(finding)];
    match *what {
        What::FaultBegan(fault, cause) => (
            "fault_began",
            json!({"fault": ids.faults[fault.at()], "cause": ids.causes[cause.at()]}),
        ),
        What::UnitsOrdered(service, units, due) => (
            "units_ordered",
            json!({"service": ids.services[service.at()], "units": units, "due": due.0}),
        ),
        What::Units(service, units) => (
            "units",
            json!({"service": ids.services[service.at()], "units": units}),
        ),
        What::CacheCold(service) => ("cache_cold", json!({"service": ids.services[service.at()]})),
        What::Health(service, now) => ("health", health(&ids.services[service.at()], now)),
        What::AlertFired(service, rule) => (
            "alert_fired",
            json!({"service": ids.services[service.at()], "rule": rule}),
        ),
        What::AlertCleared(service, rule) => (
            "alert_cleared",
            json!({"service": ids.services[service.at()], "rule": rule}),
        ),
        What::IncidentOpened(incident, service) => (
            "incident_opened",
            json!({"incident": on(incident), "service": ids.services[service.at()]}),
        ),
        What::Behind(incident, Source::Fault(fault)) => (
            "behind",
            json!({"incident": on(incident), "source": "fault", "fault": ids.faults[fault.at()]}),
        ),
        What::Behind(incident, Source::Load) => (
            "behind",
            json!({"incident": on(incident), "source": "load"}),
        ),
        What::Behind(incident, Source::Nothing) => (
            "behind",
            json!({"incident": on(incident), "source": "nothing"}),
        ),
        What::Reported(service) => ("reported", json!({"service": ids.services[service.at()]})),
        What::Acknowledged(incident) => ("acknowledged", json!({"incident": on(incident)})),
        What::Declared(incident, severity) => (
            "declared",
            json!({"incident": on(incident), "severity": severity}),
        ),
        What::Merged(from, into) => ("merged", json!({"incident": on(from), "into": on(into)})),
        What::RoleTaken(incident, person, role) => (
            "role_taken",
            json!({"incident": on(incident), "person": ids.people[person.at()], "role": role.word()}),
        ),
        What::TriageStarted(incident, person) => (
            "triage_started",
            json!({"incident": on(incident), "person": ids.people[person.at()]}),
        ),
        What::Triaged(incident, person) => (
            "triaged",
            json!({"incident": on(incident), "person": ids.people[person.at()]}),
        ),
        What::FalseAlarm(incident, person) => (
            "false_alarm",
            json!({"incident": on(incident), "person": ids.people[person.at()]}),
        ),
        What::InquiryStarted(incident, inquiry, person) => (
            "inquiry_started",
            json!({"incident": on(incident), "inquiry": ids.inquiries[inquiry.at()], "person": ids.people[person.at()]}),
        ),
        What::Found(incident, inquiry, found, person) => (
            "found",
            json!({"incident": on(incident), "inquiry": ids.inquiries[inquiry.at()],
                "finding": finding(inquiry.at(), found), "person": ids.people[person.at()]}),
        ),
        What::Believes(person, cause) => (
            "believes",
            json!({"person": ids.people[person.at()], "cause": ids.causes[cause.at()]}),
        ),
        What::RemedyStarted(incident, remedy, person) => (
            "remedy_started",
            json!({"incident": on(incident), "remedy": ids.remedies[remedy.at()], "person": ids.people[person.at()]}),
        ),
        What::RemedyApplied(incident, remedy, person) => (
            "remedy_applied",
            json!({"incident": on(incident), "remedy": ids.remedies[remedy.at()], "person": ids.people[person.at()]}),
        ),
        What::Slipped(incident, deed, person) => ("slipped", slip(incident, deed, person, ids)),
        What::SlipHidden(incident, deed, person) => {
            ("slip_hidden", slip(incident, deed, person, ids))
        }
        What::SlipCameOut(incident, deed, person) => {
            ("slip_came_out", slip(incident, deed, person, ids))
        }
        What::Mitigated(incident) => ("mitigated", json!({"incident": on(incident)})),
        What::Relapsed(incident) => ("relapsed", json!({"incident": on(incident)})),
        What::Resolved(incident) => ("resolved", json!({"incident": on(incident)})),
        What::CaseOpened(case, queue) => (
            "case_opened",
            json!({"case": case.to_string(), "queue": ids.queues[queue.at()]}),
        ),
        What::CaseTurnedAway(queue) => {
            ("case_turned_away", json!({"queue": ids.queues[queue.at()]}))
        }
        What::CaseTaken(case, person) => ("case_taken", at_case(case, person, ids)),
        What::CasePutDown(case, person) => ("case_put_down", at_case(case, person, ids)),
        What::CaseClosed(case, person) => ("case_closed", at_case(case, person, ids)),
        What::LeverSet(lever, value) => (
            "lever_set",
            json!({"lever": ids.levers[lever.at()], "value": value}),
        ),
        What::Stopped(person) => ("stopped", json!({"person": ids.people[person.at()]})),
        What::Working(person, work) => (
            "working",
            json!({"person": ids.people[person.at()], "work": ids.work[work.at()]}),
        ),
        What::WorkDone(work) => ("work_done", json!({"work": ids.work[work.at()]})),
        What::CameIn(work, size) => (
            "came_in",
            json!({"work": ids.work[work.at()], "person_minutes": f64::from(size) / 1000.0}),
        ),
        What::Moved(work, line, stage) => ("moved", item_at(work, line, stage, ids)),
        What::Blocked(work, line, stage) => ("blocked", item_at(work, line, stage, ids)),
        What::SentBack(work, line) => ("sent_back", item_at(work, line, READY, ids)),
        What::Prioritised(work, place) => (
            "prioritised",
            json!({"work": ids.work[work.at()], "place": place}),
        ),
        What::Debt(line, milli) => (
            "debt",
            json!({"pipeline": ids.pipelines[line.at()], "points": points(milli)}),
        ),
        What::DeployBegan(line, number, size) => (
            "deploy_began",
            json!({"pipeline": ids.pipelines[line.at()], "deployment": number, "changes": size}),
        ),
        What::Deployed(line, number, size) => (
            "deployed",
            json!({"pipeline": ids.pipelines[line.at()], "deployment": number, "changes": size}),
        ),
        What::DeployStopped(line, number) => ("deploy_stopped", deployment(line, number, ids)),
        What::DeployFailed(line, number, fault) => (
            "deploy_failed",
            json!({"pipeline": ids.pipelines[line.at()], "deployment": number, "fault": ids.faults[fault.at()]}),
        ),
        What::DeployRecovered(line) => (
            "deploy_recovered",
            json!({"pipeline": ids.pipelines[line.at()]}),
        ),
        What::RollBackBegan(line) => (
            "roll_back_began",
            json!({"pipeline": ids.pipelines[line.at()]}),
        ),
        What::RolledBack(line, number) => ("rolled_back", deployment(line, number, ids)),
        What::Frozen(line, frozen) => (
            "frozen",
            json!({"pipeline": ids.pipelines[line.at()], "frozen": frozen}),
        ),
        What::ReviewScheduled(incident, style, depth) => (
            "review_scheduled",
            json!({"incident": on(incident), "style": style.word(), "depth": depth.word()}),
        ),
        What::ReviewBegan(incident, person) => (
            "review_began",
            json!({"incident": on(incident), "person": ids.people[person.at()]}),
        ),
        What::Reviewed(incident, style, depth) => (
            "reviewed",
            json!({"incident": on(incident), "style": style.word(), "depth": depth.word()}),
        ),
        What::Paged(person) => ("paged", json!({"person": ids.people[person.at()]})),
        What::Arrived(person) => ("arrived", json!({"person": ids.people[person.at()]})),
        What::LeftShift(person) => ("left_shift", json!({"person": ids.people[person.at()]})),
        What::Awake(person, since, pressure) => (
            "awake",
            json!({"person": ids.people[person.at()], "since": since, "rested": f64::from(pressure) / 1000.0}),
        ),
        What::OnCall(team, primary, secondary) => (
            "on_call",
            json!({"team": ids.teams[team.at()], "primary": ids.people[primary.at()],
                "secondary": secondary.map(|person| &ids.people[person.at()])}),
        ),
        What::DaysOff(person, days) => (
            "days_off",
            json!({"person": ids.people[person.at()], "days": days}),
        ),
        What::ClocksMoved(site, minutes) => (
            "clocks_moved",
            json!({"site": ids.sites[site.at()], "utc_offset_minutes": minutes}),
        ),
        What::FellIll(person) => ("fell_ill", json!({"person": ids.people[person.at()]})),
        What::Resigned(person) => ("resigned", json!({"person": ids.people[person.at()]})),
        What::Gone(person) => ("gone", json!({"person": ids.people[person.at()]})),
        What::Engaged(person, due) => (
            "engaged",
            json!({"person": ids.people[person.at()], "due": due.0}),
        ),
        What::Joined(person) => ("joined", json!({"person": ids.people[person.at()]})),
        What::HandOverBegan(from, to) => (
            "hand_over_began",
            json!({"from": ids.people[from.at()], "to": ids.people[to.at()]}),
        ),
        What::HandedOver(from, to) => (
            "handed_over",
            json!({"from": ids.people[from.at()], "to": ids.people[to.at()]}),
        ),
        What::FactLost(incident, inquiry, person) => (
            "fact_lost",
            json!({"incident": on(incident), "inquiry": ids.inquiries[inquiry.at()], "person": ids.people[person.at()]}),
        ),
        What::Talked(person, manner) => (
            "talked",
            json!({"person": ids.people[person.at()], "manner": manner.word()}),
        ),
        What::Safety(team, milli, why) => (
            "safety",
            json!({"team": ids.teams[team.at()], "points": points(milli), "why": self::why(&why, ids)}),
        ),
        What::SentToRest(person) => ("sent_to_rest", json!({"person": ids.people[person.at()]})),
        What::Posted(incident, audience) => (
            "posted",
            json!({"incident": on(incident), "audience": audience.word()}),
        ),
        What::CardOpened(card) => ("card_opened", json!({"card": ids.cards[card.at()]})),
        What::Decided(card, option, default) => (
            "decided",
            json!({"card": ids.cards[card.at()], "option": ids.options[card.at()][usize::from(option)], "by_default": default}),
        ),
        What::MessageSent(message) => (
            "message_sent",
            json!({"message": ids.messages[message.at()]}),
        ),
        What::Answered(message, verb) => (
            "answered",
            json!({"message": ids.messages[message.at()], "answer": verb.word()}),
        ),
        What::Ignored(message) => ("ignored", json!({"message": ids.messages[message.at()]})),
        What::Approved(remedy) => ("approved", json!({"remedy": ids.remedies[remedy.at()]})),
        What::Trust(stakeholder, milli, cause) => (
            "trust",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "points": points(milli), "why": why(&cause, ids)}),
        ),
        What::Morale(person, milli, cause) => (
            "morale",
            json!({"person": ids.people[person.at()], "points": points(milli), "why": why(&cause, ids)}),
        ),
        What::Spent(line, amount, cause) => (
            "spent",
            json!({"line": line_word(line), "amount": amount.units(), "why": why(&cause, ids)}),
        ),
        What::WorkGrew(work, milli, cause) => (
            "work_grew",
            json!({"work": ids.work[work.at()], "person_minutes": f64::from(milli) / 1000.0, "why": why(&cause, ids)}),
        ),
        What::Interrupted(seconds, cause) => (
            "interrupted",
            json!({"seconds": seconds, "why": why(&cause, ids)}),
        ),
        What::WorkShrank(work, milli, cause) => (
            "work_shrank",
            json!({"work": ids.work[work.at()], "person_minutes": f64::from(milli) / 1000.0, "why": why(&cause, ids)}),
        ),
        What::PromiseMade(message, due) => (
            "promise_made",
            json!({"message": ids.messages[message.at()], "due": due.0}),
        ),
        What::PromiseKept(message) => (
            "promise_kept",
            json!({"message": ids.messages[message.at()]}),
        ),
        What::PromiseBroken(message) => (
            "promise_broken",
            json!({"message": ids.messages[message.at()]}),
        ),
        What::StoodDown(incident) => ("stood_down", json!({"incident": on(incident)})),
        What::Polled(incident) => ("polled", json!({"incident": on(incident)})),
        What::OwnerSet(service, team) => (
            "owner_set",
            json!({"service": ids.services[service.at()], "team": ids.teams[team.at()]}),
        ),
        What::Delegated(brief) => (
            "delegated",
            json!({"area": brief.area.written(ids), "person": ids.people[brief.to.at()],
                "intent": brief.intent.map(Intent::word), "limits": brief.limits, "back_minutes": brief.back_minutes}),
        ),
        What::HandedBack(area, person) => (
            "handed_back",
            json!({"area": area.written(ids), "person": ids.people[person.at()]}),
        ),
        What::Acted(person, command) => (
            "acted",
            json!({"person": ids.people[person.at()], "command": command.written(ids)}),
        ),
        What::ReportedBack(area, person, acts) => (
            "reported_back",
            json!({"area": area.written(ids), "person": ids.people[person.at()], "acts": acts}),
        ),
        What::AskedLeave(area, person, command) => (
            "asked_leave",
            json!({"area": area.written(ids), "person": ids.people[person.at()], "command": command.written(ids)}),
        ),
        What::Permitted(area, yes) => ("permitted", json!({"area": area.written(ids), "yes": yes})),
        What::Overruled(area, person) => (
            "overruled",
            json!({"area": area.written(ids), "person": ids.people[person.at()]}),
        ),
        What::VendorAsked(vendor, evidence) => (
            "vendor_asked",
            json!({"vendor": ids.vendors[vendor.at()], "evidence": evidence}),
        ),
        What::VendorDenied(vendor) => {
            ("vendor_denied", json!({"vendor": ids.vendors[vendor.at()]}))
        }
        What::VendorDelivered(vendor) => (
            "vendor_delivered",
            json!({"vendor": ids.vendors[vendor.at()]}),
        ),
        What::ClockStarted(duty, due) => (
            "clock_started",
            json!({"duty": ids.duties[duty.at()], "due": due.0}),
        ),
        What::Notified(duty, cause, overstated) => (
            "notified",
            match cause {
                None => json!({"duty": ids.duties[duty.at()]}),
                Some((cause, confidence)) => {
                    json!({"duty": ids.duties[duty.at()], "cause": ids.causes[cause.at()],
                        "confidence": confidence.word(), "overstated": overstated})
                }
            },
        ),
        What::DeadlineMissed(duty) => ("deadline_missed", json!({"duty": ids.duties[duty.at()]})),
        What::Threatened(stakeholder, leaves) => (
            "threatened",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "leaves": leaves.0}),
        ),
        What::ThreatOver(stakeholder) => (
            "threat_over",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()]}),
        ),
        What::CustomerLeft(stakeholder) => (
            "customer_left",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()]}),
        ),
        What::Injected(inject) => ("injected", json!({"inject": ids.injects[inject.at()]})),
        What::ExposureBegan(remedy) => (
            "exposure_began",
            json!({"remedy": ids.remedies[remedy.at()]}),
        ),
        What::ExposureEnded(remedy) => (
            "exposure_ended",
            json!({"remedy": ids.remedies[remedy.at()]}),
        ),
        What::Attacked(remedy) => ("attacked", json!({"remedy": ids.remedies[remedy.at()]})),
        What::Breached(fault) => ("breached", json!({"fault": ids.faults[fault.at()]})),
        What::Lapsed(command) => ("lapsed", json!({"command": command.written(ids)})),
        What::InitiativeStarted(initiative, how) => (
            "initiative_started",
            json!({"initiative": ids.initiatives[initiative.at()], "how": how.word()}),
        ),
        What::InitiativeMeasured(initiative, adoption, pace) => (
            "initiative_measured",
            json!({"initiative": ids.initiatives[initiative.at()], "adoption": adoption.ratio(), "pace_change": f64::from(pace) / 1e6}),
        ),
        What::InitiativeStopped(initiative) => (
            "initiative_stopped",
            json!({"initiative": ids.initiatives[initiative.at()]}),
        ),
        What::Adopted(initiative, team) => (
            "adopted",
            json!({"initiative": ids.initiatives[initiative.at()], "team": ids.teams[team.at()]}),
        ),
        What::Excepted(control, until) => (
            "excepted",
            json!({"control": ids.controls[control.at()], "until": until.0}),
        ),
        What::ExceptionExpired(control) => (
            "exception_expired",
            json!({"control": ids.controls[control.at()]}),
        ),
        What::AuditFinding(audit, control, evidence) => (
            "audit_finding",
            json!({"audit": ids.audits[audit.at()], "control": ids.controls[control.at()], "evidence": evidence.ratio()}),
        ),
        What::AuditClean(audit) => ("audit_clean", json!({"audit": ids.audits[audit.at()]})),
        What::VulnerabilityKnown(vulnerability, deadline) => (
            "vulnerability_known",
            json!({"vulnerability": ids.vulnerabilities[vulnerability.at()], "deadline": deadline.map(|tick| tick.0)}),
        ),
        What::Patched(vulnerability) => (
            "patched",
            json!({"vulnerability": ids.vulnerabilities[vulnerability.at()]}),
        ),
        What::PatchMissed(vulnerability) => (
            "patch_missed",
            json!({"vulnerability": ids.vulnerabilities[vulnerability.at()]}),
        ),
        What::Exploited(vulnerability) => (
            "exploited",
            json!({"vulnerability": ids.vulnerabilities[vulnerability.at()]}),
        ),
        What::BudgetMoved(from, to, amount) => (
            "budget_moved",
            json!({"from": ids.budgets[from.at()], "to": ids.budgets[to.at()], "amount": amount.units()}),
        ),
        What::BudgetOverrun(budget) => (
            "budget_overrun",
            json!({"budget": ids.budgets[budget.at()]}),
        ),
        What::SpendCapped(amount) => ("spend_capped", json!({"amount": amount.units()})),
        What::CloudCosts(service, costs) => (
            "cloud_costs",
            json!({"service": ids.services[service.at()], "list": costs.list.units(), "contracted": costs.contracted.units(),
                "billed": costs.billed.units(), "effective": costs.effective.units()}),
        ),
        What::CommitmentCosts(commitment, costs) => (
            "commitment_costs",
            json!({"commitment": ids.commitments[commitment.at()], "units": costs.units, "billed": costs.billed.units(),
                "used": costs.used.units(), "unused": costs.unused.units()}),
        ),
        What::DataIssueFound(feed, check) => (
            "data_issue_found",
            json!({"feed": ids.feeds[feed.at()], "check": check.map(|check| check.word())}),
        ),
        What::DataIssueOver(feed) => ("data_issue_over", json!({"feed": ids.feeds[feed.at()]})),
        What::DataFalseAlarm(feed) => ("data_false_alarm", json!({"feed": ids.feeds[feed.at()]})),
        What::FeedStopped(feed, stopped) => (
            "feed_stopped",
            json!({"feed": ids.feeds[feed.at()], "stopped": stopped}),
        ),
        What::ModelMeasured(model, version, quality) => (
            "model_measured",
            json!({"model": ids.models[model.at()], "version": version, "quality": quality.ratio()}),
        ),
        What::AutomationSure(automation, incident, sure) => (
            "automation_sure",
            json!({"automation": ids.automations[automation.at()], "incident": on(incident), "sure": sure.ratio()}),
        ),
        What::AutomationActed(automation, incident, remedy, right) => (
            "automation_acted",
            json!({"automation": ids.automations[automation.at()], "incident": on(incident),
                "remedy": remedy.map(|remedy| &ids.remedies[remedy.at()]), "right": right}),
        ),
        What::CadenceSet(incident, audience, minutes) => (
            "cadence_set",
            json!({"incident": on(incident), "audience": audience.word(), "every_minutes": minutes}),
        ),
        What::CadenceKept(incident, audience) => (
            "cadence_kept",
            json!({"incident": on(incident), "audience": audience.word()}),
        ),
        What::CadenceMissed(incident, audience) => (
            "cadence_missed",
            json!({"incident": on(incident), "audience": audience.word()}),
        ),
        What::Visited(stakeholder, incident, wish) => (
            "visited",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "incident": on(incident), "wish": wish.word()}),
        ),
        What::Replied(stakeholder, verb) => (
            "replied",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "reply": verb.word()}),
        ),
        What::VisitOver(stakeholder) => (
            "visit_over",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()]}),
        ),
        What::Vowed(stakeholder, incident, due) => (
            "vowed",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "incident": on(incident), "due": due.0}),
        ),
        What::VowSettled(stakeholder, kept) => (
            "vow_settled",
            json!({"stakeholder": ids.stakeholders[stakeholder.at()], "kept": kept}),
        ),
        What::Split(incident, person) => (
            "split",
            json!({"incident": on(incident), "person": ids.people[person.at()]}),
        ),
        What::IndicatorChosen(service, indicator) => (
            "indicator_chosen",
            json!({"service": ids.services[service.at()], "indicator": ids.indicators[service.at()][usize::from(indicator)]}),
        ),
        What::Hours(person, regular, overtime) => (
            "hours",
            json!({"person": ids.people[person.at()], "shift_minutes": regular, "overtime_minutes": overtime}),
        ),
        What::Ended => ("ended", json!({})),
    }
}

fn at_case(case: CaseId, person: PersonId, ids: &Ids) -> Value {
    json!({"case": case.to_string(), "person": ids.people[person.at()]})
}

fn slip(incident: IncidentId, deed: Deed, person: PersonId, ids: &Ids) -> Value {
    let (kind, id) = match deed {
        Deed::Applied(remedy) => ("remedy", &ids.remedies[remedy.at()]),
        Deed::Found(inquiry) => ("inquiry", &ids.inquiries[inquiry.at()]),
    };
    json!({"incident": incident.to_string(), kind: id, "person": ids.people[person.at()]})
}

fn deployment(line: PipelineId, number: u16, ids: &Ids) -> Value {
    json!({"pipeline": ids.pipelines[line.at()], "deployment": number})
}

/// A work item, its pipeline, and the stage that it is in.
fn item_at(work: WorkId, line: PipelineId, stage: u8, ids: &Ids) -> Value {
    let stage = match stage {
        READY => "ready",
        TO_DEPLOY => "to-deploy",
        GOING_OUT => "going-out",
        stage => &ids.stages[line.at()][usize::from(stage) - 1],
    };
    json!({"work": ids.work[work.at()], "pipeline": ids.pipelines[line.at()], "stage": stage})
}

fn health(service: &str, now: Health) -> Value {
    json!({"service": service, "success": now.success.ratio(), "requests_per_minute": now.requests,
        "bad_per_minute": now.bad_milli as f64 / 1000.0, "losing_per_minute": now.losing.units()})
}

/// Why something moved: `kind`, and the id of what moved it.
fn why(why: &Why, ids: &Ids) -> Value {
    match *why {
        Why::Card(card, option) => {
            json!({"kind": "card", "card": ids.cards[card.at()], "option": ids.options[card.at()][usize::from(option)]})
        }
        Why::Answer(message, verb) => {
            json!({"kind": "answer", "message": ids.messages[message.at()], "answer": verb.word()})
        }
        Why::NoAnswer(message) => {
            json!({"kind": "no_answer", "message": ids.messages[message.at()]})
        }
        Why::Remedy(remedy) => json!({"kind": "remedy", "remedy": ids.remedies[remedy.at()]}),
        Why::Attack(remedy) => json!({"kind": "attack", "remedy": ids.remedies[remedy.at()]}),
        Why::Breach(fault) => json!({"kind": "breach", "fault": ids.faults[fault.at()]}),
        Why::Leak(fault) => json!({"kind": "leak", "fault": ids.faults[fault.at()]}),
        Why::Silence(stakeholder) => {
            json!({"kind": "silence", "stakeholder": ids.stakeholders[stakeholder.at()]})
        }
        Why::Update(audience) => json!({"kind": "update", "audience": audience.word()}),
        Why::Strain => json!({"kind": "strain"}),
        Why::Overtime(person) => json!({"kind": "overtime", "person": ids.people[person.at()]}),
        Why::Sleepy => json!({"kind": "sleepy"}),
        Why::Unled => json!({"kind": "unled"}),
        Why::CallOut(person) => json!({"kind": "call_out", "person": ids.people[person.at()]}),
        Why::Relief => json!({"kind": "relief"}),
        Why::Done(work) => json!({"kind": "done", "work": ids.work[work.at()]}),
        Why::Interruption => json!({"kind": "interruption"}),
        Why::Talk(person, manner) => {
            json!({"kind": "talk", "person": ids.people[person.at()], "manner": manner.word()})
        }
        Why::Unfair => json!({"kind": "unfair"}),
        Why::Rested => json!({"kind": "rested"}),
        Why::Exit(person) => json!({"kind": "exit", "person": ids.people[person.at()]}),
        Why::Hiring(person) => json!({"kind": "hiring", "person": ids.people[person.at()]}),
        Why::Hours => json!({"kind": "hours"}),
        Why::Capacity(service) => {
            json!({"kind": "capacity", "service": ids.services[service.at()]})
        }
        Why::Promise(message) => {
            json!({"kind": "promise", "message": ids.messages[message.at()]})
        }
        Why::Report(person) => json!({"kind": "report", "person": ids.people[person.at()]}),
        Why::Vendor(vendor) => json!({"kind": "vendor", "vendor": ids.vendors[vendor.at()]}),
        Why::Duty(duty) => json!({"kind": "duty", "duty": ids.duties[duty.at()]}),
        Why::Threat(stakeholder) => {
            json!({"kind": "threat", "stakeholder": ids.stakeholders[stakeholder.at()]})
        }
        Why::Inject(inject) => json!({"kind": "inject", "inject": ids.injects[inject.at()]}),
        Why::Sla(stakeholder) => {
            json!({"kind": "sla", "stakeholder": ids.stakeholders[stakeholder.at()]})
        }
        Why::Review(incident) => json!({"kind": "review", "incident": incident.to_string()}),
        Why::Initiative(initiative) => {
            json!({"kind": "initiative", "initiative": ids.initiatives[initiative.at()]})
        }
        Why::Audit(audit) => json!({"kind": "audit", "audit": ids.audits[audit.at()]}),
        Why::Vulnerability(vulnerability) => {
            json!({"kind": "vulnerability", "vulnerability": ids.vulnerabilities[vulnerability.at()]})
        }
        Why::Exploit(vulnerability) => {
            json!({"kind": "exploit", "vulnerability": ids.vulnerabilities[vulnerability.at()]})
        }
        Why::Budget(budget) => json!({"kind": "budget", "budget": ids.budgets[budget.at()]}),
        Why::Feed(feed) => json!({"kind": "feed", "feed": ids.feeds[feed.at()]}),
        Why::Model(model) => json!({"kind": "model", "model": ids.models[model.at()]}),
        Why::Automation(automation) => {
            json!({"kind": "automation", "automation": ids.automations[automation.at()]})
        }
        Why::Cadence(audience) => json!({"kind": "cadence", "audience": audience.word()}),
        Why::Visit(stakeholder) => {
            json!({"kind": "visit", "stakeholder": ids.stakeholders[stakeholder.at()]})
        }
        Why::Commitment(commitment) => {
            json!({"kind": "commitment", "commitment": ids.commitments[commitment.at()]})
        }
    }
}
