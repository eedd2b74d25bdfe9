//! Arrays of Python's: whatever has a buffer of numbers, as numpy's have. Each is copied at once, whatever its length.

use crate::error;
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyInt};
use std::path::Path;
use std::sync::Arc;
use tvmd_core::files::no_such_file;
use tvmd_core::model::{Array, ArrayFile, ArrayNumbers, Entries};

/// Arrays by name, as an instance has those of a file; `what` stands for its name.
pub(crate) fn given(what: &str, arrays: &Bound<'_, PyDict>) -> PyResult<ArrayFile> {
    let read: PyResult<Entries<Array>> =
        arrays.iter().map(|(name, array)| Ok((name.extract()?, array_of(&array)?))).collect();
    Ok(ArrayFile { file: what.to_owned(), read: Some(Arc::new(read?)) })
}

/// One array: a buffer, a whole number, or what numpy makes one of.
fn array_of(object: &Bound<'_, PyAny>) -> PyResult<Array> {
    if let Some(array) = of_buffer(object)? {
        return Ok(array);
    }
    if object.is_instance_of::<PyInt>() {
        let numbers = match object.extract::<i64>() {
            Ok(number) => ArrayNumbers::Whole(vec![number]),
            Err(_) => ArrayNumbers::Other("a number beyond 64 bits".to_owned()),
        };
        return Ok(Array { shape: Vec::new(), numbers });
    }
    let numpy = object.py().import("numpy").map_err(|_| {
        error::argument(
            "this is no array; numpy makes one of lists of numbers, and isn't installed: `pip install numpy`",
        )
    })?;
    let made = numpy.call_method1("asarray", (object,))?;
    let name = || made.getattr("dtype").and_then(|dtype| dtype.str()?.extract());
    match of_buffer(&made)? {
        Some(array) => Ok(array),
        None => Ok(Array { shape: made.getattr("shape")?.extract()?, numbers: ArrayNumbers::Other(name()?) }),
    }
}

/// What a buffer of whole numbers or floats holds; `None` if it is none.
fn of_buffer(object: &Bound<'_, PyAny>) -> PyResult<Option<Array>> {
    macro_rules! first_of {
        ($($number:ty => $kind:ident($wide:ty)),+) => {
            $(if let Ok(buffer) = PyBuffer::<$number>::get(object) {
                let numbers: Vec<$wide> = buffer.to_vec(object.py())?.into_iter().map(<$wide>::from).collect();
                return Ok(Some(Array { shape: buffer.shape().to_vec(), numbers: ArrayNumbers::$kind(numbers) }));
            })+
        };
    }
    first_of!(
        i64 => Whole(i64), f64 => Floats(f64), i32 => Whole(i64), u32 => Whole(i64), i16 => Whole(i64), u16 => Whole(i64),
        i8 => Whole(i64), u8 => Whole(i64), f32 => Floats(f64)
    );
    Ok(None)
}

/// The arrays of a `.npz` file, read by numpy, or why it can't be read.
pub(crate) fn load(file: &Path) -> Result<Entries<Array>, String> {
    if !file.is_file() {
        return Err(no_such_file(file));
    }
    Python::attach(|py| {
        let numpy =
            py.import("numpy").map_err(|_| "is read by numpy, which isn't installed: `pip install numpy`")?;
        let read = || -> PyResult<Entries<Array>> {
            let archive = numpy.call_method1("load", (file,))?;
            let names: Vec<String> = archive.getattr("files")?.extract()?;
            names
                .into_iter()
                .map(|name| {
                    let array = array_of(&archive.get_item(&name)?)?;
                    Ok((name, array))
                })
                .collect()
        };
        read().map_err(|error| {
            format!("is no .npz file, an archive that numpy.savez or numpy.savez_compressed writes: {error}")
        })
    })
}

/// Arrays of whole numbers as numpy's; those of a single number as this.
pub(crate) fn written<'py>(py: Python<'py>, arrays: &Entries<Array>) -> PyResult<Bound<'py, PyDict>> {
    let numpy = py
        .import("numpy")
        .map_err(|_| error::argument("arrays are numpy's, which isn't installed: `pip install numpy`"))?;
    let named = PyDict::new(py);
    for (name, array) in arrays.iter() {
        match (&array.numbers, array.shape.as_slice()) {
            (ArrayNumbers::Whole(numbers), []) => named.set_item(name, numbers.first())?,
            (ArrayNumbers::Whole(numbers), shape) => {
                let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
                let flat = numpy.call_method1("frombuffer", (PyBytes::new(py, &bytes), "<i8"))?;
                named.set_item(name, flat.call_method1("reshape", (shape,))?)?;
            }
            // Tables are written as whole numbers.
            _ => {}
        }
    }
    Ok(named)
}
