//! Instance files: what they say, and everything that is wrong with them.

use super::document::Document;
use super::error::{FileError, Mistake};
use super::fast;
use super::include::{self, Included};
use super::shape::{self, Shape};
use super::text::{BYTE_ORDER_MARK, read_text};
use crate::declared;
use crate::diagnostic::{Diagnostics, Place, Step};
use crate::model::{FORMAT, Instance, Prior};
use std::path::Path;

/// A file as far as it could be read.
struct Reading<'a> {
    text: &'a str,
    /// What it says; `None` if too little could be read.
    instance: Option<Instance>,
    errors: Diagnostics,
    /// Files that priors were read from, by the prior's field.
    included: Vec<(&'static str, Included)>,
    /// What kept files from being read at all, by the prior's field.
    unread: Vec<(&'static str, FileError)>,
}

impl Instance {
    /// Reads and resolves an instance file and the files that its priors include.
    ///
    /// # Errors
    /// [`FileError`] with every mistake of shape and of meaning, those of included files at their lines.
    pub fn load(file: &Path) -> Result<declared::Instance, FileError> {
        let text = read_text(file)?;
        let reading = Reading::of(&text, file.parent()).map_err(|error| error.in_file(file))?;
        reading.resolved().map_err(|error| error.in_file(file))
    }

    /// Reads an instance file and the files that its priors include. Whether it can be resolved is only asked where
    /// something is wrong with its shape.
    ///
    /// # Errors
    /// [`FileError`] if it can't be read, isn't JSON or isn't of the format's shape: everything that is wrong with it.
    pub fn read(file: &Path) -> Result<Self, FileError> {
        let text = read_text(file)?;
        let reading = Reading::of(&text, file.parent()).and_then(Reading::instance);
        reading.map_err(|error| error.in_file(file))
    }

    /// Reads the text of an instance file. Included files are left to be read.
    ///
    /// # Errors
    /// [`FileError`] if it isn't JSON or isn't of the format's shape: everything that is wrong with it.
    pub fn from_json(json: &str) -> Result<Self, FileError> {
        Reading::of(json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json), None).and_then(Reading::instance)
    }

    /// The instance in its file format.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl<'a> Reading<'a> {
    /// Reads a text and the files that it includes, named relative to `folder`; without a folder they aren't read.
    fn of(text: &'a str, folder: Option<&Path>) -> Result<Self, FileError> {
        let Shape { read, errors } = match fast::<Instance>(text) {
            Some(instance) if instance.tvmd == FORMAT => {
                Shape { read: Some(instance), errors: Diagnostics::default() }
            }
            _ => shape::instance(&Document::parse(text)?.tree),
        };
        let mut reading = Self { text, instance: read, errors, included: Vec::new(), unread: Vec::new() };
        reading.include(folder);
        Ok(reading)
    }

    /// Puts what files say in place of the priors that include them.
    fn include(&mut self, folder: Option<&Path>) {
        let Some(Instance { setting, prior, prior_hat, .. }) = &mut self.instance else { return };
        for (field, prior) in [("prior", prior), ("prior_hat", prior_hat)] {
            let Some(prior) = prior else { continue };
            match folder.map(|folder| include::read(prior, field, folder, setting)) {
                None | Some(Ok(None)) => {}
                Some(Ok(Some(inclusion))) => {
                    self.errors.append(inclusion.shape.errors);
                    *prior = inclusion.shape.read.unwrap_or(Prior::Include(String::new()));
                    self.included.push((field, inclusion.included));
                }
                Some(Err(error)) => {
                    self.errors.follow();
                    self.unread.push((field, error));
                }
            }
            if let Prior::Include(_) = prior {
                self.errors.settle(Place::default().field(field));
            }
        }
    }

    /// What the file says, if nothing is wrong with its shape; or else everything that is wrong.
    fn instance(self) -> Result<Instance, FileError> {
        match self {
            Self { instance: Some(instance), errors, .. } if errors.is_empty() => Ok(instance),
            mut wrong => {
                wrong.resolve();
                Err(wrong.placed())
            }
        }
    }

    /// What the file means, or everything that is wrong with it.
    fn resolved(mut self) -> Result<declared::Instance, FileError> {
        self.resolve().ok_or_else(|| self.placed())
    }

    /// Resolves what could be read, and adds what is wrong with that.
    fn resolve(&mut self) -> Option<declared::Instance> {
        match self.instance.as_ref()?.resolve_after(std::mem::take(&mut self.errors)) {
            Ok(instance) => Some(instance),
            Err(errors) => {
                self.errors = errors;
                None
            }
        }
    }

    /// All that is wrong, in the order of the file; what is wrong in a file that it includes comes where it includes it.
    fn placed(self) -> FileError {
        let document = match Document::parse(self.text) {
            Ok(document) => document,
            Err(error) => return error,
        };
        let start = |field| document.position(&Place::default().field(field));
        let mut mistakes: Vec<(usize, Mistake)> = Vec::new();
        for error in self.errors.iter() {
            let from =
                self.included.iter().find(|(field, _)| error.place.0.first() == Some(&Step::Field(field)));
            let inside = from.and_then(|(field, included)| Some((start(field), included.placed(error)?)));
            mistakes.push(
                inside.unwrap_or_else(|| {
                    (document.position(&error.place), document.mistake(error, &error.place))
                }),
            );
        }
        let unread = self.unread.into_iter();
        mistakes.extend(
            unread.flat_map(|(field, error)| error.mistakes.into_iter().map(move |own| (start(field), own))),
        );
        mistakes.sort_by_key(|(start, mistake)| (*start, mistake.line));
        FileError { mistakes: mistakes.into_iter().map(|(_, mistake)| mistake).collect() }
    }
}
