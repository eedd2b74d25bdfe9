//! How a paper's statements are declared: their modules, their order, and which of them are about any mechanism.

/// Declares the statements of a paper, one line each, in its order.
///
/// ```text
/// tvmd::statements! {
///     my_paper in crate::my_paper;
///     lemma_1: general,
///     example_1: special,
/// }
/// ```
///
/// The first line names the macro that [`theorems!`](crate::theorems!) and [`paper_tests!`](crate::paper_tests!) ask for the list, which is
/// the name of the paper there, and the module in which this stands (`in crate` at the root of a crate). Each other line
/// declares the module of that name, a file beside this one, with a constant `STATEMENT: &dyn Statement` in it whose id is the name with `-` for
/// `_`. A `general` statement says something about any mechanism and the priors near its own, and `theorems!` tests it on the mechanisms of users; a
/// `special` one is about cases of its own.
///
/// It defines `STATEMENTS`, which is what [`Paper::statements`](crate::paper::Paper::statements) returns.
#[macro_export]
macro_rules! statements {
    ($paper:ident in $root:tt $(:: $inner:ident)*; $($statement:ident: $kind:ident),+ $(,)?) => {
        $(pub mod $statement;)+

        /// The statements, in the order of the paper.
        pub const STATEMENTS: &[&dyn $crate::paper::Statement] = &[$($statement::STATEMENT),+];

        $crate::__list! { ($) $paper $root [$(:: $inner)*] $($statement $kind)+ }
    };
}

/// The macro that hands the list of a paper's statements on. `$root` is the word `crate` as the paper's crate wrote it, so that `$crate` is
/// that crate where the list is used.
#[doc(hidden)]
#[macro_export]
macro_rules! __list {
    (($dollar:tt) $paper:ident $root:tt [$($inner:tt)*] $($statement:ident $kind:ident)+) => {
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $paper {
            (theorems $dollar given:tt) => {
                $crate::__theorems! { [$dollar $root $($inner)*] [$(($kind $statement))+] $dollar given }
            };
            (tests $dollar given:tt) => {
                $crate::__paper_tests! { [$dollar $root $($inner)*] [$($statement)+] $dollar given }
            };
        }
    };
}
