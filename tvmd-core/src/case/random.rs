//! Random small cases: settings, mechanisms with lotteries, priors and priors near them.

use super::Case;
use crate::exact::{Rational, ratio, text::Text};
use crate::model::{
    AgentDecl, Branch, Entries, FORMAT, InstanceDecl, MechanismDecl, Pattern, Row, RuleDecl, SettingDecl,
    Space, Taken, TypeDecl, ValuationKind, Values,
};
use crate::prior::Prior;
use crate::setting;
use num_traits::{One, Zero};

/// H of every random setting.
const BOUND: i64 = 2;

/// Makes random cases from a seed.
#[derive(Debug)]
pub struct Generator(oorandom::Rand64);

impl Generator {
    /// The cases of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(oorandom::Rand64::new(seed.into()))
    }

    /// A random mechanism with a prior and a prior near it.
    pub fn case(&mut self) -> Option<Case> {
        let instance = self.instance();
        let resolved = instance.resolve().ok()?;
        let prior = self.prior(resolved.setting());
        let prior_hat = self.near(&prior);
        Some(Case::new(resolved.mechanisms().first()?.table().clone(), prior, prior_hat))
    }

    /// A whole number in 0..end; 0 if the range is empty.
    pub fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.0.rand_range(0..end) }
    }

    /// A position below `end`; 0 if there is none.
    pub fn position(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).unwrap_or(0)
    }

    /// A rational k/d in [0, 1] with a small denominator.
    pub fn fraction(&mut self) -> Rational {
        let bottom = 1 + self.below(6);
        let top = self.below(bottom + 1);
        Rational::new(top.into(), bottom.into())
    }

    /// One to three additive agents with one to three types, one or two items, and an outcome for each profile.
    fn instance(&mut self) -> InstanceDecl {
        let items: Vec<String> =
            ["A", "B"].into_iter().take(1 + usize::from(self.below(3) == 0)).map(str::to_owned).collect();
        let agents = 1 + self.below(3);
        let agents: Vec<AgentDecl> = (1..=agents)
            .map(|number| AgentDecl {
                name: format!("Agent{number}"),
                valuation: ValuationKind::Additive,
                types: (0..=self.below(3)).map(|number| self.type_decl(number, &items)).collect(),
            })
            .collect();
        let sizes: Vec<usize> = agents.iter().map(|agent| agent.types.len() + 1).collect();
        let mut rows: Vec<Row> = Vec::new();
        if let Some(numbering) = setting::Numbering::new(sizes) {
            for index in 0..numbering.count() {
                rows.push(self.row(&agents, &items, numbering.profile(index).types()));
            }
        }
        let setting = SettingDecl { name: "Random".into(), items, bound: ratio(BOUND, 1), agents };
        let mechanism = MechanismDecl { rule: RuleDecl::Outcomes(rows), claims: Vec::new() };
        let mechanisms = [("Table".to_owned(), mechanism)].into_iter().collect();
        InstanceDecl {
            tvmd: FORMAT,
            setting,
            prior: None,
            prior_hat: None,
            mechanisms,
            numbers: Entries::default(),
        }
    }

    fn type_decl(&mut self, number: u64, items: &[String]) -> TypeDecl {
        let share = ratio(BOUND, i64::try_from(items.len()).unwrap_or(1));
        let values = items.iter().map(|item| (item.clone(), Text(self.fraction() * &share))).collect();
        TypeDecl { name: format!("T{}", number + 1), space: Space::One(Values::Items(values)) }
    }

    /// The row for one profile: each item to one of those who take part or to nobody, payments in [-H, H].
    fn row(&mut self, agents: &[AgentDecl], items: &[String], types: &[usize]) -> Row {
        let name = |position: usize| match types[position].checked_sub(1) {
            None => setting::BOTTOM.to_owned(),
            Some(at) => agents[position].types[at].name.clone(),
        };
        let when = (0..agents.len()).map(|position| Pattern::OneOf(vec![name(position)])).collect();
        let present: Vec<usize> = (0..agents.len()).filter(|position| types[*position] > 0).collect();
        let gets = if self.below(3) == 0 {
            let sure = self.fraction();
            let rest = Rational::one() - &sure;
            let branch = |probability, gets| Branch { probability, gets };
            let branches =
                [branch(sure, self.gifts(agents, items, &present)), branch(rest, Entries::default())];
            Taken::Lottery(branches.into_iter().collect())
        } else {
            Taken::Surely(self.gifts(agents, items, &present))
        };
        let mut pays = Entries::default();
        for position in present {
            let payment = match self.below(4) {
                0 => ratio(BOUND, 1),
                1 => -self.fraction() * ratio(BOUND, 1),
                _ => self.fraction() * ratio(BOUND, 1),
            };
            pays.0.push((agents[position].name.clone(), Text(payment)));
        }
        Row { when, gets, pays }
    }

    fn gifts(&mut self, agents: &[AgentDecl], items: &[String], present: &[usize]) -> Entries<Vec<String>> {
        let mut gifts: Entries<Vec<String>> = Entries::default();
        for item in items {
            let draw = self.position(4);
            let Some(winner) = present.get(draw).map(|position| &agents[*position].name) else { continue };
            match gifts.0.iter_mut().find(|(name, _)| name == winner) {
                Some((_, gets)) => gets.push(item.clone()),
                None => gifts.0.push((winner.clone(), vec![item.clone()])),
            }
        }
        gifts
    }

    /// A random set of kept types of each agent, ⊥ among them.
    pub fn kept(&mut self, setting: &setting::Setting) -> Vec<Vec<bool>> {
        let agents = setting.agents().iter();
        agents
            .map(|agent| (0..agent.types().len()).map(|at| at == 0 || self.below(3) > 0).collect())
            .collect()
    }

    /// A random prior: small integer weights, many of them 0.
    pub fn prior(&mut self, setting: &setting::Setting) -> Prior {
        let count = setting.profile_count();
        loop {
            let weights: Vec<Rational> = (0..count)
                .map(|_| {
                    if self.below(2) == 0 {
                        Rational::zero()
                    } else {
                        Rational::from_integer(self.below(5).into())
                    }
                })
                .collect();
            let total: Rational = weights.iter().sum();
            if !total.is_zero() {
                let masses: Vec<Rational> = weights.into_iter().map(|weight| weight / &total).collect();
                if let Ok(prior) = Prior::from_masses(setting, &masses) {
                    return prior;
                }
            }
        }
    }

    /// A prior near `prior`: up to three times, a part of one profile's mass moves to another profile.
    pub fn near(&mut self, prior: &Prior) -> Prior {
        let mut masses: Vec<Rational> = prior.distribution().masses().collect();
        for _ in 0..=self.below(3) {
            let support: Vec<usize> = (0..masses.len()).filter(|point| !masses[*point].is_zero()).collect();
            let from = support[self.position(support.len())];
            let to = self.position(masses.len());
            let moved = &masses[from] * self.fraction();
            masses[from] -= &moved;
            masses[to] += moved;
        }
        Prior::from_masses(prior.setting(), &masses).unwrap_or_else(|_| prior.clone())
    }
}
