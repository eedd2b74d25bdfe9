//! A mechanism as variables of a linear program: what each agent gets and pays at each profile.
//!
//! Where all types are additive (or there is one item), an agent's chance of each item says all that matters, and such chances
//! are drawn together by one uniform number ([`Plan::outcome`]). Otherwise each allocation has a variable of its own, and
//! there are (agents + 1)^items of them at a profile.

use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting, Type, Valuation};
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, HashMap, HashSet};
use tvmd_lp::{Program, Relation, RowId, Variable, VariableId};

/// A linear form in a program's variables.
pub(super) type Form = Vec<(VariableId, Rational)>;

/// A linear form as whole numbers by variable, over a positive unit.
pub(super) type Whole = (Vec<(VariableId, BigInt)>, BigInt);

/// Adds a row about variables that were added to the same program.
pub(crate) fn state(
    program: &mut Program,
    form: impl IntoIterator<Item = (VariableId, Rational)>,
    relation: Relation,
    right: Rational,
) -> RowId {
    program.row(form, relation, right).expect("the form is in variables of its program")
}

/// What lotteries are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pieces {
    /// Each agent's chance of each item.
    Items,
    /// The probability of each allocation.
    Allocations,
}

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

/// The variables of a mechanism.
pub(super) struct Plan {
    setting: Setting,
    pieces: Pieces,
    /// By profile; `None` where nothing ever happens.
    cells: Vec<Option<Cell>>,
    /// By agent and type, what each bundle that a cell may give her is worth, over `unit`.
    worths: Vec<Vec<HashMap<Bundle, BigInt>>>,
    /// A common denominator of all values.
    pub(super) unit: BigInt,
}

/// The variables at one profile.
struct Cell {
    gets: Vec<(VariableId, Allocation)>,
    /// The row that the probabilities of allocations add up to at most 1.
    whole: Option<RowId>,
    /// By agent; nothing is paid at ⊥.
    pays: Vec<Option<VariableId>>,
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
        let suffice = setting.items().len() == 1 || types.all(|own| additive(own.valuation()));
        if suffice { Self::Items } else { Self::Allocations }
    }
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
        let mut pay = |program: &mut Program, agent: usize, own: usize| {
            let mut new =
                || program.variable(Some(lowest.clone()), Some(setting.bound().clone()), Rational::zero());
            if fixed { *known.entry((agent, own)).or_insert_with(new) } else { new() }
        };
        let cells = setting.profiles().enumerate().map(|(index, profile)| {
            in_play(index).then(|| Cell::new(program, setting, &profile, pieces, &mut pay))
        });
        let cells: Vec<Option<Cell>> = cells.collect();
        let types = || setting.agents().iter().flat_map(tvmd_engine::setting::Agent::types);
        let unit = common_denominator(types().flat_map(|own| own.valuation().numbers()));
        let worths = setting.agents().iter().enumerate().map(|(agent, spec)| {
            let given = cells.iter().flatten().flat_map(|cell| &cell.gets);
            let bundles: HashSet<Bundle> = given.map(|(_, own)| own.bundle(AgentId(agent))).collect();
            let worth = |own: &Type, bundle| numerator(&own.valuation().value(bundle), &unit);
            let of_type = |own| bundles.iter().map(|bundle| (*bundle, worth(own, *bundle))).collect();
            spec.types().iter().map(of_type).collect()
        });
        Self { setting: setting.clone(), pieces, worths: worths.collect(), cells, unit }
    }

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
                let [lower, upper] = Self::bounds(program, *variable);
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

    /// The bounds of a chance.
    fn bounds(program: &Program, chance: VariableId) -> [Rational; 2] {
        let Variable { lower, upper, .. } = &program.variables()[chance.0];
        [lower.clone().unwrap_or_else(Rational::zero), upper.clone().unwrap_or_else(Rational::one)]
    }

    /// What the outcome at a profile is worth to a type of an agent, less her payment, times `weight` and the unit.
    pub(super) fn utility<'p>(
        &'p self,
        profile: usize,
        agent: usize,
        own: usize,
        weight: &'p BigInt,
    ) -> impl Iterator<Item = (VariableId, BigInt)> + 'p {
        let cell = self.cells[profile].iter();
        let gets = cell.clone().flat_map(|cell| &cell.gets).filter_map(move |(variable, allocation)| {
            let worth = &self.worths[agent][own][&allocation.bundle(AgentId(agent))];
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
        let pays = pays.filter_map(|(agent, variable)| variable.map(|own| (own, of_payment(AgentId(agent)))));
        gets.chain(pays).filter(|(_, factor)| !factor.is_zero()).collect()
    }

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
        let pay =
            |variable: &Option<VariableId>| variable.map_or_else(Rational::zero, |own| point[own.0].clone());
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
            let from = parts.iter().filter(|own| own.0 == item).map(|own| &own.2).max().cloned();
            let from = from.unwrap_or_default();
            let to = &from + *chance;
            parts.push((item, from, to, agent));
        }
        let mut cuts: Vec<Rational> = parts.iter().flat_map(|own| [own.1.clone(), own.2.clone()]).collect();
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

impl Cell {
    fn new(
        program: &mut Program,
        setting: &Setting,
        profile: &Profile,
        pieces: Pieces,
        mut pay: impl FnMut(&mut Program, usize, usize) -> VariableId,
    ) -> Self {
        let present: Vec<usize> =
            (0..setting.agents().len()).filter(|own| profile.types()[*own] > 0).collect();
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
        let pays = pays.map(|(agent, own)| (*own > 0).then(|| pay(program, agent, *own)));
        Self { gets, whole, pays: pays.collect() }
    }
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
