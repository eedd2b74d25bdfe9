//! What one agent can be given, laid out for sweeps.
//!
//! An *offer* is a lottery over bundles together with a payment. For a fixed profile of the others the agent's
//! reports lead her to offers, and only those matter to her (the taxation principle). Profiles of the others that lead
//! every report to the same offer are one *menu* to her, and sweeps run over distinct menus: in a second-price auction
//! there are as many as highest values of the others. So a plane keeps the position of the offer for each report and
//! each menu, reports outermost, and makes the utilities of the offers to a type as integers over one denominator.

use super::offer::Offers;
use super::utility::{Narrowed, Utilities};
use crate::exact::scaled::Integer;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Table;
use crate::setting::Setting;
use num_traits::One as _;
use std::collections::HashMap;

/// One agent's menus.
#[derive(Debug)]
pub(super) struct Plane {
    setting: Setting,
    pub(super) agent: usize,
    /// How many types she has.
    pub types: usize,
    /// How many distinct menus the others' profiles leave her.
    pub(super) menus: usize,
    /// The position of the menu that each profile of the others leaves her.
    pub(super) menu_of: Vec<u32>,
    /// `offers[report * menus + menu]`: the position of her offer.
    offers: Vec<u32>,
    utilities: Utilities,
}

/// A bound on sums and on weights, from the largest utility.
pub(super) fn twice(magnitude: &BigInt, weight: &BigInt) -> BigInt {
    magnitude.max(&BigInt::one()) * weight * BigInt::from(2)
}

impl Plane {
    pub(super) fn new(table: &Table, agent: usize) -> Self {
        let setting = table.setting();
        let types = setting.agents()[agent].types.len();
        let (offers_made, offer_of_outcome) = Offers::of(table, agent);
        let (menus, menu_of) = distinct_menus(table, agent, &offer_of_outcome);
        let offers = (0..types).flat_map(|report| menus.iter().map(move |menu| menu[report])).collect();
        let utilities = Utilities::new(&setting.agents()[agent].types, offers_made);
        Self { setting: setting.clone(), agent, types, menus: menus.len(), menu_of, offers, utilities }
    }

    /// The offers for one report, by menu.
    pub(super) fn row(&self, report: usize) -> &[u32] {
        &self.offers[report * self.menus..(report + 1) * self.menus]
    }

    /// The worth of one report by menu, where offers have these utilities.
    pub(super) fn worth<'a, T>(&'a self, report: usize, utility: &'a [T]) -> impl Iterator<Item = &'a T> {
        self.row(report).iter().map(|offer| &utility[*offer as usize])
    }

    /// For making utilities in width `T`, which must hold what [`sweep_bound`](Self::sweep_bound) says.
    pub(super) fn utilities<T: Integer>(&self) -> Narrowed<'_, T> {
        self.utilities.narrowed()
    }

    /// A bound on sums of utilities weighted by integers that add up to `weight`, twice over for differences, and on the
    /// weights themselves.
    pub(super) fn sweep_bound(&self, weight: &BigInt) -> BigInt {
        twice(&self.utilities.magnitude, weight)
    }

    /// The common denominator of all utilities.
    pub(super) fn denominator(&self) -> &BigInt {
        &self.utilities.denominator
    }

    /// The agent's types in the order in which witnesses are looked for: ⊥ last.
    pub(super) fn types_bottom_last(&self) -> impl Iterator<Item = usize> + use<> {
        (1..self.types).chain([0])
    }

    /// The first profile of the others, ⊥ last for each of them, that leaves her a menu with a property that some have.
    pub(super) fn first_others(&self, has: impl Fn(usize) -> bool) -> usize {
        let numbering = self.setting.numbering();
        let rank = |others: &usize| numbering.profile(numbering.join(self.agent, 0, *others)).bottom_last();
        let having: Vec<bool> = (0..self.menus).map(has).collect();
        let others = (0..self.menu_of.len()).filter(|others| having[self.menu_of[*others] as usize]);
        others.min_by_key(rank).unwrap_or(0)
    }

    /// A utility, or a difference of two, as a rational.
    pub(super) fn rational(&self, numerator: impl Into<BigInt>) -> Rational {
        Rational::new(numerator.into(), self.denominator().clone())
    }
}

/// The distinct menus, each with an offer per report, and the position of the menu of each profile of the others.
fn distinct_menus(table: &Table, agent: usize, offer_of_outcome: &[u32]) -> (Vec<Vec<u32>>, Vec<u32>) {
    let setting = table.setting();
    let types = setting.agents()[agent].types.len();
    let mut positions: HashMap<Vec<u32>, u32> = HashMap::new();
    let mut menus: Vec<Vec<u32>> = Vec::new();
    let mut menu: Vec<u32> = Vec::with_capacity(types);
    let menu_of = (0..setting.numbering().others(agent)).map(|others| {
        menu.clear();
        menu.extend((0..types).map(|report| {
            let profile = setting.numbering().join(agent, report, others);
            offer_of_outcome[table.number_at(profile)]
        }));
        if let Some(position) = positions.get(&menu) {
            return *position;
        }
        let position = u32::try_from(menus.len()).expect("at most 2^22 profiles");
        menus.push(menu.clone());
        positions.insert(menu.clone(), position);
        position
    });
    let menu_of = menu_of.collect();
    (menus, menu_of)
}
