-- What questionnaires, figures and the report need: a range of people, the centre's own questions, figures of years
-- before the register, texts of the report.

alter table questionnaire add column people_least integer check (people_least >= 0);
alter table questionnaire add column people_most integer check (people_most >= people_least);

-- A question that has answers is never changed: another one replaces it, and the answers keep their meaning.
create table question (
    id text primary key not null,
    position integer not null,
    kind text not null,
    label text not null,
    choices text not null,
    replaces_id text references question (id),
    since_on text not null,
    retired_on text
);

create table question_answer (
    id text primary key not null,
    questionnaire_id text not null references questionnaire (id),
    question_id text not null references question (id),
    answer text not null,
    unique (questionnaire_id, question_id)
);
create index question_answer_by_question on question_answer (question_id);

-- Figures of years that the register does not hold, entered by hand.
create table past_figure (
    id text primary key not null,
    year integer not null,
    key text not null,
    value integer not null,
    source text not null,
    unique (year, key)
);

-- What a person writes in the chapters of a report.
create table report_text (
    id text primary key not null,
    year integer not null,
    chapter text not null,
    text text not null,
    unique (year, chapter)
);

create index loan_line_by_departure on loan_line (departed_on, returned_on);
