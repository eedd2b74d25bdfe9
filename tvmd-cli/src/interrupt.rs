//! Ctrl-C: what is finished of long work is printed, and the rest is given up; a search stops with what it knows. The status is 130.

use crate::{Failure, output};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use tvmd_core::work::Stop;

/// The status that shells give what was interrupted.
pub(crate) const INTERRUPTED: u8 = 130;

/// What is done when the work that is going on is interrupted.
enum Saving {
    /// Prints what is finished, says how much that is, and ends the program.
    Print(Box<dyn FnOnce() -> String + Send>),
    /// The search stops, and the program goes on with what it knows.
    Search(Stop),
}

static SAVING: Mutex<Option<Saving>> = Mutex::new(None);
/// Whether a search was interrupted.
static INTERRUPTED_SEARCH: AtomicBool = AtomicBool::new(false);

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
        output::clear_progress();
        let said = match saving {
            Some(Saving::Search(stop)) => {
                output::complain(
                    "interrupted: the search stops with what it knows; Ctrl-C again ends it at once",
                );
                INTERRUPTED_SEARCH.store(true, Ordering::Relaxed);
                return stop.give();
            }
            Some(Saving::Print(print)) => print(),
            None => "nothing was finished".to_owned(),
        };
        output::complain(&format!("interrupted: {said}"));
        process::exit(INTERRUPTED.into());
    });
}

/// The sign that an interruption gives to a search that begins now, after which the program goes on. Within work that is finished part by
/// part it is never given: what is finished is printed, and the program ends.
pub(crate) fn searching() -> Stop {
    match &*lock(&SAVING) {
        Some(Saving::Search(stop)) => return stop.clone(),
        Some(Saving::Print(_)) => return Stop::default(),
        None => {}
    }
    let stop = Stop::default();
    *lock(&SAVING) = Some(Saving::Search(stop.clone()));
    stop
}

/// Whether a search was interrupted, and what it knew is the answer.
pub(crate) fn stopped_a_search() -> bool {
    INTERRUPTED_SEARCH.load(Ordering::Relaxed)
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
        *lock(&SAVING) = Some(Saving::Print(Box::new(move || {
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
        })));
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
            if lock(&SAVING).replace(Saving::Print(Box::new(printed))).is_none() {
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
