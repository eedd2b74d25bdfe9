//! "What the paper says and what is true", as Markdown, from the entries of the statements and the catalogue.

use super::catalogue::Catalogue;
use super::error::SearchError;
use super::hunt::{At, Found};
use crate::exact::{BigInt, Rational};
use crate::paper::{Entry, Paper, Standing, Statement, Version};
use num_integer::Integer as _;
use std::fmt::Write as _;

/// Fractions longer than this are shown as decimals in the table.
const MAX_FRACTION: usize = 12;

/// The page of a paper. Nothing is searched for: the figures are those of the instances in the catalogue, computed again.
///
/// # Errors
/// A broken catalogue file.
pub fn page<'a>(
    paper: &dyn Paper,
    statements: impl IntoIterator<Item = &'a dyn Statement>,
    catalogue: &Catalogue,
) -> Result<String, SearchError> {
    let (mut table, mut sections) = (String::new(), String::new());
    let (mut count, mut as_meant) = ([0_usize; 4], 0);
    for statement in statements {
        let (entry, meant) = (statement.entry(), statement.meant());
        let mut found = Found::default();
        if let Some(case) = catalogue.load(entry.id)? {
            found.offer(statement, case);
        }
        count[position(entry.printed.verdict)] += 1;
        as_meant += usize::from(holds_as_meant(meant.as_ref()));
        table.push_str(&line(&entry, meant.as_ref(), &found));
        let kept = link(paper, entry.id);
        sections.push_str(&section(&entry, meant.as_ref(), found.shown(), &kept));
    }
    let [holds, refuted, not_implied, open] = count;
    let (title, authors, command) = (paper.title(), paper.authors().join(", "), paper.command());
    let throughout = match paper.throughout() {
        [] => String::new(),
        assumed => format!("Throughout, {}.\n\n", assumed.join("; ")),
    };
    Ok(format!(
        "# What the paper says and what is true\n\n\
         The statements of \"{title}\" ({authors}), and the cited results that it builds on, as `{command}` checks them. This page is \
         generated (`{command} --page {}`).\n\n\
         A statement *holds* if there is a proof: {}. It is *refuted* if there is an exact instance at which it fails; the instance \
         is in `{}/`, and a test that knows nothing but the instance confirms it. *Refuted, true as meant*: it fails to the letter, by a misprint or a \
         quantifier that its proof reads otherwise, and what was meant is true and stands beside it. *Not implied* means that the printed argument doesn't show \
         it, and that neither a proof nor a counterexample is known. Anything else is *open*; that no counterexample was found \
         is no verdict. Theorems of other papers that this one cites are said to hold on their authority, and the row says so. The \
         *ratio* is of left to right side at the worst known instance, in units in which the constant is equality; for a refuted \
         statement, at its counterexample, with the printed constant as 1.\n\n\
         {throughout}\
         Of {} rows, {holds} hold as printed, {refuted} refuted as printed ({as_meant} of them true as meant), {not_implied} not implied by the printed \
         argument, and {open} open. Where a printed statement fails, one that holds stands beside it.\n\n\
         | statement | | as printed | constant | sharp | ratio |\n|---|---|---|---|---|---|\n{table}\n{sections}\
         Read next: the instances themselves, in [`{}/`]({}{}); `{command} --html FILE` says the same as a page for a browser, and how near the search came.\n",
        paper.page(),
        paper.proofs(),
        paper.catalogue(),
        count.iter().sum::<usize>(),
        paper.catalogue(),
        up(paper),
        paper.catalogue(),
    ))
}

/// The way from the page's folder to where the paper is audited.
fn up(paper: &dyn Paper) -> String {
    "../".repeat(paper.page().matches('/').count())
}

/// The file of a statement in the catalogue, as it is named and as the page links to it, from the page's folder.
fn link(paper: &dyn Paper, id: &str) -> String {
    let named = format!("{}/{id}.json", paper.catalogue());
    format!("[`{named}`]({}{named})", up(paper))
}

fn position(standing: Standing) -> usize {
    match standing {
        Standing::Holds => 0,
        Standing::Refuted => 1,
        Standing::NotImplied => 2,
        Standing::Open => 3,
    }
}

fn word(standing: Standing) -> &'static str {
    ["holds", "refuted", "not implied", "open"][position(standing)]
}

fn holds_as_meant(meant: Option<&Version>) -> bool {
    meant.is_some_and(|meant| meant.verdict == Standing::Holds)
}

fn line(entry: &Entry, meant: Option<&Version>, found: &Found) -> String {
    let Entry { id, title, printed, sharp, .. } = entry;
    let constant = |version: &Version| version.constant.clone().unwrap_or_default();
    let ratio =
        found.shown().and_then(|At { comparison, .. }| Some(comparison.ratio()? * &comparison.constant));
    let ratio = ratio.map_or_else(String::new, |ratio| short(&ratio));
    let verdict = match printed.verdict {
        Standing::Holds => "holds".to_owned(),
        Standing::Refuted if holds_as_meant(meant) => "**refuted**, true as meant".to_owned(),
        other => format!("**{}**", word(other)),
    };
    format!(
        "| [{id}](#{id}) | {title} | {verdict} | {} | {} | {ratio} |\n",
        constant(printed),
        constant(sharp)
    )
}

/// A fraction, or its first decimals if it is long.
fn short(ratio: &Rational) -> String {
    let exact = ratio.to_string();
    if exact.len() <= MAX_FRACTION {
        return exact;
    }
    let scale = BigInt::from(10_000);
    let digits = (ratio * Rational::from_integer(scale.clone())).floor().to_integer();
    let (whole, rest) = digits.div_mod_floor(&scale);
    format!("{whole}.{rest:0>4}…")
}

fn section(entry: &Entry, meant: Option<&Version>, shown: Option<&At>, kept: &str) -> String {
    let Entry { id, title, printed, sharp, hypotheses, conventions, explanation, .. } = entry;
    let mut text = format!(
        "## {id}\n\n*{title}.* As printed, it {}: {}.\n\n",
        phrase(printed.verdict),
        printed.statement
    );
    let mut paragraph = |words: String| {
        let _ = write!(text, "{words}\n\n");
    };
    if let Some(meant) = meant {
        paragraph(format!("As meant, it {}: {}.", phrase(meant.verdict), meant.statement));
    }
    if sharp != printed {
        paragraph(format!("What {}: {}.", true_part(sharp.verdict), sharp.statement));
    }
    if !explanation.is_empty() {
        paragraph((*explanation).to_owned());
    }
    if let Some(At { comparison, .. }) = shown {
        let relation = match (comparison.holds(), comparison.equal) {
            (true, _) => "against",
            (false, true) => "which is not",
            (false, false) => "which is more than",
        };
        paragraph(format!(
            "Instance: {kept}, where \"{}\" reads {} {relation} {}.",
            comparison.what, comparison.left, comparison.right
        ));
    }
    if !hypotheses.is_empty() {
        paragraph(format!("Hypotheses: {}.", hypotheses.join("; ")));
    }
    if !conventions.is_empty() {
        paragraph(format!("Conventions: {}.", conventions.join("; ")));
    }
    text
}

fn phrase(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "holds",
        Standing::Refuted => "fails",
        Standing::NotImplied => "isn't implied by the printed argument",
        Standing::Open => "is open",
    }
}

fn true_part(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "holds",
        Standing::Refuted => "also fails",
        Standing::NotImplied => "isn't implied either",
        Standing::Open => "is open",
    }
}
