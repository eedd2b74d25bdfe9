//! Small settings and mechanisms put together in one line, for statements that know what their cases look like: grids, examples,
//! families.
//!
//! ```
//! use tvmd::case::Case;
//! use tvmd::case::build::{additive, first_only};
//! use tvmd::exact::ratio;
//! use tvmd::setting::{AgentId, Bundle};
//! use tvmd::Prior;
//!
//! // A buyer worth 1/2 or 1 beside one who is always worth 1; the first is asked for 1/2.
//! let (low, high) = (vec![ratio(1, 2)], vec![ratio(1, 1)]);
//! let setting = additive(1, ratio(1, 1), &[vec![low, high.clone()], vec![high]]).unwrap();
//! let posted = first_only(&setting, |_| (Bundle::all(1), ratio(1, 2))).unwrap();
//! let prior = Prior::uniform(&setting);
//! let case = Case::new(posted, prior.clone(), prior);
//! assert!(tvmd::incentive::Verdict::dsic(&case.table).holds);
//! ```

use crate::exact::Rational;
use crate::mechanism::{Outcome, Table};
use crate::setting::{Agent, AgentId, Bundle, Profile, Setting, Type, Valuation};

/// The setting in which type t of agent i values her best item at the largest of `values[i][t]`, which has a value for each item; ⊥ isn't
/// listed, and comes first.
///
/// Items are called A, B, … and agents Agent1, Agent2, …, with types T1, T2, …. `None` if that is no setting: other than 1 to 26 items,
/// no agents, a bound H that isn't above 0, a type with other than one value for each item, a value below 0 or above H, or more profiles
/// than can be enumerated.
#[must_use]
pub fn unit_demand(items: usize, bound: Rational, values: &[Vec<Vec<Rational>>]) -> Option<Setting> {
    setting(items, bound, values, Valuation::UnitDemand)
}

/// The setting in which type t of agent i values each item at its entry in `values[i][t]`, and several at the sum, which is at most H. All
/// else is as for [`unit_demand`].
#[must_use]
pub fn additive(items: usize, bound: Rational, values: &[Vec<Vec<Rational>>]) -> Option<Setting> {
    setting(items, bound, values, Valuation::Additive)
}

fn setting(
    items: usize,
    bound: Rational,
    values: &[Vec<Vec<Rational>>],
    valuation: fn(Vec<Rational>) -> Valuation,
) -> Option<Setting> {
    let names: Vec<String> = ('A'..='Z').take(items).map(String::from).collect();
    if names.len() != items {
        return None;
    }
    let named = |(number, values): (usize, &Vec<Rational>)| {
        Type::new(format!("T{}", number + 1), valuation(values.clone()))
    };
    let agents: Vec<Agent> = values
        .iter()
        .enumerate()
        .map(|(number, types)| {
            let types = std::iter::once(Type::bottom()).chain(types.iter().enumerate().map(named));
            Agent::new(format!("Agent{}", number + 1), types.collect())
        })
        .collect();
    Setting::of_parts("Small", names, bound, agents)
}

/// What one agent is given: a bundle, and what she pays for it.
pub type Offer = (Bundle, Rational);

/// The mechanism in which only the first agent ever gets or pays anything: what `offer` says at each profile in which she
/// takes part. `None` if an offer isn't one of the setting: an item that isn't there, or a payment outside \[-H, H\].
pub fn first_only(setting: &Setting, offer: impl Fn(&Profile) -> Offer) -> Option<Table> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    #[test]
    fn what_is_no_setting_is_none() {
        let one = |value: i64| vec![vec![vec![ratio(value, 1)]]];
        let bound = || ratio(2, 1);
        assert!(additive(1, bound(), &one(2)).is_some());
        assert!(additive(1, bound(), &[vec![]]).is_some(), "somebody who never comes");
        assert!(additive(1, ratio(0, 1), &one(0)).is_none());
        assert!(additive(1, bound(), &one(3)).is_none() && additive(1, bound(), &one(-1)).is_none());
        assert!(additive(2, bound(), &one(1)).is_none() && additive(0, bound(), &one(1)).is_none());
        assert!(additive(1, bound(), &[]).is_none());
        let both = [vec![vec![ratio(2, 1), ratio(1, 1)]]];
        assert!(unit_demand(2, bound(), &both).is_some() && additive(2, bound(), &both).is_none());
        let many = [vec![vec![ratio(0, 1); 27]]];
        assert!(additive(27, bound(), &many).is_none());
        let setting = additive(1, bound(), &one(2)).unwrap();
        assert!(first_only(&setting, |_| (Bundle::all(1), ratio(3, 1))).is_none());
        assert!(first_only(&setting, |_| (Bundle::all(2), ratio(1, 1))).is_none());
    }
}
