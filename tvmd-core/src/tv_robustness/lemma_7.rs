//! Lemma 7: the extension of an ex-post IR mechanism that is nearly BIC on the kept types is ex-post IR, nearly BIC under D̂, and earns
//! nearly as much.
//!
//! Its three parts have rows of their own, with the proofs; here they are claimed together.
//!
//! The lemma is stated with O(ε + (βn + δ)H) for the slack, and that fails for every constant. In `subsidy` let his first type have
//! probability m, and β be what it was. She is paid H and gets the item with probability m, so P/N = -1/m; beside replaced types who
//! reports the type that isn't kept gets the item with probability m + β and is paid (1 + β/m)H, more than any multiple of ε = H
//! and (βn)H as m falls.

use super::extended::{generate, subsidy_with};
use super::{lemma_7_bic, lemma_7_ir, lemma_7_revenue};
use crate::case::{Case, Generator};
use crate::exact::ratio;
use crate::paper::{Comparison, Entry, Statement, Version};

/// All that Lemma 7 says.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

/// The name of the constant C at which the stated O is checked.
const CONSTANT: &str = "C";

const PARTS: [&dyn Statement; 3] =
    [lemma_7_ir::STATEMENT, lemma_7_bic::STATEMENT, lemma_7_revenue::STATEMENT];

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7",
            title: "Extending a BIC mechanism to more types",
            printed: Version::refuted(
                None,
                "the extension is ex-post IR, (4(3/2*delta + beta*n)*H + 4*delta*H + epsilon)-BIC under D^, and earns at least \
                 Rev(M, D) - V*(beta*n + delta)",
            ),
            sharp: Version::holds(
                Some("5"),
                "the repaired extension is ex-post IR, (epsilon + 5*kappa*H)-BIC under D^, kappa <= delta + (n-1)*beta (3 for 5 without \
                 positive transfers), and earns at least Rev(M, D) - V*rho, rho <= delta + beta*n",
            ),
            ratio_of: "(gain - epsilon)/(kappa*H)",
            hypotheses: &["ex-post IR", "kept types gain at most epsilon under D", "product priors"],
            conventions: &[
                "Bottom is kept",
                "the explicit constants of the proof for O(epsilon + (beta*n + delta)*H)",
                "C: a constant in that O",
            ],
            explanation: "Each part fails for the extension as printed: a kept type pays for what it doesn't get, and where surrogates are \
                          paid, P/N < -1 multiplies what they are paid. The rows of the parts have the numbers. The O of the statement \
                          fails for every constant as well: if his first type has probability m, P/N is -1/m, and who reports the type \
                          that isn't kept is paid (1 + beta/m)*H, while epsilon = H and beta stay what they are.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        PARTS.iter().flat_map(|part| part.check(case)).chain(of_order(case)).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let order = [1, 10, 100].into_iter().filter_map(|constant| {
            let case = subsidy_with(&ratio(1, 40 * constant))?;
            Some(case.with_parameter(CONSTANT, ratio(constant, 1)))
        });
        PARTS.iter().flat_map(|part| part.grid()).chain(order).collect()
    }

    fn effort(&self) -> u64 {
        16
    }
}

/// The slack as stated, with the constant of the case.
fn of_order(case: &Case) -> Option<Comparison> {
    // A smaller constant is refuted by the same instances, and says less.
    let constant = case.parameter(CONSTANT).filter(|constant| **constant >= ratio(1, 1))?;
    lemma_7_bic::of_order(case, constant)
}
