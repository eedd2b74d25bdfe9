//! Menus.

use super::rule::Rule;
use crate::build::names::BundleNames;
use crate::build::unread::Unread;
use crate::diagnostic::Place;
use crate::exact::Number;
use crate::model::{BundleChance, MenuEntryDecl, Menus, Offered, RuleDecl};

/// An entry of a menu: a bundle with its price, `("Cup, Saucer", 3)`, or a lottery ([`item_lottery`], [`bundle_lottery`]).
#[derive(Clone, Debug)]
pub struct Entry {
    said: MenuEntryDecl,
    unread: Unread,
}

/// The only agent picks an entry, or nothing.
///
/// ```
/// use tvmd::build::{rules, types::additive};
/// use tvmd::exact::ratio;
/// use tvmd::{Mechanism, Profile, Setting};
///
/// let shop = Setting::builder("Shop")
///     .items(["Cup", "Saucer"])
///     .bound(4)
///     .agent("Ann", additive([("Low", [1, 0]), ("High", [2, 2])]))
///     .build()?;
/// let both = ("Cup, Saucer", 3).into();
/// let menu = rules::menu([both, rules::item_lottery([("Cup", "1/2")], "1/2")]);
/// let menu = shop.mechanism("Menu", menu)?;
/// let paid = [1, 2].map(|report| menu.outcome(&Profile::new(vec![report])).revenue());
/// assert_eq!(paid, [ratio(1, 2), ratio(3, 1)]);
/// # Ok::<(), tvmd::diagnostic::Diagnostics>(())
/// ```
pub fn menu<E: Into<Entry>>(entries: impl IntoIterator<Item = E>) -> Rule {
    let (at, mut unread) = (Place::default().field("menu"), Unread::default());
    let entries = read(entries, &at, &mut unread);
    Rule { unread, ..Rule::said(RuleDecl::Menu(Menus::Single(entries))) }
}

/// Each agent picks an entry of her own menu, or nothing; one who isn't listed gets nothing.
pub fn menus<A: Into<String>, E: Into<Entry>>(
    menus: impl IntoIterator<Item = (A, impl IntoIterator<Item = E>)>,
) -> Rule {
    let (at, mut unread) = (Place::default().field("menu"), Unread::default());
    let menus = menus.into_iter().enumerate().map(|(index, (agent, entries))| {
        let agent = agent.into();
        let entries = read(entries, &at.entry(index, &agent), &mut unread);
        (agent, entries)
    });
    let menus = Menus::PerAgent(menus.collect());
    Rule { unread, ..Rule::said(RuleDecl::Menu(menus)) }
}

/// Each item with a probability of its own; enough to say for additive buyers.
pub fn item_lottery<I: Into<String>, N: Into<Number>>(
    chances: impl IntoIterator<Item = (I, N)>,
    price: impl Into<Number>,
) -> Entry {
    let mut unread = Unread::default();
    let chances = unread.numbers(chances, &Place::default().field("lottery"));
    Entry::new(Offered::Items(chances), price, unread)
}

/// Exactly one of these bundles is drawn, or nothing with what is left of the probability.
pub fn bundle_lottery<B: Into<BundleNames>, N: Into<Number>>(
    chances: impl IntoIterator<Item = (B, N)>,
    price: impl Into<Number>,
) -> Entry {
    let (at, mut unread) = (Place::default().field("lottery"), Unread::default());
    let chances = chances.into_iter().enumerate().map(|(index, (bundle, probability))| {
        let probability = unread.number(probability, || at.index(index).field("probability"));
        BundleChance { bundle: bundle.into().0, probability }
    });
    let offered = Offered::Bundles(chances.collect());
    Entry::new(offered, price, unread)
}

impl<B: Into<BundleNames>, N: Into<Number>> From<(B, N)> for Entry {
    fn from((bundle, price): (B, N)) -> Self {
        Self::new(Offered::Bundle(bundle.into().0), price, Unread::default())
    }
}

impl Entry {
    fn new(offered: Offered, price: impl Into<Number>, mut unread: Unread) -> Self {
        let price = unread.number(price, || Place::default().field("price"));
        Self { said: MenuEntryDecl { offered, price }, unread }
    }
}

/// The entries of the menu at `at`.
fn read<E: Into<Entry>>(
    entries: impl IntoIterator<Item = E>,
    at: &Place,
    unread: &mut Unread,
) -> Vec<MenuEntryDecl> {
    let entries = entries.into_iter().enumerate().map(|(index, entry)| {
        let entry = entry.into();
        unread.within(entry.unread, &at.index(index));
        entry.said
    });
    entries.collect()
}
