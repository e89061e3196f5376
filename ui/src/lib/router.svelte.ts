/** Where we are: the screen and its filters live in the address, after the hash. */

export interface Route {
  /** `aujourdhui`, `catalogue`, `reservation`, `dossiers`… */
  screen: string;
  /** What follows the screen: a code or a number. */
  id: string;
  /** Filters and selections. */
  params: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', ...rest] = path.split('/');
  return {
    screen: screen || 'aujourdhui',
    id: decodeURIComponent(rest.join('/')),
    params: new URLSearchParams(query),
  };
}

export function link(screen: string, id = '', params: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''));
  const path = id ? `${screen}/${encodeURIComponent(id)}` : screen;
  return `#/${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

class Router {
  route = $state.raw<Route>(parse(typeof location === 'undefined' ? '' : location.hash));

  start(): () => void {
    const follow = () => (this.route = parse(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  go(to: string): void {
    location.hash = to.replace(/^#/, '');
  }

  /** Changes filters without a new step in the history. */
  filter(params: Record<string, string>): void {
    const { screen, id } = this.route;
    history.replaceState(null, '', link(screen, id, params));
    this.route = parse(location.hash);
  }
}

export const router = new Router();
