//! How fast somebody gets on with what is in hand: the equation stands at the top of [`super`].

use super::*;

/// Pace of somebody without the skill. *Assumed.*
pub(in crate::sim) const UNSKILLED: Ppm = Ppm(200_000);

/// Works out how fast everybody is at what they do.
pub(in crate::sim) fn set_paces(world: &mut World) {
    for person in 0..world.people.len() {
        let pace = pace(world, PersonId(person as u16));
        world.people[person].pace = pace;
    }
    work::set_paces(world);
}

pub(in crate::sim) fn pace(world: &World, person: PersonId) -> u32 {
    let rules = world.rules();
    let (skill, needs) = match world.people[person.at()].activity {
        Activity::OnTheWay => return 1000,
        Activity::Working(item) => (work::skill_now(world, item), rules.work[item.at()].needs),
        Activity::Reviewing(_) => {
            return super::alertness::awake_share(world.people[person.at()].kss_centi).0 / 1000;
        }
        Activity::Investigating(_, inquiry) => (
            rules.inquiries[inquiry.at()].skill,
            rules.inquiries[inquiry.at()].needs,
        ),
        Activity::Applying(_, remedy) => (
            rules.remedies[remedy.at()].skill,
            rules.remedies[remedy.at()].needs,
        ),
        _ => return 0,
    };
    let mut pace = skill_of(rules, person, skill).of(super::alertness::awake_share(
        world.people[person.at()].kss_centi,
    ));
    if let Some(incident) = incident_of(world.people[person.at()].activity) {
        pace = pace.of(group_share(world, incident));
        if world.incidents[incident.at()].severity.is_none() {
            pace = pace.of(Ppm(750_000));
        }
    }
    if let Activity::Working(item) = world.people[person.at()].activity
        && let Some(line) = rules.work[item.at()].pipeline
    {
        pace = pace.of(world.pipelines[line.at()].pace);
    }
    if needs.is_some_and(|tool| is_hampered(world, tool)) {
        pace = pace.of(Ppm(400_000));
    }
    pace.0 / 1000
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
    state.success < Ppm(500_000) && !state.bypassed
}

/// Share of each one's pace that is left in a group (Scalability Law, §C3).
pub(in crate::sim) fn group_share(world: &World, incident: IncidentId) -> Ppm {
    let busy = |person: &&PersonState| matches!(person.activity, Activity::Investigating(of, _) | Activity::Applying(of, _) if of == incident);
    let n = world.people.iter().filter(busy).count().max(1) as f64;
    let led = world.incidents[incident.at()].roles[Role::Operations as usize].is_some();
    let (contention, coherency) = if led { (0.03, 0.004) } else { (0.05, 0.01) };
    let share = 1.0 / (1.0 + contention * (n - 1.0) + coherency * n * (n - 1.0));
    Ppm(libm::round(share * 1e6) as u32)
}
