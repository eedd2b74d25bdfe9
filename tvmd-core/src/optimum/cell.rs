//! The variables of a mechanism at one profile.

use super::form::state;
use crate::exact::Rational;
use crate::mechanism::Allocation;
use crate::setting::{Bundle, ItemId, Profile, Setting, Valuation};
use num_traits::{One, Zero};
use tvmd_lp::{Program, Relation, RowId, VariableId};

/// What lotteries are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pieces {
    /// Each agent's chance of each item.
    Items,
    /// The probability of each allocation.
    Allocations,
}

impl Pieces {
    /// The smaller ones that suffice for a setting.
    pub(super) fn of(setting: &Setting) -> Self {
        let additive = |valuation: &Valuation| match valuation {
            Valuation::Additive(_) => true,
            Valuation::UnitDemand(_) => false,
            Valuation::Bundles(listed) => listed.is_empty(),
        };
        let mut types = setting.agents().iter().flat_map(tvmd_engine::setting::Agent::types);
        let suffice = setting.items().len() == 1 || types.all(|spec| additive(spec.valuation()));
        if suffice { Self::Items } else { Self::Allocations }
    }
}

/// The variables at one profile.
pub(super) struct Cell {
    pub(super) gets: Vec<(VariableId, Allocation)>,
    /// The row that the probabilities of allocations add up to at most 1.
    pub(super) whole: Option<RowId>,
    /// By agent; nothing is paid at ⊥.
    pub(super) pays: Vec<Option<VariableId>>,
}

impl Cell {
    pub(super) fn new(
        program: &mut Program,
        setting: &Setting,
        profile: &Profile,
        pieces: Pieces,
        mut pay: impl FnMut(&mut Program, usize, usize) -> VariableId,
    ) -> Self {
        let present: Vec<usize> =
            (0..setting.agents().len()).filter(|agent| profile.types()[*agent] > 0).collect();
        let given = |program: &mut Program, allocation: Vec<Bundle>| {
            let variable = program.variable(Some(Rational::zero()), Some(Rational::one()), Rational::zero());
            (variable, Allocation::new(allocation).expect("each item is given to one agent"))
        };
        let nothing = vec![Bundle::EMPTY; setting.agents().len()];
        let (mut gets, mut whole) = (Vec::new(), None);
        let one = Rational::one;
        match pieces {
            Pieces::Items => {
                for item in 0..setting.items().len() {
                    let start = gets.len();
                    for agent in &present {
                        let mut allocation = nothing.clone();
                        allocation[*agent] = Bundle::from_iter([ItemId(item)]);
                        gets.push(given(program, allocation));
                    }
                    if present.len() > 1 {
                        let chances = gets.iter().skip(start).map(|(variable, _)| (*variable, one()));
                        state(program, chances, Relation::AtMost, one());
                    }
                }
            }
            Pieces::Allocations => {
                for allocation in allocations(setting, &present) {
                    gets.push(given(program, allocation));
                }
                let chances = gets.iter().map(|(variable, _)| (*variable, one()));
                whole = Some(state(program, chances, Relation::AtMost, one()));
            }
        }
        let pays = profile.types().iter().enumerate();
        let pays = pays.map(|(agent, report)| (*report > 0).then(|| pay(program, agent, *report)));
        Self { gets, whole, pays: pays.collect() }
    }
}

/// All allocations to some agents, except the one in which nobody gets anything.
pub(super) fn allocations(setting: &Setting, present: &[usize]) -> Vec<Vec<Bundle>> {
    let mut all = vec![vec![Bundle::EMPTY; setting.agents().len()]];
    for item in 0..setting.items().len() {
        let mut longer = all.clone();
        for agent in present {
            longer.extend(all.iter().cloned().map(|mut allocation| {
                allocation[*agent] = allocation[*agent].union(Bundle::from_iter([ItemId(item)]));
                allocation
            }));
        }
        all = longer;
    }
    all.retain(|allocation| allocation.iter().any(|bundle| !bundle.is_empty()));
    all
}
