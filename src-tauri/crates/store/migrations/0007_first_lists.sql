-- Bases from before the questionnaires have no answers to choose from, nor the two values that figures rely on.

insert into term (id, list, label)
select column1, 'how_known', column2
from (
    values
        ('01900000-0000-7000-8000-000000000041', 'catalogue commun'),
        ('01900000-0000-7000-8000-000000000042', 'lettre d''information'),
        ('01900000-0000-7000-8000-000000000043', 'pass Culture'),
        ('01900000-0000-7000-8000-000000000044', 'portes ouvertes des expositions'),
        ('01900000-0000-7000-8000-000000000045', 'site internet de l''association'),
        ('01900000-0000-7000-8000-000000000046', 'bouche-à-oreille'),
        ('01900000-0000-7000-8000-000000000047', 'réseau professionnel')
)
where not exists (select 1 from term where list = 'how_known');

insert into term (id, list, label)
select column1, 'appreciated', column2
from (
    values
        ('01900000-0000-7000-8000-000000000051', 'contenu compréhensible / accessible'),
        ('01900000-0000-7000-8000-000000000052', 'thématique bien traitée'),
        ('01900000-0000-7000-8000-000000000053', 'esthétique'),
        ('01900000-0000-7000-8000-000000000054', 'adapté au public'),
        ('01900000-0000-7000-8000-000000000055', 'interactivité'),
        ('01900000-0000-7000-8000-000000000056', 'facilité de montage'),
        ('01900000-0000-7000-8000-000000000057', 'documents d''accompagnement')
)
where not exists (select 1 from term where list = 'appreciated');

insert into term (id, list, label, role)
select column1, 'not_appreciated', column2, column3
from (
    values
        ('01900000-0000-7000-8000-000000000061', 'contenu erroné, dépassé ou à mettre à jour', 'outdated_content'),
        ('01900000-0000-7000-8000-000000000062', 'poids ou encombrement', 'weight'),
        ('01900000-0000-7000-8000-000000000063', 'montage', null),
        ('01900000-0000-7000-8000-000000000064', 'trop de texte', null),
        ('01900000-0000-7000-8000-000000000065', 'manque d''accompagnement', null)
)
where not exists (select 1 from term where list = 'not_appreciated');
