//! A guide through a first watch: which step of the scenario's is said now, and when it gives way to the next.
//!
//! A step that waits for an action is over as soon as such a command was given, even before it was said; one that only tells
//! something is over when it was read. The clock stops whenever a new one comes up.
//!
//! No log says what was read. Of a run that one goes on with it follows: whoever let the clock run had read what stood there.

use crate::observe::Observation;
use crate::scenario::Scenario;
use crate::scenario::guide::Part;
use crate::scenario::rules::CommandKind;

/// What is said now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The part of the bridge that it is about.
    pub part: Part,
    /// Its words.
    pub text: String,
    /// Its place among all, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// It waits for an action, and not to be read.
    pub waits: bool,
}

/// How far a guide has come.
#[derive(Default, Debug)]
pub(super) struct Guide {
    /// Steps that are over.
    over: usize,
    given: Vec<CommandKind>,
    told: Option<Told>,
}

impl Guide {
    /// A command of that kind was given.
    pub(super) fn given(&mut self, kind: CommandKind) {
        if !self.given.contains(&kind) {
            self.given.push(kind);
        }
    }

    /// The clock went on from a moment of a run that is played again: what could only be read then, was.
    pub(super) fn went_on(&mut self, scenario: &Scenario, seen: &Observation) {
        self.look(scenario, seen);
        while self.told.as_ref().is_some_and(|told| !told.waits) {
            self.read();
            self.look(scenario, seen);
        }
    }

    /// What is said was read.
    pub(super) fn read(&mut self) {
        if self.told.as_ref().is_some_and(|told| !told.waits) {
            self.over += 1;
        }
    }

    /// No more of it.
    pub(super) fn end(&mut self, scenario: &Scenario) {
        self.over = scenario.guide.len();
    }

    /// Looks what is to be said now. Tells whether something new is.
    pub(super) fn look(&mut self, scenario: &Scenario, seen: &Observation) -> bool {
        let steps = &scenario.guide;
        let is_over =
            |kind: &Option<CommandKind>| kind.is_some_and(|kind| self.given.contains(&kind));
        while steps
            .get(self.over)
            .is_some_and(|step| is_over(&step.until))
        {
            self.over += 1;
        }
        let step = steps.get(self.over).filter(|step| step.when.holds(seen));
        let told = step.map(|step| Told {
            part: step.part,
            text: scenario.words.guide[self.over].clone(),
            number: self.over + 1,
            of: steps.len(),
            waits: step.until.is_some(),
        });
        let new = told.is_some() && told != self.told;
        self.told = told;
        new
    }

    /// What is said now.
    pub(super) fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }
}
