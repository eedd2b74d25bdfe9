//! Menus with random entries; all prices are at least 0.

use super::number::{Raw, Weight, raw, weights};
use super::sale::{RawItems, item_numbers, items};
use super::setting::{AGENTS, BUNDLES, bundles};
use super::{Draft, Frame};
use num_traits::One;
use proptest::collection::vec;
use proptest::prelude::*;
use tvmd_core::Rational;
use tvmd_core::model::{BundleChance, MenuEntryDecl, Menus, Offered, RuleDecl, ValuationKind};

/// What an entry gives.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Bundle,
    BundleLottery,
    ItemLottery,
}

#[derive(Clone, Debug)]
struct RawEntry {
    kind: Kind,
    /// By item: whether it is in the bundle, or how likely it is given.
    items: RawItems,
    /// How likely each bundle is given, and last that none is.
    bundles: Vec<Weight>,
    price: Raw,
}

fn menus() -> impl Strategy<Value = Vec<RawEntry>> {
    let kind = prop_oneof![Just(Kind::Bundle), Just(Kind::BundleLottery), Just(Kind::ItemLottery)];
    let entry = (kind, items(), weights(BUNDLES + 1), raw())
        .prop_map(|(kind, items, bundles, price)| RawEntry { kind, items, bundles, price });
    vec(entry, 1..=3)
}

impl RawEntry {
    fn offered(&self, frame: &Frame) -> Offered {
        match self.kind {
            Kind::ItemLottery if frame.setting.agents[0].valuation == ValuationKind::Additive => {
                Offered::Items(item_numbers(&self.items, &Rational::one(), frame))
            }
            Kind::Bundle | Kind::ItemLottery => {
                let items = frame.setting.items.iter().zip(&self.items).filter(|(_, given)| given.is_some());
                Offered::Bundle(items.map(|(item, _)| item.clone()).collect())
            }
            Kind::BundleLottery => {
                let bundles = bundles(&frame.setting.items);
                let chances = frame.grain.masses(&self.bundles[BUNDLES - bundles.len()..]);
                let chances = bundles.into_iter().zip(chances);
                let chance = |(bundle, probability)| BundleChance { bundle, probability };
                Offered::Bundles(chances.map(chance).collect())
            }
        }
    }

    fn price(&self, share: &Rational, frame: &Frame) -> Rational {
        frame.grain.fraction(self.price) * &frame.setting.bound * share
    }
}

/// A draft of the `menu` of the only agent.
#[derive(Debug)]
pub struct Single(Vec<RawEntry>);

/// `menu` of the only agent: bundles and lotteries.
pub fn single_menu() -> impl Strategy<Value = Single> {
    menus().prop_map(Single)
}

impl Draft for Single {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let entries = self.0.iter().map(|raw| MenuEntryDecl {
            offered: raw.offered(frame),
            price: raw.price(&Rational::one(), frame),
        });
        RuleDecl::Menu(Menus::Single(entries.collect()))
    }
}

/// A draft of the `menu`s of several additive agents.
#[derive(Debug)]
pub struct Shared(Vec<Vec<RawEntry>>);

/// `menu`s of several additive agents: item lotteries with probabilities that always fit together.
pub fn additive_menus() -> impl Strategy<Value = Shared> {
    vec(menus(), AGENTS).prop_map(Shared)
}

impl Draft for Shared {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let share = Rational::new(1.into(), frame.setting.agents.len().into());
        let entry = |raw: &RawEntry| MenuEntryDecl {
            offered: Offered::Items(item_numbers(&raw.items, &share, frame)),
            price: raw.price(&share, frame),
        };
        let menus = frame.agents().into_iter().zip(&self.0);
        RuleDecl::Menu(Menus::PerAgent(
            menus.map(|(agent, menu)| (agent, menu.iter().map(entry).collect())).collect(),
        ))
    }
}
