//! Why something moved.

use super::names::Names;
use super::words::{audience_name, talk_name};
use crate::scenario::Scenario;
use crate::sim::event::Why;

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
