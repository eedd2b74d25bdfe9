pub use crate::declared::{DeclaredMechanism, DeclaredSetting, PriorOf};
pub use crate::{
    AgentId, Bundle, IncentiveReport, ItemId, Mechanism, Outcome, Prior, Profile, Rational, Setting, Table,
    ratio,
};
