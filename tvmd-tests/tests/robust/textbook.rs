//! One item and a few priors, one row each: the most that a mechanism makes at least under all of them, as a textbook would write it.

use super::naive::{self, Answer};
use num_traits::{One, Zero};
use tvmd_core::optimum::{Program, Relation, VariableId};
use tvmd_core::prior::Prior;
use tvmd_core::setting::{Bundle, Profile, Setting};
use tvmd_core::{AgentId, Rational};

/// The chance of the item and the payment of each agent, by profile.
type Cells = Vec<Vec<[VariableId; 2]>>;

/// What is asked of incentives.
#[derive(Clone, Copy)]
pub(crate) enum Asked<'a> {
    Dominant,
    /// In expectation under a prior.
    Expected(&'a Prior),
}

/// The largest least expected revenue, or welfare, over these priors.
pub(crate) fn most(setting: &Setting, asked: Asked<'_>, welfare: bool, priors: &[Vec<Rational>]) -> Rational {
    let (one, zero) = (Rational::one, Rational::zero);
    let mut program = Program::new();
    let profiles: Vec<Profile> = setting.profiles().collect();
    let bound = setting.bound();
    let cell = |program: &mut Program, profile: &Profile| -> Vec<[VariableId; 2]> {
        let of_agent = |report: &usize| {
            let (chance, payment) = if *report == 0 { (zero(), zero()) } else { (one(), bound.clone()) };
            let gets = program.variable(Some(zero()), Some(chance), zero());
            [gets, program.variable(Some(-&payment), Some(payment), zero())]
        };
        profile.types().iter().map(of_agent).collect()
    };
    let cells: Cells = profiles.iter().map(|profile| cell(&mut program, profile)).collect();
    for cell in &cells {
        program.row(cell.iter().map(|entries| (entries[0], one())), Relation::AtMost, one()).unwrap();
    }
    let value =
        |agent: usize, own: usize| setting.agents()[agent].types()[own].valuation().value(Bundle::all(1));
    let worth = |at: usize, agent: usize, own: usize, weight: &Rational| {
        let [gets, pays] = cells[at][agent];
        [(gets, value(agent, own) * weight), (pays, -weight)]
    };
    for (agent, spec) in setting.agents().iter().enumerate() {
        for own in 0..spec.types().len() {
            let with_own =
                || profiles.iter().enumerate().filter(move |(_, profile)| profile.of(AgentId(agent)) == own);
            for (at, _) in with_own() {
                program.row(worth(at, agent, own, &one()), Relation::AtLeast, zero()).unwrap();
            }
            for lie in (0..spec.types().len()).filter(|lie| *lie != own) {
                let gain = |(at, profile): (usize, &Profile), weight: &Rational| {
                    let lie = setting.index_of(&profile.with(AgentId(agent), lie)).unwrap();
                    [worth(at, agent, own, weight), worth(lie, agent, own, &-weight)].concat()
                };
                match asked {
                    Asked::Dominant => with_own().for_each(|at| {
                        program.row(gain(at, &one()), Relation::AtLeast, zero()).unwrap();
                    }),
                    Asked::Expected(prior) => {
                        let all = with_own().flat_map(|at| gain(at, &prior.distribution().mass(at.0)));
                        program.row(all.collect::<Vec<_>>(), Relation::AtLeast, zero()).unwrap();
                    }
                }
            }
        }
    }
    let least = program.variable(None, None, one());
    for prior in priors {
        let made = prior.iter().enumerate().flat_map(|(at, mass)| {
            let made = cells[at].iter().enumerate().map(move |(agent, [gets, pays])| (agent, *gets, *pays));
            let types = &profiles[at];
            made.map(move |(agent, gets, pays)| {
                let own = types.of(AgentId(agent));
                if welfare { (gets, value(agent, own) * mass) } else { (pays, mass.clone()) }
            })
        });
        let row = made.map(|(variable, factor)| (variable, -factor)).chain([(least, one())]);
        program.row(row.collect::<Vec<_>>(), Relation::AtMost, zero()).unwrap();
    }
    // The textbook's simplex method, too, where it takes no longer than a moment.
    let optimum = program.maximise().optimum().unwrap().value;
    if program.row_count() < 30 {
        assert_eq!(naive::maximise(&program), Answer::Optimal(optimum.clone()));
    }
    optimum
}
