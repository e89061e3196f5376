//! A table as CSV, as French spreadsheets open it without a question.

use domain::report::{Cell, CellFormat, Table};

use super::cell_text;

/// The table as CSV: UTF-8 with a byte order mark, semicolons, CRLF, decimal commas. A text that a spreadsheet
/// would run as a formula gets an apostrophe in front; a number, negative or not, stays a number.
#[must_use]
pub fn table_csv(table: &Table) -> String {
    let heads = table.columns.iter().map(|column| text(&column.title));
    let mut result = String::from('\u{feff}');
    line(&mut result, heads);
    for row in &table.rows {
        let cell = |column| {
            row.get(column).map_or_else(String::new, |cell| cell_field(cell, cell_text(row, column)))
        };
        line(&mut result, (0..table.columns.len()).map(cell));
    }
    result
}

fn line(result: &mut String, fields: impl Iterator<Item = String>) {
    result.push_str(&fields.collect::<Vec<_>>().join(";"));
    result.push_str("\r\n");
}

fn cell_field(cell: &Cell, shown: &str) -> String {
    match (cell.number.filter(|number| number.is_finite()), cell.format) {
        (None, _) | (_, CellFormat::Text) => text(shown),
        (Some(number), CellFormat::Percent) => decimal(number * 100.0) + "%",
        (Some(number), CellFormat::Count | CellFormat::Euros | CellFormat::Decimal) => decimal(number),
    }
}

/// A number with at most four decimals, and no more than it has.
fn decimal(number: f64) -> String {
    let digits = format!("{number:.4}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    if digits == "-0" { "0".into() } else { digits.replace('.', ",") }
}

fn text(value: &str) -> String {
    let value = if is_formula(value) { format!("'{value}") } else { value.to_owned() };
    if value.contains([';', '"', '\r', '\n', ',', '\t']) || value.trim() != value {
        return format!("\"{}\"", value.replace('"', "\"\""));
    }
    value
}

/// Whether a spreadsheet could take the text for a formula, white space before it or not, in half or full width.
fn is_formula(value: &str) -> bool {
    value.starts_with(['\t', '\r', '\n'])
        || value.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{decimal, text};

    #[test]
    fn what_could_run_gets_an_apostrophe_and_the_rest_none() {
        for value in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{a0}=1", "＝1"] {
            assert_eq!(text(value).trim_matches('"'), format!("'{value}"));
        }
        assert_eq!(text("\t=1"), "\"'\t=1\"");
        assert_eq!(text("\r"), "\"'\r\"");
        for value in ["", "a=1", "—", "« = »", "'déjà", "é"] {
            assert_eq!(text(value), value);
        }
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(text("a;b"), "\"a;b\"");
        assert_eq!(text("dit « \"non\" »"), "\"dit « \"\"non\"\" »\"");
        assert_eq!(text("=a\";b"), "\"'=a\"\";b\"");
    }

    #[test]
    fn numbers_have_a_decimal_comma_and_no_needless_zero() {
        let numbers = [2633.0, 0.5, -1.25, 23857.5, 1.0 / 3.0, -0.000_001, 1e15].map(decimal);
        assert_eq!(numbers, ["2633", "0,5", "-1,25", "23857,5", "0,3333", "0", "1000000000000000"]);
    }
}
