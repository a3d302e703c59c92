//! The marks that a run is scored by: those beside the scenario where they fit, others measured on the spot.

use super::{PROVISIONAL_SEEDS, measure};
use crate::scenario::Scenario;
use crate::score::marks::{FormMarks, Marks};
use std::sync::Arc;

/// Marks, and how far they can be trusted.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
    /// The marks of the form that is played.
    pub marks: FormMarks,
    /// Why they were measured on the spot, over few seeds; `None` for the scenario's own.
    pub provisional: Option<String>,
}

/// The marks in the text of the file beside a scenario, if they fit; measured now over a few seeds otherwise.
pub fn given(scenario: &Arc<Scenario>, beside: Option<&str>) -> Given {
    if scenario.is_oracle() {
        // Measured over no seed, nothing is at stake.
        return Given {
            marks: measure(scenario, 0),
            provisional: None,
        };
    }
    match fitting(scenario, beside) {
        Ok(marks) => Given {
            marks,
            provisional: None,
        },
        Err(why) => Given {
            marks: measure(scenario, PROVISIONAL_SEEDS),
            provisional: Some(why),
        },
    }
}

/// Why the marks in the text of the file beside a scenario do not fit it, or say no more how leaders stand; `None` where they do, or
/// where it needs none.
pub fn misfit(scenario: &Scenario, beside: Option<&str>) -> Option<String> {
    if scenario.is_oracle() {
        return None;
    }
    match fitting(scenario, beside) {
        Ok(marks) => marks.standings_stale(),
        Err(why) => Some(why),
    }
}

/// The marks in the text of the file beside a scenario.
///
/// # Errors
/// Says why they do not fit it.
pub fn fitting(scenario: &Scenario, beside: Option<&str>) -> Result<FormMarks, String> {
    let text = beside.ok_or("no marks lie beside the scenario")?;
    let marks: Marks = ron::from_str(text)
        .map_err(|error| format!("the marks beside the scenario cannot be read: {error}"))?;
    if marks.scenario != scenario.id {
        return Err(format!(
            "the marks beside the scenario are of `{}`",
            marks.scenario
        ));
    }
    let form = marks
        .forms
        .into_iter()
        .find(|form| form.form == scenario.form);
    let form = form.ok_or_else(|| {
        format!(
            "the marks beside the scenario lack the form `{}`",
            scenario.form
        )
    })?;
    match form.stale(&scenario.rules_digest) {
        Some(why) => Err(why),
        None => Ok(form),
    }
}
