//! The one table of what holds where a scenario says nothing, each with its source or the word *assumed*.

use super::rules::{CommandKind, Days, Effort, Weekday};
use super::units::{Money, Ppm};

/// Seconds of the leader's attention that a command takes. *Assumed*, all of them.
pub const fn attention_seconds(kind: CommandKind) -> u16 {
    match kind {
        CommandKind::Acknowledge => 15,
        CommandKind::Declare | CommandKind::Merge | CommandKind::Cancel | CommandKind::Resolve => {
            20
        }
        CommandKind::Role | CommandKind::Work | CommandKind::Rest => 30,
        CommandKind::Triage | CommandKind::Investigate | CommandKind::Apply | CommandKind::Page => {
            40
        }
        CommandKind::Decide | CommandKind::Answer => 45,
        CommandKind::Post => 75,
        CommandKind::Prioritise | CommandKind::Deploy | CommandKind::RollBack => 30,
        CommandKind::ScheduleReview | CommandKind::Review => 40,
        CommandKind::StandDown => 20,
        CommandKind::Poll => 60,
        CommandKind::Own => 60,
        CommandKind::Delegate => 75,
        CommandKind::TakeBack | CommandKind::Permit => 30,
        CommandKind::Escalate => 90,
        CommandKind::Notify => 120,
        CommandKind::Inject => 0,
        CommandKind::Set | CommandKind::SetRota | CommandKind::Except | CommandKind::MoveBudget => {
            60
        }
        CommandKind::HandOver => 30,
        CommandKind::Talk => 300,
        CommandKind::Hire | CommandKind::Contract => 600,
        CommandKind::Start | CommandKind::Stop => 120,
        CommandKind::Assign | CommandKind::Unassign => 20,
        CommandKind::Cadence | CommandKind::Reply => 30,
        CommandKind::Split => 45,
        CommandKind::ChooseIndicator => 60,
    }
}

/// Weights of flow, reliability, morale and cost at Foundation, Professional and Advanced. *Assumed*: an outage is led for
/// customers first; the longer the time and the more people somebody leads, the more alike all four weigh.
pub const WEIGHTS: [[Ppm; 4]; 3] = [
    [Ppm(200_000), Ppm(400_000), Ppm(200_000), Ppm(200_000)],
    [Ppm(250_000), Ppm(350_000), Ppm(200_000), Ppm(200_000)],
    [Ppm(250_000), Ppm(250_000), Ppm(250_000), Ppm(250_000)],
];

/// Requests a minute that start at a service: none unless said.
pub const DEMAND_PER_MINUTE: u32 = 0;

/// Share of good requests at a healthy service. *Assumed*.
pub const HEALTHY: Ppm = Ppm::ALL;

/// A service is one copy, which has to work.
pub const COPIES: (u8, u8) = (1, 1);

/// Attempts of a call: nobody retries unless said.
pub const ATTEMPTS: u8 = 1;

/// Mean time that a request takes when nothing waits. *Assumed*.
pub const LATENCY_MS: u32 = 50;

/// Whoever waits longer gives up. *Assumed*.
pub const TIMEOUT_MS: u32 = 1000;

/// What a unit costs: nothing unless said.
pub const COST_PER_UNIT_HOUR: Money = Money(0);

/// Work that a lost request costs, as a share of a served one's: none, so goodput stays at what fits. *Assumed*.
pub const WASTE: Ppm = Ppm::NONE;

/// Minutes until units that were ordered serve. *Assumed*.
pub const LAG_MINUTES: u16 = 5;

/// A service that scales by itself looks so often. *Assumed*.
pub const SCALE_EVERY_MINUTES: u16 = 5;

/// Revenue of a good request: none unless said.
pub const REVENUE_PER_REQUEST: Money = Money(0);

/// A fault strikes at full strength at once. *Assumed*.
pub const RAMP_MINUTES: u16 = 0;

/// How to look for a cause is written down nowhere. *Assumed*.
pub const RUNBOOK: bool = false;

/// Finding out what a page with nothing on the dashboards is about. *Assumed*.
pub const TRIAGE: Effort = Effort {
    median_milli: 10_000,
    sigma: Ppm(600_000),
};

/// Times that for somebody of another team, in thousandths: §C3 has up to 10.16; 3 is *assumed*.
pub const WRONG_TEAM_MILLI: u32 = 3000;

/// A remedy may be taken back. *Assumed*.
pub const REVERSIBLE: bool = true;

/// A remedy needs nobody's approval. *Assumed*.
pub const NEEDS_APPROVAL: bool = false;

/// A run begins on this day of the week.
pub const STARTS_ON: Weekday = Weekday::Monday;

/// Trust below which a customer threatens: never unless said.
pub const THREATENS_BELOW_MILLI: i32 = 0;

/// Minutes from a threat until the customer leaves. *Assumed*.
pub const LEAVES_AFTER_MINUTES: u32 = 120;

/// Standard deviation of the logarithm of a vendor's waits. *Assumed*, between those of §B5.
pub const VENDOR_SIGMA: Ppm = Ppm(600_000);

/// Cases that a vendor denies before looking without evidence. *Assumed*.
pub const DENIALS: u8 = 2;

/// Calls in a row for want of an update before a stakeholder joins the call: none does unless said.
pub const JOINS_AFTER_CALLS: u8 = 0;

/// What a stakeholder's contract is worth a month: nothing unless said.
pub const MONTHLY_FEE: Money = Money(0);

/// Technical debt of a pipeline: none unless said.
pub const DEBT_MILLI: i32 = 0;

/// Minutes of tests before a deployment. *Assumed*.
pub const TESTS_MINUTES: u16 = 30;

/// Share of bad changes that the usual tests catch. *Assumed*.
pub const CAUGHT: Ppm = Ppm(500_000);

/// Nobody watches a deployment on a few requests first. *Assumed*.
pub const CANARY_MINUTES: u16 = 0;

/// Probability that a change is bad (§A4's example; the fail rate of the best cluster of §A2).
pub const CHANGE_FAIL: Ppm = Ppm(50_000);

/// Minutes to take a deployment back. *Assumed*.
pub const ROLL_BACK_MINUTES: u16 = 10;

/// Finished changes that go out together: each alone (§A4).
pub const BATCH: u8 = 1;

/// A board meets once a week. *Assumed*.
pub const BOARD_EVERY_HOURS: u16 = 168;

/// Minutes to find one's way into a case: as into an incident. *Assumed*.
pub const CASE_WAY_IN_MINUTES: u16 = 2;

/// A stage has no limit unless said.
pub const WIP_LIMIT: u8 = 0;
/// Shifts begin from Monday to Friday, where a run is longer than a day. *Assumed*.
pub const DAYS: Days = Days::WORKING;

/// A person is one person.
pub const HEADS: u16 = 1;

/// A turn on call is a week, in hours (§C1: one-week shifts).
pub const ON_CALL_HOURS: u32 = 168;

/// Psychological safety of a team, in thousandths of a point. *Assumed*.
pub const SAFETY_MILLI: i32 = 70_000;

/// A control is in force from the beginning. *Assumed*.
pub const CONTROL_ON: bool = true;

/// Longest exception from a control, in days. *Assumed*.
pub const EXCEPTION_DAYS_MOST: u16 = 30;

/// Share of pace that a team loses half-way through a change. *Assumed*.
pub const DIP: Ppm = Ppm(150_000);

/// Exploits of an open vulnerability in 30 days: 2 % of those known are exploited at all (§E). EPSS speaks of the same 30 days.
pub const EXPLOITS_PER_30_DAYS: Ppm = Ppm(20_000);

/// Share below list that a company negotiated: none unless said.
pub const NEGOTIATED: Ppm = Ppm(0);

/// Share below list of a commitment: the example of §D, which pays above 72 % of use.
pub const COMMITMENT_DISCOUNT: Ppm = Ppm(280_000);

/// Minutes by which the bill lags behind what was used: a day, as in the bill of §F 28.
pub const BILL_LAG_MINUTES: u16 = 1440;

const fn rungs(below: [u32; 3], percent: [u32; 3]) -> [(Ppm, Ppm); 3] {
    let mut rungs = [(Ppm(0), Ppm(0)); 3];
    let mut at = 0;
    while at < 3 {
        rungs[at] = (Ppm(below[at]), Ppm(percent[at] * 10_000));
        at += 1;
    }
    rungs
}

/// Credits of AWS EC2 for a region (§D).
pub const AWS_REGION: [(Ppm, Ppm); 3] = rungs([999_900, 990_000, 950_000], [10, 30, 100]);

/// Credits of AWS EC2 for one instance: the target is §D's, its shares are *assumed* to be those of a region.
pub const AWS_INSTANCE: [(Ppm, Ppm); 3] = rungs([995_000, 990_000, 950_000], [10, 30, 100]);

/// Credits of other services of AWS, such as Compute Optimizer (§D).
pub const AWS_SERVICE: [(Ppm, Ppm); 3] = rungs([999_000, 990_000, 950_000], [10, 25, 100]);

/// Credits of Google Compute Engine (§D, unconfirmed).
pub const GOOGLE_COMPUTE: [(Ppm, Ppm); 3] = rungs([999_900, 990_000, 950_000], [10, 25, 100]);

/// Credits of Azure's virtual machines (§D, unconfirmed).
pub const AZURE_MACHINES: [(Ppm, Ppm); 3] = rungs([999_900, 990_000, 950_000], [10, 25, 100]);

/// Tables of a data feed. *Assumed*.
pub const TABLES: u32 = 100;

/// Issues of a data feed in 30 days: one a year for every ten tables (§E).
pub const fn issues_per_30_days(tables: u32) -> Ppm {
    Ppm((tables as u64 * 1_000_000 * 30 / 10 / 365) as u32)
}

/// Shares of data issues that checks of freshness, volume and schema find, by their causes (§E): pipeline execution 26.2 % and
/// platform 15.2 % make data late, ingestion 16.6 % makes it few, schema drift is 7.8 %. Which cause shows how is *assumed*.
pub const DATA_ISSUES: [Ppm; 3] = [Ppm(414_000), Ppm(166_000), Ppm(78_000)];

/// How long a data issue stays unseen where no check finds it: 68 % take 4 hours at least (§E); sigma as of incidents (§B5).
pub const DATA_UNSEEN: Effort = Effort {
    median_milli: 420_700,
    sigma: Ppm(1_200_000),
};

/// How long a data issue takes to end once it is seen: 15 hours in the mean (§E), sigma as of incidents (§B5).
pub const DATA_REPAIR: Effort = Effort {
    median_milli: 438_100,
    sigma: Ppm(1_200_000),
};

/// A data feed runs every hour. *Assumed*.
pub const FEED_MINUTES: u16 = 60;

/// False alarms of a check of data in 30 days. *Assumed*.
pub const FALSE_DATA_ALARMS: Ppm = Ppm(500_000);

/// Probability that a model degrades at all: 91 % of 128 pairs of model and data did (§E).
pub const DEGRADES: Ppm = Ppm(910_000);

/// Share of its quality that a model that degrades loses in 30 days. *Assumed*.
pub const DRIFT_PER_30_DAYS: Ppm = Ppm(50_000);

/// Minutes until an automation acts. *Assumed*.
pub const AUTOMATION_MINUTES: u16 = 2;

/// An automation only suggests, unless said. *Assumed*.
pub const AUTOMATION_TRUST: u8 = 0;
