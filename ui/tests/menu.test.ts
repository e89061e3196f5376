import { beforeAll, describe, expect, it, vi } from 'vitest';
import { actions, screens } from '../src/lib/components/places';
import { menus } from '../src/lib/menu.svelte';
import { setLocale } from '../src/lib/locale';

beforeAll(() => {
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false }) });
  vi.stubGlobal('location', { hash: '' });
  setLocale('fr-FR');
});

const OWN = [
  'quit',
  'cut',
  'copy',
  'paste',
  'select-all',
  'search',
  'sidebar',
  'menus',
  'print',
  'undo',
];

describe('the menus of the platform', () => {
  it('lead to every screen and to nothing unknown', () => {
    const known = [...screens(), ...actions(null, () => {})].map(({ value }) => value);
    for (const onMac of [true, false]) {
      const items = menus(onMac, true).flatMap(({ items }) => items);
      const ids = items.map(({ id }) => id).filter((id) => id !== '');
      expect(ids.filter((id) => !known.includes(id) && !OWN.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { value } of screens()) expect(ids).toContain(value);
      expect(items.filter(({ id, title }) => (id === '') !== (title === ''))).toEqual([]);
    }
  });

  it('begin with the program’s own on a Mac, and end what it ends there', () => {
    expect(menus(true, true)[0]).toMatchObject({ title: 'Malleposte' });
    expect(menus(true, true)[1]?.items.map(({ id }) => id)).not.toContain('quit');
    expect(menus(false, false)[0]?.items.at(-1)).toEqual({ id: 'quit', title: 'Quitter' });
    expect(menus(false, false).flatMap(({ items }) => items.map(({ id }) => id))).not.toContain(
      'copy',
    );
  });
});
