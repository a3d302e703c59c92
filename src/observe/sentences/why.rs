//! Why something moved.

use super::names::Names;
use super::spoken::Spoken;
use super::words::{audience_name, talk_name};
use crate::scenario::Scenario;
use crate::sim::event::Why;
use crate::words::fl;

/// Why something moved, in words, without a full stop.
pub fn why_sentence(why: Why, scenario: &Scenario) -> String {
    let words = Names(scenario);
    match why {
        Why::Card(card, option) => fl!(
            "why-deciding",
            option = words.option(card, option),
            card = words.card(card)
        ),
        Why::Answer(message, verb) => {
            fl!(
                "why-answering",
                person = words.sender(message),
                answer = verb.spoken()
            )
        }
        Why::NoAnswer(message) => fl!("why-silence", person = words.sender(message)),
        Why::Remedy(remedy) => fl!("why-side-effects", remedy = words.remedy(remedy)),
        Why::Attack(remedy) => fl!("why-attack-during", remedy = words.remedy(remedy)),
        Why::Breach(fault) => fl!("why-attack", fault = words.fault(fault)),
        Why::Leak(fault) => fl!("why-spending", fault = words.fault(fault)),
        Why::Silence(stakeholder) => fl!("why-no-update", person = words.stakeholder(stakeholder)),
        Why::Update(audience) => fl!("why-updates", audience = audience_name(audience)),
        Why::Strain => fl!("why-strain").into(),
        Why::Overtime(_) => fl!("why-overtime").into(),
        Why::Sleepy => fl!("why-sleepy").into(),
        Why::Unled => fl!("why-nobody-led").into(),
        Why::CallOut(_) => fl!("why-calls").into(),
        Why::Relief => fl!("why-well-again").into(),
        Why::Done(item) => fl!("why-work-done", work = words.work(item)),
        Why::Interruption => fl!("why-torn-away").into(),
        Why::Hours => fl!("why-pay").into(),
        Why::Capacity(service) => fl!("why-units", service = words.service(service)),
        Why::Talk(person, manner) => {
            fl!(
                "why-talk",
                person = words.person(person),
                manner = talk_name(manner)
            )
        }
        Why::Unfair => fl!("why-broken-nights").into(),
        Why::Rested => fl!("why-nights-off").into(),
        Why::Exit(person) => fl!("why-losing", person = words.person(person)),
        Why::Hiring(person) => fl!("why-hiring", person = words.person(person)),
        Why::Sla(stakeholder) => fl!("why-credits", person = words.stakeholder(stakeholder)),
        Why::Review(incident) => fl!("why-review", incident = incident.to_string()),
        Why::Promise(message) => fl!("why-promise", person = words.sender(message)),
        Why::Report(person) => fl!("why-report", person = words.person(person)),
        Why::Vendor(vendor) => fl!("why-delivered", vendor = words.vendor(vendor)),
        Why::Duty(duty) => fl!("why-duty", duty = words.duty(duty)),
        Why::Threat(stakeholder) => {
            fl!("why-threat", person = words.stakeholder(stakeholder))
        }
        Why::Inject(inject) => fl!("why-trainer", happening = words.inject(inject)),
        Why::Initiative(initiative) => {
            fl!("why-initiative", initiative = words.initiative(initiative))
        }
        Why::Audit(audit) => fl!("why-audit", audit = words.audit(audit)),
        Why::Vulnerability(vulnerability) => {
            fl!(
                "why-unpatched",
                vulnerability = words.vulnerability(vulnerability)
            )
        }
        Why::Exploit(vulnerability) => {
            fl!(
                "why-exploit",
                vulnerability = words.vulnerability(vulnerability)
            )
        }
        Why::Budget(budget) => fl!("why-overspending", budget = words.budget(budget)),
        Why::Feed(feed) => fl!("why-feed", feed = words.feed(feed)),
        Why::Model(model) => fl!("why-model", model = words.model(model)),
        Why::Automation(automation) => {
            fl!("why-automation", automation = words.automation(automation))
        }
        Why::Cadence(audience) => {
            fl!("why-promised-updates", audience = audience_name(audience))
        }
        Why::Visit(stakeholder) => fl!("why-on-the-call", person = words.stakeholder(stakeholder)),
        Why::Commitment(commitment) => {
            fl!("why-commitment", commitment = words.commitment(commitment))
        }
    }
}
