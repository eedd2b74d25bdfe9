#![doc = include_str!("../README.md")]

#[cfg(not(debug_assertions))]
mod dispatch;
#[cfg(debug_assertions)]
#[path = "plain.rs"]
mod dispatch;
mod grid;
mod kernel;
mod l1;
mod long;
mod neighbours;
mod products;
mod regrets;
mod threads;
#[cfg(not(debug_assertions))]
mod vector;
mod whole;
mod wide;

pub use grid::Grid;
pub use kernel::{Kernel, at_once};
pub use l1::{Amount, l1};
pub use long::{Long, Multiple};
pub use products::Weights;
pub use regrets::Regret;
pub use whole::Whole;
