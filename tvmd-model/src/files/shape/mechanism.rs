//! Mechanisms.

use crate::diagnostic::catalogue;
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use crate::model::{
    ArrayFile, Claim, Entries, MechanismDecl, Prices, Property, RULE_FIELDS, RuleDecl, RuleWord, Word as _,
};
use std::sync::LazyLock;

/// The rules and the claims.
static FIELDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| RULE_FIELDS.iter().copied().chain(["claims"]).collect());

impl Reader {
    pub fn mechanism(&mut self, at: &At<'_>) -> MechanismDecl {
        let fields = self.fields(at, "an object with a rule", &FIELDS);
        let claims = self.claims(fields.given("claims"));
        let rule = self.one_of(&fields, "a mechanism", &RULE_FIELDS, "posted_prices");
        let rule = rule.map(|(name, at)| match RuleWord::read(name) {
            Some(word) => self.rule(word, at),
            None => RuleDecl::Arrays(self.arrays(&at)),
        });
        let unread = || RuleDecl::PostedPrices { order: None, prices: Prices::Anonymous(Entries::default()) };
        MechanismDecl { rule: rule.unwrap_or_else(unread), claims }
    }

    pub fn claims(&mut self, at: Option<At<'_>>) -> Vec<Claim> {
        let claims = at.and_then(|at| self.list(&at, "a list of claims")).unwrap_or_default();
        claims.into_iter().map(|claim| self.claim(claim)).collect()
    }

    fn claim(&mut self, at: At<'_>) -> Claim {
        let claim = match &at.node.value {
            Value::Text(written) => {
                let claim = written.parse();
                claim.map_err(|error| self.wrong(&at.place, catalogue::no_claim(error))).ok()
            }
            _ => {
                self.expected(&at, "a claim in quotes, such as \"dsic\",");
                None
            }
        };
        claim.unwrap_or(Claim { negated: false, property: Property::ExPostIr })
    }

    /// A file of arrays.
    pub fn arrays(&mut self, at: &At<'_>) -> ArrayFile {
        ArrayFile { file: self.text(Some(at.clone()), "the name of a file in quotes"), read: None }
    }
}
