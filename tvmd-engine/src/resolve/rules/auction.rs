//! `second_price`, `vcg` and `lookahead`.

use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{Message, Numbers};
use crate::exact::Rational;
use crate::mechanism::rules::{Ronen, Rule, SecondPrice};
use crate::resolve::earlier::GivenPrior;
use crate::resolve::known::Known;
use crate::resolve::numbers::{check_denominators, check_price};
use std::sync::Arc;
use tvmd_model::diagnostic::findings::Findings;

/// The most items for VCG unless all agents are additive: it runs through 3^items divisions per profile.
const MAX_VCG_ITEMS: usize = 10;

pub(super) fn second_price(
    reserve: Option<&Rational>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<Rule> {
    let reserve = reserve.cloned().unwrap_or_default();
    if setting.has_several_items() && !setting.is_additive() {
        errors.report(at.clone(), second_price_not_additive());
    }
    check_price(("reserve", &reserve), setting, || at.field("reserve"), errors);
    check_denominators(Numbers::Reserve, [&reserve], || at.field("reserve"), errors);
    Some(Rule::SecondPrice(SecondPrice { reserve }))
}

pub(super) fn vcg(setting: &Known, at: &Place, errors: &mut Findings) -> Option<Rule> {
    if !setting.is_additive() && setting.items().len() > MAX_VCG_ITEMS {
        errors.report(at.clone(), vcg_too_many_items(MAX_VCG_ITEMS));
    }
    Some(Rule::Vcg)
}

pub(super) fn lookahead(
    setting: &Known,
    prior: GivenPrior<'_>,
    at: &Place,
    errors: &mut Findings,
) -> Option<Rule> {
    one_item(setting, at, errors);
    prior.needed("lookahead", at, errors).map(|prior| Rule::Lookahead(Ronen { prior: Arc::clone(prior) }))
}

/// A lookahead auction is of one item.
pub(in crate::resolve) fn one_item(setting: &Known, at: &Place, errors: &mut Findings) {
    if setting.has_several_items() {
        errors.report(at.clone(), lookahead_of_several_items());
    }
}

// What is wrong with them.

fn second_price_not_additive() -> Message {
    Message::new("second_price sells several items only to additive agents")
        .help("use `vcg` for other valuations")
}

fn vcg_too_many_items(most: usize) -> Message {
    Message::new(format!(
        "vcg with other than additive agents tries all divisions of the items; at most {most} items are possible"
    ))
}

fn lookahead_of_several_items() -> Message {
    Message::new("lookahead sells one item, and this setting has several").help("use `second_price` or `vcg`")
}
