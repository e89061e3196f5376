//! From a table to its records: headers matched to columns, each cell read, each key unique.

use std::collections::HashMap;

use super::cells::{Cell, Fault, Format};
use super::columns::{self, Column};
use super::faulty::Faulty;
use super::problem::{Kind, Problem, Problems};
use super::table::{PlacedCell, RawRow, Table, Tables};
use super::{Place, Row, recognise, words};

/// Spreadsheets that write CSV decide on the empty cells at the end of a row by blocks of so many rows.
const BLOCK: usize = 16;

/// A struct that a row is read into; made by [`record!`].
pub(super) trait Record: Sized {
    const KIND: Kind;
    const COLUMNS: &'static [Column];

    /// Reads every cell, so that every problem is told; `None` when one cannot be taken.
    fn read(row: &mut RowReader<'_>) -> Option<Self>;

    /// Reports cells that contradict each other.
    fn check(&self, row: &mut RowReader<'_>);

    /// What makes it unique, for comparing and for a person.
    fn key(&self) -> String;

    /// The columns in which two records differ.
    fn differences(&self, other: &Self) -> Vec<&'static str>;
}

/// Declares a record: its fields, their columns, and how their cells are read.
macro_rules! record {
    (
        $(#[$about:meta])*
        $name:ident of $kind:ident, key ($($key:ident),+), $(checked $check:ident,)? {
            $( $(#[$doc:meta])* $field:ident: $type:ty = $presence:ident $format:ty, $column:literal; )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $( $(#[$doc])* pub $field: $type, )+
        }

        impl $name {
            /// The columns of the register in which this record and the other differ.
            pub fn differences(&self, other: &Self) -> Vec<&'static str> {
                let mut columns = Vec::new();
                $( if self.$field != other.$field { columns.push($column); } )+
                columns
            }
        }

        impl $crate::register::rows::Record for $name {
            const KIND: $crate::register::Kind = $crate::register::Kind::$kind;
            const COLUMNS: &'static [$crate::register::columns::Column] = &[
                $( $crate::register::columns::Column {
                    name: $column,
                    is_required: $crate::register::rows::$presence::IS_REQUIRED,
                } ),+
            ];

            fn read(row: &mut $crate::register::rows::RowReader<'_>) -> Option<Self> {
                $( let $field = $crate::register::rows::$presence::read::<$format>(row, $column); )+
                Some(Self { $( $field: $field? ),+ })
            }

            fn check(&self, _row: &mut $crate::register::rows::RowReader<'_>) {
                $( $check(self, _row); )?
            }

            fn key(&self) -> String {
                [$( self.$key.to_string() ),+].join(" · ")
            }

            fn differences(&self, other: &Self) -> Vec<&'static str> {
                self.differences(other)
            }
        }

        #[cfg(test)]
        impl $crate::register::samples::Sample for $name {
            fn sample(dice: &mut $crate::register::samples::Dice) -> Self {
                Self { $( $field: $crate::register::samples::$presence::sample::<$format>(dice) ),+ }
            }

            fn cells(&self) -> Vec<(&'static str, String)> {
                vec![$( ($column, $crate::register::samples::$presence::write::<$format>(&self.$field)) ),+]
            }
        }
    };
}
pub(super) use record;

/// A cell that must be filled in.
pub(super) mod required {
    use super::RowReader;
    use crate::register::cells::{Fault, Format};

    pub(in crate::register) const IS_REQUIRED: bool = true;

    pub(in crate::register) fn read<F: Format>(
        row: &mut RowReader<'_>,
        column: &'static str,
    ) -> Option<F::Value> {
        let value = super::read_cell::<F>(row, column, false)?;
        if value.is_none() && row.has(column) {
            row.report(column, Fault::error("cell_empty", Vec::new()));
        }
        value
    }
}

/// A cell that may be empty, in a column that may be missing; `-` or « n.c. » is as good as empty, and told.
pub(super) mod optional {
    use super::RowReader;
    use crate::register::cells::Format;

    pub(in crate::register) const IS_REQUIRED: bool = false;

    pub(in crate::register) fn read<F: Format>(
        row: &mut RowReader<'_>,
        column: &'static str,
    ) -> Option<Option<F::Value>> {
        super::read_cell::<F>(row, column, true)
    }
}

/// The value of a cell, `Some(None)` when there is none; `None` when it cannot be taken, which is then told.
fn read_cell<F: Format>(
    row: &mut RowReader<'_>,
    column: &'static str,
    may_be_unknown: bool,
) -> Option<Option<F::Value>> {
    let Some(cell) = row.cell(column).filter(|cell| !cell.is_blank()) else { return Some(None) };
    let mut remarks = Vec::new();
    let read = F::read(cell, &mut remarks);
    for remark in remarks {
        row.report(column, remark);
    }
    match read {
        Ok(value) => Some(Some(value)),
        Err(_) if may_be_unknown && matches!(cell, Cell::Text(text) if words::is_unknown(text)) => {
            row.report(column, Fault::warning("cell_unknown_value", vec![("read", cell.quoted())]));
            Some(None)
        }
        Err(fault) => {
            row.report(column, fault);
            None
        }
    }
}

/// A cell of several values, or none.
pub(super) mod list {
    use super::RowReader;
    use crate::register::cells::Format;

    pub(in crate::register) const IS_REQUIRED: bool = false;

    pub(in crate::register) fn read<F: Format<Value: Default>>(
        row: &mut RowReader<'_>,
        column: &'static str,
    ) -> Option<F::Value> {
        super::optional::read::<F>(row, column).map(Option::unwrap_or_default)
    }
}

/// Gives the cells of one row by the names of their columns, and takes what is wrong with them.
pub(super) struct RowReader<'a> {
    table: &'a Table,
    /// Where each column of the record stands in the file.
    layout: &'a HashMap<&'static str, usize>,
    row: &'a RawRow,
    problems: &'a mut Problems,
    has_errors: bool,
    is_left_out: bool,
}

impl<'a> RowReader<'a> {
    fn placed(&self, column: &str) -> Option<&'a PlacedCell> {
        self.layout.get(column).and_then(|position| self.row.cells.get(*position))
    }

    fn cell(&self, column: &str) -> Option<&'a Cell> {
        self.placed(column).map(|placed| &placed.value)
    }

    /// The text by which a cell names something, when it can be one.
    fn name_in(&self, column: &str) -> Option<String> {
        let is_name = |cell: &&Cell| match cell {
            Cell::Text(text) => !words::is_like_a_date(text) && !text.contains(char::is_control),
            Cell::Number(_) => true,
            _ => false,
        };
        self.cell(column).filter(is_name).map(Cell::shown).filter(|name| !name.is_empty())
    }

    fn has(&self, column: &str) -> bool {
        self.layout.contains_key(column)
    }

    /// Leaves the row out without refusing the register, and tells why.
    pub(super) fn leave_out(&mut self, column: &'static str, remark: Fault) {
        self.is_left_out = true;
        self.report(column, remark);
    }

    /// Tells what is wrong, at the line where the cell begins and under the header as the file spells it.
    pub(super) fn report(&mut self, column: &'static str, fault: Fault) {
        self.has_errors |= fault.severity == super::Severity::Error;
        let line = self.placed(column).map_or(self.row.line, |placed| placed.line);
        let header =
            self.layout.get(column).map(|position| self.table.header.cells[*position].value.quoted());
        let header = header.as_deref().unwrap_or(column);
        self.problems.add(Problem::of_fault(self.table, line, Some(header), fault));
    }
}

/// The sound records of every table of their kind, each key once; what the others name goes to `faulty`.
pub(super) fn records<R: Record>(
    tables: &Tables,
    problems: &mut Problems,
    faulty: &mut Faulty,
) -> Vec<Row<R>> {
    let mut rows = Vec::new();
    for table in tables.of_kind(R::KIND) {
        let layout = layout::<R>(table, problems);
        if !layout.contains_key(R::COLUMNS[0].name) || table.has_errors() {
            faulty.add_all_of(R::KIND);
        }
        for row in &table.rows {
            let at = || Place { file: table.file.clone(), line: row.line };
            let is_whole = check_length::<R>(table, &layout, row, problems);
            let mut reader =
                RowReader { table, layout: &layout, row, problems, has_errors: false, is_left_out: false };
            let mut record = None;
            if is_whole {
                record = R::read(&mut reader);
                if let Some(record) = &record {
                    record.check(&mut reader);
                }
            }
            match record {
                Some(record) if !reader.has_errors && !reader.is_left_out => {
                    rows.push(Row { at: at(), record });
                }
                Some(_) if reader.is_left_out => {}
                _ => {
                    let key = R::COLUMNS[0].name;
                    // Where a separator is missing or too much, only the first cells are surely in their column.
                    let name = |column: &str| reader.name_in(column).filter(|_| is_whole || column == key);
                    faulty.add(R::KIND, key, &at(), &name);
                }
            }
        }
    }
    each_key_once(rows, tables, problems)
}

/// Where the columns stand. Says which headers are unknown, there twice, or missing.
fn layout<R: Record>(table: &Table, problems: &mut Problems) -> HashMap<&'static str, usize> {
    let mut layout = HashMap::new();
    for (position, cell) in table.header.cells.iter().enumerate() {
        let header = cell.value.shown();
        let shown = cell.value.quoted();
        let mut report = |fault| problems.add(Problem::of_fault(table, cell.line, Some(&shown), fault));
        let name = || ("column", shown.clone());
        match columns::position(R::COLUMNS, &header).map(|i| R::COLUMNS[i].name) {
            Some(column) if is_beside_its_own_name(table, column, &header) => {
                let params = vec![name(), ("closest", column.to_owned())];
                report(Fault::warning("column_unknown_close_to", params));
            }
            Some(column) if layout.contains_key(column) => {
                report(Fault::error("column_twice", vec![name()]));
            }
            Some(column) => {
                layout.insert(column, position);
            }
            None if cell.value.is_blank() => {
                let is_used =
                    |row: &RawRow| row.cells.get(position).is_some_and(|cell| !cell.value.is_blank());
                if table.rows.iter().any(is_used) {
                    let params = vec![("position", (position + 1).to_string())];
                    report(Fault::warning("column_without_name", params));
                }
            }
            None if matches!(cell.value, Cell::ErrorValue(_)) => {
                report(Fault::error("column_error_value", vec![name()]));
            }
            None => match uncounted::<R>(table, position) {
                Some(problem) => problems.add(problem),
                None => report(match columns::closest(R::COLUMNS, &header) {
                    Some(closest) => Fault::warning(
                        "column_unknown_close_to",
                        vec![name(), ("closest", closest.to_owned())],
                    ),
                    None => Fault::warning("column_unknown", vec![name()]),
                }),
            },
        }
    }
    for column in R::COLUMNS.iter().filter(|column| column.is_required && !layout.contains_key(column.name)) {
        let mut params = vec![("column", column.name.to_owned())];
        let unknown = table.header.cells.iter().map(|cell| cell.value.shown());
        let misnamed = unknown
            .filter(|header| columns::position(R::COLUMNS, header).is_none())
            .find(|header| columns::closest(R::COLUMNS, header) == Some(column.name));
        let code = match misnamed {
            Some(there) => {
                params.push(("there", super::cells::quoted(&there)));
                "column_missing_close_to"
            }
            None => "column_missing",
        };
        let fault = Fault::error(code, params);
        problems.add(Problem::of_fault(table, table.header.line, Some(column.name), fault));
    }
    layout
}

/// Whether a header is another name of a column that stands in the table under its own.
fn is_beside_its_own_name(table: &Table, column: &'static str, header: &str) -> bool {
    let own = recognise::fold(column);
    recognise::fold(header) != own
        && table.header.cells.iter().any(|cell| recognise::fold(&cell.value.shown()) == own)
}

/// The error that an unknown column seems to count units, of which the table would be taken to have one; nothing where
/// every row has one anyway, or where the table counts them in a column of that name.
fn uncounted<R: Record>(table: &Table, position: usize) -> Option<Problem> {
    let header = &table.header.cells[position].value;
    let column = columns::may_count(R::COLUMNS, &header.shown())?;
    let is_read = |cell: &PlacedCell| {
        columns::position(R::COLUMNS, &cell.value.shown()).is_some_and(|at| R::COLUMNS[at].name == column)
    };
    if table.header.cells.iter().any(is_read) {
        return None;
    }
    let is_one = |cell: &Cell| match cell {
        Cell::Number(number) => *number == 1.0,
        Cell::Text(text) => matches!(text.trim(), "1" | "1,0" | "1.0") || words::is_unknown(text),
        cell => cell.is_blank(),
    };
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    let other = cells.find(|cell| !cell.value.is_blank() && !is_one(&cell.value))?;
    let params = vec![
        ("column", header.quoted()),
        ("read", other.value.quoted()),
        ("line", other.line.to_string()),
        ("closest", column.to_owned()),
    ];
    let fault = Fault::error("column_may_be_quantity", params);
    Some(Problem::of_fault(table, other.line, Some(&header.quoted()), fault))
}

/// Whether the row can be read: it has the cells of the header. Empty ones beyond the header do no harm, and in a sheet they are only
/// beside the table; missing ones at the end are
/// taken as empty where a spreadsheet would have left them out, see [`is_left_out`].
fn check_length<R: Record>(
    table: &Table,
    layout: &HashMap<&'static str, usize>,
    row: &RawRow,
    problems: &mut Problems,
) -> bool {
    let width = table.header.cells.len();
    let found = row.cells.len();
    let counts = || vec![("expected", width.to_string()), ("found", found.to_string())];
    let surplus = row.cells.iter().skip(width).find(|cell| !cell.value.is_blank());
    let fault = if let (Some(surplus), true) = (surplus, table.is_delimited) {
        let mut params = counts();
        params.push(("surplus", surplus.value.quoted()));
        Fault::error("row_too_long", params)
    } else if let Some(surplus) = surplus {
        let beside = Fault::warning("cell_beside_table", vec![("read", surplus.value.quoted())]);
        problems.add(Problem::of_fault(table, row.line, None, beside));
        return row.cells.iter().take(width).any(|cell| !cell.value.is_blank());
    } else if table.is_delimited && found < width && !is_left_out::<R>(table, layout, row) {
        Fault::error("row_too_short", counts())
    } else {
        return true;
    };
    problems.add(Problem::of_fault(table, row.line, None, fault));
    false
}

/// Whether the cells missing at the end of the row are ones that a spreadsheet leaves out when it writes CSV: they
/// are empty in all the rows of its block of [`BLOCK`], and the program may do without them. Elsewhere a separator
/// was lost, and every value after it would be in the wrong column.
fn is_left_out<R: Record>(table: &Table, layout: &HashMap<&'static str, usize>, row: &RawRow) -> bool {
    let found = row.cells.len();
    let block = row.rank / BLOCK;
    let from = table.rows.partition_point(|other| other.rank / BLOCK < block);
    let same_block = table.rows[from..].iter().take_while(|other| other.rank / BLOCK == block);
    let mut others = same_block.chain((table.header.rank / BLOCK == block).then_some(&table.header));
    let is_filled = |other: &RawRow| other.cells.iter().skip(found).any(|cell| !cell.value.is_blank());
    let misses_required = R::COLUMNS
        .iter()
        .any(|column| column.is_required && layout.get(column.name).is_some_and(|at| *at >= found));
    !misses_required && !others.any(is_filled)
}

/// Keeps the first row of each key: an identical one is a remark, another one an error. A whole file that says only what
/// the others say, as a workbook beside the CSV files made from it, is no remark.
fn each_key_once<R: Record>(rows: Vec<Row<R>>, tables: &Tables, problems: &mut Problems) -> Vec<Row<R>> {
    let mut kept: Vec<Row<R>> = Vec::with_capacity(rows.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut repeated: HashMap<String, Vec<Problem>> = HashMap::new();
    for row in rows {
        let key = row.record.key();
        let Some(&first) = seen.get(&key) else {
            seen.insert(key, kept.len());
            kept.push(row);
            continue;
        };
        let first = &kept[first];
        let differences = first.record.differences(&row.record);
        let column = R::COLUMNS[0].name;
        let mut params = vec![
            ("key", super::cells::quoted(&key)),
            ("first_file", first.at.file.clone()),
            ("first_line", first.at.line.to_string()),
        ];
        if differences.is_empty() {
            let problem = Problem::warning(&row.at, column, R::KIND, "row_twice", params);
            repeated.entry(row.at.file.clone()).or_default().push(problem);
        } else {
            params.push(("columns", differences.join(", ")));
            problems.add(Problem::error(&row.at, column, R::KIND, "key_twice", params));
        }
    }
    for table in tables.of_kind(R::KIND) {
        let Some(told) = repeated.remove(&table.file) else { continue };
        let is_copy = told.len() == table.rows.len()
            && told.iter().all(|problem| !problem.params.contains(&("first_file", table.file.clone())));
        if !is_copy {
            problems.extend(told);
        }
    }
    kept
}
