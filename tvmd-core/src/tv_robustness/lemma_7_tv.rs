//! In the proof of Lemma 7: replacing types moves D̂ by at most βn.
//!
//! Exactly, d_TV(D̂, τ(D̂)) = 1 - Π(1 - β_i), with β_i the mass of agent i's types that aren't kept: the event that some type isn't
//! kept has that probability under D̂ and 0 under τ(D̂), and t differs from τ(t) with that probability. It is at most Σβ_i ≤ βn.

use super::extended::{self, Hypotheses, tight, worst_offers};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::Form;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, TotalVariation};
use num_traits::{One, Zero};

/// How far replacing types moves a product prior.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7-tv",
            title: "Replacing types moves the prior little",
            printed: Version::holds(Some("1"), "d_TV(D^, tau(D^)) <= beta*n"),
            sharp: Version::holds(Some("1"), "d_TV(D^, tau(D^)) = 1 - prod(1 - beta_i)"),
            ratio_of: "TV/(beta*n)",
            hypotheses: &["ex-post IR", "product priors"],
            conventions: &["Bottom is kept"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, &Rational::zero()).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        // All agents have the same β where the first one's second type isn't kept either.
        let alone = tight(1, &Rational::zero(), worst_offers(true));
        alone.map(|case| Case { kept: Some(vec![vec![true, true, false]]), ..case }).into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("n - 1/2 for n", *self, |case| {
            compare(case, &ratio(1, 2)).unwrap_or_default().into_iter().take(1).collect()
        })]
    }

    fn effort(&self) -> u64 {
        2
    }
}

fn compare(case: &Case, fewer: &Rational) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let extension = hypotheses.extension(Form::Repaired)?;
    let hat = case.prior_hat.distribution();
    let mut masses = vec![Rational::zero(); hat.len()];
    for (profile, mass) in case.prior_hat.support() {
        masses[case.setting().index_of(&extension.surrogates(&profile))?] += mass;
    }
    let moved = TotalVariation::between(hat, &Distribution::new(&masses).ok()?).value;
    let count = (hypotheses.count() - fewer).max(Rational::one() / ratio(2, 1));
    let exact = hypotheses.some_dropped(&case.prior_hat, |_| true);
    Some(vec![
        Comparison::at_most("d_TV(D^, tau(D^)) <= beta*n", moved.clone(), hypotheses.beta() * count),
        Comparison::equal("d_TV(D^, tau(D^)) = 1 - prod(1 - beta_i)", moved, exact),
    ])
}
