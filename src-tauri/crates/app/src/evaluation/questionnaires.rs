//! Questionnaires: who has not answered, answers typed from paper, the centre's own questions.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::base::cards::line_card;
use crate::centre::lists;
use crate::lending::wish::checked_period;
use crate::views::{
    AnsweredRow, Answers, CoreChoices, CoreList, Done, PendingRow, QuestionForm, QuestionList,
    QuestionnaireSheet, SatisfactionView,
};
use chrono::NaiveDate;
use domain::catalogue::TermList;
use domain::fault::{Fault, Outcome};
use domain::id::QuestionId;
use domain::interval::Period;
use domain::questionnaire::{Question, Questionnaire, people_out_of_range};
use domain::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::line::{self, NamedLine};
use store::{Read, Write, borrower, figures, loan, question, questionnaire, term};

/// As many rows as a screen of pending or given answers lists.
const MOST_ROWS: u32 = 500;

impl CoreList {
    fn terms(self) -> TermList {
        match self {
            Self::Audiences => TermList::Audience,
            Self::HowKnown => TermList::HowKnown,
            Self::Appreciated => TermList::Appreciated,
            Self::NotAppreciated => TermList::NotAppreciated,
        }
    }
}

/// What finds a line again: the number of its loan and its place among the lines.
pub(crate) fn reference(named: &NamedLine) -> String {
    format!("{}/{}", named.number, named.position)
}

/// The line that a reference means: `2026-051/2`, as it is typed or scanned (`MALLEPOSTE 2026-051/2`). Of a number alone,
/// the first line that waits for its answers, else the first one that left.
///
/// # Errors
/// `reference_unknown`, `line_never_left`.
pub(crate) fn line_of(c: &Read<'_>, typed: &str) -> Outcome<NamedLine> {
    let typed = typed.trim();
    let plain = typed.strip_prefix("MALLEPOSTE").or(typed.strip_prefix("malleposte")).unwrap_or(typed).trim();
    let unknown = || Fault::input("reference_unknown").with("typed", typed).on("reference");
    // The number of an imported loan may hold a slash of its own.
    let of_number = |number: &str| -> Outcome<Vec<NamedLine>> {
        Ok(match loan::by_number(c, number.trim())? {
            Some(loan) => line::of_loan(c, loan.id)?,
            None => Vec::new(),
        })
    };
    let mut lines = of_number(plain)?;
    let mut place = None;
    if lines.is_empty()
        && let Some((number, of)) = plain.rsplit_once('/')
    {
        place = Some(of.trim().parse::<u32>().map_err(|_| unknown())?);
        lines = of_number(number)?;
    }
    let number = lines.first().map(|named| named.number.clone()).ok_or_else(unknown)?;
    let has_left = |named: &NamedLine| named.line.state.has_left() && named.line.departed_on.is_some();
    let found = match place {
        Some(place) => lines.into_iter().find(|named| named.position == place).ok_or_else(unknown)?,
        None => {
            let left: Vec<NamedLine> = lines.into_iter().filter(has_left).collect();
            let mut waiting = None;
            for named in &left {
                if waiting.is_none() && questionnaire::of_line(c, named.line.id)?.is_none() {
                    waiting = Some(named.clone());
                }
            }
            let found = waiting.or_else(|| left.into_iter().next());
            found.ok_or_else(|| never_left(&number))?
        }
    };
    if has_left(&found) { Ok(found) } else { Err(never_left(&number)) }
}

fn never_left(number: &str) -> Fault {
    Fault::rule("line_never_left").with("number", number).on("reference")
}

impl App {
    /// Who has answered over some days, and who has not.
    ///
    /// # Errors
    /// `end_before_start`; faults of the base.
    pub fn satisfaction(&self, period: Period) -> Outcome<SatisfactionView> {
        let period = checked_period(period.from, period.to)?;
        self.read(|c, at| {
            let (sorties, answered_total) = questionnaire::sorties_and_answers(c, period)?;
            let mut borrowers = HashMap::new();
            let mut pending = Vec::new();
            for named in questionnaire::pending(c, period, MOST_ROWS)? {
                let loan = loan::by_id(c, named.line.loan)?;
                let party = match borrowers.entry(loan.borrower) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(unknown) => unknown.insert(borrower::by_id(c, loan.borrower)?),
                };
                let named_one = party.contacts.iter().find(|contact| contact.function == loan.contact);
                let with_mail = || party.contacts.iter().find(|contact| !contact.mail.is_empty());
                let contact = named_one.filter(|contact| !contact.mail.is_empty()).or_else(with_mail);
                let back = named.line.returned_on.unwrap_or(at.today);
                pending.push(PendingRow {
                    reference: reference(&named),
                    borrower_code: party.code.clone(),
                    contact: contact.map(|one| one.name.clone()).unwrap_or_default(),
                    mail: contact.map(|one| one.mail.clone()).unwrap_or_default(),
                    days_back: u32::try_from((at.today - back).num_days()).unwrap_or_default(),
                    line: line_card(named, at),
                });
            }
            let mut answered = Vec::new();
            for named in questionnaire::answered(c, period, MOST_ROWS)? {
                let Some(answers) = questionnaire::of_line(c, named.line.id)? else { continue };
                answered.push(AnsweredRow {
                    reference: reference(&named),
                    answered_on: answers.answered_on,
                    overall: answers.overall,
                    people: answers.people_reached(),
                    comment: !answers.comment.is_empty(),
                    line: line_card(named, at),
                });
            }
            Ok(SatisfactionView {
                period,
                today: at.today,
                pending,
                pending_total: questionnaire::pending_count(c, period)?,
                answered,
                answered_total,
                sorties,
                first_day: figures::first_departure(c)?,
            })
        })
    }

    /// The questionnaire of a line, by its reference, typed or scanned.
    ///
    /// # Errors
    /// `reference_unknown`, `line_never_left`; faults of the base.
    pub fn questionnaire(&self, reference: &str) -> Outcome<QuestionnaireSheet> {
        self.read(|c, at| self.questionnaire_sheet(c, at, &line_of(c, reference)?))
    }

    fn questionnaire_sheet(&self, c: &Read<'_>, at: &At, named: &NamedLine) -> Outcome<QuestionnaireSheet> {
        let there = questionnaire::of_line(c, named.line.id)?;
        let answers = there.as_ref().map(Answers::from).unwrap_or_default();
        let is_answered = |question: &Question| answers.own.iter().any(|own| own.question == question.id);
        let questions = question::all(c)?
            .into_iter()
            .filter(|question| question.retired_on.is_none() || is_answered(question))
            .collect();
        let mut others = Vec::new();
        for other in line::of_loan(c, named.line.loan)? {
            if other.line.id != named.line.id && other.line.state.has_left() {
                let is_answered = questionnaire::of_line(c, other.line.id)?.is_some();
                others.push((reference(&other), other.title, is_answered));
            }
        }
        Ok(QuestionnaireSheet {
            reference: reference(named),
            exists: there.is_some(),
            answers,
            questions,
            choices: core_choices(c)?,
            others,
            line: line_card(named.clone(), at),
        })
    }

    /// Writes the answers for a line. Those that are there already are written over only where `replaces` says so.
    ///
    /// # Errors
    /// `reference_unknown`, `line_never_left`, `questionnaire_there`, and whatever is wrong with an answer, naming its
    /// field; faults of the base.
    pub fn save_questionnaire(
        &self,
        reference: &str,
        answers: &Answers,
        replaces: bool,
    ) -> Outcome<Done<QuestionnaireSheet>> {
        self.transact(|tx, at| {
            let named = line_of(tx, reference)?;
            let was_there = self.write_answers(tx, at, &named, answers, replaces)?;
            let code = if was_there { "questionnaire_changed" } else { "questionnaire_entered" };
            let operation = Operation::new(code)
                .with("number", named.number.as_str())
                .with("title", named.title.as_str());
            Ok((self.questionnaire_sheet(tx, at, &named)?, operation))
        })
    }

    /// Takes the answers for a line away.
    ///
    /// # Errors
    /// `reference_unknown`, `questionnaire_missing`; faults of the base.
    pub fn remove_questionnaire(&self, reference: &str) -> Outcome<Done<()>> {
        self.transact(|tx, _| {
            let named = line_of(tx, reference)?;
            if questionnaire::of_line(tx, named.line.id)?.is_none() {
                return Err(Fault::input("questionnaire_missing").with("number", named.number.as_str()));
            }
            questionnaire::remove(tx, named.line.id)?;
            let operation = Operation::new("questionnaire_removed")
                .with("number", named.number.as_str())
                .with("title", named.title.as_str());
            Ok(((), operation))
        })
    }

    /// Writes answers, checked; whether some were there.
    pub(crate) fn write_answers(
        &self,
        c: &Write<'_>,
        at: &At,
        named: &NamedLine,
        answers: &Answers,
        replaces: bool,
    ) -> Outcome<bool> {
        let there = questionnaire::of_line(c, named.line.id)?;
        if there.is_some() && !replaces {
            return Err(Fault::rule("questionnaire_there")
                .with("number", named.number.as_str())
                .with("title", named.title.as_str())
                .on("reference"));
        }
        let checked = checked(c, named, answers, there.as_ref(), at.today)?;
        if there.is_some() {
            questionnaire::remove(c, named.line.id)?;
        }
        questionnaire::insert(c, &checked)?;
        Ok(there.is_some())
    }

    /// Adds a choice to what a core question offers.
    ///
    /// # Errors
    /// `text_missing`, `text_too_long`; faults of the base.
    pub fn add_choice(&self, list: CoreList, label: &str) -> Outcome<Done<CoreChoices>> {
        let label = text::required("label", label)?;
        self.transact(|tx, _| {
            lists::join(tx, list.terms(), &label)?;
            let operation = Operation::new("list_value_added")
                .with("list", crate::words::code(list.terms()))
                .with("label", label.as_str());
            Ok((core_choices(tx)?, operation))
        })
    }

    /// The centre's own questions.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn questions(&self) -> Outcome<QuestionList> {
        self.read(|c, _| question_list(c))
    }

    /// Adds a question, or changes one. A question that was answered is not changed: another takes its place, and the
    /// answers keep their meaning.
    ///
    /// # Errors
    /// `question_unknown`, `text_missing`, `choices_few`, `choices_many`, `choice_twice`; faults of the base.
    pub fn save_question(&self, form: &QuestionForm) -> Outcome<Done<QuestionList>> {
        self.transact(|tx, at| {
            let all = question::all(tx)?;
            let before = form.id.map(|id| known_question(&all, id)).transpose()?;
            let is_answered = form.id.map(|id| question::is_answered(tx, id)).transpose()?.unwrap_or(false);
            let fresh = Question {
                id: before.filter(|_| !is_answered).map_or_else(QuestionId::new, |before| before.id),
                kind: form.kind,
                label: form.label.clone(),
                choices: form.choices.clone(),
                replaces: before
                    .and_then(|before| if is_answered { Some(before.id) } else { before.replaces }),
                since_on: before.filter(|_| !is_answered).map_or(at.today, |before| before.since_on),
                retired_on: None,
            }
            .checked()?;
            let place = before.and_then(|before| all.iter().position(|one| one.id == before.id));
            if let Some(before) = before.filter(|_| is_answered) {
                question::retire(tx, before.id, at.today)?;
            }
            question::save(tx, &fresh, u32::try_from(place.unwrap_or(all.len())).unwrap_or(u32::MAX))?;
            let code = if before.is_some() { "question_changed" } else { "question_added" };
            Ok((question_list(tx)?, Operation::new(code).with("question", fresh.label.as_str())))
        })
    }

    /// No longer asks a question: it goes away where nobody answered it, and is kept with its answers else.
    ///
    /// # Errors
    /// `question_unknown`; faults of the base.
    pub fn withdraw_question(&self, id: QuestionId) -> Outcome<Done<QuestionList>> {
        self.transact(|tx, at| {
            let all = question::all(tx)?;
            let label = known_question(&all, id)?.label.clone();
            if question::is_answered(tx, id)? || all.iter().any(|one| one.replaces == Some(id)) {
                question::retire(tx, id, at.today)?;
            } else {
                question::remove(tx, id)?;
            }
            Ok((question_list(tx)?, Operation::new("question_withdrawn").with("question", label)))
        })
    }
}

fn known_question(all: &[Question], id: QuestionId) -> Outcome<&Question> {
    all.iter()
        .find(|one| one.id == id && one.retired_on.is_none())
        .ok_or_else(|| Fault::input("question_unknown"))
}

fn question_list(c: &Read<'_>) -> Outcome<QuestionList> {
    let (asked, withdrawn) = question::all(c)?.into_iter().partition(|one| one.retired_on.is_none());
    Ok(QuestionList { asked, withdrawn })
}

pub(crate) fn core_choices(c: &Read<'_>) -> Outcome<CoreChoices> {
    Ok(CoreChoices {
        audiences: term::labels(c, TermList::Audience)?,
        how_known: term::labels(c, TermList::HowKnown)?,
        appreciated: term::labels(c, TermList::Appreciated)?,
        not_appreciated: term::labels(c, TermList::NotAppreciated)?,
    })
}

/// The answers as they are kept. A choice must be one that is offered, or one that the answers held already.
fn checked(
    c: &Read<'_>,
    named: &NamedLine,
    answers: &Answers,
    there: Option<&Questionnaire>,
    today: NaiveDate,
) -> Outcome<Questionnaire> {
    let people = |typed: Option<i64>| {
        typed.map(|typed| u32::try_from(typed).map_err(|_| people_out_of_range(typed))).transpose()
    };
    let choices = core_choices(c)?;
    let known = |field: &'static str, offered: &[String], held: &[String], given: &[String]| {
        let mut kept: Vec<String> = Vec::new();
        for choice in given {
            let choice = text::short(field, choice)?;
            if choice.is_empty() || kept.contains(&choice) {
                continue;
            }
            if !offered.contains(&choice) && !held.contains(&choice) {
                return Err(Fault::input("choice_not_offered").with("choice", choice).on(field));
            }
            kept.push(choice);
        }
        Ok::<_, Fault>(kept)
    };
    let nothing = Questionnaire::of(named.line.id);
    let held = there.unwrap_or(&nothing);
    let how_known = [answers.how_known.clone()];
    let how_held = [held.how_known.clone()];
    let all = question::all(c)?;
    let mut own = Vec::new();
    for given in &answers.own {
        let question = all
            .iter()
            .find(|one| one.id == given.question)
            .ok_or_else(|| Fault::input("question_unknown").on(format!("own.{}", given.question)))?;
        own.extend(question.answered(&given.answer)?);
    }
    Questionnaire {
        line: named.line.id,
        answered_on: answers.answered_on,
        first_loan: answers.first_loan,
        how_known: known("how_known", &choices.how_known, &how_held, &how_known)?.pop().unwrap_or_default(),
        people: people(answers.people)?,
        people_range: people(answers.people_least)?.zip(people(answers.people_most)?),
        counting: answers.counting,
        audiences: known("audiences", &choices.audiences, &held.audiences, &answers.audiences)?,
        overall: answers.overall,
        appreciated: known("appreciated", &choices.appreciated, &held.appreciated, &answers.appreciated)?,
        not_appreciated: known(
            "not_appreciated",
            &choices.not_appreciated,
            &held.not_appreciated,
            &answers.not_appreciated,
        )?,
        welcome: answers.welcome,
        logistics: answers.logistics,
        comment: answers.comment.clone(),
        own,
    }
    .checked(named.line.departed_on, today)
}

impl From<&Questionnaire> for Answers {
    fn from(kept: &Questionnaire) -> Self {
        Self {
            answered_on: kept.answered_on,
            first_loan: kept.first_loan,
            how_known: kept.how_known.clone(),
            counting: kept.counting,
            people: kept.people.map(i64::from),
            people_least: kept.people_range.map(|(least, _)| i64::from(least)),
            people_most: kept.people_range.map(|(_, most)| i64::from(most)),
            audiences: kept.audiences.clone(),
            overall: kept.overall,
            welcome: kept.welcome,
            logistics: kept.logistics,
            appreciated: kept.appreciated.clone(),
            not_appreciated: kept.not_appreciated.clone(),
            comment: kept.comment.clone(),
            own: kept.own.clone(),
        }
    }
}
