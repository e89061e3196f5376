//! Registers as people really keep them: their words, their titles and totals, their slips and those of a spreadsheet.

use super::super::{ConditionLabel, LoanStatus, ResourceKindLabel, read_files};
use super::{check, csv_file, told};

const LOANS: &str = "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\n";

fn statuses(words: &[&str]) -> Vec<LoanStatus> {
    let row = |word: &&str| format!("{word};X;B;01/12/2026;05/12/2026;{word}\n");
    let text: String = words.iter().map(row).collect();
    let register = check("prets.csv", &format!("{LOANS}{text}"), &[]);
    register.loans.iter().map(|row| row.record.status).collect()
}

#[test]
fn the_words_of_the_program_and_of_centres_are_understood() {
    use LoanStatus::{Cancelled, Confirmed, Option, Out, Refused, Request, Returned};
    assert_eq!(statuses(&["demande", "Demandée"]), [Request, Request]);
    assert_eq!(statuses(&["OPTION", "optionné", "À confirmer"]), [Option, Option, Option]);
    assert_eq!(statuses(&["Confirmée", "confirmee", "Réservé"]), [Confirmed, Confirmed, Confirmed]);
    assert_eq!(statuses(&["sortie", "en cours"]), [Out, Out]);
    assert_eq!(
        statuses(&["rentrée", "Rendu", "clôturée", "clôturé"]),
        [Returned, Returned, Returned, Returned]
    );
    assert_eq!(statuses(&["annulée", "refusée"]), [Cancelled, Refused]);
    for unclear in ["prêté", "en attente", "ok"] {
        let row = format!("{LOANS}1;X;B;01/12/2026;05/12/2026;{unclear}\n");
        check("prets.csv", &row, &["2 statut cell_not_in_list"]);
    }

    let rows = "code;titre;type;etat\nA;a;Exposition;Bon état\nB;b;exposition itinérante;BON\nC;c;malle;neuf\n\
                D;d;Matériel;HS\nE;e;machine;à réparer\nF;f;kit;abîmé\n";
    let register = check("fonds.csv", rows, &["7 type cell_not_in_list", "7 etat cell_not_in_list"]);
    let kinds: Vec<_> = register.resources.iter().map(|row| row.record.kind).collect();
    use ResourceKindLabel::{Equipment, LightExhibition, Machine, Malle};
    assert_eq!(kinds, [LightExhibition, LightExhibition, Malle, Equipment, Machine]);
    let conditions: Vec<_> = register.resources.iter().filter_map(|row| row.record.condition).collect();
    use ConditionLabel::{Good, OutOfOrder, ToRepair};
    assert_eq!(conditions, [Good, Good, Good, OutOfOrder, ToRepair]);

    let rows = "code;nom;type;adherent\nA;a;x;x\nB;b;x;OK\nC;c;x;✓\nD;d;x;TRUE\nE;e;x;Adhérent\nF;f;x;✗\nG;g;x;non adhérent\n";
    let members: Vec<_> = check("emprunteurs.csv", rows, &[])
        .borrowers
        .iter()
        .map(|row| row.record.is_member == Some(true))
        .collect();
    assert_eq!(members, [true, true, true, true, true, false, false]);
}

#[test]
fn a_title_above_the_headings_and_totals_under_the_rows_are_no_data() {
    let rows = format!(
        "Registre des prêts 2026\n\nEmprunteur;;Prêt;;;\n{LOANS}\
         1;X;B;01/12/2026;05/12/2026;rentré\n\n2;X;B;08/12/2026;12/12/2026;rentré\n\
         TOTAL;;;;47;\nMoyenne;;;;3,9;\n* prêts gratuits\n"
    );
    let register = check("prets.csv", &rows, &["1 - title_above", "3 - title_above", "8 - rows_of_totals"]);
    assert_eq!(register.loans.len(), 2);
    assert_eq!(
        register.problems[0].message(),
        "La ligne 1 est un titre («\u{A0}Registre des prêts 2026\u{A0}»)\u{A0}: elle est laissée de côté. Les titres de \
         colonnes sont lus à la ligne 4."
    );
    assert!(register.problems[2].message().contains("lignes 8-10"), "{}", register.problems[2].message());
    let borrowers = "code;nom;type\nB1;École;école\nTOTAL;1;1\nE9;Total;entreprise\n";
    assert_eq!(check("emprunteurs.csv", borrowers, &["3 - rows_of_totals"]).borrowers.len(), 2);
    let shop = "nom;code;type\nTotal;E9;entreprise\n";
    assert_eq!(check("emprunteurs.csv", shop, &[]).borrowers.len(), 1);
}

#[test]
fn a_cell_that_a_spreadsheet_made_a_date_of_is_no_audience_and_no_code() {
    for text in ["08-déc", "08/12/2026", "primaire|mars-15"] {
        let rows = format!("code;titre;type;publics\nA;a;ensemble;{text}\n");
        check("fonds.csv", &rows, &["2 publics cell_is_a_date"]);
    }
    check("fonds.csv", "code;titre;type;publics\nA;a;ensemble;6-8\n", &[]);
    check("fonds.csv", "code;titre;type\n05/03/2026;a;ensemble\n", &["2 code cell_is_a_date"]);
    let year = "code;titre;type;date_acquisition\nA;a;ensemble;11/07/1905\n";
    let register = check("fonds.csv", year, &["2 date_acquisition cell_year_as_a_date"]);
    assert!(register.problems[0].message().contains("voulu 2019"), "{}", register.problems[0].message());
}

#[test]
fn amounts_are_read_where_they_can_be_read_in_one_way_only() {
    let amount = |text: &str, expect: &[&str]| {
        let rows = format!("code;titre;type;valeur_assurance_eur\nA;a;ensemble;{text}\n");
        let register = check("fonds.csv", &rows, expect);
        register.resources.first().map(|row| row.record.insured_value_cents)
    };
    for text in ["1.234,50", "€ 1234,50", "1 234,50 €", "1'234,50", "1234,50 EUR", "1\u{202F}234,50\u{A0}€"]
    {
        assert_eq!(amount(text, &[]), Some(Some(123_450)), "{text}");
    }
    for text in ["-", "n.c.", "NC", "?"] {
        assert_eq!(amount(text, &["2 valeur_assurance_eur cell_unknown_value"]), Some(None), "{text}");
    }
    assert_eq!(amount("gratuit", &["2 valeur_assurance_eur cell_free_of_charge"]), Some(Some(0)));
    assert_eq!(amount("1,234", &["2 valeur_assurance_eur cell_ambiguous_number"]), None);
    assert_eq!(amount("12 %", &["2 valeur_assurance_eur cell_is_a_percentage"]), None);
}

#[test]
fn what_cannot_be_seen_in_a_cell_does_no_harm() {
    let zero = '\u{200B}';
    let rows = format!("{LOANS}1;X{zero};B{zero};01/02/2027{zero};\u{A0}05/02/2027;confirmé{zero}\n");
    let loan = &check("prets.csv", &rows, &[]).loans[0].record;
    assert_eq!((loan.resource_code.as_str(), loan.borrower_code.as_str()), ("X", "B"));
    let rows = "code;titre;type\nE\u{301}LO-1;E\u{301}lodie;malle\n";
    let resource = &check("fonds.csv", rows, &[]).resources[0].record;
    assert_eq!((resource.code.as_str(), resource.title.as_str()), ("ÉLO-1", "Élodie"));
}

#[test]
fn one_school_written_in_two_ways_is_told_with_both_lines() {
    let rows = "code;nom;type\nB1;École Jules-Ferry;école\nB2;Ecole  jules ferry;école\nB3;École Jules Verne;école\n";
    let register = check("emprunteurs.csv", rows, &["3 nom borrowers_alike"]);
    assert!(!register.has_errors());
    assert!(register.problems[0].message().contains("ligne 2 de emprunteurs.csv"));
    let rows = "code;nom;type;commune\nB1;École Jules-Ferry;école;Bourg\nB2;École Jules-Ferry;école;Lyon\n";
    check("emprunteurs.csv", rows, &[]);
}

#[test]
fn old_code_pages_are_recognised_and_told() {
    for (bytes, encoding) in [
        (&b"code;nom;type\nB1;Coll\x8Age H\x82l\x8Ane-Boucher;coll\x8Age\n"[..], "MS-DOS"),
        (b"code;nom;type\nB1;Coll\x8Fge H\x8El\x8Fne-Boucher;coll\x8Fge\n", "Macintosh"),
    ] {
        let register = read_files(&[("emprunteurs.csv".to_owned(), bytes.to_vec())]).expect("readable");
        assert_eq!(told(&register), ["emprunteurs.csv:1 - text_encoding_guessed"]);
        assert!(register.problems[0].message().contains(encoding));
        assert_eq!(register.borrowers[0].record.name, "Collège Hélène-Boucher");
    }
    let register = check(
        "emprunteurs.csv",
        "code;nom;type\nB1;CollÃ¨ge HÃ©lÃ¨ne-Boucher;collÃ¨ge\n",
        &["2 - text_encoded_twice"],
    );
    assert_eq!(register.borrowers[0].record.name, "Collège Hélène-Boucher");
    for big in [false, true] {
        let units = "code;nom;type\r\nB1;Collège;collège\r\n".encode_utf16();
        let bytes: Vec<u8> =
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let register = read_files(&[("emprunteurs.csv".to_owned(), bytes)]).expect("readable");
        assert_eq!((told(&register).len(), register.borrowers[0].record.name.as_str()), (0, "Collège"));
    }
}

#[test]
fn a_separator_that_is_named_is_heeded_whatever_its_writing() {
    for first in ["sep=;", "SEP=;", "\"sep=;\""] {
        check("emprunteurs.csv", &format!("{first}\r\ncode;nom;type\r\nB1;A;école\r\n"), &[]);
    }
}

#[test]
fn a_value_twice_in_a_cell_counts_once() {
    let rows = "code;titre;type;publics\nA;a;ensemble;collège|Collège|lycée\n";
    let register = check("fonds.csv", rows, &["2 publics cell_value_twice"]);
    assert_eq!(register.resources[0].record.audiences, ["collège", "lycée"]);
}

#[test]
fn rows_of_one_number_are_the_lines_of_one_loan() {
    let rows = format!(
        "{LOANS}1;X;B;01/02/2027;05/02/2027;confirmé\n1;Y;B;01/02/2027;05/02/2027;confirmé\n\
         1;X;B;01/02/2027;05/02/2027;confirmé\n1;Z;C;01/02/2027;05/02/2027;confirmé\n"
    );
    let register = check("prets.csv", &rows, &["4 numero row_twice", "5 numero loan_lines_disagree"]);
    assert_eq!(register.loans.len(), 2);
    let message = register.problems[1].message();
    assert!(message.contains("ligne 2 de prets.csv") && message.contains("emprunteur_code"), "{message}");
}

#[test]
fn a_form_without_any_answer_is_left_out_and_told() {
    let rows = "pret_numero;date;public_nombre;public_methode\n1;12/03/2027;25;effectif\n2;12/03/2027;;\n3;;;inconnu\n4;;;\n";
    let register = check(
        "questionnaires.csv",
        rows,
        &["3 pret_numero questionnaire_empty", "5 pret_numero questionnaire_empty"],
    );
    assert!(!register.has_errors());
    assert_eq!(register.questionnaires.len(), 2);
}

#[test]
fn a_table_with_one_heading_wrong_is_that_table_with_a_column_missing() {
    let rows = LOANS.replace("statut", "etat") + "1;X;B;09/01/2024;20/01/2024;rentré\n";
    let register = check(
        "Suivi 2024.csv",
        &rows,
        &["1 etat column_unknown_close_to", "1 statut column_missing_close_to"],
    );
    assert!(register.has_errors());
    let message = register.problems[1].message();
    assert!(
        message.contains("«\u{A0}etat\u{A0}»") && message.contains("vouliez-vous écrire «\u{A0}statut"),
        "{message}"
    );
    let list = csv_file("communes.csv", "code;nom\n01053;Bourg-en-Bresse\n");
    let register =
        read_files(&[csv_file("emprunteurs.csv", "code;nom;type\nB;b;école\n"), list]).expect("readable");
    assert_eq!(
        told(&register),
        ["communes.csv:1 - file_unknown"],
        "a list of codes and names is no table of ours"
    );
}

#[test]
fn what_a_faulty_row_names_is_known() {
    use super::super::Kind;
    let rows = format!("{LOANS}1;X;B9;01/02/2027;05/02/2027;perdu\n2;Y;B;01/02/2027;05/02/2027;confirmé\n");
    let register = check("prets.csv", &rows, &["2 statut cell_not_in_list"]);
    assert!(register.faulty.may_hold(Kind::Loan, "1") && !register.faulty.may_hold(Kind::Loan, "2"));
    let read: Vec<&str> =
        register.faulty.references.iter().map(|reference| reference.read.as_str()).collect();
    assert_eq!(read, ["X", "B9"]);
}

#[test]
fn a_mail_address_that_is_none_is_kept_and_told() {
    let rows = "code;nom;type;courriel\nB;b;école;direction(at)ecole\n";
    let register = check("emprunteurs.csv", rows, &["2 courriel cell_not_a_mail_address"]);
    assert_eq!(register.borrowers[0].record.email.as_deref(), Some("direction(at)ecole"));
}

#[test]
fn csv_files_and_a_workbook_of_one_folder_are_read_together_and_a_copy_adds_nothing() {
    let workbook = super::files::workbook(|_| {});
    let resources = csv_file("fonds.csv", "code;titre;type\nA;a;ensemble\n");
    let register = read_files(&[resources, ("r.xlsx".to_owned(), workbook.clone())]).expect("readable");
    assert_eq!((register.resources.len(), register.borrowers.len(), told(&register).len()), (1, 1, 0));
    let copy = csv_file("emprunteurs.csv", "code;nom;type\nE1;A;école\n");
    let register = read_files(&[copy, ("r.xlsx".to_owned(), workbook)]).expect("readable");
    assert_eq!((register.borrowers.len(), told(&register).len()), (1, 0));
}
