//! Long work: other threads of Python run meanwhile, and Ctrl-C ends it.

use crate::error;
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long an interruption may go unheard.
const PAUSE: Duration = Duration::from_millis(50);
/// As much as the first thread of a program mostly has.
const STACK: usize = 8 << 20;

/// Whether somebody still waits for what comes of some work.
#[derive(Clone, Default)]
pub(crate) struct Waiting(Arc<AtomicBool>);

/// What work ends with that nobody waits for.
struct GivenUp;

impl Waiting {
    /// Ends the work if nobody waits for it any more.
    pub(crate) fn heed(&self) {
        if self.0.load(Ordering::Relaxed) {
            panic::resume_unwind(Box::new(GivenUp));
        }
    }
}

/// Does work in a thread of its own, while other threads of Python run.
///
/// Python heeds signals in the meantime: after Ctrl-C nobody waits any more, work that heeds that ends, and other work ends by itself, within its budget.
pub(crate) fn apart<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce(&Waiting) -> PyResult<T> + Send + 'static,
) -> PyResult<T> {
    let waiting = Waiting::default();
    let (sender, mut receiver) = mpsc::sync_channel(1);
    let own = waiting.clone();
    let work = move || {
        let done = panic::catch_unwind(AssertUnwindSafe(|| work(&own)));
        // Nobody waits for it after an interruption.
        let _ = sender.send(done);
    };
    let spawned = thread::Builder::new().stack_size(STACK).spawn(work);
    spawned.map_err(|error| error::argument(format_args!("no thread can be started: {error}")))?;
    loop {
        let came;
        (receiver, came) = py.detach(move || {
            let came = receiver.recv_timeout(PAUSE);
            (receiver, came)
        });
        match came {
            Ok(Ok(done)) => return done,
            Ok(Err(panic)) => panic::resume_unwind(panic),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(interrupted) = py.check_signals() {
                    waiting.0.store(true, Ordering::Relaxed);
                    return Err(interrupted);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(error::argument("the work ended without a result"));
            }
        }
    }
}

/// The same of an object of ours.
pub(crate) fn of<C, T>(
    py: Python<'_>,
    own: Py<C>,
    work: impl FnOnce(&C, &Waiting) -> PyResult<T> + Send + 'static,
) -> PyResult<T>
where
    C: PyClass<Frozen = True> + Sync,
    T: Send + 'static,
{
    apart(py, move |waiting| work(own.get(), waiting))
}
