//! What a row of a table gives and takes: lotteries that add up, items that are given once, payments in [-H, H].

use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::exact::Rational;
use crate::mechanism::{Allocation, OutcomeError};
use crate::model::{Branch, Entries, Row, Taken};
use crate::resolve::known::Known;
use crate::resolve::names::unique;
use crate::resolve::numbers::{check_mass, check_payment, check_sum};
use crate::setting::Bundle;
use num_traits::{One, Zero};
use tvmd_model::diagnostic::findings::Findings;

/// What a row gives and takes, as far as it is known.
pub(super) struct Given {
    pub(super) branches: Vec<(Rational, Allocation)>,
    pub(super) payments: Vec<Rational>,
    /// The agents who get or pay something for certain.
    pub(super) involved: Vec<bool>,
}

impl Given {
    pub(super) fn by(row: &Row, setting: &Known, at: &Place, errors: &mut Findings) -> Self {
        let mut involved = vec![false; setting.agents().len()];
        let branches = match &row.gets {
            Taken::Surely(gets) => {
                let bundles = bundles(gets, setting, &at.field("gets"), errors);
                vec![(Rational::one(), bundles)]
            }
            Taken::Lottery(branches) => {
                check_lottery(branches, &at.field("lottery"), errors);
                let drawn = branches.iter().enumerate().map(|(index, branch)| {
                    let at = at.field("lottery").index(index).field("gets");
                    (branch.probability.clone(), bundles(&branch.gets, setting, &at, errors))
                });
                drawn.collect()
            }
        };
        let drawn = branches.iter().filter(|(probability, _)| !probability.is_zero());
        for (agent, bundle) in drawn.flat_map(|(_, bundles)| bundles.iter().enumerate()) {
            involved[agent] |= !bundle.is_empty();
        }
        let payments = payments(&row.pays, setting, &at.field("pays"), errors);
        involved.iter_mut().zip(&payments).for_each(|(involved, payment)| *involved |= !payment.is_zero());
        let branches = branches.into_iter().filter_map(|(probability, bundles)| {
            // What is given twice was complained about.
            Some((probability, Allocation::new(bundles).ok()?))
        });
        Self { branches: branches.collect(), payments, involved }
    }
}

fn payments(
    pays: &Entries<crate::exact::text::Text>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Rational> {
    let mut payments = vec![Rational::zero(); setting.agents().len()];
    let key = |index: usize, name: &str| at.entry(index, name).key();
    unique(pays.iter().map(|(name, _)| name.as_str()), Noun::PAYMENT, key, errors);
    for (index, (name, payment)) in pays.iter().enumerate() {
        check_payment(("payment", &payment.0), setting, || at.entry(index, name), errors);
        if let Some(position) = setting.agent(name, || key(index, name), errors) {
            payments[position] = payment.0.clone();
        }
    }
    payments
}

/// The probabilities of a lottery.
fn check_lottery(branches: &[Branch], at: &Place, errors: &mut Findings) {
    let mut read = errors.is_read(&at.index(branches.len()));
    for (index, branch) in branches.iter().enumerate() {
        let at = at.index(index).field("probability");
        read &= errors.is_read(&at);
        check_mass(&branch.probability, || at, errors);
    }
    if read {
        let probabilities = branches.iter().map(|branch| &branch.probability);
        check_sum(Numbers::Probabilities, probabilities, || at.clone(), errors);
    }
}

/// What each agent is known to get.
fn bundles(gets: &Entries<Vec<String>>, setting: &Known, at: &Place, errors: &mut Findings) -> Vec<Bundle> {
    let key = |index: usize, name: &str| at.entry(index, name).key();
    unique(gets.iter().map(|(name, _)| name.as_str()), Noun::SHARE, key, errors);
    let mut bundles = vec![Bundle::EMPTY; setting.agents().len()];
    for (index, (name, items)) in gets.iter().enumerate() {
        let bundle = setting.bundle(items, &at.entry(index, name), errors);
        if let (Some(position), Some(bundle)) = (setting.agent(name, || key(index, name), errors), bundle) {
            bundles[position] = bundle;
        }
    }
    match Allocation::new(bundles.clone()) {
        Ok(_) => {}
        Err(OutcomeError::GivenTwice { item, agents: (one, other) }) => {
            let (one, other) = (&setting.agents()[one].name, &setting.agents()[other].name);
            let item = &setting.items()[item];
            let position = gets.iter().rposition(|(name, _)| name == one || name == other).unwrap_or(0);
            let (name, items) = &gets.0[position];
            let given = items.iter().position(|listed| listed == item).unwrap_or(0);
            let at = at.entry(position, name).index(given);
            errors.report(at, catalogue::given_twice(item, one, other));
        }
        Err(error) => errors.report(at.clone(), catalogue::refused(&error)),
    }
    bundles
}
