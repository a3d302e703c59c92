//! From files to a [`Scenario`]: read, gather fragments and texts, lay the form over, resolve, check.

use super::at::{At, Pairs, read};
use super::checks;
use super::diagnostics::{Diagnostic, Diagnostics, Severity, Span, did_you_mean};
use super::draft::{Draft, Form, Fragment, List, Truth};
use super::files::{Shelf, beside, is_fragment};
use super::markers;
use super::names::{Names, items};
use super::numbers::Number;
use super::prose::{Texts, words};
use super::resolve::{guide, resolve};
use super::rules::Rules;
use super::{Scenario, Source};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt;

/// The format that this version reads.
const FORMAT: i64 = 1;

/// A scenario that can be played.
#[derive(Clone, PartialEq, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// What its author should look at.
    pub warnings: Vec<Diagnostic>,
    /// The text of the marks beside it, if there are any.
    pub marks: Option<String>,
}

/// Why a scenario cannot be played: everything at once, sorted by place. Contains warnings too.
#[derive(Clone, PartialEq, Debug)]
pub struct Problems {
    /// Every error and warning.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.diagnostics.iter().map(Diagnostic::plain).collect();
        f.write_str(&texts.join("\n\n"))
    }
}

impl std::error::Error for Problems {}

/// Loads a scenario from the texts that a log embeds: the scenario's file comes first.
pub fn load_sources(sources: &[Source], form: Option<&str>) -> Result<Loaded, Problems> {
    let path = sources.first().map_or("", |source| source.path.as_str());
    load(&Shelf::Texts(sources), path, form)
}

/// Markers that a scenario declares, each once.
fn opportunities(draft: &Draft, names: &Names, found: &mut Diagnostics) -> Vec<&'static str> {
    let mut declared: Vec<usize> = Vec::new();
    for written in draft.opportunities.items() {
        let Some(at) = names.markers.look_up(written, found) else {
            continue;
        };
        if declared.contains(&at) {
            let message = format!("the marker `{}` is declared twice", markers::IDS[at]);
            found.error("BC0302", written.span, message);
        }
        declared.push(at);
    }
    declared.sort_unstable();
    declared.into_iter().map(|at| markers::IDS[at]).collect()
}

/// Loads a scenario from a shelf.
pub(super) fn load(shelf: &Shelf<'_>, path: &str, form: Option<&str>) -> Result<Loaded, Problems> {
    let mut found = Diagnostics::default();
    let scenario = Loader {
        shelf,
        found: &mut found,
        fragments: Vec::new(),
        texts: Texts::default(),
    }
    .load(path, form);
    let scenario = scenario.filter(|_| !found.has_errors());
    let diagnostics = found.finish();
    match scenario {
        Some(scenario) => Ok(Loaded {
            scenario,
            warnings: diagnostics,
            marks: shelf.read(&sibling(path, "marks")).ok(),
        }),
        None => Err(Problems { diagnostics }),
    }
}

/// One problem of no file in particular.
pub(super) fn problem(
    file: &str,
    code: &'static str,
    message: String,
    help: Option<String>,
) -> Problems {
    let diagnostic = Diagnostic {
        file: file.to_owned(),
        line: 1,
        column: 1,
        code,
        message,
        help,
        severity: Severity::Error,
        span: 0..0,
        text: "".into(),
    };
    Problems {
        diagnostics: vec![diagnostic],
    }
}

/// `a/b.ron` → `a/b.en.ron`.
fn sibling(path: &str, kind: &str) -> String {
    format!("{}.{kind}.ron", path.strip_suffix(".ron").unwrap_or(path))
}

struct Loader<'a> {
    shelf: &'a Shelf<'a>,
    found: &'a mut Diagnostics,
    /// Fragments that were read, so that one used twice counts once.
    fragments: Vec<String>,
    texts: Texts,
}

impl Loader<'_> {
    fn load(mut self, path: &str, form: Option<&str>) -> Option<Scenario> {
        let file = self.open(path, None)?;
        if is_fragment(path) {
            let place = Span::start_of(file);
            self.found
                .error("BC0109", place, "a fragment is no scenario")
                .help("name a scenario that uses it");
            return None;
        }
        let mut draft: Draft = read(file, self.found)?;
        if let Some(Number(format @ 2..)) = draft.format.get() {
            // Nothing else that was found means anything in another format.
            self.found.forget();
            let message = format!("format {format} is newer than {FORMAT}; update bridgecall");
            self.found.error("BC0206", draft.format.span, message);
            return None;
        }
        self.id_is_the_files(&draft, path);
        self.sidecar(path);
        let uses = draft.uses.clone();
        self.gather(&uses, &[path.to_owned()], &mut draft);

        let forms = self.forms(&draft);
        let wanted = match form {
            None => 0,
            Some(form) => self.form_at(form, &forms, &draft)?,
        };
        let bare = Names::declare(&draft, self.found);
        let mut played: Vec<(Draft, Names, Rules)> = Vec::new();
        for (at, overlay) in std::iter::once(None)
            .chain(items(&draft.forms).map(Some))
            .enumerate()
        {
            let before = self.found.count();
            let draft = overlay.map_or_else(
                || draft.clone(),
                |form| overlaid(&draft, form, &bare, self.found),
            );
            let names = Names::declare(&draft, self.found);
            let rules = resolve(&draft, &names, self.found);
            checks::check(&draft, self.found);
            checks::reach::check(&draft, &rules, self.found);
            if at > 0 {
                self.found.name_form(before, &forms[at]);
            }
            played.push((draft, names, rules));
        }
        words(&draft, &bare, self.texts.clone(), self.found);
        let opportunities = opportunities(&draft, &bare, self.found);
        let guide = guide(&draft, &bare, self.found);
        if wanted >= played.len() {
            return None;
        }
        let (draft, names, rules) = played.swap_remove(wanted);
        // Only the base form can say which texts are missing.
        let words = words(&draft, &names, self.texts, &mut Diagnostics::default());
        Some(Scenario {
            id: draft.id.value?,
            form: forms[wanted].clone(),
            forms,
            ids: names.ids(),
            rules_digest: digest(&rules),
            text_digest: digest(&words),
            rules,
            words,
            opportunities,
            guide,
            sources: self.found.sources(),
        })
    }

    /// Opens a file; what is wrong with it is said where it is used, or at its own path.
    fn open(&mut self, path: &str, used_at: Option<Span>) -> Option<u16> {
        let outcome = self.shelf.read(path);
        let shown = self.shelf.shown(path);
        match outcome {
            Ok(text) => Some(self.found.add_file(
                shown,
                Source {
                    path: path.to_owned(),
                    text,
                },
            )),
            Err(refusal) => {
                let place = used_at.unwrap_or_else(|| {
                    Span::start_of(self.found.add_file(
                        shown,
                        Source {
                            path: path.to_owned(),
                            text: String::new(),
                        },
                    ))
                });
                let found = self.found.error(refusal.code, place, refusal.message);
                if let Some(help) = refusal.help {
                    found.help(help);
                }
                None
            }
        }
    }

    fn id_is_the_files(&mut self, draft: &Draft, path: &str) {
        let file = path.rsplit('/').next().unwrap_or(path);
        let stem = file.strip_suffix(".ron").unwrap_or(file);
        if let Some(id) = draft.id.as_ref().filter(|id| *id != stem) {
            self.found
                .error(
                    "BC0304",
                    draft.id.span,
                    format!("the id is `{id}`, but the file is `{file}`"),
                )
                .help(format!(
                    "write `id: \"{stem}\"`, or rename the file to `{id}.ron`"
                ));
        }
    }

    fn sidecar(&mut self, path: &str) {
        let path = sibling(path, "en");
        if !self.shelf.has(&path) {
            return;
        }
        if let Some(file) = self.open(&path, None)
            && let Some(texts) = read::<Pairs<String>>(file, self.found)
        {
            self.texts.add(texts, self.found);
        }
    }

    /// Adds the parts of fragments to a draft, each fragment once; `trail` leads to the file that uses them.
    fn gather(&mut self, uses: &At<List<String>>, trail: &[String], draft: &mut Draft) {
        for used in uses.items() {
            let (Some(written), Some(user)) = (used.as_ref(), trail.last()) else {
                continue;
            };
            let Some(path) = beside(user, written) else {
                let message = format!("`{written}` lies outside the scenarios' folder");
                self.found.error("BC0105", used.span, message);
                continue;
            };
            if trail.contains(&path) {
                let circle: Vec<_> = trail
                    .iter()
                    .skip_while(|file| **file != path)
                    .chain([&path])
                    .cloned()
                    .collect();
                let message = format!(
                    "fragments use one another in a circle: {}",
                    circle.join(" → ")
                );
                self.found.error("BC0106", used.span, message);
            } else if !self.fragments.contains(&path) {
                self.fragments.push(path.clone());
                self.fragment(&path, used.span, trail, draft);
            }
        }
    }

    fn fragment(&mut self, path: &str, used_at: Span, trail: &[String], draft: &mut Draft) {
        let Some(file) = self.open(path, Some(used_at)) else {
            return;
        };
        let Some(fragment) = read::<Fragment>(file, self.found) else {
            return;
        };
        self.sidecar(path);
        let trail: Vec<String> = trail.iter().cloned().chain([path.to_owned()]).collect();
        self.gather(&fragment.uses, &trail, draft);
        add(&mut draft.sites, fragment.sites);
        add(&mut draft.teams, fragment.teams);
        add(&mut draft.people, fragment.people);
        add(&mut draft.services, fragment.services);
        add(&mut draft.work, fragment.work);
        add(&mut draft.streams, fragment.streams);
        add(&mut draft.pipelines, fragment.pipelines);
        add(&mut draft.stakeholders, fragment.stakeholders);
    }

    /// Names of the forms, the base first.
    fn forms(&mut self, draft: &Draft) -> Vec<String> {
        let mut forms = vec![
            draft
                .base_form
                .value
                .clone()
                .unwrap_or_else(|| "base".into()),
        ];
        for form in items(&draft.forms) {
            let id = form.id.value.clone().unwrap_or_default();
            if !id.is_empty() && forms.contains(&id) {
                self.found.error(
                    "BC0302",
                    form.id.span,
                    format!("the form `{id}` is declared twice"),
                );
            }
            forms.push(id);
        }
        forms
    }

    fn form_at(&mut self, wanted: &str, forms: &[String], draft: &Draft) -> Option<usize> {
        let at = forms.iter().position(|form| form == wanted);
        if at.is_none() {
            let help = did_you_mean(wanted, forms.iter().map(String::as_str))
                .unwrap_or_else(|| format!("forms are `{}`", forms.join("`, `")));
            self.found
                .error(
                    "BC0308",
                    draft.forms.span.opening(),
                    format!("there is no form `{wanted}`"),
                )
                .help(help);
        }
        at
    }
}

/// Puts a fragment's items behind those that are there.
fn add<T>(list: &mut At<List<T>>, more: At<List<T>>) {
    if let Some(more) = more.value {
        list.value.get_or_insert_default().extend(more);
    }
}

/// A draft as one of its forms changes it.
fn overlaid(draft: &Draft, form: &Form, names: &Names, found: &mut Diagnostics) -> Draft {
    let mut draft = draft.clone();
    for away in form.away.items() {
        names.people.look_up(away, found);
    }
    if let Some(people) = &mut draft.people.value {
        people.retain(|person| {
            let id = person.as_ref().and_then(|person| person.id.as_ref());
            id.is_none_or(|id| {
                !form
                    .away
                    .items()
                    .iter()
                    .any(|away| away.as_ref() == Some(id))
            })
        });
    }
    let goes = |id: &At<String>| form.away.items().iter().any(|away| away.value == id.value);
    for rota in draft.rotas.value.iter_mut().flatten() {
        if let Some(people) = rota
            .value
            .as_mut()
            .and_then(|rota| rota.people.value.as_mut())
        {
            people.retain(|id| id.value.is_none() || !goes(id));
        }
    }
    if let Some(percent) = form.demand_percent.get() {
        for service in draft
            .services
            .value
            .iter_mut()
            .flatten()
            .filter_map(|service| service.value.as_mut())
        {
            if let Some(demand) = &mut service.demand_per_minute.value {
                demand.0 = demand.0 * percent.0 / 100;
            }
        }
    }
    let first = draft
        .faults
        .value
        .iter_mut()
        .flatten()
        .next()
        .and_then(|fault| fault.value.as_mut());
    if let Some(fault) = first {
        match form.truth.as_ref() {
            Some(Truth::Drawn) => fault.truth.value = None,
            Some(Truth::Cause(cause)) => fault.truth = cause.clone(),
            None => {}
        }
        if form.onset_minutes.value.is_some() {
            fault.onset_minutes = form.onset_minutes.clone();
        }
    }
    draft
}

/// SHA-256 of a value's postcard bytes, in hexadecimal.
fn digest(value: &impl Serialize) -> String {
    let bytes =
        postcard::to_stdvec(value).expect("lists, numbers and texts always have a postcard form");
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::scenario::rules::{CommandKind, Onset, RemedyEffect};
    use crate::scenario::units::{Ppm, Tick};

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.into(),
            text: text.into(),
        }
    }

    fn small() -> Vec<Source> {
        vec![
            source("tests/small.ron", include_str!("../../tests/small.ron")),
            source(
                "tests/small.en.ron",
                include_str!("../../tests/small.en.ron"),
            ),
        ]
    }

    /// The small scenario with a part of its text replaced.
    pub(in crate::scenario) fn small_but(this: &str, that: &str) -> Vec<Source> {
        let mut sources = small();
        assert!(sources[0].text.contains(this), "{this}");
        sources[0].text = sources[0].text.replacen(this, that, 1);
        sources
    }

    /// The small scenario in its first form.
    pub(in crate::scenario) fn small_scenario() -> Scenario {
        loaded(&small(), None).scenario
    }

    fn loaded(sources: &[Source], form: Option<&str>) -> Loaded {
        load_sources(sources, form).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn codes(sources: &[Source], form: Option<&str>) -> Vec<String> {
        let problems = load_sources(sources, form).unwrap_err();
        problems
            .diagnostics
            .iter()
            .map(|one| format!("{} {}:{}", one.code, one.line, one.column))
            .collect()
    }

    #[test]
    fn the_small_scenario_loads_without_a_warning() {
        let Loaded {
            scenario,
            warnings,
            marks,
        } = loaded(&small(), None);
        assert_eq!((warnings, marks), (vec![], None));
        assert_eq!(scenario.forms, ["known", "drawn", "disk"]);
        assert_eq!(
            (scenario.id.as_str(), scenario.form.as_str()),
            ("small", "known")
        );
        assert_eq!(scenario.sources, small());
        assert_eq!(scenario.ids.skills, ["shop", "database", "network"]);
        assert_eq!(
            scenario.words.inquiries[0].findings[1],
            "Every query is slow."
        );
        let rules = scenario.rules;
        assert_eq!(
            rules.causes.iter().map(|cause| cause.prior.0).sum::<u32>(),
            Ppm::ALL.0
        );
        assert_eq!(
            rules.inquiries[0].likelihood,
            [[Ppm(900_000), Ppm(100_000)], [Ppm(200_000), Ppm(800_000)]]
        );
        assert_eq!(
            rules.remedies[1].effects,
            [RemedyEffect::Partial(Ppm(500_000)), RemedyEffect::Fixes]
        );
        assert_eq!(rules.remedies[0].effort.median_milli, 2500);
        assert_eq!(
            rules.attention.seconds[CommandKind::ALL
                .iter()
                .position(|kind| *kind == CommandKind::Post)
                .unwrap()],
            120
        );
        assert_eq!(rules.attention.seconds[0], 15);
    }

    #[test]
    fn a_shift_is_the_one_that_runs_or_the_next() {
        let people = loaded(&small(), None).scenario.rules.people;
        // The run begins at 13:30: Ada's shift runs, Ben's begins tonight, Cem's is over until tomorrow.
        assert_eq!(
            (
                people[0].shift_from,
                people[0].shift_until,
                people[0].awake_minutes
            ),
            (-330, 210, 420)
        );
        assert_eq!(
            (
                people[1].shift_from,
                people[1].shift_until,
                people[1].awake_minutes
            ),
            (510, 990, 0)
        );
        assert_eq!((people[2].shift_from, people[2].shift_until), (1350, 1410));
    }

    #[test]
    fn a_form_changes_truth_onset_people_and_demand() {
        let drawn = loaded(&small(), Some("drawn")).scenario;
        assert_eq!(drawn.ids.people, ["ada", "ben"]);
        assert_eq!(drawn.words.people.len(), 2);
        assert_eq!(
            drawn.rules.faults[0].onset,
            Onset::Window(Tick(6), Tick(16))
        );
        assert_eq!(drawn.rules.services[0].demand_per_minute, 900);
        let disk = loaded(&small(), Some("disk")).scenario;
        assert_eq!(disk.rules.faults[0].truth.map(|cause| cause.at()), Some(1));
        assert_ne!(disk.rules_digest, drawn.rules_digest);
    }

    #[test]
    fn a_corrected_sentence_changes_one_digest_only() {
        let before = loaded(&small(), None).scenario;
        let mut sources = small();
        sources[1].text = sources[1].text.replace("Orders hang", "Orders wait");
        let after = loaded(&sources, None).scenario;
        assert_eq!(before.rules_digest, after.rules_digest);
        assert_ne!(before.text_digest, after.text_digest);
        assert_eq!(before.rules_digest.len(), 64);
    }

    #[test]
    fn an_unknown_form_lists_the_forms() {
        let problems = load_sources(&small(), Some("winter")).unwrap_err();
        assert_eq!(problems.diagnostics[0].code, "BC0308");
        assert_eq!(
            problems.diagnostics[0].help.as_deref(),
            Some("forms are `known`, `drawn`, `disk`")
        );
    }

    #[test]
    fn somebody_away_may_not_be_needed() {
        let sources = small_but("away: [\"cem\"]", "away: [\"ada\", \"dan\"]");
        let problems = load_sources(&sources, None).unwrap_err();
        let messages: Vec<_> = problems
            .diagnostics
            .iter()
            .map(|one| one.message.as_str())
            .collect();
        assert!(
            messages.contains(&"there is no person `dan` in the form `drawn`"),
            "{messages:?}"
        );
        assert!(
            messages.contains(&"nobody has the skill `shop` in the form `drawn`"),
            "{messages:?}"
        );
    }

    #[test]
    fn the_prose_is_optional_and_its_lack_is_one_warning() {
        let Loaded {
            scenario, warnings, ..
        } = loaded(&small()[..1], None);
        assert_eq!(
            warnings
                .iter()
                .map(|warning| warning.code)
                .collect::<Vec<_>>(),
            ["BC0107"]
        );
        assert_eq!(scenario.words.services[2], "Sign in");
    }

    #[test]
    fn a_text_left_out_or_of_nothing_is_a_warning() {
        let mut sources = small();
        sources[1].text = sources[1].text.replace("\"team.shop\"", "\"team.shup\"");
        let warnings = loaded(&sources, None).warnings;
        let said: Vec<_> = warnings
            .iter()
            .map(|one| (one.code, one.file.as_str(), one.line))
            .collect();
        assert_eq!(
            said,
            [
                ("BC0310", "tests/small.ron", 11),
                ("BC0311", "tests/small.en.ron", 4)
            ]
        );
        assert_eq!(
            warnings[1].help.as_deref(),
            Some("did you mean `team.shop`?")
        );
    }

    #[test]
    fn fragments_are_read_once_and_not_in_circles() {
        let with = |uses: &str| small_but("starts_at", &format!("use: [{uses}], starts_at"));
        let mut sources = with("\"../fragments/a.ron\", \"../fragments/b.ron\"");
        sources.push(source(
            "fragments/a.ron",
            "(use: [\"b.ron\"], teams: [\"legal\"])",
        ));
        sources.push(source("fragments/b.ron", "(teams: [\"press\"])"));
        sources.push(source(
            "fragments/b.en.ron",
            "{\"team.press\": \"Press office\"}",
        ));
        let scenario = loaded(&sources, None).scenario;
        assert_eq!(scenario.ids.teams, ["shop", "platform", "press", "legal"]);
        assert_eq!(scenario.words.teams[2], "Press office");
        assert_eq!(loaded(&scenario.sources, None).scenario, scenario);

        sources[3].text = "(use: [\"a.ron\"], faults: [])".into();
        assert_eq!(
            codes(&sources, None),
            ["BC0310 1:26", "BC0106 1:8", "BC0203 1:18", "BC0311 1:2"]
        );
        assert_eq!(
            codes(&with("\"../fragments/none.ron\", \"../../x.ron\""), None),
            ["BC0101 6:11", "BC0105 6:36"]
        );
    }

    #[test]
    fn nothing_else_is_said_about_a_newer_format() {
        let sources = small_but("format: 1", "format: 2, planets: []");
        let problems = load_sources(&sources, None).unwrap_err();
        assert_eq!(problems.diagnostics.len(), 1);
        assert_eq!(
            problems.diagnostics[0].message,
            "format 2 is newer than 1; update bridgecall"
        );
    }

    #[test]
    fn brackets_nested_deeply_are_refused() {
        for opening in ["(", "[", "{", "Not(", "(a:", "[(a:", "Some("] {
            let text = opening.repeat(200_000);
            assert_eq!(
                load_sources(&[source("a.ron", &text)], None)
                    .unwrap_err()
                    .diagnostics
                    .len(),
                1,
                "{opening}"
            );
            let deep = format!("Minute(1{}", ")".repeat(60_001));
            let sources = small_but(
                "MinutesSinceFirstAlert(1)",
                &format!("{}{deep}", "Not(".repeat(60_000)),
            );
            assert!(load_sources(&sources, None).is_err());
        }
    }
}
