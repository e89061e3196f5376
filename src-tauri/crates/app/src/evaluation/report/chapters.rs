//! What the chapters of a report are made of, piece by piece.

use super::map;
use super::tables::{self, evolution_table, groups, share, shown};
use crate::views::Figures;
use crate::words::{self, number, sentence};
use domain::report::{Block, Drawing};

/// A piece of a chapter.
pub(super) enum Piece {
    /// Figures that stand out, those that are known.
    KeyFigures(&'static [&'static str]),
    /// A sentence of the catalogue and what fills it.
    Sentence(&'static str, &'static [(&'static str, Told)]),
    /// Breakdowns as tables, all drawn alike.
    Breakdowns(Drawing, &'static [&'static str]),
    /// Rankings as tables.
    Rankings(&'static [&'static str]),
    /// The list behind a figure, under a title of its own.
    Entries {
        /// The figure.
        behind: &'static str,
        /// Its title.
        title: &'static str,
    },
    /// Schools by level, as the types of borrowers that have that role are called.
    Schools,
    /// What is made otherwise.
    Made(fn(&Figures) -> Vec<Block>),
}

/// What of a figure a sentence tells.
pub(super) enum Told {
    /// The number itself.
    Number(&'static str),
    /// Of a share, the part.
    Part(&'static str),
    /// Of a share, the whole.
    Whole(&'static str),
    /// Of a share, the rate.
    Rate(&'static str),
}

impl Told {
    pub(super) fn of(&self, all: &Figures) -> String {
        match self {
            Self::Number(key) => shown(all, key),
            Self::Part(key) => share(all, key).0,
            Self::Whole(key) => share(all, key).1,
            Self::Rate(key) => share(all, key).2,
        }
    }
}

use Piece::{Breakdowns, Entries, KeyFigures, Made, Rankings, Schools, Sentence};
use Told::{Number, Part, Rate, Whole};

/// The chapters of the annual report, in their order.
pub(super) const ANNUAL: &[&str] = &[
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
pub(super) const FUNDER: &[&str] = &["funder_people", "funder_schools", "funder_places", "funder_channels"];

/// The pieces of a chapter; none of one that no report has.
pub(super) fn pieces(chapter: &str) -> &'static [Piece] {
    match chapter {
        "fund" => FUND,
        "circulation" => CIRCULATION,
        "usage" => USAGE,
        "borrowed" => BORROWED,
        "borrowers" => BORROWERS,
        "places" => PLACES,
        "evaluation" => EVALUATION,
        "people" => PEOPLE,
        "satisfaction" => SATISFACTION,
        "evolution" => EVOLUTION,
        "funder_people" => FUNDER_PEOPLE,
        "funder_schools" => FUNDER_SCHOOLS,
        "funder_places" => FUNDER_PLACES,
        "funder_channels" => FUNDER_CHANNELS,
        _ => &[],
    }
}

const FUND: &[Piece] = &[
    KeyFigures(&["fund", "acquisitions", "retirements"]),
    Made(fund_by_kind),
    Breakdowns(Drawing::Bars, &["fund_by_type", "fund_by_format", "fund_by_theme", "fund_by_owner"]),
    Entries { behind: "acquisitions", title: "report_acquisitions" },
];

const CIRCULATION: &[Piece] = &[
    KeyFigures(&[
        "loans_effective",
        "days_out_total",
        "days_per_loan",
        "resources_out_on_average",
        "cancellations",
        "unmet_requests",
        "income_eur",
    ]),
    Sentence(
        "report_circulation",
        &[
            ("loans", Number("loans_effective")),
            ("days", Number("days_out_total")),
            ("cancelled", Number("cancellations")),
            ("cancelled_days", Number("cancelled_days")),
        ],
    ),
    Breakdowns(Drawing::Columns, &["loans_by_month", "days_by_month"]),
    Breakdowns(
        Drawing::Bars,
        &[
            "loans_by_type",
            "days_by_type",
            "loans_by_theme",
            "days_by_theme",
            "loans_by_usage",
            "loans_by_accompaniment",
            "cancellations_by_reason",
            "unmet_by_resource",
            "income_by_type",
        ],
    ),
];

const USAGE: &[Piece] = &[
    KeyFigures(&["usage_rate", "occupancy_rate", "occupancy_open_days", "never_lent"]),
    Sentence(
        "report_usage",
        &[
            ("lent", Part("usage_rate")),
            ("fund", Whole("usage_rate")),
            ("rate", Rate("usage_rate")),
            ("days", Part("occupancy_rate")),
            ("existing", Whole("occupancy_rate")),
            ("occupancy", Rate("occupancy_rate")),
        ],
    ),
    Breakdowns(Drawing::Bars, &["usage_by_type", "usage_by_theme", "occupancy_by_type"]),
    Entries { behind: "never_lent", title: "report_never_lent" },
];

const BORROWED: &[Piece] = &[
    Sentence(
        "report_borrowed",
        &[
            ("loans", Part("loans_of_top_three")),
            ("of", Whole("loans_of_top_three")),
            ("days", Part("top_three_days")),
            ("of_days", Whole("top_three_days")),
            ("rate", Rate("top_three_days")),
        ],
    ),
    Rankings(&["top_resources_by_loans", "top_resources_by_days"]),
];

const BORROWERS: &[Piece] = &[
    KeyFigures(&[
        "borrowers_active",
        "school_establishments",
        "school_establishments_pass_culture",
        "loans_pass_culture",
    ]),
    Sentence(
        "report_borrowers",
        &[
            ("active", Number("borrowers_active")),
            ("total", Number("borrowers_total")),
            ("schools", Whole("school_establishments_pass_culture")),
            ("with", Part("school_establishments_pass_culture")),
        ],
    ),
    Breakdowns(
        Drawing::Bars,
        &["loans_by_borrower_type", "days_by_borrower_type", "loans_by_channel", "loans_by_owner"],
    ),
];

const PLACES: &[Piece] = &[
    KeyFigures(&["communes", "loans_outside_home"]),
    Made(|all| vec![Block::Map(map(all))]),
    Breakdowns(Drawing::Bars, &["loans_by_departement", "days_by_departement"]),
    Breakdowns(Drawing::None, &["loans_by_commune"]),
];

const EVALUATION: &[Piece] = &[
    KeyFigures(&["questionnaires", "questionnaire_return_rate"]),
    Sentence(
        "report_evaluation",
        &[
            ("answered", Part("questionnaire_return_rate")),
            ("sorties", Whole("questionnaire_return_rate")),
            ("rate", Rate("questionnaire_return_rate")),
        ],
    ),
    Breakdowns(Drawing::Bars, &["first_loan", "how_known"]),
];

const PEOPLE: &[Piece] = &[
    KeyFigures(&["people_reached", "people_reached_outside_home"]),
    Sentence("report_people", &[("people", Number("people_reached"))]),
    Breakdowns(
        Drawing::Bars,
        &[
            "people_reached_by_method",
            "public_method",
            "audiences_reached",
            "people_reached_by_borrower_type",
            "people_reached_by_type",
        ],
    ),
];

const SATISFACTION: &[Piece] = &[
    KeyFigures(&[
        "satisfaction_overall_positive",
        "satisfaction_welcome_positive",
        "logistics_unsatisfied",
        "outdated_content_exhibitions",
    ]),
    Sentence(
        "report_satisfaction",
        &[
            ("positive", Part("satisfaction_overall_positive")),
            ("answers", Whole("satisfaction_overall_positive")),
            ("rate", Rate("satisfaction_overall_positive")),
            ("unsatisfied", Whole("logistics_unsatisfied_citing_weight")),
            ("citing", Part("logistics_unsatisfied_citing_weight")),
            ("outdated", Number("outdated_content_exhibitions")),
            ("citations", Number("outdated_content_citations")),
        ],
    ),
    Breakdowns(Drawing::Parts, &["satisfaction_overall", "satisfaction_welcome", "satisfaction_logistics"]),
    Breakdowns(Drawing::Bars, &["appreciated", "not_appreciated"]),
];

const EVOLUTION: &[Piece] = &[Made(evolution)];

const FUNDER_PEOPLE: &[Piece] = &[
    KeyFigures(&["people_reached", "loans_effective", "questionnaire_return_rate"]),
    Breakdowns(
        Drawing::Bars,
        &["people_reached_by_audience", "audiences_reached", "people_reached_by_method"],
    ),
];

const FUNDER_SCHOOLS: &[Piece] =
    &[KeyFigures(&["school_establishments", "school_establishments_pass_culture"]), Schools];

const FUNDER_PLACES: &[Piece] = &[
    KeyFigures(&["communes", "loans_outside_home", "people_reached_outside_home"]),
    Made(|all| vec![Block::Map(map(all))]),
    Breakdowns(Drawing::Bars, &["loans_by_departement"]),
    Breakdowns(Drawing::None, &["loans_by_commune"]),
];

const FUNDER_CHANNELS: &[Piece] = &[
    KeyFigures(&["loans_pass_culture", "income_eur"]),
    Breakdowns(Drawing::Bars, &["loans_by_channel", "loans_by_owner", "fund_by_owner"]),
];

/// The fund in a sentence, kind by kind; nothing of an empty one.
fn fund_by_kind(all: &Figures) -> Vec<Block> {
    let kinds: Vec<String> = groups(all, "fund_by_type")
        .iter()
        .map(|group| format!("{}\u{a0}: {}", group.label, number(group.numerator)))
        .collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let words = [("fund", shown(all, "fund")), ("kinds", kinds.join(", "))];
    vec![Block::Paragraph { text: sentence("report_fund", &words) }]
}

/// The years beside each other, and where those that were entered by hand come from.
fn evolution(all: &Figures) -> Vec<Block> {
    let mut blocks: Vec<Block> = tables::people_by_year(all).map(Block::Table).into_iter().collect();
    blocks.push(Block::Table(evolution_table(all)));
    let entered = all.evolution.iter().flat_map(|point| &point.entered);
    blocks.extend(entered.map(|past| {
        let words = [
            ("figure", words::french(&format!("figure_{}", past.key))),
            ("year", past.year.to_string()),
            ("source", past.source.clone()),
        ];
        Block::Paragraph { text: sentence("report_entered", &words) }
    }));
    blocks
}
