//! An instance as it was said, and what it means.

use crate::{arrays, error};
use pyo3::{PyResult, Python};
use std::path::PathBuf;
use std::sync::OnceLock;
use tvmd_core::declared::{self, AnyInstance};
use tvmd_core::files::FileError;
use tvmd_core::model::{InstanceDecl, PriorDecl, RuleDecl};

/// An instance as it was said, and what it means.
pub(crate) struct Said {
    source: Source,
    pub(crate) means: AnyInstance,
    /// What is known by its structure, profile by profile: made when it is asked for.
    listed: OnceLock<declared::Instance>,
}

/// Where an instance is from.
enum Source {
    /// A text, and the file that it is in or stands for.
    Text { text: String, file: PathBuf },
    /// It was put together of others, whose arrays are there.
    Decl(Box<InstanceDecl>),
}

impl Said {
    /// What a text says; files that it names are looked for beside `file`.
    pub(crate) fn read(text: String, file: PathBuf) -> Result<Self, FileError> {
        let means = InstanceDecl::load_any_text(&text, &file, &arrays::load)?;
        Ok(Self { source: Source::Text { text, file }, means, listed: OnceLock::new() })
    }

    /// What a declaration says.
    pub(crate) fn declared(decl: InstanceDecl) -> PyResult<Self> {
        let means = decl.resolve_any().map_err(|error| error::diagnostics(&error))?;
        Ok(Self { source: Source::Decl(Box::new(decl)), means, listed: OnceLock::new() })
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
            Source::Text { text, file } => InstanceDecl::load_text(text, file, Some(&arrays::load))
                .map_err(|error| error::instance(&error))?,
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
                && let Some(own) = self.listed()?.mechanism(name)
            {
                mechanism.rule = own.table().to_model();
            }
        }
        Ok(decl)
    }

    /// What is said, with the arrays that it names.
    pub(crate) fn with_arrays(&self) -> PyResult<InstanceDecl> {
        match &self.source {
            Source::Text { .. } => self.written_out(),
            Source::Decl(_) => self.decl(),
        }
    }

    fn decl(&self) -> PyResult<InstanceDecl> {
        match &self.source {
            Source::Text { text, .. } => {
                InstanceDecl::from_json(text).map_err(|error| error::instance(&error))
            }
            Source::Decl(decl) => Ok((**decl).clone()),
        }
    }
}

/// Does what takes long while other threads of Python run.
pub(crate) fn apart<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> T {
    py.detach(work)
}
