//! `menu`: entries, lotteries, and whether the picks of several agents always fit together.

use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Message, Noun, Numbers};
use crate::exact::{Rational, text::Text};
use crate::mechanism::rules::{Menu, MenuEntry};
use crate::model::{self, BundleChance, Entries, Menus, Offered};
use crate::names::brief;
use crate::resolve::known::Known;
use crate::resolve::names::unique;
use crate::resolve::numbers::{check_denominators, check_mass, check_payment};
use crate::setting::{Agent, Bundle, ItemId, Setting};
use num_traits::{One, Signed, Zero};
use std::fmt;
use tvmd_model::diagnostic::findings::Findings;

/// Resolves menus; `None` if anything is wrong with them or with the setting.
pub(super) fn menu(menus: &Menus, setting: &Known, at: &Place, errors: &mut Findings) -> Option<Menu> {
    let mut by_agent = vec![Vec::new(); setting.agents().len()];
    match menus {
        Menus::Single(entries) => {
            let of_one = setting.agents().len() == 1;
            let entries = self::entries(entries, of_one.then_some(0), setting, at, errors);
            if of_one {
                by_agent[0] = entries;
            } else if setting.agents_in_order(errors) && errors.is_read(at) {
                errors.report(at.clone(), whose_menu(setting.agents()));
            }
        }
        Menus::PerAgent(menus) => {
            unique(
                menus.iter().map(|(name, _)| name.as_str()),
                Noun::MENU,
                |index, name| at.entry(index, name).key(),
                errors,
            );
            for (index, (name, entries)) in menus.iter().enumerate() {
                let at = at.entry(index, name);
                let position = setting.agent(name, || at.key(), errors);
                let entries = self::entries(entries, position, setting, &at, errors);
                if let Some(position) = position {
                    by_agent[position] = entries;
                }
            }
        }
    }
    if !errors.is_whole(at) || !setting.agents_whole(errors) || !setting.items_whole(errors) {
        return None;
    }
    // Those of all agents are added up.
    let prices = by_agent.iter().flatten().map(|entry: &MenuEntry| &entry.price);
    let chances = by_agent.iter().flatten().flat_map(|entry| &entry.lottery).map(|(chance, _)| chance);
    if !check_denominators(Numbers::Prices, prices, || at.clone(), errors)
        || !check_denominators(Numbers::Probabilities, chances, || at.clone(), errors)
    {
        return None;
    }
    let menu = Menu { entries: by_agent, additive: setting.is_additive() };
    check_fit(&menu, setting, at, errors);
    Some(menu)
}

fn entries(
    entries: &[model::MenuEntryDecl],
    owner: Option<usize>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<MenuEntry> {
    if entries.is_empty() && errors.is_read(at) {
        errors.report(at.clone(), empty_menu());
    }
    check_denominators(Numbers::Prices, entries.iter().map(|entry| &entry.price), || at.clone(), errors);
    let resolved = entries.iter().enumerate().map(|(index, entry)| {
        let at = at.index(index);
        check_payment(("price", &entry.price), setting, || at.field("price"), errors);
        let lottery = match &entry.offered {
            Offered::Bundle(names) => {
                let bundle = setting.bundle(names, &at.field("bundle"), errors)?;
                vec![(Rational::one(), bundle)]
            }
            Offered::Items(chances) => item_lottery(chances, owner, setting, &at.field("lottery"), errors)?,
            Offered::Bundles(chances) => bundle_lottery(chances, setting, &at.field("lottery"), errors)?,
        };
        Some(MenuEntry { lottery, price: entry.price.clone() })
    });
    resolved.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Of the owner, if she is known: each item with its probability, drawn by one number: the item is given where the number is below it.
fn item_lottery(
    chances: &Entries<Text>,
    owner: Option<usize>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<Vec<(Rational, Bundle)>> {
    if let Some(owner) = owner.map(|owner| &setting.agents()[owner]).filter(|owner| !owner.is_additive()) {
        errors.report(at.clone(), items_drawn_together(&owner.name, setting.items()));
    }
    unique(
        chances.iter().map(|(item, _)| item.as_str()),
        Noun::PROBABILITY,
        |index, item| at.entry(index, item).key(),
        errors,
    );
    let mut by_item = vec![Rational::zero(); setting.items().len()];
    for (index, (item, chance)) in chances.iter().enumerate() {
        let place = || at.entry(index, item);
        if chance.0.is_negative() || chance.0 > Rational::one() {
            errors.report(place(), catalogue::no_probability(&chance.0));
        }
        if let Some(position) = setting.item(item, || place().key(), errors) {
            by_item[position] = chance.0.clone();
        }
    }
    if !errors.is_whole(at) {
        return None;
    }
    let mut cuts: Vec<Rational> =
        by_item.iter().cloned().chain([Rational::zero(), Rational::one()]).collect();
    cuts.sort();
    cuts.dedup();
    let pieces = cuts.windows(2).map(|piece| {
        let given = by_item.iter().enumerate().filter(|(_, chance)| **chance > piece[0]);
        (&piece[1] - &piece[0], given.map(|(item, _)| ItemId(item)).collect())
    });
    Some(pieces.collect())
}

/// Bundles with their probabilities; nothing with what is left.
fn bundle_lottery(
    chances: &[BundleChance],
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<Vec<(Rational, Bundle)>> {
    let (mut lottery, mut drawn_twice): (Vec<(Rational, Bundle)>, bool) = (Vec::new(), false);
    for (index, chance) in chances.iter().enumerate() {
        let at = at.index(index);
        check_mass(&chance.probability, || at.field("probability"), errors);
        let Some(items) = setting.bundle(&chance.bundle, &at.field("bundle"), errors) else { continue };
        if lottery.iter().any(|(_, bundle)| *bundle == items) {
            drawn_twice = true;
            errors.report(at.field("bundle"), bundle_drawn_twice());
        }
        lottery.push((chance.probability.clone(), items));
    }
    let probabilities = || chances.iter().map(|chance| &chance.probability);
    if !check_denominators(Numbers::Probabilities, probabilities(), || at.clone(), errors) {
        return None;
    }
    let sum: Rational = probabilities().sum();
    if sum > Rational::one() && errors.is_read(at) && !drawn_twice {
        errors.report(at.clone(), catalogue::over_one(&sum));
    }
    if !errors.is_whole(at) {
        return None;
    }
    let rest = Rational::one() - sum;
    match lottery.iter_mut().find(|(_, bundle)| bundle.is_empty()) {
        Some((probability, _)) => *probability += rest,
        None => lottery.push((rest, Bundle::EMPTY)),
    }
    lottery.retain(|(probability, _)| !probability.is_zero());
    Some(lottery)
}

/// No item may be promised to several agents beyond probability 1 (additive agents) or drawn for two at once.
///
/// Agents pick independently of each other, so what they may pick is looked at agent by agent: some profile
/// combines any picks. One item that doesn't fit is enough to say.
fn check_fit(menu: &Menu, setting: &Setting, at: &Place, errors: &mut Findings) {
    for item in (0..setting.items().len()).map(ItemId) {
        let picks: Vec<Pick<'_>> =
            (0..setting.agents().len()).filter_map(|agent| likeliest(menu, setting, agent, item)).collect();
        let promised: Rational = picks.iter().map(|pick| &pick.probability).sum();
        let name = &setting.items()[item.0];
        let message = if menu.additive && promised > Rational::one() {
            promised_over_one(name, &promised, &picks)
        } else if !menu.additive && picks.len() > 1 {
            drawn_at_once(name, &picks)
        } else {
            continue;
        };
        errors.report(at.clone(), message);
        return;
    }
}

/// The type of an agent whose pick gives an item with the largest probability; `None` if no type of hers picks it.
fn likeliest<'a>(menu: &Menu, setting: &'a Setting, agent: usize, item: ItemId) -> Option<Pick<'a>> {
    let types = &setting.agents()[agent].types;
    let picks = (1..types.len()).filter_map(|t| {
        let probability = menu.pick(setting, agent, t)?.item_probability(item);
        Some(Pick { agent: &setting.agents()[agent].name, report: &types[t].name, probability })
    });
    let given = picks.filter(|pick| !pick.probability.is_zero());
    given.max_by(|one, other| one.probability.cmp(&other.probability))
}

// What is wrong with them.

fn whose_menu(agents: &[Agent]) -> Message {
    let menus = |quote: &str, list: &str| {
        let of = |agent: &Agent| format!("{quote}{}{quote}: {list}", brief(&agent.name));
        agents.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    let each = "give each agent a menu of her own";
    Message::new("one menu for several agents doesn't say whose it is")
        .help(format!("{each}: `\"menu\": {{ {} }}`", menus("\"", "[ … ]")))
        .help_in_block(format!("{each}: `menu {{ {} }}`", menus("", "{ … }")))
}

fn empty_menu() -> Message {
    Message::new("the menu is empty")
}

fn items_drawn_together(agent: &str, items: &[String]) -> Message {
    let items: Vec<String> = items.iter().take(2).map(|item| format!("\"{}\"", brief(item))).collect();
    Message::new(format!("{} isn't additive, so a lottery must say which items come together", brief(agent)))
        .help(format!(
            "give probabilities of bundles: `\"lottery\": [ {{ \"bundle\": [{}], \"probability\": \"1/2\" }} ]`",
            items.join(", ")
        ))
        .help_in_block("give probabilities of bundles: `lottery { [A]: 1/2, [A, B]: 1/4 }`")
}

fn bundle_drawn_twice() -> Message {
    Message::new("the probability of this bundle is already there")
}

/// A type of an agent that picks an item.
struct Pick<'a> {
    agent: &'a str,
    report: &'a str,
    probability: Rational,
}

impl fmt::Display for Pick<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agent, report, probability } = self;
        let (agent, report) = (brief(agent), brief(report));
        write!(f, "{agent} of type {report} picks it with probability {probability}")
    }
}

/// `picks` of additive agents promise an item with probabilities whose `sum` is over 1.
fn promised_over_one(item: &str, sum: &Rational, picks: &[Pick<'_>]) -> Message {
    not_served(&format!("`{}` is promised with probabilities that add up to {sum}", brief(item)), picks)
        .help("make them add up to at most 1 over the agents, or sell in sequence with `bundles`")
}

/// `picks` of agents who aren't all additive may draw an item at once.
fn drawn_at_once(item: &str, picks: &[Pick<'_>]) -> Message {
    not_served(&format!("`{}` may be drawn for several agents at once", brief(item)), picks).help(
        "where not all agents are additive an item can be on one agent's menu only; or sell in sequence \
         with `bundles`",
    )
}

fn not_served(reason: &str, picks: &[Pick<'_>]) -> Message {
    let picks: Vec<String> = picks.iter().map(Pick::to_string).collect();
    Message::new(format!("the menus can't all be served: {reason}: {}", picks.join(", ")))
}
