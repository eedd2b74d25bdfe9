//! Writing a table: `x`, `x_denominator`, `p` and `p_denominator`, as they are read.

use npyz::{WriteOptions, WriterBuilder as _};
use std::io::{self, Cursor, Write as _};
use tvmd_core::mechanism::Table;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a `.npz` file of a table holds, or why there is none: at the profiles in which all take part, each agent's probability of each
/// item and her payment.
pub(crate) fn written(table: &Table) -> Result<Vec<u8>, String> {
    let setting = table.setting();
    let (chances, payments) = table.to_marginals().map_err(|error| error.to_string())?;
    let narrow = |numbers: &tvmd_core::exact::Fractions, what: &str| {
        let error = || {
            format!(
                "{what} over their common denominator don't fit into 64 bits, and arrays hold no longer numbers"
            )
        };
        numbers.to_whole().ok_or_else(error)
    };
    let (x, x_over) = narrow(&chances, "its probabilities")?;
    let (p, p_over) = narrow(&payments, "its payments")?;
    let agents = setting.agents();
    let types = agents.iter().map(|agent| agent.types().len() - 1);
    let of_payments: Vec<usize> = std::iter::once(agents.len()).chain(types).collect();
    let of_chances = [of_payments.as_slice(), &[setting.items().len()]].concat();
    let arrays = [
        ("x", of_chances, x),
        ("x_denominator", Vec::new(), vec![x_over]),
        ("p", of_payments, p),
        ("p_denominator", Vec::new(), vec![p_over]),
    ];
    archive(&arrays).map_err(|error| format!("can't be written as arrays: {error}"))
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
