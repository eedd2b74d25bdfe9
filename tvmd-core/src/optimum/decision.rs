//! Decisions about who gets what, for mechanisms without lotteries.

use super::cell::Pieces;
use super::plan::Plan;
use crate::exact::Rational;
use crate::setting::{AgentId, ItemId};
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;
use tvmd_lp::{Program, Relation, RowId, Variable, VariableId};

/// Whether an agent gets an item at a profile, all by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The profile.
    pub profile: usize,
    /// The agent.
    pub agent: usize,
    /// The item.
    pub item: usize,
}

impl Plan {
    /// Who gets what with a chance strictly between 0 and 1 at a point, and the chance: the one nearest to 1/2.
    pub(super) fn undecided(&self, point: &[Rational]) -> Option<(Decision, Rational)> {
        let cells =
            self.cells.iter().enumerate().filter_map(|(profile, cell)| Some((profile, cell.as_ref()?)));
        let chances = cells.flat_map(|(profile, cell)| {
            let mut chances: BTreeMap<(usize, usize), Rational> = BTreeMap::new();
            for (variable, allocation) in &cell.gets {
                for agent in 0..self.setting.agents().len() {
                    for item in allocation.bundle(AgentId(agent)).items() {
                        *chances.entry((agent, item.0)).or_default() += &point[variable.0];
                    }
                }
            }
            let decision = move |((agent, item), chance)| (Decision { profile, agent, item }, chance);
            chances.into_iter().map(decision)
        });
        let doubt = |chance: &Rational| chance.min(&(Rational::one() - chance)).clone();
        let open = chances.filter(|(_, chance)| doubt(chance).is_positive());
        open.max_by(|one, other| doubt(&one.1).cmp(&doubt(&other.1)).then(other.0.cmp(&one.0)))
    }

    /// Makes a program respect decisions, and no others that were made before.
    pub(super) fn decide(&self, program: &mut Program, decisions: &[(Decision, bool)]) {
        for cell in self.cells.iter().flatten() {
            for (variable, _) in &cell.gets {
                bound(program, *variable, Rational::zero(), Rational::one());
            }
            cell.whole.iter().for_each(|row| relate(program, *row, Relation::AtMost));
        }
        for (Decision { profile, agent, item }, given) in decisions {
            let Some(cell) = &self.cells[*profile] else { continue };
            for (variable, allocation) in &cell.gets {
                let gives = allocation.bundle(AgentId(*agent)).contains(ItemId(*item));
                let [lower, upper] = bounds(program, *variable);
                match self.pieces {
                    Pieces::Items if gives && *given => bound(program, *variable, Rational::one(), upper),
                    Pieces::Items if !gives => {}
                    Pieces::Allocations if gives == *given => {}
                    Pieces::Items | Pieces::Allocations => bound(program, *variable, lower, Rational::zero()),
                }
            }
            if let (true, Some(row)) = (given, cell.whole) {
                relate(program, row, Relation::Equal);
            }
        }
    }
}

/// The bounds of a chance.
fn bounds(program: &Program, chance: VariableId) -> [Rational; 2] {
    let Variable { lower, upper, .. } = &program.variables()[chance.0];
    [lower.clone().unwrap_or_else(Rational::zero), upper.clone().unwrap_or_else(Rational::one)]
}

/// Sets the bounds of a chance.
fn bound(program: &mut Program, chance: VariableId, lower: Rational, upper: Rational) {
    program
        .set_bounds(chance, Some(lower), Some(upper))
        .expect("a plan's variables are those of its program");
}

fn relate(program: &mut Program, row: RowId, relation: Relation) {
    program.set_relation(row, relation).expect("a plan's rows are those of its program");
}
