/** What is known of a resource, in the words of its sheet; what is not known is left out. */
import type { ResourceSheet } from '$lib/backend';
import { capitalised, duration, money, month, number, weight } from '$lib/format';
import { n, t, type Key } from '$lib/messages';

export interface Fact {
  label: string;
  text: string;
}

export function duringDays(shortest: number | null, longest: number | null): string {
  if (shortest !== null && longest !== null) {
    return t('resource_days_between', { shortest, longest });
  }
  if (shortest !== null) return t('resource_days_least', { shortest });
  return longest === null ? '' : t('resource_days_most', { longest });
}

function carried({ card, crates }: ResourceSheet): string {
  const grams = card.weight_g;
  if (grams === null) return crates === null ? '' : n('resource_crates_only', crates);
  return crates === null ? weight(grams) : n('resource_crates', crates, { weight: weight(grams) });
}

function setUp({ setup_people: people, setup_minutes: minutes }: ResourceSheet): string {
  return [
    people === null ? '' : n('resource_people', people),
    minutes === null ? '' : duration(minutes),
  ]
    .filter(Boolean)
    .join(', ');
}

function tariff({ weekly_member_cents: member, weekly_cents: other }: ResourceSheet): string {
  const amount = (cents: number) => (cents === 0 ? t('resource_free_of_charge') : money(cents));
  if (member !== null && other !== null) {
    return member === other
      ? amount(member)
      : t('resource_members', { amount: amount(member), other: amount(other) });
  }
  if (member !== null) return t('resource_member_only', { amount: amount(member) });
  return other === null ? '' : t('resource_non_member_only', { amount: amount(other) });
}

function insured({ insured_cents: cents, card }: ResourceSheet): string {
  if (cents === null) return '';
  return card.capacity > 1 ? t('resource_each', { amount: money(cents) }) : money(cents);
}

export function factsOf(sheet: ResourceSheet): Fact[] {
  const facts: [Key, string][] = [
    ['resource_owner', sheet.card.owner],
    ['resource_acquired', sheet.acquired_on ? month(sheet.acquired_on) : ''],
    ['resource_retired', sheet.card.retired_on ? month(sheet.card.retired_on) : ''],
    ['resource_format', sheet.card.format],
    ['resource_languages', sheet.languages],
    [
      'resource_surface',
      sheet.surface_m2 === null
        ? ''
        : t('resource_square_metres', { count: number(sheet.surface_m2) }),
    ],
    ['resource_weight', carried(sheet)],
    [
      'resource_volume',
      sheet.volume_l === null ? '' : t('resource_litres', { count: number(sheet.volume_l) }),
    ],
    ['resource_setup', setUp(sheet)],
    ['resource_vehicle', sheet.vehicle],
    ['resource_requirements', sheet.requirements],
    ['resource_tariff', tariff(sheet)],
    ['resource_deposit', sheet.deposit_cents === null ? '' : money(sheet.deposit_cents)],
    ['resource_insured', insured(sheet)],
    ['resource_duration', duringDays(sheet.shortest_days, sheet.longest_days)],
    ['resource_location', sheet.location],
    ['resource_condition', t(`catalogue_condition_${sheet.card.condition}`)],
    ['resource_notes', sheet.notes],
  ];
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => ({ label: t(label), text: capitalised(text) }));
}
