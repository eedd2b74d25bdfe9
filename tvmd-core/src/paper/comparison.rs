//! Both sides of an inequality, or an equation, at a case.

use crate::exact::{Rational, text};
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Serialize};

/// Who claims a comparison, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// The paper prints it, and it is known to fail or not known to hold. A violation refutes the printed statement.
    Printed,
    /// It holds, with the best constant, or the best coefficient of each term that says so: the search comes as near to equality
    /// as one likes.
    Sharp,
    /// It holds; nothing is said about its constant.
    Holds,
}

/// The claim that one side is at most the other, or that they are equal, at a case.
///
/// ```
/// use tvmd::paper::Comparison;
/// use tvmd::ratio;
///
/// // 3 <= 2·2, with 2 as the best constant.
/// let comparison = Comparison::within("gain <= 2·H", ratio!(3), ratio!(2), &ratio!(2));
/// assert!(comparison.holds());
/// assert_eq!(comparison.slack(), ratio!(1));
/// assert_eq!(comparison.ratio(), Some(ratio!(3 / 4)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What is compared. Comparisons with one name are instances of one claim.
    pub what: String,
    /// Who claims it.
    pub claim: ClaimKind,
    /// The side that is claimed to be the smaller.
    #[serde(with = "text")]
    pub left: Rational,
    /// The side that is claimed to be the larger.
    #[serde(with = "text")]
    pub right: Rational,
    /// The constant in the right side; ratios are quoted in units of right / constant.
    #[serde(with = "text")]
    pub constant: Rational,
    /// Whether the sides are claimed to be equal.
    pub equal: bool,
    /// What the right side is the sum of; none where it is one term with one coefficient.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

/// A term of a bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// What it is, with its coefficient: `alpha*V*delta`.
    pub name: &'static str,
    /// How much it adds to the bound.
    #[serde(with = "text")]
    pub amount: Rational,
    /// Whether its coefficient is claimed to be the best, whatever the others are.
    pub sharp: bool,
}

impl Term {
    /// A term whose coefficient is the best.
    #[must_use]
    pub fn sharp(name: &'static str, amount: Rational) -> Self {
        Self { name, amount, sharp: true }
    }

    /// A term of whose coefficient nothing is said.
    #[must_use]
    pub fn loose(name: &'static str, amount: Rational) -> Self {
        Self { name, amount, sharp: false }
    }
}

impl Comparison {
    /// left ≤ right, and the best that can be said.
    #[must_use]
    pub fn at_most(what: impl Into<String>, left: Rational, right: Rational) -> Self {
        Self {
            what: what.into(),
            claim: ClaimKind::Sharp,
            left,
            right,
            constant: Rational::one(),
            equal: false,
            terms: Vec::new(),
        }
    }

    /// left ≤ the sum of the terms, each coefficient of which that is claimed to be sharp can't be lowered alone.
    #[must_use]
    pub fn at_most_sum(what: impl Into<String>, left: Rational, terms: Vec<Term>) -> Self {
        let right = terms.iter().map(|term| &term.amount).sum();
        Self { terms, ..Self::at_most(what, left, right) }
    }

    /// left ≤ constant · unit, and no smaller constant would do.
    #[must_use]
    pub fn within(what: impl Into<String>, left: Rational, constant: Rational, unit: &Rational) -> Self {
        Self { right: &constant * unit, constant, ..Self::at_most(what, left, Rational::zero()) }
    }

    /// left = right.
    #[must_use]
    pub fn equal(what: impl Into<String>, left: Rational, right: Rational) -> Self {
        Self { equal: true, ..Self::at_most(what, left, right) }
    }

    /// The same, as the paper prints it, where that fails or isn't known to hold.
    #[must_use]
    pub fn printed(self) -> Self {
        Self { claim: ClaimKind::Printed, ..self }
    }

    /// The same, where nothing is said about the constant.
    #[must_use]
    pub fn not_sharp(self) -> Self {
        Self { claim: ClaimKind::Holds, ..self }
    }

    /// Whether the claim is true.
    #[must_use]
    pub fn holds(&self) -> bool {
        if self.equal { self.left == self.right } else { self.left <= self.right }
    }

    /// How small each coefficient that is claimed to be sharp could be at this case, the others being as claimed, as a share of
    /// what is claimed: 1 is equality. A coefficient lowered by 2% is refuted by anything above 49/50.
    pub fn coefficients(&self) -> impl Iterator<Item = (&'static str, Rational)> {
        let sharp = self.claim == ClaimKind::Sharp && !self.equal;
        let whole = Term::sharp("the constant", self.right.clone());
        let terms = if self.terms.is_empty() { vec![whole] } else { self.terms.clone() };
        let slack = self.slack();
        let counted = terms.into_iter().filter(move |term| sharp && term.sharp && !term.amount.is_zero());
        counted.map(move |term| (term.name, Rational::one() - &slack / term.amount.abs()))
    }

    /// What is left until equality, right minus left.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.right - &self.left
    }

    /// Left over right: 1 is equality, above 1 a violation. `None` if the right side is 0.
    #[must_use]
    pub fn ratio(&self) -> Option<Rational> {
        (!self.right.is_zero()).then(|| &self.left / &self.right)
    }
}
