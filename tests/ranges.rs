//! What every number that is shown must be: finite, not negative unless its name says so, and a share where it is one.
//!
//! It reads the text that `Debug` writes, field names and all, because there a NaN still shows: JSON has none, and writes `null`.

/// Names of what may be below zero.
const SIGNED: &[&str] = &[
    "budget_left",       // overspent
    "budgets",           // did not last
    "shift_until",       // may have been before the run
    "first_shift_until", // the same
    "levers",            // by their own limits
    "pace_percent",      // change of pace
];
/// What names of shares have in them.
const SHARES: &[&str] = &[
    "belief",
    "prior",
    "chance",
    "share",
    "ratio",
    "probability",
    "availability",
    "efficiency",
    "rate",
    "distribution",
    "gini",
    "retries",
    "warmth",
    "evidence",
];
/// Names of shares that may be more than the whole.
const ABOVE_ALL: &[&str] = &[
    "budgets_at_look", // overspent
];
/// Names of what runs from 0 to 100.
const STANDINGS: &[&str] = &[
    "morale",
    "morale_lowest",
    "trust",
    "safety",
    "debt",
    "adoption_percent",
    "shed_percent",
    "trusted_percent",
];

/// Panics at the first number that is not what its name says.
pub(super) fn check(text: &str) {
    if let Some((path, number)) = fault(text) {
        panic!("{path} is {number}");
    }
}

/// The first number that is wrong, and where it stands.
fn fault(text: &str) -> Option<(String, String)> {
    let bytes = text.as_bytes();
    let end_of = |from: usize, part: fn(u8) -> bool| {
        let rest = bytes[from..].iter();
        from + rest.take_while(|byte| part(**byte)).count()
    };
    // Field names from the outside in, and what stands before each bracket.
    let mut path = vec![("", "")];
    let (mut at, mut word) = (0, "");
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let mut end = at + 1;
                while bytes[end] != b'"' {
                    end += 1 + usize::from(bytes[end] == b'\\');
                }
                at = end + 1;
                continue;
            }
            b'(' | b'[' | b'{' => path.push((path[path.len() - 1].0, word)),
            b')' | b']' | b'}' => {
                path.pop();
            }
            b'-' | b'0'..=b'9' => {
                let number = &text[at..end_of(at, |byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
                })];
                let (name, of) = path[path.len() - 1];
                if !number.parse().is_ok_and(|value| fits(name, of, value)) {
                    return Some((told(&path), number.to_owned()));
                }
                at += number.len();
                word = "";
                continue;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let end = end_of(at, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
                word = &text[at..end];
                if matches!(word, "NaN" | "inf") {
                    return Some((told(&path), word.to_owned()));
                }
                at = end;
                if bytes.get(at) == Some(&b':') {
                    path.last_mut()?.0 = word;
                }
                continue;
            }
            b' ' => {
                at += 1;
                continue;
            }
            _ => {}
        }
        word = "";
        at += 1;
    }
    None
}

fn told(path: &[(&str, &str)]) -> String {
    let names: Vec<&str> = path.iter().map(|(name, _)| *name).collect();
    names.join(".")
}

fn fits(name: &str, of: &str, value: f64) -> bool {
    let most = if ABOVE_ALL.contains(&name) {
        f64::MAX
    } else if of == "Ppm" {
        1e6
    } else if SHARES.iter().any(|part| name.contains(part)) {
        1.0 + 1e-9
    } else if STANDINGS.contains(&name) {
        100.0
    } else {
        f64::MAX
    };
    (value >= 0.0 || SIGNED.contains(&name)) && value <= most
}

#[test]
fn a_number_that_is_not_what_its_name_says_is_found() {
    for (text, wrong) in [
        (
            "Seen { belief: 0.5, list: [1, 2], level: Some(Ppm(1000000)), budget_left: -0.2 }",
            None,
        ),
        ("Seen { belief: 1.5 }", Some("1.5")),
        ("Seen { level: Some(Ppm(1000001)) }", Some("1000001")),
        ("Seen { inner: Inner { minutes: -3 } }", Some("-3")),
        (r#"Seen { name: "a -1 \" b", minutes: NaN }"#, Some("NaN")),
        (r#"Seen { minutes: {"a": 1e300, "b": inf} }"#, Some("inf")),
        ("Seen { morale: 101 }", Some("101")),
    ] {
        let found = fault(text);
        assert_eq!(found.map(|(_, number)| number).as_deref(), wrong, "{text}");
    }
}
