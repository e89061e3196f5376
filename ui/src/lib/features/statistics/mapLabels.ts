/** Where the name of a département stands on a small map: within it, and on as few circles as can be. */
import type { Outline } from '$lib/backend';
import { middleOf, type Point, type Projection } from './projection';

export interface Circle extends Point {
  r: number;
}

const STEPS = 14;
const HEIGHT = 14;
/** How much worse a circle under the name is than a name ten pixels off the middle. */
const OF_A_CIRCLE = 30;
const OF_A_NAME = 200;

function isWithin(point: Point, ring: Point[]): boolean {
  let inside = false;
  ring.forEach((one, at) => {
    const other = ring[(at + ring.length - 1) % ring.length] ?? one;
    const crosses = one.y > point.y !== other.y > point.y;
    if (crosses && point.x < ((other.x - one.x) * (point.y - one.y)) / (other.y - one.y) + one.x)
      inside = !inside;
  });
  return inside;
}

function touches({ x, y }: Point, width: number, circle: Circle): boolean {
  const across = Math.max(Math.abs(circle.x - x) - width / 2, 0);
  const along = Math.max(Math.abs(circle.y - y) - HEIGHT / 2, 0);
  return Math.hypot(across, along) < circle.r;
}

export interface Label extends Point {
  name: string;
  width: number;
}

/** `taken` are the names that stand already. */
function placeOf(
  outline: Outline,
  width: number,
  projection: Projection,
  circles: Circle[],
  taken: Label[],
): Point {
  const rings = outline.rings.map((ring) =>
    ring.map(([longitude, latitude]) => projection.place(longitude, latitude)),
  );
  const points = rings.flat();
  const middle = middleOf(outline, projection);
  const [left, right] = [
    Math.min(...points.map(({ x }) => x)),
    Math.max(...points.map(({ x }) => x)),
  ];
  const [top, bottom] = [
    Math.min(...points.map(({ y }) => y)),
    Math.max(...points.map(({ y }) => y)),
  ];
  let best = { ...middle, cost: Infinity };
  for (let row = 1; row < STEPS; row += 1)
    for (let column = 1; column < STEPS; column += 1) {
      const point = {
        x: left + ((right - left) * column) / STEPS,
        y: top + ((bottom - top) * row) / STEPS,
      };
      if (!rings.some((ring) => isWithin(point, ring))) continue;
      const off = Math.max(width / 2 - point.x, point.x + width / 2 - projection.width, 0);
      const under = circles.filter((circle) => touches(point, width, circle)).length;
      const names = taken.filter(
        (label) =>
          Math.abs(label.x - point.x) < (label.width + width) / 2 &&
          Math.abs(label.y - point.y) < HEIGHT,
      ).length;
      const cost =
        under * OF_A_CIRCLE +
        names * OF_A_NAME +
        off * OF_A_CIRCLE +
        Math.hypot(point.x - middle.x, point.y - middle.y) / 2;
      if (cost < best.cost) best = { ...point, cost };
    }
  return { x: best.x, y: best.y };
}

export function labelsOf(
  outlines: Outline[],
  projection: Projection,
  circles: Circle[],
  letter: number,
): Label[] {
  const labels: Label[] = [];
  for (const outline of outlines) {
    const width = outline.name.length * letter;
    const place = placeOf(outline, width, projection, circles, labels);
    labels.push({ name: outline.name, width, ...place });
  }
  return labels;
}
