/** Among many cells only one is reached by Tab; the arrows go from one to the next. */
import type { Attachment } from 'svelte/attachments';

const CELL = '[data-cell]';

/** `columns` cells stand side by side where the arrows up and down skip a line; cells may be anywhere else in order. */
export function roving(
  stepOf: { up: number; left: number } = { up: 1, left: 1 },
): Attachment<Element> {
  return (node) => {
    const cells = () => [...node.querySelectorAll<HTMLElement | SVGElement>(CELL)];

    function choose(chosen: Element | undefined): void {
      for (const cell of cells()) cell.setAttribute('tabindex', cell === chosen ? '0' : '-1');
    }
    function keepOne(): void {
      const all = cells();
      const focused = all.find((cell) => cell === document.activeElement);
      const current = all.find((cell) => cell.getAttribute('tabindex') === '0');
      choose(focused ?? current ?? all[0]);
    }
    function pressed(event: Event): void {
      if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const all = cells();
      const at = all.findIndex((cell) => cell === document.activeElement);
      if (at < 0) return;
      const to: Record<string, number> = {
        ArrowUp: at - stepOf.up,
        ArrowDown: at + stepOf.up,
        ArrowLeft: at - stepOf.left,
        ArrowRight: at + stepOf.left,
        Home: 0,
        End: all.length - 1,
      };
      const goal = to[event.key];
      if (goal === undefined) return;
      event.preventDefault();
      const cell = all[Math.min(Math.max(goal, 0), all.length - 1)];
      choose(cell);
      cell?.focus();
    }
    const focused = (event: Event) => {
      if (event.target instanceof Element && event.target.matches(CELL)) choose(event.target);
    };

    keepOne();
    const watch = new MutationObserver(keepOne);
    watch.observe(node, { childList: true, subtree: true });
    node.addEventListener('keydown', pressed);
    node.addEventListener('focusin', focused);
    return () => {
      watch.disconnect();
      node.removeEventListener('keydown', pressed);
      node.removeEventListener('focusin', focused);
    };
  };
}
