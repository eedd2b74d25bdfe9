#![doc = include_str!("../README.md")]

mod grid;
mod whole;

pub use grid::Grid;
pub use whole::Whole;
