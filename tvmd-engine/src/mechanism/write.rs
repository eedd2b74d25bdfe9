//! Tables back in the instance format.

use super::{Allocation, Outcome, Table};
use crate::exact::text::Text;
use crate::model::{Branch, Entries, Pattern, Row, RuleDecl, Taken};
use crate::setting::{AgentId, Setting};
use num_traits::Zero;

impl Table {
    /// The table as an `outcomes` rule: a row for each profile at which something happens, and nothing elsewhere.
    #[must_use]
    pub fn to_model(&self) -> RuleDecl {
        let setting = self.setting();
        let nothing = Outcome::nothing(setting.agents().len());
        let outcomes =
            setting.profiles().enumerate().map(|(index, at)| (self.make(self.number_at(index)), at));
        let mut rows: Vec<Row> = outcomes
            .filter(|(outcome, _)| *outcome != nothing)
            .map(|(outcome, profile)| {
                let types = setting.type_names(&profile).into_iter();
                row(types.map(|name| Pattern::OneOf(vec![name.to_owned()])).collect(), &outcome, setting)
            })
            .collect();
        if rows.len() < setting.profile_count() {
            rows.push(row(vec![Pattern::Any; setting.agents().len()], &nothing, setting));
        }
        RuleDecl::Outcomes(rows)
    }
}

fn row(when: Vec<Pattern>, outcome: &Outcome, setting: &Setting) -> Row {
    let gets = match outcome.allocations() {
        [(_, sure)] => Taken::Surely(gifts(sure, setting)),
        drawn => Taken::Lottery(
            drawn
                .iter()
                .map(|(probability, allocation)| Branch {
                    probability: probability.clone(),
                    gets: gifts(allocation, setting),
                })
                .collect(),
        ),
    };
    let payments = setting
        .agents()
        .iter()
        .enumerate()
        .map(|(position, agent)| (agent, outcome.payment(AgentId(position))));
    let pays = payments.filter(|(_, payment)| !payment.is_zero());
    Row { when, gets, pays: pays.map(|(agent, payment)| (agent.name().to_owned(), Text(payment))).collect() }
}

fn gifts(allocation: &Allocation, setting: &Setting) -> Entries<Vec<String>> {
    let bundles = setting
        .agents()
        .iter()
        .enumerate()
        .map(|(position, agent)| (agent, allocation.bundle(AgentId(position))));
    let gifts = bundles.filter(|(_, bundle)| !bundle.is_empty());
    gifts.map(|(agent, bundle)| (agent.name().to_owned(), setting.item_names(bundle))).collect()
}
