//! Tables of additive agents' chances of items, and payments.

mod arrays;
mod draw;
mod error;
mod given;
mod present;
mod taken;

pub use error::MarginalsError;

use super::Outcome;
use super::columns::{Columns, Numbers, on_sheet};
use crate::exact::{BigInt, Rational};
use crate::setting::{AgentId, Bundle, ItemId, Numbering, Profile, Setting};
use draw::one_draw;
use num_integer::Integer as _;
use num_traits::{One as _, Zero as _};
use present::taking_part;

/// Each agent's columns, at the profiles in which all take part; at the others nothing happens.
#[derive(Clone, Debug)]
pub(super) struct Marginals {
    numbering: Numbering,
    chances_over: BigInt,
    pub(super) columns: Vec<Columns>,
}

impl Marginals {
    /// A common denominator of all payments.
    fn payments_over(&self) -> BigInt {
        self.columns.iter().fold(BigInt::one(), |over, hers| over.lcm(&hers.denominator))
    }

    /// The outcome at a profile.
    pub(super) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let Some(number) = taking_part(&self.numbering, reports) else { return Outcome::nothing(agents) };
        let at = |agent: usize, column: usize| self.at(agent, reports, number, column);
        let payment = |agent: usize| Rational::new(at(agent, items), self.columns[agent].denominator.clone());
        one_draw(agents, items, &at, &self.chances_over, (0..agents).map(payment).collect())
    }

    /// The bits of the common denominator of chances and of utilities, which payments are over.
    pub(super) fn denominator_bits(&self) -> u64 {
        self.payments_over().lcm(&self.chances_over).bits()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{Fractions, ratio};
    use crate::mechanism::Table;
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
