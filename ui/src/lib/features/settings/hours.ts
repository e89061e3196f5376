/** Hours of the day as they are typed. */

/** `09:00` of « 9 », « 9h », « 9 h 30 » or « 9:30 »; none when it is not an hour. */
export function readHour(typed: string): string | null {
  const found = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?$/i.exec(typed.trim());
  const hour = Number(found?.[1] ?? 24);
  const minutes = Number(found?.[2] ?? 0);
  if (hour > 23 || minutes > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
