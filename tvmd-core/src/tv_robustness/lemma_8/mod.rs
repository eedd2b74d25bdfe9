//! Lemma 8 (cited from \[DW12\], \[RW18\], \[COVZ21\]): from nearly BIC to BIC at a small loss of revenue.
//!
//! Printed with O(n√(Hε)). It holds with constant 2: for a product prior D and an ex-post IR mechanism M that is ε-BIC there is an
//! ex-post IR and BIC mechanism M' with revenue at least Rev(M) - 2n√(Hε); and for every η in (0, 1] with revenue at least
//! (1-η)(Rev(M) - Σ_i E\[gain_i\]/η), gain_i being what agent i's type gains by its best report. The construction and the proof are in
//! [`Repricing`]; here M' is constructed, checked to be BIC and ex-post IR, and its revenue compared with M's and with the most that any BIC
//! mechanism earns, an exact linear program. For ε > H there is nothing to show.

mod direct;

pub use direct::{Direct, lemma8_direct};

use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::{Outcome, Table};
use crate::objective::{Performance, Revenue};
use crate::optimum::{Design, Truthfulness};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{AgentId, ItemId, Profile};
use crate::transform::{Account, Repricing, Side};
use num_traits::{One, Zero};
use std::sync::Arc;

/// The most profiles of a case whose optimum is computed.
const MAX_PROFILES: usize = 16;

/// The revenue of a mechanism, and of one that is made truthful from it.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-8",
            title: "From nearly BIC to BIC",
            printed: Version::holds(
                Some("O(1)"),
                "for every ex-post IR, epsilon-BIC mechanism there is an ex-post IR, BIC one with Rev >= Rev(M) - O(n*sqrt(H*epsilon))",
            ),
            sharp: Version::holds(
                Some("2"),
                "Rev(M') >= Rev(M) - 2n*sqrt(H*epsilon), and Rev(M') >= (1-eta)*(Rev(M) - sum of E[gain_i]/eta) for every eta in (0, 1], \
                 for an M' that is constructed",
            ),
            ratio_of: "left/right",
            hypotheses: &["ex-post IR", "product prior"],
            conventions: &[
                "epsilon is the largest gain of a type of positive probability",
                "M' by surrogates, from the best menu of them; in cases of up to 16 profiles beside the best BIC mechanism, by an exact LP",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case).unwrap_or_default()
    }

    /// Any ex-post IR mechanism, or the one that earns most with a given ε; one prior in four is correlated, for a twin.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case()?;
        let correlated = generator.below(4) == 0;
        let prior = if correlated { case.prior.clone() } else { case.prior.product_of_marginals() };
        let is_small = case.setting().profile_count() <= MAX_PROFILES;
        let case = if is_small && generator.below(2) == 0 {
            let slack = generator.fraction() * case.setting().bound() * ratio(1, 4);
            Case { table: Design::revenue(&prior, Truthfulness::EpsBic(slack)).best().ok()?.table, ..case }
        } else {
            case.individually_rational()?
        };
        Some(Case { prior_hat: prior.clone(), prior, ..case })
    }

    fn grid(&self) -> Vec<Case> {
        tempted().into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![
            Twin::wrong("no loss", *self, |case| {
                let repriced = repriced(case).into_iter();
                let all = repriced.map(|(_, account)| {
                    Comparison::at_most("Rev(M) <= Rev(M')", account.before(), account.after())
                });
                all.collect()
            }),
            Twin::wrong("payments are only lowered", *self, |case| gains(case, lowered)),
            Twin::wrong("any number of types may become the same surrogate", *self, |case| {
                gains(case, crowded)
            }),
            Twin::without("without independence", *self, |case| gains(case, independent)),
        ]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// One buyer, worth 1 or 1/2, who buys for 3/4 or 1/2: the former gains 1/4, and prices that tempt nobody earn less.
fn tempted() -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &[vec![vec![Rational::one()], vec![ratio(1, 2)]]])?;
    let table = first_only(&setting, |profile| {
        let price = if profile.of(AgentId(0)) == 1 { ratio(3, 4) } else { ratio(1, 2) };
        ([ItemId(0)].into_iter().collect(), price)
    })?;
    let prior = Prior::uniform(&setting);
    Some(Case::new(table, prior.clone(), prior))
}

/// M', if the hypotheses hold.
fn repriced(case: &Case) -> Option<(Table, Account)> {
    if case.prior != case.prior.product_of_marginals() || !Verdict::ex_post_ir(&case.table).holds {
        return None;
    }
    let repricing = Repricing::new(&Arc::new(case.table.clone()), &case.prior).ok()?;
    Some((Table::of(&repricing).ok()?, repricing.account().clone()))
}

fn compare(case: &Case) -> Option<Vec<Comparison>> {
    let (table, account) = repriced(case)?;
    let zero = Rational::zero;
    let (before, after, loss) = (account.before(), account.after(), account.loss().max(zero()));
    let gain = Verdict::bic(&table, &case.prior).ok()?.regret;
    let mut comparisons = vec![
        Comparison::at_most("gain by lying in M' <= 0", gain, zero()),
        Comparison::at_most("loss by taking part in M' <= 0", Verdict::ex_post_ir(&table).regret, zero()),
        Comparison::at_most("loss^2 <= 4*H*epsilon*n^2", &loss * &loss, account.most_lost_squared()),
        Comparison::at_most("sum of promises <= Rev(M')", account.promised(), after.clone()),
        Comparison::equal(
            "Rev(M') is as accounted for",
            Performance::new(&Revenue, &table).ok()?.expectation(&case.prior).ok()?,
            after.clone(),
        ),
    ];
    let gains: Rational = account.shares.iter().map(|share| &share.gain).sum();
    comparisons.extend((1..=4).map(|quarters| {
        let eta = ratio(quarters, 4);
        let least = (Rational::one() - &eta) * (&before - &gains / &eta);
        Comparison::at_most(
            format!("eta = {eta}: (1-eta)*(Rev(M) - gains/eta) <= Rev(M')"),
            least,
            after.clone(),
        )
    }));
    if case.setting().profile_count() <= MAX_PROFILES {
        let optimum = Design::revenue(&case.prior, Truthfulness::Bic).best().ok()?.value;
        comparisons.push(Comparison::at_most("Rev(M') <= OPT", after, optimum));
    }
    Some(comparisons.into_iter().map(Comparison::not_sharp).collect())
}

/// What a type gains in a mechanism that is made of this one in a wrong way.
fn gains(case: &Case, make: impl FnOnce(&Case) -> Option<Table>) -> Vec<Comparison> {
    let gain = || Some(Verdict::bic(&make(case)?, &case.prior).ok()?.regret);
    let fits = Verdict::ex_post_ir(&case.table).holds;
    let gain = fits.then(gain).flatten();
    gain.map(|gain| Comparison::at_most("gain by lying in M' <= 0", gain, Rational::zero()))
        .into_iter()
        .collect()
}

/// Made truthful for the product of the prior's marginals, which the prior isn't.
fn independent(case: &Case) -> Option<Table> {
    Table::of(&Repricing::new(&Arc::new(case.table.clone()), &case.prior).ok()?).ok()
}

/// Everybody stays who she is and pays half.
fn lowered(case: &Case) -> Option<Table> {
    let setting = case.setting();
    let outcome = |index: usize| {
        let outcome = case.table.outcome_at(index);
        let payment = |agent| outcome.payment(AgentId(agent)).max(Rational::zero()) * ratio(1, 2);
        let payments = (0..setting.agents().len()).map(payment).collect();
        Outcome::lottery(outcome.allocations().iter().cloned(), payments).ok()
    };
    let outcomes: Option<Vec<Outcome>> = (0..setting.profile_count()).map(outcome).collect();
    Table::new(setting, outcomes?).ok()
}

/// Everybody becomes whom she likes best.
fn crowded(case: &Case) -> Option<Table> {
    let setting = case.setting();
    let favourites = (0..setting.agents().len()).map(|agent| {
        let side = Side::of(&case.table, &case.prior, AgentId(agent)).ok()?;
        let best = |of: usize| side.likely().max_by_key(|report| side.utility(of, *report));
        Some((0..side.masses().len()).map(|of| best(of).filter(|_| of > 0).unwrap_or_default()).collect())
    });
    let favourites: Vec<Vec<usize>> = favourites.collect::<Option<_>>()?;
    let became = |types: Profile| {
        let became = types.types().iter().zip(&favourites).map(|(of, favourites)| favourites[*of]);
        case.table.outcome(&Profile::new(became.collect())).cloned()
    };
    Table::new(setting, setting.profiles().map(became).collect::<Option<_>>()?).ok()
}
