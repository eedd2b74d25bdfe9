//! Claims: whether they make sense. Whether they are true is another question.

use crate::diagnostic::catalogue;
use crate::diagnostic::findings::Findings;
use crate::diagnostic::{Diagnostics, Place};
use crate::model::{Claim, Property};
use num_traits::{One, Signed};

/// Claims must make sense; whether they are true is not asked here.
pub fn check_claims(claims: &[Claim], has_prior: bool, at: impl Fn(usize) -> Place, errors: &mut Findings) {
    for (index, claim) in claims.iter().enumerate() {
        if claims[..index].contains(claim) {
            errors.report(at(index), catalogue::claim_twice(claim));
            continue;
        }
        if claim.property.needs_prior() && !has_prior {
            errors.report(at(index), catalogue::claim_without_prior(claim));
        }
        match &claim.property {
            Property::EpsBic(epsilon) | Property::EpsQBic(epsilon, _) if epsilon.is_negative() => {
                errors.report(at(index), catalogue::negative_gain(epsilon));
            }
            Property::EpsQBic(_, q)
                if q.is_negative() || !(q - crate::exact::Rational::one()).is_negative() && !q.is_one() =>
            {
                errors.report(at(index), catalogue::q_no_probability(q));
            }
            _ => {}
        }
    }
}

impl Claim {
    /// Checks that claims make sense, as those of a mechanism in a file are checked; whether they are true is not asked.
    ///
    /// # Errors
    /// Every mistake; its place is the position of the claim.
    pub fn check(claims: &[Self], has_prior: bool) -> Result<(), Diagnostics> {
        let mut errors = Findings::new(&[]);
        check_claims(claims, has_prior, |index| Place::default().index(index), &mut errors);
        match errors.finish() {
            (_, true) => Ok(()),
            (mistakes, false) => Err(mistakes),
        }
    }
}
