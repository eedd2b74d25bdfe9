//! One error for all that can go wrong, for programs that do several things and hand on what fails.

use crate::case::CaseError;
use crate::kernel::{Mismatch, Unproved};
use crate::learn::{LearnError, ParseBinsError, ParseConfidenceError};
use crate::optimum::myerson::Beyond;
use crate::optimum::{NotLinear, OptimumError};
use crate::robustness::ParsePromiseError;
use crate::search::SearchError;
use tvmd_lp::ProgramError;

tvmd_engine::__one_of_errors! {
    /// Any error of this crate, or of the engine. Each of theirs converts to it, so that `?` does.
    ///
    /// Its message is that of the error in it, which is its source.
    ///
    /// ```
    /// use tvmd::build::types::additive;
    /// use tvmd::build::{priors, rules};
    /// use tvmd::robustness::Promise;
    /// use tvmd::{Error, Rational, Setting};
    ///
    /// /// How far off a prior may be for a price of 2 to keep a promise.
    /// fn holds_up_to(promise: &str) -> Result<Option<Rational>, Error> {
    ///     let promise: Promise = promise.parse()?;
    ///     let shop = Setting::builder("Shop").items(["Tea"]).bound(2);
    ///     let shop = shop.agent("Buyer", additive([("Low", [1]), ("High", [2])])).build()?;
    ///     let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", 2)]))?;
    ///     Ok(promise.holds_up_to(posted.table(), &shop.prior(priors::uniform())?)?)
    /// }
    ///
    /// assert_eq!(holds_up_to("revenue >= 1/2").unwrap().unwrap().to_string(), "1/4");
    /// assert!(matches!(holds_up_to("revenue >= a lot"), Err(Error::Promise(_))));
    /// ```
    #[derive(Debug)]
    #[non_exhaustive]
    pub enum Error {
        /// What is said of an auction, or what is asked of it, makes no sense.
        Engine(tvmd_engine::Error),
        /// There is no optimum.
        Optimum(OptimumError),
        /// The setting is beyond Myerson's auction.
        Beyond(Beyond),
        /// Something can't be proved, since it isn't so.
        Unproved(Unproved),
        /// Hypotheses don't go together.
        Mismatch(Mismatch),
        /// An instance is no case.
        Case(CaseError),
        /// A text is no promise.
        Promise(ParsePromiseError),
        /// Nothing can be learned of bids.
        Learn(LearnError),
        /// A text says no bins.
        Bins(ParseBinsError),
        /// A text is no confidence.
        Confidence(ParseConfidenceError),
        /// A search couldn't be done.
        Search(SearchError),
        /// A linear program can't be what it is told or asked.
        Program(ProgramError),
    }
}

impl From<NotLinear> for Error {
    fn from(error: NotLinear) -> Self {
        Self::Optimum(OptimumError::NotLinear(error.into()))
    }
}

/// The conversions from errors of the engine.
macro_rules! of_engine {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Engine(error.into())
            }
        }
    )+};
}

of_engine!(
    crate::diagnostic::Diagnostics,
    crate::files::FileError,
    crate::exact::ParseRationalError,
    crate::model::ParseClaimError,
    crate::mechanism::OutcomeError,
    crate::mechanism::TableError,
    crate::prior::DistributionError,
    crate::prior::PriorError,
    crate::prior::MrfError,
    crate::prior::NoVertices,
    crate::incentive::IncentiveError,
    crate::objective::OutOfRange,
    crate::work::OverBudget,
);
