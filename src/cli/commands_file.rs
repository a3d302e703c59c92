//! A file of commands: `13:45 acknowledge INC-1` or `9 acknowledge INC-1`, a line each, `#` before remarks. A line may also say how
//! sure the leader is and why: `13:50 sure INC-1 bad-rule 70 because it went out at 13:42`.

use crate::run::note::Note;
use crate::run::{Act, Run};
use crate::scenario::Scenario;
use crate::scenario::units::Tick;
use crate::sim::{Command, Giver};
use rand::TryRng;
use rand::rngs::SysRng;
use serde::Serialize;

/// A command or a note, and when to give it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Planned {
    line: usize,
    tick: Tick,
    act: Act,
    written: String,
}

/// A command that the run did not take.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Refused {
    pub line: usize,
    pub tick: u32,
    pub command: String,
    pub reason: String,
}

/// Reads a file of commands.
///
/// # Errors
/// Everything that is wrong with it, a line each.
pub(super) fn read(text: &str, scenario: &Scenario) -> Result<Vec<Planned>, Vec<String>> {
    let mut planned = Vec::new();
    let mut faults = Vec::new();
    let mut before = Tick(0);
    for (content, line) in text.lines().zip(1..) {
        let content = content.split('#').next().unwrap_or_default().trim();
        if content.is_empty() {
            continue;
        }
        match read_line(content, before, scenario) {
            Ok((tick, act, written)) => {
                before = tick;
                planned.push(Planned {
                    line,
                    tick,
                    act,
                    written,
                });
            }
            Err(why) => faults.push(format!("line {line}: {why}")),
        }
    }
    if faults.is_empty() {
        Ok(planned)
    } else {
        Err(faults)
    }
}

fn read_line(
    content: &str,
    before: Tick,
    scenario: &Scenario,
) -> Result<(Tick, Act, String), String> {
    let (time, act) = content
        .split_once(char::is_whitespace)
        .ok_or("a line is a time and a command, `13:45 acknowledge INC-1`")?;
    let tick = read_time(time, before, scenario)?;
    if tick < before {
        return Err(format!(
            "minute {} lies before the line above, at minute {}",
            tick.0, before.0
        ));
    }
    if tick >= scenario.rules.ends {
        return Err(format!(
            "`{time}` lies after the end of the run, at minute {}",
            scenario.rules.ends.0
        ));
    }
    let (act, ids) = (act.trim_start(), &scenario.ids);
    if act.starts_with("sure ") {
        let note = Note::read(act, ids, fresh_salt()?)?;
        return Ok((tick, Act::Note(note), act.to_owned()));
    }
    let command = Command::read(act, ids)?;
    Ok((tick, Act::Command(command), command.written(ids)))
}

/// Without it the hash in the log would give away a reason that was deleted to whoever guesses it.
fn fresh_salt() -> Result<[u8; 16], String> {
    let mut salt = [0; 16];
    SysRng
        .try_fill_bytes(&mut salt)
        .map_err(|error| format!("no salt can be drawn for the reason: {error}"))?;
    Ok(salt)
}

/// Minutes since the run began, or the clock's next such face.
fn read_time(time: &str, before: Tick, scenario: &Scenario) -> Result<Tick, String> {
    let Some((hour, minute)) = time.split_once(':') else {
        return time
            .parse()
            .map(Tick)
            .map_err(|_| format!("`{time}` is no time; write `13:45` or a minute of the run"));
    };
    let number =
        |digits: &str, below: u32| digits.parse::<u32>().ok().filter(|&number| number < below);
    let face = number(hour, 24)
        .zip(number(minute, 60))
        .map(|(hour, minute)| hour * 60 + minute);
    let face =
        face.ok_or_else(|| format!("`{time}` is no time; write `13:45` or a minute of the run"))?;
    let first = (face + 1440 - u32::from(scenario.rules.starts_at.0)) % 1440;
    let days = before.0.saturating_sub(first).div_ceil(1440);
    Ok(Tick(first + days * 1440))
}

/// Plays a run to its end by planned commands, and says which were refused.
pub(super) fn lead(mut run: Run, planned: &[Planned]) -> (Run, Vec<Refused>) {
    let mut refused = Vec::new();
    for planned in planned {
        run.step(planned.tick);
        let given = match &planned.act {
            Act::Command(command) => run.propose(Giver::Leader, *command),
            Act::Note(note) => run.note(Giver::Leader, note.clone()),
        };
        if let Err(error) = given {
            refused.push(Refused {
                line: planned.line,
                tick: planned.tick.0,
                command: planned.written.clone(),
                reason: error.sentence(run.scenario()),
            });
        }
    }
    run.step(run.scenario().rules.ends);
    (run, refused)
}
