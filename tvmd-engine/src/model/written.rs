//! The spellings of the instance format that differ from the model: a mechanism names its rule by the field
//! it uses, a row has `gets` or `lottery`, a menu entry has `bundle` or `lottery`.

use super::mechanism::{
    Branch, BundleChance, BundlePrice, MechanismDecl, MenuEntryDecl, Menus, Offered, Order, Pattern, Prices,
    Row, RuleDecl, Taken,
};
use super::object::objects;
use super::{Claim, Entries};
use crate::exact::{Rational, text};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// A mechanism with exactly one of its rule fields.
#[derive(Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(super) struct WrittenMechanism {
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
            claims,
        } = written;
        let mut rules = [
            outcomes.map(RuleDecl::Outcomes),
            posted_prices.map(|PostedPrices { order, prices }| RuleDecl::PostedPrices { order, prices }),
            bundles.map(|Bundles { order, offers }| RuleDecl::Bundles { order, offers }),
            menu.map(RuleDecl::Menu),
            second_price.map(|rule| RuleDecl::SecondPrice { reserve: rule.reserve.map(|text| text.0) }),
            vcg.map(|Vcg {}| RuleDecl::Vcg),
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
                     vcg, lookahead, dsic_extension or bic_extension")
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

/// A row with `gets` or `lottery`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(super) struct WrittenRow {
    when: Vec<Pattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gets: Option<Entries<Vec<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lottery: Option<Vec<Branch>>,
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pays: Entries<text::Text>,
}

impl TryFrom<WrittenRow> for Row {
    type Error = &'static str;
    fn try_from(WrittenRow { when, gets, lottery, pays }: WrittenRow) -> Result<Self, &'static str> {
        let gets = match (gets, lottery) {
            (gets, None) => Taken::Surely(gets.unwrap_or_default()),
            (None, Some(branches)) => Taken::Lottery(branches),
            (Some(_), Some(_)) => return Err("a row has `gets` or `lottery`, not both"),
        };
        Ok(Self { when, gets, pays })
    }
}

impl From<Row> for WrittenRow {
    fn from(Row { when, gets, pays }: Row) -> Self {
        let (gets, lottery) = match gets {
            Taken::Surely(gets) if gets.is_empty() => (None, None),
            Taken::Surely(gets) => (Some(gets), None),
            Taken::Lottery(branches) => (None, Some(branches)),
        };
        Self { when, gets, lottery, pays }
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => serializer.serialize_str("_"),
            Self::OneOf(types) => serializer.serialize_str(&types.join(" | ")),
        }
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(&String::deserialize(deserializer)?))
    }
}

impl Pattern {
    /// A pattern as it is written: `_`, or types separated by `|`.
    pub(crate) fn of(written: &str) -> Self {
        if written.trim() == "_" {
            Self::Any
        } else {
            Self::OneOf(written.split('|').map(|name| name.trim().to_owned()).collect())
        }
    }
}

/// A menu entry with `bundle` or `lottery`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(super) struct WrittenMenuEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bundle: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lottery: Option<Lottery>,
    #[serde(with = "text")]
    price: Rational,
}

/// Probabilities per item, or per bundle.
#[derive(Serialize)]
#[serde(untagged)]
enum Lottery {
    Items(Entries<text::Text>),
    Bundles(Vec<BundleChance>),
}

impl TryFrom<WrittenMenuEntry> for MenuEntryDecl {
    type Error = &'static str;
    fn try_from(WrittenMenuEntry { bundle, lottery, price }: WrittenMenuEntry) -> Result<Self, &'static str> {
        let offered = match (bundle, lottery) {
            (Some(bundle), None) => Offered::Bundle(bundle),
            (None, Some(Lottery::Items(chances))) => Offered::Items(chances),
            (None, Some(Lottery::Bundles(chances))) => Offered::Bundles(chances),
            _ => return Err("a menu entry has either `bundle` or `lottery`"),
        };
        Ok(Self { offered, price })
    }
}

impl From<MenuEntryDecl> for WrittenMenuEntry {
    fn from(MenuEntryDecl { offered, price }: MenuEntryDecl) -> Self {
        let (bundle, lottery) = match offered {
            Offered::Bundle(bundle) => (Some(bundle), None),
            Offered::Items(chances) => (None, Some(Lottery::Items(chances))),
            Offered::Bundles(chances) => (None, Some(Lottery::Bundles(chances))),
        };
        Self { bundle, lottery, price }
    }
}

/// Deserialises an enum of a map form and a list form, telling them apart by the first character.
macro_rules! map_or_list {
    ($type:ident, $map:ident, $list:ident, $expecting:literal) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Either;
                impl<'de> Visitor<'de> for Either {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                        Deserialize::deserialize(value::MapAccessDeserializer::new(map)).map($type::$map)
                    }
                    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<$type, A::Error> {
                        Deserialize::deserialize(value::SeqAccessDeserializer::new(seq)).map($type::$list)
                    }
                }
                deserializer.deserialize_any(Either)
            }
        }
    };
}

map_or_list!(Lottery, Items, Bundles, "an object of probabilities per item, or a list of bundles");
map_or_list!(Menus, PerAgent, Single, "a list of menu entries, or an object of such lists per agent");
pub(super) use map_or_list;

impl<'de> Deserialize<'de> for Prices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A price, or the prices of an agent.
        enum Either {
            Price(text::Text),
            Agent(Entries<text::Text>),
        }
        impl<'de> Deserialize<'de> for Either {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct PriceOrAgent;
                impl<'de> Visitor<'de> for PriceOrAgent {
                    type Value = Either;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a price such as \"3/2\", or an object of prices per item")
                    }
                    fn visit_str<E: de::Error>(self, written: &str) -> Result<Either, E> {
                        let price = crate::exact::parse(written).map_err(E::custom)?;
                        Ok(Either::Price(text::Text(price)))
                    }
                    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Either, E> {
                        Ok(Either::Price(text::Text(Rational::from_integer(whole.into()))))
                    }
                    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Either, E> {
                        Ok(Either::Price(text::Text(Rational::from_integer(whole.into()))))
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Either, A::Error> {
                        Entries::deserialize(value::MapAccessDeserializer::new(map)).map(Either::Agent)
                    }
                }
                deserializer.deserialize_any(PriceOrAgent)
            }
        }

        let (mut prices, mut agents) = (Entries::default(), Entries::default());
        for (name, either) in Entries::<Either>::deserialize(deserializer)?.0 {
            match either {
                Either::Price(price) => prices.0.push((name, price)),
                Either::Agent(own) => agents.0.push((name, own)),
            }
        }
        match (prices.is_empty(), agents.is_empty()) {
            (_, true) => Ok(Self::Anonymous(prices)),
            (true, false) => Ok(Self::PerAgent(agents)),
            (false, false) => Err(de::Error::custom("prices are either per item or per agent, not both")),
        }
    }
}

objects!(
    WrittenMechanism,
    PostedPrices,
    Bundles,
    SecondPrice,
    Vcg,
    Lookahead,
    DsicExtension,
    BicExtension,
    WrittenRow,
    WrittenMenuEntry
);
