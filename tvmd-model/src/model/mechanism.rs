//! Mechanisms as written: one rule each, and what is claimed of it.

use super::object::object;
use super::{Claim, RuleDecl};
use serde_core::{Serialize, Serializer};

/// A rule and the claims about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MechanismDecl {
    /// How outcomes are chosen.
    pub rule: RuleDecl,
    /// What is claimed.
    pub claims: Vec<Claim>,
}

impl Serialize for MechanismDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { rule, claims } = self;
        let object = object(serializer)?.field(rule.field(), rule)?;
        object.given("claims", Some(claims).filter(|claims| !claims.is_empty()))?.end()
    }
}
