//! Vendors: a case is denied at first, unless it comes with evidence; then their engineers take their time.
//!
//! A denial takes lognormal(reply), the work lognormal(fix); both are hidden until they are over, and a latent of
//! [`crate::sim::latent`]. Evidence is a condition on what was found. After so many denials the vendor looks without it.

use crate::scenario::ids::VendorId;
use crate::scenario::rules::Effort;
use crate::scenario::units::Tick;
use crate::sim::command::CommandError;
use crate::sim::draw::{Key, Purpose, draw};
use crate::sim::event::{What, Why};
use crate::sim::latent::effort_beyond;
use crate::sim::world::World;
use crate::sim::{Events, effects, note};
use serde::Serialize;

/// A vendor.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct VendorState {
    /// Cases so far.
    pub cases: u32,
    /// The case that is open: since when.
    pub since: Option<Tick>,
    /// Latent: when that ends.
    pub due: Tick,
    /// The vendor works on it and will not deny.
    pub believed: bool,
    pub denials: u8,
    pub delivered: Option<Tick>,
}

impl VendorState {
    /// Nothing was asked yet.
    pub(in crate::sim) const NEW: VendorState = VendorState {
        cases: 0,
        since: None,
        due: Tick::NEVER,
        believed: false,
        denials: 0,
        delivered: None,
    };
}

/// Whether there is evidence now that convinces a vendor.
pub(crate) fn has_proof(world: &World, vendor: VendorId) -> bool {
    let proof = &world.rules().vendors[vendor.at()].proof;
    proof.as_ref().is_some_and(|proof| proof.holds(world))
}

/// Whether a case can be opened: none is, or there is evidence now that the open one lacked.
pub(in crate::sim) fn check(world: &World, vendor: VendorId) -> Result<(), CommandError> {
    let state = &world.vendors[vendor.at()];
    let news = !state.believed && has_proof(world, vendor);
    match (state.delivered, state.since) {
        (Some(_), _) => Err(CommandError::VendorDelivered(vendor)),
        (None, Some(_)) if !news => Err(CommandError::VendorHasTheCase(vendor)),
        _ => Ok(()),
    }
}

/// Opens a case.
pub(in crate::sim) fn escalate(world: &mut World, vendor: VendorId, events: &mut Events) {
    let proved = has_proof(world, vendor);
    let rule = &world.rules().vendors[vendor.at()];
    let believed = proved || world.vendors[vendor.at()].denials >= rule.denials;
    let state = &mut world.vendors[vendor.at()];
    state.cases += 1;
    state.since = Some(world.now);
    state.believed = believed;
    set_due(world, vendor);
    note(events, world.now, What::VendorAsked(vendor, proved));
}

/// Draws when the open case ends, given that it has not ended yet.
pub(in crate::sim) fn set_due(world: &mut World, vendor: VendorId) {
    let state = &world.vendors[vendor.at()];
    let Some(since) = state.since else {
        return;
    };
    let rule = &world.rules().vendors[vendor.at()];
    let (effort, purpose): (Effort, Purpose) = if state.believed {
        (rule.fix, Purpose::VendorFix)
    } else {
        (rule.reply, Purpose::VendorReply)
    };
    let key = Key::named("vendor", &world.scenario.ids.vendors[vendor.at()]);
    let u = draw(world.seed, key, purpose, state.cases);
    let waited = u64::from(world.now.since(since)) * 1000;
    let milli = effort_beyond(effort, waited, u);
    let minutes = milli.div_ceil(1000).min(u64::from(u32::MAX)) as u32;
    world.vendors[vendor.at()].due = since.plus(minutes);
}

/// Cases that end now. Tells whether there was one.
pub(super) fn come_due(world: &mut World, events: &mut Events) -> bool {
    let mut changed = false;
    for vendor in (0..world.vendors.len()).map(|vendor| VendorId(vendor as u8)) {
        let state = &mut world.vendors[vendor.at()];
        if state.due > world.now {
            continue;
        }
        changed = true;
        (state.since, state.due) = (None, Tick::NEVER);
        if !state.believed {
            state.denials = state.denials.saturating_add(1);
            note(events, world.now, What::VendorDenied(vendor));
            continue;
        }
        state.delivered = Some(world.now);
        note(events, world.now, What::VendorDelivered(vendor));
        let scenario = world.scenario.clone();
        let key = Key::named("vendor", &scenario.ids.vendors[vendor.at()]);
        let key = key.child(Purpose::VendorFix, 0);
        let rule = &scenario.rules.vendors[vendor.at()];
        effects::happen(world, &rule.effects, Why::Vendor(vendor), key, events);
    }
    changed
}

pub(super) fn next_change(world: &World) -> Tick {
    let due = world.vendors.iter().map(|vendor| vendor.due);
    due.min().unwrap_or(Tick::NEVER)
}
