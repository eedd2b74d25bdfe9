//! Mechanisms.

use super::super::tree::Value;
use super::reader::{At, Fields, Reader};
use crate::diagnostic::catalogue;
use crate::exact::text::Text;
use crate::model::{
    ARRAYS, ArrayFile, Branch, BundleChance, BundlePrice, Claim, Entries, MechanismDecl, MenuEntryDecl,
    Menus, Offered, Order, Pattern, Prices, Property, Row, RuleDecl, RuleWord, Taken, Word as _,
};
use std::sync::LazyLock;

/// The rules.
static RULES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| RuleWord::WRITTEN.iter().copied().chain([ARRAYS]).collect());

/// The rules and the claims.
static FIELDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| RULES.iter().copied().chain(["claims"]).collect());

impl Reader {
    pub(crate) fn mechanism(&mut self, at: &At<'_>) -> MechanismDecl {
        let fields = self.fields(at, "an object with a rule", &FIELDS);
        let claims = self.claims(fields.given("claims"));
        let rule = self.one_of(&fields, "a mechanism", &RULES, "posted_prices");
        let rule = rule.map(|(name, at)| match RuleWord::read(name) {
            Some(word) => self.rule(word, at),
            None => RuleDecl::Arrays(self.arrays(&at)),
        });
        let unread = || RuleDecl::PostedPrices { order: None, prices: Prices::Anonymous(Entries::default()) };
        MechanismDecl { rule: rule.unwrap_or_else(unread), claims }
    }

    pub(super) fn claims(&mut self, at: Option<At<'_>>) -> Vec<Claim> {
        let claims = at.and_then(|at| self.list(&at, "a list of claims")).unwrap_or_default();
        claims.into_iter().map(|claim| self.claim(claim)).collect()
    }

    fn claim(&mut self, at: At<'_>) -> Claim {
        let claim = match &at.node.value {
            Value::Text(written) => {
                let claim = written.parse();
                claim.map_err(|error| self.wrong(&at.place, catalogue::no_claim(error))).ok()
            }
            _ => {
                self.expected(&at, "a claim in quotes, such as \"dsic\",");
                None
            }
        };
        claim.unwrap_or(Claim { negated: false, property: Property::ExPostIr })
    }

    /// A file of arrays.
    pub(super) fn arrays(&mut self, at: &At<'_>) -> ArrayFile {
        ArrayFile { file: self.text(Some(at.clone()), "the name of a file in quotes"), read: None }
    }

    fn rule(&mut self, word: RuleWord, at: At<'_>) -> RuleDecl {
        match word {
            RuleWord::Outcomes => RuleDecl::Outcomes(self.rows(&at)),
            RuleWord::PostedPrices => {
                let fields = self.fields(&at, "an object with prices", &["order", "prices"]);
                let prices = self.needed(&fields, "prices");
                let order = self.order(fields.optional("order"));
                RuleDecl::PostedPrices { order, prices: self.prices(prices) }
            }
            RuleWord::Bundles => {
                let fields = self.fields(&at, "an object with offers", &["order", "offers"]);
                let order = self.order(fields.optional("order"));
                let offers = self.needed(&fields, "offers");
                let offers = offers.and_then(|at| self.list(&at, "a list of bundles and prices"));
                let offers = offers.unwrap_or_default();
                RuleDecl::Bundles { order, offers: offers.iter().map(|offer| self.offer(offer)).collect() }
            }
            RuleWord::Menu => RuleDecl::Menu(self.menus(at)),
            RuleWord::SecondPrice => {
                let fields = self.fields(&at, "an object, perhaps with a reserve,", &["reserve"]);
                RuleDecl::SecondPrice { reserve: fields.optional("reserve").map(|at| self.number(Some(at))) }
            }
            RuleWord::Vcg => {
                self.fields(&at, "an empty object", &[]);
                RuleDecl::Vcg
            }
            RuleWord::Lookahead => {
                self.fields(&at, "an empty object", &[]);
                RuleDecl::Lookahead
            }
            RuleWord::DsicExtension => {
                let fields = self.fields(&at, "an object with of and keeping", &["of", "keeping"]);
                let (of, keeping) = self.extended(&fields);
                RuleDecl::DsicExtension { of, keeping }
            }
            RuleWord::BicExtension => {
                let fields = self.fields(&at, "an object with of and keeping", &["of", "keeping", "printed"]);
                let (of, keeping) = self.extended(&fields);
                let printed = fields.given("printed").is_some_and(|at| match at.node.value {
                    Value::Bool(printed) => printed,
                    _ => {
                        self.expected(&at, "true or false");
                        false
                    }
                });
                RuleDecl::BicExtension { of, keeping, printed }
            }
        }
    }

    pub(super) fn rows(&mut self, at: &At<'_>) -> Vec<Row> {
        let rows = self.list(at, "a list of rows").unwrap_or_default();
        rows.iter().map(|row| self.row(row)).collect()
    }

    fn order(&mut self, at: Option<At<'_>>) -> Order {
        at.map(|at| self.names(Some(at), "a list of agents"))
    }

    /// The mechanism that is extended, and the types that are kept.
    fn extended(&mut self, fields: &Fields<'_>) -> (String, Entries<Vec<String>>) {
        let (of, keeping) = (self.needed(fields, "of"), self.needed(fields, "keeping"));
        let of = self.text(of, "the name of a mechanism in quotes");
        let keeping = keeping.and_then(|at| {
            self.entries(&at, "an object of kept types per agent", |reader, at| {
                reader.names(Some(at), "a list of types")
            })
        });
        (of, keeping.unwrap_or_default())
    }

    fn prices(&mut self, at: Option<At<'_>>) -> Prices {
        let (mut items, mut agents) = (Entries::default(), Entries::default());
        let Some(at) = at else { return Prices::Anonymous(items) };
        let Value::Object(entries) = &at.node.value else {
            self.expected(&at, "an object of prices per item, or of such objects per agent,");
            return Prices::Anonymous(items);
        };
        for (index, (name, node)) in entries.iter().enumerate() {
            let own = Some(At { node, place: at.place.entry(index, name) });
            if let Value::Object(_) = node.value {
                agents.0.push((name.clone(), self.numbers(own, "an object of prices per item")));
            } else {
                items.0.push((name.clone(), Text(self.number(own))));
            }
        }
        if !items.is_empty() && !agents.is_empty() {
            self.wrong(&at.place, catalogue::mixed_prices());
        }
        if agents.is_empty() { Prices::Anonymous(items) } else { Prices::PerAgent(agents) }
    }

    fn offer(&mut self, at: &At<'_>) -> BundlePrice {
        let fields = self.fields(at, "an object with a bundle and its price", &["bundle", "price"]);
        let (bundle, price) = (self.needed(&fields, "bundle"), self.needed(&fields, "price"));
        BundlePrice { bundle: self.bundle(bundle), price: self.number(price) }
    }

    fn menus(&mut self, at: At<'_>) -> Menus {
        if let Value::List(_) = &at.node.value {
            return Menus::Single(self.menu(&at));
        }
        let what = "a list of menu entries, or an object of such lists per agent,";
        let menus = self.entries(&at, what, |reader, at| reader.menu(&at));
        Menus::PerAgent(menus.unwrap_or_default())
    }

    fn menu(&mut self, at: &At<'_>) -> Vec<MenuEntryDecl> {
        let entries = self.list(at, "a list of menu entries").unwrap_or_default();
        entries.iter().map(|entry| self.menu_entry(entry)).collect()
    }

    fn menu_entry(&mut self, at: &At<'_>) -> MenuEntryDecl {
        let fields = self.fields(at, "an object with a menu entry", &["bundle", "lottery", "price"]);
        let price = self.needed(&fields, "price");
        let price = self.number(price);
        let offered = match self.one_of(&fields, "a menu entry", &["bundle", "lottery"], "bundle") {
            Some(("lottery", at)) => self.lottery(at),
            bundle => Offered::Bundle(self.bundle(bundle.map(|(_, at)| at))),
        };
        MenuEntryDecl { offered, price }
    }

    fn lottery(&mut self, at: At<'_>) -> Offered {
        if let Value::List(_) = &at.node.value {
            let chances = self.list(&at, "a list of bundles and probabilities").unwrap_or_default();
            return Offered::Bundles(chances.iter().map(|chance| self.chance(chance)).collect());
        }
        let what = "an object of probabilities per item, or a list of bundles and probabilities,";
        Offered::Items(self.numbers(Some(at), what))
    }

    fn chance(&mut self, at: &At<'_>) -> BundleChance {
        let fields =
            self.fields(at, "an object with a bundle and its probability", &["bundle", "probability"]);
        let (bundle, probability) = (self.needed(&fields, "bundle"), self.needed(&fields, "probability"));
        BundleChance { bundle: self.bundle(bundle), probability: self.number(probability) }
    }

    fn row(&mut self, at: &At<'_>) -> Row {
        let fields = self.fields(at, "an object with a row", &["when", "gets", "lottery", "pays"]);
        let when = self.needed(&fields, "when");
        let when =
            when.and_then(|at| self.list(&at, "a list of patterns, one per agent,")).unwrap_or_default();
        let when = when.into_iter().map(|at| self.pattern(at)).collect();
        let gets = match (fields.optional("gets"), fields.optional("lottery")) {
            (gets, None) => Taken::Surely(self.gets(gets)),
            (None, Some(at)) => {
                let branches = self.list(&at, "a list of branches").unwrap_or_default();
                Taken::Lottery(branches.iter().map(|own| self.branch(own)).collect())
            }
            (Some(gets), Some(_)) => {
                self.errors.report(fields.place.clone(), catalogue::only_one_of("a row", "gets", "lottery"));
                self.unread.push(gets.place);
                Taken::Surely(Entries::default())
            }
        };
        Row { when, gets, pays: self.numbers(fields.given("pays"), "an object of payments per agent") }
    }

    fn pattern(&mut self, at: At<'_>) -> Pattern {
        Pattern::of(&self.text(Some(at), "a pattern in quotes, such as \"Low | High\" or \"_\","))
    }

    fn gets(&mut self, at: Option<At<'_>>) -> Entries<Vec<String>> {
        let what = "an object of bundles per agent";
        let gets = at.and_then(|at| self.entries(&at, what, |reader, at| reader.bundle(Some(at))));
        gets.unwrap_or_default()
    }

    fn branch(&mut self, at: &At<'_>) -> Branch {
        let fields = self.fields(at, "an object with a branch", &["probability", "gets"]);
        let probability = self.needed(&fields, "probability");
        Branch { probability: self.number(probability), gets: self.gets(fields.given("gets")) }
    }
}
