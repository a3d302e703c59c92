//! Random commands of every kind: blind ones, valid or not, and likely ones, chosen from what a leader can see.
//!
//! Both are a `match` over every kind, so that a new command does not compile until it is generated.

use bridgecall::observe::{Absence, IncidentSeen, Observation, PersonSeen, Progress};
use bridgecall::scenario::command::{Depth, Manner, Style, Turn};
use bridgecall::scenario::delegation::{Area, Delegation, Intent, Limits};
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{
    Audience, CommandKind, Confidence, Joins, LeverKind, Rules, Sponsorship, Verb,
};
use bridgecall::scenario::units::Money;
use bridgecall::sim::command::Role;
use bridgecall::sim::draw::{Key, Purpose, draw};
use bridgecall::sim::people::{in_incident, incident_of, on_duty};
use bridgecall::sim::work::{Review, UnderWay};
use bridgecall::sim::{Activity, Command};

/// Random choices of one stream.
#[derive(Clone)]
pub(super) struct Dice {
    seed: u64,
    thrown: u32,
}

impl Dice {
    /// The choices of the stream with this number.
    pub(super) fn new(seed: u64) -> Dice {
        Dice { seed, thrown: 0 }
    }

    /// A number below `count`, which is not 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        self.thrown += 1;
        let key = Key::named("test", "random");
        let u = draw(self.seed, key, Purpose::Pick, self.thrown);
        (u * count as f64) as usize
    }

    /// So often in a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them, if there is any.
    pub(super) fn one<T>(&mut self, of: impl Iterator<Item = T>) -> Option<T> {
        let mut all: Vec<T> = of.collect();
        (!all.is_empty()).then(|| all.swap_remove(self.below(all.len())))
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// One of so many things, and now and then one that there is not.
    fn id(&mut self, count: usize) -> u16 {
        self.below(count + 1 + count / 20) as u16
    }
}

fn area(rules: &Rules, dice: &mut Dice) -> Area {
    let team = TeamId(dice.id(usize::from(rules.teams)) as u8);
    match dice.below(5) {
        0 => Area::Incident(IncidentId(dice.below(4) as u16)),
        1 => Area::Incidents(team),
        2 => Area::Board(team),
        3 => Area::Load(team),
        _ => Area::Updates(dice.of(&Audience::ALL)),
    }
}

fn brief(area: Area, to: PersonId, dice: &mut Dice) -> Delegation {
    Delegation {
        area,
        to,
        intent: dice.percent(70).then(|| dice.of(&Intent::ALL)),
        limits: Limits {
            irreversible: dice.percent(50),
            paging: dice.percent(50),
            spend_above: dice.percent(50).then_some(500),
        },
        back_minutes: dice.below(3) as u16 * 15,
    }
}

fn cause(rules: &Rules, dice: &mut Dice) -> Option<(CauseId, Confidence)> {
    let cause = CauseId(dice.id(rules.causes.len()));
    dice.percent(50).then(|| (cause, dice.of(&Confidence::ALL)))
}

/// A command of that kind, valid or not.
pub(super) fn blind(kind: CommandKind, rules: &Rules, dice: &mut Dice) -> Command {
    use CommandKind as K;
    let who = |dice: &mut Dice| PersonId(dice.id(rules.people.len()));
    let incident = |dice: &mut Dice| IncidentId(dice.below(4) as u16);
    let item = |dice: &mut Dice| WorkId(dice.id(rules.work.len()));
    let line = |dice: &mut Dice| PipelineId(dice.id(rules.pipelines.len()) as u8);
    let budget = |dice: &mut Dice| BudgetId(dice.id(rules.budgets.len()) as u8);
    let team = |dice: &mut Dice| TeamId(dice.id(usize::from(rules.teams)) as u8);
    let initiative = |dice: &mut Dice| InitiativeId(dice.id(rules.initiatives.len()) as u8);
    match kind {
        K::Acknowledge => Command::Acknowledge(incident(dice)),
        K::Declare => Command::Declare(incident(dice), dice.below(7) as u8),
        K::Merge => Command::Merge(incident(dice), incident(dice)),
        K::Role => Command::Role(who(dice), dice.of(&Role::ALL), incident(dice)),
        K::Triage => Command::Triage(incident(dice), who(dice)),
        K::Investigate => {
            let line = InquiryId(dice.id(rules.inquiries.len()));
            Command::Investigate(incident(dice), line, who(dice))
        }
        K::Apply => {
            let remedy = RemedyId(dice.id(rules.remedies.len()));
            Command::Apply(incident(dice), remedy, who(dice))
        }
        K::Cancel => Command::Cancel(who(dice)),
        K::Work => Command::Work(who(dice), item(dice)),
        K::Page => Command::Page(who(dice)),
        K::Rest => Command::Rest(who(dice)),
        K::StandDown => Command::StandDown(incident(dice)),
        K::Poll => Command::Poll(incident(dice)),
        K::Own => Command::Own(ServiceId(dice.id(rules.services.len())), team(dice)),
        K::Delegate => {
            let area = area(rules, dice);
            Command::Delegate(brief(area, who(dice), dice))
        }
        K::TakeBack => Command::TakeBack(area(rules, dice)),
        K::Permit => Command::Permit(area(rules, dice), dice.percent(50)),
        K::Escalate => Command::Escalate(VendorId(dice.id(rules.vendors.len()) as u8)),
        K::Notify => {
            let duty = DutyId(dice.id(rules.duties.len()) as u8);
            Command::Notify(duty, cause(rules, dice))
        }
        K::Inject => Command::Inject(InjectId(dice.id(rules.injects.len()) as u8)),
        K::Post => Command::Post(incident(dice), dice.of(&Audience::ALL)),
        K::Decide => Command::Decide(CardId(dice.id(rules.cards.len())), dice.below(3) as u8),
        K::Answer => {
            let message = MessageId(dice.id(rules.messages.len()));
            Command::Answer(message, dice.of(&Verb::ALL))
        }
        K::Resolve => Command::Resolve(incident(dice)),
        K::Set => {
            let lever = LeverId(dice.id(rules.levers.len()) as u8);
            Command::Set(lever, dice.below(130) as i32 - 5)
        }
        K::Assign => Command::Assign(CaseId(dice.below(12) as u32), who(dice)),
        K::Unassign => Command::Unassign(who(dice)),
        K::Prioritise => Command::Prioritise(item(dice), dice.below(6) as u16),
        K::Deploy => Command::Deploy(line(dice)),
        K::RollBack => Command::RollBack(line(dice)),
        K::ScheduleReview => {
            Command::ScheduleReview(incident(dice), dice.of(&Style::ALL), dice.of(&Depth::ALL))
        }
        K::Review => Command::Review(incident(dice), who(dice)),
        K::SetRota if dice.percent(50) => {
            Command::PutOnCall(team(dice), dice.of(&Turn::ALL), who(dice))
        }
        K::SetRota => Command::GiveDaysOff(who(dice), dice.below(30) as u8),
        K::HandOver => Command::HandOver(who(dice), who(dice)),
        K::Talk => Command::Talk(who(dice), dice.of(&Manner::ALL)),
        K::Hire => Command::Hire(who(dice)),
        K::Contract => Command::Contract(who(dice)),
        K::Start => Command::Start(initiative(dice), dice.of(&Sponsorship::ALL)),
        K::Stop => Command::Stop(initiative(dice)),
        K::Except => {
            let control = ControlId(dice.id(rules.controls.len()) as u8);
            Command::Except(control, dice.below(40) as u16)
        }
        K::MoveBudget => Command::MoveBudget(budget(dice), budget(dice), dice.below(500) as u32),
        K::Cadence => {
            let minutes = dice.below(40) as u16;
            Command::Cadence(incident(dice), dice.of(&Audience::ALL), minutes)
        }
        K::Reply => {
            let stakeholder = StakeholderId(dice.id(rules.stakeholders.len()) as u8);
            Command::Reply(stakeholder, dice.of(&Verb::ALL))
        }
        K::ChooseIndicator => {
            let service = ServiceId(dice.id(rules.services.len()));
            Command::ChooseIndicator(service, dice.below(3) as u8)
        }
        K::Split => Command::Split(incident(dice), who(dice)),
    }
}

/// A command of that kind that is likely to be valid, by what a leader sees; `None` where none can be seen.
pub(super) fn likely(
    kind: CommandKind,
    seen: &Observation,
    rules: &Rules,
    dice: &mut Dice,
) -> Option<Command> {
    use CommandKind as K;
    let here = |dice: &mut Dice| {
        let people = seen.people.iter();
        let here = people.filter(|person| on_duty(person.activity));
        // Who leads an area is left at it more often than not.
        let heads = |person: &&PersonSeen| person.activity == Activity::Heading;
        let picked: Vec<_> = here
            .filter(|person| !heads(person) || dice.percent(10))
            .collect();
        dice.one(picked.into_iter()).map(|person| person.id)
    };
    let led = |dice: &mut Dice, wanted: &dyn Fn(&IncidentSeen) -> bool| {
        let open = seen.open_incidents();
        dice.one(open.filter(|one| one.acknowledged.is_some() && wanted(one)))
    };
    let reviewable = |one: &&IncidentSeen| {
        let Review { by, held, .. } = one.review;
        one.mitigated.is_some() && one.merged.is_none() && by.is_none() && held.is_none()
    };
    let at_it = |one: &IncidentSeen| {
        let people = &mut seen.people.iter();
        people.any(|person| incident_of(person.activity) == Some(one.id))
    };
    Some(match kind {
        K::Acknowledge => {
            let open = seen.open_incidents();
            Command::Acknowledge(dice.one(open.filter(|one| one.acknowledged.is_none()))?.id)
        }
        K::Declare => Command::Declare(led(dice, &|_| true)?.id, dice.below(5) as u8 + 1),
        K::Merge => {
            let from = led(dice, &|one| one.triaged.is_some())?;
            let same = seen.open_incidents().filter(|into| {
                into.id != from.id && into.triaged.is_some() && into.fault == from.fault
            });
            Command::Merge(from.id, dice.one(same)?.id)
        }
        K::Role => Command::Role(here(dice)?, dice.of(&Role::ALL), led(dice, &|_| true)?.id),
        K::Triage => {
            let open = |one: &IncidentSeen| one.triaged.is_none() && one.triage_by.is_none();
            Command::Triage(led(dice, &open)?.id, here(dice)?)
        }
        K::Investigate => {
            let one = led(dice, &|one| one.triaged.is_some())?;
            let open = one.inquiries.iter();
            let line = dice.one(open.filter(|line| line.progress == Progress::Open))?;
            Command::Investigate(one.id, line.id, here(dice)?)
        }
        K::Apply => {
            let one = led(dice, &|one| one.triaged.is_some())?;
            let can = one.remedies.iter().filter(|remedy| {
                let ready = !remedy.unapproved && remedy.waits_for.is_none();
                ready && remedy.progress == Progress::Open
            });
            Command::Apply(one.id, dice.one(can)?.id, here(dice)?)
        }
        K::Cancel => {
            let people = seen.people.iter();
            Command::Cancel(
                dice.one(people.filter(|person| in_incident(person.activity)))?
                    .id,
            )
        }
        K::Work => {
            let items = seen.work.iter().filter(|item| item.can_be_worked_on);
            Command::Work(here(dice)?, dice.one(items)?.id)
        }
        K::Page => {
            let off = seen.people.iter().filter(|person| {
                let away = matches!(person.activity, Activity::Off | Activity::Resting);
                away && person.absence.is_here()
            });
            Command::Page(dice.one(off)?.id)
        }
        K::Rest => Command::Rest(here(dice)?),
        K::StandDown => {
            let open = seen.open_incidents().filter(|one| at_it(one));
            Command::StandDown(dice.one(open)?.id)
        }
        K::Poll => Command::Poll(led(dice, &|one| one.triaged.is_some() && at_it(one))?.id),
        K::Own => {
            let service = dice.one(seen.services.iter())?;
            let teams = (0..rules.teams)
                .map(TeamId)
                .filter(|team| *team != service.team);
            Command::Own(service.id, dice.one(teams)?)
        }
        K::Delegate => {
            let area = match dice.one(seen.open_incidents()) {
                Some(incident) if dice.percent(50) => Area::Incident(incident.id),
                _ => area(rules, dice),
            };
            Command::Delegate(brief(area, here(dice)?, dice))
        }
        K::TakeBack => Command::TakeBack(dice.one(seen.delegations.iter())?.brief.area),
        K::Permit => {
            let asked = seen.delegations.iter().filter(|one| one.question.is_some());
            Command::Permit(dice.one(asked)?.brief.area, dice.percent(50))
        }
        K::Escalate => {
            let free = seen.vendors.iter().filter(|vendor| {
                let open = vendor.open_since.is_some() && !vendor.has_proof;
                vendor.delivered.is_none() && !open
            });
            Command::Escalate(dice.one(free)?.id)
        }
        K::Notify => {
            let due = seen
                .duties
                .iter()
                .filter(|duty| duty.due.is_some() && duty.told.is_none());
            Command::Notify(dice.one(due)?.id, cause(rules, dice))
        }
        K::Inject => Command::Inject(InjectId(dice.one(0..rules.injects.len())? as u8)),
        K::Post => Command::Post(led(dice, &|_| true)?.id, dice.of(&Audience::ALL)),
        K::Decide => {
            let card = dice.one(seen.cards.iter())?;
            Command::Decide(card.id, dice.below(card.options.len()) as u8)
        }
        K::Answer => {
            let message = dice.one(seen.messages.iter())?;
            Command::Answer(message.id, dice.of(&message.answers))
        }
        K::Resolve => Command::Resolve(led(dice, &|one| one.mitigated.is_some())?.id),
        K::Set => {
            let (at, lever) = dice.one(rules.levers.iter().enumerate())?;
            let room = (lever.most - lever.least) as usize + 1;
            // What was committed to cannot be taken back: little steps, so that there is room for more than one.
            let value = match lever.kind {
                LeverKind::Commitment(_) => seen.levers[at].now + 1,
                _ => lever.least + dice.below(room) as i32,
            };
            Command::Set(LeverId(at as u8), value)
        }
        K::Assign => {
            let cases = seen.desk.cases.iter().filter(|case| case.by.is_none());
            Command::Assign(dice.one(cases)?.id, here(dice)?)
        }
        K::Unassign => {
            let serves = |person: &&PersonSeen| matches!(person.activity, Activity::Serving(_));
            Command::Unassign(dice.one(seen.people.iter().filter(serves))?.id)
        }
        K::Prioritise => {
            let items = seen.work.iter().filter(|item| item.done.is_none());
            Command::Prioritise(dice.one(items)?.id, dice.below(6) as u16 + 1)
        }
        K::Deploy => {
            let full = seen.pipelines.iter().filter(|line| {
                line.deploys && line.to_deploy > 0 && line.under_way == UnderWay::Nothing
            });
            Command::Deploy(dice.one(full)?.id)
        }
        K::RollBack => {
            let out = seen
                .pipelines
                .iter()
                .filter(|line| line.last_out.is_some() && line.under_way == UnderWay::Nothing);
            Command::RollBack(dice.one(out)?.id)
        }
        K::ScheduleReview => {
            let over = dice.one(seen.incidents.iter().filter(reviewable))?;
            Command::ScheduleReview(over.id, dice.of(&Style::ALL), dice.of(&Depth::ALL))
        }
        K::Review => {
            let planned = |one: &&IncidentSeen| one.review.plan.is_some();
            let over = seen.incidents.iter().filter(reviewable).filter(planned);
            Command::Review(dice.one(over)?.id, here(dice)?)
        }
        K::SetRota if dice.percent(50) => {
            let rota = dice.one(rules.rotas.iter())?;
            let of_team = seen.people.iter().filter(|person| person.team == rota.team);
            Command::PutOnCall(rota.team, dice.of(&Turn::ALL), dice.one(of_team)?.id)
        }
        K::SetRota => Command::GiveDaysOff(here(dice)?, dice.below(28) as u8 + 1),
        K::HandOver => {
            let busy = seen
                .people
                .iter()
                .filter(|person| in_incident(person.activity));
            Command::HandOver(dice.one(busy)?.id, here(dice)?)
        }
        K::Talk => Command::Talk(here(dice)?, dice.of(&Manner::ALL)),
        K::Hire => Command::Hire(to_be_found(seen, rules, Joins::Hire, dice)?),
        K::Contract => Command::Contract(to_be_found(seen, rules, Joins::Contract, dice)?),
        K::Start => {
            let how = dice.of(&Sponsorship::ALL);
            let other = seen.initiatives.iter().filter(|one| one.how != Some(how));
            Command::Start(dice.one(other)?.id, how)
        }
        K::Stop => {
            let running = seen.initiatives.iter().filter(|one| one.how.is_some());
            Command::Stop(dice.one(running)?.id)
        }
        K::Except => {
            let in_force = seen.controls.iter().filter(|control| control.in_force);
            let control = dice.one(in_force)?.id;
            let most = rules.controls[control.at()].exception_days_most;
            Command::Except(control, dice.below(usize::from(most).max(1)) as u16 + 1)
        }
        K::MoveBudget => {
            let budgets = || (0..rules.budgets.len()).map(|budget| BudgetId(budget as u8));
            let full = budgets().filter(|budget| seen.budgets[budget.at()] >= Money(1_000_000));
            let from = dice.one(full)?;
            let to = dice.one(budgets().filter(|budget| *budget != from))?;
            let left = (seen.budgets[from.at()].units() as usize).clamp(1, 200);
            Command::MoveBudget(from, to, dice.below(left) as u32 + 1)
        }
        K::Cadence => {
            let minutes = dice.below(90) as u16 + 5;
            Command::Cadence(led(dice, &|_| true)?.id, dice.of(&Audience::ALL), minutes)
        }
        K::Reply => {
            let visits = seen.stakeholders.iter().filter(|one| one.visit.is_some());
            Command::Reply(dice.one(visits)?.id, dice.of(&Verb::ALL))
        }
        K::ChooseIndicator => {
            let all = seen.services.iter().flat_map(|service| {
                let offered = 0..service.indicators.len() as u8;
                let others = offered.filter(|indicator| *indicator != service.indicator);
                others.map(|indicator| (service.id, indicator))
            });
            let (service, indicator) = dice.one(all)?;
            Command::ChooseIndicator(service, indicator)
        }
        K::Split => {
            // Each lead takes two of those who look and mend.
            let enough = |one: &IncidentSeen| {
                let busy = one.responders.iter().map(|who| &seen.people[who.at()]);
                let busy = busy.filter(|person| {
                    let leads = matches!(
                        person.activity,
                        Activity::Leading(..) | Activity::Subleading(_)
                    );
                    !leads
                });
                let heads: u16 = busy.map(|person| person.heads).sum();
                usize::from(heads) >= 2 * (one.sub_leads.len() + 1)
            };
            let incident = led(dice, &enough)?.id;
            let outside = seen
                .people
                .iter()
                .filter(|person| on_duty(person.activity) && !in_incident(person.activity));
            Command::Split(incident, dice.one(outside)?.id)
        }
    })
}

/// Somebody who may join in that way and was not looked for.
fn to_be_found(
    seen: &Observation,
    rules: &Rules,
    joins: Joins,
    dice: &mut Dice,
) -> Option<PersonId> {
    let all = seen.people.iter().filter(|person| {
        let rule = &rules.people[person.id.at()];
        rule.joins == Some(joins) && person.absence == Absence::NotYet(None)
    });
    dice.one(all).map(|person| person.id)
}
