//! Which files are read, under which names and headers, and which cannot be.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use super::super::{Register, Unreadable, read, read_files};
use super::{check, csv_file, told};

const BORROWERS: &str = "code;nom;type\nE1;A;école\n";

fn codes(files: &[(&str, &str)]) -> Result<(Register, Vec<String>), &'static str> {
    let files: Vec<_> = files.iter().map(|(name, text)| csv_file(name, text)).collect();
    let register = read_files(&files).map_err(|unreadable| unreadable.code)?;
    let told = told(&register);
    Ok((register, told))
}

#[test]
fn a_file_is_known_by_its_name_or_else_by_its_headers() {
    for name in ["emprunteurs.csv", "Emprunteurs.CSV", "EMPRUNTEUR.tsv", "adhérents 2023.csv"] {
        let (register, told) = codes(&[(name, BORROWERS)]).expect("readable");
        assert_eq!((register.borrowers.len(), told), (1, vec![]), "{name}");
    }
    for name in ["prets.csv", "Prêts.csv", "PRÊTS.CSV", "pre\u{302}ts.csv"] {
        let (_, told) = codes(&[(name, "numero\n")]).expect("readable");
        assert_eq!(told.len(), 5, "{name}: the other required columns");
    }
    let (_, told) =
        codes(&[("emprunteurs.csv", BORROWERS), ("courses.csv", "pain;lait\n1;2\n")]).expect("readable");
    assert_eq!(told, ["courses.csv:1 - file_unknown"]);
    assert_eq!(codes(&[("courses.csv", "pain;lait\n1;2\n")]).err(), Some("nothing_known"));
    assert_eq!(codes(&[]).err(), Some("nothing_known"));
    assert_eq!(codes(&[("prets.csv", " \n")]).err(), Some("empty"));
    assert_eq!(codes(&[("courses.csv", "")]).err(), Some("nothing_known"));
    let (register, told) =
        codes(&[("emprunteurs.csv", BORROWERS), ("prets.csv", "\n \n")]).expect("readable");
    assert_eq!(told, ["prets.csv:1 - file_empty"]);
    assert!(register.has_errors());
}

#[test]
fn one_kind_may_fill_several_files_but_a_key_stands_once() {
    let (register, told) =
        codes(&[("emprunteurs.csv", BORROWERS), ("membres.csv", "code;nom;type\nE1;B;école\nE2;C;école\n")])
            .expect("readable");
    assert_eq!((register.borrowers.len(), told), (2, vec!["membres.csv:2 code key_twice".to_owned()]));
    assert!(register.problems[0].message().contains("à la ligne 2 de emprunteurs.csv"));
}

#[test]
fn headers_are_compared_without_accents_case_and_punctuation() {
    let register =
        check("emprunteurs.csv", " CODE ;Nom;Type;Code INSEE;Adhérent\nE1;A;école;01004;oui\n", &[]);
    let borrower = &register.borrowers[0].record;
    assert_eq!((borrower.insee.as_deref(), borrower.is_member), (Some("01004"), Some(true)));
    check(
        "emprunteurs.csv",
        "Code;Nom;Type;Code INSEE\nE1;A;école;1004\n",
        &["2 Code INSEE cell_zero_restored"],
    );
}

#[test]
fn columns_that_do_not_fit_are_told() {
    let register = check(
        "emprunteurs.csv",
        "code;nom;type;code_postale;météo\nE1;A;école;01000;beau\n",
        &["1 code_postale column_unknown_close_to", "1 météo column_unknown"],
    );
    assert!(!register.has_errors());
    assert_eq!(register.borrowers[0].record.postal_code, None);
    assert!(register.problems[0].message().contains("«\u{A0}code_postal\u{A0}»"));
    let register = check("emprunteurs.csv", "code;type\nE1;école\n", &["1 nom column_missing"]);
    assert!(register.has_errors() && register.borrowers.is_empty());
    check("emprunteurs.csv", "code;nom;type;Nom\nE1;A;école;B\n", &["1 Nom column_twice"]);
    check("emprunteurs.csv", "code;nom;type;;\nE1;A;école;;\n", &[]);
    check("emprunteurs.csv", "code;nom;type;\nE1;A;école;x\n", &["1 - column_without_name"]);
    check("emprunteurs.csv", "\n\n\ncode;type\n", &["4 nom column_missing"]);
}

#[test]
fn a_quote_that_is_not_closed_is_told_where_it_opens() {
    check(
        "emprunteurs.csv",
        "code;nom;type\nE1;A;école\nE2;\"B;école\nE3;C;école\n",
        &["3 - quote_not_closed", "3 - row_too_short"],
    );
    check("emprunteurs.csv", "code;nom;type\nE1;\"Le \"Club\" 3\";école\n", &["2 - quote_misplaced"]);
}

#[test]
fn separators_line_ends_and_marks_do_not_matter() {
    for text in [
        "code;nom;type\nE1;A, b;école\n",
        "code,nom,type\nE1,\"A, b\",école\n",
        "code\tnom\ttype\rE1\tA, b\técole",
        "sep=,\r\ncode,nom,type\r\nE1,\"A, b\",école\r\n",
        "\u{FEFF}code;nom;type\r\n\"E1\";\"A, b\";\"école\"\r\n",
    ] {
        let register = check("emprunteurs.csv", text, &[]);
        assert_eq!(register.borrowers[0].record.name, "A, b", "{text:?}");
    }
}

#[test]
fn too_many_problems_are_counted() {
    let rows = "x;y;z\n".repeat(6_000);
    let (register, told) =
        codes(&[("prets.csv", &format!("numero;statut;date_depart\n{rows}"))]).expect("readable");
    assert_eq!(
        (told.len(), told.last().map(String::as_str)),
        (5_001, Some("prets.csv:2500 - more_problems"))
    );
    assert!(
        register.problems.last().expect("one").message().contains("7003"),
        "{:?}",
        register.problems.last()
    );
}

#[test]
fn a_folder_gives_its_csv_files_and_its_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    let code = || read(folder.path()).map(|register| register.borrowers.len()).map_err(|e| e.code);
    assert_eq!(code(), Err("nothing_known"));
    write("LISEZMOI.txt", b"bonjour");
    write("attendu.json", b"{}");
    write(".~lock.emprunteurs.csv#", b"x");
    write("~$registre.xlsx", b"x");
    assert_eq!(code(), Err("nothing_known"));
    write("registre.xlsx", &workbook(|_| {}));
    assert_eq!(code(), Ok(1));
    write("copie.xlsx", &workbook(|_| {}));
    assert_eq!(code(), Err("several_workbooks"));
    write("emprunteurs.csv", b"code;nom;type\nE1;A;x\nE2;B;y\n");
    assert_eq!(code(), Ok(2));
    let left = read(folder.path()).expect("readable");
    assert_eq!(told(&left), ["copie.xlsx:1 - file_left_aside"]);
    assert!(left.problems[0].message().contains("copie.xlsx, registre.xlsx"));
    assert_eq!(read(&folder.path().join("emprunteurs.csv")).map(|register| register.borrowers.len()), Ok(2));
    assert_eq!(read(&folder.path().join("attendu.json")).map_err(|e| e.code), Err("not_a_register"));
    assert_eq!(read(&folder.path().join("rien")).map_err(|e| e.code), Err("not_found"));
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| std::fs::write(at(name), text).expect("written");
    let told_of = || told(&read(folder.path()).expect("readable"));
    std::fs::create_dir_all(at("2023/mars")).expect("a folder");
    write("2023/mars/prets.csv", "numero\n");
    let only = read(folder.path()).expect_err("no table");
    assert_eq!((only.code, only.file.as_str()), ("only_in_folders", "2023"));
    write("fonds.csv", "code;titre;type\nA;a;malle\n");
    assert_eq!(told_of(), ["2023:1 - folder_not_read"]);
    for name in ["prets.csv", ".git", "photos", "questionnaires"] {
        std::fs::create_dir(at(name)).expect("a folder");
    }
    write(".git/x.csv", "code\n");
    write("photos/a.jpg", "x");
    write("emprunteurs.numbers", "x");
    write("prets.txt", "Bonjour, les prêts viendront.\n");
    write("LISEZMOI.txt", "Bonjour ; voici le registre\n\nà bientôt\n");
    write("courses.txt", "pain;lait\n1;2\n");
    write(".~lock.fonds.csv#", "x");
    write("~$prets.xlsx", "x");
    assert_eq!(
        told_of(),
        [
            "2023:1 - folder_not_read",
            "courses.txt:1 - file_unknown",
            "emprunteurs.numbers:1 - file_not_read",
            "prets.csv:1 - folder_not_read",
            "prets.txt:1 - file_not_read",
            "questionnaires:1 - folder_not_read",
        ]
    );
    let read = read(folder.path()).expect("readable");
    assert!(!read.has_errors());
    assert_eq!(read.resources.len(), 1);
}

#[test]
fn a_table_in_a_text_file_of_a_folder_is_read() {
    for separator in [";", "\t", ","] {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text.replace(';', separator)).expect("written");
        };
        write("fonds.csv", "code;titre;type\nA;a;malle\n");
        write("adherents.txt", "code;nom;type\nE1;B;x\n");
        let register = read(folder.path()).expect("readable");
        assert_eq!((register.borrowers.len(), told(&register)), (1, vec![]), "{separator:?}");
    }
}

/// A workbook with one borrower, and what `more` adds to its sheet.
pub(super) fn workbook(more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Emprunteurs").expect("a name");
    for (row, cells) in
        [["code", "nom", "type", "code_postal", "telephone"], ["E1", "A", "école", "", ""]].iter().enumerate()
    {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row as u32, column as u16, *text).expect("a cell");
        }
    }
    more(sheet);
    workbook.save_to_buffer().expect("a workbook")
}

#[track_caller]
pub(super) fn check_workbook(bytes: Vec<u8>, expect: &[&str]) -> Register {
    let register = read_files(&[("r.xlsx".to_owned(), bytes)]).expect("readable");
    let expect: Vec<String> = expect.iter().map(|told| format!("r.xlsx › Emprunteurs:{told}")).collect();
    assert_eq!(told(&register), expect);
    register
}

#[test]
fn a_sheet_gives_its_cells_as_they_are_shown() {
    let register = check_workbook(
        workbook(|sheet| {
            sheet.write_number(1, 3, 1060).expect("a cell");
            sheet.write_number(1, 4, 474_123_456).expect("a cell");
            sheet.write_string(3, 0, " E2 ").expect("a cell");
            sheet.write_formula(3, 1, Formula::new("=\"Bo\"&\"b\"").set_result("Bob")).expect("a cell");
            sheet.write_number(3, 2, 12.5).expect("a cell");
            sheet.write_number(3, 3, 38_200).expect("a cell");
        }),
        &["2 code_postal cell_zero_restored", "2 telephone cell_zero_restored"],
    );
    assert_eq!(register.borrowers[0].record.postal_code.as_deref(), Some("01060"));
    assert_eq!(register.borrowers[0].record.telephone.as_deref(), Some("0474123456"));
    let (place, borrower) = (&register.borrowers[1].at, &register.borrowers[1].record);
    assert_eq!((place.file.as_str(), place.line), ("r.xlsx › Emprunteurs", 4));
    assert_eq!([&borrower.code, &borrower.name, &borrower.kind], ["E2", "Bob", "12,5"]);
    assert_eq!(borrower.postal_code.as_deref(), Some("38200"));
}

#[test]
fn cells_that_the_spreadsheet_spoilt_are_told() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    check_workbook(
        workbook(|sheet| {
            sheet.write_formula(1, 1, Formula::new("=NA()").set_result("#N/A")).expect("a cell");
            let day = ExcelDateTime::from_ymd(2023, 1, 1).expect("a day");
            sheet.write_datetime_with_format(1, 0, &day, &date).expect("a cell");
        }),
        &["2 code cell_is_a_date", "2 nom cell_error_value"],
    );
    let mut lost = Workbook::new();
    let sheet = lost.add_worksheet().set_name("Emprunteurs").expect("a name");
    for (column, text) in ["code", "nom", "type", "adherent"].iter().enumerate() {
        sheet.write_string(0, column as u16, *text).expect("a cell");
        sheet.write_boolean(1, column as u16, column == 3).expect("a cell");
    }
    let register = check_workbook(lost.save_to_buffer().expect("a workbook"), &[]);
    assert_eq!(register.borrowers[0].record.is_member, Some(true));
}

#[test]
fn a_formula_that_was_never_computed_is_told() {
    let plain = workbook(|sheet| {
        sheet.write_formula(1, 1, Formula::new("=A2").set_result("calculé")).expect("a cell");
    });
    let bytes = edited(&plain, "xl/worksheets/sheet1.xml", |xml| xml.replace("<v>calculé</v>", ""));
    check_workbook(bytes, &["2 nom cell_formula_without_value"]);
}

#[test]
fn real_dates_are_read_in_both_date_systems() {
    let loans = |serials: [f64; 2], format: &str| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Prêts").expect("a name");
        let names = ["numero", "ressource_code", "emprunteur_code", "statut", "date_depart", "date_retour"];
        for (column, text) in names.iter().enumerate() {
            sheet.write_string(0, column as u16, *text).expect("a cell");
            sheet.write_string(1, column as u16, "rentré").expect("a cell");
        }
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(1, 4, serials[0], &format).expect("a cell");
        sheet.write_number_with_format(1, 5, serials[1], &format).expect("a cell");
        workbook.save_to_buffer().expect("a workbook")
    };
    let read = |bytes| read_files(&[("r.xlsx".to_owned(), bytes)]).expect("readable");
    let days = |register: &Register| {
        let loan = &register.loans[0].record;
        [loan.starts_on.to_string(), loan.ends_on.to_string()]
    };
    let since_1900 = loans([44_963.0, 44_974.5], "dd/mm/yyyy");
    let register = read(since_1900.clone());
    assert_eq!(days(&register), ["2023-02-06", "2023-02-17"]);
    assert_eq!(told(&register), ["r.xlsx › Prêts:2 date_retour cell_time_left_out"]);

    let since_1904 = edited(&since_1900, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr", "<workbookPr date1904=\"1\"")
    });
    assert_eq!(days(&read(since_1904)), ["2027-02-07", "2027-02-18"]);

    let plain = read(loans([44_963.0, 1e12], "0"));
    assert_eq!(
        told(&plain),
        ["r.xlsx › Prêts:2 date_depart cell_not_a_date", "r.xlsx › Prêts:2 date_retour cell_not_a_date"]
    );
    let far = read(loans([44_963.0, 1e12], "dd/mm/yyyy"));
    assert_eq!(told(&far), ["r.xlsx › Prêts:2 date_retour cell_not_a_date"]);
}

#[test]
fn sheets_are_known_by_name_or_headers_and_others_are_told() {
    let mut workbook = Workbook::new();
    for (name, headers) in [
        ("Contenu des malles", vec!["malle_code", "ordre", "designation", "quantite"]),
        ("Feuil2", vec!["pret_numero", "date", "commentaire"]),
        ("Notes", vec!["à faire"]),
        ("Vide", vec![]),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (column, text) in headers.iter().enumerate() {
            sheet.write_string(0, column as u16, *text).expect("a cell");
            sheet.write_string(1, column as u16, "").expect("a cell");
        }
        if name == "Feuil2" {
            sheet.write_string(2, 0, "2023-001").expect("a cell");
            sheet.write_string(2, 2, "Bien").expect("a cell");
        }
    }
    let register = read_files(&[("r.xlsx".to_owned(), workbook.save_to_buffer().expect("a workbook"))])
        .expect("readable");
    assert_eq!(told(&register), ["r.xlsx › Notes:1 - sheet_unknown"]);
    assert_eq!(register.questionnaires.len(), 1);
}

/// The workbook with one part of its archive changed.
pub(super) fn edited(workbook: &[u8], part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts_of(workbook);
    let (_, content) = parts.iter_mut().find(|(name, _)| name == part).expect("the part");
    let changed = edit(String::from_utf8(content.clone()).expect("utf-8")).into_bytes();
    assert_ne!(changed, *content, "nothing was changed in {part}");
    *content = changed;
    archive_of(&parts)
}

/// The names and contents of an archive.
pub(super) fn parts_of(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let count = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("readable");
        (file.name().expect("a name").into_owned(), content)
    };
    (0..count).map(part).collect()
}

/// An archive of these names and contents.
pub(super) fn archive_of(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[track_caller]
pub(super) fn check_unreadable(name: &str, bytes: &[u8], expect: &'static str) {
    let found = read_files(&[(name.to_owned(), bytes.to_vec())]).map(|register| told(&register));
    assert_eq!(found, Err(Unreadable::new(expect, name)));
}

#[test]
fn workbooks_that_cannot_be_read_say_why() {
    let plain = workbook(|_| {});
    check_unreadable("r.xlsx", b"", "empty");
    for name in ["prets.csv", "r.xlsx"] {
        check_unreadable(name, &vec![b' '; (64 << 20) + 1], "too_large");
    }
    check_unreadable("prets.csv", "a;".repeat(4_000_001).as_bytes(), "too_large");
    check_unreadable("prets.csv", ";".repeat(501).replace(';', "x;").as_bytes(), "too_large");
    check_unreadable("r.xlsx", b"bonjour", "plain_text");
    check_unreadable("r.xlsx", b"\0\x01\x02", "damaged");
    check_unreadable("r.xlsx", &plain[..plain.len() / 2], "truncated");
    check_unreadable("r.xlsx", &archive_of(&[("photo.jpg".to_owned(), vec![1])]), "not_a_register");
    let with_macros = [("[Content_Types].xml".to_owned(), vec![]), ("xl/vbaProject.bin".to_owned(), vec![1])];
    check_unreadable("r.xlsm", &archive_of(&with_macros), "macros");
    let binary = [("[Content_Types].xml".to_owned(), vec![]), ("xl/workbook.bin".to_owned(), vec![1])];
    check_unreadable("r.xlsb", &archive_of(&binary), "old_format");
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    check_unreadable("r.xls", &compound, "old_format");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_unreadable("r.xlsx", &[compound, name].concat(), "protected");
    let mut flipped = plain.clone();
    let middle = flipped.len() / 3;
    flipped[middle] ^= 0xFF;
    check_unreadable("r.xlsx", &flipped, "damaged");
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        check_unreadable("r.xlsx", &edited(&plain, part, |xml| xml[..xml.len() / 2].to_owned()), "damaged");
    }
}

#[test]
fn a_workbook_made_to_exhaust_the_memory_is_refused() {
    let plain = workbook(|_| {});
    let claim = edited(&plain, "xl/sharedStrings.xml", |xml| {
        let at = xml.find("uniqueCount=\"").expect("a count") + "uniqueCount=\"".len();
        format!("{}999999999999{}", &xml[..at], &xml[at..])
    });
    check_unreadable("r.xlsx", &claim, "damaged");
    let overflow =
        edited(&plain, "xl/worksheets/sheet1.xml", |xml| xml.replace("r=\"A2\"", "r=\"A99999999999\""));
    check_unreadable("r.xlsx", &overflow, "damaged");
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_costs_nothing() {
    let register = check_workbook(
        workbook(|sheet| {
            sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
        }),
        &["1048576 - cell_beside_table"],
    );
    assert_eq!(register.borrowers.len(), 1);
}

const ODS_ROWS: &str = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>code</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>nom</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>type</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>code_postal</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>E1</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>École</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>école</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1060"><text:p>1060</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;

/// An ODS workbook as LibreOffice writes it, with these rows.
pub(super) fn ods(rows: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Emprunteurs">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ];
    archive_of(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

pub(super) const MANIFEST: &str = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"/></manifest:manifest>"#;

#[test]
fn an_ods_workbook_is_read_like_the_others() {
    let register = read_files(&[("r.ods".to_owned(), ods(ODS_ROWS, MANIFEST))]).expect("readable");
    assert_eq!(told(&register), ["r.ods › Emprunteurs:5 code_postal cell_zero_restored"]);
    let borrower = &register.borrowers[0].record;
    assert_eq!((borrower.name.as_str(), borrower.postal_code.as_deref()), ("École", Some("01060")));
}

#[test]
fn errors_of_calc_are_told_and_texts_like_them_are_kept() {
    let with_name = |name: &str| ods(&ODS_ROWS.replace("École", name), MANIFEST);
    let told_of =
        |name| told(&read_files(&[("r.ods".to_owned(), with_name(name))]).expect("readable")).remove(0);
    assert_eq!(told_of("#NOM ?"), "r.ods › Emprunteurs:5 nom cell_error_value");
    assert_eq!(told_of("Err:502"), "r.ods › Emprunteurs:5 nom cell_error_value");
    assert_eq!(told_of("#Sciences!"), "r.ods › Emprunteurs:5 code_postal cell_zero_restored");
}

#[test]
fn an_ods_workbook_made_to_do_harm_is_refused() {
    let cell = r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let check = |rows: &str, expect| check_unreadable("r.ods", &ods(rows, MANIFEST), expect);
    check(
        &format!(
            r#"<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>"#,
            cell.repeat(5)
        ),
        "too_large",
    );
    check(
        &format!(r#"<table:table-row table:number-rows-repeated="4000001">{cell}</table:table-row>"#),
        "too_large",
    );
    check(
        r#"<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="99999999"/></table:table-row>"#,
        "too_large",
    );
    check(r#"<table:table-row table:number-rows-repeated="-1"/>"#, "damaged");
    check(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="99999999999"/></text:p></table:table-cell></table:table-row>"#,
        "damaged",
    );
    check("<table:table-row><table:table-cell><office:annotation>", "damaged");
    check_unreadable("r.ods", &ods(ODS_ROWS, "<manifest:encryption-data/>"), "protected");
}
