//! One sentence for every kind of event: the timeline and the debrief tell a run with them.

mod names;
mod orders;
mod why;
mod words;

pub(crate) use names::Names;
pub use names::area_name;
pub use orders::order;
pub use why::why_sentence;
pub(crate) use words::line_name;
pub use words::{audience_name, capital, money, percent, span, when};

use crate::scenario::Scenario;
use crate::sim::alarms::{FIRST_LIMIT_ROW, PROBE_ROW};
use crate::sim::event::{Event, Source, What};
use names::word;
use words::{ahead, changes, day_and_clock, faster, points, talk_name, unstopped};

/// What happened, in a sentence without a full stop.
pub fn sentence(event: &Event, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match event.what {
        What::FaultBegan(fault, cause) => {
            format!("{} began: {}", words.fault(fault), words.cause(cause))
        }
        What::Health(service, health) => format!(
            "{} serves {} of its requests",
            words.service(service),
            percent(health.success)
        ),
        What::UnitsOrdered(service, units, due) => format!(
            "{} is to have {units} units by {}",
            words.service(service),
            scenario.rules.starts_at.plus(i64::from(due.0))
        ),
        What::Units(service, units) => {
            format!("{} has {units} units now", words.service(service))
        }
        What::CacheCold(service) => format!("The cache of {} is cold", words.service(service)),
        What::AlertFired(service, PROBE_ROW) => {
            format!("An alarm rings for {}", words.service(service))
        }
        What::AlertFired(service, FIRST_LIMIT_ROW..) => {
            format!(
                "{} stays below its limit: an alert fires",
                words.service(service)
            )
        }
        What::AlertFired(service, _) => format!(
            "{} burns its error budget: an alert fires",
            words.service(service)
        ),
        What::AlertCleared(service, _) => format!("The alert of {} clears", words.service(service)),
        What::Behind(incident, Source::Fault(fault)) => {
            format!("Behind {incident} is {}", words.fault(fault))
        }
        What::Behind(incident, Source::Load) => {
            format!("Behind {incident} is more load than fits")
        }
        What::Behind(incident, Source::Nothing) => format!("Behind {incident} is nothing"),
        What::IncidentOpened(incident, service) => {
            format!("{incident} opens at {}", words.service(service))
        }
        What::Reported(service) => {
            format!("Customers report trouble with {}", words.service(service))
        }
        What::TriageStarted(incident, person) => format!(
            "{} sets out to find out what {incident} is about",
            words.person(person)
        ),
        What::Triaged(incident, person) => {
            format!("{} knows what {incident} is about", words.person(person))
        }
        What::FalseAlarm(incident, person) => format!(
            "{} finds nothing behind {incident}: a false alarm",
            words.person(person)
        ),
        What::Acknowledged(incident) => format!("You acknowledge {incident}"),
        What::Declared(incident, severity) => format!("You declare {incident} SEV{severity}"),
        What::Merged(from, into) => format!("You fold {from} into {into}"),
        What::RoleTaken(incident, person, role) => {
            format!(
                "{} takes the role of {} in {incident}",
                words.person(person),
                role.word()
            )
        }
        What::InquiryStarted(_, inquiry, person) => {
            format!(
                "{} starts: {}",
                words.person(person),
                words.inquiry(inquiry)
            )
        }
        What::Found(_, inquiry, finding, person) => {
            format!(
                "{} reports: {}",
                words.person(person),
                unstopped(words.finding(inquiry, finding))
            )
        }
        What::Believes(person, cause) => {
            format!("{} believes: {}", words.person(person), words.cause(cause))
        }
        What::RemedyStarted(_, remedy, person) => {
            format!("{} starts: {}", words.person(person), words.remedy(remedy))
        }
        What::RemedyApplied(_, remedy, person) => {
            format!(
                "{} has done it: {}",
                words.person(person),
                words.remedy(remedy)
            )
        }
        What::Slipped(_, deed, person) => {
            format!(
                "A slip by {}: “{}” has to be done again",
                words.person(person),
                words.deed(deed)
            )
        }
        What::SlipHidden(_, deed, person) => {
            format!(
                "A slip by {}, who does not say so: “{}”",
                words.person(person),
                words.deed(deed)
            )
        }
        What::SlipCameOut(_, deed, person) => {
            format!(
                "It comes out that {} did not do it right: “{}”",
                words.person(person),
                words.deed(deed)
            )
        }
        What::Mitigated(incident) => format!("Customers stop hurting: {incident} is mitigated"),
        What::Relapsed(incident) => format!("It is back: {incident} hurts customers again"),
        What::Resolved(incident) => format!("You close {incident}"),
        What::CaseOpened(case, queue) => format!("{case} opens: {}", words.queue(queue)),
        What::CaseTurnedAway(queue) => {
            format!("There is no room for one more: {}", words.queue(queue))
        }
        What::CaseTaken(case, person) => format!("{} takes on {case}", words.person(person)),
        What::CasePutDown(case, person) => format!("{} puts {case} down", words.person(person)),
        What::CaseClosed(case, person) => format!("{} has finished {case}", words.person(person)),
        What::LeverSet(lever, value) => format!("You set {} to {value}", words.lever(lever)),
        What::Stopped(person) => format!("{} stops", words.person(person)),
        What::Working(person, item) => {
            format!("{} works on {}", words.person(person), words.work(item))
        }
        What::WorkDone(item) => format!("{} is done", words.work(item)),
        What::CameIn(item, size) => {
            let minutes = (size + 500) / 1000;
            format!("{} comes in, {minutes} min of work", words.work(item))
        }
        What::Moved(item, line, stage) => {
            format!(
                "{} moves to: {}",
                words.work(item),
                words.stage(line, stage)
            )
        }
        What::Blocked(item, line, stage) => format!(
            "{} is finished in {} and waits: the next stage is full",
            words.work(item),
            words.stage(line, stage)
        ),
        What::SentBack(item, _) => format!("{} has to be done over", words.work(item)),
        What::Prioritised(item, place) => {
            format!("You put {} in place {place}", words.work(item))
        }
        What::Debt(line, milli) => {
            format!("{}: technical debt {}", words.pipeline(line), points(milli))
        }
        What::DeployBegan(line, number, size) => format!(
            "{}: deployment {number} begins, with {}",
            words.pipeline(line),
            changes(size)
        ),
        What::Deployed(line, number, size) => format!(
            "{}: deployment {number} is out, with {}",
            words.pipeline(line),
            changes(size)
        ),
        What::DeployStopped(line, number) => format!(
            "{}: deployment {number} goes no further, nothing went out",
            words.pipeline(line)
        ),
        What::DeployFailed(line, number, fault) => format!(
            "{}: deployment {number} took a bad change out: {}",
            words.pipeline(line),
            words.fault(fault)
        ),
        What::DeployRecovered(line) => {
            format!("{}: the harm of bad changes is over", words.pipeline(line))
        }
        What::RollBackBegan(line) => {
            format!(
                "{}: the last deployment is being taken back",
                words.pipeline(line)
            )
        }
        What::RolledBack(line, number) => {
            format!(
                "{}: deployment {number} was taken back",
                words.pipeline(line)
            )
        }
        What::Frozen(line, true) => format!(
            "{}: the error budget is spent, deployments are frozen",
            words.pipeline(line)
        ),
        What::Frozen(line, false) => format!("{}: deployments go on", words.pipeline(line)),
        What::ReviewScheduled(incident, style, depth) => format!(
            "You schedule a {} and {} review of {incident}",
            style.word(),
            depth.word()
        ),
        What::ReviewBegan(incident, person) => {
            format!("{} reviews {incident}", words.person(person))
        }
        What::Reviewed(incident, style, depth) => format!(
            "{incident} was reviewed: {} and {}",
            style.word(),
            depth.word()
        ),
        What::Paged(person) => format!("{} is paged", words.person(person)),
        What::Arrived(person) => format!("{} is here", words.person(person)),
        What::LeftShift(person) => format!("{} goes home", words.person(person)),
        What::Awake(person, ..) => format!("{} is awake", words.person(person)),
        What::OnCall(team, primary, None) => format!(
            "{} is on call for {}",
            words.person(primary),
            words.team(team)
        ),
        What::OnCall(team, primary, Some(secondary)) => format!(
            "{} is on call for {}, {} behind them",
            words.person(primary),
            words.team(team),
            words.person(secondary)
        ),
        What::DaysOff(person, 1) => format!("{} has a day off", words.person(person)),
        What::DaysOff(person, days) => format!("{} has {days} days off", words.person(person)),
        What::ClocksMoved(site, minutes) => format!(
            "The clocks in {} are moved, to {} of UTC",
            words.site(site),
            ahead(minutes)
        ),
        What::FellIll(person) => format!("{} is ill", words.person(person)),
        What::Resigned(person) => format!("{} resigns", words.person(person)),
        What::Gone(person) => format!("{} has left for good", words.person(person)),
        What::Engaged(person, due) => format!(
            "{} will come in {} days",
            words.person(person),
            due.since(event.tick) / 1440
        ),
        What::Joined(person) => format!("{} joins", words.person(person)),
        What::HandOverBegan(from, to) => format!(
            "{} tells {} what there is to know",
            words.person(from),
            words.person(to)
        ),
        What::HandedOver(from, to) => {
            format!(
                "{} has taken over from {}",
                words.person(to),
                words.person(from)
            )
        }
        What::FactLost(_, inquiry, person) => format!(
            "What {} found went home with them: {}",
            words.person(person),
            words.inquiry(inquiry)
        ),
        What::Talked(person, manner) => format!(
            "You talk with {}: {}",
            words.person(person),
            talk_name(manner)
        ),
        What::Safety(team, milli, why) => format!(
            "{}: safety to speak {}, by {}",
            words.team(team),
            points(milli),
            why_sentence(why, scenario)
        ),
        What::SentToRest(person) => format!("{} goes to rest", words.person(person)),
        What::Posted(incident, audience) => format!(
            "An update on {incident} goes to {}",
            audience_name(audience)
        ),
        What::CardOpened(card) => format!("A decision is asked: {}", words.card(card)),
        What::Decided(card, option, by_default) => {
            let option = words.option(card, option);
            if by_default {
                format!("Nobody decides; the team goes on: {option}")
            } else {
                format!("You decide: {option}")
            }
        }
        What::MessageSent(message) => format!("{} asks you", words.sender(message)),
        What::Answered(message, verb) => {
            format!("You answer {}: {}", words.sender(message), verb.word())
        }
        What::Ignored(message) => format!("{} had no answer", words.sender(message)),
        What::Approved(remedy) => format!("Approved: {}", words.remedy(remedy)),
        What::Trust(stakeholder, milli, why) => {
            let name = words.stakeholder(stakeholder);
            format!(
                "{name}: trust {}, by {}",
                points(milli),
                why_sentence(why, scenario)
            )
        }
        What::Morale(person, milli, why) => {
            format!(
                "{}: morale {}, by {}",
                words.person(person),
                points(milli),
                why_sentence(why, scenario)
            )
        }
        What::Spent(line, amount, why) => {
            format!(
                "{} for {}, by {}",
                money(amount, &scenario.rules.currency),
                line_name(line),
                why_sentence(why, scenario)
            )
        }
        What::WorkShrank(item, milli, why) => {
            let minutes = (milli + 500) / 1000;
            format!(
                "{} shrinks by {minutes} min, by {}",
                words.work(item),
                why_sentence(why, scenario)
            )
        }
        What::PromiseMade(message, due) => format!(
            "You promise {} something by minute {}",
            words.sender(message),
            due.0
        ),
        What::PromiseKept(message) => format!("The promise to {} is kept", words.sender(message)),
        What::PromiseBroken(message) => {
            format!("The promise to {} is broken", words.sender(message))
        }
        What::StoodDown(incident) => format!("You let everybody at {incident} go"),
        What::Polled(incident) => format!("You ask for objections on {incident}"),
        What::OwnerSet(service, team) => format!(
            "{} belongs to {} now",
            words.service(service),
            word(&scenario.words.teams, team.at())
        ),
        What::Delegated(brief) => format!(
            "You hand {} to {}",
            area_name(brief.area, scenario),
            words.person(brief.to)
        ),
        What::HandedBack(area, person) => format!(
            "{} hands {} back",
            words.person(person),
            area_name(area, scenario)
        ),
        What::Acted(person, command) => format!(
            "{} decides: {}",
            words.person(person),
            order(&command, scenario)
        ),
        What::ReportedBack(area, person, acts) => format!(
            "{} reports on {}: {acts} decisions",
            words.person(person),
            area_name(area, scenario)
        ),
        What::AskedLeave(_, person, command) => format!(
            "{} asks you: {}?",
            words.person(person),
            order(&command, scenario)
        ),
        What::Permitted(area, yes) => format!(
            "You say {} about {}",
            if yes { "yes" } else { "no" },
            area_name(area, scenario)
        ),
        What::Overruled(area, person) => format!(
            "You go over the head of {} on {}",
            words.person(person),
            area_name(area, scenario)
        ),
        What::VendorAsked(vendor, true) => {
            format!("You escalate to {} with evidence", words.vendor(vendor))
        }
        What::VendorAsked(vendor, false) => format!("You escalate to {}", words.vendor(vendor)),
        What::VendorDenied(vendor) => format!("{}: it is not us", words.vendor(vendor)),
        What::VendorDelivered(vendor) => format!("{} has delivered", words.vendor(vendor)),
        What::ClockStarted(duty, due) => {
            format!("A clock runs until minute {}: {}", due.0, words.duty(duty))
        }
        What::Notified(duty, None, _) => format!("You notify: {}", words.duty(duty)),
        What::Notified(duty, Some((cause, confidence)), _) => format!(
            "You notify: {} ({}: {})",
            words.duty(duty),
            confidence.word(),
            unstopped(words.cause(cause))
        ),
        What::DeadlineMissed(duty) => format!("A deadline is missed: {}", words.duty(duty)),
        What::Threatened(stakeholder, _) => {
            format!("{} threatens to leave", words.stakeholder(stakeholder))
        }
        What::ThreatOver(stakeholder) => {
            format!("{} wants to stay", words.stakeholder(stakeholder))
        }
        What::CustomerLeft(stakeholder) => format!("{} leaves", words.stakeholder(stakeholder)),
        What::Injected(inject) => format!("The trainer lets it happen: {}", words.inject(inject)),
        What::WorkGrew(item, milli, why) => {
            let minutes = (milli + 500) / 1000;
            format!(
                "{} grows by {minutes} min, by {}",
                words.work(item),
                why_sentence(why, scenario)
            )
        }
        What::Interrupted(seconds, why) => format!(
            "You are interrupted for {seconds} s, by {}",
            why_sentence(why, scenario)
        ),
        What::ExposureBegan(remedy) => format!("Protection is off, by “{}”", words.remedy(remedy)),
        What::ExposureEnded(_) => "Protection is back".into(),
        What::Attacked(_) => "An attack gets through while protection is off".into(),
        What::Breached(fault) => format!("An attack gets through: {}", words.fault(fault)),
        What::Lapsed(command) => {
            format!("It came too late and lapsed: {}", order(&command, scenario))
        }
        What::InitiativeStarted(initiative, how) => {
            format!(
                "You bring in “{}”: {}",
                words.initiative(initiative),
                how.word()
            )
        }
        What::InitiativeMeasured(initiative, adoption, pace) => format!(
            "“{}”: {} adopted, planned work {}",
            words.initiative(initiative),
            percent(adoption),
            faster(pace)
        ),
        What::InitiativeStopped(initiative) => {
            format!("You stop “{}”", words.initiative(initiative))
        }
        What::Adopted(initiative, team) => format!(
            "Half of {} has adopted “{}”",
            words.team(team),
            words.initiative(initiative)
        ),
        What::Excepted(control, until) => format!(
            "You except from “{}” until {}",
            words.control(control),
            day_and_clock(until, scenario)
        ),
        What::ExceptionExpired(control) => {
            format!("The exception from “{}” is over", words.control(control))
        }
        What::AuditFinding(audit, control, evidence) => format!(
            "{}: “{}” has evidence for {} of the time, too little",
            words.audit(audit),
            words.control(control),
            percent(evidence)
        ),
        What::AuditClean(audit) => format!("{}: no findings", words.audit(audit)),
        What::VulnerabilityKnown(vulnerability, deadline) => {
            let by = deadline.map_or("with the next upgrade".to_owned(), |tick| {
                format!("by {}", day_and_clock(tick, scenario))
            });
            format!(
                "{} becomes known; patch it {by}",
                words.vulnerability(vulnerability)
            )
        }
        What::Patched(vulnerability) => format!("{} is gone", words.vulnerability(vulnerability)),
        What::PatchMissed(vulnerability) => {
            format!(
                "{} is past its deadline",
                words.vulnerability(vulnerability)
            )
        }
        What::Exploited(vulnerability) => {
            format!("Somebody exploits {}", words.vulnerability(vulnerability))
        }
        What::BudgetMoved(from, to, amount) => format!(
            "You move {} from “{}” to “{}”",
            money(amount, &scenario.rules.currency),
            words.budget(from),
            words.budget(to)
        ),
        What::BudgetOverrun(budget) => format!("“{}” is overspent", words.budget(budget)),
        What::SpendCapped(amount) => format!(
            "The cap on spending acts at {} today",
            money(amount, &scenario.rules.currency)
        ),
        What::CloudCosts(service, costs) => format!(
            "{} cost {} at list price, {} with what was committed to",
            words.service(service),
            money(costs.list, &scenario.rules.currency),
            money(costs.effective, &scenario.rules.currency)
        ),
        What::DataIssueFound(feed, Some(check)) => {
            format!("A check of {} rings: {}", check.word(), words.feed(feed))
        }
        What::DataIssueFound(feed, None) => {
            format!("Somebody tells you that {} is wrong", words.feed(feed))
        }
        What::DataIssueOver(feed) => format!("{} is right again", words.feed(feed)),
        What::DataFalseAlarm(feed) => {
            format!("A check of {} rang for nothing", words.feed(feed))
        }
        What::FeedStopped(feed, true) => format!("{} stops", words.feed(feed)),
        What::FeedStopped(feed, false) => {
            format!("{} goes on with what it has", words.feed(feed))
        }
        What::ModelMeasured(model, _, quality) => {
            format!(
                "{} is right in {} of cases",
                words.model(model),
                percent(quality)
            )
        }
        What::AutomationSure(automation, incident, sure) => format!(
            "{} is {} sure what {incident} needs",
            words.automation(automation),
            percent(sure)
        ),
        What::AutomationActed(automation, incident, _, true) => {
            format!(
                "{} acts on {incident}, and it helps",
                words.automation(automation)
            )
        }
        What::AutomationActed(automation, incident, _, false) => {
            format!(
                "{} acts on {incident}, wrongly",
                words.automation(automation)
            )
        }
        What::Hours(person, regular, overtime) => format!(
            "{}: {} h in the shift, {} h beyond it",
            words.person(person),
            (regular + 30) / 60,
            (overtime + 30) / 60
        ),
        What::CommitmentCosts(commitment, costs) => format!(
            "“{}”: {} used, {} unused",
            words.commitment(commitment),
            money(costs.used, &scenario.rules.currency),
            money(costs.unused, &scenario.rules.currency)
        ),
        What::CadenceSet(incident, audience, minutes) => format!(
            "You promise {} an update on {incident} every {minutes} min",
            audience_name(audience)
        ),
        What::CadenceKept(incident, audience) => format!(
            "The update on {incident} reaches {} when it was promised",
            audience_name(audience)
        ),
        What::CadenceMissed(incident, audience) => format!(
            "The update on {incident} promised to {} does not come",
            audience_name(audience)
        ),
        What::Visited(stakeholder, incident, wish) => format!(
            "{} joins the call on {incident} and {}",
            words.stakeholder(stakeholder),
            wish.sentence()
        ),
        What::Replied(stakeholder, verb) => format!(
            "You reply to {}: {}",
            words.stakeholder(stakeholder),
            verb.word()
        ),
        What::VisitOver(stakeholder) => {
            format!("{} leaves the call", words.stakeholder(stakeholder))
        }
        What::Vowed(stakeholder, incident, due) => format!(
            "You tell {} that {incident} will be over by {}",
            words.stakeholder(stakeholder),
            scenario.rules.starts_at.plus(i64::from(due.0))
        ),
        What::VowSettled(stakeholder, true) => format!(
            "It is over by the time that you told {}",
            words.stakeholder(stakeholder)
        ),
        What::VowSettled(stakeholder, false) => format!(
            "It is not over by the time that you told {}",
            words.stakeholder(stakeholder)
        ),
        What::Split(incident, person) => format!(
            "{} leads a part of those at {incident}",
            words.person(person)
        ),
        What::IndicatorChosen(service, indicator) => format!(
            "The SLO of {} watches: {}",
            words.service(service),
            words.indicator(service, indicator)
        ),
        What::Ended => "The watch ends".into(),
    }
}
