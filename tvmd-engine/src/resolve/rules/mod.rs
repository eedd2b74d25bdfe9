//! Rules: which it is, and what all have in common.

mod auction;
mod coverage;
mod extension;
mod matching;
mod menu;
mod outcomes;
mod row;
mod sale;

pub(super) use auction::one_item;

use crate::diagnostic::Place;
use crate::mechanism::Form;
use crate::mechanism::rules::{DsicExtension, Rule};
use crate::model::{self, RULE_FIELDS};
use crate::resolve::arrays;
use crate::resolve::earlier::{Earlier, GivenPrior};
use crate::resolve::known::Known;
use std::sync::Arc;
use tvmd_model::diagnostic::findings::Findings;

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
            auction::second_price(reserve.as_ref(), setting, &at.field("second_price"), errors)
        }
        model::RuleDecl::Vcg => auction::vcg(setting, &at.field("vcg"), errors),
        model::RuleDecl::Lookahead => auction::lookahead(setting, prior, &at.field("lookahead"), errors),
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
    let whole = RULE_FIELDS.iter().all(|rule| errors.is_whole(&at.field(rule)));
    rule.filter(|_| whole && setting.whole(errors).is_some())
}
