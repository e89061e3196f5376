//! Disks that are full, files that are taken away or replaced: what was saved stays, and what could not be is said.

use app::{App, Clock};
use domain::loan::LineState;
use std::path::{Path, PathBuf};
use std::process::Command;
use stories::{Desk, TODAY, assert_sound, booking, day, digest, fixture, moved, refused};

/// A small disk of its own, taken away at the end. None where this computer does not let one be mounted.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn of(desk: &Desk, kilobytes: u32) -> Option<Self> {
        let place = desk.path("petit-disque");
        std::fs::create_dir_all(&place).expect("a place to mount it");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"])
            .arg(&place)
            .output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(place));
        }
        eprintln!("skipped: no small disk can be mounted here");
        None
    }

    fn fill(&self) {
        use std::io::Write;

        let mut file = std::fs::File::create(self.0.join("rempli")).expect("a file");
        while file.write_all(&[0; 4096]).is_ok() {}
        while file.write_all(&[0]).is_ok() {}
    }

    fn make_room(&self) {
        std::fs::remove_file(self.0.join("rempli")).expect("room");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("the folder").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn on_disk(disk: &SmallDisk) -> (PathBuf, App) {
    let path = disk.0.join("prets.db");
    let app = App::create(&path, Clock::Fixed(day(TODAY))).expect("a base");
    app.import_register(&fixture("altec-2024"), false).expect("the register");
    (path, app)
}

#[test]
fn on_a_full_disk_nothing_is_half_written_reading_goes_on_and_work_goes_on_once_there_is_room() {
    let desk = Desk::default();
    let Some(disk) = SmallDisk::of(&desk, 4096) else { return };
    let (path, app) = on_disk(&disk);
    let booked = app.book(&booking("A009", &[("EXP-LUN", 1)], "2026-03-09", "2026-03-20")).expect("booked");
    disk.fill();
    // The log may have some room left in what it already has.
    let number = &booked.value.number;
    let fault =
        (0..5_000).find_map(|_| app.remark(number, &"à suivre ".repeat(50)).err()).expect("it is full");
    assert_eq!(fault.code, "disk_full");
    assert_eq!(app.loan(&booked.value.number).expect("it can be read").state, LineState::Option);
    refused(app.back_up(), "backup_no_room");
    assert!(names(&disk.0.join("sauvegardes")).is_empty(), "no half of a backup");
    drop(app);
    disk.make_room();
    disk.fill();
    // A program that begins on a full disk reads as well.
    let again = App::open(&path, Clock::Fixed(day(TODAY))).expect("it opens");
    assert!(again.loan(&booked.value.number).is_ok());
    drop(again);
    disk.make_room();
    let app = App::open(&path, Clock::Fixed(day(TODAY))).expect("it opens");
    moved(&app, &booked.value.number, LineState::Confirmed, TODAY).expect("work goes on");
    app.back_up().expect("a backup");
    assert_sound(&app);
}

#[test]
fn an_agreement_on_a_full_disk_leaves_the_one_before_and_nothing_beside() {
    let desk = Desk::default();
    let Some(disk) = SmallDisk::of(&desk, 64) else { return };
    let file = disk.0.join("convention.pdf");
    app::write_file(&file, b"celle d'hier").expect("it is written");
    disk.fill();
    refused(app::write_file(&file, &[1; 100_000]), "file_no_room");
    refused(app::write_file(&disk.0.join("autre.xlsx"), &[1; 100_000]), "file_no_room");
    assert_eq!(std::fs::read(&file).expect("the old one"), b"celle d'hier");
    assert_eq!(names(&disk.0), ["convention.pdf", "rempli"]);
}

#[test]
fn a_restore_on_a_full_disk_leaves_the_base_as_it_was() {
    let desk = Desk::default();
    let Some(disk) = SmallDisk::of(&desk, 4096) else { return };
    let (path, app) = on_disk(&disk);
    let backup = app.back_up().expect("a backup");
    app.book(&booking("A009", &[("EXP-LUN", 1)], "2026-03-09", "2026-03-20")).expect("booked");
    let before = digest(&app);
    drop(app);
    disk.fill();
    let fault = app::restore(&path, Path::new(&backup.path)).expect_err("there is no room");
    assert!(matches!(fault.code, "disk_full" | "backup_no_room"), "{fault}");
    disk.make_room();
    let app = App::open(&path, Clock::Fixed(day(TODAY))).expect("it opens");
    assert_eq!(digest(&app), before);
    assert!(!names(&disk.0).iter().any(|name| name.contains("restauration")), "{:?}", names(&disk.0));
}

#[test]
fn a_base_replaced_under_its_name_is_never_written_to_and_what_it_held_is_saved() {
    let desk = Desk::with("altec-2024");
    let other = Desk::empty();
    let window = desk.open();
    let booked =
        window.book(&booking("A009", &[("EXP-LUN", 1)], "2026-03-09", "2026-03-20")).expect("booked");
    let copy = desk.path("autre.db");
    std::fs::copy(other.base(), &copy).expect("another base");
    std::fs::rename(&copy, desk.base()).expect("it takes the place");
    refused(window.book(&booking("A009", &[("EXP-MED", 1)], "2026-03-09", "2026-03-20")), "base_replaced");
    refused(window.today_view(), "base_replaced");
    drop(window);
    let saved = App::open(&desk.path("base.secours.db"), Clock::Fixed(day(TODAY))).expect("what it held");
    assert!(saved.loan(&booked.value.number).is_ok());
    // The one that took the place is what it was: no log of the old one was read into it.
    let there = desk.open();
    assert_sound(&there);
    assert!(there.base_state().expect("its state").empty);
}

#[test]
fn a_base_in_a_folder_that_is_copied_elsewhere_has_no_log_and_says_so_until_it_is_moved_back() {
    let desk = Desk::with("altec-2024");
    let synced = desk.path("Dropbox");
    std::fs::create_dir_all(&synced).expect("a folder");
    let path = synced.join("prets.db");
    std::fs::copy(desk.base(), &path).expect("a base there");
    let app = App::open(&path, Clock::Fixed(day(TODAY))).expect("it opens");
    let told = app.base_state().expect("its state").place.expect("it is told");
    assert_eq!(told.code, "place_synced");
    app.book(&booking("A009", &[("EXP-LUN", 1)], "2026-03-09", "2026-03-20")).expect("booked");
    assert_eq!(names(&synced), ["prets.db"], "nothing beside it to be copied at the wrong moment");
    drop(app);
    let back = desk.path("prets.db");
    std::fs::rename(&path, &back).expect("moved back");
    let app = App::open(&back, Clock::Fixed(day(TODAY))).expect("it opens");
    assert!(app.base_state().expect("its state").place.is_none());
    app.book(&booking("A009", &[("EXP-MED", 1)], "2026-03-09", "2026-03-20")).expect("booked");
    assert!(names(back.parent().expect("a folder")).iter().any(|name| name == "prets.db-wal"));
}
