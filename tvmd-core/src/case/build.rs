//! Settings and tables put together by hand, for statements that know what their cases look like.

use crate::exact::Rational;
use crate::mechanism::{Outcome, Table};
use crate::setting::{Agent, AgentId, BOTTOM, Bundle, Profile, Setting, Type, Valuation};

/// The setting in which type t of agent i values her best item at the largest of `values[i][t]`; ⊥ isn't listed. `None` if
/// the profiles can't be counted.
pub(crate) fn unit_demand(items: usize, bound: Rational, values: &[Vec<Vec<Rational>>]) -> Option<Setting> {
    setting(items, bound, values, Valuation::UnitDemand)
}

/// The same with additive types.
pub(crate) fn additive(items: usize, bound: Rational, values: &[Vec<Vec<Rational>>]) -> Option<Setting> {
    setting(items, bound, values, Valuation::Additive)
}

fn setting(
    items: usize,
    bound: Rational,
    values: &[Vec<Vec<Rational>>],
    valuation: fn(Vec<Rational>) -> Valuation,
) -> Option<Setting> {
    let bottom = || Type::new(BOTTOM, Valuation::BOTTOM);
    let own = |(number, values): (usize, &Vec<Rational>)| {
        Type::new(format!("T{}", number + 1), valuation(values.clone()))
    };
    let agents: Vec<Agent> = values
        .iter()
        .enumerate()
        .map(|(number, types)| {
            let types = std::iter::once(bottom()).chain(types.iter().enumerate().map(own));
            Agent::new(format!("Agent{}", number + 1), types.collect())
        })
        .collect();
    let items = ('A'..='Z').take(items).map(String::from).collect();
    Setting::of_parts("Small", items, bound, agents)
}

/// What one agent is given: a bundle, and a payment.
pub(crate) type Offer = (Bundle, Rational);

/// The mechanism in which only the first agent ever gets or pays anything: what `offer` says at each profile in which she
/// takes part. `None` if an offer isn't one of the setting.
pub(crate) fn first_only(setting: &Setting, offer: impl Fn(&Profile) -> Offer) -> Option<Table> {
    let agents = setting.agents().len();
    let outcomes = setting.profiles().map(|profile| {
        if profile.of(AgentId(0)) == 0 {
            return Outcome::nothing(agents);
        }
        let (bundle, payment) = offer(&profile);
        Outcome::sale(agents, AgentId(0), bundle, payment)
    });
    Table::new(setting, outcomes.collect()).ok()
}
