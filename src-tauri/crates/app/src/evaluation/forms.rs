//! The satisfaction form of a line, which goes out on paper or as a file, and what proves that it is ours.

use crate::base::app::App;
use crate::evaluation::questionnaires::{core_choices, line_of, reference};
use crate::files::uploads;
use crate::views::CoreChoices;
use crate::words::{self, capitalised, french};
use domain::fault::{Fault, Outcome};
use domain::form::{Choice, Field, FieldKind, Form};
use domain::questionnaire::{Question, QuestionKind};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use store::line::NamedLine;
use store::{Read, borrower, loan, question, setting};

/// The setting that keeps the key of the forms, which proves that a form was made here for its line.
const KEY: &str = "forms.key";

impl App {
    /// The form of a line, to be printed or sent.
    ///
    /// # Errors
    /// `reference_unknown`, `line_never_left`; faults of the base.
    pub fn form(&self, typed: &str) -> Outcome<Form> {
        let key = self.forms_key()?;
        self.read(|c, _| {
            let named = line_of(c, typed)?;
            let loan = loan::by_id(c, named.line.loan)?;
            let get = |name: &str| -> Outcome<String> { Ok(setting::get(c, name)?.unwrap_or_default()) };
            let reference = reference(&named);
            let shown = named.line.days_shown();
            Ok(Form {
                centre: get("centre.name")?,
                address: get("centre.address")?,
                mail: get("centre.mail")?,
                token: token(&key, &named, &reference),
                reference,
                resource: named.title.clone(),
                borrower: borrower::by_id(c, loan.borrower)?.name,
                days: format!("du {} au {}", words::day(shown.from), words::day(shown.to)),
                fields: fields(&core_choices(c)?, &question::all(c)?),
            })
        })
    }

    /// The key of the forms, made the first time one is. It is no operation of a person: undoing it would make every
    /// form that is out a stranger.
    pub(crate) fn forms_key(&self) -> Outcome<Vec<u8>> {
        let read = |c: &Read<'_>| -> Outcome<Option<Vec<u8>>> {
            Ok(setting::get(c, KEY)?.and_then(|text| uploads::from_base64(&text)))
        };
        if let Some(key) = self.read(|c, _| read(c))? {
            return Ok(key);
        }
        let mut fresh = [0_u8; 32];
        getrandom::fill(&mut fresh)
            .map_err(|error| Fault::base("internal").with("detail", error.to_string()))?;
        self.base.write(|tx| -> Outcome<Vec<u8>> {
            // Another window may have been quicker.
            if let Some(key) = read(tx)? {
                return Ok(key);
            }
            setting::set(tx, KEY, &uploads::to_base64(&fresh))?;
            Ok(fresh.to_vec())
        })
    }
}

fn signature(key: &[u8], named: &NamedLine, reference: &str) -> Option<Hmac<Sha256>> {
    let mut signature = Hmac::<Sha256>::new_from_slice(key).ok()?;
    signature.update(named.line.id.to_string().as_bytes());
    signature.update(reference.as_bytes());
    Some(signature)
}

fn token(key: &[u8], named: &NamedLine, reference: &str) -> String {
    let signed = signature(key, named, reference).map(|signed| signed.finalize().into_bytes().to_vec());
    uploads::to_base64(&signed.unwrap_or_default())
}

/// Whether a token is the one that was made for a line, under that reference.
pub(crate) fn is_token(key: &[u8], named: &NamedLine, reference: &str, token: &str) -> bool {
    let Some(given) = uploads::from_base64(token) else { return false };
    signature(key, named, reference).is_some_and(|signed| signed.verify_slice(&given).is_ok())
}

/// The degrees of satisfaction, by their names in the answers; `figure_word_…` is what they are called.
const DEGREES: [&str; 4] = ["very_satisfied", "satisfied", "little_satisfied", "not_satisfied"];
/// The ways of counting people, by their names in the answers; `form_counted_…` is what they are called.
const COUNTED: [&str; 4] = ["headcount", "estimate", "range", "unknown"];

/// What a form asks: the core questions (SPEC §8), then the centre's own. `form_…` is how a core question is worded.
fn fields(choices: &CoreChoices, questions: &[Question]) -> Vec<Field> {
    let words = |labels: &[String]| -> Vec<Choice> {
        labels.iter().map(|label| Choice { value: label.clone(), label: capitalised(label) }).collect()
    };
    let fixed = |values: &[&str], prefix: &str| -> Vec<Choice> {
        let label = |value: &str| capitalised(&french(&format!("{prefix}{value}")));
        values.iter().map(|value| Choice { value: (*value).to_owned(), label: label(value) }).collect()
    };
    let degrees = || fixed(&DEGREES, "figure_word_");
    let mut fields = vec![
        core("answered_on", FieldKind::Date, Vec::new()),
        core("first_loan", FieldKind::YesNo, Vec::new()),
        Field { only_first: true, ..core("how_known", FieldKind::One, words(&choices.how_known)) },
        core("people", FieldKind::People, fixed(&COUNTED, "form_counted_")),
        core("audiences", FieldKind::Several, words(&choices.audiences)),
        core("overall", FieldKind::Scale, degrees()),
        core("appreciated", FieldKind::Several, words(&choices.appreciated)),
        core("not_appreciated", FieldKind::Several, words(&choices.not_appreciated)),
        core("welcome", FieldKind::Scale, degrees()),
        core("logistics", FieldKind::Scale, degrees()),
    ];
    fields.extend(questions.iter().filter(|question| question.retired_on.is_none()).map(own));
    fields.push(core("comment", FieldKind::LongText, Vec::new()));
    fields
}

fn core(key: &str, kind: FieldKind, choices: Vec<Choice>) -> Field {
    let label = french(&format!("form_{key}"));
    Field { key: key.to_owned(), label, help: String::new(), kind, choices, only_first: false }
}

fn own(question: &Question) -> Field {
    let kind = match question.kind {
        QuestionKind::Text => FieldKind::LongText,
        QuestionKind::Number => FieldKind::Number,
        QuestionKind::One => FieldKind::One,
        QuestionKind::Several => FieldKind::Several,
        QuestionKind::Scale => FieldKind::Scale,
    };
    let choice = |choice: &String| Choice { value: choice.clone(), label: choice.clone() };
    Field {
        key: format!("own.{}", question.id),
        label: question.label.clone(),
        help: String::new(),
        kind,
        choices: question.choices.iter().map(choice).collect(),
        only_first: false,
    }
}
