//! Files of arrays as numpy has them: `.npz`, an archive of an `.npy` file for each array.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::read;
pub(crate) use write::written;
