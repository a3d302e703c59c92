//! Slips: what somebody tired does wrong, whether they say so, and when a mistake that nobody tells comes out.
//!
//! | symbol | meaning | |
//! | --- | --- | --- |
//! | `k` | sleepiness (KSS) of the hand when its task is finished | §C4 |
//! | `s` | chance that a remedy is applied wrongly: odds of 1 : 49 up to KSS 5, doubled by every point beyond | *assumed* |
//! | `m` | chance that a finding is misread: `s` less its least, since misreading by the rested stands in the likelihoods | |
//! | `t` | share of what is on people's minds that the team tells ([`super::people::safety`]) | §C5 |
//! | `d` | doubt: chance that what is said to be done is a hidden slip, `s (1 − t) ÷ (1 − s t)` | |
//! | `q` | chance that a look at it brings a hidden slip out | |
//!
//! A slip that is told has to be done again. One that is hidden is a latent: a remedy is said to be in force and takes none of the
//! harm away, or a finding is another than the true one, each of the others alike. So a remedy that was seen not to work says less
//! against the causes that it would have ended: their weight is `d` of what it was, not 0 ([`super::latent`]). A misread finding has
//! the likelihood `(1 − d) L + d (1 − L) ÷ (n − 1)` among `n`.
//!
//! | look | `q` |
//! | --- | --- |
//! | somebody else finishes a task about the same fault | 0.3, *assumed* |
//! | the leader listens to who did it, or asks everybody at the incident for objections | `t` |
//! | a review: blameless and deep, any other | 1, `t` |
//! | the remedy is applied once more | 1 |
//!
//! A look that brings nothing out leaves `d (1 − q) ÷ (1 − d q)`. A slip that alone explains what is seen has come out. What shows by
//! itself cannot be hidden: taking back a change, turning protection off or on, opening a way around, putting data right.

use super::draw::{Key, Purpose, draw};
use super::event::{Deed, What};
use super::people::safety::told_share;
use super::world::World;
use super::{Events, latent, note};
use crate::scenario::command::{Depth, Style};
use crate::scenario::ids::*;
use crate::scenario::rules::{Remedy, RemedyEffect};
use crate::scenario::units::Ppm;
use serde::Serialize;

/// Odds of a slip of a rested hand: 2 %. *Assumed.*
const RESTED_ODDS: f64 = 1.0 / 49.0;
/// KSS, in hundredths, beyond which every point doubles them. *Assumed.*
const RESTED_KSS_CENTI: u16 = 500;
/// Chance that somebody who works on the same fault sees what another did wrong. *Assumed.*
const NOTICED: f64 = 0.3;
/// Causes of a fault for which a remedy may be in doubt; where there are more, no slip stays hidden.
const CAUSES_MOST: usize = 64;

/// Whether something that is said to be done was done right.
#[derive(Clone, Copy, Default, Debug, Serialize)]
pub(crate) struct Slip {
    /// Chance that it was not, by what could be known of the hand and of looks since; none where that is settled.
    pub doubt: Ppm,
    /// Latent: it was not.
    pub hidden: bool,
    /// Of a remedy, a bit for each cause: had this been the cause, it would have changed the harm, so it was not done right.
    pub would: u64,
    /// Whose hand.
    pub by: Option<PersonId>,
}

/// How a task ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// Somebody says at once that they did it wrong.
    Told,
    /// It is said to be done.
    Done(Hand),
}

/// The hand that did something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hand {
    doubt: Ppm,
    pub hidden: bool,
    by: PersonId,
}

/// Chance that a remedy is applied wrongly by somebody so sleepy (KSS in hundredths).
///
/// # Examples
/// ```
/// # use bridgecall::sim::slips::chance;
/// assert!((chance(300) - 0.02).abs() < 1e-12);
/// let odds = |p: f64| p / (1.0 - p);
/// assert!((odds(chance(700)) / odds(chance(500)) - 4.0).abs() < 1e-12);
/// ```
pub fn chance(kss_centi: u16) -> f64 {
    let beyond = f64::from(kss_centi.saturating_sub(RESTED_KSS_CENTI)) / 100.0;
    let odds = RESTED_ODDS * libm::exp2(beyond);
    odds / (1.0 + odds)
}

/// Chance that what is said to be done is a hidden slip: of chance `s`, told with chance `t`.
fn doubt(s: f64, t: f64) -> Ppm {
    Ppm(libm::round(s * (1.0 - t) / (1.0 - s * t) * 1e6) as u32)
}

/// Draws how a task ends for somebody who slips with that chance and tells it with that chance.
fn ends(world: &World, person: PersonId, key: Key, ordinal: u32, s: f64, t: f64) -> Outcome {
    if draw(world.seed, key, Purpose::Slip, ordinal) < s * t {
        return Outcome::Told;
    }
    let doubt = doubt(s, t);
    let hidden = draw(world.seed, key, Purpose::HiddenSlip, ordinal) < doubt.ratio();
    Outcome::Done(Hand {
        doubt,
        hidden,
        by: person,
    })
}

fn tells(world: &World, person: PersonId) -> f64 {
    told_share(world, world.rules().people[person.at()].team).ratio()
}

/// Draws how somebody's applying a remedy ends.
pub(super) fn of_remedy(world: &World, remedy: RemedyId, person: PersonId) -> Outcome {
    let rules = world.rules();
    let rule = &rules.remedies[remedy.at()];
    let few = latent::causes(&rules.faults[rule.fault.at()]).count() <= CAUSES_MOST;
    let tells = if few && can_be_hidden(rule) {
        tells(world, person)
    } else {
        1.0
    };
    let s = chance(world.people[person.at()].kss_centi);
    let ordinal = world.remedies[remedy.at()].starts;
    let key = key(world, Deed::Applied(remedy));
    ends(world, person, key, ordinal, s, tells)
}

/// Draws how somebody's reading of a finding ends.
pub(super) fn of_inquiry(world: &World, inquiry: InquiryId, person: PersonId) -> Outcome {
    let others = world.rules().inquiries[inquiry.at()].likelihood[0].len() > 1;
    let s = chance(world.people[person.at()].kss_centi) - chance(0);
    let s = if others { s } else { 0.0 };
    let ordinal = world.inquiries[inquiry.at()].starts;
    let key = key(world, Deed::Found(inquiry));
    ends(world, person, key, ordinal, s, tells(world, person))
}

/// Whether a remedy leaves nothing to see but the harm that it takes away.
fn can_be_hidden(rule: &Remedy) -> bool {
    let shows = rule.rolls_back.is_some()
        || rule.bypasses.is_some()
        || rule.exposure.is_some()
        || rule.ends_exposure_of.is_some()
        || rule.repairs.0 > 0;
    let mends = (rule.effects.iter()).any(|&effect| effect != RemedyEffect::Nothing);
    mends && !shows
}

fn key(world: &World, deed: Deed) -> Key {
    let ids = &world.scenario.ids;
    match deed {
        Deed::Applied(remedy) => Key::named("remedy", &ids.remedies[remedy.at()]),
        Deed::Found(inquiry) => Key::named("inquiry", &ids.inquiries[inquiry.at()]),
    }
}

impl Hand {
    /// No hand: nothing can be wrong.
    pub(super) const NONE: Hand = Hand {
        doubt: Ppm::NONE,
        hidden: false,
        by: PersonId(0),
    };

    /// Whether it may have slipped without saying so.
    pub(super) fn is_doubtful(self) -> bool {
        self.doubt.0 > 0
    }

    /// What is kept of it, given the causes under which a remedy would have changed the harm.
    pub(super) fn kept(self, would: u64) -> Slip {
        Slip {
            doubt: self.doubt,
            hidden: self.hidden,
            would,
            by: Some(self.by),
        }
    }
}

/// Somebody says at once that they did something wrong.
pub(super) fn tell(
    world: &mut World,
    incident: IncidentId,
    deed: Deed,
    person: PersonId,
    events: &mut Events,
) {
    world.people[person.at()].told = Some(world.now);
    note(events, world.now, What::Slipped(incident, deed, person));
}

/// The finding that somebody reports who misread the true one: any other.
pub(super) fn misread(world: &World, inquiry: InquiryId, truth: u8) -> u8 {
    let others = world.rules().inquiries[inquiry.at()].likelihood[0].len() as u8 - 1;
    let ordinal = world.inquiries[inquiry.at()].starts;
    let key = key(world, Deed::Found(inquiry));
    let u = draw(world.seed, key, Purpose::Misread, ordinal);
    let other = (u * f64::from(others)) as u8;
    other + u8::from(other >= truth)
}

/// Likelihood of a finding that was reported, where it has a likelihood itself, is one of so many and may be misread.
pub(super) fn reported(likelihood: f64, findings: usize, doubt: Ppm) -> f64 {
    if doubt.0 == 0 {
        return likelihood;
    }
    let doubt = doubt.ratio();
    (1.0 - doubt) * likelihood + doubt * (1.0 - likelihood) / (findings - 1) as f64
}

/// What a cause keeps of its weight after a remedy that may have been applied wrongly.
pub(super) fn left(slip: &Slip, row: usize) -> f64 {
    if slip.would & bit(row) == 0 {
        1.0
    } else {
        slip.doubt.ratio()
    }
}

/// The bit of a cause in [`Slip::would`].
pub(super) fn bit(row: usize) -> u64 {
    1_u64.checked_shl(row as u32).unwrap_or(0)
}

/// Chance that something in doubt was not done right, should that be the cause.
fn wrong_under(world: &World, deed: Deed, row: usize) -> f64 {
    let slip = of(world, deed);
    match deed {
        Deed::Applied(_) if slip.would & bit(row) != 0 => 1.0,
        Deed::Applied(_) => slip.doubt.ratio(),
        Deed::Found(inquiry) => {
            let Some(finding) = world.inquiries[inquiry.at()].finding else {
                return 0.0;
            };
            let shares = &world.rules().inquiries[inquiry.at()].likelihood[row];
            let share = shares[usize::from(finding)].ratio();
            let right = (1.0 - slip.doubt.ratio()) * share;
            1.0 - right / reported(share, shares.len(), slip.doubt)
        }
    }
}

/// Chance that something which is said to be done is a hidden slip, by all that is known; 0 where that is settled.
pub(crate) fn probability(world: &World, deed: Deed, beliefs: &[f64]) -> f64 {
    if of(world, deed).doubt.0 == 0 {
        return 0.0;
    }
    let causes = beliefs.iter().enumerate();
    causes
        .map(|(row, belief)| belief * wrong_under(world, deed, row))
        .sum()
}

fn of(world: &World, deed: Deed) -> Slip {
    match deed {
        Deed::Applied(remedy) => world.remedies[remedy.at()].slip,
        Deed::Found(inquiry) => world.inquiries[inquiry.at()].slip,
    }
}

fn set(world: &mut World, deed: Deed, slip: Slip) {
    match deed {
        Deed::Applied(remedy) => world.remedies[remedy.at()].slip = slip,
        Deed::Found(inquiry) => world.inquiries[inquiry.at()].slip = slip,
    }
}

fn fault_of(world: &World, deed: Deed) -> FaultId {
    let rules = world.rules();
    match deed {
        Deed::Applied(remedy) => rules.remedies[remedy.at()].fault,
        Deed::Found(inquiry) => rules.inquiries[inquiry.at()].fault,
    }
}

/// Everything that can be said to be done: remedies, then lines of inquiry.
fn deeds(world: &World) -> impl Iterator<Item = Deed> + use<> {
    let applied = (0..world.remedies.len() as u16).map(|index| Deed::Applied(RemedyId(index)));
    let found = (0..world.inquiries.len() as u16).map(|index| Deed::Found(InquiryId(index)));
    applied.chain(found)
}

fn is_in_doubt(world: &World, deed: Deed, fault: FaultId) -> bool {
    of(world, deed).doubt.0 > 0 && fault_of(world, deed) == fault
}

/// Somebody has finished a task about a fault: they may see what others did wrong, and what they did may show that.
pub(super) fn work_shows(world: &mut World, fault: FaultId, person: PersonId, events: &mut Events) {
    if !deeds(world).any(|deed| is_in_doubt(world, deed, fault)) {
        return;
    }
    for deed in deeds(world) {
        if is_in_doubt(world, deed, fault) && of(world, deed).by != Some(person) {
            look(world, deed, NOTICED, Some(person), false, events);
        }
    }
    for deed in deeds(world) {
        let would = of(world, deed).would;
        let mut rows = latent::causes(&world.rules().faults[fault.at()]).enumerate();
        let otherwise =
            |(row, cause)| would & bit(row) == 0 && latent::weight(world, fault, cause) > 0.0;
        if is_in_doubt(world, deed, fault) && !rows.any(otherwise) {
            come_out(world, deed, false, events);
        }
    }
}

/// Somebody is asked, alone or among others: they may tell what they did wrong.
pub(super) fn ask(world: &mut World, person: PersonId, events: &mut Events) {
    let q = tells(world, person);
    for deed in deeds(world) {
        let slip = of(world, deed);
        if slip.doubt.0 > 0 && slip.by == Some(person) {
            look(world, deed, q, Some(person), true, events);
        }
    }
}

/// A review of a fault.
pub(super) fn review(
    world: &mut World,
    fault: FaultId,
    style: Style,
    depth: Depth,
    events: &mut Events,
) {
    for deed in deeds(world) {
        if let Some(by) = of(world, deed).by
            && is_in_doubt(world, deed, fault)
        {
            let q = match (style, depth) {
                (Style::Blameless, Depth::Deep) => 1.0,
                _ => tells(world, by),
            };
            look(world, deed, q, Some(by), true, events);
        }
    }
}

/// A remedy is applied once more: how the last hand left it shows.
pub(super) fn look_again(world: &mut World, remedy: RemedyId, events: &mut Events) {
    let deed = Deed::Applied(remedy);
    look(world, deed, 1.0, None, false, events);
}

/// A look at something that brings a hidden slip out with that chance, by somebody or by what happens. `own`: by whose hand it was.
fn look(
    world: &mut World,
    deed: Deed,
    q: f64,
    who: Option<PersonId>,
    own: bool,
    events: &mut Events,
) {
    let slip = of(world, deed);
    if slip.doubt.0 == 0 {
        return;
    }
    let key = key(world, deed).child(Purpose::SlipComesOut, world.now.0);
    let ids = &world.scenario.ids.people;
    let key = who.map_or(key, |who| key.about(Key::named("person", &ids[who.at()])));
    if slip.hidden && draw(world.seed, key, Purpose::SlipComesOut, u32::from(own)) < q {
        come_out(world, deed, own, events);
    } else if q >= 1.0 {
        settle_as_done(world, deed);
    } else {
        let doubt = slip.doubt.ratio();
        let left = libm::round(doubt * (1.0 - q) / (1.0 - doubt * q) * 1e6) as u32;
        // A doubt that rounds to none would rule out what may be true.
        let doubt = Ppm(left.max(1));
        set(world, deed, Slip { doubt, ..slip });
    }
}

/// It was done right after all: what was seen of it counts in full.
fn settle_as_done(world: &mut World, deed: Deed) {
    let would = of(world, deed).would;
    let first = world.rules().faults[fault_of(world, deed).at()].causes.0;
    for row in (0..CAUSES_MOST).filter(|&row| would & bit(row) != 0) {
        world.ruled_out[first.at() + row] = true;
    }
    set(world, deed, Slip::default());
}

/// A hidden slip comes out. A remedy is not in force then; what was found is read again, and says what it really says.
fn come_out(world: &mut World, deed: Deed, own: bool, events: &mut Events) {
    let Some(person) = of(world, deed).by else {
        return;
    };
    set(world, deed, Slip::default());
    if own {
        world.people[person.at()].told = Some(world.now);
    }
    let fault = fault_of(world, deed);
    let mut incidents = world.incidents.iter();
    let about = incidents.rposition(|one| one.fault == Some(fault) && one.merged.is_none());
    let Some(incident) = about.map(|at| IncidentId(at as u16)) else {
        return;
    };
    note(events, world.now, What::SlipCameOut(incident, deed, person));
    match deed {
        Deed::Applied(remedy) => world.remedies[remedy.at()].applied = None,
        Deed::Found(inquiry) => {
            let wrong = world.inquiries[inquiry.at()].finding;
            let key = key(world, deed);
            let u = draw(world.seed, key, Purpose::Reread, world.now.0);
            let truth = latent::pick_finding(world, inquiry, wrong, u);
            world.inquiries[inquiry.at()].finding = Some(truth);
            let by = world.inquiries[inquiry.at()].found_by.unwrap_or(person);
            note(events, world.now, What::Found(incident, inquiry, truth, by));
        }
    }
}

/// Draws anew what was hidden, given the causes that were drawn anew.
pub(super) fn resample(world: &mut World) {
    for deed in deeds(world) {
        let slip = of(world, deed);
        if slip.doubt.0 == 0 {
            continue;
        }
        let fault = fault_of(world, deed);
        let first = world.rules().faults[fault.at()].causes.0;
        let row = world.faults[fault.at()].cause.at() - first.at();
        let key = key(world, deed).child(Purpose::HiddenSlip, 0);
        let hidden = draw(world.seed, key, Purpose::HiddenSlip, 0) < wrong_under(world, deed, row);
        set(world, deed, Slip { hidden, ..slip });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_is_the_share_of_hidden_slips_among_what_is_said_to_be_done() {
        // Of 100, 10 slip; 6 of those tell. Of the 94 that say it is done, 4 have slipped.
        assert_eq!(doubt(0.1, 0.6), Ppm(42_553));
        assert_eq!(doubt(0.1, 1.0), Ppm::NONE);
        assert_eq!(doubt(0.1, 0.0), Ppm(100_000));
    }

    #[test]
    fn likelihoods_of_what_is_reported_sum_to_one() {
        let shares = [0.7, 0.2, 0.1];
        let sum: f64 = shares
            .map(|share| reported(share, 3, Ppm(250_000)))
            .iter()
            .sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
}
