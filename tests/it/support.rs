//! A folder to work in, the real program to run in it, and the tables it answers with. A failure shows the command, the
//! folder, and what the program said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A temporary folder.
pub struct Workdir {
    folder: tempfile::TempDir,
}

impl Workdir {
    /// A copy of the project of the sample, with everything that it reads.
    pub fn sample() -> Self {
        let workdir = Self::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(root.join("koe.toml"), workdir.file("koe.toml")).unwrap();
        for folder in ["surveys", "sample-data"] {
            copy(&root.join(folder), &workdir.file(folder));
        }
        workdir
    }

    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A project with one survey: `toml` without its `[survey]` id, which is `s`, and a file of answers.
    pub fn survey(toml: &str, file: &str, answers: impl AsRef<[u8]>) -> Self {
        let dir = Self::new();
        dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
        let about = if toml.contains("[survey]") { "" } else { "[survey]\nid = \"s\"\n" };
        let source =
            if toml.contains("[[source]]") { String::new() } else { format!("[[source]]\nfile = \"{file}\"\n") };
        dir.write("s.toml", format!("{about}{source}{toml}"));
        dir.write(file, answers);
        dir
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
        self
    }

    /// Runs the program here.
    pub fn koe(&self, arguments: &[&str]) -> Run {
        run(self.path(), arguments)
    }

    /// The tables of `koe tab … --json`, which must succeed.
    pub fn tab(&self, arguments: &[&str]) -> Vec<Table> {
        let all: Vec<&str> = ["tab", "--json"].iter().chain(arguments).copied().collect();
        self.koe(&all).code(0).tables()
    }

    /// The one table of `koe tab … --json`.
    pub fn table(&self, arguments: &[&str]) -> Table {
        let mut tables = self.tab(arguments);
        assert_eq!(tables.len(), 1, "one table of {arguments:?}");
        tables.remove(0)
    }
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder, arguments).output().unwrap();
    Run {
        command: format!("koe {}", arguments.join(" ")),
        folder: folder.to_owned(),
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program, ready to be started in a folder.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_koe"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").env("KOE_SETTINGS", "").stdin(Stdio::null());
    command
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).unwrap();
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// What the program did.
pub struct Run {
    command: String,
    folder: PathBuf,
    code: Option<i32>,
    /// Data.
    pub stdout: Vec<u8>,
    /// Everything else.
    pub stderr: String,
}

impl Run {
    /// Fails with everything there is to know.
    #[track_caller]
    pub fn fail(&self, why: &str) -> ! {
        let Run { command, folder, code, stderr, .. } = self;
        let stdout: String = String::from_utf8_lossy(&self.stdout).chars().take(4000).collect();
        panic!(
            "{why}\n$ {command}\nin {}\nexit {code:?}\n--- stdout\n{stdout}\n--- stderr\n{stderr}",
            folder.display()
        );
    }

    /// Expects an exit code.
    #[track_caller]
    pub fn code(self, wanted: i32) -> Self {
        if self.code != Some(wanted) {
            self.fail(&format!("expected exit code {wanted}"));
        }
        self
    }

    /// Expects parts of what was said.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        if let Some(part) = parts.iter().find(|part| !self.stderr.contains(**part)) {
            self.fail(&format!("expected “{part}” on stderr"));
        }
        self
    }

    /// Expects no data.
    #[track_caller]
    pub fn no_data(self) -> Self {
        if !self.stdout.is_empty() {
            self.fail("expected nothing on stdout");
        }
        self
    }

    /// The data as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap_or_else(|error| self.fail(&error.to_string()))
    }

    /// The data as json.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_else(|error| self.fail(&error.to_string()))
    }

    /// The data as tables.
    #[track_caller]
    pub fn tables(&self) -> Vec<Table> {
        match self.json() {
            Value::Array(tables) => tables.into_iter().map(Table).collect(),
            _ => self.fail("expected an array of tables"),
        }
    }
}

/// A table of `koe tab --json`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table(pub Value);

impl Table {
    /// A count of the base: `n`, `all`, `NA`, …
    pub fn base(&self, name: &str) -> u64 {
        self.0["base"][name].as_u64().unwrap_or_else(|| panic!("base.{name} in {:#}", self.0["base"]))
    }

    /// n, all, answered, NA, NAP, INV, UNK.
    pub fn bases(&self) -> [u64; 7] {
        ["n", "all", "answered", "NA", "NAP", "INV", "UNK"].map(|name| self.base(name))
    }

    /// The codes of the options, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.0["options"].as_array().unwrap().iter().map(|option| option["code"].as_str().unwrap()).collect()
    }

    /// All groups.
    pub fn groups(&self) -> &[Value] {
        self.0["groups"].as_array().unwrap()
    }

    /// The codes of a banner's groups, in order.
    pub fn group_codes(&self, banner: &str) -> Vec<&str> {
        let of_banner = self.groups().iter().filter(|group| group["banner"] == banner);
        of_banner.map(|group| group["code"].as_str().unwrap()).collect()
    }

    /// 全体, or a group of a banner.
    pub fn group(&self, banner: Option<&str>, code: &str) -> &Value {
        let found = self.groups().iter().find(|group| group["banner"].as_str() == banner && group["code"] == code);
        found.unwrap_or_else(|| panic!("no group {banner:?} {code} in {:#}", self.0))
    }

    /// 全体.
    pub fn total(&self) -> &Value {
        self.group(None, "total")
    }

    /// A cell of a group.
    pub fn cell<'a>(&self, group: &'a Value, option: &str) -> &'a Value {
        let cells = group["cells"].as_array().unwrap();
        cells.iter().find(|cell| cell["option"] == option).unwrap_or_else(|| panic!("no option {option} in {group:#}"))
    }

    /// The counts of 全体, in the options' order.
    pub fn counts(&self) -> Vec<u64> {
        counts(self.total())
    }

    /// The counts of a banner's group, in the options' order.
    pub fn counts_in(&self, banner: &str, code: &str) -> Vec<u64> {
        counts(self.group(Some(banner), code))
    }

    /// The count of an option among all.
    pub fn count(&self, option: &str) -> u64 {
        self.cell(self.total(), option)["n"].as_u64().unwrap()
    }

    /// The notes.
    pub fn notes(&self) -> Vec<&str> {
        self.0["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect()
    }
}

/// The counts of a group, in the options' order.
pub fn counts(group: &Value) -> Vec<u64> {
    group["cells"].as_array().unwrap().iter().map(|cell| cell["n"].as_u64().unwrap()).collect()
}

/// The values of a key in a group's cells.
pub fn values(group: &Value, key: &str) -> Vec<Option<f64>> {
    group["cells"].as_array().unwrap().iter().map(|cell| cell[key].as_f64()).collect()
}

/// True when two figures agree to 1e-9, relative to the larger.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}
