//! One sentence for every kind of event: the timeline and the debrief tell a run with them.

mod names;
mod orders;
mod spoken;
mod why;
mod words;

pub(crate) use names::Names;
pub use names::area_name;
pub use orders::order;
pub use spoken::Spoken;
pub use why::why_sentence;
pub(crate) use words::line_name;
pub use words::{audience_name, capital, money, percent, span, when};

use crate::scenario::Scenario;
use crate::sim::alarms::{FIRST_LIMIT_ROW, PROBE_ROW};
use crate::sim::event::{Event, Source, What};
use crate::sim::stakeholders::Wish;
use crate::words::fl;
use names::word;
use words::{ahead, changes, day_and_clock, faster, points, talk_name, unstopped};

/// What happened, in a sentence without a full stop.
pub fn sentence(event: &Event, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match event.what {
        What::FaultBegan(fault, cause) => {
            fl!(
                "event-fault-began",
                fault = words.fault(fault),
                cause = words.cause(cause)
            )
        }
        What::Health(service, health) => fl!(
            "event-health",
            service = words.service(service),
            percent = percent(health.success)
        ),
        What::UnitsOrdered(service, units, due) => fl!(
            "event-units-ordered",
            service = words.service(service),
            units = units,
            clock = scenario.rules.starts_at.plus(i64::from(due.0)).to_string()
        ),
        What::Units(service, units) => {
            fl!(
                "event-units",
                service = words.service(service),
                units = units
            )
        }
        What::CacheCold(service) => fl!("event-cache-cold", service = words.service(service)),
        What::AlertFired(service, PROBE_ROW) => {
            fl!("event-alarm", service = words.service(service))
        }
        What::AlertFired(service, FIRST_LIMIT_ROW..) => {
            fl!("event-limit-alert", service = words.service(service))
        }
        What::AlertFired(service, _) => fl!("event-budget-alert", service = words.service(service)),
        What::AlertCleared(service, _) => {
            fl!("event-alert-clears", service = words.service(service))
        }
        What::Behind(incident, Source::Fault(fault)) => {
            fl!(
                "event-behind-fault",
                incident = incident.to_string(),
                fault = words.fault(fault)
            )
        }
        What::Behind(incident, Source::Load) => {
            fl!("event-behind-load", incident = incident.to_string())
        }
        What::Behind(incident, Source::Nothing) => {
            fl!("event-behind-nothing", incident = incident.to_string())
        }
        What::IncidentOpened(incident, service) => {
            fl!(
                "event-incident-opens",
                incident = incident.to_string(),
                service = words.service(service)
            )
        }
        What::Reported(service) => {
            fl!("event-customers-report", service = words.service(service))
        }
        What::TriageStarted(incident, person) => fl!(
            "event-triage-starts",
            person = words.person(person),
            incident = incident.to_string()
        ),
        What::Triaged(incident, person) => {
            fl!(
                "event-triaged",
                person = words.person(person),
                incident = incident.to_string()
            )
        }
        What::FalseAlarm(incident, person) => fl!(
            "event-false-alarm",
            person = words.person(person),
            incident = incident.to_string()
        ),
        What::Acknowledged(incident) => fl!("event-acknowledged", incident = incident.to_string()),
        What::Declared(incident, severity) => fl!(
            "event-declared",
            incident = incident.to_string(),
            severity = severity
        ),
        What::Merged(from, into) => fl!(
            "event-merged",
            from = from.to_string(),
            into = into.to_string()
        ),
        What::RoleTaken(incident, person, role) => {
            fl!(
                "event-role-taken",
                person = words.person(person),
                role = role.spoken(),
                incident = incident.to_string()
            )
        }
        What::InquiryStarted(_, inquiry, person) => {
            fl!(
                "event-inquiry-starts",
                person = words.person(person),
                inquiry = words.inquiry(inquiry)
            )
        }
        What::Found(_, inquiry, finding, person) => {
            fl!(
                "event-found",
                person = words.person(person),
                finding = unstopped(words.finding(inquiry, finding))
            )
        }
        What::Believes(person, cause) => {
            fl!(
                "event-opinion",
                person = words.person(person),
                cause = words.cause(cause)
            )
        }
        What::RemedyStarted(_, remedy, person) => {
            fl!(
                "event-remedy-starts",
                person = words.person(person),
                remedy = words.remedy(remedy)
            )
        }
        What::RemedyApplied(_, remedy, person) => {
            fl!(
                "event-remedy-applied",
                person = words.person(person),
                remedy = words.remedy(remedy)
            )
        }
        What::Slipped(_, deed, person) => {
            fl!(
                "event-slip",
                person = words.person(person),
                deed = words.deed(deed)
            )
        }
        What::SlipHidden(_, deed, person) => {
            fl!(
                "event-slip-hidden",
                person = words.person(person),
                deed = words.deed(deed)
            )
        }
        What::SlipCameOut(_, deed, person) => {
            fl!(
                "event-slip-comes-out",
                person = words.person(person),
                deed = words.deed(deed)
            )
        }
        What::Mitigated(incident) => fl!("event-mitigated", incident = incident.to_string()),
        What::Relapsed(incident) => fl!("event-relapsed", incident = incident.to_string()),
        What::Resolved(incident) => fl!("event-resolved", incident = incident.to_string()),
        What::CaseOpened(case, queue) => fl!(
            "event-case-opens",
            case = case.to_string(),
            queue = words.queue(queue)
        ),
        What::CaseTurnedAway(queue) => {
            fl!("event-queue-full", queue = words.queue(queue))
        }
        What::CaseTaken(case, person) => fl!(
            "event-case-taken",
            person = words.person(person),
            case = case.to_string()
        ),
        What::CasePutDown(case, person) => fl!(
            "event-case-put-down",
            person = words.person(person),
            case = case.to_string()
        ),
        What::CaseClosed(case, person) => fl!(
            "event-case-finished",
            person = words.person(person),
            case = case.to_string()
        ),
        What::LeverSet(lever, value) => {
            fl!("event-lever-set", lever = words.lever(lever), value = value)
        }
        What::Stopped(person) => fl!("event-stopped", person = words.person(person)),
        What::Working(person, item) => {
            fl!(
                "event-working",
                person = words.person(person),
                work = words.work(item)
            )
        }
        What::WorkDone(item) => fl!("event-work-done", work = words.work(item)),
        What::CameIn(item, size) => {
            let minutes = (size + 500) / 1000;
            fl!(
                "event-work-comes",
                work = words.work(item),
                minutes = minutes
            )
        }
        What::Moved(item, line, stage) => {
            fl!(
                "event-work-moves",
                work = words.work(item),
                stage = words.stage(line, stage)
            )
        }
        What::Blocked(item, line, stage) => fl!(
            "event-work-waits",
            work = words.work(item),
            stage = words.stage(line, stage)
        ),
        What::SentBack(item, _) => fl!("event-work-over-again", work = words.work(item)),
        What::Prioritised(item, place) => {
            fl!("event-work-placed", work = words.work(item), place = place)
        }
        What::Debt(line, milli) => {
            fl!(
                "event-debt",
                pipeline = words.pipeline(line),
                points = points(milli)
            )
        }
        What::DeployBegan(line, number, size) => fl!(
            "event-deployment-begins",
            pipeline = words.pipeline(line),
            number = number,
            changes = changes(size)
        ),
        What::Deployed(line, number, size) => fl!(
            "event-deployment-out",
            pipeline = words.pipeline(line),
            number = number,
            changes = changes(size)
        ),
        What::DeployStopped(line, number) => fl!(
            "event-deployment-stops",
            pipeline = words.pipeline(line),
            number = number
        ),
        What::DeployFailed(line, number, fault) => fl!(
            "event-bad-change",
            pipeline = words.pipeline(line),
            number = number,
            fault = words.fault(fault)
        ),
        What::DeployRecovered(line) => {
            fl!("event-bad-changes-over", pipeline = words.pipeline(line))
        }
        What::RollBackBegan(line) => {
            fl!("event-rolling-back", pipeline = words.pipeline(line))
        }
        What::RolledBack(line, number) => {
            fl!(
                "event-rolled-back",
                pipeline = words.pipeline(line),
                number = number
            )
        }
        What::Frozen(line, true) => fl!("event-frozen", pipeline = words.pipeline(line)),
        What::Frozen(line, false) => fl!("event-unfrozen", pipeline = words.pipeline(line)),
        What::ReviewScheduled(incident, style, depth) => fl!(
            "event-review-scheduled",
            style = style.spoken(),
            depth = depth.spoken(),
            incident = incident.to_string()
        ),
        What::ReviewBegan(incident, person) => {
            fl!(
                "event-review-held",
                person = words.person(person),
                incident = incident.to_string()
            )
        }
        What::Reviewed(incident, style, depth) => fl!(
            "event-reviewed",
            incident = incident.to_string(),
            style = style.spoken(),
            depth = depth.spoken()
        ),
        What::Paged(person) => fl!("event-paged", person = words.person(person)),
        What::Arrived(person) => fl!("event-arrived", person = words.person(person)),
        What::LeftShift(person) => fl!("event-left-shift", person = words.person(person)),
        What::Awake(person, ..) => fl!("event-awake", person = words.person(person)),
        What::OnCall(team, primary, None) => fl!(
            "event-on-call",
            person = words.person(primary),
            team = words.team(team)
        ),
        What::OnCall(team, primary, Some(secondary)) => fl!(
            "event-on-call-both",
            primary = words.person(primary),
            team = words.team(team),
            secondary = words.person(secondary)
        ),
        What::DaysOff(person, days) => {
            fl!("event-days-off", person = words.person(person), days = days)
        }
        What::ClocksMoved(site, minutes) => fl!(
            "event-clocks-moved",
            site = words.site(site),
            zone = ahead(minutes)
        ),
        What::FellIll(person) => fl!("event-ill", person = words.person(person)),
        What::Resigned(person) => fl!("event-resigns", person = words.person(person)),
        What::Gone(person) => fl!("event-left-for-good", person = words.person(person)),
        What::Engaged(person, due) => fl!(
            "event-hired",
            person = words.person(person),
            days = due.since(event.tick) / 1440
        ),
        What::Joined(person) => fl!("event-joins", person = words.person(person)),
        What::HandOverBegan(from, to) => fl!(
            "event-handing-over",
            from = words.person(from),
            to = words.person(to)
        ),
        What::HandedOver(from, to) => {
            fl!(
                "event-handed-over",
                to = words.person(to),
                from = words.person(from)
            )
        }
        What::FactLost(_, inquiry, person) => fl!(
            "event-finding-lost",
            person = words.person(person),
            inquiry = words.inquiry(inquiry)
        ),
        What::Talked(person, manner) => fl!(
            "event-talk",
            person = words.person(person),
            manner = talk_name(manner)
        ),
        What::Safety(team, milli, why) => fl!(
            "event-safety",
            team = words.team(team),
            points = points(milli),
            why = why_sentence(why, scenario)
        ),
        What::SentToRest(person) => fl!("event-rests", person = words.person(person)),
        What::Posted(incident, audience) => fl!(
            "event-posted",
            incident = incident.to_string(),
            audience = audience_name(audience)
        ),
        What::CardOpened(card) => fl!("event-card", card = words.card(card)),
        What::Decided(card, option, by_default) => {
            let option = words.option(card, option);
            if by_default {
                fl!("event-undecided", option = option)
            } else {
                fl!("event-decided", option = option)
            }
        }
        What::MessageSent(message) => fl!("event-message", person = words.sender(message)),
        What::Answered(message, verb) => {
            fl!(
                "event-answered",
                person = words.sender(message),
                answer = verb.spoken()
            )
        }
        What::Ignored(message) => fl!("event-unanswered", person = words.sender(message)),
        What::Approved(remedy) => fl!("event-approved", remedy = words.remedy(remedy)),
        What::Trust(stakeholder, milli, why) => {
            let name = words.stakeholder(stakeholder);
            fl!(
                "event-trust",
                name = name,
                points = points(milli),
                why = why_sentence(why, scenario)
            )
        }
        What::Morale(person, milli, why) => {
            fl!(
                "event-morale",
                person = words.person(person),
                points = points(milli),
                why = why_sentence(why, scenario)
            )
        }
        What::Spent(line, amount, why) => {
            fl!(
                "event-spent",
                money = money(amount, &scenario.rules.currency),
                line = line_name(line),
                why = why_sentence(why, scenario)
            )
        }
        What::WorkShrank(item, milli, why) => {
            let minutes = (milli + 500) / 1000;
            fl!(
                "event-work-shrinks",
                work = words.work(item),
                minutes = minutes,
                why = why_sentence(why, scenario)
            )
        }
        What::PromiseMade(message, due) => fl!(
            "event-promised",
            person = words.sender(message),
            minute = due.0
        ),
        What::PromiseKept(message) => fl!("event-promise-kept", person = words.sender(message)),
        What::PromiseBroken(message) => {
            fl!("event-promise-broken", person = words.sender(message))
        }
        What::StoodDown(incident) => fl!("event-stood-down", incident = incident.to_string()),
        What::Polled(incident) => fl!("event-polled", incident = incident.to_string()),
        What::OwnerSet(service, team) => fl!(
            "event-owned",
            service = words.service(service),
            team = word(&scenario.words.teams, team.at())
        ),
        What::Delegated(brief) => fl!(
            "event-delegated",
            area = area_name(brief.area, scenario),
            person = words.person(brief.to)
        ),
        What::HandedBack(area, person) => fl!(
            "event-handed-back",
            person = words.person(person),
            area = area_name(area, scenario)
        ),
        What::Acted(person, command) => fl!(
            "event-delegate-decides",
            person = words.person(person),
            order = order(&command, scenario)
        ),
        What::ReportedBack(area, person, acts) => fl!(
            "event-delegate-reports",
            person = words.person(person),
            area = area_name(area, scenario),
            acts = acts
        ),
        What::AskedLeave(_, person, command) => fl!(
            "event-delegate-asks",
            person = words.person(person),
            order = order(&command, scenario)
        ),
        What::Permitted(area, true) => fl!("event-permitted", area = area_name(area, scenario)),
        What::Permitted(area, false) => fl!("event-refused", area = area_name(area, scenario)),
        What::Overruled(area, person) => fl!(
            "event-overruled",
            person = words.person(person),
            area = area_name(area, scenario)
        ),
        What::VendorAsked(vendor, true) => {
            fl!(
                "event-escalated-with-evidence",
                vendor = words.vendor(vendor)
            )
        }
        What::VendorAsked(vendor, false) => fl!("event-escalated", vendor = words.vendor(vendor)),
        What::VendorDenied(vendor) => fl!("event-vendor-denies", vendor = words.vendor(vendor)),
        What::VendorDelivered(vendor) => {
            fl!("event-vendor-delivers", vendor = words.vendor(vendor))
        }
        What::ClockStarted(duty, due) => {
            fl!("event-duty", minute = due.0, duty = words.duty(duty))
        }
        What::Notified(duty, None, _) => fl!("event-notified", duty = words.duty(duty)),
        What::Notified(duty, Some((cause, confidence)), _) => fl!(
            "event-notified-cause",
            duty = words.duty(duty),
            confidence = confidence.spoken(),
            cause = unstopped(words.cause(cause))
        ),
        What::DeadlineMissed(duty) => fl!("event-duty-missed", duty = words.duty(duty)),
        What::Threatened(stakeholder, _) => {
            fl!("event-threatens", person = words.stakeholder(stakeholder))
        }
        What::ThreatOver(stakeholder) => {
            fl!("event-stays", person = words.stakeholder(stakeholder))
        }
        What::CustomerLeft(stakeholder) => fl!(
            "event-customer-leaves",
            person = words.stakeholder(stakeholder)
        ),
        What::Injected(inject) => fl!("event-injected", happening = words.inject(inject)),
        What::WorkGrew(item, milli, why) => {
            let minutes = (milli + 500) / 1000;
            fl!(
                "event-work-grows",
                work = words.work(item),
                minutes = minutes,
                why = why_sentence(why, scenario)
            )
        }
        What::Interrupted(seconds, why) => fl!(
            "event-interrupted",
            seconds = seconds,
            why = why_sentence(why, scenario)
        ),
        What::ExposureBegan(remedy) => fl!("event-exposed", remedy = words.remedy(remedy)),
        What::ExposureEnded(_) => fl!("event-protected").into(),
        What::Attacked(_) => fl!("event-attacked-exposed").into(),
        What::Breached(fault) => fl!("event-attacked", fault = words.fault(fault)),
        What::Lapsed(command) => {
            fl!("event-lapsed", order = order(&command, scenario))
        }
        What::InitiativeStarted(initiative, how) => {
            fl!(
                "event-initiative",
                initiative = words.initiative(initiative),
                how = how.spoken()
            )
        }
        What::InitiativeMeasured(initiative, adoption, pace) => fl!(
            "event-adoption",
            initiative = words.initiative(initiative),
            share = percent(adoption),
            pace = faster(pace)
        ),
        What::InitiativeStopped(initiative) => {
            fl!(
                "event-initiative-stopped",
                initiative = words.initiative(initiative)
            )
        }
        What::Adopted(initiative, team) => fl!(
            "event-half-adopted",
            team = words.team(team),
            initiative = words.initiative(initiative)
        ),
        What::Excepted(control, until) => fl!(
            "event-excepted",
            control = words.control(control),
            clock = day_and_clock(until, scenario)
        ),
        What::ExceptionExpired(control) => {
            fl!("event-exception-over", control = words.control(control))
        }
        What::AuditFinding(audit, control, evidence) => fl!(
            "event-audit-finding",
            audit = words.audit(audit),
            control = words.control(control),
            share = percent(evidence)
        ),
        What::AuditClean(audit) => fl!("event-audit-clean", audit = words.audit(audit)),
        What::VulnerabilityKnown(vulnerability, deadline) => {
            let name = words.vulnerability(vulnerability);
            match deadline {
                Some(tick) => fl!(
                    "event-vulnerability-due",
                    vulnerability = name,
                    clock = day_and_clock(tick, scenario)
                ),
                None => fl!("event-vulnerability", vulnerability = name),
            }
        }
        What::Patched(vulnerability) => fl!(
            "event-patched",
            vulnerability = words.vulnerability(vulnerability)
        ),
        What::PatchMissed(vulnerability) => {
            fl!(
                "event-past-deadline",
                vulnerability = words.vulnerability(vulnerability)
            )
        }
        What::Exploited(vulnerability) => {
            fl!(
                "event-exploited",
                vulnerability = words.vulnerability(vulnerability)
            )
        }
        What::BudgetMoved(from, to, amount) => fl!(
            "event-moved",
            money = money(amount, &scenario.rules.currency),
            from = words.budget(from),
            to = words.budget(to)
        ),
        What::BudgetOverrun(budget) => fl!("event-overspent", budget = words.budget(budget)),
        What::SpendCapped(amount) => {
            fl!("event-cap", money = money(amount, &scenario.rules.currency))
        }
        What::CloudCosts(service, costs) => fl!(
            "event-cloud-cost",
            service = words.service(service),
            list = money(costs.list, &scenario.rules.currency),
            effective = money(costs.effective, &scenario.rules.currency)
        ),
        What::DataIssueFound(feed, Some(check)) => {
            fl!(
                "event-check-rings",
                check = check.spoken(),
                feed = words.feed(feed)
            )
        }
        What::DataIssueFound(feed, None) => {
            fl!("event-feed-told", feed = words.feed(feed))
        }
        What::DataIssueOver(feed) => fl!("event-feed-right", feed = words.feed(feed)),
        What::DataFalseAlarm(feed) => {
            fl!("event-check-rang-for-nothing", feed = words.feed(feed))
        }
        What::FeedStopped(feed, true) => fl!("event-feed-stops", feed = words.feed(feed)),
        What::FeedStopped(feed, false) => {
            fl!("event-feed-goes-on", feed = words.feed(feed))
        }
        What::ModelMeasured(model, _, quality) => {
            fl!(
                "event-model",
                model = words.model(model),
                share = percent(quality)
            )
        }
        What::AutomationSure(automation, incident, sure) => fl!(
            "event-automation-sure",
            automation = words.automation(automation),
            share = percent(sure),
            incident = incident.to_string()
        ),
        What::AutomationActed(automation, incident, _, true) => {
            fl!(
                "event-automation-helps",
                automation = words.automation(automation),
                incident = incident.to_string()
            )
        }
        What::AutomationActed(automation, incident, _, false) => {
            fl!(
                "event-automation-wrong",
                automation = words.automation(automation),
                incident = incident.to_string()
            )
        }
        What::Hours(person, regular, overtime) => fl!(
            "event-hours",
            person = words.person(person),
            regular = (regular + 30) / 60,
            overtime = (overtime + 30) / 60
        ),
        What::CommitmentCosts(commitment, costs) => fl!(
            "event-commitment",
            commitment = words.commitment(commitment),
            used = money(costs.used, &scenario.rules.currency),
            unused = money(costs.unused, &scenario.rules.currency)
        ),
        What::CadenceSet(incident, audience, minutes) => fl!(
            "event-cadence",
            audience = audience_name(audience),
            incident = incident.to_string(),
            minutes = minutes
        ),
        What::CadenceKept(incident, audience) => fl!(
            "event-cadence-kept",
            incident = incident.to_string(),
            audience = audience_name(audience)
        ),
        What::CadenceMissed(incident, audience) => fl!(
            "event-cadence-missed",
            incident = incident.to_string(),
            audience = audience_name(audience)
        ),
        What::Visited(stakeholder, incident, wish) => {
            let (person, incident) = (words.stakeholder(stakeholder), incident.to_string());
            match wish {
                Wish::Severity => fl!("event-visit-severity", person = person, incident = incident),
                Wish::Lead => fl!("event-visit-lead", person = person, incident = incident),
                Wish::Facts => fl!("event-visit-facts", person = person, incident = incident),
                Wish::End => fl!("event-visit-end", person = person, incident = incident),
            }
        }
        What::Replied(stakeholder, verb) => fl!(
            "event-replied",
            person = words.stakeholder(stakeholder),
            answer = verb.spoken()
        ),
        What::VisitOver(stakeholder) => {
            fl!("event-visit-over", person = words.stakeholder(stakeholder))
        }
        What::Vowed(stakeholder, incident, due) => fl!(
            "event-vow",
            person = words.stakeholder(stakeholder),
            incident = incident.to_string(),
            clock = scenario.rules.starts_at.plus(i64::from(due.0)).to_string()
        ),
        What::VowSettled(stakeholder, true) => {
            fl!("event-vow-kept", person = words.stakeholder(stakeholder))
        }
        What::VowSettled(stakeholder, false) => {
            fl!("event-vow-broken", person = words.stakeholder(stakeholder))
        }
        What::Split(incident, person) => fl!(
            "event-split",
            person = words.person(person),
            incident = incident.to_string()
        ),
        What::IndicatorChosen(service, indicator) => fl!(
            "event-indicator",
            service = words.service(service),
            indicator = words.indicator(service, indicator)
        ),
        What::Ended => fl!("event-ended").into(),
    }
}
