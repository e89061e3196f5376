-- The first schema. Ids are UUIDv7 text, days ISO dates, instants `YYYY-MM-DDTHH:MM` of local civil time,
-- money cents, weights grams. A migration is never edited, only followed.

create table setting (
    id text primary key not null,
    value text not null
);

-- Editable lists: a value that was used is retired or merged, never deleted.
create table term (
    id text primary key not null,
    list text not null,
    label text not null,
    retired integer not null default 0,
    unique (list, label)
);

create table resource (
    id text primary key not null,
    code text not null unique,
    title text not null,
    short_name text not null,
    kind text not null,
    form text,
    format text not null,
    summary text not null,
    panels integer,
    owner text not null,
    acquired_on text,
    retired_on text,
    insured_cents integer,
    crates integer,
    weight_g integer,
    volume_l integer,
    surface_m2 integer,
    setup_minutes integer,
    setup_people integer,
    vehicle text not null,
    requirements text not null,
    languages text not null,
    location text not null,
    capacity integer not null check (capacity >= 0),
    buffer_before integer not null,
    buffer_after integer not null,
    shortest_days integer,
    longest_days integer,
    weekly_member_cents integer,
    weekly_cents integer,
    deposit_cents integer,
    condition text not null,
    notes text not null
);

create table resource_term (
    id text primary key not null,
    resource_id text not null references resource (id),
    term_id text not null references term (id),
    position integer not null,
    unique (resource_id, term_id)
);
create index resource_term_by_term on resource_term (term_id);

create table inventory_item (
    id text primary key not null,
    resource_id text not null references resource (id),
    position integer not null,
    label text not null,
    container text not null,
    quantity integer not null check (quantity >= 0),
    consumable integer not null,
    replacement_cents integer,
    remarks text not null
);
create index inventory_item_by_resource on inventory_item (resource_id, position);

create table set_part (
    id text primary key not null,
    set_id text not null references resource (id),
    part_id text not null references resource (id),
    quantity integer not null check (quantity > 0),
    unique (set_id, part_id)
);

create table borrower (
    id text primary key not null,
    code text not null unique,
    name text not null,
    type_id text references term (id),
    address text not null,
    postcode text not null,
    commune text not null,
    insee text not null,
    departement text not null,
    uai text not null,
    notes text not null
);

create table contact (
    id text primary key not null,
    borrower_id text not null references borrower (id),
    position integer not null,
    function text not null,
    name text not null,
    mail text not null,
    phone text not null
);
create index contact_by_borrower on contact (borrower_id, position);

create table membership (
    id text primary key not null,
    borrower_id text not null references borrower (id),
    from_on text,
    to_on text
);
create index membership_by_borrower on membership (borrower_id);

create table loan (
    id text primary key not null,
    number text not null unique,
    borrower_id text not null references borrower (id),
    contact text not null,
    venue_name text not null,
    venue_address text not null,
    venue_commune text not null,
    venue_insee text not null,
    created_on text not null,
    transport text not null,
    insurance_received_on text,
    agreement_sent_on text,
    agreement_signed_on text,
    notes text not null
);
create index loan_by_borrower on loan (borrower_id, id);

-- Every number ever given: never undone, so that none is given twice.
create table loan_number (
    number text primary key not null,
    year integer,
    sequence integer
);
create index loan_number_by_year on loan_number (year, sequence);

create table loan_line (
    id text primary key not null,
    loan_id text not null references loan (id),
    position integer not null,
    resource_id text not null references resource (id),
    quantity integer not null check (quantity > 0),
    state text not null,
    planned_from text not null,
    planned_to text not null,
    departed_on text,
    returned_on text,
    option_until text,
    tariff text not null,
    channel_id text references term (id),
    usage_id text references term (id),
    accompaniment_id text references term (id),
    amount_cents integer,
    cancelled_on text,
    cancelled_by text not null,
    cancel_reason text not null,
    cancelled_from text,
    check (planned_from <= planned_to),
    check (departed_on <= returned_on)
);
create index loan_line_by_loan on loan_line (loan_id, position, state);
create index loan_line_by_resource on loan_line (resource_id, planned_from);
create index loan_line_by_state on loan_line (state, planned_from, planned_to, loan_id, resource_id);
create index loan_line_by_start on loan_line (planned_from, loan_id);

-- Whatever takes units of a resource. `days` is its length rounded up: its maximum bounds how far back a
-- search for what overlaps some days has to look.
create table occupation (
    id text primary key not null,
    resource_id text not null references resource (id),
    line_id text references loan_line (id),
    quantity integer not null check (quantity > 0),
    starts_at text not null,
    ends_at text not null,
    lapses_on text,
    runs_on integer,
    days integer not null,
    check (starts_at < ends_at)
);
create index occupation_by_resource on occupation (resource_id, ends_at);
create index occupation_by_end on occupation (ends_at, starts_at, lapses_on, runs_on, resource_id, quantity, line_id);
create index occupation_by_length on occupation (days);
create index occupation_running on occupation (ends_at) where runs_on is not null;
create index occupation_by_line on occupation (line_id);

create table questionnaire (
    id text primary key not null,
    line_id text not null unique references loan_line (id),
    answered_on text,
    first_loan integer,
    how_known_id text references term (id),
    people integer check (people >= 0),
    counting text,
    overall text,
    welcome text,
    logistics text,
    comment text not null
);

create table questionnaire_term (
    id text primary key not null,
    questionnaire_id text not null references questionnaire (id),
    term_id text not null references term (id),
    position integer not null,
    unique (questionnaire_id, term_id)
);

-- Who did what, when; and the rows before and after, as JSON.
create table journal (
    entry integer primary key autoincrement,
    at text not null,
    by text not null,
    code text not null,
    params text not null,
    undoes integer references journal (entry),
    undone_by integer references journal (entry)
);
create index journal_undoes on journal (undoes) where undoes is not null;

create table journal_change (
    id integer primary key,
    entry integer not null references journal (entry),
    tbl text not null,
    row_id text not null,
    before text,
    after text
);
create index journal_change_by_entry on journal_change (entry);
create index journal_change_by_row on journal_change (tbl, row_id);
