//! The (ε, q) that hold under every prior near one: against programs over priors, one for each set of types and lies; and wrong versions.

use super::regret::gains;
use num_traits::{One, Zero};
use tvmd_core::case::{Case, Generator};
use tvmd_core::exact::ratio;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::optimum::{Ball, Program, Relation, VariableId};
use tvmd_core::robustness::NearFrontier;
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Rational};

fn cases(seed: u64, count: usize) -> Vec<Case> {
    let mut generator = Generator::new(seed);
    let cases = std::iter::from_fn(|| Some(generator.case())).flatten();
    let small = |case: &Case| {
        let agents = case.setting().agents();
        case.setting().profile_count() <= 9 && agents.iter().all(|agent| agent.types().len() <= 3)
    };
    cases.filter(small).take(count).collect()
}

/// The largest mass, over the priors in a ball, of types of an agent who each gain at least ε by the lie that is chosen for her: a program
/// over priors. `None` if there is no such prior.
fn mass(
    case: &Case,
    agent: usize,
    lies: &[Option<usize>],
    epsilon: &Rational,
    delta: &Rational,
    ball: Ball,
) -> Option<Rational> {
    let (one, zero) = (Rational::one, Rational::zero);
    let agent = AgentId(agent);
    let mut program = Program::new();
    let (mut all, mut more) = (Vec::new(), Vec::new());
    let mut masses: Vec<VariableId> = Vec::new();
    for (before, types) in case.prior.distribution().masses().zip(case.setting().profiles()) {
        let most = (ball == Ball::Support && before.is_zero()).then(zero);
        let counts = if lies[types.of(agent)].is_some() { one() } else { zero() };
        let mass = program.variable(Some(zero()), most, counts);
        let added = program.variable(Some(zero()), None, zero());
        program.row([(mass, one()), (added, -one())], Relation::AtMost, before).unwrap();
        masses.push(mass);
        all.push((mass, one()));
        more.push((added, one()));
    }
    program.row(all, Relation::Equal, one()).unwrap();
    program.row(more, Relation::AtMost, delta.clone()).unwrap();
    for (own, lie) in lies.iter().enumerate().filter_map(|(own, lie)| Some((own, (*lie)?))) {
        let gains = gains(&case.table, agent, own, lie).into_iter().zip(&masses);
        let beyond = gains.filter_map(|(gain, mass)| Some((*mass, gain? - epsilon)));
        program.row(beyond.collect::<Vec<_>>(), Relation::AtLeast, zero()).unwrap();
    }
    program.maximise().optimum().map(|optimum| optimum.value)
}

/// The same over all sets of types and lies: what can't gain ε somewhere is left out, since with no mass it would gain 0 of 0.
fn largest(case: &Case, epsilon: &Rational, delta: &Rational, ball: Ball) -> Rational {
    let mut largest = Rational::zero();
    for (agent, spec) in case.setting().agents().iter().enumerate() {
        let types = spec.types().len();
        let mut choices: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for own in 0..types {
            let gains_more = |lie: &usize| {
                let gains = gains(&case.table, AgentId(agent), own, *lie).into_iter().enumerate();
                let reached = |at: usize| ball == Ball::All || !case.prior.distribution().mass(at).is_zero();
                let mut gains = gains.filter_map(|(at, gain)| Some(gain?).filter(|_| reached(at)));
                gains.any(|gain| gain >= *epsilon)
            };
            let lies: Vec<Option<usize>> = [None]
                .into_iter()
                .chain((0..types).filter(|lie| *lie != own).filter(gains_more).map(Some))
                .collect();
            choices = choices
                .iter()
                .flat_map(|choice| lies.iter().map(|lie| [choice.clone(), vec![*lie]].concat()))
                .collect();
        }
        for lies in choices {
            largest = mass(case, agent, &lies, epsilon, delta, ball).into_iter().fold(largest, Rational::max);
        }
    }
    largest
}

#[test]
fn no_prior_has_more_types_that_gain_and_programs_over_priors_say_the_same() {
    let mut generator = Generator::new(5);
    let (mut compared, mut moved, mut bounds) = (0, 0, 0);
    for case in cases(4, 60) {
        let delta = generator.fraction() / ratio(3, 1);
        for ball in [Ball::All, Ball::Support] {
            let near = NearFrontier::of(&case.table, &case.prior, &delta, ball).unwrap();
            let steps = near.steps(&Budget::DEFAULT);
            assert!(steps.last().unwrap().q.is_zero() && steps.iter().all(|step| step.exact));
            // At the corners more than ε is between at least ε, and at least a little more.
            for step in &steps {
                let little = &step.epsilon + ratio(1, 1_000_000);
                assert!(step.epsilon.is_zero() || step.q <= largest(&case, &step.epsilon, &delta, ball));
                assert!(step.q >= largest(&case, &little, &delta, ball));
                compared += 1;
            }
            // Elsewhere they are the same.
            let between = steps.windows(2).map(|pair| {
                let share = ratio(1 + i64::try_from(generator.below(5)).unwrap(), 7);
                &pair[0].epsilon + (&pair[1].epsilon - &pair[0].epsilon) * share
            });
            for epsilon in between.collect::<Vec<_>>() {
                let step = near.smallest_q(&epsilon, &Budget::DEFAULT);
                assert_eq!(step.q, largest(&case, &epsilon, &delta, ball));
                // Without work it is a bound.
                let none = Budget { steps: 0, ..Budget::DEFAULT };
                let bound = near.smallest_q(&epsilon, &none);
                assert!(bound.q >= step.q && (bound.q.is_zero() || !bound.exact));
                bounds += usize::from(bound.q > step.q);
                // Wrong: as under the prior, and mass δ more.
                let report = IncentiveReport::of(&case.table, Some(&case.prior)).unwrap();
                let naive = report.bic.unwrap().frontier.smallest_q(&epsilon) + &delta;
                moved += usize::from(naive != step.q);
            }
        }
    }
    assert!(compared > 80 && moved > 5 && bounds > 0, "{compared} {moved} {bounds}");
}

#[test]
fn within_0_it_is_the_frontier() {
    let mut steps = 0;
    for case in cases(6, 100) {
        let near = NearFrontier::of(&case.table, &case.prior, &Rational::zero(), Ball::All).unwrap();
        let report = IncentiveReport::of(&case.table, Some(&case.prior)).unwrap();
        let corners: Vec<_> =
            near.steps(&Budget::DEFAULT).into_iter().map(|step| (step.epsilon, step.q)).collect();
        let known = report.bic.unwrap().frontier;
        let known: Vec<_> = known.steps().iter().map(|step| (step.epsilon.clone(), step.q.clone())).collect();
        assert_eq!(corners, known);
        steps += corners.len() - 1;
    }
    assert!(steps > 50, "{steps}");
}
