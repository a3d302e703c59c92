//! Conditions and effects as English: for diagnostics, the trainer's console and "why did this happen?".

use super::Scenario;
use super::delegation::AreaKind;
use super::ids::{MessageId, RemedyId};
use super::rules::{Condition, Effect, Line, Who};
use super::units::{Money, Ppm};

impl Condition {
    /// The condition as a clause without a full stop: "Profile a processor found: one expression takes all of the processor".
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let words = &scenario.words;
        match self {
            Condition::Minute(minute) => format!("minute {minute} of the run is reached"),
            Condition::Between(from, until) => {
                format!("the UTC clock stands between {from} and {until}")
            }
            Condition::Weekday(day) => format!("it is a {}", day.word()),
            Condition::CustomersHurt => "customers are hurt".into(),
            Condition::IncidentsOpen(1) => "an incident is open".into(),
            Condition::IncidentsOpen(least) => format!("{least} incidents or more are open"),
            Condition::IncidentOpenFor(minutes) => {
                format!("an incident has been open for {}", minutes_of(*minutes))
            }
            Condition::Answered(message, verb) => {
                format!(
                    "{} was answered “{}”",
                    asked_by(scenario, *message),
                    verb.word()
                )
            }
            Condition::PromiseKept(message) => {
                format!("the promise to {} was kept", sender(scenario, *message))
            }
            Condition::PromiseBroken(message) => {
                format!("the promise to {} was broken", sender(scenario, *message))
            }
            Condition::TrustBelow(stakeholder, milli) => format!(
                "trust of {} is below {}",
                words.stakeholders[stakeholder.at()].name,
                points(*milli)
            ),
            Condition::TrustAbove(stakeholder, milli) => format!(
                "trust of {} is above {}",
                words.stakeholders[stakeholder.at()].name,
                points(*milli)
            ),
            Condition::MoraleBelow(who, milli) => {
                format!(
                    "morale of {} is below {}",
                    whose(scenario, *who),
                    points(*milli)
                )
            }
            Condition::BudgetSpent(service, level) => format!(
                "more than {} of the error budget of {} is spent",
                percent(*level),
                words.services[service.at()]
            ),
            Condition::CostAbove(amount) => format!(
                "more than {} was spent",
                amount_of(*amount, &scenario.rules.currency)
            ),
            Condition::Done(work) => format!("“{}” is done", words.work[work.at()]),
            Condition::LeverAtLeast(lever, value) => {
                format!(
                    "“{}” is set to {value} or more",
                    words.levers[lever.at()].title
                )
            }
            Condition::Delivered(vendor) => {
                format!("the vendor {} has delivered", words.vendors[vendor.at()])
            }
            Condition::Delegated(AreaKind::Incident) => "an incident is delegated".into(),
            Condition::Delegated(AreaKind::Incidents) => "incidents of a team are delegated".into(),
            Condition::Delegated(AreaKind::Board) => "the board of a team is delegated".into(),
            Condition::Delegated(AreaKind::Updates) => "updates are delegated".into(),
            Condition::Delegated(AreaKind::Load) => {
                "the load of a team's services is delegated".into()
            }
            Condition::Notified(duty) => {
                format!("“{}” was notified", words.duties[duty.at()].title)
            }
            Condition::Below(service, level) => {
                format!(
                    "fewer than {} of requests to {} succeed",
                    percent(*level),
                    words.services[service.at()]
                )
            }
            Condition::MinutesSinceFirstAlert(minutes) => {
                format!("{} since the first alert", have_passed(*minutes))
            }
            Condition::Declared(severity) => {
                format!("an incident is declared SEV{severity} or worse")
            }
            Condition::MinutesSinceMitigation(minutes) => {
                format!("{} since a mitigation", have_passed(*minutes))
            }
            Condition::Found(inquiry, finding) => {
                let inquiry = &words.inquiries[inquiry.at()];
                format!(
                    "“{}” found: {}",
                    inquiry.title,
                    clause(&inquiry.findings[usize::from(*finding)])
                )
            }
            Condition::Believed(cause, level) => {
                format!(
                    "“{}” is at least {} likely",
                    words.causes[cause.at()],
                    percent(*level)
                )
            }
            Condition::Applied(remedy) => format!("{} is applied", title(scenario, *remedy)),
            Condition::Chosen(card, option) => {
                let card = &words.cards[card.at()];
                format!(
                    "“{}” was answered “{}”",
                    card.title,
                    card.options[usize::from(*option)]
                )
            }
            Condition::ShiftOver(person) => {
                format!("the shift of {} is over", words.people[person.at()].name)
            }
            Condition::All(all) if all.is_empty() => "always".into(),
            Condition::Any(any) if any.is_empty() => "never".into(),
            Condition::All(all) => joined(all, " and ", scenario),
            Condition::Any(any) => joined(any, " or ", scenario),
            Condition::Not(not) if is_joined(not) => {
                format!("it is not so that ({})", not.sentence(scenario))
            }
            Condition::Not(not) => format!("it is not so that {}", not.sentence(scenario)),
        }
    }
}

impl Effect {
    /// The effect as a clause without a full stop: "trust of Vera Holm falls by 5 points".
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let words = &scenario.words;
        match self {
            Effect::Trust(stakeholder, milli) => {
                format!(
                    "trust of {} {}",
                    words.stakeholders[stakeholder.at()].name,
                    moves(*milli)
                )
            }
            Effect::Morale(who, milli) => {
                format!("morale of {} {}", whose(scenario, *who), moves(*milli))
            }
            Effect::Spend(line, amount) => {
                format!(
                    "{} is spent on {}",
                    amount_of(*amount, &scenario.rules.currency),
                    spent_on(*line)
                )
            }
            Effect::Approve(remedy) => format!("{} is approved", title(scenario, *remedy)),
            Effect::MoreWork(work, milli) => {
                format!(
                    "“{}” grows by {}",
                    words.work[work.at()],
                    person_minutes(*milli)
                )
            }
            Effect::LessWork(work, milli) => {
                format!(
                    "“{}” shrinks by {}",
                    words.work[work.at()],
                    person_minutes(*milli)
                )
            }
            Effect::Mend(fault, level) => format!(
                "{} of the harm of “{}” ends",
                percent(*level),
                words.faults[fault.at()]
            ),
            Effect::SetLever(lever, value) => {
                format!("“{}” is set to {value}", words.levers[lever.at()].title)
            }
            Effect::Send(message) => {
                format!("{} sends a message", sender(scenario, *message))
            }
            Effect::Ask(card) => format!("“{}” is asked", words.cards[card.at()].title),
            Effect::StartClock(duty) => {
                format!("the clock of “{}” runs", words.duties[duty.at()].title)
            }
            Effect::Interrupt(1) => "the leader is interrupted for 1 second".into(),
            Effect::Interrupt(seconds) => {
                format!("the leader is interrupted for {seconds} seconds")
            }
            Effect::EndExposure => "protection is back".into(),
            Effect::ColdCache(service) => {
                format!("the cache of “{}” is cold", words.services[service.at()])
            }
            Effect::Relapse(fault) => {
                format!("“{}” is back at full strength", words.faults[fault.at()])
            }
            Effect::Strike(fault) => format!("“{}” strikes", words.faults[fault.at()]),
            Effect::Clocks(site, minutes) => {
                let way = if *minutes < 0 { "behind" } else { "ahead of" };
                format!(
                    "the clocks in {} are moved, to {} {way} UTC",
                    words.sites[site.at()],
                    minutes_of(u32::from(minutes.unsigned_abs()))
                )
            }
            Effect::Later(minutes, effects) => {
                let minutes = minutes_of(u32::from(*minutes));
                format!("{minutes} later: {}", sequence(effects, scenario))
            }
            Effect::Chance(probability, effects) => {
                format!(
                    "with a probability of {}: {}",
                    percent(*probability),
                    sequence(effects, scenario)
                )
            }
        }
    }
}

/// Whether its sentence is one of several parts.
fn is_joined(condition: &Condition) -> bool {
    match plain(condition) {
        Condition::All(parts) | Condition::Any(parts) => !parts.is_empty(),
        _ => false,
    }
}

/// What stands in wrappers of a single part.
fn plain(condition: &Condition) -> &Condition {
    match condition {
        Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => plain(&parts[0]),
        _ => condition,
    }
}

/// Parts that are joined themselves stand in parentheses, and so does a negation that more follows.
fn joined(parts: &[Condition], word: &str, scenario: &Scenario) -> String {
    let part = |(at, condition): (usize, &Condition)| {
        let negated = matches!(plain(condition), Condition::Not(_));
        let more = at + 1 < parts.len();
        if parts.len() > 1 && is_joined(condition) || negated && more {
            format!("({})", condition.sentence(scenario))
        } else {
            condition.sentence(scenario)
        }
    };
    let parts: Vec<String> = parts.iter().enumerate().map(part).collect();
    parts.join(word)
}

/// What brings a sequence of its own stands in parentheses where more follows.
fn sequence(effects: &[Effect], scenario: &Scenario) -> String {
    if effects.is_empty() {
        return "nothing".into();
    }
    let part = |(at, effect): (usize, &Effect)| {
        let brings = matches!(effect, Effect::Later(..) | Effect::Chance(..));
        let sentence = effect.sentence(scenario);
        if brings && at + 1 < effects.len() {
            format!("({sentence})")
        } else {
            sentence
        }
    };
    let parts: Vec<String> = effects.iter().enumerate().map(part).collect();
    parts.join(", ")
}

fn whose(scenario: &Scenario, who: Who) -> &str {
    let words = &scenario.words;
    match who {
        Who::OnDuty => "everybody on duty",
        Who::Team(team) => &words.teams[team.at()],
        Who::Person(person) => &words.people[person.at()].name,
    }
}

fn sender(scenario: &Scenario, message: MessageId) -> &str {
    let from = scenario.rules.messages[message.at()].from;
    &scenario.words.stakeholders[from.at()].name
}

fn asked_by(scenario: &Scenario, message: MessageId) -> String {
    format!("the message of {}", sender(scenario, message))
}

fn title(scenario: &Scenario, remedy: RemedyId) -> String {
    format!("“{}”", scenario.words.remedies[remedy.at()].title)
}

/// A text within a sentence: without its full stop, and small at the start unless it begins with an abbreviation.
fn clause(text: &str) -> String {
    let text = text.strip_suffix('.').unwrap_or(text);
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn minutes_of(minutes: u32) -> String {
    match minutes {
        1 => "1 minute".into(),
        many => format!("{many} minutes"),
    }
}

fn person_minutes(milli: u32) -> String {
    match milli {
        1000 => "1 person-minute".into(),
        _ => format!("{} person-minutes", f64::from(milli) / 1000.0),
    }
}

fn points(milli: i32) -> f64 {
    f64::from(milli) / 1000.0
}

fn have_passed(minutes: u32) -> String {
    match minutes {
        1 => "1 minute has passed".into(),
        many => format!("{many} minutes have passed"),
    }
}

fn moves(milli: i32) -> String {
    let points = f64::from(milli.unsigned_abs()) / 1000.0;
    let way = if milli < 0 { "falls" } else { "rises" };
    let unit = if points == 1.0 { "point" } else { "points" };
    format!("{way} by {points} {unit}")
}

fn percent(share: Ppm) -> String {
    format!("{} %", f64::from(share.0) / 1e4)
}

/// An amount with its thousands apart: `40,000 EUR`.
fn amount_of(amount: Money, currency: &str) -> String {
    let digits = (amount.0 / 1_000_000).to_string();
    let cents = amount.0 % 1_000_000 / 10_000;
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if cents > 0 {
        text += &format!(".{cents:02}");
    }
    format!("{text} {currency}")
}

fn spent_on(line: Line) -> &'static str {
    match line {
        Line::Regular => "regular pay",
        Line::Overtime => "overtime",
        Line::Contractors => "contractors",
        Line::Replacement => "replacing people",
        Line::Cloud => "the cloud",
        Line::Credits => "credits to customers",
        Line::Breach => "a breach",
        Line::Purchases => "purchases",
        Line::Fines => "fines",
        Line::Downstream => "wrong or stale output",
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft;
    use super::super::load::load_sources;
    use super::super::load::tests::{small_but, small_scenario};
    use super::*;

    #[test]
    fn every_condition_and_effect_of_the_small_scenario_is_a_sentence() {
        let scenario = small_scenario();
        let rules = &scenario.rules;
        let whens = rules
            .messages
            .iter()
            .map(|message| &message.when)
            .chain(rules.cards.iter().map(|card| &card.when));
        let mut sentences: Vec<String> = whens
            .chain(rules.history_steps.iter().map(|step| &step.when))
            .map(|condition| condition.sentence(&scenario))
            .collect();
        let answers = rules
            .messages
            .iter()
            .flat_map(|message| &message.answers)
            .flat_map(|answer| &answer.effects);
        let silences = rules.messages.iter().flat_map(|message| &message.silence);
        let options = rules
            .cards
            .iter()
            .flat_map(|card| &card.options)
            .flat_map(|option| &option.effects);
        let sides = rules
            .remedies
            .iter()
            .flat_map(|remedy| &remedy.side_effects);
        let hazards = rules
            .remedies
            .iter()
            .filter_map(|remedy| remedy.exposure.as_ref())
            .flat_map(|one| &one.effects);
        let effects = answers
            .chain(silences)
            .chain(options)
            .chain(sides)
            .chain(hazards);
        sentences.extend(effects.map(|effect| effect.sentence(&scenario)));
        insta::assert_snapshot!(sentences.join("\n"), @r"
        4 minutes have passed since the first alert and it is not so that “Fail over to the replica” is applied
        “A disk is failing” is at least 50 % likely or “Look at running queries” found: every query is slow or fewer than 20 % of requests to Checkout succeed
        1 minute has passed since the first alert
        “Fail over now?” was answered “Fail over” or the shift of Ada Oyelaran is over or an incident is declared SEV2 or worse or 3 minutes have passed since a mitigation or minute 30 of the run is reached
        trust of Vera Holm rises by 4 points
        trust of Vera Holm rises by 2 points
        20 minutes later: trust of Vera Holm falls by 8 points, the leader is interrupted for 60 seconds
        trust of Vera Holm falls by 6 points
        with a probability of 50 %: “Better search” grows by 30 person-minutes, protection is back
        “Fail over to the replica” is approved
        morale of Shop falls by 1 point
        morale of Ada Oyelaran falls by 1 point
        morale of everybody on duty falls by 0.5 points
        “Orders hang” is back at full strength
        40,000 EUR is spent on a breach
        ");
    }

    /// The small scenario with something written in place of a card's condition and of an option's effect.
    fn with(condition: &str, effect: &str) -> Scenario {
        let sources = small_but(
            r#"Any([Believed("disk", 0.5), Found("queries", "all-wait"), Below("checkout", 0.2)])"#,
            condition,
        );
        let mut sources = sources;
        let effects = "[Morale(Team(\"shop\"), -1), Morale(Person(\"ada\"), -1)]";
        assert!(sources[0].text.contains(effects));
        sources[0].text = sources[0].text.replace(effects, &format!("[{effect}]"));
        match load_sources(&sources, None) {
            Ok(loaded) => loaded.scenario,
            Err(problems) => panic!("{condition}, {effect}: {problems}"),
        }
    }

    /// Starts small, unless with a name; no full stop, no ids, no leftovers of code.
    fn assert_reads(sentence: &str, example: &str, scenario: &Scenario) {
        let named = ["Ada", "Vera", "SEV"]
            .iter()
            .any(|name| sentence.starts_with(name));
        let first = sentence.chars().next().unwrap();
        assert!(!first.is_uppercase() || named, "{example}: {sentence}");
        assert!(!sentence.ends_with('.'), "{example}: {sentence}");
        let ids = &scenario.ids;
        let hyphened = [
            &ids.causes,
            &ids.remedies,
            &ids.messages,
            &ids.cards,
            &ids.duties,
            &ids.vendors,
            &ids.faults,
        ];
        for id in hyphened.into_iter().flatten().filter(|id| id.contains('-')) {
            assert!(!sentence.contains(id.as_str()), "{example}: {sentence}");
        }
        assert!(
            !sentence.contains(['(', '[', '_', '{']) || example.starts_with("All"),
            "{example}: {sentence}"
        );
    }

    #[test]
    fn conditions_within_conditions_and_effects_within_effects_read_in_one_way_only() {
        let read = |condition: &str, effect: &str| {
            let scenario = with(condition, effect);
            let effects = &scenario.rules.cards[0].options[1].effects;
            (
                scenario.rules.cards[0].when.sentence(&scenario),
                effects[0].sentence(&scenario),
            )
        };
        for (condition, sentence) in [
            (
                "All([Not(Any([CustomersHurt, Declared(1)])), IncidentsOpen(1)])",
                "(it is not so that (customers are hurt or an incident is declared SEV1 or worse)) and an incident is open",
            ),
            (
                "All([Not(CustomersHurt), IncidentsOpen(1)])",
                "(it is not so that customers are hurt) and an incident is open",
            ),
            (
                "Not(All([CustomersHurt, IncidentsOpen(1)]))",
                "it is not so that (customers are hurt and an incident is open)",
            ),
            (
                "All([IncidentsOpen(1), Any([All([CustomersHurt, Declared(1)])])])",
                "an incident is open and (customers are hurt and an incident is declared SEV1 or worse)",
            ),
            ("Any([All([Any([CustomersHurt])])])", "customers are hurt"),
        ] {
            assert_eq!(read(condition, "EndExposure").0, sentence, "{condition}");
        }
        for (effect, sentence) in [
            (
                "Later(1, [Chance(0.5, [EndExposure]), Interrupt(1)])",
                "1 minute later: (with a probability of 50 %: protection is back), the leader is interrupted for 1 second",
            ),
            (
                "Later(2, [Interrupt(2), Chance(0.5, [EndExposure, MoreWork(\"search\", 1)])])",
                "2 minutes later: the leader is interrupted for 2 seconds, with a probability of 50 %: protection is back, “Better search” grows by 1 person-minute",
            ),
        ] {
            assert_eq!(read("Minute(3)", effect).1, sentence, "{effect}");
        }
    }

    #[test]
    fn every_condition_reads_as_a_sentence_and_round_trips() {
        for (name, example) in draft::Condition::EXAMPLES {
            assert!(example.starts_with(name), "{name} is shown as {example}");
            let scenario = with(example, "EndExposure");
            let condition = &scenario.rules.cards[0].when;
            assert!(
                format!("{condition:?}").starts_with(name),
                "{example} became {condition:?}"
            );
            let sentence = condition.sentence(&scenario);
            assert_reads(&sentence, example, &scenario);
            let text = ron::to_string(condition).unwrap();
            assert_eq!(*condition, ron::from_str::<Condition>(&text).unwrap());
        }
    }

    #[test]
    fn every_effect_reads_as_a_sentence_and_round_trips() {
        for (name, example) in draft::Effect::EXAMPLES {
            assert!(example.starts_with(name), "{name} is shown as {example}");
            let scenario = with("Minute(3)", example);
            let effect = &scenario.rules.cards[0].options[1].effects[0];
            assert!(
                format!("{effect:?}").starts_with(name),
                "{example} became {effect:?}"
            );
            let sentence = effect.sentence(&scenario);
            assert_reads(&sentence, example, &scenario);
            let text = ron::to_string(effect).unwrap();
            assert_eq!(*effect, ron::from_str::<Effect>(&text).unwrap());
        }
    }
}
