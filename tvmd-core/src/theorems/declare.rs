//! The macro that makes tests.

/// Generates a `#[test]` per statement of a paper that is about arbitrary mechanisms or their priors, for each named
/// mechanism.
///
/// ```
/// # use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = { Tea: 1 }, High = { Tea: 2 } } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
/// tvmd::theorems!(Posted);
/// # fn main() {}
/// ```
///
/// The tests are called `theorems::Posted::lemma_2` and so on. Each checks the statement exactly on the mechanism's
/// own prior (the uniform one where none is declared), on random priors near it and on the worst prior near it. A violation is shrunk,
/// printed, and kept in the crate's folder `counterexamples`; it is replayed first the next time. One more test,
/// `theorems::Posted::statements_that_say_nothing`, says about which of them that was all vacuous, and fails if it was about all.
///
/// Where statements are named, as in `theorems!(Posted [lemma_2, theorem_1])`, there are tests of these alone, and each fails if its
/// hypotheses are met nowhere near the mechanism.
///
/// Another paper's statements are tested with its name in front, as its crate declares it by [`statements!`](crate::statements):
/// `theorems!(my_papers::rounding: Posted)`. Without it they are those of the paper that comes with the library,
/// `tvmd::tv_robustness`.
///
/// Mechanisms are named by their unit types; for one that isn't a unit type, name a constant that holds it. One invocation a
/// module: it makes a module called `theorems`.
///
/// A mechanism written by hand may do something impossible. Then nothing can be tested at it: one of its tests fails, whichever comes
/// first, and says what is impossible at which reports; the others of that run print that they tested nothing.
#[macro_export]
macro_rules! theorems {
    ($mechanism:ident $([$($named:ident),+ $(,)?])? $(, $($rest:tt)*)?) => {
        $crate::tv_robustness! { theorems { $mechanism $([$($named),+])?, $($($rest)*)? } }
    };
    ($($paper:ident)::+: $mechanism:ident $([$($named:ident),+ $(,)?])? $(, $($rest:tt)*)?) => {
        $($paper)::+! { theorems { $mechanism $([$($named),+])?, $($($rest)*)? } }
    };
}

/// The tests of [`theorems!`] from the list of a paper's statements.
#[doc(hidden)]
#[macro_export]
macro_rules! __theorems {
    ($paper:tt $list:tt { $($mechanism:ident $([$($named:ident),+])?),+ $(,)? }) => {
        #[cfg(test)]
        mod theorems {
            $(
                #[allow(non_snake_case, reason = "named after the mechanism")]
                mod $mechanism {
                    use super::super::$mechanism as MECHANISM;
                    static SHARED: $crate::theorems::Shared = $crate::theorems::Shared::new();
                    const KEPT: &str =
                        concat!(env!("CARGO_MANIFEST_DIR"), "/counterexamples/", stringify!($mechanism));
                    $crate::__theorem! { $paper $list $([$($named),+])? }
                }
            )+
        }
    };
}

/// The tests of [`theorems!`] for one mechanism: of the statements that are named, or of all that are general.
#[doc(hidden)]
#[macro_export]
macro_rules! __theorem {
    ($paper:tt $list:tt [$($named:ident),+]) => {
        $($crate::__named! { $paper $named })+
    };
    ($paper:tt [$(($kind:ident $statement:ident))+]) => {
        $($crate::__general! { $kind $paper $statement })+

        #[test]
        fn statements_that_say_nothing() {
            let mut general: Vec<&dyn $crate::paper::Statement> = Vec::new();
            $($crate::__general! { $kind $paper $statement general })+
            SHARED.assert_some_apply(&general, &MECHANISM, KEPT);
        }
    };
}

/// The test of a statement that is named.
#[doc(hidden)]
#[macro_export]
macro_rules! __named {
    ([$($paper:tt)*] $statement:ident) => {
        #[test]
        fn $statement() {
            SHARED.assert_applies($($paper)*::$statement::STATEMENT, &MECHANISM, KEPT);
        }
    };
}

/// The test of a statement, or its place in the list, if it is general.
#[doc(hidden)]
#[macro_export]
macro_rules! __general {
    (special $($rest:tt)*) => {};
    (general [$($paper:tt)*] $statement:ident) => {
        #[test]
        fn $statement() {
            SHARED.assert_holds($($paper)*::$statement::STATEMENT, &MECHANISM, KEPT);
        }
    };
    (general [$($paper:tt)*] $statement:ident $general:ident) => {
        $general.push($($paper)*::$statement::STATEMENT);
    };
}
