//! Proofs, and the exact checks that make them.

use super::property::{Bic, Dsic, EpsBic, EpsQBic, ExPostIr, Provable};
use super::unproved::{Mismatch, Unproved};
use crate::declared::DeclaredMechanism;
use crate::exact::Rational;
use crate::incentive::{BayesianReport, IncentiveError, Verdict};
use crate::mechanism::{Mechanism, Table};
use crate::prior::{Prior, PriorError, same_setting};
use num_traits::{One, Signed};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// `P` holds for the mechanism `M`.
///
/// ```
/// use tvmd::kernel::{Bic, Dsic, EpsBic, ExPostIr, Proof, Unproved};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior independent { First uniform Second { Low: 3/5, High: 2/5 } }
/// #     }
/// #     mechanism FirstRefusal in Gallery {
/// #         outcomes {
/// #             (High, _)   => First gets { Painting } pays 3/2,
/// #             (Low, High) => Second gets { Painting } pays 2,
/// #             (Low, _)    => First gets { Painting } pays 1,
/// #             _           => nothing,
/// #         }
/// #     }
/// # }
///
/// let proof = Proof::<ExPostIr, _>::check(&FirstRefusal)?;
/// assert_eq!(proof.to_string(), "proved: ex-post IR");
/// // What is false can't be proved; the answer is the counterexample.
/// let Err(Unproved::Refuted(witness)) = Proof::<Dsic, _>::check(&FirstRefusal) else { panic!() };
/// assert_eq!(witness.gain, ratio!(1 / 2));
/// assert!(Proof::<Bic, _>::check(&FirstRefusal, &Gallery::prior()).is_err());
/// // The smallest ε is in the proof.
/// let nearly = Proof::<EpsBic, _>::check(&FirstRefusal, &Gallery::prior())?;
/// assert_eq!(*nearly.property().epsilon(), ratio!(1 / 10));
/// # Ok::<(), Unproved>(())
/// ```
pub struct Proof<P, M> {
    property: P,
    table: Arc<Table>,
    prior: Option<Prior>,
    mechanism: PhantomData<fn() -> M>,
}

impl<P: Provable, M> Proof<P, M> {
    /// Called by the kernel only, when the property was established.
    pub(super) fn new(property: P, table: Arc<Table>, prior: Option<Prior>) -> Self {
        Self { property, table, prior, mechanism: PhantomData }
    }

    /// What is proved, with its quantities.
    #[must_use]
    pub fn property(&self) -> &P {
        &self.property
    }

    /// The outcomes that the proof speaks of.
    #[must_use]
    pub fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The prior that it is about, if it is about one.
    #[must_use]
    pub fn prior(&self) -> Option<&Prior> {
        self.prior.as_ref()
    }
}

impl<M: Mechanism> Proof<ExPostIr, M> {
    /// Checks every profile.
    ///
    /// # Errors
    /// The worst counterexample, or an infeasible outcome.
    pub fn check(mechanism: &M) -> Result<Self, Unproved> {
        let table = table(mechanism)?;
        refute(Verdict::ex_post_ir(&table))?;
        Ok(Self::new(ExPostIr(()), table, None))
    }
}

impl<M: Mechanism> Proof<Dsic, M> {
    /// Checks every misreport at every profile.
    ///
    /// # Errors
    /// The worst counterexample, or an infeasible outcome.
    pub fn check(mechanism: &M) -> Result<Self, Unproved> {
        let table = table(mechanism)?;
        refute(Verdict::dsic(&table))?;
        Ok(Self::new(Dsic(()), table, None))
    }
}

impl<M> Proof<Dsic, M> {
    /// A DSIC mechanism is BIC under every prior: an expectation of gains that are at most 0 is at most 0.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn under(&self, prior: &Prior) -> Result<Proof<Bic, M>, Mismatch> {
        same_setting(self.table.setting(), prior.setting()).map_err(Mismatch::Setting)?;
        Ok(Proof::new(Bic(()), self.table.clone(), Some(prior.clone())))
    }
}

impl<M: Mechanism> Proof<Bic, M> {
    /// Checks every misreport of every type of positive probability.
    ///
    /// # Errors
    /// The worst counterexample, an infeasible outcome, or a prior of another setting.
    pub fn check(mechanism: &M, prior: &Prior) -> Result<Self, Unproved> {
        let table = table(mechanism)?;
        refute(Verdict::bic(&table, prior).map_err(other_setting)?)?;
        Ok(Self::new(Bic(()), table, Some(prior.clone())))
    }
}

impl<M: Mechanism> Proof<EpsBic, M> {
    /// The smallest ε, by checking every misreport of every type of positive probability.
    ///
    /// # Errors
    /// An infeasible outcome, or a prior of another setting.
    pub fn check(mechanism: &M, prior: &Prior) -> Result<Self, Unproved> {
        let table = table(mechanism)?;
        let epsilon = Verdict::bic(&table, prior).map_err(other_setting)?.regret;
        Ok(Self::new(EpsBic { epsilon }, table, Some(prior.clone())))
    }
}

impl<M: Mechanism> Proof<EpsQBic, M> {
    /// The smallest ε for this q, by checking every misreport of every type of positive probability.
    ///
    /// # Errors
    /// An infeasible outcome, a prior of another setting, or a q that isn't in [0, 1].
    pub fn check(mechanism: &M, prior: &Prior, q: &Rational) -> Result<Self, Unproved> {
        if q.is_negative() || *q > Rational::one() {
            return Err(Unproved::Probability(q.clone()));
        }
        let table = table(mechanism)?;
        let bayesian = BayesianReport::of(&table, prior).map_err(other_setting)?;
        let property = EpsQBic { epsilon: bayesian.frontier.smallest_epsilon(q), q: q.clone() };
        Ok(Self::new(property, table, Some(prior.clone())))
    }
}

/// What `mechanism!` verified of `M` while it expanded. Called by generated code; checked again here, once.
///
/// # Panics
/// If it isn't true, which for a verified claim can't be.
#[doc(hidden)]
#[must_use]
pub fn claimed<P: Provable, M: DeclaredMechanism>() -> Proof<P, M> {
    let declared = M::instance().mechanism(M::NAME).expect("`mechanism!` declares what it names");
    let property = P::read(declared.incentives()).expect("`mechanism!` verified the claim");
    let prior = declared.prior().filter(|_| P::ABOUT_PRIOR).cloned();
    Proof::new(property, declared.shared_table().clone(), prior)
}

fn table(mechanism: &impl Mechanism) -> Result<Arc<Table>, Unproved> {
    // Not `mechanism.table()`, which a user may have overridden.
    Table::of(mechanism).map(Arc::new).map_err(|error| Unproved::Unfit(IncentiveError::Table(error)))
}

fn other_setting(error: PriorError) -> Unproved {
    Unproved::Unfit(IncentiveError::Prior(error))
}

fn refute(verdict: Verdict) -> Result<(), Unproved> {
    verdict.witness.map_or(Ok(()), |witness| Err(Unproved::Refuted(Box::new(witness))))
}

impl<P: Clone, M> Clone for Proof<P, M> {
    fn clone(&self) -> Self {
        Self {
            property: self.property.clone(),
            table: self.table.clone(),
            prior: self.prior.clone(),
            mechanism: PhantomData,
        }
    }
}

impl<P: Provable, M> fmt::Debug for Proof<P, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof").field("property", &self.property).finish_non_exhaustive()
    }
}

impl<P: Provable, M> fmt::Display for Proof<P, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "proved: {}", self.property)
    }
}
