//! Tables as arrays, in the form in which they are read.

use super::MarginalsError;
use crate::exact::Fractions;
use crate::mechanism::Table;
use crate::model::{Array, ArrayNumbers, Entries};

impl Table {
    /// The same as [`to_marginals`](Self::to_marginals), as arrays: `x`, `x_denominator`, `p` and `p_denominator`, which instance files name and
    /// [`RuleDecl::Arrays`](crate::model::RuleDecl::Arrays) takes.
    ///
    /// # Errors
    /// If chances of items don't say what an agent gets, or numbers are longer than 64 bits.
    pub fn to_arrays(&self) -> Result<Entries<Array>, MarginalsError> {
        let (chances, payments) = self.to_marginals()?;
        let whole = |numbers: &Fractions, what| numbers.to_whole().ok_or(MarginalsError::TooLong(what));
        let (x, x_over) = whole(&chances, "its probabilities")?;
        let (p, p_over) = whole(&payments, "its payments")?;
        let agents = self.setting().agents();
        let types = agents.iter().map(|agent| agent.types().len() - 1);
        let of_payments: Vec<usize> = std::iter::once(agents.len()).chain(types).collect();
        let of_chances = [of_payments.as_slice(), &[self.setting().items().len()]].concat();
        let arrays = [
            ("x", of_chances, x),
            ("x_denominator", Vec::new(), vec![x_over]),
            ("p", of_payments, p),
            ("p_denominator", Vec::new(), vec![p_over]),
        ];
        let named = |(name, shape, numbers): (&str, Vec<usize>, Vec<i64>)| {
            (name.to_owned(), Array { shape, numbers: ArrayNumbers::Whole(numbers) })
        };
        Ok(arrays.into_iter().map(named).collect())
    }
}
