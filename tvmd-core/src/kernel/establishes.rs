//! What theorems ask for: a proof, or a mechanism that claims the property.
//!
//! A trait per property, and not one with the property as its parameter: so the compiler's error can say in the words of
//! the field what is missing, and which claim to add.

use super::Proof;
use super::property::{Bic, Dsic, EpsBic, EpsQBic, ExPostIr};

macro_rules! establishes {
    ($($trait:ident of $property:ident, $words:literal: $message:literal, $label:literal, $claim:literal, $check:literal;)+) => {$(
        #[doc = concat!("Something that establishes that a mechanism is ", $words, ": a proof, or a mechanism that claims it and was verified.")]
        ///
        /// The page of the [kernel](super) shows how a theorem asks for it. `mechanism!` implements it for what is claimed. Implementing it by hand forges nothing, since the proof that is
        /// returned had to come from the kernel.
        #[diagnostic::on_unimplemented(message = $message, label = $label, note = $claim, note = $check)]
        pub trait $trait {
            /// The mechanism that the proof is about.
            type Mechanism;

            /// The proof.
            fn proof(&self) -> Proof<$property, Self::Mechanism>;
        }

        #[diagnostic::do_not_recommend]
        impl<M> $trait for Proof<$property, M> {
            type Mechanism = M;
            fn proof(&self) -> Self {
                self.clone()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E: $trait + ?Sized> $trait for &E {
            type Mechanism = E::Mechanism;
            fn proof(&self) -> Proof<$property, E::Mechanism> {
                (**self).proof()
            }
        }
    )+};
}

establishes! {
    IsExPostIr of ExPostIr, "ex-post IR":
        "`{Self}` is not known to be ex-post IR",
        "neither claimed nor proved to be ex-post IR",
        "claim it in `mechanism!` with `claims ex_post_ir;`, and it is verified while compiling",
        "or check it at run time and pass the proof: `Proof::<ExPostIr, _>::check(&mechanism)?`";
    IsDsic of Dsic, "DSIC":
        "`{Self}` is not known to be DSIC",
        "neither claimed nor proved to be DSIC",
        "claim it in `mechanism!` with `claims dsic;`, and it is verified while compiling",
        "or check it at run time and pass the proof: `Proof::<Dsic, _>::check(&mechanism)?`";
    IsBic of Bic, "BIC":
        "`{Self}` is not known to be BIC",
        "neither claimed nor proved to be BIC",
        "claim it in `mechanism!` with `claims bic;`, and it is verified while compiling under the setting's prior",
        "or pass a proof: `Proof::<Bic, _>::check(&mechanism, &prior)?`, or `.under(&prior)?` of a proof that it is DSIC";
    IsEpsBic of EpsBic, "ε-BIC":
        "`{Self}` is not known to be ε-BIC",
        "neither claimed nor proved to be ε-BIC",
        "claim it in `mechanism!` with `claims bic(1/10);`, and it is verified while compiling under the setting's prior",
        "or compute the smallest ε at run time and pass the proof: `Proof::<EpsBic, _>::check(&mechanism, &prior)?`";
    IsEpsQBic of EpsQBic, "(ε, q)-BIC":
        "`{Self}` is not known to be (ε, q)-BIC",
        "not proved to be (ε, q)-BIC",
        "Lemma 4 proves it of a mechanism that is ex-post IR and BIC under a prior near by: `lemma4(…)?`",
        "or compute the smallest ε at run time and pass the proof: `Proof::<EpsQBic, _>::check(&mechanism, &prior, &q)?`";
}
