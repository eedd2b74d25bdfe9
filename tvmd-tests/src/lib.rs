//! Shared helpers of the test suites: a second, naive implementation of the definitions, random instances, and
//! property checks that remember their counterexamples.

pub mod built;
pub mod corrupt;
pub mod generate;
pub mod naive;
pub mod replay;
pub mod tally;
