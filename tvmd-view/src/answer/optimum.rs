//! An optimum in words and as a page: among which mechanisms it is one, and whether the bound on payments limits it.

use crate::page::Page;
use crate::{Rounded, number};
use tvmd_core::objective::Objective as _;
use tvmd_core::optimum::{
    Ball, Certified, Criterion, NearPrior, Participation, PaymentBound, Sought, Truthfulness,
};
use tvmd_core::prior::PriorError;
use tvmd_core::{Prior, Rational};

/// What was found, in words.
#[must_use]
pub fn in_words(sought: &Sought, found: &Certified) -> String {
    let (convention, limit) = (convention(sought), limit(&found.bound, found.table.setting().bound()));
    let near = found.near.as_ref().map_or_else(String::new, near);
    let rounded = if found.near.is_some() { Rounded::Down } else { Rounded::Near };
    let value = rounded.beside(&found.value);
    format!(
        "optimal {}: {value}{near}\namong {convention}{limit}{}",
        sought.objective.name(),
        lotteries(sought, found)
    )
}

/// What was found for a prior, as tables and pictures.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(sought: &Sought, found: &Certified, prior: &Prior) -> Result<Page, PriorError> {
    let setting = found.table.setting();
    let mut page = Page::new(format!("{}: the most {}", setting.name(), sought.objective.name()));
    page.words(&in_words(sought, found));
    page.section("An optimal mechanism");
    page.mechanism(&found.table, Some(prior))?;
    if let Some(near) = &found.near {
        page.section("The worst prior");
        let (radius, value) = (&near.radius, Rounded::Near.beside(&found.value));
        let title = format!("A prior within {radius} under which nothing makes more than {value}");
        page.sheet(&crate::worst_prior(title, ("prior", prior), ("worst prior", &near.worst)));
    }
    page.setting(setting, Some(prior));
    Ok(page)
}

/// What mechanisms an optimum is one of, in words.
fn convention(sought: &Sought) -> String {
    let participation = match sought.participation {
        Participation::ExPost => "ex-post IR",
        Participation::Interim => "interim IR",
    };
    let incentives = match (&sought.truthfulness, sought.participation) {
        (Truthfulness::Dsic, Participation::Interim) => "DSIC among types that take part".to_owned(),
        (Truthfulness::Dsic, Participation::ExPost) => {
            "DSIC, where not taking part (⊥) is a report".to_owned()
        }
        (Truthfulness::Bic, _) => "BIC, where not taking part (⊥) is a report".to_owned(),
        (Truthfulness::EpsBic(epsilon), _) => {
            format!("{epsilon}-BIC, where not taking part (⊥) is a report")
        }
    };
    let lotteries = if sought.criterion == Criterion::WithoutLotteries { " without lotteries" } else { "" };
    format!("mechanisms{lotteries} that are {participation} and {incentives}")
}

/// That lots are drawn isn't always for a reason, as a line after another; nothing where none are.
fn lotteries(sought: &Sought, found: &Certified) -> String {
    let draws = || found.table.outcomes().any(|outcome| outcome.allocations().len() > 1);
    if sought.criterion == Criterion::Best && draws() {
        "\nit draws lots; the best without lotteries (`--no-lotteries`) may make as much".to_owned()
    } else {
        String::new()
    }
}

/// What there is to say where the prior may be another, as a line goes on.
fn near(found: &NearPrior) -> String {
    let NearPrior { radius, ball, under_the_prior, best_for_the_prior, .. } = found;
    let which = match ball {
        Ball::All => "",
        Ball::Support => " with its support",
    };
    let lost = match best_for_the_prior {
        Some((best, _)) if best == under_the_prior => ", the most that is possible there".to_owned(),
        Some((best, guaranteed)) => format!(
            " (the best for that prior makes {} there, and {} at least under the others)",
            Rounded::Near.beside(best),
            Rounded::Down.beside(guaranteed)
        ),
        None => String::new(),
    };
    format!(
        " under the worst prior within {radius} of the file's{which}; under the file's own prior it makes {}{lost}",
        Rounded::Near.beside(under_the_prior)
    )
}

/// What the bound on payments has to do with an optimum, as a line after another; nothing if it doesn't limit it.
fn limit(found: &PaymentBound, bound: &Rational) -> String {
    let (bound, twice) = (number(bound), number(&(bound + bound)));
    match found {
        PaymentBound::Idle => String::new(),
        PaymentBound::Limits(more) => format!(
            "\nthe bound on payments, {bound}, limits this: with payments up to {twice} it would be {}",
            Rounded::Near.beside(more)
        ),
        PaymentBound::Open => format!(
            "\nthe bound on payments, {bound}, may limit this: payments up to {twice} allow no more, larger ones might"
        ),
        PaymentBound::Unknown => {
            format!(
                "\nwhether the bound on payments, {bound}, limits this wasn't found before the search was stopped"
            )
        }
    }
}
