//! The textbook's run with one thing done otherwise: a card decided, a message answered, a remedy applied at once or never, a lever set.

use crate::leaders::{Leader, Orders, by_name};
use crate::observe::{Observation, RemedySeen};
use crate::run::{Act, Run};
use crate::scenario::Scenario;
use crate::scenario::ids::{CardId, LeverId, MessageId, PersonId, RemedyId};
use crate::scenario::rules::Verb;
use crate::score::axis_values;
use crate::sim::Command;
use crate::sim::people::on_duty;
use crate::sim::world::Activity;
use crate::study::cores;
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Something that a leader decides, and the ways in which it may be decided.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What it is.
    pub kind: Kind,
    /// Its id, as the scenario writes it.
    pub id: String,
    /// The ways, each with its name.
    pub ways: Vec<(String, Way)>,
}

/// What is decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Which option of a card.
    Card,
    /// Which answer to a message.
    Message,
    /// Whether a remedy is applied.
    Remedy,
    /// What a lever is set to.
    Lever,
}

impl Kind {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Card => "card",
            Kind::Message => "message",
            Kind::Remedy => "remedy",
            Kind::Lever => "lever",
        }
    }
}

/// One way to decide it, taken as soon as that is possible. The textbook decides all else, and keeps its hands off this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// This option of a card.
    Option(CardId, u8),
    /// This answer to a message.
    Answer(MessageId, Verb),
    /// A remedy is applied to whatever it is for, before anybody knows whether it fits.
    AtOnce(RemedyId),
    /// A remedy is never applied.
    Never(RemedyId),
    /// A lever is set to that.
    Lever(LeverId, i32),
}

/// Everything in a scenario that may be decided in more than one way.
pub fn choices(scenario: &Scenario) -> Vec<Choice> {
    let (rules, ids) = (&scenario.rules, &scenario.ids);
    let cards = (0..).map(CardId).zip(&ids.cards).map(|(card, id)| {
        let options = ids.options[card.at()].iter().zip(0..);
        let ways = options.map(|(id, option)| (id.clone(), Way::Option(card, option)));
        (Kind::Card, id, ways.collect())
    });
    let messages = (0..)
        .map(MessageId)
        .zip(&ids.messages)
        .map(|(message, id)| {
            let answers = rules.messages[message.at()].answers.iter();
            let ways = answers.map(|answer| {
                let name = answer.verb.word().to_owned();
                (name, Way::Answer(message, answer.verb))
            });
            (Kind::Message, id, ways.collect())
        });
    let remedies = (0..).map(RemedyId).zip(&ids.remedies).map(|(remedy, id)| {
        let ways = vec![
            ("at-once".to_owned(), Way::AtOnce(remedy)),
            ("never".to_owned(), Way::Never(remedy)),
        ];
        (Kind::Remedy, id, ways)
    });
    let levers = (0..).map(LeverId).zip(&ids.levers).map(|(lever, id)| {
        let rules = &rules.levers[lever.at()];
        let mut values = vec![rules.least, rules.at_start, rules.most];
        values.dedup();
        let ways = values.into_iter();
        let ways = ways.map(|value| (value.to_string(), Way::Lever(lever, value)));
        (Kind::Lever, id, ways.collect())
    });
    let all = cards.chain(messages).chain(remedies).chain(levers);
    all.filter(|(_, _, ways): &(Kind, &String, Vec<_>)| ways.len() > 1)
        .map(|(kind, id, ways)| Choice {
            kind,
            id: id.clone(),
            ways,
        })
        .collect()
}

/// What came of a way by seed: the four axes in their own units; `None` where it never could be taken.
pub type Outcomes = Vec<Option<[f64; 4]>>;

/// Plays every way of every choice over seeds 0 to `seeds`, the last excluded, on all cores: by choice, by way. `each` is called after
/// every run. `None` if `stop` turned true before all was played.
pub fn play(
    scenario: &Arc<Scenario>,
    choices: &[Choice],
    seeds: u32,
    stop: &AtomicBool,
    each: impl Fn() + Sync,
) -> Option<Vec<Vec<Outcomes>>> {
    let ways: Vec<Way> = choices
        .iter()
        .flat_map(|choice| choice.ways.iter().map(|(_, way)| *way))
        .collect();
    let (runs, seeds) = (ways.len() * seeds as usize, seeds as usize);
    let mut outcomes: Vec<Outcomes> = vec![Vec::with_capacity(seeds); ways.len()];
    let Ok(done) = cores::in_order(
        0..runs,
        stop,
        |run| {
            let (way, seed) = (run / seeds, run % seeds);
            let outcome = played(scenario, seed as u64, ways[way]);
            each();
            (way, outcome)
        },
        |(way, outcome)| {
            outcomes[way].push(outcome);
            Ok::<(), Infallible>(())
        },
    );
    let mut outcomes = outcomes.into_iter();
    (done == runs).then(|| {
        choices
            .iter()
            .map(|choice| outcomes.by_ref().take(choice.ways.len()).collect())
            .collect()
    })
}

/// A run of the textbook in which one thing is done that way; `None` where it never could be.
fn played(scenario: &Arc<Scenario>, seed: u64, way: Way) -> Option<[f64; 4]> {
    let mut leader = Otherwise {
        textbook: by_name("textbook", scenario, seed)?,
        way,
    };
    let run = Run::new(scenario.clone(), seed, "textbook").led_by(&mut leader);
    let given = run.entries().iter().any(|entry| match entry.act {
        Act::Command(command) => way.is_taken_by(&command),
        Act::Note(_) => false,
    });
    let is_as_before = match way {
        Way::Never(_) => true,
        Way::Lever(lever, value) => scenario.rules.levers[lever.at()].at_start == value,
        _ => false,
    };
    (given || is_as_before).then(|| axis_values(&run))
}

/// The textbook with one thing done otherwise.
struct Otherwise {
    textbook: Box<dyn Leader>,
    way: Way,
}

impl Leader for Otherwise {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut orders = self.textbook.lead(seen);
        orders
            .commands
            .retain(|command| !self.way.decides_about(command));
        if let Some(command) = self.way.due(seen) {
            orders.commands.insert(0, command);
        }
        orders
    }
}

impl Way {
    /// Whether a command of the textbook decides what is decided otherwise.
    fn decides_about(self, command: &Command) -> bool {
        match (self, *command) {
            (Way::Option(card, _), Command::Decide(other, _)) => card == other,
            (Way::Answer(message, _), Command::Answer(other, _)) => message == other,
            (Way::Never(remedy), Command::Apply(_, other, _)) => remedy == other,
            (Way::Lever(lever, _), Command::Set(other, _)) => lever == other,
            _ => false,
        }
    }

    fn is_taken_by(self, command: &Command) -> bool {
        match (self, *command) {
            (Way::Option(card, option), Command::Decide(other, taken)) => {
                (card, option) == (other, taken)
            }
            (Way::Answer(message, verb), Command::Answer(other, taken)) => {
                (message, verb) == (other, taken)
            }
            (Way::AtOnce(remedy), Command::Apply(_, other, _)) => remedy == other,
            (Way::Lever(lever, value), Command::Set(other, taken)) => {
                (lever, value) == (other, taken)
            }
            _ => false,
        }
    }

    /// The command that takes this way, where it can be taken now and is not on its way.
    fn due(self, seen: &Observation) -> Option<Command> {
        if seen.queued().any(|command| self.is_taken_by(command)) {
            return None;
        }
        match self {
            Way::Option(card, option) => {
                let is_open = seen.cards.iter().any(|open| open.id == card);
                is_open.then_some(Command::Decide(card, option))
            }
            Way::Answer(message, verb) => {
                let is_open = seen.messages.iter().any(|open| open.id == message);
                is_open.then_some(Command::Answer(message, verb))
            }
            Way::AtOnce(remedy) => {
                let incidents = seen.open_incidents();
                let unmended = incidents.filter(|incident| incident.mitigated.is_none());
                let (incident, remedy) = unmended
                    .flat_map(|incident| incident.remedies.iter().map(move |one| (incident, one)))
                    .find(|(_, one)| one.id == remedy && one.can_start())?;
                let person = ablest(seen, remedy)?;
                Some(Command::Apply(incident.id, remedy.id, person))
            }
            Way::Never(_) => None,
            Way::Lever(lever, value) => {
                (seen.levers[lever.at()].now != value).then_some(Command::Set(lever, value))
            }
        }
    }
}

/// Whoever is at work, mends nothing else and is best at it.
fn ablest(seen: &Observation, remedy: &RemedySeen) -> Option<PersonId> {
    let here = seen.people.iter().filter(|person| {
        on_duty(person.activity) && !matches!(person.activity, Activity::Applying(..))
    });
    let able = here.filter_map(|person| {
        let mut skills = person.skills.iter();
        let (_, share) = skills.find(|(skill, _)| *skill == remedy.skill)?;
        Some((*share, person.id))
    });
    able.max_by_key(|(share, _)| *share)
        .map(|(_, person)| person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::catalogue::Catalogue;

    #[test]
    fn a_card_is_decided_that_way_whatever_the_textbook_would_decide() {
        let scenario = Arc::new(Catalogue::find().load("sale-eve", None).unwrap().scenario);
        let mut choices = choices(&scenario);
        for kind in [Kind::Card, Kind::Message, Kind::Remedy, Kind::Lever] {
            assert!(choices.iter().any(|choice| choice.kind == kind), "{kind:?}");
        }
        choices.retain(|choice| choice.id == "stay-tonight");
        let names: Vec<&str> = choices[0].ways.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["everybody-stays", "two-stay", "home-at-five"]);
        let outcomes = play(&scenario, &choices, 3, &AtomicBool::new(false), || ()).unwrap();
        let spent = |way: usize, seed: usize| -outcomes[0][way][seed].unwrap()[3];
        for seed in 0..3 {
            // 1,400 of overtime, 350, and none.
            assert!(spent(0, seed) > spent(1, seed) + 500.0);
            assert!(spent(1, seed) > spent(2, seed));
        }
    }

    #[test]
    fn what_a_remedy_does_is_left_out_where_it_is_never_applied() {
        let scenario = Arc::new(Catalogue::find().load("sale-eve", None).unwrap().scenario);
        let id = scenario
            .ids
            .remedies
            .iter()
            .position(|id| id == "clean-the-disk");
        let remedy = RemedyId(id.unwrap() as u16);
        let applied = |way| {
            let mut leader = Otherwise {
                textbook: by_name("textbook", &scenario, 0).unwrap(),
                way,
            };
            let run = Run::new(scenario.clone(), 0, "textbook").led_by(&mut leader);
            let entries = run.entries().iter();
            entries
                .filter(|entry| matches!(entry.act, Act::Command(Command::Apply(_, other, _)) if other == remedy))
                .count()
        };
        assert_eq!(applied(Way::Never(remedy)), 0);
        assert!(applied(Way::AtOnce(remedy)) > 0);
    }
}
