//! Mechanisms: which rule, and what all rules have in common.

use super::earlier::{Earlier, GivenPrior};
use super::findings::Findings;
use super::known::Known;
use super::numbers::{check_denominators, check_price};
use super::{arrays, extension, menu, outcomes, sale};
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Numbers};
use crate::mechanism::Form;
use crate::mechanism::rules::{DsicExtension, Rule, SecondPrice};
use crate::model::{self, ARRAYS, RuleWord, Word as _};
use std::sync::Arc;

/// The most items for VCG unless all agents are additive: it runs through 3^items divisions per profile.
const MAX_VCG_ITEMS: usize = 10;

/// Resolves a rule; `None` if anything is wrong with it or with the setting.
pub(super) fn rule(
    model: &model::RuleDecl,
    earlier: Earlier<'_>,
    setting: &Known,
    prior: GivenPrior<'_>,
    at: &Place,
    errors: &mut Findings,
) -> Option<Rule> {
    let rule = match model {
        model::RuleDecl::Outcomes(rows) => {
            outcomes::outcomes(rows, setting, &at.field("outcomes"), errors).map(Rule::Outcomes)
        }
        model::RuleDecl::PostedPrices { order, prices } => {
            let at = at.field("posted_prices");
            Some(Rule::PostedPrices(sale::posted_prices(order, prices, setting, &at, errors)))
        }
        model::RuleDecl::Bundles { order, offers } => {
            let at = at.field("bundles");
            Some(Rule::Bundles(sale::bundles(order, offers, setting, &at, errors)))
        }
        model::RuleDecl::Menu(menus) => menu::menu(menus, setting, &at.field("menu"), errors).map(Rule::Menu),
        model::RuleDecl::SecondPrice { reserve } => {
            let at = at.field("second_price");
            let reserve = reserve.clone().unwrap_or_default();
            if setting.has_several_items() && !setting.is_additive() {
                errors.report(at.clone(), catalogue::second_price_not_additive());
            }
            check_price(&reserve, setting, || at.field("reserve"), errors);
            check_denominators(Numbers::Reserve, [&reserve], || at.field("reserve"), errors);
            Some(Rule::SecondPrice(SecondPrice { reserve }))
        }
        model::RuleDecl::Vcg => {
            if !setting.is_additive() && setting.items().len() > MAX_VCG_ITEMS {
                errors.report(at.field("vcg"), catalogue::vcg_too_many_items(MAX_VCG_ITEMS));
            }
            Some(Rule::Vcg)
        }
        model::RuleDecl::Lookahead => {
            let at = at.field("lookahead");
            if setting.has_several_items() {
                errors.report(at.clone(), catalogue::lookahead_of_several_items());
            }
            prior.needed("lookahead", &at, errors).cloned().map(Rule::Lookahead)
        }
        model::RuleDecl::Arrays(file) => arrays::table(file, setting, &at.field("arrays"), errors)
            .map(|table| Rule::Table(Arc::new(table))),
        model::RuleDecl::BicExtension { of, keeping, printed } => {
            let at = at.field("bic_extension");
            let prior = prior.needed("bic_extension", &at, errors);
            let extended = extension::extended(of, keeping, earlier, setting, &at, errors);
            let form = if *printed { Form::Printed } else { Form::Repaired };
            extension::bic(extended?, form, prior?, &at, errors).map(Rule::BicExtension)
        }
        model::RuleDecl::DsicExtension { of, keeping } => {
            let at = at.field("dsic_extension");
            extension::extended(of, keeping, earlier, setting, &at, errors)
                .map(|(base, kept)| Rule::DsicExtension(DsicExtension { base: base.rule().clone(), kept }))
        }
    };
    let whole = RuleWord::WRITTEN.iter().chain(&[ARRAYS]).all(|rule| errors.is_whole(&at.field(rule)));
    rule.filter(|_| whole && setting.whole(errors).is_some())
}
