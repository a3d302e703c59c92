//! The names of things, from the words of the scenario.

use super::words::audience_name;
use crate::scenario::Scenario;
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::words::{TitleAndNote, from_id};
use crate::sim::event::Deed;
use crate::sim::work::{GOING_OUT, READY, TO_DEPLOY};
use crate::words::fl;

/// What an area is called within a sentence.
pub fn area_name(area: Area, scenario: &Scenario) -> String {
    let team = |id: TeamId| word(&scenario.words.teams, id.at());
    match area {
        Area::Incident(incident) => incident.to_string(),
        Area::Incidents(id) => fl!("name-area-incidents", team = team(id)),
        Area::Board(id) => fl!("name-area-board", team = team(id)),
        Area::Load(id) => fl!("name-area-load", team = team(id)),
        Area::Updates(audience) => fl!("name-area-updates", audience = audience_name(audience)),
    }
}

/// Looks the names of things up.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(pub(crate) &'a Scenario);

impl<'a> Names<'a> {
    /// What somebody says to be done.
    pub(crate) fn deed(&self, deed: Deed) -> &'a str {
        match deed {
            Deed::Applied(remedy) => self.remedy(remedy),
            Deed::Found(inquiry) => self.inquiry(inquiry),
        }
    }

    pub(crate) fn person(self, id: PersonId) -> &'a str {
        self.0
            .words
            .people
            .get(id.at())
            .map_or(fl!("name-somebody"), |person| &person.name)
    }

    pub(crate) fn service(self, id: ServiceId) -> &'a str {
        word(&self.0.words.services, id.at())
    }

    pub(crate) fn indicator(self, of: ServiceId, indicator: u8) -> String {
        let offered = self.0.ids.indicators.get(of.at());
        let id = offered.and_then(|offered| offered.get(usize::from(indicator)));
        id.map_or(String::new(), |id| from_id(id).to_lowercase())
    }

    pub(crate) fn team(self, id: TeamId) -> &'a str {
        word(&self.0.words.teams, id.at())
    }

    pub(crate) fn site(self, id: SiteId) -> &'a str {
        word(&self.0.words.sites, id.at())
    }

    pub(crate) fn fault(self, id: FaultId) -> &'a str {
        word(&self.0.words.faults, id.at())
    }

    /// What an incident is called: after what is behind it, or after the service that it was opened for.
    pub(crate) fn incident(self, fault: Option<FaultId>, service: ServiceId) -> String {
        match fault {
            Some(fault) => self.fault(fault).to_owned(),
            None => fl!("name-alert", service = self.service(service)),
        }
    }

    pub(crate) fn lever(self, id: LeverId) -> &'a str {
        self.0
            .words
            .levers
            .get(id.at())
            .map_or("", |words| &words.title)
    }

    pub(crate) fn vendor(self, id: VendorId) -> &'a str {
        word(&self.0.words.vendors, id.at())
    }

    pub(crate) fn duty(self, id: DutyId) -> &'a str {
        self.0
            .words
            .duties
            .get(id.at())
            .map_or("", |words| &words.title)
    }

    pub(crate) fn inject(self, id: InjectId) -> &'a str {
        word(&self.0.words.injects, id.at())
    }

    pub(crate) fn initiative(self, id: InitiativeId) -> &'a str {
        titled(&self.0.words.initiatives, id.at())
    }

    pub(crate) fn control(self, id: ControlId) -> &'a str {
        titled(&self.0.words.controls, id.at())
    }

    pub(crate) fn audit(self, id: AuditId) -> &'a str {
        word(&self.0.words.audits, id.at())
    }

    pub(crate) fn vulnerability(self, id: VulnerabilityId) -> &'a str {
        titled(&self.0.words.vulnerabilities, id.at())
    }

    pub(crate) fn budget(self, id: BudgetId) -> &'a str {
        word(&self.0.words.budgets, id.at())
    }

    pub(crate) fn feed(self, id: FeedId) -> &'a str {
        word(&self.0.words.feeds, id.at())
    }

    pub(crate) fn model(self, id: ModelId) -> &'a str {
        word(&self.0.words.models, id.at())
    }

    pub(crate) fn automation(self, id: AutomationId) -> &'a str {
        word(&self.0.words.automations, id.at())
    }

    pub(crate) fn commitment(self, id: CommitmentId) -> &'a str {
        word(&self.0.words.commitments, id.at())
    }

    pub(crate) fn cause(self, id: CauseId) -> &'a str {
        word(&self.0.words.causes, id.at())
    }

    pub(crate) fn work(self, id: WorkId) -> &'a str {
        word(&self.0.words.work, id.at())
    }

    pub(crate) fn queue(self, id: QueueId) -> &'a str {
        word(&self.0.words.queues, id.at())
    }

    pub(crate) fn pipeline(self, id: PipelineId) -> &'a str {
        word(&self.0.words.pipelines, id.at())
    }

    /// Where an item is.
    pub(crate) fn stage(self, line: PipelineId, stage: u8) -> &'a str {
        match stage {
            READY => fl!("name-stage-ready"),
            TO_DEPLOY => fl!("name-stage-waits"),
            GOING_OUT => fl!("name-stage-going-out"),
            stage => self
                .0
                .words
                .stages
                .get(line.at())
                .map_or("", |stages| word(stages, usize::from(stage) - 1)),
        }
    }

    pub(crate) fn inquiry(self, id: InquiryId) -> &'a str {
        self.0
            .words
            .inquiries
            .get(id.at())
            .map_or("", |inquiry| &inquiry.title)
    }

    pub(crate) fn finding(self, id: InquiryId, finding: u8) -> &'a str {
        self.0
            .words
            .inquiries
            .get(id.at())
            .map_or("", |inquiry| word(&inquiry.findings, usize::from(finding)))
    }

    pub(crate) fn remedy(self, id: RemedyId) -> &'a str {
        self.0
            .words
            .remedies
            .get(id.at())
            .map_or("", |remedy| &remedy.title)
    }

    pub(crate) fn stakeholder(self, id: StakeholderId) -> &'a str {
        self.0
            .words
            .stakeholders
            .get(id.at())
            .map_or("", |stakeholder| &stakeholder.name)
    }

    pub(crate) fn sender(self, id: MessageId) -> &'a str {
        self.0
            .rules
            .messages
            .get(id.at())
            .map_or("", |message| self.stakeholder(message.from))
    }

    pub(crate) fn card(self, id: CardId) -> &'a str {
        self.0
            .words
            .cards
            .get(id.at())
            .map_or("", |card| &card.title)
    }

    pub(crate) fn option(self, id: CardId, option: u8) -> &'a str {
        self.0
            .words
            .cards
            .get(id.at())
            .map_or("", |card| word(&card.options, usize::from(option)))
    }
}

fn titled(words: &[TitleAndNote], at: usize) -> &str {
    words.get(at).map_or("", |words| &words.title)
}

pub(super) fn word(words: &[String], at: usize) -> &str {
    words.get(at).map_or("", String::as_str)
}
