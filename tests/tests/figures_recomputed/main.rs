//! Every figure of random registers, counted again cell by cell from the CSV files that were imported: plain loops over
//! the rows, by the sentences of SPEC §9 and the definitions of `registre-2023/attendu.json`, and for the figures that
//! these leave out by the definition that the program itself shows. Then the list behind each figure, and days at the
//! edges: New Year, 29 February, a school year, a line still out, a base with nothing in it; units, sets and blank forms.

mod compare;
mod edges;
mod paper;
mod published;
mod random;
mod recount;
mod units;

use app::views::FiguresQuery;
use compare::{assert_opens, assert_recounted, assert_recounted_from};
use domain::figures::KEYS;
use proptest::prelude::*;
use random::{COMMUNES, only, paper, part_of_fund, periods};
use stories::assert_sound;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_of_any_register_are_those_counted_again_from_its_cells(
        paper in paper(),
        periods in periods(),
        part in part_of_fund(),
    ) {
        let desk = paper.desk();
        let app = desk.open();
        for period in &periods {
            assert_recounted(&app, &paper, &FiguresQuery::of(*period));
        }
        let part = FiguresQuery { period: periods[0], ..part };
        assert_recounted(&app, &only(&part, &paper), &part);
        assert_sound(&app);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_behind_each_figure_of_any_register_adds_up_to_what_is_shown(
        paper in paper(),
        periods in periods(),
        place in 0..4_usize,
        part in part_of_fund(),
    ) {
        let desk = paper.desk();
        // With it, those outside the home commune are counted too.
        desk.set("centre.town", COMMUNES[0].0);
        let app = desk.open();
        let query = FiguresQuery::of(periods[place]);
        let shown: Vec<String> =
            app.figures(&query).expect("the figures").figures.into_iter().map(|figure| figure.key).collect();
        prop_assert_eq!(shown, KEYS);
        assert_recounted_from(Some(COMMUNES[0].0), &app, &paper, &query);
        assert_opens(&app, &query);
        assert_opens(&app, &FiguresQuery { period: periods[0], ..part });
    }
}
