//! Commands, as the leader would say them.

use super::names::{Names, area_name, word};
use super::spoken::Spoken;
use super::words::{audience_name, money, talk_name, unstopped};
use crate::scenario::Scenario;
use crate::scenario::units::Money;
use crate::sim::command::Command;
use crate::words::fl;

/// A command as the leader would say it, without a full stop.
pub fn order(command: &Command, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match *command {
        Command::Acknowledge(incident) => fl!("order-acknowledge", incident = incident.to_string()),
        Command::Declare(incident, severity) => fl!(
            "order-declare",
            incident = incident.to_string(),
            severity = severity
        ),
        Command::Merge(from, into) => fl!(
            "order-merge",
            from = from.to_string(),
            into = into.to_string()
        ),
        Command::Role(person, role, _) => format!("{}: {}", words.person(person), role.spoken()),
        Command::Triage(incident, person) => {
            fl!(
                "order-triage",
                person = words.person(person),
                incident = incident.to_string()
            )
        }
        Command::Investigate(_, inquiry, person) => {
            format!("{}: {}", words.person(person), words.inquiry(inquiry))
        }
        Command::Apply(_, remedy, person) => {
            format!("{}: {}", words.person(person), words.remedy(remedy))
        }
        Command::Cancel(person) => fl!("order-cancel", person = words.person(person)),
        Command::Work(person, item) => format!("{}: {}", words.person(person), words.work(item)),
        Command::Page(person) => fl!("order-page", person = words.person(person)),
        Command::Rest(person) => fl!("order-rest", person = words.person(person)),
        Command::Post(_, audience) => fl!("order-post", audience = audience_name(audience)),
        Command::Decide(card, option) => words.option(card, option).to_owned(),
        Command::Answer(message, verb) => {
            fl!(
                "order-answer",
                person = words.sender(message),
                answer = verb.spoken()
            )
        }
        Command::Resolve(incident) => fl!("order-resolve", incident = incident.to_string()),
        Command::PutOnCall(team, turn, person) => fl!(
            "order-on-call",
            team = words.team(team),
            turn = turn.spoken(),
            person = words.person(person)
        ),
        Command::GiveDaysOff(person, days) => {
            fl!("order-days-off", person = words.person(person), days = days)
        }
        Command::HandOver(from, to) => {
            fl!(
                "order-hand-over",
                from = words.person(from),
                to = words.person(to)
            )
        }
        Command::Talk(person, manner) => {
            fl!(
                "order-talk",
                person = words.person(person),
                manner = talk_name(manner)
            )
        }
        Command::Hire(person) => fl!("order-hire", person = words.person(person)),
        Command::Contract(person) => fl!("order-contract", person = words.person(person)),
        Command::Set(lever, value) => fl!("order-set", lever = words.lever(lever), value = value),
        Command::Assign(case, person) => format!("{}: {case}", words.person(person)),
        Command::Unassign(person) => fl!("order-unassign", person = words.person(person)),
        Command::Prioritise(item, place) => {
            fl!("order-prioritise", work = words.work(item), place = place)
        }
        Command::Deploy(line) => fl!("order-deploy", pipeline = words.pipeline(line)),
        Command::RollBack(line) => fl!("order-roll-back", pipeline = words.pipeline(line)),
        Command::ScheduleReview(incident, style, depth) => {
            fl!(
                "order-schedule-review",
                incident = incident.to_string(),
                style = style.spoken(),
                depth = depth.spoken()
            )
        }
        Command::Review(incident, person) => {
            fl!(
                "order-review",
                person = words.person(person),
                incident = incident.to_string()
            )
        }
        Command::StandDown(incident) => fl!("order-stand-down", incident = incident.to_string()),
        Command::Poll(incident) => fl!("order-poll", incident = incident.to_string()),
        Command::Own(service, team) => fl!(
            "order-own",
            service = words.service(service),
            team = word(&scenario.words.teams, team.at())
        ),
        Command::Delegate(brief) => fl!(
            "order-delegate",
            area = area_name(brief.area, scenario),
            person = words.person(brief.to)
        ),
        Command::TakeBack(area) => fl!("order-take-back", area = area_name(area, scenario)),
        Command::Permit(area, true) => fl!("order-permit", area = area_name(area, scenario)),
        Command::Permit(area, false) => fl!("order-refuse", area = area_name(area, scenario)),
        Command::Escalate(vendor) => fl!("order-escalate", vendor = words.vendor(vendor)),
        Command::Notify(duty, None) => fl!("order-notify", duty = words.duty(duty)),
        Command::Notify(duty, Some((cause, confidence))) => fl!(
            "order-notify-cause",
            duty = words.duty(duty),
            confidence = confidence.spoken(),
            cause = unstopped(words.cause(cause))
        ),
        Command::Inject(inject) => fl!("order-inject", happening = words.inject(inject)),
        Command::Start(initiative, how) => {
            fl!(
                "order-start",
                initiative = words.initiative(initiative),
                how = how.spoken()
            )
        }
        Command::Stop(initiative) => fl!("order-stop", initiative = words.initiative(initiative)),
        Command::Except(control, days) => {
            fl!(
                "order-except",
                control = words.control(control),
                days = days
            )
        }
        Command::MoveBudget(from, to, units) => fl!(
            "order-move",
            money = money(Money(1_000_000) * units, &scenario.rules.currency),
            from = words.budget(from),
            to = words.budget(to)
        ),
        Command::Cadence(incident, audience, minutes) => fl!(
            "order-cadence",
            audience = audience_name(audience),
            incident = incident.to_string(),
            minutes = minutes
        ),
        Command::Reply(stakeholder, verb) => {
            fl!(
                "order-reply",
                person = words.stakeholder(stakeholder),
                answer = verb.spoken()
            )
        }
        Command::ChooseIndicator(service, indicator) => fl!(
            "order-indicator",
            service = words.service(service),
            indicator = words.indicator(service, indicator)
        ),
        Command::Split(incident, person) => {
            fl!(
                "order-split",
                person = words.person(person),
                incident = incident.to_string()
            )
        }
    }
}
