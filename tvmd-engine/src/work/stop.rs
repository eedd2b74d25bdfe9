//! A sign to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A sign that what searches is to stop with what it knows, given from elsewhere: by Ctrl-C, or from another thread. Clones are one sign.
///
/// ```
/// use tvmd::work::{Budget, Stop};
///
/// let stop = Stop::default();
/// let budget = Budget { stop: Some(stop.clone()), ..Budget::DEFAULT };
/// assert!(!budget.is_over());
/// stop.give();
/// assert!(budget.is_over());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Gives it.
    pub fn give(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Whether they are one sign.
impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stop {}
