//! Mechanisms: which rule, and what all rules have in common.

use super::{check_denominators, extension, find, menu, outcomes, sale};
use crate::declared::Declared;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::Form;
use crate::mechanism::rules::{Rule, SecondPrice};
use crate::model::{self, Property};
use crate::prior::Prior;
use crate::setting::{Agent, Setting, Valuation};
use num_traits::{One, Signed};
use std::sync::Arc;

/// The most items for VCG unless all agents are additive: it runs through 3^items divisions per profile.
const MAX_VCG_ITEMS: usize = 10;

/// The prior of an instance, for rules that need one.
#[derive(Clone, Copy)]
pub(super) enum GivenPrior<'a> {
    None,
    /// There is one, and something is wrong with it.
    Wrong,
    Right(&'a Arc<Prior>),
}

impl<'a> GivenPrior<'a> {
    /// The prior, or a complaint if there is none.
    fn needed(self, rule: &str, at: &Place, errors: &mut Diagnostics) -> Option<&'a Arc<Prior>> {
        match self {
            Self::None => errors.report(at.clone(), catalogue::rule_without_prior(rule)),
            Self::Wrong => {}
            Self::Right(prior) => return Some(prior),
        }
        None
    }
}

/// Resolves a rule; `None` if anything is wrong with it.
///
/// Rules that are about another mechanism find it among those `declared` before.
pub(super) fn rule(
    model: &model::Rule,
    declared: &[Declared],
    setting: &Setting,
    prior: GivenPrior<'_>,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Rule> {
    match model {
        model::Rule::Outcomes(rows) => {
            outcomes::outcomes(rows, setting, &at.field("outcomes"), errors).map(Rule::Outcomes)
        }
        model::Rule::PostedPrices { order, prices } => {
            sale::posted_prices(order, prices, setting, &at.field("posted_prices"), errors)
                .map(Rule::PostedPrices)
        }
        model::Rule::Bundles { order, offers } => {
            sale::bundles(order, offers, setting, &at.field("bundles"), errors).map(Rule::Bundles)
        }
        model::Rule::Menu(menus) => menu::menu(menus, setting, &at.field("menu"), errors).map(Rule::Menu),
        model::Rule::SecondPrice { reserve } => {
            let at = at.field("second_price");
            let reserve = reserve.clone().unwrap_or_default();
            let additive = additive_agents(setting);
            if setting.items.len() > 1 && !additive {
                errors.report(at.clone(), catalogue::second_price_not_additive());
            }
            sale::check_price(&reserve, setting, || at.field("reserve"), errors);
            check_denominators(Numbers::Reserve, [&reserve], || at.field("reserve"), errors);
            Some(Rule::SecondPrice(SecondPrice { reserve }))
        }
        model::Rule::Vcg => {
            if !additive_agents(setting) && setting.items.len() > MAX_VCG_ITEMS {
                errors.report(at.field("vcg"), catalogue::vcg_too_many_items(MAX_VCG_ITEMS));
            }
            Some(Rule::Vcg)
        }
        model::Rule::Lookahead => {
            let at = at.field("lookahead");
            if setting.items.len() > 1 {
                errors.report(at.clone(), catalogue::lookahead_of_several_items());
            }
            prior.needed("lookahead", &at, errors).cloned().map(Rule::Lookahead)
        }
        model::Rule::BicExtension { of, keeping, printed } => {
            let at = at.field("bic_extension");
            let prior = prior.needed("bic_extension", &at, errors);
            let extended = extension::extended(of, keeping, declared, setting, &at, errors);
            let form = if *printed { Form::Printed } else { Form::Repaired };
            extension::bic(extended?, form, prior?, &at, errors).map(Rule::BicExtension)
        }
        model::Rule::DsicExtension { of, keeping } => {
            extension::dsic(of, keeping, declared, setting, &at.field("dsic_extension"), errors)
                .map(Rule::DsicExtension)
        }
    }
}

/// Whether all agents are additive.
pub(super) fn additive_agents(setting: &Setting) -> bool {
    setting.agents.iter().all(is_additive)
}

/// Whether all types of an agent are additive; ⊥ is.
pub(super) fn is_additive(agent: &Agent) -> bool {
    agent.types.iter().skip(1).all(|own| matches!(own.valuation, Valuation::Additive(_)))
}

/// The position of an agent with this name.
pub(super) fn agent(
    name: &str,
    setting: &Setting,
    at: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) -> Option<usize> {
    find(Noun::AGENT, name, setting.agents.iter().map(|agent| agent.name.as_str()), at, errors)
}

/// Claims must make sense; whether they are true is not asked here.
pub(super) fn check_claims(
    mechanism: &model::Mechanism,
    has_prior: bool,
    at: &Place,
    errors: &mut Diagnostics,
) {
    for (index, claim) in mechanism.claims.iter().enumerate() {
        let place = || at.field("claims").index(index);
        if claim.property.needs_prior() && !has_prior {
            errors.report(place(), catalogue::claim_without_prior(claim));
        }
        match &claim.property {
            Property::EpsBic(epsilon) | Property::EpsQBic(epsilon, _) if epsilon.is_negative() => {
                errors.report(place(), catalogue::negative_gain(epsilon));
            }
            Property::EpsQBic(_, q)
                if q.is_negative() || !(q - crate::Rational::one()).is_negative() && !q.is_one() =>
            {
                errors.report(place(), catalogue::q_no_probability(q));
            }
            _ => {}
        }
    }
}
