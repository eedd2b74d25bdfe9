//! The chances and payments of a table, however it keeps them.

use super::MarginalsError;
use super::error::check_additive;
use super::present::{numbering_without_bottom, taking_part_at};
use crate::exact::{BigInt, Fractions};
use crate::mechanism::Table;
use crate::mechanism::table::Contents;
use crate::setting::ItemId;

impl Table {
    /// The agents' chances of items and payments at the profiles in which all take part, as [`from_marginals`](Self::from_marginals)
    /// takes them, each over the least common denominator. What happens where someone is absent isn't in them.
    ///
    /// # Errors
    /// If there are several items and an agent isn't additive: what she gets doesn't follow from her chances of items.
    pub fn to_marginals(&self) -> Result<(Fractions, Fractions), MarginalsError> {
        let setting = self.setting();
        check_additive(setting)?;
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let numbering = numbering_without_bottom(setting);
        let each = || (0..agents).flat_map(|agent| (0..numbering.count()).map(move |number| (agent, number)));
        let items_of = |(agent, number)| (0..items).map(move |item| (agent, number, item));
        Ok(match self.contents() {
            Contents::Marginals(marginals) => {
                let entry = |agent, number, column| {
                    marginals.at(agent, &taking_part_at(&numbering, number), number, column)
                };
                let chance = |(agent, number, item)| entry(agent, number, item);
                let over = marginals.payments_over();
                let payment = |(agent, number): (usize, usize)| {
                    entry(agent, number, items) * (&over / &marginals.columns[agent].denominator)
                };
                let chances = each().flat_map(items_of).map(chance).collect();
                (
                    Fractions::reduced(chances, &marginals.chances_over),
                    Fractions::reduced(each().map(payment).collect(), &over),
                )
            }
            Contents::Listed { outcomes, at } => {
                let full = setting.numbering();
                let outcome = |number: usize| {
                    let index =
                        full.index(&taking_part_at(&numbering, number)).expect("a profile of the setting");
                    at[index] as usize
                };
                let (drawn, paid) = (&outcomes.chances().numerators, &outcomes.payments().numerators);
                let chance = |(agent, number, item): (usize, usize, usize)| -> BigInt {
                    let draws = outcomes.bundles(outcome(number), agent);
                    draws
                        .filter(|(_, bundle)| bundle.contains(ItemId(item)))
                        .map(|(at, _)| drawn.get(at))
                        .sum()
                };
                let payment = |(agent, number)| paid.get(outcome(number) * agents + agent);
                let chances = each().flat_map(items_of).map(chance).collect();
                (
                    Fractions::reduced(chances, &outcomes.chances().over),
                    Fractions::reduced(each().map(payment).collect(), &outcomes.payments().over),
                )
            }
        })
    }
}
