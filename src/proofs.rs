//! The proofs that verified claims give, which are there with the feature `theory`; without it, who asks for its tests is told so.

/// The items of a block that are proofs.
#[cfg(feature = "theory")]
#[doc(hidden)]
#[macro_export]
macro_rules! __proofs {
    ($($items:tt)*) => { $($items)* };
}

/// The items of a block that are proofs: left out.
#[cfg(not(feature = "theory"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __proofs {
    ($($items:tt)*) => {};
}

/// The statements of the paper as tests, which need the feature `theory`.
#[cfg(not(feature = "theory"))]
#[macro_export]
macro_rules! theorems {
    ($($mechanisms:tt)*) => {
        #[cfg(test)]
        ::core::compile_error!(
            "`theorems!` needs the feature `theory` of tvmd; in Cargo.toml: [dev-dependencies] tvmd = { \
             …, features = [\"theory\"] }"
        );
    };
}
