/** Degrees to the plane of a small map: parallels are shortened as in its middle, so that shapes look as they are. */
import type { Outline } from '$lib/backend';

export interface Point {
  x: number;
  y: number;
}

export interface Projection {
  /** How far it reaches to the right. */
  width: number;
  place: (longitude: number, latitude: number) => Point;
}

/** Fits all the outlines in a frame, in its middle. */
export function projectionOf(
  outlines: Pick<Outline, 'rings'>[],
  frame: { width: number; height: number; margin: number; left?: number; top?: number },
): Projection | null {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [longitude, latitude] of outlines.flatMap(({ rings }) => rings.flat())) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  if (west > east) return null;
  const shortened = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // A single place has no extent: it stands in the middle.
  const wide = Math.max((east - west) * shortened, 1e-6);
  const high = Math.max(north - south, 1e-6);
  const room = { width: frame.width - 2 * frame.margin, height: frame.height - 2 * frame.margin };
  const scale = Math.min(room.width / wide, room.height / high);
  const left = (frame.left ?? 0) + (frame.width - wide * scale) / 2;
  const top = (frame.top ?? 0) + (frame.height - high * scale) / 2;
  return {
    width: (frame.left ?? 0) + frame.width,
    place: (longitude, latitude) => ({
      x: left + (longitude - west) * shortened * scale,
      y: top + (north - latitude) * scale,
    }),
  };
}

const short = (value: number) => Math.round(value * 10) / 10;

/** An outline with its islands and holes, as the `d` of a path to be filled even-odd. */
export function pathOf({ rings }: Pick<Outline, 'rings'>, { place }: Projection): string {
  return rings
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => {
        const { x, y } = place(longitude, latitude);
        return `${short(x)} ${short(y)}`;
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}

/** Twice the signed area within a closed line. */
function area(ring: [number, number][]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Where the name of a département stands: the centre of gravity of its largest part. */
export function middleOf({ rings }: Pick<Outline, 'rings'>, { place }: Projection): Point {
  const largest = rings.reduce<[number, number][]>(
    (best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best),
    [],
  );
  const doubled = area(largest) || 1;
  let [longitude, latitude] = [0, 0];
  largest.forEach(([x, y], at) => {
    const [nextX, nextY] = largest[(at + 1) % largest.length] ?? [x, y];
    const cross = x * nextY - nextX * y;
    longitude += (x + nextX) * cross;
    latitude += (y + nextY) * cross;
  });
  return place(longitude / (3 * doubled), latitude / (3 * doubled));
}

/** Circles whose areas are as their counts, none too small to be seen. */
export function radiusOf(count: number, most: number, largest: number): number {
  const SMALLEST = 2.9;
  return Math.max(SMALLEST, largest * Math.sqrt(count / Math.max(most, 1)));
}
