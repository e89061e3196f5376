//! A report and tables as a workbook, to go on counting with: a sheet for each table, numbers as numbers. Every text
//! is written as one, so that no cell runs as a formula.

use std::collections::BTreeSet;

use domain::report::{Block, Cell, CellFormat, Chapter, Column, Drawing, KeyFigure, Map, Report, Table};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
    XlsxError,
};

use super::{day, map_areas, words};
use crate::error::DocumentError;
use crate::typed::printable;

/// What a cell of a workbook and the name of a sheet may hold, in UTF-16 units.
const CELL: usize = 32_767;
const NAME: usize = 31;
/// How wide columns are, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 60;
/// The columns of the summary.
const SUMMARY_WIDTHS: [f64; 3] = [90.0, 24.0, 60.0];

/// The report as a workbook: a summary, then a sheet for each table and each map.
///
/// # Errors
/// When a table is larger than a sheet can be.
pub fn report_xlsx(report: &Report) -> Result<Vec<u8>, DocumentError> {
    let tables: Vec<Table> =
        report.chapters.iter().flat_map(|chapter| &chapter.blocks).flat_map(tables_of).collect();
    let mut names = Names::default();
    let summary = names.of(words::SUMMARY, words::SUMMARY);
    let named: Vec<(String, &Table)> =
        tables.iter().map(|table| (names.of(&table.title, words::TABLE), table)).collect();
    let mut workbook = workbook(&report.title, &report.centre, &report.made_on);
    write_summary(workbook.add_worksheet(), &summary, report, &named)
        .and_then(|()| {
            named.iter().try_for_each(|(name, table)| write_table(workbook.add_worksheet(), name, table))
        })
        .and_then(|()| workbook.save_to_buffer())
        .map_err(|error| failed(&error))
}

/// Tables as a workbook, a sheet for each.
///
/// # Errors
/// When a table is larger than a sheet can be.
pub fn tables_xlsx(tables: &[Table]) -> Result<Vec<u8>, DocumentError> {
    let mut names = Names::default();
    let mut workbook = workbook("", "", "");
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    tables
        .iter()
        .try_for_each(|table| {
            write_table(workbook.add_worksheet(), &names.of(&table.title, words::TABLE), table)
        })
        .and_then(|()| workbook.save_to_buffer())
        .map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> DocumentError {
    DocumentError::Export { details: error.to_string() }
}

/// An empty workbook. It bears the day that the report does, never that of its making: the same report gives the
/// same bytes.
fn workbook(title: &str, centre: &str, made_on: &str) -> Workbook {
    let day = day::in_words(made_on).map(|day| day.format("%Y-%m-%d").to_string());
    let day = ExcelDateTime::parse_from_str(day.as_deref().unwrap_or("2000-01-01")).unwrap_or_default();
    let short = |text: &str| cut(&printable(text), 255);
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_title(short(title)).set_author(short(centre)).set_creation_datetime(&day),
    );
    workbook
}

/// The tables that a block gives the workbook.
fn tables_of(block: &Block) -> Vec<Table> {
    match block {
        Block::Table(table) => vec![table.clone()],
        Block::Map(map) => {
            [map_areas(map), map_points(map)].into_iter().filter(|table| !table.rows.is_empty()).collect()
        }
        Block::Paragraph { .. } | Block::KeyFigures { .. } => Vec::new(),
    }
}

fn map_points(map: &Map) -> Table {
    let column = |title: &str, numeric| Column { title: title.into(), numeric };
    let degrees = |degrees: f64| Cell::number(degrees, CellFormat::Decimal, degrees.to_string());
    let row = |point: &domain::report::Point| {
        vec![
            Cell::text(&point.name),
            Cell::number(f64::from(point.count), CellFormat::Count, point.count.to_string()),
            degrees(point.longitude),
            degrees(point.latitude),
        ]
    };
    Table {
        title: words::places(&map.title),
        note: map.description.clone(),
        columns: vec![
            column(words::PLACE, false),
            column(words::COUNT, true),
            column(words::LONGITUDE, true),
            column(words::LATITUDE, true),
        ],
        rows: map.points.iter().map(row).collect(),
        drawing: Drawing::None,
    }
}

/// The names that sheets have so far: each is one of its own, upper and lower case being the same.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn of(&mut self, title: &str, otherwise: &str) -> String {
        let forbidden = |character: char| matches!(character, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
        let plain =
            printable(title).replace(|character: char| forbidden(character) || character.is_control(), " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = |text: &str, room: usize| cut(text, room).trim_matches([' ', '\'', '…']).to_owned();
        let plain = plain.trim_matches([' ', '\'']);
        // A name that Excel keeps for itself is one that it refuses.
        let reserved = ["history", "historique"].contains(&plain.to_lowercase().as_str());
        let plain =
            if plain.is_empty() || reserved { format!("{otherwise} {plain}") } else { plain.to_owned() };
        let numbered = (1..).map(|number| match number {
            1 => short(&plain, NAME),
            number => {
                let suffix = format!(" ({number})");
                short(&plain, NAME - suffix.len()) + &suffix
            }
        });
        let mut free = numbered.filter(|name| self.0.insert(name.to_lowercase()));
        free.next().unwrap_or_default()
    }
}

fn write_table(sheet: &mut Worksheet, name: &str, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let head = head();
    for (at, column) in (0..).zip(&table.columns) {
        let align = if column.numeric { FormatAlign::Right } else { FormatAlign::Left };
        write_text(sheet, 0, at, &column.title, &head.clone().set_align(align))?;
        let length = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let cells =
            table.rows.iter().filter_map(|row| row.get(usize::from(at))).map(|cell| length(&cell.text));
        let longest = cells.chain([length(&column.title) + 2]).max().unwrap_or(0);
        sheet.set_column_width(at, longest.clamp(NARROWEST, WIDEST) as f64 + 2.0)?;
    }
    let formats = Formats::new();
    for (at, row) in (1..).zip(&table.rows) {
        for ((column, head), cell) in (0..).zip(&table.columns).zip(row) {
            write_cell(sheet, at, column, cell, head.numeric, &formats)?;
        }
    }
    let mut end = u32::try_from(table.rows.len()).unwrap_or(u32::MAX - 4) + 1;
    if table.rows.is_empty() {
        write_text(sheet, end, 0, words::NOTHING, &formats.text)?;
        end += 1;
    }
    // The full title and what the numbers mean: below, where neither sorting nor a filter meets them.
    for text in [&table.title, &table.note] {
        if !text.trim().is_empty() {
            end += 1;
            write_text(sheet, end, 0, text, &Format::new().set_italic())?;
        }
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    numeric: bool,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let number = cell.number.filter(|number| number.is_finite()).zip(formats.of(cell.format));
    match number {
        Some((number, format)) => sheet.write_number_with_format(row, column, number, format).map(|_| ()),
        None if cell.text.is_empty() => Ok(()),
        None => {
            let format = if numeric { &formats.right } else { &formats.text };
            write_text(sheet, row, column, &cell.text, format)
        }
    }
}

/// A text as it is, and no warning where it looks like a number.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cut(&printable(text), CELL), format)?;
    if text.starts_with(|character: char| character.is_ascii_digit()) {
        sheet.ignore_error(row, column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// What is written on the first sheet: all that is no table, and where the tables are.
fn write_summary(
    sheet: &mut Worksheet,
    name: &str,
    report: &Report,
    tables: &[(String, &Table)],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (at, width) in (0..).zip(SUMMARY_WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let (text, strong) = (Formats::new().text, head());
    let title = if report.title.trim().is_empty() { words::REPORT } else { &report.title };
    write_text(sheet, 0, 0, title, &Format::new().set_bold().set_font_size(16))?;
    let mut row = 1;
    for line in
        [&report.subtitle, &report.centre, &report.made_on].into_iter().filter(|line| !line.trim().is_empty())
    {
        write_text(sheet, row, 0, line, &text)?;
        row += 1;
    }
    for chapter in &report.chapters {
        row = write_chapter(sheet, row + 1, chapter)?;
    }
    if !tables.is_empty() {
        row += 1;
        write_text(sheet, row, 0, words::SHEETS, &strong)?;
        write_text(sheet, row, 1, "", &strong)?;
        for (name, table) in tables {
            row += 1;
            write_text(sheet, row, 0, &table.title, &text)?;
            write_text(sheet, row, 1, name, &text)?;
        }
        row += 1;
    }
    for credit in report.credits.iter().filter(|credit| !credit.trim().is_empty()) {
        row += 1;
        write_text(sheet, row, 0, credit, &Format::new().set_italic().set_text_wrap())?;
    }
    Ok(())
}

/// Writes a chapter and says which row comes next.
fn write_chapter(sheet: &mut Worksheet, mut row: u32, chapter: &Chapter) -> Result<u32, XlsxError> {
    let (text, strong) = (Formats::new().text, head());
    let title = if chapter.title.trim().is_empty() { words::UNTITLED } else { &chapter.title };
    for (at, title) in (0..).zip([title, "", ""]) {
        write_text(sheet, row, at, title, &strong)?;
    }
    row += 1;
    let write_lines = |sheet: &mut Worksheet, row: &mut u32, value: &str| -> Result<(), XlsxError> {
        for line in printable(value).lines().filter(|line| !line.trim().is_empty()) {
            for piece in pieces(line) {
                write_text(sheet, *row, 0, &piece, &text)?;
                *row += 1;
            }
        }
        Ok(())
    };
    write_lines(sheet, &mut row, &chapter.free_text)?;
    for block in &chapter.blocks {
        match block {
            Block::Paragraph { text } => write_lines(sheet, &mut row, text)?,
            Block::KeyFigures { figures } => {
                for figure in figures {
                    write_figure(sheet, row, figure)?;
                    row += 1;
                }
            }
            Block::Table(_) | Block::Map(_) => {}
        }
    }
    Ok(row)
}

fn write_figure(sheet: &mut Worksheet, row: u32, figure: &KeyFigure) -> Result<(), XlsxError> {
    let formats = Formats::new();
    write_text(sheet, row, 0, &figure.name, &formats.text)?;
    write_text(sheet, row, 2, &figure.detail, &formats.text)?;
    write_cell(sheet, row, 1, &figure.number, true, &formats.strong())
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_background_color(Color::RGB(0xE1_E7_F0))
        .set_border_bottom(FormatBorder::Thin)
}

/// How cells are shown.
struct Formats {
    text: Format,
    right: Format,
    count: Format,
    percent: Format,
    euros: Format,
    decimal: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| top.clone().set_num_format(format);
        Self {
            text: top.clone().set_text_wrap(),
            right: top.clone().set_align(FormatAlign::Right),
            count: number("#,##0"),
            percent: number("0.0%"),
            euros: number("#,##0.00\\ \"€\""),
            decimal: number("#,##0.0"),
        }
    }

    /// The same in bold, for what stands out.
    fn strong(self) -> Self {
        let Self { text, right, count, percent, euros, decimal } = self;
        Self {
            text,
            right: right.set_bold(),
            count: count.set_bold(),
            percent: percent.set_bold(),
            euros: euros.set_bold(),
            decimal: decimal.set_bold(),
        }
    }

    fn of(&self, format: CellFormat) -> Option<&Format> {
        match format {
            CellFormat::Text => None,
            CellFormat::Count => Some(&self.count),
            CellFormat::Percent => Some(&self.percent),
            CellFormat::Euros => Some(&self.euros),
            CellFormat::Decimal => Some(&self.decimal),
        }
    }
}

/// A text of no more than so many UTF-16 units; what is cut ends with an ellipsis.
fn cut(text: &str, room: usize) -> String {
    if text.encode_utf16().count() <= room {
        return text.to_owned();
    }
    let mut taken = 0;
    let fits = |character: &char| {
        taken += character.len_utf16();
        taken < room
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A line in as many pieces as cells can hold.
fn pieces(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    characters.chunks(CELL / 2).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Names, cut, pieces};

    #[test]
    fn sheets_have_names_that_excel_takes_and_each_its_own() {
        let mut names = Names::default();
        let mut of = |title: &str| names.of(title, "Tableau");
        assert_eq!(of("Prêts par mois"), "Prêts par mois");
        assert_eq!(of("PRÊTS par mois"), "PRÊTS par mois (2)");
        assert_eq!(of("Qui ? [2023] a/b\\c:*d"), "Qui 2023 a b c d");
        assert_eq!(of(""), "Tableau");
        assert_eq!(of(" '' "), "Tableau (2)");
        assert_eq!(of("History"), "Tableau History");
        assert_eq!(of("Les ressources les plus empruntées du fonds"), "Les ressources les plus emprun");
        assert_eq!(of("Les ressources les plus empruntées de tous"), "Les ressources les plus em (2)");
        for _ in 0..200 {
            assert!(of(&"🧪".repeat(40)).encode_utf16().count() <= 31);
        }
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_a_line_goes_on_in_the_next_one() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("🧪🧪", 3), "🧪…");
        let line = "é".repeat(40_000);
        assert_eq!(pieces(&line).concat(), line);
    }
}
