//! Lemma 7: the extension of an ex-post IR mechanism that is nearly BIC on the kept types is ex-post IR, nearly BIC under D̂, and earns
//! nearly as much.
//!
//! Its three parts have rows of their own, with the proofs; here they are claimed together.

use super::extended::generate;
use super::lemma_7_bic::Lemma7Bic;
use super::lemma_7_ir::Lemma7Ir;
use super::lemma_7_revenue::Lemma7Revenue;
use super::{Comparison, Entry, Statement, Version};
use crate::case::{Case, Generator};

/// All that Lemma 7 says.
#[derive(Clone, Copy, Debug)]
pub struct Lemma7;

const PARTS: [&dyn Statement; 3] = [&Lemma7Ir, &Lemma7Bic, &Lemma7Revenue];

impl Statement for Lemma7 {
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
            ],
            explanation: "Each part fails for the extension as printed: a kept type pays for what it doesn't get, and where surrogates are \
                          paid, P/N < -1 multiplies what they are paid. The rows of the parts have the numbers.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        PARTS.iter().flat_map(|part| part.check(case)).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        PARTS.iter().flat_map(|part| part.grid()).collect()
    }

    fn effort(&self) -> u64 {
        16
    }
}
