//! One file per command.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod tv;
