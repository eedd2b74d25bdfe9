//! Counts of what random cases looked like, so that a check that never met a hard case is noticed.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// How many cases there were, and how many of each kind.
#[derive(Debug, Default)]
pub struct Tally {
    cases: RefCell<u32>,
    kinds: RefCell<BTreeMap<&'static str, u32>>,
}

impl Tally {
    /// Counts a case.
    pub fn case(&self) {
        *self.cases.borrow_mut() += 1;
    }

    /// Counts the case as one of a kind, if it is one.
    pub fn kind(&self, kind: &'static str, is: bool) {
        *self.kinds.borrow_mut().entry(kind).or_default() += u32::from(is);
    }

    /// Prints the shares and requires at least `percent` of the cases to be of each listed kind.
    ///
    /// # Panics
    /// If they are not.
    pub fn require(&self, name: &str, least: &[(&'static str, u32)]) {
        let cases = *self.cases.borrow();
        for (kind, count) in &*self.kinds.borrow() {
            println!("{name}: {count} of {cases} cases: {kind}");
        }
        for (kind, percent) in least {
            let count = self.kinds.borrow().get(kind).copied().unwrap_or(0);
            assert!(
                count * 100 >= cases * percent && cases > 0,
                "{name}: {count} of {cases} cases are of the kind `{kind}`, below {percent} %: the check is vacuous"
            );
        }
    }
}
