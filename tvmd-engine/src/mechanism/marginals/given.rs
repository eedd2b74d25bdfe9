//! Chances of items and payments as they are given: checked, and laid out as columns.

use super::draw::one_draw;
use super::error::check_additive;
use super::present::{numbering_without_bottom, taking_part, taking_part_at};
use super::{Marginals, MarginalsError};
use crate::exact::{Fractions, Rational};
use crate::mechanism::columns::{Columns, Quantities, Scale};
use crate::mechanism::{Mechanism, Outcome, OutcomeError, Table, TableError};
use crate::setting::{Numbering, Profile, Setting};

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
    /// All agents are additive, or there is one item. Outcomes are made when they are asked for; each is a lottery in which one draw decides on all items.
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
        check_additive(setting)?;
        let numbering = numbering_without_bottom(setting);
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
            let sum: Rational = agents.map(|agent| self.chances.get(agent * profiles * items + at)).sum();
            return Some((at / items, OutcomeError::GivenTooOften { item: at % items, sum: Box::new(sum) }));
        }
        let most = (self.setting.bound() * Rational::from(self.payments.over.clone())).floor().to_integer();
        let at = self.payments.numerators.first_beyond(&most)?;
        Some((at % profiles, OutcomeError::PaymentOutOfRange(at / profiles, self.payments.get(at))))
    }

    /// A profile in which all take part.
    fn full(&self, number: usize) -> Profile {
        taking_part_at(&self.numbering, number)
    }

    fn columns(&self) -> Option<Vec<Columns>> {
        let full = self.setting.numbering();
        // The number of each profile among all, those with ⊥ included.
        let mut numbers = vec![0];
        for agent in self.setting.agents() {
            let types = agent.types.len();
            numbers = numbers
                .into_iter()
                .flat_map(|before| (1..types).map(move |report| before * types + report))
                .collect();
        }
        let of_agent = |agent: usize| {
            let quantities = Quantities::Items(self.setting.items().len());
            let scale = Scale::new(self.setting, agent, quantities, &self.chances.over, &self.payments.over)?;
            let lanes = (0..self.numbering.others(agent)).map(|lane| {
                let absent = numbers[self.numbering.join(agent, 0, lane)] - full.stride(agent);
                u32::try_from(absent).expect("at most 2^22 profiles")
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
        one_draw(agents, items, &chance, &self.chances.over, payments.collect())
    }
}
