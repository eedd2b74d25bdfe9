//! What is shown of a mechanism.

use super::Page;
use super::drawing::Drawing;
use super::heat::heat;
use maud::html;
use num_traits::Zero as _;
use tvmd_core::mechanism::Table;
use tvmd_core::prior::PriorError;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::{AgentId, Prior};

/// Mechanisms with more profiles, or more pairs of reports over all profiles of the others, aren't listed on a page.
const MOST_PROFILES: usize = 4096;
const MOST_GAINS: usize = 200_000;

impl Page {
    /// Adds who gets what and pays what; with a prior what each type expects; who gains by pretending to be whom, in expectation and at
    /// most; and
    /// where the types are a plane, a picture over them.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn mechanism(&mut self, table: &Table, prior: Option<&Prior>) -> Result<(), PriorError> {
        let setting = table.setting();
        if setting.profile_count() > MOST_PROFILES {
            self.words(&format!(
                "It has {} profiles, too many for a page; `tvmd check --show outcomes` lists them.",
                setting.profile_count()
            ));
        } else {
            self.hands_over(table, prior);
            let outcomes = crate::outcomes(table, prior);
            match Drawing::of(table, prior) {
                Some(drawing) => {
                    let figure = drawing.figure(self.next_picture());
                    if setting.agents().len() == 1 {
                        self.beside(figure, &outcomes);
                    } else {
                        // Two agents' tables are wide.
                        self.parts.push(figure);
                        self.sheet(&outcomes);
                    }
                }
                None => self.sheet(&outcomes),
            }
        }
        if let Some(prior) = prior {
            let reduced = ReducedForm::of(table, prior)?;
            self.sheets(&crate::interim(setting, &reduced), &crate::summary(setting, &reduced));
        }
        self.lies(table, prior)
    }

    /// Keeps in mind which bundles of several items somebody gets at some profile that is likely.
    fn hands_over(&mut self, table: &Table, prior: Option<&Prior>) {
        let agents = table.setting().agents().len();
        let is_likely =
            |index: &usize| prior.is_none_or(|prior| !prior.distribution().mass(*index).is_zero());
        let outcomes =
            (0..table.setting().profile_count()).filter(is_likely).map(|index| table.outcome_at(index));
        let bundles =
            outcomes.flat_map(|outcome| (0..agents).flat_map(|agent| outcome.bundles(AgentId(agent))));
        self.handed_over.extend(bundles.map(|(_, bundle)| bundle).filter(|bundle| bundle.len() > 1));
    }

    /// Adds who gains by pretending to be whom.
    fn lies(&mut self, table: &Table, prior: Option<&Prior>) -> Result<(), PriorError> {
        if crate::gains(table.setting()) > MOST_GAINS {
            self.words(
                "What each report gains is too much for a page; `tvmd check --show deviations` lists it.",
            );
            return Ok(());
        }
        let known = crate::deviations(table, prior)?;
        // Where nobody else reports, what a lie gains in expectation is what it gains.
        if prior.is_none() || table.setting().agents().len() == 1 {
            known.iter().for_each(|gains| self.parts.push(heat(gains)));
            return Ok(());
        }
        for (expected, most) in known.iter().zip(&crate::deviations(table, None)?) {
            self.parts.push(html! { div.tables { (heat(expected)) (heat(most)) } });
        }
        Ok(())
    }
}
