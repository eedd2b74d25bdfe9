//! One additive buyer: the most that simple mechanisms make, and the most that any makes.
//!
//! ```
//! use tvmd::optimum::simple::{brev, bundle_price, rev, srev};
//! use tvmd::prelude::*;
//! use tvmd::work::Budget;
//!
//! tvmd::mechanism! {
//!     // Two items, each worth 1 or 2, independently: Hart and Nisan 2017.
//!     setting Stall<Buyer> {
//!         items { Apple, Pear }
//!         bound 4;
//!         agent Buyer: additive { V = { Apple: 1..=2, Pear: 1..=2 } }
//!         prior uniform;
//!     }
//! }
//!
//! let prior = Stall::prior();
//! assert_eq!((srev(&prior), brev(&prior)), (ratio!(2), ratio!(9 / 4)));
//! assert_eq!(bundle_price(&prior).price, ratio!(3));
//! assert_eq!(rev(&prior, &Budget::DEFAULT, &mut |_| ())?, ratio!(9 / 4));
//! # Ok::<(), tvmd::optimum::OptimumError>(())
//! ```

mod prices;

pub use prices::{Posted, best_price, brev, bundle_price, separate_prices, srev};

use super::error::OptimumError;
use super::mechanism::{Best, Design};
use super::requirements::Truthfulness;
use super::stage::Stage;
use crate::build::rules;
use crate::declared::Declared;
use crate::diagnostic::Diagnostics;
use crate::exact::Rational;
use crate::prior::Prior;
use crate::setting::{Setting, Valuation};
use crate::work::Budget;

/// Rev: the most that any truthful, ex-post IR mechanism makes. With one agent DSIC and BIC differ only at ⊥. `progress` is told how
/// far it is.
///
/// # Errors
/// If it is too much work.
pub fn rev(
    prior: &Prior,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<Rational, OptimumError> {
    let design = Design { budget: budget.clone(), ..Design::revenue(prior, Truthfulness::Dsic) };
    Ok(design.best_telling(progress)?.value)
}

/// What one additive buyer brings, sold to simply and sold to optimally.
#[derive(Clone, Debug)]
pub struct Simple {
    /// The best price of each item, by [`separate_prices`].
    pub separate: Vec<Posted>,
    /// The best price of all items together, by [`bundle_price`].
    pub bundle: Posted,
    /// The best mechanism.
    pub best: Best,
}

impl Simple {
    /// What separate prices make, [`srev`].
    #[must_use]
    pub fn srev(&self) -> Rational {
        self.separate.iter().map(|posted| &posted.revenue).sum()
    }

    /// The mechanisms that these prices are: of each item, and of all together.
    ///
    /// # Errors
    /// If they aren't as the setting has them.
    pub fn mechanisms(&self, setting: &Setting) -> Result<(Declared, Declared), Diagnostics> {
        let prices = setting.items().iter().zip(&self.separate).map(|(item, posted)| (item, &posted.price));
        let separate = setting.mechanism("SRev", rules::posted_prices(prices))?;
        let all = setting.items().iter().map(String::as_str).collect::<Vec<_>>();
        let bundle = setting.mechanism("BRev", rules::bundles([(all, &self.bundle.price)]))?;
        Ok((separate, bundle))
    }

    /// Of the only agent of the prior's setting. `progress` is told how far it is.
    ///
    /// # Errors
    /// If there are several agents, or she isn't additive; if it is too much work.
    pub fn of(prior: &Prior, budget: &Budget, progress: &mut dyn FnMut(Stage)) -> Result<Self, OptimumError> {
        let [buyer] = prior.setting().agents() else { return Err(OptimumError::SeveralAgents) };
        // ⊥ comes first and values nothing.
        let mut types = buyer.types().iter().skip(1);
        if !types.all(|one| matches!(one.valuation(), Valuation::Additive(_))) {
            return Err(OptimumError::NotAdditive);
        }
        let design = Design { budget: budget.clone(), ..Design::revenue(prior, Truthfulness::Dsic) };
        let best = design.best_telling(progress)?;
        Ok(Self { separate: separate_prices(prior), bundle: bundle_price(prior), best })
    }
}
