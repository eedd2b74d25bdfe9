//! A mechanism, by the field of its rule.

use crate::exact::text::Shown;
use crate::model::mechanism::{BundlePrice, MechanismDecl, RuleDecl};
use crate::model::object::object;
use serde_core::{Serialize, Serializer};

impl Serialize for MechanismDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { rule, claims } = self;
        let object = object(serializer)?.field(rule.field(), &Rule(rule))?;
        object.given("claims", Some(claims).filter(|claims| !claims.is_empty()))?.end()
    }
}

/// What stands in the field of a rule.
struct Rule<'a>(&'a RuleDecl);

impl Serialize for Rule<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            RuleDecl::Outcomes(rows) => rows.serialize(serializer),
            RuleDecl::PostedPrices { order, prices } => {
                object(serializer)?.given("order", order.as_ref())?.field("prices", prices)?.end()
            }
            RuleDecl::Bundles { order, offers } => {
                object(serializer)?.given("order", order.as_ref())?.field("offers", offers)?.end()
            }
            RuleDecl::Menu(menus) => menus.serialize(serializer),
            RuleDecl::SecondPrice { reserve } => {
                object(serializer)?.given("reserve", reserve.as_ref().map(Shown).as_ref())?.end()
            }
            RuleDecl::Vcg | RuleDecl::Lookahead => object(serializer)?.end(),
            RuleDecl::DsicExtension { of, keeping } => {
                object(serializer)?.field("of", of)?.field("keeping", keeping)?.end()
            }
            RuleDecl::BicExtension { of, keeping, printed } => {
                let object = object(serializer)?.field("of", of)?.field("keeping", keeping)?;
                object.given("printed", Some(printed).filter(|printed| **printed))?.end()
            }
            RuleDecl::Arrays(file) => file.serialize(serializer),
        }
    }
}

impl Serialize for BundlePrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bundle, price } = self;
        object(serializer)?.field("bundle", bundle)?.number("price", price)?.end()
    }
}
