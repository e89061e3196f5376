/** Lucide's icons as plain markup: as they come, each is put together attribute by attribute, a hundred to a screen. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

type Nodes = [tag: string, attributes: Record<string, string>][];

const ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][\w-]+\.svelte$/;

function markup(source: string, file: string): string {
  const data = /const iconData = (\{.*\});/.exec(source)?.[1];
  if (!data) throw new Error(`No icon in ${file}`);
  const { name, node } = JSON.parse(data) as { name: string; node: Nodes };
  const shapes = node.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
    return `<${tag}${written.join('')} />`;
  });
  return `<script>
  let { size = 24, strokeWidth = 2, class: name = '', x, y } = $props();
</script>
<svg class="lucide lucide-${name} {name}" width={size} height={size} {x} {y}
  viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round"
  stroke-linejoin="round" aria-hidden="true">${shapes.join('')}</svg>`;
}

export function icons(): Plugin {
  return {
    name: 'icons',
    enforce: 'pre',
    load: {
      filter: { id: ICON },
      handler: async (file) => markup(await readFile(file, 'utf8'), file),
    },
  };
}
