//! All other explanations.

use super::{
    Figure::{self, Computed as Is, Formula},
    compared, mass, rounded, statement, value,
};
use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::optimum::simple::{bundle_price, separate_prices};
use crate::tv_robustness::buyer::Revenues;
use crate::tv_robustness::{corollary_2b, rare};
use num_traits::One;

/// What the rare item and the others make apart, as a multiple of what each simple sale makes, and the number of types.
fn sold_apart(case: &Case) -> Vec<Figure> {
    let revenues = Revenues::known(case).unwrap();
    let apart: Rational = separate_prices(&case.prior).iter().skip(1).map(|price| &price.revenue).sum();
    let types = case.prior.support().count();
    vec![Is(ratio(2, 1) - apart / revenues.srev), Is(Rational::from_integer(types.into()))]
}

/// The figures of such an explanation.
pub(super) fn expected(id: &str) -> Option<Vec<Figure>> {
    let grid = |id: &str| statement(id).grid();
    Some(match id {
        "bglt19-posted" => {
            let cases = grid(id);
            let ratio_of = |case: &Case| {
                let comparison = compared(id, case, "max-min");
                comparison.ratio().unwrap() * comparison.constant
            };
            let (near, worst) = (&cases[3], cases.last().unwrap());
            let worst = ratio_of(worst);
            assert!(worst > ratio(5, 4) && ratio_of(near) < ratio(5, 4));
            let high = value(near, 0, 2);
            let [low, top] = [1, 2].map(|at| value(near, 1, at));
            vec![
                Is(rounded(&worst, 4)),
                Is(rounded(&ratio_of(near), 4)),
                Is(value(near, 0, 1)),
                Is(&high - &low),
                Is((&top + ratio(1, 1)) / &high),
                Is(ratio(2, 1) * &high - top),
            ]
        }
        "co21" => {
            let rare = rare::rare(1_000).unwrap();
            assert!(rare.field.as_ref().unwrap().maximum_weighted_degree().unwrap().is_one());
            let mut figures = vec![Formula("0"), Formula("2")];
            figures.extend(sold_apart(&rare));
            figures
        }
        "bilw20" => {
            let mut figures = vec![Formula("2"), Formula("2")];
            figures.extend(sold_apart(&rare::rare(1_000).unwrap()).into_iter().rev());
            figures
        }
        "corollary-2b" => {
            let case = grid(id).remove(0);
            let revenues = Revenues::of(&case.prior);
            let both = bundle_price(&case.prior);
            let prices = separate_prices(&case.prior);
            let distance = case.prior.total_variation(&case.prior_hat).unwrap().value;
            let (items, atoms) = (case.setting().items().len(), case.prior.support().count());
            assert_eq!((items, atoms), (2, 4));
            let sold = &both.revenue / &both.price;
            let (low, high) = (value(&case, 0, 1) / ratio(2, 1), value(&case, 0, 4) / ratio(2, 1));
            let (srev, brev) = corollary_2b::equal_revenue(4, 1);
            assert!(brev / srev >= ratio(2, 16));
            vec![
                Is(distance),
                Is(low),
                Is(high),
                Is(prices[0].revenue.clone()),
                Is(revenues.srev),
                Is(both.price),
                Is(sold),
                Is(revenues.rev),
                Is(Rational::from_integer(items.into())),
                Formula("4"),
                Formula("1"),
                Formula("2"),
                Formula("2"),
                Formula("2"),
                Formula("2"),
                Formula("16"),
            ]
        }
        // Formulas, then how many items the grid's cases have, and the least whole factors.
        "corollary-2a" => {
            let cases = grid(id);
            let items = |case: &Case| Rational::from_integer(case.setting().items().len().into());
            let growth = |case: &Case| value(case, 0, 2) / value(case, 0, 1);
            let formulas = ["1", "2", "2", "1", "4", "2"].map(Formula);
            let counts = cases.iter().map(|case| Is(items(case)));
            formulas.into_iter().chain(counts).chain(cases.iter().map(|case| Is(growth(case)))).collect()
        }
        "corollary-2-general" => vec![Formula("2")],
        "example-theorem-1" => {
            let case = statement(id).examples().into_iter().chain(grid(id));
            let case = { case }.find(|case| case.parameter("delta") == Some(&ratio(1, 10))).unwrap();
            let comparison = compared(id, &case, "as printed, revenue");
            vec![
                Formula("1"),
                Formula("0"),
                Formula("1"),
                Formula("2"),
                Is(case.parameter("delta").unwrap().clone()),
                Is(case.setting().bound().clone()),
                Is(comparison.right),
                Is(comparison.left),
            ]
        }
        "lemma-4" | "theorem-2" => {
            let all = if id == "lemma-4" { &["8", "4", "5", "5"][..] } else { &["8", "4"] };
            let constant =
                compared("lemma-4", &statement("lemma-4").examples().remove(0), "epsilon*q").constant;
            assert!(constant <= ratio(5, 1));
            all.iter()
                .map(|figure| Formula(figure))
                .chain((id == "lemma-4").then_some(Formula("5")))
                .collect()
        }
        "lemma-11" => vec![Formula("4"), Formula("1"), Formula("1"), Formula("1"), Formula("4")],
        "prophet-median" => {
            let [alone, both]: [Case; 2] = grid(id).try_into().unwrap();
            let of_both = compared(id, &both, "ties by rule");
            let last = mass(&both.prior, 1, 1) * value(&both, 1, 1);
            let first = (ratio(1, 1) - mass(&both.prior, 1, 1)) * value(&both, 0, 1);
            vec![
                Is(value(&alone, 0, 1)),
                Is(compared(id, &alone, "ties by rule").left),
                Is(value(&both, 0, 1)),
                Is(value(&both, 1, 1)),
                Is(mass(&both.prior, 1, 1)),
                Is(value(&both, 0, 1)),
                Is(value(&both, 0, 1)),
                Is(first),
                Is(last),
                Is(of_both.left),
            ]
        }
        "proposition-4-proof" => ["4", "2", "1", "1"].map(Formula).into_iter().collect(),
        "proposition-4-statement" => {
            let case = grid(id).remove(0);
            let joint = case.field.as_ref().unwrap().joint().unwrap();
            let (same, other) = (joint.mass(0), joint.mass(1));
            let degree = case.field.as_ref().unwrap().maximum_weighted_degree().unwrap();
            // The sum of the roots is at most 1: two cells at 2/5, and what is left for a third.
            let third = ratio(1, 1) - ratio(2, 1) * ratio(2, 5);
            assert_eq!(same, ratio(2, 5) * ratio(2, 5));
            let most = ratio(2, 1) * &same + &third * &third;
            let off = ratio(20, 1) * &other;
            let apart = ratio(1, 1) - &most - &off;
            vec![
                Is(degree.clone()),
                Is(degree.recip()),
                Is(same.clone()),
                Is(other),
                Is(degree.clone()),
                Formula("2"),
                Is(degree),
                Formula("4"),
                Formula("0.417"),
                Formula("2"),
                Is(same),
                Is(third),
                Formula("2"),
                Is(most),
                Formula("1"),
                Is(off),
                Is(apart),
                Formula("0.44"),
            ]
        }
        "proposition-5" => ["2", "0", "0", "2"].map(Formula).into_iter().collect(),
        "theorem-1" => ["1"; 7].map(Formula).into_iter().collect(),
        "theorem-3" => ["5", "4", "2", "4", "8"].map(Formula).into_iter().collect(),
        _ => return None,
    })
}
