//! Instance files: reading them with one clear message where they are wrong, and writing them.

use super::{FORMAT, Instance, certificate};
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a file could not be used: the file, the place in it, the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file, as it was named; `None` for text that came from elsewhere.
    pub file: Option<PathBuf>,
    /// Where in it, as a path of the format or a line and column; empty if it is about the whole.
    pub place: String,
    /// What is wrong, and the way out.
    pub reason: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", file.display())?;
        }
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for FileError {}

impl FileError {
    pub(super) fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file: None, place: place.into(), reason: reason.into() }
    }

    pub(super) fn in_file(self, file: &Path) -> Self {
        Self { file: Some(file.to_owned()), ..self }
    }
}

impl Instance {
    /// Reads an instance file and the files that its priors include.
    ///
    /// # Errors
    /// [`FileError`] if it can't be read, isn't JSON or isn't of the format's shape.
    pub fn read(file: &Path) -> Result<Self, FileError> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut instance = Self::from_json(&read_text(file)?).map_err(|error| error.in_file(file))?;
        for prior in [&mut instance.prior, &mut instance.prior_hat].into_iter().flatten() {
            prior.read_included(folder, &instance.setting)?;
        }
        Ok(instance)
    }

    /// Reads the text of an instance file, or of a certificate as an instance. Included files are left to be read.
    ///
    /// # Errors
    /// [`FileError`] if it isn't JSON or isn't of the format's shape.
    pub fn from_json(json: &str) -> Result<Self, FileError> {
        let instance: Self = certificate::instance(json).unwrap_or_else(|| from_json(json))?;
        if instance.tvmd != FORMAT {
            let reason = format!("version {} of the format; this tvmd reads version {FORMAT}", instance.tvmd);
            return Err(FileError::new("tvmd", reason));
        }
        Ok(instance)
    }

    /// The instance in its file format.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// The text of a file.
pub(super) fn read_text(file: &Path) -> Result<String, FileError> {
    std::fs::read_to_string(file).map_err(|error| {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::InvalidData => "is not UTF-8 text".to_owned(),
            _ => format!("can't be read: {error}"),
        };
        FileError::new("", reason).in_file(file)
    })
}

/// A value from JSON text; a mistake is placed by its path and its line.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, FileError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { String::new() } else { path };
        FileError::new(place, error.into_inner().to_string())
    })?;
    deserializer.end().map_err(|error| FileError::new("", error.to_string()))?;
    Ok(value)
}
