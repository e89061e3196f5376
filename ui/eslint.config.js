import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/lib/backend/generated'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      // TypeScript knows what is defined.
      'no-undef': 'off',
      // Only src/lib/backend may know Tauri.
      'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }],
      // Dates are never kept in reactive state: days are ISO text.
      'svelte/prefer-svelte-reactivity': 'off',
      // Screens are reached by the hash, which no router of SvelteKit resolves.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['src/lib/backend/**'], rules: { 'no-restricted-imports': 'off' } },
);
