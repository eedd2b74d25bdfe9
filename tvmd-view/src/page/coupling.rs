//! How types of different agents come together.

use super::Page;
use super::heat::shaded;
use super::table::records;
use crate::sheet::{Cell, Sheet};
use maud::html;
use num_traits::Zero as _;
use tvmd_core::{AgentId, Prior, Profile, Rational};

impl Page {
    /// Adds how likely profiles are under each of some priors of one setting: of two agents side by side, the types of the one by those of the
    /// other, the likelier the deeper in colour; of others one list.
    pub fn couplings(&mut self, one: (&str, &Prior), other: (&str, &Prior)) {
        match one.1.setting().agents() {
            [_, _] => {
                let [one, other] = [one, other].map(|(title, prior)| shaded(&square(title, prior)));
                self.parts.push(html! { div.tables { (one) (other) } });
            }
            _ => self.parts.push(records(&crate::prior(one, Some(other)))),
        }
    }
}

/// The types of the first agent by those of the second, each that is possible.
fn square(title: &str, prior: &Prior) -> Sheet {
    let setting = prior.setting();
    let possible = |agent: usize| {
        let marginal = prior.marginal(AgentId(agent));
        let types = (1..setting.agents()[agent].types().len()).chain([0]);
        types.filter(|her_type| !marginal.mass(*her_type).is_zero()).collect::<Vec<_>>()
    };
    let (down, across) = (possible(0), possible(1));
    let name = |agent: usize, her_type: usize| setting.agents()[agent].type_name(her_type).to_owned();
    let corner = format!("{} \\ {}", setting.agents()[0].name(), setting.agents()[1].name());
    let columns = [corner].into_iter().chain(across.iter().map(|second| name(1, *second)));
    let mut sheet = Sheet::new("coupling", title, columns);
    for first in down {
        let mass = |other: &usize| {
            let index = setting.index_of(&Profile::new(vec![first, *other]));
            let mass = index.map(|index| prior.distribution().mass(index));
            Cell::from(mass.filter(|mass: &Rational| !mass.is_zero()))
        };
        sheet.row([Cell::from(name(0, first))].into_iter().chain(across.iter().map(mass)));
    }
    sheet
}
