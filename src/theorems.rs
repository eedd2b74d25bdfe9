//! `theorems!`: the paper's statements as tests of a user's mechanisms.

use crate::Mechanism;
use crate::paper::statements;
use crate::search::{At, check_near, ledger::witness};

/// Generates a `#[test]` per statement of the paper for each named mechanism.
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
/// own prior (the uniform one where none is declared), on random priors near it and on the worst prior near it, and
/// says how many of these cases were vacuous. Mechanisms are named by their unit types; for one that isn't a unit
/// type, name a constant that holds it. One invocation a module: it makes a module called `theorems`.
#[macro_export]
macro_rules! theorems {
    ($($mechanism:ident),+ $(,)?) => {
        #[cfg(test)]
        mod theorems {
            $(
                #[allow(non_snake_case, reason = "named after the mechanism")]
                mod $mechanism {
                    $crate::__theorem!($mechanism definition_1 "definition-1");
                    $crate::__theorem!($mechanism definition_2 "definition-2");
                    $crate::__theorem!($mechanism lemma_1 "lemma-1");
                    $crate::__theorem!($mechanism lemma_2 "lemma-2");
                    $crate::__theorem!($mechanism example_lemma_2 "example-lemma-2");
                }
            )+
        }
    };
}

/// One test of [`theorems!`].
#[doc(hidden)]
#[macro_export]
macro_rules! __theorem {
    ($mechanism:ident $test:ident $id:literal) => {
        #[test]
        fn $test() {
            $crate::theorems::assert_holds($id, &super::super::$mechanism);
        }
    };
}

/// Fails, with the instance that violates it, unless the statement holds wherever it is checked at this mechanism.
///
/// # Panics
/// If the statement is violated, the mechanism does something impossible, or there is no such statement.
#[allow(clippy::panic, reason = "a failed assertion of a test")]
pub fn assert_holds(id: &str, mechanism: &dyn Mechanism) {
    let all = statements();
    let Some(statement) = all.iter().find(|statement| statement.entry().id == id) else {
        panic!("there is no statement `{id}`");
    };
    let found = match check_near(*statement, mechanism) {
        Ok(found) => found,
        Err(error) => panic!("{}: {error}", mechanism.name()),
    };
    let name = mechanism.name();
    if let Some(at) = found.surprise() {
        let instance = witness(at).to_json();
        let At { comparison, .. } = at;
        let (what, left, right) = (&comparison.what, &comparison.left, &comparison.right);
        panic!("{id} is violated by {name}: {what}, but {left} and {right}\n{instance}");
    }
    println!("{id} at {name}: {} cases, {} vacuous", found.instances, found.vacuous);
}
