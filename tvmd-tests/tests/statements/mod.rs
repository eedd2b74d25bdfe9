//! The statements of the paper hold where they should, and each has a twin: a deliberately wrong version that the
//! same search refutes from scratch, within its default budget.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

mod certificates;
mod kernel;
mod objectives;
mod theorems;
mod wrong_prices;
