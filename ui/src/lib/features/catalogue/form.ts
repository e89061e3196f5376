/** A resource as it is typed, and as the program takes it. */
import type {
  Buffers,
  Condition,
  ExhibitionForm,
  InventoryItem,
  ResourceForm,
  ResourceId,
  ResourceKind,
  ResourceSheet,
} from '$lib/backend';
import { t } from '$lib/messages';
import { typeOf, type Type } from './filters';
import { readMeasure, typedMeasure } from './measure';

/** How many of what the base keeps make one of what is typed: grams and kilograms, cents and euros. */
const FACTORS = {
  panels: 1,
  capacity: 1,
  buffer_before: 1,
  buffer_after: 1,
  shortest_days: 1,
  longest_days: 1,
  weekly_member_cents: 100,
  weekly_cents: 100,
  deposit_cents: 100,
  insured_cents: 100,
  crates: 1,
  weight_g: 1000,
  volume_l: 1,
  surface_m2: 1,
  setup_hours: 1,
  setup_minutes: 1,
  setup_people: 1,
} as const;
type Measured = keyof typeof FACTORS;
const MEASURED = Object.keys(FACTORS) as Measured[];

const TEXTS = [
  'code',
  'title',
  'short_name',
  'format',
  'summary',
  'owner',
  'vehicle',
  'requirements',
  'languages',
  'location',
  'notes',
] as const;
type Text = (typeof TEXTS)[number];

export interface TypedItem {
  /** Of its row while it is typed. */
  key: number;
  label: string;
  quantity: string;
  container: string;
  consumable: boolean;
  replacement: string;
  remarks: string;
}

export interface TypedPart {
  code: string;
  title: string;
  quantity: string;
}

export interface Typed extends Record<Measured, string>, Record<Text, string> {
  type: Type;
  themes: string[];
  audiences: string[];
  /** A day, or empty. */
  acquired_on: string;
  condition: Condition;
  inventory: TypedItem[];
  parts: TypedPart[];
}

/** What is wrong, by field. */
export type Wrong = Record<string, string>;

let lastKey = 0;

export function blankItem(): TypedItem {
  lastKey += 1;
  return {
    key: lastKey,
    label: '',
    quantity: '1',
    container: '',
    consumable: false,
    replacement: '',
    remarks: '',
  };
}

export function isBlank({ label, container, replacement, remarks }: TypedItem): boolean {
  return [label, container, replacement, remarks].every((text) => text.trim() === '');
}

/** A new resource. */
export function blank(buffers: Buffers): Typed {
  const nothing = Object.fromEntries([...TEXTS, ...MEASURED].map((name) => [name, '']));
  return {
    ...(nothing as Record<Measured | Text, string>),
    capacity: '1',
    buffer_before: String(buffers.before),
    buffer_after: String(buffers.after),
    type: 'light',
    themes: [],
    audiences: [],
    acquired_on: '',
    condition: 'good',
    inventory: [blankItem()],
    parts: [],
  };
}

function typedItem(item: InventoryItem): TypedItem {
  return {
    ...blankItem(),
    label: item.label,
    quantity: String(item.quantity),
    container: item.container,
    consumable: item.consumable,
    replacement: typedMeasure(item.replacement_cents, 100),
    remarks: item.remarks,
  };
}

/** A resource that changes. */
export function typedOf(sheet: ResourceSheet): Typed {
  const { card } = sheet;
  const minutes = sheet.setup_minutes;
  const values: Record<Measured, number | null> = {
    panels: sheet.panels,
    capacity: card.capacity,
    buffer_before: sheet.buffers.before,
    buffer_after: sheet.buffers.after,
    shortest_days: sheet.shortest_days,
    longest_days: sheet.longest_days,
    weekly_member_cents: sheet.weekly_member_cents,
    weekly_cents: sheet.weekly_cents,
    deposit_cents: sheet.deposit_cents,
    insured_cents: sheet.insured_cents,
    crates: sheet.crates,
    weight_g: card.weight_g,
    volume_l: sheet.volume_l,
    surface_m2: sheet.surface_m2,
    setup_hours: minutes === null || minutes < 60 ? null : Math.floor(minutes / 60),
    setup_minutes: minutes === null || (minutes >= 60 && minutes % 60 === 0) ? null : minutes % 60,
    setup_people: sheet.setup_people,
  };
  const measures = Object.fromEntries(
    MEASURED.map((name) => [name, typedMeasure(values[name], FACTORS[name])]),
  );
  return {
    ...(measures as Record<Measured, string>),
    code: card.code,
    title: card.title,
    short_name: card.short_name,
    type: typeOf(card),
    format: card.format,
    summary: sheet.summary,
    owner: card.owner,
    vehicle: sheet.vehicle,
    requirements: sheet.requirements,
    languages: sheet.languages,
    location: sheet.location,
    notes: sheet.notes,
    themes: [...card.themes],
    audiences: [...card.audiences],
    acquired_on: sheet.acquired_on ?? '',
    condition: card.condition,
    inventory: sheet.inventory.length > 0 ? sheet.inventory.map(typedItem) : [blankItem()],
    parts: sheet.parts.map(({ code, title, quantity }) => ({
      code,
      title,
      quantity: String(quantity),
    })),
  };
}

/** A resource like another one: all but its code, its photos and its dates. */
export function copyOf(sheet: ResourceSheet): Typed {
  return { ...typedOf(sheet), code: '', acquired_on: '' };
}

const FORMS: Partial<Record<Type, ExhibitionForm>> = {
  light: 'light',
  interactive: 'interactive',
};

/** What the program takes of what was typed, and what of it cannot be read. */
export function formOf(
  typed: Typed,
  id: ResourceId | null,
  basedOn: string | null = null,
): { form: ResourceForm; wrong: Wrong } {
  const wrong: Wrong = {};
  const read = (field: string, text: string, factor = 1): number | null => {
    const value = readMeasure(text, factor);
    if (value === 'unreadable') {
      wrong[field] = t(factor === 1 ? 'resource_whole_number_bad' : 'resource_number_bad');
      return null;
    }
    if (value === 'large') {
      wrong[field] = t('resource_number_large');
      return null;
    }
    return value;
  };
  const value = (name: Measured) => read(name, typed[name], FACTORS[name]);
  /** Of what must be there. */
  const count = (field: string, text: string): number => {
    const found = read(field, text);
    if (found === null && !wrong[field]) wrong[field] = t('resource_number_missing');
    return found ?? 0;
  };

  const form = FORMS[typed.type] ?? null;
  const hours = value('setup_hours');
  const minutes = value('setup_minutes');
  const inventory = typed.inventory
    .filter((item) => !isBlank(item))
    .map((item): InventoryItem => {
      const at = `inventory.${item.key}`;
      if (item.label.trim() === '') wrong[`${at}.label`] = t('resource_item_unnamed');
      return {
        label: item.label,
        container: item.container,
        quantity: count(`${at}.quantity`, item.quantity),
        consumable: item.consumable,
        replacement_cents: read(`${at}.replacement`, item.replacement, 100),
        remarks: item.remarks,
      };
    });
  const parts = typed.parts.map(({ code, quantity }) => ({
    code,
    quantity: count(`parts.${code}.quantity`, quantity),
    units: [],
  }));
  const texts = Object.fromEntries(TEXTS.map((name) => [name, typed[name]]));

  return {
    wrong,
    form: {
      ...(texts as Record<Text, string>),
      id,
      based_on: basedOn,
      kind: form ? 'exhibition' : (typed.type as ResourceKind),
      form,
      themes: typed.themes,
      audiences: typed.audiences,
      acquired_on: typed.acquired_on || null,
      condition: typed.condition,
      capacity: count('capacity', typed.capacity),
      buffers: { before: value('buffer_before') ?? 0, after: value('buffer_after') ?? 0 },
      panels: value('panels'),
      shortest_days: value('shortest_days'),
      longest_days: value('longest_days'),
      weekly_member_cents: value('weekly_member_cents'),
      weekly_cents: value('weekly_cents'),
      deposit_cents: value('deposit_cents'),
      insured_cents: value('insured_cents'),
      crates: value('crates'),
      weight_g: value('weight_g'),
      volume_l: value('volume_l'),
      surface_m2: value('surface_m2'),
      setup_minutes: hours === null && minutes === null ? null : (hours ?? 0) * 60 + (minutes ?? 0),
      setup_people: value('setup_people'),
      inventory,
      parts: typed.type === 'resource_set' ? parts : [],
    },
  };
}
