//! How wide the columns of a table are: as much as their numbers need, and the rest shared among their words.

use domain::report::Table;
use serde::Serialize;

use super::cell_text;

/// The width of a page between its margins, in millimetres.
pub(super) const PAGE: f64 = 160.0;
/// What numbers may take of it.
const NUMBERS: f64 = 100.0;
/// A character of a number or of a head, and what stands around it.
const CHARACTER: f64 = 1.75;
const AROUND: f64 = 5.0;

/// A column: so many millimetres, or its share of what is left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Track {
    pub(super) fixed: Option<f64>,
    pub(super) share: f64,
}

/// The columns of a table.
pub(super) fn of(table: &Table) -> Vec<Track> {
    let tracks: Vec<Track> = (0..table.columns.len()).map(|column| track(table, column)).collect();
    let fixed: f64 = tracks.iter().filter_map(|track| track.fixed).sum();
    if fixed <= NUMBERS && tracks.iter().any(|track| track.fixed.is_none()) {
        return tracks;
    }
    tracks.into_iter().map(|track| Track { fixed: None, ..track }).collect()
}

fn track(table: &Table, column: usize) -> Track {
    let head = &table.columns[column];
    let length = |text: &str| text.chars().count();
    let longest = table.rows.iter().map(|row| length(cell_text(row, column))).max().unwrap_or(0);
    if head.numeric {
        let word = head.title.split(' ').map(length).max().unwrap_or(0);
        let characters = longest.max(word).clamp(5, 18) as f64;
        return Track { fixed: Some(characters * CHARACTER + AROUND), share: characters };
    }
    Track { fixed: None, share: longest.max(length(&head.title)).clamp(8, 48) as f64 }
}

#[cfg(test)]
mod tests {
    use domain::report::{Cell, Column, Drawing, Table};

    use super::of;

    fn table(columns: &[(&str, bool)], row: &[&str]) -> Table {
        Table {
            title: String::new(),
            note: String::new(),
            columns: columns
                .iter()
                .map(|(title, numeric)| Column { title: (*title).into(), numeric: *numeric })
                .collect(),
            rows: vec![row.iter().map(|text| Cell::text(*text)).collect()],
            drawing: Drawing::None,
        }
    }

    #[test]
    fn numbers_have_room_and_words_share_what_is_left() {
        let table =
            table(&[("Titre", false), ("Thème", false), ("Jours", true)], &["a long title", "eau", "2 633"]);
        let tracks = of(&table);
        assert_eq!(
            tracks.iter().map(|track| track.fixed.is_some()).collect::<Vec<_>>(),
            [false, false, true]
        );
        assert!(tracks[0].share > tracks[1].share, "{tracks:?}");
    }

    #[test]
    fn many_numbers_share_the_page() {
        let table = table(&[("Année", true); 14], &["2 633"; 14]);
        assert!(of(&table).iter().all(|track| track.fixed.is_none()));
    }
}
