//! What is wrong with single cells and rows, and what is not.

use chrono::NaiveDate;

use super::super::{LoanStatus, PeopleCount, ResourceKindLabel, Severity};
use super::check;

const LOANS: &str =
    "numero;ressource_code;emprunteur_code;lieu_insee;date_depart;date_retour;statut;tarif_applique_eur";

/// One loan whose cells of the named columns are replaced.
fn loan(changes: &[(&str, &str)]) -> String {
    let mut cells = ["2023-001", "EXP-1", "E1", "01053", "09/01/2023", "15/02/2023", "rentré", "120,00"]
        .map(str::to_owned);
    for (column, value) in changes {
        let position = LOANS.split(';').position(|name| name == *column).expect("a column");
        cells[position] = (*value).to_owned();
    }
    format!("{LOANS}\r\n{}\r\n", cells.join(";"))
}

#[track_caller]
fn check_loan(column: &str, value: &str, expect: &[&str]) {
    let sound = check("prets.csv", &loan(&[(column, value)]), expect).loans.len();
    let has_errors =
        expect.iter().any(|told| !told.ends_with("cell_zero_restored") && !told.ends_with("left_out"));
    assert_eq!(sound, usize::from(!has_errors), "{column} {value:?}");
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

#[test]
fn dates_are_read_as_people_and_programs_write_them() {
    let texts = [
        "9/1/2023",
        "09/01/2023",
        "2023-01-09",
        "09-01-2023",
        "09.01.2023",
        " 2023-01-09 00:00:00 ",
        "2023-01-09T00:00:00.000Z",
        "09/01/2023 00:00",
    ];
    for text in texts {
        let register = check("prets.csv", &loan(&[("date_depart", text)]), &[]);
        assert_eq!(register.loans[0].record.starts_on, day(2023, 1, 9), "{text}");
    }
    check_loan("date_depart", "09/01/2023 14:30", &["2 date_depart cell_time_left_out"]);
}

#[test]
fn dates_that_are_none_are_told() {
    for text in ["31/02/2023", "29/02/2023", "00/01/2023", "2023-13-01"] {
        check_loan("date_depart", text, &["2 date_depart cell_date_does_not_exist"]);
    }
    for text in
        ["hier", "2023", "01/2023", "9/1/2023/4", "09/01/2023 midi", "44935", "٠٩/٠١/٢٠٢٣", "01/01/20233"]
    {
        check_loan("date_depart", text, &["2 date_depart cell_not_a_date"]);
    }
    for text in ["1/1/23", "09/01/23", "15-1-27"] {
        check_loan("date_depart", text, &["2 date_depart cell_year_of_two_digits"]);
    }
    for text in ["11/07/1905", "12/07/1909"] {
        check_loan("date_depart", text, &["2 date_depart cell_year_as_a_date"]);
    }
    for text in ["09/01/0203", "09/01/1899", "09/01/2200"] {
        check_loan("date_depart", text, &["2 date_depart cell_date_out_of_range"]);
    }
    check_loan("date_depart", "", &["2 date_depart cell_empty"]);
    check_loan("date_depart", "16/02/2023", &["2 date_retour end_before_start"]);
    check_loan("date_depart", "15/02/2023", &[]);
}

#[test]
fn a_date_that_does_not_exist_says_what_was_read_and_what_was_expected() {
    let register = check(
        "prets.csv",
        &loan(&[("date_retour", "31/02/2023")]),
        &["2 date_retour cell_date_does_not_exist"],
    );
    let message = register.problems[0].message();
    assert_eq!(message, "«\u{A0}31/02/2023\u{A0}» n’est pas une date qui existe\u{A0}: attendu jj/mm/aaaa.");
}

#[test]
fn amounts_are_cents_and_nothing_else() {
    for (text, cents) in
        [("120", 12_000), ("120.5", 12_050), ("1 020,05 €", 102_005), ("0", 0), ("\u{A0}7,00\u{A0}€", 700)]
    {
        let register = check("prets.csv", &loan(&[("tarif_applique_eur", text)]), &[]);
        assert_eq!(register.loans[0].record.amount_cents, Some(cents), "{text}");
    }
    assert_eq!(
        check("prets.csv", &loan(&[("tarif_applique_eur", "")]), &[]).loans[0].record.amount_cents,
        None
    );
    let wrong =
        |text, code: &str| check_loan("tarif_applique_eur", text, &[&format!("2 tarif_applique_eur {code}")]);
    wrong("douze", "cell_not_a_number");
    wrong("500 à 700", "cell_not_a_number");
    wrong("1 234,5€/an", "cell_not_a_number");
    wrong("1,234", "cell_ambiguous_number");
    wrong("12 %", "cell_is_a_percentage");
    wrong("0,125", "cell_too_precise");
    wrong("-5", "cell_negative");
    wrong("10000000,01", "cell_out_of_range");
    wrong("99999999999999999999999999", "cell_out_of_range");
}

#[test]
fn codes_keep_their_zeros_and_get_back_the_one_they_lost() {
    let insee = |text, expect: &[&str]| {
        check("prets.csv", &loan(&[("lieu_insee", text)]), expect).loans[0].record.venue_insee.clone()
    };
    assert_eq!(insee("01053", &[]).as_deref(), Some("01053"));
    assert_eq!(insee("2A004", &[]).as_deref(), Some("2A004"));
    assert_eq!(insee("1053", &["2 lieu_insee cell_zero_restored"]).as_deref(), Some("01053"));
    assert_eq!(insee("", &[]), None);
    let text = "code;nom;type;code_postal;departement;telephone\nE1;École;école;1000;1;474123456\n";
    let register = check(
        "emprunteurs.csv",
        text,
        &[
            "2 code_postal cell_zero_restored",
            "2 departement cell_zero_restored",
            "2 telephone cell_zero_restored",
        ],
    );
    assert!(!register.has_errors());
    let borrower = &register.borrowers[0].record;
    let codes = [&borrower.postal_code, &borrower.departement, &borrower.telephone];
    assert_eq!(codes.map(|code| code.as_deref().expect("a code")), ["01000", "01", "0474123456"]);
}

#[test]
fn words_of_a_list_are_compared_without_accents_and_case() {
    for (word, status) in [
        ("demande", LoanStatus::Request),
        ("Option", LoanStatus::Option),
        ("CONFIRME", LoanStatus::Confirmed),
        ("sorti", LoanStatus::Out),
        ("Rentré ", LoanStatus::Returned),
        ("annulé", LoanStatus::Cancelled),
        ("annule\u{301}", LoanStatus::Cancelled),
    ] {
        let register = check("prets.csv", &loan(&[("statut", word)]), &[]);
        assert_eq!(register.loans[0].record.status, status, "{word}");
    }
    check_loan("statut", "perdu", &["2 statut cell_not_in_list"]);
    check_loan("statut", "", &["2 statut cell_empty"]);
    let register = check("prets.csv", &loan(&[("statut", "perdu")]), &["2 statut cell_not_in_list"]);
    assert_eq!(
        register.problems[0].message(),
        "«\u{A0}perdu\u{A0}» n’est pas compris\u{A0}: attendu «\u{A0}demande\u{A0}», «\u{A0}option\u{A0}», \
         «\u{A0}confirmé\u{A0}», «\u{A0}sorti\u{A0}», «\u{A0}rentré\u{A0}», «\u{A0}annulé\u{A0}», \
         «\u{A0}refusé\u{A0}»."
    );
    let text = "code;titre;type\nA;a;Matériel d’animation\nB;b;machine\nC;c;machine (FabLab)\nD;d;panneaux\n";
    let register = check("ressources.csv", text, &["5 type cell_not_in_list"]);
    let kinds: Vec<_> = register.resources.iter().map(|row| row.record.kind).collect();
    assert_eq!(kinds, [ResourceKindLabel::Equipment, ResourceKindLabel::Machine, ResourceKindLabel::Machine]);
}

#[test]
fn a_text_is_held_to_its_limit() {
    check_loan("emprunteur_code", &"é".repeat(200), &[]);
    let long = check(
        "prets.csv",
        &loan(&[("emprunteur_code", &"é".repeat(300))]),
        &["2 emprunteur_code cell_very_long"],
    );
    assert_eq!((long.has_errors(), long.loans.len()), (false, 1));
    let register = check(
        "prets.csv",
        &loan(&[("emprunteur_code", &"é".repeat(301))]),
        &["2 emprunteur_code cell_too_long"],
    );
    assert_eq!(register.problems[0].message(), "Ce texte a 301 caractères\u{A0}: 300 au plus.");
    let notes = |length| format!("code;titre;type;remarques\nA;a;ensemble;{}\n", "x".repeat(length));
    check("fonds.csv", &notes(5_000), &[]);
    check("fonds.csv", &notes(20_000), &["2 remarques cell_very_long"]);
    check("fonds.csv", &notes(20_001), &["2 remarques cell_too_long"]);
    let themes = |count| {
        format!(
            "code;titre;type;thématiques\nA;a;ensemble;{}\n",
            (0..count).map(|n| format!("x{n}|")).collect::<String>()
        )
    };
    check("fonds.csv", &themes(100), &[]);
    check("fonds.csv", &themes(101), &["2 thématiques cell_too_many_values"]);
}

#[test]
fn invisible_characters_are_refused_and_line_breaks_belong_to_notes() {
    for c in ["\0", "\u{1}", "\u{1B}", "\u{7F}", "\u{85}x", "x\ty"] {
        check_loan("emprunteur_code", &format!("x{c}y"), &["2 emprunteur_code cell_control_character"]);
    }
    let register = check("prets.csv", &loan(&[("numero", "2023\0")]), &["2 numero cell_control_character"]);
    assert!(register.problems[0].message().contains("(U+0000)"));
    check_loan("emprunteur_code", "\"x\ny\"", &["2 emprunteur_code cell_line_break"]);
    let text = "code;titre;type;remarques\nA;a;ensemble;\"un\r\ndeux\rtrois\tfin\"\nB;b;ensemble;x\0\n";
    let register = check("fonds.csv", text, &["5 remarques cell_control_character"]);
    assert_eq!(register.resources[0].record.remarks.as_deref(), Some("un\ndeux\ntrois\tfin"));
}

#[test]
fn hostile_text_that_can_be_read_is_kept_as_it_is() {
    for (text, told) in [
        ("#let x = 1", &[][..]),
        ("<script>alert(1)</script>", &[]),
        ("=cmd|' /C calc'!A0", &["2 emprunteur_code cell_like_a_formula"]),
        ("@SUM(A1)", &["2 emprunteur_code cell_like_a_formula"]),
        ("🦋 שלום", &[]),
        ("\u{202E}שלום", &[]),
        ("'; drop table loan; --", &[]),
    ] {
        let quoted = format!("\"{text}\"");
        let register = check("prets.csv", &loan(&[("emprunteur_code", &quoted)]), told);
        assert_eq!(register.loans[0].record.borrower_code, text);
    }
}

#[test]
fn letters_lost_on_the_way_are_told() {
    check_loan("emprunteur_code", "\u{FFFD}cole", &["2 emprunteur_code cell_damaged_text"]);
}

#[test]
fn numbers_that_cannot_be_are_told() {
    let check_resource = |column: &str, value: &str, code: &str| {
        let text = format!("code;titre;type;{column}\nA;a;ensemble;{value}\n");
        let told = format!("2 {column} {code}");
        check(
            "ressources.csv",
            &text,
            if code.is_empty() { &[] } else { std::slice::from_ref(&told) }
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice(),
        );
    };
    check_resource("capacite", "0", "cell_out_of_range");
    check_resource("capacite", "21", "");
    check_resource("capacite", "-1", "cell_negative");
    check_resource("capacite", "1,5", "cell_not_whole");
    check_resource("capacite", "4294967297", "cell_out_of_range");
    check_resource("nb_panneaux", "10,0", "");
    check_resource("nb_panneaux", "dix", "cell_not_a_number");
    check_resource("poids_kg", "34,0", "");
    check_resource("poids_kg", "100000,1", "cell_out_of_range");
    check_resource("montage_min", "1e9", "cell_not_a_number");
}

#[test]
fn kilograms_become_grams() {
    let text = "code;titre;type;poids_kg\nA;a;ensemble;34,5\nB;b;ensemble;0.3\nC;c;ensemble;\n";
    let register = check("ressources.csv", text, &[]);
    let grams: Vec<_> = register.resources.iter().map(|row| row.record.weight_g).collect();
    assert_eq!(grams, [Some(34_500), Some(300), None]);
}

#[test]
fn cells_that_contradict_each_other_are_told() {
    let forms = "pret_numero;public_nombre;public_methode;premier_emprunt\n";
    let check_form =
        |row: &str, expect: &[&str]| check("questionnaires.csv", &format!("{forms}{row}\n"), expect);
    check_form("1;12;inconnu;oui", &["2 public_nombre people_number_not_expected"]);
    let warned = check_form("1;;effectif;o", &["2 public_nombre people_number_missing"]);
    assert!(!warned.has_errors());
    assert_eq!(warned.questionnaires[0].record.people_count, Some(PeopleCount::Counted));
    check_form("1;;inconnu;NON", &[]);
    check_form("1;;;peut-être", &["2 premier_emprunt cell_not_yes_or_no"]);

    let text = "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut;date_annulation\n\
                1;R;E;01/01/2023;02/01/2023;rentré;01/01/2023\n2;R;E;01/01/2023;02/01/2023;annulé;01/12/2022\n";
    let register = check("prets.csv", text, &["2 date_annulation cancellation_not_expected"]);
    assert_eq!((register.has_errors(), register.loans.len()), (false, 2));

    let parts = "ensemble_code;ressource_code;quantite\nE;E;1\nE;R;0\nE;S;2\n";
    check("ensembles.csv", parts, &["2 ressource_code set_of_itself", "3 quantite cell_out_of_range"]);
}

#[test]
fn every_problem_of_a_row_is_told_on_the_line_of_its_cell() {
    let text = "code;titre;type;remarques;caution_eur;date_acquisition\r\n\
                A;;x;\"une\r\nnote\r\nlongue\";\"abc\";31/31/2020\r\n";
    check(
        "fonds.csv",
        text,
        &[
            "2 titre cell_empty",
            "2 type cell_not_in_list",
            "4 caution_eur cell_not_a_number",
            "4 date_acquisition cell_date_does_not_exist",
        ],
    );
}

#[test]
fn a_key_stands_once() {
    let rows = "code;nom;type\nE1;A;école\nE2;B;école\nE1;A;école\nE2;C;mairie\n";
    let register = check("emprunteurs.csv", rows, &["4 code row_twice", "5 code key_twice"]);
    let severities: Vec<_> = register.problems.iter().map(|problem| problem.severity).collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error]);
    assert_eq!(register.borrowers.len(), 2);
    assert_eq!(
        register.problems[1].message(),
        "«\u{A0}E2\u{A0}» est déjà à la ligne 3 de emprunteurs.csv, avec un autre contenu. \
         Colonnes différentes\u{A0}: nom, type."
    );
    let contents = "malle_code;ordre;designation;quantite\nM;1;a;1\nM;2;a;1\nN;1;a;1\nM;01;b;1\n";
    check("malles-contenu.csv", contents, &["5 malle_code key_twice"]);
}

#[test]
fn rows_of_another_width_than_the_header_are_told() {
    let header = "code;titre;type;etat;remarques\n";
    let check_row = |row: &str, expect: &[&str]| check("fonds.csv", &format!("{header}{row}"), expect);
    check_row("A;a;ensemble;bon;x;\n", &[]);
    let register = check_row("A;a;ensemble;bon;x;surplus\n", &["2 - row_too_long"]);
    assert!(register.problems[0].message().contains("6 cellules au lieu de 5"));
    check_row("A;a;ensemble;bon\n", &["2 - row_too_short"]);
    check_row("A\n", &["2 - row_too_short"]);
    check_row("\n;;;;\n   \nA;a;ensemble;bon;\n\n", &[]);
}

#[test]
fn empty_cells_that_a_spreadsheet_left_out_of_a_whole_block_are_empty() {
    let whole: String = (1..=15).map(|i| format!("R{i};r;ensemble;bon;x\n")).collect();
    let short: String = (16..=25).map(|i| format!("R{i};r;ensemble;bon\n")).collect();
    let header = "code;titre;type;etat;remarques\n";
    assert_eq!(check("fonds.csv", &format!("{header}{whole}{short}"), &[]).resources.len(), 25);
    let spoilt = format!("{header}{whole}{short}R26;r;ensemble;bon;note\n");
    assert_eq!(
        check(
            "fonds.csv",
            &spoilt,
            &(17..=26)
                .map(|line| format!("{line} - row_too_short"))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
        )
        .resources
        .len(),
        16
    );
    let required = format!("{header}{whole}R16;r\n");
    check("fonds.csv", &required, &["17 - row_too_short"]);
}
