//! Promises, and how far they hold.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use crate::Rounded;
use crate::schema::Exact;
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;

/// A promise, and the largest distance up to which it holds; none if it doesn't hold under the prior itself.
#[derive(Serialize, JsonSchema)]
pub struct Promised {
    pub promise: String,
    #[schemars(with = "Option<Exact>")]
    pub holds_up_to: Option<Text>,
}

impl Promised {
    /// Whether it holds under every prior within a distance.
    #[must_use]
    pub fn holds_within(&self, delta: &Rational) -> bool {
        self.holds_up_to.as_ref().is_some_and(|to| to.0 >= *delta)
    }

    /// What becomes of it, in words, where a distance is asked about.
    pub(super) fn for_people(&self, delta: &Rational) -> String {
        let promise = &self.promise;
        match &self.holds_up_to {
            None => format!("{promise} doesn't hold under the prior itself"),
            Some(to) => {
                let broken = if self.holds_within(delta) { "" } else { "is broken; it " };
                format!("{promise} {broken}holds up to δ = {}", Rounded::Down.beside(&to.0))
            }
        }
    }
}
