/** Where the name of a département stands on a small map, or else its number: whole within it and off the circles. */
import type { Outline } from '$lib/backend';
import { middleOf, type Point, type Projection } from './projection';

export interface Circle extends Point {
  r: number;
}

/** Pixels from one place that is tried to the next. */
const STEP = 3;
const HEIGHT = 14;
const ROOM = 2;

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

/** Along the edge of the box of a name, closely enough that no border cuts it unseen. */
function edgeOf({ x, y }: Point, width: number): Point[] {
  const parts = Math.ceil(width / STEP);
  return Array.from({ length: parts + 1 }, (_, at) => x - width / 2 + (width * at) / parts).flatMap(
    (across) => [-1, 0, 1].map((side) => ({ x: across, y: y + (side * HEIGHT) / 2 })),
  );
}

function touches({ x, y }: Point, width: number, circle: Circle): boolean {
  const across = Math.max(Math.abs(circle.x - x) - width / 2, 0);
  const along = Math.max(Math.abs(circle.y - y) - HEIGHT / 2, 0);
  return Math.hypot(across, along) < circle.r;
}

/** « mm » is as wide as « iiiii »; a little room on both sides. `letter` is the width of most of them. */
function widthOf(name: string, letter: number): number {
  const parts = [...name].map((one) => {
    if (/[mwMW]/.test(one)) return 1.75;
    if (/[iljtfrI1' ’.-]/.test(one)) return 0.7;
    return /\p{Lu}/u.test(one) ? 1.25 : 1.1;
  });
  return letter * parts.reduce((sum, part) => sum + part, 0) + 2 * ROOM;
}

export interface Label extends Point {
  name: string;
  width: number;
}

/** The nearest to its middle; none where it has no room. `taken` are the names that stand already. */
function placeOf(
  outline: Outline,
  width: number,
  projection: Projection,
  circles: Circle[],
  taken: Label[],
): Point | null {
  const rings = outline.rings.map((ring) =>
    ring.map(([longitude, latitude]) => projection.place(longitude, latitude)),
  );
  /** A ring within another is a hole. */
  const isOn = (point: Point) => rings.filter((ring) => isWithin(point, ring)).length % 2 === 1;
  const points = rings.flat();
  const middle = middleOf(outline, projection);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [right, bottom] = [Math.max(...xs) - width / 2, Math.max(...ys) - HEIGHT / 2];
  const places: Point[] = [];
  for (let y = Math.min(...ys) + HEIGHT / 2; y <= bottom; y += STEP)
    for (let x = Math.min(...xs) + width / 2; x <= right; x += STEP) places.push({ x, y });
  const off = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y);
  return (
    places
      .sort((one, other) => off(one) - off(other))
      .find(
        (place) =>
          !circles.some((circle) => touches(place, width, circle)) &&
          !taken.some(
            (label) =>
              Math.abs(label.x - place.x) < (label.width + width) / 2 &&
              Math.abs(label.y - place.y) < HEIGHT,
          ) &&
          edgeOf(place, width).every(isOn),
      ) ?? null
  );
}

/** Those that have room; the list beside the map names them all. */
export function labelsOf(
  outlines: Outline[],
  projection: Projection,
  circles: Circle[],
  letter: number,
): Label[] {
  const labels: Label[] = [];
  for (const outline of outlines) {
    for (const name of [outline.name, outline.code]) {
      const width = widthOf(name, letter);
      const place = placeOf(outline, width, projection, circles, labels);
      if (!place) continue;
      labels.push({ name, width, ...place });
      break;
    }
  }
  return labels;
}
