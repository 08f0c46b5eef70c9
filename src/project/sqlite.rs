//! The journal as an SQLite file beside `koe.toml`.
//!
//! Municipal files often lie on a network share, which decides three things. The rollback journal is used, not WAL: WAL
//! needs memory shared by all programs, which does not exist across computers (sqlite.org/wal.html). The file is open only
//! while it is read or written, so that backup and synchronising tools never meet it half-way and an exchanged file is
//! noticed instead of written past. And `synchronous` is EXTRA, one step beyond FULL: the folder is flushed too when the
//! rollback journal goes, or a power cut could bring it back and with it the state before the last act.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, TransactionBehavior};

use super::error::StoreError;
use super::journal::{Act, Entry, Store};

/// The layout below; kept in `PRAGMA user_version`.
const VERSION: i64 = 1;

/// `seq` counts from 1 without gaps.
const LAYOUT: &str = "
    CREATE TABLE acts (
        seq INTEGER PRIMARY KEY,
        id  TEXT NOT NULL UNIQUE,
        at  TEXT NOT NULL,
        who TEXT NOT NULL,
        act TEXT NOT NULL
    );
    PRAGMA user_version = 1;";

/// How long to wait for another program that is writing.
const WAIT: Duration = Duration::from_secs(3);

/// A journal in an SQLite file, which appears with the first act.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    read_only: bool,
    wait: Duration,
}

impl Sqlite {
    /// Nothing is opened or created yet. Without permission to write it is read-only whatever is asked.
    pub fn new(path: PathBuf, read_only: bool) -> Self {
        let read_only = read_only || !may_write(&path);
        Self { path, read_only, wait: WAIT }
    }

    fn open(&self, create: bool) -> Result<Connection, rusqlite::Error> {
        let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags |= if self.read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
        flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(self.wait)?;
        Ok(connection)
    }

    /// True if the file holds a journal, false if it holds nothing at all.
    fn has_layout(&self, connection: &Connection) -> Result<bool, Failure> {
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        match (version, tables) {
            // Nobody can be writing now. SQLite takes a file cut to less than a page for an empty one.
            (0, 0) if std::fs::metadata(&self.path).is_ok_and(|file| file.len() > 0) => {
                Err(self.damaged("no acts, though the file is not empty".to_owned()).into())
            }
            (0, 0) => Ok(false),
            (VERSION, _) => Ok(true),
            (found, _) if found > VERSION => {
                Err(StoreError::Newer { path: self.path.clone(), found, known: VERSION }.into())
            }
            _ => Err(StoreError::NotAJournal { path: self.path.clone() }.into()),
        }
    }

    fn try_read(&self, last: Option<&Entry>) -> Result<Vec<Entry>, Failure> {
        let nothing = || match last {
            None => Ok(Vec::new()),
            Some(_) => Err(StoreError::Replaced { path: self.path.clone() }.into()),
        };
        if !self.path.try_exists().map_err(|error| self.failed(&error.to_string()))? {
            return nothing();
        }
        let mut connection = self.open(false)?;
        let transaction = connection.transaction()?;
        if !self.has_layout(&transaction)? {
            return nothing();
        }
        if last.is_none() {
            let report: String = transaction.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            if report != "ok" {
                return Err(self.damaged(report).into());
            }
        }
        // The last act known is read again, to see that this is still the same journal.
        let mut statement =
            transaction.prepare("SELECT seq, id, at, who, act FROM acts WHERE ?1 IS NULL OR seq >= ?1 ORDER BY seq")?;
        let mut rows = statement.query([last.map(|entry| entry.seq)])?;
        if let Some(last) = last {
            let same = rows.next()?.map(|row| row.get("id")).transpose()? == Some(last.id.clone());
            if !same {
                return nothing();
            }
        }
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(self.entry(row)?);
        }
        Ok(entries)
    }

    fn try_append(&self, last: Option<&Entry>, who: &str, act: &Act) -> Result<Option<Entry>, Failure> {
        if self.read_only {
            return Err(StoreError::ReadOnly { path: self.path.clone() }.into());
        }
        let json = serde_json::to_string(act).map_err(|error| self.failed(&error.to_string()))?;
        if let (None, Some(folder)) = (last, self.path.parent()) {
            std::fs::create_dir_all(folder).map_err(|error| self.failed(&error.to_string()))?;
        }
        let mut connection = self.open(last.is_none())?;
        connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;")?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !self.has_layout(&transaction)? {
            transaction.execute_batch(LAYOUT)?;
        }
        let newest: Option<(i64, String)> = transaction
            .query_row("SELECT seq, id FROM acts ORDER BY seq DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if newest != last.map(|entry| (entry.seq, entry.id.clone())) {
            return Ok(None);
        }
        let seq = last.map_or(0, |entry| entry.seq) + 1;
        let (id, at) = transaction.query_row(
            "INSERT INTO acts (seq, id, at, who, act)
             VALUES (?1, lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?2, ?3) RETURNING id, at",
            (seq, who, &json),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        transaction.commit()?;
        Ok(Some(Entry { seq, id, at, who: who.to_owned(), act: act.clone() }))
    }

    fn entry(&self, row: &Row<'_>) -> Result<Entry, Failure> {
        let seq = row.get("seq")?;
        let json: String = row.get("act")?;
        let act = serde_json::from_str(&json).map_err(|error| {
            let detail = error.to_string();
            match error.is_data() {
                true => StoreError::UnknownAct { path: self.path.clone(), seq, detail },
                false => self.damaged(format!("act {seq}: {detail}")),
            }
        })?;
        Ok(Entry { seq, id: row.get("id")?, at: row.get("at")?, who: row.get("who")?, act })
    }

    fn failed(&self, detail: &str) -> StoreError {
        StoreError::Failed { path: self.path.clone(), detail: detail.to_owned() }
    }

    /// What SQLite's error means here. `no_permission` is what a refused write means.
    fn explain(&self, failure: Failure, no_permission: StoreError) -> StoreError {
        let error = match failure {
            Failure::Store(error) => return error,
            Failure::Sqlite(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { path: self.path.clone() },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => no_permission,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => self.damaged(error.to_string()),
            // `Unknown` is a statement that does not suit the layout, `None` a value that does not.
            Some(ErrorCode::Unknown) | None => self.damaged(error.to_string()),
            Some(_) => self.failed(&error.to_string()),
        }
    }
}

impl Store for Sqlite {
    fn read(&self, last: Option<&Entry>) -> Result<Vec<Entry>, StoreError> {
        // SQLite writes while reading only to take back what a killed program left half-written.
        let interrupted = StoreError::Interrupted { path: self.path.clone() };
        self.try_read(last).map_err(|failure| self.explain(failure, interrupted))
    }

    fn append(&self, last: Option<&Entry>, who: &str, act: &Act) -> Result<Option<Entry>, StoreError> {
        let read_only = StoreError::ReadOnly { path: self.path.clone() };
        self.try_append(last, who, act).map_err(|failure| match self.explain(failure, read_only.clone()) {
            // The permission went while the project was open; SQLite says only that it cannot open its file.
            StoreError::Failed { .. } if !may_write(&self.path) => read_only,
            error => error,
        })
    }

    fn read_only(&self) -> bool {
        self.read_only
    }

    fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), detail }
    }
}

/// Asks by opening what would be written. The journal is opened through SQLite, because on Unix closing it by other means
/// would drop the locks of this process; a temporary file without a name leaves nothing behind in the folder.
fn may_write(path: &Path) -> bool {
    let read_only = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|connection| connection.is_readonly("main"))
        .unwrap_or(false);
    let folder = path.ancestors().skip(1).find(|folder| folder.is_dir());
    let refused = folder
        .and_then(|folder| tempfile::tempfile_in(folder).err())
        .is_some_and(|error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem));
    !read_only && !refused
}

/// An error on its way to being explained.
enum Failure {
    Store(StoreError),
    Sqlite(rusqlite::Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_no_longer_than_it_should_for_another_program() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::new(folder.path().join("koe.sqlite"), false);
        store.wait = Duration::from_millis(50);
        let first = store.append(None, "a", &Act::Undo("x".into())).unwrap();

        let other = Connection::open(&store.path).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let locked = StoreError::Locked { path: store.path.clone() };
        assert_eq!(store.read(None), Err(locked.clone()));
        assert_eq!(store.append(first.as_ref(), "a", &Act::Undo("y".into())), Err(locked));

        other.execute_batch("ROLLBACK").unwrap();
        assert_eq!(store.read(None), Ok(first.into_iter().collect()));
    }

    #[test]
    fn does_not_write_past_acts_it_has_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::new(folder.path().join("koe.sqlite"), false);
        let first = store.append(None, "a", &Act::Undo("x".into())).unwrap();
        assert_eq!(store.append(None, "b", &Act::Undo("y".into())), Ok(None));
        assert!(store.append(first.as_ref(), "b", &Act::Undo("y".into())).unwrap().is_some());
    }
}
