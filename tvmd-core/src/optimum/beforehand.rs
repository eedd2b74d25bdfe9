//! What is known of an optimum before anything is searched for: what one price for everything makes, posted to one agent alone, and how much welfare
//! there is.
//!
//! Both hold whatever is asked of incentives, and of taking part: a posted price is DSIC and ex-post IR, and where nobody expects to lose by taking part no
//! more is paid than everything is worth.

use super::simple::best_price;
use super::so_far::SoFar;
use crate::exact::Rational;
use crate::objective::Standard;
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Setting, Valuation};
use num_traits::Zero as _;

impl SoFar {
    /// With what is known beforehand, where that is more: of revenue or welfare under every prior whose marginals are within so much of those of one, which
    /// is among them.
    pub(super) fn or_beforehand(mut self, objective: Standard, prior: &Prior, radii: &[Rational]) -> Self {
        // Of a mechanism that was found more is known than what it makes.
        if self.mechanism.is_none() {
            self.value = self.value.max(Some(at_least(objective, prior, radii)));
        }
        self.or_welfare(prior)
    }

    /// With all welfare that there is under a prior, where nothing less is known to be at most made.
    pub(super) fn or_welfare(mut self, prior: &Prior) -> Self {
        let welfare = at_most(prior);
        self.upper = Some(self.upper.map_or(welfare.clone(), |upper| upper.min(welfare)));
        self
    }
}

/// The best that is made by everything being sold to one agent at one price, or given to her.
fn at_least(objective: Standard, prior: &Prior, radii: &[Rational]) -> Rational {
    let setting = prior.setting();
    let all = Bundle::all(setting.items().len());
    let of_agent = |(agent, radius): (usize, &Rational)| {
        let marginal = prior.marginal(AgentId(agent));
        let types = setting.agents()[agent].types().iter();
        let worth = types.map(|one| one.valuation().value(all)).zip(marginal.masses()).collect();
        let left = without_highest(worth, radius);
        match objective {
            Standard::Welfare => left.iter().map(|(value, mass)| value * mass).sum(),
            Standard::Revenue => best_price(&left).revenue,
        }
    };
    radii.iter().enumerate().map(of_agent).max().unwrap_or_default()
}

/// What is left of values, with their probabilities, if so much of the highest ones becomes worth nothing: the worst that can happen to what is made of
/// them, whatever the price.
fn without_highest(mut worth: Vec<(Rational, Rational)>, radius: &Rational) -> Vec<(Rational, Rational)> {
    worth.sort_by(|one, other| other.0.cmp(&one.0));
    let mut moves = radius.clone().max(Rational::zero());
    for (_, mass) in &mut worth {
        let moved = mass.clone().min(moves.clone());
        moves -= &moved;
        *mass -= moved;
    }
    worth
}

/// No less than what the best division of the items is expected to be worth.
fn at_most(prior: &Prior) -> Rational {
    prior.support().map(|(profile, mass)| most(prior.setting(), profile.types()) * mass).sum()
}

/// No less than what the best division is worth at a profile: exact where all are additive.
fn most(setting: &Setting, types: &[usize]) -> Rational {
    let valuations =
        setting.agents().iter().zip(types).map(|(agent, number)| agent.types()[*number].valuation());
    let valuations: Vec<&Valuation> = valuations.collect();
    let all = Bundle::all(setting.items().len());
    if valuations.iter().all(|one| matches!(one, Valuation::Additive(_))) {
        let alone = |item| Bundle::from_iter([item]);
        all.items().filter_map(|item| valuations.iter().map(|one| one.value(alone(item))).max()).sum()
    } else {
        valuations.iter().map(|one| one.value(one.best_set(all, |_| Rational::zero()))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::InstanceDecl;
    use crate::optimum::{Ball, Criterion, GuaranteeSought, Noise, Participation, Sought, Truthfulness};
    use crate::ratio;
    use crate::work::Budget;

    /// Two agents who want two items, and depend on each other.
    fn prior() -> Prior {
        let agent = |name: &str| {
            format!(
                r#"{{ "name": "{name}", "valuation": "additive", "types": [
                    {{ "name": "Low", "values": {{ "Tea": "1", "Milk": "1/2" }} }}, {{ "name": "High", "values": {{ "Tea": "3", "Milk": "1" }} }} ] }}"#
            )
        };
        let json = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea", "Milk"], "bound": "4", "agents": [{}, {}] }},
                "prior": {{ "joint": [
                    {{ "profile": ["Low", "Low"], "probability": "1/2" }}, {{ "profile": ["High", "Low"], "probability": "1/8" }},
                    {{ "profile": ["High", "High"], "probability": "3/8" }} ] }} }}"#,
            agent("Ann"),
            agent("Bob")
        );
        InstanceDecl::from_json(&json).unwrap().resolve().unwrap().prior().unwrap().clone()
    }

    #[test]
    fn an_optimum_is_between_what_is_known_beforehand() {
        let prior = prior();
        for objective in [Standard::Revenue, Standard::Welfare] {
            for radius in [ratio!(0), ratio!(1 / 10), ratio!(1 / 2), ratio!(1)] {
                let radii = [radius.clone(), radius.clone()];
                let within = |best: &Rational, prior: &Prior| {
                    let known = SoFar::default().or_beforehand(objective, prior, &radii);
                    let (value, upper) = (known.value.unwrap(), known.upper.unwrap());
                    assert!(
                        value <= *best && *best <= upper,
                        "{objective:?} {radius}: {value} {best} {upper}"
                    );
                };
                let sought = Sought {
                    objective,
                    truthfulness: Truthfulness::Bic,
                    participation: Participation::Interim,
                    criterion: Criterion::Within(radius.clone(), Ball::All),
                };
                let best = sought.of(&prior, &Budget::DEFAULT, &mut |_| ()).unwrap();
                within(&best.value, &prior);
                let noise = Noise { radii: radii.to_vec(), ball: Ball::All };
                let sought = GuaranteeSought::Any(Some(noise));
                let best = sought.of(&prior, objective, &Budget::DEFAULT, &mut |_| ()).unwrap().best;
                within(&best.value, &prior.product_of_marginals());
            }
        }
    }

    /// Ann is High half the time: 4 of 1/2; with a tenth moved, 4 of 2/5. Both are worth most to the higher one: 3/2 or 4.
    #[test]
    fn one_price_to_one_agent() {
        let (prior, revenue) = (prior(), Standard::Revenue);
        assert_eq!(at_least(revenue, &prior, &[ratio!(0), ratio!(0)]), ratio!(2));
        assert_eq!(at_least(revenue, &prior, &[ratio!(1 / 10), ratio!(1 / 10)]), ratio!(8 / 5));
        assert_eq!(at_least(revenue, &prior, &[ratio!(1), ratio!(1)]), ratio!(0));
        assert_eq!(at_most(&prior), ratio!(11 / 4));
        // What was found with a mechanism stays what it is.
        let found = SoFar {
            value: Some(ratio!(1)),
            upper: Some(ratio!(5 / 2)),
            mechanism: Some(crate::model::RuleDecl::Vcg),
        };
        assert_eq!(found.clone().or_beforehand(revenue, &prior, &[ratio!(0), ratio!(0)]), found);
    }
}
