//! The words of the bridge and what they mean, from one file. Whatever explains a word takes it from here.

use serde::Deserialize;
use std::sync::LazyLock;

/// A word that is explained.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[expect(missing_docs, reason = "each is explained in assets/glossary.en.ron")]
pub enum Term {
    Acknowledge,
    Alert,
    Attention,
    Base,
    BurnRate,
    Case,
    Cause,
    Ceiling,
    Change,
    Commander,
    Communications,
    Cost,
    CostOfDelay,
    Decision,
    Delegate,
    Dependency,
    ErrorBudget,
    Flow,
    Form,
    Health,
    Incident,
    Inquiry,
    Lever,
    LostRevenue,
    Message,
    Mitigated,
    Morale,
    OnCall,
    Operations,
    Overload,
    Par,
    Pipeline,
    PlanningTime,
    Reliability,
    Remedy,
    Resolved,
    Retries,
    Seed,
    Severity,
    Sleep,
    Triage,
    Uncovered,
    Update,
}

/// A word with its meaning.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Entry {
    /// Which.
    pub term: Term,
    /// As it is written on screen.
    pub word: String,
    /// What it means, in a sentence or two.
    pub text: String,
}

const FILE: &str = include_str!("../../assets/glossary.en.ron");

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| read().unwrap_or_default());

/// Reads the glossary's file.
///
/// # Errors
/// Where it is not well formed, or explains a word that is not a [`Term`].
pub fn read() -> Result<Vec<Entry>, ron::error::SpannedError> {
    ron::from_str(FILE)
}

/// Every word, in the order of the alphabet.
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// A word's meaning.
pub fn entry(term: Term) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.term == term)
}
