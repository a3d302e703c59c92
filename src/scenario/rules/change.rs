//! Initiatives and governance: practices to adopt, controls, audits, vulnerabilities with deadlines, budgets.

use super::{Effect, Line};
use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm, Tick};
use serde::{Deserialize, Serialize};

/// A practice that teams may adopt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Initiative {
    /// What a week of it costs, whatever comes of it.
    pub cost_per_week: Money,
    /// How well it suits each team, in the order of the teams; `None` where it does not concern a team.
    pub fit: Vec<Option<Ppm>>,
    /// Share of planned work's pace that a team gains with it at full adoption and perfect fit.
    pub pace_gain: Ppm,
    /// Share by which its changes fail less often then.
    pub change_fail_cut: Ppm,
    /// Share by which its services page at less burn then: what goes wrong is seen sooner.
    pub paging_cut: Ppm,
    /// Share of planned work's pace that a team loses half-way through the change.
    pub dip: Ppm,
    /// Days that adoption takes from a twentieth to a half under a sponsor, where it fits and nothing else changes.
    pub days_to_half: u16,
}

/// How a leader brings a practice in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sponsorship {
    /// Offered; whoever wants it takes it up.
    Invite,
    /// Backed by the leader's own time every week.
    Sponsor,
    /// Ordered, whether it suits or not.
    Mandate,
}

impl Sponsorship {
    /// Every way.
    pub const ALL: [Sponsorship; 3] = [
        Sponsorship::Invite,
        Sponsorship::Sponsor,
        Sponsorship::Mandate,
    ];

    /// The way's word.
    pub fn word(self) -> &'static str {
        match self {
            Sponsorship::Invite => "invite",
            Sponsorship::Sponsor => "sponsor",
            Sponsorship::Mandate => "mandate",
        }
    }
}

/// A control: work that proves that work was done properly.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Control {
    /// The team that works under it; everybody when `None`.
    pub team: Option<TeamId>,
    /// Share of planned work's pace that it costs.
    pub lead_time: Ppm,
    /// In force when the run begins.
    pub on: bool,
    /// Longest exception that may be granted, in days.
    pub exception_days_most: u16,
}

/// An audit: at its tick the evidence of some controls is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Audit {
    /// When it takes place.
    pub at: Tick,
    /// Share of the time since the run began for which each control needs evidence.
    pub needs: Vec<(ControlId, Ppm)>,
    /// What each control without enough evidence brings.
    pub finding: Vec<Effect>,
    /// What an audit without findings brings.
    pub clean: Vec<Effect>,
}

/// Which rule sets a vulnerability's deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PatchRule {
    /// CISA's BOD 26-04, in force since 2026-06-10 (§0).
    Bod2604,
    /// CISA's BOD 22-01 for vulnerabilities known since 2021, revoked 2026-06-10 (§0): 14 days where it is in the catalogue.
    Bod2201,
    /// The company's own: so many days.
    Days(u16),
}

/// The four questions of BOD 26-04 (§0), each answered yes or no.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Criteria {
    /// The asset can be reached from the internet.
    pub exposed: bool,
    /// It is in the catalogue of those that are known to be exploited (KEV).
    pub in_kev: bool,
    /// Exploiting it can be automated.
    pub automatable: bool,
    /// Exploiting it gives total control, not a part of it.
    pub total: bool,
}

/// How soon a vulnerability has to be gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Urgency {
    /// Calendar days from the minute in which it is known; `None` is "with the next upgrade".
    pub days: Option<u16>,
    /// Besides, somebody looks for traces of an intrusion.
    pub triage: bool,
}

impl PatchRule {
    /// What the rule asks for.
    ///
    /// # Examples
    /// ```
    /// # use bridgecall::scenario::rules::{Criteria, PatchRule};
    /// let worst = Criteria { exposed: true, in_kev: true, automatable: true, total: true };
    /// let urgency = PatchRule::Bod2604.urgency(worst);
    /// assert_eq!((urgency.days, urgency.triage), (Some(3), true));
    /// ```
    pub fn urgency(self, criteria: Criteria) -> Urgency {
        let Criteria {
            exposed,
            in_kev,
            automatable,
            total,
        } = criteria;
        let (days, triage) = match self {
            // The sixteen rows of the directive's table, as CERT/CC publishes it (SSVC, `cisa_bod_26_04_1_0_0.csv`); §0 has the bands.
            PatchRule::Bod2604 => match (in_kev, exposed, automatable, total) {
                (true, true, _, true) | (true, false, true, true) => (Some(3), true),
                (true, true, true, false) | (false, true, true, true) => (Some(3), false),
                (true, ..) | (false, true, true, false) | (false, true, false, true) => {
                    (Some(14), false)
                }
                (false, true, false, false) | (false, false, true, _) => (Some(60), false),
                (false, false, false, _) => (None, false),
            },
            PatchRule::Bod2201 => (in_kev.then_some(14), false),
            PatchRule::Days(days) => (Some(days), false),
        };
        Urgency { days, triage }
    }
}

/// A vulnerability of a service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Vulnerability {
    /// Where it is.
    pub service: ServiceId,
    /// When it becomes known.
    pub known: Tick,
    /// The rule that sets its deadline, and what that asks for here.
    pub urgency: Urgency,
    /// The work item that ends it.
    pub patch: WorkId,
    /// The work item that looks for traces of an intrusion; it counts where the rule asks for that.
    pub triage: Option<WorkId>,
    /// Expected number of exploits in 30 days while it is open.
    pub exploits_per_30_days: Ppm,
    /// What an exploit is: this fault strikes.
    pub strikes: Option<FaultId>,
    /// What an exploit brings besides.
    pub exploited: Vec<Effect>,
    /// What missing the deadline brings.
    pub missed: Vec<Effect>,
}

/// Money set aside for a line of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Budget {
    /// What it pays for.
    pub line: Line,
    /// How much, for the whole run.
    pub amount: Money,
    /// What spending more brings, once.
    pub overrun: Vec<Effect>,
}
