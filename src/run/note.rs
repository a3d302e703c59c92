//! What people say about a run without changing it: in the log, outside the World and its digest.

use crate::scenario::ids::{CauseId, IncidentId};
use crate::sim::world::hex;
use sha2::{Digest, Sha256};

/// Something said about a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// How sure somebody is of a cause, and why.
    Confidence {
        /// The incident it is about.
        incident: IncidentId,
        /// The cause believed in.
        cause: CauseId,
        /// How sure, 0–100.
        percent: u8,
        /// Why, in their words.
        reason: FreeText,
    },
}

impl Note {
    /// The words in it.
    pub fn words(&self) -> &FreeText {
        match self {
            Note::Confidence { reason, .. } => reason,
        }
    }

    pub(super) fn words_mut(&mut self) -> &mut FreeText {
        match self {
            Note::Confidence { reason, .. } => reason,
        }
    }
}

/// Words that a person typed. The log's chain holds only their salted hash, so they can be deleted and the log still verifies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FreeText {
    hash: String,
    kept: Option<Box<Words>>,
}

/// The words themselves, and the salt without which the hash tells nothing about them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// Salt, in hexadecimal.
    pub salt: String,
    /// What was typed.
    pub text: String,
}

impl FreeText {
    /// Words as they were typed; the salt should be fresh random bytes.
    pub fn new(text: &str, salt: [u8; 16]) -> FreeText {
        let words = Words {
            salt: hex(&salt),
            text: text.to_owned(),
        };
        FreeText {
            hash: words.hash(),
            kept: Some(Box::new(words)),
        }
    }

    /// Words that are known only by their hash.
    pub(super) fn deleted(hash: String) -> FreeText {
        FreeText { hash, kept: None }
    }

    /// Puts the words back; `false` if they are not those that were said.
    pub(super) fn restore(&mut self, words: Words) -> bool {
        let same = words.hash() == self.hash;
        if same {
            self.kept = Some(Box::new(words));
        }
        same
    }

    /// SHA-256 of salt and words, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The words, unless they were deleted.
    pub fn kept(&self) -> Option<&Words> {
        self.kept.as_deref()
    }
}

impl Words {
    fn hash(&self) -> String {
        hex(&Sha256::digest(format!("{}:{}", self.salt, self.text)))
    }
}
