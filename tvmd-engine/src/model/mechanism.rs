//! Mechanisms as written: one rule each, and what is claimed of it.

use super::Word as _;
use super::{ArrayFile, Claim, Entries};
use crate::exact::{Rational, text};

/// A rule and the claims about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MechanismDecl {
    /// How outcomes are chosen.
    pub rule: RuleDecl,
    /// What is claimed.
    pub claims: Vec<Claim>,
}

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
pub(crate) const ARRAYS: &str = "arrays";

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
}

/// The order in which agents come.
pub type Order = Option<Vec<String>>;

/// A row of an outcome table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One pattern per agent.
    pub when: Vec<Pattern>,
    /// Who gets what.
    pub gets: Taken,
    /// Who pays what; the others pay 0.
    pub pays: Entries<text::Text>,
}

/// What the reports of one agent must be for a row to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Any type, ⊥ too: `_`.
    Any,
    /// One of these types: `Low | High`.
    OneOf(Vec<String>),
}

/// Who gets what in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// These bundles, for certain.
    Surely(Entries<Vec<String>>),
    /// One of these branches is drawn.
    Lottery(Vec<Branch>),
}

/// A branch of a lottery over allocations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// How likely it is.
    pub probability: Rational,
    /// Who gets what in it.
    pub gets: Entries<Vec<String>>,
}

/// Posted prices of items; an item without a price isn't for sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prices {
    /// The same for everyone.
    Anonymous(Entries<text::Text>),
    /// Per agent; an agent without prices is offered nothing.
    PerAgent(Entries<Entries<text::Text>>),
}

/// A bundle on sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundlePrice {
    /// The items in it.
    pub bundle: Vec<String>,
    /// What it costs.
    pub price: Rational,
}

/// Menus, one per agent who has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Menus {
    /// The menu of the only agent.
    Single(Vec<MenuEntryDecl>),
    /// Menus by agent.
    PerAgent(Entries<Vec<MenuEntryDecl>>),
}

/// What a menu offers and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntryDecl {
    /// What the buyer gets.
    pub offered: Offered,
    /// What she pays.
    pub price: Rational,
}

/// What an entry of a menu gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// A bundle, for certain.
    Bundle(Vec<String>),
    /// Each item with a probability of its own; enough to say for additive buyers.
    Items(Entries<text::Text>),
    /// Exactly one of these bundles is drawn, or nothing with what is left of the probability.
    Bundles(Vec<BundleChance>),
}

/// A bundle and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleChance {
    /// The items in it.
    pub bundle: Vec<String>,
    /// How likely it is drawn.
    pub probability: Rational,
}
