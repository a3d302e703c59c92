//! Every number that a scenario may contain has a range that is checked, and a unit: in its name, in its type, or in the list below.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Types that say what they count: minutes, a share of a whole, points, money, a factor of demand.
const WITH_UNIT: [&str; 8] = [
    "Minutes",
    "PersonMinutes",
    "MeanMinutes",
    "Share",
    "Standing",
    "Points",
    "Amount",
    "Factor",
];
/// Types that say their range alone: the name of the field has to say the unit.
const RANGED: [&str; 2] = ["Number", "Whole"];
/// Types without a checked range.
const BARE: [&str; 12] = [
    "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "f32", "f64",
];
/// Words in a name that say a unit.
const UNITS: [&str; 11] = [
    "per", "ms", "second", "seconds", "minute", "minutes", "hours", "days", "percent", "times",
    "calls",
];

/// Pure numbers, and numbers whose unit stands elsewhere: what they mean.
const MEANINGS: &[(&str, &str)] = &[
    ("Draft.format", "the version of the format"),
    (
        "Alarms.least_requests",
        "requests in the window of an alert",
    ),
    ("Triage.sigma", "standard deviation of the logarithm"),
    ("Inquiry.sigma", "standard deviation of the logarithm"),
    ("Remedy.sigma", "standard deviation of the logarithm"),
    ("Vendor.sigma", "standard deviation of the logarithm"),
    ("Stream.sigma", "standard deviation of the logarithm"),
    (
        "CaseEffort.Lognormal",
        "standard deviation of the logarithm",
    ),
    ("CaseEffort.Gamma", "the shape of the distribution"),
    ("Cadences.sev1", "minutes: the field is `cadence_minutes`"),
    ("Cadences.sev2", "minutes: the field is `cadence_minutes`"),
    ("Cadences.sev3", "minutes: the field is `cadence_minutes`"),
    ("Cadences.sev4", "minutes: the field is `cadence_minutes`"),
    ("Cadences.sev5", "minutes: the field is `cadence_minutes`"),
    ("Milestones.detected", "a minute of the run"),
    ("Milestones.diagnosed", "a minute of the run"),
    ("Milestones.mitigated", "minutes of the run"),
    ("Service.tier", "a rank"),
    ("Service.place", "thousandths of the map's width and height"),
    ("Service.attempts", "attempts"),
    ("Service.client_attempts", "attempts"),
    (
        "Service.retry_budget",
        "retries as a share of first attempts",
    ),
    ("Copies.need", "copies"),
    ("Copies.of", "copies"),
    ("Redundant.need", "services"),
    ("Capacity.units", "units"),
    ("Autoscale.most", "units"),
    ("Commitment.units", "units"),
    ("Feed.tables", "tables"),
    ("Person.heads", "people"),
    ("Queue.severity", "a rank"),
    ("Condition.Declared", "a severity"),
    ("Condition.IncidentsOpen", "incidents"),
    ("Vendor.denials", "denials"),
    ("Deploy.batch", "items"),
    ("Stage.limit", "items"),
    ("Stream.most", "items"),
    ("Lever.at_start", "in the unit of what it moves"),
    ("Lever.from", "in the unit of what it moves"),
    ("Lever.to", "in the unit of what it moves"),
    (
        "Condition.LeverAtLeast",
        "in the unit of what the lever moves",
    ),
    ("Effect.SetLever", "in the unit of what the lever moves"),
    ("Effect.Interrupt", "seconds of the leader"),
    ("Effect.Later", "minutes"),
    ("Effect.Clocks", "minutes ahead of UTC"),
    ("Cut.Detection", "minutes"),
];

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// The words of a name: `fix_minutes`, `LogisticMinutes`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_ascii_uppercase() {
            parts.push(String::new());
        }
        if c != '_' {
            parts.last_mut().unwrap().push(c.to_ascii_lowercase());
        }
    }
    parts
}

/// Name and type of every field and variant in a file: `("Remedy.sigma", "Number<0, 3, 1_000_000>")`.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let (mut holder, mut in_enum) = (String::new(), false);
    for line in text.lines() {
        in_enum &= line != "}";
        let line = line.trim();
        if line.starts_with("//") || line.starts_with('#') {
            continue;
        }
        // What is shown as an example is no type.
        let line = line.split(" = ").next().unwrap();
        let begins = line.strip_suffix('{').map(|begins| begins.trim());
        let name = begins.and_then(|begins| words(begins).last());
        if let Some(name) = name.filter(|name| name.starts_with(char::is_uppercase)) {
            // A variant with fields belongs to its enum.
            if !in_enum {
                holder = name.to_owned();
            }
            in_enum |= line.contains("enum ");
        } else if let Some((name, of)) = line.split_once(':').filter(|_| !line.contains("::")) {
            // `Latency { above_ms: At<…> }` stands in one line.
            let name = name.split(" as ").next().unwrap();
            let name = words(name).last().unwrap();
            all.push((format!("{holder}.{name}"), of.to_owned()));
        } else if let Some((name, of)) = line.split_once('(') {
            all.push((format!("{holder}.{name}"), of.to_owned()));
        }
    }
    all
}

fn drafts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scenario/draft");
    let files = fs::read_dir(folder).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts.flat_map(|text| fields(&text)).collect()
}

#[test]
fn every_number_of_a_scenario_has_a_range_and_a_unit() {
    let mut faults = String::new();
    let mut used = BTreeSet::new();
    let mut numbers = 0;
    for (name, of) in drafts() {
        let has = |types: &[&str]| words(&of).any(|word| types.contains(&word));
        numbers += u32::from(has(&WITH_UNIT) || has(&RANGED));
        if has(&BARE) {
            faults += &format!("{name}: `{of}` has no range; write `Whole<FROM, TO>`\n");
        }
        let last = name.rsplit('.').next().unwrap();
        let says = parts(last)
            .iter()
            .any(|part| UNITS.contains(&part.as_str()));
        if !has(&RANGED) || says {
            continue;
        }
        match MEANINGS.iter().find(|(known, _)| *known == name) {
            Some((known, _)) => {
                used.insert(*known);
            }
            None => {
                faults += &format!(
                    "{name}: `{of}` says no unit; end its name with one, such as `_minutes`, or say in MEANINGS what it counts\n"
                );
            }
        }
    }
    assert!(numbers > 150, "the drafts were not read: {numbers}");
    let unused = MEANINGS.iter().filter(|(name, _)| !used.contains(name));
    for (name, _) in unused {
        faults += &format!("{name} is no number without a unit any more: take it from MEANINGS\n");
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn numbers_without_a_range_or_a_unit_are_found() {
    let text = "record! {\n    Thing {\n        required size: Whole<0, 9>,\n        optional load: f64,\n        optional rest_minutes: Whole<0, 9>,\n    }\n}\npub enum Growth {\n    Wave(At<Whole<2, 9>>),\n}";
    let found = fields(text);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Thing.size",
            "Thing.load",
            "Thing.rest_minutes",
            "Growth.Wave"
        ]
    );
    assert_eq!(parts("LogisticMinutes"), ["", "logistic", "minutes"]);
}
