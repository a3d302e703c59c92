//! `rehearse`: a first watch in the window, played by its keys to the debrief.

use super::output::Output;
use super::{Answer, Failure, Fronts};

pub(super) fn run(fronts: &Fronts, output: &mut Output) -> Result<Answer, Failure> {
    let Some(rehearse) = fronts.rehearse else {
        return Err(Failure::told(
            "this bridgecall was built without its window, so there is nothing to rehearse in",
        ));
    };
    let rehearsed = rehearse().map_err(Failure::Told)?;
    output.answer(&rehearsed, || {
        let (minutes, keys) = (rehearsed.minutes, rehearsed.keys);
        format!("{minutes} minutes by {keys} keys. {}\n", rehearsed.verdict)
    })?;
    Ok(Answer::Yes)
}
