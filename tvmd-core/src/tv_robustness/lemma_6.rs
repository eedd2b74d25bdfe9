//! Lemma 6: the extension (Definition 3) of a DSIC and ex-post IR mechanism is DSIC and ex-post IR.
//!
//! The proof stands beside the kernel's [`lemma6`](crate::kernel::lemma6). Here the conclusion is checked exhaustively, at mechanisms that are truthful on
//! kept types and do anything elsewhere.
//!
//! With ⊥ kept, ex-post IR of the mechanism follows from DSIC, since a report of ⊥ is worth 0. So that hypothesis can be dropped.

use super::definition_3::{extension, foreign, generate};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::incentive::Verdict;
use crate::mechanism::extend;
use crate::mechanism::{Outcome, Table};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::{AgentId, Profile};
use num_traits::Zero;

const DSIC: &str = "largest gain by misreporting to the extension";
const EX_POST_IR: &str = "largest loss by taking part in the extension";

/// DSIC and ex-post IR carry over to the extension.
pub const STATEMENT: &dyn Statement = &Stated::NEW;

#[derive(Clone, Copy)]
struct Stated {
    /// Dropped in twins.
    dsic: bool,
    ex_post_ir: bool,
}

impl Stated {
    const NEW: Self = Self { dsic: true, ex_post_ir: true };
}

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "the extension of a DSIC and ex-post IR mechanism is DSIC and ex-post IR";
        Entry {
            id: "lemma-6",
            title: "The extension is truthful",
            printed: Version::holds(None, statement),
            sharp: Version::holds(
                None,
                "the same without assuming ex-post IR, which follows with Bottom kept",
            ),
            ratio_of: "regret of the extension",
            hypotheses: &["DSIC on kept types", "ex-post IR on kept types"],
            conventions: &["Bottom is kept"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some(part) = case.on_kept() else { return Vec::new() };
        if self.dsic && !Verdict::dsic(&part).holds || self.ex_post_ir && !Verdict::ex_post_ir(&part).holds {
            return Vec::new();
        }
        extension(case).map(|table| regrets(&table)).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generate(generator)?;
        if self.dsic {
            return Some(case);
        }
        let random = generator.case()?;
        let setting = random.setting();
        let kept = setting
            .agents()
            .iter()
            .map(|agent| (0..agent.types().len()).map(|at| at == 0 || generator.below(3) > 0).collect());
        Some(Case { kept: Some(kept.collect()), ..random })
    }

    fn twins(&self) -> Vec<Twin> {
        vec![
            Twin::wrong("the best kept report with Bottom left out", *self, |case| {
                altered(case, EX_POST_IR, without_bottom)
            }),
            Twin::wrong("the worst kept report for the best", *self, |case| altered(case, DSIC, worst)),
            Twin::dropped("without DSIC", Self { dsic: false, ex_post_ir: false }),
            Twin::dropped("without ex-post IR", Self { dsic: true, ex_post_ir: false }),
        ]
    }
}

fn regrets(table: &Table) -> Vec<Comparison> {
    vec![
        Comparison::at_most(DSIC, Verdict::dsic(table).regret, Rational::zero()).not_sharp(),
        Comparison::at_most(EX_POST_IR, Verdict::ex_post_ir(table).regret, Rational::zero()).not_sharp(),
    ]
}

/// A foreign type's kept report among those that it may choose from, each with its utility: a wrong choice.
type Choice = fn(Vec<(usize, Rational)>) -> Option<usize>;

fn without_bottom(choices: Vec<(usize, Rational)>) -> Option<usize> {
    choices
        .into_iter()
        .filter(|(candidate, _)| *candidate > 0)
        .max_by_key(|(_, utility)| utility.clone())
        .map(|(candidate, _)| candidate)
}

fn worst(choices: Vec<(usize, Rational)>) -> Option<usize> {
    choices.into_iter().min_by_key(|(_, utility)| utility.clone()).map(|(candidate, _)| candidate)
}

/// One regret of the extension with another choice for foreign types, where the hypotheses hold.
fn altered(case: &Case, what: &str, choose: Choice) -> Vec<Comparison> {
    if Stated::NEW.check(case).is_empty() {
        return Vec::new();
    }
    let Some(kept) = &case.kept else { return Vec::new() };
    let nothing = Outcome::nothing(kept.len());
    let at = |reports: &Profile| case.table.outcome(reports).cloned().unwrap_or_else(|| nothing.clone());
    let outcomes = case.setting().profiles().map(|reports| {
        let [agent] = foreign(kept, &reports)[..] else { return extend(case.setting(), &reports, kept, at) };
        let id = AgentId(agent);
        let valuation = &case.setting().agents()[agent].types()[reports.of(id)].valuation();
        let choices = (0..kept[agent].len()).filter(|candidate| kept[agent][*candidate]).map(|candidate| {
            let outcome = at(&reports.with(id, candidate));
            (candidate, outcome.value(id, valuation) - outcome.payment(id))
        });
        let Some(choice) = choose(choices.collect()) else { return nothing.clone() };
        // With that one report kept, it is the best.
        let mut kept = kept.clone();
        kept[agent] = (0..kept[agent].len()).map(|candidate| candidate == choice).collect();
        extend(case.setting(), &reports, &kept, at)
    });
    let table = Table::new(case.setting(), outcomes.collect());
    let regrets = table.map(|table| regrets(&table)).unwrap_or_default();
    regrets.into_iter().filter(|comparison| comparison.what == what).collect()
}
