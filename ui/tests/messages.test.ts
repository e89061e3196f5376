import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setLocale } from '../src/lib/locale';
import { catalogues, fault, journal, n, t } from '../src/lib/messages';

const fr = catalogues['fr-FR'] ?? {};
const en = catalogues['en-GB'] ?? {};
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe('the messages', () => {
  it('have the same keys and the same placeholders in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const [key, text] of Object.entries(fr)) {
      expect(placeholders(en[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('have the spaces, quotes and apostrophes of French', () => {
    for (const [key, text] of Object.entries(fr)) {
      expect(text, key).not.toMatch(/[ \u00a0][;!?]/);
      expect(text, key).not.toMatch(/[^\s\u202f][;!?](?!\w)/);
      expect(text, key).not.toMatch(/(^|[^\u00a0\w}{/]):(?!\/)|[^\u00a0]:\s/);
      expect(text, key).not.toMatch(/«[^\u00a0]|[^\u00a0]»/);
      expect(text, key).not.toMatch(/'/);
    }
  });

  it('stand in the catalogue and not in the components', () => {
    const folder = join(import.meta.dirname, '../src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.svelte'))) {
      const source = readFileSync(join(folder, file), 'utf8');
      const markup = source
        .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
        .replace(/\{[^{}]*\}/g, '')
        .replace(/\{[^{}]*\}/g, '')
        .replace(/\{[\s\S]*?\}/g, '');
      const texts = [...markup.matchAll(/>([^<>]*[A-Za-zÀ-ÿ]{3,}[^<>]*)</g)].map((found) =>
        (found[1] ?? '').trim(),
      );
      expect(
        texts.filter((text) => !['Malleposte', 'Ctrl Entrée', 'Tab'].includes(text)),
        file,
      ).toEqual([]);
    }
  });

  it('count as each language does', () => {
    expect([n('returns', 0), n('returns', 1), n('returns', 2)]).toEqual([
      '0 retour',
      '1 retour',
      '2 retours',
    ]);
    setLocale('en-GB');
    expect([n('returns', 0), n('returns', 1), n('returns', 2)]).toEqual([
      '0 returns',
      '1 return',
      '2 returns',
    ]);
    expect(t('today')).toBe('Today');
    setLocale('fr-FR');
  });

  it('tell what was undone with its own sentence, in the journal and in a refusal', () => {
    const operation = {
      operation: { code: 'remarked', params: { number: { text: '2026-004' } } },
    };
    const entry = { entry: 2, at: '', by: '', undone_by: null, undoes: 1 };
    const undone = { ...entry, code: 'undone', params: { operation } };
    expect(journal(undone)).toBe('Défait\u00a0: Note ajoutée au dossier 2026-004');
    const params = { entry: { number: 1 }, later: { number: 2 }, operation };
    const refused = { code: 'undo_depended_on', params, kind: 'rule', field: null, refusal: null };
    expect(fault(refused)).toContain('Note ajoutée au dossier 2026-004');
    // What an earlier version wrote may say less.
    expect(journal({ ...entry, code: 'confirmed', params: { number: { text: '1' } } })).toBe(
      'Dossier 1 confirmé',
    );
    const role = {
      label: { text: 'Pass' },
      role: { text: 'pass_culture' },
      list: { text: 'channel' },
    };
    expect(journal({ ...entry, code: 'list_role_set', params: role })).toContain(
      'canaux de paiement',
    );
  });
});
