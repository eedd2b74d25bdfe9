//! Lemma 8's construction: every type is replaced by a lottery over surrogates, types that stand for it in the mechanism, at a
//! new price.
//!
//! Let M be an ex-post IR mechanism and D a product prior. For one agent let V(t, s) be what the report s is worth to her type
//! t in expectation over the others, P(s) what it pays, and y(t, ·) and π(t) a lottery over surrogates and a price for each
//! type, with Σ_t D(t)y(t, s) ≤ D(s). Report t: with probability y(t, s) she becomes s, and with the rest a surrogate is drawn
//! from the masses that are left and she is *dropped*: the others meet that surrogate, but she gets nothing. So surrogates are
//! distributed as D, and everybody faces the others of M: a report is worth Σ_s y(t, s)V(t, s) and the agents don't interact.
//! The menu (y, π) is the one that earns most among those from which every type with mass picks its own entry, or would rather
//! not stay away: an exact linear program per agent.
//!
//! *Nobody is paid.* Were some π(t) below 0, every type would like its entry better than nothing by more than 0, and all prices
//! could be raised a little. So the best menu has π ≥ 0, and ⊥, which stands for itself, gains by no report, whether it has
//! mass or not.
//!
//! *Ex post.* Let ν(t) = Σ_s y(t, s)V(t, s), which is at least π(t). At a profile t pays π(t)/ν(t) times the worth to t of the
//! lottery that she gets there, or nothing if π(t) = 0: between 0 and that worth. So it is ex-post IR everywhere, and its
//! expectation over the others is π(t).
//!
//! *Types without mass* have the entry that they like best, or don't take part; truth is best for them, too.
//!
//! *Revenue.* Let R be the expectation of P and G that of what a type gains by its best report. For every η in (0, 1] the agent
//! pays at least (1-η)(R - G/η), by Lemma 8's menu. Match types to surrogates, with masses g(t, s), so that Σ g·(V - (1-η)P) is
//! greatest; ψ(s) ≥ 0 is the dual price of s. Becoming s costs (1-η)P(s) + ψ(s), and t pays the expectation of that.
//! Complementary slackness says that t likes what it is matched with best, and no less than nothing: the menu is one of those
//! above. The identity is a matching, so Σ g(V - (1-η)P) ≥ E V(t, t) - (1-η)R; truth is worth at least 0 to t and no report
//! more than its gain more, so Σ g(V - P) ≤ E V(t, t) - R + G. The difference is Σ g·η·P ≥ ηR - G, and she pays (1-η)Σ g·P and
//! ψ. With η near √(G/R) at most 2√(RG) is lost; by R ≤ H and Cauchy's inequality all lose at most 2n√(Hε), ε being the largest
//! gain. If G = 0, the reports of M themselves are such a menu, and nothing is lost.

use super::{Account, Menu, Share, Side};
use crate::exact::Rational;
use crate::mechanism::{Allocation, Mechanism, Outcome, Table};
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::{One, Signed, Zero};
use std::sync::Arc;

/// A mechanism made truthful under a product prior by replacing types with surrogates.
#[derive(Clone, Debug)]
pub struct Repricing {
    base: Arc<Table>,
    /// By agent and type.
    roles: Vec<Vec<Role>>,
    account: Account,
}

/// What a type is replaced by.
#[derive(Clone, Debug)]
struct Role {
    draws: Vec<Draw>,
    /// π.
    payment: Rational,
    /// ν.
    value: Rational,
}

/// A surrogate that may be drawn.
#[derive(Clone, Debug)]
struct Draw {
    chance: Rational,
    surrogate: usize,
    /// Whether the agent gets what the surrogate gets; otherwise, nothing.
    served: bool,
}

impl Repricing {
    /// Makes an ex-post IR mechanism truthful under the product of the prior's marginals, for most revenue.
    ///
    /// The result is BIC under that product and ex-post IR even if `base` isn't ex-post IR; then what the account promises need
    /// not hold. Time is that of a linear program per agent in the pairs of her types, and of an outcome of `base` per draw of
    /// surrogates.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn new(base: &Arc<Table>, prior: &Prior) -> Result<Self, PriorError> {
        let setting = base.setting();
        same_setting(setting, prior.setting())?;
        let prior = prior.product_of_marginals();
        let (mut roles, mut shares) = (Vec::new(), Vec::new());
        for (agent, spec) in setting.agents().iter().enumerate() {
            let side = Side::of(base, &prior, AgentId(agent))?;
            let menu = Menu::best(&side);
            roles.push(self::roles(&side, &menu));
            shares.push(Share::new(spec.name(), &side, &menu));
        }
        Ok(Self { base: base.clone(), roles, account: Account { shares, bound: setting.bound().clone() } })
    }

    /// What it costs, agent by agent.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    fn role(&self, agent: usize, reports: &Profile) -> &Role {
        &self.roles[agent][reports.of(AgentId(agent))]
    }

    /// The surrogates of all agents that may be drawn together, who of them is served, and how likely that is.
    fn draws(&self, reports: &Profile) -> Vec<(Rational, Vec<(usize, bool)>)> {
        let mut draws = vec![(Rational::one(), Vec::new())];
        for agent in 0..self.roles.len() {
            let next = &self.role(agent, reports).draws;
            let extended = draws.iter().flat_map(|(chance, before)| {
                next.iter().map(move |draw| {
                    let drawn = before.iter().copied().chain([(draw.surrogate, draw.served)]);
                    (chance * &draw.chance, drawn.collect())
                })
            });
            draws = extended.collect();
        }
        draws
    }

    /// Who gets what at a profile: draw surrogates, do as the base does, and take from those who are dropped what they got.
    fn lottery(&self, reports: &Profile) -> Vec<(Rational, Allocation)> {
        let mut lottery = Vec::new();
        for (chance, drawn) in self.draws(reports) {
            let surrogates = Profile::new(drawn.iter().map(|(surrogate, _)| *surrogate).collect());
            let Some(outcome) = self.base.outcome(&surrogates) else { continue };
            for (probability, allocation) in outcome.allocations() {
                let bundles = drawn.iter().enumerate().map(|(agent, (_, served))| {
                    if *served { allocation.bundle(AgentId(agent)) } else { Bundle::EMPTY }
                });
                let allocation = Allocation::new(bundles.collect()).expect("a part of an allocation is one");
                lottery.push((&chance * probability, allocation));
            }
        }
        lottery
    }
}

impl Mechanism for Repricing {
    fn name(&self) -> &'static str {
        "repricing"
    }
    fn setting(&self) -> &Setting {
        self.base.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let agents = self.base.setting().agents();
        let unpaid = Outcome::lottery(self.lottery(reports), vec![Rational::zero(); agents.len()])
            .expect("surrogates are drawn with probabilities that add up to 1");
        let payments = agents.iter().enumerate().map(|(agent, spec)| {
            let Role { payment, value, .. } = self.role(agent, reports);
            if payment.is_zero() {
                return Rational::zero();
            }
            let valuation = spec.types()[reports.of(AgentId(agent))].valuation();
            unpaid.value(AgentId(agent), valuation) * payment / value
        });
        let payments = payments.collect();
        Outcome::lottery(unpaid.allocations().iter().cloned(), payments)
            .expect("the probabilities of a lottery add up to 1")
    }
}

/// The roles of an agent's types.
fn roles(side: &Side, menu: &Menu) -> Vec<Role> {
    let masses = side.masses();
    let used = |surrogate: usize| -> Rational {
        masses.iter().zip(&menu.chances).map(|(mass, chances)| mass * &chances[surrogate]).sum()
    };
    let mut left: Vec<Rational> = (0..masses.len()).map(|at| &masses[at] - used(at)).collect();
    left[0] = Rational::zero();
    let all_left: Rational = left.iter().sum();
    let draws = |entry: usize| -> Vec<Draw> {
        if entry == 0 {
            return vec![Draw { chance: Rational::one(), surrogate: 0, served: true }];
        }
        let chances = &menu.chances[entry];
        let dropped = Rational::one() - chances.iter().sum::<Rational>();
        let served = chances.iter().enumerate().map(|(surrogate, chance)| (chance.clone(), surrogate, true));
        // Where nothing is left, nobody is dropped.
        let rest = left.iter().enumerate().filter(|_| dropped.is_positive());
        let rest = rest.map(|(surrogate, mass)| (&dropped * mass / &all_left, surrogate, false));
        let draws = served.chain(rest).filter(|(chance, ..)| !chance.is_zero());
        draws.map(|(chance, surrogate, served)| Draw { chance, surrogate, served }).collect()
    };
    let role = |at: usize| {
        let entry = if at == 0 || masses[at].is_zero() { menu.favourite(side, at) } else { at };
        Role {
            draws: draws(entry),
            payment: menu.payments[entry].clone(),
            value: side.worth(at, &menu.chances[entry]),
        }
    };
    (0..masses.len()).map(role).collect()
}
