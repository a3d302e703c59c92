//! Diagnosis and mending: find out what it is about, ask what teaches most, mitigate before the cause is certain where that can be
//! taken back, and take back first what has just gone out (about 70 % of outages are due to changes, §A4).

use super::*;
use crate::leaders::shared::{is_applying, is_open, startable, waits_for_triage};
use crate::observe::{InquirySeen, PipelineSeen, Progress, RemedySeen};
use crate::scenario::ids::TeamId;
use crate::scenario::units::Tick;
use crate::sim::work::UnderWay;

/// Belief at which a remedy that can be taken back is worth starting.
const SURE_IF_REVERSIBLE: f64 = 0.45;
/// Belief at which one that cannot is.
const SURE_IF_NOT: f64 = 0.8;
/// Belief above which asking on is a luxury.
const SURE: f64 = 0.9;
/// A finding that is expected to teach less, in bits, is not worth waiting for.
const WORTH_WAITING_BITS: f64 = 0.02;
/// People have something to object to after so many minutes at an incident.
const LOOKED_AROUND_MINUTES: u32 = 15;
/// What went out so long before an incident opened may well be its cause.
const JUST_OUT_MINUTES: u32 = 60;

impl<'a> Plan<'a> {
    /// Sends somebody who owns what the incident seems to be about to find out.
    pub(in crate::leaders) fn find_out(&mut self, incident: &IncidentSeen) {
        if !waits_for_triage(self.seen, incident) {
            return;
        }
        let owner = self
            .at_hand_for(incident)
            .max_by_key(|person| (person.team == incident.owner, is_fresh(person)));
        if let Some(person) = owner.map(|person| person.id) {
            self.give(Command::Triage(incident.id, person));
        }
    }

    /// Takes back what went out shortly before the trouble began.
    pub(in crate::leaders) fn take_back(&mut self, incident: &IncidentSeen) {
        let just_out = |line: &PipelineSeen| {
            let since = |(tick, _): (Tick, u16)| incident.opened.0.checked_sub(tick.0);
            line.service == Some(incident.service)
                && line.under_way == UnderWay::Nothing
                && (line.last_out.and_then(since)).is_some_and(|ago| ago <= JUST_OUT_MINUTES)
        };
        let line = self.seen.pipelines.iter().find(|line| just_out(line));
        if let Some(line) = line.filter(|_| incident.acknowledged.is_some()) {
            self.give(Command::RollBack(line.id));
        }
    }

    /// Starts the remedy that promises most.
    pub(in crate::leaders) fn mend(&mut self, incident: &IncidentSeen) {
        let best = self.promising(incident);
        if let Some(remedy) = best.filter(|_| !is_applying(self.seen, incident))
            && let Some(person) = self.best_mender(incident, remedy.skill, RIGHT_PERSON)
        {
            self.give(Command::Apply(incident.id, remedy.id, person));
        }
    }

    /// Asks those at a major incident for strong objections (§C6), once there is something to object to: before what cannot be taken
    /// back, or when people have looked around for a while.
    pub(in crate::leaders) fn invite_objections(
        &mut self,
        memory: &mut Memory,
        incident: &IncidentSeen,
    ) {
        if !is_major(incident)
            || incident.responders.len() < 2
            || memory.polled.contains(&incident.id)
        {
            return;
        }
        let leap = self.promising(incident);
        let looked_around = (incident.triaged).is_some_and(|triaged| {
            self.seen.now.since(triaged.max(incident.opened)) >= LOOKED_AROUND_MINUTES
        });
        if looked_around || leap.is_some_and(|remedy| !remedy.reversible) {
            memory.polled.push(incident.id);
            self.give(Command::Poll(incident.id));
        }
    }

    /// Opens a way around what keeps people from the tools that they need.
    pub(in crate::leaders) fn reach_tools(&mut self, incident: &IncidentSeen) {
        let wanted = |tool| {
            let mut remedies = incident.remedies.iter();
            let mut lines = incident.inquiries.iter();
            remedies.any(|remedy| remedy.hampered_by == Some(tool))
                || lines.any(|line| line.hampered_by == Some(tool))
        };
        let bypass =
            startable(self.seen, incident).find(|remedy| remedy.bypasses.is_some_and(wanted));
        if let Some(remedy) = bypass
            && let Some(person) = self.best(incident, remedy.skill, RIGHT_PERSON)
        {
            self.give(Command::Apply(incident.id, remedy.id, person.id));
        }
    }

    /// The remedy that promises most for its time, of those that are likely enough to help. When nothing more can be learnt, what
    /// promises most is tried.
    pub(super) fn promising<'b>(&self, incident: &'b IncidentSeen) -> Option<&'b RemedySeen>
    where
        'a: 'b,
    {
        let promise =
            |remedy: &&RemedySeen| incident.chance_it_helps(remedy) / (remedy.usual_minutes + 5.0);
        let learnt = !self.waits_for_evidence(incident);
        let likely = |remedy: &&RemedySeen| {
            let sure = match (learnt, remedy.reversible) {
                (true, _) => f64::MIN_POSITIVE,
                (false, true) => SURE_IF_REVERSIBLE,
                (false, false) => SURE_IF_NOT,
            };
            incident.chance_it_helps(remedy) >= sure
        };
        startable(self.seen, incident)
            .filter(likely)
            .max_by(|a, b| promise(a).total_cmp(&promise(b)))
    }

    /// Whether a line of inquiry that could still teach something is open or under way.
    fn waits_for_evidence(&self, incident: &IncidentSeen) -> bool {
        let teaches = |line: &InquirySeen| {
            let somebody = (self.seen.people.iter()).any(|person| skill(person, line.skill).0 > 0);
            !matches!(line.progress, Progress::Finished(_))
                && line.gain_bits >= WORTH_WAITING_BITS
                && somebody
        };
        incident.inquiries.iter().any(teaches)
    }

    /// The best person at hand or asking questions: mending comes first.
    pub(super) fn best_mender(
        &self,
        incident: &IncidentSeen,
        wanted: SkillId,
        at_least: Ppm,
    ) -> Option<PersonId> {
        let asking = self.seen.people.iter().filter(|person| {
            matches!(person.activity, Activity::Investigating(of, _) if of == incident.id)
                && !self.taken.contains(&person.id)
        });
        self.at_hand_for(incident)
            .chain(asking)
            .filter(|person| skill(person, wanted) >= at_least)
            .max_by_key(|person| (is_fresh(person), skill(person, wanted)))
            .map(|person| person.id)
    }

    /// Lines that nobody is at, what teaches most for its time first; none once the cause is all but certain.
    pub(super) fn lines_worth_asking<'b>(
        &self,
        incident: &'b IncidentSeen,
    ) -> Vec<&'b InquirySeen> {
        let beliefs = incident.causes.iter().map(|cause| cause.belief);
        if beliefs.fold(0.0, f64::max) >= SURE {
            return Vec::new();
        }
        let lines = incident.inquiries.iter();
        let mut lines: Vec<&InquirySeen> = lines.filter(|line| self.is_unasked(line)).collect();
        let worth = |line: &InquirySeen| {
            let share = if line.hampered_by.is_some() { 0.4 } else { 1.0 };
            line.gain_bits / line.usual_minutes * share
        };
        lines.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        lines
    }

    /// Nobody is at a line of inquiry, was or is about to be.
    fn is_unasked(&self, line: &InquirySeen) -> bool {
        let starts =
            |command: &Command| matches!(command, Command::Investigate(_, id, _) if *id == line.id);
        is_open(self.seen, line.progress, starts)
    }

    /// Sends people along the lines that teach most for their time.
    pub(in crate::leaders) fn ask(&mut self, incident: &IncidentSeen) {
        let asked = |line: &&InquirySeen| {
            !matches!(line.progress, Progress::Finished(_)) && !self.is_unasked(line)
        };
        let asking = incident.inquiries.iter().filter(asked).count();
        let room = self.manner.lines_at_once.saturating_sub(asking);
        for line in self.lines_worth_asking(incident).into_iter().take(room) {
            let right = self
                .best_of(incident, incident.owner, line.skill)
                .or_else(|| self.best(incident, line.skill, RIGHT_PERSON));
            if let Some(person) = right.or_else(|| self.best(incident, line.skill, Ppm(1))) {
                self.give(Command::Investigate(incident.id, line.id, person.id));
            }
        }
    }

    /// The best among those who own what is looked into: they know the way, or come to know it.
    fn best_of(
        &self,
        incident: &IncidentSeen,
        team: TeamId,
        wanted: SkillId,
    ) -> Option<&'a PersonSeen> {
        self.at_hand_for(incident)
            .filter(|person| person.team == team && skill(person, wanted) >= RIGHT_PERSON)
            .max_by_key(|person| (is_fresh(person), skill(person, wanted)))
    }
}
