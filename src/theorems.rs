//! `theorems!`: the paper's statements as tests of a user's mechanisms.

use crate::Mechanism;
use crate::paper::Statement;
use crate::search::catalogue::to_json;
use crate::search::{At, SEED, check_near, keep_violation, still_violated};
use crate::tv_robustness::statements;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Generates a `#[test]` per statement of the paper that is about arbitrary mechanisms or their priors, for each named
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
/// own prior (the uniform one where none is declared), on random priors near it and on the worst prior near it, and
/// says how many of these cases were vacuous. A violation is shrunk, printed, and kept in the crate's folder
/// `counterexamples`; it is replayed first the next time. Mechanisms are named by their unit types; for one that isn't a
/// unit type, name a constant that holds it. One invocation a module: it makes a module called `theorems`.
///
/// A mechanism written by hand may do something impossible. Then nothing can be tested at it: one of its tests fails, whichever comes
/// first, and says what is impossible at which reports; the others of that run print that they tested nothing.
#[macro_export]
macro_rules! theorems {
    ($($mechanism:ident),+ $(,)?) => {
        #[cfg(test)]
        mod theorems {
            $(
                #[allow(non_snake_case, reason = "named after the mechanism")]
                mod $mechanism {
                    $crate::__theorem!($mechanism
                        definition_1 "definition-1",
                        definition_2 "definition-2",
                        lemma_1 "lemma-1",
                        proposition_5 "proposition-5",
                        lemma_2 "lemma-2",
                        theorem_1 "theorem-1",
                        theorem_1_support "theorem-1-support",
                        lemma_3 "lemma-3",
                        lemma_4 "lemma-4",
                        theorem_2 "theorem-2",
                        example_lemma_2 "example-lemma-2",
                        definition_3 "definition-3",
                        lemma_6 "lemma-6",
                        lemma_5 "lemma-5",
                        theorem_3 "theorem-3",
                        proposition_1 "proposition-1",
                        definition_4 "definition-4",
                        lemma_7 "lemma-7",
                        lemma_7_ir "lemma-7-ir",
                        lemma_7_bic "lemma-7-bic",
                        lemma_7_revenue "lemma-7-revenue",
                        lemma_7_tv "lemma-7-tv",
                        inequality_2 "inequality-2",
                        inequality_3 "inequality-3",
                        lemma_7_intermediate "lemma-7-intermediate",
                        lemma_8 "lemma-8",
                        lemma_9 "lemma-9",
                        lemma_10 "lemma-10",
                        corollary_1 "corollary-1",
                        dk19 "dk19",
                        prophet_half_max "prophet-half-max",
                        prophet_median "prophet-median",
                    );
                }
            )+
        }
    };
}

/// The tests of [`theorems!`] for one mechanism.
#[doc(hidden)]
#[macro_export]
macro_rules! __theorem {
    ($mechanism:ident $($test:ident $id:literal,)+) => {
        static SHARED: $crate::theorems::Shared = $crate::theorems::Shared::new();
        $(
            #[test]
            fn $test() {
                let file = concat!(env!("CARGO_MANIFEST_DIR"), "/counterexamples/", stringify!($mechanism), "-", $id, ".json");
                $crate::theorems::assert_holds($id, &super::super::$mechanism, file, &SHARED);
            }
        )+
    };
}

/// What the tests of one mechanism share: whether it is possible at all, and whether one of them has said that it isn't.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Shared {
    impossible: OnceLock<Option<String>>,
    said: AtomicBool,
}

impl Shared {
    #[must_use]
    pub const fn new() -> Self {
        Self { impossible: OnceLock::new(), said: AtomicBool::new(false) }
    }

    /// What the mechanism does that is impossible.
    fn impossible(&self, mechanism: &dyn Mechanism) -> Option<&str> {
        let asked = || mechanism.table().err().map(|error| error.to_string());
        self.impossible.get_or_init(asked).as_deref()
    }
}

/// Fails, with the shrunken instance that violates it, unless the statement holds wherever it is checked at this mechanism.
/// The instance is kept in `file`, and what was kept there before is tried first.
///
/// # Panics
/// If the statement is violated, or there is no such statement; if the mechanism does something impossible, once for all tests that
/// share `shared`.
#[allow(clippy::panic, reason = "a failed assertion of a test")]
pub fn assert_holds(id: &str, mechanism: &dyn Mechanism, file: &str, shared: &Shared) {
    let all = statements();
    let Some(statement) = all.iter().find(|statement| statement.entry().id == id) else {
        panic!("there is no statement `{id}`");
    };
    if let Some(reason) = shared.impossible(mechanism) {
        let name = mechanism.name();
        // Wherever a run begins, one test fails, so that no run passes that tested nothing.
        if shared.said.swap(true, Ordering::Relaxed) {
            return println!(
                "{id} was not tested: `{name}` is impossible, as the test of it that failed says"
            );
        }
        panic!(
            "`{name}` is impossible {reason}\n\
             no statement can be tested at it: this test fails for all of them, and the others pass without having tested anything"
        );
    }
    match check(*statement, mechanism, Path::new(file)) {
        Ok(said) => println!("{said}"),
        Err(violation) => panic!("{violation}"),
    }
}

/// What was checked, or what was violated.
///
/// # Errors
/// A message with the shrunken instance.
pub fn check(statement: &dyn Statement, mechanism: &dyn Mechanism, file: &Path) -> Result<String, String> {
    let (id, name) = (statement.entry().id, mechanism.name());
    if let Some(at) = still_violated(statement, file)? {
        return Err(format!("{}\nkept in {} from an earlier run", violation(id, name, &at), file.display()));
    }
    let found = check_near(statement, mechanism).map_err(|error| format!("{name}: {error}"))?;
    if let Some(at) = found.surprise() {
        let (smallest, written) = keep_violation(statement, at, file);
        let mut message = violation(id, name, &smallest);
        let _ = match written {
            Ok(()) => write!(message, "\nkept in {}, and replayed first the next time", file.display()),
            Err(error) => write!(message, "\nnot kept: {}: {error}", file.display()),
        };
        return Err(message);
    }
    Ok(format!(
        "{id} at {name}: not refuted in {} cases (seed {SEED}), and {} more were vacuous",
        found.instances, found.vacuous
    ))
}

fn violation(id: &str, name: &str, At { comparison, case }: &At) -> String {
    let relation = if comparison.equal { "is not" } else { "is more than" };
    format!(
        "{id} is violated near {name}: {}, but {} {relation} {}\n{}",
        comparison.what,
        comparison.left,
        comparison.right,
        to_json(comparison, case)
    )
}
