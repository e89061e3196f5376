/**
 * Charts as pictures of their own, for a report or a slide: with their title, in the colours that print, whatever the
 * theme of the window.
 */
import type { FiguresMap } from '$lib/backend';
import { shortMonth } from '$lib/format';
import type { HeatBand } from '../heat';
import { framesOf } from '../mapFrames';
import { labelsOf } from '../mapLabels';
import { pathOf, radiusOf } from '../projection';
import type { Mark } from './mark';

/** The light ramp of tokens.css: a picture leaves the window, and with it the tokens. */
const INK = { dark: '#1E2A45', middle: '#7487AB', pale: '#B3C0D6', paler: '#E1E7F0' };
const TEXT = { strong: '#1B2233', soft: '#5F697D' };
const STEPS = ['#FFFFFF', INK.paler, INK.pale, INK.middle, INK.dark];
const FONT = '"Atkinson Hyperlegible Next", "Atkinson Next", Arial, sans-serif';

const WIDTH = 640;
const MARGIN = 20;
const HEAD = 62;

export function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

interface Style {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

function words(
  x: number,
  y: number,
  text: string,
  { size = 13, weight = 400, fill = TEXT.strong, anchor = 'start' }: Style = {},
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function bar(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${Math.max(0, Math.round(width * 10) / 10)}" height="${Math.max(0, Math.round(height * 10) / 10)}" rx="3" fill="${fill}"/>`;
}

/** A label that would run into its bar ends with an ellipsis; letters are about half as wide as they are high. */
function fitted(text: string, width: number, size = 13): string {
  const most = Math.floor(width / (size * 0.52));
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

export interface Caption {
  title: string;
  /** What is counted, over which days. */
  note: string;
}

function framed({ title, note }: Caption, height: number, body: string, width = WIDTH): string {
  const total = HEAD + height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family='${FONT}' role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${total}" fill="#FFFFFF"/>`,
    words(MARGIN, 30, fitted(title, width - 2 * MARGIN, 17), { size: 17, weight: 600 }),
    words(MARGIN, 48, fitted(note, width - 2 * MARGIN, 12), { size: 12, fill: TEXT.soft }),
    `<g transform="translate(0 ${HEAD})">${body}</g>`,
    '</svg>',
  ].join('');
}

export function barsPicture(caption: Caption, marks: Mark[], most: number): string {
  const ROW = 30;
  const LABEL = 230;
  const VALUE = 70;
  const room = WIDTH - 2 * MARGIN - LABEL - VALUE;
  const rows = marks.map((mark, at) => {
    const y = at * ROW;
    const length = most > 0 ? (room * mark.value) / most : 0;
    return [
      words(MARGIN, y + 19, fitted(mark.label, LABEL - 10)),
      bar(MARGIN + LABEL, y + 6, room, 18, '#F3F5F8'),
      bar(MARGIN + LABEL, y + 6, length, 18, mark.strong ? INK.dark : INK.middle),
      words(WIDTH - MARGIN, y + 19, mark.text, { weight: 600, anchor: 'end' }),
    ].join('');
  });
  return framed(caption, marks.length * ROW, rows.join(''));
}

export function columnsPicture(caption: Caption, marks: Mark[]): string {
  const HEIGHT = 220;
  const most = Math.max(...marks.map(({ value }) => value), 1);
  const pitch = (WIDTH - 2 * MARGIN) / Math.max(marks.length, 1);
  const wide = Math.min(pitch * 0.72, 90);
  const columns = marks.map((mark, at) => {
    const middle = MARGIN + pitch * (at + 0.5);
    const height = (HEIGHT * mark.value) / most;
    return [
      bar(
        middle - wide / 2,
        24 + HEIGHT - height,
        wide,
        height,
        mark.strong ? INK.dark : INK.middle,
      ),
      words(middle, 18 + HEIGHT - height, mark.text, { size: 12, weight: 600, anchor: 'middle' }),
      words(middle, HEIGHT + 44, mark.label, { size: 12, fill: TEXT.soft, anchor: 'middle' }),
      mark.note
        ? words(middle, HEIGHT + 60, mark.note, { size: 11, fill: TEXT.soft, anchor: 'middle' })
        : '',
    ].join('');
  });
  const under = marks.some(({ note }) => note) ? 68 : 52;
  return framed(caption, HEIGHT + under, columns.join(''));
}

const HATCHES = [
  `<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><rect width="2" height="6" fill="${INK.pale}"/></pattern>`,
  `<pattern id="cross" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><path d="M0 1h6M1 0v6" stroke="#43557C" stroke-width="1.4"/></pattern>`,
].join('');
const ANSWERS = [INK.dark, INK.pale, 'url(#hatch)', 'url(#cross)'];

export function stackedPicture(caption: Caption, marks: Mark[]): string {
  const total = Math.max(
    marks.reduce((sum, { value }) => sum + value, 0),
    1,
  );
  const room = WIDTH - 2 * MARGIN;
  let left = MARGIN;
  const parts = marks.map((mark, at) => {
    const width = (room * mark.value) / total;
    const x = left;
    left += width;
    const y = 66 + at * 24;
    return [
      width > 0
        ? `<rect x="${x}" y="0" width="${Math.max(1, width - 2)}" height="42" rx="4" fill="${ANSWERS[at]}" stroke="${at > 1 ? INK.middle : 'none'}"/>`
        : '',
      `<rect x="${MARGIN}" y="${y - 11}" width="14" height="14" rx="3" fill="${ANSWERS[at]}" stroke="${INK.middle}"/>`,
      words(MARGIN + 22, y, `${mark.label} ${mark.text}`),
    ].join('');
  });
  return framed(caption, 56 + marks.length * 24, `<defs>${HATCHES}</defs>${parts.join('')}`);
}

export function wafflePicture(caption: Caption, part: number, whole: number): string {
  const PITCH = 24;
  const columns = 25;
  const squares = Array.from({ length: whole }, (_, at) => {
    const [x, y] = [MARGIN + (at % columns) * PITCH, Math.floor(at / columns) * PITCH];
    return at < part
      ? `<rect x="${x}" y="${y}" width="19" height="19" rx="3" fill="${INK.dark}"/>`
      : `<rect x="${x + 0.75}" y="${y + 0.75}" width="17.5" height="17.5" rx="3" fill="#FFFFFF" stroke="${INK.middle}" stroke-width="1.5"/>`;
  });
  return framed(caption, Math.ceil(whole / columns) * PITCH, squares.join(''));
}

export function heatPicture(caption: Caption, bands: HeatBand[], legend: string[]): string {
  const PITCH = 16;
  const BAND = 7 * PITCH + 34;
  const width = 2 * MARGIN + Math.max(...bands.map(({ weeks }) => weeks), 20) * PITCH;
  const drawn = bands.map((band, at) => {
    const top = at * BAND + 20;
    const days = band.days.map(({ week, weekday, step }) => {
      const [x, y] = [MARGIN + week * PITCH, top + weekday * PITCH];
      return `<rect x="${x}" y="${y}" width="13" height="13" rx="2" fill="${STEPS[step]}" stroke="${step === 0 ? '#DCE1E9' : 'none'}"/>`;
    });
    const months = band.months.map(({ first, week }) =>
      words(MARGIN + week * PITCH, top - 7, shortMonth(first), { size: 11, fill: TEXT.soft }),
    );
    return [...months, ...days].join('');
  });
  const top = bands.length * BAND + 4;
  const steps = legend.map((text, at) => {
    const x = MARGIN + at * 80;
    const fill = STEPS[STEPS.length - legend.length + at] ?? INK.dark;
    return [
      `<rect x="${x}" y="${top}" width="13" height="13" rx="2" fill="${at === 0 ? '#FFFFFF' : fill}" stroke="#DCE1E9"/>`,
      words(x + 19, top + 11, text, { size: 12, fill: TEXT.soft }),
    ].join('');
  });
  return framed(caption, top + 16, [...drawn, ...steps].join(''), width);
}

export function mapPicture(caption: Caption, map: FiguresMap, credit: string): string {
  const size = { width: WIDTH, height: 620, margin: 24 };
  const most = Math.max(...map.communes.map(({ loans }) => loans), 1);
  const drawn = framesOf(map, size).map(({ outlines, communes, projection, box }) => {
    const shapes = outlines.map(
      (outline) =>
        `<path d="${pathOf(outline, projection)}" fill="${INK.paler}" fill-rule="evenodd" stroke="#FFFFFF" stroke-width="1.5"/>`,
    );
    const circles = [...communes]
      .sort((one, other) => other.loans - one.loans)
      .map(({ longitude, latitude, loans, exact, name }) => {
        const r = (box ? 1 : 2) * radiusOf(loans, most, 6.2);
        return { ...projection.place(longitude, latitude), r, loans, exact, name };
      });
    const dots = circles.map(
      ({ x, y, r, loans, exact, name }) =>
        `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${exact ? INK.dark : '#FFFFFF'}" fill-opacity="0.8" stroke="${exact ? '#FFFFFF' : INK.dark}"><title>${escaped(`${name} (${loans})`)}</title></circle>`,
    );
    const names = labelsOf(outlines, projection, circles, 7).map(
      ({ x, y, name }) =>
        `<g stroke="${INK.paler}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">${words(x, y + 5, name, { weight: 500, anchor: 'middle', fill: '#465065' })}</g>`,
    );
    const around = box
      ? `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4" fill="none" stroke="#DCE1E9"/>`
      : '';
    return [around, ...shapes, ...dots, ...names].join('');
  });
  const foot = words(MARGIN, size.height + 20, credit, { size: 11, fill: TEXT.soft });
  return framed(caption, size.height + 16, [...drawn, foot].join(''));
}
