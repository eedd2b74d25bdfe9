//! Definition 4, Lemma 7, its parts, and the inequalities in its proof, as printed.

use super::Sides;
use super::extension::Extension;
use super::plain::Plain;
use num_traits::{Signed, Zero};
use tvmd_core::Rational;
use tvmd_core::exact::ratio;
use tvmd_tests::naive::product;

type Checked = Result<Vec<Sides>, String>;

fn worst_loss(mechanism: &Plain) -> Rational {
    let mut worst = Rational::zero();
    for types in product(&mechanism.sizes) {
        for (agent, own) in types.iter().enumerate() {
            worst = worst.max(-mechanism.utility(agent, *own, &types));
        }
    }
    worst
}

/// The extension is defined, pays within [-H, H], and is ex-post IR.
pub(super) fn definition_4(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let Some(played) = extension.played() else {
        return Ok(vec![(ratio(1, 1), Rational::zero())]);
    };
    let largest = played.payments.values().flatten().map(Signed::abs).max().unwrap_or_default();
    let mut sides = ir(plain)?;
    sides.push((largest, plain.bound.clone()));
    Ok(sides)
}

/// The extension is ex-post IR.
pub(super) fn ir(plain: &Plain) -> Checked {
    let played = Extension::of(plain)?.played();
    Ok(played.iter().map(|played| (worst_loss(played), Rational::zero())).collect())
}

/// The extension is (4(3/2·δ + βn)H + 4δH + ε)-BIC under D̂.
pub(super) fn bic(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let Some(played) = extension.played() else { return Ok(Vec::new()) };
    let most = plain.lies().into_iter().map(|lie| extension.gain(&played, &plain.hat, lie)).max();
    let unit = ratio(10, 1) * extension.delta() + ratio(4, 1) * extension.beta() * plain.count();
    Ok(vec![(most.unwrap_or_default(), unit * &plain.bound + extension.epsilon())])
}

/// Rev(extension, D̂) ≥ Rev(M, D) - V(βn + δ), V = 2nH, or nH without positive transfers.
pub(super) fn revenue(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let Some(played) = extension.played() else { return Ok(Vec::new()) };
    let width = plain.count() * &plain.bound * ratio(if plain.never_pays() { 1 } else { 2 }, 1);
    let moved = extension.beta() * plain.count() + extension.delta();
    Ok(vec![(plain.revenue(&plain.prior) - played.revenue(&plain.hat), width * moved)])
}

/// All that Lemma 7 says.
pub(super) fn whole(plain: &Plain) -> Checked {
    Ok([ir(plain)?, bic(plain)?, revenue(plain)?].concat())
}

/// E_D̂ u^M̂(t ← w) ≥ E_D̂ u^M(τ(t) ← τ(w)) - 4(3/2·δ + βn)H, with the utility of the type τ(t) or, as the proof reads it, of t.
pub(super) fn intermediate(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let Some(played) = extension.played() else { return Ok(Vec::new()) };
    let unit = ratio(6, 1) * extension.delta() + ratio(4, 1) * extension.beta() * plain.count();
    let slack = unit * &plain.bound;
    let mut sides = Vec::new();
    for agent in 0..plain.agents() {
        for as_surrogate in [true, false] {
            let mut most: Option<Rational> = None;
            let lies = plain.lies().into_iter().filter(|lie| lie.0 == agent && lie.1 != lie.2);
            for (agent, t, w) in lies {
                let [truth, report] = [t, w].map(|her_type| extension.tau(agent, her_type));
                let judge = if as_surrogate { truth } else { t };
                let worth = |report| {
                    let utility = |types: &_| plain.utility(agent, judge, types);
                    extension.expect(&plain.hat, agent, report, utility)
                };
                let in_extension = -extension.gain(&played, &plain.hat, (agent, t, w));
                let lost = worth(truth) - worth(report) - in_extension;
                most = Some(most.map_or(lost.clone(), |most| most.max(lost)));
            }
            sides.extend(most.map(|most| (most, slack.clone())));
        }
    }
    Ok(sides)
}

/// The types that aren't kept.
fn dropped(plain: &Plain) -> Vec<(usize, usize)> {
    let kept = plain.kept.iter().flatten().enumerate();
    kept.flat_map(|(agent, kept)| {
        (0..kept.len()).filter(|own| !kept[*own]).map(move |own| (agent, own)).collect::<Vec<_>>()
    })
    .collect()
}

/// (2): E_D v(x(τ(t_i), t_-i)) ≤ E_D v(x̂(t)) + Hβn.
pub(super) fn inequality_2(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let right = &plain.bound * extension.beta() * plain.count();
    let each = dropped(plain).into_iter().map(|(agent, own)| {
        let (_, before) = extension.ratio(agent, own);
        let after = extension.expect(&plain.prior, agent, own, |types| extension.value(agent, own, types));
        (before - after, right.clone())
    });
    Ok(each.collect())
}

/// (3): E_D p(τ(t_i), t_-i) ≥ E_D p̂(t) - Hβn.
pub(super) fn inequality_3(plain: &Plain) -> Checked {
    let extension = Extension::of(plain)?;
    let Some(played) = extension.played() else { return Ok(Vec::new()) };
    let right = &plain.bound * extension.beta() * plain.count();
    let each = dropped(plain).into_iter().map(|(agent, own)| {
        let (before, _) = extension.ratio(agent, own);
        let paid = |types: &_| played.payments[types][agent].clone();
        (extension.expect(&plain.prior, agent, own, paid) - before, right.clone())
    });
    Ok(each.collect())
}
