//! One agent's side of a table: her columns or her menus, whichever is cheaper to sweep over.

use super::expectations::Expectations;
use super::plane::{Plane, twice};
use crate::exact::BigInt;
use crate::mechanism::{Columns, Table, on_sheet};
use crate::prior::Prior;
use std::cell::OnceCell;
use tvmd_lanes::Regret;

/// What checks of one agent share; each part is made when it is first needed.
pub(super) struct Side<'t> {
    pub(super) table: &'t Table,
    pub(super) agent: usize,
    prior: Option<&'t Prior>,
    /// The columns of a share of the others' profiles, where not all are looked at.
    part: Option<Columns>,
    plane: OnceCell<Plane>,
    /// By type that takes part, ⊥ counting as a report.
    regrets: OnceCell<Vec<Regret>>,
    expectations: OnceCell<Option<Expectations>>,
}

impl<'t> Side<'t> {
    /// Every agent's, under a prior if there is one.
    pub(super) fn all(table: &'t Table, prior: Option<&'t Prior>) -> Vec<Self> {
        let agents = 0..table.setting().agents().len();
        agents.map(|agent| Self::new(table, agent, prior)).collect()
    }

    pub(super) fn new(table: &'t Table, agent: usize, prior: Option<&'t Prior>) -> Self {
        Self {
            table,
            agent,
            prior,
            part: None,
            plane: OnceCell::new(),
            regrets: OnceCell::new(),
            expectations: OnceCell::new(),
        }
    }

    /// The same over some of the others' profiles alone.
    pub(super) fn of_part(self, part: Columns) -> Self {
        Self { part: Some(part), ..self }
    }

    /// The same where what her types expect was summed before.
    pub(super) fn expecting(self, expectations: Expectations) -> Self {
        Self { expectations: OnceCell::from(Some(expectations)), ..self }
    }

    /// How many types she has.
    pub(super) fn types(&self) -> usize {
        self.table.setting().agents()[self.agent].types.len()
    }

    /// Her types in the order in which witnesses are looked for: ⊥ last.
    pub(super) fn types_bottom_last(&self) -> impl Iterator<Item = usize> + use<> {
        (1..self.types()).chain([0])
    }

    /// Her columns, where they are cheaper than her menus.
    pub(super) fn columns(&self) -> Option<&Columns> {
        self.part.as_ref().or_else(|| self.table.columns(self.agent))
    }

    /// Her menus.
    pub(super) fn menus(&self) -> &Plane {
        self.plane.get_or_init(|| Plane::new(self.table, self.agent))
    }

    /// What reports gain over the truth, and what the truth is worth at least, by type that takes part, over the others' profiles. ⊥ is a
    /// report.
    pub(super) fn regrets(&self, columns: &Columns) -> &[Regret] {
        self.regrets.get_or_init(|| regrets(columns, true))
    }

    /// What her types expect, where that is summed over columns.
    pub(super) fn expectations(&self) -> Option<&Expectations> {
        let made = || Expectations::new(self.columns()?, self.prior?);
        self.expectations.get_or_init(made).as_ref()
    }

    /// The common denominator of what her types expect.
    pub(super) fn denominator(&self) -> &BigInt {
        match self.summed() {
            Some(columns) => &columns.denominator,
            None => self.menus().denominator(),
        }
    }

    /// A bound on what her types expect of reports, times weights that add up to `weight`, twice over for differences, and on the weights
    /// themselves.
    pub(super) fn sweep_bound(&self, weight: &BigInt) -> BigInt {
        match self.summed() {
            Some(columns) => twice(&columns.magnitude, weight),
            None => self.menus().sweep_bound(weight),
        }
    }

    /// Her columns, if that is where expectations come from.
    fn summed(&self) -> Option<&Columns> {
        self.columns().filter(|_| self.expectations().is_some())
    }
}

/// The same with ⊥ as a report or without.
pub(super) fn regrets(columns: &Columns, bottom: bool) -> Vec<Regret> {
    let regrets = on_sheet!(&columns.numbers, sheet => sheet.grid.regrets(&sheet.values, bottom));
    regrets.expect("columns are laid out only where sums fit")
}
