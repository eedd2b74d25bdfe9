//! An instance as it was said, and what it means.

use crate::{arrays, error};
use pyo3::{PyErr, PyResult};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;
use tvmd_core::Rational;
use tvmd_core::declared::{self, AnyInstance};
use tvmd_core::files::FileError;
use tvmd_core::model::{InstanceDecl, PriorDecl, RuleDecl};
use tvmd_core::sweep::{Sweep, with_number};

/// An instance as it was said, and what it means.
pub(crate) struct Said {
    source: Source,
    pub(crate) means: AnyInstance,
    /// What is known by its structure, profile by profile: made when it is asked for.
    listed: OnceLock<declared::Instance>,
}

/// Where an instance is from.
enum Source {
    Text(String, Place),
    /// It was put together of others, whose arrays are there.
    Decl(Box<InstanceDecl>),
}

/// Where a text is from.
#[derive(Clone)]
pub(crate) enum Place {
    File(PathBuf),
    /// It has no file; those that it names are in this folder.
    In(PathBuf),
}

impl Place {
    /// The file, or one that it might stand in.
    fn file(&self) -> PathBuf {
        match self {
            Self::File(file) => file.clone(),
            Self::In(folder) => folder.join("the instance"),
        }
    }

    /// What is wrong with a text from here. One without a file has no lines but those of somebody's JSON.
    fn wrong(&self, mut error: FileError) -> PyErr {
        if let Self::In(_) = self {
            let here = Some(self.file());
            for mistake in error.mistakes.iter_mut().filter(|mistake| mistake.file == here) {
                (mistake.file, mistake.line, mistake.excerpt) = (None, None, None);
            }
        }
        error::instance(&error)
    }
}

impl Said {
    /// What a text says.
    pub(crate) fn read(text: String, place: Place) -> PyResult<Self> {
        let means = InstanceDecl::load_any_text(&text, &place.file(), &arrays::load);
        let means = means.map_err(|error| place.wrong(error))?;
        Ok(Self { source: Source::Text(text, place), means, listed: OnceLock::new() })
    }

    /// What a declaration says.
    pub(crate) fn declared(decl: InstanceDecl) -> PyResult<Self> {
        let means = decl.resolve_any().map_err(|error| error::diagnostics(&error))?;
        Ok(Self { source: Source::Decl(Box::new(decl)), means, listed: OnceLock::new() })
    }

    /// The same with another number at a path.
    pub(crate) fn with_number(&self, path: &str, number: &Rational) -> PyResult<Self> {
        let text = self.text()?;
        self.with_text(with_number(&text, path, number).map_err(error::argument)?)
    }

    /// Many values of a number, each with the text that has it.
    pub(crate) fn swept(&self, sweep: &Sweep) -> PyResult<Vec<(Rational, String)>> {
        sweep.of(&self.text()?).map_err(error::argument)
    }

    /// What helps where a value of a number can't be had, if that is known.
    pub(crate) fn way_out(&self, sweep: &Sweep) -> PyResult<Option<&'static str>> {
        Ok(sweep.way_out(&self.text()?))
    }

    /// Another text in the place of this one's.
    pub(crate) fn with_text(&self, text: String) -> PyResult<Self> {
        let place = match &self.source {
            Source::Text(_, place) => place.clone(),
            Source::Decl(_) => Place::In(PathBuf::new()),
        };
        Self::read(text, place)
    }

    /// Its text; what it was put together of is written out, and names no files.
    fn text(&self) -> PyResult<Cow<'_, str>> {
        Ok(match &self.source {
            Source::Text(text, _) => text.into(),
            Source::Decl(_) => self.written_out()?.to_json().into(),
        })
    }

    /// What it means, profile by profile.
    pub(crate) fn listed(&self) -> PyResult<&declared::Instance> {
        if let AnyInstance::Listed(instance) = &self.means {
            return Ok(instance);
        }
        if let Some(instance) = self.listed.get() {
            return Ok(instance);
        }
        let instance = match &self.source {
            Source::Text(text, place) => InstanceDecl::load_text(text, &place.file(), Some(&arrays::load))
                .map_err(|error| place.wrong(error))?,
            Source::Decl(decl) => decl.resolve().map_err(|error| error::diagnostics(&error))?,
        };
        Ok(self.listed.get_or_init(|| instance))
    }

    /// What is said, with what other files say written out.
    pub(crate) fn written_out(&self) -> PyResult<InstanceDecl> {
        let mut decl = self.decl()?;
        if let Some(PriorDecl::Include(_) | PriorDecl::Arrays(_)) = decl.prior {
            decl.prior = self.listed()?.prior().map(tvmd_core::Prior::to_model);
        }
        if let Some(PriorDecl::Include(_) | PriorDecl::Arrays(_)) = decl.prior_hat {
            decl.prior_hat = self.listed()?.prior_hat().map(tvmd_core::Prior::to_model);
        }
        for (name, mechanism) in &mut decl.mechanisms.0 {
            if let RuleDecl::Arrays(_) = mechanism.rule
                && let Some(declared) = self.listed()?.mechanism(name)
            {
                mechanism.rule = declared.table().to_model();
            }
        }
        Ok(decl)
    }

    /// What is said, with the arrays that it names.
    pub(crate) fn with_arrays(&self) -> PyResult<InstanceDecl> {
        match &self.source {
            Source::Text(..) => self.written_out(),
            Source::Decl(_) => self.decl(),
        }
    }

    fn decl(&self) -> PyResult<InstanceDecl> {
        match &self.source {
            Source::Text(text, place) => InstanceDecl::from_json(text).map_err(|error| place.wrong(error)),
            Source::Decl(decl) => Ok((**decl).clone()),
        }
    }
}
