//! The spellings of the instance format that differ from the model: a mechanism names its rule by the field
//! it uses, a row has `gets` or `lottery`, a menu entry has `bundle` or `lottery`; an instance may name its schema.

mod instance;
mod mechanism;
mod menu;
mod prices;
mod row;
