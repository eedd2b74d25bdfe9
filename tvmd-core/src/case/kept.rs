//! The types on which a case's mechanism is kept, for statements about extensions.

use super::Case;
use crate::mechanism::{Kept, Table};
use crate::setting::AgentId;

impl Case {
    /// The kept types as extensions take them; `None` if the case has none, or none that fit its setting: a flag for each type of
    /// each agent, with ⊥ kept.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use tvmd::case::build::additive;
    /// use tvmd::case::Case;
    /// use tvmd::exact::ratio;
    /// use tvmd::mechanism::{BicExtension, Form};
    /// use tvmd::Prior;
    ///
    /// let shop = additive(1, ratio(2, 1), &[vec![vec![ratio(1, 1)], vec![ratio(2, 1)]]]).unwrap();
    /// let prior = Prior::uniform(&shop);
    /// let case = Case { kept: Some(vec![vec![true, false, true]]), ..Case::of_priors(prior.clone(), prior)? };
    /// let kept = case.kept_types().unwrap();
    /// let extension = BicExtension::new(&Arc::new(case.table.clone()), &kept, &case.prior, Form::Repaired)?;
    /// assert_eq!(case.on_kept().unwrap().setting().agents()[0].types().len(), 2);
    /// # Ok::<(), tvmd::prior::PriorError>(())
    /// ```
    #[must_use]
    pub fn kept_types(&self) -> Option<Kept> {
        let flags = self.kept.as_ref()?;
        let sizes = self.setting().agents().iter().map(|agent| agent.types().len());
        if !flags.iter().map(Vec::len).eq(sizes) || flags.iter().any(|flags| !flags[0]) {
            return None;
        }
        let keep = |kept: Kept, (agent, flags): (usize, &Vec<bool>)| {
            kept.only(AgentId(agent), (0..flags.len()).filter(|at| flags[*at]))
        };
        Some(flags.iter().enumerate().fold(Kept::all(self.setting()), keep))
    }

    /// The mechanism on the kept types only, in a setting that has no others; `None` without kept types.
    #[must_use]
    pub fn on_kept(&self) -> Option<Table> {
        let kept = self.kept_types()?;
        let mut agents = self.setting().agents().to_vec();
        for (agent, flags) in agents.iter_mut().zip(kept.types()) {
            let mut flags = flags.iter();
            agent.types_mut().retain(|_| flags.next() == Some(&true));
        }
        let setting = self.setting().with_agents(agents)?;
        let are_kept = |types: &[usize]| types.iter().zip(kept.types()).all(|(at, flags)| flags[*at]);
        let inside = self.setting().profiles().filter(|reports| are_kept(reports.types()));
        Table::new(&setting, inside.filter_map(|reports| self.table.outcome(&reports).cloned()).collect())
            .ok()
    }
}
