//! A conjecture of one's own: "of all product priors, the product of the marginals is nearest to a correlated prior".
//!
//! It sounds right, and for many priors it is. The search that hunts for the worst instances of the paper's statements refutes
//! it within its first cases, and shrinks the counterexample to something that can be checked by hand.

use std::cell::Cell;
use tvmd::case::{Case, Generator, shrink};
use tvmd::paper::{Comparison, Entry, Standing, Statement, Twin, Version};
use tvmd::search::{At, Options, hunt};

/// d_TV(D, product of D's marginals) ≤ d_TV(D, Q) for every product prior Q.
#[derive(Clone, Copy)]
struct MarginalsAreNearest;

impl Statement for MarginalsAreNearest {
    fn entry(&self) -> Entry {
        let conjecture = "no product prior is nearer to D than the product of its marginals";
        Entry {
            id: "marginals-are-nearest",
            title: "The nearest product prior",
            printed: Version::new(Standing::Open, Some("1"), conjecture),
            sharp: Version::new(Standing::Open, None, "nothing is known"),
            ratio_of: "TV(D, product of marginals)/TV(D, Q)",
            hypotheses: &["Q is a product prior"],
            conventions: &["Bottom may have mass"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if case.prior_hat != case.prior_hat.product_of_marginals() {
            return Vec::new();
        }
        let distance = |other| case.prior.total_variation(other).map(|distance| distance.value);
        match (distance(&case.prior.product_of_marginals()), distance(&case.prior_hat)) {
            (Ok(marginals), Ok(other)) => {
                vec![
                    Comparison::at_most("TV(D, product of marginals) <= TV(D, Q)", marginals, other)
                        .printed(),
                ]
            }
            _ => Vec::new(),
        }
    }

    /// Q is the product of the marginals of a random prior near D.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case()?;
        Case::of_priors(case.prior, case.prior_hat.product_of_marginals()).ok()
    }

    fn twins(&self) -> Vec<Twin> {
        Vec::new()
    }
}

/// The counterexample, shrunk, and the number of cases that the search tried until it had one.
fn refute() -> Option<(At, u64)> {
    let tried = Cell::new(0);
    let options = Options { stop_when_refuted: true, ..Options::default() };
    let found = hunt(&MarginalsAreNearest, None, &options, &mut |done| tried.set(done));
    let At { case, .. } = found.refutation()?;
    let violated =
        |case: &Case| MarginalsAreNearest.check(case).into_iter().find(|comparison| !comparison.holds());
    let case = shrink(case.clone(), |case| violated(case).is_some());
    Some((At { comparison: violated(&case)?, case }, tried.get()))
}

fn main() {
    match refute() {
        Some((At { comparison, case }, tried)) => {
            println!("refuted after {tried} cases: {} isn't at most {}", comparison.left, comparison.right);
            println!("{}", case.to_instance(Some((&comparison.left, &comparison.right))).to_json());
        }
        None => println!("no counterexample found: the conjecture is open"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tvmd::Prior;

    #[test]
    fn the_conjecture_is_refuted_and_the_counterexample_is_small() {
        let (At { comparison, case }, _) = refute().unwrap();
        assert!(comparison.left > comparison.right);
        let types: usize = case.setting().agents().iter().map(|agent| agent.types().len() - 1).sum();
        assert_eq!(
            (case.setting().agents().len(), types),
            (2, 2),
            "two agents with one type each besides Bottom"
        );
    }

    /// By hand: both or neither take part, neither with probability p. The product of the marginals is 2p(1-p) away, and
    /// the product prior that is certain of nobody 1-p: nearer as soon as p > 1/2.
    #[test]
    fn it_can_be_checked_by_hand() {
        let (At { case, .. }, _) = refute().unwrap();
        let setting = case.setting();
        let (p, rest) = (tvmd::ratio!(3 / 4), tvmd::ratio!(1 / 4));
        let masses: Vec<_> = setting
            .profiles()
            .map(|profile| match profile.types() {
                [0, 0] => p.clone(),
                [1, 1] => rest.clone(),
                _ => tvmd::ratio!(0),
            })
            .collect();
        let both_or_neither = Prior::from_masses(setting, &masses).unwrap();
        let apart = both_or_neither.total_variation(&both_or_neither.product_of_marginals()).unwrap().value;
        assert_eq!(apart, tvmd::ratio!(3 / 8));
        let nobody: Vec<_> = setting
            .profiles()
            .map(|profile| tvmd::Rational::from_integer(i64::from(profile.types() == [0, 0]).into()))
            .collect();
        let nobody = Prior::from_masses(setting, &nobody).unwrap();
        assert_eq!(both_or_neither.total_variation(&nobody).unwrap().value, rest);
    }
}
