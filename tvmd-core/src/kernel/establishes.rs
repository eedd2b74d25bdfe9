//! What theorems ask for: a proof, or a mechanism that claims the property.

use super::{Proof, Property};

/// Something that establishes `P` of a mechanism: a proof, or a mechanism that claims `P` and was verified.
///
/// `mechanism!` implements it for what is claimed. Implementing it by hand forges nothing, since the proof that is
/// returned had to come from the kernel.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known to be `{P}`",
    label = "no claim and no proof of `{P}`",
    note = "claim it in `mechanism!` (`claims dsic;`, `claims ex_post_ir;`, `claims bic;`), where it is verified while compiling",
    note = "or check it at run time and pass the proof: `Proof::<{P}, _>::check(&mechanism)?`"
)]
pub trait Establishes<P: Property> {
    /// The mechanism that the proof is about.
    type Mechanism;

    /// The proof.
    fn proof(&self) -> Proof<P, Self::Mechanism>;
}

#[diagnostic::do_not_recommend]
impl<P: Property, M> Establishes<P> for Proof<P, M> {
    type Mechanism = M;
    fn proof(&self) -> Self {
        self.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<P: Property, E: Establishes<P> + ?Sized> Establishes<P> for &E {
    type Mechanism = E::Mechanism;
    fn proof(&self) -> Proof<P, E::Mechanism> {
        (**self).proof()
    }
}
