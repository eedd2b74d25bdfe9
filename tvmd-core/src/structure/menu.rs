//! Menus of any number of agents: each picks from her own, whatever the others do.
//!
//! An agent's menu doesn't depend on what she says; so truth is dominant and taking part costs nothing if what each type picks is worth
//! to her at least what it costs, and no less than what her other types pick: the taxation principle (Hammond 1979). That
//! is checked here, agent by agent; that picks of several agents go together was checked when the rule was read.

use super::Lie;
use super::fraction::{Fraction, weights};
use super::sequence::Proceeds;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::{Menu, MenuEntry};
use crate::prior::Distribution;
use crate::setting::Setting;
use num_traits::{Signed as _, Zero as _};

/// Checks that no agent can lose or gain by a lie, and computes what the menus come to if types are distributed so.
pub(super) fn menu(
    rule: &Menu,
    setting: &Setting,
    types: Option<&[Distribution]>,
) -> Result<Option<Proceeds>, Lie> {
    let mut proceeds = Proceeds::none(setting.agents().len());
    let mut mass = BigInt::from(1);
    for (agent, her) in setting.agents().iter().enumerate() {
        let picks: Vec<Option<&MenuEntry>> =
            (0..her.types().len()).map(|her_type| rule.pick(setting, agent, her_type)).collect();
        check(setting, agent, &picks)?;
        let Some(types) = types else { continue };
        let (weights, total) = weights(&types[agent]);
        let price = |pick: &Option<&MenuEntry>| pick.map_or_else(Rational::zero, |entry| entry.price.clone());
        let prices: Vec<Rational> = picks.iter().map(price).collect();
        let worth: Vec<Rational> =
            picks.iter().enumerate().map(|(her_type, pick)| value(setting, agent, her_type, *pick)).collect();
        let expected = |amounts: &[Rational]| -> (BigInt, BigInt) {
            let unit = common_denominator(amounts);
            (
                weights.iter().zip(amounts).map(|(weight, amount)| weight * numerator(amount, &unit)).sum(),
                unit,
            )
        };
        for (sum, amounts) in [(&mut proceeds.revenue, &prices), (&mut proceeds.welfare, &worth)] {
            let (amount, unit) = expected(amounts);
            sum.draw(&total);
            sum.add(amount * &mass, &unit);
        }
        let (amount, unit) = expected(&prices);
        proceeds.totals.push(total.clone());
        // Over the masses of all who came before, too.
        proceeds.payments[agent] = Fraction::new(amount * &mass, &unit, proceeds.totals.len());
        mass *= total;
    }
    Ok(types.map(|_| proceeds))
}

fn value(setting: &Setting, agent: usize, her_type: usize, pick: Option<&MenuEntry>) -> Rational {
    let valuation = setting.agents()[agent].types()[her_type].valuation();
    pick.map_or_else(Rational::zero, |entry| entry.value(valuation))
}

/// That no type is better off with what another picks, or with nothing.
fn check(setting: &Setting, agent: usize, picks: &[Option<&MenuEntry>]) -> Result<(), Lie> {
    let mut there: Vec<(usize, Option<&MenuEntry>)> = Vec::new();
    let same = |one: Option<&MenuEntry>, other: Option<&MenuEntry>| {
        one.map(std::ptr::from_ref) == other.map(std::ptr::from_ref)
    };
    for (report, pick) in picks.iter().enumerate() {
        if !there.iter().any(|(_, known)| same(*known, *pick)) {
            there.push((report, *pick));
        }
    }
    let utility = |her_type: usize, pick: Option<&MenuEntry>| {
        value(setting, agent, her_type, pick) - pick.map_or_else(Rational::zero, |entry| entry.price.clone())
    };
    let her = &setting.agents()[agent];
    for (her_type, pick) in picks.iter().enumerate() {
        let truth = utility(her_type, *pick);
        for (report, other) in &there {
            let gain = utility(her_type, *other) - &truth;
            if gain.is_positive() {
                return Err(Lie {
                    agent: her.name().to_owned(),
                    own: her.type_name(her_type).to_owned(),
                    report: Some(her.type_name(*report).to_owned()),
                    left: setting.bundle_name(crate::setting::Bundle::all(setting.items().len())),
                    gain: gain.into(),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use crate::mechanism::rules::Structure;
    use crate::model::InstanceDecl;

    #[test]
    fn a_pick_that_isnt_best_is_a_lie_that_pays() {
        let said = r#"{ "tvmd": 1, "setting": { "name": "Shop", "items": ["Tea"], "bound": "3", "agents": [
            { "name": "Ann", "valuation": "additive", "types": [
                { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "3" } } ] } ] },
            "mechanisms": { "Menu": { "menu": [
                { "lottery": { "Tea": "1/2" }, "price": "1/2" }, { "bundle": ["Tea"], "price": "3/2" } ] } } }"#;
        let shop = InstanceDecl::from_json(said).unwrap().resolve_structured().unwrap();
        let mechanism = &shop.mechanisms()[0];
        let Structure::Menu(rule) = mechanism.structure() else { panic!("a menu") };
        let picks = [0, 1, 2].map(|her_type| rule.pick(mechanism.setting(), 0, her_type));
        assert!(check(mechanism.setting(), 0, &picks).is_ok());
        // High takes the lottery, which gives her 1 in place of 3/2.
        let lie = check(mechanism.setting(), 0, &[None, picks[2], picks[1]]).unwrap_err();
        assert_eq!((lie.own.as_str(), *lie.gain), ("Low", ratio(1, 2)), "nothing is better for Low");
        let lie = check(mechanism.setting(), 0, &[None, None, picks[1]]).map_err(|lie| *lie.gain);
        assert_eq!(lie, Ok(()), "nobody takes what High would like better");
        let lie = check(mechanism.setting(), 0, &[None, picks[1], None]).unwrap_err();
        assert_eq!((lie.report.as_deref(), *lie.gain), (Some("Low"), ratio(1, 1)));
    }
}
