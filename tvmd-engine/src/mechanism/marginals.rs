//! Tables of additive agents' chances of items, and payments.

use super::columns::{Columns, Numbers, Quantities, Scale, on_sheet};
use super::{Allocation, Mechanism, Outcome, OutcomeError, Table, TableError};
use crate::exact::{BigInt, Fractions, Rational};
use crate::setting::{AgentId, Bundle, ItemId, Numbering, Profile, Setting};
use num_traits::Zero as _;
use std::collections::BTreeSet;
use std::fmt;

/// Each agent's columns, at the profiles in which all take part; at the others nothing happens.
#[derive(Clone, Debug)]
pub(super) struct Marginals {
    numbering: Numbering,
    chances_over: BigInt,
    pub(super) columns: Vec<Columns>,
}

/// Why chances of items and payments are no table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarginalsError {
    /// Not one number for each agent, profile without ⊥ and item, or payment for each agent and profile: expected and found.
    Shape(usize, usize),
    /// This agent isn't additive, so chances of items don't say what they are worth to her.
    NotAdditive(String),
    /// What happens at a profile is impossible.
    Infeasible(TableError),
}

impl fmt::Display for MarginalsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(expected, found) => write!(f, "{found} numbers where there should be {expected}"),
            Self::NotAdditive(agent) => write!(
                f,
                "{agent} isn't additive: what bundles are worth to her doesn't follow from her chances of items"
            ),
            Self::Infeasible(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MarginalsError {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Infeasible(error) => Some(error),
            _ => None,
        }
    }
}

/// What was given, by agent, profile of those who take part, and item.
struct Given<'a> {
    setting: &'a Setting,
    numbering: Numbering,
    chances: &'a Fractions,
    payments: &'a Fractions,
}

impl Table {
    /// The table in which agent i gets item j with chance `chances[(i * profiles + profile) * items + j]` and pays `payments[i * profiles +
    /// profile]`, profiles of those types that take part being numbered with the last agent's type varying fastest: an array of the shape
    /// (agents, types of the first, …, types of the last, items), and one without the last axis. Where somebody is absent nothing
    /// happens.
    ///
    /// All agents are additive. Outcomes are made when they are asked for; each is a lottery in which one draw decides on all items.
    ///
    /// ```
    /// use tvmd::exact::Fractions;
    /// use tvmd::prelude::*;
    /// # tvmd::mechanism! {
    /// #     setting Gallery<First, Second> {
    /// #         items { Painting }
    /// #         bound 2;
    /// #         agent First:  additive { Low = 1, High = 2 }
    /// #         agent Second: additive { Low = 1, High = 2 }
    /// #     }
    /// # }
    ///
    /// // Each has it half of the time, and pays 1/2.
    /// let half = Table::from_marginals(
    ///     Gallery::setting(),
    ///     &Fractions::new(vec![1_i64; 2 * 4], 2),
    ///     &Fractions::new(vec![1_i64; 2 * 4], 2),
    /// )?;
    /// let report = IncentiveReport::of(&half, None)?;
    /// assert!(report.ex_post_ir.holds && report.dsic.holds);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there are not so many numbers, an agent isn't additive, or the first profile where a chance is negative, an item's chances add
    /// up to more than 1 or a payment is outside [-H, H].
    pub fn from_marginals(
        setting: &Setting,
        chances: &Fractions,
        payments: &Fractions,
    ) -> Result<Self, MarginalsError> {
        if let Some(agent) = setting.agents().iter().find(|agent| !agent.is_additive()) {
            return Err(MarginalsError::NotAdditive(agent.name.clone()));
        }
        let sizes = setting.agents().iter().map(|agent| agent.types.len() - 1).collect();
        let numbering = Numbering::new(sizes).expect("fewer profiles than with ⊥");
        let given = Given { setting, numbering, chances, payments };
        given.check()?;
        match given.columns() {
            Some(columns) => {
                let chances_over = chances.over.clone();
                Ok(Self::of_columns(setting, Marginals { numbering: given.numbering, chances_over, columns }))
            }
            // Numbers too long for columns.
            None => Self::of(&given).map_err(MarginalsError::Infeasible),
        }
    }
}

impl Given<'_> {
    fn check(&self) -> Result<(), MarginalsError> {
        let (agents, items) = (self.setting.agents().len(), self.setting.items().len());
        let payments = agents * self.numbering.count();
        for (expected, found) in [(payments * items, self.chances.len()), (payments, self.payments.len())] {
            if expected != found {
                return Err(MarginalsError::Shape(expected, found));
            }
        }
        match self.impossible() {
            None => Ok(()),
            Some((profile, error)) => {
                let (profile, reason) = (self.full(profile), error.in_words(Some(self.setting)));
                let reports = self.setting.profile_name(&profile);
                Err(MarginalsError::Infeasible(TableError { reports, error, reason }))
            }
        }
    }

    /// The first number that is impossible: negative chances first, then chances by profile and item, then payments.
    fn impossible(&self) -> Option<(usize, OutcomeError)> {
        let (profiles, items) = (self.numbering.count(), self.setting.items().len());
        if let Some(at) = self.chances.numerators.first_negative() {
            return Some((at / items % profiles, OutcomeError::NegativeProbability(self.chances.get(at))));
        }
        let agents = 0..self.setting.agents().len();
        if let Some(at) = self.chances.numerators.first_layered_sum_above(agents.len(), &self.chances.over) {
            let sum = agents.map(|agent| self.chances.get(agent * profiles * items + at)).sum();
            return Some((at / items, OutcomeError::GivenTooOften { item: at % items, sum }));
        }
        let most = (self.setting.bound() * Rational::from(self.payments.over.clone())).floor().to_integer();
        let at = self.payments.numerators.first_beyond(&most)?;
        Some((at % profiles, OutcomeError::PaymentOutOfRange(at / profiles, self.payments.get(at))))
    }

    /// A profile in which all take part.
    fn full(&self, number: usize) -> Profile {
        Profile::new(self.numbering.profile(number).types().iter().map(|own| own + 1).collect())
    }

    fn columns(&self) -> Option<Vec<Columns>> {
        let full = self.setting.numbering();
        let of_agent = |agent: usize| {
            let quantities = Quantities::Items(self.setting.items().len());
            let scale = Scale::new(self.setting, agent, quantities, &self.chances.over, &self.payments.over)?;
            let lanes = (0..self.numbering.others(agent)).map(|lane| {
                let taking_part = self.full(self.numbering.join(agent, 0, lane));
                let absent = full.index(&taking_part.with(AgentId(agent), 0));
                u32::try_from(absent.expect("a profile of the setting")).expect("at most 2^22 profiles")
            });
            Some(scale.of_marginals(self.chances, self.payments, &self.numbering, lanes.collect()))
        };
        (0..self.setting.agents().len()).map(of_agent).collect()
    }
}

/// For numbers that are too long for columns.
impl Mechanism for Given<'_> {
    fn name(&self) -> &'static str {
        "Table"
    }
    fn setting(&self) -> &Setting {
        self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let (agents, items) = (self.setting.agents().len(), self.setting.items().len());
        let Some(number) = taking_part(&self.numbering, reports) else { return Outcome::nothing(agents) };
        let profiles = self.numbering.count();
        let chance = |agent: usize, item: usize| {
            self.chances.numerators.get((agent * profiles + number) * items + item)
        };
        let payments = (0..agents).map(|agent| self.payments.get(agent * profiles + number));
        one_draw(agents, items, chance, &self.chances.over, payments.collect())
    }
}

/// The number of a profile among those in which all take part.
fn taking_part(numbering: &Numbering, reports: &Profile) -> Option<usize> {
    let own: Option<Vec<usize>> = reports.types().iter().map(|own| own.checked_sub(1)).collect();
    numbering.index(&Profile::new(own?))
}

impl Marginals {
    /// The outcome at a profile.
    pub(super) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let Some(number) = taking_part(&self.numbering, reports) else { return Outcome::nothing(agents) };
        let at = |agent: usize, column: usize| self.at(agent, reports, number, column);
        let payment = |agent: usize| Rational::new(at(agent, items), self.columns[agent].denominator.clone());
        one_draw(agents, items, at, &self.chances_over, (0..agents).map(payment).collect())
    }

    /// An agent's chances of items, and her payment, at a profile.
    pub(super) fn offer(
        &self,
        setting: &Setting,
        profile: usize,
        agent: usize,
    ) -> (Vec<(BigInt, Bundle)>, BigInt) {
        let reports = setting.profile_at(profile);
        let Some(number) = taking_part(&self.numbering, &reports) else { return Default::default() };
        let items = 0..setting.items().len();
        let chances = items.clone().map(|item| (self.at(agent, &reports, number, item), ItemId(item).into()));
        (
            chances.filter(|(chance, _)| !chance.is_zero()).collect(),
            self.at(agent, &reports, number, items.end),
        )
    }

    /// Of these.
    pub(super) fn denominators(&self, agent: usize) -> (BigInt, BigInt) {
        (self.chances_over.clone(), self.columns[agent].denominator.clone())
    }

    /// A number of an agent at a profile, with its number among those in which all take part.
    fn at(&self, agent: usize, reports: &Profile, number: usize, column: usize) -> BigInt {
        let (row, lane) = (reports.of(AgentId(agent)) - 1, self.numbering.others_at(agent, number));
        on_sheet!(&self.columns[agent].numbers, sheet => sheet.grid.get(row, column, lane).into())
    }

    /// Whether somebody is paid at some profile.
    pub(super) fn pays_someone(&self) -> bool {
        let pays = |columns: &Columns| match &columns.numbers {
            Numbers::I64(sheet) => sheet.grid.least(sheet.grid.coordinates()) < 0,
            Numbers::I128(sheet) => sheet.grid.least(sheet.grid.coordinates()) < 0,
        };
        self.columns.iter().any(pays)
    }
}

/// The lottery in which a number is drawn between 0 and 1, and each item goes to the agent in whose share of [0, 1] it falls; shares
/// are laid side by side in the agents' order.
fn one_draw(
    agents: usize,
    items: usize,
    chance: impl Fn(usize, usize) -> BigInt,
    over: &BigInt,
    payments: Vec<Rational>,
) -> Outcome {
    // By item and agent: where her share ends.
    let ends = |item: usize| {
        let mut end = BigInt::zero();
        (0..agents)
            .map(|agent| {
                end += chance(agent, item);
                end.clone()
            })
            .collect::<Vec<BigInt>>()
    };
    let ends: Vec<Vec<BigInt>> = (0..items).map(ends).collect();
    let mut bounds: BTreeSet<BigInt> = ends.iter().flatten().cloned().collect();
    bounds.extend([BigInt::zero(), over.clone()]);
    let bounds: Vec<BigInt> = bounds.into_iter().collect();
    let branches = bounds.windows(2).map(|bounds| {
        let mut bundles = vec![Bundle::EMPTY; agents];
        for (item, ends) in ends.iter().enumerate() {
            if let Some(winner) = ends.iter().position(|end| *end > bounds[0]) {
                bundles[winner] = bundles[winner].union(ItemId(item).into());
            }
        }
        let share = Rational::new(&bounds[1] - &bounds[0], over.clone());
        (share, Allocation::new(bundles).expect("an item falls into one share"))
    });
    Outcome::lottery(branches, payments).expect("shares are at least 0 and add up to 1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use crate::model::InstanceDecl;

    fn setting() -> Setting {
        let text = r#"{ "tvmd": 1, "setting": { "name": "S", "items": ["A", "B"], "bound": "3", "agents": [
            { "name": "First", "valuation": "additive", "types": [ { "name": "Low", "values": { "A": "1" } }, { "name": "High", "values": { "A": "2", "B": "1" } } ] },
            { "name": "Second", "valuation": "additive", "types": [ { "name": "Any", "values": { "B": "1/3" } } ] } ] } }"#;
        let instance = InstanceDecl::from_json(text).unwrap().resolve().unwrap();
        instance.setting().clone()
    }

    /// First gets A with 1/4 or 3/4 and B with 1/2; Second gets A with the quarter that may be left, and B with 1/2.
    fn chances() -> Vec<i64> {
        vec![1, 2, 3, 2, 1, 2, 1, 2]
    }

    fn table(chances: Vec<i64>, payments: Vec<i64>, unit: &BigInt) -> Result<Table, MarginalsError> {
        let big = |numbers: Vec<i64>| {
            numbers.into_iter().map(|number| BigInt::from(number) * unit).collect::<Vec<_>>()
        };
        let [chances, payments] = [(chances, 4), (payments, 3)].map(|(numbers, over)| Fractions {
            numerators: crate::exact::Integers::new(big(numbers)),
            over: unit * over,
        });
        Table::from_marginals(&setting(), &chances, &payments)
    }

    #[test]
    fn outcomes_have_the_chances_they_are_made_of_in_every_width() {
        // Fits into 64 bits, into 128, into none.
        for bits in [0, 80, 200] {
            let table = table(chances(), vec![0, 9, -1, 2], &(BigInt::from(1) << bits)).unwrap();
            let outcome = table.outcome(&Profile::new(vec![2, 1])).unwrap();
            let marginal = |agent: usize, item: usize| -> Rational {
                let bundles = outcome.bundles(AgentId(agent)).into_iter();
                bundles.filter(|(_, bundle)| bundle.contains(ItemId(item))).map(|(chance, _)| chance).sum()
            };
            assert_eq!(
                [marginal(0, 0), marginal(0, 1), marginal(1, 0), marginal(1, 1)],
                [ratio(3, 4), ratio(1, 2), ratio(1, 4), ratio(1, 2)]
            );
            assert_eq!([0, 1].map(|agent| outcome.payment(AgentId(agent))), [ratio(3, 1), ratio(2, 3)]);
            assert_eq!(*table.outcome(&Profile::new(vec![0, 1])).unwrap(), Outcome::nothing(2));
            assert!(!table.is_without_transfers());
        }
    }

    #[test]
    fn what_is_impossible_is_told_at_its_profile() {
        let said = |chances, payments| table(chances, payments, &BigInt::from(1)).unwrap_err().to_string();
        let paid = vec![0, 9, -1, 2];
        let changed = |at: usize, to: i64| {
            let mut numbers = chances();
            numbers[at] = to;
            numbers
        };
        assert_eq!(
            said(changed(2, 4), paid.clone()),
            "at (High, Any): `A` is given with chances that add up to 5/4, more than 1"
        );
        assert_eq!(said(changed(5, -1), paid), "at (Low, Any): a probability of -1/4 is negative");
        assert_eq!(
            said(chances(), vec![0, 0, 0, 10]),
            "at (High, Any): Second pays 10/3, outside [-3, 3] (the bound H is 3)"
        );
        assert_eq!(said(vec![0; 3], vec![0; 4]), "3 numbers where there should be 8");
    }
}
