//! How much work a command may do, and what is said of more.

use crate::{Failure, input, interrupt};
use std::fmt::Display;
use std::time::{Duration, Instant};
use tvmd_core::optimum::OptimumError;
use tvmd_core::work::{Budget, OverBudget, Work};

/// The option of all commands whose work may be too much.
#[derive(Debug, clap::Args)]
pub(crate) struct Budgeted {
    /// How many times the default budget may be spent. That is 20 000 000 000 steps, about a minute, and 6 GB of memory; work is counted
    /// before it starts, and refused with the count if it is more.
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = input::count)]
    budget: u64,
}

/// The options of commands that search for an optimum.
#[derive(Debug, clap::Args)]
pub(crate) struct Searched {
    #[command(flatten)]
    budget: Budgeted,
    /// Stop after so many seconds, with the bounds on the optimum that are known by then, and exit status 3.
    #[arg(long, value_name = "SECONDS", value_parser = input::seconds)]
    time_limit: Option<u32>,
}

impl Searched {
    /// The budget, from now on; Ctrl-C ends it.
    pub(crate) fn get(&self) -> Budget {
        let limit = self.time_limit.map(|seconds| Duration::from_secs(seconds.into()));
        let until = limit.map(|limit| Instant::now() + limit);
        Budget { until, stop: Some(interrupt::searching()), ..self.budget.get() }
    }

    /// Why there is no optimum; `what` says what it was to be found for, mostly a file.
    pub(crate) fn no_optimum(&self, error: OptimumError, what: impl Display) -> Failure {
        match error {
            OptimumError::OverBudget(over) => self.budget.refused(&over, what),
            OptimumError::TimeIsUp(known) => Failure::TimeIsUp(known),
            other => Failure::Input(format!("{what}: {other}")),
        }
    }
}

impl Budgeted {
    /// So many times the default.
    pub(crate) fn of(times: u64) -> Self {
        Self { budget: times }
    }

    /// How many times the default it is.
    pub(crate) fn times(&self) -> u64 {
        self.budget
    }

    pub(crate) fn get(&self) -> Budget {
        Budget::DEFAULT.times(self.budget)
    }

    /// Refuses work that is too much; `what` says what it was to be done for, mostly a file.
    pub(crate) fn allows(&self, work: Work, what: impl Display) -> Result<(), Failure> {
        self.get().allows(work).map_err(|over| self.refused(&over, what))
    }

    /// The count, and the option that allows it.
    pub(crate) fn refused(&self, over: &OverBudget, what: impl Display) -> Failure {
        let needed = over.times() * self.budget;
        Failure::Input(format!("{what}: {over}; `--budget {needed}` allows it"))
    }
}
