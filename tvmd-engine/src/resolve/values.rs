//! Values of a type: of items and bundles that there are, in [0, H], and none of a bundle below that of a part of it.

use super::lookup::{bundle, find_item};
use super::names::unique;
use super::numbers::check_not_negative;
use super::space::Space;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Message, Noun};
use crate::exact::Rational;
use crate::model::{self, Entries, MAX_TYPES, ValuationKind, Values, Word as _};
use crate::setting::{Bundle, ItemId, Valuation};
use num_traits::{Signed, Zero};
use tvmd_model::diagnostic::findings::Findings;

impl Space<'_> {
    /// Checks names and numbers; whether they are of a type, or of a grid whose points are known.
    pub(super) fn check_space(&self, decl: &model::TypeDecl, at: &Place, errors: &mut Findings) -> bool {
        let (kind, before) = (self.agent.valuation, errors.count());
        if errors.is_read(&self.at.field("valuation")) {
            match (kind, &decl.space) {
                (ValuationKind::Bundles, model::Space::Grid(_)) => {
                    errors.report(at.clone(), catalogue::grid_of_bundles());
                }
                (ValuationKind::Bundles, model::Space::One(Values::Items(_))) => {
                    errors.report(at.clone(), catalogue::items_for_bundles());
                }
                (
                    ValuationKind::Additive | ValuationKind::UnitDemand,
                    model::Space::One(Values::Bundles(_)),
                ) => {
                    errors.report(at.clone(), catalogue::bundles_for_items(kind.written()));
                }
                _ => {}
            }
        }
        match &decl.space {
            model::Space::One(Values::Items(values)) => {
                for (index, (item, value)) in values.iter().enumerate() {
                    check_not_negative(&value.0, || at.entry(index, item), errors);
                }
                self.check_items(values, at, errors);
                true
            }
            model::Space::One(Values::Bundles(values)) => {
                self.check_bundles(values, at, errors);
                true
            }
            model::Space::Grid(grid) => {
                for (index, (item, axis)) in grid.iter().enumerate() {
                    check_axis(axis, &at.entry(index, item), errors);
                }
                let axes_known = errors.count() == before && errors.is_read(at);
                self.check_items(grid, at, errors);
                if axes_known && decl.count().is_none() {
                    errors.report(at.clone(), catalogue::huge_grid(&decl.count_in_words(), MAX_TYPES));
                }
                axes_known && decl.count().is_some()
            }
        }
    }

    /// Values are of items that there are, and each is given once.
    fn check_items<T>(&self, values: &Entries<T>, at: &Place, errors: &mut Findings) {
        let key = |index: usize, item: &str| at.entry(index, item).key();
        unique(values.iter().map(|(item, _)| item.as_str()), Noun::VALUE, key, errors);
        for (index, (item, _)) in values.iter().enumerate() {
            find_item(item, &self.setting.items, self.at_items, || key(index, item), errors);
        }
    }

    /// The same for values of bundles.
    fn check_bundles(&self, values: &[model::BundleValue], at: &Place, errors: &mut Findings) {
        let mut listed: Vec<Bundle> = Vec::new();
        for (index, entry) in values.iter().enumerate() {
            let at = at.index(index);
            check_not_negative(&entry.value, || at.field("value"), errors);
            if entry.bundle.is_empty() && !entry.value.is_zero() && errors.is_read(&at) {
                errors.report(at.field("value"), catalogue::empty_bundle_valued());
            }
            let at_bundle = at.field("bundle");
            let Some(bundle) = bundle(&entry.bundle, &self.setting.items, self.at_items, &at_bundle, errors)
            else {
                continue;
            };
            if listed.contains(&bundle) {
                errors.report(at_bundle, catalogue::bundle_valued_twice());
            }
            listed.push(bundle);
        }
        if errors.is_whole(at) {
            check_free_disposal(values, &listed, at, errors);
        }
    }

    /// What the values say of the items that there are.
    pub(super) fn valuation(&self, values: &Values) -> Valuation {
        let items = &self.setting.items;
        let position = |item: &String| items.iter().position(|known| known == item);
        match values {
            Values::Items(values) => {
                let last = |item: &String| values.iter().rev().find(|(name, _)| name == item);
                // Of items with the same name the first is meant.
                let of = |(index, item)| match last(item).filter(|_| position(item) == Some(index)) {
                    Some((_, value)) => value.0.clone(),
                    None => Rational::zero(),
                };
                self.of_items(items.iter().enumerate().map(of).collect())
            }
            Values::Bundles(values) if self.agent.valuation == ValuationKind::Bundles => {
                let bundle = |names: &[String]| names.iter().filter_map(position).map(ItemId).collect();
                Valuation::Bundles(
                    values.iter().map(|entry| (bundle(&entry.bundle), entry.value.clone())).collect(),
                )
            }
            // She was complained about, and is what she was declared to be.
            Values::Bundles(_) => self.of_items(vec![Rational::zero(); items.len()]),
        }
    }

    /// A valuation by values of items, of the kind that was declared.
    fn of_items(&self, values: Vec<Rational>) -> Valuation {
        match self.agent.valuation {
            ValuationKind::UnitDemand => Valuation::UnitDemand(values),
            ValuationKind::Additive | ValuationKind::Bundles => Valuation::Additive(values),
        }
    }

    /// The complaint about a type whose most valuable bundle is worth more than H: at the value that alone exceeds
    /// it, if there is one.
    pub(super) fn over_bound(
        &self,
        name: &str,
        values: &Values,
        valuation: &Valuation,
        at: &Place,
        errors: &Findings,
    ) -> Option<(Place, Message)> {
        let bound = &self.setting.bound;
        if !errors.is_whole(self.at_bound) {
            return None;
        }
        let alone = match values {
            Values::Items(values) => {
                let found = values.iter().enumerate().find(|(_, (_, value))| value.0 > *bound);
                found.map(|(index, (item, value))| (at.entry(index, item), &value.0))
            }
            Values::Bundles(values) => {
                let found = values.iter().enumerate().find(|(_, entry)| entry.value > *bound);
                found.map(|(index, entry)| (at.index(index).field("value"), &entry.value))
            }
        };
        let most = valuation.most();
        match alone {
            Some((at, value)) => {
                let most = most.max(value.clone());
                Some((at, catalogue::value_over_bound(name, value, bound, &most)))
            }
            None if most > *bound && errors.is_whole(at) && errors.is_whole(&self.at.field("valuation")) => {
                Some((at.clone(), catalogue::items_over_bound(name, bound, &most)))
            }
            None => None,
        }
    }
}

fn check_axis(axis: &model::Grid, at: &Place, errors: &mut Findings) {
    check_not_negative(&axis.from, || at.field("from"), errors);
    if !axis.step.is_positive() {
        errors.report(at.field("step"), catalogue::step_not_positive(&axis.step));
    } else if axis.to < axis.from && errors.is_read(at) {
        errors.report(at.clone(), catalogue::empty_grid(&axis.from, &axis.to));
    }
}

/// Complains about each bundle that is listed below one of its listed parts.
fn check_free_disposal(values: &[model::BundleValue], bundles: &[Bundle], at: &Place, errors: &mut Findings) {
    for (index, (whole, bundle)) in values.iter().zip(bundles).enumerate() {
        let parts = values.iter().zip(bundles).filter(|(_, part)| part.is_within(*bundle));
        let most = parts.map(|(part, _)| part).max_by_key(|part| &part.value);
        if let Some(part) = most.filter(|part| part.value > whole.value) {
            let message =
                catalogue::bundle_below_part((&whole.bundle, &whole.value), (&part.bundle, &part.value));
            errors.report(at.index(index).field("value"), message);
        }
    }
}
