//! Explanations about Definition 4's extension.

use super::{
    Figure::{self, Computed as Is, Formula},
    compared, mass, payment, statement, value,
};
use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::mechanism::Form;
use crate::setting::AgentId;
use crate::tv_robustness::extended::{
    FIRST, Hypotheses, Lie, Played, SECOND, subsidy, subsidy_with, undefined,
};
use num_traits::{One, Signed, Zero};

/// P/N of a type in a case's printed extension, undefined as `None`.
fn price_of_value(case: &Case, agent: usize, at: usize) -> Option<Rational> {
    let hypotheses = Hypotheses::of(case).unwrap();
    let extension = hypotheses.extension(Form::Printed).unwrap();
    let (payment, value) = extension.expected(AgentId(agent), at).unwrap();
    (!value.is_zero()).then(|| payment / value)
}

/// Of a subsidy: how likely the item is beside kept types, P/N, how likely it is beside replaced ones, what Bottom gains in the
/// extension, and what it gained before.
fn subsidised(case: &Case) -> [Rational; 5] {
    let hypotheses = Hypotheses::of(case).unwrap();
    let extension = hypotheses.extension(Form::Printed).unwrap();
    let played = Played::extension(&case.table, &extension).unwrap();
    let others = case.prior.others(AgentId(0));
    let lie = Lie { agent: 0, truth: 0, report: SECOND };
    [
        mass(&case.prior, 1, FIRST),
        price_of_value(case, 0, SECOND).unwrap(),
        mass(&case.prior, 1, FIRST) + mass(&case.prior, 1, SECOND),
        played.gain(lie, &others),
        hypotheses.epsilon(|_| true),
    ]
}

/// The figures of such an explanation.
pub(super) fn expected(id: &str) -> Option<Vec<Figure>> {
    let hundred = || ratio(100, 1);
    let grid = |id: &str| statement(id).grid();
    Some(match id {
        "definition-4" => {
            let case = undefined().unwrap();
            assert_eq!(price_of_value(&case, 0, SECOND), None);
            let subsidy = subsidised(&subsidy().unwrap());
            vec![
                Is(value(&case, 0, SECOND)),
                Is(payment(&case, &[FIRST], 0)),
                Formula("0/0"),
                Formula("1"),
                Is(subsidy[0].recip()),
                Is(subsidy[1].abs()),
            ]
        }
        "inequality-2" => {
            let case = grid(id).remove(0);
            let beta = Hypotheses::of(&case).unwrap().beta();
            let before = mass(&case.prior, 1, SECOND);
            assert_eq!(compared(id, &case, "as printed").left, before);
            vec![Is(mass(&case.prior, 1, SECOND)), Is(beta), Is(before.recip())]
        }
        "inequality-3" => {
            let [sale, paid]: [Case; 2] = grid(id).try_into().unwrap();
            let beta = Hypotheses::of(&sale).unwrap().beta();
            let before = mass(&sale.prior, 1, FIRST);
            assert_eq!(compared(id, &sale, "as printed").left, ratio(1, 1) - &before);
            let comparison = compared(id, &paid, "as printed");
            assert_eq!(comparison.left, ratio(1, 1));
            vec![
                Is(beta),
                Is(before.recip()),
                Formula("1"),
                Is(mass(&paid.prior, 1, SECOND).recip()),
                Is(comparison.right.recip()),
            ]
        }
        "lemma-5" => {
            let case = grid(id).remove(0);
            let comparison = compared(id, &case, "as printed");
            let share = crate::objective::Performance::new(&crate::objective::Revenue, &case.table);
            let revenue = share.unwrap().expectation(&case.prior).unwrap();
            let items = case.setting().items().len();
            vec![
                Is(value(&case, 0, 1) / value(&case, 0, 2)),
                Is(revenue),
                Formula("2"),
                Formula("2"),
                Formula("2"),
                Formula("4"),
                Is(case.parameter("C").unwrap().clone()),
                Is(Rational::from_integer(items.into())),
                Is(comparison.left),
                Is(comparison.right),
            ]
        }
        "lemma-7" => {
            for rare in [ratio(1, 40), ratio(1, 400)] {
                let [m, price, _, gain, epsilon] = subsidised(&subsidy_with(&rare).unwrap());
                let beta = ratio(1, 10);
                assert_eq!((price, gain, epsilon), (-m.recip(), ratio(1, 1) + beta / m, ratio(1, 1)));
            }
            ["1", "1", "1"].map(Formula).into_iter().collect()
        }
        "lemma-7-bic" => {
            let case = subsidy().unwrap();
            let [m, price, replaced, gain, epsilon] = subsidised(&case);
            assert!(epsilon.is_one());
            let comparison = compared(id, &case, "as printed");
            assert_eq!(comparison.left, gain);
            let beta = ratio(1, 100);
            let kappa = ratio(1, 1) - num_traits::pow(ratio(1, 1) - &beta, 5);
            let (more, printed) = (ratio(49, 200), ratio(24, 1) * &beta);
            assert!(ratio(5, 1) * kappa > more && more > printed);
            vec![
                Formula("1"),
                Is(m.recip()),
                Is(price.abs()),
                Is(replaced * hundred()),
                Is(m.recip()),
                Is(price.abs()),
                Is(gain),
                Is(Hypotheses::of(&case).unwrap().beta()),
                Is(comparison.right),
                Formula("5"),
                Formula("1"),
                Formula("1"),
                Formula("5"),
                Formula("24"),
                Is(beta),
                Is(more),
                Is(printed),
            ]
        }
        "lemma-7-intermediate" => {
            let case = grid(id).remove(0);
            let hypotheses = Hypotheses::of(&case).unwrap();
            let other = subsidised(&subsidy().unwrap());
            vec![
                Is(value(&case, 0, FIRST)),
                Is(value(&case, 0, SECOND)),
                Is(hypotheses.delta() + hypotheses.beta()),
                Is(value(&case, 0, SECOND)),
                Is(value(&case, 0, FIRST)),
                Is(value(&case, 0, SECOND)),
                Is(value(&case, 0, FIRST)),
                Formula("7"),
                Is(other[1].abs()),
            ]
        }
        "lemma-7-revenue" => {
            let case = subsidy().unwrap();
            let [m, price, replaced, gain, _] = subsidised(&case);
            let comparison = compared(id, &case, "as printed");
            let beta = Hypotheses::of(&case).unwrap().beta();
            vec![
                Formula("1"),
                Is(m.recip()),
                Is(price.abs()),
                Is(mass(&case.prior, 0, SECOND)),
                Is(replaced * hundred()),
                Is(m.recip()),
                Is(price.abs()),
                Is(gain),
                Is(&comparison.right / (&beta * ratio(2, 1))),
                Is(beta),
                Is(Rational::from_integer(case.setting().agents().len().into())),
                Is(comparison.right),
            ]
        }
        _ => return None,
    })
}
