-- The lists that a centre edits: what the program itself relies on is the role of a value, not its wording, and a centre
-- puts the values in the order it wants. Four lists join, so that reasons and origins are chosen, not typed.

alter table term add column role text;
alter table term add column position integer;

update term set role = 'pass_culture' where list = 'channel' and label = 'pass Culture';
update term set role = 'direct' where list = 'channel' and label = 'direct';
update term set role = 'school_primary' where list = 'borrower_type' and label = 'école';
update term set role = 'school_middle' where list = 'borrower_type' and label = 'collège';
update term set role = 'school_high' where list = 'borrower_type' and label = 'lycée';
update term set role = 'outdated_content'
    where list = 'not_appreciated' and label = 'contenu erroné, dépassé ou à mettre à jour';
update term set role = 'weight' where list = 'not_appreciated' and label = 'poids ou encombrement';

insert into term (id, list, label) values
    ('01900000-0000-7000-8000-000000000001', 'request_origin', 'téléphone'),
    ('01900000-0000-7000-8000-000000000002', 'request_origin', 'courriel'),
    ('01900000-0000-7000-8000-000000000003', 'request_origin', 'site internet'),
    ('01900000-0000-7000-8000-000000000004', 'request_origin', 'sur place'),
    ('01900000-0000-7000-8000-000000000005', 'request_origin', 'salon ou rencontre'),
    ('01900000-0000-7000-8000-000000000006', 'request_origin', 'partenaire'),
    ('01900000-0000-7000-8000-000000000011', 'cancel_reason', 'à la demande de l''emprunteur'),
    ('01900000-0000-7000-8000-000000000012', 'cancel_reason', 'dates reportées'),
    ('01900000-0000-7000-8000-000000000013', 'cancel_reason', 'ressource abîmée ou indisponible'),
    ('01900000-0000-7000-8000-000000000014', 'cancel_reason', 'météo ou transport'),
    ('01900000-0000-7000-8000-000000000015', 'cancel_reason', 'raison sanitaire'),
    ('01900000-0000-7000-8000-000000000016', 'cancel_reason', 'fermeture du lieu'),
    ('01900000-0000-7000-8000-000000000021', 'refusal_reason', 'ressource déjà prise'),
    ('01900000-0000-7000-8000-000000000022', 'refusal_reason', 'demande trop tardive'),
    ('01900000-0000-7000-8000-000000000023', 'refusal_reason', 'hors du territoire'),
    ('01900000-0000-7000-8000-000000000024', 'refusal_reason', 'lieu inadapté'),
    ('01900000-0000-7000-8000-000000000025', 'refusal_reason', 'règlement de prêt non respecté'),
    ('01900000-0000-7000-8000-000000000031', 'retirement_reason', 'contenu dépassé'),
    ('01900000-0000-7000-8000-000000000032', 'retirement_reason', 'usée ou abîmée'),
    ('01900000-0000-7000-8000-000000000033', 'retirement_reason', 'perdue ou volée'),
    ('01900000-0000-7000-8000-000000000034', 'retirement_reason', 'rendue à son propriétaire'),
    ('01900000-0000-7000-8000-000000000035', 'retirement_reason', 'plus demandée');

-- The operation that a chain of undoing and redoing is about, and in its sentence the words of that operation.
alter table journal add column original integer references journal (entry);
create index journal_original on journal (original) where original is not null;
update journal set original = undoes where undoes is not null;
update journal set params = json_object(
        'entry', json_object('number', original),
        'operation', json_object('operation', (
            select json_object('code', o.code, 'params', json(o.params)) from journal o where o.entry = journal.original)))
    where original is not null;

-- The sentence of a hold says until when.
update journal set params = json_set(params, '$.to', json_object('date', (
        select coalesce(c.after, c.before) ->> '$.to_on' from journal_change c
        where c.entry = journal.entry and c.tbl = 'hold')))
    where code in ('held', 'released');
update journal set code = 'list_value_added', params = json_object('list', json_object('text', (
        select coalesce(c.after, c.before) ->> '$.list' from journal_change c
        where c.entry = journal.entry and c.tbl = 'term')), 'label', json_extract(params, '$.choice'))
    where code = 'choice_added';

-- What later operations did to one table is looked up without reading what they did to the others.
drop index journal_change_by_entry;
create index journal_change_by_entry on journal_change (entry, tbl);
