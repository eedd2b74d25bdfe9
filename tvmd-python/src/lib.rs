//! The module `tvmd._tvmd`, on which the Python package `tvmd` is built.
//!
//! Numbers go over as Python's `Fraction`s, arrays as buffers, and answers of many parts as JSON, in the form of the command line's.
//! Whatever takes long lets other Python threads run, and heeds Ctrl-C.

mod arrays;
mod budget;
mod certificate;
mod check;
mod comparison;
mod distance;
mod error;
mod fraction;
mod guarantee;
mod instance;
mod json;
mod learned;
mod mechanism;
mod named;
mod optimum;
mod page;
mod robustness;
mod said;
mod sheet;
mod swept;
mod work;
mod written;

/// What is exact, in Rust.
#[pyo3::pymodule]
mod _tvmd {
    #[pymodule_export]
    use super::certificate::verify;
    #[pymodule_export]
    use super::instance::Instance;
    #[pymodule_export]
    use super::learned::learn;
    #[pymodule_export]
    use super::mechanism::Mechanism;
    #[pymodule_export]
    use super::named::{number_in_text, unknown_in_words};
    #[pymodule_export]
    use super::page::Page;
    #[pymodule_export]
    use super::sheet::Sheet;
    #[pymodule_export]
    use super::swept::{Cells, swept};
    #[pymodule_export]
    use super::written::write;
}
