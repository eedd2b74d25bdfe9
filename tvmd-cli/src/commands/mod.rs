//! One file per command.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod gambit;
pub(crate) mod learn;
pub(crate) mod man;
pub(crate) mod maxmin;
pub(crate) mod merge;
pub(crate) mod optimum;
pub(crate) mod robustness;
pub(crate) mod schema;
pub(crate) mod simple;
pub(crate) mod tv;
pub(crate) mod verify;
