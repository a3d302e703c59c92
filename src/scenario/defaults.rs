//! The one table of what holds where a scenario says nothing, each with its source or the word *assumed*.

use super::rules::CommandKind;
use super::units::{Money, Ppm};

/// Seconds of the leader's attention that a command takes. *Assumed*, all of them.
pub const fn attention_seconds(kind: CommandKind) -> u16 {
    match kind {
        CommandKind::Acknowledge => 15,
        CommandKind::Declare | CommandKind::Merge | CommandKind::Cancel | CommandKind::Resolve => {
            20
        }
        CommandKind::Role | CommandKind::Work | CommandKind::Rest => 30,
        CommandKind::Investigate | CommandKind::Apply | CommandKind::Page => 40,
        CommandKind::Decide | CommandKind::Answer => 45,
        CommandKind::Post => 75,
        CommandKind::Set => 60,
    }
}

/// Weights of flow, reliability, morale and cost. *Assumed*.
pub const WEIGHTS: [Ppm; 4] = [Ppm(200_000), Ppm(400_000), Ppm(200_000), Ppm(200_000)];

/// Requests a minute that start at a service: none unless said.
pub const DEMAND_PER_MINUTE: u32 = 0;

/// Share of good requests at a healthy service. *Assumed*.
pub const HEALTHY: Ppm = Ppm::ALL;

/// Revenue of a good request: none unless said.
pub const REVENUE_PER_REQUEST: Money = Money(0);

/// A fault strikes at full strength at once. *Assumed*.
pub const RAMP_MINUTES: u16 = 0;

/// How to look for a cause is written down nowhere. *Assumed*.
pub const RUNBOOK: bool = false;

/// A remedy may be taken back. *Assumed*.
pub const REVERSIBLE: bool = true;

/// A remedy needs nobody's approval. *Assumed*.
pub const NEEDS_APPROVAL: bool = false;

/// What a stakeholder's contract is worth a month: nothing unless said.
pub const MONTHLY_FEE: Money = Money(0);
