//! What is wrong with a file: every mistake, with the file, the line, the place and the way out.

use super::excerpt::Excerpt;
use crate::diagnostic::Diagnostic;
use crate::names::visible;
use std::fmt;
use std::path::{Path, PathBuf};

/// What is wrong with a file and the files that it includes: every mistake, in the order of the file, of each kind the first
/// few and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileError {
    /// At least one.
    pub mistakes: Vec<Mistake>,
}

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as it was named; `None` for text that came from elsewhere.
    pub file: Option<PathBuf>,
    /// The line, counted from 1; `None` if the mistake is about the whole.
    pub line: Option<usize>,
    /// Where in it, as a path of the format; empty in tables, and where the mistake is about the whole.
    pub place: String,
    /// What is wrong.
    pub reason: String,
    /// The line with a mark under the place, if the mistake is about one.
    pub excerpt: Option<Excerpt>,
    /// The way out, where one is known.
    pub help: Option<String>,
    /// How many more mistakes of this kind there are that aren't told.
    pub more: usize,
}

impl Mistake {
    /// A mistake about a whole file.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self {
            file: None,
            line: None,
            place: String::new(),
            reason: reason.into(),
            excerpt: None,
            help: None,
            more: 0,
        }
    }

    /// A mistake at a place.
    #[doc(hidden)]
    pub fn of(diagnostic: &Diagnostic, place: String, line: Option<usize>) -> Self {
        let Diagnostic { message, help, more, .. } = diagnostic.clone();
        Self { file: None, line, place, reason: message, excerpt: None, help, more }
    }
}

impl FileError {
    /// What is wrong with a file of another format than that of instances; `None` if nothing is.
    #[must_use]
    pub fn of(mistakes: Vec<Mistake>) -> Option<Self> {
        (!mistakes.is_empty()).then_some(Self { mistakes })
    }

    /// Mistakes and where each begins, in that order and by line.
    #[doc(hidden)]
    pub fn in_order(mut mistakes: Vec<(usize, Mistake)>) -> Self {
        mistakes.sort_by_key(|(start, mistake)| (*start, mistake.line));
        Self { mistakes: mistakes.into_iter().map(|(_, mistake)| mistake).collect() }
    }

    /// One mistake, about a whole file.
    #[doc(hidden)]
    pub fn whole(file: Option<&Path>, reason: impl Into<String>) -> Self {
        Self { mistakes: vec![Mistake { file: file.map(Path::to_owned), ..Mistake::whole(reason) }] }
    }

    /// The same in a file of this name, as far as no other file is named.
    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Self {
        for mistake in &mut self.mistakes {
            mistake.file.get_or_insert_with(|| file.to_owned());
        }
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", visible(&file.to_string_lossy()))?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.reason)?;
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n{excerpt}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more of this kind"),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.mistakes.iter().enumerate() {
            let new_line = if index == 0 { "" } else { "\n" };
            write!(f, "{new_line}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}
