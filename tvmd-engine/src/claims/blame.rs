//! The place in what was said that a counterexample uses: the price, or the row.

use crate::declared::Declared;
use crate::diagnostic::Place;
use crate::incentive::Witness;
use crate::mechanism::Mechanism as _;
use crate::mechanism::rules::{Outcomes, Rule};
use crate::model::{self, Row};
use crate::setting::{AgentId, Profile};

/// Where a rule makes the witness possible; `None` where no part of it is more to blame than the claim.
///
/// In a table that is what the agent pays in the row that her true type meets; if she pays nothing there, what she pays
/// in the row that her misreport meets; if nothing there either, that row. A witness in expectation is traced through
/// the first profile of its type that has positive probability.
pub(super) fn place(
    rule: &model::RuleDecl,
    mechanism: &Declared,
    witness: &Witness,
    at: &Place,
) -> Option<Place> {
    let (model::RuleDecl::Outcomes(rows), Rule::Outcomes(resolved)) = (rule, &**mechanism.rule()) else {
        return None;
    };
    let rows = Rows { rows, resolved, mechanism, at: at.field("outcomes") };
    let profiles = match &witness.profile {
        Some(profile) => vec![profile.clone()],
        None => met(mechanism, witness.agent, witness.own),
    };
    let lie = |profile: &Profile| profile.with(witness.agent, witness.misreport.unwrap_or(witness.own));
    let agent = witness.agent_name();
    profiles
        .iter()
        .find_map(|truth| rows.payment(truth, agent))
        .or_else(|| profiles.iter().find_map(|truth| rows.payment(&lie(truth), agent)))
        .or_else(|| profiles.iter().find_map(|truth| rows.row(&lie(truth))))
}

/// The profiles of positive probability in which an agent has a type.
fn met(mechanism: &Declared, agent: AgentId, own: usize) -> Vec<Profile> {
    let support = mechanism.prior().into_iter().flat_map(crate::prior::Prior::support);
    support.map(|(profile, _)| profile).filter(|profile| profile.of(agent) == own).collect()
}

/// The rows of a table, as written and as resolved.
struct Rows<'a> {
    rows: &'a [Row],
    resolved: &'a Outcomes,
    mechanism: &'a Declared,
    at: Place,
}

impl Rows<'_> {
    fn row(&self, profile: &Profile) -> Option<Place> {
        Some(self.at.index(self.resolved.row(self.mechanism.setting(), profile)?))
    }

    fn payment(&self, profile: &Profile, agent: &str) -> Option<Place> {
        let row = self.resolved.row(self.mechanism.setting(), profile)?;
        let entry = self.rows.get(row)?.pays.iter().position(|(name, _)| name == agent)?;
        Some(self.at.index(row).field("pays").entry(entry, agent))
    }
}
