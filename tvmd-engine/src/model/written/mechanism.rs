//! A mechanism, by the field of its rule.

use crate::exact::text;
use crate::model::mechanism::{BundlePrice, MechanismDecl, Menus, Order, Prices, Row, RuleDecl};
use crate::model::object::{objects, written_as};
use crate::model::{ArrayFile, Claim, Entries};
use serde::{Deserialize, Serialize};

/// A mechanism with exactly one of its rule fields.
#[derive(Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct WrittenMechanism {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcomes: Option<Vec<Row>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    posted_prices: Option<PostedPrices>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bundles: Option<Bundles>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    menu: Option<Menus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    second_price: Option<SecondPrice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vcg: Option<Vcg>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lookahead: Option<Lookahead>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dsic_extension: Option<DsicExtension>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bic_extension: Option<BicExtension>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arrays: Option<ArrayFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    claims: Vec<Claim>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct PostedPrices {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Order,
    prices: Prices,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Bundles {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Order,
    offers: Vec<BundlePrice>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct SecondPrice {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reserve: Option<text::Text>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Vcg {}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Lookahead {}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct DsicExtension {
    of: String,
    keeping: Entries<Vec<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct BicExtension {
    of: String,
    keeping: Entries<Vec<String>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    printed: bool,
}

impl TryFrom<WrittenMechanism> for MechanismDecl {
    type Error = &'static str;
    fn try_from(written: WrittenMechanism) -> Result<Self, &'static str> {
        let WrittenMechanism {
            outcomes,
            posted_prices,
            bundles,
            menu,
            second_price,
            vcg,
            lookahead,
            dsic_extension,
            bic_extension,
            arrays,
            claims,
        } = written;
        let mut rules = [
            outcomes.map(RuleDecl::Outcomes),
            posted_prices.map(|PostedPrices { order, prices }| RuleDecl::PostedPrices { order, prices }),
            bundles.map(|Bundles { order, offers }| RuleDecl::Bundles { order, offers }),
            menu.map(RuleDecl::Menu),
            second_price.map(|rule| RuleDecl::SecondPrice { reserve: rule.reserve.map(|text| text.0) }),
            vcg.map(|Vcg {}| RuleDecl::Vcg),
            arrays.map(RuleDecl::Arrays),
            lookahead.map(|Lookahead {}| RuleDecl::Lookahead),
            dsic_extension.map(|DsicExtension { of, keeping }| RuleDecl::DsicExtension { of, keeping }),
            bic_extension.map(|BicExtension { of, keeping, printed }| RuleDecl::BicExtension {
                of,
                keeping,
                printed,
            }),
        ]
        .into_iter()
        .flatten();
        match (rules.next(), rules.next()) {
            (Some(rule), None) => Ok(Self { rule, claims }),
            (None, _) => {
                Err("a mechanism needs a rule: outcomes, posted_prices, bundles, menu, second_price, \
                     vcg, lookahead, dsic_extension, bic_extension or arrays")
            }
            (Some(_), Some(_)) => Err("a mechanism has one rule, and this one has several"),
        }
    }
}

impl From<MechanismDecl> for WrittenMechanism {
    fn from(MechanismDecl { rule, claims }: MechanismDecl) -> Self {
        let mut written = Self { claims, ..Self::default() };
        match rule {
            RuleDecl::Outcomes(rows) => written.outcomes = Some(rows),
            RuleDecl::PostedPrices { order, prices } => {
                written.posted_prices = Some(PostedPrices { order, prices });
            }
            RuleDecl::Bundles { order, offers } => written.bundles = Some(Bundles { order, offers }),
            RuleDecl::Menu(menus) => written.menu = Some(menus),
            RuleDecl::SecondPrice { reserve } => {
                written.second_price = Some(SecondPrice { reserve: reserve.map(text::Text) });
            }
            RuleDecl::Arrays(file) => written.arrays = Some(file),
            RuleDecl::Vcg => written.vcg = Some(Vcg {}),
            RuleDecl::Lookahead => written.lookahead = Some(Lookahead {}),
            RuleDecl::BicExtension { of, keeping, printed } => {
                written.bic_extension = Some(BicExtension { of, keeping, printed });
            }
            RuleDecl::DsicExtension { of, keeping } => {
                written.dsic_extension = Some(DsicExtension { of, keeping });
            }
        }
        written
    }
}

written_as!(MechanismDecl, WrittenMechanism);

objects!(WrittenMechanism, PostedPrices, Bundles, SecondPrice, Vcg, Lookahead, DsicExtension, BicExtension);
