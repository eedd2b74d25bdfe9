//! Ctrl-C: what is finished of long work is printed, and the rest is given up, with status 130.

use crate::{Failure, output};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The status that shells give what was interrupted.
const INTERRUPTED: i32 = 130;

/// What is done when the work that is going on is interrupted: prints what is finished, and says how much that is.
type Saving = Box<dyn FnOnce() -> String + Send>;

static SAVING: Mutex<Option<Saving>> = Mutex::new(None);

/// Parts of long work, as they are finished.
pub(crate) struct Finished<T> {
    parts: Arc<Mutex<Vec<T>>>,
    /// Whether an interruption prints them.
    is_saved: bool,
}

/// From now on an interruption ends the program in order.
pub(crate) fn heed() {
    // Where there can't be a handler, the system ends the program.
    let _ = ctrlc::set_handler(|| {
        let saving = lock(&SAVING).take();
        let said = saving.map_or_else(|| "nothing was finished".to_owned(), |save| save());
        output::complain(&format!("interrupted: {said}"));
        process::exit(INTERRUPTED);
    });
}

impl<T: Send + 'static> Finished<T> {
    /// Work of so many parts, which are called `what`. `print` prints the answer of those that are finished; what of it doesn't hold is said.
    pub(crate) fn of(
        all: usize,
        what: &'static str,
        print: impl FnOnce(Vec<T>) -> Result<(), Failure> + Send + 'static,
    ) -> Self {
        let parts = Arc::new(Mutex::new(Vec::new()));
        let done = Arc::clone(&parts);
        *lock(&SAVING) = Some(Box::new(move || {
            let done = std::mem::take(&mut *lock(&done));
            let count = done.len();
            let said = format!("{count} of {all} {what} were finished");
            if count == 0 {
                return said;
            }
            match print(done) {
                Err(Failure::DoesNotHold(message) | Failure::Input(message)) => {
                    format!("{said}, and are printed\n{message}")
                }
                _ => format!("{said}, and are printed"),
            }
        }));
        Self { parts, is_saved: true }
    }

    /// Work of which an interruption leaves nothing.
    pub(crate) fn unsaved() -> Self {
        Self { parts: Arc::default(), is_saved: false }
    }

    pub(crate) fn add(&self, part: T) {
        lock(&self.parts).push(part);
    }

    /// All parts, once the work is done and the answer is about to be printed.
    pub(crate) fn all(self) -> Vec<T> {
        if self.is_saved {
            let printed = || "the answer was being printed".to_owned();
            // Nothing there: an interruption has come first. It prints what was finished, and ends the program.
            if lock(&SAVING).replace(Box::new(printed)).is_none() {
                loop {
                    thread::park();
                }
            }
        }
        std::mem::take(&mut *lock(&self.parts))
    }
}

/// A lock that is poisoned by a panic elsewhere still holds what was finished.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
