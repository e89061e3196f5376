//! Questionnaires: answers typed from paper, files that come back, surveys, the centre's own questions; and whatever is
//! wrong with them, which changes nothing.

use app::views::{Answers, CoreList, QuestionForm, SurveyColumn, Upload};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::fault::Outcome;
use domain::questionnaire::{CountingMethod, OwnAnswer, QuestionKind, Satisfaction};
use serde_json::{Value, json};
use stories::{Desk, day, digest, period};

/// The register of 2023, the reference of a sortie that waits for its answers, and that of one that has them.
fn desk() -> (Desk, String, String) {
    let desk = Desk::with("registre-2023");
    let view = desk.open().satisfaction(period("2023-01-01", "2023-12-31")).expect("the year");
    let (waiting, answered) = (view.pending[0].reference.clone(), view.answered[0].reference.clone());
    (desk, waiting, answered)
}

fn upload(name: &str, bytes: &[u8]) -> Upload {
    Upload { name: name.to_owned(), content: STANDARD.encode(bytes) }
}

fn code<T>(refused: Outcome<T>) -> (String, String) {
    let fault = refused.err().expect("a refusal");
    (fault.code.to_string(), fault.field.clone().unwrap_or_default())
}

fn estimate(people: i64) -> Answers {
    Answers { counting: Some(CountingMethod::Estimate), people: Some(people), ..Answers::default() }
}

#[test]
fn who_has_not_answered_is_listed_and_the_return_rate_follows() {
    let (desk, waiting, _) = desk();
    let app = desk.open();
    let year = period("2023-01-01", "2023-12-31");
    let before = app.satisfaction(year).unwrap();
    assert_eq!((before.sorties, before.answered_total, before.pending_total), (109, 81, 28));
    assert_eq!(before.pending.len(), 28);
    assert!(before.pending.iter().all(|row| row.mail.ends_with("example.org") && row.days_back > 0));
    app.save_questionnaire(&waiting, &estimate(120), false).unwrap();
    let after = app.satisfaction(year).unwrap();
    assert_eq!((after.answered_total, after.pending_total), (82, 27));
    app.undo(None).unwrap();
    assert_eq!(app.satisfaction(year).unwrap().pending_total, 28);
}

/// What counts as answered is said twice, for a form that is typed and for the rows of the base: alike for each question.
#[test]
fn one_answer_of_whatever_sort_makes_a_questionnaire() {
    let (desk, waiting, _) = desk();
    let app = desk.open();
    let year = period("2023-01-01", "2023-12-31");
    let form = QuestionForm {
        id: None,
        kind: QuestionKind::Text,
        label: "Que retenez-vous ?".into(),
        choices: vec![],
    };
    let question = app.save_question(&form).unwrap().value.asked[0].id;
    let satisfied = Some(Satisfaction::Satisfied);
    let blank = Answers::default;
    let own = vec![OwnAnswer { question, answer: vec!["tout".into()] }];
    for one in [
        Answers { first_loan: Some(false), ..blank() },
        Answers { how_known: "bouche-à-oreille".into(), ..blank() },
        Answers { counting: Some(CountingMethod::Unknown), ..blank() },
        Answers { audiences: vec!["familles".into()], ..blank() },
        Answers { overall: satisfied, ..blank() },
        Answers { welcome: satisfied, ..blank() },
        Answers { logistics: satisfied, ..blank() },
        Answers { appreciated: vec!["esthétique".into()], ..blank() },
        Answers { not_appreciated: vec!["montage".into()], ..blank() },
        Answers { comment: "Merci.".into(), ..blank() },
        Answers { own, ..blank() },
    ] {
        app.save_questionnaire(&waiting, &one, false).unwrap_or_else(|fault| panic!("{one:?}: {fault:?}"));
        let view = app.satisfaction(year).unwrap();
        assert_eq!((view.answered_total, view.pending_total), (82, 27), "{one:?}");
        assert!(app.questionnaire(&waiting).unwrap().exists, "{one:?}");
        app.undo(None).unwrap();
    }
    let dated = Answers { answered_on: Some(day("2023-06-30")), ..blank() };
    assert_eq!(code(app.save_questionnaire(&waiting, &dated, false)).0, "answers_empty");
}

#[test]
fn answers_come_back_as_they_were_given() {
    let (desk, waiting, _) = desk();
    let app = desk.open();
    let own = |kind, label: &str, choices: &[&str]| {
        let form = QuestionForm {
            id: None,
            kind,
            label: label.into(),
            choices: choices.iter().map(|c| (*c).into()).collect(),
        };
        let list = app.save_question(&form).unwrap().value;
        list.asked.last().unwrap().id
    };
    let text = own(QuestionKind::Text, "Que retenez-vous ?", &[]);
    let number = own(QuestionKind::Number, "Combien de classes ?", &[]);
    let one = own(QuestionKind::One, "Où ?", &["CDI", "Hall"]);
    let several = own(QuestionKind::Several, "Avec qui ?", &["Élèves", "Parents", "Collègues"]);
    let scale = own(QuestionKind::Scale, "Clarté", &["1", "2", "3", "4", "5"]);
    let answers = Answers {
        answered_on: Some(day("2023-06-30")),
        first_loan: Some(true),
        how_known: "bouche-à-oreille".into(),
        counting: Some(CountingMethod::Range),
        people: None,
        people_least: Some(100),
        people_most: Some(151),
        audiences: vec!["familles".into(), "grand public".into()],
        overall: Some(Satisfaction::VerySatisfied),
        welcome: Some(Satisfaction::Satisfied),
        logistics: Some(Satisfaction::NotSatisfied),
        appreciated: vec!["esthétique".into()],
        not_appreciated: vec!["montage".into(), "poids ou encombrement".into()],
        comment: "Première ligne\nSeconde « ligne »".into(),
        own: [
            (text, vec!["Tout"]),
            (number, vec!["3,5"]),
            (one, vec!["CDI"]),
            (several, vec!["Élèves", "Collègues"]),
            (scale, vec!["4"]),
        ]
        .map(|(question, answer)| OwnAnswer {
            question,
            answer: answer.into_iter().map(str::to_owned).collect(),
        })
        .into(),
    };
    let saved = app.save_questionnaire(&waiting, &answers, false).unwrap().value;
    assert!(saved.exists);
    assert_eq!(saved.answers, answers);
    let people = |app: &app::App| {
        let view = app.satisfaction(period("2023-01-01", "2023-12-31")).unwrap();
        view.answered.iter().find(|row| row.reference == waiting).unwrap().people
    };
    assert_eq!(people(&app), Some(126), "the middle, rounded up");

    // A question that was answered is replaced, and the old answer keeps its words.
    let changed = QuestionForm {
        id: Some(one),
        kind: QuestionKind::One,
        label: "Dans quelle salle ?".into(),
        choices: vec!["CDI".into(), "Salle polyvalente".into()],
    };
    let list = app.save_question(&changed).unwrap().value;
    let fresh = list.asked.iter().find(|question| question.label == "Dans quelle salle ?").unwrap();
    assert_eq!(fresh.replaces, Some(one));
    assert_eq!(list.withdrawn.len(), 1);
    let sheet = app.questionnaire(&waiting).unwrap();
    assert_eq!(sheet.answers, answers);
    assert!(sheet.questions.iter().any(|question| question.id == one && question.label == "Où ?"));
    assert!(app.check().unwrap().clean);
}

#[test]
fn a_line_is_found_by_its_number_typed_or_scanned() {
    let (desk, waiting, answered) = desk();
    let app = desk.open();
    let number = waiting.split('/').next().unwrap();
    for typed in [
        waiting.clone(),
        number.to_owned(),
        format!(" MALLEPOSTE {waiting} \n"),
        format!("malleposte {number}"),
    ] {
        assert_eq!(app.questionnaire(&typed).unwrap().reference, waiting, "{typed}");
    }
    assert!(app.questionnaire(&answered).unwrap().exists);
    for typed in ["2099-001", "2023-004/9", "2023-004/0", "2023-004/x", "", "/1"] {
        assert_eq!(
            code(app.questionnaire(typed)),
            ("reference_unknown".into(), "reference".into()),
            "{typed}"
        );
    }
    // The first line of the register was cancelled before it left.
    assert_eq!(code(app.questionnaire("2023-001")).0, "line_never_left");
}

#[test]
fn answers_that_make_no_sense_are_refused_by_field_and_nothing_is_written() {
    let (desk, waiting, answered) = desk();
    let app = desk.open();
    let before = digest(&app);
    let refused = |answers: Answers| code(app.save_questionnaire(&waiting, &answers, false));
    let nothing = Answers::default;
    assert_eq!(refused(estimate(-5)), ("people_out_of_range".into(), "people".into()));
    assert_eq!(refused(estimate(10_000_000)).0, "people_out_of_range");
    assert_eq!(refused(estimate(i64::MAX)).0, "people_out_of_range");
    let range = |least, most| Answers {
        counting: Some(CountingMethod::Range),
        people_least: least,
        people_most: most,
        ..nothing()
    };
    assert_eq!(refused(range(Some(50), Some(20))).0, "people_upside_down");
    assert_eq!(refused(range(Some(50), None)).0, "people_range_missing");
    assert_eq!(
        refused(Answers { people: Some(3), ..nothing() }),
        ("counting_missing".into(), "counting".into())
    );
    assert_eq!(
        refused(Answers { counting: Some(CountingMethod::Headcount), ..nothing() }).0,
        "people_missing"
    );
    assert_eq!(refused(nothing()).0, "answers_empty");
    let audience = Answers { audiences: vec!["martiens".into()], ..nothing() };
    assert_eq!(refused(audience), ("choice_not_offered".into(), "audiences".into()));
    let dated = |on| Answers { answered_on: Some(day(on)), ..estimate(3) };
    assert_eq!(refused(dated("2022-01-01")).0, "answered_early");
    assert_eq!(refused(dated("2031-01-01")).0, "answered_late");
    assert_eq!(
        refused(Answers { comment: "x".repeat(20_001), ..nothing() }),
        ("text_too_long".into(), "comment".into())
    );
    assert_eq!(code(app.save_questionnaire(&answered, &estimate(3), false)).0, "questionnaire_there");
    assert_eq!(code(app.save_questionnaire("2099-001", &estimate(3), false)).0, "reference_unknown");
    assert_eq!(digest(&app), before);
    app.add_choice(CoreList::Audiences, "Martiens").unwrap();
    let martians = Answers { audiences: vec!["Martiens".into()], ..nothing() };
    app.save_questionnaire(&waiting, &martians, false).unwrap();
}

/// What the form of a line saves.
fn saved(app: &app::App, reference: &str, answers: &Value) -> Value {
    let form = app.form(reference).expect("the form");
    json!({ "malleposte": "questionnaire", "version": 1, "reference": form.reference, "token": form.token, "answers": answers })
}

#[test]
fn files_that_forms_saved_go_in_and_those_that_were_tampered_with_do_not() {
    let (desk, waiting, answered) = desk();
    let app = desk.open();
    let good =
        saved(&app, &waiting, &json!({ "counting": "headcount", "people": 31, "overall": "satisfied" }));
    let file = |name: &str, value: &Value| upload(name, value.to_string().as_bytes());
    let view = app.satisfaction(period("2023-01-01", "2023-12-31")).unwrap();
    let other = view.pending[1].reference.clone();
    let moved = {
        let mut moved = good.clone();
        moved["reference"] = json!(other);
        moved
    };
    let forged = {
        let mut forged = good.clone();
        forged["token"] = json!(STANDARD.encode([0_u8; 32]));
        forged
    };
    let unknown = {
        let mut unknown = good.clone();
        unknown["reference"] = json!("2099-001/1");
        unknown
    };
    let wrong = saved(&app, &other, &json!({ "counting": "estimate", "people": -5 }));
    let shape = saved(&app, &other, &json!({ "counting": "by_magic" }));
    let newer = {
        let mut newer = good.clone();
        newer["version"] = json!(2);
        newer
    };
    let before = digest(&app);
    let bad = [
        file("deplace.json", &moved),
        file("faux.json", &forged),
        file("inconnu.json", &unknown),
        file("negatif.json", &wrong),
        file("forme.json", &shape),
        file("futur.json", &newer),
        upload("page.json", b"<script>alert(1)</script>"),
        file("deja.json", &saved(&app, &answered, &json!({ "counting": "unknown" }))),
    ];
    let done = app.read_answers(&bad).unwrap();
    assert!(done.value.read.is_empty() && done.entry.is_none());
    let codes: Vec<&str> = done.value.refused.iter().map(|refused| refused.fault.code).collect();
    assert_eq!(
        codes,
        [
            "answers_of_another_loan",
            "answers_of_another_loan",
            "reference_unknown",
            "people_out_of_range",
            "answers_unreadable",
            "answers_newer",
            "answers_unreadable",
            "questionnaire_there",
        ]
    );
    assert_eq!(digest(&app), before);

    // A good one among bad ones goes in, once.
    let mixed = [file("bon.json", &good), file("bon (1).json", &good), file("faux.json", &forged)];
    let done = app.read_answers(&mixed).unwrap();
    assert_eq!((done.value.read.len(), done.value.refused.len()), (1, 2));
    assert_eq!(done.value.refused[0].fault.code, "questionnaire_there");
    assert_eq!(app.questionnaire(&waiting).unwrap().answers.people, Some(31));
    app.undo(None).unwrap();
    assert!(!app.questionnaire(&waiting).unwrap().exists);
    // The key of the forms outlives the undo: the form that is out still counts.
    assert_eq!(app.read_answers(&[file("bon.json", &good)]).unwrap().value.read.len(), 1);
}

#[test]
fn a_form_of_another_base_is_refused() {
    let (desk, waiting, _) = desk();
    let (elsewhere, _, _) = self::desk();
    let foreign = saved(&elsewhere.open(), &waiting, &json!({ "counting": "unknown" }));
    let report =
        desk.open().read_answers(&[upload("ailleurs.json", foreign.to_string().as_bytes())]).unwrap().value;
    assert_eq!(report.refused[0].fault.code, "answers_of_another_loan");
}

#[test]
fn an_online_survey_is_mapped_tried_and_taken_in_line_by_line() {
    let (desk, waiting, answered) = desk();
    let app = desk.open();
    let other = app.satisfaction(period("2023-01-01", "2023-12-31")).unwrap().pending[1].reference.clone();
    let csv = format!(
        "Horodateur;Numéro du prêt;Êtes-vous globalement satisfait(e) ?;Nombre de personnes;Publics;Ce que vous avez moins apprécié;Adresse IP\r\n\
         30/12/2023 10:22:31;{waiting};Très satisfait(e);1 250;Collège, Grand public;\"Contenu erroné, dépassé ou à mettre à jour, Montage\";127.0.0.1\r\n\
         30/12/2023;{waiting};Satisfait;10;;;\r\n\
         30/12/2023;2099-001;Satisfait;10;;;\r\n\
         30/12/2023;{answered};Satisfait;10;;;\r\n\
         30/12/2023;{other};Satisfait;beaucoup;;;\r\n\
         30/12/2023;;Satisfait;10;;;\r\n"
    );
    let file = upload("reponses.csv", csv.as_bytes());
    let before = digest(&app);
    let tried = app.try_survey(&file, None).unwrap();
    assert_eq!(digest(&app), before);
    let fields: Vec<&str> = tried.columns.iter().map(|column| column.field.as_str()).collect();
    assert_eq!(fields, ["answered_on", "reference", "overall", "people", "audiences", "not_appreciated", ""]);
    let codes: Vec<(&str, &str)> =
        tried.answers.refused.iter().map(|refused| (refused.place.as_str(), refused.fault.code)).collect();
    assert_eq!(
        codes,
        [
            ("3", "questionnaire_there"),
            ("4", "reference_unknown"),
            ("5", "questionnaire_there"),
            ("6", "answer_unreadable"),
            ("7", "survey_row_without_reference"),
        ]
    );
    let done = app.import_survey(&file, &tried.columns).unwrap();
    assert_eq!(done.value.answers.read.len(), 1);
    let answers = app.questionnaire(&waiting).unwrap().answers;
    assert_eq!((answers.people, answers.counting), (Some(1250), Some(CountingMethod::Estimate)));
    assert_eq!(answers.overall, Some(Satisfaction::VerySatisfied));
    assert_eq!(answers.audiences, ["collège", "grand public"]);
    assert_eq!(answers.not_appreciated, ["contenu erroné, dépassé ou à mettre à jour", "montage"]);

    // What the columns brought is remembered; without the number of the loan nothing can be taken in.
    let bare: Vec<SurveyColumn> =
        tried.columns.iter().map(|column| SurveyColumn { field: String::new(), ..column.clone() }).collect();
    assert_eq!(code(app.import_survey(&file, &bare)).0, "survey_without_reference");
    assert_eq!(app.try_survey(&file, None).unwrap().columns, tried.columns);
    let strange: Vec<SurveyColumn> =
        tried.columns.iter().map(|column| SurveyColumn { field: "avis".into(), ..column.clone() }).collect();
    assert_eq!(code(app.try_survey(&file, Some(&strange))).0, "survey_field_unknown");
    assert_eq!(code(app.try_survey(&upload("vide.csv", b""), None)).0, "survey_unreadable");
}

#[test]
fn questions_of_the_centre_are_checked_and_withdrawn() {
    let (desk, waiting, _) = desk();
    let app = desk.open();
    let form = |kind, label: &str, choices: &[&str]| QuestionForm {
        id: None,
        kind,
        label: label.into(),
        choices: choices.iter().map(|c| (*c).into()).collect(),
    };
    let refused = |form| code(app.save_question(&form)).0;
    assert_eq!(refused(form(QuestionKind::Text, " ", &[])), "text_missing");
    assert_eq!(refused(form(QuestionKind::One, "Où ?", &["CDI", " "])), "choices_few");
    assert_eq!(refused(form(QuestionKind::One, "Où ?", &["CDI", "CDI"])), "choice_twice");
    let many: Vec<String> = (0..31).map(|number| number.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(refused(form(QuestionKind::Scale, "Note", &many)), "choices_many");
    let list = app.save_question(&form(QuestionKind::Text, "Une idée ?", &[])).unwrap().value;
    let id = list.asked[0].id;
    assert!(
        app.form(&waiting).is_ok_and(|form| form.fields.iter().any(|field| field.key == format!("own.{id}")))
    );
    let list = app.withdraw_question(id).unwrap().value;
    assert!(list.asked.is_empty() && list.withdrawn.is_empty());
    assert_eq!(code(app.withdraw_question(id)).0, "question_unknown");
    app.undo(None).unwrap();
    assert_eq!(app.questions().unwrap().asked.len(), 1);
}
