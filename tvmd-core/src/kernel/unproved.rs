//! Why something couldn't be proved, and why hypotheses don't go together.

use crate::exact::Rational;
use crate::incentive::{IncentiveError, Witness};
use crate::objective::OutOfRange;
use crate::optimum::OptimumError;
use crate::prior::PriorError;
use std::error::Error;
use std::fmt;

/// Why something couldn't be proved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unproved {
    /// It is false, and here is the counterexample.
    Refuted(Box<Witness>),
    /// The mechanism or the prior isn't what it should be.
    Unfit(IncentiveError),
    /// This q isn't in [0, 1], and nothing is (ε, q)-BIC with it.
    Probability(Rational),
}

/// Hypotheses that don't go together: proofs of different tables, priors or settings, an unfit objective, or a q that is no probability.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// The mechanism changed between the proofs.
    Tables,
    /// A prior or a set of types belongs to another setting.
    Setting(PriorError),
    /// The lemma is about independent types, and under a prior they aren't.
    NotIndependent,
    /// An objective leaves the range that it declares.
    Objective(Box<OutOfRange>),
    /// The mechanism makes this, less than nothing, and the theorem is about mechanisms that make a share of the most that can be made.
    Negative(Rational),
    /// The priors are too far apart: their distance, and the most at which the statement speaks.
    TooFar(Box<(Rational, Rational)>),
    /// This q isn't in (0, 1]; (ε, q)-BIC is about types of probability q.
    Probability(Rational),
    /// The optimum that the statement is about isn't known: finding it is too much work, or the objective isn't what its coefficients
    /// say.
    Optimum(Box<OptimumError>),
}

impl fmt::Display for Unproved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refuted(witness) => witness.fmt(f),
            Self::Unfit(error) => error.fmt(f),
            Self::Probability(q) => write!(f, "q is a probability, from 0 to 1, and {q} isn't"),
        }
    }
}

impl Error for Unproved {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unfit(error) => Some(error),
            Self::Refuted(_) | Self::Probability(_) => None,
        }
    }
}

impl From<IncentiveError> for Unproved {
    fn from(error: IncentiveError) -> Self {
        Self::Unfit(error)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tables => {
                f.write_str("the proofs speak of different outcomes: the mechanism changed between them")
            }
            Self::Setting(error) => error.fmt(f),
            Self::NotIndependent => f.write_str(
                "the lemma is about product priors, and under this prior the types aren't independent",
            ),
            Self::Objective(error) => error.fmt(f),
            Self::Negative(made) => write!(
                f,
                "the mechanism makes {made}, and the theorem is about mechanisms that make a share of the most that can be made: doing \
                 nothing makes more"
            ),
            Self::Probability(q) => write!(f, "q is a probability above 0 and at most 1, and {q} isn't"),
            Self::Optimum(error) => error.fmt(f),
            Self::TooFar(numbers) => {
                let (distance, most) = numbers.as_ref();
                write!(
                    f,
                    "the priors are {distance} apart, and the statement speaks up to a distance of {most}"
                )
            }
        }
    }
}

impl Error for Mismatch {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Setting(error) => Some(error),
            Self::Objective(error) => Some(error.as_ref()),
            Self::Optimum(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

impl From<PriorError> for Mismatch {
    fn from(error: PriorError) -> Self {
        Self::Setting(error)
    }
}

impl From<OutOfRange> for Mismatch {
    fn from(error: OutOfRange) -> Self {
        Self::Objective(Box::new(error))
    }
}

impl From<OptimumError> for Mismatch {
    fn from(error: OptimumError) -> Self {
        Self::Optimum(Box::new(error))
    }
}
