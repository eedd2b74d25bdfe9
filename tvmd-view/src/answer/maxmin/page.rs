//! The page of a guarantee.

use super::in_words;
use crate::page::Page;
use crate::{self as view, Sheet};
use tvmd_core::objective::{Objective as _, Standard};
use tvmd_core::optimum::maxmin::MaxMin;
use tvmd_core::optimum::{Guarantee, GuaranteeSought};
use tvmd_core::prior::PriorError;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::{AgentId, Prior};

/// What is guaranteed and why, the worst joint distribution beside the independent one, the mechanism, and what it is for.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(
    sought: &GuaranteeSought,
    objective: Standard,
    found: &Guarantee,
    prior: &Prior,
) -> Result<Page, PriorError> {
    let (setting, best) = (prior.setting(), &found.best);
    let independent = prior.product_of_marginals();
    let near = matches!(sought, GuaranteeSought::Any(Some(_)));
    let mut page =
        Page::new(format!("{}: the most {} that can be guaranteed", setting.name(), objective.name()));
    page.words(&in_words(sought, objective, found));

    page.section("The worst joint distribution");
    page.couplings(("Worst", &best.worst), ("Independent, with the same marginals", &independent));
    let [worst, apart] = [&best.worst, &independent].map(|prior| ReducedForm::of(&best.table, prior));
    page.sheet(&both(&view::summary(setting, &worst?), &view::summary(setting, &apart?)));

    page.section("Why that is guaranteed");
    page.words(
        "Each type has a potential. At every profile the potentials of its types add up to no more than the mechanism makes there. So under \
         any joint distribution it makes at least what they come to in expectation, and that depends on the marginals alone.",
    );
    if near {
        page.words(
            "Where an agent's marginal may be another, her potentials count for as much less as moving that mass from her highest to her lowest takes away.",
        );
    }
    page.sheet(&potentials(best, prior));

    page.section("The mechanism");
    page.mechanism(&best.table, None)?;
    page.setting(setting, Some(prior));
    Ok(page)
}

/// What the mechanism comes to under both distributions.
fn both(worst: &Sheet, independent: &Sheet) -> Sheet {
    let columns = ["quantity", "worst", "independent"];
    let mut sheet = Sheet::new("summary", "What it comes to, in expectation", columns);
    for (one, other) in worst.rows.iter().zip(&independent.rows) {
        sheet.row(one.iter().chain(other.iter().skip(1)).cloned());
    }
    sheet
}

/// By agent and type that is possible her potential.
fn potentials(best: &MaxMin, prior: &Prior) -> Sheet {
    let columns = ["agent", "type", "probability", "potential"];
    let mut sheet = Sheet::new("potentials", "Potentials", columns);
    for (position, (agent, potentials)) in prior.setting().agents().iter().zip(&best.potentials).enumerate() {
        let marginal = prior.marginal(AgentId(position));
        for her_type in marginal
            .support()
            .filter(|her_type| *her_type > 0)
            .chain(marginal.support().filter(|her_type| *her_type == 0))
        {
            let named = [agent.name(), agent.type_name(her_type)].map(Into::into);
            sheet.row(
                named
                    .into_iter()
                    .chain([marginal.mass(her_type).into(), potentials[her_type].clone().into()]),
            );
        }
    }
    sheet
}
