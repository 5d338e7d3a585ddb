// Units: numbers that say what they measure.

/** Nanoseconds since the run's start, or a length of time in nanoseconds. A double: exact up to 104 days. */
export type Nanoseconds = number & { readonly __unit?: 'ns' };

/** CSS pixels. */
export type CssPixels = number & { readonly __unit?: 'px' };
