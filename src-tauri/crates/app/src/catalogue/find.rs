//! What `Ctrl K` finds, over everything at once.

use crate::base::app::App;
use crate::base::search::Words;
use crate::catalogue::filters::score;
use crate::views::{Found, FoundBorrower, FoundResource, LoanCard, LoanQuery};
use domain::fault::Outcome;
use store::resource;

/// As many of each as a list shows at a glance.
const MOST: usize = 6;

impl App {
    /// Resources, borrowers and loans that hold every word typed; a loan is also found by a part of its number.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find(&self, search: &str) -> Outcome<Found> {
        let words = Words::of(search);
        if words.is_empty() {
            return Ok(Found { resources: Vec::new(), borrowers: Vec::new(), loans: Vec::new() });
        }
        let ids = words.found_by(&self.base, |groups| self.base.find_resources(groups))?;
        let mut resources: Vec<(u32, FoundResource)> = self.read(|c, _| {
            let scored = resource::by_ids(c, &ids)?.into_iter().filter_map(|r| {
                let score = score(&r, &words)?;
                Some((score, FoundResource { code: r.code, title: r.title, kind: r.kind }))
            });
            Ok(scored.collect())
        })?;
        resources.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
        Ok(Found {
            resources: resources.into_iter().take(MOST).map(|(_, found)| found).collect(),
            borrowers: self.find_borrowers(&words)?,
            loans: self.find_loans(search.trim())?,
        })
    }

    fn find_borrowers(&self, words: &Words) -> Outcome<Vec<FoundBorrower>> {
        let found = self.borrowers_with(words)?.into_iter().take(MOST);
        Ok(found.map(|b| FoundBorrower { code: b.code, name: b.name, commune: b.commune }).collect())
    }

    /// By number first, then by words.
    fn find_loans(&self, search: &str) -> Outcome<Vec<LoanCard>> {
        let mut loans = Vec::new();
        if search.starts_with(|c: char| c.is_ascii_digit()) {
            loans = self.loans_by_number(search, MOST)?;
        }
        if loans.len() < MOST && search.chars().any(char::is_alphabetic) {
            let query =
                LoanQuery { search: search.to_owned(), limit: Some(MOST as u32), ..LoanQuery::default() };
            for card in self.loans(&query)? {
                if loans.len() < MOST && !loans.iter().any(|other: &LoanCard| other.id == card.id) {
                    loans.push(card);
                }
            }
        }
        Ok(loans)
    }
}
