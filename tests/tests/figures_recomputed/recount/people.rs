//! Borrowers and what they answer, counted again.

use super::{DEGREES, Expected, OUTDATED, Recount, WEIGHT, sums, words};
use crate::paper::{Row, cell, several, thousandths};
use std::collections::{BTreeMap, BTreeSet};

impl Recount<'_> {
    pub(super) fn borrower_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let sorties = self.sorties();
        let (mut active, mut schools, mut paid, mut pass) = (0, 0, 0, 0);
        for borrower in &self.paper.borrowers {
            let (mut loans, mut of_pass) = (0, 0);
            for loan in &sorties {
                if cell(loan, "emprunteur_code") == cell(borrower, "code") {
                    loans += 1;
                    of_pass += i64::from(cell(loan, "pass_culture") == "oui");
                }
            }
            let is_school = ["école", "collège", "lycée"].contains(&cell(borrower, "type"));
            active += i64::from(loans > 0);
            schools += i64::from(loans > 0 && is_school);
            paid += i64::from(of_pass > 0 && is_school);
            pass += of_pass;
        }
        all.insert("borrowers_total", Expected::Count(self.paper.borrowers.len() as i64));
        all.insert("borrowers_active", Expected::Count(active));
        all.insert("school_establishments", Expected::Count(schools));
        all.insert("school_establishments_pass_culture", Expected::Share(paid, schools, 0));
        all.insert("loans_pass_culture", Expected::Share(pass, sorties.len() as i64, 0));
    }

    pub(super) fn answer_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let answers = self.answers();
        let returned = answers.len() as i64;
        all.insert("questionnaires", Expected::Count(returned));
        all.insert("questionnaire_return_rate", Expected::Share(returned, self.sorties().len() as i64, 1));
        // Shares of those who answered that question.
        for (key, column) in [
            ("public_method", "public_methode"),
            ("audiences_reached", "publics"),
            ("satisfaction_overall", "satisfaction_globale"),
            ("appreciated", "apprecie"),
            ("not_appreciated", "non_apprecie"),
            ("satisfaction_welcome", "satisfaction_accueil"),
            ("satisfaction_logistics", "satisfaction_logistique"),
            ("first_loan", "premier_emprunt"),
        ] {
            let answered = answers.iter().filter(|answers| !cell(answers, column).is_empty()).count() as i64;
            all.insert(key, Expected::Groups(sums(&answers, |a| several(a, column), |_| 1), answered));
        }
        // Asked for a first loan only.
        let first: Vec<&Row> =
            answers.iter().copied().filter(|answers| cell(answers, "premier_emprunt") == "oui").collect();
        let answered = first.iter().filter(|answers| !cell(answers, "connu_par").is_empty()).count() as i64;
        let known = sums(&first, |a| several(a, "connu_par"), |_| 1);
        all.insert("how_known", Expected::Groups(known, answered));
        let are = |column: &str, degrees: &[&str]| {
            let told = answers.iter().filter(|answers| degrees.contains(&cell(answers, column))).count();
            told as i64
        };
        for (key, column, degrees) in [
            ("satisfaction_overall_positive", "satisfaction_globale", &DEGREES[..2]),
            ("satisfaction_welcome_positive", "satisfaction_accueil", &DEGREES[..2]),
            ("logistics_unsatisfied", "satisfaction_logistique", &DEGREES[2..]),
        ] {
            all.insert(key, Expected::Share(are(column, degrees), are(column, &DEGREES), 0));
        }
        let (mut heavy, mut unsatisfied, mut citations) = (0, 0, 0);
        let mut outdated = BTreeSet::new();
        for answers in &answers {
            let resource = self.resource(self.loan(answers));
            let is_exhibition = cell(resource, "type").starts_with("exposition");
            if is_exhibition && Self::is_cited(answers, OUTDATED) {
                citations += 1;
                outdated.insert(cell(resource, "code"));
            }
            if DEGREES[2..].contains(&cell(answers, "satisfaction_logistique")) {
                unsatisfied += 1;
                let is_heavy = cell(resource, "type") == "malle pédagogique"
                    || thousandths(cell(resource, "poids_kg")) >= 80_000;
                heavy += i64::from(is_heavy && Self::is_cited(answers, WEIGHT));
            }
        }
        all.insert("outdated_content_exhibitions", Expected::Count(outdated.len() as i64));
        all.insert("outdated_content_citations", Expected::Count(citations));
        all.insert("logistics_unsatisfied_citing_weight", Expected::Share(heavy, unsatisfied, 0));

        let people = |answers: &Row| cell(answers, "public_nombre").parse::<i64>().unwrap_or(0);
        let reached: i64 = answers.iter().map(|answers| people(answers)).sum();
        all.insert("people_reached", Expected::Count(reached));
        for (key, column) in
            [("people_reached_by_method", "public_methode"), ("people_reached_by_audience", "publics")]
        {
            all.insert(key, Expected::Groups(sums(&answers, |a| several(a, column), people), reached));
        }
        let by_borrower = sums(&answers, |a| words(self.borrower(self.loan(a)), "type"), people);
        all.insert("people_reached_by_borrower_type", Expected::Groups(by_borrower, reached));
        let by_type = sums(&answers, |a| words(self.resource(self.loan(a)), "type"), people);
        all.insert("people_reached_by_type", Expected::Groups(by_type, reached));
    }

    /// By name; where no commune is written it is the borrower's.
    pub(super) fn home_figures(&self, home: &str, all: &mut BTreeMap<&'static str, Expected>) {
        let is_outside = |loan: &Row| match cell(loan, "lieu_commune") {
            "" => cell(self.borrower(loan), "commune") != home,
            commune => commune != home,
        };
        let sorties = self.sorties();
        let loans = sorties.iter().filter(|loan| is_outside(loan)).count() as i64;
        all.insert("loans_outside_home", Expected::Share(loans, sorties.len() as i64, 0));
        let (mut reached, mut outside) = (0, 0);
        for answers in self.answers() {
            let people = cell(answers, "public_nombre").parse().unwrap_or(0);
            reached += people;
            outside += if is_outside(self.loan(answers)) { people } else { 0 };
        }
        all.insert("people_reached_outside_home", Expected::Share(outside, reached, 0));
    }
}
