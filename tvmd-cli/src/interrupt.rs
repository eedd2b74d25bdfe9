//! Ctrl-C: what is finished of long work is printed, and the rest is given up, with status 130.

use crate::{Failure, output};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The status that shells give what was interrupted.
const INTERRUPTED: i32 = 130;

/// What is done when the work that is going on is interrupted: prints what is finished, and says how much that is.
type Saving = Box<dyn FnOnce() -> String + Send>;

static SAVING: Mutex<Option<Saving>> = Mutex::new(None);

/// Parts of long work, as they are finished.
pub(crate) struct Finished<T> {
    parts: Arc<Mutex<Vec<T>>>,
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
        Self { parts }
    }

    /// Work of which an interruption leaves nothing.
    pub(crate) fn unsaved() -> Self {
        Self { parts: Arc::default() }
    }

    pub(crate) fn add(&self, part: T) {
        lock(&self.parts).push(part);
    }

    /// All parts, once the work is done: now an interruption prints nothing, since the answer is about to be printed.
    pub(crate) fn all(self) -> Vec<T> {
        // First, so that nothing is printed twice. The handler holds no lock while it prints, and ends the program.
        let saving = lock(&SAVING).take();
        drop(saving);
        std::mem::take(&mut *lock(&self.parts))
    }
}

/// A lock that is poisoned by a panic elsewhere still holds what was finished.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
