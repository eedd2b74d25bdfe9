//! Objectives of users: what they make, and that those whose coefficients aren't theirs are refused.

use super::mechanisms::{setting, values};
use crate::exact::{Rational, ratio};
use crate::kernel::{Dsic, ExPostIr, Mismatch, Proof};
use crate::mechanism::{Allocation, Mechanism, Outcome};
use crate::model::ValuationKind;
use crate::objective::{Objective, Performance, Welfare};
use crate::optimum::maxmin::max_min;
use crate::optimum::{Design, Goal, Linear, NotLinear, OptimumError, Truthfulness};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use crate::tv_robustness::{observation1, theorem1, theorem4};
use crate::work::Budget;
use num_traits::{One, Zero};

/// A function of an outcome.
type Value = fn(&Setting, &Profile, &Outcome) -> Rational;

/// Values of what agents get and what they pay, weighted by agent, with a value that may be another.
#[derive(Clone, Copy)]
struct Weighted {
    served: [i64; 2],
    paid: [i64; 2],
    value: Value,
}

const SAYS: [AgentId; 2] = [AgentId(0), AgentId(1)];

impl Objective for Weighted {
    fn name(&self) -> &'static str {
        "what they like"
    }
    fn range(&self, _: &Setting) -> (Rational, Rational) {
        (ratio(-100, 1), ratio(100, 1))
    }
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational {
        (self.value)(setting, types, outcome)
    }
}

impl Linear for Weighted {
    fn allocation(&self, setting: &Setting, types: &Profile, allocation: &Allocation) -> Rational {
        let worth = |agent: AgentId| {
            let report = &setting.agents()[agent.0].types()[types.of(agent)];
            report.valuation().value(allocation.bundle(agent)) * ratio(self.served[agent.0], 1)
        };
        SAYS.into_iter().map(worth).sum()
    }
    fn payment(&self, _: &Setting, _: &Profile, agent: AgentId) -> Rational {
        ratio(self.paid[agent.0], 1)
    }
}

fn worth(setting: &Setting, types: &Profile, outcome: &Outcome, agent: usize) -> Rational {
    outcome.value(AgentId(agent), setting.agents()[agent].types()[types.of(AgentId(agent))].valuation())
}

fn two_bidders() -> (Setting, Prior) {
    let setting = setting(ValuationKind::Additive, 2, &values(1..=2), 2);
    // Everybody takes part, all types equally likely.
    let mass = |profile: Profile| ratio(i64::from(!profile.types().contains(&0)), 4);
    let masses: Vec<Rational> = setting.profiles().map(mass).collect();
    let prior = Prior::from_masses(&setting, &masses).unwrap();
    (setting, prior)
}

/// The second's welfare counts three times as much as the first's.
const WEIGHTED_WELFARE: Weighted = Weighted {
    served: [1, 3],
    paid: [0, 0],
    value: |setting, types, outcome| {
        worth(setting, types, outcome, 0) + worth(setting, types, outcome, 1) * ratio(3, 1)
    },
};

/// What the first pays.
const REVENUE_FROM_FIRST: Weighted =
    Weighted { served: [0, 0], paid: [1, 0], value: |_, _, outcome| outcome.payment(AgentId(0)) };

fn design<'a>(prior: &'a Prior, goal: Goal<'a>) -> Design<'a> {
    Design { goal, ..Design::revenue(prior, Truthfulness::Dsic) }
}

#[test]
fn honest_objectives_are_maximised() {
    let (setting, prior) = two_bidders();
    // Whoever counts more gets it at each profile, which is monotone: 3 · 1, 3 · 2, 3 · 1 and 3 · 2.
    let best = design(&prior, WEIGHTED_WELFARE.goal()).best().unwrap();
    assert_eq!(best.value, ratio(9, 2));
    let on_table = Performance::new(&WEIGHTED_WELFARE, &best.table).unwrap();
    assert_eq!(on_table.expectation(&prior).unwrap(), best.value);
    // A price of 1, or of 2.
    let best = design(&prior, REVENUE_FROM_FIRST.goal()).best().unwrap();
    assert_eq!(best.value, ratio(1, 1));
    let sure = design(&prior, REVENUE_FROM_FIRST.goal()).best_without_lotteries(&mut |_| ()).unwrap();
    assert_eq!(sure.value, best.value);
    let marginals: Vec<_> = SAYS.map(|agent| prior.marginal(agent)).to_vec();
    let guaranteed = max_min(&setting, &marginals, &REVENUE_FROM_FIRST, &Budget::DEFAULT, &mut |_| ());
    assert_eq!(guaranteed.unwrap().value, ratio(1, 1));
    // By its coefficients, welfare is what it is by name.
    let welfare = design(&prior, Goal::Objective(&Welfare)).best().unwrap().value;
    assert_eq!(welfare, design(&prior, Welfare.goal()).best().unwrap().value);
}

/// The item at a price to the first, else to the second for nothing.
struct Offered(Setting, Rational);

impl Mechanism for Offered {
    fn name(&self) -> &'static str {
        "Offered"
    }
    fn setting(&self) -> &Setting {
        &self.0
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let item = Bundle::from_iter([ItemId(0)]);
        let report = &self.0.agents()[0].types()[reports.of(AgentId(0))];
        if report.valuation().value(item) >= self.1 {
            Outcome::sale(2, AgentId(0), item, self.1.clone())
        } else if reports.of(AgentId(1)) > 0 {
            Outcome::sale(2, AgentId(1), item, Rational::zero())
        } else {
            Outcome::nothing(2)
        }
    }
}

fn offered(setting: &Setting, price: Rational) -> (Proof<Dsic, Offered>, Proof<ExPostIr, Offered>) {
    let offered = Offered(setting.clone(), price);
    (Proof::<Dsic, _>::check(&offered).unwrap(), Proof::<ExPostIr, _>::check(&offered).unwrap())
}

#[test]
fn theorems_speak_of_them() {
    let (setting, prior) = two_bidders();
    let mass = |profile: Profile| ratio(i64::from(profile.types() == [2, 2]), 1);
    let high = Prior::from_masses(&setting, &setting.profiles().map(mass).collect::<Vec<_>>()).unwrap();
    let (dsic, ir) = offered(&setting, ratio(2, 1));
    let theorem = theorem1(dsic.clone(), ir.clone(), REVENUE_FROM_FIRST, &prior, &high).unwrap();
    assert_eq!(theorem.objective, "what they like");
    // At 2 she buys half of the time; where she is worth 2 for sure, always.
    assert_eq!((&theorem.performance, &theorem.optimum), (&ratio(1, 1), &ratio(1, 1)));
    assert_eq!((&theorem.performance_hat, &theorem.optimum_hat), (&ratio(2, 1), &ratio(2, 1)));
    assert!(theorem.slack() >= Rational::zero());
    let theorem = theorem4(dsic, ir, REVENUE_FROM_FIRST, &prior, &high).unwrap();
    assert_eq!((&theorem.guarantee, &theorem.guarantee_hat), (&ratio(1, 1), &ratio(2, 1)));
}

/// Twins of the honest ones, each wrong in its own way.
fn liars() -> [Weighted; 5] {
    [
        // Says that it is what both pay.
        Weighted { paid: [1, 1], ..REVENUE_FROM_FIRST },
        // Says that the second counts twice.
        Weighted { served: [1, 2], ..WEIGHTED_WELFARE },
        // What they pay, multiplied.
        Weighted {
            served: [0, 0],
            paid: [0, 0],
            value: |_, _, outcome| outcome.payment(AgentId(0)) * outcome.payment(AgentId(1)),
        },
        // What the first pays, but at one profile half of it.
        Weighted {
            value: |_, types, outcome| {
                outcome.payment(AgentId(0)) * ratio(1, if types.types() == [2, 1] { 2 } else { 1 })
            },
            ..REVENUE_FROM_FIRST
        },
        // Nothing where something is drawn.
        Weighted {
            value: |setting, types, outcome| match outcome.allocations() {
                [_] => worth(setting, types, outcome, 0),
                _ => Rational::zero(),
            },
            served: [1, 0],
            paid: [0, 0],
        },
    ]
}

#[test]
fn liars_are_refused_everywhere() {
    let (setting, prior) = two_bidders();
    let marginals: Vec<_> = SAYS.map(|agent| prior.marginal(agent)).to_vec();
    let (dsic, ir) = offered(&setting, ratio(1, 1));
    for liar in liars() {
        let refused = |error: &OptimumError| matches!(error, OptimumError::NotLinear(_));
        assert!(refused(&design(&prior, liar.goal()).best().unwrap_err()));
        assert!(refused(&design(&prior, liar.goal()).best_without_lotteries(&mut |_| ()).unwrap_err()));
        let guaranteed = max_min(&setting, &marginals, &liar, &Budget::DEFAULT, &mut |_| ());
        assert!(refused(&guaranteed.unwrap_err()));
        let unknown = |error| matches!(error, Mismatch::Optimum(error) if refused(&error));
        assert!(unknown(theorem1(dsic.clone(), ir.clone(), liar, &prior, &prior).unwrap_err()));
        assert!(unknown(theorem4(dsic.clone(), ir.clone(), liar, &prior, &prior).unwrap_err()));
        assert!(unknown(observation1(dsic.clone(), ir.clone(), liar, &prior, &prior).unwrap_err()));
    }
}

#[test]
fn a_lie_is_told_with_its_profile_and_both_numbers() {
    let (_, prior) = two_bidders();
    let told = |liar: Weighted| match design(&prior, liar.goal()).best().unwrap_err() {
        OptimumError::NotLinear(error) => *error,
        error => panic!("{error}"),
    };
    let error = told(liars()[3]);
    let expected = NotLinear {
        objective: "what they like".into(),
        types: "(T1, T0)".into(),
        outcome: "A0 gets nothing and pays 2, A1 gets nothing and pays 0".into(),
        value: ratio(1, 1),
        by_coefficients: ratio(2, 1),
    };
    assert_eq!(error, expected);
    assert_eq!(
        error.to_string(),
        "what they like isn't linear as it says: at (T1, T0), where A0 gets nothing and pays 2, A1 gets nothing and pays 0, its value \
         is 1, and its coefficients make it 2; mend its `value`, or its `allocation` and `payment`"
    );
}

/// What the first pays, but 2 where that is so much.
fn but_at(paid: Value) -> Weighted {
    Weighted { value: paid, ..REVENUE_FROM_FIRST }
}

/// What is as its coefficients say wherever all objectives are looked at, and not on the outcomes that are used.
#[test]
fn the_outcomes_that_are_used_are_looked_at_too() {
    let (setting, prior) = two_bidders();
    let twice =
        |error: &OptimumError| matches!(error, OptimumError::NotLinear(error) if error.value == ratio(2, 1));
    // The price 3/2 of the mechanism that is compared, at all profiles or at the last that has it.
    let everywhere: Value = |_, _, outcome| {
        let paid = outcome.payment(AgentId(0));
        if paid == ratio(3, 2) { ratio(2, 1) } else { paid }
    };
    let once: Value = |_, types, outcome| {
        let paid = outcome.payment(AgentId(0));
        if paid == ratio(3, 2) && types.types() == [2, 2] { ratio(2, 1) } else { paid }
    };
    let (dsic, ir) = offered(&setting, ratio(3, 2));
    for liar in [everywhere, once].map(but_at) {
        assert!(design(&prior, liar.goal()).best().is_ok());
        for error in [
            theorem1(dsic.clone(), ir.clone(), liar, &prior, &prior).unwrap_err(),
            theorem4(dsic.clone(), ir.clone(), liar, &prior, &prior).unwrap_err(),
        ] {
            assert!(matches!(error, Mismatch::Optimum(error) if twice(&error)));
        }
    }
    // The price 1 of a best mechanism where she is worth 1 for sure.
    let liar = but_at(|_, _, outcome| {
        let paid = outcome.payment(AgentId(0));
        if paid.is_one() { ratio(2, 1) } else { paid }
    });
    let mass = |profile: Profile| ratio(i64::from(profile.types() == [1, 1]), 1);
    let low = Prior::from_masses(&setting, &setting.profiles().map(mass).collect::<Vec<_>>()).unwrap();
    assert!(twice(&design(&low, liar.goal()).best().unwrap_err()));
    assert!(twice(&design(&low, liar.goal()).best_without_lotteries(&mut |_| ()).unwrap_err()));
    let marginals: Vec<_> = SAYS.map(|agent| low.marginal(agent)).to_vec();
    let guaranteed = max_min(&setting, &marginals, &liar, &Budget::DEFAULT, &mut |_| ());
    assert!(twice(&guaranteed.unwrap_err()));
}
