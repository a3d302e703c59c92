//! The one constructor of an [`Observation`]: the only code outside `sim` that looks at a `World` on a leader's behalf.

use super::*;
use crate::scenario::rules::{Origin, RemedyEffect};
use crate::sim::alerts::pages;
use crate::sim::bill::{leaking_per_minute, strikes_known};
use crate::sim::event::Deed;
use crate::sim::looks::in_window;
use crate::sim::opinions::confidence;
use crate::sim::people::{self, incident_of, is_hampered};
use crate::sim::services::{callees, indicated, latency_ms, pool_of};
use crate::sim::slips;
use crate::sim::stakeholders::{cadence_of, duty_due, has_proof};
use crate::sim::tasks::seat;
use crate::sim::work::{
    GOING_OUT, READY, TO_DEPLOY, can_be_worked_on, is_frozen, limit_of, migrated, review_due, wip,
};
use crate::sim::world::{CardState, MessageState};
use crate::sim::{World, automation, beliefs, cloud, customers_hurt, gain_bits, governance};

impl Observation {
    /// What can be known now, from a viewpoint. A seat of a table gets its part; the rest of it is empty.
    pub fn of(world: &World, viewpoint: Viewpoint) -> Observation {
        let rules = &world.scenario().rules;
        let doing = doing(world);
        let mut observation = Observation {
            level: rules.level,
            now: world.now(),
            ends: rules.ends,
            over: world.over(),
            clock: rules.starts_at.plus(i64::from(world.now().0)),
            attention: AttentionSeen {
                on: rules.attention.on,
                busy_seconds: busy_seconds(world),
                queue: queued(world).collect(),
                seconds: rules.attention.seconds.clone(),
            },
            first_alert: world.first_alert,
            customers_hurt: customers_hurt(world),
            losing_per_minute: world.services.iter().map(|service| service.losing).sum(),
            unexplained_spend_per_minute: leaking_per_minute(world),
            services: (0..rules.services.len())
                .map(|index| service(world, ServiceId(index as u16)))
                .collect(),
            incidents: (0..world.incidents.len())
                .map(|index| incident(world, IncidentId(index as u16), &doing))
                .collect(),
            people: (0..rules.people.len())
                .map(|index| person(world, PersonId(index as u16)))
                .collect(),
            work: work(world, &doing),
            desk: DeskSeen::of(world),
            pipelines: (0..rules.pipelines.len())
                .map(|index| pipeline(world, PipelineId(index as u8)))
                .collect(),
            stakeholders: stakeholders(world),
            messages: messages(world),
            cards: cards(world),
            answered: (0..rules.messages.len())
                .map(|index| world.answered(MessageId(index as u16)))
                .collect(),
            promises: promises(world),
            delegations: delegations(world),
            vendors: vendors(world),
            duties: duties(world),
            started: world.started(),
            levers: change::levers(world),
            chosen: (0..rules.cards.len())
                .map(|index| world.chosen(CardId(index as u16)))
                .collect(),
            ledger: LedgerSeen {
                lines: Line::ALL.map(|line| world.ledger().line(line)),
                total: world.ledger().total(),
                lost_revenue: world.ledger().lost_revenue,
            },
            spent_at_look: world.spent(),
            budgets_at_look: world.looks.budgets.clone(),
            initiatives: change::initiatives(world),
            controls: change::controls(world),
            audits: change::audits(world),
            vulnerabilities: change::vulnerabilities(world),
            budgets: (0..rules.budgets.len())
                .map(|index| governance::left(world, BudgetId(index as u8)))
                .collect(),
            commitments: (0..rules.cloud.commitments.len())
                .map(|index| cloud::commitment_costs(world, CommitmentId(index as u8)))
                .collect(),
            capacity: (0..rules.services.len())
                .map(|index| cloud::costs(world, ServiceId(index as u16)))
                .collect(),
            feeds: (world.data.feeds.iter())
                .map(|feed| feed.found.map(|_| feed.stopped))
                .collect(),
            versions: world
                .data
                .models
                .iter()
                .map(|model| model.version)
                .collect(),
            trusted_percent: (0..rules.automations.len())
                .map(|index| automation::trust(world, AutomationId(index as u8)))
                .collect(),
            capped: world.bill.capped(),
        };
        if let Viewpoint::Seat(seat) = viewpoint {
            observation.narrow_to(seat);
        }
        observation
    }

    /// Looks again, in place, but only at the clock, the leader's attention and the desk: all that changes there in a moment costs
    /// less than what does not.
    pub fn look_at_the_desk(&mut self, world: &World) {
        self.now = world.now();
        self.over = world.over();
        self.clock = (world.scenario().rules.starts_at).plus(i64::from(world.now().0));
        self.attention.busy_seconds = busy_seconds(world);
        self.attention.queue.clear();
        self.attention.queue.extend(queued(world));
        self.desk.look(world);
    }

    /// Leaves what a seat of a table knows (design §11).
    fn narrow_to(&mut self, seat: Giver) {
        if matches!(seat, Giver::Communications | Giver::Business) {
            for service in &mut self.services {
                service.burn = 0.0;
                service.paging = false;
            }
        }
        if !matches!(
            seat,
            Giver::Communications | Giver::Commander | Giver::Business
        ) {
            self.messages.clear();
            self.promises.clear();
        }
        if !matches!(seat, Giver::Commander | Giver::Business) {
            self.cards.clear();
        }
        if seat != Giver::Business {
            self.ledger = LedgerSeen {
                lines: [Money(0); Line::ALL.len()],
                total: Money(0),
                lost_revenue: Money(0),
            };
            self.spent_at_look = Money(0);
            self.budgets.clear();
            self.commitments.clear();
            self.capacity.clear();
        }
    }
}

fn busy_seconds(world: &World) -> u32 {
    world.busy_until_second.saturating_sub(world.now().0 * 60)
}

/// Commands that wait, with the seconds until each takes effect.
fn queued(world: &World) -> impl Iterator<Item = (Command, u32)> {
    let second = world.now().0 * 60;
    (world.queue.iter()).map(move |waits| (waits.command, waits.done_second.saturating_sub(second)))
}

fn messages(world: &World) -> Vec<MessageSeen> {
    let rules = world
        .scenario()
        .rules
        .messages
        .iter()
        .zip(&world.messages)
        .enumerate();
    rules
        .filter_map(|(index, (rule, state))| match *state {
            MessageState::Open(since) => Some(MessageSeen {
                id: MessageId(index as u16),
                from: rule.from,
                since,
                due: since.plus(u32::from(rule.patience_minutes)),
                answers: rule.answers.iter().map(|answer| answer.verb).collect(),
            }),
            _ => None,
        })
        .collect()
}

fn promises(world: &World) -> Vec<PromiseSeen> {
    let promises = world.promises.iter().enumerate();
    promises
        .filter(|(_, state)| **state != PromiseState::None)
        .map(|(index, state)| PromiseSeen {
            message: MessageId(index as u16),
            state: *state,
        })
        .collect()
}

fn delegations(world: &World) -> Vec<DelegationSeen> {
    let areas = world.delegated.iter();
    areas
        .map(|delegated| DelegationSeen {
            brief: delegated.brief,
            since: delegated.since,
            last_report: delegated.last_report,
            next_report: (delegated.brief.back_minutes > 0).then_some(delegated.next_report),
            question: delegated.question,
            trust: ((world.rapport[delegated.brief.to.at()] + 500) / 1000) as u8,
        })
        .collect()
}

fn vendors(world: &World) -> Vec<VendorSeen> {
    let vendors = world.vendors.iter().enumerate();
    vendors
        .map(|(index, state)| VendorSeen {
            id: VendorId(index as u8),
            open_since: state.since,
            denials: state.denials,
            delivered: state.delivered,
            has_proof: has_proof(world, VendorId(index as u8)),
        })
        .collect()
}

fn duties(world: &World) -> Vec<DutySeen> {
    let duties = world.duties.iter().enumerate();
    duties
        .map(|(index, state)| {
            let id = DutyId(index as u8);
            DutySeen {
                id,
                due: state.known.map(|_| duty_due(world, id)),
                told: state.told,
                missed: state.missed,
            }
        })
        .collect()
}

fn cards(world: &World) -> Vec<CardSeen> {
    let rules = world
        .scenario()
        .rules
        .cards
        .iter()
        .zip(&world.cards)
        .enumerate();
    rules
        .filter_map(|(index, (rule, state))| match *state {
            CardState::Open(since) => Some(CardSeen {
                id: CardId(index as u16),
                since,
                due: since.plus(u32::from(rule.deadline_minutes)),
                options: rule.options.iter().map(|option| option.favours).collect(),
                default: rule.default,
            }),
            _ => None,
        })
        .collect()
}

fn service(world: &World, id: ServiceId) -> ServiceSeen {
    let rule = &world.scenario().rules.services[id.at()];
    let state = &world.services[id.at()];
    let budget = rule.slo.rest().ratio();
    let (spent_before, bad_milli, month) = in_window(world, id);
    ServiceSeen {
        id,
        team: world.owners[id.at()],
        tier: rule.tier,
        slo: rule.slo,
        success: state.success,
        requests: state.requests,
        losing_per_minute: state.losing,
        budget_left: 1.0 - spent_before.ratio() - bad_milli as f64 / 1000.0 / month as f64 / budget,
        burn: world.windows.hour_ratio(id, world.now) / budget,
        indicator: state.indicator,
        indicators: indicated(world, id),
        paging: pages(state.firing),
        bypassed: state.bypassed,
        hard: rule.hard.clone(),
        soft: callees(&world.scenario().rules, id)
            .skip(rule.hard.len())
            .collect(),
        load: load(world, id),
    }
}

fn load(world: &World, id: ServiceId) -> LoadSeen {
    let state = &world.services[id.at()];
    let rule = &world.scenario().rules.services[id.at()];
    let pool = pool_of(world, id);
    LoadSeen {
        utilisation: pool.map(|pool| pool.utilisation),
        latency_ms: latency_ms(rule, state),
        retries: f64::from(state.carried.retried) / f64::from(state.carried.offered.max(1)),
        units: state.carried.units,
        ordered: state.carried.ordered,
        shed_percent: state.carried.shed_percent,
        warmth: state.carried.warmth.ratio(),
    }
}

fn person(world: &World, id: PersonId) -> PersonSeen {
    let rules = &world.scenario().rules;
    let rule = &rules.people[id.at()];
    let state = &world.people[id.at()];
    let now = i64::from(world.now().0);
    let body = people::body(world, id);
    let (morale, sleepiness) = people::says(world, id, body);
    PersonSeen {
        id,
        team: rule.team,
        site: rule.site,
        local_clock: rules
            .starts_at
            .plus(now + i64::from(world.offsets[rule.site.at()])),
        activity: state.activity,
        ready: state.task.ready(),
        awake_minutes: body.woke.map(|woke| (now - i64::from(woke)) as u32),
        sleepiness,
        morale,
        in_shift: people::in_shift(state, world.now()),
        shift_until: state.shift.1,
        first_shift_until: rule.shift_until,
        skills: rule.skills.clone(),
        on_call: people::is_on_call(world, id),
        absence: state.absence,
        heads: state.heads,
        home: state.homes[0],
    }
}

/// What everybody does who does anything, side by side: every incident and every item of work asks who is at it.
fn doing(world: &World) -> Vec<(Activity, PersonId)> {
    let people = world.people.iter().enumerate();
    people
        .filter(|(_, state)| !matches!(state.activity, Activity::Off | Activity::Free))
        .map(|(index, state)| (state.activity, PersonId(index as u16)))
        .collect()
}

/// Those of whom that is true, in their order.
fn who(doing: &[(Activity, PersonId)], is: impl Fn(Activity) -> bool) -> Vec<PersonId> {
    let those = doing.iter().filter(|(activity, _)| is(*activity));
    those.map(|&(_, person)| person).collect()
}

/// Work that has come in.
fn work(world: &World, doing: &[(Activity, PersonId)]) -> Vec<WorkSeen> {
    let rules = &world.scenario().rules;
    let mut places = vec![0_u16; world.work.len()];
    let mut queues = vec![0_u16; usize::from(rules.teams)];
    for item in &world.flow.order {
        let state = &world.work[item.at()];
        if state.arrived.is_some() && state.done.is_none() {
            let queue = &mut queues[rules.work[item.at()].team.at()];
            *queue += 1;
            places[item.at()] = *queue;
        }
    }
    (0..world.work.len())
        .map(|index| WorkId(index as u16))
        .filter_map(|id| {
            item(
                world,
                id,
                world.work[id.at()].arrived?,
                places[id.at()],
                doing,
            )
        })
        .collect()
}

fn item(
    world: &World,
    id: WorkId,
    arrived: Tick,
    place: u16,
    doing: &[(Activity, PersonId)],
) -> Option<WorkSeen> {
    let rules = &world.scenario().rules;
    let rule = &rules.work[id.at()];
    let state = &world.work[id.at()];
    let in_a_stage = !matches!(state.stage, READY | TO_DEPLOY | GOING_OUT);
    // Effort of the stages that are still to come.
    let ahead: f64 = match (rule.pipeline, state.stage) {
        (None, _) | (_, TO_DEPLOY | GOING_OUT) => 0.0,
        _ if state.done.is_some() => 0.0,
        (Some(line), stage) => rules.pipelines[line.at()]
            .stages
            .iter()
            .skip(usize::from(stage))
            .map(|stage| stage.share.ratio() * f64::from(state.size))
            .sum(),
    };
    Some(WorkSeen {
        id,
        kind: rule.kind,
        team: rule.team,
        skill: rule.skill,
        left_minutes: (state.left as f64 + ahead) / 1000.0,
        size_minutes: f64::from(state.size) / 1000.0,
        delay_per_hour: rule.delay_at(world.now()),
        arrived,
        done: state.done,
        pipeline: rule.pipeline,
        stage: state.stage,
        since: state.since,
        place,
        blocked: rule.pipeline.is_some() && in_a_stage && state.left == 0 && state.done.is_none(),
        can_be_worked_on: can_be_worked_on(world, id),
        migration: rule.migration,
        action_of: match rule.origin {
            Origin::Review(fault, _) => Some(fault),
            _ => None,
        },
        people: who(doing, |activity| activity == Activity::Working(id)),
    })
}

fn pipeline(world: &World, id: PipelineId) -> PipelineSeen {
    let rule = &world.scenario().rules.pipelines[id.at()];
    let state = &world.pipelines[id.at()];
    let items = |stage| wip(world, id, stage) as u16;
    let work = world.scenario().rules.work.iter().zip(&world.work);
    let out = work.filter(|(rule, _)| rule.pipeline == Some(id));
    let out = out.filter_map(|(_, state)| Some((state.deployment, state.done?)));
    let out: Vec<(u16, Tick)> = out.filter(|(number, _)| *number > 0).collect();
    let last = out.iter().copied().max();
    let together = |number: u16| out.iter().filter(|(of, _)| *of == number).count() as u16;
    PipelineSeen {
        id,
        service: rule.service,
        debt: (state.debt_milli / 1000) as u8,
        frozen: is_frozen(world, id),
        stages: (1..=rule.stages.len() as u8)
            .map(|stage| (items(stage), limit_of(world, id, stage)))
            .collect(),
        deploys: rule.deploy.is_some(),
        to_deploy: items(TO_DEPLOY),
        going_out: items(GOING_OUT),
        under_way: state.under_way,
        last_out: last.map(|(number, tick)| (tick, together(number))),
    }
}

fn stakeholders(world: &World) -> Vec<StakeholderSeen> {
    let rules = world
        .scenario()
        .rules
        .stakeholders
        .iter()
        .zip(&world.stakeholders)
        .enumerate();
    rules
        .map(|(index, (rule, state))| StakeholderSeen {
            id: StakeholderId(index as u8),
            audience: rule.audience,
            trust: ((state.trust_milli + 500) / 1000) as u8,
            update_due: state.due,
            visit: state
                .visit
                .map(|visit| (visit.incident, visit.wish, visit.since)),
            vow: state.vow,
        })
        .collect()
}

/// Who is at something, or how it ended.
fn progress(world: &World, by: Option<PersonId>, ended: Option<u32>) -> Progress {
    match (by, ended) {
        (Some(person), _) => {
            let task = &world.people[person.at()].task;
            Progress::Underway(person, (task.done(world.now()) / 1000) as u32)
        }
        (None, Some(ended)) => Progress::Finished(ended),
        (None, None) => Progress::Open,
    }
}

fn incident(world: &World, id: IncidentId, doing: &[(Activity, PersonId)]) -> IncidentSeen {
    let rules = &world.scenario().rules;
    let state = &world.incidents[id.at()];
    let mut incident = IncidentSeen {
        id,
        fault: state.about(),
        service: state.service,
        opened: state.opened,
        acknowledged: state.acknowledged,
        severity: state.severity,
        declared: state.declared,
        mitigated: state.mitigated,
        resolved: state.resolved,
        merged: state.merged,
        roles: state.roles,
        posted: state.posted,
        cadences: Audience::ALL.map(|audience| {
            cadence_of(world, id, audience).map(|promised| (promised.every_minutes, promised.due))
        }),
        sub_leads: who(doing, |activity| activity == Activity::Subleading(id)),
        responders: who(doing, |activity| incident_of(activity) == Some(id)),
        triaged: state.triaged,
        triage_by: state.triage_by,
        owner: world.owners[seat(world, id).at()],
        opinions: Vec::new(),
        causes: Vec::new(),
        inquiries: Vec::new(),
        remedies: Vec::new(),
        review: state.review,
        review_due: (state.mitigated)
            .filter(|_| state.review.held.is_none() && state.merged.is_none())
            .map(|since| review_due(rules, since)),
    };
    // Of an occurrence that is over, the next one left nothing to see.
    let live = |fault: &FaultId| strikes_known(world, *fault) == state.strike;
    let Some(about) = state.about().filter(live) else {
        return incident;
    };
    let fault = &rules.faults[about.at()];
    let beliefs = beliefs(world, about);
    incident.causes = (fault.causes.0.0..fault.causes.1.0)
        .map(CauseId)
        .zip(&beliefs)
        .map(|(cause, &belief)| CauseSeen {
            id: cause,
            prior: rules.causes[cause.at()].prior.ratio(),
            belief,
        })
        .collect();
    let said = world.opinions.iter().filter(|said| said.fault == about);
    incident.opinions = said
        .map(|said| OpinionSeen {
            person: said.person,
            cause: said.cause,
            confidence: confidence(rules, said),
        })
        .collect();
    for (index, rule) in rules
        .inquiries
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.fault == about)
    {
        let id = InquiryId(index as u16);
        let asked = &world.inquiries[index];
        let progress = progress(world, asked.by, asked.finding.map(u32::from));
        let finished = matches!(progress, Progress::Finished(_));
        incident.inquiries.push(InquirySeen {
            id,
            skill: rule.skill,
            usual_minutes: f64::from(rule.effort.median_milli) / 1000.0,
            hampered_by: rule.needs.filter(|&tool| is_hampered(world, tool)),
            progress,
            gain_bits: if finished {
                0.0
            } else {
                gain_bits(|row| beliefs[row], &rule.likelihood)
            },
            doubt: slips::probability(world, Deed::Found(id), &beliefs),
        });
    }
    for (index, rule) in rules
        .remedies
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.fault == about)
    {
        let id = RemedyId(index as u16);
        let state = &world.remedies[index];
        let with = |wanted: fn(&RemedyEffect) -> bool| {
            let effects = rule.effects.iter().zip(&incident.causes);
            effects
                .filter(|(effect, _)| wanted(effect))
                .map(|(_, cause)| cause.id)
                .collect()
        };
        incident.remedies.push(RemedySeen {
            id,
            skill: rule.skill,
            usual_minutes: f64::from(rule.effort.median_milli) / 1000.0,
            hampered_by: rule.needs.filter(|&tool| is_hampered(world, tool)),
            reversible: rule.reversible,
            unapproved: rule.needs_approval && !state.approved,
            waits_for: rule.after.filter(|&first| !world.applied(first)),
            changed_data: (rule.rolls_back).and_then(|line| migrated(world, line)),
            progress: progress(world, state.by, state.applied.map(|applied| applied.0)),
            doubt: slips::probability(world, Deed::Applied(id), &beliefs),
            ends: with(|effect| matches!(effect, RemedyEffect::Fixes)),
            worsens: with(|effect| matches!(effect, RemedyEffect::Worse(_))),
            exposes: rule.exposure.is_some(),
            exposing: state.exposed.is_some(),
            restores: rule.ends_exposure_of,
            bypasses: rule.bypasses,
        });
    }
    incident
}
