//! The `mechanism!` front end.
