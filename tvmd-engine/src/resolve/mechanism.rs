//! Mechanisms: which rule, and what all rules have in common.

use super::findings::Findings;
use super::known::Known;
use super::{check_denominators, extension, menu, outcomes, sale};
use crate::declared::Declared;
use crate::diagnostic::catalogue::{self, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::Form;
use crate::mechanism::rules::{DsicExtension, Rule, SecondPrice};
use crate::model::{self, Claim, Property, RULES};
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
    /// The prior, if there is one and nothing is wrong with it.
    pub(super) fn right(self) -> Option<&'a Arc<Prior>> {
        if let Self::Right(prior) = self { Some(prior) } else { None }
    }

    /// Whether there is one, right or wrong.
    pub(super) fn is_given(self) -> bool {
        !matches!(self, Self::None)
    }

    /// The prior, or a complaint if there is none.
    fn needed(self, rule: &str, at: &Place, errors: &mut Findings) -> Option<&'a Arc<Prior>> {
        if let Self::None = self {
            errors.report(at.clone(), catalogue::rule_without_prior(rule));
        }
        self.right()
    }
}

/// The mechanisms declared before one.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'a> {
    pub(super) names: &'a [&'a str],
    /// `None` for one that isn't whole.
    pub(super) declared: &'a [Option<Declared>],
    /// The place of all mechanisms, and how many there are in all.
    pub(super) at: &'a Place,
    pub count: usize,
}

impl Earlier<'_> {
    /// Whether it is known how all of them are called.
    pub(super) fn all_read(self, errors: &Findings) -> bool {
        let mut names = self.names.iter().enumerate();
        errors.is_read(&self.at.index(self.count))
            && names.all(|(index, name)| errors.is_read(&self.at.entry(index, name).key()))
    }
}

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
            if setting.has_several_items() && !additive_agents(setting) {
                errors.report(at.clone(), catalogue::second_price_not_additive());
            }
            sale::check_price(&reserve, setting, || at.field("reserve"), errors);
            check_denominators(Numbers::Reserve, [&reserve], || at.field("reserve"), errors);
            Some(Rule::SecondPrice(SecondPrice { reserve }))
        }
        model::RuleDecl::Vcg => {
            if !additive_agents(setting) && setting.items().len() > MAX_VCG_ITEMS {
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
    let whole = RULES.iter().all(|rule| errors.is_whole(&at.field(rule)));
    rule.filter(|_| whole && setting.whole(errors).is_some())
}

/// Whether all agents are additive.
pub(super) fn additive_agents(setting: &Setting) -> bool {
    setting.agents().iter().all(is_additive)
}

/// Whether all types of an agent are additive; ⊥ is.
pub(super) fn is_additive(agent: &Agent) -> bool {
    agent.types.iter().skip(1).all(|own| matches!(own.valuation, Valuation::Additive(_)))
}

/// Claims must make sense; whether they are true is not asked here.
pub(super) fn check_claims(
    claims: &[Claim],
    has_prior: bool,
    at: impl Fn(usize) -> Place,
    errors: &mut Findings,
) {
    for (index, claim) in claims.iter().enumerate() {
        if claims[..index].contains(claim) {
            errors.report(at(index), catalogue::claim_twice(claim));
            continue;
        }
        if claim.property.needs_prior() && !has_prior {
            errors.report(at(index), catalogue::claim_without_prior(claim));
        }
        match &claim.property {
            Property::EpsBic(epsilon) | Property::EpsQBic(epsilon, _) if epsilon.is_negative() => {
                errors.report(at(index), catalogue::negative_gain(epsilon));
            }
            Property::EpsQBic(_, q)
                if q.is_negative() || !(q - crate::Rational::one()).is_negative() && !q.is_one() =>
            {
                errors.report(at(index), catalogue::q_no_probability(q));
            }
            _ => {}
        }
    }
}

impl Claim {
    /// Checks that claims make sense, as those of a mechanism in a file are checked; whether they are true is not asked.
    ///
    /// # Errors
    /// Every mistake; its place is the position of the claim.
    pub fn check(claims: &[Self], has_prior: bool) -> Result<(), Diagnostics> {
        let mut errors = Findings::new(&[]);
        check_claims(claims, has_prior, |index| Place::default().index(index), &mut errors);
        match errors.finish() {
            (_, true) => Ok(()),
            (mistakes, false) => Err(mistakes),
        }
    }
}
