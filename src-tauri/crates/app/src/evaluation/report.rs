//! The report of a period: the figures with their sentences, chapter by chapter, and what a person wrote in each. The
//! same value becomes a PDF, a document to write on in, or a workbook.

mod tables;

use crate::base::app::{App, Operation};
use crate::centre::settings;
use crate::evaluation::figures::civil_year;
use crate::views::{
    BehindQuery, Done, EvolutionPoint, Figures, FiguresQuery, ReportModel, ReportText, ReportTexts,
};
use crate::words::{self, number, sentence};
use chrono::Datelike;
use domain::catalogue::TermRole;
use domain::fault::{Fault, Outcome};
use domain::figures::{Side, Value};
use domain::report::{Area, Block, Chapter, Drawing, Map, Point, Report, Table};
use domain::text;
use store::{report_text, term};
use tables::{evolution_table, groups, groups_table, key_figure, ranking_table, share, shown, table_of_rows};

/// The chapters of the annual report, in their order.
const ANNUAL: &[&str] = &[
    "fund",
    "circulation",
    "usage",
    "borrowed",
    "borrowers",
    "places",
    "evaluation",
    "people",
    "satisfaction",
    "evolution",
];
/// Those of the funder's table.
const FUNDER: &[&str] = &["funder_people", "funder_schools", "funder_places", "funder_channels"];

impl ReportModel {
    fn chapters(self) -> &'static [&'static str] {
        match self {
            Self::Annual => ANNUAL,
            Self::Funder => FUNDER,
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
        if !ANNUAL.iter().chain(FUNDER).any(|code| *code == chapter) {
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

    fn blocks(&self, chapter: &str, query: &FiguresQuery, all: &Figures) -> Outcome<Vec<Block>> {
        let count = |key: &str| shown(all, key);
        let part = |key: &str| share(all, key);
        let said = |key: &str, with: &[(&str, String)]| Block::Paragraph { text: sentence(key, with) };
        let key_figures = |keys: &[&str]| Block::KeyFigures {
            figures: keys.iter().filter_map(|key| key_figure(all, key)).collect(),
        };
        let table = |key: &str, drawing| groups_table(all, key, drawing).map(Block::Table);
        let bars = |keys: &[&str]| -> Vec<Block> {
            keys.iter().filter_map(|key| table(key, Drawing::Bars)).collect()
        };
        let list = |key: &str, side: Side, title: &str| -> Outcome<Option<Block>> {
            let query = BehindQuery { of: query.clone(), key: key.to_owned(), group: None, side };
            let mut table = table_of_rows(&self.figure_lines(&query)?);
            table.title = words::french(title);
            Ok((!table.rows.is_empty()).then_some(Block::Table(table)))
        };
        let mut blocks = Vec::new();
        match chapter {
            "fund" => {
                blocks.push(key_figures(&["fund", "acquisitions", "retirements"]));
                let kinds = groups(all, "fund_by_type");
                let kinds: Vec<String> = kinds
                    .iter()
                    .map(|group| format!("{}\u{a0}: {}", group.label, number(group.numerator)))
                    .collect();
                if !kinds.is_empty() {
                    blocks.push(said("report_fund", &[("fund", count("fund")), ("kinds", kinds.join(", "))]));
                }
                blocks.extend(bars(&["fund_by_type", "fund_by_format", "fund_by_theme", "fund_by_owner"]));
                blocks.extend(list("acquisitions", Side::Part, "report_acquisitions")?);
            }
            "circulation" => {
                blocks.push(key_figures(&[
                    "loans_effective",
                    "days_out_total",
                    "days_per_loan",
                    "resources_out_on_average",
                    "cancellations",
                    "unmet_requests",
                    "income_eur",
                ]));
                blocks.push(said(
                    "report_circulation",
                    &[
                        ("loans", count("loans_effective")),
                        ("days", count("days_out_total")),
                        ("cancelled", count("cancellations")),
                        ("cancelled_days", count("cancelled_days")),
                    ],
                ));
                blocks.extend(table("loans_by_month", Drawing::Columns));
                blocks.extend(table("days_by_month", Drawing::Columns));
                blocks.extend(bars(&[
                    "loans_by_type",
                    "days_by_type",
                    "loans_by_theme",
                    "days_by_theme",
                    "loans_by_usage",
                ]));
                blocks.extend(bars(&[
                    "loans_by_accompaniment",
                    "cancellations_by_reason",
                    "unmet_by_resource",
                ]));
                blocks.extend(bars(&["income_by_type"]));
            }
            "usage" => {
                blocks.push(key_figures(&[
                    "usage_rate",
                    "occupancy_rate",
                    "occupancy_open_days",
                    "never_lent",
                ]));
                let (lent, fund, rate) = part("usage_rate");
                let (days, existing, occupancy) = part("occupancy_rate");
                blocks.push(said(
                    "report_usage",
                    &[
                        ("lent", lent),
                        ("fund", fund),
                        ("rate", rate),
                        ("days", days),
                        ("existing", existing),
                        ("occupancy", occupancy),
                    ],
                ));
                blocks.extend(bars(&["usage_by_type", "usage_by_theme", "occupancy_by_type"]));
                blocks.extend(list("never_lent", Side::Part, "report_never_lent")?);
            }
            "borrowed" => {
                let (loans, of, _) = part("loans_of_top_three");
                let (days, of_days, rate) = part("top_three_days");
                blocks.push(said(
                    "report_borrowed",
                    &[("loans", loans), ("of", of), ("days", days), ("of_days", of_days), ("rate", rate)],
                ));
                blocks.extend(ranking_table(all, "top_resources_by_loans").map(Block::Table));
                blocks.extend(ranking_table(all, "top_resources_by_days").map(Block::Table));
            }
            "borrowers" => {
                blocks.push(key_figures(&[
                    "borrowers_active",
                    "school_establishments",
                    "school_establishments_pass_culture",
                    "loans_pass_culture",
                ]));
                let (with, schools, _) = part("school_establishments_pass_culture");
                blocks.push(said(
                    "report_borrowers",
                    &[
                        ("active", count("borrowers_active")),
                        ("total", count("borrowers_total")),
                        ("schools", schools),
                        ("with", with),
                    ],
                ));
                blocks.extend(bars(&["loans_by_borrower_type", "days_by_borrower_type", "loans_by_channel"]));
                blocks.extend(bars(&["loans_by_owner"]));
            }
            "places" => {
                blocks.push(key_figures(&["communes", "loans_outside_home"]));
                blocks.push(Block::Map(map(all)));
                blocks.extend(bars(&["loans_by_departement", "days_by_departement"]));
                blocks.extend(table("loans_by_commune", Drawing::None));
            }
            "evaluation" => {
                blocks.push(key_figures(&["questionnaires", "questionnaire_return_rate"]));
                let (answered, sorties, rate) = part("questionnaire_return_rate");
                blocks.push(said(
                    "report_evaluation",
                    &[("answered", answered), ("sorties", sorties), ("rate", rate)],
                ));
                blocks.extend(bars(&["first_loan", "how_known"]));
            }
            "people" => {
                blocks.push(key_figures(&["people_reached", "people_reached_outside_home"]));
                blocks.push(said("report_people", &[("people", count("people_reached"))]));
                blocks.extend(bars(&[
                    "people_reached_by_method",
                    "public_method",
                    "audiences_reached",
                    "people_reached_by_borrower_type",
                    "people_reached_by_type",
                ]));
            }
            "satisfaction" => {
                blocks.push(key_figures(&[
                    "satisfaction_overall_positive",
                    "satisfaction_welcome_positive",
                    "logistics_unsatisfied",
                    "outdated_content_exhibitions",
                ]));
                let (positive, answers, rate) = part("satisfaction_overall_positive");
                let (citing, unsatisfied, _) = part("logistics_unsatisfied_citing_weight");
                blocks.push(said(
                    "report_satisfaction",
                    &[
                        ("positive", positive),
                        ("answers", answers),
                        ("rate", rate),
                        ("unsatisfied", unsatisfied),
                        ("citing", citing),
                        ("outdated", count("outdated_content_exhibitions")),
                        ("citations", count("outdated_content_citations")),
                    ],
                ));
                for key in ["satisfaction_overall", "satisfaction_welcome", "satisfaction_logistics"] {
                    blocks.extend(table(key, Drawing::Parts));
                }
                blocks.extend(bars(&["appreciated", "not_appreciated"]));
            }
            "evolution" => {
                blocks.extend(tables::people_by_year(all).map(Block::Table));
                blocks.push(Block::Table(evolution_table(all)));
                let sources = all.evolution.iter().flat_map(|point| &point.entered);
                blocks.extend(sources.map(|past| {
                    said(
                        "report_entered",
                        &[
                            ("figure", words::french(&format!("figure_{}", past.key))),
                            ("year", past.year.to_string()),
                            ("source", past.source.clone()),
                        ],
                    )
                }));
            }
            "funder_people" => {
                blocks.push(key_figures(&["people_reached", "loans_effective", "questionnaire_return_rate"]));
                blocks.extend(bars(&["people_reached_by_audience", "audiences_reached"]));
                blocks.extend(bars(&["people_reached_by_method"]));
            }
            "funder_schools" => {
                blocks.push(key_figures(&["school_establishments", "school_establishments_pass_culture"]));
                blocks.extend(tables::schools(all, &self.school_types()?).map(Block::Table));
            }
            "funder_places" => {
                blocks.push(key_figures(&["communes", "loans_outside_home", "people_reached_outside_home"]));
                blocks.push(Block::Map(map(all)));
                blocks.extend(bars(&["loans_by_departement"]));
                blocks.extend(table("loans_by_commune", Drawing::None));
            }
            "funder_channels" => {
                blocks.push(key_figures(&["loans_pass_culture", "income_eur"]));
                blocks.extend(bars(&["loans_by_channel", "loans_by_owner", "fund_by_owner"]));
            }
            _ => {}
        }
        blocks.retain(|block| !matches!(block, Block::KeyFigures { figures } if figures.is_empty()));
        Ok(blocks)
    }
}

fn map(all: &Figures) -> Map {
    let by_departement = groups(all, "loans_by_departement");
    let loans =
        |code: &str| by_departement.iter().find(|group| group.key == code).map_or(0, |group| group.numerator);
    let areas = all.map.departements.iter().map(|outline| Area {
        name: outline.name.clone(),
        count: number(loans(&outline.code)),
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
