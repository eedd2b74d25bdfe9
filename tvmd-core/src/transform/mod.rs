//! From mechanisms that are nearly BIC to mechanisms that are BIC.
//!
//! [`Repricing`] rests on the construction behind Lemma 8: replicas and surrogates, after Daskalakis and Weinberg ("Symmetries
//! and optimal multi-dimensional mechanism design", EC 2012), Rubinstein and Weinberg ("Simple mechanisms for a subadditive
//! buyer and applications to revenue monotonicity", EC 2015) and Cai, Oikonomou, Velegkas and Zhao ("An efficient ε-BIC to BIC
//! transformation and its application to black-box reduction in revenue maximization", SODA 2021); here for finitely many
//! types, exactly, and with the best menu that it leaves room for. An [`Account`] says what it costs.

mod account;
mod menu;
mod repricing;
mod side;

pub use account::{Account, Share};
use menu::Menu;
pub use repricing::Repricing;
pub use side::{Side, balanced_rebate};
