//! \[BILW20\]: on products, simple mechanisms make a good part of the optimum. One additive buyer.
//!
//! max{SRev, BRev} ≥ Rev/6. Ma and Simchi-Levi ("Reaping the Benefits of Bundling under High Production Costs", AISTATS 2021) have 5.2
//! for 6, the best constant that we know of. Both are cited, their proofs aren't repeated here. No factor less than 2 will do: see the
//! module `rare`.

use super::buyer::{Revenues, grid, is_product, product, some_product};
use super::rare::rare;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};

/// Rev ≤ 6·max{SRev, BRev} for a product.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "bilw20",
            title: "Simple mechanisms on products",
            printed: Version::holds(
                Some("6"),
                "Rev <= 6*max(SRev, BRev) for one additive buyer and a product prior",
            ),
            sharp: Version::holds(
                Some("26/5"),
                "5.2 for 6 (Ma and Simchi-Levi 2021); the best constant is at least 2",
            ),
            ratio_of: "Rev/max(SRev, BRev)",
            hypotheses: &["D is a product"],
            conventions: &[
                "one additive buyer; products are over items",
                "where the case has a mechanism, Rev is what that makes, if it is truthful",
            ],
            explanation: "Theorems of the cited papers, whose proofs aren't repeated here. One item that is worth much but rarely, beside n \
                          that make S apart and B together: sold as these two, they make 2 - S/B times as much as all apart or all \
                          together, in the limit. For n equal-revenue items that comes near to 2; with 54 types it is 6/5.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        [ratio(6, 1), ratio(26, 5)].iter().flat_map(|factor| simple(case, factor)).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let prior = some_product(generator)?;
        Case::of_priors(prior.clone(), prior).ok()
    }

    fn grid(&self) -> Vec<Case> {
        known().into_iter().chain(rare(1_000)).collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("1 for 6", *self, |case| simple(case, &ratio(1, 1)))]
    }

    fn effort(&self) -> u64 {
        10
    }
}

fn simple(case: &Case, factor: &Rational) -> Vec<Comparison> {
    if !is_product(&case.prior) {
        return Vec::new();
    }
    let Some(revenues) = Revenues::known(case) else { return Vec::new() };
    let what = format!("Rev <= {factor}*max(SRev, BRev)");
    vec![Comparison::within(what, revenues.rev.clone(), factor.clone(), &revenues.simple()).not_sharp()]
}

/// Two independent items with one distribution, for which neither simple mechanism is optimal.
pub(super) fn known() -> Vec<Case> {
    let uniform = [(0, 1), (1, 1), (2, 1)];
    // The worst that a longer search found of three values, and of four.
    let (three, four) = ([(0, 1), (1, 4), (2, 4)], [(0, 3), (2, 4), (3, 2), (4, 6)]);
    [&uniform[..], &three, &four].into_iter().filter_map(twice).collect()
}

/// Two independent items with these values and weights.
fn twice(item: &[(i64, i64)]) -> Option<Case> {
    let total: i64 = item.iter().map(|(_, weight)| weight).sum();
    let values: Vec<Rational> = item.iter().map(|(value, _)| ratio(*value, 1)).collect();
    let masses: Vec<Rational> = item.iter().map(|(_, weight)| ratio(*weight, total)).collect();
    let prior = product(&grid(&[values.clone(), values])?, &[masses.clone(), masses])?;
    Case::of_priors(prior.clone(), prior).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values 0, 1 and 2, equally likely, are an example of Hart and Nisan (2012).
    #[test]
    fn neither_simple_mechanism_is_optimal_on_few_values() {
        let revenues = known().into_iter().map(|case| Revenues::of(&case.prior));
        let figures: Vec<[Rational; 3]> =
            revenues.map(|revenues| [revenues.rev, revenues.brev, revenues.srev]).collect();
        let expected = [
            [ratio(13, 9), ratio(4, 3), ratio(4, 3)],
            [ratio(160, 81), ratio(16, 9), ratio(16, 9)],
            [ratio(272, 75), ratio(16, 5), ratio(16, 5)],
        ];
        assert_eq!(figures, expected);
    }
}
