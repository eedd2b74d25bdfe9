//! Mechanisms: a rule that can't be read leaves one that nothing is wrong with.

use super::super::tree::Value;
use super::reader::{At, Reader};
use crate::diagnostic::catalogue;
use crate::model::{
    Branch, BundleChance, BundlePrice, Claim, Entries, Mechanism, MenuEntry, Menus, Offered, Order, Pattern,
    Prices, Property, Row, Rule, Taken,
};

/// The rules, as `written` has their fields.
const RULES: &[&str] = &[
    "outcomes",
    "posted_prices",
    "bundles",
    "menu",
    "second_price",
    "vcg",
    "lookahead",
    "dsic_extension",
    "bic_extension",
];

/// The rules and the claims.
const FIELDS: &[&str] = &[
    "outcomes",
    "posted_prices",
    "bundles",
    "menu",
    "second_price",
    "vcg",
    "lookahead",
    "dsic_extension",
    "bic_extension",
    "claims",
];

impl Reader {
    /// A mechanism in a setting with `agents` agents.
    pub(super) fn mechanism(&mut self, at: &At<'_>, agents: usize) -> Mechanism {
        let fields = self.fields(at, "an object with a rule", FIELDS);
        let claims =
            fields.given("claims").and_then(|at| self.list(&at, "a list of claims")).unwrap_or_default();
        let claims = claims.into_iter().map(|claim| self.claim(claim)).collect();
        let rule = self.one_of(&fields, "a mechanism", RULES);
        let rule = rule.and_then(|(name, at)| self.rule(name, &at, agents));
        let nothing = || Rule::PostedPrices { order: None, prices: Prices::Anonymous(Entries::default()) };
        Mechanism { rule: rule.unwrap_or_else(nothing), claims }
    }

    fn claim(&mut self, at: At<'_>) -> Claim {
        let harmless = Claim { negated: false, property: Property::ExPostIr };
        let before = self.errors.len();
        let written = self.text(Some(at.clone()), "a claim in quotes, such as \"dsic\",");
        if self.errors.len() > before {
            return harmless;
        }
        written.parse().unwrap_or_else(|error| {
            self.wrong(&at.place, catalogue::no_claim(error));
            harmless
        })
    }

    fn rule(&mut self, name: &str, at: &At<'_>, agents: usize) -> Option<Rule> {
        match name {
            "outcomes" => {
                let rows = self.list(at, "a list of rows")?;
                Some(Rule::Outcomes(rows.iter().map(|row| self.row(row, agents)).collect()))
            }
            "posted_prices" => {
                let fields = self.fields(at, "an object with prices", &["order", "prices"]);
                let prices = self.needed(&fields, "prices");
                let prices = prices.and_then(|at| self.prices(&at));
                let order = self.order(fields.optional("order"));
                Some(Rule::PostedPrices {
                    order,
                    prices: prices.unwrap_or_else(|| Prices::Anonymous(Entries::default())),
                })
            }
            "bundles" => {
                let fields = self.fields(at, "an object with offers", &["order", "offers"]);
                let order = self.order(fields.optional("order"));
                let offers = self
                    .needed(&fields, "offers")
                    .and_then(|at| self.list(&at, "a list of bundles and prices"));
                let offers = offers.unwrap_or_default();
                Some(Rule::Bundles { order, offers: offers.iter().map(|offer| self.offer(offer)).collect() })
            }
            "menu" => self.menus(at).map(Rule::Menu),
            "second_price" => {
                let fields = self.fields(at, "an object, perhaps with a reserve,", &["reserve"]);
                Some(Rule::SecondPrice {
                    reserve: fields.optional("reserve").map(|at| self.amount(Some(at))),
                })
            }
            "vcg" | "lookahead" => {
                self.fields(at, "an empty object", &[]);
                Some(if name == "vcg" { Rule::Vcg } else { Rule::Lookahead })
            }
            "dsic_extension" => {
                let fields = self.fields(at, "an object with of and keeping", &["of", "keeping"]);
                let (of, keeping) = (self.needed(&fields, "of"), self.needed(&fields, "keeping"));
                Some(Rule::DsicExtension { of: self.text(of, MECHANISM), keeping: self.keeping(keeping) })
            }
            _ => {
                let fields = self.fields(at, "an object with of and keeping", &["of", "keeping", "printed"]);
                let (of, keeping) = (self.needed(&fields, "of"), self.needed(&fields, "keeping"));
                let printed = fields.given("printed").is_some_and(|at| match at.node.value {
                    Value::Bool(printed) => printed,
                    _ => {
                        self.expected(&at, "true or false");
                        false
                    }
                });
                Some(Rule::BicExtension {
                    of: self.text(of, MECHANISM),
                    keeping: self.keeping(keeping),
                    printed,
                })
            }
        }
    }

    fn order(&mut self, at: Option<At<'_>>) -> Order {
        self.texts(&at?, "a list of agents")
    }

    /// Types that are kept, by agent; of an agent that can't be known if they can't be read.
    fn keeping(&mut self, at: Option<At<'_>>) -> Entries<Vec<String>> {
        let unknown = || std::iter::once((String::new(), Vec::new())).collect();
        let keeping = at.and_then(|at| {
            self.entries(&at, "an object of kept types per agent", |reader, at| {
                reader.texts(&at, "a list of types").unwrap_or_default()
            })
        });
        keeping.unwrap_or_else(unknown)
    }

    fn prices(&mut self, at: &At<'_>) -> Option<Prices> {
        let (mut items, mut agents) = (Entries::default(), Entries::default());
        let Value::Object(entries) = &at.node.value else {
            self.expected(at, "an object of prices per item, or of such objects per agent,");
            return None;
        };
        for (index, (name, node)) in entries.iter().enumerate() {
            let own = At { node, place: at.place.entry(index, name) };
            if let Value::Object(_) = node.value {
                agents.0.push((
                    name.clone(),
                    self.amounts(&own, "an object of prices per item").unwrap_or_default(),
                ));
            } else {
                items.0.push((name.clone(), crate::exact::text::Text(self.amount(Some(own)))));
            }
        }
        if !items.is_empty() && !agents.is_empty() {
            self.wrong(&at.place, catalogue::mixed_prices());
        }
        Some(if agents.is_empty() { Prices::Anonymous(items) } else { Prices::PerAgent(agents) })
    }

    fn offer(&mut self, at: &At<'_>) -> BundlePrice {
        let fields = self.fields(at, "an object with a bundle and its price", &["bundle", "price"]);
        let (bundle, price) = (self.needed(&fields, "bundle"), self.needed(&fields, "price"));
        BundlePrice { bundle: self.bundle(bundle), price: self.amount(price) }
    }

    fn menus(&mut self, at: &At<'_>) -> Option<Menus> {
        if let Value::List(_) = &at.node.value {
            return self.menu(at).map(Menus::Single);
        }
        let what = "a list of menu entries, or an object of such lists per agent,";
        self.entries(at, what, |reader, at| reader.menu(&at).unwrap_or_default()).map(Menus::PerAgent)
    }

    fn menu(&mut self, at: &At<'_>) -> Option<Vec<MenuEntry>> {
        let entries = self.list(at, "a list of menu entries")?;
        Some(entries.iter().map(|entry| self.menu_entry(entry)).collect())
    }

    fn menu_entry(&mut self, at: &At<'_>) -> MenuEntry {
        let fields = self.fields(at, "an object with a menu entry", &["bundle", "lottery", "price"]);
        let price = self.needed(&fields, "price");
        let price = self.amount(price);
        let offered = match self.one_of(&fields, "a menu entry", &["bundle", "lottery"]) {
            Some(("bundle", at)) => Offered::Bundle(self.bundle(Some(at))),
            Some((_, at)) => self.lottery(&at),
            None => Offered::Bundle(vec![String::new()]),
        };
        MenuEntry { offered, price }
    }

    fn lottery(&mut self, at: &At<'_>) -> Offered {
        if let Value::List(_) = &at.node.value {
            let chances = self.list(at, "a list of bundles and probabilities").unwrap_or_default();
            return Offered::Bundles(chances.iter().map(|chance| self.chance(chance)).collect());
        }
        let what = "an object of probabilities per item, or a list of bundles and probabilities,";
        match self.amounts(at, what) {
            Some(chances) => Offered::Items(chances),
            None => Offered::Bundle(vec![String::new()]),
        }
    }

    fn chance(&mut self, at: &At<'_>) -> BundleChance {
        let fields =
            self.fields(at, "an object with a bundle and its probability", &["bundle", "probability"]);
        let (bundle, probability) = (self.needed(&fields, "bundle"), self.needed(&fields, "probability"));
        BundleChance { bundle: self.bundle(bundle), probability: self.amount(probability) }
    }

    fn row(&mut self, at: &At<'_>, agents: usize) -> Row {
        let fields = self.fields(at, "an object with a row", &["when", "gets", "lottery", "pays"]);
        let unknown = || Pattern::OneOf(vec![String::new()]);
        let when = self.needed(&fields, "when");
        let when = when.and_then(|at| self.list(&at, "a list of patterns, one per agent,"));
        let when = match when {
            Some(when) => when.into_iter().map(|at| self.pattern(at)).collect(),
            None => (0..agents).map(|_| unknown()).collect(),
        };
        if let (Some(_), Some(_)) = (fields.optional("gets"), fields.optional("lottery")) {
            self.errors.report(fields.place.clone(), catalogue::only_one_of("a row", "gets", "lottery"));
        }
        let gets = match (fields.optional("lottery"), fields.optional("gets")) {
            (Some(at), _) => {
                let branches = self.list(&at, "a list of branches");
                branches.map(|branches| Taken::Lottery(branches.iter().map(|own| self.branch(own)).collect()))
            }
            (None, gets) => gets.map(|at| Taken::Surely(self.gets(&at))),
        };
        let pays = fields.given("pays").and_then(|at| self.amounts(&at, "an object of payments per agent"));
        let gets = gets.unwrap_or_else(|| Taken::Surely(Entries::default()));
        Row { when, gets, pays: pays.unwrap_or_default() }
    }

    fn pattern(&mut self, at: At<'_>) -> Pattern {
        Pattern::of(&self.text(Some(at), "a pattern in quotes, such as \"Low | High\" or \"_\","))
    }

    fn gets(&mut self, at: &At<'_>) -> Entries<Vec<String>> {
        let gets = self.entries(at, "an object of bundles per agent", |reader, at| reader.bundle(Some(at)));
        gets.unwrap_or_default()
    }

    fn branch(&mut self, at: &At<'_>) -> Branch {
        let fields = self.fields(at, "an object with a branch", &["probability", "gets"]);
        let probability = self.needed(&fields, "probability");
        let probability = self.mass(probability);
        let gets = fields.given("gets").map(|at| self.gets(&at)).unwrap_or_default();
        Branch { probability, gets }
    }
}

/// What `of` is.
const MECHANISM: &str = "the name of a mechanism in quotes";
