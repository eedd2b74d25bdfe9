//! What rules refer to that was declared before them: the prior, and other mechanisms.

use crate::declared::Declared;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue;
use crate::prior::Prior;
use std::sync::Arc;
use tvmd_model::diagnostic::findings::Findings;

/// The prior of an instance, for rules that need one.
#[derive(Clone, Copy)]
pub(super) enum GivenPrior<'a> {
    None,
    /// There is one, and something is wrong with it.
    Wrong,
    Right(&'a Arc<Prior>),
}

impl<'a> GivenPrior<'a> {
    /// The prior, if there is one and nothing is wrong with it.
    pub(super) fn right(self) -> Option<&'a Arc<Prior>> {
        if let Self::Right(prior) = self { Some(prior) } else { None }
    }

    /// Whether there is one, right or wrong.
    pub(super) fn is_given(self) -> bool {
        !matches!(self, Self::None)
    }

    /// The prior, or a complaint if there is none.
    pub(super) fn needed(self, rule: &str, at: &Place, errors: &mut Findings) -> Option<&'a Arc<Prior>> {
        if let Self::None = self {
            errors.report(at.clone(), catalogue::rule_without_prior(rule));
        }
        self.right()
    }
}

/// The mechanisms declared before one.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'a> {
    pub(super) names: &'a [&'a str],
    /// `None` for one that isn't whole.
    pub(super) declared: &'a [Option<Declared>],
    /// The place of all mechanisms, and how many there are in all.
    pub(super) at: &'a Place,
    pub(super) count: usize,
}

impl Earlier<'_> {
    /// Whether it is known how all of them are called.
    pub(super) fn all_read(self, errors: &Findings) -> bool {
        let mut names = self.names.iter().enumerate();
        errors.is_read(&self.at.index(self.count))
            && names.all(|(index, name)| errors.is_read(&self.at.entry(index, name).key()))
    }
}
