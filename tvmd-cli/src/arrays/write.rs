//! Writing a table: `x`, `x_denominator`, `p` and `p_denominator`, as they are read.

use npyz::{WriteOptions, WriterBuilder as _};
use std::io::{self, Cursor, Write as _};
use tvmd_core::mechanism::Table;
use tvmd_core::model::ArrayNumbers;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a `.npz` file of a table holds, or why there is none: at the profiles in which all take part, each agent's probability of each
/// item and her payment.
pub(crate) fn written(table: &Table) -> Result<Vec<u8>, String> {
    let arrays = table.to_arrays().map_err(|error| error.to_string())?;
    let whole = arrays.iter().filter_map(|(name, array)| match &array.numbers {
        ArrayNumbers::Whole(numbers) => Some((name.as_str(), array.shape.clone(), numbers.clone())),
        _ => None,
    });
    archive(&whole.collect::<Vec<_>>()).map_err(|error| format!("can't be written as arrays: {error}"))
}

/// An archive of arrays of whole numbers: name, shape, and numbers with the last axis varying fastest.
pub(super) fn archive(arrays: &[(&str, Vec<usize>, Vec<i64>)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, shape, numbers) in arrays {
        let shape: Vec<u64> = shape.iter().map(|length| *length as u64).collect();
        let mut file = Vec::new();
        let mut writer =
            WriteOptions::<i64>::new().default_dtype().shape(&shape).writer(&mut file).begin_nd()?;
        writer.extend(numbers.iter().copied())?;
        writer.finish()?;
        archive.start_file(npyz::npz::file_name_from_array_name(name), stored)?;
        archive.write_all(&file)?;
    }
    Ok(archive.finish()?.into_inner())
}
