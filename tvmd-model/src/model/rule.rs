//! The rules as written: the word of each, what is said with it, how a file's mistakes are told, and what it is called in words.

use super::object::object;
use super::reader::{At, Fields, Reader};
use super::tree::Value;
use super::{ArrayFile, BundlePrice, Entries, Menus, Order, Prices, Row, Word as _};
use crate::exact::Rational;
use crate::exact::text::Shown;
use serde_core::{Serialize, Serializer};
use std::sync::LazyLock;

crate::words! {
    /// The words of the rules: each is a field of the instance format and begins a rule in a block.
    pub enum RuleWord {
        /// An explicit table.
        Outcomes = "outcomes",
        /// Prices of items.
        PostedPrices = "posted_prices",
        /// Prices of bundles.
        Bundles = "bundles",
        /// Menus.
        Menu = "menu",
        /// The second-price auction.
        SecondPrice = "second_price",
        /// The Vickrey-Clarke-Groves mechanism.
        Vcg = "vcg",
        /// The lookahead auction.
        Lookahead = "lookahead",
        /// A DSIC extension of another mechanism.
        DsicExtension = "dsic_extension",
        /// A BIC extension of another mechanism.
        BicExtension = "bic_extension",
    }
}

/// The field of a rule in the instance format that begins none in a block, since blocks are read without files of arrays.
const ARRAYS: &str = "arrays";

/// The fields of rules in the instance format.
pub static RULE_FIELDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| RuleWord::WRITTEN.iter().copied().chain([ARRAYS]).collect());

/// How outcomes are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleDecl {
    /// An explicit table: the first row that matches the reports decides.
    Outcomes(Vec<Row>),
    /// Agents come one after another; each buys a best set of the items left at posted prices.
    PostedPrices {
        /// Who comes when; in the setting's order if not given.
        order: Order,
        /// What each item costs.
        prices: Prices,
    },
    /// Agents come one after another; each buys a best collection of the offered bundles left.
    Bundles {
        /// Who comes when; in the setting's order if not given.
        order: Order,
        /// The bundles on sale.
        offers: Vec<BundlePrice>,
    },
    /// Each agent picks an entry of a menu of her own, or nothing.
    Menu(Menus),
    /// The highest value of at least the reserve wins each item and pays the second highest or the reserve.
    SecondPrice {
        /// The least price at which an item is sold; 0 if not given.
        reserve: Option<Rational>,
    },
    /// Welfare is maximised and each agent pays what her presence costs the others.
    Vcg,
    /// Only the highest bidder may buy the item, at the price that earns most given the others' reports.
    Lookahead,
    /// Definition 3: another mechanism, kept on a part of the type spaces and extended to all of them.
    DsicExtension {
        /// The mechanism, declared before.
        of: String,
        /// The types that are kept, by agent; ⊥ always is, and an agent who isn't listed keeps all.
        keeping: Entries<Vec<String>>,
    },
    /// Definition 4: the same with expectations over the others' types under the prior.
    BicExtension {
        /// The mechanism, declared before.
        of: String,
        /// The types that are kept, as for `DsicExtension`.
        keeping: Entries<Vec<String>>,
        /// Whether to follow the definition to the letter; it is repaired if not.
        printed: bool,
    },
    /// Each agent's probability of each item, and her payment, at every profile without ⊥; where an agent is absent nothing happens.
    Arrays(ArrayFile),
}

impl RuleDecl {
    /// The field that it is in the instance format.
    #[must_use]
    pub fn field(&self) -> &'static str {
        let word = match self {
            Self::Arrays(_) => return ARRAYS,
            Self::Outcomes(_) => RuleWord::Outcomes,
            Self::PostedPrices { .. } => RuleWord::PostedPrices,
            Self::Bundles { .. } => RuleWord::Bundles,
            Self::Menu(_) => RuleWord::Menu,
            Self::SecondPrice { .. } => RuleWord::SecondPrice,
            Self::Vcg => RuleWord::Vcg,
            Self::Lookahead => RuleWord::Lookahead,
            Self::DsicExtension { .. } => RuleWord::DsicExtension,
            Self::BicExtension { .. } => RuleWord::BicExtension,
        };
        word.written()
    }

    /// What it is, for the documentation of a block's mechanism.
    #[doc(hidden)]
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Outcomes(rows) => format!("a table of outcomes, {} rows", rows.len()),
            Self::PostedPrices { order, prices: Prices::Anonymous(_) } => {
                format!("posted prices, the same for everyone{}", in_order(order))
            }
            Self::PostedPrices { order, prices: Prices::PerAgent(_) } => {
                format!("posted prices per agent{}", in_order(order))
            }
            Self::Bundles { order, offers } => {
                format!("{} bundles at posted prices{}", offers.len(), in_order(order))
            }
            Self::Menu(Menus::Single(entries)) => format!("a menu of {} entries", entries.len()),
            Self::Menu(Menus::PerAgent(_)) => "a menu per agent".to_owned(),
            Self::SecondPrice { reserve: None } => "second price".to_owned(),
            Self::SecondPrice { reserve: Some(reserve) } => format!("second price with reserve {reserve}"),
            Self::Vcg => "VCG".to_owned(),
            Self::Arrays(file) => format!("the arrays of {}", file.file),
            Self::Lookahead => "lookahead".to_owned(),
            Self::BicExtension { of, printed: false, .. } => {
                format!("the BIC extension of `{of}` (Definition 4, repaired)")
            }
            Self::BicExtension { of, printed: true, .. } => {
                format!("the BIC extension of `{of}` (Definition 4 as printed)")
            }
            Self::DsicExtension { of, .. } => format!("the DSIC extension of `{of}` (Definition 3)"),
        }
    }
}

fn in_order(order: &Order) -> String {
    match order {
        Some(agents) => format!(", in the order {}", agents.join(", ")),
        None => String::new(),
    }
}

/// What stands in its field.
impl Serialize for RuleDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Outcomes(rows) => rows.serialize(serializer),
            Self::PostedPrices { order, prices } => {
                object(serializer)?.given("order", order.as_ref())?.field("prices", prices)?.end()
            }
            Self::Bundles { order, offers } => {
                object(serializer)?.given("order", order.as_ref())?.field("offers", offers)?.end()
            }
            Self::Menu(menus) => menus.serialize(serializer),
            Self::SecondPrice { reserve } => {
                object(serializer)?.given("reserve", reserve.as_ref().map(Shown).as_ref())?.end()
            }
            Self::Vcg | Self::Lookahead => object(serializer)?.end(),
            Self::DsicExtension { of, keeping } => {
                object(serializer)?.field("of", of)?.field("keeping", keeping)?.end()
            }
            Self::BicExtension { of, keeping, printed } => {
                let object = object(serializer)?.field("of", of)?.field("keeping", keeping)?;
                object.given("printed", Some(printed).filter(|printed| **printed))?.end()
            }
            Self::Arrays(file) => file.serialize(serializer),
        }
    }
}

impl Reader {
    /// The rule of this word, with every mistake in it told.
    pub fn rule(&mut self, word: RuleWord, at: At<'_>) -> RuleDecl {
        match word {
            RuleWord::Outcomes => RuleDecl::Outcomes(self.rows(&at)),
            RuleWord::PostedPrices => {
                let fields = self.fields(&at, "an object with prices", &["order", "prices"]);
                let prices = self.needed(&fields, "prices");
                let order = self.order(fields.optional("order"));
                RuleDecl::PostedPrices { order, prices: self.prices(prices) }
            }
            RuleWord::Bundles => {
                let fields = self.fields(&at, "an object with offers", &["order", "offers"]);
                let order = self.order(fields.optional("order"));
                let offers = self.needed(&fields, "offers");
                let offers = offers.and_then(|at| self.list(&at, "a list of bundles and prices"));
                let offers = offers.unwrap_or_default();
                RuleDecl::Bundles { order, offers: offers.iter().map(|offer| self.offer(offer)).collect() }
            }
            RuleWord::Menu => RuleDecl::Menu(self.menus(at)),
            RuleWord::SecondPrice => {
                let fields = self.fields(&at, "an object, perhaps with a reserve,", &["reserve"]);
                RuleDecl::SecondPrice { reserve: fields.optional("reserve").map(|at| self.number(Some(at))) }
            }
            RuleWord::Vcg => {
                self.fields(&at, "an empty object", &[]);
                RuleDecl::Vcg
            }
            RuleWord::Lookahead => {
                self.fields(&at, "an empty object", &[]);
                RuleDecl::Lookahead
            }
            RuleWord::DsicExtension => {
                let fields = self.fields(&at, "an object with of and keeping", &["of", "keeping"]);
                let (of, keeping) = self.extended(&fields);
                RuleDecl::DsicExtension { of, keeping }
            }
            RuleWord::BicExtension => {
                let fields = self.fields(&at, "an object with of and keeping", &["of", "keeping", "printed"]);
                let (of, keeping) = self.extended(&fields);
                let printed = fields.given("printed").is_some_and(|at| match at.node.value {
                    Value::Bool(printed) => printed,
                    _ => {
                        self.expected(&at, "true or false");
                        false
                    }
                });
                RuleDecl::BicExtension { of, keeping, printed }
            }
        }
    }

    /// The mechanism that is extended, and the types that are kept.
    fn extended(&mut self, fields: &Fields<'_>) -> (String, Entries<Vec<String>>) {
        let (of, keeping) = (self.needed(fields, "of"), self.needed(fields, "keeping"));
        let of = self.text(of, "the name of a mechanism in quotes");
        let keeping = keeping.and_then(|at| {
            self.entries(&at, "an object of kept types per agent", |reader, at| {
                reader.names(Some(at), "a list of types")
            })
        });
        (of, keeping.unwrap_or_default())
    }
}
