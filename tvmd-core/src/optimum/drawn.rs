//! The mechanism that a point of a plan's program describes.

use super::cell::Pieces;
use super::plan::Plan;
use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::setting::{AgentId, Bundle, ItemId};
use num_traits::{One, Signed, Zero};
use tvmd_lp::VariableId;

impl Plan {
    /// The mechanism that a feasible point describes.
    pub(super) fn table(&self, point: &[Rational]) -> Table {
        let outcomes = (0..self.cells.len()).map(|profile| self.outcome(profile, point)).collect();
        Table::new(&self.setting, outcomes).expect("the rows of a plan keep its outcomes feasible")
    }

    /// One number θ is uniform in [0, 1]; each item's chances are laid out in [0, 1] agent after agent, and whose part θ
    /// hits gets it. Each agent then has her chance of each item, and there are few allocations.
    fn outcome(&self, profile: usize, point: &[Rational]) -> Outcome {
        let agents = self.setting.agents().len();
        let Some(cell) = &self.cells[profile] else { return Outcome::nothing(agents) };
        let pay = |variable: &Option<VariableId>| {
            variable.map_or_else(Rational::zero, |paid| point[paid.0].clone())
        };
        let payments = cell.pays.iter().map(pay).collect();
        let chances: Vec<(&Allocation, &Rational)> = cell
            .gets
            .iter()
            .map(|(variable, allocation)| (allocation, &point[variable.0]))
            .filter(|(_, chance)| chance.is_positive())
            .collect();
        let draws: Vec<(Rational, Allocation)> = match self.pieces {
            Pieces::Allocations => {
                let given: Rational = chances.iter().map(|(_, chance)| *chance).sum();
                let nothing = (Rational::one() - given, Allocation::nothing(agents));
                let draws =
                    chances.into_iter().map(|(allocation, chance)| (chance.clone(), allocation.clone()));
                draws.chain([nothing]).collect()
            }
            Pieces::Items => self.together(&chances),
        };
        Outcome::lottery(draws, payments).expect("the rows of a plan keep its lotteries feasible")
    }

    /// The lottery in which one uniform number decides about all items, from allocations of single items.
    fn together(&self, chances: &[(&Allocation, &Rational)]) -> Vec<(Rational, Allocation)> {
        // By item: from where to where in [0, 1] whom it goes to.
        let mut parts: Vec<(ItemId, Rational, Rational, usize)> = Vec::new();
        for (allocation, chance) in chances {
            let winner = (0..self.setting.agents().len())
                .map(|agent| (agent, allocation.bundle(AgentId(agent))))
                .find_map(|(agent, bundle)| bundle.items().next().map(|item| (agent, item)));
            let Some((agent, item)) = winner else { continue };
            let from = parts.iter().filter(|part| part.0 == item).map(|part| &part.2).max().cloned();
            let from = from.unwrap_or_default();
            let to = &from + *chance;
            parts.push((item, from, to, agent));
        }
        let mut cuts: Vec<Rational> =
            parts.iter().flat_map(|part| [part.1.clone(), part.2.clone()]).collect();
        cuts.extend([Rational::zero(), Rational::one()]);
        cuts.sort();
        cuts.dedup();
        let between = cuts.windows(2).map(|ends| {
            let mut bundles = vec![Bundle::EMPTY; self.setting.agents().len()];
            for (item, from, to, agent) in &parts {
                if *from <= ends[0] && ends[1] <= *to {
                    bundles[*agent] = bundles[*agent].union(Bundle::from_iter([*item]));
                }
            }
            let allocation = Allocation::new(bundles).expect("each item's parts are disjoint");
            (&ends[1] - &ends[0], allocation)
        });
        between.collect()
    }
}
