/** What stands behind the bars: weekends, holidays, closures, the lines of weeks. One picture for all rows. */
import type { Planning } from '$lib/backend';
import { plusDays } from '$lib/format';
import { lengthOf, monthMarks, spanOf, weekMarks, type Span } from '$lib/timeline';
import { rules, stripes } from './layout';
import type { Zones } from './zones';

const WEEKS_WITH_LINES = 30;

export interface Behind {
  days: string;
  /** Drawn in short dashes. */
  holidays: Span[];
}

export function behind(planning: Planning, zones: Zones): Behind {
  const { period } = planning;
  const isSpan = (span: Span | null): span is Span => span !== null;
  const weeks = weekMarks({ from: plusDays(period.from, -6), to: plusDays(period.to, 7) });
  const weekends = weeks
    .map(({ on }) => spanOf({ from: plusDays(on, -2), to: plusDays(on, -1) }, period))
    .filter(isSpan);
  const own = (zones.lanes.find(({ isOwn }) => isOwn)?.periods ?? [])
    .map((holiday) => spanOf(holiday.period, period))
    .filter(isSpan);
  const closures = planning.closures
    .map((closure) => spanOf(closure.period, period))
    .filter(isSpan);
  const isLong = lengthOf(period) > 7 * WEEKS_WITH_LINES;
  const lines = isLong ? monthMarks(period) : weekMarks(period);
  return {
    days: [
      ...rules(lines, isLong ? 'var(--border)' : 'var(--border-soft)'),
      ...stripes(merged(own), 'var(--zone-own)'),
      ...stripes(merged(closures), 'var(--holiday)'),
      ...stripes(weekends, 'var(--weekend)'),
    ].join(', '),
    holidays: planning.holidays
      .map(({ on }) => spanOf({ from: on, to: on }, period))
      .filter(isSpan),
  };
}

/** Those that meet made one: where two lie over each other, the colour would be darker. */
function merged(spans: Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.left - b.left);
  const kept: Span[] = [];
  for (const span of ordered) {
    const last = kept.at(-1);
    if (last && span.left <= last.left + last.width) {
      last.width = Math.max(last.width, span.left + span.width - last.left);
    } else kept.push({ ...span });
  }
  return kept;
}
