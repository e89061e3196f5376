use super::*;
use crate::desk::Desk;
use crate::{borrower, journal, line, loan};

impl Desk {
    fn found(&self, words: &[&str], states: &[LineState]) -> Vec<String> {
        let groups: Vec<Vec<String>> = words.iter().map(|word| vec![(*word).to_owned()]).collect();
        self.numbers(&self.base.find_loans(&groups, states, 10).unwrap())
    }

    fn by_number(&self, typed: &str) -> Vec<String> {
        self.numbers(&self.base.find_numbers(typed, 6).unwrap())
    }

    fn numbers(&self, loans: &[LoanId]) -> Vec<String> {
        let number = |id| self.base.read(|c| loan::by_id(c, id)).unwrap().number;
        loans.iter().map(|id| number(*id)).collect()
    }
}

#[test]
fn a_loan_is_found_by_the_beginnings_of_words_the_latest_first() {
    let desk = Desk::new();
    desk.book("2026-001", "2026-03-09");
    desk.book("2026-002", "2026-05-04");
    desk.book("2026-003", "2026-04-06");
    for words in [&["ecole"][..], &["ferr", "volc"], &["nant"], &["loupe", "jul", "2026"]] {
        assert_eq!(desk.found(words, &[]), ["2026-002", "2026-003", "2026-001"], "{words:?}");
    }
    assert!(desk.found(&["college"], &[]).is_empty());
    assert_eq!(desk.found(&["ecole", "3"], &[]), ["2026-003"]);
}

#[test]
fn a_loan_is_found_by_its_number_or_a_part_of_it_the_nearest_first() {
    let desk = Desk::new();
    for number in ["2025-051", "2026-005", "2026-051", "2026-510", "PRET-51", "51"] {
        desk.book(number, "2026-03-09");
    }
    assert_eq!(desk.by_number("2026-051"), ["2026-051"]);
    assert_eq!(desk.by_number("2026-05"), ["2026-005", "2026-051"], "zeros aside, then what only begins so");
    let found = desk.by_number("51");
    assert_eq!(found.len(), 5);
    assert!(!found[..4].contains(&"2026-510".to_owned()), "{found:?}");
    assert_eq!(desk.by_number("5")[0], "2026-005");
    assert_eq!(desk.by_number("pret-51"), ["PRET-51"]);
    assert!(desk.by_number("%").is_empty());
}

#[test]
fn the_index_follows_operations_of_whatever_program() {
    let desk = Desk::new();
    let mut line = desk.book("2026-001", "2026-03-09");
    assert_eq!(desk.found(&["volcans"], &[LineState::Option]), ["2026-001"]);

    line.state = LineState::Confirmed;
    desk.operation(|tx| line::update(tx, &line));
    assert!(desk.found(&["volcans"], &[LineState::Option]).is_empty());
    assert_eq!(desk.found(&["volcans"], &[LineState::Confirmed]), ["2026-001"]);

    // Another program, which never asks the index, gives another name.
    let other = Base::open(desk.base.path()).unwrap();
    other
        .write(|tx| {
            let entry = journal::begin(tx, "2026-03-02T08:00:01Z", "other")?;
            let mut borrower = desk.borrower.clone();
            borrower.name = "Collège Xavier Bichat".to_owned();
            borrower::save(tx, &borrower)?;
            journal::finish(tx, entry, "borrower_changed", &serde_json::Value::Null)
        })
        .unwrap();
    assert_eq!(desk.found(&["bichat"], &[]), ["2026-001"]);
    assert!(desk.found(&["ferry"], &[]).is_empty());
    assert_eq!(desk.base.find_borrowers(&[vec!["bich".to_owned()]]).unwrap(), [desk.borrower.id]);
    assert!(desk.base.find_borrowers(&[vec!["ferry".to_owned()]]).unwrap().is_empty());

    // Taken back, what is found is what was.
    desk.base
        .write(|tx| {
            let entry = journal::begin(tx, "2026-03-02T08:00:02Z", "test")?;
            crate::take_back::take_back(tx, entry - 1, entry)?;
            journal::finish(tx, entry, "undone", &serde_json::Value::Null)
        })
        .unwrap();
    assert_eq!(desk.found(&["ferry"], &[]), ["2026-001"]);
}

#[test]
fn an_index_that_is_lost_damaged_or_of_another_base_is_made_again() {
    let desk = Desk::new();
    desk.book("2026-001", "2026-03-09");
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-001"]);
    let path = desk.base.path().to_owned();
    let file = file_of(&path);

    drop(desk.base);
    std::fs::write(&file, "rien de lisible, et assez long pour ne pas être un fichier vide").unwrap();
    let desk = Desk { base: Base::open(&path).unwrap(), ..desk };
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-001"]);

    drop(desk.base);
    remove(&path);
    let desk = Desk { base: Base::open(&path).unwrap(), ..desk };
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-001"]);

    let elsewhere = Desk::new();
    elsewhere.book("2026-009", "2026-03-09");
    assert_eq!(elsewhere.found(&["volcans"], &[]), ["2026-009"]);
    let foreign = file_of(elsewhere.base.path());
    drop((desk.base, elsewhere.base));
    std::fs::copy(foreign, &file).unwrap();
    let base = Base::open(&path).unwrap();
    let found = base.find_loans(&[vec!["volcans".to_owned()]], &[], 10).unwrap();
    let number = base.read(|c| loan::by_id(c, found[0])).unwrap().number;
    assert_eq!((found.len(), number.as_str()), (1, "2026-001"));
    drop(desk.folder);
}

#[test]
fn a_base_put_back_from_a_backup_is_not_searched_as_it_was() {
    let desk = Desk::new();
    desk.book("2026-001", "2026-03-09");
    let path = desk.base.path().to_owned();
    let backup = desk.folder.path().join("sauvegarde.db");
    rusqlite::Connection::open(&path).unwrap().execute("vacuum into ?1", [backup.to_str()]).unwrap();
    desk.book("2026-002", "2026-03-16");
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-002", "2026-001"]);
    drop(desk.base);
    std::fs::copy(&backup, &path).unwrap();
    let desk = Desk { base: Base::open(&path).unwrap(), ..desk };
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-001"]);
    desk.book("2026-003", "2026-03-23");
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-003", "2026-001"]);
}

#[test]
fn beside_a_base_that_nobody_may_write_to_nothing_is_written() {
    let desk = Desk::new();
    desk.book("2026-001", "2026-03-09");
    let path = desk.base.path().to_owned();
    drop(desk.base);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let desk = Desk { base: Base::open(&path).unwrap(), ..desk };
    assert_eq!(desk.found(&["volcans"], &[]), ["2026-001"]);
    assert!(!file_of(&path).exists());
}
