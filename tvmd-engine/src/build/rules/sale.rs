//! Posted prices, of items and of bundles.

use super::rule::Rule;
use crate::build::names::{BundleNames, strings};
use crate::build::unread::Unread;
use crate::diagnostic::Place;
use crate::exact::Number;
use crate::model::{BundlePrice, Order, Prices, RuleDecl};

/// A sale to agents who come one after another, in the setting's order unless another is given.
#[derive(Clone, Debug)]
pub struct Sale {
    on_sale: OnSale,
    order: Order,
    unread: Unread,
}

#[derive(Clone, Debug)]
enum OnSale {
    Items(Prices),
    Bundles(Vec<BundlePrice>),
}

/// Agents come one after another; each buys a best set of the items left at these prices. An item without a price isn't for sale.
pub fn posted_prices<I: Into<String>, N: Into<Number>>(prices: impl IntoIterator<Item = (I, N)>) -> Sale {
    let mut unread = Unread::default();
    let prices = unread.numbers(prices, &at_prices());
    Sale { on_sale: OnSale::Items(Prices::Anonymous(prices)), order: None, unread }
}

/// The same with prices by agent; one who isn't listed is offered nothing.
pub fn posted_prices_by_agent<A: Into<String>, I: Into<String>, N: Into<Number>>(
    prices: impl IntoIterator<Item = (A, impl IntoIterator<Item = (I, N)>)>,
) -> Sale {
    let mut unread = Unread::default();
    let prices = prices.into_iter().enumerate().map(|(index, (agent, prices))| {
        let agent = agent.into();
        let prices = unread.numbers(prices, &at_prices().entry(index, &agent));
        (agent, prices)
    });
    let prices = Prices::PerAgent(prices.collect());
    Sale { on_sale: OnSale::Items(prices), order: None, unread }
}

/// Agents come one after another; each buys a best collection of these bundles, as far as their items are left.
pub fn bundles<B: Into<BundleNames>, N: Into<Number>>(offers: impl IntoIterator<Item = (B, N)>) -> Sale {
    let (at, mut unread) = (Place::default().field("bundles").field("offers"), Unread::default());
    let offers = offers.into_iter().enumerate().map(|(index, (bundle, price))| {
        let price = unread.number(price, || at.index(index).field("price"));
        BundlePrice { bundle: bundle.into().0, price }
    });
    let offers = OnSale::Bundles(offers.collect());
    Sale { on_sale: offers, order: None, unread }
}

fn at_prices() -> Place {
    Place::default().field("posted_prices").field("prices")
}

impl Sale {
    /// Who comes when.
    #[must_use]
    pub fn order<A: Into<String>>(mut self, agents: impl IntoIterator<Item = A>) -> Self {
        self.order = Some(strings(agents));
        self
    }
}

impl From<Sale> for Rule {
    fn from(Sale { on_sale, order, unread }: Sale) -> Self {
        let said = match on_sale {
            OnSale::Items(prices) => RuleDecl::PostedPrices { order, prices },
            OnSale::Bundles(offers) => RuleDecl::Bundles { order, offers },
        };
        Self { unread, ..Self::said(said) }
    }
}
