//! Posted prices against all of them, in all orders.

use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::objective::{Performance, Standard};
use crate::optimum::couplings::worst_joint;
use crate::optimum::posted::{max_min_posted, orders, posted};
use crate::optimum::values::value;
use crate::setting::AgentId;
use crate::work::Budget;

/// The best guarantee of all orders, and of all prices that are somebody's value; and how many different ones there are.
fn enumerated(case: &Case, objective: Standard) -> (Rational, usize) {
    let setting = case.setting();
    let agents = setting.agents().len();
    let marginals: Vec<_> = (0..agents).map(|agent| case.prior.marginal(AgentId(agent))).collect();
    let ways = (0..agents).fold(vec![Vec::new()], |ways: Vec<Vec<Option<Rational>>>, agent| {
        let types = setting.agents()[agent].types().len();
        let prices: Vec<_> =
            (1..types).map(|own_type| Some(value(setting, agent, own_type))).chain([None]).collect();
        let with = |way: &Vec<_>| {
            prices.iter().map(|price| [&way[..], std::slice::from_ref(price)].concat()).collect::<Vec<_>>()
        };
        ways.iter().flat_map(with).collect()
    });
    let mut all = std::collections::BTreeSet::new();
    for order in orders(agents) {
        for way in &ways {
            let table = posted(setting, order.clone(), way).unwrap();
            let performance = Performance::new(&objective, &table).unwrap();
            all.insert(worst_joint(setting, &marginals, performance.values()).unwrap().value);
        }
    }
    (all.last().unwrap().clone(), all.len())
}

#[test]
fn no_other_prices_guarantee_more() {
    let mut generator = Generator::new(23);
    let drawn = std::iter::from_fn(|| Some(generator.case())).flatten();
    let fits = |case: &Case| {
        let setting = case.setting();
        setting.items().len() == 1 && setting.agents().len() > 1 && setting.profile_count() <= 27
    };
    let mut different = 0;
    for case in drawn.filter(fits).take(25) {
        let setting = case.setting();
        let marginals: Vec<_> =
            (0..setting.agents().len()).map(|agent| case.prior.marginal(AgentId(agent))).collect();
        for objective in [Standard::Revenue, Standard::Welfare] {
            let found =
                max_min_posted(setting, &marginals, objective, &Budget::DEFAULT, &mut |_| ()).unwrap();
            let (best, values) = enumerated(&case, objective);
            assert_eq!(found.value, best);
            different += usize::from(values > 2);
        }
    }
    assert!(different > 25, "{different}");
}
