//! What a user crate needs: `use tvmd::prelude::*`.

pub use crate::declared::{ByHand, DeclaredMechanism, DeclaredSetting, MechanismIn, PriorOf};
pub use crate::objective::{Objective, Performance, Revenue, Welfare};
pub use crate::{
    AgentId, Allocation, Bundle, IncentiveReport, ItemId, Mechanism, Outcome, Prior, Profile, Rational,
    Setting, Table, ratio,
};
