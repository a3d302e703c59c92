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
    let scenario = loaded
        .map_err(|problems| LogError::Scenario(problems.to_string()))?
        .scenario;
    let mut warnings = log.warnings.clone();
    let mut differences = log.differences.clone();
    if scenario.text_digest != header.text_digest {
        warnings.push("the scenario's words are not those that the header names; its mechanics are what counts".into());
    }
    if scenario.id != header.scenario || scenario.rules_digest != header.rules_digest {
        let message =
            "the scenario's files in the header do not make the mechanics that the header names"
                .into();
        differences.push(Difference {
            line: 1,
            entry: None,
            message,
        });
    }
    let mut run = Run::new(Arc::new(scenario), header.seed, &header.leader).in_mode(header.mode);
    match replay(log, &mut run) {
        Ok(()) if log.footer.is_none() => {
            warnings.push(format!(
                "the log has no footer: the run is not over, and was left at minute {}",
                run.now().0
            ));
        }
        Ok(()) => {}
        Err(difference) => differences.push(difference),
    }
    restore_words(log, &mut run, &mut differences);
    differences.sort();
    let verified = differences.is_empty();
    Ok(Verified {
        run,
        verified,
        finished: log.footer.is_some() && verified,
        differences,
        warnings,
    })
}

/// Gives every command again, to the first difference.
fn replay(log: &RunLog, run: &mut Run) -> Result<(), Difference> {
    for ((line, entry), number) in log.entries.iter().zip(1..) {
        let differs = |message| Difference {
            line: *line,
            entry: Some(entry.entry),
            message,
        };
        if entry.entry != number {
            return Err(differs(format!("entry {number} should stand here")));
        }
        again(run, entry).map_err(differs)?;
    }
    let Some((line, footer)) = &log.footer else {
        return Ok(());
    };
    let differs = |message| Difference {
        line: *line,
        entry: None,
        message,
    };
    if footer.entries as usize != log.entries.len() {
        return Err(differs(format!(
            "the footer counts {} entries, the log has {}",
            footer.entries,
            log.entries.len()
        )));
    }
    run.step(run.scenario().rules.ends);
    if footer.tick != run.now().0 {
        return Err(differs(format!(
            "the footer ends the run at minute {}, it ends at {}",
            footer.tick,
            run.now().0
        )));
    }
    if footer.digest != run.digest() {
        return Err(differs(
            "the state at the end differs from the one that was played".into(),
        ));
    }
    Ok(())
}

fn again(run: &mut Run, entry: &EntryLine) -> Result<(), String> {
    if entry.tick() < run.now() {
        return Err(format!(
            "minute {} lies before the entry above it, at minute {}",
            entry.tick,
            run.now().0
        ));
    }
    run.step(entry.tick());
    if run.now() != entry.tick() {
        return Err(format!(
            "minute {} lies after the end of the run",
            entry.tick
        ));
    }
    if run.digest() != entry.state {
        return Err("the state before it differs from the one that was played".into());
    }
    match entry.act(run)? {
        Act::Command(command) => {
            let refused = run.give(entry.by, command);
            refused.map_err(|error| {
                format!("the command is refused: {}", error.sentence(run.scenario()))
            })
        }
        Act::Note(note) => run
            .note(entry.by, note)
            .map_err(|_| "nothing can be noted after the end of the run".into()),
    }
}

fn restore_words(log: &RunLog, run: &mut Run, differences: &mut Vec<Difference>) {
    for (number, words) in &log.words {
        let place = (*number as usize).checked_sub(1);
        let entry = place.and_then(|place| run.entries.get_mut(place));
        // Words of an entry behind the first difference belong to nothing that was rebuilt.
        if let Some(Act::Note(note)) = entry.map(|entry| &mut entry.act)
            && let Some(said) = note.words_mut()
            && !said.restore(words.clone())
        {
            let line = log
                .entries
                .iter()
                .find(|(_, entry)| entry.entry == *number)
                .map_or(1, |(line, _)| *line);
            let message = "the words kept for it are not those that were said".into();
            differences.push(Difference {
                line,
                entry: Some(*number),
                message,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::{LogFile, read, write};
    use super::super::note::{FreeText, Note};
    use super::*;
    use crate::leaders;
    use crate::scenario::Source;
    use crate::scenario::ids::{CauseId, IncidentId, PersonId};
    use crate::scenario::units::Tick;
    use crate::sim::{Command, Giver, MODEL_VERSION};
    use proptest::prelude::*;

    fn fresh() -> Run {
        let source = |path: &str, text: &str| Source {
            path: path.into(),
            text: text.into(),
        };
        let sources = [
            source("tests/small.ron", include_str!("../../tests/small.ron")),
            source(
                "tests/small.en.ron",
                include_str!("../../tests/small.en.ron"),
            ),
        ];
        let scenario = load_sources(&sources, None)
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        Run::new(Arc::new(scenario), 7, "person")
    }

    /// A run with commands, a note and a command after it, not over.
    fn half_played() -> Run {
        let mut run = fresh();
        run.step(Tick(4));
        run.propose(Giver::Leader, Command::Page(PersonId(1)))
            .unwrap();
        run.step(Tick(20));
        let reason = FreeText::new("The deadlock graph says so.", [7; 16]);
        let note = Note::Confidence {
            incident: IncidentId(0),
            cause: CauseId(0),
            percent: 80,
            reason,
        };
        run.note(Giver::Leader, note).unwrap();
        run.propose(Giver::Leader, Command::Acknowledge(IncidentId(0)))
            .unwrap();
        run.step(Tick(25));
        run
    }

    fn played() -> Run {
        let mut run = half_played();
        run.step(Tick(60));
        assert!(run.over());
        run
    }

    fn verified(text: &str) -> Verified {
        verify(&read(text.as_bytes()).unwrap()).unwrap()
    }

    /// The log with a part of its text replaced.
    fn edited(text: &str, this: &str, that: &str) -> Vec<String> {
        assert!(text.contains(this), "{this} in {text}");
        let verified = verified(&text.replacen(this, that, 1));
        assert!(!verified.verified && !verified.finished);
        verified
            .differences
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_log_rebuilds_its_run() {
        let run = played();
        let again = verified(&write(&run));
        assert!(
            again.verified && again.finished && again.warnings.is_empty(),
            "{:?}",
            again.differences
        );
        assert_eq!(again.run.digest(), run.digest());
        assert_eq!(again.run.entries(), run.entries());
        assert_eq!(again.run.events(), run.events());
    }

    #[test]
    fn a_reference_leaders_log_rebuilds_its_run() {
        let run = fresh();
        let mut leader = leaders::by_name("random", run.scenario(), 7).unwrap();
        let run = run.led_by(leader.as_mut());
        assert!(run.entries().len() > 3);
        assert!(verified(&write(&run)).verified);
    }

    #[test]
    fn an_edited_command_is_named() {
        let text = write(&played());
        let differences = edited(
            &text,
            "\"command\":\"page ben\"",
            "\"command\":\"page cem\"",
        );
        assert!(
            differences[0].starts_with("entry 1 (line 2): the chain is broken"),
            "{differences:?}"
        );
        let refused = edited(
            &text,
            "\"command\":\"acknowledge INC-1",
            "\"command\":\"acknowledge INC-9",
        );
        assert!(refused.iter().any(|line| line.contains("entry 3") && line.contains("refused: there is no INC-9")), "{refused:?}");
        let unread = edited(
            &text,
            "\"command\":\"acknowledge INC-1",
            "\"command\":\"salute INC-1",
        );
        assert!(
            unread
                .iter()
                .any(|line| line.contains("`salute` is not a command")),
            "{unread:?}"
        );
    }

    #[test]
    fn a_moved_removed_or_damaged_line_is_named() {
        let text = write(&played());
        let moved = edited(&text, "\"entry\":1,\"tick\":4", "\"entry\":1,\"tick\":5");
        assert!(moved[0].starts_with("entry 1 (line 2)"), "{moved:?}");
        let first = text.lines().nth(1).unwrap();
        let removed = edited(&text, &format!("{first}\n"), "");
        assert!(
            removed
                .iter()
                .any(|line| line.contains("entry 1 should stand here")),
            "{removed:?}"
        );
        let damaged = edited(&text, "{\"entry\":1", "{\"entry\":1,,");
        assert!(
            damaged[0].starts_with("line 2: this is no line of a log"),
            "{damaged:?}"
        );
    }

    #[test]
    fn an_edited_seed_or_rule_in_the_header_is_named() {
        let text = write(&played());
        assert!(
            edited(&text, "\"seed\":7", "\"seed\":8")[0].starts_with("line 1: the chain is broken")
        );
        let rule = edited(&text, "demand_per_minute: 600", "demand_per_minute: 700");
        assert!(
            rule.iter()
                .any(|line| line.contains("do not make the mechanics")),
            "{rule:?}"
        );
    }

    #[test]
    fn words_can_be_deleted_but_not_exchanged() {
        let text = write(&played());
        assert!(
            !text
                .lines()
                .filter(|line| !line.starts_with("{\"words\""))
                .any(|line| line.contains("graph"))
        );
        let without: String = text
            .lines()
            .filter(|line| !line.starts_with("{\"words\""))
            .map(|line| format!("{line}\n"))
            .collect();
        let again = verified(&without);
        assert!(again.verified && again.finished);
        assert_eq!(write(&again.run), without);
        assert!(
            edited(&text, "deadlock graph", "crystal ball")[0]
                .contains("the words kept for it are not those that were said")
        );
    }

    #[test]
    fn a_log_cut_short_anywhere_is_an_unfinished_run_that_can_be_played_on() {
        let run = played();
        let text = write(&run);
        let header = text.find('\n').unwrap();
        for end in header..text.len() - 1 {
            let cut = verify(&read(&text.as_bytes()[..end]).unwrap()).unwrap();
            assert!(
                cut.verified && !cut.finished,
                "{end}: {:?}",
                cut.differences
            );
            assert!(!cut.warnings.is_empty());
        }
        let last_entry = text.rfind("{\"end\"").unwrap();
        let mut cut = verified(&text[..last_entry]).run;
        cut.step(Tick(60));
        assert_eq!(write(&cut), text);
    }

    #[test]
    fn what_is_no_log_says_why() {
        let why = |text: &str| read(text.as_bytes()).unwrap_err();
        assert_eq!(why(""), LogError::Foreign);
        assert_eq!(why("PNG\n\n"), LogError::Foreign);
        assert_eq!(why("{\"bridgecall\":\"marks\"}\n"), LogError::Foreign);
        assert_eq!(
            why("{\"bridgecall\":\"runlog\",\"format\":2}\n"),
            LogError::NewerFormat(2)
        );
        let text = write(&fresh());
        assert_eq!(why(&text[..500]), LogError::NoHeader);
        assert_eq!(
            why(&text.replacen(&format!("\"model\":{MODEL_VERSION}"), "\"model\":99", 1)),
            LogError::OtherModel(99)
        );
        assert!(matches!(
            why("{\"bridgecall\":\"runlog\",\"format\":1}\n"),
            LogError::BadHeader(_)
        ));
    }

    #[test]
    fn a_log_on_disk_grows_with_its_run() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.log");
        let on_disk = || std::fs::read_to_string(&path).unwrap();
        let mut run = fresh();
        let mut file = LogFile::create(&path, &run).unwrap();
        run.propose(Giver::Leader, Command::Page(PersonId(1)))
            .unwrap();
        run.step(Tick(5));
        file.append(&run).unwrap();
        assert_eq!(on_disk(), write(&run));

        std::fs::write(&path, format!("{}{{\"entry\":2,\"ti", on_disk())).unwrap();
        let mut run = verified(&on_disk()).run;
        let mut file = LogFile::create(&path, &run).unwrap();
        run.step(Tick(60));
        file.append(&run).unwrap();
        file.append(&run).unwrap();
        assert_eq!(on_disk(), write(&run));
        assert!(verified(&on_disk()).finished);
    }

    /// The path of the log that the test below fills while files may not grow beyond a limit.
    const LIMITED: &str = "BRIDGECALL_TEST_LIMITED_LOG";

    #[cfg(unix)]
    #[test]
    fn a_log_for_which_the_disk_has_no_room_keeps_whole_lines() {
        if let Some(path) = std::env::var_os(LIMITED) {
            return fill(std::path::Path::new(&path));
        }
        let folder = tempfile::tempdir().unwrap();
        // A shell sets the limit of 32 blocks, and that reaching it is an error and no signal.
        let script = "trap '' XFSZ; ulimit -f 32; exec \"$0\" a_log_for_which_the_disk_has_no_room";
        let filled = std::process::Command::new("sh")
            .args(["-c", script])
            .arg(std::env::current_exe().unwrap())
            .env(LIMITED, folder.path().join("run.log"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&filled.stdout);
        assert!(told.contains("1 passed"), "{filled:?}");
    }

    /// Says more and more until the log cannot take it.
    #[cfg(unix)]
    fn fill(path: &std::path::Path) {
        let on_disk = || std::fs::read_to_string(path).unwrap();
        let mut run = half_played();
        let mut file = LogFile::create(path, &run).unwrap();
        let written = loop {
            let before = on_disk();
            let note = Note::Confidence {
                incident: IncidentId(0),
                cause: CauseId(0),
                percent: 80,
                reason: FreeText::new(&"It is the disk. ".repeat(50), [7; 16]),
            };
            run.note(Giver::Leader, note).unwrap();
            if file.append(&run).is_err() {
                break before;
            }
            assert!(on_disk().len() < 1_000_000, "no limit was reached");
        };
        assert!(file.append(&run).is_err());
        assert_eq!(on_disk(), written);
        assert!(verified(&written).differences.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_mutated_log_panics_or_passes_as_another_run(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..4),
        ) {
            let run = played();
            let mut bytes = write(&run).into_bytes();
            for (place, byte, how) in changes {
                let place = place.index(bytes.len());
                match how {
                    0 => bytes[place] = byte,
                    1 => bytes.insert(place, byte),
                    _ => { bytes.remove(place); }
                }
            }
            if let Ok(again) = read(&bytes).and_then(|log| verify(&log)) && again.finished {
                prop_assert_eq!(again.run.digest(), run.digest());
            }
        }
    }
}
