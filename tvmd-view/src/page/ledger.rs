//! The ledger of a paper: every statement in words, how near the search came, and its worst instance.
#![allow(clippy::float_arithmetic, reason = "floats are lengths of bars, and decide nothing")]

use super::Page;
use super::table::{records, scrolled};
use crate::sheet::{Rounded, Sheet, number};
use maud::{Markup, html};
use num_traits::{One as _, Signed as _, ToPrimitive as _};
use tvmd_core::mechanism::Mechanism as _;
use tvmd_core::model::InstanceDecl;
use tvmd_core::paper::{Standing, Version};
use tvmd_core::search::Row;
use tvmd_core::{Rational, exact};

/// The page of some rows, with what is to be said of them all; `places` says where more of a row is to be read: words, and what they link to.
#[must_use]
pub fn ledger(
    title: &str,
    summary: &str,
    rows: &[Row],
    places: impl Fn(&Row) -> Vec<(String, String)>,
) -> Page {
    let mut page = Page::new(title);
    page.words(
        "A statement holds if there is a proof, and is refuted if there is an exact instance at which it fails. A bar is the worst ratio found, \
         of the sharp constant where that is a number: full where the constant is attained.",
    );
    page.words(summary);
    page.parts.push(overview(rows));
    for row in rows {
        page.parts.push(section(row, &places(row)));
    }
    page
}

/// A line for each statement.
fn overview(rows: &[Row]) -> Markup {
    let columns = ["statement", "as printed", "constant", "sharp", "worst found"];
    html! {
        figure.table { figcaption { "All statements" } (scrolled("All statements", Some(3), &html! {
            thead { tr { @for column in columns { th scope="col" { (column) } } } }
            tbody { @for row in rows { tr {
                th.words scope="row" data-label=(columns[0]) { a href=(format!("#{}", row.id)) { (row.id) } br; (row.title) }
                td data-label=(columns[1]) { (verdict(row)) }
                td.words data-label=(columns[2]) { (row.printed.constant.as_deref().unwrap_or_default()) }
                td.words data-label=(columns[3]) { (row.sharp.constant.as_deref().unwrap_or_default()) }
                td data-label=(columns[4]) { (reached(row)) }
            } } }
        })) }
    }
}

fn section(row: &Row, places: &[(String, String)]) -> Markup {
    let Row { id, title, printed, meant, sharp, search, hypotheses, conventions, explanation, witness } = row;
    let sentence = |what: &str, version: &Version| {
        html! { dt { (what) ", " (standing(version.verdict)) } dd { (version.statement) } }
    };
    html! {
        section.statement {
            h2 id=(id) { (id) ": " (title) }
            p { (verdict(row)) }
            dl {
                (sentence("As printed", printed))
                @if let Some(meant) = meant { (sentence("As meant", meant)) }
                @if sharp != printed { (sentence("Sharpest known", sharp)) }
                @if !hypotheses.is_empty() { dt { "Hypotheses" } dd { (hypotheses.join("; ")) } }
                @if !conventions.is_empty() { dt { "Conventions" } dd { (conventions.join("; ")) } }
                @if !places.is_empty() {
                    dt { "To read" }
                    dd { @for (position, (words, target)) in places.iter().enumerate() { @if position > 0 { ", " } a href=(target) { (words) } } }
                }
                dt { "Search" }
                dd {
                    (search.instances) " cases about which it says something, " (search.vacuous) " about which it says nothing"
                    @if let Some(ratio) = &search.best_ratio {
                        "; the worst ratio " @if !search.of.is_empty() { "of " (search.of) " " } "is " (Rounded::Near.beside(&ratio.0))
                    }
                    @if let Some(share) = attained(row) { " " (bar(&share)) }
                }
                @if let Some(surprise) = &search.surprise { dt { "Surprise" } dd { (surprise) } }
            }
            @if !explanation.is_empty() { p { (explanation) } }
            @if !search.claims.is_empty() { (records(&claims(row))) }
            @if let Some(witness) = witness {
                details { summary { "The worst instance of " (id) } (instance(witness)) }
            }
        }
    }
}

/// What was compared, claim by claim.
fn claims(row: &Row) -> Sheet {
    let title = format!("What is compared for {}", row.id);
    let mut sheet = Sheet::new("claims", title, ["claim", "worst ratio", "constant", "violated"]);
    for claim in &row.search.claims {
        let number = |ratio: &Option<exact::text::Text>| ratio.as_ref().map(|ratio| ratio.0.clone()).into();
        let violated = if claim.violated { "violated" } else { "no" };
        sheet.row([
            claim.what.as_str().into(),
            number(&claim.best_ratio),
            number(&claim.constant),
            violated.into(),
        ]);
    }
    sheet
}

/// An instance as tables: who values what, both priors, the mechanism, and the numbers on both sides.
fn instance(witness: &InstanceDecl) -> Markup {
    // What the search found is well-formed.
    let Ok(instance) = witness.clone().resolve() else { return html! {} };
    let mut sheets = vec![crate::setting(instance.setting(), &[])];
    sheets.extend(
        instance
            .prior()
            .map(|prior| crate::prior(("D", prior), instance.prior_hat().map(|near| ("D^", near)))),
    );
    sheets.extend(instance.mechanisms().iter().map(|mechanism| Sheet {
        title: format!("{}: who gets what, and pays what", mechanism.name()),
        ..crate::outcomes(mechanism.table(), None)
    }));
    let mut numbers = Sheet::new("numbers", "Both sides", ["side", "number"]);
    for (side, value) in witness.numbers.iter() {
        numbers.row([side.as_str().into(), value.0.clone().into()]);
    }
    sheets.extend((!numbers.rows.is_empty()).then_some(numbers));
    html! { p { "H = " (number(instance.setting().bound())) } @for sheet in &sheets { (records(sheet)) } }
}

/// The worst ratio found, of the sharp constant where that is a positive number.
fn attained(row: &Row) -> Option<Rational> {
    let sharp = exact::parse(row.sharp.constant.as_deref()?).ok().filter(Rational::is_positive)?;
    let found = &row.search.best_ratio.as_ref()?.0;
    Some((found / sharp).clamp(Rational::default(), Rational::one()))
}

/// The worst ratio with its bar.
fn reached(row: &Row) -> Markup {
    html! {
        @if let Some(ratio) = &row.search.best_ratio { (number(&ratio.0)) }
        @if let Some(share) = attained(row) { " " (bar(&share)) }
    }
}

fn bar(share: &Rational) -> Markup {
    let percent = share.to_f64().unwrap_or_default() * 100.0;
    html! {
        svg.bar viewBox="0 0 100 10" role="img" aria-label=(number(share)) {
            rect.room x="0.5" y="0.5" width="99" height="9" {}
            rect.full x="0.5" y="0.5" width=(format!("{:.1}", percent * 0.99)) height="9" {}
        }
    }
}

fn verdict(row: &Row) -> Markup {
    match row.printed.verdict {
        Standing::Refuted if row.is_true_as_meant() => {
            html! { span.verdict.doubtful { "refuted, true as meant" } }
        }
        Standing::Holds => html! { span.verdict.good { "holds" } },
        Standing::Refuted => html! { span.verdict.bad { "REFUTED" } },
        other => html! { span.verdict.doubtful { (standing(other)) } },
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "which holds",
        Standing::Refuted => "which is refuted",
        Standing::NotImplied => "not implied by the printed argument",
        Standing::Open => "open",
    }
}
