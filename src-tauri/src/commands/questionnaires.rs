//! Questionnaires: who has answered, what, and the files that come back.

use app::views::{
    Answers, AnswersReport, CoreChoices, CoreList, Done, QuestionForm, QuestionList, QuestionnaireSheet,
    SatisfactionView, SurveyColumn, SurveyReport, Upload,
};
use domain::fault::Outcome;
use domain::id::QuestionId;
use domain::interval::Period;

use crate::desk::Desk;

pub(super) fn satisfaction(desk: &Desk, period: &Period) -> Outcome<SatisfactionView> {
    desk.app()?.satisfaction(*period)
}

pub(super) fn questionnaire(desk: &Desk, reference: &str) -> Outcome<QuestionnaireSheet> {
    desk.app()?.questionnaire(reference)
}

pub(super) fn save_questionnaire(
    desk: &Desk,
    reference: &str,
    answers: &Answers,
    replaces: &bool,
) -> Outcome<Done<QuestionnaireSheet>> {
    desk.app()?.save_questionnaire(reference, answers, *replaces)
}

pub(super) fn remove_questionnaire(desk: &Desk, reference: &str) -> Outcome<Done<()>> {
    desk.app()?.remove_questionnaire(reference)
}

pub(super) fn add_choice(desk: &Desk, list: &CoreList, label: &str) -> Outcome<Done<CoreChoices>> {
    desk.app()?.add_choice(*list, label)
}

pub(super) fn questions(desk: &Desk) -> Outcome<QuestionList> {
    desk.app()?.questions()
}

pub(super) fn save_question(desk: &Desk, form: &QuestionForm) -> Outcome<Done<QuestionList>> {
    desk.app()?.save_question(form)
}

pub(super) fn withdraw_question(desk: &Desk, id: &QuestionId) -> Outcome<Done<QuestionList>> {
    desk.app()?.withdraw_question(*id)
}

pub(super) fn read_answers(desk: &Desk, files: &[Upload]) -> Outcome<Done<AnswersReport>> {
    desk.app()?.read_answers(files)
}

pub(super) fn try_survey(
    desk: &Desk,
    file: &Upload,
    columns: &Option<Vec<SurveyColumn>>,
) -> Outcome<SurveyReport> {
    desk.app()?.try_survey(file, columns.as_deref())
}

pub(super) fn import_survey(
    desk: &Desk,
    file: &Upload,
    columns: &[SurveyColumn],
) -> Outcome<Done<SurveyReport>> {
    desk.app()?.import_survey(file, columns)
}
