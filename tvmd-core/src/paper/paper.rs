//! A paper: a list of statements, and what the harness says of where it comes from.

use super::Statement;

/// A paper, or any list of statements and conjectures that belong together.
///
/// The harness takes any: the ledger (`tvmd_cli::audit(&[&MyPaper])` is the whole `main` of a program that audits it, with all flags of
/// `tvmd audit`), the [catalogue](crate::search::Catalogue), the [page](crate::search::page), [`theorems!`](crate::theorems!) on mechanisms
/// of users, and its own tests ([`paper_tests!`](crate::paper_tests!)). Its statements are declared by
/// [`statements!`](crate::statements).
///
/// ```
/// use tvmd::paper::Paper;
/// use tvmd::tv_robustness::TvRobustness;
///
/// assert_eq!(TvRobustness.slug(), "tv-robustness");
/// let ids = TvRobustness.statements().iter().map(|statement| statement.entry().id);
/// assert!(ids.into_iter().any(|id| id == "lemma-2"));
/// ```
pub trait Paper: Sync {
    /// What it is called where several are shown, in small letters: `tv-robustness`.
    fn slug(&self) -> &'static str;

    /// Its title.
    fn title(&self) -> &'static str;

    /// Who wrote it.
    fn authors(&self) -> &'static [&'static str];

    /// Its statements, in its own order: the `STATEMENTS` that [`statements!`](crate::statements) declares.
    fn statements(&self) -> &'static [&'static dyn Statement];

    /// The folder with the worst instance known of each statement, from where it is audited.
    fn catalogue(&self) -> &'static str {
        "catalogue"
    }

    /// The file of its page, "what the paper says and what is true", from where it is audited.
    fn page(&self) -> &'static str {
        "docs/paper.md"
    }

    /// What one types to audit it.
    fn command(&self) -> &'static str {
        "cargo run --release --"
    }

    /// Where its proofs are to be read, as it goes on after "there is a proof: ".
    fn proofs(&self) -> &'static str {
        "in the paper, or in the documentation of the statement's module"
    }

    /// The file in which the proof of a statement is to be read, from where the paper is audited, if there is one.
    fn proof_file(&self, _id: &str) -> Option<String> {
        None
    }

    /// What every statement assumes, besides its own hypotheses.
    fn throughout(&self) -> &'static [&'static str] {
        &[]
    }
}

/// What a statement is called where several papers are shown: `tv-robustness/lemma-2`.
#[must_use]
pub fn qualified(paper: &dyn Paper, id: &str) -> String {
    format!("{}/{id}", paper.slug())
}
