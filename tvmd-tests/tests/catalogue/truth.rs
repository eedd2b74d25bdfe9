//! Proposition 5, the point mass and the price, and Lemma 5.

use super::Sides;
use super::plain::{Plain, independent, marginal};
use num_traits::{One, Signed, Zero};
use tvmd_core::Rational;
use tvmd_core::exact::ratio;

type Checked = Result<Vec<Sides>, String>;

/// u(t ← t') ≥ -H at every ex-post IR mechanism; sides are -u and H.
pub(super) fn proposition_5(plain: &Plain) -> Checked {
    plain.individually_rational()?;
    let mut most = Rational::zero();
    for (agent, own, report) in plain.lies() {
        for (truth, lie) in plain.reporting(agent, own).iter().zip(&plain.reporting(agent, report)) {
            most = most.max(plain.utility(agent, own, lie) - plain.utility(agent, own, truth));
        }
    }
    Ok(vec![(most, plain.bound.clone())])
}

/// Theorem 1 is tight at the price V with α = 1: E_Q = OPT(Q) - 2Vδ.
///
/// No ex-post IR mechanism makes more than the values, and this one makes all of them, so OPT(Q) is what the values are
/// worth in expectation.
pub(super) fn point_mass(plain: &Plain) -> Checked {
    plain.individually_rational()?;
    if plain.agents() != 1 || plain.items != 1 {
        return Err("one buyer, one item".to_owned());
    }
    for (agent, own, report) in plain.lies() {
        if plain.utility(agent, own, &vec![report]) > plain.utility(agent, own, &vec![own]) {
            return Err("not truthful".to_owned());
        }
    }
    let v = &plain.bound;
    for (types, mass) in plain.prior.iter().chain(&plain.hat).filter(|(_, mass)| !mass.is_zero()) {
        let value = &plain.everything[0][types[0]];
        let certain = plain.prior[types].is_one() || plain.prior[types].is_zero();
        if !certain || (value != v && !value.is_zero()) || (plain.prior[types].is_one() && value != v) {
            return Err(format!("worth {value} with probability {mass}"));
        }
    }
    let worth: Rational = plain.hat.iter().map(|(types, mass)| mass * &plain.everything[0][types[0]]).sum();
    let distance = plain.apart();
    if plain.revenue(&plain.prior) != *v || plain.revenue(&plain.hat) != worth {
        return Err("the price isn't V".to_owned());
    }
    // Tight is an equation; what is too much on one side is a violation.
    Ok(vec![(worth.clone(), worth - ratio(2, 1) * v * distance)])
}

/// No O(nqH)-BIC mechanism makes Rev(M) - nqV, for the constant C in the file, and for no other.
///
/// The types come in pairs, h and l, equally likely, with 2·v_l = v_h everywhere. If h gains at most γ by reporting l, then
/// p_h ≤ H - 2v_l + p_l + γ, with p_l ≤ v_l: the two pay H + γ at most. At most (H + γ)/2 of revenue then, whatever the
/// mechanism.
pub(super) fn lemma_5(plain: &Plain) -> Checked {
    plain.individually_rational()?;
    independent(&plain.prior)?;
    if plain.agents() != 1 {
        return Err("one buyer".to_owned());
    }
    let likely: Vec<usize> =
        (1..plain.sizes[0]).filter(|own| marginal(&plain.prior, 0, *own).is_positive()).collect();
    let mut left = likely.clone();
    let double = |low: usize| -> Vec<Rational> {
        plain.singles[0][low].iter().map(|worth| worth * ratio(2, 1)).collect()
    };
    while let Some(high) = left.iter().copied().max_by_key(|own| &plain.everything[0][*own]) {
        let mass = marginal(&plain.prior, 0, high);
        let low = left.iter().copied().find(|low| {
            *low != high
                && double(*low) == plain.singles[0][high]
                && marginal(&plain.prior, 0, *low) == mass
                && plain.everything[0][high] <= plain.bound
        });
        let low = low.ok_or("the types don't come in pairs")?;
        left.retain(|own| *own != high && *own != low);
    }
    // (0, q)-BIC as printed: for each misreport, the types that gain by it have mass at most q.
    let gains =
        |own: usize, report: usize| plain.utility(0, own, &vec![report]) > plain.utility(0, own, &vec![own]);
    let mass_that_gains = |report: usize| -> Rational {
        let own = (0..plain.sizes[0]).filter(|own| gains(*own, report));
        own.map(|own| marginal(&plain.prior, 0, own)).sum()
    };
    let q = (0..plain.sizes[0]).map(mass_that_gains).max().unwrap_or_default();
    let width = &plain.bound * ratio(2, 1);
    let slack = plain.number("C")? * &q * &plain.bound;
    let everyone: Rational = likely.iter().map(|own| marginal(&plain.prior, 0, *own)).sum();
    let most = everyone * (&plain.bound + slack) / ratio(2, 1);
    Ok(vec![(plain.revenue(&plain.prior) - q * width, most)])
}
