//! Between the rows of a register and what the base keeps, both ways: the way back tells in which columns a row differs
//! from what is there already.

use chrono::NaiveDate;
use domain::borrower::{Borrower, Contact, Membership, Venue};
use domain::calendar::Buffers;
use domain::catalogue::{Condition, ExhibitionForm, InventoryItem, Resource, ResourceKind, TermRole};
use domain::fault::Outcome;
use domain::id::{LineId, LoanId, ResourceId};
use domain::interval::Period;
use domain::loan::{self, Cancellation, LineState, Loan, LoanLine};
use domain::questionnaire::{CountingMethod, Questionnaire, Satisfaction};
use domain::tariff::Tariff;
use domain::text::folded;
use exchange::register::{
    self, BorrowerRecord, ConditionLabel, InventoryRecord, LoanRecord, LoanStatus, PeopleCount,
    QuestionnaireRecord, ResourceKindLabel, ResourceRecord,
};
use store::{Read, term};

fn text(cell: Option<&String>) -> String {
    cell.cloned().unwrap_or_default()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A resource as its row says, with the buffers of the centre.
pub(super) fn resource_of(record: &ResourceRecord, buffers: Buffers) -> Resource {
    let (kind, form) = match record.kind {
        ResourceKindLabel::LightExhibition => (ResourceKind::Exhibition, Some(ExhibitionForm::Light)),
        ResourceKindLabel::InteractiveExhibition => {
            (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive))
        }
        ResourceKindLabel::Malle => (ResourceKind::Malle, None),
        ResourceKindLabel::Equipment => (ResourceKind::Equipment, None),
        ResourceKindLabel::Machine => (ResourceKind::Machine, None),
        ResourceKindLabel::ResourceSet => (ResourceKind::ResourceSet, None),
    };
    Resource {
        form,
        format: text(record.format.as_ref()),
        themes: record.themes.clone(),
        audiences: record.audiences.clone(),
        panels: record.panels,
        owner: text(record.owner.as_ref()),
        acquired_on: record.acquired_on,
        insured_cents: record.insured_value_cents,
        weight_g: record.weight_g,
        surface_m2: record.surface_m2,
        setup_minutes: record.setup_minutes,
        capacity: record.capacity.unwrap_or(1),
        buffers,
        weekly_member_cents: record.member_weekly_cents,
        weekly_cents: record.other_weekly_cents,
        deposit_cents: record.deposit_cents,
        condition: record.condition.map(condition_of).unwrap_or_default(),
        notes: text(record.remarks.as_ref()),
        ..Resource::new(&record.code, &record.title, kind)
    }
}

fn condition_of(label: ConditionLabel) -> Condition {
    match label {
        ConditionLabel::Good => Condition::Good,
        ConditionLabel::ToRepair => Condition::ToRepair,
        ConditionLabel::Outdated => Condition::Outdated,
        ConditionLabel::OutOfOrder => Condition::OutOfOrder,
    }
}

fn label_of(condition: Condition) -> ConditionLabel {
    match condition {
        Condition::Good => ConditionLabel::Good,
        Condition::ToRepair => ConditionLabel::ToRepair,
        Condition::Outdated => ConditionLabel::Outdated,
        Condition::OutOfOrder => ConditionLabel::OutOfOrder,
    }
}

/// A resource as a row would say it.
pub(super) fn record_of_resource(resource: &Resource) -> ResourceRecord {
    ResourceRecord {
        code: resource.code.clone(),
        title: resource.title.clone(),
        kind: match (resource.kind, resource.form) {
            (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive)) => {
                ResourceKindLabel::InteractiveExhibition
            }
            (ResourceKind::Exhibition, _) => ResourceKindLabel::LightExhibition,
            (ResourceKind::Malle, _) => ResourceKindLabel::Malle,
            (ResourceKind::Equipment, _) => ResourceKindLabel::Equipment,
            (ResourceKind::Machine, _) => ResourceKindLabel::Machine,
            (ResourceKind::ResourceSet, _) => ResourceKindLabel::ResourceSet,
        },
        format: some(&resource.format),
        capacity: Some(resource.capacity),
        themes: resource.themes.clone(),
        audiences: resource.audiences.clone(),
        panels: resource.panels,
        weight_g: resource.weight_g,
        insured_value_cents: resource.insured_cents,
        surface_m2: resource.surface_m2,
        setup_minutes: resource.setup_minutes,
        member_weekly_cents: resource.weekly_member_cents,
        other_weekly_cents: resource.weekly_cents,
        deposit_cents: resource.deposit_cents,
        owner: some(&resource.owner),
        acquired_on: resource.acquired_on,
        condition: Some(label_of(resource.condition)),
        remarks: some(&resource.notes),
    }
}

/// A piece of an inventory as its row says.
pub(super) fn item_of(record: &InventoryRecord) -> InventoryItem {
    InventoryItem {
        label: record.label.clone(),
        container: String::new(),
        quantity: record.quantity,
        consumable: record.is_consumable.unwrap_or(false),
        replacement_cents: record.replacement_value_cents,
        remarks: text(record.remarks.as_ref()),
    }
}

/// A piece as a row would say it.
pub(super) fn record_of_item(item: &InventoryItem, resource_code: &str, position: u32) -> InventoryRecord {
    InventoryRecord {
        resource_code: resource_code.to_owned(),
        position,
        label: item.label.clone(),
        quantity: item.quantity,
        is_consumable: Some(item.consumable),
        replacement_value_cents: item.replacement_cents,
        remarks: some(&item.remarks),
    }
}

/// A borrower as its row says.
pub(super) fn borrower_of(record: &BorrowerRecord) -> Borrower {
    let contact = Contact {
        function: text(record.contact.as_ref()),
        name: String::new(),
        mail: text(record.email.as_ref()),
        phone: text(record.telephone.as_ref()),
    };
    Borrower {
        borrower_type: record.kind.clone(),
        address: text(record.address.as_ref()),
        postcode: text(record.postal_code.as_ref()),
        commune: text(record.commune.as_ref()),
        insee: text(record.insee.as_ref()),
        departement: text(record.departement.as_ref()),
        uai: text(record.uai.as_ref()),
        contacts: if contact == Contact::default() { Vec::new() } else { vec![contact] },
        // The register says that it is a member, not since when.
        memberships: if record.is_member == Some(true) {
            vec![Membership { from: None, to: None }]
        } else {
            Vec::new()
        },
        ..Borrower::new(&record.code, &record.name)
    }
}

/// A borrower as a row would say it.
pub(super) fn record_of_borrower(borrower: &Borrower) -> BorrowerRecord {
    let contact = borrower.contacts.first().cloned().unwrap_or_default();
    BorrowerRecord {
        code: borrower.code.clone(),
        name: borrower.name.clone(),
        kind: borrower.borrower_type.clone(),
        is_member: Some(!borrower.memberships.is_empty()),
        address: some(&borrower.address),
        postal_code: some(&borrower.postcode),
        commune: some(&borrower.commune),
        insee: some(&borrower.insee),
        departement: some(&borrower.departement),
        contact: some(&contact.function),
        email: some(&contact.mail),
        telephone: some(&contact.phone),
        uai: some(&borrower.uai),
    }
}

/// The channel of a line that the pass Culture paid, and of one that it did not, as they are called in the list.
pub(super) struct Channels {
    pass_culture: Vec<String>,
    direct: Vec<String>,
}

impl Channels {
    pub(super) fn of(c: &Read<'_>) -> Outcome<Self> {
        let with_role = |role, first: &str| -> Outcome<Vec<String>> {
            let labels = term::with_role(c, role)?;
            Ok(if labels.is_empty() { vec![first.to_owned()] } else { labels })
        };
        Ok(Self {
            pass_culture: with_role(TermRole::PassCulture, "pass Culture")?,
            direct: with_role(TermRole::Direct, "direct")?,
        })
    }
}

/// A loan and the line of it that a row says.
pub(super) fn loan_of(
    record: &LoanRecord,
    borrower: &Borrower,
    resource: ResourceId,
    today: NaiveDate,
    channels: &Channels,
) -> (Loan, LoanLine) {
    let loan = Loan {
        id: LoanId::new(),
        number: record.number.clone(),
        borrower: borrower.id,
        contact: borrower.contacts.first().map(|contact| contact.function.clone()).unwrap_or_default(),
        venue: match &record.venue_commune {
            None => Venue::from(borrower),
            Some(commune) if folded(commune) == folded(&borrower.commune) => {
                let insee = record.venue_insee.as_ref().unwrap_or(&borrower.insee);
                Venue { insee: insee.clone(), ..Venue::from(borrower) }
            }
            Some(commune) => Venue {
                commune: commune.clone(),
                insee: text(record.venue_insee.as_ref()),
                ..Venue::default()
            },
        },
        created_on: today,
        transport: String::new(),
        insurance_received_on: None,
        agreement_sent_on: None,
        agreement_signed_on: None,
        notes: text(record.source.as_ref()),
    };
    let planned = Period { from: record.starts_on, to: record.ends_on };
    let state = match record.status {
        LoanStatus::Request => LineState::Request,
        LoanStatus::Option => LineState::Option,
        LoanStatus::Confirmed => LineState::Confirmed,
        LoanStatus::Out => LineState::Out,
        LoanStatus::Returned => LineState::Closed,
        LoanStatus::Cancelled => LineState::Cancelled,
        LoanStatus::Refused => LineState::Refused,
    };
    let line = LoanLine {
        id: LineId::new(),
        loan: loan.id,
        resource,
        quantity: record.quantity.unwrap_or(1),
        state,
        planned,
        departed_on: state.has_left().then_some(planned.from),
        returned_on: (state == LineState::Closed).then_some(planned.to),
        option_until: (state == LineState::Option)
            .then(|| loan::option_until(today, planned, loan::OPTION_DAYS)),
        tariff: if borrower.is_member_on(planned.from) { Tariff::Member } else { Tariff::NonMember },
        channel: record
            .pass_culture
            .and_then(|paid| if paid { channels.pass_culture.first() } else { channels.direct.first() })
            .cloned()
            .unwrap_or_default(),
        usage: text(record.usage.as_ref()),
        accompaniment: text(record.accompaniment.as_ref()),
        amount_cents: record.amount_cents,
        cancellation: state.is_off().then(|| Cancellation {
            on: record.cancelled_on,
            by: String::new(),
            reason: text(record.cancellation_reason.as_ref()),
            from: None,
        }),
    };
    (loan, line)
}

/// A line as a row would say it.
pub(super) fn record_of_loan(
    loan: &Loan,
    line: &LoanLine,
    resource_code: &str,
    borrower: &Borrower,
    channels: &Channels,
) -> LoanRecord {
    let days = line.days_shown();
    LoanRecord {
        number: loan.number.clone(),
        resource_code: resource_code.to_owned(),
        borrower_code: borrower.code.clone(),
        venue_commune: some(&loan.venue.commune),
        venue_insee: some(&loan.venue.insee),
        starts_on: days.from,
        ends_on: days.to,
        quantity: Some(line.quantity),
        status: match line.state {
            LineState::Request => LoanStatus::Request,
            LineState::Option => LoanStatus::Option,
            LineState::Confirmed => LoanStatus::Confirmed,
            LineState::Out => LoanStatus::Out,
            LineState::Returned | LineState::Closed => LoanStatus::Returned,
            LineState::Cancelled => LoanStatus::Cancelled,
            LineState::Refused => LoanStatus::Refused,
        },
        cancelled_on: line.cancellation.as_ref().and_then(|off| off.on),
        cancellation_reason: line.cancellation.as_ref().and_then(|off| some(&off.reason)),
        pass_culture: some(&line.channel).map(|channel| channels.pass_culture.contains(&channel)),
        accompaniment: some(&line.accompaniment),
        usage: some(&line.usage),
        amount_cents: line.amount_cents,
        source: some(&loan.notes),
    }
}

/// The answers of a row.
pub(super) fn questionnaire_of(record: &QuestionnaireRecord, line: LineId) -> Questionnaire {
    let satisfaction = |answer: Option<register::Satisfaction>| {
        answer.map(|answer| match answer {
            register::Satisfaction::Very => Satisfaction::VerySatisfied,
            register::Satisfaction::Satisfied => Satisfaction::Satisfied,
            register::Satisfaction::Little => Satisfaction::LittleSatisfied,
            register::Satisfaction::Not => Satisfaction::NotSatisfied,
        })
    };
    Questionnaire {
        line,
        answered_on: record.answered_on,
        first_loan: record.is_first_loan,
        how_known: text(record.known_through.as_ref()),
        people: record.people,
        people_range: None,
        counting: record.people_count.map(|count| match count {
            PeopleCount::Counted => CountingMethod::Headcount,
            PeopleCount::Estimated => CountingMethod::Estimate,
            PeopleCount::Unknown => CountingMethod::Unknown,
        }),
        audiences: record.audiences.clone(),
        overall: satisfaction(record.overall),
        appreciated: record.liked.clone(),
        not_appreciated: record.disliked.clone(),
        welcome: satisfaction(record.welcome),
        logistics: satisfaction(record.logistics),
        comment: text(record.comment.as_ref()),
        own: Vec::new(),
    }
}

/// Answers as a row would say them.
pub(super) fn record_of_questionnaire(answers: &Questionnaire, number: &str) -> QuestionnaireRecord {
    let satisfaction = |answer: Option<Satisfaction>| {
        answer.map(|answer| match answer {
            Satisfaction::VerySatisfied => register::Satisfaction::Very,
            Satisfaction::Satisfied => register::Satisfaction::Satisfied,
            Satisfaction::LittleSatisfied => register::Satisfaction::Little,
            Satisfaction::NotSatisfied => register::Satisfaction::Not,
        })
    };
    QuestionnaireRecord {
        loan_number: number.to_owned(),
        answered_on: answers.answered_on,
        is_first_loan: answers.first_loan,
        known_through: some(&answers.how_known),
        people: answers.people,
        people_count: answers.counting.map(|counting| match counting {
            CountingMethod::Headcount => PeopleCount::Counted,
            CountingMethod::Estimate | CountingMethod::Range => PeopleCount::Estimated,
            CountingMethod::Unknown => PeopleCount::Unknown,
        }),
        audiences: answers.audiences.clone(),
        overall: satisfaction(answers.overall),
        liked: answers.appreciated.clone(),
        disliked: answers.not_appreciated.clone(),
        welcome: satisfaction(answers.welcome),
        logistics: satisfaction(answers.logistics),
        comment: some(&answers.comment),
    }
}
