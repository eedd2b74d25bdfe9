//! Mechanisms and priors as arrays: shapes, and every number at its index.
//!
//! What is right is found in a few sweeps; only where something is wrong the numbers are looked at one by one.

use super::known::Known;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue;
use crate::exact::dyadic::of_floats;
use crate::exact::{BigInt, Fractions, Rational};
use crate::mechanism::Table;
use crate::model::{Array, ArrayFile, ArrayNumbers, Entries};
use crate::prior::Prior;
use crate::setting::{Numbering, Profile, Setting};
use num_traits::{One as _, Signed as _, Zero as _};
use tvmd_model::diagnostic::findings::Findings;

/// The table of a file of arrays; `None` if anything is wrong with it or with the setting.
pub(super) fn table(file: &ArrayFile, setting: &Known, at: &Place, errors: &mut Findings) -> Option<Table> {
    let arrays = Arrays::of(file, setting, at, errors)?;
    let several = arrays.setting.items().len() > 1;
    for agent in arrays.setting.agents().iter().filter(|agent| several && !agent.is_additive()) {
        errors.report_each(at.clone(), || catalogue::arrays_not_additive(agent.name()));
    }
    arrays.only(&["x", "p", "x_denominator", "p_denominator"], errors);
    let (x, p) = (arrays.numbers("x", errors), arrays.numbers("p", errors));
    let (chances, payments) = (x?, p?);
    if !errors.is_whole(at) {
        return None;
    }
    Table::from_marginals(arrays.setting, &chances, &payments)
        .map_err(|error| {
            arrays.check_chances(&chances, errors);
            arrays.check_payments(&payments, errors);
            if errors.is_whole(at) {
                errors.report(at.clone(), catalogue::refused(&error));
            }
        })
        .ok()
}

/// The prior of a file of arrays; `None` if anything is wrong with it or with the setting.
pub(super) fn prior(file: &ArrayFile, setting: &Known, at: &Place, errors: &mut Findings) -> Option<Prior> {
    let arrays = Arrays::of(file, setting, at, errors)?;
    arrays.only(&["mass", "mass_denominator", "weight"], errors);
    let name = match (arrays.read.get("mass"), arrays.read.get("weight")) {
        (Some(_), Some(_)) => {
            errors.report(at.clone(), catalogue::both_arrays("mass", "weight"));
            return None;
        }
        (None, Some(_)) => "weight",
        _ => "mass",
    };
    let masses = arrays.numbers(name, errors)?;
    let count = masses.len();
    let negative = masses.numerators.first_negative().map_or(count, |first| first);
    for index in (negative..count).filter(|index| masses.numerators.get(*index).is_negative()) {
        let entry = || arrays.entry(name, index);
        errors.report_each(at.clone(), || catalogue::negative_in_array(entry(), &masses.get(index)));
    }
    let sum: BigInt = (0..count).map(|index| masses.numerators.get(index)).sum();
    match name {
        _ if !errors.is_whole(at) => return None,
        "weight" if sum.is_zero() => errors.report(at.clone(), catalogue::no_weight()),
        "mass" if sum != masses.over => {
            let sum = Rational::new(sum.clone(), masses.over.clone());
            errors.report(at.clone(), catalogue::array_masses_not_one(&sum));
        }
        _ => {}
    }
    let profiles: Vec<usize> =
        (0..count).filter_map(|number| arrays.setting.index_of(&arrays.profile(number))).collect();
    Prior::listed(arrays.setting, &profiles, &Fractions { numerators: masses.numerators, over: sum })
        .filter(|_| errors.is_whole(at))
}

/// Arrays about the profiles of a setting in which all take part.
struct Arrays<'a> {
    read: &'a Entries<Array>,
    setting: &'a Setting,
    /// Of these profiles.
    numbering: Numbering,
    at: &'a Place,
}

impl<'a> Arrays<'a> {
    fn of(file: &'a ArrayFile, setting: &'a Known, at: &'a Place, errors: &mut Findings) -> Option<Self> {
        let Some(read) = &file.read else {
            errors.report(at.clone(), catalogue::arrays_not_read(&file.file));
            return None;
        };
        // Of a setting with a mistake the shape isn't known.
        let setting = setting.whole(errors)?;
        let sizes = setting.agents().iter().map(|agent| agent.types().len() - 1).collect();
        Some(Self { read, setting, numbering: Numbering::new(sizes)?, at })
    }

    /// Complains about each array that isn't one of these.
    fn only(&self, known: &[&str], errors: &mut Findings) {
        for (name, _) in self.read.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            errors.report_each(self.at.clone(), || catalogue::unknown_array(name, known));
        }
    }

    /// The axes of an array: how long, and of what.
    fn axes(&self, name: &str) -> Vec<(usize, String)> {
        let agents = self.setting.agents();
        let mut axes = Vec::new();
        if let "x" | "p" = name {
            axes.push((agents.len(), "agents".to_owned()));
        }
        for agent in agents {
            axes.push((agent.types().len() - 1, format!("types of {}", agent.name())));
        }
        if name == "x" {
            axes.push((self.setting.items().len(), "items".to_owned()));
        }
        axes
    }

    /// The numbers of an array; `None` if it isn't there, or anything is wrong with it.
    fn numbers(&self, name: &str, errors: &mut Findings) -> Option<Fractions> {
        let axes = self.axes(name);
        let expected: Vec<usize> = axes.iter().map(|(length, _)| *length).collect();
        let shape = || {
            let of: Vec<&str> = axes.iter().map(|(_, of)| of.as_str()).collect();
            format!("{}: {}; ⊥ has no index", tuple(&expected), of.join(", "))
        };
        let mut wrong = |message| {
            errors.report(self.at.clone(), message);
            None
        };
        let Some(array) = self.read.get(name) else { return wrong(catalogue::no_array(name, &shape())) };
        if array.shape != expected {
            return wrong(catalogue::array_shape(name, &tuple(&array.shape), &shape()));
        }
        let over = format!("{name}_denominator");
        let over = match self.read.get(&over).map(|array| &array.numbers) {
            None => None,
            Some(ArrayNumbers::Whole(over)) if matches!(over.as_slice(), [1..=i64::MAX]) => {
                Some(BigInt::from(over[0]))
            }
            Some(_) => return wrong(catalogue::no_array_denominator(&over)),
        };
        match &array.numbers {
            ArrayNumbers::Whole(numbers) => {
                Some(Fractions::new(numbers.clone(), over.unwrap_or_else(BigInt::one)))
            }
            ArrayNumbers::Floats(_) if over.is_some() => wrong(catalogue::floats_over_a_denominator(name)),
            ArrayNumbers::Floats(floats) => {
                let mut strange =
                    floats.iter().enumerate().filter(|(_, float)| !float.is_finite()).peekable();
                if strange.peek().is_none() {
                    return Some(of_floats(floats));
                }
                for (index, float) in strange {
                    let message = || catalogue::not_finite(self.entry(name, index), *float);
                    errors.report_each(self.at.clone(), message);
                }
                None
            }
            ArrayNumbers::Other(found) => wrong(catalogue::array_type(name, found)),
        }
    }

    /// A profile in which all take part.
    fn profile(&self, number: usize) -> Profile {
        Profile::new(self.numbering.profile(number).types().iter().map(|number| number + 1).collect())
    }

    /// A number of an array, in words: `x[0, 1, 2, 0], First's probability of `Painting` at (Mid, High)`.
    fn entry(&self, name: &str, index: usize) -> String {
        let profiles = self.numbering.count();
        let items = if name == "x" { self.setting.items().len() } else { 1 };
        let (agent, profile, item) = (index / items / profiles, index / items % profiles, index % items);
        let reports = self.setting.profile_name(&self.profile(profile));
        let types = self.numbering.profile(profile);
        let list = |numbers: &[usize]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let types = list(types.types());
        let owner = self.setting.agents().get(agent).map_or("", |agent| agent.name());
        match name {
            "x" => {
                let item_name = &self.setting.items()[item];
                format!("x[{agent}, {types}, {item}], {owner}'s probability of `{item_name}` at {reports},")
            }
            "p" => format!("p[{agent}, {types}], what {owner} pays at {reports},"),
            _ => format!("{name}[{types}], of {reports},"),
        }
    }

    /// Complains about each negative chance, and each item that is given with more than probability 1 somewhere.
    fn check_chances(&self, chances: &Fractions, errors: &mut Findings) {
        let (profiles, items) = (self.numbering.count(), self.setting.items().len());
        let chance = |index: usize| chances.numerators.get(index);
        for index in (0..chances.len()).filter(|index| chance(*index).is_negative()) {
            let message = || catalogue::negative_in_array(self.entry("x", index), &chances.get(index));
            errors.report_each(self.at.clone(), message);
        }
        for place in 0..profiles * items {
            let sum: BigInt =
                (0..self.setting.agents().len()).map(|agent| chance(agent * profiles * items + place)).sum();
            if sum > chances.over {
                errors.report_each(self.at.clone(), || {
                    let (profile, item) = (place / items, place % items);
                    let reports = self.setting.profile_name(&self.profile(profile));
                    let types = self.numbering.profile(profile);
                    let types: Vec<String> = types.types().iter().map(ToString::to_string).collect();
                    let entries = format!("x[:, {}, {item}]", types.join(", "));
                    let sum = Rational::new(sum, chances.over.clone());
                    catalogue::given_too_often(entries, &self.setting.items()[item], &reports, &sum)
                });
            }
        }
    }

    /// Complains about each payment outside [-H, H].
    fn check_payments(&self, payments: &Fractions, errors: &mut Findings) {
        let bound = self.setting.bound();
        for index in 0..payments.len() {
            let payment = payments.get(index);
            if payment.abs() > *bound {
                let entry = || self.entry("p", index);
                errors.report_each(self.at.clone(), || {
                    catalogue::array_payment_out_of_range(entry(), &payment, bound)
                });
            }
        }
    }
}

/// A shape as numpy writes it.
fn tuple(shape: &[usize]) -> String {
    match shape {
        [one] => format!("({one},)"),
        shape => format!("({})", shape.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    }
}
