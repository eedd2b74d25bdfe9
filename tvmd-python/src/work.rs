//! Long work: other threads of Python run meanwhile, and Ctrl-C ends it.

use crate::error;
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use tvmd_core::work::Stop;

/// How long an interruption may go unheard.
const PAUSE: Duration = Duration::from_millis(50);
/// As much as the first thread of a program mostly has.
const STACK: usize = 8 << 20;

/// Does work in a thread of its own, while other threads of Python run.
///
/// Python heeds signals in the meantime: after Ctrl-C nobody waits any more; searches are given a sign to stop, and other work ends by itself, within its
/// budget.
pub(crate) fn apart<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce(&Stop) -> PyResult<T> + Send + 'static,
) -> PyResult<T> {
    let stop = Stop::default();
    let (sender, mut receiver) = mpsc::sync_channel(1);
    let handle = stop.clone();
    let work = move || {
        let done = panic::catch_unwind(AssertUnwindSafe(|| work(&handle)));
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
                    stop.give();
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
    object: Py<C>,
    work: impl FnOnce(&C, &Stop) -> PyResult<T> + Send + 'static,
) -> PyResult<T>
where
    C: PyClass<Frozen = True> + Sync,
    T: Send + 'static,
{
    apart(py, move |stop| work(object.get(), stop))
}
