//! The records of a register: one struct per table, each field with its column and the way its cell is read.
//!
//! `required` columns must be there with every cell filled in; `optional` ones may be empty or missing, which is
//! `None`; so may a `list`, whose cell holds several values separated by `|`.

use chrono::NaiveDate;

use super::cells::{Digits, Fault, Labels, Mail, Name, Note, Short, french};
use super::labels::{ConditionLabel, LoanStatus, PeopleCount, ResourceKindLabel, Satisfaction};
use super::rows::{RowReader, record};
use super::values::{Day, Euros, Kilograms, OneOf, Whole, YesNo};

type Count = Whole<1, 100_000>;
type Minutes = Whole<0, 100_000>;
type People = Whole<0, 10_000_000>;
type Insee = Digits<5>;
type PostalCode = Digits<5>;
type Departement = Digits<2>;
type Telephone = Digits<10>;

record! {
    /// An entry of the catalogue. Money, weight and room are per copy.
    ResourceRecord of Resource, key (code), {
        /// Unique and human.
        code: String = required Name, "code";
        /// Full title.
        title: String = required Short, "titre";
        /// What it is.
        kind: ResourceKindLabel = required OneOf<ResourceKindLabel>, "type";
        /// panneaux, roll-up, autoportante…
        format: Option<String> = optional Short, "format";
        /// Interchangeable copies; a register without the column has one of each.
        capacity: Option<u32> = optional Whole<1, 10_000>, "capacite";
        /// Themes.
        themes: Vec<String> = list Labels, "thématiques";
        /// Audiences.
        audiences: Vec<String> = list Labels, "publics";
        /// Panels, or modules of an interactive exhibition.
        panels: Option<u32> = optional Whole<0, 10_000>, "nb_panneaux";
        /// Grams, written in kilograms.
        weight_g: Option<i64> = optional Kilograms, "poids_kg";
        /// Cents.
        insured_value_cents: Option<i64> = optional Euros, "valeur_assurance_eur";
        /// Square metres.
        surface_m2: Option<u32> = optional Whole<0, 100_000>, "surface_m2";
        /// Minutes to set it up.
        setup_minutes: Option<u32> = optional Minutes, "montage_min";
        /// Cents per week begun, for a member.
        member_weekly_cents: Option<i64> = optional Euros, "tarif_adherent_semaine_eur";
        /// Cents per week begun, for others.
        other_weekly_cents: Option<i64> = optional Euros, "tarif_non_adherent_semaine_eur";
        /// Cents.
        deposit_cents: Option<i64> = optional Euros, "caution_eur";
        /// Owner or partner.
        owner: Option<String> = optional Short, "proprietaire";
        /// First day in the fund.
        acquired_on: Option<NaiveDate> = optional Day, "date_acquisition";
        /// In which condition it is.
        condition: Option<ConditionLabel> = optional OneOf<ConditionLabel>, "etat";
        /// Notes.
        remarks: Option<String> = optional Note, "remarques";
    }
}

record! {
    /// A quantity of a resource that a set takes with it.
    SetPartRecord of SetPart, key (set_code, part_code), checked coherent_part, {
        /// The set, a resource of type ensemble.
        set_code: String = required Name, "ensemble_code";
        /// The part, another resource.
        part_code: String = required Name, "ressource_code";
        /// How many copies of the part.
        quantity: u32 = required Count, "quantite";
    }
}

record! {
    /// One entry of what a malle contains.
    InventoryRecord of InventoryItem, key (resource_code, position), {
        /// The malle (any resource may have an inventory).
        resource_code: String = required Name, "malle_code";
        /// Its place in the list, from 1.
        position: u32 = required Count, "ordre";
        /// What it is.
        label: String = required Short, "designation";
        /// How many pieces.
        quantity: u32 = required Count, "quantite";
        /// Whether it is used up.
        is_consumable: Option<bool> = optional YesNo, "consommable";
        /// Cents, for one piece.
        replacement_value_cents: Option<i64> = optional Euros, "valeur_remplacement_eur";
        /// Notes.
        remarks: Option<String> = optional Note, "remarques";
    }
}

record! {
    /// An organisation that borrows.
    BorrowerRecord of Borrower, key (code), {
        /// Unique and human.
        code: String = required Name, "code";
        /// Its name.
        name: String = required Short, "nom";
        /// école, collège, médiathèque…
        kind: String = required Short, "type";
        /// Whether it is a member.
        is_member: Option<bool> = optional YesNo, "adherent";
        /// Street and number.
        address: Option<String> = optional Short, "adresse";
        /// Postal code, as text.
        postal_code: Option<String> = optional PostalCode, "code_postal";
        /// Commune.
        commune: Option<String> = optional Short, "commune";
        /// INSEE code of the commune, as text.
        insee: Option<String> = optional Insee, "code_insee";
        /// Département, as text.
        departement: Option<String> = optional Departement, "departement";
        /// Function of the contact.
        contact: Option<String> = optional Short, "contact";
        /// Mail address.
        email: Option<String> = optional Mail, "courriel";
        /// Telephone, as text.
        telephone: Option<String> = optional Telephone, "telephone";
        /// UAI code of a school, as text.
        uai: Option<String> = optional Short, "uai";
    }
}

record! {
    /// A line of a loan. Of a cancelled one the dates are the planned ones. Rows of one number are lines of one loan.
    LoanRecord of Loan, key (number, resource_code, starts_on), checked coherent_loan, {
        /// The centre's own number, kept.
        number: String = required Name, "numero";
        /// The resource.
        resource_code: String = required Name, "ressource_code";
        /// The borrower.
        borrower_code: String = required Name, "emprunteur_code";
        /// Commune where it is shown; by default the borrower's.
        venue_commune: Option<String> = optional Short, "lieu_commune";
        /// Its INSEE code, as text.
        venue_insee: Option<String> = optional Insee, "lieu_insee";
        /// First day out.
        starts_on: NaiveDate = required Day, "date_depart";
        /// Last day out, included.
        ends_on: NaiveDate = required Day, "date_retour";
        /// How many units; a register without the column lends one each time.
        quantity: Option<u32> = optional Whole<1, 10_000>, "quantite";
        /// How far it went.
        status: LoanStatus = required OneOf<LoanStatus>, "statut";
        /// When it was cancelled.
        cancelled_on: Option<NaiveDate> = optional Day, "date_annulation";
        /// Why it was cancelled.
        cancellation_reason: Option<String> = optional Short, "motif_annulation";
        /// Whether the pass Culture paid.
        pass_culture: Option<bool> = optional YesNo, "pass_culture";
        /// aucun, prise en main, animation par un médiateur…
        accompaniment: Option<String> = optional Short, "accompagnement";
        /// exposition en accès libre, atelier…
        usage: Option<String> = optional Short, "usage";
        /// Cents, 0 for a cancelled loan.
        amount_cents: Option<i64> = optional Euros, "tarif_applique_eur";
        /// Where the line comes from, when it is not the register itself.
        source: Option<String> = optional Short, "source";
    }
}

record! {
    /// The satisfaction form of a loan.
    QuestionnaireRecord of Questionnaire, key (loan_number), checked coherent_questionnaire, {
        /// The loan.
        loan_number: String = required Name, "pret_numero";
        /// When it was filled in.
        answered_on: Option<NaiveDate> = optional Day, "date";
        /// Whether it was the first loan of this resource.
        is_first_loan: Option<bool> = optional YesNo, "premier_emprunt";
        /// How the centre was known; asked for a first loan only.
        known_through: Option<String> = optional Short, "connu_par";
        /// People reached.
        people: Option<u32> = optional People, "public_nombre";
        /// How they were counted.
        people_count: Option<PeopleCount> = optional OneOf<PeopleCount>, "public_methode";
        /// Audiences reached.
        audiences: Vec<String> = list Labels, "publics";
        /// Overall satisfaction.
        overall: Option<Satisfaction> = optional OneOf<Satisfaction>, "satisfaction_globale";
        /// What was appreciated.
        liked: Vec<String> = list Labels, "apprecie";
        /// What was not.
        disliked: Vec<String> = list Labels, "non_apprecie";
        /// Satisfaction with the human welcome.
        welcome: Option<Satisfaction> = optional OneOf<Satisfaction>, "satisfaction_accueil";
        /// Satisfaction with the logistics.
        logistics: Option<Satisfaction> = optional OneOf<Satisfaction>, "satisfaction_logistique";
        /// Free comment.
        comment: Option<String> = optional Note, "commentaire";
    }
}

fn coherent_part(part: &SetPartRecord, row: &mut RowReader<'_>) {
    if part.set_code == part.part_code {
        row.report("ressource_code", Fault::error("set_of_itself", vec![("read", part.set_code.clone())]));
    }
}

fn coherent_loan(loan: &LoanRecord, row: &mut RowReader<'_>) {
    if loan.ends_on < loan.starts_on {
        let params = vec![("read", french(loan.ends_on)), ("start", french(loan.starts_on))];
        row.report("date_retour", Fault::error("end_before_start", params));
    }
    let stray = [
        loan.cancelled_on.map(|_| "date_annulation"),
        loan.cancellation_reason.as_ref().map(|_| "motif_annulation"),
    ];
    if !matches!(loan.status, LoanStatus::Cancelled | LoanStatus::Refused)
        && let Some(column) = stray.into_iter().flatten().next()
    {
        let params = vec![("status", loan.status.label().to_owned())];
        row.report(column, Fault::warning("cancellation_not_expected", params));
    }
}

impl QuestionnaireRecord {
    /// Whether nothing was answered: a date alone says only that a form came back, or that a row was prepared.
    fn is_empty(&self) -> bool {
        let answers = Self { answered_on: None, ..self.clone() };
        let none = Self {
            loan_number: self.loan_number.clone(),
            answered_on: None,
            is_first_loan: None,
            known_through: None,
            people: None,
            people_count: None,
            audiences: Vec::new(),
            overall: None,
            liked: Vec::new(),
            disliked: Vec::new(),
            welcome: None,
            logistics: None,
            comment: None,
        };
        answers == none
    }
}

/// `inconnu` goes with no number (reference registers); the other methods with one.
fn coherent_questionnaire(form: &QuestionnaireRecord, row: &mut RowReader<'_>) {
    if form.is_empty() {
        row.leave_out(
            "pret_numero",
            Fault::warning("questionnaire_empty", vec![("read", form.loan_number.clone())]),
        );
    }
    match (form.people_count, form.people) {
        (Some(PeopleCount::Unknown), Some(people)) => {
            let params = vec![("read", people.to_string())];
            row.report("public_nombre", Fault::error("people_number_not_expected", params));
        }
        (Some(method @ (PeopleCount::Counted | PeopleCount::Estimated)), None) => {
            let params = vec![("method", method.label().to_owned())];
            row.report("public_nombre", Fault::warning("people_number_missing", params));
        }
        _ => {}
    }
}
