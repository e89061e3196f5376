//! The satisfaction form, from its questions to its pages and to its page for a browser.

#[path = "agreement/read.rs"]
mod read;

use std::io::Write;
use std::process::{Command, Stdio};

use documents::{form_html, form_pages, form_pdf};
use domain::form::{Choice, Field, FieldKind, Form};
use proptest::prelude::*;
use read::{height_of, right_edge, solid, text, texts};
use rqrr::PreparedImage;
use serde_json::Value;
use typst::utils::Scalar;
use typst_render::RenderOptions;

#[test]
fn the_core_questions_take_one_page_that_says_all_of_them() {
    let form = core();
    let pages = printed(&form);
    assert_eq!(pages.len(), 1);
    for expected in every_text(&form) {
        assert!(pages[0].contains(&solid(&expected)), "« {expected} » is not in {}", pages[0]);
    }
    assert!(!pages[0].contains(&solid(&form.token)), "the token is for the file, not for the paper");
    assert!(!pages[0].contains("page1"), "{}", pages[0]);
}

#[test]
fn the_file_is_read_with_every_label_and_the_reference_by_another_program() {
    let form = with_own_questions();
    let text = read_by_poppler(&form_pdf(&form).expect("the form is printed"));
    for expected in every_text(&form) {
        assert!(text.contains(&solid(&expected)), "« {expected} » is not in {text}");
    }
    assert!(
        text.contains("Mercideretournercequestionnaire")
            || text.contains("Mercideret")
            || text.contains("Mercide")
    );
}

#[test]
fn questions_are_numbered_in_order_and_one_that_goes_on_with_another_has_no_number() {
    let text = printed(&core()).concat();
    let place =
        |words: &str| text.find(&solid(words)).unwrap_or_else(|| panic!("« {words} » is not in {text}"));
    let order = [
        "1. Date de votre réponse",
        "2. Est-ce la première fois",
        "Si oui, comment l’avez-vous connue",
        "3. Combien de personnes",
        "4. Quels publics",
        "5. Dans l’ensemble",
        "10. Un commentaire",
        "Merci de renvoyer",
    ];
    let places: Vec<usize> = order.into_iter().map(place).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn two_short_questions_stand_beside_each_other_and_degrees_of_one_scale_under_each_other() {
    let document = form_pages(&core()).expect("it is printed");
    let height = |word| height_of(&document.pages()[0].frame, word).expect("it is on the page");
    assert_eq!(height("Date de votre"), height("première fois"));
    assert!(height("pas satisfait") < height("Dans l’ensemble"));
    assert!(height("Dans l’ensemble") < height("accueil par"));
    let text = printed(&core()).concat();
    assert_eq!(text.matches("trèssatisfait").count(), 1, "{text}");
}

#[test]
fn a_way_of_counting_that_says_where_to_write_leaves_room_there() {
    let mut form = core();
    let people =
        form.fields.iter_mut().find(|field| field.kind == FieldKind::People).expect("people are asked for");
    people.choices[2].label = "Entre … et …".into();
    let text = printed(&form).concat();
    assert!(text.contains("Entreet") && !text.contains('…') && !text.contains("entre"), "{text}");
}

#[test]
fn many_own_questions_take_two_numbered_pages_at_most() {
    let pages = printed(&with_own_questions());
    assert_eq!(pages.len(), 2);
    assert!(pages[1].contains("page2sur2") && pages[1].contains("2026-051/1"), "{}", pages[1]);
}

#[test]
fn the_code_on_the_page_holds_the_reference() {
    for (reference, scale) in
        [("2026-051/1", 2.0), ("2026-051/12", 1.5), ("Prêt n° 7/été/3", 2.0), (&"É".repeat(60), 4.0)]
    {
        let form = Form { reference: reference.to_owned(), ..core() };
        assert_eq!(decoded(&form, scale), [format!("MALLEPOSTE {reference}")]);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_reference_gives_others() {
    let form = core();
    let first = form_pdf(&form).expect("the form is printed");
    form_pdf(&with_own_questions()).expect("the form is printed");
    assert_eq!(first, form_pdf(&form).expect("the form is printed"));
    assert_eq!(form_html(&form), form_html(&form));
    let other = Form { reference: "2026-051/2".into(), ..form };
    assert_ne!(first, form_pdf(&other).expect("the form is printed"));
}

#[test]
fn the_pdf_is_tagged_in_french_declares_itself_accessible_and_words_its_code() {
    let pdf = form_pdf(&core()).expect("the form is printed");
    let text = String::from_utf8_lossy(&pdf);
    for expected in [
        "%PDF-1.7",
        "/StructTreeRoot",
        "/Lang(fr-FR)",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Votre avis sur notre prêt – 2026-051/1 – Collège La Sidoine",
        "/S/Figure",
        "/Alt",
    ] {
        assert!(text.contains(expected), "{expected} is not in the file");
    }
}

#[test]
fn hostile_text_in_every_field_is_printed_as_it_was_typed() {
    let all = HOSTILE.join(" ");
    let (form, fields) = with_every_text(&core(), |field| format!("{field}k{all}"));
    // Where a long word may end its line stands a space without width.
    let text = printed(&form).concat().replace('\u{200b}', "");
    for field in 0..fields {
        let expected = solid(&format!("{field}k{all}"));
        assert!(text.contains(&expected), "field {field} is not as typed in {text}");
    }
    form_pdf(&form).expect("its PDF is made");
}

#[test]
fn a_word_of_300_letters_stays_within_the_page() {
    for letter in ["m", "a@"] {
        let (form, _) = with_every_text(&core(), |_| letter.repeat(300));
        let document = form_pages(&form).expect("it is printed");
        for page in document.pages() {
            let right = right_edge(&page.frame);
            assert!(right <= page.frame.width(), "{letter} reaches {right:?}");
        }
    }
}

#[test]
fn a_form_with_nothing_in_it_and_one_with_no_question_are_still_a_page() {
    let (form, _) = with_every_text(&core(), |_| String::new());
    assert_eq!(printed(&form).len(), 1);
    assert_eq!(printed(&Form { fields: Vec::new(), ..form }).len(), 1);
}

#[test]
fn a_reference_too_long_for_a_code_is_printed_without_one() {
    let form = Form { reference: "é".repeat(2_000), ..core() };
    form_pdf(&form).expect("the form is made all the same");
    assert!(texts(&form_pages(&form).expect("it is printed")).concat().matches('é').count() >= 2_000);
}

#[test]
fn a_page_in_the_order_of_reading_begins_with_who_asks() {
    let document = form_pages(&core()).expect("it is printed");
    assert!(text(&document.pages()[0].frame).starts_with("Science en Bresse"));
}

#[test]
fn the_page_for_a_browser_holds_the_form_as_data_and_asks_for_nothing_else() {
    let form = core();
    let page = form_html(&form);
    let embedded: Value = serde_json::from_str(data_of(&page)).expect("its data is JSON");
    assert_eq!(embedded, serde_json::to_value(&form).expect("a form is JSON"));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fr\">"));
    assert!(page.contains(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
         form-action 'none'; base-uri 'none'"
    ));
    for fetched in
        ["src=", "url(", "@import", "<link", "http:", "https:", "fetch(", "XMLHttpRequest", "innerHTML"]
    {
        assert!(!page.contains(fetched), "{fetched} is in the page");
    }
}

#[test]
fn no_text_leaves_the_data_of_the_page_for_a_browser() {
    let hostile = "</script><script>alert(1)</script><!--<script> ]]> & \u{2028}\u{2029} \"><img onerror=x> %QUESTIONS%";
    let (form, _) = with_every_text(&with_own_questions(), |_| hostile.into());
    let page = form_html(&form);
    let data = data_of(&page);
    for forbidden in ['<', '>', '&', '\u{2028}', '\u{2029}'] {
        assert!(!data.contains(forbidden), "{forbidden:?} is in the data");
    }
    let plain = form_html(&core());
    let around = |page: &str| page.replace(data_of(page), "");
    assert_eq!(around(&page), around(&plain), "what is around the data does not depend on it");
    let embedded: Value = serde_json::from_str(data).expect("its data is JSON");
    assert_eq!(embedded["resource"], hostile);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_prevents_a_form(texts in prop::collection::vec(any::<String>(), 1..40)) {
        let (form, _) = with_every_text(&core(), |field| texts[field % texts.len()].clone());
        prop_assert!(form_pdf(&form).is_ok());
        let page = form_html(&form);
        let embedded: Value = serde_json::from_str(data_of(&page)).expect("its data is JSON");
        prop_assert_eq!(embedded, serde_json::to_value(&form).expect("a form is JSON"));
    }
}

/// Code of Typst, markup, HTML, SQL and spreadsheets.
const HOSTILE: [&str; 20] = [
    "#let x = 1",
    "#panic(\"x\")",
    "#eval(\"1\")",
    "#include \"/etc/passwd\"",
    "\"",
    "'",
    "</script><script>alert(1)</script>",
    "\"><img onerror=alert(1)>",
    "<label>",
    "=cmd|' /C calc'!A0",
    "$x^2$",
    "*bold*",
    "`raw`",
    "\\u{41}",
    "// /* */",
    "@ref",
    "[ ]",
    "~ -- ...",
    "'; drop table loan; --",
    "👩\u{200d}🔬 🧪 é e\u{301}",
];

/// What stands between the tags of the element that holds the data.
fn data_of(page: &str) -> &str {
    let (_, after) =
        page.split_once("<script type=\"application/json\" id=\"questions\">").expect("the data begins");
    after.split_once("</script>").expect("the data ends").0
}

fn printed(form: &Form) -> Vec<String> {
    texts(&form_pages(form).expect("the form is printed"))
}

/// What pdftotext reads in a file.
fn read_by_poppler(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is installed");
    child.stdin.take().expect("its input is piped").write_all(pdf).expect("it takes the file");
    let output = child.wait_with_output().expect("it ends");
    solid(&String::from_utf8_lossy(&output.stdout))
}

/// What a reader finds in the codes of the first page, drawn at so many pixels a point.
fn decoded(form: &Form, scale: f64) -> Vec<String> {
    let document = form_pages(form).expect("the form is printed");
    let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
    let image = typst_render::render(&document.pages()[0], &options);
    let (width, height) = (image.width() as usize, image.height() as usize);
    let grey = |x: usize, y: usize| {
        let at = 4 * (y * width + x);
        let sum: u32 = image.data()[at..at + 3].iter().map(|channel| u32::from(*channel)).sum();
        (sum / 3) as u8
    };
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = prepared.detect_grids();
    grids.iter().map(|grid| grid.decode().expect("the code can be read").1).collect()
}

/// What a person reads of a form.
fn every_text(form: &Form) -> Vec<String> {
    let head = [&form.centre, &form.resource, &form.borrower, &form.days, &form.reference, &form.mail];
    let fields = form.fields.iter().flat_map(|field| {
        [&field.label, &field.help].into_iter().chain(field.choices.iter().map(|choice| &choice.label))
    });
    let address = form.address.lines().map(str::to_owned);
    head.into_iter().chain(fields).cloned().chain(address).collect()
}

/// The form with each of its texts replaced by what `text` says for the number of that text; and how many there are.
fn with_every_text(form: &Form, mut text: impl FnMut(usize) -> String) -> (Form, usize) {
    let mut form = form.clone();
    let mut count = 0;
    let mut replace = |one: &mut String| {
        *one = text(count);
        count += 1;
    };
    for one in [
        &mut form.centre,
        &mut form.address,
        &mut form.mail,
        &mut form.reference,
        &mut form.resource,
        &mut form.borrower,
        &mut form.days,
    ] {
        replace(one);
    }
    for field in &mut form.fields {
        replace(&mut field.label);
        replace(&mut field.help);
        for choice in &mut field.choices {
            replace(&mut choice.label);
        }
    }
    (form, count)
}

fn field(key: &str, kind: FieldKind, label: &str, choices: &[(&str, &str)]) -> Field {
    Field {
        key: key.into(),
        label: label.into(),
        help: String::new(),
        kind,
        choices: choices
            .iter()
            .map(|(value, label)| Choice { value: (*value).into(), label: (*label).into() })
            .collect(),
        only_first: false,
    }
}

fn words(key: &str, kind: FieldKind, label: &str, choices: &[&str]) -> Field {
    let choices: Vec<(&str, &str)> = choices.iter().map(|choice| (*choice, *choice)).collect();
    field(key, kind, label, &choices)
}

const SATISFACTION: [(&str, &str); 4] = [
    ("very_satisfied", "très satisfait"),
    ("satisfied", "satisfait"),
    ("little_satisfied", "peu satisfait"),
    ("not_satisfied", "pas satisfait"),
];

/// The questions that every centre asks, as many choices as centres have.
fn core() -> Form {
    Form {
        centre: "Science en Bresse".into(),
        address: "12 rue du Palais\n01000 Bourg-en-Bresse".into(),
        mail: "prets@science-en-bresse.example".into(),
        reference: "2026-051/1".into(),
        token: "Zm9ybS1vZi10aGUtdGVzdA".into(),
        resource: "Super espèces, l’incroyable diversité".into(),
        borrower: "Collège La Sidoine, Trévoux".into(),
        days: "du lundi 30 mars au vendredi 17 avril 2026".into(),
        fields: [about_people(), about_satisfaction()].concat(),
    }
}

/// The core questions about the loan and who it reached.
fn about_people() -> Vec<Field> {
    vec![
        field("answered_on", FieldKind::Date, "Date de votre réponse", &[]),
        field(
            "first_loan",
            FieldKind::YesNo,
            "Est-ce la première fois que vous empruntez cette ressource ?",
            &[],
        ),
        Field {
            only_first: true,
            ..words(
                "how_known",
                FieldKind::One,
                "Si oui, comment l’avez-vous connue ?",
                &[
                    "site internet",
                    "catalogue papier",
                    "réseau d’enseignants",
                    "bouche à oreille",
                    "lettre d’information",
                    "rencontre avec l’équipe",
                    "autre",
                ],
            )
        },
        Field {
            help: "Toutes les personnes venues pendant le prêt, classes et public.".into(),
            ..field(
                "people",
                FieldKind::People,
                "Combien de personnes en ont profité ?",
                &[
                    ("headcount", "Effectif compté"),
                    ("estimate", "Estimation"),
                    ("range", "Fourchette"),
                    ("unknown", "Je ne sais pas"),
                ],
            )
        },
    ]
}

/// The core questions about audiences and satisfaction.
fn about_satisfaction() -> Vec<Field> {
    vec![
        words(
            "audiences",
            FieldKind::Several,
            "Quels publics étaient-ce ?",
            &["primaire", "collège", "lycée", "supérieur", "grand public"],
        ),
        field("overall", FieldKind::Scale, "Dans l’ensemble", &SATISFACTION),
        field("welcome", FieldKind::Scale, "L’accueil par notre équipe", &SATISFACTION),
        field("logistics", FieldKind::Scale, "La logistique : transport, montage", &SATISFACTION),
        words(
            "appreciated",
            FieldKind::Several,
            "Qu’avez-vous apprécié ?",
            &[
                "contenu scientifique",
                "manipulations",
                "qualité des visuels",
                "livret d’accompagnement",
                "facilité de montage",
                "adaptation au public",
            ],
        ),
        words(
            "not_appreciated",
            FieldKind::Several,
            "Qu’avez-vous moins apprécié ?",
            &[
                "poids ou encombrement",
                "pièces manquantes",
                "textes trop longs",
                "montage difficile",
                "durée du prêt",
            ],
        ),
        field("comment", FieldKind::LongText, "Un commentaire, une idée, une anecdote ?", &[]),
    ]
}

/// The same with questions of the centre itself, of every kind.
fn with_own_questions() -> Form {
    let mut form = core();
    let own = |number: u32| format!("own.0190c0de-0000-7000-8000-{number:012}");
    form.fields.extend([
        words(&own(1), FieldKind::Text, "Dans quel projet le prêt s’inscrivait-il ?", &[]),
        words(&own(2), FieldKind::Number, "Combien de séances ?", &[]),
        words(&own(3), FieldKind::One, "Où était-elle installée ?", &["CDI", "hall", "salle de classe"]),
        words(
            &own(4),
            FieldKind::Several,
            "Quelles disciplines ?",
            &["SVT", "physique-chimie", "technologie", "français", "arts plastiques"],
        ),
        words(&own(5), FieldKind::Scale, "Le niveau des textes", &["trop simple", "juste", "trop difficile"]),
        words(&own(6), FieldKind::LongText, "Que faudrait-il changer en premier ?", &[]),
    ]);
    form
}
