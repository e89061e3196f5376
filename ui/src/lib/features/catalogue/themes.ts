/** The icon of a theme; a centre's own themes have none. */
import Amphora from '@lucide/svelte/icons/amphora';
import Apple from '@lucide/svelte/icons/apple';
import Atom from '@lucide/svelte/icons/atom';
import CloudSun from '@lucide/svelte/icons/cloud-sun';
import Cog from '@lucide/svelte/icons/cog';
import Cpu from '@lucide/svelte/icons/cpu';
import Droplets from '@lucide/svelte/icons/droplets';
import Equal from '@lucide/svelte/icons/equal';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import Leaf from '@lucide/svelte/icons/leaf';
import Moon from '@lucide/svelte/icons/moon';
import Mountain from '@lucide/svelte/icons/mountain';
import Pi from '@lucide/svelte/icons/pi';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Users from '@lucide/svelte/icons/users';
import Zap from '@lucide/svelte/icons/zap';

const ICONS = new Map<string, typeof Leaf>([
  ['alimentation', Apple],
  ['archéologie', Amphora],
  ['astronomie', Moon],
  ['biodiversité', Leaf],
  ['chimie', FlaskConical],
  ['climat', CloudSun],
  ['eau', Droplets],
  ['égalité', Equal],
  ['énergie', Zap],
  ['géologie', Mountain],
  ['histoire des sciences', ScrollText],
  ['mathématiques', Pi],
  ['numérique', Cpu],
  ['physique', Atom],
  ['santé', HeartPulse],
  ['sciences humaines et sociales', Users],
  ['technologie et industrie', Cog],
]);

/** That of the first of its themes that has one. */
export function themeIcon(themes: string[]): typeof Leaf | undefined {
  return themes.map((theme) => ICONS.get(theme.toLowerCase())).find(Boolean);
}
