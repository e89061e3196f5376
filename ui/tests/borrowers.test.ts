import { describe, expect, it } from 'vitest';
import type { BorrowerCard, CommuneCard } from '../src/lib/backend/generated/types';
import { departementOf, named, postcodeOf } from '../src/lib/components/commune';
import {
  choices,
  fromParams,
  passing,
  sorted,
  sortedBy,
  toParams,
} from '../src/lib/features/borrowers/filters';

const commune = (name: string, insee: string, ...postcodes: string[]): CommuneCard => ({
  insee,
  name,
  departement: insee.slice(0, 2),
  postcodes,
  population: 1000,
});

describe('a commune that was typed', () => {
  const denis = [
    commune('Saint-Denis', '93066', '93200', '93210'),
    commune('Saint-Denis', '97411', '97400'),
    commune('Saint-Denis-lès-Bourg', '01344', '01000'),
  ];

  it('is named without accents, with « st », or by a code', () => {
    expect(named(denis, 'st denis').map(({ insee }) => insee)).toEqual(['93066', '97411']);
    expect(named(denis, 'SAINT DENIS LES BOURG')).toHaveLength(1);
    expect(named(denis, '97400')).toHaveLength(1);
    expect(named(denis, 'saint-den')).toEqual([]);
    expect(named(denis, ' ')).toEqual([]);
  });

  it('has its only postal code, or the one typed, or none until it is chosen', () => {
    const [several, one] = denis as [CommuneCard, CommuneCard];
    expect(postcodeOf(one, ['01000'])).toBe('97400');
    expect(postcodeOf(several, ['', '93210'])).toBe('93210');
    expect(postcodeOf(several, ['01000'])).toBe('');
  });

  it('tells its département by its postal code', () => {
    expect(['01000', '20000', '20200', '97400', '1201', ''].map(departementOf)).toEqual([
      '01',
      '2A',
      '2B',
      '974',
      '',
      '',
    ]);
  });
});

describe('the list of borrowers', () => {
  const card = (code: string, more: Partial<BorrowerCard> = {}): BorrowerCard => ({
    id: code,
    code,
    name: code,
    borrower_type: 'école',
    venue: { name: '', address: '', commune: 'Ham', insee: '' },
    postcode: '80400',
    departement: '80',
    contacts: [],
    member: false,
    sorties: 0,
    running: 0,
    late: 0,
    ...more,
  });
  const cards = [
    card('b', { sorties: 3, running: 1 }),
    card('a', { borrower_type: 'musée', departement: '01', late: 1, running: 1 }),
    card('é', { sorties: 12, venue: { name: '', address: '', commune: '', insee: '' } }),
  ];
  const codes = (list: BorrowerCard[]) => list.map(({ code }) => code);
  const asked = (address: string) => fromParams(new URLSearchParams(address));

  it('keeps what it is filtered by in the address', () => {
    const address = 'recherche=ham&type=école&departement=80&encours=1&tri=-sorties';
    const params = toParams(asked(address));
    expect(new URLSearchParams(params).get('tri')).toBe('-sorties');
    expect(asked(new URLSearchParams(params).toString())).toEqual(asked(address));
  });

  it('says of each choice what it would show', () => {
    expect(codes(passing(cards, asked('type=école&encours=1')))).toEqual(['b']);
    expect(choices(cards, asked('type=école&encours=1'), 'type')).toEqual([
      { label: 'école', count: 1 },
      { label: 'musée', count: 1 },
    ]);
    expect(choices(cards, asked('departement=99'), 'departement').at(-1)).toEqual({
      label: '99',
      count: 0,
    });
  });

  it('is sorted as French sorts, and what is not known comes last both ways', () => {
    expect(codes(sorted(cards, asked('')))).toEqual(['b', 'a', 'é']);
    expect(codes(sorted(cards, asked('tri=nom')))).toEqual(['a', 'b', 'é']);
    expect(codes(sorted(cards, asked('tri=-commune'))).at(-1)).toBe('é');
    expect(codes(sorted(cards, asked('tri=commune'))).at(-1)).toBe('é');
    expect(codes(sorted(cards, asked('tri=-sorties')))[0]).toBe('é');
  });

  it('sorts a column, then the other way, then no longer', () => {
    const first = { ...asked(''), ...sortedBy('sorties', asked('')) };
    expect(toParams(first)['tri']).toBe('-sorties');
    const second = { ...first, ...sortedBy('sorties', first) };
    expect(toParams(second)['tri']).toBe('sorties');
    expect(toParams({ ...second, ...sortedBy('sorties', second) })['tri']).toBe('');
  });
});
