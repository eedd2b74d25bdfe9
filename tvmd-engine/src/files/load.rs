//! Instance files: what they say, and everything that is wrong with them.

use super::Included;
use super::arrays::{self, Others, ReadArrays};
use super::certificate;
use super::instance;
use super::quick::{self, Quick};
use super::read_text;
use super::{FileError, Mistake};
use crate::declared;
use crate::diagnostic::{Diagnostic, Diagnostics, PathStep, Place};
use crate::model::{FORMAT, InstanceDecl, PriorDecl, WithSchema};
use std::path::Path;
use tvmd_model::files::BYTE_ORDER_MARK;
use tvmd_model::files::document::Document;
use tvmd_model::files::include::{self, Inclusion};
use tvmd_model::files::shape::Shape;
use tvmd_model::names::visible;

/// A file as far as it could be read.
pub(super) struct Reading<'a> {
    text: &'a str,
    /// What it says.
    instance: InstanceDecl,
    /// What of that only stands in for what couldn't be read.
    unread: Vec<Place>,
    /// What is wrong, with the file itself and with those that priors include.
    errors: Vec<Diagnostics>,
    /// Files that priors were read from, by the prior's field.
    included: Vec<(&'static str, Included)>,
    /// What kept files from being read at all, by the prior's field.
    missing: Vec<(&'static str, FileError)>,
}

impl InstanceDecl {
    /// Reads and resolves an instance file and the files that its priors include. A certificate counts as the instance of its
    /// setting, its prior and its mechanism ([`CERTIFIED`](super::CERTIFIED)). Arrays are a mistake.
    ///
    /// # Errors
    /// [`FileError`] with every mistake of shape and of meaning, those of included files at their lines.
    pub fn load(file: &Path) -> Result<declared::Instance, FileError> {
        Self::load_using(file, None)
    }

    /// The same where arrays are read by `arrays`, given the path of their file: one relative to the folder of `file` is joined to it.
    ///
    /// # Errors
    /// As of [`load`](Self::load), every mistake in an array at its index.
    pub fn load_with(file: &Path, arrays: &ReadArrays<'_>) -> Result<declared::Instance, FileError> {
        Self::load_using(file, Some(arrays))
    }

    fn load_using(file: &Path, arrays: Option<&ReadArrays<'_>>) -> Result<declared::Instance, FileError> {
        Self::load_text(&read_text(file)?, file, arrays)
    }

    /// The same of a text that stands for that of the file.
    ///
    /// # Errors
    /// As of [`load_with`](Self::load_with).
    pub fn load_text(
        text: &str,
        file: &Path,
        arrays: Option<&ReadArrays<'_>>,
    ) -> Result<declared::Instance, FileError> {
        let others = file.parent().map(|folder| Others { folder, arrays });
        let reading = match quick::instance(text, others, false) {
            Some(Quick::Instance(instance)) => return Ok(*instance),
            Some(Quick::Said(said)) => Reading::after(text, whole(*said), others),
            None => Reading::of(text, others).map_err(|error| error.in_file(file))?,
        };
        reading.resolved(Self::resolve_knowing).map_err(|error| error.in_file(file))
    }

    /// The same, and what the file says: with priors of other files in the place of their names.
    ///
    /// # Errors
    /// As of [`load_with`](Self::load_with).
    pub fn load_said(file: &Path, arrays: &ReadArrays<'_>) -> Result<(Self, declared::Instance), FileError> {
        let text = read_text(file)?;
        let others = file.parent().map(|folder| Others { folder, arrays: Some(arrays) });
        let reading = Reading::of(&text, others).map_err(|error| error.in_file(file))?;
        let both = |said: &Self, unread: &[Place]| Ok((said.clone(), said.resolve_knowing(unread)?));
        reading.resolved(both).map_err(|error| error.in_file(file))
    }

    /// The same of an instance of however many profiles, as [`resolve_any`](Self::resolve_any) does.
    ///
    /// # Errors
    /// As of [`load_with`](Self::load_with).
    pub fn load_any(file: &Path, arrays: &ReadArrays<'_>) -> Result<declared::AnyInstance, FileError> {
        Self::load_any_text(&read_text(file)?, file, arrays)
    }

    /// The same of a text that stands for that of the file.
    ///
    /// # Errors
    /// As of [`load_with`](Self::load_with).
    pub fn load_any_text(
        text: &str,
        file: &Path,
        arrays: &ReadArrays<'_>,
    ) -> Result<declared::AnyInstance, FileError> {
        let others = file.parent().map(|folder| Others { folder, arrays: Some(arrays) });
        let reading = match quick::instance(text, others, true) {
            Some(Quick::Instance(instance)) => return Ok(declared::AnyInstance::Listed(*instance)),
            Some(Quick::Said(said)) => Reading::after(text, whole(*said), others),
            None => Reading::of(text, others).map_err(|error| error.in_file(file))?,
        };
        reading.resolved(Self::resolve_any_knowing).map_err(|error| error.in_file(file))
    }

    /// Reads an instance file and the files that its priors include. Whether it can be resolved is only asked where
    /// something is wrong with its shape.
    ///
    /// # Errors
    /// [`FileError`] if it can't be read, isn't JSON or isn't of the format's shape: everything that is wrong with it.
    pub fn read(file: &Path) -> Result<Self, FileError> {
        let text = read_text(file)?;
        let others = file.parent().map(|folder| Others { folder, arrays: None });
        let reading = Reading::of(&text, others).and_then(Reading::instance);
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

    /// The same for a file, which names its [schema](crate::model::SCHEMA).
    ///
    /// ```
    /// # tvmd::mechanism! { setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } } }
    /// use tvmd::model::InstanceDecl;
    ///
    /// let said = InstanceDecl::from_json(Shop::JSON)?;
    /// let file = said.to_file();
    /// assert!(file.starts_with("{\n  \"$schema\": \"tvmd:instance/1\",\n  \"tvmd\": 1,"));
    /// assert_eq!(InstanceDecl::from_json(&file)?, said);
    /// # Ok::<(), tvmd::files::FileError>(())
    /// ```
    #[must_use]
    pub fn to_file(&self) -> String {
        serde_json::to_string_pretty(&WithSchema(self)).unwrap_or_default()
    }
}

impl<'a> Reading<'a> {
    /// Reads a text and the `others` that it names; without these they aren't read.
    pub(super) fn of(text: &'a str, others: Option<Others<'_>>) -> Result<Self, FileError> {
        let Document { tree, .. } = Document::parse(text)?;
        let certified = certificate::instance(&tree).transpose()?;
        let shape = match certified.filter(|instance| instance.tvmd == FORMAT) {
            Some(read) => whole(read),
            None => instance::instance(&tree),
        };
        Ok(Self::after(text, shape, others))
    }

    /// Reads the `others` that are named by what was read of a text.
    fn after(text: &'a str, shape: Shape<InstanceDecl>, others: Option<Others<'_>>) -> Self {
        let (instance, errors, unread) = (shape.read, vec![shape.errors], shape.unread);
        let mut reading = Self { text, instance, unread, errors, included: Vec::new(), missing: Vec::new() };
        reading.include(others.map(|others| others.folder));
        reading.read_arrays(others);
        reading
    }

    /// Puts what files say in place of the priors that include them.
    fn include(&mut self, folder: Option<&Path>) {
        let InstanceDecl { setting, prior, prior_hat, .. } = &mut self.instance;
        for (field, prior) in [("prior", prior), ("prior_hat", prior_hat)] {
            let Some(PriorDecl::Include(_)) = prior else { continue };
            let place = Place::default().field(field);
            let is_read = !self.unread.iter().any(|broken| broken.0.starts_with(&place.0));
            let (Some(prior), Some(folder), true) = (prior, folder, is_read) else {
                self.unread.push(place);
                continue;
            };
            match include::read(prior, field, folder, setting, &self.unread) {
                Ok(None) => {}
                Ok(Some(Inclusion { shape, included })) => {
                    *prior = shape.read;
                    self.errors.push(shape.errors);
                    self.unread.extend(shape.unread);
                    self.included.push((field, included));
                }
                Err(error) => {
                    self.unread.push(place);
                    self.missing.push((field, error));
                }
            }
        }
    }

    /// Reads the arrays that are named.
    fn read_arrays(&mut self, others: Option<Others<'_>>) {
        match others {
            None => self.unread.extend(arrays::named(&mut self.instance).into_iter().map(|(place, _)| place)),
            // Where nobody can read them, they are a mistake.
            Some(Others { arrays: None, .. }) => {}
            Some(Others { folder, arrays: Some(read) }) => {
                let (errors, missing) = arrays::read(&mut self.instance, folder, read, &self.unread);
                self.errors.push(errors);
                self.unread.extend(missing);
            }
        }
    }

    /// What the file says, if nothing is wrong with its shape; or else everything that is wrong.
    fn instance(mut self) -> Result<InstanceDecl, FileError> {
        if self.missing.is_empty() && self.errors.iter().all(Diagnostics::is_empty) {
            return Ok(self.instance);
        }
        let meant = self.instance.resolve_knowing(&self.unread).err();
        self.errors.extend(meant);
        Err(self.placed())
    }

    /// What the file means, or everything that is wrong with it.
    pub(super) fn resolved<T>(
        mut self,
        resolve: impl FnOnce(&InstanceDecl, &[Place]) -> Result<T, Diagnostics>,
    ) -> Result<T, FileError> {
        match resolve(&self.instance, &self.unread) {
            Ok(instance) if self.missing.is_empty() && self.errors.iter().all(Diagnostics::is_empty) => {
                Ok(instance)
            }
            meant => {
                self.errors.extend(meant.err());
                Err(self.placed())
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
        for error in self.errors.iter().flat_map(Diagnostics::iter) {
            let from = self
                .included
                .iter()
                .find(|(field, _)| error.place.0.first() == Some(&PathStep::Field(field)));
            let inside = from.and_then(|(field, included)| Some((start(field), included.placed(error)?)));
            mistakes.push(inside.unwrap_or_else(|| {
                (document.position(&error.place), document.mistake(self.text, error, &error.place))
            }));
        }
        for (field, error) in self.missing {
            let include = Place::default().field(field).field("include");
            mistakes.extend(error.mistakes.into_iter().map(|mistake| match &mistake.file {
                // What is wrong with a file as a whole is told where it is named.
                Some(file) if mistake.line.is_none() && mistake.place.is_empty() => {
                    let message = format!("{}: {}", visible(&file.to_string_lossy()), mistake.reason);
                    let Mistake { help, more, .. } = mistake;
                    let told =
                        Diagnostic { place: include.clone(), message, help, help_in_block: None, more };
                    (start(field), document.mistake(self.text, &told, &include))
                }
                _ => (start(field), mistake),
            }));
        }
        FileError::in_order(mistakes)
    }
}

/// What was read without a mistake.
fn whole(read: InstanceDecl) -> Shape<InstanceDecl> {
    Shape { read, errors: Diagnostics::default(), unread: Vec::new() }
}
