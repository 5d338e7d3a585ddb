// How the person's language writes numbers: its mark before decimals and the one between groups of three digits.

interface Marks {
  readonly decimal: string;
  readonly group: string;
}

let marks: Marks = { decimal: '.', group: ',' };

/** From here on numbers are written as in `language`, a BCP 47 tag; one that is not known changes nothing. */
export function writeNumbersAs(language: string): void {
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8);
    const markOf = (type: 'decimal' | 'group'): string => parts.find((part) => part.type === type)?.value ?? marks[type];
    marks = { decimal: markOf('decimal'), group: markOf('group') };
  } catch {
    // No language tag: the marks stay.
  }
}

/** A number with so many decimals: `1.24`; its whole part is not grouped. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('.', marks.decimal);
}

/** A number with no more decimals than it needs, and at most so many: `0.5`. */
export function rounded(value: number, mostDecimals: number): string {
  const [whole, decimals = null] = String(Number(value.toFixed(mostDecimals))).split('.');
  return joinDecimals(whole, decimals);
}

/** Digits and decimals: `4,200.123`; null where there are none. */
export function joinDecimals(whole: string, decimals: string | null): string {
  return decimals === null ? whole : whole + marks.decimal + decimals;
}

/** Digits in groups of three: `1,318`. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, marks.group);
}
