/** Language, theme and keys: this computer's choices, not the base's. */
import { setLocale } from './locale';

type Theme = 'system' | 'light' | 'dark';
type Language = 'fr-FR' | 'en-GB';
type OnOff = 'on' | 'off';

function stored<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  first: Choice,
): Choice {
  const found = typeof localStorage === 'undefined' ? null : localStorage.getItem(name);
  return choices.find((choice) => choice === found) ?? first;
}

class Preferences {
  theme = $state<Theme>(stored('theme', ['system', 'light', 'dark'], 'system'));
  language = $state<Language>(stored('language', ['fr-FR', 'en-GB'], 'fr-FR'));
  /** Whether keys of a single letter do something: N, T, G A… They can get in the way of speech input. */
  singleLetters = $state<OnOff>(stored('singleLetters', ['on', 'off'], 'on'));

  apply(): void {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => this.paint(dark.matches);
    dark.addEventListener('change', follow);
    follow();
    setLocale(this.language);
    document.documentElement.lang = this.language.slice(0, 2);
  }

  private paint(systemIsDark: boolean): void {
    const dark = this.theme === 'dark' || (this.theme === 'system' && systemIsDark);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem('theme', theme);
    this.paint(window.matchMedia('(prefers-color-scheme: dark)').matches);
  }

  /** Every sentence is worded anew by drawing the window again. */
  setLanguage(language: Language): void {
    localStorage.setItem('language', language);
    location.reload();
  }

  setSingleLetters(areOn: boolean): void {
    this.singleLetters = areOn ? 'on' : 'off';
    localStorage.setItem('singleLetters', this.singleLetters);
  }

  get isDark(): boolean {
    return (
      this.theme === 'dark' ||
      (this.theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches)
    );
  }
}

export const preferences = new Preferences();
