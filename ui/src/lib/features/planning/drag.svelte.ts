/** A drag on the planning, from where the pointer goes down to where it is let go. */
import { daysBetween } from '$lib/format';
import type { Gesture } from './gesture.svelte';
import { between, gripsOf, type Grip, type ResourceLine, type Taken } from './layout';

/** So many pixels make a drag of a click. */
const DRAG_FROM = 4;
/** So near to an edge the days go on. */
const EDGE = 26;
const EDGE_MILLISECONDS = 500;

/** What was under the pointer when it went down. */
interface Pressed {
  line: ResourceLine;
  item: Taken | null;
  grip: Grip;
}

interface Press extends Pressed {
  id: number;
  x: number;
  y: number;
  /** The day under the pointer when it went down. */
  day: string;
  isDrag: boolean;
  lastX: number;
}

/** What is dragged over. */
interface Days {
  element: () => HTMLElement | undefined;
  dayUnder: (x: number) => string;
  /** Where the days begin, in pixels of the window. */
  leftOfDays: () => number;
  /** Shows days some weeks later or earlier. */
  shift: (weeks: number) => void;
}

export class Drag {
  isDragging = $state(false);
  /** What is in the hand cannot be moved. */
  isRefusing = $state(false);
  private pressed: Press | null = null;
  private wasDragged = false;
  private edgeTimer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly gesture: Gesture,
    private readonly days: Days,
  ) {}

  press(event: PointerEvent, on: Pressed | null): void {
    this.wasDragged = false;
    if (!on || event.button !== 0 || !event.isPrimary || this.gesture.drawn || this.gesture.saving)
      return;
    const { pointerId: id, clientX: x, clientY: y } = event;
    this.pressed = { ...on, id, x, y, day: this.days.dayUnder(x), isDrag: false, lastX: x };
  }

  move(event: PointerEvent): void {
    const { pressed } = this;
    if (pressed?.id !== event.pointerId) return;
    pressed.lastX = event.clientX;
    if (!pressed.isDrag) {
      const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) >= DRAG_FROM;
      if (!far) return;
      pressed.isDrag = true;
      this.take(pressed);
    }
    this.follow();
    this.watchEdges(event.clientX);
  }

  /** What is in the hand follows the pointer, or the days under it. */
  follow(): void {
    const { pressed } = this;
    const { drawn } = this.gesture;
    if (!pressed?.isDrag || !drawn || drawn.byKeys) return;
    const at = this.days.dayUnder(pressed.lastX);
    const { bar, grip } = drawn;
    const days = daysBetween(pressed.day, at);
    const to = bar ? this.gesture.shifted(bar.planned, grip, days) : between(pressed.day, at);
    this.gesture.to(to);
  }

  release(event: PointerEvent): void {
    const { pressed } = this;
    if (pressed?.id !== event.pointerId) return;
    const isOutside =
      event.clientX < 0 ||
      event.clientY < 0 ||
      event.clientX > window.innerWidth ||
      event.clientY > window.innerHeight;
    this.letGo();
    if (!pressed.isDrag) return;
    this.wasDragged = true;
    if (isOutside) this.gesture.cancel();
    else void this.gesture.drop();
  }

  /** Nothing is dropped. */
  cancel(): void {
    if (!this.pressed) return;
    this.letGo();
    this.gesture.cancel();
  }

  letGo(): void {
    const element = this.days.element();
    if (this.pressed && element?.hasPointerCapture(this.pressed.id))
      element.releasePointerCapture(this.pressed.id);
    this.pressed = null;
    this.isRefusing = this.isDragging = false;
    this.watchNoEdge();
  }

  /** Whether a click only ends a drag; asked once. */
  ownsClick(): boolean {
    const owns = this.wasDragged;
    this.wasDragged = false;
    return owns;
  }

  private take({ id, line: { row }, item, grip, day }: Press): void {
    this.days.element()?.setPointerCapture(id);
    this.isDragging = true;
    if (!item) {
      const period = between(day, day);
      this.gesture.begin({ row, bar: null, grip: 'end', lane: 0, period, byKeys: false });
    } else if (item.bar && gripsOf(item.bar).includes(grip)) {
      const { bar, lane } = item;
      this.gesture.begin({ row, bar, grip, lane, period: bar.planned, byKeys: false });
    } else this.isRefusing = true;
  }

  /** Held at an edge, the days go on. */
  private watchEdges(x: number): void {
    const right = this.days.element()?.getBoundingClientRect().right ?? Infinity;
    const left = this.days.leftOfDays();
    const isBefore = x < left + EDGE && x > left;
    const weeks = !this.gesture.drawn ? 0 : x > right - EDGE ? 1 : isBefore ? -1 : 0;
    if (weeks === 0) this.watchNoEdge();
    else this.edgeTimer ??= setInterval(() => this.days.shift(weeks), EDGE_MILLISECONDS);
  }

  private watchNoEdge(): void {
    clearInterval(this.edgeTimer);
    this.edgeTimer = undefined;
  }
}
