//! Commands, as the leader would say them.

use super::names::{Names, area_name, word};
use super::words::{audience_name, money, talk_name, unstopped};
use crate::scenario::Scenario;
use crate::scenario::units::Money;
use crate::sim::command::Command;

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
