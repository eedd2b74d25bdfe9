//! Messages about instances, in one place, so that the wording is uniform and can be reviewed. Those about a single rule stand at the end of
//! the file that resolves it.
//!
//! One function per message, grouped by kind; each takes the values that the message is about, and shows what
//! users wrote through [`brief`](crate::names::brief). A message says what is wrong in the words of the field, without a
//! full stop; its help says the way out, and where it shows how something is written there are two: for files, and for blocks of the macro. The checks themselves, and where each one reports, are in the engine's `resolve` and `claims`. What outcomes and priors refuse by construction is worded by their
//! own errors, since users of the library meet those too.

mod arrays;
mod claims;
mod names;
mod numbers;
mod outcomes;
mod priors;
mod rules;
mod shapes;
mod spaces;

pub use arrays::*;
pub use claims::*;
pub use names::*;
pub use numbers::*;
pub use outcomes::*;
pub use priors::*;
pub use rules::*;
pub use shapes::*;
pub use spaces::*;

/// What is wrong, and the way out where one is known.
#[derive(Clone, Debug)]
pub struct Message {
    pub text: String,
    pub help: Option<String>,
    /// The same in the grammar of the macro, where `help` shows the format of files.
    pub help_in_block: Option<String>,
}

impl Message {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), help: None, help_in_block: None }
    }

    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub fn help_in_block(self, help: impl Into<String>) -> Self {
        Self { help_in_block: Some(help.into()), ..self }
    }
}

/// What an outcome or a prior refuses by construction, in the words of its own error.
pub fn refused(error: &impl std::error::Error) -> Message {
    Message::new(error.to_string())
}
