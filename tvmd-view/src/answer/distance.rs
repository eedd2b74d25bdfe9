//! How far apart priors are, with certificates, and how far one is from the closest product.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use crate::Rounded;
use crate::schema::Exact;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tvmd_core::exact::text::Text;
use tvmd_core::model::Entries;
use tvmd_core::optimum::closest_product::ClosestProduct;
use tvmd_core::prior::{TotalVariation, Variables};
use tvmd_core::{Prior, Rational, Setting};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer<'a> {
    #[schemars(with = "Exact")]
    value: Text,
    coupling: Vec<Pair<'a>>,
    dual: Vec<Dual<'a>>,
}

/// A pair of profiles of the coupling, with its mass.
#[derive(Serialize, JsonSchema)]
pub struct Pair<'a> {
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    #[schemars(with = "Exact")]
    probability: Text,
}

/// The dual function at a profile of positive mass under P or Q.
#[derive(Serialize, JsonSchema)]
pub struct Dual<'a> {
    profile: Vec<&'a str>,
    #[schemars(with = "Exact")]
    value: Text,
}

/// The answer about the closest product, for programs.
#[derive(Serialize, JsonSchema)]
pub struct Bounds {
    #[schemars(with = "Exact")]
    pub lower: Text,
    #[schemars(with = "Exact")]
    pub upper: Text,
    /// How far apart the bounds may be, and whether they aren't farther.
    #[schemars(with = "Exact")]
    pub tolerance: Text,
    pub reached: bool,
    #[schemars(with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Exact>>")]
    product: Entries<Entries<Text>>,
}

impl Bounds {
    /// Of what a search found.
    #[must_use]
    pub fn new(found: &ClosestProduct, variables: &Variables, tolerance: Rational) -> Self {
        let marginals = found.product.iter().zip(&variables.values);
        let marginals =
            marginals.map(|(own, values)| values.iter().cloned().zip(own.masses().map(Text)).collect());
        Self {
            lower: Text(found.lower.clone()),
            upper: Text(found.upper.clone()),
            reached: &found.upper - &found.lower <= tolerance,
            tolerance: Text(tolerance),
            product: variables.names.iter().cloned().zip(marginals).collect(),
        }
    }

    /// In words.
    #[must_use]
    pub fn for_people(&self) -> String {
        let (lower, upper) = (&self.lower.0, &self.upper.0);
        let mut text = if lower == upper {
            format!("total variation distance {} to the closest product\n", Rounded::Near.beside(upper))
        } else {
            let (lower, upper) = (Rounded::Down.beside(lower), Rounded::Up.beside(upper));
            format!("total variation distance between {lower} and {upper} to the closest product\n")
        };
        if !self.reached {
            let _ = writeln!(text, "  (wider than {}: the search was cut off)", self.tolerance.0);
        }
        let _ = writeln!(text, "a product at distance {upper}");
        for (name, masses) in self.product.iter() {
            let masses = masses.iter().filter(|(_, mass)| mass.0 > Rational::default());
            let masses: Vec<String> =
                masses.map(|(value, mass)| format!("{value} {}", Rounded::Near.beside(&mass.0))).collect();
            let _ = writeln!(text, "  {name}: {}", masses.join(", "));
        }
        text
    }
}

impl<'a> Answer<'a> {
    /// The distance of two priors of a setting.
    #[must_use]
    pub fn new(distance: &TotalVariation, p: &'a Prior, q: &Prior) -> Self {
        let setting: &'a Setting = p.setting();
        let names = |index: usize| setting.type_names(&setting.profile_at(index));
        let pairs = distance.coupling.iter().map(|(from, to, mass)| Pair {
            from: names(*from),
            to: names(*to),
            probability: Text(mass.clone()),
        });
        let support: BTreeSet<usize> = p.distribution().support().chain(q.distribution().support()).collect();
        let dual = support
            .into_iter()
            .map(|point| Dual { profile: names(point), value: Text(distance.dual(point)) });
        Self { value: Text(distance.value.clone()), coupling: pairs.collect(), dual: dual.collect() }
    }

    /// In words, with the certificates.
    #[must_use]
    pub fn for_people(&self, distance: &TotalVariation, p: &Prior, q: &Prior) -> String {
        let value = &self.value.0;
        if *value == Rational::default() {
            return "total variation distance 0: the priors are equal".to_owned();
        }
        let certified = distance.certifies(p.distribution(), q.distribution());
        let mut text = format!("total variation distance {}\n", Rounded::Near.beside(value));
        let _ = writeln!(text, "certificates {}", if certified { "re-checked" } else { "NOT VALID" });
        text.push_str("  a coupling that moves\n");
        for pair in self.coupling.iter().filter(|pair| pair.from != pair.to) {
            let (from, to) = (pair.from.join(", "), pair.to.join(", "));
            let _ =
                writeln!(text, "    {} from ({from}) to ({to})", Rounded::Near.beside(&pair.probability.0));
        }
        text.push_str("  the event on which the first prior has at least the mass of the second\n");
        for dual in self.dual.iter().filter(|dual| dual.value.0 > Rational::default()) {
            let _ = writeln!(text, "    ({})", dual.profile.join(", "));
        }
        text
    }
}
