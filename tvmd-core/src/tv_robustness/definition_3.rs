//! Definition 3: the DSIC extension of a mechanism from kept types T⁺ to all types.
//!
//! Where all reports are kept the mechanism decides. Where exactly one agent's isn't, she gets and pays what she would with the kept
//! report that her reported type likes best, and the others get and pay nothing. Where several aren't, nothing happens.
//! The definition needs a rule for ties in the argmax; it changes what the mechanism achieves, never what agents gain.
//!
//! The rule of the library ([`dsic_extension`](crate::model::RuleDecl::DsicExtension)) is compared here with the definition, clause by clause, for every
//! profile.

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::mechanism::{extend, vcg};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use num_traits::{One, Zero};

/// The extension, clause by clause.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "the extension agrees with the mechanism on kept reports, gives the only foreign type the kept report it \
                         likes best and the others nothing, and does nothing where several types are foreign";
        Entry {
            id: "definition-3",
            title: "DSIC extension",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, "the same, for every rule for ties in the argmax"),
            ratio_of: "profiles at which a clause fails",
            hypotheses: &[],
            conventions: &[
                "Bottom is kept",
                "ties: the report that pays most, then the first in order, Bottom last",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some(kept) = &case.kept else { return Vec::new() };
        clauses(case, kept, |reports| extended(case, kept, reports))
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("no extension at all", *self, |case| {
            let Some(kept) = &case.kept else { return Vec::new() };
            let nothing = Outcome::nothing(kept.len());
            let clauses = clauses(case, kept, |reports| {
                case.table.outcome(reports).cloned().unwrap_or_else(|| nothing.clone())
            });
            clauses.into_iter().skip(1).collect()
        })]
    }
}

/// The library's extension at a profile.
fn extended(case: &Case, kept: &[Vec<bool>], reports: &Profile) -> Outcome {
    extend(case.setting(), reports, kept, |profile| {
        case.table.outcome(profile).cloned().unwrap_or_else(|| Outcome::nothing(kept.len()))
    })
}

/// The extension of a case's mechanism from its kept types; `None` if it has none.
pub(super) fn extension(case: &Case) -> Option<Table> {
    let kept = case.kept.as_ref()?;
    let outcomes = case.setting().profiles().map(|reports| extended(case, kept, &reports));
    Table::new(case.setting(), outcomes.collect()).ok()
}

/// The agents whose reports aren't kept.
pub(super) fn foreign(kept: &[Vec<bool>], reports: &Profile) -> Vec<usize> {
    (0..kept.len()).filter(|agent| !kept[*agent][reports.of(AgentId(*agent))]).collect()
}

/// The number of profiles at which each clause fails.
fn clauses(case: &Case, kept: &[Vec<bool>], outcome: impl Fn(&Profile) -> Outcome) -> Vec<Comparison> {
    let nothing = Outcome::nothing(kept.len());
    let mut failures = [0_u64; 3];
    for reports in case.setting().profiles() {
        let outcome = outcome(&reports);
        let foreign = foreign(kept, &reports);
        let holds = match foreign.as_slice() {
            [] => case.table.outcome(&reports) == Some(&outcome),
            [agent] => is_best_and_alone(case, kept, &reports, *agent, &outcome),
            _ => outcome == nothing,
        };
        failures[foreign.len().min(2)] += u64::from(!holds);
    }
    let clauses =
        ["kept reports: as the mechanism", "one foreign type: its best kept report", "several: nothing"];
    let compare = |(what, failures): (&str, u64)| {
        Comparison::equal(what, Rational::from_integer(failures.into()), Rational::zero())
    };
    clauses.into_iter().zip(failures).map(compare).collect()
}

/// Whether the agent gets and pays what she would with some kept report, likes none better, and the others get nothing and pay
/// nothing.
fn is_best_and_alone(
    case: &Case,
    kept: &[Vec<bool>],
    reports: &Profile,
    agent: usize,
    outcome: &Outcome,
) -> bool {
    let id = AgentId(agent);
    let offer = |outcome: &Outcome| (outcome.bundles(id), outcome.payment(id));
    let others = (0..kept.len()).filter(|other| *other != agent).map(AgentId);
    let mut alone = others.map(|other| (outcome.bundles(other), outcome.payment(other)));
    let utility = |outcome: &Outcome| {
        let valuation = &case.setting().agents()[agent].types()[reports.of(id)].valuation();
        outcome.value(id, valuation) - outcome.payment(id)
    };
    let choices = (0..kept[agent].len()).filter(|at| kept[agent][*at]);
    let choices: Vec<&Outcome> = choices.filter_map(|at| case.table.outcome(&reports.with(id, at))).collect();
    alone.all(|given| given == (vec![(Rational::one(), Bundle::EMPTY)], Rational::zero()))
        && choices.iter().any(|choice| offer(choice) == offer(outcome))
        && choices.iter().all(|choice| utility(choice) <= utility(outcome))
}

/// A mechanism that is DSIC and ex-post IR on kept types, with random outcomes wherever a report isn't kept: what it does there
/// must not matter.
pub(super) fn generate(generator: &mut Generator) -> Option<Case> {
    let case = generator.case()?;
    let setting = case.setting().clone();
    let kept: Vec<Vec<bool>> = setting
        .agents()
        .iter()
        .map(|agent| (0..agent.types().len()).map(|at| at == 0 || generator.below(3) > 0).collect())
        .collect();
    let truthful = truthful(&setting, generator)?;
    let outcomes = setting.profiles().map(|reports| {
        let table = if foreign(&kept, &reports).is_empty() { &truthful } else { &case.table };
        table.outcome(&reports).cloned()
    });
    let table = Table::new(&setting, outcomes.collect::<Option<_>>()?).ok()?;
    Some(Case { table, kept: Some(kept), ..case })
}

/// A mechanism that is DSIC and ex-post IR: the VCG mechanism, or prices for each agent, who in turn take a best set of what is
/// left. Prices above H keep an agent out.
pub(super) fn truthful(setting: &Setting, generator: &mut Generator) -> Option<Table> {
    if generator.below(3) == 0 {
        return Table::new(setting, setting.profiles().map(|reports| vcg(setting, &reports)).collect()).ok();
    }
    let mut price = || match generator.below(4) {
        0 => setting.bound() * ratio(2, 1),
        _ => setting.bound() * generator.fraction(),
    };
    let prices: Vec<Vec<Rational>> =
        setting.agents().iter().map(|_| setting.items().iter().map(|_| price()).collect()).collect();
    let outcomes = setting.profiles().map(|reports| sequence(setting, &prices, &reports));
    Table::new(setting, outcomes.collect::<Option<_>>()?).ok()
}

/// Each agent in turn takes a best set of what is left at her prices.
fn sequence(setting: &Setting, prices: &[Vec<Rational>], reports: &Profile) -> Option<Outcome> {
    let mut left = Bundle::all(setting.items().len());
    let (mut bundles, mut payments) = (Vec::new(), Vec::new());
    for (agent, at) in reports.types().iter().enumerate() {
        let price = |item: ItemId| prices[agent][item.0].clone();
        let valuation = &setting.agents()[agent].types()[*at].valuation();
        let taken = if *at == 0 { Bundle::EMPTY } else { valuation.best_set(left, price) };
        payments.push(taken.items().map(price).sum());
        bundles.push(taken);
        left = left.without(taken);
    }
    Some(Outcome::sure(Allocation::new(bundles).ok()?, payments))
}
