//! Certificates, as far as an instance has the same.

use crate::diagnostic::Place;
use crate::model::reader::{At, Reader};
use crate::model::tree::{Node, Value};
use crate::model::{Claim, PriorDecl, Row, SettingDecl};

/// What a certificate has of an instance.
pub struct Certificate {
    pub tvmd: u32,
    pub setting: SettingDecl,
    pub prior: PriorDecl,
    /// Its mechanism.
    pub outcomes: Vec<Row>,
    pub claims: Vec<Claim>,
}

/// Reads a certificate; `None` if anything is wrong with its shape.
pub fn certificate(tree: &Node<'_>) -> Option<Certificate> {
    let mut reader = Reader::default();
    let at = At { node: tree, place: Place::default() };
    let known = &[
        "tvmd",
        "proves",
        "setting",
        "prior",
        "worst_prior",
        "within",
        "marginals_within",
        "ball",
        "objective",
        "truthfulness",
        "epsilon",
        "participation",
        "value",
        "primal",
        "dual",
        "$schema",
    ];
    let fields = reader.fields(&at, "a certificate", known);
    for word in ["proves", "objective", "truthfulness", "participation"] {
        let at = reader.needed(&fields, word);
        reader.text(at, "a word");
    }
    let value = reader.needed(&fields, "value");
    for number in [value, fields.optional("epsilon"), fields.optional("within")] {
        reader.number(number);
    }
    reader.numbers(fields.optional("marginals_within"), "distances by agent");
    if let Some(at) = fields.optional("ball") {
        reader.text(Some(at), "a word");
    }
    if let Some(at) = fields.optional("$schema") {
        reader.text(Some(at), "the name of a schema");
    }
    fields.optional("worst_prior").map(|at| reader.prior(&at));
    let tvmd = match &reader.needed(&fields, "tvmd")?.node.value {
        Value::Number(written) => written.parse().ok()?,
        _ => return None,
    };
    let setting = reader.needed(&fields, "setting")?;
    let setting = reader.setting(&setting);
    let prior = reader.needed(&fields, "prior")?;
    let prior = reader.prior(&prior)?;
    let primal = reader.needed(&fields, "primal")?;
    let primal = reader.fields(&primal, "a mechanism", &["outcomes", "claims", "potentials", "cap"]);
    let outcomes = reader.needed(&primal, "outcomes")?;
    let outcomes = reader.rows(&outcomes);
    let claims = reader.claims(primal.given("claims"));
    if let Some(at) = primal.optional("potentials") {
        reader.entries(&at, "potentials by agent", |reader, at| reader.numbers(Some(at), "potentials"));
    }
    reader.number(primal.optional("cap"));
    reader.errors.is_empty().then_some(Certificate { tvmd, setting, prior, outcomes, claims })
}
