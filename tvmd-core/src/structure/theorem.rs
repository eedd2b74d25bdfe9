//! On what verdicts rest that weren't found profile by profile.

use crate::exact::Rational;
use std::fmt;

/// Why truth is dominant and taking part costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Theorem {
    /// Buyers come in a fixed order, each to prices that don't depend on what she says.
    PostedPrices,
    /// Each agent picks from a menu that doesn't depend on what she says.
    Menu,
    /// The winner is monotone in her value and pays the least with which she would win.
    SecondPrice,
    /// The highest bidder may buy at a price of at least the second value that doesn't depend on what she says.
    Lookahead,
}

impl fmt::Display for Theorem {
    /// The theorem and where it is found, in a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PostedPrices => {
                "in a fixed order each buyer takes what is best for her of what is left, at prices that don't depend on her report \
                 (taxation principle, Hammond 1979; Chawla, Hartline, Malec and Sivan 2010)"
            }
            Self::Menu => {
                "each agent picks what is best for her from a menu that doesn't depend on her report (taxation principle, Hammond 1979)"
            }
            Self::SecondPrice => {
                "who wins is monotone in her value and pays the least with which she would win (Vickrey 1961; Myerson 1981; Archer and \
                 Tardos 2001)"
            }
            Self::Lookahead => {
                "only the highest bidder may buy, at a price of at least the second value that doesn't depend on her report (Ronen 2001)"
            }
        })
    }
}

/// A lie that pays: what a theorem supposes of a rule isn't so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lie {
    /// Who tells it.
    pub agent: String,
    /// Her type.
    pub own: String,
    /// What she reports; `None` where a part of what she could choose is better, whether or not a report leads to it.
    pub report: Option<String>,
    /// The items that are left to her.
    pub left: String,
    /// What she gains, in units of payments.
    pub gain: Box<Rational>,
}

impl fmt::Display for Lie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agent, own, report, left, gain } = self;
        let chooses =
            report.as_ref().map_or_else(|| "another choice".to_owned(), |report| format!("`{report}`"));
        write!(f, "where {left} is left to {agent}, her type {own} gains {gain} by {chooses}")
    }
}

impl std::error::Error for Lie {}
