//! The `tvmd` command-line tool.
fn main() {}
