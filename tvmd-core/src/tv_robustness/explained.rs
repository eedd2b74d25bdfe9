//! The numbers in explanations come from their instances: each figure in the text is computed here, in the order of the text.
//!
//! A figure is an integer, a fraction or a decimal that isn't part of a word: in `4^k` and `2H` the number counts, in `log2` not. What
//! belongs to a formula rather than to an instance is given as it is.

use super::STATEMENTS;
use super::buyer::Revenues;
use super::extended::{FIRST, Hypotheses, Played, SECOND, subsidy, subsidy_with, undefined};
use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::mechanism::Form;
use crate::optimum::simple::{bundle_price, separate_prices};
use crate::paper::{Comparison, Statement};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Profile};
use num_traits::{One, Signed, Zero};

/// The figures of a text.
fn figures(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < characters.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || ['/', '.'].contains(characters.get(at).unwrap_or(&' ')) && digit(at + 1) {
            at += 1;
        }
        let in_a_word = start > 0 && characters[start - 1].is_alphabetic();
        if !in_a_word {
            found.push(characters[start..at].iter().collect());
        }
    }
    found
}

/// What is computed, or given as it is.
#[derive(Debug)]
enum Figure {
    Computed(Rational),
    Formula(&'static str),
}

use Figure::{Computed as Is, Formula};

impl Figure {
    fn text(&self) -> String {
        match self {
            Is(number) => number.to_string(),
            Formula(text) => (*text).to_owned(),
        }
    }
}

fn statement(id: &str) -> &'static dyn Statement {
    STATEMENTS.iter().copied().find(|own| own.entry().id == id).unwrap()
}

/// The comparison of this name, or that begins so, at a case.
fn compared(id: &str, case: &Case, what: &str) -> Comparison {
    statement(id).check(case).into_iter().find(|own| own.what.contains(what)).unwrap()
}

fn value(case: &Case, agent: usize, own: usize) -> Rational {
    let setting = case.setting();
    setting.agents()[agent].types()[own].valuation().value(Bundle::all(setting.items().len()))
}

fn payment(case: &Case, types: &[usize], agent: usize) -> Rational {
    case.table.outcome(&Profile::new(types.to_vec())).unwrap().payment(AgentId(agent))
}

fn mass(prior: &Prior, agent: usize, own: usize) -> Rational {
    prior.marginal(AgentId(agent)).mass(own)
}

/// The nearest multiple of 1/parts.
fn rounded(number: &Rational, parts: i64) -> Rational {
    (number * ratio(parts, 1)).round() / ratio(parts, 1)
}

/// P/N of a type in a case's printed extension, undefined as `None`.
fn price_of_value(case: &Case, agent: usize, own: usize) -> Option<Rational> {
    let hypotheses = Hypotheses::of(case).unwrap();
    let extension = hypotheses.extension(Form::Printed).unwrap();
    let (payment, value) = extension.expected(AgentId(agent), own).unwrap();
    (!value.is_zero()).then(|| payment / value)
}

/// Of a subsidy: how likely the item is beside kept types, P/N, how likely it is beside replaced ones, what Bottom gains in the
/// extension, and what it gained before.
fn subsidised(case: &Case) -> [Rational; 5] {
    let hypotheses = Hypotheses::of(case).unwrap();
    let extension = hypotheses.extension(Form::Printed).unwrap();
    let played = Played::extension(&case.table, &extension).unwrap();
    let others = case.prior.others(AgentId(0));
    let lie = super::extended::Lie { agent: 0, own: 0, report: SECOND };
    [
        mass(&case.prior, 1, FIRST),
        price_of_value(case, 0, SECOND).unwrap(),
        mass(&case.prior, 1, FIRST) + mass(&case.prior, 1, SECOND),
        played.gain(lie, &others),
        hypotheses.epsilon(|_| true),
    ]
}

/// The figures of each explanation that has any.
fn expected(id: &str) -> Option<Vec<Figure>> {
    let hundred = || ratio(100, 1);
    let grid = |id: &str| statement(id).grid();
    Some(match id {
        "bglt19-posted" => {
            let cases = grid(id);
            let ratio_of = |case: &Case| {
                let own = compared(id, case, "max-min");
                own.ratio().unwrap() * own.constant
            };
            let (near, worst) = (&cases[3], cases.last().unwrap());
            let worst = ratio_of(worst);
            assert!(worst > ratio(5, 4) && ratio_of(near) < ratio(5, 4));
            let high = value(near, 0, 2);
            let [low, top] = [1, 2].map(|own| value(near, 1, own));
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
            let rare = super::rare::rare(1_000).unwrap();
            assert!(rare.field.as_ref().unwrap().maximum_weighted_degree().unwrap().is_one());
            let mut figures = vec![Formula("0"), Formula("2")];
            figures.extend(sold_apart(&rare));
            figures
        }
        "bilw20" => {
            let mut figures = vec![Formula("2"), Formula("2")];
            figures.extend(sold_apart(&super::rare::rare(1_000).unwrap()).into_iter().rev());
            figures
        }
        "corollary-2b" => {
            let case = grid(id).remove(0);
            let own = Revenues::of(&case.prior);
            let both = bundle_price(&case.prior);
            let prices = separate_prices(&case.prior);
            let distance = case.prior.total_variation(&case.prior_hat).unwrap().value;
            let (items, atoms) = (case.setting().items().len(), case.prior.support().count());
            assert_eq!((items, atoms), (2, 4));
            let sold = &both.revenue / &both.price;
            let (low, high) = (value(&case, 0, 1) / ratio(2, 1), value(&case, 0, 4) / ratio(2, 1));
            let (srev, brev) = super::corollary_2b::equal_revenue(4, 1);
            assert!(brev / srev >= ratio(2, 16));
            vec![
                Is(distance),
                Is(low),
                Is(high),
                Is(prices[0].revenue.clone()),
                Is(own.srev),
                Is(both.price),
                Is(sold),
                Is(own.rev),
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
            let own = cases.iter().map(|case| Is(items(case)));
            formulas.into_iter().chain(own).chain(cases.iter().map(|case| Is(growth(case)))).collect()
        }
        "corollary-2-general" => vec![Formula("2")],
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
        "example-theorem-1" => {
            let case = statement(id).examples().into_iter().chain(grid(id));
            let case = { case }.find(|case| case.parameter("delta") == Some(&ratio(1, 10))).unwrap();
            let own = compared(id, &case, "as printed, revenue");
            vec![
                Formula("1"),
                Formula("0"),
                Formula("1"),
                Formula("2"),
                Is(case.parameter("delta").unwrap().clone()),
                Is(case.setting().bound().clone()),
                Is(own.right),
                Is(own.left),
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
            let own = compared(id, &paid, "as printed");
            assert_eq!(own.left, ratio(1, 1));
            vec![
                Is(beta),
                Is(before.recip()),
                Formula("1"),
                Is(mass(&paid.prior, 1, SECOND).recip()),
                Is(own.right.recip()),
            ]
        }
        "lemma-4" | "theorem-2" => {
            let all = if id == "lemma-4" { &["8", "4", "5", "5"][..] } else { &["8", "4"] };
            let constant =
                compared("lemma-4", &statement("lemma-4").examples().remove(0), "epsilon*q").constant;
            assert!(constant <= ratio(5, 1));
            all.iter().map(|own| Formula(own)).chain((id == "lemma-4").then_some(Formula("5"))).collect()
        }
        "lemma-5" => {
            let case = grid(id).remove(0);
            let own = compared(id, &case, "as printed");
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
                Is(own.left),
                Is(own.right),
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
            let own = compared(id, &case, "as printed");
            assert_eq!(own.left, gain);
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
                Is(own.right),
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
            let own = compared(id, &case, "as printed");
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
                Is(&own.right / (&beta * ratio(2, 1))),
                Is(beta),
                Is(Rational::from_integer(case.setting().agents().len().into())),
                Is(own.right),
            ]
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

/// What the rare item and the others make apart, as a multiple of what each simple sale makes, and the number of types.
fn sold_apart(case: &Case) -> Vec<Figure> {
    let own = Revenues::known(case).unwrap();
    let apart: Rational = separate_prices(&case.prior).iter().skip(1).map(|own| &own.revenue).sum();
    let types = case.prior.support().count();
    vec![Is(ratio(2, 1) - apart / own.srev), Is(Rational::from_integer(types.into()))]
}

#[test]
fn figures_are_those_of_the_instances() {
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        let entry = statement.entry();
        let said = figures(entry.explanation);
        let computed = expected(entry.id).unwrap_or_default();
        let computed: Vec<String> = computed.iter().map(Figure::text).collect();
        if said != computed {
            wrong.push(format!("{}: {said:?}, and it is {computed:?}", entry.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A changed figure is noticed.
#[test]
fn every_figure_counts() {
    let text = "4^k of 11/12 are 0.44, by log2 and bilw20.";
    assert_eq!(figures(text), ["4", "11/12", "0.44"]);
    for statement in STATEMENTS {
        let entry = statement.entry();
        for at in entry.explanation.char_indices().filter(|(_, own)| own.is_ascii_digit()).map(|(at, _)| at) {
            let mut changed = entry.explanation.to_owned();
            let other = if &changed[at..=at] == "7" { "3" } else { "7" };
            changed.replace_range(at..=at, other);
            let in_a_word = figures(&changed) == figures(entry.explanation);
            let before = entry.explanation[..at].trim_end_matches(|own: char| own.is_ascii_digit());
            assert!(!in_a_word || before.ends_with(char::is_alphabetic), "{}: {changed}", entry.id);
        }
    }
}
