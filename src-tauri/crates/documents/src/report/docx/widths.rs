//! How wide the columns of a table of Word are, and how large its letters: wide enough for every number, code and head in
//! any common font, for nobody knows which one the reader has. What is measured is the widest of them: DejaVu Sans, as
//! wide as Verdana.

use domain::report::{KeyFigure, Table};

use crate::report::{cell_text, tracks::PAGE};
use crate::world::wide_face;

/// What stands around the text of a cell, and of a card, in millimetres.
const AROUND: f64 = 2.8;
const AROUND_CARD: f64 = 5.6;
/// How much wider bold letters are, at most.
const BOLD: f64 = 1.14;
/// A point in millimetres.
const POINT: f64 = 25.4 / 72.0;
/// A word of more letters than that may be parted after its hyphens; a code has fewer.
const LONG_WORD: usize = 14;
/// A column of words is not asked to be wider than that, nor for a word of more than that to fit.
const WIDEST: f64 = 75.0;
const WIDEST_WORD: f64 = 48.0;
/// Styles of cells with the size of their letters in points, the usual one first.
const CELLS: [(&str, f64); 3] = [("Cellule", 9.5), ("CelluleSerree", 8.0), ("CelluleFine", 7.0)];
/// Styles of the numbers of cards, likewise, and the size of their names.
const NUMBERS: [(&str, f64); 4] =
    [("Chiffre", 20.0), ("ChiffreSerre", 15.0), ("ChiffreFin", 11.0), ("ChiffreMinime", 8.0)];
const NAME: f64 = 10.0;
/// Cards beside each other, at most.
const MOST_CARDS: usize = 4;

/// How a table is set: the style of its cells and the width of each column in millimetres.
pub(super) struct Setting {
    pub(super) style: &'static str,
    pub(super) widths: Vec<f64>,
}

/// The largest letters with which every word and number of a table has room.
pub(super) fn setting(table: &Table) -> Setting {
    let needs = |points: f64| -> Vec<Need> {
        (0..table.columns.len()).map(|column| need(table, column, points)).collect()
    };
    for (style, points) in CELLS {
        let needs = needs(points);
        if needs.iter().map(|need| need.least).sum::<f64>() <= PAGE {
            return Setting { style, widths: shared(&needs) };
        }
    }
    // Nothing is small enough: numbers keep their room as far as that goes, words are cut.
    let (style, points) = CELLS[CELLS.len() - 1];
    Setting { style, widths: squeezed(&needs(points)) }
}

/// What a column needs at least, and what it would take.
struct Need {
    least: f64,
    wanted: f64,
    numeric: bool,
}

fn need(table: &Table, column: usize, points: f64) -> Need {
    let head = &table.columns[column];
    let cells = || table.rows.iter().map(|row| cell_text(row, column));
    let widest = |words: &mut dyn Iterator<Item = f64>| words.fold(0.0, f64::max);
    let of_head = widest(&mut words(&head.title).map(|word| width(word, points) * BOLD));
    let of_cells = widest(&mut cells().flat_map(words).map(|word| width(word, points)));
    let whole = widest(&mut cells().flat_map(str::lines).map(|line| width(line, points)));
    let whole = whole.max(width(&head.title, points) * BOLD).min(WIDEST);
    let least = if head.numeric { of_cells.max(of_head) } else { of_cells.max(of_head).min(WIDEST_WORD) };
    Need { least: least + AROUND, wanted: whole.max(least) + AROUND, numeric: head.numeric }
}

/// What no line break may part: words, of which a long one may be parted after its hyphens.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n']).flat_map(|word| {
        let is_long = word.chars().count() > LONG_WORD;
        word.split_inclusive(move |character| is_long && character == '-')
    })
}

/// What is left of the page goes to the columns that want more, words before numbers.
fn shared(needs: &[Need]) -> Vec<f64> {
    let left = PAGE - needs.iter().map(|need| need.least).sum::<f64>();
    let wants = |need: &Need| if need.numeric { 0.0 } else { need.wanted - need.least };
    let wanted: f64 = needs.iter().map(wants).sum();
    let count = needs.len().max(1) as f64;
    let texts = needs.iter().filter(|need| !need.numeric).count();
    let more = |need: &Need| match wanted {
        _ if texts == 0 => left / count,
        0.0 => {
            if need.numeric {
                0.0
            } else {
                left / texts as f64
            }
        }
        _ => left * wants(need) / wanted,
    };
    needs.iter().map(|need| need.least + more(need)).collect()
}

fn squeezed(needs: &[Need]) -> Vec<f64> {
    let sum = |numeric| -> f64 { needs.iter().filter(|n| n.numeric == numeric).map(|n| n.least).sum() };
    let (numbers, texts) = (sum(true), sum(false));
    // Words keep at least a third of the page, where there are any.
    let for_numbers = if texts > 0.0 { numbers.min(PAGE * 2.0 / 3.0) } else { PAGE };
    let part = |need: &Need| match need.numeric {
        true => need.least * for_numbers / numbers,
        false => need.least * (PAGE - for_numbers) / texts,
    };
    needs.iter().map(part).collect()
}

/// How many cards stand beside each other, and the style of their numbers.
pub(super) fn cards(figures: &[KeyFigure]) -> (usize, &'static str) {
    let room = |across: usize| PAGE / across as f64 - AROUND_CARD;
    let names_fit = |across: usize| {
        let mut words = figures.iter().flat_map(|figure| words(&figure.name));
        words.all(|word| width(word, NAME) * BOLD <= room(across))
    };
    let most = figures.len().clamp(1, MOST_CARDS);
    let across = (1..=most).rev().find(|across| names_fit(*across)).unwrap_or(1);
    let fits =
        |points: f64| figures.iter().all(|figure| width(&figure.number.text, points) * BOLD <= room(across));
    let style = NUMBERS.iter().find(|(_, points)| fits(*points)).unwrap_or(&NUMBERS[NUMBERS.len() - 1]);
    (across, style.0)
}

/// How wide a text is in the widest of the common fonts, in millimetres.
fn width(text: &str, points: f64) -> f64 {
    let Some(face) = wide_face().map(|face| face.ttf()) else { return 0.0 };
    let em = f64::from(face.units_per_em());
    let advance = |character: char| {
        let glyph = face.glyph_index(character).and_then(|glyph| face.glyph_hor_advance(glyph));
        glyph.map_or(1.0, |advance| f64::from(advance) / em)
    };
    text.chars().map(advance).sum::<f64>() * points * POINT
}

#[cfg(test)]
mod tests {
    use domain::report::{Cell, Column, Drawing, KeyFigure, Table};

    use super::{CELLS, PAGE, cards, setting, width};

    fn table(columns: &[(&str, bool)], row: &[&str]) -> Table {
        let column = |(title, numeric): &(&str, bool)| Column { title: (*title).into(), numeric: *numeric };
        Table {
            title: String::new(),
            note: String::new(),
            columns: columns.iter().map(column).collect(),
            rows: vec![row.iter().map(|text| Cell::text(*text)).collect()],
            drawing: Drawing::None,
        }
    }

    #[test]
    fn every_number_code_and_head_has_its_room_in_the_widest_font() {
        let list = table(
            &[
                ("Dossier", false),
                ("Code", false),
                ("Ressource", false),
                ("Emprunteur", false),
                ("Commune", false),
                ("Du", false),
                ("Au", false),
                ("Recettes", true),
            ],
            &[
                "2026-051",
                "EXP-001",
                "Super espèces : la vie extraordinaire d’espèces des Hauts-de-France",
                "Médiathèque intercommunale",
                "Villeneuve",
                "12/03/2026",
                "31/03/2026",
                "23\u{202f}857,50\u{a0}€",
            ],
        );
        let set = setting(&list);
        let points = CELLS.iter().find(|(style, _)| *style == set.style).expect("a style").1;
        assert!((set.widths.iter().sum::<f64>() - PAGE).abs() < 0.01, "{:?}", set.widths);
        for (column, cell) in list.rows[0].iter().enumerate() {
            for word in cell.text.split(' ') {
                let needed = width(word, points);
                assert!(needed < set.widths[column], "« {word} » takes {needed} of {}", set.widths[column]);
            }
        }
    }

    #[test]
    fn a_table_of_few_columns_keeps_its_letters_and_gives_the_rest_to_its_words() {
        let set = setting(&table(
            &[("", false), ("Sorties", true), ("Part", true)],
            &["école", "27", "25,0\u{a0}%"],
        ));
        assert_eq!(set.style, "Cellule");
        assert!(set.widths[0] > set.widths[1] + set.widths[2], "{:?}", set.widths);
    }

    #[test]
    fn a_table_of_too_many_columns_still_fits_the_page() {
        for columns in [14, 40] {
            let set = setting(&table(&vec![("Année", true); columns], &vec!["123\u{202f}456"; columns]));
            assert!((set.widths.iter().sum::<f64>() - PAGE).abs() < 0.01);
        }
        let set = setting(&table(&[("", false), ("Nombre", true)], &["mot", &"9".repeat(300)]));
        assert!(set.widths[0] > 50.0 && (set.widths.iter().sum::<f64>() - PAGE).abs() < 0.01);
    }

    #[test]
    fn cards_have_room_for_the_words_of_their_names_and_for_their_numbers() {
        let figure = |number: &str, name: &str| KeyFigure {
            number: Cell::text(number),
            name: name.into(),
            detail: String::new(),
        };
        assert_eq!(cards(&[figure("109", "Sorties"), figure("24,2", "Jours")]), (2, "Chiffre"));
        let names = ["Recettes des sorties", "Jours de sortie", "Sorties", "Annulations"];
        let amounts: Vec<KeyFigure> =
            names.map(|name| figure("23\u{202f}857,50\u{a0}€", name)).into_iter().collect();
        assert_eq!(cards(&amounts), (4, "ChiffreFin"));
        let long: Vec<KeyFigure> =
            (0..4).map(|_| figure("3", "Établissements emprunteurs d’établissements")).collect();
        assert!(cards(&long).0 < 4);
    }
}
