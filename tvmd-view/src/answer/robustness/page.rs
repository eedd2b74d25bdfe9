//! The page of a mechanism under every prior near its own.

use super::Answer;
use crate::page::{Page, Plot, along, frontier};
use crate::{Cell, Rounded, Sheet, number};
use num_traits::{One as _, Signed as _, Zero as _};
use tvmd_core::prior::PriorError;
use tvmd_core::{AgentId, Prior, Rational, Table};

/// The curves with the paper's bounds, the worst priors at the distance asked for, the mechanism and its setting.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(answer: &Answer, table: &Table, near: &Prior) -> Result<Page, PriorError> {
    let (name, delta) = (&answer.objective.name, &answer.delta.0);
    let mut page = Page::new(format!("{}: {}", table.setting().name(), answer.title()));
    page.facts(facts(answer));

    page.section(&format!("Expected {name}"));
    let (plot, sheet) = objective(answer);
    page.plot_of(&plot, &sheet);
    page.sheet(&answer.objective.worst(near, delta));

    let lies = &answer.incentives.lies;
    if !lies.truth_is_dominant {
        page.section("Expected gain of a lie");
        let (plot, sheet) = regret(answer, near);
        page.plot_of(&plot, &sheet);
    }
    lies.worst(near, delta).iter().for_each(|sheet| page.sheet(sheet));

    let corners = &answer.incentives.frontier;
    let title = format!("The (ε, q) frontier under every prior within {delta}");
    let steps = corners.iter().map(|own| (own.epsilon.clone(), own.q.clone()));
    if let Some((plot, mut sheet)) = frontier(&title, steps) {
        for own in corners.iter().filter(|own| !own.exact) {
            sheet.note(format!("q at ε = {} is a bound, and may be too much", own.epsilon));
        }
        page.plot_of(&plot, &sheet);
    }

    page.section(&format!("The mechanism: {}", answer.mechanism));
    page.mechanism(table, Some(near))?;
    page.setting(table.setting(), Some(near));
    Ok(page)
}

/// What comes of the distance that is asked for, and what the paper says.
fn facts(answer: &Answer) -> Vec<(&'static str, String)> {
    let (name, delta) = (&answer.objective.name, &answer.delta.0);
    let mut facts = vec![
        (
            "At the prior",
            format!("{name} of {}", Rounded::Near.beside(&answer.objective.least.at(&Rational::zero()))),
        ),
        (
            "Within the distance",
            format!(
                "δ = {}: {name} of at least {}",
                Rounded::Near.beside(delta),
                Rounded::Down.beside(&answer.objective.least.at(delta))
            ),
        ),
    ];
    facts.push(("", answer.incentives.lies.for_people()));
    facts.extend(answer.promises.iter().map(|promised| ("Promise", promised.for_people(delta))));
    facts.extend(answer.lemmas());
    if answer.incentives.lies.ruled_out.0.is_positive() {
        let gain = Rounded::Near.beside(&answer.incentives.lies.ruled_out.0);
        facts.push(("Types of probability 0", format!("gain up to {gain} at any δ above 0")));
    }
    facts
}

/// The least and the most of the objective, with the paper's bound.
fn objective(answer: &Answer) -> (Plot, Sheet) {
    let (objective, delta) = (&answer.objective, &answer.delta.0);
    let title = format!("Least and most expected {} by δ", objective.name);
    let mut plot = Plot::new(&title, "δ: total variation distance", &objective.name);
    let (least, most) = (format!("least {}", objective.name), format!("most {}", objective.name));
    plot.curve(&least, &objective.least);
    plot.curve(&most, &objective.most);
    let expected = objective.least.at(&Rational::zero());
    let falls =
        |width: &Rational| [(Rational::zero(), expected.clone()), (Rational::one(), &expected - width)];
    plot.bound("Lemma 2", falls(&answer.bounds.lemma_2.width));
    plot.bound("Lemma 2, on this mechanism", falls(&answer.bounds.lemma_2.width_in_play));
    plot.mark(format!("δ = {}", number(delta)), delta.clone());
    let mut sheet = along(
        "Corners of the curves",
        &[(&least, &objective.least, Cell::AtLeast), (&most, &objective.most, Cell::AtMost)],
        delta,
    );
    sheet.note(format!(
        "exact: straight between these corners; the row δ = {} is the distance asked for",
        number(delta)
    ));
    sheet.note(format!(
        "on this mechanism: with the width of the {} that it makes, where the paper has that of all that the bound on values allows",
        objective.name
    ));
    (plot, sheet)
}

/// The largest gain of a lie, with what Lemma 4 says of the least likely type.
fn regret(answer: &Answer, near: &Prior) -> (Plot, Sheet) {
    let (curve, delta) = (&answer.incentives.lies.regret, &answer.delta.0);
    let title = "Largest expected gain of a lie, given the type, by δ";
    let mut plot = Plot::new(title, "δ: total variation distance", "gain");
    plot.curve("largest gain", curve);
    if let Some((bound, rarest)) = answer.bounds.lemma_4.as_ref().zip(rarest(near)) {
        for (name, slope) in [("Lemma 4", &bound.printed), ("Lemma 4, sharp", &bound.sharp)] {
            let to = slope / &rarest;
            plot.bound(
                format!("{name}, for types of probability {}", number(&rarest)),
                [(Rational::zero(), Rational::zero()), (Rational::one(), to)],
            );
        }
    }
    plot.mark(format!("δ = {}", number(delta)), delta.clone());
    let mut sheet = along("Corners of the curve", &[("largest gain", curve, Cell::AtMost)], delta);
    if answer.bounds.lemma_4.is_some() {
        sheet.note("sharp: with the least number that is enough for all mechanisms of this kind; the paper's is larger");
    }
    (plot, sheet)
}

/// The least probability of a type that is possible.
fn rarest(prior: &Prior) -> Option<Rational> {
    let agents = prior.setting().agents().iter().enumerate();
    let masses = agents.flat_map(|(agent, named)| {
        let marginal = prior.marginal(AgentId(agent));
        (0..named.types().len()).map(move |own| marginal.mass(own))
    });
    masses.filter(Rational::is_positive).min()
}
