//! `arrays`: a table that is there already.

use super::computed::Computed;
use super::key::{self, Keys};
use crate::exact::BigInt;
use crate::mechanism::{Outcome, Table};
use crate::setting::{Profile, Setting};
use crate::work::Making;

impl Computed for Table {
    fn outcome(&self, _: &Setting, reports: &Profile) -> Outcome {
        let outcome = Self::outcome(self, reports).cloned();
        outcome.unwrap_or_else(|| Outcome::nothing(reports.types().len()))
    }

    fn keys<'a>(&'a self, _: &'a Setting) -> Keys<'a> {
        key::none()
    }

    fn making(&self, _: &Setting) -> Making {
        Making::sure(BigInt::default(), BigInt::default(), BigInt::default())
    }

    fn denominator_bits(&self) -> u64 {
        Self::denominator_bits(self)
    }
}
