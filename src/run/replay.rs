//! From a log back to the run: every command is given again at its tick, and every digest has to be the same.

use super::log::{Difference, EntryLine, LogError, RunLog};
use super::{Act, Run};
use crate::scenario::load::load_sources;
use std::sync::Arc;

/// What replaying a log came to.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The run, as far as the log is true. One that is not over can be played on from here.
    pub run: Run,
    /// Nothing differs.
    pub verified: bool,
    /// The log is sealed: the run is over.
    pub finished: bool,
    /// Where the log differs from what was played, in the order of the lines.
    pub differences: Vec<Difference>,
    /// What a reader should know although nothing is wrong.
    pub warnings: Vec<String>,
}

/// Rebuilds a run from its log and compares every digest on the way.
///
/// # Errors
/// If the scenario in the log cannot be played.
pub fn verify(log: &RunLog) -> Result<Verified, LogError> {
    let header = &log.header;
    let loaded = load_sources(&header.sources, Some(&header.form));
    let scenario = loaded.map_err(|problems| LogError::Scenario(problems.to_string()))?.scenario;
    let mut warnings = log.warnings.clone();
    let mut differences = log.differences.clone();
    if scenario.text_digest != header.text_digest {
        warnings.push("the scenario's words are not those that the header names; its mechanics are what counts".into());
    }
    if scenario.id != header.scenario || scenario.rules_digest != header.rules_digest {
        let message = "the scenario's files in the header do not make the mechanics that the header names".into();
        differences.push(Difference { line: 1, entry: None, message });
    }
    let mut run = Run::new(Arc::new(scenario), header.seed, &header.leader);
    match replay(log, &mut run) {
        Ok(()) if log.footer.is_none() => {
            warnings.push(format!("the log has no footer: the run is not over, and was left at minute {}", run.now().0));
        }
        Ok(()) => {}
        Err(difference) => differences.push(difference),
    }
    restore_words(log, &mut run, &mut differences);
    differences.sort();
    let verified = differences.is_empty();
    Ok(Verified { run, verified, finished: log.footer.is_some() && verified, differences, warnings })
}

/// Gives every command again, to the first difference.
fn replay(log: &RunLog, run: &mut Run) -> Result<(), Difference> {
    for ((line, entry), number) in log.entries.iter().zip(1..) {
        let differs = |message| Difference { line: *line, entry: Some(entry.entry), message };
        if entry.entry != number {
            return Err(differs(format!("entry {number} should stand here")));
        }
        again(run, entry).map_err(differs)?;
    }
    let Some((line, footer)) = &log.footer else { return Ok(()) };
    let differs = |message| Difference { line: *line, entry: None, message };
    if footer.entries as usize != log.entries.len() {
        return Err(differs(format!("the footer counts {} entries, the log has {}", footer.entries, log.entries.len())));
    }
    run.step(run.scenario().rules.ends);
    if footer.tick != run.now().0 {
        return Err(differs(format!("the footer ends the run at minute {}, it ends at {}", footer.tick, run.now().0)));
    }
    if footer.digest != run.digest() {
        return Err(differs("the state at the end differs from the one that was played".into()));
    }
    Ok(())
}

fn again(run: &mut Run, entry: &EntryLine) -> Result<(), String> {
    if entry.tick() < run.now() {
        return Err(format!("minute {} lies before the entry above it, at minute {}", entry.tick, run.now().0));
    }
    run.step(entry.tick());
    if run.now() != entry.tick() {
        return Err(format!("minute {} lies after the end of the run", entry.tick));
    }
    if run.digest() != entry.state {
        return Err("the state before it differs from the one that was played".into());
    }
    match entry.act(run)? {
        Act::Command(command) => {
            let refused = run.give(entry.by, command);
            refused.map_err(|error| format!("the command is refused: {}", error.sentence(run.scenario())))
        }
        Act::Note(note) => run.note(entry.by, note).map_err(|_| "nothing can be noted after the end of the run".into()),
    }
}

fn restore_words(log: &RunLog, run: &mut Run, differences: &mut Vec<Difference>) {
    for (number, words) in &log.words {
        let place = (*number as usize).checked_sub(1);
        let entry = place.and_then(|place| run.entries.get_mut(place));
        // Words of an entry behind the first difference belong to nothing that was rebuilt.
        if let Some(Act::Note(note)) = entry.map(|entry| &mut entry.act)
            && !note.words_mut().restore(words.clone())
        {
            let line = log.entries.iter().find(|(_, entry)| entry.entry == *number).map_or(1, |(line, _)| *line);
            let message = "the words kept for it are not those that were said".into();
            differences.push(Difference { line, entry: Some(*number), message });
        }
    }
}
