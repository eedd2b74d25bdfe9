//! Cases at the ends: one agent with few types, what she is offered depends on her report and on the state of another agent,
//! values are 0 or H and payments -H, 0 or the value.
//!
//! Utilities are linear in lotteries and payments, so what is extreme about incentives is extreme at such offers. The
//! other agent never gets or pays anything, so nothing has to be true of his incentives.

use super::Generator;
use super::build::{Offer, first_only, unit_demand};
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::setting::{AgentId, Bundle, Setting, Valuation};
use num_traits::{One, Signed, Zero};

/// The type whose misreport matters.
const TRUTH: usize = 1;
/// What she reports instead.
const LIE: usize = 2;

/// What a draw may contain.
#[derive(Clone, Copy, Debug)]
struct Kind {
    /// How many items there are.
    items: usize,
    /// Whether she may be paid.
    transfers: bool,
    /// Whether she must not lose by taking part.
    ex_post_ir: bool,
}

impl Generator {
    /// A random mechanism that is extreme in its incentives, with H = 1: one item or two, and two agents. The first, of two types, is unit-demand
    /// with values 0 and 1. What she is offered depends on her report and on the type of the second, who never gets or pays
    /// anything, and is drawn at random or puts what truth is worth to her first type over a report of the second at one end of what
    /// can be. It may pay her or not, and is ex-post IR if that is asked for.
    ///
    /// Hard cases for statements about misreports are of this kind.
    ///
    /// ```
    /// use tvmd::case::Generator;
    /// use tvmd::incentive::Verdict;
    ///
    /// let mut generator = Generator::new(0);
    /// let tables: Vec<_> = (0..20).filter_map(|_| generator.extreme(true)).collect();
    /// assert!(tables.iter().all(|table| Verdict::ex_post_ir(table).holds));
    /// assert!(tables.iter().any(|table| !Verdict::dsic(table).holds));
    /// ```
    pub fn extreme(&mut self, ex_post_ir: bool) -> Option<Table> {
        let kind = Kind { items: 1 + self.position(2), transfers: self.below(2) == 0, ex_post_ir };
        kind.table(self)
    }
}

impl Kind {
    /// Every offer to a type that is extreme: a bundle at -H, 0, its value, or H.
    fn offers(self, setting: &Setting, truth: usize) -> Vec<Offer> {
        let (bound, valuation) = (setting.bound(), &setting.agents()[0].types()[truth].valuation());
        let offers = Bundle::all(self.items).subsets().flat_map(|bundle| {
            let value = valuation.value(bundle);
            let mut payments = vec![-bound.clone(), Rational::zero(), value.clone(), bound.clone()];
            payments.dedup();
            payments.retain(|payment| {
                (self.transfers || !payment.is_negative()) && (!self.ex_post_ir || *payment <= value)
            });
            payments.into_iter().map(move |payment| (bundle, payment))
        });
        offers.collect()
    }

    /// A setting of this kind, H = 1, and a mechanism that in every state is drawn at random or puts the worth of truth
    /// over the lie at one end of what these offers allow.
    fn table(self, generator: &mut Generator) -> Option<Table> {
        let states = 2 + generator.position(2);
        let first = (0..2).map(|_| {
            let values = (0..self.items).map(|_| Rational::from_integer(generator.below(2).into()));
            values.collect()
        });
        let first = first.collect();
        let setting = unit_demand(
            self.items,
            Rational::one(),
            &[first, vec![vec![Rational::zero(); self.items]; states]],
        )?;
        let offers: Vec<[Offer; 2]> =
            (0..=states).map(|_| self.state(&setting, generator)).collect::<Option<_>>()?;
        first_only(&setting, |profile| offers[profile.of(AgentId(1))][profile.of(AgentId(0)) - TRUTH].clone())
    }

    /// The offers to truth and lie in one state.
    fn state(self, setting: &Setting, generator: &mut Generator) -> Option<[Offer; 2]> {
        let [truths, lies] = [TRUTH, LIE].map(|truth| self.offers(setting, truth));
        let valuation = &setting.agents()[0].types()[TRUTH].valuation();
        let most = |offers: &[Offer]| offers.iter().max_by_key(|offer| utility(valuation, offer)).cloned();
        let least = |offers: &[Offer]| offers.iter().min_by_key(|offer| utility(valuation, offer)).cloned();
        let (truth, lie) = match generator.below(3) {
            0 => (most(&truths)?, least(&lies)?),
            1 => (least(&truths)?, most(&lies)?),
            _ => (
                truths.get(generator.position(truths.len()))?.clone(),
                lies.get(generator.position(lies.len()))?.clone(),
            ),
        };
        Some([truth, lie])
    }
}

fn utility(valuation: &Valuation, (bundle, payment): &Offer) -> Rational {
    valuation.value(*bundle) - payment
}
