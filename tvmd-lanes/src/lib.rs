#![doc = include_str!("../README.md")]

mod dispatch;
mod grid;
mod kernel;
mod l1;
mod long;
mod neighbours;
mod products;
mod regrets;
mod threads;
mod vector;
mod whole;
mod wide;

pub use grid::Grid;
pub use kernel::{Kernel, at_once};
pub use l1::l1;
pub use long::{Long, Multiple};
pub use products::Weights;
pub use regrets::Regret;
pub use whole::Whole;
