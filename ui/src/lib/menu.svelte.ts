/** The menus of the platform: what the palette offers, where a person who looks for menus finds it. A Mac always has them;
 * elsewhere F10 shows them, for they take the height of a row. */
import { showMenus, type Menu, type MenuItem } from './backend';
import { actions, screens } from './components/places';
import { isMac } from './keyNames';
import { t } from './messages';
import { failed, takeBack, told } from './operations';
import { palette } from './palette.svelte';
import { canPrint, print } from './print';
import { router } from './router.svelte';
import { sidebar } from './sidebar.svelte';

const LINE: MenuItem = { id: '', title: '' };

/** On Linux the system's own entries for the clipboard do nothing: better none. */
const hasClipboard = typeof navigator !== 'undefined' && /Mac|Win/.test(navigator.platform);

/** The menus, in the language of the page. A Mac has one of the program's own first. */
export function menus(onMac = isMac, withClipboard = hasClipboard): Menu[] {
  const known = new Map(
    [...screens(), ...actions(null, () => {})].map((entry) => [entry.value, entry]),
  );
  const item = (id: string): MenuItem => ({ id, title: known.get(id)?.label ?? '' });
  const quit: MenuItem = { id: 'quit', title: t('menu_quit') };
  const about = item('about');
  const clipboard: MenuItem[] = [
    LINE,
    { id: 'cut', title: t('menu_cut') },
    { id: 'copy', title: t('menu_copy') },
    { id: 'paste', title: t('menu_paste') },
    { id: 'select-all', title: t('menu_select_all') },
  ];
  const own: Menu = { title: 'Malleposte', items: [about, LINE, quit] };
  return [
    ...(onMac ? [own] : []),
    {
      title: t('menu_file'),
      items: [
        item('new-booking'),
        item('new-resource'),
        item('new-borrower'),
        LINE,
        item('import'),
        LINE,
        { id: 'print', title: t('menu_print') },
        ...(onMac ? [] : [LINE, quit]),
      ],
    },
    {
      title: t('menu_edit'),
      items: [
        { id: 'undo', title: t('palette_undo') },
        ...(withClipboard ? clipboard : []),
        LINE,
        { id: 'search', title: t('palette_open') },
      ],
    },
    {
      title: t('menu_go'),
      items: screens()
        .filter(({ value }) => value !== 'aide')
        .map(({ value }) => item(value)),
    },
    {
      title: t('menu_view'),
      items: [
        { id: 'theme', title: t('menu_theme') },
        item('language'),
        { id: 'sidebar', title: t('keys_sidebar') },
        ...(onMac ? [] : [{ id: 'menus', title: t('menu_hide') }]),
      ],
    },
    {
      title: t('menu_help'),
      items: [item('aide'), item('keys'), ...(onMac ? [] : [LINE, about])],
    },
  ];
}

class PlatformMenu {
  isShown = $state(
    isMac || (typeof localStorage !== 'undefined' && localStorage.getItem('menus') === 'on'),
  );

  set(isShown: boolean): void {
    if (isMac) return;
    this.isShown = isShown;
    localStorage.setItem('menus', isShown ? 'on' : 'off');
  }

  /** Shows them, and does what is chosen in them. */
  start(showKeys: () => void): () => void {
    const choose = (event: Event) => {
      if (event instanceof CustomEvent) this.choose(String(event.detail), showKeys);
    };
    window.addEventListener('menu', choose);
    return () => window.removeEventListener('menu', choose);
  }

  async show(): Promise<void> {
    await showMenus(this.isShown ? menus() : []).catch(failed);
  }

  private choose(id: string, showKeys: () => void): void {
    const ownAnswers: Record<string, () => void> = {
      search: () => palette.show(),
      sidebar: () => sidebar.fold(router.route.screen),
      menus: () => this.set(false),
      print: () =>
        canPrint(router.route) ? void print(router.route) : told(t('menu_print_nothing'), 'failed'),
      undo: () => void takeBack(null),
    };
    const answer = ownAnswers[id];
    if (answer) answer();
    else [...screens(), ...actions(null, showKeys)].find(({ value }) => value === id)?.choose();
  }
}

export const platformMenu = new PlatformMenu();
