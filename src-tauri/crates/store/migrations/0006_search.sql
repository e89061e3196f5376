-- What is counted and listed at each click, kept as it changes, so that no answer grows with the years of history.
-- Triggers of the schema keep it true whoever writes: an operation, an undo, another program.

-- How many lines of each borrower left, and how many of them are out.
create table borrower_count (
    borrower_id text primary key not null,
    sorties integer not null,
    running integer not null
) without rowid;

insert into borrower_count (borrower_id, sorties, running)
    select n.borrower_id, count(*), sum(l.state = 'out') from loan_line l join loan n on n.id = l.loan_id
    where l.state in ('out', 'returned', 'closed') group by n.borrower_id;

create trigger borrower_count_line_added after insert on loan_line
    when new.state in ('out', 'returned', 'closed') begin
    insert into borrower_count (borrower_id, sorties, running)
        select borrower_id, 1, new.state = 'out' from loan where id = new.loan_id
        on conflict (borrower_id) do update set sorties = sorties + 1, running = running + excluded.running;
end;

create trigger borrower_count_line_removed after delete on loan_line
    when old.state in ('out', 'returned', 'closed') begin
    update borrower_count set sorties = sorties - 1, running = running - (old.state = 'out')
        where borrower_id = (select borrower_id from loan where id = old.loan_id);
end;

create trigger borrower_count_line_changed after update of state, loan_id on loan_line
    when old.state in ('out', 'returned', 'closed') or new.state in ('out', 'returned', 'closed') begin
    update borrower_count set sorties = sorties - 1, running = running - (old.state = 'out')
        where old.state in ('out', 'returned', 'closed')
        and borrower_id = (select borrower_id from loan where id = old.loan_id);
    insert into borrower_count (borrower_id, sorties, running)
        select borrower_id, 1, new.state = 'out' from loan
        where id = new.loan_id and new.state in ('out', 'returned', 'closed')
        on conflict (borrower_id) do update set sorties = sorties + 1, running = running + excluded.running;
end;

create trigger borrower_count_loan_given after update of borrower_id on loan
    when old.borrower_id <> new.borrower_id begin
    insert into borrower_count (borrower_id, sorties, running)
        select old.borrower_id, - count(*), - coalesce(sum(state = 'out'), 0) from loan_line
        where loan_id = new.id and state in ('out', 'returned', 'closed')
        on conflict (borrower_id) do update set sorties = sorties + excluded.sorties, running = running + excluded.running;
    insert into borrower_count (borrower_id, sorties, running)
        select new.borrower_id, count(*), coalesce(sum(state = 'out'), 0) from loan_line
        where loan_id = new.id and state in ('out', 'returned', 'closed')
        on conflict (borrower_id) do update set sorties = sorties + excluded.sorties, running = running + excluded.running;
end;

-- Lines of which a questionnaire answers anything.
create view answered (line_id) as
    select q.line_id from questionnaire q where q.first_loan is not null
    or q.how_known_id is not null
    or q.people is not null
    or q.people_least is not null
    or q.counting is not null
    or q.overall is not null
    or q.welcome is not null
    or q.logistics is not null
    or q.comment <> ''
    or exists (select 1 from questionnaire_term t where t.questionnaire_id = q.id)
    or exists (select 1 from question_answer a where a.questionnaire_id = q.id);

-- Lines that came back and wait for an answer.
create table awaited (
    line_id text primary key not null,
    departed_on text
) without rowid;

insert into awaited (line_id, departed_on)
    select l.id, l.departed_on from loan_line l where l.state in ('returned', 'closed')
    and not exists (select 1 from answered a where a.line_id = l.id);
create index awaited_by_departure on awaited (departed_on);

create trigger awaited_line_added after insert on loan_line when new.state in ('returned', 'closed') begin
    insert into awaited (line_id, departed_on) select new.id, new.departed_on
        where not exists (select 1 from answered where line_id = new.id);
end;

create trigger awaited_line_removed after delete on loan_line when old.state in ('returned', 'closed') begin
    delete from awaited where line_id = old.id;
end;

create trigger awaited_line_changed after update of state, departed_on on loan_line
    when old.state in ('returned', 'closed') or new.state in ('returned', 'closed') begin
    delete from awaited where line_id = old.id;
    insert into awaited (line_id, departed_on) select new.id, new.departed_on
        where new.state in ('returned', 'closed') and not exists (select 1 from answered where line_id = new.id);
end;

create trigger awaited_questionnaire_added after insert on questionnaire begin
    delete from awaited where line_id = new.line_id;
    insert into awaited (line_id, departed_on) select l.id, l.departed_on from loan_line l
        where l.id = new.line_id and l.state in ('returned', 'closed')
        and not exists (select 1 from answered where line_id = l.id);
end;

create trigger awaited_questionnaire_changed after update on questionnaire begin
    delete from awaited where line_id = new.line_id;
    insert into awaited (line_id, departed_on) select l.id, l.departed_on from loan_line l
        where l.id = new.line_id and l.state in ('returned', 'closed')
        and not exists (select 1 from answered where line_id = l.id);
end;

create trigger awaited_questionnaire_removed after delete on questionnaire begin
    delete from awaited where line_id = old.line_id;
    insert into awaited (line_id, departed_on) select l.id, l.departed_on from loan_line l
        where l.id = old.line_id and l.state in ('returned', 'closed')
        and not exists (select 1 from answered where line_id = l.id);
end;

create trigger awaited_term_added after insert on questionnaire_term begin
    delete from awaited where line_id = (select line_id from questionnaire where id = new.questionnaire_id);
end;

create trigger awaited_term_removed after delete on questionnaire_term begin
    insert into awaited (line_id, departed_on)
        select l.id, l.departed_on from questionnaire q join loan_line l on l.id = q.line_id
        where q.id = old.questionnaire_id and l.state in ('returned', 'closed')
        and not exists (select 1 from answered where line_id = l.id)
        on conflict (line_id) do nothing;
end;

create trigger awaited_answer_added after insert on question_answer begin
    delete from awaited where line_id = (select line_id from questionnaire where id = new.questionnaire_id);
end;

create trigger awaited_answer_removed after delete on question_answer begin
    insert into awaited (line_id, departed_on)
        select l.id, l.departed_on from questionnaire q join loan_line l on l.id = q.line_id
        where q.id = old.questionnaire_id and l.state in ('returned', 'closed')
        and not exists (select 1 from answered where line_id = l.id)
        on conflict (line_id) do nothing;
end;

-- Loans that are not over, with how many of their lines are not.
create table open_loan (
    loan_id text primary key not null,
    lines integer not null
) without rowid;

insert into open_loan (loan_id, lines)
    select loan_id, count(*) from loan_line where state in ('request', 'option', 'confirmed', 'out', 'returned') group by loan_id;

create trigger open_loan_line_added after insert on loan_line when new.state in ('request', 'option', 'confirmed', 'out', 'returned') begin
    insert into open_loan (loan_id, lines) values (new.loan_id, 1)
        on conflict (loan_id) do update set lines = lines + 1;
end;

create trigger open_loan_line_removed after delete on loan_line when old.state in ('request', 'option', 'confirmed', 'out', 'returned') begin
    update open_loan set lines = lines - 1 where loan_id = old.loan_id;
    delete from open_loan where loan_id = old.loan_id and lines = 0;
end;

create trigger open_loan_line_changed after update of state, loan_id on loan_line
    when old.loan_id <> new.loan_id
        or (old.state in ('request', 'option', 'confirmed', 'out', 'returned')) <> (new.state in ('request', 'option', 'confirmed', 'out', 'returned')) begin
    update open_loan set lines = lines - 1 where loan_id = old.loan_id and old.state in ('request', 'option', 'confirmed', 'out', 'returned');
    delete from open_loan where loan_id = old.loan_id and lines = 0;
    insert into open_loan (loan_id, lines)
        select new.loan_id, 1 where new.state in ('request', 'option', 'confirmed', 'out', 'returned')
        on conflict (loan_id) do update set lines = lines + 1;
end;

-- The lines of a resource by where they stand and when they were away, without reading them; the next departure of each
-- resource; options by their expiry.
drop index loan_line_by_resource;
create index loan_line_by_resource on loan_line (resource_id, planned_from, state, departed_on, returned_on);
create index loan_line_confirmed on loan_line (resource_id, planned_from, planned_to) where state = 'confirmed';
create index loan_line_option on loan_line (option_until) where state = 'option';

-- What is out past its planned end, without looking through all that ever ended.
create index occupation_late
    on occupation (ends_at, starts_at, lapses_on, runs_on, back_at, resource_id, quantity, unit_id, taker_kind, taker_id)
    where runs_on is not null;
