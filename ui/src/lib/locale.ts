/**
 * The language of the interface, as `Intl` names it, and its formats. Each is made once: making one costs a hundred
 * times what writing a number with it does, and a screen writes thousands.
 */

export type Locale = 'fr-FR' | 'en-GB';

let current: Locale = 'fr-FR';

export function locale(): Locale {
  return current;
}

export const isFrench = () => current.startsWith('fr');

export function setLocale(to: Locale): void {
  current = to;
}

function once<Options, Format>(
  make: (locale: Locale, options: Options) => Format,
): (options: Options) => Format {
  const made = new Map<string, Format>();
  return (options) => {
    const key = current + JSON.stringify(options);
    let format = made.get(key);
    if (format === undefined) made.set(key, (format = make(current, options)));
    return format;
  };
}

export const dateFormat = once(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const numberFormat = once(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

export const listFormat = once(
  (locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
);

const collator = once(
  (locale, options: Intl.CollatorOptions) => new Intl.Collator(locale, options),
);

/** The order of a dictionary, in which « Malle 9 » stands before « Malle 10 ». */
export const byWords = () => collator({ numeric: true, sensitivity: 'base' });

const rules = once(
  (locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);

/** The plural form of a count. */
export function pluralForm(count: number): 'one' | 'other' {
  return rules({}).select(count) === 'one' ? 'one' : 'other';
}
