-- One occupation for every sort of taker, and numbered units. An occupation names its taker by sort and identifier, and
-- the unit where one was named; `back_at` is the day on which it came back: what is over and back is a fact.

create table unit (
    id text primary key not null,
    resource_id text not null references resource (id),
    position integer not null,
    label text not null,
    serial text not null,
    acquired_on text,
    retired_on text,
    lost_on text,
    condition text not null,
    unique (resource_id, label)
);

-- The numbered units that a taker was given.
create table taker_unit (
    id text primary key not null,
    taker_kind text not null,
    taker_id text not null,
    unit_id text not null references unit (id),
    unique (taker_id, unit_id)
);
create index taker_unit_by_unit on taker_unit (unit_id);

create table occupation_of_takers (
    id text primary key not null,
    taker_kind text not null,
    taker_id text not null,
    resource_id text not null references resource (id),
    unit_id text references unit (id),
    quantity integer not null check (quantity > 0),
    starts_at text not null,
    ends_at text not null,
    lapses_on text,
    runs_on integer,
    back_at text,
    days integer not null,
    check (starts_at < ends_at)
);

insert into occupation_of_takers
    (id, taker_kind, taker_id, resource_id, unit_id, quantity, starts_at, ends_at, lapses_on, runs_on, back_at, days)
select
    o.id,
    iif(o.line_id is null, 'hold', 'line'),
    coalesce(o.line_id, o.hold_id),
    o.resource_id,
    null,
    o.quantity,
    o.starts_at,
    o.ends_at,
    o.lapses_on,
    o.runs_on,
    iif(l.state in ('returned', 'closed'), l.returned_on || 'T00:00', null),
    o.days
from occupation o left join loan_line l on l.id = o.line_id
where coalesce(o.line_id, o.hold_id) is not null;

drop table occupation;
alter table occupation_of_takers rename to occupation;

create index occupation_by_resource on occupation (resource_id, ends_at);
create index occupation_by_end
    on occupation (ends_at, starts_at, lapses_on, runs_on, back_at, resource_id, quantity, unit_id, taker_kind, taker_id);
create index occupation_by_length on occupation (days);
create index occupation_running on occupation (resource_id, ends_at) where runs_on is not null;
create index occupation_by_taker on occupation (taker_id, taker_kind);

-- What the journal remembers of occupations is put in the same words, so that an operation of before can still be undone.
update journal_change
set before = json_remove(
    json_set(
        before,
        '$.taker_kind', iif(before ->> '$.line_id' is null, 'hold', 'line'),
        '$.taker_id', coalesce(before ->> '$.line_id', before ->> '$.hold_id'),
        '$.unit_id', null,
        '$.back_at', null
    ),
    '$.line_id',
    '$.hold_id'
)
where tbl = 'occupation' and before is not null;

update journal_change
set after = json_remove(
    json_set(
        after,
        '$.taker_kind', iif(after ->> '$.line_id' is null, 'hold', 'line'),
        '$.taker_id', coalesce(after ->> '$.line_id', after ->> '$.hold_id'),
        '$.unit_id', null,
        '$.back_at', null
    ),
    '$.line_id',
    '$.hold_id'
)
where tbl = 'occupation' and after is not null;
