// How the person's language writes numbers: its mark before decimals and the one between groups of three digits.

interface Marks {
  readonly decimal: string;
  readonly group: string;
}

const english: Marks = { decimal: '.', group: ',' };

let spoken = 'en';
/** Null until a number is first written: to ask for a language's marks takes milliseconds, which nobody may need. */
let known: Marks | null = english;

/** From here on numbers are written as in `language`, a BCP 47 tag; as in English when it is not known. */
export function writeNumbersAs(language: string): void {
  spoken = language;
  known = /^en\b/i.test(language) ? english : null;
}

function marks(): Marks {
  known ??= marksOf(spoken);
  return known;
}

function marksOf(language: string): Marks {
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8);
    const markOf = (type: 'decimal' | 'group'): string => parts.find((part) => part.type === type)?.value ?? english[type];
    return { decimal: markOf('decimal'), group: markOf('group') };
  } catch {
    // No language tag.
    return english;
  }
}

/** A number with so many decimals: `1.24`; its whole part is not grouped. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('.', marks().decimal);
}

/** A number with no more decimals than it needs, and at most so many: `0.5`. */
export function rounded(value: number, mostDecimals: number): string {
  const [whole, decimals = null] = String(Number(value.toFixed(mostDecimals))).split('.');
  return joinDecimals(whole, decimals);
}

/** Digits and decimals: `4,200.123`; null where there are none. */
export function joinDecimals(whole: string, decimals: string | null): string {
  return decimals === null ? whole : whole + marks().decimal + decimals;
}

/** Digits in groups of three: `1,318`. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, marks().group);
}
