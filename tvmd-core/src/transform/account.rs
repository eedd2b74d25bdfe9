//! What a transformation costs in revenue, and what it may cost at most.

use super::{Menu, Side};
use crate::exact::Rational;
use num_traits::{Signed, Zero};
use std::fmt;

/// The revenue of a mechanism before and after it was made truthful, with the bounds on the loss. All is in expectation, in
/// units of payments.
///
/// What [`Repricing::account`](super::Repricing::account) gives; the [module's page](super) has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// The agents' shares, in order.
    pub shares: Vec<Share>,
    /// H.
    pub bound: Rational,
}

/// One agent's share of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Share {
    /// The agent's name.
    pub agent: String,
    /// R, what she paid.
    pub before: Rational,
    /// What she pays now.
    pub after: Rational,
    /// G, what her type gained by its best report, in expectation over it.
    pub gain: Rational,
    /// The most that a type of positive probability gained.
    pub largest_gain: Rational,
    /// (1-η)(R - G/η), which she pays at least now, and which is at least R - 2√(R·G).
    pub promised: Rational,
    /// The η in it: 0 where there was nothing to gain, and 1 where nothing is promised.
    pub rebate: Rational,
}

impl Share {
    pub(super) fn new(agent: &str, side: &Side, menu: &Menu) -> Self {
        let (promised, rebate) = side.promised();
        Self {
            agent: agent.to_owned(),
            before: side.revenue(),
            after: menu.revenue(side),
            gain: side.expected_gain(),
            largest_gain: side.likely().map(|at| side.gain(at)).max().unwrap_or_default(),
            promised,
            rebate,
        }
    }
}

impl Account {
    /// The revenue of the mechanism as it was.
    #[must_use]
    pub fn before(&self) -> Rational {
        self.shares.iter().map(|share| &share.before).sum()
    }

    /// The revenue of the truthful mechanism.
    #[must_use]
    pub fn after(&self) -> Rational {
        self.shares.iter().map(|share| &share.after).sum()
    }

    /// What is lost; below 0 if revenue rises.
    #[must_use]
    pub fn loss(&self) -> Rational {
        self.before() - self.after()
    }

    /// ε: no type of positive probability gained more.
    #[must_use]
    pub fn epsilon(&self) -> Rational {
        self.shares.iter().map(|share| share.largest_gain.clone()).max().unwrap_or_default()
    }

    /// What the truthful mechanism earns at least.
    #[must_use]
    pub fn promised(&self) -> Rational {
        self.shares.iter().map(|share| &share.promised).sum()
    }

    /// 4n²Hε, the square of the bound 2n√(Hε) on the loss.
    #[must_use]
    pub fn most_lost_squared(&self) -> Rational {
        let twice = Rational::from_integer((2 * self.shares.len()).into());
        &twice * &twice * &self.bound * self.epsilon()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (loss, epsilon) = (self.loss(), self.epsilon());
        write!(f, "revenue {} → {}, promised {}; ", self.before(), self.after(), self.promised())?;
        match loss.is_positive() {
            true => write!(f, "loss {loss} ≤ 2n√(Hε) = √({})", self.most_lost_squared())?,
            false if loss.is_zero() => f.write_str("nothing lost")?,
            false => write!(f, "{} gained", -loss)?,
        }
        write!(f, ", ε = {epsilon}")?;
        for Share { agent, before, after, gain, promised, .. } in &self.shares {
            write!(f, "\n  {agent} pays {before} → {after}, promised {promised}, gained {gain} by lying")?;
        }
        Ok(())
    }
}
