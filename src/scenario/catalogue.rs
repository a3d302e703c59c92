//! Which scenarios there are: those in the binary, and those of a folder, which win.

use super::diagnostics::{Diagnostic, Severity, did_you_mean};
use super::files::Shelf;
use super::load::{Loaded, Problems, load, problem};
use std::path::{Path, PathBuf};

/// The scenarios that can be named.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// A folder whose scenarios win over those in the binary.
    folder: Option<PathBuf>,
}

/// A scenario that can be named.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// Its id: the name of its file.
    pub id: String,
    /// Its path in the scenarios' folder, `/` between folders.
    pub path: String,
}

impl Entry {
    /// Not for people: it shows that the model agrees with a closed form. Such a scenario has no marks.
    pub fn is_oracle(&self) -> bool {
        self.path.starts_with(super::ORACLES)
    }
}

/// What a check of files and folders brought to light.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checked {
    /// How many scenarios were read.
    pub scenarios: usize,
    /// Why some of them cannot be played.
    pub errors: Vec<Diagnostic>,
    /// What their authors should look at.
    pub warnings: Vec<Diagnostic>,
}

impl Catalogue {
    /// The binary's scenarios, and those of a folder if one is given.
    pub fn new(folder: Option<PathBuf>) -> Catalogue {
        Catalogue { folder }
    }

    /// The folder that `BRIDGECALL_SCENARIOS` names, or `scenarios` here if this is Bridgecall's own source.
    pub fn find() -> Catalogue {
        let here = || {
            let manifest = std::fs::read_to_string("Cargo.toml").unwrap_or_default();
            manifest
                .lines()
                .any(|line| line.trim() == "name = \"bridgecall\"")
                .then(|| PathBuf::from("scenarios"))
        };
        let named = std::env::var_os("BRIDGECALL_SCENARIOS")
            .map(PathBuf::from)
            .or_else(here);
        Catalogue {
            folder: named.filter(|folder| folder.is_dir()),
        }
    }

    fn shelf(&self) -> Shelf<'_> {
        self.folder.clone().map_or(Shelf::Shipped, Shelf::Folder)
    }

    /// A scenario's path as a reader can open it.
    pub fn shown(&self, entry: &Entry) -> String {
        self.shelf().shown(&entry.path)
    }

    /// Every scenario that people play, sorted by id.
    pub fn playable(&self) -> Vec<Entry> {
        let mut entries = self.entries();
        entries.retain(|entry| !entry.is_oracle());
        entries
    }

    /// Every scenario, sorted by id.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for path in self
            .shelf()
            .scenarios()
            .into_iter()
            .chain(Shelf::Shipped.scenarios())
        {
            let file = path.rsplit('/').next().unwrap_or(&path);
            let id = file.strip_suffix(".ron").unwrap_or(file).to_owned();
            if entries.iter().all(|entry| entry.id != id) {
                entries.push(Entry { id, path });
            }
        }
        entries.sort();
        entries
    }

    /// Loads a scenario by its id or by the path of its file, in the form named or in its first.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn load(&self, name: &str, form: Option<&str>) -> Result<Loaded, Problems> {
        let entries = self.entries();
        if let Some(entry) = entries.iter().find(|entry| entry.id == name) {
            return load(&self.shelf(), &entry.path, form);
        }
        if name.ends_with(".ron") || name.contains(['/', '\\']) {
            let (shelf, path) = self.place(Path::new(name));
            return load(&shelf, &path, form);
        }
        let ids = || entries.iter().map(|entry| entry.id.as_str());
        let help = did_you_mean(name, ids()).unwrap_or_else(|| {
            format!("scenarios are `{}`", ids().collect::<Vec<_>>().join("`, `"))
        });
        Err(problem(
            name,
            "BC0307",
            format!("there is no scenario `{name}`"),
            Some(help),
        ))
    }

    /// Checks files and folders, every form of every scenario.
    pub fn check(&self, paths: &[PathBuf]) -> Checked {
        let mut checked = Checked::default();
        for file in Catalogue::files(paths) {
            self.check_file(&file, &mut checked);
        }
        checked
    }

    /// Files as they are, and the scenarios of folders, in order.
    pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
        let of = |path: &PathBuf| match path.is_dir() {
            true => {
                let inner = Shelf::Folder(path.clone()).scenarios().into_iter();
                inner.map(|inner| path.join(inner)).collect()
            }
            false => vec![path.clone()],
        };
        paths.iter().flat_map(of).collect()
    }

    fn check_file(&self, path: &Path, checked: &mut Checked) {
        let (shelf, path) = self.place(path);
        checked.scenarios += 1;
        let diagnostics = match load(&shelf, &path, None) {
            Ok(loaded) => loaded.warnings,
            Err(problems) => problems.diagnostics,
        };
        for diagnostic in diagnostics {
            let list = match diagnostic.severity {
                Severity::Error => &mut checked.errors,
                Severity::Warning => &mut checked.warnings,
            };
            // A fragment's faults show in every scenario that uses it.
            if !list.contains(&diagnostic) {
                list.push(diagnostic);
            }
        }
    }

    /// The shelf of a file anywhere, and its path there: the folder above the file's own counts as the scenarios' folder.
    fn place(&self, file: &Path) -> (Shelf<'static>, String) {
        let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
        if let Some(folder) = &self.folder
            && let Ok(inside) = file.strip_prefix(folder)
        {
            return (Shelf::Folder(folder.clone()), text(inside));
        }
        let own = file.parent().unwrap_or(Path::new(""));
        let above = own.parent().filter(|_| own.file_name().is_some());
        let root = above.unwrap_or(own);
        let path = file.strip_prefix(root).unwrap_or(file);
        (Shelf::Folder(root.to_path_buf()), text(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SMALL: &str = include_str!("../../tests/small.ron");

    fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_is_listed_without_what_is_no_scenario() {
        let files = [
            "a/small.ron",
            "a/small.en.ron",
            "a/small.marks.ron",
            "fragments/team.ron",
        ];
        let folder = folder_with(&files.map(|path| (path, SMALL)));
        let entries = Catalogue::new(Some(folder.path().into())).entries();
        let small = Entry {
            id: "small".into(),
            path: "a/small.ron".into(),
        };
        assert!(entries.contains(&small));
        assert!(
            entries
                .iter()
                .all(|entry| entry.id != "team" && !entry.id.contains('.'))
        );
    }

    #[test]
    fn a_scenario_loads_by_its_id_and_by_its_path_with_its_marks() {
        let folder = folder_with(&[("a/small.ron", SMALL), ("a/small.marks.ron", "(par: 1)")]);
        let catalogue = Catalogue::new(Some(folder.path().into()));
        let by_id = catalogue.load("small", Some("drawn")).unwrap();
        let by_path = Catalogue::default()
            .load(
                folder.path().join("a/small.ron").to_str().unwrap(),
                Some("drawn"),
            )
            .unwrap();
        assert_eq!(by_id, by_path);
        assert_eq!(by_id.marks.as_deref(), Some("(par: 1)"));
        assert_eq!(by_id.scenario.sources[0].path, "a/small.ron");
    }

    #[test]
    fn an_unknown_scenario_lists_those_there_are() {
        let folder = folder_with(&[("a/small.ron", SMALL)]);
        let catalogue = Catalogue::new(Some(folder.path().into()));
        let help = |name| {
            catalogue.load(name, None).unwrap_err().diagnostics[0]
                .help
                .clone()
                .unwrap()
        };
        assert_eq!(help("smal"), "did you mean `small`?");
        assert!(help("earthquake").contains("`small`"));
    }

    #[test]
    fn a_check_counts_scenarios_and_says_a_fragments_fault_once() {
        let using = |id: &str| {
            SMALL.replace(
                "id: \"small\"",
                &format!("id: \"{id}\", use: [\"../fragments/bad.ron\"]"),
            )
        };
        let (one, two) = (using("one"), using("two"));
        let folder = folder_with(&[
            ("a/one.ron", &one),
            ("a/two.ron", &two),
            ("fragments/bad.ron", "(planets: [])"),
        ]);
        let checked = Catalogue::default().check(&[folder.path().into()]);
        assert_eq!(checked.scenarios, 2);
        let errors: Vec<_> = checked
            .errors
            .iter()
            .map(|error| (error.code, error.line))
            .collect();
        assert_eq!(errors, [("BC0203", 1)]);
    }

    #[test]
    fn a_missing_file_is_said_at_its_own_path() {
        let problems = Catalogue::default()
            .load("nowhere/none.ron", None)
            .unwrap_err();
        assert_eq!(
            problems.to_string(),
            "error[BC0101]: there is no file `nowhere/none.ron`\n--> nowhere/none.ron"
        );
    }
}
