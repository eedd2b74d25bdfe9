//! Explicit tables over all profiles: anything feasible, so most of them are full of violations.
//!
//! Each profile takes one of a few random outcomes, with whoever reports ⊥ left out. Few outcomes make the same gain
//! occur in several places, which tests that the first is the one reported; some tables are truthful by luck.

use super::number::{Raw, raw, weights};
use super::{Frame, Grain};
use num_traits::Zero;
use proptest::prelude::*;
use proptest::sample::Index;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{Branch, Entries, Pattern, Row, Rule, Setting, Taken};
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
    weights: Vec<(u8, u8)>,
    /// Who gets each item in each branch of the lottery; nobody if the number is that of the agents.
    owners: Vec<Vec<usize>>,
    pays: Vec<(Raw, bool)>,
}

/// Tables with one row per profile.
pub fn tables(frame: &Frame) -> BoxedStrategy<Rule> {
    let (agents, items) = (frame.setting.agents.len(), frame.setting.items.len());
    let transfers = prop_oneof![
        1 => Just(Transfers::None),
        1 => Just(Transfers::ToSeller),
        1 => Just(Transfers::ToAgents),
        3 => Just(Transfers::Any),
    ];
    let owners = (1..=3_usize).prop_flat_map(move |branches| {
        let owners = prop::collection::vec(0..=agents, items);
        (weights(branches), prop::collection::vec(owners, branches))
    });
    let outcome = (owners, prop::collection::vec((raw(), any::<bool>()), agents))
        .prop_map(|((weights, owners), pays)| RawOutcome { weights, owners, pays });
    let palette = prop::collection::vec(outcome, 1..=4);
    let profiles = frame.profiles();
    let choices = prop::collection::vec(any::<Index>(), profiles.len());
    let (setting, grain) = (frame.setting.clone(), frame.grain);
    (transfers, palette, choices)
        .prop_map(move |(transfers, palette, choices)| {
            let rows = profiles.iter().zip(&choices);
            let rows =
                rows.map(|(profile, choice)| row(choice.get(&palette), transfers, profile, &setting, grain));
            Rule::Outcomes(rows.collect())
        })
        .boxed()
}

fn row(raw: &RawOutcome, transfers: Transfers, profile: &[String], setting: &Setting, grain: Grain) -> Row {
    let takes_part = |agent: usize| profile[agent] != BOTTOM;
    let branches: Vec<Branch> = grain
        .masses(&raw.weights)
        .into_iter()
        .zip(&raw.owners)
        .map(|(probability, owners)| Branch { probability, gets: gets(owners, setting, takes_part) })
        .collect();
    let payment = |agent: usize| -> Rational {
        let (raw, negative) = raw.pays[agent];
        let amount = grain.fraction(raw) * &setting.bound;
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
    let pays = pays.map(|(agent, own)| (own.name.clone(), Text(payment(agent))));
    Row {
        when: profile.iter().map(|own| Pattern::OneOf(vec![own.clone()])).collect(),
        gets: match branches.as_slice() {
            [sure] => Taken::Surely(sure.gets.clone()),
            _ => Taken::Lottery(branches),
        },
        pays: pays.filter(|(_, payment)| !payment.0.is_zero()).collect(),
    }
}

fn gets(owners: &[usize], setting: &Setting, takes_part: impl Fn(usize) -> bool) -> Entries<Vec<String>> {
    let shares =
        setting.agents.iter().enumerate().filter(|(agent, _)| takes_part(*agent)).map(|(agent, own)| {
            let items = setting.items.iter().zip(owners).filter(|(_, owner)| **owner == agent);
            (own.name.clone(), items.map(|(item, _)| item.clone()).collect::<Vec<String>>())
        });
    shares.filter(|(_, items)| !items.is_empty()).collect()
}
