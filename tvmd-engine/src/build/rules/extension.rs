//! Extensions of mechanisms that were built before.

use super::rule::Rule;
use crate::build::names::strings;
use crate::declared::Declared;
use crate::mechanism::{Form, Mechanism as _};
use crate::model::{Entries, RuleDecl};
use crate::prior::Prior;
use crate::resolve::alone::Given;
use std::sync::Arc;

/// Definition 3 of the paper: a mechanism kept on these types, by agent, and extended to all. ⊥ is always kept, and of an agent
/// who isn't listed all types are.
pub fn dsic_extension<A: Into<String>, T: Into<String>>(
    of: &Declared,
    keeping: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
) -> Rule {
    let said = RuleDecl::DsicExtension { of: of.name().to_owned(), keeping: names_by_agent(keeping) };
    Rule { given: Given { prior: None, base: Some(of.clone()) }, ..Rule::said(said) }
}

/// Definition 4 of the paper: the same with expectations over the others' types under an independent prior.
pub fn bic_extension<A: Into<String>, T: Into<String>>(
    of: &Declared,
    keeping: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
    prior: &Prior,
    form: Form,
) -> Rule {
    let (of_name, keeping, printed) = (of.name().to_owned(), names_by_agent(keeping), form == Form::Printed);
    let said = RuleDecl::BicExtension { of: of_name, keeping, printed };
    let given = Given { prior: Some(Arc::new(prior.clone())), base: Some(of.clone()) };
    Rule { given, ..Rule::said(said) }
}

fn names_by_agent<A: Into<String>, T: Into<String>>(
    names: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
) -> Entries<Vec<String>> {
    names.into_iter().map(|(agent, names)| (agent.into(), strings(names))).collect()
}
