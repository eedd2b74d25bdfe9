//! One error for all that can go wrong, for programs that do several things and hand on what fails.

use crate::diagnostic::Diagnostics;
use crate::exact::ParseRationalError;
use crate::files::FileError;
use crate::incentive::IncentiveError;
use crate::mechanism::{OutcomeError, TableError};
use crate::model::ParseClaimError;
use crate::objective::OutOfRange;
use crate::prior::{DistributionError, MrfError, NoVertices, PriorError};
use crate::work::OverBudget;

/// Declares an error that wraps others, one a variant: their message is its own, each is its source, and each converts to it.
#[doc(hidden)]
#[macro_export]
macro_rules! __one_of_errors {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident($error:ty)),+ $(,)? }) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$doc])* $variant($error)),+
        }

        impl $name {
            fn inner(&self) -> &(dyn std::error::Error + 'static) {
                match self {
                    $(Self::$variant(error) => error,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self.inner(), f)
            }
        }

        impl std::error::Error for $name {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some(self.inner())
            }
        }

        $(impl From<$error> for $name {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })+
    };
}

crate::__one_of_errors! {
    /// Any error of this crate. Each of its own converts to it, so that `?` does.
    ///
    /// Its message is that of the error in it, which is its source.
    ///
    /// ```
    /// use tvmd_engine::build::types::additive;
    /// use tvmd_engine::build::{priors, rules};
    /// use tvmd_engine::objective::{Performance, Revenue};
    /// use tvmd_engine::{Error, Rational, Setting, exact};
    ///
    /// /// What a price earns from a buyer who is as likely to value tea at 1 as at 2.
    /// fn earned(price: &str) -> Result<Rational, Error> {
    ///     let price = exact::parse(price)?;
    ///     let shop = Setting::builder("Shop").items(["Tea"]).bound(2);
    ///     let shop = shop.agent("Buyer", additive([("Low", [1]), ("High", [2])])).build()?;
    ///     let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", price)]))?;
    ///     let revenue = Performance::new(&Revenue, posted.table())?;
    ///     Ok(revenue.expectation(&shop.prior(priors::uniform())?)?)
    /// }
    ///
    /// assert_eq!(earned("3/2").unwrap().to_string(), "3/4");
    /// assert!(matches!(earned("two"), Err(Error::Number(_))));
    /// assert!(matches!(earned("3"), Err(Error::Instance(_))));
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Error {
        /// A setting, a prior, a mechanism or an instance has mistakes.
        Instance(Diagnostics),
        /// A file has.
        File(FileError),
        /// A text is no number.
        Number(ParseRationalError),
        /// A text is no claim.
        Claim(ParseClaimError),
        /// An outcome is impossible.
        Outcome(OutcomeError),
        /// A mechanism does something impossible.
        Table(TableError),
        /// Masses are no distribution.
        Distribution(DistributionError),
        /// Something is no prior of a setting, or of another one.
        Prior(PriorError),
        /// Something is no Markov random field, or one that is too large.
        Field(MrfError),
        /// The items are no vertices of a Markov random field.
        NoVertices(NoVertices),
        /// Incentives can't be looked at.
        Incentive(IncentiveError),
        /// An objective leaves its range.
        OutOfRange(OutOfRange),
        /// It would be too much work.
        OverBudget(OverBudget),
    }
}
