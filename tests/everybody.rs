//! Random commands of every kind by every role, on the worlds of the benchmarks: nothing panics, a refusal changes nothing, and any
//! split of an advance ends in the same state.

use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::command::{Depth, Manner, Style, Turn};
use bridgecall::scenario::delegation::{Area, Delegation, Intent, Limits};
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{Audience, CommandKind, Confidence, Rules, Sponsorship, Verb};
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::score::played;
use bridgecall::sim::command::Role;
use bridgecall::sim::draw::{Key, Purpose, draw};
use bridgecall::sim::{Command, Giver, World, advance, give};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Random choices of one stream.
struct Dice {
    seed: u64,
    thrown: u32,
}

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.thrown += 1;
        let u = draw(
            self.seed,
            Key::named("test", "everybody"),
            Purpose::Pick,
            self.thrown,
        );
        (u * count as f64) as usize
    }

    /// One of so many things, and now and then one that there is not.
    fn id(&mut self, count: usize) -> u16 {
        self.below(count + 1 + count / 20) as u16
    }
}

/// A command of that kind, valid or not.
fn command(kind: CommandKind, rules: &Rules, dice: &mut Dice) -> Command {
    use CommandKind as K;
    let who = |dice: &mut Dice| PersonId(dice.id(rules.people.len()));
    let incident = |dice: &mut Dice| IncidentId(dice.below(4) as u16);
    let item = |dice: &mut Dice| WorkId(dice.id(rules.work.len()));
    let line = |dice: &mut Dice| PipelineId(dice.id(rules.pipelines.len()) as u8);
    let budget = |dice: &mut Dice| BudgetId(dice.id(rules.budgets.len()) as u8);
    let verbs = [
        Verb::Agree,
        Verb::Counter,
        Verb::Defer,
        Verb::Decline,
        Verb::Escalate,
    ];
    let team = |dice: &mut Dice| TeamId(dice.id(usize::from(rules.teams)) as u8);
    let area = |dice: &mut Dice| match dice.below(4) {
        0 => Area::Incident(incident(dice)),
        1 => Area::Incidents(team(dice)),
        2 => Area::Board(team(dice)),
        _ => Area::Updates(Audience::ALL[dice.below(2)]),
    };
    match kind {
        K::Delegate => Command::Delegate(Delegation {
            area: area(dice),
            to: who(dice),
            intent: Some(Intent::ALL[dice.below(3)]),
            limits: Limits {
                irreversible: dice.below(2) == 0,
                paging: dice.below(2) == 0,
                spend_above: (dice.below(2) == 0).then_some(500),
            },
            back_minutes: dice.below(3) as u16 * 15,
        }),
        K::TakeBack => Command::TakeBack(area(dice)),
        K::Permit => Command::Permit(area(dice), dice.below(2) == 0),
        K::HandOver => Command::HandOver(who(dice), who(dice)),
        K::Talk => Command::Talk(who(dice), Manner::ALL[dice.below(Manner::ALL.len())]),
        K::Acknowledge => Command::Acknowledge(incident(dice)),
        K::Declare => Command::Declare(incident(dice), dice.below(7) as u8),
        K::Merge => Command::Merge(incident(dice), incident(dice)),
        K::Role => Command::Role(who(dice), Role::ALL[dice.below(3)], incident(dice)),
        K::Triage => Command::Triage(incident(dice), who(dice)),
        K::Investigate => Command::Investigate(
            incident(dice),
            InquiryId(dice.id(rules.inquiries.len())),
            who(dice),
        ),
        K::Apply => Command::Apply(
            incident(dice),
            RemedyId(dice.id(rules.remedies.len())),
            who(dice),
        ),
        K::Cancel => Command::Cancel(who(dice)),
        K::Work => Command::Work(who(dice), item(dice)),
        K::Page => Command::Page(who(dice)),
        K::Rest => Command::Rest(who(dice)),
        K::Escalate => Command::Escalate(VendorId(dice.id(rules.vendors.len()) as u8)),
        K::Notify => {
            let cause = (
                CauseId(dice.id(rules.causes.len())),
                Confidence::ALL[dice.below(Confidence::ALL.len())],
            );
            Command::Notify(
                DutyId(dice.id(rules.duties.len()) as u8),
                (dice.below(2) == 0).then_some(cause),
            )
        }
        K::Inject => Command::Inject(InjectId(dice.id(rules.injects.len()) as u8)),
        K::Post => Command::Post(incident(dice), Audience::ALL[dice.below(2)]),
        K::Decide => Command::Decide(CardId(dice.id(rules.cards.len())), dice.below(3) as u8),
        K::Answer => Command::Answer(
            MessageId(dice.id(rules.messages.len())),
            verbs[dice.below(5)],
        ),
        K::Resolve => Command::Resolve(incident(dice)),
        K::Set => Command::Set(
            LeverId(dice.id(rules.levers.len()) as u8),
            dice.below(130) as i32 - 5,
        ),
        K::StandDown => Command::StandDown(incident(dice)),
        K::Poll => Command::Poll(incident(dice)),
        K::Own => Command::Own(ServiceId(dice.id(rules.services.len())), team(dice)),
        K::Assign => Command::Assign(CaseId(dice.below(12) as u32), who(dice)),
        K::Unassign => Command::Unassign(who(dice)),
        K::Prioritise => Command::Prioritise(item(dice), dice.below(6) as u16),
        K::Deploy => Command::Deploy(line(dice)),
        K::RollBack => Command::RollBack(line(dice)),
        K::ScheduleReview => Command::ScheduleReview(
            incident(dice),
            Style::ALL[dice.below(2)],
            Depth::ALL[dice.below(2)],
        ),
        K::Review => Command::Review(incident(dice), who(dice)),
        K::SetRota if dice.below(2) == 0 => {
            let turn = [Turn::Primary, Turn::Secondary][dice.below(2)];
            Command::PutOnCall(
                TeamId(dice.id(usize::from(rules.teams)) as u8),
                turn,
                who(dice),
            )
        }
        K::SetRota => Command::GiveDaysOff(who(dice), dice.below(30) as u8),
        K::Hire => Command::Hire(who(dice)),
        K::Contract => Command::Contract(who(dice)),
        K::Start => {
            let how = Sponsorship::ALL[dice.below(Sponsorship::ALL.len())];
            Command::Start(InitiativeId(dice.id(rules.initiatives.len()) as u8), how)
        }
        K::Stop => Command::Stop(InitiativeId(dice.id(rules.initiatives.len()) as u8)),
        K::Except => Command::Except(
            ControlId(dice.id(rules.controls.len()) as u8),
            dice.below(40) as u16,
        ),
        K::MoveBudget => Command::MoveBudget(budget(dice), budget(dice), dice.below(500) as u32),
        K::Cadence => Command::Cadence(
            incident(dice),
            Audience::ALL[dice.below(2)],
            dice.below(40) as u16,
        ),
        K::Reply => Command::Reply(
            StakeholderId(dice.id(rules.stakeholders.len()) as u8),
            verbs[dice.below(5)],
        ),
        K::ChooseIndicator => Command::ChooseIndicator(
            ServiceId(dice.id(rules.services.len())),
            dice.below(3) as u8,
        ),
        K::Split => Command::Split(incident(dice), who(dice)),
    }
}

/// Plays a stream of random commands; counts those that were accepted.
fn play(
    scenario: &Arc<Scenario>,
    seed: u64,
    until: Tick,
    by_minutes: bool,
    accepted: &mut BTreeMap<CommandKind, u32>,
) -> String {
    let mut world = World::new(scenario.clone(), seed);
    let mut dice = Dice { seed, thrown: 0 };
    let giver = Giver::ALL[seed as usize % Giver::ALL.len()];
    let mut events = Vec::new();
    while world.now() < until && !world.over() {
        let next = world.now().plus(dice.below(9) as u32).min(until);
        while by_minutes && world.now() < next && !world.over() {
            let minute = world.now().plus(1);
            advance(&mut world, minute, &mut events);
        }
        advance(&mut world, next, &mut events);
        for _ in 0..3 {
            let kind = CommandKind::ALL[dice.below(CommandKind::ALL.len())];
            let command = command(kind, &scenario.rules, &mut dice);
            let before = dice.thrown.is_multiple_of(16).then(|| world.bytes());
            match give(&mut world, giver, command, &mut events) {
                Ok(()) => *accepted.entry(kind).or_default() += 1,
                Err(error) => {
                    assert!(!error.sentence(scenario).is_empty());
                    assert!(
                        before.is_none_or(|before| before == world.bytes()),
                        "refused, but it changed the world: {command:?}"
                    );
                }
            }
        }
        events.clear();
        assert!(world.ledger().balances());
    }
    world.digest()
}

fn world_of(level: &str) -> Arc<Scenario> {
    let path = format!("{}/benches/worlds/{level}.ron", env!("CARGO_MANIFEST_DIR"));
    let loaded = Catalogue::default().load(&path, None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

#[test]
fn random_commands_by_every_role_never_panic_and_any_split_ends_in_the_same_state() {
    let mut accepted = BTreeMap::new();
    for (level, seeds, until) in [
        ("foundation", 140, 480),
        ("professional", 14, 3000),
        ("advanced", 7, 1500),
    ] {
        let scenario = world_of(level);
        for seed in 0..seeds {
            let whole = play(&scenario, seed, Tick(until), false, &mut accepted);
            let minutes = play(&scenario, seed, Tick(until), true, &mut BTreeMap::new());
            assert_eq!(whole, minutes, "{level}, seed {seed}");
        }
    }
    for (kind, count) in &accepted {
        println!("{:<16} {count}", kind.word());
    }
}

#[test]
fn a_run_with_many_faults_is_measured_to_its_end() {
    let scenario = world_of("foundation");
    let run = played(&scenario, 1, "textbook");
    let metrics = Metrics::of(&scenario, run.events(), run.now());
    assert!(run.over() && metrics.ledger.total > 0.0);
    for service in metrics.services.values() {
        assert!((0.0..=1.0).contains(&service.availability));
    }
}
