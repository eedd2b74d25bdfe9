//! The lines of a table in CSV, field by field, and where each begins.

use csv_core::{ReadFieldResult, Reader};

/// The fields of a line, without the spaces around them.
pub(super) struct Record {
    /// In bytes from the beginning of the text; lines without anything may come first.
    pub start: usize,
    pub fields: Vec<String>,
}

/// Reads records from a text, which is a table of some kind, whatever it is.
pub(super) struct Records<'t> {
    reader: Reader,
    text: &'t str,
    /// How many bytes were read.
    read: usize,
    /// What is read of a field, which is made longer as needed.
    field: Vec<u8>,
}

impl<'t> Records<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { reader: Reader::new(), text, read: 0, field: vec![0; 64] }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let (mut record, mut length) = (Record { start: self.read, fields: Vec::new() }, 0);
        loop {
            let input = &self.text.as_bytes()[self.read..];
            let (result, read, written) = self.reader.read_field(input, &mut self.field[length..]);
            (self.read, length) = (self.read + read, length + written);
            match result {
                // Asked once more, with nothing, the reader ends.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.field.resize(2 * self.field.len(), 0),
                ReadFieldResult::Field { record_end } => {
                    let field = String::from_utf8_lossy(&self.field[..length]);
                    record.fields.push(field.trim().to_owned());
                    length = 0;
                    if record_end {
                        return Some(record);
                    }
                }
                ReadFieldResult::End => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Records;

    #[test]
    fn fields_are_read_as_they_are_quoted_and_lines_found_where_they_begin() {
        let long = "x".repeat(1000);
        let text = format!("\u{feff}a, b \r\n\r\n\"1,\"\"2\n\"\"3\",\u{e4}\n\n{long}\n,");
        let read: Vec<_> = Records::of(&text).map(|record| (record.start, record.fields)).collect();
        let is =
            |start: usize, fields: &[&str]| (start, fields.iter().map(|field| (*field).to_owned()).collect());
        let lines: [(usize, Vec<String>); 4] =
            [is(0, &["a", "b"]), is(9, &["1,\"2\n\"3", "\u{e4}"]), is(27, &[&long]), is(1029, &["", ""])];
        assert_eq!(read, lines);
        assert_eq!(Records::of("").count(), 0);
    }
}
