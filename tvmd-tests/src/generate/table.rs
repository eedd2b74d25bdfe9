//! Explicit tables over all profiles: anything feasible, so most of them are full of violations.
//!
//! Each profile takes one of a few random outcomes, with whoever reports ⊥ left out. Few outcomes make the same gain
//! occur in several places, which tests that the first is the one reported; some tables are truthful by luck.

use super::number::{Raw, Weight, raw, weights};
use super::setting::{AGENTS, ITEMS, PROFILES};
use super::{Draft, Frame};
use num_traits::Zero;
use proptest::collection::vec;
use proptest::prelude::*;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{Branch, Entries, Pattern, Row, RuleDecl, SettingDecl, Taken};
use tvmd_core::setting::BOTTOM;

/// Which payments occur.
#[derive(Clone, Copy, Debug)]
enum Transfers {
    None,
    ToSeller,
    ToAgents,
    Any,
}

/// An outcome of the palette.
#[derive(Clone, Debug)]
struct RawOutcome {
    /// Of the branches of the lottery, as many as there are.
    weights: Vec<Weight>,
    /// Who gets each item in each branch; nobody if it is 0 or beyond the number of agents.
    owners: Vec<Vec<usize>>,
    pays: Vec<(Raw, bool)>,
}

/// A draft of `outcomes`, one row per profile.
#[derive(Debug)]
pub struct RawTable {
    transfers: Transfers,
    palette: Vec<RawOutcome>,
    /// Which outcome of the palette each profile takes.
    choices: Vec<usize>,
}

/// Tables with one row per profile.
pub fn tables() -> impl Strategy<Value = RawTable> {
    let transfers = prop_oneof![
        1 => Just(Transfers::None),
        1 => Just(Transfers::ToSeller),
        1 => Just(Transfers::ToAgents),
        3 => Just(Transfers::Any),
    ];
    let branches = (1..=3_usize, weights(3), vec(vec(0..=AGENTS, ITEMS), 3));
    let outcome = (branches, vec((raw(), any::<bool>()), AGENTS));
    let outcome = outcome.prop_map(|((branches, mut weights, owners), pays)| {
        weights.truncate(branches);
        RawOutcome { weights, owners, pays }
    });
    (transfers, vec(outcome, 1..=4), vec(0..12_usize, PROFILES))
        .prop_map(|(transfers, palette, choices)| RawTable { transfers, palette, choices })
}

impl Draft for RawTable {
    fn rule(&self, frame: &Frame) -> RuleDecl {
        let profiles = frame.profiles();
        let rows = profiles.iter().zip(&self.choices).map(|(profile, choice)| {
            let outcome = &self.palette[choice % self.palette.len()];
            row(outcome, self.transfers, profile, frame)
        });
        RuleDecl::Outcomes(rows.collect())
    }
}

fn row(raw: &RawOutcome, transfers: Transfers, profile: &[String], frame: &Frame) -> Row {
    let setting = &frame.setting;
    let takes_part = |agent: usize| profile[agent] != BOTTOM;
    let branches = frame.grain.masses(&raw.weights).into_iter().zip(&raw.owners);
    let branches: Vec<Branch> = branches
        .map(|(probability, owners)| Branch { probability, gets: gets(owners, setting, takes_part) })
        .collect();
    let payment = |agent: usize| -> Rational {
        let (raw, negative) = raw.pays[agent];
        let amount = frame.grain.fraction(raw) * &setting.bound;
        match transfers {
            Transfers::None => Rational::zero(),
            Transfers::ToSeller => amount,
            Transfers::ToAgents => -amount,
            Transfers::Any => {
                if negative {
                    -amount
                } else {
                    amount
                }
            }
        }
    };
    let pays = setting.agents.iter().enumerate().filter(|(agent, _)| takes_part(*agent));
    let pays = pays.map(|(agent, named)| (named.name.clone(), Text(payment(agent))));
    Row {
        when: profile.iter().map(|reported| Pattern::OneOf(vec![reported.clone()])).collect(),
        gets: match branches.as_slice() {
            [sure] => Taken::Surely(sure.gets.clone()),
            _ => Taken::Lottery(branches),
        },
        pays: pays.filter(|(_, payment)| !payment.0.is_zero()).collect(),
    }
}

fn gets(owners: &[usize], setting: &SettingDecl, takes_part: impl Fn(usize) -> bool) -> Entries<Vec<String>> {
    let shares =
        setting.agents.iter().enumerate().filter(|(agent, _)| takes_part(*agent)).map(|(agent, named)| {
            let items = setting.items.iter().zip(owners).filter(|(_, owner)| **owner == agent + 1);
            (named.name.clone(), items.map(|(item, _)| item.clone()).collect::<Vec<String>>())
        });
    shares.filter(|(_, items)| !items.is_empty()).collect()
}
