//! Instances of however many profiles, of which nothing is listed by profile.

use super::claims::check_claims;
use super::earlier::{Earlier, GivenPrior};
use super::findings::Findings;
use super::known::Known;
use super::names::check_name;
use super::prior::{self, Distribution as Said};
use super::{rules, setting};
use crate::declared::{AnyInstance, Structured, StructuredInstance, TypeDistribution};
use crate::diagnostic::catalogue::{self, Noun};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::BigInt;
use crate::mechanism::rules::Structure;
use crate::model::{InstanceDecl, PriorDecl, RuleDecl};
use crate::prior::Distribution;
use crate::setting::{MAX_PROFILES, Setting};
use std::sync::Arc;

/// Listing more profiles than this takes longer than a user notices.
const MANY_PROFILES: usize = 1 << 16;

impl RuleDecl {
    /// Whether it isn't given profile by profile.
    fn may_have_structure(&self) -> bool {
        !matches!(
            self,
            Self::Outcomes(_) | Self::Arrays(_) | Self::DsicExtension { .. } | Self::BicExtension { .. }
        )
    }
}

impl InstanceDecl {
    /// Resolves the instance by its structure, whatever the number of its profiles: its rules are posted prices, bundles, menus, second
    /// price, VCG for additive agents, or lookahead; its prior is `uniform`, `independent` or `joint`.
    ///
    /// # Errors
    /// Everything that is wrong with it and isn't the consequence of something else, each mistake once, at its place; and what would
    /// have to be listed profile by profile.
    pub fn resolve_structured(&self) -> Result<StructuredInstance, Diagnostics> {
        self.structured_knowing(&[])
    }

    /// Resolves the instance, [by its structure](Self::resolve_structured) where its profiles are too many to be listed, or so many that
    /// listing them takes a while and all its mechanisms have a structure; and else [listed](Self::resolve).
    ///
    /// # Errors
    /// As there.
    pub fn resolve_any(&self) -> Result<AnyInstance, Diagnostics> {
        self.resolve_any_knowing(&[])
    }

    /// The same knowing the `wrong` places.
    pub(crate) fn resolve_any_knowing(&self, wrong: &[Place]) -> Result<AnyInstance, Diagnostics> {
        let profiles = self.setting.profiles();
        if profiles > MAX_PROFILES.into() {
            return self.structured_knowing(wrong).map(AnyInstance::Structured);
        }
        if self.is_structural()
            && let Ok(instance) = self.structured_knowing(wrong)
        {
            return Ok(AnyInstance::Structured(instance));
        }
        self.resolve_knowing(wrong).map(AnyInstance::Listed)
    }

    /// Whether its profiles are so many, and its rules such, that its structure is what to look at first.
    pub(crate) fn is_structural(&self) -> bool {
        self.setting.profiles() > MANY_PROFILES.into()
            && self.mechanisms.iter().all(|(_, own)| own.rule.may_have_structure())
    }

    fn structured_knowing(&self, wrong: &[Place]) -> Result<StructuredInstance, Diagnostics> {
        let mut errors = Findings::new(wrong);
        let root = Place::default();
        let setting = setting::of_any_size(&self.setting, &root.field("setting"), &mut errors);
        let mut types = |said: &Option<PriorDecl>, field| {
            distribution(said.as_ref()?, &setting, &root.field(field), &mut errors).map(Arc::new)
        };
        let (types, _) = (types(&self.prior, "prior"), types(&self.prior_hat, "prior_hat"));
        let has_prior = self.prior.is_some() || !errors.is_read(&root.field("prior"));
        let mechanisms = self.structures(&setting, types.as_ref(), has_prior, &mut errors);
        let whole = setting.whole(&errors).cloned();
        match (whole, errors.finish()) {
            (Some(setting), (_, true)) => Ok(StructuredInstance {
                setting,
                types,
                mechanisms: mechanisms.into_iter().flatten().collect(),
            }),
            (_, (mistakes, _)) => Err(mistakes),
        }
    }

    /// The mechanisms in order, `None` for one that isn't whole.
    fn structures(
        &self,
        setting: &Known,
        types: Option<&Arc<TypeDistribution>>,
        has_prior: bool,
        errors: &mut Findings,
    ) -> Vec<Option<Structured>> {
        let at = Place::default().field("mechanisms");
        self.check_names(&at, errors);
        let each = self.mechanisms.iter().enumerate().map(|(index, (name, said))| {
            let place = at.entry(index, name);
            check_name(name, Noun::MECHANISM, || place.key(), errors);
            let structure = structure(&said.rule, setting, types.map(Arc::as_ref), has_prior, &place, errors);
            let claim = |index| place.field("claims").index(index);
            check_claims(&said.claims, has_prior, claim, errors);
            Some(Structured {
                name: name.clone(),
                setting: setting.whole(errors)?.clone(),
                types: types.cloned(),
                structure: structure?,
                claims: said.claims.clone(),
            })
        });
        each.collect()
    }
}

/// How types are distributed.
fn distribution(
    said: &PriorDecl,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<TypeDistribution> {
    let by_profile = match said {
        PriorDecl::Mrf(_) => Some("mrf"),
        PriorDecl::Arrays(_) => Some("arrays"),
        _ => None,
    };
    if let Some(field) = by_profile {
        errors.report(at.field(field), listed(field, setting));
        return None;
    }
    let (said, setting) = prior::read(said, setting, at, errors)?;
    let marginals = match said {
        Said::Joint(atoms) => return Some(TypeDistribution::Joint(atoms)),
        Said::Uniform => setting.agents().iter().map(prior::uniform).collect(),
        Said::Independent(marginals) => marginals,
        Said::Field(_) => unreachable!("refused above"),
    };
    let own = |masses: &Vec<_>| {
        Distribution::new(masses).map_err(|error| errors.report(at.clone(), catalogue::refused(&error))).ok()
    };
    marginals.iter().map(own).collect::<Option<_>>().map(TypeDistribution::Independent)
}

/// The structure of a rule.
fn structure(
    said: &RuleDecl,
    setting: &Known,
    types: Option<&TypeDistribution>,
    has_prior: bool,
    at: &Place,
    errors: &mut Findings,
) -> Option<Structure> {
    let place = at.field(said.field());
    match said {
        _ if !said.may_have_structure() => {
            errors.report(place, listed(said.field(), setting));
            None
        }
        RuleDecl::Lookahead => {
            rules::one_item(setting, &place, errors);
            match types {
                Some(TypeDistribution::Joint(_)) => {
                    errors.report(place, catalogue::lookahead_of_listed_types(&count(setting), MAX_PROFILES));
                }
                None if !has_prior => errors.report(place, catalogue::rule_without_prior("lookahead")),
                _ => {}
            }
            setting.whole(errors).and(types).map(|_| Structure::Lookahead)
        }
        _ => {
            let earlier = Earlier { names: &[], declared: &[], at, count: 0 };
            let rule = rules::rule(said, earlier, setting, GivenPrior::None, at, errors)?;
            let structure = Structure::of(rule, setting);
            if structure.is_none() {
                errors.report(place, listed(said.field(), setting));
            }
            structure
        }
    }
}

/// That something is looked at profile by profile.
fn listed(what: &str, setting: &Known) -> catalogue::Message {
    catalogue::looked_at_by_profile(what, &count(setting), MAX_PROFILES)
}

fn count(setting: &Setting) -> BigInt {
    setting::profiles(setting.agents())
}
