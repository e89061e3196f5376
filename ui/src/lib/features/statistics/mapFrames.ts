/** Départements that lie far from the others, overseas above all, are drawn apart: they would shrink the map to dots. */
import type { FiguresMap, MapCommune, Outline } from '$lib/backend';
import { projectionOf, type Projection } from './projection';

export interface MapFrame {
  outlines: Outline[];
  communes: MapCommune[];
  projection: Projection;
  /** The frame around those that are drawn apart; none of the main part. */
  box: { x: number; y: number; width: number; height: number } | null;
}

/** Degrees: neighbours touch, and an island is not far. */
const NEAR = 0.6;
const INSET = 64;
const GAP = 6;

interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

function boxOf({ rings }: Outline): Box {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [longitude, latitude] of rings.flat()) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
}

const isNear = (one: Box, other: Box) =>
  one.west - NEAR < other.east &&
  other.west - NEAR < one.east &&
  one.south - NEAR < other.north &&
  other.south - NEAR < one.north;

/** Départements by what lies near what. */
export function clustersOf(outlines: Outline[]): Outline[][] {
  let clusters: { outlines: Outline[]; boxes: Box[] }[] = [];
  for (const outline of outlines) {
    const box = boxOf(outline);
    const touching = clusters.filter(({ boxes }) => boxes.some((other) => isNear(box, other)));
    const joined = {
      outlines: [...touching.flatMap((cluster) => cluster.outlines), outline],
      boxes: [...touching.flatMap((cluster) => cluster.boxes), box],
    };
    clusters = [...clusters.filter((cluster) => !touching.includes(cluster)), joined];
  }
  return clusters.map((cluster) => cluster.outlines);
}

/** The département of a commune, by its INSEE code. */
export const departementOf = (insee: string) => insee.slice(0, insee.startsWith('97') ? 3 : 2);

/** The part with the most sorties fills the frame; the others stand in a row under it. */
export function framesOf(
  map: FiguresMap,
  size: { width: number; height: number; margin: number },
): MapFrame[] {
  const parts = clustersOf(map.departements).map((outlines) => {
    const codes = outlines.map(({ code }) => code);
    const communes = map.communes.filter(({ insee }) => codes.includes(departementOf(insee)));
    return { outlines, communes, loans: communes.reduce((sum, { loans }) => sum + loans, 0) };
  });
  const [main, ...apart] = parts.sort((one, other) => other.loans - one.loans);
  if (!main) return [];
  const inset = Math.min(
    INSET,
    (size.width - GAP * (apart.length - 1)) / Math.max(apart.length, 1),
  );
  const below = apart.length > 0 ? inset + GAP : 0;
  const framed = (
    { outlines, communes }: (typeof parts)[number],
    frame: { width: number; height: number; margin: number; left?: number; top?: number },
    box: MapFrame['box'],
  ): MapFrame[] => {
    const projection = projectionOf(outlines, frame);
    return projection ? [{ outlines, communes, projection, box }] : [];
  };
  return [
    ...framed(main, { ...size, height: size.height - below }, null),
    ...apart.flatMap((part, at) => {
      const box = { x: at * (inset + GAP), y: size.height - inset, width: inset, height: inset };
      const frame = { width: inset, height: inset, margin: 8, left: box.x, top: box.y };
      return framed(part, frame, box);
    }),
  ];
}
