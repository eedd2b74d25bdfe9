//! Priors: marginals, conditionals, products and expectations are those of the definitions.

use super::{mechanism, resolved};
use num_traits::{One, Zero};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::setting::Profile;
use tvmd_core::{AgentId, Prior, Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::naive::{Naive, Types, joined, masses, product, sizes};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// `marginals[agent][type]`, by summing over all profiles.
fn marginals(masses: &BTreeMap<Types, Rational>, sizes: &[usize]) -> Vec<Vec<Rational>> {
    let mut sums: Vec<Vec<Rational>> = sizes.iter().map(|size| vec![Rational::zero(); *size]).collect();
    for (types, mass) in masses {
        for (agent, her_type) in types.iter().enumerate() {
            sums[agent][*her_type] += mass;
        }
    }
    sums
}

/// The masses that a resolved prior should have, from the words of the format.
fn written(model: &model::PriorDecl, instance: &tvmd_core::Instance) -> BTreeMap<Types, Rational> {
    let agents = instance.setting().agents();
    let profiles = product(&sizes(instance.setting())).into_iter();
    let uniform = |agent: usize, her_type: usize| match her_type {
        0 => Rational::zero(),
        _ => Rational::new(1.into(), (agents[agent].types().len() - 1).into()),
    };
    let mass = |types: &Types| -> Rational {
        let own_mass = |(agent, her_type): (usize, &usize)| match model {
            model::PriorDecl::Independent(marginals) => match marginals.get(agents[agent].name()) {
                Some(model::Marginal::Masses(masses)) => masses
                    .get(agents[agent].type_name(*her_type))
                    .map(|mass| mass.0.clone())
                    .unwrap_or_default(),
                _ => uniform(agent, *her_type),
            },
            _ => uniform(agent, *her_type),
        };
        match model {
            model::PriorDecl::Joint(atoms) => {
                let names = instance.setting().type_names(&Profile::new(types.clone()));
                let atom = atoms.iter().find(|atom| atom.profile == names);
                atom.map(|atom| atom.probability.clone()).unwrap_or_default()
            }
            _ => types.iter().enumerate().map(own_mass).product(),
        }
    };
    profiles.map(|types| (types.clone(), mass(&types))).collect()
}

#[test]
fn priors_are_what_is_written() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let written_prior = instance.prior.as_ref().unwrap();
        let instance = resolved(instance)?;
        let prior = instance.prior().unwrap();
        let masses = masses(prior);
        prop_assert_eq!(&masses, &written(written_prior, &instance));
        prop_assert!(masses.values().sum::<Rational>().is_one());

        let in_order: Vec<Rational> = masses.values().cloned().collect();
        prop_assert_eq!(&Prior::from_masses(instance.setting(), &in_order).unwrap(), prior);
        let halves = masses.iter().flat_map(|(types, mass)| {
            let half = mass / Rational::from_integer(2.into());
            [(Profile::new(types.clone()), half.clone()), (Profile::new(types.clone()), half)]
        });
        prop_assert_eq!(&Prior::joint(instance.setting(), halves).unwrap(), prior);
        let support: Vec<(Profile, Rational)> = prior.support().collect();
        let positive = masses.into_iter().filter(|(_, mass)| !mass.is_zero());
        prop_assert_eq!(
            support,
            positive.map(|(types, mass)| (Profile::new(types), mass)).collect::<Vec<_>>()
        );
        tally.case();
        tally.kind("Bottom has mass", !prior.marginal(AgentId(0)).mass(0).is_zero());
        tally.kind("independent", matches!(written_prior, model::PriorDecl::Independent(_)));
        tally.kind("joint", matches!(written_prior, model::PriorDecl::Joint(_)));
        Ok(())
    };
    check("prior-written", 400, &generate::two_priors(Limits::ALL), property);
    tally.require("prior-written", &[("Bottom has mass", 20), ("independent", 20), ("joint", 20)]);
}

#[test]
fn marginals_and_conditionals_are_sums() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let instance = resolved(instance)?;
        let (prior, sizes) = (instance.prior().unwrap(), sizes(instance.setting()));
        let masses = masses(prior);
        let marginals = marginals(&masses, &sizes);
        for (agent, marginal) in marginals.iter().enumerate() {
            prop_assert_eq!(&prior.marginal(AgentId(agent)).masses().collect::<Vec<_>>(), marginal);
            let mut others = sizes.clone();
            others.remove(agent);
            for (her_type, mass) in marginal.iter().enumerate() {
                let expected: Option<Vec<Rational>> = (!mass.is_zero()).then(|| {
                    product(&others)
                        .iter()
                        .map(|others| &masses[&joined(agent, her_type, others)] / mass)
                        .collect()
                });
                let found = prior.conditional(AgentId(agent), her_type);
                prop_assert_eq!(found.map(|found| found.masses().collect::<Vec<_>>()), expected);
            }
        }
        let independent = Prior::independent(instance.setting(), &marginals).unwrap();
        let product_mass = |types: &Types| -> Rational {
            types.iter().enumerate().map(|(agent, her_type)| &marginals[agent][*her_type]).product()
        };
        let joint = masses.keys().map(|types| (Profile::new(types.clone()), product_mass(types)));
        prop_assert_eq!(&Prior::joint(instance.setting(), joint).unwrap(), &independent);
        prop_assert_eq!(&prior.product_of_marginals(), &independent);
        prop_assert_eq!(&independent.product_of_marginals(), &independent);
        tally.case();
        tally.kind("correlated", prior != &independent);
        Ok(())
    };
    check("prior-marginals", 400, &generate::two_priors(Limits::ALL), property);
    tally.require("prior-marginals", &[("correlated", 10)]);
}

#[test]
fn expectations_are_sums() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let instance = resolved(instance)?;
        let (prior, mechanism) = (instance.prior().unwrap(), mechanism(&instance));
        let table = mechanism.table();
        let naive = Naive::new(mechanism);
        let expected = |objective: &dyn Objective| {
            Performance::new(objective, table).unwrap().expectation(prior).unwrap()
        };
        let (revenue, welfare) = (expected(&Revenue), expected(&Welfare));
        prop_assert_eq!(&revenue, &naive.expected_revenue(&masses(prior)));
        prop_assert_eq!(&welfare, &naive.expected_welfare(&masses(prior)));
        tally.case();
        tally.kind("neither is 0", !revenue.is_zero() && !welfare.is_zero());
        Ok(())
    };
    check("prior-expectations", 300, &generate::instances(Limits::ALL, generate::tables()), property);
    tally.require("prior-expectations", &[("neither is 0", 30)]);
}
