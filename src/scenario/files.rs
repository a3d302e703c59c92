//! Where files come from: the binary, a folder, or the texts that a log embeds. Whatever a path leads to, reading it ends.

use super::Source;
use include_dir::{Dir, include_dir};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The scenarios in the binary.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A set of files with paths of their own, `/` between folders.
pub(super) enum Shelf<'a> {
    /// The binary.
    Shipped,
    /// A folder; what it lacks comes from the binary.
    Folder(PathBuf),
    /// Texts at hand.
    Texts(&'a [Source]),
}

/// Why a file cannot be read: a code and a sentence.
pub(super) struct Refusal {
    pub code: &'static str,
    pub message: String,
    pub help: Option<&'static str>,
}

fn refuse(code: &'static str, message: impl Into<String>, help: Option<&'static str>) -> Refusal {
    Refusal {
        code,
        message: message.into(),
        help,
    }
}

impl Shelf<'_> {
    /// A file's text.
    pub(super) fn read(&self, path: &str) -> Result<String, Refusal> {
        let missing = || refuse("BC0101", format!("there is no file `{path}`"), None);
        match self {
            Shelf::Shipped => text_of(
                SHIPPED
                    .get_file(path)
                    .ok_or_else(missing)?
                    .contents()
                    .to_vec(),
            ),
            Shelf::Texts(texts) => {
                let source = texts
                    .iter()
                    .find(|source| source.path == path)
                    .ok_or_else(missing)?;
                text_of(source.text.clone().into_bytes())
            }
            Shelf::Folder(folder) => match read_file(&folder.join(path)) {
                Err(refusal) if refusal.code == "BC0101" && SHIPPED.get_file(path).is_some() => {
                    Shelf::Shipped.read(path)
                }
                outcome => outcome,
            },
        }
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Shelf::Shipped => SHIPPED.get_file(path).is_some(),
            Shelf::Texts(texts) => texts.iter().any(|source| source.path == path),
            Shelf::Folder(folder) => folder.join(path).exists() || SHIPPED.get_file(path).is_some(),
        }
    }

    /// The path as a reader can open it.
    pub(super) fn shown(&self, path: &str) -> String {
        match self {
            Shelf::Shipped => format!("scenarios/{path}"),
            Shelf::Texts(_) => path.to_owned(),
            Shelf::Folder(folder) => {
                let whole = folder.join(path);
                whole
                    .strip_prefix(".")
                    .unwrap_or(&whole)
                    .to_string_lossy()
                    .replace('\\', "/")
            }
        }
    }

    /// Every scenario file, sorted by path.
    pub(super) fn scenarios(&self) -> Vec<String> {
        let mut paths = Vec::new();
        match self {
            Shelf::Shipped => walk_shipped(&SHIPPED, &mut paths),
            Shelf::Texts(texts) => paths.extend(texts.iter().map(|source| source.path.clone())),
            Shelf::Folder(folder) => walk_folder(folder, "", &mut paths),
        }
        paths.retain(|path| is_scenario(path));
        paths.sort();
        paths
    }
}

/// Whether a path is a scenario's, not a sidecar's or a fragment's.
fn is_scenario(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.ends_with(".ron") && file.matches('.').count() == 1 && !is_fragment(path)
}

/// Whether a path lies among the fragments.
pub(super) fn is_fragment(path: &str) -> bool {
    path.starts_with("fragments/") || path.contains("/fragments/")
}

fn walk_shipped(folder: &Dir<'_>, paths: &mut Vec<String>) {
    paths.extend(
        folder
            .files()
            .map(|file| file.path().to_string_lossy().replace('\\', "/")),
    );
    folder.dirs().for_each(|inner| walk_shipped(inner, paths));
}

/// Lists files; links to folders are not followed, so this ends.
fn walk_folder(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk_folder(&entry.path(), &format!("{path}/"), paths),
            _ => paths.push(path),
        }
    }
}

fn read_file(path: &Path) -> Result<String, Refusal> {
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => refuse(
            "BC0101",
            format!("there is no file `{}`", path.display()),
            None,
        ),
        _ => refuse("BC0108", format!("the file cannot be read: {error}"), None),
    };
    let kind = fs::metadata(path).map_err(unreadable)?;
    if !kind.is_file() {
        let what = if kind.is_dir() {
            "a folder"
        } else {
            "no regular file"
        };
        return Err(refuse(
            "BC0102",
            format!("this is {what}"),
            Some("name a file that ends in `.ron`"),
        ));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    text_of(bytes)
}

fn text_of(bytes: Vec<u8>) -> Result<String, Refusal> {
    if bytes.len() as u64 > LARGEST {
        return Err(refuse(
            "BC0104",
            "the file is larger than 4 MiB",
            Some("no scenario needs so much; is this the right file?"),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
            + 1;
        refuse(
            "BC0103",
            format!("the file is not UTF-8 from line {line} on"),
            Some("save it as UTF-8"),
        )
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// A path that a file names, from the folder of that file: `..` is resolved. `None` if it leaves the shelf.
pub(super) fn beside(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_shelf() {
        assert_eq!(
            beside("history/a.ron", "../fragments/b.ron").as_deref(),
            Some("fragments/b.ron")
        );
        assert_eq!(
            beside("history/a.ron", "./b.ron").as_deref(),
            Some("history/b.ron")
        );
        assert_eq!(beside("a.ron", "../b.ron"), None);
        assert_eq!(beside("a.ron", "/etc/passwd"), None);
        assert_eq!(beside("a.ron", "C:\\b.ron"), None);
    }

    #[test]
    fn sidecars_marks_and_fragments_are_no_scenarios() {
        for path in [
            "a/b.en.ron",
            "a/b.marks.ron",
            "fragments/b.ron",
            "a/fragments/b.ron",
            "a/b.toml",
        ] {
            assert!(!is_scenario(path), "{path}");
        }
        assert!(is_scenario("history/waf-regex-2019.ron"));
    }

    #[test]
    fn a_file_of_50_megabytes_is_refused_with_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("noise.ron"), vec![b'('; 50_000_000]).unwrap();
        let refusal = Shelf::Folder(folder.path().into())
            .read("noise.ron")
            .err()
            .unwrap();
        assert_eq!(
            (refusal.code, refusal.message.as_str()),
            ("BC0104", "the file is larger than 4 MiB")
        );
    }

    #[test]
    fn a_folder_and_bytes_of_another_encoding_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("latin.ron"), b"(\n\"\xe9\")").unwrap();
        let shelf = Shelf::Folder(folder.path().into());
        assert_eq!(
            shelf.read("latin.ron").err().unwrap().message,
            "the file is not UTF-8 from line 2 on"
        );
        assert_eq!(shelf.read("").err().unwrap().code, "BC0102");
        assert_eq!(shelf.read("none.ron").err().unwrap().code, "BC0101");
    }
}
