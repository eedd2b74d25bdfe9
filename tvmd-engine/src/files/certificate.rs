//! Certificates of optimality where instances are read: what they certify is a mechanism for a setting and a prior.

use super::{FileError, fast};
use crate::exact::text;
use crate::model::{Claim, Entries, InstanceDecl, MechanismDecl, PriorDecl, Row, RuleDecl, SettingDecl};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The name under which the mechanism of a certificate stands in its instance.
pub const CERTIFIED: &str = "Certified";

/// A certificate, as far as an instance has the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificate {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    tvmd: u32,
    #[serde(rename = "proves")]
    _proves: String,
    setting: SettingDecl,
    prior: PriorDecl,
    #[serde(rename = "worst_prior")]
    _worst_prior: Option<PriorDecl>,
    #[serde(rename = "objective")]
    _objective: String,
    #[serde(rename = "truthfulness")]
    _truthfulness: String,
    #[serde(rename = "epsilon")]
    _epsilon: Option<text::Text>,
    #[serde(rename = "participation")]
    _participation: String,
    #[serde(rename = "value")]
    _value: text::Text,
    primal: Primal,
    #[serde(rename = "dual")]
    _dual: Option<IgnoredAny>,
}

/// The mechanism of a certificate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Primal {
    outcomes: Vec<Row>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(rename = "potentials")]
    _potentials: Option<Entries<Entries<text::Text>>>,
}

/// The instance of a certificate: its setting, its prior, and the mechanism as [`CERTIFIED`]; `None` if the text isn't one.
/// Whether it proves anything is for `tvmd-verify` to say, and what is wrong with its shape, too.
pub(super) fn instance(json: &str) -> Option<Result<InstanceDecl, FileError>> {
    /// What tells a certificate from an instance.
    #[derive(Deserialize)]
    struct Kind {
        #[serde(rename = "proves")]
        _proves: IgnoredAny,
    }
    fast::<Kind>(json)?;
    let Some(Certificate { tvmd, setting, prior, primal, .. }) = fast(json) else {
        let reason = "is a certificate, and something is wrong with its shape; `tvmd verify` says what";
        return Some(Err(FileError::whole(None, reason)));
    };
    let mechanism = MechanismDecl { rule: RuleDecl::Outcomes(primal.outcomes), claims: primal.claims };
    Some(Ok(InstanceDecl {
        tvmd,
        setting,
        prior: Some(prior),
        prior_hat: None,
        mechanisms: [(CERTIFIED.to_owned(), mechanism)].into_iter().collect(),
        numbers: Entries::default(),
    }))
}
