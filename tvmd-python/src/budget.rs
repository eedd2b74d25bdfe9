//! How much work a call may do.

use crate::error;
use pyo3::PyResult;
use std::num::NonZeroU64;
use std::time::{Duration, Instant};
use tvmd_core::work::{Budget, Stop, Work};

/// Refuses what is more work than so many times the default budget.
pub(crate) fn allow(budget: u64, work: Work) -> PyResult<()> {
    Budget::DEFAULT.times(budget).allows(work).map_err(|over| error::over_budget(&over, budget))
}

/// How much may be done: so many times the default budget, for so many seconds.
pub(crate) struct Allowed {
    pub(crate) times: u64,
    until: Option<Instant>,
}

impl Allowed {
    pub(crate) fn new(times: NonZeroU64, seconds: Option<f64>) -> Self {
        // What is more than any clock counts is no limit.
        let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let until = limit.and_then(|limit| Instant::now().checked_add(limit));
        Self { times: times.get(), until }
    }

    /// The same, until it is stopped.
    pub(crate) fn budget(&self, stop: &Stop) -> Budget {
        Budget { until: self.until, stop: Some(stop.clone()), ..Budget::DEFAULT.times(self.times) }
    }
}
