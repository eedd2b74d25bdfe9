//! Sales and auctions with random parameters; all prices are at least 0.

use super::number::{Raw, raw};
use super::setting::{AGENTS, BUNDLES, ITEMS, bundles};
use super::{Draft, Frame};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{BundlePrice, Entries, Order, Prices, RuleDecl};

/// Agents come by rising numbers, or as in the setting.
type RawOrder = Option<Vec<u8>>;

fn orders() -> impl Strategy<Value = RawOrder> {
    option::of(vec(0..8_u8, AGENTS))
}

fn order(raw: &RawOrder, frame: &Frame) -> Order {
    let mut agents: Vec<(&u8, String)> = raw.as_ref()?.iter().zip(frame.agents()).collect();
    agents.sort();
    Some(agents.into_iter().map(|(_, name)| name).collect())
}

/// For some of the items a number.
pub(super) type RawItems = Vec<Option<Raw>>;

pub(super) fn items() -> impl Strategy<Value = RawItems> + Clone {
    vec(option::weighted(0.8, raw()), ITEMS)
}

/// Numbers in [0, most] for the listed items.
pub(super) fn item_numbers(raw: &RawItems, most: &Rational, frame: &Frame) -> Entries<Text> {
    let listed = frame.setting.items.iter().zip(raw);
    listed
        .filter_map(|(item, raw)| Some((item.clone(), Text(frame.grain.fraction((*raw)?) * most))))
        .collect()
}

/// A draft of `posted_prices`.
#[derive(Debug)]
pub struct Posted {
    order: RawOrder,
    /// One list for all, or one for each agent.
    anonymous: bool,
    prices: Vec<RawItems>,
    /// Who has no prices at all.
    left_out: Option<usize>,
}

/// `posted_prices`, the same for all or per agent, some items not for sale.
pub fn posted_prices() -> impl Strategy<Value = Posted> {
    (orders(), any::<bool>(), vec(items(), AGENTS), option::of(1..AGENTS)).prop_map(
        |(order, anonymous, prices, left_out)| Posted { order, anonymous: !anonymous, prices, left_out },
    )
}

impl Draft for Posted {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let numbers = |raw| item_numbers(raw, &frame.setting.bound, frame);
        let prices = if self.anonymous {
            Prices::Anonymous(numbers(&self.prices[0]))
        } else {
            let agents = frame.agents().into_iter().zip(&self.prices).enumerate();
            let offered = agents.filter(|(agent, _)| Some(*agent) != self.left_out);
            Prices::PerAgent(offered.map(|(_, (name, prices))| (name, numbers(prices))).collect())
        };
        RuleDecl::PostedPrices { order: order(&self.order, frame), prices }
    }
}

/// A draft of `bundles`.
#[derive(Debug)]
pub struct Sale {
    order: RawOrder,
    /// By bundle; the first one always has a price.
    first: Raw,
    prices: Vec<Option<Raw>>,
}

/// `bundles`, up to four of them on sale.
pub fn bundle_sale() -> impl Strategy<Value = Sale> {
    (orders(), raw(), vec(option::of(raw()), BUNDLES - 1)).prop_map(|(order, first, prices)| Sale {
        order,
        first,
        prices,
    })
}

impl Draft for Sale {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let raw = std::iter::once(Some(self.first)).chain(self.prices.iter().copied());
        let offers = bundles(&frame.setting.items).into_iter().zip(raw).filter_map(|(bundle, raw)| {
            Some(BundlePrice { bundle, price: frame.grain.fraction(raw?) * &frame.setting.bound })
        });
        RuleDecl::Bundles { order: order(&self.order, frame), offers: offers.take(4).collect() }
    }
}

/// A draft of `second_price`.
#[derive(Debug)]
pub struct SecondPrice {
    reserve: Option<Raw>,
}

/// `second_price` with or without a reserve.
pub fn second_price() -> impl Strategy<Value = SecondPrice> {
    option::of(raw()).prop_map(|reserve| SecondPrice { reserve })
}

impl Draft for SecondPrice {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let price = |raw| frame.grain.fraction(raw) * &frame.setting.bound;
        RuleDecl::SecondPrice { reserve: self.reserve.map(price) }
    }
}

/// `vcg`, about which there is nothing to choose.
#[derive(Clone, Debug)]
pub struct Vcg;

/// `vcg`.
pub fn vcg() -> impl Strategy<Value = Vcg> {
    Just(Vcg)
}

impl Draft for Vcg {
    fn rule(&self, _: &Frame) -> RuleDecl {
        RuleDecl::Vcg
    }
}

/// `lookahead`, likewise.
#[derive(Clone, Debug)]
pub struct Lookahead;

/// `lookahead`.
pub fn lookahead() -> impl Strategy<Value = Lookahead> {
    Just(Lookahead)
}

impl Draft for Lookahead {
    fn rule(&self, _: &Frame) -> RuleDecl {
        RuleDecl::Lookahead
    }
}
