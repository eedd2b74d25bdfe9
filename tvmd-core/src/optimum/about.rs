//! Whether a certificate is about the setting and the prior of an instance.

use crate::declared::Instance;
use crate::exact::Rational;
use crate::setting::AgentId;

/// What is different about the setting and the prior of a certificate, read as an instance, from those of another instance, in words;
/// `marginals` says that the claim is about all priors with the same marginals.
#[must_use]
pub fn unlike(certificate: &Instance, asked: &Instance, marginals: bool) -> Option<String> {
    let (Some(certified), Some(prior)) = (certificate.prior(), asked.prior()) else {
        return Some("it has no prior".to_owned());
    };
    let setting = certified.setting();
    // Distances compare settings before they compare priors.
    let distance = match certified.total_variation(prior) {
        Ok(distance) => distance.value,
        Err(error) => return Some(error.to_string()),
    };
    if marginals {
        let agents = setting.agents().iter().enumerate();
        let mut differing = agents
            .filter(|(agent, _)| certified.marginal(AgentId(*agent)) != prior.marginal(AgentId(*agent)));
        return differing.next().map(|(_, agent)| format!("the marginal of {} is another", agent.name()));
    }
    if distance == Rational::default() {
        return None;
    }
    let differs = |types: &_| certified.mass(types) != prior.mass(types);
    let example = setting.profiles().find(differs).map_or_else(String::new, |types| {
        let (here, there) = (certified.mass(&types), prior.mass(&types));
        format!(": {} has mass {here} in the certificate and {there} there", setting.profile_name(&types))
    });
    Some(format!("the priors are {distance} apart{example}"))
}
