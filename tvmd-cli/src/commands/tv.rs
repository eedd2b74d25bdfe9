//! `tvmd tv FILE FILE`: the distance of two priors, with both certificates; with one file, bounds on the distance of its prior to the
//! closest product.

use crate::budget::Budgeted;
use crate::schema::Exact;
use crate::{Failure, Format, input, output};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tvmd_core::exact::text::Text;
use tvmd_core::model::Entries;
use tvmd_core::optimum::closest_product::{ClosestProduct, Patience};
use tvmd_core::prior::{TotalVariation, Variables};
use tvmd_core::{Instance, Prior, Rational, Setting, ratio, work};

#[derive(Debug, clap::Args)]
pub(crate) struct Tv {
    /// The instance file with the prior P.
    first: PathBuf,
    /// The instance file with the prior Q, in the same setting. Without it, the distance is that to the closest product.
    second: Option<PathBuf>,
    /// How wide the interval may be that holds the distance to the closest product; where the search is cut off before that, the exit
    /// status is 1. Without it, 1/100 is tried for and the status is 0.
    #[arg(long, value_parser = parse_tolerance, conflicts_with = "second", allow_hyphen_values = true)]
    tolerance: Option<Rational>,
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer<'a> {
    #[schemars(with = "Exact")]
    value: Text,
    coupling: Vec<Pair<'a>>,
    dual: Vec<Dual<'a>>,
}

/// A pair of profiles of the coupling, with its mass.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Pair<'a> {
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    #[schemars(with = "Exact")]
    probability: Text,
}

/// The dual function at a profile of positive mass under P or Q.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Dual<'a> {
    profile: Vec<&'a str>,
    #[schemars(with = "Exact")]
    value: Text,
}

/// The distance of two priors, or bounds on that to the closest product.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "for the schema")]
pub(crate) enum Answered<'a> {
    Two(Answer<'a>),
    Product(Bounds),
}

impl Tv {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instance = input::read(&self.first)?;
        let p = prior(&instance, &self.first)?;
        let Some(second) = &self.second else { return self.closest_product(p, format) };
        let other = input::read(second)?;
        let q = prior(&other, second)?;
        self.budget.allows(work::distance(p, q), self.first.display())?;
        let distance = p.total_variation(q).map_err(|error| {
            Failure::Input(format!("{} and {}: {error}", self.first.display(), second.display()))
        })?;
        let answer = Answer::new(&distance, p, q);
        output::answer(format, &answer, || answer.for_people(&distance, p, q), &[])
    }

    fn closest_product(&self, prior: &Prior, format: Format) -> Result<(), Failure> {
        let no_variables = || {
            Failure::Input(format!(
                "{}: the distance to a product is about several agents, or about the items of one agent who always takes part and has \
                 exactly one type for each combination of their values",
                self.first.display()
            ))
        };
        let variables = Variables::of(prior).ok_or_else(no_variables)?;
        let tolerance = self.tolerance.clone().unwrap_or_else(|| ratio!(1 / 100));
        let patience = Patience { tolerance, ..Patience::default() };
        let work = ClosestProduct::work(variables.joint.len(), &variables.sizes(), &patience);
        self.budget.allows(work, self.first.display())?;
        let found = ClosestProduct::search(&variables.joint, &variables.sizes(), &patience);
        let answer = Bounds::new(&found.ok_or_else(no_variables)?, &variables, patience.tolerance);
        output::answer(format, &answer, || answer.for_people(), &[])?;
        if self.tolerance.is_none() || answer.reached {
            return Ok(());
        }
        Err(Failure::DoesNotHold(format!(
            "{}: --tolerance: the search was cut off at bounds {} apart, more than {}",
            self.first.display(),
            &answer.upper.0 - &answer.lower.0,
            answer.tolerance.0
        )))
    }
}

/// The prior of an instance file.
fn prior<'a>(instance: &'a Instance, file: &Path) -> Result<&'a Prior, Failure> {
    instance.prior().ok_or_else(|| Failure::Input(format!("{}: prior: there is none", file.display())))
}

/// A width above 0 as an exact number.
fn parse_tolerance(text: &str) -> Result<Rational, String> {
    let tolerance = tvmd_core::exact::parse(text).map_err(|error| error.to_string())?;
    (tolerance > Rational::default()).then_some(tolerance).ok_or_else(|| "it has to be above 0".to_owned())
}

/// The answer about the closest product, for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Bounds {
    #[schemars(with = "Exact")]
    lower: Text,
    #[schemars(with = "Exact")]
    upper: Text,
    /// How far apart the bounds may be, and whether they aren't farther.
    #[schemars(with = "Exact")]
    tolerance: Text,
    reached: bool,
    #[schemars(with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, Exact>>")]
    product: Entries<Entries<Text>>,
}

impl Bounds {
    fn new(found: &ClosestProduct, variables: &Variables, tolerance: Rational) -> Self {
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

    fn for_people(&self) -> String {
        let (lower, upper) = (&self.lower.0, &self.upper.0);
        let mut text = if lower == upper {
            format!("total variation distance {upper} to the closest product\n")
        } else {
            format!("total variation distance between {lower} and {upper} to the closest product\n")
        };
        if !self.reached {
            let _ = writeln!(text, "  (wider than {}: the search was cut off)", self.tolerance.0);
        }
        let _ = writeln!(text, "a product at distance {upper}");
        for (name, masses) in self.product.iter() {
            let masses = masses.iter().filter(|(_, mass)| mass.0 > Rational::default());
            let masses: Vec<String> = masses.map(|(value, mass)| format!("{value} {}", mass.0)).collect();
            let _ = writeln!(text, "  {name}: {}", masses.join(", "));
        }
        text
    }
}

impl<'a> Answer<'a> {
    fn new(distance: &TotalVariation, p: &'a Prior, q: &Prior) -> Self {
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

    fn for_people(&self, distance: &TotalVariation, p: &Prior, q: &Prior) -> String {
        let value = &self.value.0;
        if *value == Rational::default() {
            return "total variation distance 0: the priors are equal".to_owned();
        }
        let certified = distance.certifies(p.distribution(), q.distribution());
        let mut text = format!("total variation distance {value}\n");
        let _ = writeln!(text, "certificates {}", if certified { "re-checked" } else { "NOT VALID" });
        text.push_str("  a coupling that moves\n");
        for pair in self.coupling.iter().filter(|pair| pair.from != pair.to) {
            let (from, to) = (pair.from.join(", "), pair.to.join(", "));
            let _ = writeln!(text, "    {} from ({from}) to ({to})", pair.probability.0);
        }
        text.push_str("  the event on which the first prior has at least the mass of the second\n");
        for dual in self.dual.iter().filter(|dual| dual.value.0 > Rational::default()) {
            let _ = writeln!(text, "    ({})", dual.profile.join(", "));
        }
        text
    }
}
