//! Why a search couldn't be done.

use crate::case::CaseError;
use crate::files::FileError;
use crate::mechanism::TableError;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a search, a page or a replay couldn't be done.
#[derive(Debug)]
#[non_exhaustive]
pub enum SearchError {
    /// An instance that an earlier search kept can't be read.
    Read(FileError),
    /// It can be read, and isn't a case.
    NoCase {
        /// Where it is kept.
        file: PathBuf,
        /// What is wrong with it.
        source: Box<CaseError>,
    },
    /// An instance can't be kept.
    Write {
        /// Where it was to be kept.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The mechanism does something impossible.
    Impossible(Box<TableError>),
}

/// The way out where an instance of the catalogue is broken.
const HELP: &str =
    "help: the instance that an earlier search found should be here; bring the file back, or remove it";

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "{error}\n  {HELP}"),
            Self::NoCase { file, source } => write!(f, "{}: {source}\n  {HELP}", file.display()),
            Self::Write { file, source } => write!(f, "{}: {source}", file.display()),
            Self::Impossible(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => Some(error),
            Self::NoCase { source, .. } => Some(&**source),
            Self::Write { source, .. } => Some(source),
            Self::Impossible(error) => Some(&**error),
        }
    }
}

impl From<FileError> for SearchError {
    fn from(error: FileError) -> Self {
        Self::Read(error)
    }
}

impl From<TableError> for SearchError {
    fn from(error: TableError) -> Self {
        Self::Impossible(Box::new(error))
    }
}
