//! Reading: in bounded memory, with the last axis varying fastest, whole numbers and floats alike without loss.

use npyz::{DType, Deserialize, NpyFile, Order, TypeChar};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use tvmd_core::files::no_such_file;
use tvmd_core::model::{Array, ArrayNumbers, Entries};
use zip::ZipArchive;

/// The most bytes of the arrays of a file: 1 GiB.
const MAX_BYTES: u64 = 1 << 30;

/// The arrays of a `.npz` file by name, or why it can't be read.
pub(crate) fn read(file: &Path) -> Result<Entries<Array>, String> {
    let metadata = std::fs::metadata(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => no_such_file(file),
        _ => format!("can't be read: {error}"),
    })?;
    if !metadata.is_file() {
        return Err("is a folder, a device or a pipe, not a file".to_owned());
    }
    let open = File::open(file).map_err(|error| format!("can't be read: {error}"))?;
    from(BufReader::new(open))
}

/// The same of what such a file holds.
pub(super) fn from(source: impl Read + io::Seek) -> Result<Entries<Array>, String> {
    let strange = |error: zip::result::ZipError| {
        format!("is no .npz file, an archive that numpy.savez or numpy.savez_compressed writes: {error}")
    };
    let mut archive = ZipArchive::new(source).map_err(strange)?;
    let mut arrays = Entries::default();
    let mut left = MAX_BYTES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(strange)?;
        let stored = entry.name().to_owned();
        let Some(name) = npyz::npz::array_name_from_file_name(&stored).map(str::to_owned) else {
            return Err(format!("holds `{stored}`, which is no array"));
        };
        let size = entry.size();
        left = left.checked_sub(size).ok_or_else(|| format!("holds over {MAX_BYTES} bytes of arrays"))?;
        // No more than is said, whatever there is; and to the end, where the archive finds out whether it is damaged.
        let mut source = BufReader::with_capacity(1 << 16, entry.take(size + 1));
        let read = array(&mut source, size).and_then(|array| match io::copy(&mut source, &mut io::sink())? {
            0 => Ok(array),
            more => Err(io::Error::other(format!("{more} bytes follow after its last number"))),
        });
        let array = read.map_err(|error| format!("the array `{name}` can't be read: {}", reason(&error)))?;
        arrays.0.push((name, array));
    }
    Ok(arrays)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut off".to_owned(),
        _ => error.to_string(),
    }
}

/// An array from a file of so many bytes.
fn array(source: impl Read, size: u64) -> io::Result<Array> {
    let file = NpyFile::new(source)?;
    let shape: Option<Vec<usize>> = file.shape().iter().map(|length| usize::try_from(*length).ok()).collect();
    let count = file.shape().iter().try_fold(1_u64, |count, length| count.checked_mul(*length));
    let kind = match file.dtype() {
        DType::Plain(plain) => (plain.type_char(), plain.size_field()),
        _ => (TypeChar::RawData, 0),
    };
    let description = file.dtype().descr();
    // An array says itself how long it is; its file has to be as long before there is room made for it.
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (Some(shape), Some(count)) = (shape, count) else { return Err(cut()) };
    if count.checked_mul(kind.1).is_none_or(|bytes| bytes > size) {
        return Err(cut());
    }
    let columns_first = file.order() == Order::Fortran;
    let numbers = match kind {
        (TypeChar::Int, 1) => whole::<i8>(file)?,
        (TypeChar::Int, 2) => whole::<i16>(file)?,
        (TypeChar::Int, 4) => whole::<i32>(file)?,
        (TypeChar::Int, 8) => ArrayNumbers::Whole(file.into_vec()?),
        (TypeChar::Uint, 1) => whole::<u8>(file)?,
        (TypeChar::Uint, 2) => whole::<u16>(file)?,
        (TypeChar::Uint, 4) => whole::<u32>(file)?,
        (TypeChar::Float, 4) => {
            ArrayNumbers::Floats(file.into_vec::<f32>()?.into_iter().map(f64::from).collect())
        }
        (TypeChar::Float, 8) => ArrayNumbers::Floats(file.into_vec()?),
        (TypeChar::Bool, 1) => whole::<bool>(file)?,
        _ => {
            io::copy(&mut file.into_inner(), &mut io::sink())?;
            ArrayNumbers::Other(description.trim_matches('\'').to_owned())
        }
    };
    Ok(match (columns_first, numbers) {
        (true, ArrayNumbers::Whole(numbers)) => {
            Array { numbers: ArrayNumbers::Whole(turned(&numbers, &shape)), shape }
        }
        (true, ArrayNumbers::Floats(numbers)) => {
            Array { numbers: ArrayNumbers::Floats(turned(&numbers, &shape)), shape }
        }
        (_, numbers) => Array { shape, numbers },
    })
}

fn whole<T: Deserialize + Into<i64>>(file: NpyFile<impl Read>) -> io::Result<ArrayNumbers> {
    Ok(ArrayNumbers::Whole(file.into_vec::<T>()?.into_iter().map(Into::into).collect()))
}

/// Numbers with the first axis varying fastest, in the order in which the last does.
fn turned<T: Copy>(numbers: &[T], shape: &[usize]) -> Vec<T> {
    let mut strides = Vec::with_capacity(shape.len());
    let mut stride = 1;
    for length in shape {
        strides.push(stride);
        stride *= length;
    }
    let mut index = vec![0; shape.len()];
    let mut at = 0;
    let mut turned = Vec::with_capacity(numbers.len());
    for _ in 0..numbers.len() {
        turned.push(numbers[at]);
        // The next index, its last axis varying fastest.
        for axis in (0..shape.len()).rev() {
            index[axis] += 1;
            at += strides[axis];
            if index[axis] < shape[axis] {
                break;
            }
            at -= index[axis] * strides[axis];
            index[axis] = 0;
        }
    }
    turned
}
