//! What `Ctrl K` finds, over everything at once.

use crate::base::app::App;
use crate::base::search::Words;
use crate::catalogue::filters::score;
use crate::views::{Found, FoundBorrower, FoundResource, LoanCard, LoanQuery};
use domain::fault::Outcome;
use domain::text::folded;
use store::{borrower, resource};

/// As many of each as a list shows at a glance.
const MOST: usize = 6;

impl App {
    /// Resources, borrowers and loans that hold every word typed; a loan is also found by the end of its number.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find(&self, search: &str) -> Outcome<Found> {
        let words = Words::of(search);
        if words.is_empty() {
            return Ok(Found { resources: Vec::new(), borrowers: Vec::new(), loans: Vec::new() });
        }
        let (resources, borrowers) = self.read(|c, _| {
            let mut resources: Vec<(u32, FoundResource)> = resource::all(c)?
                .into_iter()
                .filter_map(|r| {
                    let score = score(&r, &words)?;
                    Some((score, FoundResource { code: r.code, title: r.title, kind: r.kind }))
                })
                .collect();
            resources.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
            let mut borrowers: Vec<(u32, FoundBorrower)> = borrower::all(c)?
                .into_iter()
                .filter_map(|b| {
                    let texts = [folded(&b.name), folded(&b.commune), folded(&b.code), folded(&b.postcode)];
                    let score = words.score(&texts.each_ref().map(String::as_str))?;
                    Some((score, FoundBorrower { code: b.code, name: b.name, commune: b.commune }))
                })
                .collect();
            borrowers.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
            Ok::<_, domain::fault::Fault>((resources, borrowers))
        })?;
        Ok(Found {
            resources: resources.into_iter().take(MOST).map(|(_, found)| found).collect(),
            borrowers: borrowers.into_iter().take(MOST).map(|(_, found)| found).collect(),
            loans: self.find_loans(search.trim())?,
        })
    }

    /// By number first: whole, then by its beginning, then by the beginning of its sequence (`51` for `2026-051`), the
    /// latest first; then by words.
    fn find_loans(&self, search: &str) -> Outcome<Vec<LoanCard>> {
        let number = search.to_lowercase();
        let mut loans = Vec::new();
        if number.starts_with(|c: char| c.is_ascii_digit()) {
            let numbers = self.read(|c, _| {
                store::loan::numbers_like(c, &number, MOST as u32).map_err(domain::fault::Fault::from)
            })?;
            for number in numbers {
                loans.push(self.loan_card(&number)?);
            }
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
