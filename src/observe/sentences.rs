//! One sentence for every kind of event: the timeline and the debrief tell a run with them.

use crate::scenario::Scenario;
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::{Audience, Line};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::scenario::words::{TitleAndNote, from_id};
use crate::sim::alarms::{FIRST_LIMIT_ROW, PROBE_ROW};
use crate::sim::command::{Command, Manner};
use crate::sim::event::{Deed, Event, Source, What, Why};
use crate::sim::work::{GOING_OUT, READY, TO_DEPLOY};

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
        What::LeftShift(person) => {
            format!("{} leaves at the end of the shift", words.person(person))
        }
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

/// A command as the leader would say it, without a full stop.
pub fn order(command: &Command, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match *command {
        Command::Acknowledge(incident) => format!("Acknowledge {incident}"),
        Command::Declare(incident, severity) => format!("Declare {incident} SEV{severity}"),
        Command::Merge(from, into) => format!("Fold {from} into {into}"),
        Command::Role(person, role, _) => format!("{}: {}", words.person(person), role.word()),
        Command::Triage(incident, person) => {
            format!(
                "{}: find out what {incident} is about",
                words.person(person)
            )
        }
        Command::Investigate(_, inquiry, person) => {
            format!("{}: {}", words.person(person), words.inquiry(inquiry))
        }
        Command::Apply(_, remedy, person) => {
            format!("{}: {}", words.person(person), words.remedy(remedy))
        }
        Command::Cancel(person) => format!("Stop {}", words.person(person)),
        Command::Work(person, item) => format!("{}: {}", words.person(person), words.work(item)),
        Command::Page(person) => format!("Page {}", words.person(person)),
        Command::Rest(person) => format!("Send {} to rest", words.person(person)),
        Command::Post(_, audience) => format!("Update to {}", audience_name(audience)),
        Command::Decide(card, option) => words.option(card, option).to_owned(),
        Command::Answer(message, verb) => {
            format!("Answer {}: {}", words.sender(message), verb.word())
        }
        Command::Resolve(incident) => format!("Close {incident}"),
        Command::PutOnCall(team, turn, person) => format!(
            "On call for {}, {}: {}",
            words.team(team),
            turn.word(),
            words.person(person)
        ),
        Command::GiveDaysOff(person, days) => {
            format!("Days off for {}: {days}", words.person(person))
        }
        Command::HandOver(from, to) => {
            format!("{} hands over to {}", words.person(from), words.person(to))
        }
        Command::Talk(person, manner) => {
            format!("Talk with {}: {}", words.person(person), talk_name(manner))
        }
        Command::Hire(person) => format!("Hire {}", words.person(person)),
        Command::Contract(person) => format!("Contract {}", words.person(person)),
        Command::Set(lever, value) => format!("Set {} to {value}", words.lever(lever)),
        Command::Assign(case, person) => format!("{}: {case}", words.person(person)),
        Command::Unassign(person) => format!("Take {} off the case", words.person(person)),
        Command::Prioritise(item, place) => {
            format!("Put {} in place {place}", words.work(item))
        }
        Command::Deploy(line) => format!("Deploy {}", words.pipeline(line)),
        Command::RollBack(line) => format!("Take back the last of {}", words.pipeline(line)),
        Command::ScheduleReview(incident, style, depth) => {
            format!("Review {incident}, {} and {}", style.word(), depth.word())
        }
        Command::Review(incident, person) => {
            format!("{}: review of {incident}", words.person(person))
        }
        Command::StandDown(incident) => format!("Let everybody at {incident} go"),
        Command::Poll(incident) => format!("Ask for objections on {incident}"),
        Command::Own(service, team) => format!(
            "Give {} to {}",
            words.service(service),
            word(&scenario.words.teams, team.at())
        ),
        Command::Delegate(brief) => format!(
            "Hand {} to {}",
            area_name(brief.area, scenario),
            words.person(brief.to)
        ),
        Command::TakeBack(area) => format!("Take {} back", area_name(area, scenario)),
        Command::Permit(area, true) => format!("Say yes about {}", area_name(area, scenario)),
        Command::Permit(area, false) => format!("Say no about {}", area_name(area, scenario)),
        Command::Escalate(vendor) => format!("Escalate to {}", words.vendor(vendor)),
        Command::Notify(duty, None) => format!("Notify: {}", words.duty(duty)),
        Command::Notify(duty, Some((cause, confidence))) => format!(
            "Notify: {} ({}: {})",
            words.duty(duty),
            confidence.word(),
            unstopped(words.cause(cause))
        ),
        Command::Inject(inject) => format!("Let it happen: {}", words.inject(inject)),
        Command::Start(initiative, how) => {
            format!(
                "Bring in “{}”: {}",
                words.initiative(initiative),
                how.word()
            )
        }
        Command::Stop(initiative) => format!("Stop “{}”", words.initiative(initiative)),
        Command::Except(control, days) => {
            format!("Except from “{}” for {days} days", words.control(control))
        }
        Command::MoveBudget(from, to, units) => format!(
            "Move {} from “{}” to “{}”",
            money(Money(1_000_000) * units, &scenario.rules.currency),
            words.budget(from),
            words.budget(to)
        ),
        Command::Cadence(incident, audience, minutes) => format!(
            "Promise {} an update on {incident} every {minutes} min",
            audience_name(audience)
        ),
        Command::Reply(stakeholder, verb) => {
            format!(
                "Reply to {}: {}",
                words.stakeholder(stakeholder),
                verb.word()
            )
        }
        Command::ChooseIndicator(service, indicator) => format!(
            "Let the SLO of {} watch: {}",
            words.service(service),
            words.indicator(service, indicator)
        ),
        Command::Split(incident, person) => {
            format!(
                "{}: lead a part of those at {incident}",
                words.person(person)
            )
        }
    }
}

/// Why something moved, in words, without a full stop.
pub fn why_sentence(why: Why, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match why {
        Why::Card(card, option) => format!(
            "deciding “{}” on “{}”",
            words.option(card, option),
            words.card(card)
        ),
        Why::Answer(message, verb) => {
            format!("answering {} with “{}”", words.sender(message), verb.word())
        }
        Why::NoAnswer(message) => format!("leaving {} without an answer", words.sender(message)),
        Why::Remedy(remedy) => format!("side effects of “{}”", words.remedy(remedy)),
        Why::Attack(remedy) => format!(
            "an attack that got through during “{}”",
            words.remedy(remedy)
        ),
        Why::Breach(fault) => format!("an attack through “{}”", words.fault(fault)),
        Why::Leak(fault) => format!("spending for nothing, by “{}”", words.fault(fault)),
        Why::Silence(stakeholder) => format!(
            "leaving {} without an update",
            words.stakeholder(stakeholder)
        ),
        Why::Update(audience) => format!("updates to {}", audience.word()),
        Why::Strain => "the strain of the incident".into(),
        Why::Overtime(_) => "work beyond the shift".into(),
        Why::Sleepy => "working while very sleepy".into(),
        Why::Unled => "customers hurt and nobody led".into(),
        Why::CallOut(_) => "calls out of free time".into(),
        Why::Relief => "customers well again".into(),
        Why::Done(item) => format!("getting “{}” done", words.work(item)),
        Why::Interruption => "people torn away from planned work".into(),
        Why::Hours => "regular pay".into(),
        Why::Capacity(service) => format!("units of {}", words.service(service)),
        Why::Talk(person, manner) => {
            format!(
                "your talk with {}: {}",
                words.person(person),
                talk_name(manner)
            )
        }
        Why::Unfair => "broken nights that fall on one alone".into(),
        Why::Rested => "nights off duty".into(),
        Why::Exit(person) => format!("losing {}", words.person(person)),
        Why::Hiring(person) => format!("hiring {}", words.person(person)),
        Why::Sla(stakeholder) => format!("credits to {}", words.stakeholder(stakeholder)),
        Why::Review(incident) => format!("the review of {incident}"),
        Why::Promise(message) => format!("the promise to {}", words.sender(message)),
        Why::Report(person) => format!("a report of {}", words.person(person)),
        Why::Vendor(vendor) => format!("what {} delivered", words.vendor(vendor)),
        Why::Duty(duty) => format!("the duty “{}”", words.duty(duty)),
        Why::Threat(stakeholder) => {
            format!("the threat of {}", words.stakeholder(stakeholder))
        }
        Why::Inject(inject) => format!("the trainer's “{}”", words.inject(inject)),
        Why::Initiative(initiative) => format!("bringing in “{}”", words.initiative(initiative)),
        Why::Audit(audit) => format!("what {} found", words.audit(audit)),
        Why::Vulnerability(vulnerability) => {
            format!(
                "not patching {} in time",
                words.vulnerability(vulnerability)
            )
        }
        Why::Exploit(vulnerability) => {
            format!("an exploit of {}", words.vulnerability(vulnerability))
        }
        Why::Budget(budget) => format!("overspending “{}”", words.budget(budget)),
        Why::Feed(feed) => format!("what {} gave out", words.feed(feed)),
        Why::Model(model) => format!("wrong answers of {}", words.model(model)),
        Why::Automation(automation) => {
            format!("{} acting wrongly", words.automation(automation))
        }
        Why::Cadence(audience) => {
            format!("updates promised to {}", audience_name(audience))
        }
        Why::Visit(stakeholder) => format!("{} on the call", words.stakeholder(stakeholder)),
        Why::Commitment(commitment) => format!("committing to “{}”", words.commitment(commitment)),
    }
}

/// What an area is called within a sentence.
pub fn area_name(area: Area, scenario: &Scenario) -> String {
    let team = |id: TeamId| word(&scenario.words.teams, id.at());
    match area {
        Area::Incident(incident) => incident.to_string(),
        Area::Incidents(id) => format!("the incidents of {}", team(id)),
        Area::Board(id) => format!("the board of {}", team(id)),
        Area::Updates(audience) => format!("updates to {}", audience_name(audience)),
    }
}

/// What a talk is for, in words.
fn talk_name(manner: Manner) -> &'static str {
    match manner {
        Manner::Listen => "you listen",
        Manner::Coach => "you coach",
        Manner::Thank => "you say thanks",
        Manner::Challenge => "you ask for more",
        Manner::AgreeGoal => "you agree on a goal",
    }
}

/// Whom an update is for.
pub fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Customers => "customers",
        Audience::Company => "the company",
    }
}

fn line_name(line: Line) -> &'static str {
    match line {
        Line::Regular => "regular pay",
        Line::Overtime => "overtime",
        Line::Contractors => "contractors",
        Line::Replacement => "replacing people",
        Line::Cloud => "cloud",
        Line::Credits => "credits",
        Line::Breach => "a breach",
        Line::Purchases => "purchases",
        Line::Fines => "fines",
        Line::Downstream => "wrong or stale output",
    }
}

/// An amount in few characters: `$900`, `$41k`, `$1.2M`; a minus sign before the currency.
pub fn money(amount: Money, currency: &str) -> String {
    let sign = if amount.0 < 0 { "−" } else { "" };
    let symbol = match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        other => format!("{other} "),
    };
    let units = amount.units().abs();
    let number = match units {
        u if u < 1000.0 => format!("{u:.0}"),
        u if u < 9_950.0 => format!("{:.1}k", u / 1e3),
        u if u < 999_500.0 => format!("{:.0}k", u / 1e3),
        u => format!("{:.1}M", u / 1e6),
    };
    format!("{sign}{symbol}{number}")
}

/// A share with as many digits as it takes to tell it from all: `82 %`, `99.9 %`, `100 %`.
pub fn percent(share: Ppm) -> String {
    let hundredths = share.ratio() * 100.0;
    if hundredths >= 99.995 {
        "100 %".into()
    } else if hundredths >= 99.0 {
        format!("{:.1} %", (hundredths * 10.0).floor() / 10.0)
    } else {
        format!("{hundredths:.0} %")
    }
}

/// `12 % faster`, `3 % slower`, `as fast as before`.
fn faster(change_ppm: i32) -> String {
    let percent = (f64::from(change_ppm.unsigned_abs()) / 1e4).round();
    match change_ppm {
        _ if percent == 0.0 => "as fast as before".into(),
        ..0 => format!("{percent:.0} % slower"),
        _ => format!("{percent:.0} % faster"),
    }
}

/// `14:00` where the run ends on the day on which it began, `day 3, 14:00` in a longer one.
pub fn when(tick: Tick, scenario: &Scenario) -> String {
    let rules = &scenario.rules;
    if u32::from(rules.starts_at.0) + rules.ends.0 <= 24 * 60 {
        rules.starts_at.plus(i64::from(tick.0)).to_string()
    } else {
        day_and_clock(tick, scenario)
    }
}

/// `day 3, 14:00`: the first day of the run is day 1.
fn day_and_clock(tick: Tick, scenario: &Scenario) -> String {
    let starts_at = scenario.rules.starts_at;
    let day = (u32::from(starts_at.0) + tick.0) / (24 * 60) + 1;
    format!("day {day}, {}", starts_at.plus(i64::from(tick.0)))
}

fn points(milli: i32) -> String {
    let sign = if milli < 0 { "−" } else { "+" };
    format!("{sign}{:.1}", f64::from(milli.abs()) / 1000.0)
}

fn changes(count: u16) -> String {
    match count {
        1 => "one change".into(),
        many => format!("{many} changes"),
    }
}

/// `60 min ahead`, `300 min behind`.
fn ahead(utc_offset_minutes: i16) -> String {
    let way = if utc_offset_minutes < 0 {
        "behind"
    } else {
        "ahead"
    };
    format!("{} min {way}", utc_offset_minutes.unsigned_abs())
}

fn unstopped(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// Looks the names of things up.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(pub(crate) &'a Scenario);

impl<'a> Names<'a> {
    /// What somebody says to be done.
    pub(crate) fn deed(&self, deed: Deed) -> &'a str {
        match deed {
            Deed::Applied(remedy) => self.remedy(remedy),
            Deed::Found(inquiry) => self.inquiry(inquiry),
        }
    }

    pub(crate) fn person(self, id: PersonId) -> &'a str {
        self.0
            .words
            .people
            .get(id.at())
            .map_or("somebody", |person| &person.name)
    }

    pub(crate) fn service(self, id: ServiceId) -> &'a str {
        word(&self.0.words.services, id.at())
    }

    pub(crate) fn indicator(self, of: ServiceId, indicator: u8) -> String {
        let offered = self.0.ids.indicators.get(of.at());
        let id = offered.and_then(|offered| offered.get(usize::from(indicator)));
        id.map_or(String::new(), |id| from_id(id).to_lowercase())
    }

    pub(crate) fn team(self, id: TeamId) -> &'a str {
        word(&self.0.words.teams, id.at())
    }

    pub(crate) fn site(self, id: SiteId) -> &'a str {
        word(&self.0.words.sites, id.at())
    }

    pub(crate) fn fault(self, id: FaultId) -> &'a str {
        word(&self.0.words.faults, id.at())
    }

    /// What an incident is called: after what is behind it, or after the service that it was opened for.
    pub(crate) fn incident(self, fault: Option<FaultId>, service: ServiceId) -> String {
        match fault {
            Some(fault) => self.fault(fault).to_owned(),
            None => format!("Alert on {}", self.service(service)),
        }
    }

    pub(crate) fn lever(self, id: LeverId) -> &'a str {
        self.0
            .words
            .levers
            .get(id.at())
            .map_or("", |words| &words.title)
    }

    pub(crate) fn vendor(self, id: VendorId) -> &'a str {
        word(&self.0.words.vendors, id.at())
    }

    pub(crate) fn duty(self, id: DutyId) -> &'a str {
        self.0
            .words
            .duties
            .get(id.at())
            .map_or("", |words| &words.title)
    }

    pub(crate) fn inject(self, id: InjectId) -> &'a str {
        word(&self.0.words.injects, id.at())
    }

    pub(crate) fn initiative(self, id: InitiativeId) -> &'a str {
        titled(&self.0.words.initiatives, id.at())
    }

    pub(crate) fn control(self, id: ControlId) -> &'a str {
        titled(&self.0.words.controls, id.at())
    }

    pub(crate) fn audit(self, id: AuditId) -> &'a str {
        word(&self.0.words.audits, id.at())
    }

    pub(crate) fn vulnerability(self, id: VulnerabilityId) -> &'a str {
        titled(&self.0.words.vulnerabilities, id.at())
    }

    pub(crate) fn budget(self, id: BudgetId) -> &'a str {
        word(&self.0.words.budgets, id.at())
    }

    pub(crate) fn feed(self, id: FeedId) -> &'a str {
        word(&self.0.words.feeds, id.at())
    }

    pub(crate) fn model(self, id: ModelId) -> &'a str {
        word(&self.0.words.models, id.at())
    }

    pub(crate) fn automation(self, id: AutomationId) -> &'a str {
        word(&self.0.words.automations, id.at())
    }

    pub(crate) fn commitment(self, id: CommitmentId) -> &'a str {
        word(&self.0.words.commitments, id.at())
    }

    pub(crate) fn cause(self, id: CauseId) -> &'a str {
        word(&self.0.words.causes, id.at())
    }

    pub(crate) fn work(self, id: WorkId) -> &'a str {
        word(&self.0.words.work, id.at())
    }

    pub(crate) fn queue(self, id: QueueId) -> &'a str {
        word(&self.0.words.queues, id.at())
    }

    pub(crate) fn pipeline(self, id: PipelineId) -> &'a str {
        word(&self.0.words.pipelines, id.at())
    }

    /// Where an item is.
    pub(crate) fn stage(self, line: PipelineId, stage: u8) -> &'a str {
        match stage {
            READY => "ready",
            TO_DEPLOY => "waits for a deployment",
            GOING_OUT => "going out",
            stage => self
                .0
                .words
                .stages
                .get(line.at())
                .map_or("", |stages| word(stages, usize::from(stage) - 1)),
        }
    }

    pub(crate) fn inquiry(self, id: InquiryId) -> &'a str {
        self.0
            .words
            .inquiries
            .get(id.at())
            .map_or("", |inquiry| &inquiry.title)
    }

    pub(crate) fn finding(self, id: InquiryId, finding: u8) -> &'a str {
        self.0
            .words
            .inquiries
            .get(id.at())
            .map_or("", |inquiry| word(&inquiry.findings, usize::from(finding)))
    }

    pub(crate) fn remedy(self, id: RemedyId) -> &'a str {
        self.0
            .words
            .remedies
            .get(id.at())
            .map_or("", |remedy| &remedy.title)
    }

    pub(crate) fn stakeholder(self, id: StakeholderId) -> &'a str {
        self.0
            .words
            .stakeholders
            .get(id.at())
            .map_or("", |stakeholder| &stakeholder.name)
    }

    pub(crate) fn sender(self, id: MessageId) -> &'a str {
        self.0
            .rules
            .messages
            .get(id.at())
            .map_or("", |message| self.stakeholder(message.from))
    }

    pub(crate) fn card(self, id: CardId) -> &'a str {
        self.0
            .words
            .cards
            .get(id.at())
            .map_or("", |card| &card.title)
    }

    pub(crate) fn option(self, id: CardId, option: u8) -> &'a str {
        self.0
            .words
            .cards
            .get(id.at())
            .map_or("", |card| word(&card.options, usize::from(option)))
    }
}

fn titled(words: &[TitleAndNote], at: usize) -> &str {
    words.get(at).map_or("", |words| &words.title)
}

fn word(words: &[String], at: usize) -> &str {
    words.get(at).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_take_few_characters() {
        let written = [900, 4_180, 41_000, 1_230_000, -900]
            .map(|units| money(Money(units * 1_000_000), "USD"));
        assert_eq!(written, ["$900", "$4.2k", "$41k", "$1.2M", "−$900"]);
    }

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!(
            [Ppm(180_000), Ppm(999_400), Ppm(999_999)].map(percent),
            ["18 %", "99.9 %", "100 %"]
        );
    }
}
