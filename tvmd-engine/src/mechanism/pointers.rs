//! What points to a mechanism is one.

use super::{Mechanism, Outcome, Table, TableError};
use crate::incentive::{IncentiveError, IncentiveReport};
use crate::prior::Prior;
use crate::setting::{Profile, Setting};
use std::sync::Arc;

macro_rules! points_to_a_mechanism {
    ($($pointer:ty),+) => {
        $(impl<M: Mechanism + ?Sized> Mechanism for $pointer {
            fn name(&self) -> &str {
                (**self).name()
            }
            fn setting(&self) -> &Setting {
                (**self).setting()
            }
            fn outcome(&self, reports: &Profile) -> Outcome {
                (**self).outcome(reports)
            }
            fn prior(&self) -> Option<&Prior> {
                (**self).prior()
            }
            fn table(&self) -> Result<Table, TableError> {
                (**self).table()
            }
            fn incentives(&self, prior: Option<&Prior>) -> Result<IncentiveReport, IncentiveError> {
                (**self).incentives(prior)
            }
        })+
    };
}

points_to_a_mechanism!(&M, Box<M>, Arc<M>);
