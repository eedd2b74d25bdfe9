//! Outcome tables.

use super::rule::Rule;
use crate::build::names::BundleNames;
use crate::build::unread::Unread;
use crate::diagnostic::{Place, catalogue};
use crate::exact::Number;
use crate::exact::text::Text;
use crate::model::{self, Branch, Entries, Pattern, RuleDecl, Taken};

/// What happens where reports match; nothing, until something is added.
#[derive(Clone, Debug)]
#[must_use]
pub struct Row {
    when: Vec<Pattern>,
    gets: Entries<Vec<String>>,
    branches: Vec<Branch>,
    pays: Entries<Text>,
    unread: Unread,
}

/// A table: the first row that matches the reports decides. Every profile in which somebody takes part needs one.
pub fn outcomes(rows: impl IntoIterator<Item = Row>) -> Rule {
    let (at, mut unread) = (Place::default().field("outcomes"), Unread::default());
    let rows = rows.into_iter().enumerate().map(|(index, row)| row.read(&at.index(index), &mut unread));
    let rows = rows.collect();
    Rule { unread, ..Rule::said(RuleDecl::Outcomes(rows)) }
}

/// A row for reports that match these patterns, one per agent: `"High"`, `"Low | High"`, or `"_"` for any.
pub fn row<P: AsRef<str>>(when: impl IntoIterator<Item = P>) -> Row {
    Row {
        when: when.into_iter().map(|pattern| Pattern::of(pattern.as_ref())).collect(),
        gets: Entries::default(),
        branches: Vec::new(),
        pays: Entries::default(),
        unread: Unread::default(),
    }
}

impl Row {
    /// An agent gets a bundle for certain.
    pub fn gets(mut self, agent: impl Into<String>, bundle: impl Into<BundleNames>) -> Self {
        self.gets.0.push((agent.into(), bundle.into().0));
        self
    }

    /// With this probability, these agents get these bundles, and others nothing. The probabilities of a row's branches add up
    /// to 1.
    ///
    /// ```
    /// use tvmd::build::{rules, types::additive};
    /// use tvmd::exact::ratio;
    /// use tvmd::{Mechanism, Profile, Setting};
    ///
    /// let types = || additive([("Any", [1])]);
    /// let shop = Setting::builder("Shop").items(["Tea"]).bound(1).agent("Ann", types()).agent("Ben", types()).build()?;
    /// let coin = rules::row(["Any", "Any"]).branch("1/2", [("Ann", "Tea")]).branch("1/2", [("Ben", "Tea")]);
    /// let toss = shop.mechanism("Toss", rules::outcomes([coin, rules::row(["_", "_"])]))?;
    /// let tossed = toss.outcome(&Profile::new(vec![1, 1]));
    /// assert_eq!(tossed.allocations().len(), 2);
    /// # Ok::<(), tvmd::diagnostic::Diagnostics>(())
    /// ```
    pub fn branch<A: Into<String>, B: Into<BundleNames>>(
        mut self,
        probability: impl Into<Number>,
        gets: impl IntoIterator<Item = (A, B)>,
    ) -> Self {
        let at = || Place::default().field("lottery").index(self.branches.len()).field("probability");
        let probability = self.unread.number(probability, at);
        let gets = gets.into_iter().map(|(agent, bundle)| (agent.into(), bundle.into().0)).collect();
        self.branches.push(Branch { probability, gets });
        self
    }

    /// An agent pays this much, whatever a lottery draws; below 0, she is paid.
    pub fn pays(mut self, agent: impl Into<String>, payment: impl Into<Number>) -> Self {
        let agent = agent.into();
        let at = || Place::default().field("pays").entry(self.pays.0.len(), &agent);
        let payment = self.unread.number(payment, at);
        self.pays.0.push((agent, Text(payment)));
        self
    }

    fn read(self, at: &Place, unread: &mut Unread) -> model::Row {
        let Self { when, gets, branches, pays, unread: in_row } = self;
        unread.within(in_row, at);
        let gets = if branches.is_empty() {
            Taken::Surely(gets)
        } else {
            if !gets.is_empty() {
                unread.note(at.clone(), catalogue::only_one_of("a row", "gets", "lottery"));
            }
            Taken::Lottery(branches)
        };
        model::Row { when, gets, pays }
    }
}
