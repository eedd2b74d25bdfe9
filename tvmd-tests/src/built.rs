//! What an instance says, said again in Rust by `tvmd_core::build`.

use tvmd_core::Setting;
use tvmd_core::build::SettingBuilder;
use tvmd_core::build::priors::{self, Law, Masses};
use tvmd_core::build::rules::{self, Entry, Row, Rule};
use tvmd_core::build::types::{self, ItemTypes, ItemValues, Types};
use tvmd_core::declared::Declared;
use tvmd_core::exact::text::Text;
use tvmd_core::exact::{Number, Rational};
use tvmd_core::mechanism::Form;
use tvmd_core::model::{
    AgentDecl, Entries, Marginal, MenuEntryDecl, Menus, Offered, Order, Pattern, Prices, PriorDecl,
    Row as Said, RuleDecl, SettingDecl, Space, Taken, ValuationKind, Values,
};

/// Whole numbers below 10 as numbers, others in text.
fn number(number: &Rational) -> Number {
    match (0..10).find(|whole| *number == Rational::from_integer((*whole).into())) {
        Some(whole) => whole.into(),
        None => number.to_string().into(),
    }
}

fn numbers(entries: &Entries<Text>) -> Vec<(&str, Number)> {
    entries.iter().map(|(name, written)| (name.as_str(), number(&written.0))).collect()
}

/// A setting, not yet built.
pub fn setting(said: &SettingDecl) -> SettingBuilder {
    let builder = Setting::builder(&said.name).items(&said.items).bound(number(&said.bound));
    said.agents.iter().fold(builder, |builder, agent| match own_types(agent, &said.items) {
        Some(types) => builder.agent(&agent.name, types),
        None => builder,
    })
}

/// The types of an agent; `None` where values of items and of bundles are mixed up, which can't be said in Rust.
fn own_types(agent: &AgentDecl, items: &[String]) -> Option<Types> {
    match agent.valuation {
        ValuationKind::Bundles => {
            let none: [(&str, Vec<(&str, Number)>); 0] = [];
            let types = agent.types.iter().try_fold(types::bundles(none), |types, decl| {
                let Space::One(Values::Bundles(values)) = &decl.space else { return None };
                let values = values.iter().map(|entry| (entry.bundle.clone(), number(&entry.value)));
                Some(types.and(&decl.name, values))
            });
            types.map(Types::from)
        }
        kind => {
            let none: [(&str, Vec<Number>); 0] = [];
            let additive = kind == ValuationKind::Additive;
            let start = if additive { types::additive(none) } else { types::unit_demand(none) };
            let types = agent.types.iter().try_fold(start, |types: ItemTypes, decl| {
                let values: ItemValues =
                    match &decl.space {
                        Space::One(Values::Items(values)) => {
                            let complete = values.iter().map(|(item, _)| item).eq(items);
                            let named = numbers(values);
                            // One value per item, in order, needs no names.
                            if complete {
                                named.into_iter().map(|(_, value)| value).collect::<Vec<_>>().into()
                            } else {
                                named.into()
                            }
                        }
                        Space::One(Values::Bundles(_)) => return None,
                        Space::Grid(grid) => types::grid(grid.iter().map(|(item, axis)| {
                            (item, types::steps(&axis.from, number(&axis.to), &axis.step))
                        })),
                    };
                Some(types.and(&decl.name, values))
            });
            types.map(Types::from)
        }
    }
}

/// Whether a setting can be said in Rust.
#[must_use]
pub fn is_sayable(said: &SettingDecl) -> bool {
    said.agents.iter().all(|agent| own_types(agent, &said.items).is_some())
}

/// A prior; `None` if it is in another file.
#[must_use]
pub fn law(said: &PriorDecl) -> Option<Law> {
    Some(match said {
        PriorDecl::Uniform => priors::uniform(),
        PriorDecl::Include(_) | PriorDecl::Arrays(_) => return None,
        PriorDecl::Independent(marginals) => {
            let none: [(&str, Masses); 0] = [];
            let law =
                marginals.iter().fold(priors::independent(none), |law, (agent, marginal)| match marginal {
                    Marginal::Uniform => law.and(agent, priors::even()),
                    Marginal::Masses(masses) => law.and(agent, numbers(masses)),
                });
            law.into()
        }
        PriorDecl::Joint(atoms) => {
            priors::joint(atoms.iter().map(|atom| (&atom.profile, number(&atom.probability))))
        }
        PriorDecl::Mrf(field) => {
            let vertices = field.vertices.iter();
            let law = vertices
                .fold(priors::mrf(), |law, (vertex, potentials)| law.vertex(vertex, numbers(potentials)));
            let law = field.edges.iter().fold(law, |law, edge| {
                let potentials = edge.potentials.iter().map(|row| (&row.values, number(&row.potential)));
                law.edge(&edge.joins, potentials)
            });
            law.into()
        }
    })
}

/// A rule, given the mechanism that it extends and the prior that it computes with; `None` if it needs one that isn't there, is in
/// another file, or has a lottery of nothing: a file can have an empty list, but a row has a lottery by its branches.
#[must_use]
pub fn rule(said: &RuleDecl, base: Option<&Declared>, prior: Option<&tvmd_core::Prior>) -> Option<Rule> {
    Some(match said {
        RuleDecl::Outcomes(rows) => {
            let is_empty = |row: &Said| matches!(&row.gets, Taken::Lottery(branches) if branches.is_empty());
            if rows.iter().any(is_empty) {
                return None;
            }
            rules::outcomes(rows.iter().map(row))
        }
        RuleDecl::PostedPrices { order, prices } => {
            let sale = match prices {
                Prices::Anonymous(prices) => rules::posted_prices(numbers(prices)),
                Prices::PerAgent(agents) => rules::posted_prices_by_agent(
                    agents.iter().map(|(agent, prices)| (agent, numbers(prices))),
                ),
            };
            ordered(sale, order)
        }
        RuleDecl::Bundles { order, offers } => {
            let offers = offers.iter().map(|offer| (offer.bundle.clone(), number(&offer.price)));
            ordered(rules::bundles(offers), order)
        }
        RuleDecl::Menu(Menus::Single(entries)) => rules::menu(entries.iter().map(entry)),
        RuleDecl::Menu(Menus::PerAgent(menus)) => {
            rules::menus(menus.iter().map(|(agent, entries)| (agent, entries.iter().map(entry))))
        }
        RuleDecl::SecondPrice { reserve: None } => rules::second_price().into(),
        RuleDecl::SecondPrice { reserve: Some(reserve) } => {
            rules::second_price().reserve(number(reserve)).into()
        }
        RuleDecl::Vcg => rules::vcg(),
        RuleDecl::Arrays(_) => return None,
        RuleDecl::Lookahead => rules::lookahead(prior?),
        RuleDecl::DsicExtension { keeping, .. } => {
            rules::dsic_extension(base?, keeping.iter().map(|(agent, types)| (agent, types)))
        }
        RuleDecl::BicExtension { keeping, printed, .. } => {
            let form = if *printed { Form::Printed } else { Form::Repaired };
            rules::bic_extension(base?, keeping.iter().map(|(agent, types)| (agent, types)), prior?, form)
        }
    })
}

fn ordered(sale: rules::Sale, order: &Order) -> Rule {
    match order {
        Some(order) => sale.order(order).into(),
        None => sale.into(),
    }
}

fn entry(said: &MenuEntryDecl) -> Entry {
    let price = number(&said.price);
    match &said.offered {
        Offered::Bundle(bundle) => (bundle.clone(), price).into(),
        Offered::Items(chances) => rules::item_lottery(numbers(chances), price),
        Offered::Bundles(chances) => {
            let chances = chances.iter().map(|chance| (chance.bundle.clone(), number(&chance.probability)));
            rules::bundle_lottery(chances, price)
        }
    }
}

fn row(said: &Said) -> Row {
    let row = rules::row(said.when.iter().map(|pattern| match pattern {
        Pattern::Any => "_".to_owned(),
        Pattern::OneOf(types) => types.join("|"),
    }));
    let row = match &said.gets {
        Taken::Surely(gets) => gets.iter().fold(row, |row, (agent, bundle)| row.gets(agent, bundle.clone())),
        Taken::Lottery(branches) => branches.iter().fold(row, |row, branch| {
            let gets = branch.gets.iter().map(|(agent, bundle)| (agent, bundle.clone()));
            row.branch(number(&branch.probability), gets)
        }),
    };
    said.pays.iter().fold(row, |row, (agent, payment)| row.pays(agent, number(&payment.0)))
}
