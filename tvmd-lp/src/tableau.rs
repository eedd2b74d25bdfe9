//! The simplex tableau over integers: basic variables as linear forms in the nonbasic ones.
//!
//! A row says `scale · x = Σ form_j · x_j` with integers and a positive scale, and carries `scale` times the variable's present
//! value. Nonbasic variables stand at whole numbers, since bounds were scaled to whole numbers. Dividing a row by a common
//! factor of its scale and form therefore keeps everything whole, and a row never grows beyond what its rationals need. Integers
//! are as wide as they must be: arithmetic is checked, and on overflow the tableau moves to the next width before it pivots.

use crate::BigInt;
use num_traits::{CheckedAdd, CheckedMul, NumAssign, Signed};

/// Integers that a tableau computes with.
pub(crate) trait Number:
    Clone + num_integer::Integer + NumAssign + Signed + CheckedAdd + CheckedMul + Into<BigInt>
{
    /// The same number in this width, if it fits.
    fn narrow(number: &BigInt) -> Option<Self>;
    /// Whether its negative fits too.
    fn is_negatable(&self) -> bool;
}

impl Number for i64 {
    fn narrow(number: &BigInt) -> Option<Self> {
        number.try_into().ok()
    }
    fn is_negatable(&self) -> bool {
        *self != Self::MIN
    }
}

impl Number for i128 {
    fn narrow(number: &BigInt) -> Option<Self> {
        number.try_into().ok()
    }
    fn is_negatable(&self) -> bool {
        *self != Self::MIN
    }
}

impl Number for BigInt {
    fn narrow(number: &BigInt) -> Option<Self> {
        Some(number.clone())
    }
    fn is_negatable(&self) -> bool {
        true
    }
}

/// Variables are numbered structural ones first, then one per row of the program, its activity.
#[derive(Clone, Debug)]
pub(crate) struct Tableau<T> {
    /// Bounds of all variables.
    pub(crate) bounds: Vec<(Option<T>, Option<T>)>,
    /// Which variable each row stands for.
    pub(crate) basic: Vec<usize>,
    /// Which variable each column stands for.
    pub(crate) nonbasic: Vec<usize>,
    /// Where each nonbasic variable stands, by column.
    pub(crate) at: Vec<T>,
    pub(crate) rows: Vec<Form<T>>,
    /// The objective; its form holds the reduced costs.
    pub(crate) objective: Form<T>,
}

/// A linear form in the nonbasic variables.
#[derive(Clone, Debug)]
pub(crate) struct Form<T> {
    /// Positive.
    pub(crate) scale: T,
    pub(crate) form: Vec<T>,
    /// The scale times the present value.
    pub(crate) value: T,
}

/// A number left the width of the tableau.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overflow;

impl<T: Number> Tableau<T> {
    /// The same tableau in a width that holds its numbers.
    pub(crate) fn widen<U: Number>(self) -> Tableau<U> {
        let convert = |number: T| U::narrow(&number.into()).expect("the width was chosen to hold them");
        let all = |numbers: Vec<T>| numbers.into_iter().map(convert).collect::<Vec<U>>();
        let form =
            |row: Form<T>| Form { scale: convert(row.scale), form: all(row.form), value: convert(row.value) };
        Tableau {
            bounds: self
                .bounds
                .into_iter()
                .map(|(lower, upper)| (lower.map(convert), upper.map(convert)))
                .collect(),
            basic: self.basic,
            nonbasic: self.nonbasic,
            at: all(self.at),
            rows: self.rows.into_iter().map(form).collect(),
            objective: form(self.objective),
        }
    }

    /// Exchanges the variable of a row with that of a column; the leaving one comes to stand at `target`.
    ///
    /// # Errors
    /// If a number leaves the width; the tableau is then as it was.
    pub(crate) fn pivot(&mut self, row: usize, column: usize, target: &T) -> Result<(), Overflow> {
        let leaving = &self.rows[row];
        let pivot = leaving.form[column].clone();
        // pivot · x_entering = scale · x_leaving - the rest, with the sign that makes the new scale positive.
        let sign = pivot.signum();
        let scale = pivot.abs();
        let form = leaving.form.iter().enumerate().map(|(position, factor)| {
            if position == column { times(&sign, &leaving.scale) } else { times(&-sign.clone(), factor) }
        });
        let form = form.collect::<Result<Vec<T>, _>>()?;
        let step = times(&sign, &plus(&times(&leaving.scale, target)?, &-leaving.value.clone())?)?;
        let value = plus(&times(&scale, &self.at[column])?, &step)?;
        let entering = Form { scale, form, value };

        let mut updated = Vec::new();
        for (position, other) in self.rows.iter().enumerate() {
            if position != row && !other.form[column].is_zero() {
                updated.push((position, other.substitute(column, &entering, &step)?));
            }
        }
        let objective = self.objective.substitute(column, &entering, &step)?;
        for (position, form) in updated {
            self.rows[position] = form;
        }
        self.objective = objective;
        self.rows[row] = entering.reduced();
        std::mem::swap(&mut self.basic[row], &mut self.nonbasic[column]);
        self.at[column] = target.clone();
        Ok(())
    }

    /// Moves the nonbasic variable of a column to `target`.
    ///
    /// # Errors
    /// If a number leaves the width; the tableau is then as it was.
    pub(crate) fn shift(&mut self, column: usize, target: &T) -> Result<(), Overflow> {
        let step = plus(target, &-self.at[column].clone())?;
        let moved = |row: &Form<T>| plus(&row.value, &times(&row.form[column], &step)?);
        let values = self.rows.iter().map(moved).collect::<Result<Vec<T>, _>>()?;
        self.objective.value = moved(&self.objective)?;
        for (row, value) in self.rows.iter_mut().zip(values) {
            row.value = value;
        }
        self.at[column] = target.clone();
        Ok(())
    }
}

impl<T: Number> Form<T> {
    /// This form with the variable of `column` replaced by `entering`, whose leaving partner moves by `step` over the
    /// entering scale.
    fn substitute(&self, column: usize, entering: &Self, step: &T) -> Result<Self, Overflow> {
        let factor = &self.form[column];
        let common = factor.gcd(&entering.scale);
        let (factor, stretch) = (factor.clone() / common.clone(), entering.scale.clone() / common);
        let stays = stretch.is_one();
        let mut form = Vec::with_capacity(self.form.len());
        for (position, (old, new)) in self.form.iter().zip(&entering.form).enumerate() {
            let old = if position == column { T::zero() } else { old.clone() };
            let old = if stays || old.is_zero() { old } else { times(&old, &stretch)? };
            form.push(if new.is_zero() { old } else { plus(&old, &times(&factor, new)?)? });
        }
        let value = plus(&times(&self.value, &stretch)?, &times(&factor, step)?)?;
        let changed = Self { scale: times(&self.scale, &stretch)?, form, value };
        Ok(if stays { changed } else { changed.reduced() })
    }

    /// The same form over the smallest scale.
    fn reduced(mut self) -> Self {
        let mut common = self.scale.clone();
        for factor in &self.form {
            if common.is_one() {
                return self;
            }
            if !factor.is_zero() {
                common = common.gcd(factor);
            }
        }
        if common.is_one() {
            return self;
        }
        for factor in self.form.iter_mut().chain([&mut self.scale, &mut self.value]) {
            *factor = factor.clone() / common.clone();
        }
        self
    }
}

pub(crate) fn times<T: Number>(one: &T, other: &T) -> Result<T, Overflow> {
    one.checked_mul(other).filter(T::is_negatable).ok_or(Overflow)
}

pub(crate) fn plus<T: Number>(one: &T, other: &T) -> Result<T, Overflow> {
    one.checked_add(other).filter(T::is_negatable).ok_or(Overflow)
}
