//! Files: their text, what is wrong with them, and the priors that are read from files of their own.

#[doc(hidden)]
pub mod deserialize;
#[doc(hidden)]
pub mod document;
mod error;
mod excerpt;
#[doc(hidden)]
pub mod include;
mod records;
#[doc(hidden)]
pub mod shape;
mod table;
mod text;

pub use error::{FileError, Mistake};
pub use excerpt::Excerpt;
pub use include::Included;
#[doc(hidden)]
pub use text::BYTE_ORDER_MARK;
#[doc(hidden)]
pub use text::no_such_file;
pub use text::{MAX_BYTES, read_text};
