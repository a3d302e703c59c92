//! How fast somebody gets on with what is in hand: the equation stands at the top of [`super`].

use super::*;
use crate::sim::command::CommandError;
use crate::sim::stakeholders;

/// Pace of somebody without the skill. *Assumed.*
pub(in crate::sim) const UNSKILLED: Ppm = Ppm(200_000);

/// Works out how fast everybody is at what they do, for whom that may have changed.
pub(in crate::sim) fn set_paces(world: &mut World) {
    let now = world.now;
    let stale = std::mem::take(&mut world.crew.stale);
    let touched = std::mem::take(&mut world.crew.touched);
    if stale {
        ids(world).for_each(|person| set_pace(world, person));
    } else {
        bits(touched).for_each(|person| set_pace(world, person));
    }
    let changed = stale || touched != 0;
    let strained = |person: PersonId| is_strained(&world.people[person.at()], now);
    if stale || world.crew.strained && changed {
        world.crew.strained = ids(world).any(strained);
    } else if changed {
        world.crew.strained = bits(touched).any(strained);
    }
    debug_assert!(
        ids(world).all(|person| pace(world, person).0 == world.people[person.at()].task.pace()),
        "a pace changed and nobody called `people::touch`"
    );
    // Whoever has found their way in adds to the pace of the work.
    let found_in = |person: &PersonState| person.task.ready() == now;
    if !world.work.is_empty() && (changed || world.people.iter().any(found_in)) {
        work::set_paces(world);
    }
}

/// Whether somebody bears strain at work.
fn is_strained(person: &PersonState, now: Tick) -> bool {
    on_duty(person.activity)
        && (in_incident(person.activity)
            || !in_shift(person, now)
            || person.kss_centi >= SLEEPY_KSS_CENTI)
}

fn set_pace(world: &mut World, person: PersonId) {
    let (pace, hampered) = pace(world, person);
    let now = world.now;
    let state = &mut world.people[person.at()];
    state.task.set_pace(pace, now);
    state.hampered = hampered;
}

/// Those of the first 64 people whose bits are set.
fn bits(mut set: u64) -> impl Iterator<Item = PersonId> {
    std::iter::from_fn(move || {
        let person = (set != 0).then(|| PersonId(set.trailing_zeros() as u16));
        set &= set.wrapping_sub(1);
        person
    })
}

/// Health of services changed: paces change where tooling fails or comes back.
pub(in crate::sim) fn tools_changed(world: &mut World) {
    if ids(world).any(|person| hampers(world, person) != world.people[person.at()].hampered) {
        touch(world);
    }
}

/// The tooling that the task in hand needs is as good as down.
fn hampers(world: &World, person: PersonId) -> bool {
    task(world, person)
        .and_then(|(_, needs)| needs)
        .is_some_and(|tool| is_hampered(world, tool))
}

/// The skill that the task in hand takes, and the tooling that it needs.
fn task(world: &World, person: PersonId) -> Option<(Option<SkillId>, Option<ServiceId>)> {
    let rules = world.rules();
    Some(match world.people[person.at()].activity {
        Activity::Working(item) => (
            Some(work::skill_now(world, item)),
            rules.work[item.at()].needs,
        ),
        // Whose service it is makes a triage longer, not a skill.
        Activity::Triaging(_) => (None, None),
        Activity::Investigating(_, inquiry) => (
            Some(rules.inquiries[inquiry.at()].skill),
            rules.inquiries[inquiry.at()].needs,
        ),
        Activity::Applying(_, remedy) => (
            Some(rules.remedies[remedy.at()].skill),
            rules.remedies[remedy.at()].needs,
        ),
        Activity::Serving(case) => (crate::sim::desk::skill(world, case), None),
        _ => return None,
    })
}

/// Thousandths of an expert's minute that get done in a minute, and whether the tooling is as good as down.
pub(in crate::sim) fn pace(world: &World, person: PersonId) -> (u32, bool) {
    let state = &world.people[person.at()];
    match state.activity {
        Activity::OnTheWay | Activity::HandingOver(_) => return (1000, false),
        Activity::Reviewing(_) => {
            return (alertness::awake_share(state.kss_centi).0 / 1000, false);
        }
        _ => {}
    }
    let Some((skill, needs)) = task(world, person) else {
        return (0, false);
    };
    let mut pace = skill
        .map_or(Ppm::ALL, |skill| skill_of(world.rules(), person, skill))
        .of(alertness::awake_share(state.kss_centi))
        .of(state.ramp);
    if let Some(incident) = incident_of(state.activity) {
        pace = pace.of(group_share(world, incident));
        if world.incidents[incident.at()].severity.is_none() {
            pace = pace.of(Ppm(750_000));
        }
    }
    if let Activity::Working(item) = state.activity
        && let Some(line) = world.rules().work[item.at()].pipeline
    {
        pace = pace.of(world.pipelines[line.at()].pace);
    }
    if let Activity::Working(_) = state.activity {
        let team = world.rules().people[person.at()].team;
        pace = pace.of(world.initiatives.pace[team.at()]);
    }
    let hampered = needs.is_some_and(|tool| is_hampered(world, tool));
    if hampered {
        pace = pace.of(Ppm(400_000));
    }
    if state.heads > 1 {
        let heads = f64::from(state.heads);
        // In an incident they are counted in its group.
        let share = match incident_of(state.activity) {
            Some(_) => 1.0,
            None => share_of_each(heads, UNLED),
        };
        pace = Ppm((heads * share * f64::from(pace.0)) as u32);
    }
    (pace.0 / 1000, hampered)
}

/// Somebody's skill, or what anybody can do without.
pub fn skill_of(rules: &Rules, person: PersonId, skill: SkillId) -> Ppm {
    let skills = &rules.people[person.at()].skills;
    skills
        .iter()
        .find(|(id, _)| *id == skill)
        .map_or(UNSKILLED, |(_, share)| *share)
}

/// Whether tooling is as good as down, with no way around.
pub fn is_hampered(world: &World, tool: ServiceId) -> bool {
    let state = &world.services[tool.at()];
    services::is_down(state.success) && !state.bypassed
}

/// Contention and coherency of a group that nobody leads (§C3, its example).
pub const UNLED: (f64, f64) = (0.05, 0.01);
/// The same with somebody in operations. *Assumed.*
pub const LED: (f64, f64) = (0.03, 0.004);

/// People that one can lead at once (§C6).
pub const SPAN: u16 = 7;

/// Share of each one's pace that is left in a group of `n` (Scalability Law, §C3): `1 ÷ (1 + a (n − 1) + b n (n − 1))`.
pub fn share_of_each(n: f64, (contention, coherency): (f64, f64)) -> f64 {
    1.0 / (1.0 + contention * (n - 1.0) + coherency * n * (n - 1.0))
}

/// People that a sub-lead takes at the least: fewer need none. *Assumed.*
pub const SUBTEAM_LEAST: u16 = 2;

/// Share of each one's pace that is left in a group of `n` with `leads` of commander and operations, whether or not somebody
/// coordinates, and with `sub_leads`. Whoever has no lead beside the leader reports to that one.
pub fn share_of_group(n: u16, leads: u16, led: bool, sub_leads: u16) -> f64 {
    let n = f64::from(n.max(1));
    let spanned = |people: f64, leads: u16| {
        let most = f64::from(SPAN * leads);
        (most / people).min(1.0)
    };
    if sub_leads > 0 {
        let k = f64::from(sub_leads);
        let each = (n / k).max(1.0);
        let apart = share_of_each(each, LED) * spanned(each, 1);
        return apart * share_of_each(k, LED) * spanned(k, leads.max(1));
    }
    let share = share_of_each(n, if led { LED } else { UNLED });
    if led {
        // Those whom a lead cannot reach are no worse off than without one.
        (share * spanned(n, leads)).max(share_of_each(n, UNLED))
    } else {
        share
    }
}

/// Whether those who are at an incident are enough for one more sub-lead.
pub(in crate::sim) fn check_split(
    world: &World,
    incident: IncidentId,
    person: PersonId,
) -> Result<(), CommandError> {
    let (mut busy, mut sub_leads) = (0, 0);
    for (index, state) in world.people.iter().enumerate() {
        if index == person.at() || incident_of(state.activity) != Some(incident) {
            continue;
        }
        match state.activity {
            Activity::Subleading(_) => sub_leads += 1,
            Activity::Leading(..) => {}
            _ => busy += state.heads,
        }
    }
    if world.people[person.at()].activity == Activity::Subleading(incident) {
        Err(CommandError::AlreadyOnIt(person))
    } else if busy < SUBTEAM_LEAST * (sub_leads + 1) {
        Err(CommandError::NothingToSplit(incident, SUBTEAM_LEAST))
    } else {
        Ok(())
    }
}

/// Share of each one's pace that is left in an incident.
fn group_share(world: &World, incident: IncidentId) -> Ppm {
    let busy = |person: &&PersonState| matches!(person.activity, Activity::Triaging(of) | Activity::Investigating(of, _) | Activity::Applying(of, _) if of == incident);
    let heads = world.people.iter().filter(busy);
    let n: u32 = heads.map(|person| u32::from(person.heads)).sum();
    let n = n.min(u32::from(u16::MAX)) as u16;
    let roles = &world.incidents[incident.at()].roles;
    let leads = [Role::Commander, Role::Operations]
        .into_iter()
        .filter(|&role| roles[role as usize].is_some());
    let leads = leads.count() as u16;
    let led = roles[Role::Operations as usize].is_some();
    let subs = |person: &&PersonState| person.activity == Activity::Subleading(incident);
    let sub_leads = world.people.iter().filter(subs).count() as u16;
    let share =
        share_of_group(n, leads, led, sub_leads) * stakeholders::share_left(world, incident);
    Ppm(libm::round(share * 1e6) as u32)
}
