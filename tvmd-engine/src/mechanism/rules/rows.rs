//! What the rows of a table give and take: integers over one denominator, and allocations that are kept once.
//!
//! A row takes some 16 bytes for each draw and 8 for each payment; as an [`Outcome`] of its own it would take two hundred.

use crate::exact::scaled::Scaled;
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle};
use num_integer::Integer as _;
use std::collections::HashMap;
use std::ops::Range;

/// What some rows give and take, in order.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    agents: usize,
    draws: Draws,
    /// By draw.
    chances: Scaled,
    /// By row and agent.
    payments: Scaled,
}

/// What is drawn in some rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draws {
    /// The allocations that are drawn in some row.
    allocations: Vec<Allocation>,
    /// The position among these of each draw's allocation, one row after another.
    drawn: Vec<u32>,
    /// Where the draws of each row end.
    ends: Vec<usize>,
}

/// The same while rows are added.
#[derive(Default)]
pub(crate) struct Drawing {
    draws: Draws,
    known: HashMap<Vec<Bundle>, u32>,
}

impl Drawing {
    /// Adds a draw to the last row, in which agent i gets `bundles[i]` and no item is given twice.
    pub(crate) fn draw(&mut self, bundles: &[Bundle]) {
        let Draws { allocations, drawn, .. } = &mut self.draws;
        let position = self.known.get(bundles).copied().unwrap_or_else(|| {
            let next = u32::try_from(allocations.len()).expect("rows have fewer draws");
            allocations.push(Allocation::new(bundles.to_vec()).expect("no item is given twice"));
            self.known.insert(bundles.to_vec(), next);
            next
        });
        drawn.push(position);
    }

    /// Ends a row.
    pub(crate) fn end_row(&mut self) {
        self.draws.ends.push(self.draws.drawn.len());
    }

    pub(crate) fn finish(self) -> Draws {
        self.draws
    }
}

impl Draws {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The draws of a row.
    pub(crate) fn of(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[row]
    }
}

impl Rows {
    /// Rows with these draws and their chances, which add up to 1 in each; and payments by row and agent.
    pub(crate) fn new(agents: usize, draws: Draws, chances: Scaled, payments: Scaled) -> Self {
        Self { agents, draws, chances, payments }
    }

    /// The rows with these outcomes, each of which is for so many agents.
    pub(crate) fn of(outcomes: &[Outcome], agents: usize) -> Self {
        let mut drawing = Drawing::default();
        let (mut chances, mut payments) = (Vec::new(), Vec::new());
        for outcome in outcomes {
            for (chance, allocation) in outcome.allocations() {
                drawing.draw(&allocation.0);
                chances.push(chance.clone());
            }
            drawing.end_row();
            payments.extend((0..agents).map(|agent| outcome.payment(AgentId(agent))));
        }
        Self::new(agents, drawing.finish(), Scaled::of(&chances), Scaled::of(&payments))
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.draws.len()
    }

    /// The most draws of a row.
    pub(crate) fn most_draws(&self) -> usize {
        (0..self.len()).map(|row| self.draws.of(row).len()).max().unwrap_or(1)
    }

    /// The bits of the common denominator of all chances and payments.
    pub(crate) fn denominator_bits(&self) -> u64 {
        self.chances.denominator.lcm(&self.payments.denominator).bits()
    }

    /// What happens in a row.
    pub(crate) fn outcome(&self, row: usize) -> Outcome {
        let Draws { allocations, drawn, .. } = &self.draws;
        let drawn = self
            .draws
            .of(row)
            .map(|draw| (self.chances.get(draw), allocations[drawn[draw] as usize].clone()));
        let payments = (0..self.agents).map(|agent| self.payments.get(row * self.agents + agent));
        Outcome::lottery(drawn, payments.collect()).expect("the chances of a row add up to 1")
    }
}
