//! What is learned, in the instance format.

use super::learned::share;
use super::sale::ITEM;
use super::{Bidder, Dependence, Learned, decimal};
use crate::exact::{Rational, text::Text};
use crate::model::{
    AgentDecl, Atom, Entries, FORMAT, InstanceDecl, Marginal, MechanismDecl, PriorDecl, SettingDecl, Space,
    TypeDecl, ValuationKind, Values,
};
use crate::setting::BOTTOM;

impl Learned {
    /// The setting, the prior, and the [sale](Self::sold_by) with this reserve, which is called [`SecondPrice` or `PostedPrice`](super::Sale::name).
    ///
    /// The item is called `Item`; types are called by what they are worth.
    #[must_use]
    pub fn instance(&self, reserve: &Rational) -> InstanceDecl {
        let agents = self.bidders.iter().map(|bidder| AgentDecl {
            name: bidder.name.clone(),
            valuation: ValuationKind::Additive,
            types: bidder.values.iter().map(of_value).collect(),
        });
        let rule = self.sale.rule(reserve);
        InstanceDecl {
            tvmd: FORMAT,
            setting: SettingDecl {
                name: "Learned".to_owned(),
                items: vec![ITEM.to_owned()],
                bound: self.bound.clone().max(reserve.clone()),
                agents: agents.collect(),
            },
            prior: Some(self.prior()),
            prior_hat: None,
            mechanisms: [(self.sale.name().to_owned(), MechanismDecl { rule, claims: Vec::new() })]
                .into_iter()
                .collect(),
            numbers: Entries::default(),
        }
    }

    fn prior(&self) -> PriorDecl {
        let name = |bidder: &Bidder, bin: usize| match bin.checked_sub(1) {
            None => BOTTOM.to_owned(),
            Some(type_) => decimal::exactly(&bidder.values[type_]),
        };
        if self.dependence == Dependence::Joint {
            let auctions = self.profiles.values().sum();
            let atoms = self.profiles.iter().map(|(profile, count)| Atom {
                profile: self.bidders.iter().zip(profile).map(|(bidder, bin)| name(bidder, *bin)).collect(),
                probability: share(*count, auctions),
            });
            return PriorDecl::Joint(atoms.collect());
        }
        let marginals = self.bidders.iter().map(|bidder| {
            let seen = bidder.counts.iter().enumerate().filter(|(_, count)| **count > 0);
            let masses = seen.map(|(bin, count)| (name(bidder, bin), Text(share(*count, bidder.draws()))));
            (bidder.name.clone(), Marginal::Masses(masses.collect()))
        });
        PriorDecl::Independent(marginals.collect())
    }
}

/// A type that is worth so much.
fn of_value(value: &Rational) -> TypeDecl {
    let values = [(ITEM.to_owned(), Text(value.clone()))].into_iter().collect();
    TypeDecl { name: decimal::exactly(value), space: Space::One(Values::Items(values)) }
}
