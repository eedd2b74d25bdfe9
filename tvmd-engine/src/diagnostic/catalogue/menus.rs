//! Menus: whose they are, their lotteries, and whether all picks can be served.

use super::Message;
use crate::exact::Rational;
use crate::names::brief;
use std::fmt;

pub(crate) fn whose_menu() -> Message {
    Message::new("one menu for several agents doesn't say whose it is")
        .help("give each agent a menu of her own: `menu { First: { … }, Second: { … } }`")
}

pub(crate) fn empty_menu() -> Message {
    Message::new("the menu is empty")
}

pub(crate) fn items_drawn_together(agent: &str) -> Message {
    Message::new(format!("{} isn't additive, so a lottery must say which items come together", brief(agent)))
        .help("give probabilities of bundles: `lottery { [A]: 1/2, [A, B]: 1/4 }`")
}

pub(crate) fn bundle_drawn_twice() -> Message {
    Message::new("the probability of this bundle is already there")
}

/// A type of an agent that picks an item.
pub(crate) struct Pick<'a> {
    pub(crate) agent: &'a str,
    pub(crate) report: &'a str,
    pub(crate) probability: Rational,
}

impl fmt::Display for Pick<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agent, report, probability } = self;
        let (agent, report) = (brief(agent), brief(report));
        write!(f, "{agent} of type {report} picks it with probability {probability}")
    }
}

/// `picks` of additive agents promise an item with probabilities whose `sum` is over 1.
pub(crate) fn promised_over_one(item: &str, sum: &Rational, picks: &[Pick<'_>]) -> Message {
    not_served(&format!("`{}` is promised with probabilities that add up to {sum}", brief(item)), picks)
        .help("make them add up to at most 1 over the agents, or sell in sequence with `bundles`")
}

/// `picks` of agents who aren't all additive may draw an item at once.
pub(crate) fn drawn_at_once(item: &str, picks: &[Pick<'_>]) -> Message {
    not_served(&format!("`{}` may be drawn for several agents at once", brief(item)), picks).help(
        "where not all agents are additive an item can be on one agent's menu only; or sell in sequence \
         with `bundles`",
    )
}

fn not_served(reason: &str, picks: &[Pick<'_>]) -> Message {
    let picks: Vec<String> = picks.iter().map(Pick::to_string).collect();
    Message::new(format!("the menus can't all be served: {reason}: {}", picks.join(", ")))
}
