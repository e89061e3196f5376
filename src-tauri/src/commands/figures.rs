//! Figures, and the lists behind them.

use app::views::{BehindList, BehindQuery, Done, Figures, FiguresQuery, PastFigure};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn figures(desk: &Desk, query: &FiguresQuery) -> Outcome<Figures> {
    desk.app()?.figures(query)
}

pub(super) fn figure_lines(desk: &Desk, query: &BehindQuery) -> Outcome<BehindList> {
    desk.app()?.figure_lines(query)
}

pub(super) fn past_figures(desk: &Desk) -> Outcome<Vec<PastFigure>> {
    desk.app()?.past_figures()
}

pub(super) fn save_past_figure(
    desk: &Desk,
    year: &i32,
    key: &str,
    value: &Option<i32>,
    source: &str,
) -> Outcome<Done<Vec<PastFigure>>> {
    desk.app()?.save_past_figure(*year, key, value.map(i64::from), source)
}
