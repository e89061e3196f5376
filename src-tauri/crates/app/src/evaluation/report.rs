//! The report of a period: the figures with their sentences, chapter by chapter, and what a person wrote in each. The
//! same value becomes a PDF, a document to write on in, or a workbook.

mod chapters;
mod tables;

use crate::base::app::{App, Operation};
use crate::centre::settings;
use crate::evaluation::figures::civil_year;
use crate::views::{
    BehindQuery, Done, EvolutionPoint, Figures, FiguresQuery, ReportModel, ReportText, ReportTexts,
};
use crate::words::{self, number, sentence};
use chapters::Piece;
use chrono::Datelike;
use domain::catalogue::TermRole;
use domain::fault::{Fault, Outcome};
use domain::figures::{Side, Value};
use domain::report::{Area, Block, Chapter, Drawing, Map, Point, Report, Table};
use domain::text;
use store::report_text;
use store::term;
use tables::{evolution_table, groups, groups_table, key_figure, ranking_table, shown, table_of_rows};

impl ReportModel {
    fn chapters(self) -> &'static [&'static str] {
        match self {
            Self::Annual => chapters::ANNUAL,
            Self::Funder => chapters::FUNDER,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Annual => "annual",
            Self::Funder => "funder",
        }
    }
}

impl App {
    /// The report of a period.
    ///
    /// # Errors
    /// `end_before_start`, `period_too_long`; faults of the base.
    pub fn report(&self, query: &FiguresQuery, model: ReportModel) -> Outcome<Report> {
        let figures = self.figures(query)?;
        let texts = self.report_texts(query.period.to.year(), model)?;
        let settings = self.settings()?;
        let logo = self.read(|c, _| settings::logo(c))?;
        let mut chapters = Vec::new();
        for (code, written) in model.chapters().iter().zip(texts.chapters) {
            chapters.push(Chapter {
                title: words::french(&format!("report_chapter_{code}")),
                free_text: written.text,
                blocks: self.blocks(code, query, &figures)?,
            });
        }
        Ok(Report {
            title: sentence(
                &format!("report_title_{}", model.code()),
                &[("period", tables::period(&figures))],
            ),
            subtitle: if query.is_of_whole_fund() {
                String::new()
            } else {
                words::french("report_part_of_fund")
            },
            centre: settings.settings.name.clone(),
            made_on: words::day(self.today()),
            logo: logo.unwrap_or_default(),
            chapters,
            credits: ["report_credit_register", "report_credit_communes", "report_credit_outlines"]
                .map(words::french)
                .into(),
        })
    }

    /// Every table of the figures: the numbers that stand alone, then each breakdown, then the evolution.
    ///
    /// # Errors
    /// As [`App::figures`].
    pub fn figure_tables(&self, query: &FiguresQuery) -> Outcome<Vec<Table>> {
        let figures = self.figures(query)?;
        let mut all = vec![tables::singles(&figures)];
        for figure in &figures.figures {
            match &figure.value {
                Value::Groups { .. } => all.extend(groups_table(&figures, &figure.key, Drawing::None)),
                Value::Ranking { .. } => all.extend(ranking_table(&figures, &figure.key)),
                _ => {}
            }
        }
        all.push(evolution_table(&figures));
        Ok(all)
    }

    /// The list behind a figure, as a table.
    ///
    /// # Errors
    /// As [`App::figure_lines`].
    pub fn figure_lines_table(&self, query: &BehindQuery) -> Outcome<Table> {
        Ok(table_of_rows(&self.figure_lines(query)?))
    }

    /// What a person wrote in the chapters of a report: of that year, or of the last one before.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn report_texts(&self, year: i32, model: ReportModel) -> Outcome<ReportTexts> {
        self.read(|c, _| {
            let mut chapters = Vec::new();
            for code in model.chapters() {
                let (from, text) = report_text::latest(c, year, code)?.unwrap_or((year, String::new()));
                let title = words::french(&format!("report_chapter_{code}"));
                chapters.push(ReportText { chapter: (*code).to_owned(), title, text, from_year: from });
            }
            Ok(ReportTexts { year, chapters })
        })
    }

    /// Writes what a person says in a chapter.
    ///
    /// # Errors
    /// `chapter_unknown`, `text_too_long`; faults of the base.
    pub fn save_report_text(&self, year: i32, chapter: &str, text: &str) -> Outcome<Done<()>> {
        if chapters::pieces(chapter).is_empty() {
            return Err(Fault::input("chapter_unknown").with("chapter", chapter).on("chapter"));
        }
        let text = text::note("text", text)?;
        self.transact(|tx, _| {
            report_text::set(tx, year, chapter, &text)?;
            let title = words::french(&format!("report_chapter_{chapter}"));
            let operation =
                Operation::new("report_text").with("chapter", title).with("year", i64::from(year));
            Ok(((), operation))
        })
    }

    /// The types of borrowers that are schools, as they are called, the youngest first.
    fn school_types(&self) -> Outcome<Vec<String>> {
        self.read(|c, _| {
            let mut types = Vec::new();
            for role in TermRole::SCHOOLS {
                types.extend(term::with_role(c, role)?);
            }
            Ok(types)
        })
    }

    /// The blocks of a chapter, those that have nothing to say left out.
    fn blocks(&self, chapter: &str, query: &FiguresQuery, all: &Figures) -> Outcome<Vec<Block>> {
        let mut blocks = Vec::new();
        for piece in chapters::pieces(chapter) {
            match piece {
                Piece::KeyFigures(keys) => {
                    let figures: Vec<_> = keys.iter().filter_map(|key| key_figure(all, key)).collect();
                    blocks.extend((!figures.is_empty()).then_some(Block::KeyFigures { figures }));
                }
                Piece::Sentence(key, words) => {
                    let words: Vec<_> = words.iter().map(|(name, told)| (*name, told.of(all))).collect();
                    blocks.push(Block::Paragraph { text: sentence(key, &words) });
                }
                Piece::Breakdowns(drawing, keys) => {
                    let tables = keys.iter().filter_map(|key| groups_table(all, key, *drawing));
                    blocks.extend(tables.map(Block::Table));
                }
                Piece::Rankings(keys) => {
                    blocks.extend(keys.iter().filter_map(|key| ranking_table(all, key)).map(Block::Table));
                }
                Piece::Entries { behind, title } => {
                    let (key, side) = ((*behind).to_owned(), Side::Part);
                    let asked = BehindQuery { of: query.clone(), key, group: None, side };
                    let mut table = table_of_rows(&self.figure_lines(&asked)?);
                    table.title = words::french(title);
                    blocks.extend((!table.rows.is_empty()).then_some(Block::Table(table)));
                }
                Piece::Schools => {
                    blocks.extend(tables::schools(all, &self.school_types()?).map(Block::Table));
                }
                Piece::Made(make) => blocks.extend(make(all)),
            }
        }
        Ok(blocks)
    }
}

fn map(all: &Figures) -> Map {
    let by_departement = groups(all, "loans_by_departement");
    let loans =
        |code: &str| by_departement.iter().find(|group| group.key == code).map_or(0, |group| group.numerator);
    let areas = all.map.departements.iter().map(|outline| Area {
        name: outline.name.clone(),
        count: tables::count(loans(&outline.code)),
        rings: outline.rings.clone(),
    });
    let points = all.map.communes.iter().map(|commune| Point {
        name: commune.name.clone(),
        longitude: commune.longitude,
        latitude: commune.latitude,
        count: commune.loans,
    });
    let named: Vec<String> = all
        .map
        .departements
        .iter()
        .map(|outline| format!("{}\u{a0}: {}", outline.name, number(loans(&outline.code))))
        .collect();
    Map {
        title: words::french("figure_loans_by_commune"),
        description: sentence(
            "report_map",
            &[("communes", shown(all, "communes")), ("departements", named.join(", "))],
        ),
        areas: areas.collect(),
        points: points.collect(),
    }
}

/// What a year of an evolution is called.
fn point_name(point: &EvolutionPoint) -> String {
    civil_year(point.period).map_or_else(
        || format!("{}–{}", words::day(point.period.from), words::day(point.period.to)),
        |year| year.to_string(),
    )
}
