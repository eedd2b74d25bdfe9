//! The properties that proofs are of, with the exact quantities in them.

use crate::exact::Rational;
use crate::incentive::IncentiveReport;
use std::fmt;

/// A property of mechanisms. Only the kernel's own properties can be proved.
///
/// [`Proof::property`](super::Proof::property) has the quantities; [`Proof`](super::Proof) has an example.
pub trait Provable: Clone + fmt::Debug + fmt::Display + private::Sealed {}

pub(super) mod private {
    use crate::incentive::IncentiveReport;

    /// Keeps [`Provable`](super::Provable) to the kernel, and says how a report decides it.
    pub trait Sealed: Sized {
        /// Whether the property is about a prior.
        const ABOUT_PRIOR: bool;
        /// The property with the best quantities that the report shows; `None` if it doesn't hold, or needs quantities
        /// that a report doesn't choose.
        fn read(report: &IncentiveReport) -> Option<Self>;
    }
}

/// Truthful participation never costs anything: u_i(t) ≥ 0 at every profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExPostIr(pub(super) ());

/// Truth is a dominant strategy; ⊥ counts as a report, as in all properties here and in the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dsic(pub(super) ());

/// Truth is a Bayes-Nash equilibrium under the proof's prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bic(pub(super) ());

/// No type gains more than ε in expectation under the proof's prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpsBic {
    pub(super) epsilon: Rational,
}

/// Types that gain more than ε under the proof's prior have mass at most q for each agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpsQBic {
    pub(super) epsilon: Rational,
    pub(super) q: Rational,
}

impl EpsBic {
    /// ε, in units of payments.
    #[must_use]
    pub fn epsilon(&self) -> &Rational {
        &self.epsilon
    }
}

impl EpsQBic {
    /// ε, in units of payments.
    #[must_use]
    pub fn epsilon(&self) -> &Rational {
        &self.epsilon
    }

    /// q, in probability mass.
    #[must_use]
    pub fn q(&self) -> &Rational {
        &self.q
    }
}

macro_rules! property {
    ($($name:ident: $about_prior:literal, |$report:ident| $read:expr, |$property:pat_param, $f:ident| $words:expr;)+) => {$(
        impl private::Sealed for $name {
            const ABOUT_PRIOR: bool = $about_prior;
            fn read($report: &IncentiveReport) -> Option<Self> {
                $read
            }
        }
        impl Provable for $name {}
        impl fmt::Display for $name {
            fn fmt(&self, $f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $property = self;
                $words
            }
        }
    )+};
}

property! {
    ExPostIr: false, |report| report.ex_post_ir.holds.then_some(Self(())), |_, f| f.write_str("ex-post IR");
    Dsic: false, |report| report.dsic.holds.then_some(Self(())), |_, f| f.write_str("DSIC");
    Bic: true, |report| report.bic.as_ref()?.verdict.holds.then_some(Self(())), |_, f| f.write_str("BIC");
    EpsBic: true,
        |report| Some(Self { epsilon: report.bic.as_ref()?.verdict.regret.clone() }),
        |EpsBic { epsilon }, f| write!(f, "{epsilon}-BIC");
    EpsQBic: true, |_report| None, |EpsQBic { epsilon, q }, f| write!(f, "({epsilon}, {q})-BIC");
}
