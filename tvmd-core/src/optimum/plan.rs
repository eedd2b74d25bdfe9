//! A mechanism as variables of a linear program: what each agent gets and pays at each profile.
//!
//! Where all types are additive (or there is one item), an agent's chance of each item says all that matters, and such chances
//! are drawn together by one uniform number ([`Plan::outcome`]). Otherwise each allocation has a variable of its own, and
//! there are (agents + 1)^items of them at a profile.

use super::cell::{Cell, Pieces};
use super::form::Form;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::mechanism::Allocation;
use crate::setting::{AgentId, Bundle, Setting, Type};
use num_traits::Zero;
use std::collections::{HashMap, HashSet};
use tvmd_lp::{Program, VariableId};

/// The variables of a mechanism.
pub(super) struct Plan {
    pub(super) setting: Setting,
    pub(super) pieces: Pieces,
    /// By profile; `None` where nothing ever happens.
    pub(super) cells: Vec<Option<Cell>>,
    /// By agent and type, what each bundle that a cell may give her is worth, over `unit`.
    worths: Vec<Vec<HashMap<Bundle, BigInt>>>,
    /// A common denominator of all values.
    pub(super) unit: BigInt,
}

impl Plan {
    /// Adds variables for the profiles in play, with payments at least `lowest` and at most H, and rows that keep the
    /// lotteries feasible. Payments are `fixed` if they depend on the own report alone.
    pub(super) fn new(
        program: &mut Program,
        setting: &Setting,
        pieces: Pieces,
        lowest: &Rational,
        fixed: bool,
        in_play: impl Fn(usize) -> bool,
    ) -> Self {
        // By agent and type, where payments are fixed.
        let mut known: HashMap<(usize, usize), VariableId> = HashMap::new();
        let mut pay = |program: &mut Program, agent: usize, report: usize| {
            let mut new =
                || program.variable(Some(lowest.clone()), Some(setting.bound().clone()), Rational::zero());
            if fixed { *known.entry((agent, report)).or_insert_with(new) } else { new() }
        };
        let cells = setting.profiles().enumerate().map(|(index, profile)| {
            in_play(index).then(|| Cell::new(program, setting, &profile, pieces, &mut pay))
        });
        let cells: Vec<Option<Cell>> = cells.collect();
        let types = || setting.agents().iter().flat_map(tvmd_engine::setting::Agent::types);
        let unit = common_denominator(types().flat_map(|spec| spec.valuation().numbers()));
        let worths = setting.agents().iter().enumerate().map(|(agent, spec)| {
            let given = cells.iter().flatten().flat_map(|cell| &cell.gets);
            let bundles: HashSet<Bundle> = given.map(|(_, given)| given.bundle(AgentId(agent))).collect();
            let worth = |spec: &Type, bundle| numerator(&spec.valuation().value(bundle), &unit);
            let of_type = |spec| bundles.iter().map(|bundle| (*bundle, worth(spec, *bundle))).collect();
            spec.types().iter().map(of_type).collect()
        });
        Self { setting: setting.clone(), pieces, worths: worths.collect(), cells, unit }
    }

    /// What the outcome at a profile is worth to a type of an agent, less her payment, times `weight` and the unit.
    pub(super) fn utility<'p>(
        &'p self,
        profile: usize,
        agent: usize,
        truth: usize,
        weight: &'p BigInt,
    ) -> impl Iterator<Item = (VariableId, BigInt)> + 'p {
        let cell = self.cells[profile].iter();
        let gets = cell.clone().flat_map(|cell| &cell.gets).filter_map(move |(variable, allocation)| {
            let worth = &self.worths[agent][truth][&allocation.bundle(AgentId(agent))];
            (!worth.is_zero()).then(|| (*variable, worth * weight))
        });
        let pays = cell.flat_map(move |cell| &cell.pays[agent]);
        gets.chain(pays.map(move |variable| (*variable, -(&self.unit * weight))))
    }

    /// The variables that give an agent something at a profile, and what.
    #[cfg(feature = "lp")]
    pub(super) fn given(&self, profile: usize, agent: usize) -> impl Iterator<Item = (VariableId, Bundle)> {
        let gets = self.cells[profile].iter().flat_map(|cell| &cell.gets);
        let gets = gets.map(move |(variable, allocation)| (*variable, allocation.bundle(AgentId(agent))));
        gets.filter(|(_, bundle)| !bundle.is_empty())
    }

    /// The variable of an agent's payment at a profile.
    pub(super) fn payment(&self, profile: usize, agent: usize) -> Option<VariableId> {
        self.cells[profile].as_ref().and_then(|cell| cell.pays[agent])
    }

    /// A weighted sum of allocation and payments at a profile.
    pub(super) fn weighted(
        &self,
        profile: usize,
        of_allocation: impl Fn(&Allocation) -> Rational,
        of_payment: impl Fn(AgentId) -> Rational,
    ) -> Form {
        let Some(cell) = &self.cells[profile] else { return Vec::new() };
        let gets = cell.gets.iter().map(|(variable, allocation)| (*variable, of_allocation(allocation)));
        let pays = cell.pays.iter().enumerate();
        let pays =
            pays.filter_map(|(agent, variable)| variable.map(|paid| (paid, of_payment(AgentId(agent)))));
        gets.chain(pays).filter(|(_, factor)| !factor.is_zero()).collect()
    }
}
