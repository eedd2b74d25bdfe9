//! Linear forms in a program's variables.

use crate::exact::{BigInt, Rational};
use tvmd_lp::{Program, Relation, RowId, VariableId};

/// A linear form in a program's variables.
pub(super) type Form = Vec<(VariableId, Rational)>;

/// A linear form as whole numbers by variable, over a positive unit.
pub(super) type Whole = (Vec<(VariableId, BigInt)>, BigInt);

/// Adds a row about variables that were added to the same program.
pub(crate) fn state(
    program: &mut Program,
    form: impl IntoIterator<Item = (VariableId, Rational)>,
    relation: Relation,
    right: Rational,
) -> RowId {
    program.row(form, relation, right).expect("the form is in variables of its program")
}
