/** Which zones of school holidays the planning shows, the centre's own among them. */
import type { Planning, SchoolHolidays, SchoolZone } from '$lib/backend';

export interface Zones {
  own: SchoolZone | null;
  lanes: { zone: SchoolZone; isOwn: boolean; periods: SchoolHolidays[] }[];
}

/** A, B and C; Corse only for a centre that is there. */
export function zonesOf({ zone: own, school_holidays: holidays }: Planning): Zones {
  const shown: SchoolZone[] = own === 'Corse' ? ['A', 'B', 'C', 'Corse'] : ['A', 'B', 'C'];
  return {
    own,
    lanes: shown.map((zone) => ({
      zone,
      isOwn: zone === own,
      periods: holidays.filter((holiday) => holiday.zone === zone),
    })),
  };
}
