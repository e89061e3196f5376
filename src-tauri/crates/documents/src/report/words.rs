//! The words that a report says beside what it is given, where no template says them: descriptions of drawings,
//! heads and names in DOCX and XLSX. Those of the printed pages are in `assets/typst/report-text.typ`.

use super::drawn::Kind;

pub(super) const CONTENTS: &str = "Sommaire";
pub(super) const CREDITS: &str = "Sources et crédits";
pub(super) const UNTITLED: &str = "Sans titre";
pub(super) const REPORT: &str = "Rapport";
pub(super) const NOTHING: &str = "—";
pub(super) const KEY_FIGURES: &str = "Chiffres clés";

/// The sheets of a workbook.
pub(super) const SUMMARY: &str = "Synthèse";
pub(super) const SHEETS: &str = "Feuilles de ce classeur";
pub(super) const TABLE: &str = "Tableau";
pub(super) const MAP: &str = "Carte";

/// The heads of the columns of a map.
pub(super) const AREA: &str = "Territoire";
pub(super) const PLACE: &str = "Lieu";
pub(super) const COUNT: &str = "Nombre";
pub(super) const LONGITUDE: &str = "Longitude";
pub(super) const LATITUDE: &str = "Latitude";

/// The places of a map.
pub(super) fn places(map: &str) -> String {
    format!("Lieux, {}", if map.trim().is_empty() { MAP } else { map })
}

/// One value of a drawing.
pub(super) fn value(name: &str, text: &str) -> String {
    format!("{name}\u{a0}: {text}")
}

/// What a drawing shows.
pub(super) fn description(kind: Kind, title: &str, values: &[String]) -> String {
    let kind = match kind {
        Kind::Bars => "Diagramme en barres",
        Kind::Columns => "Diagramme en colonnes",
        Kind::Parts => "Barre divisée en parts",
    };
    let title = if title.trim().is_empty() { String::new() } else { format!(", {title}") };
    format!("{kind}{title}. {}.", values.join("\u{a0}; "))
}

/// What the logo is.
pub(super) fn logo(centre: &str) -> String {
    format!("Logo de {centre}")
}
