/** How a resource without a photo is drawn: as what it is, on a sheet of 240 by 112 whose floor is at 92. */
import type { ResourceCard } from '$lib/backend';

export type Drawn = Pick<ResourceCard, 'code' | 'kind' | 'form' | 'format' | 'themes'>;

/** What faces the visitor, what holds it up, what is printed on it and what is seen of that when small, what is dark. */
type Look = 'face' | 'hold' | 'print' | 'glance' | 'solid';
type Stroke = [Look, string];

export interface Drawing {
  strokes: Stroke[];
  /** Where the icon of its theme stands: its middle and its size. */
  icon: { x: number; y: number; size: number } | null;
}

interface Manner {
  /** In a row of the table fewer things stand, wider apart. */
  small: boolean;
  /** Neighbours differ, and each is the same every time. */
  variant: number;
}

const MIDDLE = 120;
const FLOOR = 92;

const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

/** A box with round corners. */
const softBox = (x: number, y: number, width: number, height: number, r: number) =>
  `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
  `h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;

const disc = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** Lines of text, each as long as told. */
const text = (x: number, y: number, lengths: number[]) =>
  lengths.map((length, at) => `M${x} ${y + at * 6}h${length}`).join('');

/** All that is seen of a text from afar. */
const glance = (x: number, y: number, length: number) =>
  `M${x} ${y}h${length}m${-length} 12h${length}`;

/** Where things of one width stand side by side, and which of them is in the middle. */
function sideBySide(count: number, width: number, gap: number) {
  const left = MIDDLE - (count * width + (count - 1) * gap) / 2;
  const places = Array.from({ length: count }, (_, at) => left + at * (width + gap));
  return { places, central: left + Math.floor(count / 2) * (width + gap) };
}

/** Panels on their feet. */
function panels({ small, variant }: Manner): Drawing {
  const { places, central } = sideBySide(small ? 3 : 4 + (variant % 3), 28, small ? 16 : 6);
  const printed = (x: number, at: number) => {
    if (x === central) return text(x + 5, 65, [18, 12]);
    return (at + variant) % 3 === 1
      ? box(x + 5, 29, 18, 20) + text(x + 5, 58, [18, 14, 18])
      : `M${x + 5} 31h18` + text(x + 5, 46, [18, 14, 18, 18, 10]);
  };
  return {
    strokes: places.flatMap((x, at): Stroke[] => [
      ['hold', `M${x + 14} 80V${FLOOR}`],
      ['face', box(x, 22, 28, 58)],
      ['print', printed(x, at)],
      ['glance', glance(x + 9, 36, 10)],
    ]),
    icon: { x: central + 14, y: 43, size: 21 },
  };
}

/** Posters clipped to a wire between two poles. */
function posters({ small, variant }: Manner): Drawing {
  const width = 27;
  const { places, central } = sideBySide(small ? 3 : 5, width, small ? 12 : 7);
  const [from = 0] = places;
  const to = 2 * MIDDLE - from;
  return {
    strokes: [
      ['hold', `M${from - 9} 14V${FLOOR}M${to + 9} 14V${FLOOR}M${from - 9} 21H${to + 9}`],
      ...places.flatMap((x, at): Stroke[] => [
        ['hold', `M${x + 5} 21v6M${x + 22} 21v6`],
        ['face', box(x, 27, width, (at + variant) % 2 === 0 ? 48 : 40)],
        ['print', x === central ? '' : box(x + 5, 33, 17, 15) + text(x + 5, 55, [17, 11])],
        ['glance', glance(x + 8, 40, 11)],
      ]),
    ],
    icon: { x: central + width / 2, y: 47, size: 20 },
  };
}

/** Roll-ups, each on the heavy foot that it comes out of. */
function rollUps({ small, variant }: Manner): Drawing {
  const { places, central } = sideBySide(small ? 3 : 3 + (variant % 2), 30, small ? 18 : 12);
  return {
    strokes: places.flatMap((x): Stroke[] => [
      ['face', box(x, 16, 30, 72)],
      ['solid', box(x - 4, 88, 38, 4)],
      [
        'print',
        x === central
          ? text(x + 6, 62, [18, 18, 12])
          : `M${x + 6} 27h18` + text(x + 6, 55, [18, 12, 18, 18]),
      ],
      ['glance', glance(x + 10, 34, 10)],
    ]),
    icon: { x: central + 15, y: 41, size: 22 },
  };
}

/** A folding screen that stands by itself: a middle, and on each side one wing or two. */
function foldingScreen({ small, variant }: Manner): Drawing {
  const width = 28;
  const half = 32;
  const wings = small ? 1 : 1 + (variant % 2);
  const near = { top: 18, bottom: FLOOR + 2 };
  const far = { top: 24, bottom: FLOOR - 3 };
  const strokes: Stroke[] = [
    ['face', `M${MIDDLE - half} 24h${2 * half}V${far.bottom}h${-2 * half}z`],
    ['print', text(MIDDLE - 20, 68, [40, 40, 26])],
    ['glance', glance(MIDDLE - 16, 44, 32)],
  ];
  for (const side of [-1, 1]) {
    for (let wing = 0; wing < wings; wing += 1) {
      const [inner, outer] = wing % 2 === 0 ? [far, near] : [near, far];
      const x = MIDDLE + side * (half + wing * width);
      const slope = (outer.top - inner.top) / width;
      const printed = (y: number, length: number) =>
        `M${x + side * 5} ${y + 5 * slope}l${side * length} ${length * slope}`;
      strokes.push(
        [
          'face',
          `M${x} ${inner.top}L${x + side * width} ${outer.top}V${outer.bottom}L${x} ${inner.bottom}z`,
        ],
        [
          'print',
          printed(inner.top + 12, 18) +
            [0, 7, 14].map((y) => printed(inner.top + 36 + y, 18)).join(''),
        ],
      );
    }
  }
  return { strokes, icon: { x: MIDDLE, y: 46, size: 26 } };
}

/** A banner of cloth between two poles. */
function banner(): Drawing {
  return {
    strokes: [
      ['hold', `M46 20V${FLOOR}M194 20V${FLOOR}M46 28h4M190 28h4`],
      ['face', 'M50 26h140v46c-24 6-46-4-70 0s-46 5-70 0z'],
      ['print', text(62, 38, [28, 20, 28, 14]) + text(150, 38, [28, 20, 28, 14])],
      ['glance', glance(90, 42, 60)],
    ],
    icon: { x: MIDDLE, y: 48, size: 28 },
  };
}

/** Things to try on a table, around the screen that explains them: a button and a lever, or a wheel and a button. */
function modules({ variant }: Manner): Drawing {
  const button = (x: number): Stroke => ['face', `M${x - 9} 60v-3a9 9 0 0 1 18 0v3z`];
  const lever: Stroke[] = [
    ['hold', 'M164 60l8-20'],
    ['face', disc(173, 37, 5)],
  ];
  const wheel: Stroke[] = [
    ['face', disc(74, 47, 13)],
    ['print', 'M74 34v26M61 47h26'],
    ['solid', disc(74, 47, 3)],
  ];
  const around = variant % 2 === 0 ? [button(74), ...lever] : [...wheel, button(167)];
  return {
    strokes: [
      ['hold', `M64 70V${FLOOR}M176 70V${FLOOR}`],
      ...around,
      ['face', box(92, 20, 56, 40)],
      ['face', 'M62 60h116l10 10H52z'],
      ['print', 'M64 65h112'],
      ['glance', glance(106, 34, 28)],
    ],
    icon: { x: MIDDLE, y: 40, size: 25 },
  };
}

/** The trunk that a malle is. */
function trunk(): Drawing {
  return {
    strokes: [
      ['hold', 'M106 38v-6a4 4 0 0 1 4-4h20a4 4 0 0 1 4 4v6'],
      ['face', softBox(68, 38, 104, 54, 6)],
      ['hold', 'M68 56h104'],
      ['solid', box(82, 38, 9, 54) + box(149, 38, 9, 54)],
    ],
    icon: { x: MIDDLE, y: 74, size: 22 },
  };
}

/** A model under its glass, on a table. */
function model(): Drawing {
  return {
    strokes: [
      ['hold', `M74 74V${FLOOR}M166 74V${FLOOR}`],
      ['face', box(78, 20, 84, 46)],
      ['print', 'M78 58c8 0 12-12 20-12s8 8 14 8M128 54c8 0 10-10 16-10s10 8 18 10'],
      ['face', box(62, 66, 116, 8)],
      ['solid', box(72, 69, 4, 2) + box(80, 69, 4, 2)],
    ],
    icon: { x: MIDDLE, y: 42, size: 24 },
  };
}

/** A machine of the FabLab: a head on its rail above a bed. */
function machine(): Drawing {
  return {
    strokes: [
      ['face', softBox(80, 16, 80, 76, 4)],
      ['face', box(88, 24, 64, 46)],
      ['hold', 'M88 36h64M96 64h48'],
      ['solid', 'M112 31h16v10h-5l-3 5-3-5h-5z'],
      ['face', 'M110 64V54h20v10z'],
      ['print', 'M88 81h22'],
      ['solid', box(142, 77, 8, 8)],
    ],
    icon: null,
  };
}

/** Things to work with, in the crate that they travel in. */
function crate(): Drawing {
  return {
    strokes: [
      ['face', box(88, 22, 42, 34)],
      ['print', 'M94 29h30M94 35h22M94 41h26'],
      ['face', box(136, 36, 18, 22)],
      ['hold', 'M145 36v-8'],
      ['face', 'M76 58h88l-6 34H82z'],
      ['face', box(70, 50, 100, 9)],
    ],
    icon: { x: MIDDLE, y: 75.5, size: 22 },
  };
}

/** Boxes that go together. */
function boxes(): Drawing {
  return {
    strokes: [
      ['face', box(96, 16, 48, 34)],
      ['face', box(68, 50, 50, 42)],
      ['face', box(122, 50, 50, 42)],
      ['hold', 'M93 50v12M147 50v12'],
      ['print', text(76, 78, [18, 12]) + text(130, 78, [18, 12])],
    ],
    icon: { x: MIDDLE, y: 33, size: 22 },
  };
}

/** A format is typed freely. */
const FORMATS: [RegExp, (manner: Manner) => Drawing][] = [
  [/b[âa]che|banderole/i, banner],
  [/roll|enrouleur|kak[ée]mono/i, rollUps],
  [/affiche|poster/i, posters],
  [/autoport|paravent|\bstand\b/i, foldingScreen],
  [/maquette/i, model],
];

function drawingOf({ kind, form, format }: Drawn): (manner: Manner) => Drawing {
  const told = FORMATS.find(([words]) => words.test(format))?.[1];
  switch (kind) {
    case 'exhibition':
      return told ?? (form === 'interactive' ? modules : panels);
    case 'malle':
      return told === model ? model : trunk;
    case 'equipment':
      return crate;
    case 'machine':
      return machine;
    case 'resource_set':
      return boxes;
  }
}

export function draw(resource: Drawn, small: boolean): Drawing {
  const variant = [...resource.code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return drawingOf(resource)({ small, variant });
}
