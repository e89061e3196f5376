//! Columns that count units, under whatever name a centre gives them: never left out where they count more than one.

use super::super::Severity;
use super::check;

fn loan(header: &str, quantity: &str) -> String {
    format!(
        "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut;{header}\n\
         1;X;B;01/12/2026;05/12/2026;rentré;1\n2;X;B;08/12/2026;12/12/2026;rentré;{quantity}\n"
    )
}

#[test]
fn a_column_that_can_only_be_the_quantity_is_read_as_it() {
    for header in ["quantite", "Qté", "qte", "Nb exemplaires", "nombre_exemplaires", "Exemplaires", "unités"]
    {
        let register = check("prets.csv", &loan(header, "8"), &[]);
        assert_eq!(register.loans[1].record.quantity, Some(8), "{header}");
    }
    let register = check("ensembles.csv", "ensemble_code;ressource_code;Qté\nA;B;3\n", &[]);
    assert_eq!(register.set_parts[0].record.quantity, 3);
    let register = check("anonyme.csv", "malle_code;ordre;designation;Nb. d’exemplaires\nA;1;loupe;4\n", &[]);
    assert_eq!(register.inventory[0].record.quantity, 4);
    let register = check("fonds.csv", "code;titre;type;Nombre d'exemplaires\nA;a;malle;5\n", &[]);
    assert_eq!(register.resources[0].record.capacity, Some(5));
}

#[test]
fn a_column_that_may_be_the_quantity_is_an_error_where_it_counts_more_than_one() {
    for header in ["nb", "Nombre", "Quantité prêtée", "quantitée"] {
        let expect = format!("3 {header} column_may_be_quantity");
        let register = check("prets.csv", &loan(header, "8"), &[&expect]);
        assert!(register.has_errors());
        let said = register.problems[0].message();
        for word in [header, "«\u{A0}8\u{A0}»", "ligne 3", "«\u{A0}quantite\u{A0}»"] {
            assert!(said.contains(word), "{said}");
        }
    }
    let text = "code;titre;type;quantité\nA;a;malle;1\nB;b;malle;deux\n";
    let register = check("fonds.csv", text, &["3 quantité column_may_be_quantity"]);
    assert!(register.problems[0].message().contains("capacite"));
}

#[test]
fn a_column_that_may_be_the_quantity_is_a_warning_where_nothing_is_lost() {
    for quantity in ["", "1", "1,0", "-"] {
        let register = check("prets.csv", &loan("Nb", quantity), &["1 Nb column_unknown_close_to"]);
        assert_eq!((register.problems[0].severity, register.loans.len()), (Severity::Warning, 2));
    }
    let both = check(
        "prets.csv",
        &loan("quantite;nb", "8;9"),
        &["1 nb column_unknown_close_to", "2 - row_too_short"],
    );
    assert_eq!(both.loans[0].record.quantity, Some(8));
    let text = loan("Quartier", "Nord");
    assert!(!check("prets.csv", &text, &["1 Quartier column_unknown_close_to"]).has_errors());
}

#[test]
fn another_name_of_the_quantity_beside_the_quantity_is_left_out_and_told() {
    let text = "ensemble_code;ressource_code;exemplaires;quantite\nA;B;9;3\n";
    let register = check("ensembles.csv", text, &["1 exemplaires column_unknown_close_to"]);
    assert_eq!(register.set_parts[0].record.quantity, 3);
}
