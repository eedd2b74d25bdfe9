//! Certificates of optimality where instances are read: what they certify is a mechanism for a setting and a prior.

use super::FileError;
use crate::model::tree::Node;
use crate::model::{Entries, InstanceDecl, MechanismDecl, RuleDecl};
use tvmd_model::files::shape;

/// The name under which the mechanism of a certificate stands in its instance.
pub const CERTIFIED: &str = "Certified";

/// The instance of a certificate: its setting, its prior, and the mechanism as [`CERTIFIED`]; `None` if the tree isn't one.
/// Whether it proves anything is for `tvmd-verify` to say, and what is wrong with its shape, too.
pub(super) fn instance(tree: &Node<'_>) -> Option<Result<InstanceDecl, FileError>> {
    tree.field("proves")?;
    let Some(shape::Certificate { tvmd, setting, prior, outcomes, claims }) = shape::certificate(tree) else {
        let reason = "is a certificate, and something is wrong with its shape; `tvmd verify` says what";
        return Some(Err(FileError::whole(None, reason)));
    };
    let mechanism = MechanismDecl { rule: RuleDecl::Outcomes(outcomes), claims };
    Some(Ok(InstanceDecl {
        tvmd,
        setting,
        prior: Some(prior),
        prior_hat: None,
        mechanisms: [(CERTIFIED.to_owned(), mechanism)].into_iter().collect(),
        numbers: Entries::default(),
    }))
}
