//! What a mechanism is for: the setting and its prior.

use super::{Page, Plot};
use crate::sheet::{Sheet, number};
use num_traits::Zero as _;
use tvmd_core::quantities::VirtualValue;
use tvmd_core::{AgentId, Bundle, Prior, Rational, Setting};

/// So many bundles of those that mechanisms hand over have a column.
const MOST_BUNDLES: usize = 8;

impl Page {
    /// Adds what bundles are worth to whom, those that the mechanisms before hand over among them, and how likely profiles are, and for one item the revenue curves of the agents, ironed.
    pub fn setting(&mut self, setting: &Setting, prior: Option<&Prior>) {
        self.section(&format!("The setting: {}", setting.name()));
        self.words(&format!(
            "Values are in [0, {0}], payments in [-{0}, {0}]. Not taking part, ⊥, is worth 0 and costs nothing.",
            number(setting.bound())
        ));
        let handed = self.handed_over.iter().take(MOST_BUNDLES).copied().collect::<Vec<_>>();
        let mut worth = crate::setting(setting, &handed);
        let told = |bundle: &&Bundle| worth.columns.contains(&setting.bundle_name(**bundle));
        match self.handed_over.iter().skip(MOST_BUNDLES).filter(|bundle| !told(bundle)).count() {
            0 => {}
            more => worth.note(format!("left out: {more} more bundles that are handed over")),
        }
        let Some(prior) = prior else { return self.sheet(&worth) };
        self.sheets(&worth, &crate::prior(("probability", prior), None));
        self.virtual_values(prior);
    }

    /// Adds the revenue curve of each agent, those of agents with the same values once.
    fn virtual_values(&mut self, prior: &Prior) {
        let Some(values) = crate::virtual_values(prior) else { return };
        self.section("Virtual values and ironing");
        self.sheet(&values);
        let mut curves: Vec<(Vec<&str>, Vec<VirtualValue>)> = Vec::new();
        for (position, agent) in prior.setting().agents().iter().enumerate() {
            let Some(curve) = VirtualValue::of_agent(prior, AgentId(position)) else { return };
            match curves.iter_mut().find(|(_, values)| *values == curve) {
                Some((agents, _)) => agents.push(agent.name()),
                None => curves.push((vec![agent.name()], curve)),
            }
        }
        for (agents, values) in curves {
            let (plot, sheet) = revenue_curve(&agents.join(", "), &values);
            self.plot_of(&plot, &sheet);
        }
    }
}

/// What a posted price brings by how likely it sells, and the least concave curve above, whose slopes are the ironed virtual values.
fn revenue_curve(whose: &str, values: &[VirtualValue]) -> (Plot, Sheet) {
    let title = format!("Revenue curve of {whose}");
    let columns = ["price", "probability of a sale", "revenue", "ironed"];
    let mut sheet = Sheet::new("revenue-curve", format!("{title}, by price"), columns);
    let (mut sold, mut ironed) = (Rational::zero(), Rational::zero());
    let mut revenue_points = vec![(sold.clone(), Rational::zero())];
    let mut ironed_points = revenue_points.clone();
    // From the dearest price down: each sells to one value more.
    for value in values.iter().rev() {
        sold += &value.probability;
        ironed += &value.probability * &value.ironed;
        let revenue = &value.value * &sold;
        sheet.row([&value.value, &sold, &revenue, &ironed].map(|number| number.clone().into()));
        revenue_points.push((sold.clone(), revenue));
        ironed_points.push((sold.clone(), ironed.clone()));
    }
    let mut plot = Plot::new(title, "probability of a sale", "revenue");
    plot.line("revenue of a posted price", revenue_points);
    plot.line("ironed: the least concave curve above", ironed_points);
    (plot, sheet)
}
