-- What the planning needs: resources that the centre itself holds, the days on which it is closed; photos, and
-- remarks on loans.

create table hold (
    id text primary key not null,
    resource_id text not null references resource (id),
    kind text not null,
    label text not null,
    quantity integer not null check (quantity > 0),
    from_on text not null,
    to_on text not null,
    check (from_on <= to_on)
);
create index hold_by_resource on hold (resource_id, to_on);
create index hold_by_end on hold (to_on, from_on);

alter table occupation add column hold_id text references hold (id);
create index occupation_by_hold on occupation (hold_id) where hold_id is not null;
drop index occupation_by_end;
create index occupation_by_end
    on occupation (ends_at, starts_at, lapses_on, runs_on, resource_id, quantity, line_id, hold_id);

-- Closures of the centre; public holidays are computed.
create table closure (
    id text primary key not null,
    from_on text not null,
    to_on text not null,
    label text not null,
    check (from_on <= to_on)
);

-- Images by the SHA-256 of their bytes, in two sizes. They are outside the journal: a row that refers to one can
-- come and go, and the image is there when an undo brings it back.
create table image (
    id text primary key not null,
    bytes blob not null,
    small blob not null
);

create table photo (
    id text primary key not null,
    resource_id text not null references resource (id),
    position integer not null,
    image_id text not null references image (id),
    width integer not null,
    height integer not null,
    unique (resource_id, image_id)
);

create table remark (
    id text primary key not null,
    loan_id text not null references loan (id),
    at text not null,
    by text not null,
    text text not null
);
create index remark_by_loan on remark (loan_id, at);
