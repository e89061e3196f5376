/** The screens and the actions that the palette offers besides what it finds in the base. */
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import CircleHelp from '@lucide/svelte/icons/circle-help';
import FileUp from '@lucide/svelte/icons/file-up';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import Info from '@lucide/svelte/icons/info';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Languages from '@lucide/svelte/icons/languages';
import Library from '@lucide/svelte/icons/library';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import Moon from '@lucide/svelte/icons/moon';
import PackagePlus from '@lucide/svelte/icons/package-plus';
import Plus from '@lucide/svelte/icons/plus';
import Printer from '@lucide/svelte/icons/printer';
import School from '@lucide/svelte/icons/school';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserPlus from '@lucide/svelte/icons/user-plus';
import type { JournalEntry } from '$lib/backend';
import { journal, t } from '$lib/messages';
import { takeBack } from '$lib/operations';
import { preferences } from '$lib/preferences.svelte';
import { canPrint, print } from '$lib/print';
import { link, router } from '$lib/router.svelte';

export interface Entry {
  /** Unique among all that the palette shows. */
  value: string;
  icon: typeof Plus;
  label: string;
  note?: string;
  keys?: string[];
  /** Other words by which it is found. */
  words?: string;
  choose: () => void;
}

const to = (screen: string, id = '', params: Record<string, string> = {}) => {
  return () => router.go(link(screen, id, params));
};

/** The screens, as the sidebar names them. */
export function screens(): Entry[] {
  return [
    { value: 'aujourdhui', icon: Sun, label: t('today'), keys: ['G', 'A'] },
    { value: 'planning', icon: CalendarRange, label: t('planning'), keys: ['G', 'P'] },
    { value: 'catalogue', icon: Library, label: t('catalogue'), keys: ['G', 'C'] },
    { value: 'dossiers', icon: FolderOpen, label: t('loans'), keys: ['G', 'D'] },
    { value: 'emprunteurs', icon: School, label: t('borrowers'), keys: ['G', 'E'] },
    { value: 'statistiques', icon: ChartColumn, label: t('statistics'), keys: ['G', 'S'] },
    {
      value: 'satisfaction',
      icon: MessageSquareText,
      label: t('satisfaction'),
      keys: ['G', 'Q'],
      words: t('satisfaction_palette_words'),
    },
    { value: 'reglages', icon: Settings, label: t('settings') },
    { value: 'aide', icon: CircleHelp, label: t('palette_help') },
  ].map((screen) => ({ ...screen, choose: to(screen.value) }));
}

/** What can be done from anywhere. */
export function actions(undoable: JournalEntry | null, showKeys: () => void): Entry[] {
  const isFrench = preferences.language === 'fr-FR';
  const always: Entry[] = [
    {
      value: 'new-booking',
      icon: Plus,
      label: t('new_booking'),
      keys: ['N'],
      choose: to('reservation'),
    },
    {
      value: 'new-resource',
      icon: PackagePlus,
      label: t('palette_new_resource'),
      keys: ['Ctrl', 'Shift', 'N'],
      words: t('palette_new_resource_words'),
      choose: to('ressource'),
    },
    {
      value: 'new-borrower',
      icon: UserPlus,
      label: t('palette_new_borrower'),
      choose: to('emprunteurs', '', { nouveau: '1' }),
    },
    {
      value: 'import',
      icon: FileUp,
      label: t('palette_import'),
      words: t('palette_import_words'),
      choose: to('reglages', '', { importer: '1' }),
    },
  ];
  const undo: Entry = {
    value: 'undo',
    icon: Undo2,
    label: t('palette_undo'),
    note: undoable ? journal(undoable) : '',
    keys: ['Ctrl', 'Z'],
    choose: () => void takeBack(undoable?.entry ?? null),
  };
  const printing: Entry = {
    value: 'print',
    icon: Printer,
    label: t(router.route.screen === 'planning' ? 'palette_print_planning' : 'palette_print_loan'),
    keys: ['Ctrl', 'P'],
    choose: () => void print(router.route),
  };
  const rest: Entry[] = [
    {
      value: 'theme',
      icon: preferences.isDark ? SunMoon : Moon,
      label: t(preferences.isDark ? 'theme_light' : 'theme_dark'),
      words: t('palette_theme_words'),
      choose: () => preferences.setTheme(preferences.isDark ? 'light' : 'dark'),
    },
    {
      value: 'language',
      icon: Languages,
      label: t('other_language'),
      words: t('palette_language_words'),
      choose: () => preferences.setLanguage(isFrench ? 'en-GB' : 'fr-FR'),
    },
    { value: 'keys', icon: Keyboard, label: t('keys_title'), keys: ['?'], choose: showKeys },
    {
      value: 'about',
      icon: Info,
      label: t('palette_about'),
      words: t('palette_about_words'),
      choose: to('reglages', '', { apropos: '1' }),
    },
  ];
  return [
    ...always,
    ...(canPrint(router.route) ? [printing] : []),
    ...(undoable ? [undo] : []),
    ...rest,
  ];
}
