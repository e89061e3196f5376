/** What is in sight is drawn first; the rest comes in steps, each after a frame and a pause in which a click is heard. */
const PAUSE_MILLISECONDS = 40;

export class Gradually {
  /** How many steps are done. */
  done = $state(0);

  constructor(steps: () => number) {
    $effect(() => {
      if (this.done >= steps()) return;
      let timer = 0;
      const frame = requestAnimationFrame(() => {
        timer = window.setTimeout(() => (this.done += 1), PAUSE_MILLISECONDS);
      });
      return () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
    });
  }
}
