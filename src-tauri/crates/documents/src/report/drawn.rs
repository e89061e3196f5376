//! What is drawn of a table: its rows by the number of their second column.

use domain::report::{Cell, CellFormat, Drawing, Table};
use serde::Serialize;

use super::{cell_text, words};

/// The most columns that stand beside each other on a page, and the most parts that patterns tell apart.
const COLUMNS: usize = 24;
const PARTS: usize = 8;
/// The most bars of a drawing of its own; a table may have as many as it has rows.
const BARS: usize = 20;
/// The most columns of a table that has room for bars.
const COLUMNS_BESIDE_BARS: usize = 4;
/// How much of a name a drawing shows; the table has the whole.
const NAME: usize = 100;

/// A drawing, ready to be set.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Drawn {
    pub(super) kind: Kind,
    pub(super) items: Vec<Item>,
    /// How many rows it does not show.
    pub(super) left_out: usize,
    /// What a reader who does not see it is told.
    pub(super) description: String,
}

/// How it is drawn: as the table asks, or as bars where that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Bars,
    Columns,
    Parts,
}

/// A bar, a column or a part.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) text: String,
    /// Of the longest bar, or of the whole.
    pub(super) share: f64,
    /// Whether none is higher.
    pub(super) highest: bool,
}

/// The drawing of a table; none where it asks for none or has no number.
pub(super) fn drawn(table: &Table) -> Option<Drawn> {
    let rows: Vec<(&Vec<Cell>, f64)> =
        table.rows.iter().filter_map(|row| Some((row, number(row)?))).collect();
    let numbers: Vec<f64> = rows.iter().map(|(_, number)| *number).collect();
    let kind = kind(table, &numbers)?;
    let shown = if kind == Kind::Bars { BARS.min(rows.len()) } else { rows.len() };
    let highest = numbers.iter().copied().fold(0.0, f64::max);
    let whole = if kind == Kind::Parts { numbers.iter().sum() } else { scale(table, highest) };
    let items: Vec<Item> = rows[..shown]
        .iter()
        .map(|(row, number)| Item {
            name: shortened(cell_text(row, 0)),
            text: shortened(cell_text(row, 1)),
            share: share(*number, whole),
            highest: highest > 0.0 && *number >= highest,
        })
        .collect();
    let description = description(&table.title, kind, &items);
    Some(Drawn { kind, items, left_out: rows.len() - shown, description })
}

/// How long the bar of each row is, where they are drawn inside the table: beside its numbers rather than a
/// second time above them.
pub(super) fn shares(table: &Table) -> Option<Vec<Option<f64>>> {
    let numbers: Vec<Option<f64>> = table.rows.iter().map(|row| number(row)).collect();
    let known: Vec<f64> = numbers.iter().copied().flatten().collect();
    let fits = table.columns.len() <= COLUMNS_BESIDE_BARS && kind(table, &known)? == Kind::Bars;
    let whole = scale(table, known.iter().copied().fold(0.0, f64::max));
    fits.then(|| numbers.iter().map(|number| number.map(|number| share(number, whole))).collect())
}

fn number(row: &[Cell]) -> Option<f64> {
    row.get(1)?.number.filter(|number| number.is_finite())
}

fn kind(table: &Table, numbers: &[f64]) -> Option<Kind> {
    let positive = numbers.iter().all(|number| *number >= 0.0);
    let sum: f64 = numbers.iter().sum();
    match table.drawing {
        _ if numbers.is_empty() => None,
        Drawing::None => None,
        Drawing::Columns if positive && numbers.len() <= COLUMNS => Some(Kind::Columns),
        Drawing::Parts if positive && numbers.len() <= PARTS && sum > 0.0 && sum.is_finite() => {
            Some(Kind::Parts)
        }
        Drawing::Bars | Drawing::Columns | Drawing::Parts => Some(Kind::Bars),
    }
}

/// The number of the longest bar: of shares of a whole, that is the whole.
fn scale(table: &Table, highest: f64) -> f64 {
    let is_share = |cell: &Cell| cell.format == CellFormat::Percent;
    let shares = table.rows.iter().filter_map(|row| row.get(1)).all(is_share);
    if shares && table.drawing == Drawing::Bars && highest <= 1.0 { 1.0 } else { highest }
}

fn share(number: f64, whole: f64) -> f64 {
    if whole > 0.0 { (number / whole).clamp(0.0, 1.0) } else { 0.0 }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(NAME).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn description(title: &str, kind: Kind, items: &[Item]) -> String {
    let values: Vec<String> = items.iter().map(|item| words::value(&item.name, &item.text)).collect();
    words::description(kind, title, &values)
}

#[cfg(test)]
mod tests {
    use domain::report::{Cell, CellFormat, Column, Drawing, Table};

    use super::{Kind, drawn, shares};

    fn table(drawing: Drawing, numbers: &[f64]) -> Table {
        let row = |number: &f64| {
            vec![Cell::text("nom"), Cell::number(*number, CellFormat::Count, number.to_string())]
        };
        let column = |title: &str, numeric| Column { title: title.into(), numeric };
        Table {
            title: "Emprunts".into(),
            note: String::new(),
            columns: vec![column("Nom", false), column("Nombre", true)],
            rows: numbers.iter().map(row).collect(),
            drawing,
        }
    }

    fn kind(drawing: Drawing, numbers: &[f64]) -> Option<Kind> {
        drawn(&table(drawing, numbers)).map(|drawn| drawn.kind)
    }

    #[test]
    fn what_cannot_be_read_as_columns_or_parts_is_drawn_as_bars() {
        assert_eq!(kind(Drawing::Columns, &[1.0; 12]), Some(Kind::Columns));
        assert_eq!(kind(Drawing::Columns, &[1.0; 25]), Some(Kind::Bars));
        assert_eq!(kind(Drawing::Parts, &[1.0, 3.0]), Some(Kind::Parts));
        assert_eq!(kind(Drawing::Parts, &[1.0; 9]), Some(Kind::Bars));
        assert_eq!(kind(Drawing::Parts, &[0.0, 0.0]), Some(Kind::Bars));
        assert_eq!(kind(Drawing::Columns, &[1.0, -1.0]), Some(Kind::Bars));
    }

    #[test]
    fn without_a_number_there_is_nothing_to_draw() {
        assert_eq!(kind(Drawing::Bars, &[]), None);
        assert_eq!(kind(Drawing::Bars, &[f64::NAN, f64::INFINITY]), None);
        assert_eq!(kind(Drawing::None, &[1.0]), None);
        assert_eq!(shares(&table(Drawing::Bars, &[])), None);
    }

    #[test]
    fn bars_are_as_long_as_their_part_of_the_longest_and_parts_add_up_to_the_whole() {
        assert_eq!(
            shares(&table(Drawing::Bars, &[4.0, 1.0, -2.0])),
            Some(vec![Some(1.0), Some(0.25), Some(0.0)])
        );
        let parts = table(Drawing::Parts, &[3.0, 1.0]);
        let shares: Vec<f64> =
            drawn(&parts).expect("it is drawn").items.iter().map(|item| item.share).collect();
        assert_eq!(shares, [0.75, 0.25]);
    }

    #[test]
    fn shares_of_a_whole_are_drawn_as_such() {
        let mut table = table(Drawing::Bars, &[0.5, 0.25]);
        table.rows.iter_mut().for_each(|row| row[1].format = CellFormat::Percent);
        assert_eq!(shares(&table), Some(vec![Some(0.5), Some(0.25)]));
    }
}
