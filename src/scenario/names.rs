//! Ids as written become numbers: every declaration once, every reference looked up with a guess at what was meant.

use super::Ids;
use super::at::At;
use super::diagnostics::{Diagnostics, Span, did_you_mean};
use super::draft::{Draft, Stream};
use super::markers;
use super::rules::CommandKind;
use std::ops::Range;

/// The ids of one kind, in the order of their numbers.
#[derive(Default)]
pub(super) struct Table {
    /// What the ids name, in the singular.
    kind: &'static str,
    ids: Vec<(String, Span)>,
}

impl Table {
    fn new(kind: &'static str) -> Table {
        Table {
            kind,
            ids: Vec::new(),
        }
    }

    /// Declares ids: each once, `most` at the most. A refused id still takes its number.
    fn declare<'a>(
        mut self,
        most: usize,
        ids: impl IntoIterator<Item = &'a At<String>>,
        found: &mut Diagnostics,
    ) -> Table {
        let kind = self.kind;
        for At { value, span } in ids {
            if self.ids.len() == most {
                found.error(
                    "BC0409",
                    *span,
                    format!("more than {most} of a kind: {kind}"),
                );
                break;
            }
            let id = value.clone().unwrap_or_default();
            if value.is_some() && !is_well_formed(&id) {
                let message = format!(
                    "the {kind} `{id}` is not written in small letters, digits and hyphens"
                );
                found
                    .error("BC0303", *span, message)
                    .help("write an id such as `edge-proxy`");
            }
            if let Some((_, first)) = self
                .ids
                .iter()
                .find(|(other, _)| !id.is_empty() && *other == id)
            {
                let first = found.line(*first);
                found.error(
                    "BC0302",
                    *span,
                    format!("the {kind} `{id}` is declared twice, first in line {first}"),
                );
            }
            self.ids.push((id, *span));
        }
        self
    }

    fn of_commands() -> Table {
        let ids = CommandKind::ALL
            .iter()
            .map(|kind| (kind.word().to_owned(), Span::default()))
            .collect();
        Table {
            kind: "kind of command",
            ids,
        }
    }

    fn of_markers() -> Table {
        let ids = markers::IDS.map(|id| (id.to_owned(), Span::default()));
        Table {
            kind: "marker",
            ids: ids.into(),
        }
    }

    /// Adds a name where it is first seen.
    fn see(&mut self, name: &At<String>) {
        if let Some(id) = name.as_ref()
            && self.ids.iter().all(|(other, _)| other != id)
            && self.ids.len() < MANY
        {
            self.ids.push((id.clone(), name.span));
        }
    }

    /// The number of a written id; 0 where there is none, which is on record then.
    pub(super) fn find(&self, written: &At<String>, found: &mut Diagnostics) -> usize {
        self.look_up(written, found).unwrap_or(0)
    }

    /// The number of a written id.
    pub(super) fn look_up(&self, written: &At<String>, found: &mut Diagnostics) -> Option<usize> {
        self.find_within(0..self.ids.len(), written, found)
    }

    /// The number of a written id among some of the numbers: the causes of one fault.
    pub(super) fn find_within(
        &self,
        among: Range<usize>,
        written: &At<String>,
        found: &mut Diagnostics,
    ) -> Option<usize> {
        let id = written.as_ref()?;
        let ids = &self.ids[among.clone()];
        if let Some(at) = ids.iter().position(|(other, _)| other == id) {
            return Some(among.start + at);
        }
        if ids.iter().any(|(id, _)| id.is_empty()) {
            // One of the ids could not be read; it may be the one that is meant.
            return None;
        }
        let kind = self.kind;
        let known = || ids.iter().map(|(id, _)| id.as_str());
        let help = did_you_mean(id, known()).unwrap_or_else(|| match ids.len() {
            0 => format!("nothing of the kind is declared here: {kind}"),
            1..=12 => format!("there are `{}`", known().collect::<Vec<_>>().join("`, `")),
            many => format!("none of {many} comes close: {kind}"),
        });
        found
            .error("BC0301", written.span, format!("there is no {kind} `{id}`"))
            .help(help);
        None
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Ids with the places of their declarations.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Span)> {
        self.ids.iter().map(|(id, span)| (id.as_str(), *span))
    }

    fn written(&self) -> Vec<String> {
        self.ids.iter().map(|(id, _)| id.clone()).collect()
    }
}

/// The most of a kind whose numbers have eight bits.
const FEW: usize = 250;
/// The most of any other kind.
const MANY: usize = 2000;

/// The most stages of a pipeline.
const STAGES: usize = 20;

/// The ids of a stream's items: `small-request-1`, `small-request-2` and so on.
fn born(stream: &Stream) -> Vec<At<String>> {
    let most = stream.most.get().map_or(0, |most| most.0);
    let id = stream.id.value.as_deref().unwrap_or_default();
    (1..=most)
        .map(|number| At {
            value: (!id.is_empty()).then(|| format!("{id}-{number}")),
            span: stream.id.span,
        })
        .collect()
}

fn is_well_formed(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Every id of a scenario.
pub(super) struct Names {
    pub sites: Table,
    pub teams: Table,
    pub skills: Table,
    pub people: Table,
    pub services: Table,
    /// Indicators by service.
    pub indicators: Vec<Table>,
    pub faults: Table,
    pub causes: Table,
    /// Numbers of each fault's causes.
    pub causes_of: Vec<Range<usize>>,
    pub inquiries: Table,
    pub findings: Vec<Table>,
    pub remedies: Table,
    pub stakeholders: Table,
    pub messages: Table,
    pub cards: Table,
    /// Steps of the guide.
    pub guide: Table,
    pub options: Vec<Table>,
    /// Work items as declared, then action items, then the items of streams.
    pub work: Table,
    pub queues: Table,
    pub streams: Table,
    pub pipelines: Table,
    /// Stages by pipeline.
    pub stages: Vec<Table>,
    pub levers: Table,
    pub vendors: Table,
    pub duties: Table,
    pub injects: Table,
    pub initiatives: Table,
    pub controls: Table,
    pub audits: Table,
    pub vulnerabilities: Table,
    pub budgets: Table,
    pub commitments: Table,
    pub feeds: Table,
    pub models: Table,
    pub automations: Table,
    /// The kinds of command, for the attention table.
    pub commands: Table,
    /// Behavioural markers, for the opportunities.
    pub markers: Table,
}

/// Items that could be read, of a list that could be read.
pub(super) fn items<T>(list: &At<Vec<At<T>>>) -> impl Iterator<Item = &T> {
    list.items().iter().filter_map(At::as_ref)
}

impl Names {
    pub(super) fn declare(draft: &Draft, found: &mut Diagnostics) -> Names {
        let faults = || items(&draft.faults);
        let inquiries = || faults().flat_map(|fault| items(&fault.inquiries));
        let remedies = || faults().flat_map(|fault| items(&fault.remedies));

        let mut skills = Table::new("skill");
        items(&draft.people)
            .flat_map(|person| person.skills.entries())
            .for_each(|(skill, _)| skills.see(skill));
        inquiries().for_each(|inquiry| skills.see(&inquiry.skill));
        remedies().for_each(|remedy| skills.see(&remedy.skill));
        items(&draft.work).for_each(|work| skills.see(&work.skill));
        items(&draft.queues).for_each(|queue| skills.see(&queue.skill));
        items(&draft.streams).for_each(|stream| skills.see(&stream.skill));
        let actions = || faults().flat_map(|fault| items(&fault.actions));
        actions().for_each(|action| skills.see(&action.skill));
        items(&draft.pipelines)
            .flat_map(|pipeline| items(&pipeline.stages))
            .for_each(|stage| skills.see(&stage.skill));

        let mut causes_of = Vec::new();
        for fault in faults() {
            let first = causes_of.last().map_or(0, |range: &Range<usize>| range.end);
            causes_of.push(first.min(MANY)..(first + items(&fault.causes).count()).min(MANY));
        }
        let mut table =
            |kind, most, ids: Vec<&At<String>>| Table::new(kind).declare(most, ids, found);
        Names {
            sites: table(
                "site",
                FEW,
                items(&draft.sites).map(|site| &site.id).collect(),
            ),
            teams: table("team", FEW, draft.teams.items().iter().collect()),
            skills,
            people: table(
                "person",
                MANY,
                items(&draft.people).map(|person| &person.id).collect(),
            ),
            services: table(
                "service",
                MANY,
                items(&draft.services).map(|service| &service.id).collect(),
            ),
            indicators: items(&draft.services)
                .map(|service| {
                    table(
                        "indicator",
                        FEW,
                        items(&service.indicators).map(|one| &one.id).collect(),
                    )
                })
                .collect(),
            faults: table("fault", FEW, faults().map(|fault| &fault.id).collect()),
            causes: table(
                "cause",
                MANY,
                faults()
                    .flat_map(|fault| items(&fault.causes))
                    .map(|cause| &cause.id)
                    .collect(),
            ),
            causes_of,
            inquiries: table(
                "inquiry",
                MANY,
                inquiries().map(|inquiry| &inquiry.id).collect(),
            ),
            findings: inquiries()
                .map(|inquiry| {
                    table(
                        "finding",
                        FEW,
                        items(&inquiry.findings)
                            .map(|finding| &finding.id)
                            .collect(),
                    )
                })
                .collect(),
            remedies: table(
                "remedy",
                MANY,
                remedies().map(|remedy| &remedy.id).collect(),
            ),
            stakeholders: table(
                "stakeholder",
                FEW,
                items(&draft.stakeholders).map(|one| &one.id).collect(),
            ),
            messages: table(
                "message",
                MANY,
                items(&draft.messages).map(|message| &message.id).collect(),
            ),
            cards: table(
                "card",
                MANY,
                items(&draft.cards).map(|card| &card.id).collect(),
            ),
            guide: table(
                "step of the guide",
                FEW,
                items(&draft.guide).map(|step| &step.id).collect(),
            ),
            options: items(&draft.cards)
                .map(|card| {
                    table(
                        "option",
                        FEW,
                        items(&card.options).map(|option| &option.id).collect(),
                    )
                })
                .collect(),
            levers: table(
                "lever",
                FEW,
                items(&draft.levers).map(|lever| &lever.id).collect(),
            ),
            vendors: table(
                "vendor",
                FEW,
                items(&draft.vendors).map(|vendor| &vendor.id).collect(),
            ),
            duties: table(
                "duty",
                FEW,
                items(&draft.duties).map(|duty| &duty.id).collect(),
            ),
            injects: table(
                "inject",
                FEW,
                items(&draft.injects).map(|inject| &inject.id).collect(),
            ),
            initiatives: table(
                "initiative",
                FEW,
                items(&draft.initiatives).map(|one| &one.id).collect(),
            ),
            controls: table(
                "control",
                FEW,
                items(&draft.controls).map(|one| &one.id).collect(),
            ),
            audits: table(
                "audit",
                FEW,
                items(&draft.audits).map(|one| &one.id).collect(),
            ),
            vulnerabilities: table(
                "vulnerability",
                FEW,
                items(&draft.vulnerabilities).map(|one| &one.id).collect(),
            ),
            budgets: table(
                "budget",
                FEW,
                items(&draft.budgets).map(|one| &one.id).collect(),
            ),
            feeds: table(
                "data feed",
                FEW,
                items(&draft.feeds).map(|one| &one.id).collect(),
            ),
            models: table(
                "model",
                FEW,
                items(&draft.models).map(|one| &one.id).collect(),
            ),
            automations: table(
                "automation",
                FEW,
                items(&draft.automations).map(|one| &one.id).collect(),
            ),
            commitments: table(
                "commitment",
                FEW,
                (draft.cloud.as_ref().into_iter())
                    .flat_map(|cloud| items(&cloud.commitments))
                    .map(|one| &one.id)
                    .collect(),
            ),
            commands: Table::of_commands(),
            markers: Table::of_markers(),
            queues: table(
                "queue",
                FEW,
                items(&draft.queues).map(|queue| &queue.id).collect(),
            ),
            streams: table(
                "stream of work",
                FEW,
                items(&draft.streams).map(|stream| &stream.id).collect(),
            ),
            pipelines: table(
                "pipeline",
                FEW,
                items(&draft.pipelines).map(|one| &one.id).collect(),
            ),
            stages: items(&draft.pipelines)
                .map(|pipeline| {
                    table(
                        "stage",
                        STAGES,
                        items(&pipeline.stages).map(|stage| &stage.id).collect(),
                    )
                })
                .collect(),
            work: {
                let declared = items(&draft.work).map(|work| &work.id);
                let born: Vec<At<String>> = items(&draft.streams).flat_map(born).collect();
                let all = declared.chain(actions().map(|action| &action.id));
                table("work item", MANY, all.chain(&born).collect())
            },
        }
    }

    /// The ids as others see them.
    pub(super) fn ids(&self) -> Ids {
        let all = |tables: &[Table]| tables.iter().map(Table::written).collect();
        Ids {
            sites: self.sites.written(),
            teams: self.teams.written(),
            skills: self.skills.written(),
            people: self.people.written(),
            services: self.services.written(),
            indicators: all(&self.indicators),
            faults: self.faults.written(),
            causes: self.causes.written(),
            inquiries: self.inquiries.written(),
            findings: all(&self.findings),
            remedies: self.remedies.written(),
            stakeholders: self.stakeholders.written(),
            messages: self.messages.written(),
            cards: self.cards.written(),
            options: all(&self.options),
            work: self.work.written(),
            queues: self.queues.written(),
            streams: self.streams.written(),
            pipelines: self.pipelines.written(),
            stages: all(&self.stages),
            levers: self.levers.written(),
            vendors: self.vendors.written(),
            duties: self.duties.written(),
            injects: self.injects.written(),
            initiatives: self.initiatives.written(),
            controls: self.controls.written(),
            audits: self.audits.written(),
            vulnerabilities: self.vulnerabilities.written(),
            budgets: self.budgets.written(),
            commitments: self.commitments.written(),
            feeds: self.feeds.written(),
            models: self.models.written(),
            automations: self.automations.written(),
        }
    }
}
