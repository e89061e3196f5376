import { expect, it } from 'vitest';
import { draw, type Drawn } from '../src/lib/features/catalogue/drawings';
import { inBrief } from '../src/lib/features/catalogue/filters';
import { titleLines } from '../src/lib/features/catalogue/title';

it('audiences are told by age, three levels that follow each other or more in one', () => {
  expect(inBrief(['grand public', 'lycée', 'primaire', 'collège'])).toEqual([
    'primaire au lycée',
    'grand public',
  ]);
  expect(inBrief(['maternelle', 'primaire', 'collège', 'lycée', 'supérieur'])).toEqual([
    'maternelle au supérieur',
  ]);
  expect(inBrief(['supérieur', 'lycée', 'collège', 'maternelle', 'familles'])).toEqual([
    'maternelle',
    'collège au supérieur',
    'familles',
  ]);
  expect(inBrief(['collège', 'primaire', 'supérieur', 'grand public'])).toEqual([
    'primaire',
    'collège',
    'supérieur',
    'grand public',
  ]);
  expect(inBrief([])).toEqual([]);
});

it('a title stands on two lines without what separates them', () => {
  expect(titleLines('Super espèces : la vie')).toEqual(['Super espèces', 'la vie']);
  expect(titleLines('Sciences au féminin, au-delà')).toEqual(['Sciences au féminin', 'au-delà']);
  expect(titleLines('Mésopotamie – Terre')).toEqual(['Mésopotamie', 'Terre']);
  expect(titleLines('Secrets d’abeilles (légère)')).toEqual(['Secrets d’abeilles', 'légère']);
  expect(titleLines('Nous et les Autres. Des préjugés')).toEqual([
    'Nous et les Autres',
    'Des préjugés',
  ]);
  expect(titleLines('L’atelier de M. Curie')).toEqual(['L’atelier de M. Curie', '']);
  expect(titleLines('Néandertal')).toEqual(['Néandertal', '']);
});

it('each sort of thing has its own drawing, the same every time', () => {
  const one = (drawn: Partial<Drawn>): Drawn => ({
    code: 'EXP-001',
    kind: 'exhibition',
    form: 'light',
    format: '',
    themes: [],
    ...drawn,
  });
  const things = [
    ...['panneaux', 'Roll-up', 'affiches A2', 'bâche PVC', 'autoportante'].map((format) =>
      one({ format }),
    ),
    one({ form: 'interactive', format: 'modules interactifs' }),
    one({ kind: 'malle', form: null }),
    one({ kind: 'malle', form: null, format: 'maquette interactive' }),
    one({ kind: 'equipment', form: null }),
    one({ kind: 'machine', form: null }),
    one({ kind: 'resource_set', form: null }),
  ];
  for (const small of [true, false]) {
    const drawings = things.map((thing) => JSON.stringify(draw(thing, small)));
    expect(new Set(drawings).size).toBe(things.length);
    expect(things.map((thing) => JSON.stringify(draw(thing, small)))).toEqual(drawings);
  }
  expect(draw(one({ format: 'inconnu' }), false)).toEqual(draw(one({}), false));
});
